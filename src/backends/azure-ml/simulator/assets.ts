import type { World } from "../../../simulator/contract.ts";
import { APPLICATION_OBJECT_ID, PROVIDER, toResourceId } from "./account.ts";
import { toTime } from "./timestamps.ts";
import type { WireDocument } from "./wire-document.ts";

/** The sorts of versioned things of a workspace. */
export const ASSET_SORTS = ["components", "environments", "codes", "data"] as const;
export type AssetSort = (typeof ASSET_SORTS)[number];

export interface AssetVersion {
  readonly name: string;
  readonly version: string;
  readonly createdAt: number;
  readonly properties: WireDocument;
}

/** The versioned things that jobs refer to: those that the workspace came with and those that clients registered. */
export interface Assets {
  readonly names: (sort: AssetSort) => readonly string[];
  /** Oldest first. */
  readonly versions: (sort: AssetSort, name: string) => readonly AssetVersion[];
  /** Registers a version; one that exists is replaced. */
  readonly put: (sort: AssetSort, name: string, version: string, properties: WireDocument) => AssetVersion;
}

export function createAssets(world: World): Assets {
  const stored = new Map<AssetSort, AssetVersion[]>(ASSET_SORTS.map((sort) => [sort, []]));
  const of = (sort: AssetSort) => stored.get(sort) ?? [];
  const put: Assets["put"] = (sort, name, version, properties) => {
    const entry = { name, version, createdAt: world.now(), properties };
    const others = of(sort).filter((one) => one.name !== name || one.version !== version);
    stored.set(sort, [...others, entry]);
    return entry;
  };
  for (const [sort, name, version, properties] of PRESENT) put(sort, name, version, properties);
  return {
    names: (sort) => [...new Set(of(sort).map((one) => one.name))],
    versions: (sort, name) => of(sort).filter((one) => one.name === name),
    put,
  };
}

/** A version as a resource. */
export function toVersion(sort: AssetSort, asset: AssetVersion): WireDocument {
  const createdAt = toTime(asset.createdAt);
  return {
    id: toResourceId(sort, asset.name, "versions", asset.version),
    name: asset.version,
    type: `${PROVIDER}/workspaces/${sort}/versions`,
    properties: {
      description: null,
      tags: {},
      properties: {},
      isArchived: false,
      isAnonymous: false,
      ...asset.properties,
    },
    systemData: {
      createdAt,
      createdBy: APPLICATION_OBJECT_ID,
      createdByType: "Application",
      lastModifiedAt: createdAt,
    },
  };
}

/** What holds the versions of one name, as a resource. */
export function toContainer(sort: AssetSort, name: string, versions: readonly AssetVersion[]): WireDocument {
  const latest = versions.at(-1);
  const number = Number(latest?.version);
  const nextVersion = Number.isInteger(number) ? String(number + 1) : null;
  return {
    id: toResourceId(sort, name),
    name,
    type: `${PROVIDER}/workspaces/${sort}`,
    properties: {
      description: null,
      tags: {},
      properties: {},
      isArchived: false,
      latestVersion: latest?.version ?? null,
      nextVersion,
      ...(sort === "data" && { dataType: latest?.properties.dataType ?? "uri_folder" }),
    },
    systemData: {
      createdAt: toTime(versions[0]?.createdAt ?? 0),
      createdBy: "Demo User",
      createdByType: "User",
    },
  };
}

type Present = readonly [sort: AssetSort, name: string, version: string, properties: WireDocument];

const PRESENT: readonly Present[] = [
  environment("sklearn-env", "33", "mcr.example/azureml/sklearn-1.5:33"),
  environment("sklearn-env", "34", "mcr.example/azureml/sklearn-1.5:34"),
  environment("pytorch-env", "12", "mcr.example/azureml/pytorch-2.4:12"),
  environment("tensorflow-env", "7", "mcr.example/azureml/tensorflow-2.16:7"),
  component("train_table", "1", "Train on a table", { data: "uri_folder", lr: "number" }),
  component("train_table", "2", "Train on a table", { data: "uri_folder", lr: "number", epochs: "integer" }),
  component("score_images", "1", "Score images", { images: "uri_folder", model: "mlflow_model" }),
];

function environment(name: string, version: string, image: string): Present {
  const properties = { image, build: null, condaFile: null, osType: "Linux", environmentType: "UserCreated" };
  return ["environments", name, version, properties];
}

function component(
  name: string,
  version: string,
  title: string,
  inputs: Readonly<Record<string, string>>,
): Present {
  const componentSpec = {
    $schema: "https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json",
    name,
    version,
    display_name: title,
    type: "command",
    is_deterministic: true,
    inputs: Object.fromEntries(Object.entries(inputs).map(([key, type]) => [key, { type, optional: false }])),
    outputs: { result: { type: "uri_folder" } },
    command: `python ${name}.py`,
    environment: `azureml:${toResourceId("environments", "sklearn-env", "versions", "33")}`,
    resources: { instance_count: 1 },
  };
  return ["components", name, version, { description: title, componentSpec }];
}
