// Is nobody told more, less or other than what happened, while lines break and the gateway is killed again and again?
import { overEvents, overGraphqlSse, overWebSocket } from "../support/transports.ts";
import { runLedger } from "./ledger.ts";

const seed = Number(process.env.SOAK_SEED ?? Date.now() % 1_000_000);
const minutes = Number(process.argv[2] ?? 2);
console.log(`seed ${seed} (SOAK_SEED=${seed} repeats this run)`);
const { wrong, ...figures } = await runLedger(
  {
    seed,
    jobs: 200,
    subscribers: 50,
    kills: 3,
    lifeMs: minutes * 60_000,
    settleMs: 180_000,
    program: "src/main.ts",
    fields: ["statusTransitions", "jobEvents"],
    transports: [overWebSocket, overEvents, overGraphqlSse],
    eventSources: 4,
  },
  (line) => console.log(line),
);
console.log(JSON.stringify(figures, null, 2));
for (const line of wrong) console.log(`WRONG  ${line}`);
console.log(wrong.length === 0 ? "every book agrees with every other" : `${wrong.length} differences`);
if (wrong.length > 0) process.exitCode = 1;
