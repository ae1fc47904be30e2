import type { JobEvent } from "../domain/event.ts";
import type { EventView, HealthView } from "./views.ts";

/** An event of the journal; `type` is the name in the schema, here and below. */
export interface FactMessage extends EventView {
  readonly type: JobEvent["kind"];
}

export interface HealthMessage extends HealthView {
  readonly type: "BackendHealthChanged";
}

export interface ResumeExpired {
  readonly type: "ResumeExpired";
  readonly cursor: string;
  readonly oldestCursor: string;
}

/** Messages of `jobEvents`, and the part of them that `statusTransitions` sends. */
export type EventMessage =
  | FactMessage
  | HealthMessage
  | ResumeExpired
  | { readonly type: "Bookmark"; readonly cursor: string }
  | {
      readonly type: "Gap";
      readonly cursor: string;
      readonly fromCursor: string;
      readonly toCursor: string;
      readonly reason: "SLOW_CONSUMER";
    };
