// Does the record keep its promises over 500,000 randomised observations through the real SQLite journal?
import { join } from "node:path";
import { openSqliteJournal } from "../../src/journal/sqlite.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { promises } from "./model-check.ts";
import { runRecordModel } from "./record-model.ts";

const wanted = 500_000;
const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);

await using folder = await makeTemporaryFolder();
await using journal = await openSqliteJournal(join(folder.path, "journal.db"));
console.log(`seed ${seed} (SOAK_SEED=${seed} repeats this run)`);
const start = performance.now();
const { observations, counts, broken } = await runRecordModel(journal, { observations: wanted, seed });
const seconds = (performance.now() - start) / 1000;

const { recorded, same, filled, stale, reread } = counts;
console.log(
  `${observations} observations in ${seconds.toFixed(0)} s: ${Math.round(observations / seconds)} a second`,
);
console.log(
  `recorded ${recorded}, same ${same}, filled ${filled}, stale ${stale}; ${reread} asked for a re-read`,
);
console.log(`${journal.head.position} entries in the journal`);
for (const promise of promises) {
  const times = broken.get(promise) ?? 0;
  console.log(`${times === 0 ? "kept  " : "BROKEN"}  ${promise}${times === 0 ? "" : `: ${times} times`}`);
}
if (broken.size > 0) process.exitCode = 1;
