import { join } from "node:path";
import { expect, it } from "vitest";
import { createBackends } from "../../../src/federation/backends.ts";
import { createTransitions } from "../../../src/federation/transitions.ts";
import { followJournal } from "../../../src/index/follower.ts";
import { openIndex } from "../../../src/index/job-index.ts";
import { trimOld, usualRetention } from "../../../src/journal/retention.ts";
import { openSqliteJournal } from "../../../src/journal/sqlite.ts";
import { startSync } from "../../../src/sync/sync.ts";
import { tiny, tinyJobs } from "../../graphql/tiny-vendor/index.ts";
import { fastSync } from "../../support/gateway.ts";
import { eventually } from "../../support/graphql.ts";
import { backendId } from "../../support/observation.ts";
import { makeTemporaryFolder } from "../../support/temporary-folder.ts";

const yearMs = 365 * 86_400_000;
const fail = (error: unknown) => {
  throw error;
};

/** Everything behind a subscription, over the vendor of the tests. */
async function startStream(folder: string) {
  const parts = new AsyncDisposableStack();
  const journal = parts.use(await openSqliteJournal(join(folder, "journal.db")));
  const index = parts.use(openIndex({ file: ":memory:", kindOf: () => tiny.kind }));
  const follower = parts.use(await followJournal({ journal, index, onError: fail }));
  const id = backendId("tiny");
  const never = () => Promise.reject(new Error("This vendor is not called over HTTP."));
  const tools = {
    id,
    now: Date.now,
    connect: () => ({ send: never, figures: { calls: 0, retries: 0, failures: 0, breakerOpen: false } }),
  };
  const connected = [
    { id, title: "Tiny", definition: tiny, backend: tiny.create({ id, kind: tiny.kind }, tools) },
  ];
  const settings = { ...fastSync, intervals: { watchedMs: 20, activeMs: 20, idleMs: 20 } };
  const sync = parts.use(
    await startSync(connected, {
      settings,
      journal,
      follower,
      now: Date.now,
      random: Math.random,
      onError: fail,
    }),
  );
  const backends = createBackends(connected, sync);
  const followTransitions = createTransitions({
    backends,
    journal,
    follower,
    interest: sync.interest,
    bookmarkMs: 60_000,
  });
  const turn = async (state: "busy" | "done") => {
    const before = index.version;
    tinyJobs.set("one", state);
    await eventually(
      async () => index.version,
      (version) => version > before,
    );
  };
  return { parts, journal, follower, followTransitions, turn };
}

it("tells a subscriber whose cursor has been trimmed, and goes on from now", async () => {
  await using folder = await makeTemporaryFolder();
  const { parts, journal, follower, followTransitions, turn } = await startStream(folder.path);
  await using _ = parts;
  await turn("busy");
  const old = follower.cursor;
  await turn("done");
  await turn("busy");
  await trimOld(journal, usualRetention, Date.now() + yearMs);

  const messages = await followTransitions({ after: old });
  const first = await messages.next();
  expect(first.value).toMatchObject({ type: "ResumeExpired", cursor: follower.cursor });
  await turn("done");
  expect((await messages.next()).value).toMatchObject({
    type: "StatusTransition",
    event: { to: "SUCCEEDED" },
  });
  await messages.return?.();
});

it("tells a subscriber what it has lost when the journal was trimmed past it", async () => {
  await using folder = await makeTemporaryFolder();
  const { parts, journal, follower, followTransitions, turn } = await startStream(folder.path);
  await using _ = parts;
  await turn("busy");
  const start = follower.cursor;
  const messages = await followTransitions({ after: start });
  await turn("done");
  expect((await messages.next()).value).toMatchObject({ type: "StatusTransition" });
  // Nobody reads meanwhile, and what comes is trimmed.
  await turn("busy");
  await turn("done");
  await turn("busy");
  await trimOld(journal, usualRetention, Date.now() + yearMs);
  const gap = (await messages.next()).value;
  expect(gap).toMatchObject({ type: "Gap", reason: "SLOW_CONSUMER" });
  await messages.return?.();
});
