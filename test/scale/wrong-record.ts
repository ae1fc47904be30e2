import { formatId } from "../../src/domain/id.ts";
import type { Observation, Snapshot } from "../../src/journal/contract.ts";
import type { ModelJournal } from "./model-check.ts";

/** Rule that puts another `asOf` in place of the true one. */
type AsOfRule = (observation: Observation, stored: Snapshot | null, journal: ModelJournal) => number;

const always = Number.MAX_SAFE_INTEGER;

/** The mistakes that the model has to find, each over a journal that is right by itself. */
export const wrongRules = {
  "the gateways' clocks tell old from new": (observation, stored) => {
    const shownAt = stored?.removedAt ?? stored?.job.observedAt ?? null;
    return shownAt === null || observation.observedAt >= shownAt ? always : -1;
  },
  "asOf is taken when the answer arrives": (_observation, _stored, journal) => journal.head.position,
  "whatever arrives last is true": () => always,
} satisfies Record<string, AsOfRule>;

/** Lays a wrong rule over a journal. Calls wait for each other, so that the rule sees what the record will see. */
export function withRule(journal: ModelJournal, rule: AsOfRule): ModelJournal {
  let last: Promise<unknown> = Promise.resolve();
  const record = async (observations: readonly Observation[]) => {
    const jobIds = observations.map(({ backend, nativeId }) => formatId("job", backend, nativeId));
    const stored = await journal.snapshots(jobIds);
    return journal.record(
      observations.map((observation, index) => ({
        ...observation,
        asOf: rule(observation, stored[index] ?? null, journal),
      })),
    );
  };
  return {
    get head() {
      return journal.head;
    },
    record(observations) {
      const result = last.then(() => record(observations));
      last = result;
      return result;
    },
    read: (after, limit) => journal.read(after, limit),
    snapshots: (jobIds) => journal.snapshots(jobIds),
  };
}
