import { describe, expect, it } from "vitest";
import { definitions } from "../../src/backends/registry.ts";
import { type SimulatedWorld, startWorld } from "../support/gateway.ts";
import { ask, eventually, follow, query } from "../support/graphql.ts";
import { hasty, tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

const jobLogs = `subscription ($jobId: ID!, $source: ID, $after: String, $tail: Int, $filter: LogFilter) {
  jobLogs(jobId: $jobId, source: $source, after: $after, tail: $tail, filter: $filter) {
    __typename cursor
    ... on LogBatch { entries { cursor text level hasAnsi source observedAt } }
    ... on Gap { fromCursor toCursor reason }
  }
}`;

interface Message {
  readonly __typename: string;
  readonly cursor: string;
  readonly entries?: readonly {
    readonly cursor: string;
    readonly text: string;
    readonly level: string;
    readonly hasAnsi: boolean;
  }[];
  readonly reason?: string;
}
interface Sent {
  readonly jobLogs: Message;
}

const kinds = definitions.map(({ kind }) => kind);
const textsOf = (messages: readonly Sent[]) =>
  messages.flatMap(({ jobLogs: { entries, reason } }) => entries?.map(({ text }) => text) ?? [`<${reason}>`]);
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}: Größe 加载 🚀`);

/** A job that runs, as the control port knows it and as the gateway does. */
async function startJob({ control, vendor }: SimulatedWorld, kind: string, url: string) {
  const nativeId = await control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
  const text = `query ($backend: ID!, $id: String!) { jobByNativeId(backend: $backend, nativeId: $id) { id } }`;
  const variables = { backend: vendor(kind).config.id, id: nativeId };
  const { jobByNativeId } = await query<{ jobByNativeId: { id: string } }>(url, text, variables);
  return { nativeId, jobId: jobByNativeId.id };
}

const finish = ({ control }: SimulatedWorld, kind: string, nativeId: string) =>
  control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });

describe("jobLogs", () => {
  it.each(kinds.filter((kind) => kind !== "SEEME"))(
    "brings what a job of %s writes, and ends when the job has ended and all is told",
    async (kind) => {
      await using world = await startWorld({ jobs: kinds.length, definitions: tireless });
      await using gateway = await world.startGateway();
      const { nativeId, jobId } = await startJob(world, kind, gateway.url);
      await world.control.writeLog(kind, nativeId, { lines: lines(0, 5) });
      await using following = follow<Sent>(gateway.url, jobLogs, { jobId });
      const rest = following.rest();
      await world.control.writeLog(kind, nativeId, { lines: lines(5, 7) });
      await finish(world, kind, nativeId);
      await world.control.writeLog(kind, nativeId, { lines: lines(7, 8) });
      const texts = textsOf(await rest);
      // Where a vendor's logs are records, the line is one of the texts of a record.
      expect(texts).toEqual(lines(0, 8).map((line) => expect.stringContaining(line)));
    },
  );

  it("begins where it is told to: after a page, after a message, at the end, over a restart of the gateway", async () => {
    const kind = kinds[1] ?? "";
    await using world = await startWorld({ jobs: kinds.length, definitions: tireless });
    await using gateway = await world.startGateway();
    const { nativeId, jobId } = await startJob(world, kind, gateway.url);
    await world.control.writeLog(kind, nativeId, { lines: lines(0, 20) });
    const page = `query ($id: ID!) { job(id: $id) { logs(first: 5) { pageInfo { endCursor } nodes { cursor } } } }`;
    type Page = { job: { logs: { pageInfo: { endCursor: string }; nodes: { cursor: string }[] } } };
    const { job } = await eventually(
      () => query<Page>(gateway.url, page, { id: jobId }),
      (answer) => answer.job.logs?.nodes.length === 5,
    );
    await using afterPage = follow<Sent>(gateway.url, jobLogs, { jobId, after: job.logs.pageInfo.endCursor });
    const message = await afterPage.next();
    expect(textsOf([message])).toEqual(lines(5, 20));
    const third = message.jobLogs.entries?.[2]?.cursor;
    await using afterEntry = follow<Sent>(gateway.url, jobLogs, { jobId, after: third });
    expect(textsOf([await afterEntry.next()])).toEqual(lines(8, 20));
    await using fromEnd = follow<Sent>(gateway.url, jobLogs, { jobId, tail: 2 });
    expect(textsOf([await fromEnd.next()])).toEqual(lines(18, 20));
    await gateway[Symbol.asyncDispose]();

    await world.control.writeLog(kind, nativeId, { lines: lines(20, 22) });
    await finish(world, kind, nativeId);
    await using again = await world.startGateway();
    await using resumed = follow<Sent>(again.url, jobLogs, { jobId, after: message.jobLogs.cursor });
    expect(textsOf(await resumed.rest())).toEqual(lines(20, 22));
  });

  it("asks the vendor once, however many follow", async () => {
    const kind = kinds[1] ?? "";
    await using world = await startWorld({ jobs: kinds.length, definitions: tireless });
    await using gateway = await world.startGateway();
    const { nativeId, jobId } = await startJob(world, kind, gateway.url);
    await world.control.writeLog(kind, nativeId, { lines: lines(0, 5) });
    const follower = () => follow<Sent>(gateway.url, jobLogs, { jobId });
    const blobReads = async () =>
      (await world.control.requests(kind)).items.filter(({ path }) => path.includes("std_log")).length;
    await using one = follower();
    await one.next();
    const before = await blobReads();
    const many = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const following = follower();
        await following.next();
        return following;
      }),
    );
    await world.control.writeLog(kind, nativeId, { lines: lines(5, 6) });
    for (const following of [one, ...many]) expect(textsOf([await following.next()])).toEqual(lines(5, 6));
    // One reader, at every tenth of a second at most.
    expect((await blobReads()) - before).toBeLessThan(60);
    for (const following of many) await following[Symbol.asyncDispose]();
  });

  it("tells the entries that meet a filter, and marks levels and colours", async () => {
    const kind = kinds[1] ?? "";
    await using world = await startWorld({ jobs: kinds.length, definitions: tireless });
    await using gateway = await world.startGateway();
    const { nativeId, jobId } = await startJob(world, kind, gateway.url);
    const written = ["INFO step 1", "\u001b[31mERROR\u001b[0m disk full", "10%\r20%\r30%", "WARNING slow"];
    await world.control.writeLog(kind, nativeId, { lines: written });
    await using grave = follow<Sent>(gateway.url, jobLogs, { jobId, filter: { minLevel: "WARNING" } });
    const { entries } = (await grave.next()).jobLogs;
    expect(entries).toMatchObject([
      { text: written[1], level: "ERROR", hasAnsi: true },
      { text: "WARNING slow", level: "WARNING", hasAnsi: false },
    ]);
    await using found = follow<Sent>(gateway.url, jobLogs, { jobId, filter: { matches: "%$" }, tail: 1 });
    expect(textsOf([await found.next()])).toEqual(["30%"]);
  });

  it("waits through what passes at the vendor, and ends with what does not", async () => {
    const kind = "AZURE_ML";
    await using world = await startWorld({ jobs: kinds.length, definitions: hasty });
    await using gateway = await world.startGateway();
    const { nativeId, jobId } = await startJob(world, kind, gateway.url);
    await world.control.writeLog(kind, nativeId, { lines: lines(0, 2) });
    await using one = follow<Sent>(gateway.url, jobLogs, { jobId });
    await using other = follow<Sent>(gateway.url, jobLogs, { jobId });
    for (const following of [one, other]) expect(textsOf([await following.next()])).toEqual(lines(0, 2));
    const match = { path: "*std_log*" };
    await world.control.addFault({ kind, match, fault: { type: "status", status: 503 }, times: 6 });
    await world.control.writeLog(kind, nativeId, { lines: lines(2, 3) });
    for (const following of [one, other]) expect(textsOf([await following.next()])).toEqual(lines(2, 3));
    await world.control.addFault({ kind, match, fault: { type: "status", status: 403 } });
    for (const following of [one, other]) await expect(following.next()).rejects.toThrow("BACKEND_FORBIDDEN");
  });

  it("says clearly what is wrong", async () => {
    await using world = await startWorld({ jobs: kinds.length, definitions: tireless });
    await using gateway = await world.startGateway();
    const { jobId, nativeId } = await startJob(world, "MODELARTS", gateway.url);
    await world.control.writeLog("MODELARTS", nativeId, { lines: lines(0, 2) });
    const other = await startJob(world, "DATATURE", gateway.url);
    const none = await startJob(world, "SEEME", gateway.url);
    const refusal = async (variables: Record<string, unknown>) => {
      await using following = follow<Sent>(gateway.url, jobLogs, { jobId, ...variables });
      const error: Error = await following.next().then(
        () => new Error("it was taken"),
        (reason: Error) => reason,
      );
      const [first] = JSON.parse(error.message.startsWith("[") ? error.message : "[]");
      return { message: first?.message ?? error.message, ...first?.extensions };
    };
    expect(await refusal({ jobId: "garbage" })).toMatchObject({ code: "INVALID_ID", argument: ["jobId"] });
    const unknown = Buffer.from(`job:${world.vendor("DATATURE").config.id}:nobody`).toString("base64url");
    expect(await refusal({ jobId: unknown })).toMatchObject({ code: "INVALID_ID", argument: ["jobId"] });
    expect(await refusal({ jobId: none.jobId })).toMatchObject({
      code: "BACKEND_UNSUPPORTED",
      message: expect.stringContaining("no logs of jobs"),
    });
    expect(await refusal({ source: "nothing" })).toMatchObject({
      code: "INVALID_ARGUMENT",
      argument: ["source"],
      expected: expect.stringContaining("worker-0"),
    });
    expect(await refusal({ tail: 1001 })).toMatchObject({ code: "LIMIT_EXCEEDED", argument: ["tail"] });
    expect(await refusal({ tail: -1 })).toMatchObject({ code: "LIMIT_EXCEEDED", argument: ["tail"] });
    expect(await refusal({ after: "garbage" })).toMatchObject({ code: "INVALID_CURSOR" });
    expect(await refusal({ filter: { matches: "(a" } })).toMatchObject({
      code: "INVALID_ARGUMENT",
      argument: ["filter", "matches"],
    });
    await world.control.writeLog("DATATURE", other.nativeId, { lines: ["x"] });
    await using elsewhere = follow<Sent>(gateway.url, jobLogs, { jobId: other.jobId });
    const { cursor } = (await elsewhere.next()).jobLogs;
    expect(await refusal({ after: cursor })).toMatchObject({ code: "INVALID_CURSOR", argument: ["after"] });
    const answer = await ask(
      gateway.url,
      `query ($id: ID!) { job(id: $id) { logs(after: "x") { totalCount } } }`,
      {
        id: jobId,
      },
    );
    expect(answer.errors?.[0]?.extensions.code).toBe("INVALID_CURSOR");
  });
});
