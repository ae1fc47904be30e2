import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Journal } from "../../src/journal/contract.ts";
import { openSqliteJournal } from "../../src/journal/sqlite.ts";
import { makeReading, observe } from "../support/observation.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../support/temporary-folder.ts";
import { describeJournal } from "./journal.ts";

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await makeTemporaryFolder();
});
afterAll(async () => folder[Symbol.asyncDispose]());

const fileOf = (name: string) => join(folder.path, `${name}.db`);

describeJournal("SQLite", (store) => openSqliteJournal(fileOf(store)));

/** Process that holds a journal; killed, if it still lives, when it is disposed of. */
interface JournalProcess extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Lines of its output, "ready" aside. */
  readonly lines: AsyncIterator<string>;
  kill(): Promise<void>;
}

async function startProcess(file: string, ...mode: string[]): Promise<JournalProcess> {
  const script = fileURLToPath(new URL("../support/journal-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, file, ...mode], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const closed = once(child, "close");
  const kill = async () => {
    child.kill("SIGKILL");
    await closed;
  };
  expect((await lines.next()).value).toBe(`ready ${child.pid}`);
  return { process: child, lines, kill, [Symbol.asyncDispose]: kill };
}

/** All that a journal holds, once it was checked to have no hole. */
async function readWhole(journal: Journal): Promise<Map<number, string>> {
  const stages = new Map<number, string>();
  const sequences = new Map<string, number>();
  for (const [index, entry] of (await journal.read(0, 1_000_000)).entries()) {
    expect(entry.position).toBe(index + 1);
    if (entry.kind !== "Event") throw new Error("a page where there was no backfill");
    const { nativeId, sequence, job } = entry.event;
    expect(sequence).toBe((sequences.get(nativeId) ?? 0) + 1);
    sequences.set(nativeId, sequence);
    stages.set(entry.position, `${nativeId} ${job.status.stage}`);
  }
  for await (const batch of journal.scan(1000)) {
    for (const { job, sequence } of batch) expect(sequence).toBe(sequences.get(job.nativeId));
  }
  expect(journal.head.position).toBe(stages.size);
  return stages;
}

describe("an SQLite journal whose process is killed in the middle of writes", () => {
  test("holds all that was acknowledged, without a hole, and can be opened at once", {
    timeout: 30_000,
  }, async () => {
    const file = fileOf("killed");
    const acknowledged: string[] = [];
    for (const round of [1, 2, 3]) {
      await using child = await startProcess(file, "write", String(round));
      for (let lines = 0; lines < 300; lines++) acknowledged.push((await child.lines.next()).value);
      await child.kill();
      // What else it had written when it died: so short a write to a pipe is whole or not there.
      for (let rest = await child.lines.next(); !rest.done; rest = await child.lines.next())
        acknowledged.push(rest.value);
    }
    await using journal = await openSqliteJournal(file);
    const stored = await readWhole(journal);
    expect(acknowledged.length).toBeGreaterThanOrEqual(900);
    const lost = acknowledged.filter((line) => {
      const [position, ...what] = line.split(" ");
      return stored.get(Number(position)) !== what.join(" ");
    });
    expect(lost).toEqual([]);
  });
});

describe("an SQLite journal's file", () => {
  test("serves one process: a second is refused at once, by name and process id, until the first is gone", async () => {
    const file = fileOf("held");
    await using child = await startProcess(file);
    const pid = child.process.pid;
    await expect(openSqliteJournal(file)).rejects.toMatchObject({
      name: "JournalError",
      message: `${file} is in use by process ${pid}; a journal file serves one process at a time`,
    });
    await child.kill();
    await using journal = await openSqliteJournal(file);
    expect(journal.head.position).toBe(0);
  });

  test("serves one opener within a process, and the next when that has closed", async () => {
    const file = fileOf("twice");
    {
      await using first = await openSqliteJournal(file);
      await expect(openSqliteJournal(file)).rejects.toThrow(`${file} is in use by process ${process.pid}`);
      await first.record([observe(makeReading())]);
    }
    await using second = await openSqliteJournal(file);
    expect(second.head.position).toBe(1);
  });

  test("is whole in one file when it was closed, with what was under way", async () => {
    const file = fileOf("closed");
    const journal = await openSqliteJournal(file);
    const underWay = journal.record([observe(makeReading())]);
    await journal[Symbol.asyncDispose]();
    await expect(underWay).resolves.toMatchObject([{ kind: "recorded", position: 1 }]);
    await expect(access(`${file}-wal`)).rejects.toMatchObject({ code: "ENOENT" });
    await expect(journal.record([observe(makeReading())])).rejects.toThrow(
      `${file} could not be written: it is closed`,
    );
    await journal[Symbol.asyncDispose]();
  });

  test("is refused when it is no database, and left as it is", async () => {
    const file = fileOf("text");
    const text = "backends:\n  - id: somebody's configuration\n".repeat(200);
    await writeFile(file, text);
    await expect(openSqliteJournal(file)).rejects.toThrow(
      `${file} cannot be opened as a journal: file is not a database`,
    );
    expect(await readFile(file, "utf8")).toBe(text);
  });

  test("is refused when it is another program's database", async () => {
    const file = fileOf("foreign");
    using database = new DatabaseSync(file);
    database.exec("create table things (name TEXT)");
    await expect(openSqliteJournal(file)).rejects.toThrow(`${file} is not a journal`);
  });

  test("is refused when a later version wrote it", async () => {
    const file = fileOf("later");
    await (await openSqliteJournal(file))[Symbol.asyncDispose]();
    using database = new DatabaseSync(file);
    database.exec("pragma user_version = 2");
    await expect(openSqliteJournal(file)).rejects.toThrow(
      `${file} has schema 2, and this version reads schema 1`,
    );
  });

  test("is refused when it is damaged", async () => {
    const file = fileOf("damaged");
    {
      await using journal = await openSqliteJournal(file);
      await journal.record([observe(makeReading())]);
    }
    const handle = await open(file, "r+");
    await handle.write(Buffer.alloc(4000, 0xff), 0, 4000, 100);
    await handle.close();
    await expect(openSqliteJournal(file)).rejects.toMatchObject({ name: "JournalError" });
  });
});

describe("an SQLite journal that cannot write", () => {
  /** Makes the database refuse entries from a position on, as a full disk would. */
  function refuseFrom(file: string, position: number) {
    const database = new DatabaseSync(file, { timeout: 5000 });
    database.exec(`create trigger full before insert on entry when new.position >= ${position}
      begin select raise(abort, 'no room left'); end`);
    return { allowAgain: () => database.exec("drop trigger full"), [Symbol.dispose]: () => database.close() };
  }

  test("rejects the call with the reason, leaves nothing of it behind, and goes on without a hole", async () => {
    const file = fileOf("full");
    await using journal = await openSqliteJournal(file);
    await journal.record([observe(makeReading({ nativeId: "a" }))]);
    using obstacle = refuseFrom(file, 3);
    const two = ["b", "c"].map((nativeId) => observe(makeReading({ nativeId })));
    await expect(journal.record(two)).rejects.toMatchObject({
      name: "JournalError",
      message: `${file} could not be written: no room left`,
    });
    expect(journal.head.position).toBe(1);
    expect((await journal.read(0, 10)).length).toBe(1);
    obstacle.allowAgain();
    expect(await journal.record(two)).toMatchObject([{ position: 2 }, { position: 3 }]);
    expect([...(await readWhole(journal)).keys()]).toEqual([1, 2, 3]);
  });

  test("spares the other calls of the same commit", async () => {
    const file = fileOf("spared");
    await using journal = await openSqliteJournal(file);
    using _obstacle = refuseFrom(file, 2);
    const calls = [["a"], ["b", "c"], []].map((names) =>
      journal.record(names.map((nativeId) => observe(makeReading({ nativeId })))),
    );
    const [first, second, third] = await Promise.allSettled(calls);
    expect([first?.status, second?.status, third?.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect([...(await readWhole(journal)).keys()]).toEqual([1]);
  });
});
