/** Time that only its owner moves, in milliseconds from 0: the model's hours pass in seconds. */
export interface VirtualTime {
  now(): number;
  /** Plans an action after a delay; equal times keep the order of planning. */
  after(delayMs: number, action: () => void): void;
  /** Runs, in order, what is planned up to an instant, and stands there. */
  advanceTo(until: number): void;
}

export function createVirtualTime(): VirtualTime {
  const planned: { time: number; action: () => void }[] = [];
  let now = 0;

  const firstAfter = (time: number) => {
    let [low, high] = [0, planned.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((planned[middle]?.time ?? 0) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    now: () => now,
    after(delayMs, action) {
      const time = now + delayMs;
      planned.splice(firstAfter(time), 0, { time, action });
    },
    advanceTo(until) {
      for (let next = planned[0]; next && next.time <= until; next = planned[0]) {
        planned.shift();
        now = next.time;
        next.action();
      }
      now = until;
    },
  };
}
