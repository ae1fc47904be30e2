import type { Problem } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import { formatId, parseIdOf } from "../../domain/id.ts";
import { isJsonObject } from "../../domain/json.ts";
import type { ConnectedBackend } from "../../sync/sync.ts";
import { type Drafts, inputKeyOf, toDraft } from "../drafts.ts";
import type { Commands } from "./contract.ts";
import { createTask } from "./create-task.ts";
import { type Execution, refused } from "./execution.ts";
import { ofDraft, ofRefusal } from "./problems.ts";
import { refusalOf } from "./refusals.ts";
import { newNameOf } from "./retry-name.ts";
import { findTarget, unknownJob } from "./target.ts";

/** Commands that make a job. */
export function createNewJobCommands(
  execution: Execution,
  drafts: Drafts,
): Pick<Commands, "create" | "retry"> {
  const { backends, finder, signal } = execution;

  /** Draft that makes a job again, by a fresh read. */
  async function draftAgain(connected: ConnectedBackend, nativeId: string, name: string): Promise<JobDraft> {
    const target = await findTarget(execution, connected, nativeId, signal);
    if ("code" in target) throw new BackendError("NOT_FOUND", target.message, { backend: connected.id });
    if (!connected.backend.draftOf) throw new Error(`${connected.id} creates no jobs.`); // refused before
    return connected.backend.draftOf(target.job, name, signal);
  }

  return {
    async create({ idempotencyKey, ...input }, caller) {
      const connected = backends.find(input.backend);
      const check = async () => (await drafts.problems(input, signal)).map(ofDraft);
      if (!connected) return execution.resultOf(refused(await check()), null);
      const part = input.job[inputKeyOf(connected.definition.kind)];
      const task = createTask(execution, {
        command: "createJob",
        connected,
        input,
        idempotencyKey,
        caller,
        name: input.name,
        retryOf: null,
        check,
        draft: async () => toDraft(input, isJsonObject(part) ? part : {}),
      });
      return execution.resultOf(await execution.run(task), { backend: connected.id, nativeId: null });
    },

    async retry({ idempotencyKey, ...input }, caller) {
      const { backend, nativeId } = parseIdOf("job", input.id, ["input", "id"]);
      const connected = backends.find(backend);
      if (!connected) return execution.resultOf(refused([unknownJob({ id: backend }, nativeId)]), null);
      const stored = finder.view(formatId("job", backend, nativeId))?.snapshot.job.core.name ?? nativeId;
      const isNameTakenOnce = connected.definition.createSafety === "byName";
      const name = input.name ?? (isNameTakenOnce ? newNameOf(stored) : stored);
      let made: Promise<JobDraft> | null = null;
      const draft = () => {
        made ??= draftAgain(connected, nativeId, name);
        return made;
      };
      const check = async (): Promise<readonly Problem[]> => {
        const target = await findTarget(execution, connected, nativeId, signal);
        if ("code" in target) return [target];
        const refusal = refusalOf(connected, target, "retry");
        if (refusal) return [ofRefusal(refusal)];
        const found = await connected.backend.validate?.(await draft(), signal);
        return (found ?? []).map(ofDraft).map(ofRetry);
      };
      const task = createTask(execution, {
        command: "retryJob",
        connected,
        input,
        idempotencyKey,
        caller,
        name,
        retryOf: nativeId,
        check,
        draft,
      });
      return execution.resultOf(await execution.run(task), { backend, nativeId: null });
    },
  };
}

/** What is wrong with the draft of a retry is about the job as a whole, but for its name. */
function ofRetry({ path, ...rest }: Problem): Problem {
  return { ...rest, path: path?.[0] === "name" ? ["name"] : null };
}
