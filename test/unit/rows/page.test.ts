import { describe, expect, test } from "vitest";
import { rewrite, summarize } from "../../rows/page.ts";

const page = `# Page

| prefix | vendor | rows | shown | open | with the CLI |
|---|---|---|---|---|---|
| S0 | One | |
| S1 | Two | |
| | all | |

| id | item | kind | unified place | note | shown by |
|---|---|---|---|---|---|
| S0-1 | list | operation | Query.jobs | | as of old |
| S0-2 | a \\| b | field | Job.name | text \\| more | - |
| S1-1 | create | operation | Mutation.createJob | | - |
| S1-2 | quiet | parameter | CLI --quiet | | - |
`;
const shown = [
  { file: "a.test.ts", tests: [{ title: "lists | all\n jobs", rows: ["S0-1"] }] },
  { file: "b.test.ts", tests: [{ title: "reads", rows: ["S0-1", "S0-2"] }] },
];

describe("the page of rows", () => {
  test("names the first test that shows a row, and why others are open", () => {
    const lines = rewrite(page, shown).split("\n");
    expect(lines).toContain(
      "| S0-1 | list | operation | Query.jobs | | a.test.ts › lists \\| all jobs (+1) |",
    );
    expect(lines).toContain("| S0-2 | a \\| b | field | Job.name | text \\| more | b.test.ts › reads |");
    expect(lines).toContain("| S1-1 | create | operation | Mutation.createJob | | open |");
    expect(lines).toContain("| S1-2 | quiet | parameter | CLI --quiet | | open: comes with the CLI |");
  });

  test("counts by vendor and lists what is open", () => {
    const text = rewrite(page, [{ file: "b.test.ts", tests: [{ title: "reads", rows: ["S0-2"] }] }]);
    expect(text).toContain(
      "| S0 | One | 2 | 1 | 1 | 0 |\n| S1 | Two | 2 | 0 | 1 | 1 |\n| | all | 4 | 1 | 2 | 1 |",
    );
    expect(text).toMatch(/## Open rows\n\nopen: comes with the CLI \(1\):\n\n- S1-2\n/);
    expect(summarize(text)).toBe("1 of 4 rows shown; 3 open: CLI 1, others 2.");
  });

  test("stays as it is when nothing has changed", () => {
    const once = rewrite(page, shown);
    expect(rewrite(once, shown)).toBe(once);
  });
});
