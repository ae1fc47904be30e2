import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/** What a new schema changes, each a sentence. */
export interface SchemaChanges {
  /** Changes that make operations invalid or answers such as no client of the old schema expects. */
  readonly breaking: readonly string[];
  /** Additions, descriptions, and what can hurt a client only in its own code, such as a new enum value. */
  readonly other: readonly string[];
}

/** Compares two schemas in SDL. Throws for text that is no schema. */
export async function compareSchemas(before: string, after: string): Promise<SchemaChanges> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const messages = (isBreaking: boolean) =>
    changes
      .filter(({ criticality }) => (criticality.level === CriticalityLevel.Breaking) === isBreaking)
      .map(({ message }) => message);
  return { breaking: messages(true), other: messages(false) };
}
