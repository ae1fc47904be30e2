import { equals } from "@bufbuild/protobuf";
import type { JobDraft } from "../../domain/draft.ts";
import { BackendError } from "../../domain/error.ts";
import type { Job as StoredJob } from "../../domain/job.ts";
import type { JsonObject } from "../../domain/json.ts";
import { rules } from "./draft.ts";
import { fetchJob } from "./jobs.ts";
import {
  type CompileJob,
  type Device,
  type NamedTensorType,
  NamedTensorTypeListSchema,
  QuantizeDtype,
  TensorDtype,
} from "./proto/public_api_pb.js";
import type { Service } from "./service.ts";
import { type JobMember, modelsOf } from "./wire/member.ts";
import { datasetOf } from "./wire/spec.ts";

/** Draft of the same job: the same ids, and devices as the service had picked them. */
export async function draftOf(
  service: Service,
  { nativeId }: StoredJob,
  name: string,
  signal: AbortSignal,
): Promise<JobDraft> {
  const { job: member } = await fetchJob(service, "draftOf", nativeId, signal);
  const cannotSay = (what: string) => {
    const text = `Job ${nativeId} has something that a new job cannot be given: ${what}`;
    return new BackendError("UNSUPPORTED", text, { backend: service.backend });
  };
  if (member.case === undefined) throw cannotSay("a kind that is not known");
  const strange = strangenessOf(member);
  if (strange !== null) throw cannotSay(strange);
  const none = { displayName: null, description: null, labels: [], schedule: null };
  const draft: JobDraft = { name, ...none, job: toForm(member) };
  // Whatever breaks a rule of drafts cannot be said in one. The value itself may be a secret.
  const [problem] = rules.check(draft).problems;
  if (problem) throw cannotSay(`${problem.path.slice(2).join(".")} is not ${problem.expected}`);
  return draft;
}

/** What a draft has no word for at all; null when there is nothing. */
function strangenessOf(member: JobMember): string | null {
  if (member.case === "profileJob" && member.value.includesCompile) return "a compilation before the profile";
  if (member.case !== "compileJob") return null;
  const tensors = inputSpecsOf(member.value);
  if (tensors.some(({ graphName }) => graphName)) return "inputs of several graphs";
  const isScaled = tensors.some(
    ({ tensorType: type }) => type?.scale !== undefined || type?.zeroPoint !== undefined,
  );
  return isScaled ? "inputs that are quantized" : null;
}

function toForm(member: JobMember): JsonObject {
  const [model = ""] = modelsOf(member).map(({ modelId = "" }) => modelId);
  const dataset = datasetOf(member)?.nativeId ?? null;
  const options = member.value.options.trim() || null;
  const common = { options, project: member.value.projectId || null };
  switch (member.case) {
    case "compileJob": {
      const { device, devices } = member.value;
      const asked = devices?.devices.length ? devices.devices : device ? [device] : [];
      const specs = inputSpecsOf(member.value).map(toInputSpec);
      return {
        compile: {
          model,
          devices: asked.map(toWish),
          inputSpecs: specs.length > 0 ? specs : null,
          calibrationDataset: dataset,
          ...common,
        },
      };
    }
    case "quantizeJob": {
      const { weightsDtype, activationsDtype } = member.value;
      return {
        quantize: {
          model,
          calibrationDataset: dataset,
          weightsDtype: wordOf(QuantizeDtype, weightsDtype),
          activationsDtype: wordOf(QuantizeDtype, activationsDtype),
          ...common,
        },
      };
    }
    case "linkJob": {
      const models = modelsOf(member).map(({ modelId = "" }) => modelId);
      return { link: { models, device: toWish(member.value.device), ...common } };
    }
    case "inferenceJob":
    case "profileJob": {
      const run = { model, device: toWish(member.value.device), ...common };
      const profiling = member.case === "profileJob" || member.value.isProfilingOn === true;
      return profiling && dataset === null ? { profile: run } : { inference: { ...run, dataset, profiling } };
    }
  }
}

/** None where they are those of the model's file, which is what a job has that was given none. */
function inputSpecsOf({ tensorTypeList: given, model }: CompileJob): readonly NamedTensorType[] {
  const own = model?.inputSpec;
  if (given && own && equals(NamedTensorTypeListSchema, given, own)) return [];
  return given?.types ?? [];
}

function toInputSpec({ name, tensorType }: NamedTensorType): JsonObject {
  const shape = (tensorType?.shape ?? []).map(Number);
  return { name, shape, dtype: wordOf(TensorDtype, tensorType?.dtype ?? 0) };
}

function toWish(device: Device | undefined): JsonObject {
  const { name = "", os = "", attributes = [] } = device ?? {};
  return { name, os: os || null, attributes: [...attributes] };
}

/** Open enums: the number may be one that the table lacks. */
function wordOf(words: Readonly<Record<number, string>>, number: number): string {
  return words[number] ?? String(number);
}
