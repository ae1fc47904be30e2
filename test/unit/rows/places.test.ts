import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { checkPlace } from "../../rows/places.ts";

const schema = buildSchema(`
  type Query { job(id: ID!): Job, jobs(first: Int, filter: Filter): [Job!]! }
  type Mutation { createJob(input: CreateJobInput!): Job }
  type Job { name: String!, kind: Kind!, nativeKind: String, status: Status! }
  type Status { phase: Phase!, reason: StatusReasonCode, isTerminal: Boolean!, steps: [Step!]! }
  type Step { name: Kind!, done: Int! }
  enum Kind { TRAINING, GATHER }
  enum Phase { RUNNING, FAILED }
  enum StatusReasonCode { LOST }
  input Filter { kinds: [Kind!], name: String }
  input CreateJobInput { name: String, job: DraftInput }
  input DraftInput { own: OwnInput }
  input OwnInput { size: Int }
`);

test.each([
  ["Job.name", 1],
  ["Job.kind + Job.nativeKind", 2],
  ["Job.kind / nativeKind, name", 3],
  ["Job.status.phase = RUNNING", 1],
  ["Phase.FAILED, reason LOST", 2],
  ["Query.jobs(filter:{kinds:[TRAINING]})", 1],
  ["jobs(first:) / Query.job(id)", 2],
  ["Job.status{phase isTerminal}", 1],
  ["Status.steps[GATHER].done", 1],
  ["Filter.kinds with Kind.TRAINING", 2],
  ["Job.name; Mutation.createJob(input:{name}); CreateJobInput.name", 3],
  ["Mutation.createJob(input:{name, job:{own:{...}}})", 1],
  ["read by the adapter, as it is", 0],
])("%s names %i things of the schema", (place, names) => {
  const { found, missing } = checkPlace(schema, place);
  expect(missing).toEqual([]);
  expect(found).toHaveLength(names);
});

test.each([
  "Job.title",
  "JobStatus",
  "Task.name",
  "Job.kind + Job.title",
  "Job.kind / title",
  "Job.status.phase = PAUSED",
  "Phase.PAUSED",
  "Phase.FAILED, reason GONE",
  "Query.jobs(filter:{phases:[RUNNING]})",
  "Query.jobs(filter:{kinds:[PAUSED]})",
  "jobs(last:)",
  "Mutation.createJob(input:{job:{other:{...}}})",
  "Job.status{phase outcome}",
  "Status.steps[DELIVER].done",
])("%s names something that the schema lacks", (place) => {
  expect(checkPlace(schema, place).missing).toHaveLength(1);
});
