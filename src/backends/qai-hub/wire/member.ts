import type { Device, Job, Model } from "../proto/public_api_pb.js";

/** Any of the five kinds of job. */
export type JobMember = Extract<Job["job"], { case: string }>;

/** Id of a job; empty when it has none. The field is named after the kind. */
export function idOf({ job }: Job): string {
  switch (job.case) {
    case "compileJob":
      return job.value.compileJobId;
    case "quantizeJob":
      return job.value.quantizeJobId;
    case "linkJob":
      return job.value.linkJobId;
    case "inferenceJob":
      return job.value.inferenceJobId;
    case "profileJob":
      return job.value.profileJobId;
    case undefined:
      return "";
  }
}

/** The device that the service picked. */
export function deviceOf(member: JobMember): Device | undefined {
  return member.case === "quantizeJob" ? undefined : member.value.device;
}

/** The model that a job makes. It has an id from the creation of the job on. Measured jobs make none. */
export function targetModelOf(member: JobMember): Model | undefined {
  return member.case === "inferenceJob" || member.case === "profileJob"
    ? undefined
    : member.value.targetModel;
}

/** Models that a job works on. */
export function modelsOf(member: JobMember): readonly Model[] {
  if (member.case === "linkJob") return member.value.models?.models ?? [];
  return member.value.model === undefined ? [] : [member.value.model];
}
