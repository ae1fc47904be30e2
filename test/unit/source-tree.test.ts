import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");
const all = globSync(["src/**/*", "schema/**/*"], { cwd: root, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** Names of the five vendors, their products and their kinds. */
const vendorWords = /model.?arts|huawei|azure|datature|nexus|qualcomm|ai.?hub|\bqai|see.?me\b/gi;
const isVendors = (path: string) => /^src\/backends\/[^/]+\//.test(path);
/** Made from the vendors' own files, and the list of the vendors itself. */
const exceptions: ReadonlySet<string> = new Set(["src/graphql/generated.ts", "src/backends/registry.ts"]);

/** Our own modules that a file imports, as paths from the root. */
function importsOf(path: string): string[] {
  const specifiers = read(path).matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...specifiers].map(([, specifier = ""]) => join(dirname(path), specifier));
}
const imports = all
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .flatMap((path) => importsOf(path).map((imported) => ({ path, imported })));
const folderOf = (path: string) => /^src\/(?:backends\/)?[^/]+/.exec(path)?.[0] ?? path;

describe("the source tree", () => {
  it("names no vendor outside the vendors' folders", () => {
    const outside = all.filter((path) => !isVendors(path) && !exceptions.has(path));
    expect(outside.length).toBeGreaterThan(100);
    const named = outside.flatMap((path) =>
      [...`${path}\n${read(path)}`.matchAll(vendorWords)].map(([word]) => `${path}: ${word}`),
    );
    expect(named).toEqual([]);
  });

  it("names each vendor in its own folder, so that the words above would be found", () => {
    const folders = new Set(all.filter(isVendors).map(folderOf));
    expect(folders.size).toBeGreaterThan(0);
    for (const folder of folders) {
      const files = all.filter((path) => folderOf(path) === folder && path.endsWith("schema.graphql"));
      for (const path of files) expect(read(path)).toMatch(new RegExp(vendorWords, "i"));
    }
  });

  it("sees a vendor's folder through the registry alone", () => {
    const seen = imports.filter(({ path, imported }) => isVendors(imported) && !isVendors(path));
    expect(new Set(seen.map(({ path }) => path))).toEqual(new Set(["src/backends/registry.ts"]));
    for (const { imported } of seen) expect(imported).toMatch(/\/index\.ts$/);
  });

  it("lets no vendor see another, nor what is built upon vendors", () => {
    const above = /^src\/(sync|journal|index|federation|graphql|server|gateway\.ts|main\.ts|demo\.ts)/;
    const wrong = imports.filter(
      ({ path, imported }) =>
        isVendors(path) &&
        (above.test(imported) || (isVendors(imported) && folderOf(path) !== folderOf(imported))),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps an adapter and its simulator apart, but for the definition that loads it", () => {
    const isSimulator = (path: string) => isVendors(path) && /\/simulator(\/|\.ts)/.test(path);
    // What is made from the vendor's own protocol files is data to both.
    const isShared = (path: string) => path.includes("/proto/");
    const wrong = imports.filter(
      ({ path, imported }) =>
        isVendors(path) &&
        isVendors(imported) &&
        isSimulator(path) !== isSimulator(imported) &&
        !isShared(imported),
    );
    const others = wrong.filter(
      ({ path, imported }) => !(path.endsWith("/index.ts") && isSimulator(imported)),
    );
    expect(others).toEqual([]);
  });

  it("lets the domain see nothing else of ours", () => {
    const seen = imports.filter(({ path }) => path.startsWith("src/domain/"));
    expect(seen.filter(({ imported }) => !imported.startsWith("src/domain/"))).toEqual([]);
  });
});
