import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { definitions } from "../../src/backends/registry.ts";
import { startWorld } from "../support/gateway.ts";
import { type GatewayProcess, startGatewayProcess } from "../support/gateway-process.ts";
import { query } from "../support/graphql.ts";

const minuteMs = 60_000;

/** What a backfill that was killed in the middle and went on has cost. */
export interface BackfillFigures {
  readonly jobs: number;
  readonly seconds: number;
  /** Jobs that were there at the kill, and right after the restart. */
  readonly atKill: number;
  readonly atRestart: number;
  /** Jobs and states at the end. */
  readonly found: number;
  readonly states: readonly string[];
  /** Largest resident memory of a gateway process, in MB. */
  readonly peakMb: number;
  readonly vendors: readonly VendorFigures[];
}

export interface VendorFigures {
  readonly kind: string;
  readonly calls: number;
  /** Most calls of one service (the first part of the path) that surely fell into one minute, and how many are allowed (null: any). */
  readonly mostPerMinute: number;
  readonly callsPerMinute: number | null;
}

/** Calls of a service that came in between two looks at the vendor's log. */
interface Look {
  readonly afterMs: number;
  readonly untilMs: number;
  readonly calls: number;
}

interface View {
  readonly jobs: { readonly totalCount: number; readonly sources: readonly { readonly state: string }[] };
}

/** Backfills so many jobs over all vendors in a process of its own, killing it once on the way. */
export async function runBackfill(jobs: number, report: (line: string) => void): Promise<BackfillFigures> {
  await using world = await startWorld({ jobs });
  const start = performance.now();
  const logs = new Map(
    definitions.map(({ kind }) => [kind, { next: 0, lookedMs: start, looks: new Map<string, Look[]>() }]),
  );
  let peakMb = 0;

  async function look(gateway: GatewayProcess): Promise<View["jobs"]> {
    peakMb = Math.max(peakMb, residentMb(gateway.pid));
    for (const [kind, log] of logs) {
      const beganMs = performance.now();
      const { next, items } = await world.control.requests(kind, log.next);
      const seen = { afterMs: log.lookedMs, untilMs: performance.now() };
      log.next = next;
      log.lookedMs = beganMs;
      for (const [service, calls] of Map.groupBy(items, ({ path }) => path.split("/")[1] ?? "")) {
        const looks = log.looks.get(service) ?? [];
        looks.push({ ...seen, calls: calls.length });
        log.looks.set(service, looks);
      }
    }
    return (
      await query<View>(
        gateway.url,
        "{ jobs(first: 1, filter: { includeArchived: true }) { totalCount sources { state } } }",
      )
    ).jobs;
  }

  async function until(
    gateway: GatewayProcess,
    isMet: (view: View["jobs"]) => boolean,
  ): Promise<View["jobs"]> {
    for (let rounds = 0; ; rounds++) {
      const view = await look(gateway);
      if (rounds % 20 === 0)
        report(`${view.totalCount} jobs, ${view.sources.map(({ state }) => state).join(" ")}`);
      if (isMet(view)) return view;
      await delay(250);
    }
  }

  let atKill: number;
  {
    await using gateway = await startGatewayProcess(world);
    atKill = (await until(gateway, ({ totalCount }) => totalCount >= jobs / 3)).totalCount;
    await gateway.kill();
  }
  await using gateway = await startGatewayProcess(world);
  const atRestart = (await look(gateway)).totalCount;
  const isDone = ({ sources }: View["jobs"]) => sources.every(({ state }) => state !== "BACKFILLING");
  const { totalCount, sources } = await until(gateway, isDone);
  return {
    jobs,
    seconds: (performance.now() - start) / 1000,
    atKill,
    atRestart,
    found: totalCount,
    states: sources.map(({ state }) => state),
    peakMb,
    vendors: definitions.map(({ kind, limits: { callsPerMinute } }) => {
      const { next = 0, looks = new Map<string, Look[]>() } = logs.get(kind) ?? {};
      const most = Math.max(0, ...[...looks.values()].map(mostPerMinute));
      return { kind, calls: next, mostPerMinute: most, callsPerMinute };
    }),
  };
}

/** Counts looks that lie in a minute as a whole: what came in between two looks may have come at either end. */
function mostPerMinute(looks: readonly Look[]): number {
  let most = 0;
  for (const { untilMs } of looks) {
    let calls = 0;
    for (const look of looks) {
      if (look.afterMs > untilMs - minuteMs && look.untilMs <= untilMs) calls += look.calls;
    }
    most = Math.max(most, calls);
  }
  return most;
}

/** Peak of the resident memory, by the kernel's books. */
function residentMb(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes ?? 0) / 1024;
}
