import { readFileSync } from "node:fs";

/** What a process uses. */
export interface Usage {
  /** Resident memory now and at its highest, in megabytes. */
  readonly residentMb: number;
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

/** Reads the kernel's books of a process. */
export function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const mbOf = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
  // The name of the program, in brackets, may hold anything; times are in hundredths of a second.
  const times = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const cpuSeconds = (Number(times[11]) + Number(times[12])) / 100;
  return { residentMb: mbOf("VmRSS"), peakMb: mbOf("VmHWM"), cpuSeconds };
}
