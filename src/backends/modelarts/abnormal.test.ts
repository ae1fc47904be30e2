import { expect, test } from "vitest";
import { simulateBackend } from "../../../test/support/backend.ts";
import { covers } from "../../../test/support/covers.ts";
import { startReader } from "../../../test/support/reader.ts";
import { modelarts } from "./index.ts";

const { signal } = new AbortController();
const { kind } = modelarts;
const lost = [{ native: "Abnormal", secondary: "Lost", afterMs: 0 }];
const minuteMs = 60_000;

test("a lost job behind the newest 50 that are lost is asked for each minute, and seen to have ended", async () => {
  await using vendor = await simulateBackend(modelarts, { jobs: 5 });
  const old = await vendor.control.addJob(kind, lost);
  await vendor.control.clock({ advanceMs: minuteMs });
  await vendor.control.addJobs(kind, lost, 50);
  const clock = { now: Date.now() };
  await using rig = await startReader({
    backend: vendor.connect(),
    definition: modelarts,
    now: () => clock.now,
  });
  const phase = () => rig.jobOf(old)?.core.status.phase;
  const askedFor = async () => {
    const { items } = await vendor.control.requests(kind);
    return items.filter(({ path }) => path.endsWith(`/training-jobs/${old}`)).length;
  };
  await rig.reader.whole(rig.progress, signal);
  await rig.reader.active(rig.progress, signal);
  expect(phase()).toBe("UNRESPONSIVE");
  expect(await askedFor()).toBe(1);

  await vendor.control.changeJob(kind, old, { native: "Completed" });
  clock.now += minuteMs - 1;
  await rig.reader.active(rig.progress, signal);
  expect(await askedFor()).toBe(1);
  clock.now += 1;
  await rig.reader.active(rig.progress, signal);
  expect(await askedFor()).toBe(2);
  expect(phase()).toBe("SUCCEEDED");
  covers("S1-70");
});

test("a lost job that runs again is seen with the active jobs", async () => {
  await using vendor = await simulateBackend(modelarts, { jobs: 5 });
  const nativeId = await vendor.control.addJob(kind, lost);
  await using rig = await startReader({ backend: vendor.connect(), definition: modelarts, now: Date.now });
  const active = async () => {
    await rig.reader.active(rig.progress, signal);
    return rig.jobOf(nativeId)?.core.status.phase;
  };
  expect(await active()).toBe("UNRESPONSIVE");
  await vendor.control.changeJob(kind, nativeId, { native: "Running" });
  expect(await active()).toBe("RUNNING");
  covers("S1-70");
});
