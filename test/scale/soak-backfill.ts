// Does a backfill (100,000 jobs unless told otherwise) end whole, in bounded memory and within each vendor's budget, though killed on the way?
import { runBackfill } from "./backfill.ts";

/** Resident memory that a gateway may take, in MB, however many jobs there are. */
const mostMb = 700;

const jobs = Number(process.argv[2] ?? 100_000);
const figures = await runBackfill(jobs, (line) => console.log(line));
console.log(JSON.stringify(figures, null, 2));
const faults = figures.vendors
  .filter(({ mostPerMinute, callsPerMinute }) => callsPerMinute !== null && mostPerMinute > callsPerMinute)
  .map(({ kind }) => `${kind} was called more often than it allows`);
if (figures.found !== jobs) faults.push(`${jobs - figures.found} jobs are missing`);
if (figures.atRestart < figures.atKill) faults.push("the restart has lost jobs");
if (figures.peakMb > mostMb) faults.push(`more than ${mostMb} MB were taken`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
