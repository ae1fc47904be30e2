import { toUuid } from "../../../simulator/native-id.ts";
import type { Dataset } from "./datasets.ts";

/** What generated jobs work on. The first two have the ids of the vendor's documentation. */
export const USUAL_DATASETS = [
  usual("dataset_652ef566-af5c-4d52-b1e4-ec8ec6dc4b8e", "rbc", 50),
  usual("dataset_9b1d7f0c-2a64-4e0e-8c55-3f7a1c6de210", "night-shift", 1250),
  usual(`dataset_${toUuid(20, 1)}`, "blood-cell", 10),
  usual(`dataset_${toUuid(20, 2)}`, "leaf-disease", 24),
  usual(`dataset_${toUuid(20, 3)}`, "pcb-fehler", 120),
  usual(`dataset_${toUuid(20, 4)}`, "aerial", 250),
  usual(`dataset_${toUuid(20, 5)}`, "warehouse", 640),
  usual(`dataset_${toUuid(20, 6)}`, "traffic", 2400),
  usual(`dataset_${toUuid(20, 7)}`, "single", 1),
];

const DAY_MS = 24 * 3_600_000;

/**
 * Data sets that are there from the start, by creation. Those that jobs use are older than any job and not yet
 * expired, a longer life than the service gives, because all of its past jobs have to find theirs. Two are
 * expired, one of them after a failed upload; no job uses them.
 */
export function generateDatasets(start: number): readonly Dataset[] {
  const usable = USUAL_DATASETS.map(({ id, name, itemCount }, at) => {
    const createdAt = start - 90 * DAY_MS + at * 3_600_000;
    const itemUrl = (index: number) => `https://images.example.com/${name}/${index + 1}.jpg`;
    const expiryTime = start + 10 * DAY_MS + at * 3_600_000;
    return uploaded({ id, name, createdAt, expiryTime, itemCount, itemUrl });
  });
  const expired = { id: `dataset_${toUuid(21, 1)}`, name: "old", createdAt: start - 40 * DAY_MS };
  const failed = { id: `dataset_${toUuid(21, 2)}`, name: "cut-off", createdAt: start - 39 * DAY_MS };
  const itemUrl = (index: number) => `https://images.example.com/old/${index + 1}.jpg`;
  return [
    ...usable,
    uploaded({ ...expired, expiryTime: start - 30 * DAY_MS, itemCount: 12, itemUrl }),
    {
      ...uploaded({ ...failed, expiryTime: start - 29 * DAY_MS, itemCount: 0, itemUrl }),
      overview: "FailedUpload",
      message: "Uploaded file is incomplete",
    },
  ];
}

function usual(id: string, name: string, itemCount: number) {
  return { id, name, itemCount };
}

function uploaded(
  facts: Pick<Dataset, "id" | "name" | "createdAt" | "expiryTime" | "itemCount" | "itemUrl">,
): Dataset {
  return {
    ...facts,
    updatedAt: facts.createdAt + 3_600,
    overview: "Uploaded",
    message: "Uploaded Dataset",
    sizeBytes: facts.itemCount * 79,
    crc32c: "yZRlqg==",
    uploadExpiresAt: facts.createdAt + 12 * 3_600_000,
  };
}
