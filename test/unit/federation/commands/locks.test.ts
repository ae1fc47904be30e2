import { expect, it } from "vitest";
import { Locks } from "../../../../src/federation/commands/locks.ts";

it("lets what has the same key run one after the other, in the order of asking", async () => {
  const locks = new Locks();
  const told: string[] = [];
  const run = (name: string) => async () => {
    told.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    told.push(`${name} ends`);
    return name;
  };
  const names = await Promise.all([
    locks.with("k", run("a")),
    locks.with("k", run("b")),
    locks.with("k", run("c")),
  ]);
  expect(names).toEqual(["a", "b", "c"]);
  expect(told).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

it("lets others run beside each other", async () => {
  const locks = new Locks();
  const gate = Promise.withResolvers<void>();
  const held = locks.with("one", () => gate.promise);
  expect(await locks.with("other", async () => "free")).toBe("free");
  gate.resolve();
  await held;
});

it("goes on after a failure, and fails with it", async () => {
  const locks = new Locks();
  const failed = locks.with("k", async () => {
    throw new Error("broken");
  });
  const next = locks.with("k", async () => "next");
  await expect(failed).rejects.toThrow("broken");
  expect(await next).toBe("next");
});
