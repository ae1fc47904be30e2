import type { FeedMessage } from "./contract.ts";

/** What is made of the messages of a feed for those who ask the same. */
export interface Answers {
  /** Members with the same key get the same answers to the same messages. */
  readonly key: string;
  /** Makes what is sent of a message. Never rejects: what goes wrong is part of the answer. */
  answer(message: FeedMessage, signal: AbortSignal): Promise<Answer>;
  /** Tells why a stream ends that should have gone on. */
  failure(error: unknown): Answer;
}

/** Ready to be written as JSON. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}
