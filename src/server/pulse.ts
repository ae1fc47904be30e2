import type { Socket } from "node:net";

/** When a silent connection counts as lost. */
export interface PulseOptions {
  /** Time between two beats, in milliseconds; 12 s when absent. */
  readonly beatMs?: number;
  /** Beats without an answer after which a connection is lost; 5 when absent. */
  readonly mostSilentBeats?: number;
  /**
   * The same while bytes wait for the connection to take them; 25 when absent. A full system takes more only when a
   * third of its buffer is free again, which is megabytes: a slow reader needs minutes for them.
   */
  readonly mostStuckBeats?: number;
}

/** What a transport does at each beat. */
export interface PulseActions {
  /** Sends something small, unless there are bytes that the connection is yet to take. */
  beat(): void;
  /** Lets go of the connection: nothing has moved for too long. */
  lost(): void;
}

/** Ends with the connection. */
export interface Pulse extends Disposable {
  /** Notes a sign of life. */
  alive(): void;
}

/**
 * Watches over a connection. A client lives as long as it answers or takes what waits for it, however slowly; with
 * `mayBeSilent` also while nothing waits for it, since its system took all there was.
 */
export function watchPulse(
  socket: Socket,
  { beat, lost }: PulseActions,
  {
    beatMs = 12_000,
    mostSilentBeats = 5,
    mostStuckBeats = 25,
    mayBeSilent,
  }: PulseOptions & { readonly mayBeSilent: boolean },
): Pulse {
  let silentBeats = 0;
  let unsent = 0;
  let taken = takenBy(socket);
  const beating = setInterval(() => {
    const takes = unsent > 0 && takenBy(socket) > taken;
    unsent = socket.writableLength;
    taken = takenBy(socket);
    if (takes || (mayBeSilent && unsent === 0)) silentBeats = 0;
    else silentBeats++;
    if (silentBeats > (unsent > 0 ? mostStuckBeats : mostSilentBeats)) return lost();
    if (unsent === 0) beat();
  }, beatMs);
  return {
    alive() {
      silentBeats = 0;
    },
    [Symbol.dispose]: () => clearInterval(beating),
  };
}

/** Bytes that the system has taken so far. */
function takenBy({ bytesWritten, writableLength }: Socket): number {
  return bytesWritten - writableLength;
}
