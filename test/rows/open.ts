import type { Row } from "./table.ts";

/** What an open row waits for; null for a row of the read side, which waits for a test. */
export type WaitsFor = "commands" | "CLI" | null;

/** Names that the commands bring into the schema. */
export const commandName = /^(Mutation\b|\w+(Input|Payload)\b)/;
const commandPlace =
  /^(no status in CreateJobInput|userErrors\b|acceptance scenario for (create|update)Job\b|Job\.actions\b|JobActions?\b)/;
const cliPlace = /^(CLI\b|not exposed; CLI)/;

/** Tells by its place what a row waits for; the first name of a place decides. */
export function waitsFor({ place }: Row): WaitsFor {
  if (cliPlace.test(place)) return "CLI";
  return commandName.test(place) || commandPlace.test(place) ? "commands" : null;
}
