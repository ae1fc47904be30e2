// Does everybody get the whole log, and the slow one an honest rest, at 200,000 lines and 100 followers?
import { runLogCrowd } from "./log-crowd.ts";
import { runShortJobs } from "./short-jobs.ts";

const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
console.log(`seed ${seed} (SOAK_SEED=${seed} repeats this run)`);
const crowd = { lines: 200_000, lineLength: 100, followers: 100, slowLinesPerSecond: 10 };
const { wrong, ...figures } = await runLogCrowd(crowd);
console.log(JSON.stringify(figures, null, 2));
const short = await runShortJobs({ seed, jobs: 1_000, atOnce: 50 });
console.log(`${short.jobs} short jobs in ${short.seconds.toFixed(0)} s`);
const all = [...wrong, ...short.wrong];
for (const line of all) console.log(`WRONG  ${line}`);
console.log(all.length === 0 ? "every line came to everybody" : `${all.length} differences`);
if (all.length > 0) process.exitCode = 1;
