import { ByteCount, DateTime, JSONScalar, Milliseconds } from "../scalars.ts";
import * as abstract from "./abstract.ts";
import * as backend from "./backend.ts";
import * as catalogue from "./catalogue.ts";
import * as command from "./command.ts";
import { draftQueries } from "./draft.ts";
import * as event from "./event.ts";
import * as job from "./job.ts";
import { JobActions } from "./job-actions.ts";
import * as jobList from "./job-list.ts";
import * as log from "./log.ts";
import { Query } from "./query.ts";
import * as spec from "./spec.ts";
import { UserError } from "./user-error.ts";

/** Resolvers of all types, by the names of the schema. */
export const resolvers = {
  DateTime,
  Milliseconds,
  ByteCount,
  JSON: JSONScalar,
  Query: { ...Query, ...draftQueries },
  JobActions,
  UserError,
  ...abstract,
  ...backend,
  ...catalogue,
  ...command,
  ...event,
  ...job,
  ...jobList,
  ...log,
  ...spec,
};
