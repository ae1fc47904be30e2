import { describe, expect, it } from "vitest";
import { runLedger } from "../scale/ledger.ts";
import { tirelessProgram } from "../support/gateway-process.ts";
import { overEvents, overGraphqlSse, overWebSocket } from "../support/transports.ts";

describe("50 subscribers of 200 moving jobs, whose gateway is killed three times", () => {
  it("are told exactly what was recorded, and that is what the vendors did", {
    timeout: 120_000,
  }, async () => {
    const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
    console.log(`seed ${seed} (CHAOS_SEED=${seed} repeats this run)`);
    const { wrong, ...figures } = await runLedger(
      {
        seed,
        jobs: 200,
        subscribers: 50,
        kills: 3,
        lifeMs: 10_000,
        settleMs: 20_000,
        program: tirelessProgram,
        fields: ["statusTransitions", "jobEvents"],
        transports: [overWebSocket, overEvents, overGraphqlSse],
        eventSources: 3,
      },
      console.log,
    );
    console.log(JSON.stringify(figures));
    expect(wrong).toEqual([]);
    expect(figures.told).toBeGreaterThan(figures.transitions * 10);
  });
});
