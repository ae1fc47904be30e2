import { z } from "zod";
import type { TaskInstance } from "../../../domain/status.ts";
import { integer, record, text } from "./lenient.ts";

const wireInstance = record({ task: text, ip: text, host_ip: text, schedule_count: integer });

/** Reads where the tasks of the newest scheduling run; null when it is no list. Entries without a task are left out. */
export function parseInstances(answer: unknown): TaskInstance[] | null {
  const entries = z.safeParse(z.array(wireInstance), answer).data;
  if (entries === undefined) return null;
  const newest = Math.max(...entries.map(({ schedule_count }) => schedule_count ?? 0));
  return entries.flatMap(({ task, ip, host_ip: hostIp, schedule_count: scheduleCount }) => {
    const isOld = (scheduleCount ?? 0) < newest;
    return task === null || isOld ? [] : [{ task, ip, hostIp, scheduleCount }];
  });
}
