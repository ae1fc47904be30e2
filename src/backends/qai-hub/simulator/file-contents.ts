import { readFileSync } from "node:fs";
import type { World } from "../../../simulator/contract.ts";
import { createRandom } from "../../../simulator/random.ts";
import { readArtifact } from "./artifacts.ts";
import type { Datasets } from "./datasets.ts";
import { formatId, parseId } from "./identifiers.ts";
import { requestOf } from "./job-request.ts";
import type { Models } from "./models.ts";
import { documentAt, textAt } from "./wire-document.ts";

/** A dataset as the vendor's client writes it: groups `data/<i>` with batches inside. */
const EXAMPLE_DATASET = readFileSync(new URL("./dataset.h5", import.meta.url));

const MODEL_BYTES = 4096;

/** What the contents of files that nobody uploaded are made from. */
interface Sources {
  readonly world: World;
  readonly models: Models;
  readonly datasets: Datasets;
  readonly uploaded: (key: string) => Buffer | null;
}

/** Makes the file under a key of storage; null when there is none. */
export function generateFile(sources: Sources, key: string): Buffer | null {
  const [sort, id = "", filename = ""] = key.split("/");
  if (sort === "models") return modelFile(sources, id);
  if (sort === "datasets") return datasetFile(sources, id);
  const job = sort === "artifacts" ? sources.world.jobs.get(id) : null;
  return job && readArtifact(sources.world, job, filename);
}

function modelFile({ models }: Sources, id: string): Buffer | null {
  if (models.find(id)?.document.file_upload_complete !== true) return null;
  const random = createRandom(id);
  return Buffer.from(Uint8Array.from({ length: MODEL_BYTES }, () => random.int(0, 255)));
}

/** The output of a job is what it was given. */
function datasetFile({ world, datasets, uploaded }: Sources, id: string): Buffer | null {
  if (!datasets.find(id)) return null;
  const place = parseId("dataset", world.seed, id);
  if (place?.origin === "client") return null;
  const producer = { origin: "job", serial: place?.serial ?? 0 } as const;
  const job = place?.origin === "output" ? world.jobs.get(formatId("job", world.seed, producer)) : null;
  const inputId = job ? textAt(documentAt(requestOf(world, job), "dataset"), "dataset_id") : "";
  return uploaded(`datasets/${inputId}`) ?? EXAMPLE_DATASET;
}
