import { expect, it } from "vitest";
import { runLogCrowd } from "../scale/log-crowd.ts";

it("brings a long log with rotation and truncation to many, and to a slow one with gaps, for the calls of one", async () => {
  const crowd = { lines: 15_000, lineLength: 1_500, followers: 10, slowLinesPerSecond: 0 };
  const { wrong, gapsOfSlow, linesOfSlow, vendorReads, peakMb } = await runLogCrowd(crowd);
  expect(wrong).toEqual([]);
  expect(gapsOfSlow.length).toBeGreaterThan(0);
  // It was so slow that the ring and the sockets had let go of what the vendor had lost.
  expect(linesOfSlow).toBeLessThan(15_000);
  // 22 MB are some 100 reads of a tail, as many of who is behind, and ten times that if each had its own.
  expect(vendorReads).toBeLessThan(800);
  expect(peakMb).toBeLessThan(500);
}, 120_000);
