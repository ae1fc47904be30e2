import { hash32 } from "../../../simulator/random.ts";
import { invalid } from "./errors.ts";

/** A place in a list by creation, and the way to go from there. */
export interface Cursor {
  readonly direction: "forward" | "back";
  /** Creation of the item that the page borders on, µs since 1970. */
  readonly microseconds: number;
}

/** Writes a cursor with URL-safe characters only, because clients send it as it is. */
export function formatCursor({ direction, microseconds }: Cursor): string {
  const text = `${direction === "forward" ? "f" : "b"}${toKey(microseconds)}`;
  return Buffer.from(text).toString("base64url");
}

/** Reads a cursor. Throws a 400 for anything that `formatCursor` does not write. */
export function parseCursor(text: string): Cursor {
  const decoded = Buffer.from(text, "base64url").toString("latin1");
  const [, letter, seconds = "", rest = ""] =
    /^([fb])([0-9a-f]{8})([0-9a-f]{5})[0-9a-f]{11}$/.exec(decoded) ?? [];
  const microseconds = Number.parseInt(seconds, 16) * 1e6 + Number.parseInt(rest, 16);
  const cursor: Cursor = { direction: letter === "f" ? "forward" : "back", microseconds };
  if (letter === undefined || formatCursor(cursor) !== text) throw invalid("page", "unknown cursor");
  return cursor;
}

/** 24 hexadecimal digits that begin with the time, like the service's object ids. */
function toKey(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1e6);
  const tail = hash32(microseconds, "cursor") * 2 ** 12 + (hash32(microseconds, "end") & 0xfff);
  return hex(seconds, 8) + hex(microseconds - seconds * 1e6, 5) + hex(tail, 11);
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}
