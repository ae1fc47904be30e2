// Writes into docs/coverage.md which rows the tests showed when they last ran; with --check only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { rewrite, summarize } from "./page.ts";
import { readShown } from "./shown.ts";
import { page } from "./table.ts";

const text = readFileSync(page, "utf8");
const current = rewrite(text, readShown());
console.log(summarize(current));
if (!process.argv.includes("--check")) writeFileSync(page, current);
else if (current !== text) {
  const old = new Set(text.split("\n"));
  const changed = current.split("\n").filter((line) => !old.has(line));
  console.error("docs/coverage.md says otherwise; run `npm run rows` after the tests:");
  console.error(changed.slice(0, 20).join("\n"));
  process.exitCode = 1;
}
