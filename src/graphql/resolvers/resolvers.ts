import { ByteCount, DateTime, JSONScalar, Milliseconds } from "../scalars.ts";
import * as abstract from "./abstract.ts";
import * as backend from "./backend.ts";
import * as catalogue from "./catalogue.ts";
import { draftQueries, UserError } from "./draft.ts";
import * as event from "./event.ts";
import * as job from "./job.ts";
import * as jobList from "./job-list.ts";
import * as log from "./log.ts";
import { Query } from "./query.ts";
import * as spec from "./spec.ts";

/** Resolvers of all types, by the names of the schema. */
export const resolvers = {
  DateTime,
  Milliseconds,
  ByteCount,
  JSON: JSONScalar,
  Query: { ...Query, ...draftQueries },
  UserError,
  ...abstract,
  ...backend,
  ...catalogue,
  ...event,
  ...job,
  ...jobList,
  ...log,
  ...spec,
};
