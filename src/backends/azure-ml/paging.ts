import type { BackendId } from "../../domain/id.ts";
import { isJsonObject } from "../../domain/json.ts";
import { malformed, type Service } from "./service.ts";

/** Page of a list of the management plane. */
export interface ManagementPage {
  readonly values: readonly unknown[];
  /** Null, empty and absent alike are the end. */
  readonly next: string | null;
}

/** Reads a page of the management plane; MALFORMED when it is none. */
export function readPage(backend: BackendId, operation: string, answer: unknown): ManagementPage {
  if (!isJsonObject(answer) || !Array.isArray(answer.value)) {
    throw malformed(backend, operation, "an answer without a list");
  }
  const { nextLink } = answer;
  if (typeof nextLink === "string") return { values: answer.value, next: nextLink || null };
  if (nextLink === null || nextLink === undefined) return { values: answer.value, next: null };
  throw malformed(backend, operation, "a link to the next page that is no text");
}

/** Reads all pages of a small list of the management plane. */
export async function readAll(
  service: Service,
  operation: string,
  first: Promise<unknown>,
  signal: AbortSignal,
): Promise<unknown[]> {
  const values: unknown[] = [];
  const seen = new Set<string>();
  for (let answer = await first; ; ) {
    const page = readPage(service.backend, operation, answer);
    values.push(...page.values);
    if (page.next === null) return values;
    if (seen.has(page.next))
      throw malformed(service.backend, operation, "pages that lead back to each other");
    seen.add(page.next);
    answer = await service.follow(operation, page.next, signal);
  }
}
