import { parseArgs } from "node:util";
import { definitions } from "../backends/registry.ts";
import { startSimulators } from "./start.ts";

const USAGE = "usage: npm run simulate -- [--port 4010] [--jobs 200] [--speed 1] [--seed 1] [--tls]";

try {
  const settings = readArguments(process.argv.slice(2));
  const loaded = await Promise.all(definitions.map((definition) => definition.simulator()));
  const simulators = await startSimulators({ ...settings, definitions: loaded });
  for (const vendor of simulators.vendors) process.stdout.write(`${JSON.stringify(vendor)}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void simulators[Symbol.asyncDispose]());
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

/** Reads the command line. Throws with one line that names the option and what it takes. */
function readArguments(argv: string[]) {
  const text = { type: "string" } as const;
  const options = { port: text, jobs: text, speed: text, seed: text, tls: { type: "boolean" } } as const;
  const { values } = parseArgs({ args: argv, options });
  return {
    // The highest offset of a vendor must fit in above the base port.
    port: readNumber("port", values.port ?? "4010", { from: 0, to: 65_500, whole: true }),
    jobs: readNumber("jobs", values.jobs ?? "200", { from: 0, to: 100_000_000, whole: true }),
    speed: readNumber("speed", values.speed ?? "1", { from: 0.01, to: 1_000_000, whole: false }),
    seed: readNumber("seed", values.seed ?? "1", { from: 0, to: Number.MAX_SAFE_INTEGER, whole: true }),
    tls: values.tls ?? false,
  };
}

function readNumber(name: string, text: string, range: { from: number; to: number; whole: boolean }): number {
  const value = Number(text);
  const fits = text.trim() !== "" && value >= range.from && value <= range.to;
  if (fits && (!range.whole || Number.isInteger(value))) return value;
  const sort = range.whole ? "a whole number" : "a number";
  throw new Error(`--${name} ${text}: expected ${sort} from ${range.from} to ${range.to}\n${USAGE}`);
}
