import type { Instant } from '../domain/instant.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AlgorithmView as AlgorithmViewMapper, AlgorithmListView as AlgorithmListViewMapper, BackendView as BackendViewMapper, SourceView as SourceViewMapper, FlavorView as FlavorViewMapper, FlavorListView as FlavorListViewMapper, JobView as JobViewMapper, JobGroupView as JobGroupViewMapper, RemovalView as RemovalViewMapper, LogView as LogViewMapper, LogEntryView as LogEntryViewMapper, ResourceView as ResourceViewMapper, SpecView as SpecViewMapper, StatusView as StatusViewMapper, StatusMappingView as StatusMappingViewMapper, TransitionView as TransitionViewMapper, TransitionListView as TransitionListViewMapper, TaskView as TaskViewMapper } from '../federation/views.ts';
import type { JobListView as JobListViewMapper, JobGroupsView as JobGroupsViewMapper } from '../federation/jobs.ts';
import type { Parameter as ParameterMapper } from '../domain/spec.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Number of bytes: a JSON number, whole, zero or more, below 2^53. */
  ByteCount: { input: number; output: number; }
  /** Instant in UTC with millisecond precision, for example `2026-03-01T09:30:00.000Z`. */
  DateTime: { input: Instant; output: string; }
  /** Any JSON value. Secrets are masked as `***`. */
  JSON: { input: unknown; output: unknown; }
  /** Length of time in milliseconds: a JSON number, zero or more, below 2^53; may carry a fraction. */
  Milliseconds: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

export type AcceleratorSpec = {
  readonly __typename?: 'AcceleratorSpec';
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** As the vendor writes it, for example `32GB`. */
  readonly memory?: Maybe<Scalars['String']['output']>;
  readonly memoryBytes?: Maybe<Scalars['ByteCount']['output']>;
  readonly product?: Maybe<Scalars['String']['output']>;
};

/** Code, application, subscription or model that jobs run. */
export type Algorithm = Node & {
  readonly __typename?: 'Algorithm';
  readonly backend: Backend;
  readonly bootFile?: Maybe<Scalars['String']['output']>;
  readonly codeDir?: Maybe<Scalars['String']['output']>;
  readonly command?: Maybe<Scalars['String']['output']>;
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly engine?: Maybe<Engine>;
  readonly form: AlgorithmForm;
  readonly id: Scalars['ID']['output'];
  /** Falls back to the boot file or the native id. */
  readonly name: Scalars['String']['output'];
  readonly native: Scalars['JSON']['output'];
  /** The vendor's own id; for code that only one job names, the native id of that job. */
  readonly nativeId: Scalars['String']['output'];
  /** What it accepts, with defaults. */
  readonly parameters?: Maybe<ReadonlyArray<Parameter>>;
  readonly subscriptionId?: Maybe<Scalars['String']['output']>;
  readonly supportsContinualTraining?: Maybe<Scalars['Boolean']['output']>;
  readonly versionId?: Maybe<Scalars['String']['output']>;
};

export type AlgorithmConnection = {
  readonly __typename?: 'AlgorithmConnection';
  readonly edges: ReadonlyArray<AlgorithmEdge>;
  readonly nodes: ReadonlyArray<Algorithm>;
  readonly pageInfo: PageInfo;
  readonly sources: ReadonlyArray<BackendSource>;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type AlgorithmEdge = {
  readonly __typename?: 'AlgorithmEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Algorithm;
};

export type AlgorithmFilter = {
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly forms?: InputMaybe<ReadonlyArray<AlgorithmForm>>;
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
};

export type AlgorithmForm =
  | 'APPLICATION'
  | 'COMPONENT'
  | 'CUSTOM_CODE'
  | 'CUSTOM_IMAGE'
  | 'MANAGED'
  | 'MODEL'
  | 'SUBSCRIBED'
  | 'UNKNOWN';

/** What the platform has set aside; fractions occur. */
export type AllocatedResources = {
  readonly __typename?: 'AllocatedResources';
  readonly acceleratorCount?: Maybe<Scalars['Float']['output']>;
  readonly acceleratorType?: Maybe<Scalars['String']['output']>;
  readonly arch?: Maybe<Scalars['String']['output']>;
  readonly cores?: Maybe<Scalars['Float']['output']>;
  readonly memory?: Maybe<Quantity>;
};

export type AppliedJobOrder = {
  readonly __typename?: 'AppliedJobOrder';
  readonly direction: OrderDirection;
  readonly field?: Maybe<JobOrderField>;
  readonly nativeField?: Maybe<Scalars['String']['output']>;
};

/** One configured connection to a vendor. */
export type Backend = {
  readonly __typename?: 'Backend';
  readonly capabilities: BackendCapabilities;
  /** As in the configuration. */
  readonly id: Scalars['ID']['output'];
  readonly kind: BackendKind;
  readonly limits: BackendLimits;
  readonly projects: ReadonlyArray<Project>;
  readonly source: BackendSource;
  readonly title: Scalars['String']['output'];
};

export type BackendCapabilities = {
  readonly __typename?: 'BackendCapabilities';
  readonly algorithms: Scalars['Boolean']['output'];
  readonly archiveJob: Scalars['Boolean']['output'];
  readonly cancelJob: Scalars['Boolean']['output'];
  readonly createJob: Scalars['Boolean']['output'];
  readonly deleteJob: Scalars['Boolean']['output'];
  readonly flavors: Scalars['Boolean']['output'];
  readonly jobTemplate: Scalars['Boolean']['output'];
  readonly liveLogs: Scalars['Boolean']['output'];
  readonly logs: Scalars['Boolean']['output'];
  readonly metrics: Scalars['Boolean']['output'];
  readonly modifySharing: Scalars['Boolean']['output'];
  readonly push: Scalars['Boolean']['output'];
  readonly renameJob: Scalars['Boolean']['output'];
  readonly retryJob: Scalars['Boolean']['output'];
  readonly updateJob: Scalars['Boolean']['output'];
};

/** Failure of a call to a backend. The same facts stand in `extensions.backend` of GraphQL errors. */
export type BackendFault = {
  readonly __typename?: 'BackendFault';
  readonly at: Scalars['DateTime']['output'];
  readonly code: BackendFaultCode;
  readonly message: Scalars['String']['output'];
  /** The vendor's own code. */
  readonly nativeCode?: Maybe<Scalars['String']['output']>;
  readonly retryable: Scalars['Boolean']['output'];
  /** The vendor's advice. */
  readonly solution?: Maybe<Scalars['String']['output']>;
};

/** Why a call to a backend failed. */
export type BackendFaultCode =
  | 'CONFLICT'
  | 'FAILED_PRECONDITION'
  | 'FORBIDDEN'
  | 'INVALID'
  | 'MALFORMED'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED';

/** Vendor platform of a backend. Each vendor folder adds its value. */
export type BackendKind =
  /** Azure Machine Learning */
  | 'AZURE_ML'
  /** Datature Nexus */
  | 'DATATURE'
  /** Huawei Cloud ModelArts */
  | 'MODELARTS'
  /** Qualcomm AI Hub */
  | 'QAI_HUB'
  /** SeeMe.ai */
  | 'SEEME';

export type BackendLimits = {
  readonly __typename?: 'BackendLimits';
  readonly callsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** Longest life the vendor gives a job, from its creation. */
  readonly maxJobLifetimeMs?: Maybe<Scalars['Milliseconds']['output']>;
  readonly pageSize: Scalars['Int']['output'];
};

/** How fresh the gateway's view of one backend is. */
export type BackendSource = {
  readonly __typename?: 'BackendSource';
  /** When the last complete read began. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  readonly backend: Backend;
  readonly error?: Maybe<BackendFault>;
  readonly state: BackendState;
};

export type BackendState =
  | 'BACKFILLING'
  | 'LIVE'
  | 'STALE'
  | 'UNREACHABLE';

export type Billing = {
  readonly __typename?: 'Billing';
  readonly code?: Maybe<Scalars['String']['output']>;
  readonly units?: Maybe<Scalars['Int']['output']>;
};

/** Heartbeat and resume point. */
export type Bookmark = StatusTransitionMessage & {
  readonly __typename?: 'Bookmark';
  readonly cursor: Scalars['String']['output'];
};

export type ChannelAttribute =
  | 'DATASET_TYPE'
  | 'DATA_FORMAT'
  | 'DATA_SEGMENTATION'
  | 'UNKNOWN';

export type ChannelAttributeValue = {
  readonly __typename?: 'ChannelAttributeValue';
  readonly attribute: ChannelAttribute;
  readonly nativeName: Scalars['String']['output'];
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

export type ChannelConstraint = {
  readonly __typename?: 'ChannelConstraint';
  readonly attributes: ReadonlyArray<ChannelAttributeValue>;
  readonly dataType: Scalars['String']['output'];
};

export type ComputeReference = {
  readonly __typename?: 'ComputeReference';
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId: Scalars['String']['output'];
  readonly serverless: Scalars['Boolean']['output'];
};

export type CpuSpec = {
  readonly __typename?: 'CpuSpec';
  readonly arch?: Maybe<Scalars['String']['output']>;
  readonly cores?: Maybe<Scalars['Int']['output']>;
};

export type DataChannel = {
  readonly __typename?: 'DataChannel';
  /** How the code gets the path: `parameter` or `env`. */
  readonly accessMethod?: Maybe<Scalars['String']['output']>;
  readonly constraints: ReadonlyArray<ChannelConstraint>;
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly localPath?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly source?: Maybe<DataSource>;
  readonly target?: Maybe<DataSource>;
  readonly transfer?: Maybe<Transfer>;
};

export type DataSource = DatasetSource | LiteralSource | ObjectStorageSource;

export type DatasetReference = {
  readonly __typename?: 'DatasetReference';
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId: Scalars['String']['output'];
  readonly versionId?: Maybe<Scalars['String']['output']>;
};

export type DatasetSource = {
  readonly __typename?: 'DatasetSource';
  readonly dataset: DatasetReference;
  readonly resolvedUri?: Maybe<Scalars['String']['output']>;
};

export type Delivery = {
  readonly __typename?: 'Delivery';
  readonly destinations: ReadonlyArray<DeliveryDestination>;
};

export type DeliveryDestination = OtherDestination | WebhookDestination;

export type Deployment = EphemeralDeployment | ExistingDeployment | OtherDeployment;

export type Engine = {
  readonly __typename?: 'Engine';
  readonly imageUri?: Maybe<Scalars['String']['output']>;
  /** Falls back to the boot file or the native id. */
  readonly name: Scalars['String']['output'];
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** User id inside the container. */
  readonly runUser?: Maybe<Scalars['String']['output']>;
  readonly v1Compatible?: Maybe<Scalars['Boolean']['output']>;
  readonly version?: Maybe<Scalars['String']['output']>;
};

/** Deployment that the service starts for this job only. */
export type EphemeralDeployment = {
  readonly __typename?: 'EphemeralDeployment';
  readonly artifactId?: Maybe<Scalars['String']['output']>;
  readonly instanceId?: Maybe<Scalars['String']['output']>;
  readonly region?: Maybe<Scalars['String']['output']>;
  readonly replicas?: Maybe<Scalars['Int']['output']>;
};

export type EventSource =
  | 'BACKFILL'
  | 'COMMAND'
  | 'POLL'
  | 'WEBHOOK';

export type Executor = {
  readonly __typename?: 'Executor';
  readonly name: Scalars['String']['output'];
};

export type ExistingDeployment = {
  readonly __typename?: 'ExistingDeployment';
  readonly deploymentId: Scalars['String']['output'];
};

export type Experiment = {
  readonly __typename?: 'Experiment';
  readonly name: Scalars['String']['output'];
  readonly nativeId?: Maybe<Scalars['String']['output']>;
};

export type FilterOperator =
  | 'BETWEEN'
  | 'IN'
  | 'LIKE'
  | 'NOT';

/** Resource size or device that a backend offers. */
export type Flavor = Node & {
  readonly __typename?: 'Flavor';
  readonly attributes: ReadonlyArray<KeyValue>;
  readonly backend: Backend;
  readonly billing?: Maybe<Billing>;
  readonly cpu?: Maybe<CpuSpec>;
  readonly disk?: Maybe<Quantity>;
  readonly distributed: Scalars['Boolean']['output'];
  readonly gpu?: Maybe<AcceleratorSpec>;
  readonly id: Scalars['ID']['output'];
  /** Nodes that exist of this flavor. */
  readonly maxNodes?: Maybe<Scalars['Int']['output']>;
  /** Nodes that one job may ask for; 1 means not distributed. */
  readonly maxSelectableNodes?: Maybe<Scalars['Int']['output']>;
  readonly memory?: Maybe<Quantity>;
  readonly name: Scalars['String']['output'];
  readonly nativeId: Scalars['String']['output'];
  readonly nativeType?: Maybe<Scalars['String']['output']>;
  readonly npu?: Maybe<AcceleratorSpec>;
  readonly type: FlavorType;
};

export type FlavorConnection = {
  readonly __typename?: 'FlavorConnection';
  readonly edges: ReadonlyArray<FlavorEdge>;
  readonly nodes: ReadonlyArray<Flavor>;
  readonly pageInfo: PageInfo;
  readonly sources: ReadonlyArray<BackendSource>;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type FlavorEdge = {
  readonly __typename?: 'FlavorEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Flavor;
};

export type FlavorFilter = {
  /** Flavors that this algorithm can use; some backends need it. */
  readonly algorithm?: InputMaybe<Scalars['ID']['input']>;
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  readonly region?: InputMaybe<Scalars['String']['input']>;
  readonly types?: InputMaybe<ReadonlyArray<FlavorType>>;
};

export type FlavorType =
  | 'CPU'
  | 'DEVICE'
  | 'GPU'
  | 'NPU'
  | 'UNKNOWN';

/** What lies between `fromCursor` and `toCursor` is lost for this subscriber. */
export type Gap = StatusTransitionMessage & {
  readonly __typename?: 'Gap';
  readonly cursor: Scalars['String']['output'];
  readonly fromCursor?: Maybe<Scalars['String']['output']>;
  readonly reason: GapReason;
  readonly toCursor?: Maybe<Scalars['String']['output']>;
};

export type GapReason =
  | 'RETENTION'
  | 'ROTATION'
  | 'SLOW_CONSUMER'
  | 'TRUNCATION'
  | 'UNREADABLE';

export type ItemStatus =
  | 'DELIVERED'
  | 'FAILED_DELIVER'
  | 'FAILED_GATHER'
  | 'FAILED_PREDICT'
  | 'FAILED_PREPROCESS'
  | 'UNKNOWN';

/** One job of one backend. */
export type Job = Node & {
  readonly __typename?: 'Job';
  readonly algorithm?: Maybe<Algorithm>;
  readonly annotations: ReadonlyArray<KeyValue>;
  readonly archived: Scalars['Boolean']['output'];
  readonly backend: Backend;
  readonly basePath?: Maybe<Scalars['String']['output']>;
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  readonly creation?: Maybe<JobCreation>;
  /** When the vendor ends the job at the latest, where it is known. */
  readonly deadlineAt?: Maybe<Scalars['DateTime']['output']>;
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Falls back to `name`. */
  readonly displayName: Scalars['String']['output'];
  /** Point of the event stream that this answer covers; `after` of a subscription takes it. */
  readonly eventCursor: Scalars['String']['output'];
  readonly experiment?: Maybe<Experiment>;
  readonly flavor?: Maybe<Flavor>;
  /** Opaque and global. */
  readonly id: Scalars['ID']['output'];
  readonly kind: JobKind;
  readonly labels: ReadonlyArray<KeyValue>;
  readonly logSources?: Maybe<ReadonlyArray<LogSource>>;
  /** `first` or `last` is 1 to 1000, 100 when neither is given. Without `source` the job's main one; null without an error when the vendor has no logs. */
  readonly logs?: Maybe<LogConnection>;
  /** All series when `names` is absent; empty when the vendor has none. */
  readonly metrics?: Maybe<ReadonlyArray<MetricSeries>>;
  readonly name: Scalars['String']['output'];
  /** The vendor's document as last read, secrets masked. */
  readonly native: Scalars['JSON']['output'];
  /** The vendor's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** The vendor's word for the kind. */
  readonly nativeKind?: Maybe<Scalars['String']['output']>;
  /** When the gateway read what it shows; for how fresh that is see `JobConnection.sources`. */
  readonly observedAt: Scalars['DateTime']['output'];
  readonly owner?: Maybe<User>;
  readonly project?: Maybe<Project>;
  readonly properties: ReadonlyArray<KeyValue>;
  /** What the job belongs to, then what it consists of (steps, trials). Parts of a job stand in no list, count or event. */
  readonly relatedJobs?: Maybe<ReadonlyArray<Job>>;
  /** The vendor's full resource id, where it differs from `nativeId`. */
  readonly resourceId?: Maybe<Scalars['String']['output']>;
  readonly resultModel?: Maybe<ModelReference>;
  /** Version of the vendor's service that took the job. */
  readonly serviceVersion?: Maybe<Scalars['String']['output']>;
  readonly services: ReadonlyArray<JobService>;
  /** Null when the vendor's listing omits it and the vendor does not answer. */
  readonly spec?: Maybe<Spec>;
  readonly status: Status;
  /** What the job may go through, in order. */
  readonly statusPath: ReadonlyArray<StatusMapping>;
  readonly transitions: StatusTransitionConnection;
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's page for people. */
  readonly url?: Maybe<Scalars['String']['output']>;
  readonly usage?: Maybe<JobUsage>;
  /** Sequence of the last recorded event of this job, 0 when it came by backfill. */
  readonly version: Scalars['Int']['output'];
  readonly workspace?: Maybe<Workspace>;
};


/** One job of one backend. */
export type JobLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  source?: InputMaybe<Scalars['ID']['input']>;
};


/** One job of one backend. */
export type JobMetricsArgs = {
  names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};


/** One job of one backend. */
export type JobTransitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type JobConnection = {
  readonly __typename?: 'JobConnection';
  readonly appliedOrder: ReadonlyArray<AppliedJobOrder>;
  readonly edges: ReadonlyArray<JobEdge>;
  /** Point of the event stream that this page covers; `after` of a subscription takes it. */
  readonly eventCursor: Scalars['String']['output'];
  readonly facets: ReadonlyArray<JobFacet>;
  readonly nodes: ReadonlyArray<Job>;
  /** Place of the first node in the list, counted in records from 0. */
  readonly offset: Scalars['Int']['output'];
  readonly pageInfo: PageInfo;
  /** Length of a full page as applied. */
  readonly pageSize: Scalars['Int']['output'];
  /** Freshness of each backend that the filter selects. */
  readonly sources: ReadonlyArray<BackendSource>;
  /** Jobs that match the filter. */
  readonly totalCount: Scalars['Int']['output'];
  /** Jobs of the same backends without the rest of the filter. */
  readonly unfilteredCount: Scalars['Int']['output'];
};


export type JobConnectionFacetsArgs = {
  keys: ReadonlyArray<JobGroupKey>;
};

/** Who made the job and who changed it last, by the vendor's books. */
export type JobCreation = {
  readonly __typename?: 'JobCreation';
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  readonly createdBy?: Maybe<Scalars['String']['output']>;
  readonly createdByType?: Maybe<Scalars['String']['output']>;
  readonly modifiedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly modifiedBy?: Maybe<Scalars['String']['output']>;
};

export type JobEdge = {
  readonly __typename?: 'JobEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Job;
};

export type JobFacet = {
  readonly __typename?: 'JobFacet';
  readonly key: JobGroupKey;
  readonly values: ReadonlyArray<JobFacetValue>;
};

export type JobFacetValue = {
  readonly __typename?: 'JobFacetValue';
  readonly count: Scalars['Int']['output'];
  readonly label: Scalars['String']['output'];
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** All given fields must hold. An absent field, null and an empty list mean no condition. */
export type JobFilter = {
  readonly algorithmIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** At least one of these must hold (at most 10). */
  readonly any?: InputMaybe<ReadonlyArray<JobFilter>>;
  readonly backendKinds?: InputMaybe<ReadonlyArray<BackendKind>>;
  /** Ids of configured backends. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly createdAt?: InputMaybe<TimeRange>;
  readonly endedAt?: InputMaybe<TimeRange>;
  readonly experimentNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly flavorIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** False when absent; legal on the outermost filter only. */
  readonly includeArchived?: InputMaybe<Scalars['Boolean']['input']>;
  readonly kinds?: InputMaybe<ReadonlyArray<JobKind>>;
  readonly labels?: InputMaybe<ReadonlyArray<LabelFilter>>;
  /** Case-insensitive part of name or display name. */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  readonly native?: InputMaybe<ReadonlyArray<NativeFilter>>;
  readonly nativeIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly nativeStates?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** This filter as a whole must not hold. */
  readonly not?: InputMaybe<JobFilter>;
  readonly outcomes?: InputMaybe<ReadonlyArray<JobOutcome>>;
  readonly owners?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly phaseClasses?: InputMaybe<ReadonlyArray<JobPhaseClass>>;
  readonly phases?: InputMaybe<ReadonlyArray<JobPhase>>;
  readonly projectIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Full-text search over name, description, labels and message. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  readonly startedAt?: InputMaybe<TimeRange>;
  readonly updatedAt?: InputMaybe<TimeRange>;
  readonly workspaceIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type JobGroup = {
  readonly __typename?: 'JobGroup';
  readonly count: Scalars['Int']['output'];
  readonly jobs: JobConnection;
  readonly label: Scalars['String']['output'];
  /** What a filter takes to select this group; null for jobs without a value. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


export type JobGroupJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<JobOrder>>;
};

export type JobGroupKey =
  | 'ALGORITHM'
  | 'BACKEND'
  | 'BACKEND_KIND'
  | 'CREATED_DAY'
  | 'EXPERIMENT'
  | 'FLAVOR'
  | 'KIND'
  | 'OUTCOME'
  | 'OWNER'
  | 'PHASE'
  | 'PHASE_CLASS'
  | 'PROJECT'
  | 'WORKSPACE';

export type JobGroupList = {
  readonly __typename?: 'JobGroupList';
  readonly by: JobGroupKey;
  /** Number of groups, shown or not. */
  readonly groupCount: Scalars['Int']['output'];
  readonly groups: ReadonlyArray<JobGroup>;
  readonly sources: ReadonlyArray<BackendSource>;
  /** Jobs over all groups. */
  readonly totalCount: Scalars['Int']['output'];
};

export type JobKind =
  | 'AUTOML'
  | 'BATCH_INFERENCE'
  | 'COMMAND'
  | 'COMPILE'
  | 'CONVERSION'
  | 'DATA_PROCESSING'
  | 'DIAGNOSTIC'
  | 'EDGE'
  | 'FINE_TUNING'
  | 'INFERENCE'
  | 'LINK'
  | 'PIPELINE'
  | 'PROFILE'
  | 'QUANTIZE'
  | 'SEARCH'
  | 'TRAINING'
  | 'UNKNOWN'
  | 'VALIDATION'
  | 'VISUALIZATION';

/** Either `field` or `nativeField`. Jobs without the value come last, in both directions. */
export type JobOrder = {
  readonly direction: OrderDirection;
  readonly field?: InputMaybe<JobOrderField>;
  /** Path into the native document; jobs without it come last. */
  readonly nativeField?: InputMaybe<Scalars['String']['input']>;
};

export type JobOrderField =
  | 'CREATED_AT'
  /** Of ended jobs; others have none. */
  | 'DURATION'
  | 'ENDED_AT'
  | 'NAME'
  | 'PHASE'
  | 'STARTED_AT'
  | 'UPDATED_AT';

export type JobOutcome =
  | 'CANCELLED'
  | 'FAILURE'
  | 'PARTIAL'
  | 'SUCCESS'
  | 'TIMEOUT';

export type JobPhase =
  | 'CANCELLED'
  | 'CANCELLING'
  | 'FAILED'
  | 'FINALIZING'
  | 'PAUSED'
  | 'PENDING'
  | 'PREPARING'
  | 'QUEUED'
  | 'RUNNING'
  | 'SCHEDULED'
  | 'SUCCEEDED'
  | 'UNKNOWN'
  | 'UNRESPONSIVE';

export type JobPhaseClass =
  | 'ACTIVE'
  | 'STALLED'
  | 'TERMINAL'
  | 'WAITING';

export type JobPolicies = {
  readonly __typename?: 'JobPolicies';
  readonly search?: Maybe<SearchPolicy>;
};

export type JobRemoved = RecordedEvent & StatusTransitionMessage & {
  readonly __typename?: 'JobRemoved';
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  readonly cursor: Scalars['String']['output'];
  readonly eventId: Scalars['ID']['output'];
  readonly observedAt: Scalars['DateTime']['output'];
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  readonly removedJobId: Scalars['ID']['output'];
  readonly sequence: Scalars['Int']['output'];
  readonly source: EventSource;
};

/** Endpoint that the running job offers. */
export type JobService = {
  readonly __typename?: 'JobService';
  readonly endpoint?: Maybe<Scalars['String']['output']>;
  readonly errorMessage?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly port?: Maybe<Scalars['Int']['output']>;
  readonly properties: ReadonlyArray<KeyValue>;
  readonly status?: Maybe<Scalars['String']['output']>;
  readonly type?: Maybe<Scalars['String']['output']>;
};

export type JobTopology =
  | 'DISTRIBUTED'
  | 'HETEROGENEOUS'
  | 'SINGLE'
  | 'UNKNOWN';

/** When processors worked for the job. */
export type JobUsage = {
  readonly __typename?: 'JobUsage';
  readonly cpu?: Maybe<UsagePeriod>;
  readonly gpu?: Maybe<UsagePeriod>;
};

/** Key and value, both text. Lists of it are ordered by key. */
export type KeyValue = {
  readonly __typename?: 'KeyValue';
  readonly key: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

export type LabelFilter = {
  readonly key: Scalars['String']['input'];
  /** Any of these; any value at all when absent. */
  readonly values?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type LiteralSource = {
  readonly __typename?: 'LiteralSource';
  readonly value: Scalars['String']['output'];
};

/** Text in one language. */
export type LocalizedText = {
  readonly __typename?: 'LocalizedText';
  /** BCP 47 tag. */
  readonly language: Scalars['String']['output'];
  readonly text: Scalars['String']['output'];
};

export type LogConnection = {
  readonly __typename?: 'LogConnection';
  readonly edges: ReadonlyArray<LogEdge>;
  /** Parts that are missing before, between or after the entries of this page. */
  readonly gaps: ReadonlyArray<LogGap>;
  readonly job: Job;
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  readonly nativeKind?: Maybe<Scalars['String']['output']>;
  readonly nodes: ReadonlyArray<LogEntry>;
  readonly pageInfo: PageInfo;
  readonly source: LogSource;
  /** Null when the vendor cannot count without reading all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type LogEdge = {
  readonly __typename?: 'LogEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: LogEntry;
};

/** One line or item event of a job's log. */
export type LogEntry = {
  readonly __typename?: 'LogEntry';
  /** Orders entries inside one source. */
  readonly cursor: Scalars['String']['output'];
  readonly durationMs?: Maybe<Scalars['Milliseconds']['output']>;
  /** Address of the item that the entry is about. */
  readonly item?: Maybe<Scalars['String']['output']>;
  readonly itemStatus?: Maybe<ItemStatus>;
  readonly kind: LogKind;
  readonly level: LogLevel;
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  readonly nativeItemStatus?: Maybe<Scalars['String']['output']>;
  readonly nativeKind?: Maybe<Scalars['String']['output']>;
  readonly nativeLevel?: Maybe<Scalars['String']['output']>;
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  readonly reason?: Maybe<Scalars['String']['output']>;
  readonly source: Scalars['ID']['output'];
  readonly text: Scalars['String']['output'];
};

export type LogExport = {
  readonly __typename?: 'LogExport';
  readonly hostPath?: Maybe<Scalars['String']['output']>;
  readonly uri: Scalars['String']['output'];
};

export type LogGap = {
  readonly __typename?: 'LogGap';
  readonly bytes?: Maybe<Scalars['ByteCount']['output']>;
  readonly fromCursor?: Maybe<Scalars['String']['output']>;
  readonly reason: GapReason;
  readonly toCursor?: Maybe<Scalars['String']['output']>;
};

export type LogKind =
  | 'ITEM_PREDICTED'
  | 'LINE'
  | 'PLATFORM_EVENT'
  | 'UNKNOWN';

export type LogLevel =
  | 'DEBUG'
  | 'ERROR'
  | 'INFO'
  | 'UNKNOWN'
  | 'WARNING';

export type LogSource = {
  readonly __typename?: 'LogSource';
  readonly kind: LogSourceKind;
  /** False when the vendor gives the log only after the job has ended. */
  readonly live: Scalars['Boolean']['output'];
  /** Source that `logs` reads when none is named. */
  readonly main: Scalars['Boolean']['output'];
  readonly name: Scalars['String']['output'];
  /** What `source` arguments take. */
  readonly nativeId: Scalars['ID']['output'];
  readonly sizeBytes?: Maybe<Scalars['ByteCount']['output']>;
};

export type LogSourceKind =
  | 'FILE'
  | 'ITEMS'
  | 'PLATFORM_EVENTS'
  | 'TASK';

export type MetricPoint = {
  readonly __typename?: 'MetricPoint';
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  readonly step?: Maybe<Scalars['Int']['output']>;
  readonly value?: Maybe<Scalars['Float']['output']>;
};

/** Series of one measured value, oldest first. */
export type MetricSeries = {
  readonly __typename?: 'MetricSeries';
  readonly name: Scalars['String']['output'];
  readonly points: ReadonlyArray<MetricPoint>;
  readonly unit?: Maybe<Scalars['String']['output']>;
};

export type ModelReference = {
  readonly __typename?: 'ModelReference';
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  readonly url?: Maybe<Scalars['String']['output']>;
  readonly versionId?: Maybe<Scalars['String']['output']>;
};

/** Condition on the native document, evaluated by the gateway. */
export type NativeFilter = {
  /** Dotted path into `Job.native`; a path through a list looks into each of its members. */
  readonly key: Scalars['String']['input'];
  readonly operator: FilterOperator;
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

/** The vendor's own words for the status. */
export type NativeStatus = {
  readonly __typename?: 'NativeStatus';
  /** Number that the vendor uses for the status, where it has one. */
  readonly code?: Maybe<Scalars['Int']['output']>;
  /** False when no table knows the word; the phase is then UNKNOWN. */
  readonly mapped: Scalars['Boolean']['output'];
  readonly secondary?: Maybe<Scalars['String']['output']>;
  /** Null where the vendor sent none. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

export type NfsVolume = {
  readonly __typename?: 'NfsVolume';
  readonly mountPath?: Maybe<Scalars['String']['output']>;
  readonly readOnly: Scalars['Boolean']['output'];
  readonly serverPath: Scalars['String']['output'];
};

/** Thing with a global id that `node` finds again. Only such types have a field called `id`. */
export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type NodeCountSample = {
  readonly __typename?: 'NodeCountSample';
  readonly at: Scalars['DateTime']['output'];
  readonly count: Scalars['Int']['output'];
};

export type ObjectStorageSource = {
  readonly __typename?: 'ObjectStorageSource';
  readonly uri: Scalars['String']['output'];
};

export type OrderDirection =
  | 'ASC'
  | 'DESC';

export type OtherDeployment = {
  readonly __typename?: 'OtherDeployment';
  readonly native: Scalars['JSON']['output'];
  readonly nativeKind: Scalars['String']['output'];
};

export type OtherDestination = {
  readonly __typename?: 'OtherDestination';
  readonly native: Scalars['JSON']['output'];
  readonly nativeKind: Scalars['String']['output'];
};

export type OtherVolume = {
  readonly __typename?: 'OtherVolume';
  readonly mountPath?: Maybe<Scalars['String']['output']>;
  readonly native: Scalars['JSON']['output'];
  readonly nativeKind: Scalars['String']['output'];
};

/** Place of a page in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Parameter = {
  readonly __typename?: 'Parameter';
  readonly constraint?: Maybe<ParameterConstraint>;
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  readonly defaultValue?: Maybe<Scalars['String']['output']>;
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly descriptions: ReadonlyArray<LocalizedText>;
  readonly label?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  readonly nativeType?: Maybe<Scalars['String']['output']>;
  readonly type: ParameterType;
  /** Read by `type`. */
  readonly typedValue?: Maybe<Scalars['JSON']['output']>;
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** As text; `***` when sensitive. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


export type ParameterDescriptionArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

export type ParameterConstraint = {
  readonly __typename?: 'ParameterConstraint';
  readonly editable: Scalars['Boolean']['output'];
  readonly nativeType?: Maybe<Scalars['String']['output']>;
  readonly required: Scalars['Boolean']['output'];
  readonly sensitive: Scalars['Boolean']['output'];
  readonly validRange: ReadonlyArray<Scalars['String']['output']>;
  readonly validType?: Maybe<Scalars['String']['output']>;
};

export type ParameterType =
  | 'BOOL'
  | 'CHOICE'
  | 'FLOAT'
  | 'INT'
  | 'NUMBER'
  | 'STRING_LIST'
  | 'TEXT'
  | 'UNKNOWN';

export type PhaseSource =
  /** Worked out from other facts of the job. */
  | 'INFERRED'
  /** The vendor's word names the phase. */
  | 'NATIVE';

export type Progress = {
  readonly __typename?: 'Progress';
  /** The vendor's counters by their own names. */
  readonly counters: ReadonlyArray<ProgressCounter>;
  readonly done?: Maybe<Scalars['Int']['output']>;
  /** 0 to 1. */
  readonly fraction?: Maybe<Scalars['Float']['output']>;
  readonly steps: ReadonlyArray<ProgressStep>;
  readonly total?: Maybe<Scalars['Int']['output']>;
};

export type ProgressCounter = {
  readonly __typename?: 'ProgressCounter';
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['Int']['output'];
};

export type ProgressStep = {
  readonly __typename?: 'ProgressStep';
  readonly done: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly name: ProgressStepName;
  readonly total?: Maybe<Scalars['Int']['output']>;
};

export type ProgressStepName =
  | 'DELIVER'
  | 'GATHER'
  | 'PREDICT'
  | 'PREPROCESS'
  | 'UNKNOWN';

export type Project = {
  readonly __typename?: 'Project';
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId: Scalars['String']['output'];
};

/** Amount with the vendor's unit, for example 32 GB. */
export type Quantity = {
  readonly __typename?: 'Quantity';
  /** The same amount in bytes; null where the unit is not one of storage. */
  readonly bytes?: Maybe<Scalars['ByteCount']['output']>;
  readonly unit: Scalars['String']['output'];
  readonly value: Scalars['Float']['output'];
};

export type Query = {
  readonly __typename?: 'Query';
  readonly algorithms?: Maybe<AlgorithmConnection>;
  readonly backend?: Maybe<Backend>;
  readonly backends: ReadonlyArray<Backend>;
  readonly flavors?: Maybe<FlavorConnection>;
  /** Job with this id. Reads the vendor first when the stored copy is older than `maxStalenessMs`; waits (at most 5 s) until this gateway has reached `atLeast`. */
  readonly job?: Maybe<Job>;
  /** Job that a backend knows by this id of its own. */
  readonly jobByNativeId?: Maybe<Job>;
  /** Numbers of jobs by the values of one key, largest group first. `first` is 1 to 100, 50 when absent. */
  readonly jobGroups: JobGroupList;
  /**
   * Jobs that match, newest first unless `orderBy` says otherwise.
   * `first` or `last` is 1 to 100, 50 when neither is given. `offset` counts records, goes with `first` only, and excludes `after` and `before`.
   * `atLeast` is an `eventCursor`: the answer covers it, on whatever gateway it is asked.
   */
  readonly jobs: JobConnection;
  /** Thing with this id; null when there is none or the caller may not see it. */
  readonly node?: Maybe<Node>;
  /** Things with these ids (at most 100), in their order, null in place for an unknown one. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** How native status words map to phases; all backends when `backendKind` is absent. */
  readonly statusVocabulary: ReadonlyArray<StatusMapping>;
};


export type QueryAlgorithmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlgorithmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryBackendArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFlavorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FlavorFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryJobArgs = {
  atLeast?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
};


export type QueryJobByNativeIdArgs = {
  atLeast?: InputMaybe<Scalars['String']['input']>;
  backend: Scalars['ID']['input'];
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
  nativeId: Scalars['String']['input'];
};


export type QueryJobGroupsArgs = {
  by: JobGroupKey;
  filter?: InputMaybe<JobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
};


export type QueryJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  atLeast?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<JobOrder>>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryStatusVocabularyArgs = {
  backendKind?: InputMaybe<BackendKind>;
  jobKind?: InputMaybe<JobKind>;
};

/** Fact in the journal: the same `eventId` for the same fact, whoever saw it. */
export type RecordedEvent = {
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  readonly eventId: Scalars['ID']['output'];
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts from 1 for each job, without a hole. */
  readonly sequence: Scalars['Int']['output'];
  readonly source: EventSource;
};

export type ResourcePolicy =
  | 'ECONOMIC'
  | 'REGULAR'
  | 'TURBO'
  | 'UNKNOWN';

export type ResourcePool = {
  readonly __typename?: 'ResourcePool';
  readonly groupId?: Maybe<Scalars['String']['output']>;
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId: Scalars['String']['output'];
};

export type ResourceSpec = {
  readonly __typename?: 'ResourceSpec';
  readonly allocated?: Maybe<AllocatedResources>;
  readonly flavor?: Maybe<Flavor>;
  readonly nodeCount?: Maybe<Scalars['Int']['output']>;
  readonly policy?: Maybe<ResourcePolicy>;
  readonly pool?: Maybe<ResourcePool>;
};

/** The cursor given as `after` is older than what is kept; read the list again and go on from `cursor`. */
export type ResumeExpired = StatusTransitionMessage & {
  readonly __typename?: 'ResumeExpired';
  readonly cursor: Scalars['String']['output'];
  readonly oldestCursor: Scalars['String']['output'];
};

export type RewardGoal =
  | 'MAXIMIZE'
  | 'MINIMIZE'
  | 'UNKNOWN';

export type RewardMetric = {
  readonly __typename?: 'RewardMetric';
  readonly goal: RewardGoal;
  readonly logPattern?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
};

export type RunAttempt = {
  readonly __typename?: 'RunAttempt';
  readonly endReason?: Maybe<Scalars['String']['output']>;
  /** Task that made the run end. */
  readonly endTask?: Maybe<Scalars['String']['output']>;
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly recovery?: Maybe<Scalars['String']['output']>;
  readonly startType?: Maybe<Scalars['String']['output']>;
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type Schedule = {
  readonly __typename?: 'Schedule';
  readonly startAt?: Maybe<Scalars['DateTime']['output']>;
  readonly stopAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Place in the queue of a pool. */
export type Scheduling = {
  readonly __typename?: 'Scheduling';
  readonly affinity?: Maybe<Scalars['JSON']['output']>;
  readonly preemptible?: Maybe<Scalars['Boolean']['output']>;
  readonly priority?: Maybe<Scalars['Int']['output']>;
};

export type SearchAlgorithm = {
  readonly __typename?: 'SearchAlgorithm';
  readonly name: Scalars['String']['output'];
  readonly parameters: ReadonlyArray<TypedKeyValue>;
};

export type SearchParameter = {
  readonly __typename?: 'SearchParameter';
  readonly discretePoints?: Maybe<Scalars['Int']['output']>;
  readonly kind: SearchParameterKind;
  readonly lowerBound?: Maybe<Scalars['Float']['output']>;
  readonly name: Scalars['String']['output'];
  readonly upperBound?: Maybe<Scalars['Float']['output']>;
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

export type SearchParameterKind =
  | 'CONTINUOUS'
  | 'DISCRETE'
  | 'UNKNOWN';

export type SearchPolicy = {
  readonly __typename?: 'SearchPolicy';
  readonly algorithms: ReadonlyArray<SearchAlgorithm>;
  readonly configUri?: Maybe<Scalars['String']['output']>;
  readonly frameworkUri?: Maybe<Scalars['String']['output']>;
  readonly parameters: ReadonlyArray<SearchParameter>;
  readonly rewards: ReadonlyArray<RewardMetric>;
};

/** What was asked for. */
export type Spec = {
  readonly __typename?: 'Spec';
  readonly baseModel?: Maybe<ModelReference>;
  readonly compute?: Maybe<ComputeReference>;
  readonly dataset?: Maybe<DatasetReference>;
  readonly delivery?: Maybe<Delivery>;
  readonly deployment?: Maybe<Deployment>;
  readonly environment: ReadonlyArray<KeyValue>;
  readonly inputs: ReadonlyArray<DataChannel>;
  readonly logExport?: Maybe<LogExport>;
  /** Flags as one text, as the vendor keeps them. */
  readonly options?: Maybe<Scalars['String']['output']>;
  readonly outputs: ReadonlyArray<DataChannel>;
  readonly paradigm?: Maybe<TrainingParadigm>;
  readonly parameters: ReadonlyArray<Parameter>;
  readonly policies?: Maybe<JobPolicies>;
  readonly resource?: Maybe<ResourceSpec>;
  readonly schedule?: Maybe<Schedule>;
  readonly scheduling?: Maybe<Scheduling>;
  readonly tasks: ReadonlyArray<TaskSpec>;
  readonly topology: JobTopology;
  readonly volumes: ReadonlyArray<Volume>;
};

export type Status = {
  readonly __typename?: 'Status';
  /** Runs of the same job after restarts and reschedules, oldest first. */
  readonly attempts: ReadonlyArray<RunAttempt>;
  readonly cancelRequestedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly durations: StatusDurations;
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly error?: Maybe<StatusError>;
  readonly executor?: Maybe<Executor>;
  /** First exit code that is not zero. */
  readonly exitCode?: Maybe<Scalars['Int']['output']>;
  readonly isTerminal: Scalars['Boolean']['output'];
  readonly message?: Maybe<Scalars['String']['output']>;
  readonly native: NativeStatus;
  readonly nodeCountHistory: ReadonlyArray<NodeCountSample>;
  readonly observedAt: Scalars['DateTime']['output'];
  /** Null until the job has ended. */
  readonly outcome?: Maybe<JobOutcome>;
  readonly phase: JobPhase;
  readonly phaseClass: JobPhaseClass;
  readonly phaseSource: PhaseSource;
  readonly progress?: Maybe<Progress>;
  readonly queuedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly reason?: Maybe<StatusReason>;
  /** Finer step inside the phase, in the vendor's words made UPPER_SNAKE; the vocabulary is open. */
  readonly stage?: Maybe<Scalars['String']['output']>;
  readonly stageDetail?: Maybe<Scalars['String']['output']>;
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly tasks: ReadonlyArray<TaskStatus>;
  /** When the vendor last changed the status, by its own clock. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Lengths of time as of `Status.observedAt`; a clock of the client adds what has passed since. */
export type StatusDurations = {
  readonly __typename?: 'StatusDurations';
  readonly queuedMs?: Maybe<Scalars['Milliseconds']['output']>;
  readonly runningMs?: Maybe<Scalars['Milliseconds']['output']>;
  readonly totalMs?: Maybe<Scalars['Milliseconds']['output']>;
};

export type StatusError = {
  readonly __typename?: 'StatusError';
  readonly code?: Maybe<Scalars['String']['output']>;
  readonly details?: Maybe<Scalars['JSON']['output']>;
  readonly message: Scalars['String']['output'];
};

/** One row of a backend's status vocabulary. */
export type StatusMapping = {
  readonly __typename?: 'StatusMapping';
  readonly backendKind: BackendKind;
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly jobKinds: ReadonlyArray<JobKind>;
  readonly nativeSecondary?: Maybe<Scalars['String']['output']>;
  readonly nativeValue: Scalars['String']['output'];
  readonly phase: JobPhase;
  readonly phaseClass: JobPhaseClass;
  readonly stage?: Maybe<Scalars['String']['output']>;
};

export type StatusReason = {
  readonly __typename?: 'StatusReason';
  readonly code: StatusReasonCode;
  readonly text?: Maybe<Scalars['String']['output']>;
};

export type StatusReasonCode =
  | 'CANCEL_FAILED'
  | 'CANCEL_REQUESTED'
  | 'CREATE_FAILED'
  | 'LOST'
  | 'PLATFORM'
  | 'STOP_TIME_REACHED'
  | 'TIMED_OUT'
  | 'UNKNOWN'
  | 'USER_CODE';

/** Change of phase, stage, outcome, native words or message; `from` equals `to` when the phase stayed. */
export type StatusTransition = RecordedEvent & StatusTransitionMessage & {
  readonly __typename?: 'StatusTransition';
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Names of the other fields of Job that changed with it. */
  readonly changedFields: ReadonlyArray<Scalars['String']['output']>;
  /** True for a change after the job had ended. */
  readonly corrective: Scalars['Boolean']['output'];
  readonly cursor: Scalars['String']['output'];
  readonly eventId: Scalars['ID']['output'];
  readonly from?: Maybe<JobPhase>;
  readonly job: Job;
  readonly observedAt: Scalars['DateTime']['output'];
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  readonly sequence: Scalars['Int']['output'];
  readonly source: EventSource;
  readonly status: Status;
  readonly to: JobPhase;
};

export type StatusTransitionConnection = {
  readonly __typename?: 'StatusTransitionConnection';
  readonly edges: ReadonlyArray<StatusTransitionEdge>;
  readonly nodes: ReadonlyArray<StatusTransition>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type StatusTransitionEdge = {
  readonly __typename?: 'StatusTransitionEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: StatusTransition;
};

/** What `statusTransitions` sends. `cursor` is where to resume. */
export type StatusTransitionMessage = {
  readonly cursor: Scalars['String']['output'];
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Status changes; completes by itself when `jobIds` are given and all of them have ended. */
  readonly statusTransitions: StatusTransitionMessage;
};


export type SubscriptionStatusTransitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobFilter>;
  jobIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type TaskRole =
  | 'LEARNER'
  | 'UNKNOWN'
  | 'WORKER';

export type TaskSpec = {
  readonly __typename?: 'TaskSpec';
  readonly algorithm?: Maybe<Algorithm>;
  readonly flavor?: Maybe<Flavor>;
  readonly inputs: ReadonlyArray<DataChannel>;
  readonly nodeCount?: Maybe<Scalars['Int']['output']>;
  readonly outputs: ReadonlyArray<DataChannel>;
  readonly role: TaskRole;
};

export type TaskStatus = {
  readonly __typename?: 'TaskStatus';
  readonly exitCode?: Maybe<Scalars['Int']['output']>;
  readonly message?: Maybe<Scalars['String']['output']>;
  readonly name: Scalars['String']['output'];
};

/** Instants from `from` (inclusive) to `to` (exclusive); an absent side is open. */
export type TimeRange = {
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type TrainingParadigm =
  | 'DEEP_LEARNING'
  | 'REINFORCEMENT_LEARNING';

export type Transfer = {
  readonly __typename?: 'Transfer';
  readonly mode: Scalars['String']['output'];
  readonly periodMs?: Maybe<Scalars['Milliseconds']['output']>;
};

/** Key, value and the vendor's word for the value's type. */
export type TypedKeyValue = {
  readonly __typename?: 'TypedKeyValue';
  readonly key: Scalars['String']['output'];
  readonly type?: Maybe<Scalars['String']['output']>;
  readonly value: Scalars['String']['output'];
};

export type UsagePeriod = {
  readonly __typename?: 'UsagePeriod';
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
};

export type User = {
  readonly __typename?: 'User';
  readonly email?: Maybe<Scalars['String']['output']>;
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId?: Maybe<Scalars['String']['output']>;
};

export type Volume = NfsVolume | OtherVolume;

export type WebhookDestination = {
  readonly __typename?: 'WebhookDestination';
  readonly webhookId?: Maybe<Scalars['String']['output']>;
};

export type Workspace = {
  readonly __typename?: 'Workspace';
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly nativeId: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Algorithm: Algorithm;
  Backend: Backend;
  Flavor: Flavor;
  Job: Job;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Algorithm:
    ( { __typename: 'Algorithm' }
    & GraphQLRecursivePick<FederationTypes['Algorithm'], {"id":true}> );
  Backend:
    ( { __typename: 'Backend' }
    & GraphQLRecursivePick<FederationTypes['Backend'], {"id":true}> );
  Flavor:
    ( { __typename: 'Flavor' }
    & GraphQLRecursivePick<FederationTypes['Flavor'], {"id":true}> );
  Job:
    ( { __typename: 'Job' }
    & GraphQLRecursivePick<FederationTypes['Job'], {"id":true}> );
};

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  DataSource:
    | ( DatasetSource )
    | ( LiteralSource )
    | ( ObjectStorageSource )
  ;
  DeliveryDestination:
    | ( OtherDestination )
    | ( WebhookDestination )
  ;
  Deployment:
    | ( EphemeralDeployment )
    | ( ExistingDeployment )
    | ( OtherDeployment )
  ;
  Volume:
    | ( NfsVolume )
    | ( OtherVolume )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AlgorithmViewMapper )
    | ( FlavorViewMapper )
    | ( JobViewMapper )
  ;
  RecordedEvent:
    | ( RemovalViewMapper )
    | ( TransitionViewMapper )
  ;
  StatusTransitionMessage:
    | ( Bookmark )
    | ( Gap )
    | ( RemovalViewMapper )
    | ( ResumeExpired )
    | ( TransitionViewMapper )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceleratorSpec: ResolverTypeWrapper<AcceleratorSpec>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Algorithm: ResolverTypeWrapper<AlgorithmViewMapper>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AlgorithmConnection: ResolverTypeWrapper<AlgorithmListViewMapper>;
  AlgorithmEdge: ResolverTypeWrapper<Omit<AlgorithmEdge, 'node'> & { node: ResolversTypes['Algorithm'] }>;
  AlgorithmFilter: AlgorithmFilter;
  AlgorithmForm: AlgorithmForm;
  AllocatedResources: ResolverTypeWrapper<AllocatedResources>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AppliedJobOrder: ResolverTypeWrapper<AppliedJobOrder>;
  Backend: ResolverTypeWrapper<BackendViewMapper>;
  BackendCapabilities: ResolverTypeWrapper<BackendCapabilities>;
  BackendFault: ResolverTypeWrapper<BackendFault>;
  BackendFaultCode: BackendFaultCode;
  BackendKind: ResolverTypeWrapper<string>;
  BackendLimits: ResolverTypeWrapper<BackendLimits>;
  BackendSource: ResolverTypeWrapper<SourceViewMapper>;
  BackendState: BackendState;
  Billing: ResolverTypeWrapper<Billing>;
  Bookmark: ResolverTypeWrapper<Bookmark>;
  ByteCount: ResolverTypeWrapper<Scalars['ByteCount']['output']>;
  ChannelAttribute: ChannelAttribute;
  ChannelAttributeValue: ResolverTypeWrapper<ChannelAttributeValue>;
  ChannelConstraint: ResolverTypeWrapper<ChannelConstraint>;
  ComputeReference: ResolverTypeWrapper<ComputeReference>;
  CpuSpec: ResolverTypeWrapper<CpuSpec>;
  DataChannel: ResolverTypeWrapper<Omit<DataChannel, 'source' | 'target'> & { source?: Maybe<ResolversTypes['DataSource']>, target?: Maybe<ResolversTypes['DataSource']> }>;
  DataSource: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DataSource']>;
  DatasetReference: ResolverTypeWrapper<DatasetReference>;
  DatasetSource: ResolverTypeWrapper<DatasetSource>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Delivery: ResolverTypeWrapper<Omit<Delivery, 'destinations'> & { destinations: ReadonlyArray<ResolversTypes['DeliveryDestination']> }>;
  DeliveryDestination: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeliveryDestination']>;
  Deployment: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Deployment']>;
  Engine: ResolverTypeWrapper<Engine>;
  EphemeralDeployment: ResolverTypeWrapper<EphemeralDeployment>;
  EventSource: EventSource;
  Executor: ResolverTypeWrapper<Executor>;
  ExistingDeployment: ResolverTypeWrapper<ExistingDeployment>;
  Experiment: ResolverTypeWrapper<Experiment>;
  FilterOperator: FilterOperator;
  Flavor: ResolverTypeWrapper<FlavorViewMapper>;
  FlavorConnection: ResolverTypeWrapper<FlavorListViewMapper>;
  FlavorEdge: ResolverTypeWrapper<Omit<FlavorEdge, 'node'> & { node: ResolversTypes['Flavor'] }>;
  FlavorFilter: FlavorFilter;
  FlavorType: FlavorType;
  Gap: ResolverTypeWrapper<Gap>;
  GapReason: GapReason;
  ItemStatus: ItemStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<JobViewMapper>;
  JobConnection: ResolverTypeWrapper<JobListViewMapper>;
  JobCreation: ResolverTypeWrapper<JobCreation>;
  JobEdge: ResolverTypeWrapper<Omit<JobEdge, 'node'> & { node: ResolversTypes['Job'] }>;
  JobFacet: ResolverTypeWrapper<JobFacet>;
  JobFacetValue: ResolverTypeWrapper<JobFacetValue>;
  JobFilter: JobFilter;
  JobGroup: ResolverTypeWrapper<JobGroupViewMapper>;
  JobGroupKey: JobGroupKey;
  JobGroupList: ResolverTypeWrapper<JobGroupsViewMapper>;
  JobKind: JobKind;
  JobOrder: JobOrder;
  JobOrderField: JobOrderField;
  JobOutcome: JobOutcome;
  JobPhase: JobPhase;
  JobPhaseClass: JobPhaseClass;
  JobPolicies: ResolverTypeWrapper<JobPolicies>;
  JobRemoved: ResolverTypeWrapper<RemovalViewMapper>;
  JobService: ResolverTypeWrapper<JobService>;
  JobTopology: JobTopology;
  JobUsage: ResolverTypeWrapper<JobUsage>;
  KeyValue: ResolverTypeWrapper<KeyValue>;
  LabelFilter: LabelFilter;
  LiteralSource: ResolverTypeWrapper<LiteralSource>;
  LocalizedText: ResolverTypeWrapper<LocalizedText>;
  LogConnection: ResolverTypeWrapper<LogViewMapper>;
  LogEdge: ResolverTypeWrapper<Omit<LogEdge, 'node'> & { node: ResolversTypes['LogEntry'] }>;
  LogEntry: ResolverTypeWrapper<LogEntryViewMapper>;
  LogExport: ResolverTypeWrapper<LogExport>;
  LogGap: ResolverTypeWrapper<LogGap>;
  LogKind: LogKind;
  LogLevel: LogLevel;
  LogSource: ResolverTypeWrapper<LogSource>;
  LogSourceKind: LogSourceKind;
  MetricPoint: ResolverTypeWrapper<MetricPoint>;
  MetricSeries: ResolverTypeWrapper<MetricSeries>;
  Milliseconds: ResolverTypeWrapper<Scalars['Milliseconds']['output']>;
  ModelReference: ResolverTypeWrapper<ModelReference>;
  NativeFilter: NativeFilter;
  NativeStatus: ResolverTypeWrapper<NativeStatus>;
  NfsVolume: ResolverTypeWrapper<NfsVolume>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NodeCountSample: ResolverTypeWrapper<NodeCountSample>;
  ObjectStorageSource: ResolverTypeWrapper<ObjectStorageSource>;
  OrderDirection: OrderDirection;
  OtherDeployment: ResolverTypeWrapper<OtherDeployment>;
  OtherDestination: ResolverTypeWrapper<OtherDestination>;
  OtherVolume: ResolverTypeWrapper<OtherVolume>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Parameter: ResolverTypeWrapper<ParameterMapper>;
  ParameterConstraint: ResolverTypeWrapper<ParameterConstraint>;
  ParameterType: ParameterType;
  PhaseSource: PhaseSource;
  Progress: ResolverTypeWrapper<Progress>;
  ProgressCounter: ResolverTypeWrapper<ProgressCounter>;
  ProgressStep: ResolverTypeWrapper<ProgressStep>;
  ProgressStepName: ProgressStepName;
  Project: ResolverTypeWrapper<Project>;
  Quantity: ResolverTypeWrapper<Quantity>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordedEvent: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['RecordedEvent']>;
  ResourcePolicy: ResourcePolicy;
  ResourcePool: ResolverTypeWrapper<ResourcePool>;
  ResourceSpec: ResolverTypeWrapper<ResourceViewMapper>;
  ResumeExpired: ResolverTypeWrapper<ResumeExpired>;
  RewardGoal: RewardGoal;
  RewardMetric: ResolverTypeWrapper<RewardMetric>;
  RunAttempt: ResolverTypeWrapper<RunAttempt>;
  Schedule: ResolverTypeWrapper<Schedule>;
  Scheduling: ResolverTypeWrapper<Scheduling>;
  SearchAlgorithm: ResolverTypeWrapper<SearchAlgorithm>;
  SearchParameter: ResolverTypeWrapper<SearchParameter>;
  SearchParameterKind: SearchParameterKind;
  SearchPolicy: ResolverTypeWrapper<SearchPolicy>;
  Spec: ResolverTypeWrapper<SpecViewMapper>;
  Status: ResolverTypeWrapper<StatusViewMapper>;
  StatusDurations: ResolverTypeWrapper<StatusDurations>;
  StatusError: ResolverTypeWrapper<StatusError>;
  StatusMapping: ResolverTypeWrapper<StatusMappingViewMapper>;
  StatusReason: ResolverTypeWrapper<StatusReason>;
  StatusReasonCode: StatusReasonCode;
  StatusTransition: ResolverTypeWrapper<TransitionViewMapper>;
  StatusTransitionConnection: ResolverTypeWrapper<TransitionListViewMapper>;
  StatusTransitionEdge: ResolverTypeWrapper<Omit<StatusTransitionEdge, 'node'> & { node: ResolversTypes['StatusTransition'] }>;
  StatusTransitionMessage: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['StatusTransitionMessage']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TaskRole: TaskRole;
  TaskSpec: ResolverTypeWrapper<TaskViewMapper>;
  TaskStatus: ResolverTypeWrapper<TaskStatus>;
  TimeRange: TimeRange;
  TrainingParadigm: TrainingParadigm;
  Transfer: ResolverTypeWrapper<Transfer>;
  TypedKeyValue: ResolverTypeWrapper<TypedKeyValue>;
  UsagePeriod: ResolverTypeWrapper<UsagePeriod>;
  User: ResolverTypeWrapper<User>;
  Volume: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Volume']>;
  WebhookDestination: ResolverTypeWrapper<WebhookDestination>;
  Workspace: ResolverTypeWrapper<Workspace>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceleratorSpec: AcceleratorSpec;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Algorithm: AlgorithmViewMapper;
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  AlgorithmConnection: AlgorithmListViewMapper;
  AlgorithmEdge: Omit<AlgorithmEdge, 'node'> & { node: ResolversParentTypes['Algorithm'] };
  AlgorithmFilter: AlgorithmFilter;
  AllocatedResources: AllocatedResources;
  Float: Scalars['Float']['output'];
  AppliedJobOrder: AppliedJobOrder;
  Backend: BackendViewMapper;
  BackendCapabilities: BackendCapabilities;
  BackendFault: BackendFault;
  BackendLimits: BackendLimits;
  BackendSource: SourceViewMapper;
  Billing: Billing;
  Bookmark: Bookmark;
  ByteCount: Scalars['ByteCount']['output'];
  ChannelAttributeValue: ChannelAttributeValue;
  ChannelConstraint: ChannelConstraint;
  ComputeReference: ComputeReference;
  CpuSpec: CpuSpec;
  DataChannel: Omit<DataChannel, 'source' | 'target'> & { source?: Maybe<ResolversParentTypes['DataSource']>, target?: Maybe<ResolversParentTypes['DataSource']> };
  DataSource: ResolversUnionTypes<ResolversParentTypes>['DataSource'];
  DatasetReference: DatasetReference;
  DatasetSource: DatasetSource;
  DateTime: Scalars['DateTime']['output'];
  Delivery: Omit<Delivery, 'destinations'> & { destinations: ReadonlyArray<ResolversParentTypes['DeliveryDestination']> };
  DeliveryDestination: ResolversUnionTypes<ResolversParentTypes>['DeliveryDestination'];
  Deployment: ResolversUnionTypes<ResolversParentTypes>['Deployment'];
  Engine: Engine;
  EphemeralDeployment: EphemeralDeployment;
  Executor: Executor;
  ExistingDeployment: ExistingDeployment;
  Experiment: Experiment;
  Flavor: FlavorViewMapper;
  FlavorConnection: FlavorListViewMapper;
  FlavorEdge: Omit<FlavorEdge, 'node'> & { node: ResolversParentTypes['Flavor'] };
  FlavorFilter: FlavorFilter;
  Gap: Gap;
  JSON: Scalars['JSON']['output'];
  Job: JobViewMapper;
  JobConnection: JobListViewMapper;
  JobCreation: JobCreation;
  JobEdge: Omit<JobEdge, 'node'> & { node: ResolversParentTypes['Job'] };
  JobFacet: JobFacet;
  JobFacetValue: JobFacetValue;
  JobFilter: JobFilter;
  JobGroup: JobGroupViewMapper;
  JobGroupList: JobGroupsViewMapper;
  JobOrder: JobOrder;
  JobPolicies: JobPolicies;
  JobRemoved: RemovalViewMapper;
  JobService: JobService;
  JobUsage: JobUsage;
  KeyValue: KeyValue;
  LabelFilter: LabelFilter;
  LiteralSource: LiteralSource;
  LocalizedText: LocalizedText;
  LogConnection: LogViewMapper;
  LogEdge: Omit<LogEdge, 'node'> & { node: ResolversParentTypes['LogEntry'] };
  LogEntry: LogEntryViewMapper;
  LogExport: LogExport;
  LogGap: LogGap;
  LogSource: LogSource;
  MetricPoint: MetricPoint;
  MetricSeries: MetricSeries;
  Milliseconds: Scalars['Milliseconds']['output'];
  ModelReference: ModelReference;
  NativeFilter: NativeFilter;
  NativeStatus: NativeStatus;
  NfsVolume: NfsVolume;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NodeCountSample: NodeCountSample;
  ObjectStorageSource: ObjectStorageSource;
  OtherDeployment: OtherDeployment;
  OtherDestination: OtherDestination;
  OtherVolume: OtherVolume;
  PageInfo: PageInfo;
  Parameter: ParameterMapper;
  ParameterConstraint: ParameterConstraint;
  Progress: Progress;
  ProgressCounter: ProgressCounter;
  ProgressStep: ProgressStep;
  Project: Project;
  Quantity: Quantity;
  Query: Record<PropertyKey, never>;
  RecordedEvent: ResolversInterfaceTypes<ResolversParentTypes>['RecordedEvent'];
  ResourcePool: ResourcePool;
  ResourceSpec: ResourceViewMapper;
  ResumeExpired: ResumeExpired;
  RewardMetric: RewardMetric;
  RunAttempt: RunAttempt;
  Schedule: Schedule;
  Scheduling: Scheduling;
  SearchAlgorithm: SearchAlgorithm;
  SearchParameter: SearchParameter;
  SearchPolicy: SearchPolicy;
  Spec: SpecViewMapper;
  Status: StatusViewMapper;
  StatusDurations: StatusDurations;
  StatusError: StatusError;
  StatusMapping: StatusMappingViewMapper;
  StatusReason: StatusReason;
  StatusTransition: TransitionViewMapper;
  StatusTransitionConnection: TransitionListViewMapper;
  StatusTransitionEdge: Omit<StatusTransitionEdge, 'node'> & { node: ResolversParentTypes['StatusTransition'] };
  StatusTransitionMessage: ResolversInterfaceTypes<ResolversParentTypes>['StatusTransitionMessage'];
  Subscription: Record<PropertyKey, never>;
  TaskSpec: TaskViewMapper;
  TaskStatus: TaskStatus;
  TimeRange: TimeRange;
  Transfer: Transfer;
  TypedKeyValue: TypedKeyValue;
  UsagePeriod: UsagePeriod;
  User: User;
  Volume: ResolversUnionTypes<ResolversParentTypes>['Volume'];
  WebhookDestination: WebhookDestination;
  Workspace: Workspace;
};

export type UpstreamDirectiveArgs = { };

export type UpstreamDirectiveResolver<Result, Parent, ContextType = Context, Args = UpstreamDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceleratorSpecResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceleratorSpec'] = ResolversParentTypes['AcceleratorSpec']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  memory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  memoryBytes?: Resolver<Maybe<ResolversTypes['ByteCount']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AlgorithmResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Algorithm'] = ResolversParentTypes['Algorithm'], FederationReferenceType extends FederationReferenceTypes['Algorithm'] = FederationReferenceTypes['Algorithm']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Algorithm']> | FederationReferenceType, FederationReferenceType, ContextType>;
  backend?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
  bootFile?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  codeDir?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  command?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  engine?: Resolver<Maybe<ResolversTypes['Engine']>, ParentType, ContextType>;
  form?: Resolver<ResolversTypes['AlgorithmForm'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Parameter']>>, ParentType, ContextType>;
  subscriptionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supportsContinualTraining?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  versionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlgorithmConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlgorithmConnection'] = ResolversParentTypes['AlgorithmConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AlgorithmEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Algorithm']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['BackendSource']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AlgorithmEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlgorithmEdge'] = ResolversParentTypes['AlgorithmEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Algorithm'], ParentType, ContextType>;
};

export type AllocatedResourcesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AllocatedResources'] = ResolversParentTypes['AllocatedResources']> = {
  acceleratorCount?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  acceleratorType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  arch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cores?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  memory?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
};

export type AppliedJobOrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppliedJobOrder'] = ResolversParentTypes['AppliedJobOrder']> = {
  direction?: Resolver<ResolversTypes['OrderDirection'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['JobOrderField']>, ParentType, ContextType>;
  nativeField?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BackendResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend'], FederationReferenceType extends FederationReferenceTypes['Backend'] = FederationReferenceTypes['Backend']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Backend']> | FederationReferenceType, FederationReferenceType, ContextType>;
  capabilities?: Resolver<ResolversTypes['BackendCapabilities'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BackendKind'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['BackendLimits'], ParentType, ContextType>;
  projects?: Resolver<ReadonlyArray<ResolversTypes['Project']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['BackendSource'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BackendCapabilitiesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendCapabilities'] = ResolversParentTypes['BackendCapabilities']> = {
  algorithms?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  archiveJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cancelJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deleteJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  flavors?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  jobTemplate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  liveLogs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  logs?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  metrics?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  modifySharing?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  push?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  renameJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retryJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  updateJob?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BackendFaultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendFault'] = ResolversParentTypes['BackendFault']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['BackendFaultCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  solution?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BackendKindResolvers = EnumResolverSignature<{ AZURE_ML?: any, DATATURE?: any, MODELARTS?: any, QAI_HUB?: any, SEEME?: any }, ResolversTypes['BackendKind']>;

export type BackendLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendLimits'] = ResolversParentTypes['BackendLimits']> = {
  callsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxJobLifetimeMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BackendSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendSource'] = ResolversParentTypes['BackendSource']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['BackendFault']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['BackendState'], ParentType, ContextType>;
};

export type BillingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Billing'] = ResolversParentTypes['Billing']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BookmarkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Bookmark'] = ResolversParentTypes['Bookmark']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface ByteCountScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['ByteCount'], any> {
  name: 'ByteCount';
}

export type ChannelAttributeValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelAttributeValue'] = ResolversParentTypes['ChannelAttributeValue']> = {
  attribute?: Resolver<ResolversTypes['ChannelAttribute'], ParentType, ContextType>;
  nativeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelConstraintResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelConstraint'] = ResolversParentTypes['ChannelConstraint']> = {
  attributes?: Resolver<ReadonlyArray<ResolversTypes['ChannelAttributeValue']>, ParentType, ContextType>;
  dataType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ComputeReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ComputeReference'] = ResolversParentTypes['ComputeReference']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  serverless?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CpuSpecResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CpuSpec'] = ResolversParentTypes['CpuSpec']> = {
  arch?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cores?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DataChannelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataChannel'] = ResolversParentTypes['DataChannel']> = {
  accessMethod?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  constraints?: Resolver<ReadonlyArray<ResolversTypes['ChannelConstraint']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  localPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['DataSource']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['DataSource']>, ParentType, ContextType>;
  transfer?: Resolver<Maybe<ResolversTypes['Transfer']>, ParentType, ContextType>;
};

export type DataSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataSource'] = ResolversParentTypes['DataSource']> = {
  __resolveType: TypeResolveFn<'DatasetSource' | 'LiteralSource' | 'ObjectStorageSource', ParentType, ContextType>;
};

export type DatasetReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetReference'] = ResolversParentTypes['DatasetReference']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  versionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DatasetSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetSource'] = ResolversParentTypes['DatasetSource']> = {
  dataset?: Resolver<ResolversTypes['DatasetReference'], ParentType, ContextType>;
  resolvedUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  destinations?: Resolver<ReadonlyArray<ResolversTypes['DeliveryDestination']>, ParentType, ContextType>;
};

export type DeliveryDestinationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryDestination'] = ResolversParentTypes['DeliveryDestination']> = {
  __resolveType: TypeResolveFn<'OtherDestination' | 'WebhookDestination', ParentType, ContextType>;
};

export type DeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deployment'] = ResolversParentTypes['Deployment']> = {
  __resolveType: TypeResolveFn<'EphemeralDeployment' | 'ExistingDeployment' | 'OtherDeployment', ParentType, ContextType>;
};

export type EngineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Engine'] = ResolversParentTypes['Engine']> = {
  imageUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  runUser?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  v1Compatible?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EphemeralDeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EphemeralDeployment'] = ResolversParentTypes['EphemeralDeployment']> = {
  artifactId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instanceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  replicas?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExecutorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Executor'] = ResolversParentTypes['Executor']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ExistingDeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExistingDeployment'] = ResolversParentTypes['ExistingDeployment']> = {
  deploymentId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExperimentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Experiment'] = ResolversParentTypes['Experiment']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FlavorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Flavor'] = ResolversParentTypes['Flavor'], FederationReferenceType extends FederationReferenceTypes['Flavor'] = FederationReferenceTypes['Flavor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Flavor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attributes?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
  billing?: Resolver<Maybe<ResolversTypes['Billing']>, ParentType, ContextType>;
  cpu?: Resolver<Maybe<ResolversTypes['CpuSpec']>, ParentType, ContextType>;
  disk?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  distributed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  gpu?: Resolver<Maybe<ResolversTypes['AcceleratorSpec']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxNodes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxSelectableNodes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  memory?: Resolver<Maybe<ResolversTypes['Quantity']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  npu?: Resolver<Maybe<ResolversTypes['AcceleratorSpec']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FlavorType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FlavorConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlavorConnection'] = ResolversParentTypes['FlavorConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FlavorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Flavor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['BackendSource']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FlavorEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlavorEdge'] = ResolversParentTypes['FlavorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Flavor'], ParentType, ContextType>;
};

export type GapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Gap'] = ResolversParentTypes['Gap']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fromCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['GapReason'], ParentType, ContextType>;
  toCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job'], FederationReferenceType extends FederationReferenceTypes['Job'] = FederationReferenceTypes['Job']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Job']> | FederationReferenceType, FederationReferenceType, ContextType>;
  algorithm?: Resolver<Maybe<ResolversTypes['Algorithm']>, ParentType, ContextType>;
  annotations?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
  basePath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  creation?: Resolver<Maybe<ResolversTypes['JobCreation']>, ParentType, ContextType>;
  deadlineAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  experiment?: Resolver<Maybe<ResolversTypes['Experiment']>, ParentType, ContextType>;
  flavor?: Resolver<Maybe<ResolversTypes['Flavor']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['JobKind'], ParentType, ContextType>;
  labels?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  logSources?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LogSource']>>, ParentType, ContextType>;
  logs?: Resolver<Maybe<ResolversTypes['LogConnection']>, ParentType, ContextType, Partial<JobLogsArgs>>;
  metrics?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MetricSeries']>>, ParentType, ContextType, Partial<JobMetricsArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeKind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  properties?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  relatedJobs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Job']>>, ParentType, ContextType>;
  resourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resultModel?: Resolver<Maybe<ResolversTypes['ModelReference']>, ParentType, ContextType>;
  serviceVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  services?: Resolver<ReadonlyArray<ResolversTypes['JobService']>, ParentType, ContextType>;
  spec?: Resolver<Maybe<ResolversTypes['Spec']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  statusPath?: Resolver<ReadonlyArray<ResolversTypes['StatusMapping']>, ParentType, ContextType>;
  transitions?: Resolver<ResolversTypes['StatusTransitionConnection'], ParentType, ContextType, Partial<JobTransitionsArgs>>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['JobUsage']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  workspace?: Resolver<Maybe<ResolversTypes['Workspace']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobConnection'] = ResolversParentTypes['JobConnection']> = {
  appliedOrder?: Resolver<ReadonlyArray<ResolversTypes['AppliedJobOrder']>, ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['JobEdge']>, ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  facets?: Resolver<ReadonlyArray<ResolversTypes['JobFacet']>, ParentType, ContextType, RequireFields<JobConnectionFacetsArgs, 'keys'>>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Job']>, ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['BackendSource']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unfilteredCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JobCreationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobCreation'] = ResolversParentTypes['JobCreation']> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdByType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modifiedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  modifiedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobEdge'] = ResolversParentTypes['JobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
};

export type JobFacetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobFacet'] = ResolversParentTypes['JobFacet']> = {
  key?: Resolver<ResolversTypes['JobGroupKey'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['JobFacetValue']>, ParentType, ContextType>;
};

export type JobFacetValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobFacetValue'] = ResolversParentTypes['JobFacetValue']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobGroup'] = ResolversParentTypes['JobGroup']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  jobs?: Resolver<ResolversTypes['JobConnection'], ParentType, ContextType, Partial<JobGroupJobsArgs>>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobGroupListResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobGroupList'] = ResolversParentTypes['JobGroupList']> = {
  by?: Resolver<ResolversTypes['JobGroupKey'], ParentType, ContextType>;
  groupCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['JobGroup']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['BackendSource']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JobPoliciesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobPolicies'] = ResolversParentTypes['JobPolicies']> = {
  search?: Resolver<Maybe<ResolversTypes['SearchPolicy']>, ParentType, ContextType>;
};

export type JobRemovedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobRemoved'] = ResolversParentTypes['JobRemoved']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  removedJobId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EventSource'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobService'] = ResolversParentTypes['JobService']> = {
  endpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  port?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  properties?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobUsage'] = ResolversParentTypes['JobUsage']> = {
  cpu?: Resolver<Maybe<ResolversTypes['UsagePeriod']>, ParentType, ContextType>;
  gpu?: Resolver<Maybe<ResolversTypes['UsagePeriod']>, ParentType, ContextType>;
};

export type KeyValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeyValue'] = ResolversParentTypes['KeyValue']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LiteralSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiteralSource'] = ResolversParentTypes['LiteralSource']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LocalizedTextResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LocalizedText'] = ResolversParentTypes['LocalizedText']> = {
  language?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogConnection'] = ResolversParentTypes['LogConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LogEdge']>, ParentType, ContextType>;
  gaps?: Resolver<ReadonlyArray<ResolversTypes['LogGap']>, ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeKind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LogEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['LogSource'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LogEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogEdge'] = ResolversParentTypes['LogEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LogEntry'], ParentType, ContextType>;
};

export type LogEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogEntry'] = ResolversParentTypes['LogEntry']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  item?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  itemStatus?: Resolver<Maybe<ResolversTypes['ItemStatus']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LogKind'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['LogLevel'], ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeItemStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeKind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeLevel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogExport'] = ResolversParentTypes['LogExport']> = {
  hostPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogGapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogGap'] = ResolversParentTypes['LogGap']> = {
  bytes?: Resolver<Maybe<ResolversTypes['ByteCount']>, ParentType, ContextType>;
  fromCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['GapReason'], ParentType, ContextType>;
  toCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LogSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogSource'] = ResolversParentTypes['LogSource']> = {
  kind?: Resolver<ResolversTypes['LogSourceKind'], ParentType, ContextType>;
  live?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  main?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['ByteCount']>, ParentType, ContextType>;
};

export type MetricPointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricPoint'] = ResolversParentTypes['MetricPoint']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type MetricSeriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricSeries'] = ResolversParentTypes['MetricSeries']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  points?: Resolver<ReadonlyArray<ResolversTypes['MetricPoint']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface MillisecondsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Milliseconds'], any> {
  name: 'Milliseconds';
}

export type ModelReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModelReference'] = ResolversParentTypes['ModelReference']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NativeStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NativeStatus'] = ResolversParentTypes['NativeStatus']> = {
  code?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  mapped?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  secondary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type NfsVolumeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NfsVolume'] = ResolversParentTypes['NfsVolume']> = {
  mountPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  readOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  serverPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Algorithm' | 'Flavor' | 'Job', ParentType, ContextType>;
};

export type NodeCountSampleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NodeCountSample'] = ResolversParentTypes['NodeCountSample']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ObjectStorageSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ObjectStorageSource'] = ResolversParentTypes['ObjectStorageSource']> = {
  uri?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherDeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OtherDeployment'] = ResolversParentTypes['OtherDeployment']> = {
  native?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  nativeKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherDestinationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OtherDestination'] = ResolversParentTypes['OtherDestination']> = {
  native?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  nativeKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OtherVolumeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OtherVolume'] = ResolversParentTypes['OtherVolume']> = {
  mountPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  native?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  nativeKind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParameterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Parameter'] = ResolversParentTypes['Parameter']> = {
  constraint?: Resolver<Maybe<ResolversTypes['ParameterConstraint']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  defaultValue?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ParameterDescriptionArgs>>;
  descriptions?: Resolver<ReadonlyArray<ResolversTypes['LocalizedText']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ParameterType'], ParentType, ContextType>;
  typedValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParameterConstraintResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ParameterConstraint'] = ResolversParentTypes['ParameterConstraint']> = {
  editable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nativeType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sensitive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  validRange?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  validType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Progress'] = ResolversParentTypes['Progress']> = {
  counters?: Resolver<ReadonlyArray<ResolversTypes['ProgressCounter']>, ParentType, ContextType>;
  done?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  fraction?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['ProgressStep']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProgressCounterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProgressCounter'] = ResolversParentTypes['ProgressCounter']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProgressStepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProgressStep'] = ResolversParentTypes['ProgressStep']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['ProgressStepName'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuantityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quantity'] = ResolversParentTypes['Quantity']> = {
  bytes?: Resolver<Maybe<ResolversTypes['ByteCount']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  algorithms?: Resolver<Maybe<ResolversTypes['AlgorithmConnection']>, ParentType, ContextType, Partial<QueryAlgorithmsArgs>>;
  backend?: Resolver<Maybe<ResolversTypes['Backend']>, ParentType, ContextType, RequireFields<QueryBackendArgs, 'id'>>;
  backends?: Resolver<ReadonlyArray<ResolversTypes['Backend']>, ParentType, ContextType>;
  flavors?: Resolver<Maybe<ResolversTypes['FlavorConnection']>, ParentType, ContextType, Partial<QueryFlavorsArgs>>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  jobByNativeId?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobByNativeIdArgs, 'backend' | 'nativeId'>>;
  jobGroups?: Resolver<ResolversTypes['JobGroupList'], ParentType, ContextType, RequireFields<QueryJobGroupsArgs, 'by'>>;
  jobs?: Resolver<ResolversTypes['JobConnection'], ParentType, ContextType, Partial<QueryJobsArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  statusVocabulary?: Resolver<ReadonlyArray<ResolversTypes['StatusMapping']>, ParentType, ContextType, Partial<QueryStatusVocabularyArgs>>;
};

export type RecordedEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordedEvent'] = ResolversParentTypes['RecordedEvent']> = {
  __resolveType: TypeResolveFn<'JobRemoved' | 'StatusTransition', ParentType, ContextType>;
};

export type ResourcePoolResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResourcePool'] = ResolversParentTypes['ResourcePool']> = {
  groupId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ResourceSpecResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResourceSpec'] = ResolversParentTypes['ResourceSpec']> = {
  allocated?: Resolver<Maybe<ResolversTypes['AllocatedResources']>, ParentType, ContextType>;
  flavor?: Resolver<Maybe<ResolversTypes['Flavor']>, ParentType, ContextType>;
  nodeCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  policy?: Resolver<Maybe<ResolversTypes['ResourcePolicy']>, ParentType, ContextType>;
  pool?: Resolver<Maybe<ResolversTypes['ResourcePool']>, ParentType, ContextType>;
};

export type ResumeExpiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResumeExpired'] = ResolversParentTypes['ResumeExpired']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldestCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RewardMetricResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RewardMetric'] = ResolversParentTypes['RewardMetric']> = {
  goal?: Resolver<ResolversTypes['RewardGoal'], ParentType, ContextType>;
  logPattern?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunAttempt'] = ResolversParentTypes['RunAttempt']> = {
  endReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endTask?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recovery?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ScheduleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Schedule'] = ResolversParentTypes['Schedule']> = {
  startAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  stopAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SchedulingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Scheduling'] = ResolversParentTypes['Scheduling']> = {
  affinity?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  preemptible?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  priority?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SearchAlgorithmResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchAlgorithm'] = ResolversParentTypes['SearchAlgorithm']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['TypedKeyValue']>, ParentType, ContextType>;
};

export type SearchParameterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchParameter'] = ResolversParentTypes['SearchParameter']> = {
  discretePoints?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SearchParameterKind'], ParentType, ContextType>;
  lowerBound?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  upperBound?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SearchPolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchPolicy'] = ResolversParentTypes['SearchPolicy']> = {
  algorithms?: Resolver<ReadonlyArray<ResolversTypes['SearchAlgorithm']>, ParentType, ContextType>;
  configUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  frameworkUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['SearchParameter']>, ParentType, ContextType>;
  rewards?: Resolver<ReadonlyArray<ResolversTypes['RewardMetric']>, ParentType, ContextType>;
};

export type SpecResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Spec'] = ResolversParentTypes['Spec']> = {
  baseModel?: Resolver<Maybe<ResolversTypes['ModelReference']>, ParentType, ContextType>;
  compute?: Resolver<Maybe<ResolversTypes['ComputeReference']>, ParentType, ContextType>;
  dataset?: Resolver<Maybe<ResolversTypes['DatasetReference']>, ParentType, ContextType>;
  delivery?: Resolver<Maybe<ResolversTypes['Delivery']>, ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['Deployment']>, ParentType, ContextType>;
  environment?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  inputs?: Resolver<ReadonlyArray<ResolversTypes['DataChannel']>, ParentType, ContextType>;
  logExport?: Resolver<Maybe<ResolversTypes['LogExport']>, ParentType, ContextType>;
  options?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outputs?: Resolver<ReadonlyArray<ResolversTypes['DataChannel']>, ParentType, ContextType>;
  paradigm?: Resolver<Maybe<ResolversTypes['TrainingParadigm']>, ParentType, ContextType>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['Parameter']>, ParentType, ContextType>;
  policies?: Resolver<Maybe<ResolversTypes['JobPolicies']>, ParentType, ContextType>;
  resource?: Resolver<Maybe<ResolversTypes['ResourceSpec']>, ParentType, ContextType>;
  schedule?: Resolver<Maybe<ResolversTypes['Schedule']>, ParentType, ContextType>;
  scheduling?: Resolver<Maybe<ResolversTypes['Scheduling']>, ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['TaskSpec']>, ParentType, ContextType>;
  topology?: Resolver<ResolversTypes['JobTopology'], ParentType, ContextType>;
  volumes?: Resolver<ReadonlyArray<ResolversTypes['Volume']>, ParentType, ContextType>;
};

export type StatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Status'] = ResolversParentTypes['Status']> = {
  attempts?: Resolver<ReadonlyArray<ResolversTypes['RunAttempt']>, ParentType, ContextType>;
  cancelRequestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  durations?: Resolver<ResolversTypes['StatusDurations'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['StatusError']>, ParentType, ContextType>;
  executor?: Resolver<Maybe<ResolversTypes['Executor']>, ParentType, ContextType>;
  exitCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isTerminal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  native?: Resolver<ResolversTypes['NativeStatus'], ParentType, ContextType>;
  nodeCountHistory?: Resolver<ReadonlyArray<ResolversTypes['NodeCountSample']>, ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['JobOutcome']>, ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['JobPhase'], ParentType, ContextType>;
  phaseClass?: Resolver<ResolversTypes['JobPhaseClass'], ParentType, ContextType>;
  phaseSource?: Resolver<ResolversTypes['PhaseSource'], ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['Progress']>, ParentType, ContextType>;
  queuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['StatusReason']>, ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stageDetail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  tasks?: Resolver<ReadonlyArray<ResolversTypes['TaskStatus']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type StatusDurationsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusDurations'] = ResolversParentTypes['StatusDurations']> = {
  queuedMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  runningMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  totalMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
};

export type StatusErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusError'] = ResolversParentTypes['StatusError']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatusMappingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusMapping'] = ResolversParentTypes['StatusMapping']> = {
  backendKind?: Resolver<ResolversTypes['BackendKind'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jobKinds?: Resolver<ReadonlyArray<ResolversTypes['JobKind']>, ParentType, ContextType>;
  nativeSecondary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeValue?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['JobPhase'], ParentType, ContextType>;
  phaseClass?: Resolver<ResolversTypes['JobPhaseClass'], ParentType, ContextType>;
  stage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StatusReasonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusReason'] = ResolversParentTypes['StatusReason']> = {
  code?: Resolver<ResolversTypes['StatusReasonCode'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StatusTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusTransition'] = ResolversParentTypes['StatusTransition']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changedFields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  corrective?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['JobPhase']>, ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EventSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['JobPhase'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type StatusTransitionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusTransitionConnection'] = ResolversParentTypes['StatusTransitionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StatusTransitionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StatusTransition']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StatusTransitionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusTransitionEdge'] = ResolversParentTypes['StatusTransitionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StatusTransition'], ParentType, ContextType>;
};

export type StatusTransitionMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatusTransitionMessage'] = ResolversParentTypes['StatusTransitionMessage']> = {
  __resolveType: TypeResolveFn<'Bookmark' | 'Gap' | 'JobRemoved' | 'ResumeExpired' | 'StatusTransition', ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  statusTransitions?: SubscriptionResolver<ResolversTypes['StatusTransitionMessage'], "statusTransitions", ParentType, ContextType, Partial<SubscriptionStatusTransitionsArgs>>;
};

export type TaskSpecResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskSpec'] = ResolversParentTypes['TaskSpec']> = {
  algorithm?: Resolver<Maybe<ResolversTypes['Algorithm']>, ParentType, ContextType>;
  flavor?: Resolver<Maybe<ResolversTypes['Flavor']>, ParentType, ContextType>;
  inputs?: Resolver<ReadonlyArray<ResolversTypes['DataChannel']>, ParentType, ContextType>;
  nodeCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  outputs?: Resolver<ReadonlyArray<ResolversTypes['DataChannel']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['TaskRole'], ParentType, ContextType>;
};

export type TaskStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskStatus'] = ResolversParentTypes['TaskStatus']> = {
  exitCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TransferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer']> = {
  mode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  periodMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
};

export type TypedKeyValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TypedKeyValue'] = ResolversParentTypes['TypedKeyValue']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UsagePeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsagePeriod'] = ResolversParentTypes['UsagePeriod']> = {
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type VolumeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Volume'] = ResolversParentTypes['Volume']> = {
  __resolveType: TypeResolveFn<'NfsVolume' | 'OtherVolume', ParentType, ContextType>;
};

export type WebhookDestinationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDestination'] = ResolversParentTypes['WebhookDestination']> = {
  webhookId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WorkspaceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Workspace'] = ResolversParentTypes['Workspace']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceleratorSpec?: AcceleratorSpecResolvers<ContextType>;
  Algorithm?: AlgorithmResolvers<ContextType>;
  AlgorithmConnection?: AlgorithmConnectionResolvers<ContextType>;
  AlgorithmEdge?: AlgorithmEdgeResolvers<ContextType>;
  AllocatedResources?: AllocatedResourcesResolvers<ContextType>;
  AppliedJobOrder?: AppliedJobOrderResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  BackendCapabilities?: BackendCapabilitiesResolvers<ContextType>;
  BackendFault?: BackendFaultResolvers<ContextType>;
  BackendKind?: BackendKindResolvers;
  BackendLimits?: BackendLimitsResolvers<ContextType>;
  BackendSource?: BackendSourceResolvers<ContextType>;
  Billing?: BillingResolvers<ContextType>;
  Bookmark?: BookmarkResolvers<ContextType>;
  ByteCount?: GraphQLScalarType;
  ChannelAttributeValue?: ChannelAttributeValueResolvers<ContextType>;
  ChannelConstraint?: ChannelConstraintResolvers<ContextType>;
  ComputeReference?: ComputeReferenceResolvers<ContextType>;
  CpuSpec?: CpuSpecResolvers<ContextType>;
  DataChannel?: DataChannelResolvers<ContextType>;
  DataSource?: DataSourceResolvers<ContextType>;
  DatasetReference?: DatasetReferenceResolvers<ContextType>;
  DatasetSource?: DatasetSourceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryDestination?: DeliveryDestinationResolvers<ContextType>;
  Deployment?: DeploymentResolvers<ContextType>;
  Engine?: EngineResolvers<ContextType>;
  EphemeralDeployment?: EphemeralDeploymentResolvers<ContextType>;
  Executor?: ExecutorResolvers<ContextType>;
  ExistingDeployment?: ExistingDeploymentResolvers<ContextType>;
  Experiment?: ExperimentResolvers<ContextType>;
  Flavor?: FlavorResolvers<ContextType>;
  FlavorConnection?: FlavorConnectionResolvers<ContextType>;
  FlavorEdge?: FlavorEdgeResolvers<ContextType>;
  Gap?: GapResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  JobConnection?: JobConnectionResolvers<ContextType>;
  JobCreation?: JobCreationResolvers<ContextType>;
  JobEdge?: JobEdgeResolvers<ContextType>;
  JobFacet?: JobFacetResolvers<ContextType>;
  JobFacetValue?: JobFacetValueResolvers<ContextType>;
  JobGroup?: JobGroupResolvers<ContextType>;
  JobGroupList?: JobGroupListResolvers<ContextType>;
  JobPolicies?: JobPoliciesResolvers<ContextType>;
  JobRemoved?: JobRemovedResolvers<ContextType>;
  JobService?: JobServiceResolvers<ContextType>;
  JobUsage?: JobUsageResolvers<ContextType>;
  KeyValue?: KeyValueResolvers<ContextType>;
  LiteralSource?: LiteralSourceResolvers<ContextType>;
  LocalizedText?: LocalizedTextResolvers<ContextType>;
  LogConnection?: LogConnectionResolvers<ContextType>;
  LogEdge?: LogEdgeResolvers<ContextType>;
  LogEntry?: LogEntryResolvers<ContextType>;
  LogExport?: LogExportResolvers<ContextType>;
  LogGap?: LogGapResolvers<ContextType>;
  LogSource?: LogSourceResolvers<ContextType>;
  MetricPoint?: MetricPointResolvers<ContextType>;
  MetricSeries?: MetricSeriesResolvers<ContextType>;
  Milliseconds?: GraphQLScalarType;
  ModelReference?: ModelReferenceResolvers<ContextType>;
  NativeStatus?: NativeStatusResolvers<ContextType>;
  NfsVolume?: NfsVolumeResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NodeCountSample?: NodeCountSampleResolvers<ContextType>;
  ObjectStorageSource?: ObjectStorageSourceResolvers<ContextType>;
  OtherDeployment?: OtherDeploymentResolvers<ContextType>;
  OtherDestination?: OtherDestinationResolvers<ContextType>;
  OtherVolume?: OtherVolumeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Parameter?: ParameterResolvers<ContextType>;
  ParameterConstraint?: ParameterConstraintResolvers<ContextType>;
  Progress?: ProgressResolvers<ContextType>;
  ProgressCounter?: ProgressCounterResolvers<ContextType>;
  ProgressStep?: ProgressStepResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Quantity?: QuantityResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordedEvent?: RecordedEventResolvers<ContextType>;
  ResourcePool?: ResourcePoolResolvers<ContextType>;
  ResourceSpec?: ResourceSpecResolvers<ContextType>;
  ResumeExpired?: ResumeExpiredResolvers<ContextType>;
  RewardMetric?: RewardMetricResolvers<ContextType>;
  RunAttempt?: RunAttemptResolvers<ContextType>;
  Schedule?: ScheduleResolvers<ContextType>;
  Scheduling?: SchedulingResolvers<ContextType>;
  SearchAlgorithm?: SearchAlgorithmResolvers<ContextType>;
  SearchParameter?: SearchParameterResolvers<ContextType>;
  SearchPolicy?: SearchPolicyResolvers<ContextType>;
  Spec?: SpecResolvers<ContextType>;
  Status?: StatusResolvers<ContextType>;
  StatusDurations?: StatusDurationsResolvers<ContextType>;
  StatusError?: StatusErrorResolvers<ContextType>;
  StatusMapping?: StatusMappingResolvers<ContextType>;
  StatusReason?: StatusReasonResolvers<ContextType>;
  StatusTransition?: StatusTransitionResolvers<ContextType>;
  StatusTransitionConnection?: StatusTransitionConnectionResolvers<ContextType>;
  StatusTransitionEdge?: StatusTransitionEdgeResolvers<ContextType>;
  StatusTransitionMessage?: StatusTransitionMessageResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TaskSpec?: TaskSpecResolvers<ContextType>;
  TaskStatus?: TaskStatusResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TypedKeyValue?: TypedKeyValueResolvers<ContextType>;
  UsagePeriod?: UsagePeriodResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Volume?: VolumeResolvers<ContextType>;
  WebhookDestination?: WebhookDestinationResolvers<ContextType>;
  Workspace?: WorkspaceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
