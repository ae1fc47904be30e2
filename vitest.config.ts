import { defineConfig } from "vitest/config";
import { rowsReporter } from "./test/rows/reporter.ts";
import { retriedReporter } from "./test/support/retried.ts";

/** Tries after the first one: whole gateways and browsers meet the moods of a shared machine, which the output then shows. */
const retry = process.env.CI ? 1 : 0;
/** Minutes that one test of a project may take before it counts as hung. */
const minutes = (count: number) => count * 60_000;

export default defineConfig({
  // Vite would take the ESM build of graphql where Node takes the other, and two copies refuse each other's schema.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    passWithNoTests: true,
    restoreMocks: true,
    unstubEnvs: true,
    setupFiles: ["test/support/seed.ts"],
    // `npm run rows` reads what the second keeps; the continuous integration sums its closing line from the third.
    reporters: process.env.CI
      ? ["default", rowsReporter(), retriedReporter(), ["json", { outputFile: "coverage/tests.json" }]]
      : ["default", rowsReporter()],
    coverage: { include: ["src/**/*.ts"], exclude: ["src/graphql/generated.ts"] },
    maxWorkers: "100%",
    // Chosen by folder: the same files, run by what they need. Whole gateways have the machine to themselves.
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/{unit,conformance}/**/*.test.ts", "src/**/*.test.ts"],
          testTimeout: minutes(0.5),
        },
      },
      {
        extends: true,
        test: {
          name: "gateway",
          include: ["test/graphql/**/*.test.ts"],
          testTimeout: minutes(0.5),
          fileParallelism: false,
          retry,
        },
      },
      {
        extends: true,
        test: {
          name: "scale",
          include: ["test/scale/**/*.test.ts"],
          testTimeout: minutes(2),
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: minutes(1),
          fileParallelism: false,
          retry,
        },
      },
    ],
  },
});
