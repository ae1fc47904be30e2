import { BackendError, type BackendErrorKind } from "../../domain/error.ts";
import type { Api } from "./documents.ts";

/** Asks for one JSON value; null where the vendor refuses it in one of these ways. */
export async function requestUnless(
  refusals: readonly BackendErrorKind[],
  api: Api,
  operation: string,
  url: URL,
  signal: AbortSignal,
): Promise<unknown> {
  try {
    return (await api.client.send({ operation, method: "GET", url }, signal)).json();
  } catch (error) {
    if (error instanceof BackendError && refusals.includes(error.kind)) return null;
    throw error;
  }
}
