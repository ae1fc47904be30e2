import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import { makeStatus } from "../../../domain/status.ts";
import list from "../fixtures/08-jobs-list-paged.json" with { type: "json" };
import details from "../fixtures/11-run-details-and-log-read.json" with { type: "json" };
import children from "../fixtures/12-run-and-children.json" with { type: "json" };
import { parseRun, type RunReading } from "./run.ts";
import { job, queued, read, workspace } from "./sample-jobs.ts";
import { toStep } from "./step.ts";

function runOf(value: unknown): RunReading {
  const run = parseRun(value);
  if (run === null) throw new Error("no run");
  return run;
}

const [runningDetails, failedDetails] = details.exchanges.map(({ response }) => response.body);

describe("runs beside documents", () => {
  test("the run tells times, cause and durations", () => {
    const { core, native } = read(list.exchanges[0]?.response.body.value[1], runOf(failedDetails));
    expect(core.status).toEqual(
      makeStatus({
        phase: "FAILED",
        native: { value: "Failed", secondary: null, code: null, mapped: true },
        message: "Execution failed. User process exited with status code 1.",
        error: {
          code: "UserError",
          message: "Execution failed. User process exited with status code 1.",
          details: null,
        },
        reason: { code: "USER_CODE", text: "UserTrainingScriptFailed" },
        startedAt: read(queued, runOf(runningDetails)).core.status.startedAt,
        endedAt: core.status.endedAt,
        durations: { queuedMs: 100_289, runningMs: null, totalMs: 67_600 },
      }),
    );
    expect(core.status).toMatchObject({
      startedAt: "2025-03-01T10:35:02.500Z",
      endedAt: "2025-03-01T10:36:10.100Z",
      outcome: "FAILURE",
    });
    expect(core.basePath).toBeNull();
    expect(native).toMatchObject({ run: { runId: "iris_2", status: "Failed" } });
    covers("S4-20", "S4-38");
  });

  test("the run was read later, so its word counts", () => {
    expect(read(queued, runOf(runningDetails)).core).toMatchObject({
      status: { phase: "RUNNING", startedAt: "2025-03-01T10:35:02.500Z", endedAt: null },
      owner: { nativeId: "b3a957de-450c-4ca7-b2aa-88dd98c87fef", name: "Demo User" },
      updatedAt: "2025-03-01T10:35:02.500Z",
      deadlineAt: "2025-03-01T12:35:02.500Z",
    });
  });

  test("a run that has not ended has no end, whatever is written there", () => {
    const run = runOf({ runId: "job_1", status: "Weird", endTimeUtc: "2025-03-01T10:36:10Z" });
    expect(read(job({ jobType: "Command" }), run).core.status).toMatchObject({
      phase: "UNKNOWN",
      outcome: null,
      endedAt: null,
      native: { value: "Weird", mapped: false },
    });
  });

  test("says why a job waits, and why one was cancelled", () => {
    const waiting = runOf({
      runId: "job_1",
      status: "Queued",
      queueingInfo: { message: "3 jobs before it" },
    });
    expect(read(job({ jobType: "Command" }), waiting).core.status).toMatchObject({
      stageDetail: "3 jobs before it",
      message: null,
    });
    const cancelled = runOf({ runId: "job_1", status: "Canceled", cancelationReason: "no budget" });
    expect(read(job({ jobType: "Command" }), cancelled).core.status).toMatchObject({
      phase: "CANCELLED",
      message: "no budget",
      reason: { code: "CANCEL_REQUESTED", text: "no budget" },
    });
  });

  test("keeps no token, no link and nothing of persons but name and object id", () => {
    const { native } = runOf({
      ...(runningDetails as object),
      token: "secret",
      createdBy: { userObjectId: "1", userName: "Demo", userPuId: "2", userIdp: "3", upn: "4" },
    });
    expect(native.createdBy).toEqual({ userObjectId: "1", userName: "Demo" });
    expect(Object.keys(native)).not.toContain("logFiles");
    expect(Object.keys(native)).not.toContain("token");
    expect(JSON.stringify(native)).not.toContain("userIss");
  });

  test("reads a step as a part of its pipeline", () => {
    const child = children.exchanges[0]?.response.body.value?.[0];
    const step = toStep(runOf(child), "314b2cbf-5bab-40de-984c-d551970107f1", workspace);
    expect(step).toMatchObject({
      nativeId: "314b2cbf-5bab-40de-984c-d551970107f1",
      partOf: "pipe_259228612667",
      core: {
        kind: "UNKNOWN",
        nativeKind: "azureml.StepRun",
        displayName: "step_1",
        creation: { createdBy: "Demo User" },
        status: {
          phase: "SUCCEEDED",
          startedAt: "2025-03-01T04:58:36.934Z",
          endedAt: "2025-03-01T04:58:37.032Z",
          durations: { runningMs: 97.715, totalMs: 97.715 },
        },
      },
      labels: [],
      detail: { spec: { compute: { nativeId: "cpu-cluster", serverless: false } } },
    });
    covers("S4-49");
  });
});
