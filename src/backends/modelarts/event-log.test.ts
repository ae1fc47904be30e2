import { expect, test } from "vitest";
import type { LogPage } from "../../domain/log.ts";
import { readEvents } from "./event-log.ts";

const event = (message: string) => ({
  time: "2026-11-01T10:00:00+08:00",
  level: "Info",
  source: "Job",
  message,
});
const texts = ({ entries }: LogPage) => entries.map(({ text }) => text);
const forward = (position: string | null, limit = 9) => ({ direction: "forward", position, limit }) as const;
const last = ({ entries }: LogPage) => entries.at(-1)?.position ?? null;

test("events that say the same in one second are events of their own", () => {
  const events = ["a", "a", "b", "a"].map(event);
  const first = readEvents(events, forward(null, 1));
  expect(texts(readEvents(events, forward(last(first))))).toEqual(["a", "b", "a"]);
  const second = readEvents(events, forward(last(first), 1));
  expect(second.entries[0]?.position).not.toBe(first.entries[0]?.position);
  expect(texts(readEvents(events, forward(last(second))))).toEqual(["b", "a"]);
});

test("reading goes on after its event when others have come in before it", () => {
  const page = readEvents(["a", "b"].map(event), forward(null));
  const next = readEvents(["late", "a", "b", "c"].map(event), forward(last(page)));
  expect(next).toMatchObject({ entries: [{ text: "c" }], gaps: [], hasEarlier: true });
});

test("events of another run are read from their start, after a gap", () => {
  const page = readEvents(["a", "b", "c"].map(event), forward(null));
  expect(readEvents([], forward(last(page)))).toMatchObject({ entries: [], gaps: [] });
  const next = readEvents(["x", "y"].map(event), forward(last(page)));
  expect(texts(next)).toEqual(["x", "y"]);
  const toPosition = next.entries[0]?.position;
  expect(next.gaps).toEqual([{ fromPosition: last(page), toPosition, reason: "ROTATION", bytes: null }]);
});
