import { expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { having, simulate } from "./vendor-api.ts";

const { signal } = new AbortController();

test.each(["204", "json", "empty"])(
  "a job is gone when its delete is answered with %s, and when it is deleted again",
  async (reply) => {
    await using vendor = await simulate();
    await vendor.control.assume("SEEME", "deleteReply", reply);
    const [nativeId = "", ...others] = await vendor.storedIds();
    const job = await vendor.job(nativeId);
    expect(await having(vendor.backend.deleteJob)(job, signal)).toBe(true);
    expect((await vendor.ask("GET", `/jobs/${nativeId}`)).status).toBe(404);
    expect(await vendor.storedIds()).toEqual(others);
    covers("S0-13", "S0-14");
    expect(await having(vendor.backend.deleteJob)(job, signal)).toBe(true);
    expect(await vendor.storedIds()).toEqual(others);
    covers("S0-77");
  },
);

test("a delete whose answer was lost is sent again", async () => {
  await using vendor = await simulate();
  const [nativeId = ""] = await vendor.storedIds();
  const job = await vendor.job(nativeId);
  const fault = { type: "drop", after: true };
  await vendor.control.addFault({ kind: "SEEME", match: { method: "DELETE" }, fault, times: 1 });
  expect(await having(vendor.backend.deleteJob)(job, signal)).toBe(true);
  expect(await vendor.count("DELETE")).toBe(2);
  expect(await vendor.storedIds()).not.toContain(nativeId);
});

test("a delete that the vendor refuses is not done", async () => {
  await using vendor = await simulate();
  const [nativeId = ""] = await vendor.storedIds();
  const job = await vendor.job(nativeId);
  const fault = { type: "status", status: 403 };
  await vendor.control.addFault({ kind: "SEEME", match: { method: "DELETE" }, fault });
  const error = await failureOf(having(vendor.backend.deleteJob)(job, signal));
  expect(error).toMatchObject({ kind: "FORBIDDEN", undone: true });
  expect(await vendor.storedIds()).toContain(nativeId);
});
