// Writes the schema as clients get it to docs/schema.graphql, unless it would break a client; --breaking writes
// it all the same. With --check only compares: the file is what has been promised to clients.
import { readFileSync, writeFileSync } from "node:fs";
import { compareSchemas } from "./compare.ts";
import { clientSchema } from "./sdl.ts";

const baseline = new URL("../../docs/schema.graphql", import.meta.url);
const accepted = readFileSync(baseline, "utf8");
const current = clientSchema();
const { breaking, other } = await compareSchemas(accepted, current);

if (breaking.length > 0 && !process.argv.includes("--breaking")) {
  console.error(`The schema breaks clients in ${breaking.length} places:\n${list(breaking)}`);
  console.error("If that is meant, run `npm run schema:accept -- --breaking`.");
  process.exitCode = 1;
} else if (process.argv.includes("--check")) {
  if (current !== accepted) {
    console.error(`The schema has changed, which breaks no client:\n${list(other.slice(0, 50))}`);
    console.error("Run `npm run schema:accept`.");
    process.exitCode = 1;
  }
} else {
  writeFileSync(baseline, current);
  console.log(`${breaking.length} breaking and ${other.length} other changes accepted.`);
}

function list(changes: readonly string[]): string {
  return changes.map((change) => `- ${change}`).join("\n");
}
