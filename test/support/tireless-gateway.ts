// The gateway as `main.ts` starts it, over the registered vendors, which may be asked again at any time: no test waits
// for the next poll.
import { once } from "node:events";
import { pino } from "pino";
import { loadSettings } from "../../src/config/load.ts";
import { createGateway } from "../../src/gateway.ts";
import { tireless } from "./hasty.ts";

const { env } = process;
const settings = await loadSettings({ cwd: process.cwd(), env, definitions: tireless });
if (!settings) throw new Error("JOBGRAPH_CONFIG names no settings.");
const log = pino({ level: env.LOG_LEVEL ?? "info" }, pino.destination({ dest: 2, sync: true }));
const ending = once(process, "SIGTERM");
await using gateway = await createGateway({ definitions: tireless, settings, log });
console.log(`jobgraph is ready: ${gateway.url}`);
await ending;
