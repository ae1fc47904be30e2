import { type DatasetVersion, datasetVersions } from "./catalogue.ts";
import type { Fields } from "./fields.ts";
import { userIds } from "./identity.ts";
import { toRowTime } from "./timestamps.ts";

const CREATED = Date.UTC(2022, 7, 2, 9, 0, 0, 456);

/** Shows a dataset with its versions; null for an unknown one. */
export function findDataset(id: string): Fields | null {
  const versions = datasetVersions.filter(({ datasetId }) => datasetId === id);
  if (versions.length === 0) return null;
  return {
    ...base(id, "Dataset"),
    notes: "",
    has_logo: false,
    logo: "",
    public: false,
    shared_with_me: false,
    versions: versions.map(toVersion),
    multi_label: false,
    default_splits: true,
    content_type: "images",
  };
}

/** Shows one version of a dataset; null for an unknown one. */
export function findDatasetVersion(id: string, versionId: string): Fields | null {
  const found = datasetVersions.find((one) => one.datasetId === id && one.versionId === versionId);
  return found ? toVersion(found) : null;
}

function toVersion({ datasetId, versionId }: DatasetVersion): Fields {
  const version = { labels: [], dataset_id: datasetId, splits: [], default_split: "", config: "" };
  return { ...base(versionId, "v1"), ...version };
}

function base(id: string, name: string): Fields {
  const at = toRowTime(CREATED);
  return { id, created_at: at, updated_at: at, name, description: "", user_id: userIds[0] };
}
