import { expect, test } from "vitest";
import { covers } from "../../../test/support/covers.ts";
import { startWorld } from "../../../test/support/gateway.ts";
import { ask, eventually, follow, query } from "../../../test/support/graphql.ts";
import { tireless } from "../../../test/support/hasty.ts";
import { formatId } from "../../domain/id.ts";
import { qaiHub } from "./index.ts";

const definitions = tireless.filter(({ kind }) => kind === qaiHub.kind);

interface Status {
  readonly isTerminal: boolean;
  readonly phaseClass: string;
  readonly outcome: string | null;
  readonly native: { readonly value: string };
}
interface Page {
  readonly jobs: {
    readonly eventCursor: string;
    readonly sources: readonly { readonly state: string }[];
    readonly nodes: readonly { readonly id: string; readonly status: Status }[];
  };
}

interface JobWithFiles {
  readonly logSources: readonly { readonly live: boolean }[];
  readonly logFiles: readonly { readonly name: string; readonly url: string; readonly expiresAt: string }[];
  readonly logs: { readonly nodes: readonly { readonly text: string }[] };
}

async function startWithWords(words: readonly string[]) {
  await using stack = new AsyncDisposableStack();
  const world = stack.use(await startWorld({ jobs: 0, definitions: [qaiHub] }));
  for (const native of words) {
    const nativeId = await world.control.addJob("QAI_HUB", [{ native, afterMs: 0 }]);
    await world.control.writeLog("QAI_HUB", nativeId, { lines: ["first line", "last line"] });
  }
  const { url } = stack.use(await world.startGateway());
  const list = "{ jobs { nodes { id status { isTerminal phaseClass outcome native { value } } } } }";
  const { jobs } = await eventually(
    () => query<Page>(url, list),
    (page) => page.jobs.nodes.length === words.length,
  );
  const kept = stack.move();
  return { url, jobs: jobs.nodes, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** What the client's helpers say of each of its words. */
const helpers: Readonly<Record<string, readonly string[]>> = {
  CREATED: ["pending"],
  OPTIMIZING_MODEL: ["running"],
  PROVISIONING_DEVICE: ["running"],
  MEASURING_PERFORMANCE: ["running"],
  RUNNING_INFERENCE: ["running"],
  QUANTIZING_MODEL: ["running"],
  LINKING_MODELS: ["running"],
  SUCCESS: ["success", "finished"],
  FAILED: ["failure", "finished"],
};

test("what the client's helpers tell of a status can be told from three fields of ours", async () => {
  await using started = await startWithWords(Object.keys(helpers));
  for (const { status } of started.jobs) {
    const { isTerminal, phaseClass, outcome, native } = status;
    const told = [
      ...(outcome === "SUCCESS" ? ["success"] : []),
      ...(outcome === "FAILURE" || outcome === "TIMEOUT" ? ["failure"] : []),
      ...(isTerminal ? ["finished"] : []),
      // Waiting for a device is running to the vendor, and waiting to us.
      ...(phaseClass === "WAITING" && native.value !== "PROVISIONING_DEVICE" ? ["pending"] : []),
      ...(phaseClass === "ACTIVE" || native.value === "PROVISIONING_DEVICE" ? ["running"] : []),
    ];
    expect([native.value, told]).toEqual([native.value, helpers[native.value]]);
    expect(phaseClass === "TERMINAL").toBe(isTerminal);
  }
  covers("S3-50");
});

test("a job is read by its id, and no id makes one", async () => {
  await using started = await startWithWords(["CREATED"]);
  const { url, jobs } = started;
  const text = "query ($id: ID!) { job(id: $id) { id status { native { value } } } }";
  const { job } = await query<{ job: object }>(url, text, { id: jobs[0]?.id });
  expect(job).toEqual({ id: jobs[0]?.id, status: { native: { value: "CREATED" } } });
  covers("S3-14");

  const id = formatId("job", "qai-hub" as Parameters<typeof formatId>[1], "jabc123ab");
  expect(await query(url, text, { id })).toEqual({ job: null });
  const { errors } = await ask(url, text, { id: "jabc123ab" });
  expect(errors).toMatchObject([{ extensions: { code: "INVALID_ID" } }]);
  const input = "query ($job: Job!) { job(id: $job) { id } }";
  expect(await ask(url, input, { job: { nativeId: "jabc123ab" } })).toMatchObject({
    errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }, {}],
  });
  covers("S3-10");
});

test("logs are files that can be read after the end, in full and with a link that ends", async () => {
  await using started = await startWithWords(["SUCCESS", "CREATED"]);
  const { url, jobs } = started;
  const read = async (word: string) => {
    const id = jobs.find(({ status }) => status.native.value === word)?.id;
    const answer = await query<{ job: JobWithFiles }>(
      url,
      `query ($id: ID!) {
        job(id: $id) {
          backend { capabilities { logs liveLogs } }
          logSources { nativeId main live }
          logFiles { name url expiresAt }
          logs { nodes { text } }
          sharing { emails }
        }
      }`,
      { id },
    );
    return answer.job;
  };
  const ended = await read("SUCCESS");
  expect(ended).toMatchObject({
    backend: { capabilities: { logs: true, liveLogs: false } },
    sharing: { emails: [] },
  });
  expect(ended.logSources.map(({ live }) => live)).not.toContain(true);
  const hubLog = ended.logFiles.find(({ name }) => name.startsWith("HUB_LOG/"));
  expect(Date.parse(hubLog?.expiresAt ?? "")).toBeGreaterThan(Date.now());
  const file = await (await fetch(hubLog?.url ?? "")).text();
  expect(file).toBe("first line\nlast line\n");
  expect(ended.logs.nodes.map(({ text }) => text)).toEqual(["first line", "last line"]);
  expect(await read("CREATED")).toMatchObject({ logFiles: [], logs: { nodes: [] } });
  covers("S3-52", "S3-19", "S3-20");
});

interface Told {
  readonly statusTransitions: { readonly to: string; readonly job: { readonly status: object } };
}

/** Polls when the gateway starts, and when somebody begins to follow. */
const restful = { intervals: { watchedMs: 3_600_000, activeMs: 3_600_000, idleMs: 3_600_000 } };

test("a failure that a list shows is one transition, which brings the reason", async () => {
  await using world = await startWorld({ jobs: 0, definitions });
  const nativeId = await world.control.addJob("QAI_HUB", [{ native: "OPTIMIZING_MODEL", afterMs: 0 }]);
  await using gateway = await world.startGateway({ sync: restful });
  const { jobs } = await eventually(
    () => query<Page>(gateway.url, "{ jobs { eventCursor sources { state } nodes { id } } }"),
    (page) => page.jobs.sources.every(({ state }) => state === "LIVE"),
  );
  await world.control.changeJob("QAI_HUB", nativeId, { native: "FAILED", message: "Out of memory." });
  const text = `subscription ($after: String, $jobIds: [ID!]) {
    statusTransitions(after: $after, jobIds: $jobIds) {
      ... on StatusTransition { to job { status { outcome message reason { text } } } }
    }
  }`;
  const jobIds = jobs.nodes.map(({ id }) => id);
  await using subscriber = follow<Told>(gateway.url, text, { after: jobs.eventCursor, jobIds });
  const status = { outcome: "FAILURE", message: "Out of memory.", reason: { text: "Out of memory." } };
  expect(await subscriber.rest()).toEqual([{ statusTransitions: { to: "FAILED", job: { status } } }]);
});
