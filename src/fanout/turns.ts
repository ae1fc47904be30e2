/** Keeps those who have much to do from keeping others of this process waiting. */
export interface Pace {
  /** Resolves when one more thing may be done: at once, or in a later turn of the event loop. */
  mayGoOn(): Promise<void>;
}

/** Time after which the next turn of the event loop comes first, in milliseconds. */
const mostMsPerTurn = 20;

/** Allows so many things in a turn of the event loop, all who ask together, and none when it has taken too long. */
export function createPace(mostPerTurn: number): Pace {
  let turn: { left: number; readonly beganMs: number; readonly end: Promise<void> } | null = null;

  function beginTurn() {
    const end = new Promise<void>((resolve) => {
      setImmediate(() => {
        turn = null;
        resolve();
      });
    });
    return { left: mostPerTurn, beganMs: performance.now(), end };
  }

  return {
    async mayGoOn() {
      for (;;) {
        turn ??= beginTurn();
        if (turn.left > 0 && performance.now() - turn.beganMs < mostMsPerTurn) break;
        await turn.end;
      }
      turn.left--;
    },
  };
}

/** Runs tasks, at most so many at a time, the others in the order in which they came. */
export interface Queue {
  run<T>(task: () => Promise<T>): Promise<T>;
  /**
   * Waits within a task. What is not there in this turn of the event loop is waited for without the task's place,
   * which others take meanwhile: those who wait for somebody outside hold nobody up.
   */
  aside<T>(wanted: Promise<T>): Promise<T>;
}

export function createQueue(mostAtOnce: number): Queue {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function enter(): Promise<void> {
    if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
  }

  function leave(): void {
    // Whoever waits takes over the place.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }

  return {
    async run(task) {
      await enter();
      try {
        return await task();
      } finally {
        leave();
      }
    },
    async aside(wanted) {
      if (await isThereNow(wanted)) return wanted;
      leave();
      try {
        return await wanted;
      } finally {
        await enter();
      }
    },
  };
}

/** Whether a promise is settled before the next turn of the event loop. */
async function isThereNow(wanted: Promise<unknown>): Promise<boolean> {
  let turning: NodeJS.Immediate | undefined;
  const later = new Promise<boolean>((resolve) => {
    turning = setImmediate(resolve, false);
  });
  const there = () => true;
  const isThere = await Promise.race([wanted.then(there, there), later]);
  clearImmediate(turning);
  return isThere;
}
