import { expect, test } from "vitest";
import { readJob, toStoredJob } from "../../support/backend.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

/** Cases about the machines that tasks run on. */
export function describeTaskInstances({ definition, words, simulate }: Subject): void {
  const { kind } = definition;

  test("tells where the tasks of a running job are, and nothing of one that waits", async () => {
    await using vendor = await simulate(1);
    const backend = vendor.connect();
    const script = [stepTo(words.waiting), stepTo(words.running, 60_000)];
    const nativeId = await vendor.control.addJob(kind, script);
    const waiting = toStoredJob(await readJob(backend, nativeId));
    const none = await backend.taskInstances?.(waiting, signal);
    if (!none) return expect(backend).not.toHaveProperty("taskInstances");
    expect(none).toEqual([]);

    await vendor.control.clock({ advanceMs: 60_000 });
    const running = toStoredJob(await readJob(backend, nativeId));
    const instances = (await backend.taskInstances?.(running, signal)) ?? [];
    const names = running.core.status.tasks.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(instances.map(({ task }) => task).toSorted()).toEqual(names.toSorted());
    for (const { ip, hostIp, scheduleCount } of instances) {
      expect(ip ?? hostIp).not.toBeNull();
      expect(scheduleCount ?? 1).toBeGreaterThan(0);
    }
  });
}
