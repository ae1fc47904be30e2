import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { mergeByTime } from "../../../simulator/merge.ts";
import { assumedNumber } from "./assumptions.ts";
import { createBirths } from "./births.ts";
import { formatId, parseId } from "./identifiers.ts";
import { ownerOf, projectOf, requestOf, typeOf } from "./job-request.ts";
import type { Asset } from "./models.ts";
import { inProject, type Person, toUser } from "./people.ts";
import { toTimestamp } from "./timestamps.ts";
import { documentAt, textAt } from "./wire-document.ts";

/** A dataset with when it ends; null: never. */
export interface DatasetAsset extends Asset {
  readonly expiresAt: number | null;
}

/** Changes that a client may make to what it uploaded. */
interface DatasetFields {
  readonly name: string;
  readonly permanent: boolean;
  readonly file_upload_complete: boolean;
  readonly project_id: string;
}

/** The datasets of the service: inputs and outputs of jobs, and what clients upload. */
export interface Datasets {
  readonly find: (id: string) => DatasetAsset | null;
  readonly list: () => Iterable<DatasetAsset>;
  /** The id of what an inference job wrote; `""` when its inputs were random or it has not succeeded. */
  readonly outputOf: (job: SimulatedJob) => string;
  readonly add: (owner: Person, fields: DatasetFields) => DatasetAsset;
  readonly change: (id: string, fields: Partial<DatasetFields>) => void;
}

/** Inputs of generated jobs were uploaded so long before the job. */
const UPLOADED_BEFORE_MS = 60_000;

/** Builds the datasets of a world. */
export function createDatasets(world: World): Datasets {
  const nextBirth = createBirths(world);
  const uploads = new Map<string, { id: string; createdAt: number; owner: Person; fields: DatasetFields }>();

  const toAsset = (id: string, createdAt: number, owner: Person, fields: DatasetFields): DatasetAsset => {
    const lifetimeMs = assumedNumber(world, "datasetLifetimeMs");
    const expiresAt = fields.permanent ? null : createdAt + lifetimeMs;
    const document = {
      dataset_id: id,
      owner: toUser(owner),
      creation_time: toTimestamp(createdAt),
      ...(expiresAt !== null && { expiration_time: toTimestamp(expiresAt) }),
      ...fields,
      ...inProject(world, fields.project_id),
    };
    return { id, createdAt, owner, expiresAt, document };
  };

  const ofJob = (job: SimulatedJob, name: string, id: string, createdAt: number) =>
    toAsset(id, createdAt, ownerOf(job), {
      name,
      permanent: false,
      file_upload_complete: true,
      project_id: projectOf(job),
    });

  const idOf = (origin: "job" | "output", { serial }: SimulatedJob) =>
    formatId("dataset", world.seed, { origin, serial });

  const input = (job: SimulatedJob): DatasetAsset | null => {
    const id = idOf("job", job);
    const request = requestOf(world, job);
    const uses = ["dataset", "calibration_dataset"].find(
      (name) => textAt(documentAt(request, name), "dataset_id") === id,
    );
    const name = uses === "dataset" ? "h5-dataset" : "calib-100";
    return uses === undefined ? null : ofJob(job, name, id, job.createdAt - UPLOADED_BEFORE_MS);
  };

  const outputOf = (job: SimulatedJob): string => {
    const runs = typeOf(job) === "inference" || typeOf(job) === "profile";
    if (!runs || job.state.native !== "SUCCESS") return "";
    return textAt(documentAt(requestOf(world, job), "dataset"), "dataset_id") === ""
      ? ""
      : idOf("output", job);
  };

  const output = (job: SimulatedJob): DatasetAsset | null => {
    const id = outputOf(job);
    return id === "" ? null : ofJob(job, `output-${job.id}`, id, job.state.at);
  };

  const find = (id: string): DatasetAsset | null => {
    const place = parseId("dataset", world.seed, id);
    if (place?.origin === "client") {
      const upload = uploads.get(id);
      return upload ? toAsset(upload.id, upload.createdAt, upload.owner, upload.fields) : null;
    }
    const job = place && world.jobs.get(formatId("job", world.seed, { origin: "job", serial: place.serial }));
    if (!job) return null;
    return place.origin === "output" ? output(job) : input(job);
  };

  function* ofJobs(): Generator<DatasetAsset> {
    for (const job of world.jobs.newestFirst())
      for (const asset of [output(job), input(job)]) if (asset) yield asset;
  }

  return {
    find,
    outputOf,
    *list() {
      const own = [...uploads.values()].reverse();
      const uploaded = own.map(({ id, createdAt, owner, fields }) => toAsset(id, createdAt, owner, fields));
      yield* mergeByTime(uploaded.values(), ofJobs(), "newest");
    },
    add(owner, fields) {
      const id = formatId("dataset", world.seed, { origin: "client", serial: uploads.size });
      const createdAt = nextBirth();
      uploads.set(id, { id, createdAt, owner, fields });
      return toAsset(id, createdAt, owner, fields);
    },
    change(id, fields) {
      const upload = uploads.get(id);
      if (upload) uploads.set(id, { ...upload, fields: { ...upload.fields, ...fields } });
    },
  };
}
