import type { Instant } from "./instant.ts";
import type { Json } from "./json.ts";

export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** Makes an ordered list of pairs of a map; keys in code point order. */
export function toKeyValues(map: Readonly<Record<string, string>> | null | undefined): KeyValue[] {
  return Object.entries(map ?? {})
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Amount with the vendor's unit. `bytes` is null where the unit is not one of storage. */
export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly bytes: number | null;
}

const storageUnits: Readonly<Record<string, number>> = {
  B: 1,
  KB: 2 ** 10,
  MB: 2 ** 20,
  GB: 2 ** 30,
  TB: 2 ** 40,
};

/** Makes a quantity; units of storage count in powers of 1,024, `GB` and `GiB` alike. */
export function makeQuantity(value: number, unit: string): Quantity {
  const factor = storageUnits[unit.toUpperCase().replace("IB", "B")];
  return { value, unit, bytes: factor === undefined ? null : Math.round(value * factor) };
}

export type ParameterType =
  | "INT"
  | "FLOAT"
  | "NUMBER"
  | "TEXT"
  | "BOOL"
  | "CHOICE"
  | "STRING_LIST"
  | "UNKNOWN";

export interface ParameterConstraint {
  readonly nativeType: string | null;
  readonly editable: boolean;
  readonly required: boolean;
  readonly sensitive: boolean;
  readonly validType: string | null;
  readonly validRange: readonly string[];
}

export interface Parameter {
  readonly nativeId: string | null;
  readonly name: string;
  readonly label: string | null;
  readonly description: string | null;
  readonly descriptions: readonly { readonly language: string; readonly text: string }[];
  /** As text; `***` when sensitive. */
  readonly value: string | null;
  /** Read by `type`. */
  readonly typedValue: Json;
  readonly defaultValue: string | null;
  readonly type: ParameterType;
  readonly nativeType: string | null;
  readonly constraint: ParameterConstraint | null;
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
}

export interface DatasetReference {
  readonly nativeId: string;
  readonly versionId: string | null;
  readonly name: string | null;
}

export interface ModelReference {
  readonly nativeId: string | null;
  readonly versionId: string | null;
  readonly name: string | null;
  readonly url: string | null;
}

/** Where data comes from or goes to; `kind` is the name of the type in the schema. */
export type DataSource =
  | {
      readonly kind: "DatasetSource";
      readonly dataset: DatasetReference;
      readonly resolvedUri: string | null;
    }
  | { readonly kind: "ObjectStorageSource"; readonly uri: string }
  | { readonly kind: "LiteralSource"; readonly value: string };

export type ChannelAttribute = "DATA_FORMAT" | "DATA_SEGMENTATION" | "DATASET_TYPE" | "UNKNOWN";

export interface DataChannel {
  readonly name: string;
  /** How the code gets the path: `parameter` or `env`. */
  readonly accessMethod: string | null;
  readonly description: string | null;
  readonly localPath: string | null;
  readonly source: DataSource | null;
  readonly target: DataSource | null;
  readonly constraints: readonly {
    readonly dataType: string;
    readonly attributes: readonly {
      readonly attribute: ChannelAttribute;
      readonly nativeName: string;
      readonly values: readonly string[];
    }[];
  }[];
  readonly transfer: { readonly mode: string; readonly periodMs: number | null } | null;
}

export interface Engine {
  readonly nativeId: string | null;
  /** Falls back to the boot file or the native id. */
  readonly name: string;
  readonly version: string | null;
  readonly imageUri: string | null;
  readonly v1Compatible: boolean | null;
  /** User id inside the container. */
  readonly runUser: string | null;
}

export type AlgorithmForm =
  | "MANAGED"
  | "SUBSCRIBED"
  | "CUSTOM_CODE"
  | "CUSTOM_IMAGE"
  | "APPLICATION"
  | "MODEL"
  | "COMPONENT"
  | "UNKNOWN";

/** Code, application, subscription or model that jobs run. */
export interface Algorithm {
  /** The vendor's own id; for code that only one job names, the native id of that job. */
  readonly nativeId: string;
  readonly form: AlgorithmForm;
  /** Falls back to the boot file or the native id. */
  readonly name: string;
  readonly description: string | null;
  readonly subscriptionId: string | null;
  readonly versionId: string | null;
  readonly codeDir: string | null;
  readonly bootFile: string | null;
  readonly command: string | null;
  readonly engine: Engine | null;
  readonly supportsContinualTraining: boolean | null;
  /** What it accepts, with defaults; null when not asked. */
  readonly parameters: readonly Parameter[] | null;
  readonly native: Json;
}

export type FlavorType = "CPU" | "GPU" | "NPU" | "DEVICE" | "UNKNOWN";

export interface Accelerator {
  readonly count: number | null;
  readonly product: string | null;
  /** As the vendor writes it, for example `32GB`. */
  readonly memory: string | null;
  readonly memoryBytes: number | null;
}

/** Resource size or device that a backend offers. */
export interface Flavor {
  readonly nativeId: string;
  readonly name: string;
  readonly type: FlavorType;
  readonly nativeType: string | null;
  /** Nodes that one job may ask for; 1 means not distributed. */
  readonly maxSelectableNodes: number | null;
  /** Nodes that exist of this flavor. */
  readonly maxNodes: number | null;
  readonly distributed: boolean;
  readonly cpu: { readonly arch: string | null; readonly cores: number | null } | null;
  readonly gpu: Accelerator | null;
  readonly npu: Accelerator | null;
  readonly memory: Quantity | null;
  readonly disk: Quantity | null;
  readonly billing: { readonly code: string | null; readonly units: number | null } | null;
  readonly attributes: readonly KeyValue[];
}

/** Volume of a job; `kind` is the name of the type in the schema. */
export type Volume =
  | {
      readonly kind: "NfsVolume";
      readonly serverPath: string;
      readonly mountPath: string | null;
      readonly readOnly: boolean;
    }
  | {
      readonly kind: "OtherVolume";
      readonly nativeKind: string;
      readonly mountPath: string | null;
      readonly native: Json;
    };

/** Where results are delivered; `kind` is the name of the type in the schema. */
export type DeliveryDestination =
  | { readonly kind: "WebhookDestination"; readonly webhookId: string | null }
  | { readonly kind: "OtherDestination"; readonly nativeKind: string; readonly native: Json };

/** Deployment that serves the job; `kind` is the name of the type in the schema. */
export type Deployment =
  | { readonly kind: "ExistingDeployment"; readonly deploymentId: string }
  | {
      readonly kind: "EphemeralDeployment";
      readonly artifactId: string | null;
      readonly replicas: number | null;
      readonly region: string | null;
      readonly instanceId: string | null;
    }
  | { readonly kind: "OtherDeployment"; readonly nativeKind: string; readonly native: Json };

export interface SearchPolicy {
  readonly configUri: string | null;
  readonly frameworkUri: string | null;
  readonly rewards: readonly {
    readonly name: string;
    readonly goal: "MAXIMIZE" | "MINIMIZE" | "UNKNOWN";
    readonly logPattern: string | null;
  }[];
  readonly parameters: readonly {
    readonly name: string;
    readonly kind: "CONTINUOUS" | "DISCRETE" | "UNKNOWN";
    readonly lowerBound: number | null;
    readonly upperBound: number | null;
    readonly discretePoints: number | null;
    readonly values: readonly string[];
  }[];
  readonly algorithms: readonly {
    readonly name: string;
    readonly parameters: readonly {
      readonly key: string;
      readonly value: string;
      readonly type: string | null;
    }[];
  }[];
}

export interface ResourceSpec {
  readonly policy: "REGULAR" | "ECONOMIC" | "TURBO" | "UNKNOWN" | null;
  /** As the job's document describes it; the catalogue knows more. */
  readonly flavor: Flavor | null;
  readonly nodeCount: number | null;
  readonly pool: {
    readonly nativeId: string;
    readonly name: string | null;
    readonly groupId: string | null;
  } | null;
  readonly allocated: {
    readonly arch: string | null;
    readonly cores: number | null;
    readonly memory: Quantity | null;
    readonly acceleratorCount: number | null;
    readonly acceleratorType: string | null;
  } | null;
}

export interface TaskSpec {
  readonly role: "LEARNER" | "WORKER" | "UNKNOWN";
  readonly algorithm: Algorithm | null;
  readonly flavor: Flavor | null;
  readonly nodeCount: number | null;
  readonly inputs: readonly DataChannel[];
  readonly outputs: readonly DataChannel[];
}

/** What was asked for. */
export interface Spec {
  readonly topology: "SINGLE" | "DISTRIBUTED" | "HETEROGENEOUS" | "UNKNOWN";
  readonly paradigm: "REINFORCEMENT_LEARNING" | "DEEP_LEARNING" | null;
  readonly parameters: readonly Parameter[];
  readonly environment: readonly KeyValue[];
  readonly inputs: readonly DataChannel[];
  readonly outputs: readonly DataChannel[];
  readonly resource: ResourceSpec | null;
  readonly compute: {
    readonly nativeId: string;
    readonly name: string | null;
    readonly serverless: boolean;
  } | null;
  readonly tasks: readonly TaskSpec[];
  readonly volumes: readonly Volume[];
  readonly logExport: { readonly uri: string; readonly hostPath: string | null } | null;
  readonly schedule: { readonly startAt: Instant | null; readonly stopAt: Instant | null } | null;
  readonly scheduling: {
    readonly priority: number | null;
    readonly preemptible: boolean | null;
    readonly affinity: Json;
  } | null;
  readonly delivery: { readonly destinations: readonly DeliveryDestination[] } | null;
  readonly deployment: Deployment | null;
  readonly dataset: DatasetReference | null;
  readonly baseModel: ModelReference | null;
  readonly policies: { readonly search: SearchPolicy | null } | null;
  /** Flags as one text, as the vendor keeps them. */
  readonly options: string | null;
}

/** Spec that asks for nothing; adapters lay what they read over it. */
export const emptySpec: Spec = {
  topology: "UNKNOWN",
  paradigm: null,
  parameters: [],
  environment: [],
  inputs: [],
  outputs: [],
  resource: null,
  compute: null,
  tasks: [],
  volumes: [],
  logExport: null,
  schedule: null,
  scheduling: null,
  delivery: null,
  deployment: null,
  dataset: null,
  baseModel: null,
  policies: null,
  options: null,
};
