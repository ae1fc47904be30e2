import { expect, test } from "vitest";
import { failureOf } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import type { Job } from "../../domain/job.ts";
import { qaiHub } from "./index.ts";
import { CreateUpdateResponseSchema, JobPublicUpdateSchema } from "./proto/public_api_pb.js";
import { bytesOf, connect } from "./scripted-vendor.ts";
import { type SimulatedHub, startHub } from "./simulated-hub.ts";

const { signal } = new AbortController();
const to = (name: string) => ({ name, force: false });

function addJob({ vendor }: SimulatedHub, fields = {}): Promise<string> {
  return vendor.control.addJob("QAI_HUB", [{ native: "CREATED", afterMs: 0 }], { name: "before", ...fields });
}
const ofColleague = {
  user: { email: "lee.park@example.com", id: "4715", first_name: "Lee", last_name: "Park" },
};

test.each(["id", "empty"])("gives a job another name, when the answer is %s", async (answer) => {
  await using hub = await startHub();
  await hub.vendor.control.assume("QAI_HUB", "changeAnswer", answer);
  const job = await hub.stored(await addJob(hub));
  expect(await hub.backend.validateChange(job, to("after: größer"), signal)).toEqual([]);
  expect(await hub.backend.updateJob(job, to("after: größer"), signal)).toBeNull();
  expect((await hub.document(job.nativeId)).name).toBe("after: größer");
  expect((await hub.stored(job.nativeId)).core.name).toBe("after: größer");
  covers("S3-29 S3-30");
});

test("gives a job its name once, however often it has to be asked", async () => {
  await using hub = await startHub();
  const job = await hub.stored(await addJob(hub));
  await hub.cutOff("PATCH");
  await hub.backend.updateJob(job, to("after"), signal);
  expect((await hub.document(job.nativeId)).name).toBe("after");
  expect(hub.vendor.waits).toHaveLength(1);
});

test("refuses a blank name before the service is asked, and one that the service finds too long", async () => {
  await using hub = await startHub();
  const job = await hub.stored(await addJob(hub));
  expect(await hub.backend.validateChange(job, to(" "), signal)).toMatchObject([
    { code: "INVALID", path: ["name"], expected: "a name that is not blank" },
  ]);
  const failure = await failureOf(hub.backend.updateJob(job, to("x".repeat(251)), signal));
  expect(failure).toMatchObject({ kind: "INVALID", undone: true });
  expect(failure.message).toContain("no more than 250 characters");
  expect((await hub.document(job.nativeId)).name).toBe("before");
  covers("S3-30");
});

test("the text of an answer says that the job was not renamed, whatever id is beside it", async () => {
  const answer = { id: "j1", status: "Name is taken" };
  await using service = await connect(() => ({ body: bytesOf(CreateUpdateResponseSchema, answer) }));
  const job = { nativeId: "j1" } as Job; // all that a change looks at
  await expect(service.backend.updateJob?.(job, to("after"), signal)).rejects.toMatchObject({
    kind: "FAILED_PRECONDITION",
    message: expect.stringContaining("Name is taken"),
  });
});

test("the job of somebody else cannot be renamed or shared, and says so beforehand", async () => {
  await using hub = await startHub();
  const [own, foreign] = [await addJob(hub), await addJob(hub, ofColleague)];
  const [mine, theirs] = [await hub.stored(own), await hub.stored(foreign)];
  for (const action of ["rename", "share"] as const) {
    expect(qaiHub.refusal?.(mine, action)).toBeNull();
    expect(qaiHub.refusal?.(theirs, action)).toEqual({
      code: "FORBIDDEN",
      reason: `The account has only JOB_CAN_VIEW on this job. Ask lee.park@example.com to ${action} it.`,
    });
  }
  expect(qaiHub.refusal?.(theirs, "retry")).toBeNull();
  // The service itself answers alike.
  const failure = await failureOf(hub.backend.updateJob(theirs, to("mine"), signal));
  expect(failure).toMatchObject({ kind: "FORBIDDEN", undone: true });
  const patched = await hub.write("PATCH", `/jobs/${foreign}/`, JobPublicUpdateSchema, { name: "mine" });
  expect(patched).toBe(403);
  expect((await hub.document(foreign)).name).toBe("before");
  covers("S3-71");
});

test("a summary tells the permissions too, and without any the service decides", async () => {
  await using hub = await startHub();
  const job = await hub.stored(await addJob(hub, ofColleague));
  const { readings } = await hub.backend.listJobs({ cursor: null, pageSize: 10, since: null }, signal);
  const { summary = null } = readings[0]?.native ?? {};
  expect(qaiHub.refusal?.({ ...job, native: { summary } }, "rename")).toMatchObject({ code: "FORBIDDEN" });
  const none = { actor_authorization: {} };
  expect(qaiHub.refusal?.({ ...job, native: { job: none } }, "rename")?.reason).toContain("no permission");
  expect(qaiHub.refusal?.({ ...job, native: { job: {} } }, "rename")).toBeNull();
  covers("S3-71");
});

test("a job that is gone is not found", async () => {
  await using hub = await startHub();
  const job = await hub.stored(await addJob(hub));
  await hub.vendor.control.removeJob("QAI_HUB", job.nativeId);
  expect(await failureOf(hub.backend.updateJob(job, to("after"), signal))).toMatchObject({
    kind: "NOT_FOUND",
  });
});

test("jobs can be neither cancelled, deleted nor hidden: there is no call, and a word on what to do instead", async () => {
  await using vendor = await connect(() => ({}));
  for (const absent of ["cancelJob", "deleteJob", "deleteJobs", "archiveJob"])
    expect(vendor.backend).not.toHaveProperty(absent);
  for (const action of ["cancel", "delete", "archive", "restore", "update", "updateLabels"] as const)
    expect(qaiHub.instead?.[action]).toMatch(/^[A-Z].*\.$/);
  expect(qaiHub.changes).toEqual(["name"]);
  // The service has neither, and no permission for them: the words of its jobs are these two.
  await using hub = await startHub();
  const job = await hub.stored(await addJob(hub));
  const permissions = ["JOB_CAN_VIEW", "JOB_CAN_UPDATE"];
  expect(job.native.job).toMatchObject({ actor_authorization: { permissions } });
  expect(await hub.write("DELETE", `/jobs/${job.nativeId}/`, JobPublicUpdateSchema, {})).toBe(405);
  covers("S3-72");
});
