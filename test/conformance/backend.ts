import { describe } from "vitest";
import type { BackendDefinition, StatusMapping } from "../../src/backends/contract.ts";
import type { Phase } from "../../src/domain/status.ts";
import { capabilitiesOf } from "../../src/federation/capabilities.ts";
import { type SimulationOptions, simulateBackend } from "../support/backend.ts";
import { describeCatalogues } from "./backend/catalogues.ts";
import { describeDocuments } from "./backend/documents.ts";
import { describeFaults } from "./backend/faults.ts";
import { describeListing } from "./backend/listing.ts";
import { describeLogs } from "./backend/logs.ts";
import { describeSecrets } from "./backend/secrets.ts";
import { describeStatus } from "./backend/status.ts";
import type { Subject, VendorFacts, Word } from "./backend/subject.ts";

/** One way to configure the vendor, and the facts that hold then. */
export interface Variant extends VendorFacts, Pick<SimulationOptions, "configure"> {
  /** Added to the title. */
  readonly name?: string;
}

/** Checks one vendor's adapter against its simulator; what differs between vendors is told by the definition. */
export async function describeBackend(definition: BackendDefinition, variant: Variant): Promise<void> {
  const { name, configure, ...facts } = variant;
  const simulate = (jobs?: number) =>
    simulateBackend(definition, { ...(jobs !== undefined && { jobs }), ...(configure && { configure }) });
  await using sample = await simulate(1);
  const capabilities = capabilitiesOf(sample.connect());
  const wordFor = (phase: Phase) => toWord(definition, ({ phase: meant }) => meant === phase);
  const subject: Subject = {
    ...facts,
    definition,
    capabilities,
    simulate,
    words: {
      waiting: toWord(definition, ({ phase }) => ["PENDING", "QUEUED", "PREPARING"].includes(phase)),
      running: wordFor("RUNNING"),
      succeeded: wordFor("SUCCEEDED"),
      failed: wordFor("FAILED"),
    },
  };
  describe(name === undefined ? definition.title : `${definition.title}, ${name}`, () => {
    describeListing(subject);
    describeDocuments(subject);
    describeStatus(subject);
    describeFaults(subject);
    describeLogs(subject);
    describeCatalogues(subject);
    describeSecrets(subject);
  });
}

function toWord({ kind, vocabulary }: BackendDefinition, isMeant: (row: StatusMapping) => boolean): Word {
  const row = vocabulary.find(isMeant);
  if (!row) throw new Error(`The vocabulary of ${kind} lacks a word that the tests need.`);
  return { native: row.nativeValue, secondary: row.nativeSecondary, phase: row.phase };
}
