import { formatId, type JobId } from "../../src/domain/id.ts";
import type { Observation, Snapshot } from "../../src/journal/contract.ts";
import { leavesJob, type ModelJournal } from "./model-check.ts";

/** Rule that puts another `asOf` or source in place of the true one. */
type WrongRule = (
  observation: Observation,
  stored: Snapshot | null,
  journal: ModelJournal,
) => Partial<Pick<Observation, "asOf" | "source">> | Promise<Pick<Observation, "asOf">>;

const always = Number.MAX_SAFE_INTEGER;

/** The mistakes about time that the model has to find, each over a journal that is right by itself. */
export const wrongRules = {
  "the gateways' clocks tell old from new": (observation, stored) => {
    const shownAt = stored?.removedAt ?? stored?.job.observedAt ?? null;
    return { asOf: shownAt === null || observation.observedAt >= shownAt ? always : -1 };
  },
  "asOf is taken when the answer arrives": (_observation, _stored, journal) => ({
    asOf: journal.head.position,
  }),
  "whatever arrives last is true": () => ({ asOf: always }),
} satisfies Record<string, WrongRule>;

/** Records commands as if they were polls. */
export const commandsAsPolls: WrongRule = ({ source }) => ({
  source: source === "COMMAND" ? "POLL" : source,
});

/** Judges by the last change of a job alone, as if a command that changed nothing left the revision where it was. */
export function createUnmovedRevision(): WrongRule {
  const changedAt = new Map<JobId, number>();
  return async ({ asOf }, stored, journal) => {
    if (stored === null) return { asOf };
    const { revision, job } = stored;
    const [entry] = await journal.read(revision - 1, 1);
    if (entry?.kind !== "Event" || !leavesJob(entry)) changedAt.set(job.id, revision);
    return { asOf: asOf >= (changedAt.get(job.id) ?? revision) ? always : asOf };
  };
}

/** Lays a wrong rule over a journal. Calls wait for each other, so that the rule sees what the record will see. */
export function withRule(journal: ModelJournal, rule: WrongRule): ModelJournal {
  let last: Promise<unknown> = Promise.resolve();
  const record = async (observations: readonly Observation[]) => {
    const jobIds = observations.map(({ backend, nativeId }) => formatId("job", backend, nativeId));
    const stored = await journal.snapshots(jobIds);
    const judged = observations.map(async (observation, index) => ({
      ...observation,
      ...(await rule(observation, stored[index] ?? null, journal)),
    }));
    return journal.record(await Promise.all(judged));
  };
  return {
    get head() {
      return journal.head;
    },
    record(observations) {
      const result = last.then(() => record(observations));
      last = result;
      return result;
    },
    read: (after, limit) => journal.read(after, limit),
    snapshots: (jobIds) => journal.snapshots(jobIds),
  };
}
