import type { BackendId } from "../domain/id.ts";
import { type Instant, instantOf } from "../domain/instant.ts";
import type { Notices } from "../fanout/contract.ts";
import type { ConnectedBackend } from "../sync/sync.ts";
import type { Backends } from "./backends.ts";
import type { EventCursors } from "./events-cursors.ts";
import type { HealthMessage } from "./events-messages.ts";

/** The newest change of what is shown of a backend: of its state, or of the code of its error. */
export interface HealthChange {
  readonly backend: ConnectedBackend;
  /** When the gateway noticed it. */
  readonly observedAt: Instant;
  readonly serial: number;
}

/** Notices changes of the health of backends while anybody listens. */
export interface HealthWatch {
  /** Number of the newest change of any of these backends; 0 before the first. */
  serialOf(backends: readonly BackendId[]): number;
  /** The newest change of each of these backends that is newer than a serial, oldest first. */
  since(serial: number, backends: readonly BackendId[]): HealthChange[];
  /** Calls back after a change of one of these backends; returns what ends it. */
  onChange(backends: readonly BackendId[], listener: () => void): () => void;
}

export interface HealthWatchTools {
  readonly backends: Backends;
  now(): number;
  /** Time between two looks, in milliseconds: some states change by the passage of time alone. */
  readonly checkMs?: number;
}

/** Looks at all backends each second, for all who listen; not at all while nobody does. */
export function createHealthWatch({ backends, now, checkMs = 1000 }: HealthWatchTools): HealthWatch {
  const changes = new Map<BackendId, HealthChange>();
  const listeners = new Map<() => void, readonly BackendId[]>();
  let shown = new Map<BackendId, string>();
  let serial = 0;
  let timer: NodeJS.Timeout | undefined;

  const lookAtAll = () => new Map(backends.all.map(({ id }) => [id, shownOf(id)]));

  function shownOf(id: BackendId): string {
    const { state, error } = backends.source(id);
    return `${state} ${error?.code ?? ""}`;
  }

  function check(): void {
    const before = shown;
    shown = lookAtAll();
    const changed = backends.all.filter(({ id }) => shown.get(id) !== before.get(id));
    // The clock of a running process lies inside the range of dates.
    const observedAt = instantOf(now()) as Instant;
    for (const backend of changed) {
      serial += 1;
      changes.set(backend.id, { backend, observedAt, serial });
    }
    for (const [notify, wanted] of [...listeners]) {
      if (changed.some(({ id }) => wanted.includes(id))) notify();
    }
  }

  const changesOf = (wanted: readonly BackendId[]) =>
    wanted.map((id) => changes.get(id)).filter((change) => change !== undefined);

  return {
    serialOf: (wanted) => Math.max(0, ...changesOf(wanted).map((change) => change.serial)),
    since: (after, wanted) =>
      changesOf(wanted)
        .filter((change) => change.serial > after)
        .sort((one, other) => one.serial - other.serial),
    onChange(wanted, listener) {
      if (listeners.size === 0) {
        shown = lookAtAll();
        timer = setInterval(check, checkMs);
      }
      const own = () => listener();
      listeners.set(own, wanted);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}

/** Tells followers of these backends how they are. */
export function createHealthNotices(
  backends: readonly BackendId[],
  health: HealthWatch,
  cursors: EventCursors,
): Notices<HealthMessage> {
  return {
    get serial() {
      return health.serialOf(backends);
    },
    async since(serial, place) {
      const changes = health.since(serial, backends);
      if (changes.length === 0) return [];
      const cursor = await cursors.at(place);
      return changes.map(({ observedAt, backend }) => ({
        type: "BackendHealthChanged",
        cursor,
        observedAt,
        backend,
      }));
    },
  };
}
