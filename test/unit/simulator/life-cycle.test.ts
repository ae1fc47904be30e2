import { describe, expect, test } from "vitest";
import { startToy } from "./control-client.ts";

describe("a scripted job", () => {
  test("goes through its script while a paused clock is advanced, and no further", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /clock", { paused: true });
    const id = await toy.make({
      script: [
        { native: "Running", afterMs: 0 },
        { native: "Done", afterMs: 2000 },
      ],
    });
    expect((await toy.job(id)).status).toBe("Running");

    expect(await toy.call("POST /clock", { advanceMs: 1999 })).toMatchObject({ body: { fired: 0 } });
    expect((await toy.job(id)).status).toBe("Running");

    expect(await toy.call("POST /clock", { advanceMs: 1 })).toMatchObject({ body: { fired: 1 } });
    const job = await toy.job(id);
    expect(job.history.map((state) => state.native)).toEqual(["Running", "Done"]);
    expect((job.history[1]?.at ?? 0) - (job.history[0]?.at ?? 0)).toBe(2000);

    expect(await toy.call("POST /clock", { advanceMs: 3_600_000 })).toMatchObject({ body: { fired: 0 } });
    expect((await toy.job(id)).status).toBe("Done");
  });

  test("begins with the vendor's first word when the script leaves the beginning open", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /clock", { paused: true });
    const id = await toy.make({ script: [{ native: "Running", afterMs: 500 }] });
    expect((await toy.job(id)).status).toBe("Queued");
    await toy.call("POST /clock", { advanceMs: 500 });
    expect((await toy.job(id)).status).toBe("Running");
  });

  test("lives faster when the speed goes up on the way", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /clock", { paused: true });
    const id = await toy.make({ script: [{ native: "Done", afterMs: 10_000 }] });
    await toy.call("POST /clock", { advanceMs: 4_000 });
    await toy.call("POST /clock", { speed: 60 });
    await toy.call("POST /clock", { advanceMs: 99 });
    expect((await toy.job(id)).status).toBe("Queued");
    await toy.call("POST /clock", { advanceMs: 1 });
    expect((await toy.job(id)).status).toBe("Done");
  });

  test("has its fields over the generated document", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({ fields: { message: "from the test" } });
    expect((await toy.job(id)).message).toBe("from the test");
  });
});

describe("a patch", () => {
  test("takes effect at once and ends the life cycle of a generated job", async () => {
    await using toy = await startToy();
    await toy.call("POST /clock", { paused: true });
    const { id } = (await toy.page())[0] ?? { id: "" };
    await toy.call(`PATCH /jobs/TOY/${id}`, { native: "Broken", message: "no more" });
    expect(await toy.job(id)).toMatchObject({ status: "Broken", message: "no more" });
    await toy.call("POST /clock", { advanceMs: 3_600_000 });
    expect(await toy.job(id)).toMatchObject({ status: "Broken", message: "no more" });
  });

  test("keeps the message of the same word and drops it with a new one", async () => {
    await using toy = await startToy({ jobs: 0 });
    const id = await toy.make({ script: [{ native: "Running", afterMs: 0 }] });
    await toy.call(`PATCH /jobs/TOY/${id}`, { message: "halfway" });
    await toy.call(`PATCH /jobs/TOY/${id}`, { native: "Running" });
    expect((await toy.job(id)).message).toBe("halfway");
    await toy.call(`PATCH /jobs/TOY/${id}`, { native: "Done" });
    expect((await toy.job(id)).message).toBeNull();
  });
});

describe("the clock", () => {
  test("stands still while paused and is where it would be without the pause afterwards", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /clock", { paused: true });
    const paused = toy.vendor.world().now();
    await toy.call("POST /clock", { advanceMs: 5_000 });
    expect(toy.vendor.world().now()).toBe(paused + 5_000);
    await toy.call("POST /clock", { paused: false });
    const ahead = toy.vendor.world().now() - toy.vendor.world().wallNow();
    expect(Math.abs(ahead - 5_000)).toBeLessThan(2);
  });

  test("runs scheduled callbacks at their instant, and what follows from them, before it answers", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /clock", { paused: true });
    const id = await toy.make({ script: [{ native: "Waiting", afterMs: 0 }] });
    const world = toy.vendor.world();
    const start = world.now();
    world.at(start + 1000, () => {
      world.jobs.follow(id, [
        { native: "Running", afterMs: 0 },
        { native: "Done", afterMs: 3000 },
      ]);
    });
    const undone = world.at(start + 1500, () => world.jobs.remove(id));
    undone();
    expect(await toy.call("POST /clock", { advanceMs: 10_000 })).toMatchObject({ body: { fired: 2 } });
    expect((await toy.job(id)).history).toEqual([
      { native: "Waiting", at: start },
      { native: "Running", at: start + 1000 },
      { native: "Done", at: start + 4000 },
    ]);
  });

  test("tells a listener of every state, also of several that fell due in one go", async () => {
    await using toy = await startToy({ jobs: 0 });
    await toy.call("POST /clock", { paused: true });
    await toy.call("POST /hooks", { kind: "TOY", url: "http://127.0.0.1:9/hook" });
    const steps = ["A", "B", "C", "D"].map((native) => ({ native, afterMs: 0.25 }));
    const id = await toy.make({ script: steps });
    await toy.call("POST /clock", { advanceMs: 1 });
    await toy.call(`PATCH /jobs/TOY/${id}`, { native: "E" });
    expect(toy.vendor.pushed).toEqual(["Queued", "A", "B", "C", "D", "E"]);
  });

  test("moves life cycles on by itself when somebody listens", async () => {
    await using toy = await startToy({ jobs: 0 });
    const done = new Promise<void>((resolve) => {
      toy.vendor.world().onState((_job, state) => state.native === "Done" && resolve());
    });
    await toy.make({ script: [{ native: "Done", afterMs: 5 }] });
    await done;
  });
});
