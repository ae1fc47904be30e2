import type { IncomingMessage } from "node:http";

/** Whether a page of our own asks, or a program: those send no Origin. Pages of other sites may not read in a visitor's name. */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
