import fc from "fast-check";
import type { FilterSubject, JobFilter, LabelFilter } from "../../../src/domain/filter.ts";
import { type BackendId, formatId } from "../../../src/domain/id.ts";
import { type Instant, instantOf } from "../../../src/domain/instant.ts";
import { emptyCore, type JobCore, jobKinds, type Reference, type User } from "../../../src/domain/job.ts";
import type { NativeFilter, NativeKeys } from "../../../src/domain/native-filter.ts";
import type { KeyValue } from "../../../src/domain/spec.ts";
import { makeStatus, outcomes, phaseClasses, phases } from "../../../src/domain/status.ts";
import type { GroupKey, JobOrder } from "../../../src/index/contract.ts";
import { groupKeys } from "../../../src/index/contract.ts";
import type { Snapshot } from "../../../src/journal/contract.ts";

// Few different values, so that jobs share them and filters meet some.
const backends = ["north-1", "north-2", "south"] as BackendId[];
const names = [
  "a",
  "b",
  "train",
  "Train",
  "train-resnet50",
  "straße",
  "ÉCOLE",
  "İzmir",
  "ΣΑΣ",
  "日本語 学習",
  "a\uD800b",
  "a\uFFFDb",
  '100%_"x"',
  "😀😀😀!",
];
const words = [
  "a",
  "tr",
  "TRAIN",
  "resnet",
  "ss",
  "école",
  "i̇z",
  "σας",
  "本語",
  "日本語",
  "\uD800",
  "\uFFFDb",
  '%_"',
  "😀",
  "😀😀😀",
  "team=",
  "team=red",
  "e x",
  "nothing",
  "  ",
  "train 50",
  "out of",
  "*",
  "a\nb",
];
const nativeStates = ["Running", "Done", "7"];
const keys = ["team", "run", "Env"];
const values = ["", "red", "blue", "1", "ROT"];
const times = [0, 1, 86_399_999, 86_400_000, 1_700_000_000_000, 1_700_000_000_001].map(
  (ms) => instantOf(ms) as Instant,
);
const ids = ["1", "2", "x"];

/** Kind of a backend of the samples. */
export function kindOf(backend: BackendId): string {
  return backend.startsWith("north") ? "NORTH" : "SOUTH";
}

/** Short names of the vendor of a backend: one vendor has some, the other none. */
export function nativeKeysOf(backend: BackendId): NativeKeys {
  if (kindOf(backend) === "SOUTH") return {};
  return { made: { path: "size", isInstant: true }, note: { path: "tags" } };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 4 });
const instant = maybe(fc.constantFrom(...times));
const text = maybe(fc.constantFrom(...names, "line one\nout of memory", ""));
const reference: fc.Arbitrary<Reference | null> = maybe(
  fc.record({ nativeId: fc.constantFrom(...ids), name: maybe(fc.constantFrom("One", "Two", "1")) }),
);
const owner: fc.Arbitrary<User | null> = maybe(
  fc.record({
    nativeId: maybe(fc.constantFrom("1", "2")),
    name: maybe(fc.constantFrom("ann", "1")),
    email: maybe(fc.constant("a@b.c")),
  }),
);
const labels: fc.Arbitrary<KeyValue[]> = fc.uniqueArray(
  fc.record({ key: fc.constantFrom(...keys), value: fc.constantFrom(...values) }),
  { maxLength: 3, selector: ({ key }) => key },
);
const native = fc.record(
  {
    size: fc.constantFrom(1, 9, 10),
    note: fc.constantFrom("x", "Y", "10", ""),
    tags: fc.subarray(["t1", "t2"]),
  },
  { requiredKeys: [] },
);

const core: fc.Arbitrary<JobCore> = fc
  .record({
    kind: fc.constantFrom(...jobKinds.slice(0, 4)),
    name: fc.constantFrom(...names),
    displayName: text,
    description: text,
    owner,
    createdAt: instant,
    updatedAt: instant,
    archived: fc.oneof(
      { weight: 5, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    algorithm: reference,
    flavor: reference,
    project: reference,
    workspace: reference,
    experiment: maybe(fc.record({ nativeId: fc.constant(null), name: fc.constantFrom("exp", "Exp", "") })),
    status: fc
      .record({
        phase: fc.constantFrom(...phases),
        outcome: maybe(fc.constantFrom(...outcomes)),
        message: text,
        startedAt: instant,
        endedAt: instant,
        native: maybe(fc.constantFrom(...nativeStates)).map((value) => ({
          value,
          secondary: null,
          code: null,
          mapped: true,
        })),
      })
      .map(makeStatus),
  })
  .map((facts) => ({ ...emptyCore, ...facts }));

/** What a job of a given number looks like. */
export const jobParts = fc.record({ backend: fc.constantFrom(...backends), core, labels, native });
export type JobParts = typeof jobParts extends fc.Arbitrary<infer T> ? T : never;

/** Snapshot of a job as the journal holds it. */
export function toSnapshot(
  nativeId: string,
  { backend, core, labels, native }: JobParts,
  revision = 1,
): Snapshot {
  const id = formatId("job", backend, nativeId);
  const observedAt = times[5] as Instant;
  return {
    job: { id, backend, nativeId, core, labels, detail: null, native, observedAt },
    revision,
    sequence: 0,
    removedAt: null,
    version: null,
    hashes: { core: "", labels: null, detail: null, native: {} },
    progressAt: null,
    transitions: [],
    transitionCount: 0,
  };
}

/** Snapshots of jobs 0, 1, … */
export const snapshotLists = (maxLength: number) =>
  fc
    .array(jobParts, { maxLength })
    .map((list) => list.map((parts, index) => toSnapshot(`job-${index}`, parts)));

/** A job as the oracle sees it. */
export function subjectOf({ job }: Snapshot): FilterSubject {
  const { id, backend, nativeId, core, labels, native } = job;
  return {
    id,
    backend,
    backendKind: kindOf(backend),
    nativeId,
    facts: { ...core, labels },
    algorithmId: core.algorithm && formatId("algorithm", backend, core.algorithm.nativeId),
    flavorId: core.flavor && formatId("flavor", backend, core.flavor.nativeId),
    native,
    nativeKeys: nativeKeysOf(backend),
  };
}

const some = <T>(...choices: T[]) => fc.array(fc.constantFrom(...choices), { maxLength: 3 });
const range = maybe(fc.record({ from: instant, to: instant }));
const labelFilter: fc.Arbitrary<LabelFilter> = fc.record({
  key: fc.constantFrom(...keys, "none"),
  values: maybe(some(...values)),
});
const nativeFilter: fc.Arbitrary<NativeFilter> = fc.record({
  key: fc.constantFrom("size", "made", "note", "tags", "none"),
  operator: fc.constantFrom("IN", "NOT", "LIKE", "BETWEEN"),
  values: some("", "1", "9", "10", "x", "y", "t1", "1970-01-01T00:00:00.009Z"),
});
const globalIds = (type: "job" | "algorithm" | "flavor", nativeIds: string[]) =>
  backends.flatMap((backend) => nativeIds.map((nativeId) => formatId(type, backend, nativeId) as string));
const nativeIds = Array.from({ length: 12 }, (_, index) => `job-${index}`);

const oneCondition: fc.Arbitrary<JobFilter> = fc.oneof(
  some(...globalIds("job", nativeIds), "junk").map((ids) => ({ ids })),
  some(...nativeIds, "junk").map((nativeIds) => ({ nativeIds })),
  some<string>(...backends, "junk").map((backends) => ({ backends })),
  some("NORTH", "SOUTH", "junk").map((backendKinds) => ({ backendKinds })),
  some(...jobKinds.slice(0, 5)).map((kinds) => ({ kinds })),
  some(...phases).map((phases) => ({ phases })),
  some(...phaseClasses).map((phaseClasses) => ({ phaseClasses })),
  some(...outcomes).map((outcomes) => ({ outcomes })),
  some(...nativeStates, "junk").map((nativeStates) => ({ nativeStates })),
  fc.constantFrom(...words, ...names).map((nameContains) => ({ nameContains })),
  fc.constantFrom(...words, ...names).map((search) => ({ search })),
  some("1", "2", "ann", "a@b.c", "junk").map((owners) => ({ owners })),
  fc.array(labelFilter, { maxLength: 2 }).map((labels) => ({ labels })),
  some(...globalIds("algorithm", ids)).map((algorithmIds) => ({ algorithmIds })),
  some(...globalIds("flavor", ids)).map((flavorIds) => ({ flavorIds })),
  some(...ids).map((workspaceIds) => ({ workspaceIds })),
  some(...ids).map((projectIds) => ({ projectIds })),
  some("exp", "Exp", "").map((experimentNames) => ({ experimentNames })),
  range.map((createdAt) => ({ createdAt })),
  range.map((updatedAt) => ({ updatedAt })),
  range.map((startedAt) => ({ startedAt })),
  range.map((endedAt) => ({ endedAt })),
  fc.array(nativeFilter, { maxLength: 2 }).map((native) => ({ native })),
);
const flat = fc
  .array(oneCondition, { maxLength: 2 })
  .map((conditions): JobFilter => Object.assign({}, ...conditions));

/** Filters of all fields, nested up to two deep. */
export const filters: fc.Arbitrary<JobFilter> = fc
  .letrec<{ inner: JobFilter }>((tie) => ({
    inner: fc.oneof(
      { depthSize: "small", maxDepth: 2 },
      flat,
      fc.tuple(flat, tie("inner")).map(([outer, not]) => ({ ...outer, not })),
      fc.tuple(flat, fc.array(tie("inner"), { maxLength: 3 })).map(([outer, any]) => ({ ...outer, any })),
    ),
  }))
  .inner.chain((filter) => maybe(fc.boolean()).map((includeArchived) => ({ ...filter, includeArchived })));

/** Orders of up to three keys. */
export const orders: fc.Arbitrary<JobOrder[]> = fc.array(
  fc
    .record({
      direction: fc.constantFrom("ASC", "DESC"),
      by: fc.constantFrom(
        "CREATED_AT",
        "UPDATED_AT",
        "STARTED_AT",
        "ENDED_AT",
        "NAME",
        "PHASE",
        "DURATION",
        "size",
        "note",
      ),
    })
    .map(
      ({ by, direction }): JobOrder =>
        by === "size" || by === "note" ? { nativeField: by, direction } : { field: by, direction },
    ),
  { maxLength: 3 },
);

export const groupKeyLists: fc.Arbitrary<GroupKey[]> = fc.subarray([...groupKeys], { minLength: 1 });
