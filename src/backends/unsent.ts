import { BackendError, withUndone } from "../domain/error.ts";

/** Waits for what comes before a call that changes something: whatever fails here, nothing was changed. */
export async function unsent<T>(preparation: Promise<T>): Promise<T> {
  try {
    return await preparation;
  } catch (error) {
    throw error instanceof BackendError ? withUndone(error, true) : error;
  }
}
