// All checks of `npm test`, the quick ones first. One that fails does not hide the next: all of them run, and
// the end says which failed.
import { spawnSync } from "node:child_process";

const scripts = [
  "lint",
  "types",
  "generate -- --check",
  "schema:accept -- --check",
  "unused",
  "vitest",
  "rows -- --check",
];

const failed = scripts.filter((script) => {
  console.log(`\n▶ npm run ${script}`);
  return spawnSync(`npm run --silent ${script}`, { shell: true, stdio: "inherit" }).status !== 0;
});

if (failed.length > 0) {
  console.error(`\nFailed: ${failed.map((script) => `npm run ${script}`).join(", ")}`);
  process.exitCode = 1;
}
