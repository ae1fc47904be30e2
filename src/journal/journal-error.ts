/** The journal cannot be opened, written or read: says which, why, and what to do where something can be done. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}
