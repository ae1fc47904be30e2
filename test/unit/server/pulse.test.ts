import type { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchPulse } from "../../../src/server/pulse.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(mayBeSilent: boolean) {
  const socket = { bytesWritten: 0, writableLength: 0 };
  const seen = { beats: 0, isLost: false };
  const pulse = watchPulse(
    socket as Socket, // no more of it is looked at
    {
      beat: () => void seen.beats++,
      lost() {
        seen.isLost = true;
      },
    },
    { beatMs: 1_000, mostSilentBeats: 5, mostStuckBeats: 10, mayBeSilent },
  );
  const pass = (beats: number, each = () => {}) => {
    for (let beat = 0; beat < beats; beat++) {
      each();
      vi.advanceTimersByTime(1_000);
    }
  };
  return { socket, seen, pulse, pass };
}

describe("the pulse of a connection", () => {
  it("is lost when the client answers nothing", () => {
    const { seen, pulse, pass } = watch(false);
    pass(5);
    pulse.alive();
    pass(5);
    expect(seen).toEqual({ beats: 10, isLost: false });
    pass(1);
    expect(seen.isLost).toBe(true);
    pulse[Symbol.dispose]();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("goes on without an answer where none is asked for, as long as the system takes everything", () => {
    const { seen, pass } = watch(true);
    pass(20);
    expect(seen).toEqual({ beats: 20, isLost: false });
  });

  it.each([true, false])("goes on while the client takes what waits for it, slowly (%s)", (mayBeSilent) => {
    const { socket, seen, pass } = watch(mayBeSilent);
    socket.bytesWritten = socket.writableLength = 100;
    pass(20, () => {
      socket.writableLength -= 1;
    });
    expect(seen).toEqual({ beats: 0, isLost: false });
  });

  it.each([true, false])("is lost when what waits does not move (%s)", (mayBeSilent) => {
    const { socket, seen, pass } = watch(mayBeSilent);
    pass(1);
    socket.bytesWritten = socket.writableLength = 100;
    // More of it is no sign of the client's.
    const more = () => {
      socket.bytesWritten += 10;
      socket.writableLength += 10;
    };
    pass(9, more);
    expect(seen.isLost).toBe(false);
    pass(2, more);
    expect(seen.isLost).toBe(true);
  });
});
