import type { WireDocument } from "./wire-document.ts";

/** What the reader may do with a thing: its creator may change it, everybody else who sees it may look. */
export function authorization(sort: "JOB" | "MODEL" | "DATASET", isCreator: boolean): WireDocument {
  const permissions = isCreator ? [`${sort}_CAN_VIEW`, `${sort}_CAN_UPDATE`] : [`${sort}_CAN_VIEW`];
  return { actor_authorization: { permissions } };
}
