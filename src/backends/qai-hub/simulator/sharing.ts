import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import type { Datasets } from "./datasets.ts";
import { formatId, parseId } from "./identifiers.ts";
import { requestOf, sourcesOf } from "./job-request.ts";
import { COLLEAGUES, type Person } from "./people.ts";
import { documentAt, textAt } from "./wire-document.ts";

/** Who besides the organisation may read what. */
export interface Sharing {
  /** Addresses that a thing is shared with, in order of sharing. */
  readonly emailsOf: (id: string) => readonly string[];
  readonly change: (id: string, added: readonly string[], removed: readonly string[]) => void;
  readonly disable: (id: string) => void;
  /** What a person reads: null is everything of the organisation, else ids of jobs, models and datasets. */
  readonly reachOf: (person: Person) => ReadonlySet<string> | null;
}

/** Builds the register of what is shared; ids of jobs, models and datasets never meet. */
export function createSharing(world: World, datasets: Pick<Datasets, "outputOf">): Sharing {
  const shared = new Map<string, readonly string[]>();

  /** A job takes along its models and datasets, and the jobs that made the models. */
  const addReach = (id: string, reach: Set<string>): void => {
    if (reach.has(id)) return;
    reach.add(id);
    const job = world.jobs.get(id);
    if (!job) return;
    for (const asset of assetsOf(world, job, datasets)) reach.add(asset);
    for (const source of sourcesOf(requestOf(world, job))) {
      const place = parseId("model", world.seed, textAt(source, "model_id"));
      if (place?.origin === "job") addReach(formatId("job", world.seed, place), reach);
    }
  };

  return {
    emailsOf: (id) => shared.get(id) ?? [],
    change: (id, added, removed) => {
      const kept = [...new Set([...(shared.get(id) ?? []), ...added])];
      shared.set(
        id,
        kept.filter((email) => !removed.includes(email)),
      );
    },
    disable: (id) => {
      shared.delete(id);
    },
    reachOf: ({ email, organisation }) => {
      if (organisation === COLLEAGUES[0]?.organisation) return null;
      const reach = new Set<string>();
      for (const [id, emails] of shared) if (emails.includes(email)) addReach(id, reach);
      return reach;
    },
  };
}

function assetsOf(world: World, job: SimulatedJob, datasets: Pick<Datasets, "outputOf">): readonly string[] {
  const request = requestOf(world, job);
  const inputs = ["dataset", "calibration_dataset"].map((name) =>
    textAt(documentAt(request, name), "dataset_id"),
  );
  const target = formatId("model", world.seed, { origin: "job", serial: job.serial });
  const sources = sourcesOf(request).map((source) => textAt(source, "model_id"));
  return [target, ...sources, ...inputs, datasets.outputOf(job)].filter((id) => id !== "");
}
