/** Writes a message down as a transport sends it. Sinks with the same framing share the bytes. */
export type Framing = (json: string, cursor: string | null) => Buffer;

/** Where the messages of one member go. */
export interface Sink {
  readonly framing: Framing;
  /** Bytes that wait in our memory for the connection to take them. */
  readonly unsentBytes: number;
  /** Sends a frame, or keeps it until the connection takes it. Never throws; a connection that is gone takes nothing. */
  send(frame: Buffer): void;
  /** Calls back once when nothing waits any more. */
  onceDrained(listener: () => void): void;
  /** Told after the last frame, when nothing more will ever come. */
  complete(): void;
  /** Told after a last frame that says what went wrong: there is more, but it could not be sent. */
  fail(): void;
}
