import { create, toBinary } from "@bufbuild/protobuf";
import type { JobChange } from "../../domain/command.ts";
import type { DraftProblem } from "../../domain/draft.ts";
import type { Job } from "../../domain/job.ts";
import { invalid } from "../draft-problems.ts";
import { JobPublicUpdateSchema } from "./proto/public_api_pb.js";
import type { Service } from "./service.ts";

/** A blank name is none. How long one may be the service does not tell beforehand. */
export function validateName(change: JobChange): DraftProblem[] {
  if (change.name?.trim() !== "") return [];
  return [invalid({ path: ["name"], input: change, expected: "a name that is not blank" })];
}

/** Gives a job its new name, the only thing of it that can be changed. The answer shows no job. */
export async function rename(
  service: Service,
  { nativeId }: Job,
  { name }: JobChange,
  signal: AbortSignal,
): Promise<null> {
  if (name === undefined) return null;
  const body = toBinary(JobPublicUpdateSchema, create(JobPublicUpdateSchema, { name }));
  const path = ["jobs", nativeId];
  await service.write("updateJob", { method: "PATCH", path, body, repeatable: true }, signal);
  return null;
}
