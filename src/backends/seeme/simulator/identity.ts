import { toUuid } from "../../../simulator/native-id.ts";

/** Seeds of the ids of a job's model and version, from which the job can be found again. */
export const MODEL_SEED = 11;
export const VERSION_SEED = 12;

/** The account of the simulator's credentials comes first; it sees the jobs of the others too. */
export const userIds = [toUuid(4, 1), toUuid(4, 2), toUuid(4, 3)] as const;
