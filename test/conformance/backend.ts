import { describe } from "vitest";
import type { BackendDefinition } from "../../src/backends/contract.ts";
import { capabilitiesOf } from "../../src/federation/capabilities.ts";
import { type SimulationOptions, simulateBackend } from "../support/backend.ts";
import { findWord } from "../support/words.ts";
import { describeBookedUsage } from "./backend/booked-usage.ts";
import { describeCatalogues } from "./backend/catalogues.ts";
import { describeCommands } from "./backend/commands.ts";
import { describeDocuments } from "./backend/documents.ts";
import { describeDrafts } from "./backend/drafts.ts";
import { describeFaults } from "./backend/faults.ts";
import { describeListing } from "./backend/listing.ts";
import { describeLogFiles } from "./backend/log-files.ts";
import { describeLogGrowth } from "./backend/log-growth.ts";
import { describeLogs } from "./backend/logs.ts";
import { describeMetrics } from "./backend/metrics.ts";
import { describePush } from "./backend/push.ts";
import { describeQuotas } from "./backend/quotas.ts";
import { describeRelated } from "./backend/related.ts";
import { describeSecrets } from "./backend/secrets.ts";
import { describeSharing } from "./backend/sharing.ts";
import { describeStatus } from "./backend/status.ts";
import type { Subject, VendorFacts } from "./backend/subject.ts";
import { describeTaskInstances } from "./backend/task-instances.ts";
import { describeTrials } from "./backend/trials.ts";

/** One way to configure the vendor, and the facts that hold then. */
export interface Variant extends VendorFacts, Pick<SimulationOptions, "configure"> {
  /** Added to the title. */
  readonly name?: string;
}

/** Checks one vendor's adapter against its simulator; what differs between vendors is told by the definition. */
export async function describeBackend(definition: BackendDefinition, variant: Variant): Promise<void> {
  const { name, configure, ...facts } = variant;
  const simulate = (jobs?: number, simulated = definition) =>
    simulateBackend(simulated, { ...(jobs !== undefined && { jobs }), ...(configure && { configure }) });
  await using sample = await simulate(1);
  const capabilities = capabilitiesOf({ backend: sample.connect(), definition });
  const subject: Subject = {
    ...facts,
    definition,
    capabilities,
    simulate,
    words: {
      waiting: findWord(definition, ["PENDING", "QUEUED", "PREPARING"]),
      running: findWord(definition, ["RUNNING"]),
      succeeded: findWord(definition, ["SUCCEEDED"]),
      failed: findWord(definition, ["FAILED"]),
    },
  };
  describe(name === undefined ? definition.title : `${definition.title}, ${name}`, () => {
    describeListing(subject);
    describeDocuments(subject);
    describeStatus(subject);
    describeFaults(subject);
    describeLogs(subject);
    describeLogGrowth(subject);
    describeLogFiles(subject);
    describeMetrics(subject);
    describeRelated(subject);
    describeTrials(subject);
    describeTaskInstances(subject);
    describeCatalogues(subject);
    describeQuotas(subject);
    describeBookedUsage(subject);
    describeSharing(subject);
    describeDrafts(subject);
    describePush(subject);
    describeCommands(subject);
    describeSecrets(subject);
  });
}
