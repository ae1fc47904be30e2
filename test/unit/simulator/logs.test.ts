import { describe, expect, test } from "vitest";
import { startToy } from "./control-client.ts";

describe("the log of a job made through the control port", () => {
  test("holds what was appended and nothing of its own", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({});
    expect((await toy.get(`/jobs/${id}/log`)).status).toBe(204);
    await toy.call(`POST /logs/TOY/${id}`, { lines: [] });
    expect(await read(toy, id)).toBe("");
    await toy.call(`POST /logs/TOY/${id}`, { lines: ["one", "zwö\rtwo"] });
    await toy.call(`POST /logs/TOY/${id}`, { source: "side", lines: ["elsewhere"] });
    expect(await read(toy, id)).toBe("one\nzwö\rtwo\n");
  });

  test("is cut to a length in bytes, not inside a character, and goes on from there", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({});
    await toy.call(`POST /logs/TOY/${id}`, { lines: ["one", "zwö"] });
    await toy.call(`POST /logs/TOY/${id}`, { truncateBytes: 7 });
    expect(await read(toy, id)).toBe("one\nzw");
    await toy.call(`POST /logs/TOY/${id}`, { lines: ["ei", "drei"] });
    expect(await read(toy, id)).toBe("one\nzwei\ndrei\n");
    await toy.call(`POST /logs/TOY/${id}`, { truncateBytes: 0 });
    expect(await read(toy, id)).toBe("");
  });

  test("is cut again inside the line that a cut has left, and never grows by it", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({});
    await toy.call(`POST /logs/TOY/${id}`, { lines: ["one", "twelve"] });
    for (const [truncateBytes, text] of [
      [99, "one\ntwelve\n"],
      [8, "one\ntwel"],
      [50, "one\ntwel"],
      [6, "one\ntw"],
    ] as const) {
      await toy.call(`POST /logs/TOY/${id}`, { truncateBytes });
      expect(await read(toy, id)).toBe(text);
    }
    await toy.call(`POST /logs/TOY/${id}`, { lines: ["o"] });
    expect(await read(toy, id)).toBe("one\ntwo\n");
  });

  test("of 200,000 lines is written and read in little time", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({});
    const lines = Array.from({ length: 20_000 }, (_, index) => `step ${index} of many`);
    for (let round = 0; round < 10; round += 1) await toy.call(`POST /logs/TOY/${id}`, { lines });
    const startedAt = performance.now();
    for (let round = 0; round < 20; round += 1) expect((await read(toy, id)).length).toBe(10 * sizeOf(lines));
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  test.each([
    [{ source: "nowhere", lines: [] }, "source"],
    [{ lines: ["text", { level: "Error" }] }, "lines.1"],
    [{ rotate: true, truncateBytes: 3 }, ""],
    [{}, ""],
  ])("refuses %j", async (body, path) => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({});
    expect(await toy.call(`POST /logs/TOY/${id}`, body)).toMatchObject({ status: 400, body: { path } });
  });
});

describe("the log of a generated job", () => {
  test("grows with its life cycle, takes appended lines in and starts anew when rotated", async () => {
    await using toy = await startToy();
    await toy.call("POST /clock", { paused: true });
    const running = (await toy.page()).find((job) => job.status === "Running")?.id ?? "";
    const before = await read(toy, running);
    await toy.call("POST /clock", { advanceMs: 10_000 });
    const grown = await read(toy, running);
    expect(grown.length).toBeGreaterThan(before.length);
    expect(grown.startsWith(before)).toBe(true);

    await toy.call(`POST /logs/TOY/${running}`, { lines: ["by hand"] });
    expect(await read(toy, running)).toBe(`${grown}by hand\n`);
    await toy.call("POST /clock", { advanceMs: 10_000 });
    expect(await read(toy, running)).toMatch(/by hand\n(tick|now) .*\n$/);

    await toy.call(`POST /logs/TOY/${running}`, { rotate: true });
    expect(await read(toy, running)).toBe("");
    await toy.call("POST /clock", { advanceMs: 10_000 });
    expect(await read(toy, running)).toMatch(/^(tick|now) [^\n]*\n$/);
  });
});

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((size, line) => size + line.length + 1, 0);
}

async function read(toy: Awaited<ReturnType<typeof startToy>>, id: string): Promise<string> {
  return (await toy.get(`/jobs/${id}/log`)).text();
}
