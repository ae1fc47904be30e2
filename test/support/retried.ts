import type { Reporter } from "vitest/node";

/** Vitest reporter that names each test which passed only when it was tried again. */
export function retriedReporter(): Reporter {
  return {
    onTestCaseResult(test) {
      if (test.diagnostic()?.flaky)
        console.log(`passed at the second try: ${test.module.relativeModuleId} > ${test.fullName}`);
    },
  };
}
