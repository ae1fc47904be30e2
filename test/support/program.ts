import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds a program that some tests need in PATH, for example `chromium`. Null means that those tests are to be
 * skipped by name; where CI is set a missing one is an error, so that nothing is skipped unseen.
 */
export function findProgram(name: string): string | null {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    if (isExecutable(path)) return path;
  }
  if (process.env.CI) throw new Error(`The tests need ${name} in PATH: install the package of that name.`);
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
