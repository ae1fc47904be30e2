import type { SimulatedJob, World } from "../../../simulator/contract.ts";
import { mergeByTime } from "../../../simulator/merge.ts";
import { createBirths } from "./births.ts";
import { formatId, parseId } from "./identifiers.ts";
import { ownerOf, typeOf } from "./job-request.ts";
import { makesModel } from "./model-types.ts";
import { ACCOUNT, inProject, type Person, toUser } from "./people.ts";
import { STOCK_MODELS, stockCreatedAt, toStockModel } from "./stock-models.ts";
import { targetModelOf } from "./target-model.ts";
import { toTimestamp } from "./timestamps.ts";
import { textAt, type WireDocument } from "./wire-document.ts";

/** A model or dataset as lists find it. */
export interface Asset {
  readonly id: string;
  readonly createdAt: number;
  readonly owner: Person;
  readonly document: WireDocument;
}

interface Upload {
  readonly id: string;
  readonly createdAt: number;
  readonly owner: Person;
  readonly fields: WireDocument;
}

/** The models of the service: those of the stock, those that jobs make, and those that clients upload. */
export interface Models {
  /** The model with its specs; null when there is none (yet). */
  readonly find: (id: string) => Asset | null;
  /** Newest first; of one job when a producer is named. */
  readonly list: (producerId: string) => Iterable<Asset>;
  /** What a job makes, as far as it is there. */
  readonly targetOf: (job: SimulatedJob) => WireDocument | null;
  /** Adds a model without a file. */
  readonly add: (owner: Person, fields: WireDocument) => Asset;
  /** Changes an uploaded model; models of jobs and of the stock stay as they are. */
  readonly change: (id: string, fields: WireDocument) => void;
}

/** Builds the models of a world; `isSeeded` tells whether a job's model is there before the job has succeeded. */
export function createModels(world: World, isSeeded: (job: SimulatedJob) => boolean): Models {
  const startedAt = world.now();
  const nextBirth = createBirths(world);
  const uploads = new Map<string, Upload>();

  const toAsset = ({ id, createdAt, owner, fields }: Upload): Asset => {
    const basis = {
      model_id: id,
      owner: toUser(owner),
      creation_time: toTimestamp(createdAt),
      file_upload_complete: false,
      is_directory: false,
    };
    const project = inProject(world, textAt(fields, "project_id"));
    return { id, createdAt, owner, document: { ...basis, ...fields, ...project } };
  };

  const stock = (serial: number): Asset | null => {
    const document = toStockModel(world, startedAt, serial);
    const id = formatId("model", world.seed, { origin: "stock", serial });
    return document && { id, createdAt: stockCreatedAt(startedAt, serial), owner: ACCOUNT, document };
  };

  const target = (job: SimulatedJob): Asset | null => {
    if (!makesModel(typeOf(job)) || (job.state.native !== "SUCCESS" && !isSeeded(job))) return null;
    return {
      id: formatId("model", world.seed, { origin: "job", serial: job.serial }),
      createdAt: job.createdAt,
      owner: ownerOf(job),
      // Made when it is asked for: lists pass by far more models than they show.
      get document() {
        return targetModelOf(world, job, (id) => find(id)?.document ?? null);
      },
    };
  };

  const find = (id: string): Asset | null => {
    const place = parseId("model", world.seed, id);
    if (place?.origin === "stock") return stock(place.serial);
    if (place?.origin === "job") {
      const producer = world.jobs.get(formatId("job", world.seed, place));
      return producer && target(producer);
    }
    const upload = uploads.get(id);
    return upload ? toAsset(upload) : null;
  };

  function* targets(): Generator<Asset> {
    for (const job of world.jobs.newestFirst()) {
      const asset = target(job);
      if (asset) yield asset;
    }
  }

  function* list(producerId: string): Generator<Asset> {
    if (producerId !== "") {
      const producer = world.jobs.get(producerId);
      const asset = producer && target(producer);
      if (asset) yield asset;
      return;
    }
    yield* mergeByTime([...uploads.values()].reverse().map(toAsset).values(), targets(), "newest");
    for (let serial = STOCK_MODELS.length - 1; serial >= 0; serial--) {
      const asset = stock(serial);
      if (asset) yield asset;
    }
  }

  return {
    find,
    list,
    targetOf: (job) => target(job)?.document ?? null,
    add(owner, fields) {
      const id = formatId("model", world.seed, { origin: "client", serial: uploads.size });
      const upload = { id, createdAt: nextBirth(), owner, fields };
      uploads.set(id, upload);
      return toAsset(upload);
    },
    change(id, fields) {
      const upload = uploads.get(id);
      if (upload) uploads.set(id, { ...upload, fields: { ...upload.fields, ...fields } });
    },
  };
}
