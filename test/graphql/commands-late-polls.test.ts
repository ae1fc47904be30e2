import { expect, it } from "vitest";
import { runCommandPlay } from "../scale/command-play.ts";

it("shows no state from before a command after it, in 1,000 interleavings with polls that come late", {
  timeout: 120_000,
}, async () => {
  const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
  console.log(`seed ${seed} (CHAOS_SEED=${seed} repeats its chances)`);
  const { wrong, ...figures } = await runCommandPlay({ seed, commands: 1_000, crowd: 40, lateMs: 120 });
  console.log(JSON.stringify(figures));
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(figures.events).toBeGreaterThan(figures.commands);
});
