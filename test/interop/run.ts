// Do the vendors' own client libraries work, unchanged, against our simulators?
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { definitions } from "../../src/backends/registry.ts";
import type { SimulatorDefinition } from "../../src/simulator/contract.ts";
import { startSimulators } from "../../src/simulator/start.ts";
import { makeEnvironment } from "./environment.ts";
import { type Outcome, runScript } from "./script.ts";

const backends = fileURLToPath(new URL("../../src/backends/", import.meta.url));
const { values } = parseArgs({ options: { vendor: { type: "string", multiple: true } } });
const registered = definitions.map(({ schema }) => basename(dirname(fileURLToPath(schema))));
// A vendor that is not registered yet can be named, so that its simulator can be tried while it is being built.
const vendors = values.vendor ?? registered.filter((vendor) => existsSync(scenariosOf(vendor)));

for (const vendor of vendors) {
  const outcomes = await tryVendor(vendor);
  for (const { scenario, error } of outcomes) {
    console.log(`${error === null ? "ok    " : "FAILED"}  ${vendor}: ${scenario}`);
    if (error === null) continue;
    console.log(error.trimEnd().replace(/^/gm, "          "));
    process.exitCode = 1;
  }
}

function scenariosOf(vendor: string): string {
  return join(backends, vendor, "interop");
}

/** Never rejects: whatever hinders a vendor's scenarios is a failed one. */
async function tryVendor(vendor: string): Promise<Outcome[]> {
  const folder = scenariosOf(vendor);
  if (!existsSync(folder)) return [{ scenario: "has scenarios", error: `There is no folder ${folder}.` }];
  try {
    const { simulator } = (await import(join(backends, vendor, "simulator/index.ts"))) as {
      simulator: SimulatorDefinition; // as every vendor's simulator/index.ts exports it
    };
    const start = performance.now();
    const python = await makeEnvironment(vendor, join(folder, "requirements.txt"));
    const installed = performance.now();
    const settings = { definitions: [simulator], jobs: 60, speed: 1, seed: 1 };
    await using plain = await startSimulators(settings);
    await using secure = await startSimulators({ ...settings, tls: true });
    const offer = { http: plain.vendors[0], https: secure.vendors[0] };
    const outcomes = await runScript(python, join(folder, "scenario.py"), offer);
    const seconds = [installed - start, performance.now() - installed].map((ms) => Math.round(ms / 1000));
    console.log(`\n▶ ${vendor}: its client after ${seconds[0]} s, its scenarios in ${seconds[1]} s`);
    return outcomes;
  } catch (error) {
    return [{ scenario: "runs", error: error instanceof Error ? error.message : String(error) }];
  }
}
