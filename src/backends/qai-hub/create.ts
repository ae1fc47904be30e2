import { toBinary } from "@bufbuild/protobuf";
import type { CreatedJob, Problem } from "../../domain/command.ts";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import { unsent } from "../unsent.ts";
import { toRequest } from "./create-request.ts";
import { describeWish, pickDevice } from "./device-choice.ts";
import { type QaiHubDevice, rules } from "./draft.ts";
import { type DraftNames, namesOf } from "./draft-names.ts";
import { type JobLister, within } from "./listing.ts";
import { fetchModel } from "./models.ts";
import { type Device, JobSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";

/** Creates a job, in the project of the draft, or else the configured one, or else the account's own. */
export async function createJob(
  { service, project }: JobLister,
  draft: JobDraft,
  signal: AbortSignal,
): Promise<CreatedJob> {
  const { backend } = service;
  const job = rules.parse(draft, backend);
  const names = namesOf(job);
  const [name, devices] = await unsent(
    Promise.all([
      draft.name || nameOfModel(service, names, signal),
      Promise.all(names.devices.map(({ thing }) => pick(service, thing, signal))),
    ]),
  );
  // With it the model that the job makes has its id from now on, and can be the input of the next job.
  const query = job.profile || job.inference ? {} : { seed_target_model: "true" };
  const path = [...within(names.project?.thing ?? project), "jobs"];
  const body = toBinary(JobSchema, toRequest(job, name, devices));
  const write = { method: "POST", path, query, body, repeatable: false } as const;
  const { id, text } = await service.write("createJob", write, signal);
  if (id === null) throw malformed(backend, "createJob", "an answer without the id of the new job");
  return { nativeId: id, reading: null, problems: text === null ? [] : [remark(text)] };
}

/** What the vendor's client calls a job that was given no name. */
async function nameOfModel(service: Service, { models }: DraftNames, signal: AbortSignal): Promise<string> {
  const [model] = models;
  return (model && (await fetchModel(service, "createJob", model.thing, signal)).name) ?? "";
}

async function pick(service: Service, wish: QaiHubDevice, signal: AbortSignal): Promise<Device> {
  const device = await pickDevice(service, "createJob", wish, signal);
  if (device !== null) return device;
  const text = `createJob: device ${JSON.stringify(describeWish(wish))} is not there`;
  throw new BackendError("NOT_FOUND", text, { backend: service.backend });
}

/** The vendor's client takes a text beside an id for a failure of what would have followed. */
function remark(message: string): Problem {
  return { code: "FAILED_PRECONDITION", message, path: null, expected: null, fault: null };
}
