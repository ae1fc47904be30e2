import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { assumedNumber } from "./assumptions.ts";
import { ACCOUNT_PATH, signLink } from "./blob-signature.ts";
import { ARTIFACT_CONTAINER, toLogName } from "./blob-store.ts";
import { logFilesOf } from "./log-sources.ts";

/** Makes the links under which run history hands out log files. */
export interface LogLinks {
  /** A fresh link for each file that exists, by its path below the run's folder. */
  readonly of: (job: SimulatedJob) => Readonly<Record<string, string>>;
  readonly to: (job: SimulatedJob, source: string) => string;
}

export function createLogLinks(world: World): LogLinks {
  const to = (job: SimulatedJob, source: string) => {
    const name = toLogName(job, source).split("/").map(encodeURIComponent).join("/");
    const path = `${ACCOUNT_PATH}/${ARTIFACT_CONTAINER}/${name}`;
    return `${world.origin}${path}?${signLink(path, world.wallNow(), assumedNumber(world, "linkLifetimeS"))}`;
  };
  return {
    to,
    of: (job) => Object.fromEntries(logFilesOf(world, job).map((source) => [source, to(job, source)])),
  };
}
