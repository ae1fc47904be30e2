import { describe, expect, it } from "vitest";
import { formatId } from "../../src/domain/id.ts";
import { covers } from "../support/covers.ts";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually, query } from "../support/graphql.ts";
import { tireless as definitions } from "../support/hasty.ts";
import { backendId } from "../support/observation.ts";
import { wordFor } from "../support/words.ts";

const awaitJob = `query ($id: ID!, $until: WaitCondition! = TERMINAL, $timeoutMs: Milliseconds) {
  awaitJob(id: $id, until: $until, timeoutMs: $timeoutMs) {
    timedOut
    status { phase outcome isTerminal message }
    job { id status { phase } }
  }
}`;

interface Awaited {
  readonly awaitJob: {
    readonly timedOut: boolean;
    readonly status: { readonly phase: string; readonly outcome: string | null };
    readonly job: { readonly id: string };
  } | null;
}

/** A job of a vendor that has not ended, in a world with a gateway. */
async function startJob(kind: string) {
  const parts = new AsyncDisposableStack();
  const world = parts.use(await startWorld({ jobs: 4, definitions }));
  const gateway = parts.use(await world.startGateway());
  const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "QUEUED"), afterMs: 0 }]);
  const text = "query ($filter: JobFilter) { jobs(filter: $filter) { nodes { id } } }";
  const { jobs } = await eventually(
    () =>
      query<{ jobs: { nodes: { id: string }[] } }>(gateway.url, text, { filter: { nativeIds: [nativeId] } }),
    (found) => found.jobs.nodes.length === 1,
  );
  const id = jobs.nodes[0]?.id ?? "";
  const become = (phase: "RUNNING" | "SUCCEEDED" | "FAILED", facts: object = {}) =>
    world.control.changeJob(kind, nativeId, { native: wordFor(kind, phase), ...facts });
  const wait = (variables: object = {}) => ask<Awaited>(gateway.url, awaitJob, { id, ...variables });
  return { parts, world, gateway, nativeId, id, become, wait };
}

describe("awaitJob", () => {
  it.each(["DATATURE", "QAI_HUB"])("answers when a job of %s has failed, which is no error", async (kind) => {
    const { parts, id, become, wait } = await startJob(kind);
    await using _ = parts;
    const waiting = wait();
    await become("RUNNING");
    await become("FAILED", { message: "Out of memory." });
    const { data, errors } = await waiting;
    expect(errors).toBeUndefined();
    expect(data?.awaitJob).toMatchObject({
      timedOut: false,
      status: { phase: "FAILED", outcome: "FAILURE", isTerminal: true, message: "Out of memory." },
      job: { id, status: { phase: "FAILED" } },
    });
    if (kind === "DATATURE") covers("S2-72", "S2-73", "S2-74");
    else covers("S3-32", "S3-36", "S3-38");
  });

  it("answers with the final state of a job that succeeds", async () => {
    const { parts, become, wait } = await startJob("QAI_HUB");
    await using _ = parts;
    const waiting = wait({ until: "TERMINAL" });
    await become("SUCCEEDED");
    expect((await waiting).data?.awaitJob).toMatchObject({
      timedOut: false,
      status: { phase: "SUCCEEDED", outcome: "SUCCESS" },
    });
    covers("S3-37");
  });

  it("answers when a job has ended although it delivered less than it was to", async () => {
    const { parts, become, wait } = await startJob("DATATURE");
    await using _ = parts;
    const waiting = wait();
    await become("SUCCEEDED", { items: { FailedPredict: 1 } });
    expect((await waiting).data?.awaitJob).toMatchObject({
      timedOut: false,
      status: { phase: "SUCCEEDED", outcome: "PARTIAL" },
    });
    covers("S2-118");
  });

  it("answers when a job has started", async () => {
    const { parts, become, wait } = await startJob("DATATURE");
    await using _ = parts;
    const waiting = wait({ until: "STARTED" });
    await become("RUNNING");
    expect((await waiting).data?.awaitJob).toMatchObject({ timedOut: false, status: { phase: "RUNNING" } });
    covers("S2-117");
  });

  it.each(["DATATURE", "QAI_HUB"])(
    "answers with the unfinished job of %s when the time is over",
    async (kind) => {
      const { parts, wait } = await startJob(kind);
      await using _ = parts;
      const { data, errors } = await wait({ timeoutMs: 1 });
      expect(errors).toBeUndefined();
      expect(data?.awaitJob).toMatchObject({
        timedOut: true,
        status: { phase: "QUEUED", isTerminal: false },
      });
      if (kind === "DATATURE") covers("S2-74", "S2-117");
      else covers("S3-33", "S3-39");
    },
  );

  it("refuses a time that is too long, by the name of its argument", async () => {
    const { parts, wait } = await startJob("DATATURE");
    await using _ = parts;
    const { data, errors } = await wait({ timeoutMs: 60_001 });
    expect(data?.awaitJob).toBeNull();
    expect(errors).toMatchObject([
      { path: ["awaitJob"], extensions: { code: "INVALID_ARGUMENT", argument: ["timeoutMs"] } },
    ]);
  });

  it("is null for an unknown job, and says so when the job is removed", async () => {
    const { parts, world, gateway, nativeId, id, wait } = await startJob("DATATURE");
    await using _ = parts;
    const unknown = formatId("job", backendId("nobody"), "nothing");
    expect(await ask(gateway.url, awaitJob, { id: unknown })).toEqual({ data: { awaitJob: null } });
    const waiting = wait();
    await world.control.removeJob("DATATURE", nativeId);
    const { data, errors } = await waiting;
    expect(data?.awaitJob).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: "BACKEND_NOT_FOUND" } }]);
    expect(await ask(gateway.url, awaitJob, { id })).toEqual({ data: { awaitJob: null } });
  });

  it("holds up no stop of the gateway", async () => {
    const { parts, gateway, id } = await startJob("DATATURE");
    await using _ = parts;
    const document = `query ($id: ID!) { first: job(id: $id) { id } awaitJob(id: $id) { timedOut } }`;
    const waiting = query<{ awaitJob: { timedOut: boolean } }>(gateway.url, document, { id });
    // The wait is under way when a later request on its heels is answered.
    await query(gateway.url, "{ __typename }");
    const began = performance.now();
    await gateway[Symbol.asyncDispose]();
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await waiting).awaitJob.timedOut).toBe(true);
  });
});
