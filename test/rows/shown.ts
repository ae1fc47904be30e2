import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "coverage/rows");

/** A test that has passed, and the rows that it showed. */
export interface ShowingTest {
  readonly title: string;
  readonly rows: readonly string[];
}

/** What the tests of one file showed when it last ran. */
export interface ShowingFile {
  /** Path from the root of the repository. */
  readonly file: string;
  readonly tests: readonly ShowingTest[];
}

/** Keeps what one file showed, in place of what it showed before. One file each: several runs may go on at once. */
export function keepShown(shown: ShowingFile): void {
  const record = join(folder, `${shown.file.replaceAll("/", "+")}.json`);
  if (shown.tests.length === 0) {
    rmSync(record, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(record, JSON.stringify(shown));
}

/** What all files showed when they last ran, by path; files that are gone show nothing. */
export function readShown(): ShowingFile[] {
  return globSync("*.json", { cwd: folder })
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as ShowingFile) // written above
    .filter(({ file }) => existsSync(join(root, file)));
}
