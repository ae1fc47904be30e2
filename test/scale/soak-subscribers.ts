// Do 5,000 subscribers of one process stay connected for 300 s of 2 events a second (or other numbers, in this order), told everything, in bounded memory?
import { runSubscribers } from "./subscribers.ts";

const subscribers = Number(process.argv[2] ?? 5_000);
const seconds = Number(process.argv[3] ?? 300);
const options = {
  program: "src/main.ts",
  subscribers,
  seconds,
  overEvents: Math.floor(subscribers / 5),
  alone: Math.floor(subscribers / 50),
  eventsPerSecond: Number(process.argv[4] ?? 2),
};
const { wrong, ...figures } = await runSubscribers(options, (line) => console.log(line));
console.log(JSON.stringify(figures, null, 2));
for (const line of wrong) console.log(`WRONG  ${line}`);
if (wrong.length > 0) process.exitCode = 1;
