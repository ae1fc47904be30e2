import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import type { ShowingTest } from "./shown.ts";
import { keepShown } from "./shown.ts";

/** Vitest reporter that keeps which rows of `docs/coverage.md` each file showed. Runs that choose tests by title are not kept. */
export function rowsReporter(): Reporter {
  let isWhole = true;
  return {
    onInit(vitest: Vitest) {
      isWhole = !vitest.config.testNamePattern;
    },
    onTestModuleEnd(module: TestModule) {
      if (isWhole) keepShown({ file: module.relativeModuleId, tests: [...showing(module)] });
    },
  };
}

function* showing(module: TestModule): Iterable<ShowingTest> {
  for (const test of module.children.allTests("passed")) {
    const rows = coveredBy(test);
    if (rows.length > 0) yield { title: test.fullName, rows };
  }
}

function coveredBy(test: TestCase): readonly string[] {
  return [...new Set(test.meta().covers)];
}
