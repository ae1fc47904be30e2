/**
 * Reads a JSON array out of its bytes, one element when it is asked for: an array that is far larger than memory would
 * bear as objects costs its bytes and one element. Throws `SyntaxError`, when it comes to the place, for anything but
 * one whole array.
 */
export function* readElements(bytes: Buffer): Generator<unknown, void> {
  let at = skipSpace(bytes, 0);
  if (bytes[at] !== token.open) throw new SyntaxError("No array.");
  at = skipSpace(bytes, at + 1);
  for (let isFirst = true; !(isFirst && bytes[at] === token.close); isFirst = false) {
    const end = endOfElement(bytes, at);
    yield JSON.parse(bytes.toString("utf8", at, end)) as unknown;
    at = end;
    if (bytes[at] === token.close) break;
    at += 1;
  }
  if (skipSpace(bytes, at + 1) < bytes.length) throw new SyntaxError("Text follows the array.");
}

/** Bytes that JSON is built of. No byte of a longer UTF-8 character is one of them. */
const token = {
  quote: 0x22,
  comma: 0x2c,
  open: 0x5b,
  backslash: 0x5c,
  close: 0x5d,
  openObject: 0x7b,
  closeObject: 0x7d,
} as const;

/** Place of the comma or bracket that ends the element; what is wrong inside of it is for `JSON.parse` to say. */
function endOfElement(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === token.quote) at = endOfText(bytes, at);
    else if (byte === token.open || byte === token.openObject) depth += 1;
    else if (depth === 0 && (byte === token.comma || byte === token.close)) return at;
    else if (byte === token.close || byte === token.closeObject) depth -= 1;
  }
  throw new SyntaxError("The array has no end.");
}

/** Place of the quote that ends the text. */
function endOfText(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === token.backslash) at += 1;
    else if (byte === token.quote) return at;
  }
  return bytes.length;
}

function skipSpace(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at += 1;
  return at;
}
