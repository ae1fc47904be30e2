// Does a backfill (100,000 jobs unless told otherwise) end whole, in bounded memory and within each vendor's budget, though killed on the way?
import { runBackfill } from "./backfill.ts";

const jobs = Number(process.argv[2] ?? 100_000);
const figures = await runBackfill(jobs, (line) => console.log(line));
console.log(JSON.stringify(figures, null, 2));
// Each of the two processes begins with a tenth of its budget in hand.
const allowance = 1.2;
const isOverBudget = figures.vendors.some(
  ({ mostPerMinute, callsPerMinute }) =>
    callsPerMinute !== null && mostPerMinute > allowance * callsPerMinute,
);
if (figures.found !== jobs || figures.atRestart < figures.atKill || isOverBudget) process.exitCode = 1;
