import type { LogLine, LogSources, SimulatedJob, World } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { JobArtifactType } from "../proto/public_api_pb.js";
import { isAssumed } from "./assumptions.ts";
import { requestOf, typeOf } from "./job-request.ts";
import { attemptsOf } from "./job-times.ts";
import { isFinal } from "./job-words.ts";
import { measure } from "./measurements.ts";
import { documentAt, textAt } from "./wire-document.ts";

/** The main log, which every job has. */
const HUB_LOG = "HUB_LOG";
const DEVICE_LOG = "DEVICE_LOG";
const PROFILE_TRACE = "PROFILE_TRACE";

/** Ends of file names. */
const ENDINGS: Readonly<Record<string, string>> = {
  [HUB_LOG]: "hub.log",
  [DEVICE_LOG]: "device.log",
  [PROFILE_TRACE]: "profile_trace.json",
};

/** Kinds of files that a job has now, by name without prefix. */
export function artifactsOf(world: World, job: SimulatedJob): readonly string[] {
  const isReadable = isFinal(job.state.native) || isAssumed(world, "earlyLogs", true);
  if (!isReadable || isAssumed(world, "artifacts", "none")) return [];
  if (isAssumed(world, "artifacts", "hubLog") || !runsOnDevice(job)) return [HUB_LOG];
  return typeOf(job) === "profile" ? [DEVICE_LOG, HUB_LOG, PROFILE_TRACE] : [DEVICE_LOG, HUB_LOG];
}

/** The name that an artifact kind has on the wire. */
export function toArtifactType(kind: string): string {
  return `JOB_ARTIFACT_TYPE_${kind}`;
}

/** The file of a kind, given by its wire number, of a device run (`latest` or a number); null when there is none. */
export function findArtifact(
  world: World,
  job: SimulatedJob,
  attempt: string,
  type: string,
): { filename: string } | null {
  const isRun = attempt === "latest" || (/^\d+$/.test(attempt) && Number(attempt) < attemptsOf(job));
  const kind = /^\d+$/.test(type) ? JobArtifactType[Number(type)] : undefined;
  if (!isRun || kind === undefined || !artifactsOf(world, job).includes(kind)) return null;
  return { filename: `${job.id}_${ENDINGS[kind]}` };
}

/** The bytes of a file; null when the job has none of that name. */
export function readArtifact(world: World, job: SimulatedJob, filename: string): Buffer | null {
  const kind = artifactsOf(world, job).find((candidate) => filename === `${job.id}_${ENDINGS[candidate]}`);
  if (kind === undefined) return null;
  if (kind === PROFILE_TRACE) return Buffer.from(JSON.stringify(toTrace(job)));
  return world.logs.text(job, kind) ?? Buffer.alloc(0);
}

/** What the framework has to know: logs of text, one source a file. */
export function logSources(world: World): LogSources {
  return {
    resolve: (job, source = HUB_LOG) => {
      const known = runsOnDevice(job) ? [HUB_LOG, DEVICE_LOG] : [HUB_LOG];
      return known.includes(source) ? source : null;
    },
    acceptsRecords: false,
    generated: (job, source) => (source === HUB_LOG ? hubLines(world, job) : deviceLines(job)),
  };
}

function runsOnDevice(job: SimulatedJob): boolean {
  return typeOf(job) === "inference" || typeOf(job) === "profile";
}

function hubLines(world: World, job: SimulatedJob): readonly LogLine[] {
  const request = requestOf(world, job);
  const device = textAt(documentAt(request, "device"), "name");
  const random = createRandom(job.seed, "hub log");
  return job.history.flatMap(({ native, message, at }) => {
    const write = (text: string, afterMs = 0): LogLine => ({
      at: at + afterMs,
      line: `${clock(at + afterMs)} ${text}`,
    });
    if (native === "CREATED")
      return [write(`[hub] ${typeOf(job)} job ${job.id} "${textAt(request, "name")}"`)];
    if (native === "FAILED") return [write(`[hub] ERROR ${message ?? "failed"}`.replaceAll("\n", "\n    "))];
    if (native === "SUCCESS") return [write("[hub] done")];
    const options = textAt(request, "options") || "none";
    return [
      write(
        `[hub] ${native.toLowerCase().replaceAll("_", " ")}${device && ` on ${device}`}, options: ${options}`,
      ),
      ...(native === "OPTIMIZING_MODEL"
        ? [write(`[converter] ${random.int(40, 400)} operators, ${random.int(0, 9)} folded`)]
        : []),
    ];
  });
}

function deviceLines(job: SimulatedJob): readonly LogLine[] {
  const { executionTimes } = measure(job);
  return job.history.flatMap(({ native, at }) => {
    const write = (text: string): LogLine => ({ at, line: `${clock(at)} ${text}` });
    if (native === "PROVISIONING_DEVICE")
      return [write("I/qnn: backend HTP loaded"), write("I/tflite: delegate applied")];
    if (native === "MEASURING_PERFORMANCE" || native === "RUNNING_INFERENCE")
      return executionTimes.map((time, iteration) =>
        write(`I/runner: iteration ${iteration} took ${time} us`),
      );
    return native === "FAILED" ? [write("E/runner: stopped")] : [];
  });
}

function toTrace(job: SimulatedJob) {
  let ts = 0;
  const traceEvents = measure(job).executionTimes.map((dur, iteration) => {
    const event = { name: `iteration ${iteration}`, ph: "X", pid: 1, tid: 1, ts, dur };
    ts += dur;
    return event;
  });
  return { displayTimeUnit: "ms", traceEvents };
}

function clock(at: number): string {
  return new Date(at).toISOString();
}
