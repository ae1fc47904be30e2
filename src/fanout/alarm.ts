/** Wakes the one who waits; a ring while nobody waits is kept for the next wait. */
export interface Alarm {
  readonly ring: () => void;
  wait(): Promise<void>;
}

/** Makes an alarm that has not rung. */
export function createAlarm(): Alarm {
  let isRung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async wait() {
      if (!isRung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = null;
      }
      isRung = false;
    },
  };
}
