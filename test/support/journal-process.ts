// Holds a journal in a process of its own: says that it is ready, and, asked for "write", records without end and
// prints one line for each acknowledged observation.
import { writeSync } from "node:fs";
import { openSqliteJournal } from "../../src/journal/sqlite.ts";
import { makeReading, observe } from "./observation.ts";

const [file = "", mode = "hold", round = "0"] = process.argv.slice(2);
const journal = await openSqliteJournal(file);
writeSync(1, `ready ${process.pid}\n`);

async function write(lane: number): Promise<void> {
  for (let step = 0; ; step++) {
    const asOf = journal.head.position;
    const observations = ["a", "b", "c"].map((name) => {
      const status = { stage: `ROUND_${round}_STEP_${step}` };
      return observe(makeReading({ nativeId: `${name}-${lane}`, status }), { asOf });
    });
    const results = await journal.record(observations);
    const lines = results.map((result, index) => {
      if (result.kind !== "recorded") throw new Error(`expected to record, got ${result.kind}`);
      const { nativeId, reading } = observations[index] ?? {};
      return `${result.position} ${nativeId} ${reading?.core.status.stage}\n`;
    });
    writeSync(1, lines.join(""));
  }
}

if (mode === "write") await Promise.all([1, 2, 3].map(write));
