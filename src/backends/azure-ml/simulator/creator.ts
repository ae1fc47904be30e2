import type { SimulatedJob } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { APPLICATION_OBJECT_ID } from "./account.ts";

export interface Person {
  readonly name: string;
  readonly objectId: string;
}

const PEOPLE: readonly Person[] = [
  { name: "Demo User", objectId: "b3a957de-0000-4000-8000-000000000001" },
  { name: "Ada Example", objectId: "b3a957de-0000-4000-8000-000000000002" },
  { name: "Lin Example", objectId: "b3a957de-0000-4000-8000-000000000003" },
];

/** Who made a job: the application for what came through the service, one of three people for all others. */
export function creatorOf(job: SimulatedJob): Person {
  if (job.origin === "vendor") return { name: APPLICATION_OBJECT_ID, objectId: APPLICATION_OBJECT_ID };
  return createRandom(job.seed, "person").pick(PEOPLE);
}
