import { InvalidCursor } from "./error.ts";
import type { Position } from "./event.ts";

/** Resume point of the event stream: which journal, which entry, and bits of that entry that tell another history. */
export interface EventCursor {
  /** Random id made with the journal. */
  readonly epoch: string;
  readonly position: Position;
  /** First 8 hex digits of the entry's hash; `00000000` before the first entry. */
  readonly check: string;
}

const eventCursorForm = /^e1\.([0-9a-f]{16})\.(\d{1,15})\.([0-9a-f]{8})$/;

/** Makes the opaque text of an event cursor. */
export function formatEventCursor(cursor: EventCursor): string {
  return Buffer.from(`e1.${cursor.epoch}.${cursor.position}.${cursor.check}`).toString("base64url");
}

/** Reads an event cursor; throws `InvalidCursor` for anything that `formatEventCursor` does not make. */
export function parseEventCursor(text: string, argument: readonly string[] = ["after"]): EventCursor {
  const plain = Buffer.from(text, "base64url").toString();
  const match = eventCursorForm.exec(plain);
  const [, epoch = "", position = "", check = ""] = match ?? [];
  const cursor = { epoch, position: Number(position), check };
  // The decoder passes over what is no Base64: one cursor would have many texts, some of them of several lines.
  if (!match || formatEventCursor(cursor) !== text) {
    throw new InvalidCursor(text, "an event cursor that this API has given", argument);
  }
  return cursor;
}

/** Place in an ordered list: of which list, the keys of the row, and its tie. */
export interface ListCursor {
  /** Hash of order and filter. */
  readonly list: string;
  readonly keys: readonly (string | number | null)[];
  readonly tie: number | string;
}

/** Makes the opaque text of a list cursor. */
export function formatListCursor(cursor: ListCursor): string {
  return Buffer.from(JSON.stringify(["l1", cursor.list, cursor.keys, cursor.tie])).toString("base64url");
}

/** Reads a cursor of one list; throws `InvalidCursor` when it is malformed or of a list with other order or filter. */
export function parseListCursor(text: string, list: string, argument: readonly string[]): ListCursor {
  const parsed = parseJson(Buffer.from(text, "base64url").toString());
  if (!isCursorArray(parsed)) throw new InvalidCursor(text, "a cursor that this API has given", argument);
  const [, ofList, keys, tie] = parsed;
  if (ofList !== list)
    throw new InvalidCursor(text, "a cursor of a list with the same filter and order", argument);
  return { list, keys, tie };
}

type CursorArray = ["l1", string, (string | number | null)[], number | string];

function isCursorArray(value: unknown): value is CursorArray {
  if (!Array.isArray(value) || value.length !== 4 || value[0] !== "l1" || typeof value[1] !== "string")
    return false;
  const keys: unknown = value[2];
  const isKey = (key: unknown) => key === null || typeof key === "string" || typeof key === "number";
  const isTie = typeof value[3] === "number" || typeof value[3] === "string";
  return Array.isArray(keys) && keys.every(isKey) && isTie;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
