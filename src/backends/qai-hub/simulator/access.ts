import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { assumedNumber } from "./assumptions.ts";
import type { Call } from "./door.ts";
import { ServiceError } from "./errors.ts";
import type { Asset } from "./models.ts";
import type { Person } from "./people.ts";
import type { Sharing } from "./sharing.ts";

/** Who may do what. Missing and hidden look the same: a 404. */
export interface Access {
  readonly isVisible: (reader: Person, id: string) => boolean;
  /** The job with the id of the path. Throws a 404. */
  readonly job: (call: Call) => SimulatedJob;
  /** Passes a model or dataset on when the caller may see it. Throws a 404. */
  readonly asset: <T extends Asset>(call: Call, asset: T | null) => T;
  /** The assets that the caller may see, of one project when it is named. */
  readonly visible: <T extends Asset>(call: Call, assets: Iterable<T>, project: string | null) => Iterable<T>;
  /** Refuses changes to what somebody else made. Throws a 403. */
  readonly requireCreator: (call: Call, creator: Person) => void;
  /** Refuses new things of people outside the organisation. Throws a 403. */
  readonly requireMember: (call: Call) => void;
}

/** Builds the rules of a world. */
export function createAccess(world: World, sharing: Pick<Sharing, "reachOf">): Access {
  const isVisible = (reader: Person, id: string) => sharing.reachOf(reader)?.has(id) ?? true;
  return {
    isVisible,
    job: ({ param, reader }) => {
      const job = world.jobs.get(param("id"));
      if (!job || !isVisible(reader, job.id)) throw new ServiceError(404);
      return job;
    },
    asset: ({ reader }, asset) => {
      if (!asset || !isVisible(reader, asset.id)) throw new ServiceError(404);
      return asset;
    },
    *visible({ reader }, assets, project) {
      for (const asset of assets) {
        if (project !== null && asset.document.project_id !== project) continue;
        if (isVisible(reader, asset.id)) yield asset;
      }
    },
    requireCreator: ({ reader }, { email }) => {
      if (reader.email !== email) throw new ServiceError(assumedNumber(world, "foreignChange"));
    },
    requireMember: ({ reader }) => {
      if (sharing.reachOf(reader) !== null) throw new ServiceError(403);
    },
  };
}
