import type { Row } from "./table.ts";

/** What an open row waits for; null for one that waits for a test. */
export type WaitsFor = "CLI" | null;

const cliPlace = /^(CLI\b|not exposed; CLI)/;

/** Tells by its place what a row waits for. */
export function waitsFor({ place }: Row): WaitsFor {
  return cliPlace.test(place) ? "CLI" : null;
}
