import { describe, expect, test } from "vitest";
import { covers } from "../../../../test/support/covers.ts";
import running from "../fixtures/job.running.json" with { type: "json" };
import { read } from "./job-samples.ts";

describe("secrets", () => {
  const secretive = {
    ...running,
    endpoints: { mindstudio_insight: { url: "https://host/", token: "canary-1" } },
    algorithm: {
      ...running.algorithm,
      parameters: [
        { name: "level", value: "canary-2", constraint: { type: "String", sensitive: true } },
        { name: "licence_secret", value: "canary-3", constraint: { type: "String", sensitive: false } },
        { name: "pad_token", value: "<pad>", constraint: { type: "String", sensitive: false } },
      ],
      environments: {
        HF_TOKEN: "canary-4",
        AWS_SECRET_ACCESS_KEY: "canary-5",
        dbPassword: "canary-6",
        WANDB_API_KEY: "canary-7",
        TOKENIZERS_PARALLELISM: "false",
        KEYBOARD: "de",
      },
    },
    tasks: [{ role: "worker", algorithm: { code_dir: "/c/", environments: { GIT_TOKEN: "canary-8" } } }],
    ftjob_config: { task_env: { envs: [{ name: "MY_TOKEN", value: "canary-9" }] } },
  };

  test("are masked in every part of a reading", () => {
    const reading = read(secretive);
    expect(JSON.stringify(reading)).not.toContain("canary");
    expect(reading.detail?.spec.parameters.map(({ value }) => value)).toEqual(["***", "***", "<pad>"]);
    expect(reading.native).toMatchObject({ endpoints: { mindstudio_insight: { token: "***" } } });
    covers("S1-105");
  });

  test("what only sounds similar stays", () => {
    const environment = read(secretive).detail?.spec.environment ?? [];
    expect(Object.fromEntries(environment.map(({ key, value }) => [key, value]))).toMatchObject({
      HF_TOKEN: "***",
      TOKENIZERS_PARALLELISM: "false",
      KEYBOARD: "de",
    });
  });
});
