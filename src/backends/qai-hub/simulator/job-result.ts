import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import type { Datasets } from "./datasets.ts";
import { QAIRT_DEFAULT } from "./frameworks.ts";
import { typeOf } from "./job-request.ts";
import { measure } from "./measurements.ts";
import type { WireDocument } from "./wire-document.ts";

const TOOL_VERSIONS: readonly WireDocument[] = [
  { name: "QAIRT", version: QAIRT_DEFAULT },
  { name: "TensorFlow Lite", version: "2.17.0" },
];

/** The `JobResult` of a job that has succeeded; `isOldForm` is how clients before 0.56 see a profile. */
export function toJobResult(
  datasets: Pick<Datasets, "outputOf">,
  job: SimulatedJob,
  isOldForm: boolean,
): WireDocument {
  const type = typeOf(job);
  const id = { [`${type}_job_id`]: job.id };
  const tools = { tool_versions: TOOL_VERSIONS };
  switch (type) {
    case "compile":
      return { compile_job_result: { ...id, compile_detail: tools } };
    case "quantize":
      return { quantize_job_result: { ...id, quantize_detail: { ...tools, psnr: { output_0: psnr(job) } } } };
    case "link":
      return { link_job_result: { ...id, link_detail: tools } };
    case "profile":
      if (isOldForm) return { profile_job_result: { ...id, profile: toDetail(job) } };
      return inferenceResult(datasets, job);
    case "inference":
      return inferenceResult(datasets, job);
  }
}

/** What a summary and a job show of the measurements. */
export function headline(job: SimulatedJob): WireDocument {
  const { executionTime, executionPeak } = measure(job);
  return { execution_time: String(executionTime), execution_peak_memory: toRange(executionPeak) };
}

function inferenceResult(datasets: Pick<Datasets, "outputOf">, job: SimulatedJob): WireDocument {
  const detail = toDetail(job);
  return {
    inference_job_result: { inference_job_id: job.id, output_dataset_id: datasets.outputOf(job), detail },
  };
}

function toDetail(job: SimulatedJob): WireDocument {
  const measured = measure(job);
  const { executionTime, executionTimes, coldLoadTime, warmLoadTime, peakMemory, executionPeak } = measured;
  const usage = (peak: { lower: number; upper: number }) => ({
    increase: toRange({ lower: 0, upper: peak.upper - peak.lower }),
    peak: toRange(peak),
  });
  return {
    major_version: "1",
    minor_version: "8",
    execution_time: String(executionTime),
    after_execution_peak_memory: String(peakMemory),
    cold_load_time: String(coldLoadTime),
    after_cold_load_peak_memory: String(peakMemory - PAGE_BYTES),
    warm_load_time: String(warmLoadTime),
    after_warm_load_peak_memory: String(peakMemory - 2 * PAGE_BYTES),
    // Present although zero: an empty message would say that nothing was measured.
    compile_memory: { increase: {}, peak: {} },
    cold_load_memory: usage({ lower: 2 * executionPeak.lower, upper: 2 * executionPeak.upper }),
    warm_load_memory: usage(executionPeak),
    execution_memory: usage(executionPeak),
    all_cold_load_times: [String(coldLoadTime)],
    all_warm_load_times: [String(warmLoadTime)],
    all_execution_times: executionTimes.map(String),
    tool_versions: TOOL_VERSIONS,
    runtime_config: [{ name: "TensorFlow Lite" }],
    ...(typeOf(job) === "profile" && toLayers(job, executionTime)),
  };
}

const PAGE_BYTES = 4096;
const OPERATORS = ["CONV_2D", "DEPTHWISE_CONV_2D", "ADD", "FULLY_CONNECTED"];

/** Layers that the processor for networks takes, and a last one that it leaves to the other. */
function toLayers(job: SimulatedJob, executionTime: number): WireDocument {
  const random = createRandom(job.seed, "layers");
  const count = random.int(4, 24);
  const npu = { compute_unit: "COMPUTE_UNIT_NPU", delegate_name: "QNN", delegate_extra_info: "HTP" };
  const cpu = { compute_unit: "COMPUTE_UNIT_CPU", delegate_name: "XNNPACK" };
  const share = Math.floor((executionTime * 0.9) / count);
  const fast = Array.from({ length: count }, (_, at) => ({
    ...npu,
    name: `features/layer_${at}`,
    layer_type_name: random.pick(OPERATORS),
    id: `:0:${at}`,
    segment_id: `:0:${count + 1}`,
    execution_time: String(share),
    execution_cycles: String(share * 1420),
    delegate_reported_ops: ["Conv2d"],
  }));
  const slow = { ...cpu, name: "classifier/softmax", layer_type_name: "SOFTMAX", id: `:0:${count}` };
  return {
    layer_details: [...fast, { ...slow, segment_id: `:0:${count + 2}`, delegate_reported_ops: ["Softmax"] }],
    segment_details: [
      { ...npu, id: `:0:${count + 1}`, execution_time: String(share * count) },
      { ...cpu, id: `:0:${count + 2}`, execution_time: String(executionTime - share * count) },
    ],
  };
}

function toRange({ lower, upper }: { readonly lower: number; readonly upper: number }): WireDocument {
  return { lower: String(lower), upper: String(upper) };
}

function psnr(job: SimulatedJob): number {
  return createRandom(job.seed, "psnr").int(200, 600) / 10;
}
