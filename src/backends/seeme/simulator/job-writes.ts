import { randomUUID } from "node:crypto";
import type { SimulatedJob, Step, VendorResponse, World } from "../../../simulator/contract.ts";
import { findApplication } from "./catalogue.ts";
import { refusal } from "./errors.ts";
import { type Fields, readText } from "./fields.ts";
import type { ItemDocument } from "./item-document.ts";
import { type ItemBody, type JobBody, parseJobBody } from "./job-body.ts";
import { toJobDocument } from "./job-document.ts";
import { AGENT_FIELDS } from "./job-run.ts";
import { failingLife, LIFE_OF_CREATED_JOB } from "./population.ts";
import { toRowTime } from "./timestamps.ts";

/** `POST /jobs`. Throws `BadBody`. */
export function createJob(world: World, body: Buffer): VendorResponse {
  const { texts, items } = parseJobBody(body);
  const missing = missingField(world, texts);
  if (missing) return refusal(400, `${missing} is required`);
  const { status = "waiting", status_message: message, ...fields } = texts;
  const isUnknown = findApplication(texts.application_id ?? "") === undefined;
  if (isUnknown && world.assumption("unknownReference") === "refuse")
    return refusal(400, "unknown application");
  const type = texts.job_type ?? "training";
  // Agents take up waiting jobs only.
  const steps = status === "waiting" ? agentLife(texts) : [{ native: status, afterMs: 0 }];
  const [first, ...rest] = steps;
  const job = world.jobs.create({
    type,
    steps: first && message ? [{ ...first, message }, ...rest] : steps,
    fields: {
      ...withoutBlankAgentFields(fields),
      job_type: type,
      items: (items ?? []).map((item) => newItem(world, item)),
    },
  });
  return { status: Number(world.assumption("createStatus")), json: toJobDocument(job, "nano") };
}

/** `PUT /jobs/{id}`: the last writer wins. Throws `BadBody`. */
export function updateJob(world: World, job: SimulatedJob, body: Buffer): VendorResponse {
  const { texts, items } = parseJobBody(body);
  const before = toJobDocument(job);
  const after = applyStatus(world, job, texts) ?? job;
  const { status: _status, status_message: _message, ...wanted } = texts;
  const derived = toJobDocument(after);
  const stored = { ...withoutBlankAgentFields(wanted), ...blanks(after, wanted) };
  const changes = Object.entries(stored).filter(([name, value]) => derived[name] !== value);
  const fields = {
    ...Object.fromEntries(changes),
    ...(items && { items: mergeItems(world, before.items, items) }),
  };
  const changed = world.jobs.change(job.id, fields) ?? after;
  return { status: 200, json: toJobDocument(changed, "nano") };
}

/** Stores another status or message. The agent at work does not notice and overwrites it when it is done. */
function applyStatus(world: World, job: SimulatedJob, texts: JobBody["texts"]): SimulatedJob | null {
  const document = toJobDocument(job);
  const native = texts.status ?? job.state.native;
  const message = texts.status_message ?? readText(document, "status_message");
  if (native === "waiting" && job.state.native !== "waiting" && isCleared(texts)) {
    world.jobs.change(job.id, Object.fromEntries(AGENT_FIELDS.map((name) => [name, undefined])));
    const fields = toTexts(document);
    // A scripted job follows its script and nothing else.
    const life =
      job.origin === "control" ? LIFE_OF_CREATED_JOB.slice(0, 1) : agentLife({ ...fields, ...texts });
    return world.jobs.follow(job.id, life);
  }
  if (native === job.state.native && message === document.status_message) return null;
  return world.jobs.mark(job.id, { native, message });
}

/** Whether a body takes back what an agent wrote, which makes the job new to the agents. */
function isCleared(texts: JobBody["texts"]): boolean {
  const marks = ["cpu_start_time", "gpu_start_time", "agent_name"];
  return marks.every((name) => (texts[name] ?? "") === "");
}

/** What an agent will do with a job. */
function agentLife(texts: JobBody["texts"]): readonly Step[] {
  const application = findApplication(texts.application_id ?? "");
  if (!application) return failingLife(`application ${texts.application_id ?? ""} not found`);
  const continues = (texts.start_model_id ?? "") !== "";
  if (continues && !application.continual_training)
    return failingLife(`${application.name} cannot continue a model`);
  return LIFE_OF_CREATED_JOB;
}

function missingField(world: World, texts: JobBody["texts"]): string | undefined {
  if (world.assumption("requiredFields") === "lenient") return undefined;
  const required = ["name", "job_type", "application_id"];
  if (texts.job_type !== "conversion") required.push("dataset_id", "dataset_version_id");
  if (texts.job_type !== "training") required.push("model_id", "model_version_id");
  return required.find((name) => (texts[name] ?? "") === "");
}

/** Blank agent fields are not stored: they would hide what the agent writes later. */
function withoutBlankAgentFields(texts: JobBody["texts"]): JobBody["texts"] {
  const isBlank = (name: string, value: string) =>
    value === "" && AGENT_FIELDS.some((field) => field === name);
  return Object.fromEntries(Object.entries(texts).filter(([name, value]) => !isBlank(name, value)));
}

/** The last writer wins with blanks too: what was given is taken away, for good where no agent will write it later. */
function blanks(job: SimulatedJob, texts: JobBody["texts"]): Fields {
  const hasEnded = job.state.native === "finished" || job.state.native === "error";
  const names = AGENT_FIELDS.filter(
    (name) => texts[name] === "" && (hasEnded || Object.hasOwn(job.fields, name)),
  );
  return Object.fromEntries(names.map((name) => [name, hasEnded ? "" : undefined]));
}

function toTexts(document: Fields): Record<string, string> {
  return Object.fromEntries(Object.keys(document).map((name) => [name, readText(document, name)]));
}

function newItem(world: World, item: ItemBody): ItemBody {
  return { ...item, id: randomUUID(), created_at: toRowTime(world.now()) };
}

/** Items with a known id are updated, those without are added; what is left out stays or goes. */
function mergeItems(
  world: World,
  stored: readonly ItemDocument[],
  sent: readonly ItemBody[],
): readonly unknown[] {
  const known = new Map(stored.map((item) => [item.id, item]));
  const merged = sent.map((item) => {
    const old = known.get(item.id ?? "");
    return old ? { ...old, ...item } : newItem(world, item);
  });
  if (world.assumption("putItems") === "replace") return merged;
  const sentIds = new Set(sent.map((item) => item.id));
  const kept = [...known.values()].filter((item) => !sentIds.has(item.id));
  return [...kept, ...merged];
}
