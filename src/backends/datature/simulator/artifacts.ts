import { z } from "zod";
import type { VendorRequest, World } from "../../../simulator/contract.ts";
import { hash32 } from "../../../simulator/random.ts";
import { readBody } from "./body.ts";
import { PROJECT_ID } from "./identifiers.ts";
import { RUN_IDS } from "./runs.ts";
import { createShelf, type Kept } from "./shelf.ts";

/** A trained checkpoint, which jobs and deployments run. */
export interface Artifact extends Kept {
  readonly runId: string;
  readonly flowTitle: string;
  readonly displayName: string;
  readonly artifactName: string;
  readonly modelName: string;
  readonly step: number;
  readonly totalLoss: number;
}

/** The first is the one of the vendor's documentation. */
export const ARTIFACT_IDS: readonly string[] = [
  "artifact_65ae274540259e2a07533532",
  "artifact_65b0c1f840259e2a07533a11",
  "artifact_65c3d20940259e2a07534b72",
  "artifact_65d9e71240259e2a07535cd3",
];

const MODELS = [
  { modelName: "fasterrcnn-inceptionv2-1024x1024", flowTitle: "RBC detection", step: 3000, totalLoss: 0.41 },
  { modelName: "yolov8-medium-640x640", flowTitle: "RBC detection", step: 5000, totalLoss: 0.27 },
  { modelName: "deeplabv3-resnet50-512x512", flowTitle: "Leaf segmentation", step: 2000, totalLoss: 0.33 },
  { modelName: "maskrcnn-resnet101-1024x1024", flowTitle: "PCB-Prüfung", step: 1500, totalLoss: 0.58 },
];

const FORMATS = ["TensorFlow", "TFLite", "ONNX", "PyTorch"];
const DAY_MS = 24 * 3_600_000;
/** How long an export waits and then runs. */
const EXPORT_MS = { queued: 2_000, running: 10_000 };

const exportBody = z.object({ format: z.enum(FORMATS), quantization: z.string().min(1).default("float32") });

interface Export {
  readonly id: string;
  readonly artifactId: string;
  readonly format: string;
  readonly quantization: string;
  readonly createdAt: number;
}

export type Artifacts = ReturnType<typeof createArtifacts>;

/** The artifacts of the project and their exports. */
export function createArtifacts(world: World, isDeployed: (artifactId: string) => boolean) {
  const start = world.now();
  const artifacts = ARTIFACT_IDS.map((id, at): Artifact => {
    const runId = RUN_IDS[at % 2] ?? "";
    const model = MODELS[at] ?? { modelName: "", flowTitle: "", step: 0, totalLoss: 0 };
    const name = `ckpt-${model.step}`;
    return {
      id,
      ...model,
      runId,
      displayName: name,
      artifactName: name,
      createdAt: start - (85 - at) * DAY_MS,
    };
  });
  const shelf = createShelf("artifact", artifacts);
  const exports: Export[] = [];

  const exportsOf = (artifactId: string) =>
    exports.filter((entry) => entry.artifactId === artifactId).map((entry) => toExportDocument(world, entry));

  return {
    get: shelf.get,
    find: shelf.find,
    /** The artifacts of these runs, or all when none is named. */
    list: (runIds: readonly string[]) =>
      shelf.all().filter(({ runId }) => runIds.length === 0 || runIds.includes(runId)),
    toDocument: (artifact: Artifact, includesExports: boolean) => ({
      ...toDocument(artifact, isDeployed(artifact.id)),
      ...(includesExports && { exports: exportsOf(artifact.id) }),
    }),
    exportsOf: (artifactId: string) => exportsOf(shelf.get(artifactId).id),
    createExport(artifactId: string, request: VendorRequest) {
      const { id } = shelf.get(artifactId);
      const { format, quantization } = readBody(request, exportBody);
      const number = exports.length;
      const created = { id: modelId(number), artifactId: id, format, quantization, createdAt: world.now() };
      exports.push(created);
      return toExportDocument(world, created);
    },
  };
}

function toDocument(artifact: Artifact, isDeployed: boolean) {
  const { id, runId, flowTitle, displayName, artifactName, modelName, step, totalLoss, createdAt } = artifact;
  const metric = { totalLoss, classificationLoss: totalLoss / 2, localizationLoss: totalLoss / 4 };
  const floats = { quantization: "float32" };
  return {
    id,
    object: "artifact",
    projectId: PROJECT_ID,
    runId,
    flowTitle,
    displayName,
    artifactName,
    modelName,
    isTraining: false,
    isDeployed,
    step,
    metric,
    exportOptions: FORMATS.map((format) => ({
      format,
      optimizations: { quantization: ["float16", "float32"] },
      defaultOptimizations: floats,
    })),
    createDate: Math.floor(createdAt),
  };
}

function toExportDocument(world: World, { id, artifactId, format, quantization, createdAt }: Export) {
  const ageMs = world.now() - createdAt;
  const isFinished = ageMs >= EXPORT_MS.queued + EXPORT_MS.running;
  const status = isFinished ? "Finished" : ageMs >= EXPORT_MS.queued ? "Running" : "Queued";
  const url = `${world.origin}/downloads/${id}`;
  const download = { method: "GET", url, expiryDate: Math.floor(createdAt) + DAY_MS };
  return {
    id,
    artifactId,
    status,
    format,
    quantization,
    createDate: Math.floor(createdAt),
    ...(isFinished && { download }),
  };
}

/** 32 digits and letters. */
function modelId(number: number): string {
  const parts = ["a", "b", "c", "d", "e"].map((part) => hash32(number, part).toString(36).padStart(7, "0"));
  return `model_${parts.join("").slice(0, 32)}`;
}
