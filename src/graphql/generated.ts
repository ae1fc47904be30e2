import type { Instant } from '../domain/instant.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AlgorithmView as AlgorithmViewMapper, AlgorithmListView as AlgorithmListViewMapper, BackendView as BackendViewMapper, HealthView as HealthViewMapper, SourceView as SourceViewMapper, FlavorView as FlavorViewMapper, FlavorListView as FlavorListViewMapper, JobView as JobViewMapper, ChangeView as ChangeViewMapper, CreationView as CreationViewMapper, JobGroupView as JobGroupViewMapper, RemovalView as RemovalViewMapper, UsageView as UsageViewMapper, LogView as LogViewMapper, LogEntryView as LogEntryViewMapper, ResourceView as ResourceViewMapper, SpecView as SpecViewMapper, StatusView as StatusViewMapper, StatusMappingView as StatusMappingViewMapper, TransitionView as TransitionViewMapper, TransitionListView as TransitionListViewMapper, TaskView as TaskViewMapper, TaskStatusView as TaskStatusViewMapper } from '../federation/views.ts';
import type { CommandResult as CommandResultMapper, BulkResult as BulkResultMapper, DeletionResult as DeletionResultMapper, SharingResult as SharingResultMapper } from '../federation/commands/contract.ts';
import type { Problem as ProblemMapper } from '../domain/command.ts';
import type { JobListView as JobListViewMapper, JobGroupsView as JobGroupsViewMapper } from '../federation/jobs.ts';
import type { TemplateView as TemplateViewMapper } from '../federation/drafts.ts';
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

/** Accelerators of one node. */
export type AcceleratorSpec = {
  readonly __typename?: 'AcceleratorSpec';
  /** Accelerators of one node; null where the vendor does not say. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** As the vendor writes it, for example `32GB`. */
  readonly memory?: Maybe<Scalars['String']['output']>;
  /** Memory of one accelerator; null where `memory` is no amount. */
  readonly memoryBytes?: Maybe<Scalars['ByteCount']['output']>;
  /** The maker's or the vendor's name for it. */
  readonly product?: Maybe<Scalars['String']['output']>;
};

/** Code, application, subscription or model that jobs run. */
export type Algorithm = Node & {
  readonly __typename?: 'Algorithm';
  /** Backend that offers it, or whose job names it. */
  readonly backend: Backend;
  /** File within `codeDir` that is started. */
  readonly bootFile?: Maybe<Scalars['String']['output']>;
  /** Folder of the code: a path on object storage, or one within the image. */
  readonly codeDir?: Maybe<Scalars['String']['output']>;
  /** Command line that is started instead of a boot file. */
  readonly command?: Maybe<Scalars['String']['output']>;
  /** The vendor's text; null where it has none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Framework or image that it runs in; null where the vendor does not say. */
  readonly engine?: Maybe<Engine>;
  /** What kind of thing it is, which decides which of the fields below are set. */
  readonly form: AlgorithmForm;
  /** Opaque and global. */
  readonly id: Scalars['ID']['output'];
  /** Falls back to the boot file or the native id. */
  readonly name: Scalars['String']['output'];
  /** The vendor's document, secrets masked. */
  readonly native: Scalars['JSON']['output'];
  /** The vendor's own id; for code that only one job names, the native id of that job. */
  readonly nativeId: Scalars['String']['output'];
  /** What it accepts, with defaults. */
  readonly parameters?: Maybe<ReadonlyArray<Parameter>>;
  /** Subscription that gives the right to use it; set for SUBSCRIBED. */
  readonly subscriptionId?: Maybe<Scalars['String']['output']>;
  /** Whether training may start from a trained model; null where the vendor knows no such rule. */
  readonly supportsContinualTraining?: Maybe<Scalars['Boolean']['output']>;
  /** Version within the subscription or model; null where there are no versions. */
  readonly versionId?: Maybe<Scalars['String']['output']>;
};

/** Page of algorithms over all backends, by name. */
export type AlgorithmConnection = {
  readonly __typename?: 'AlgorithmConnection';
  /** Algorithms of the page with their cursors. */
  readonly edges: ReadonlyArray<AlgorithmEdge>;
  /** Algorithms of the page without their cursors. */
  readonly nodes: ReadonlyArray<Algorithm>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
  /** The backends that were asked; one that failed carries its error, and its algorithms are missing. */
  readonly sources: ReadonlyArray<BackendSource>;
  /** Algorithms that match, on all pages. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Algorithm and its place in the list. */
export type AlgorithmEdge = {
  readonly __typename?: 'AlgorithmEdge';
  /** What `after` and `before` take, good for the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The algorithm at this place. */
  readonly node: Algorithm;
};

/** All given fields must hold. An absent field, null and an empty list mean no condition. */
export type AlgorithmFilter = {
  /** Ids of configured backends. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Any of these forms. */
  readonly forms?: InputMaybe<ReadonlyArray<AlgorithmForm>>;
  /** Part of the name, without regard to case. */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
};

/** How an algorithm is given. */
export type AlgorithmForm =
  /** Application that fixes framework and items of a job. */
  | 'APPLICATION'
  /** Registered step that pipelines are made of. */
  | 'COMPONENT'
  /** Folder of code with a file to start. */
  | 'CUSTOM_CODE'
  /** Container image with a command. */
  | 'CUSTOM_IMAGE'
  /** Entry of the vendor's or the team's algorithm catalogue. */
  | 'MANAGED'
  /** Trained model that the job works on. */
  | 'MODEL'
  /** Taken from a marketplace by subscription. */
  | 'SUBSCRIBED'
  /** None of the forms that the gateway knows. */
  | 'UNKNOWN';

/** What the platform has set aside; fractions occur. */
export type AllocatedResources = {
  readonly __typename?: 'AllocatedResources';
  /** Accelerators, parts of one included. */
  readonly acceleratorCount?: Maybe<Scalars['Float']['output']>;
  /** The vendor's word, for example `npu`. */
  readonly acceleratorType?: Maybe<Scalars['String']['output']>;
  /** Instruction set in the vendor's words. */
  readonly arch?: Maybe<Scalars['String']['output']>;
  /** Processor cores. */
  readonly cores?: Maybe<Scalars['Float']['output']>;
  /** Main memory. */
  readonly memory?: Maybe<Quantity>;
};

/** Key of an order that is in force. */
export type AppliedJobOrder = {
  readonly __typename?: 'AppliedJobOrder';
  /** As asked for, DESC by default. */
  readonly direction: OrderDirection;
  /** Null when `nativeField` is the key. */
  readonly field?: Maybe<JobOrderField>;
  /** Null when `field` is the key. */
  readonly nativeField?: Maybe<Scalars['String']['output']>;
};

/** A job to hide from lists. */
export type ArchiveJobInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type ArchiveJobPayload = {
  readonly __typename?: 'ArchiveJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How a job stood when the waiting ended. */
export type AwaitJobResult = {
  readonly __typename?: 'AwaitJobResult';
  /** The job as it then was. */
  readonly job: Job;
  /** Its status, the same as `job.status`. */
  readonly status: Status;
  /** True when the time ran out first, or the gateway stops; the job goes on. */
  readonly timedOut: Scalars['Boolean']['output'];
};

/** A job of type Command. */
export type AzureMlCommandInput = {
  /** Registered code in the same forms as `environmentId`; nothing is uploaded. None when absent. */
  readonly codeId?: InputMaybe<Scalars['String']['input']>;
  /** Command line; has at least one letter, digit or _. */
  readonly command: Scalars['String']['input'];
  /** `azureml:name:version`, a resource id, or `azureml://registries/…/environments/name/versions/version`. */
  readonly environmentId: Scalars['String']['input'];
  /** Each key once. */
  readonly environmentVariables?: InputMaybe<ReadonlyArray<KeyValueInput>>;
  /** Nodes, at least 1 and at most what the compute has; 1 when absent. */
  readonly instanceCount?: InputMaybe<Scalars['Int']['input']>;
  /** VM size of a serverless job, or instance type of a Kubernetes compute; the default one when absent. */
  readonly instanceType?: InputMaybe<Scalars['String']['input']>;
  /** When it is stopped, after its start; whole seconds. Never when absent. */
  readonly timeoutMs?: InputMaybe<Scalars['Milliseconds']['input']>;
};

/** Exactly one. */
export type AzureMlDefinitionInput =
  /** A command in an environment, on one node or several. */
  { readonly command: AzureMlCommandInput; readonly native?: never; }
  |  /** `properties` of any type of job as the service documents them, with their `jobType`; checked by the service alone. Fields beside it win. */
  { readonly command?: never; readonly native: Scalars['JSON']['input']; };

/**
 * What an Azure Machine Learning job is. Labels are its tags: at most 50, with a key of at most 100 and a value of at
 * most 1,000 characters. It starts at once; `schedule` is refused.
 */
export type AzureMlJobInput = {
  /** Name of a compute of the workspace, or the resource id of any; serverless when absent. */
  readonly computeId?: InputMaybe<Scalars['String']['input']>;
  /** What it runs: exactly one form. */
  readonly definition: AzureMlDefinitionInput;
  /** At most 256 characters; `Default` when absent. */
  readonly experimentName?: InputMaybe<Scalars['String']['input']>;
  /** Object whose members are added to the `properties` of the request; `jobType`, what has a field of its own and what the definition says are refused. */
  readonly extra?: InputMaybe<Scalars['JSON']['input']>;
  /** At most 50, with a key of at most 100 and a value of at most 1,000 characters. Once set they never change. */
  readonly properties?: InputMaybe<ReadonlyArray<KeyValueInput>>;
};

/** One configured connection to a vendor. */
export type Backend = {
  readonly __typename?: 'Backend';
  /** What can be done with it through this gateway. */
  readonly capabilities: BackendCapabilities;
  /** As in the configuration. */
  readonly id: Scalars['ID']['output'];
  /** The vendor's platform. */
  readonly kind: BackendKind;
  /** Bounds that the vendor sets or that the gateway holds. */
  readonly limits: BackendLimits;
  /** Projects of its known jobs, by number of jobs; empty where the vendor has none. */
  readonly projects: ReadonlyArray<Project>;
  /** What the vendor allows and how much of it is used; empty where it tells none. */
  readonly quotas?: Maybe<ReadonlyArray<Quota>>;
  /** How fresh the gateway's view of it is. */
  readonly source: BackendSource;
  /** Name for people: as configured, else the vendor's. */
  readonly title: Scalars['String']['output'];
};

/** What a backend can do; what it cannot do is refused with UNSUPPORTED. */
export type BackendCapabilities = {
  readonly __typename?: 'BackendCapabilities';
  /** Whether the vendor lists algorithms. */
  readonly algorithms: Scalars['Boolean']['output'];
  /** Whether a job can be hidden from lists and shown again. */
  readonly archiveJob: Scalars['Boolean']['output'];
  /** Whether a job can be stopped before its end. */
  readonly cancelJob: Scalars['Boolean']['output'];
  /** Whether jobs can be created. */
  readonly createJob: Scalars['Boolean']['output'];
  /** Whether a job can be removed with its record. */
  readonly deleteJob: Scalars['Boolean']['output'];
  /** Whether the vendor lists resource sizes or devices. */
  readonly flavors: Scalars['Boolean']['output'];
  /** Whether there is a template to fill in for a new job. */
  readonly jobTemplate: Scalars['Boolean']['output'];
  /** Whether logs can be read while the job runs; false where they appear after its end. */
  readonly liveLogs: Scalars['Boolean']['output'];
  /** Whether logs can be read. */
  readonly logs: Scalars['Boolean']['output'];
  /** Whether measured values can be read. */
  readonly metrics: Scalars['Boolean']['output'];
  /** Whether a job can be shared with other people. */
  readonly modifySharing: Scalars['Boolean']['output'];
  /** Whether the vendor can call the gateway when something has happened. */
  readonly push: Scalars['Boolean']['output'];
  /** Whether the name of a job can be changed. */
  readonly renameJob: Scalars['Boolean']['output'];
  /** Whether an ended job can be created anew from what it asked for. */
  readonly retryJob: Scalars['Boolean']['output'];
  /** Whether fields of a job can be changed. */
  readonly updateJob: Scalars['Boolean']['output'];
};

/** Failure of a call to a backend. The same facts stand in `extensions.backend` of GraphQL errors. */
export type BackendFault = {
  readonly __typename?: 'BackendFault';
  /** When the gateway saw it. */
  readonly at: Scalars['DateTime']['output'];
  /** Class of the failure, the same words for all vendors. */
  readonly code: BackendFaultCode;
  /** What was wrong, in the vendor's words where it gave any; without secrets. */
  readonly message: Scalars['String']['output'];
  /** The vendor's own code. */
  readonly nativeCode?: Maybe<Scalars['String']['output']>;
  /** Whether the same call may go well later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The vendor's advice. */
  readonly solution?: Maybe<Scalars['String']['output']>;
};

/** Why a call to a backend failed. */
export type BackendFaultCode =
  /** Something of this name exists already, or has changed in the meantime. */
  | 'CONFLICT'
  /** Not possible in the state that the job is in. */
  | 'FAILED_PRECONDITION'
  /** The credentials are known and may not do this. */
  | 'FORBIDDEN'
  /** The vendor refused what it was sent. */
  | 'INVALID'
  /** The answer is none of the vendor's protocol. */
  | 'MALFORMED'
  /** The vendor knows no such thing, or does not show it to this account. */
  | 'NOT_FOUND'
  /** Too many calls; the gateway waits as long as the vendor asks. */
  | 'RATE_LIMITED'
  /** No answer in time; what was asked for may have happened. */
  | 'TIMEOUT'
  /** The configured credentials are wrong or have expired. */
  | 'UNAUTHENTICATED'
  /** The vendor does not answer, or says that it cannot. */
  | 'UNAVAILABLE'
  /** The vendor has nothing like it. */
  | 'UNSUPPORTED';

/** The state of a backend's `source`, or the code of its error, has changed. Stands beside the order of the events. */
export type BackendHealthChanged = JobEventMessage & {
  readonly __typename?: 'BackendHealthChanged';
  /** As it is now. */
  readonly backend: Backend;
  /** Where the subscriber stands among the events. */
  readonly cursor: Scalars['String']['output'];
  /** When the gateway noticed, within a second. */
  readonly observedAt: Scalars['DateTime']['output'];
};

/** Vendor platform of a backend. Each vendor folder adds its value. */
export type BackendKind =
  /** Azure Machine Learning */
  | 'AZURE_ML'
  /** Datature Nexus */
  | 'DATATURE'
  /**
   * Huawei Cloud ModelArts. Short names for `NativeFilter.key` and `JobOrder.nativeField`: `id`, `name`, `kind`, `phase`,
   * `algorithm_id`, `algorithm_name`, `create_time` (milliseconds or ISO 8601), `user_id`, `pool_id`,
   * `training_experiment_id`, `runtime_type`, `priority`.
   */
  | 'MODELARTS'
  /** Qualcomm AI Hub */
  | 'QAI_HUB'
  /** SeeMe.ai */
  | 'SEEME';

/** Bounds of one backend. */
export type BackendLimits = {
  readonly __typename?: 'BackendLimits';
  /** Most calls that the gateway makes in a minute; null where it holds no such bound. */
  readonly callsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** Longest life the vendor gives a job, from its creation. */
  readonly maxJobLifetimeMs?: Maybe<Scalars['Milliseconds']['output']>;
  /** Most jobs in one answer of the vendor. */
  readonly pageSize: Scalars['Int']['output'];
};

/** The vendor was asked and refused, or gave no clear answer. */
export type BackendRefused = UserError & {
  readonly __typename?: 'BackendRefused';
  /** For programs. */
  readonly code: UserErrorCode;
  /** What became of the call. */
  readonly fault: BackendFault;
  /** For people; what was refused, in the vendor's words where it gave any. */
  readonly message: Scalars['String']['output'];
  /** Where in the arguments; null when it is about the whole. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** How fresh the gateway's view of one backend is. */
export type BackendSource = {
  readonly __typename?: 'BackendSource';
  /** When the last complete read began. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** The backend that this tells about. */
  readonly backend: Backend;
  /** Failure of the last read, or of documents that could not be read; null when all went well. */
  readonly error?: Maybe<BackendFault>;
  /** Judged when it is asked for. */
  readonly state: BackendState;
};

/** How far the gateway's view of a backend can be trusted. */
export type BackendState =
  /** The first complete read is still under way; jobs are missing. */
  | 'BACKFILLING'
  /** The last reads went well and are recent. */
  | 'LIVE'
  /** The last read failed, or the last complete one is older than three polls. */
  | 'STALE'
  /** The last read failed and there has been no valid answer for a minute. */
  | 'UNREACHABLE';

/** How the vendor counts the use of a flavor. Prices are no part of it. */
export type Billing = {
  readonly __typename?: 'Billing';
  /** The vendor's key of the price. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** Units that one node counts for. */
  readonly units?: Maybe<Scalars['Int']['output']>;
};

/** Heartbeat and resume point. */
export type Bookmark = JobEventMessage & JobLogMessage & StatusTransitionMessage & {
  readonly __typename?: 'Bookmark';
  /** The stream was examined up to here. */
  readonly cursor: Scalars['String']['output'];
};

/** A job to stop before its end. */
export type CancelJobInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type CancelJobPayload = {
  readonly __typename?: 'CancelJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job, which some vendors show as CANCELLING until it has stopped; null when it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Jobs to stop before their end. */
export type CancelJobsInput = {
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Global ids, 1 to 100, each once; the jobs may be of different backends. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** What became of them. */
export type CancelJobsPayload = {
  readonly __typename?: 'CancelJobsPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** One for each id, in their order. */
  readonly results: ReadonlyArray<JobCommandResult>;
};

/** What a constraint on data is about. */
export type ChannelAttribute =
  /** What the data is labelled for. */
  | 'DATASET_TYPE'
  /** Format of the files. */
  | 'DATA_FORMAT'
  /** Whether the data must be split for training and evaluation. */
  | 'DATA_SEGMENTATION'
  /** A word that the gateway does not know; see `nativeName`. */
  | 'UNKNOWN';

/** Attribute of data and the values that are allowed. */
export type ChannelAttributeValue = {
  readonly __typename?: 'ChannelAttributeValue';
  /** The attribute, the same words for all vendors. */
  readonly attribute: ChannelAttribute;
  /** The vendor's word for the attribute. */
  readonly nativeName: Scalars['String']['output'];
  /** Any of these. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** What data a channel takes. */
export type ChannelConstraint = {
  readonly __typename?: 'ChannelConstraint';
  /** All of them must hold. */
  readonly attributes: ReadonlyArray<ChannelAttributeValue>;
  /** The vendor's word for the kind of source. */
  readonly dataType: Scalars['String']['output'];
};

/** The input is well formed and yet cannot be carried out. */
export type CommandRefused = UserError & {
  readonly __typename?: 'CommandRefused';
  /** For programs. */
  readonly code: UserErrorCode;
  /** For people; names the value and what stands in the way. */
  readonly message: Scalars['String']['output'];
  /** Where in the arguments; null when it is about the whole. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** Compute that was set up before the job. */
export type ComputeReference = {
  readonly __typename?: 'ComputeReference';
  /** Name for people; null where the id says all. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's full id; for compute without servers its size or tier. */
  readonly nativeId: Scalars['String']['output'];
  /** Whether the vendor provides it for this job alone. */
  readonly serverless: Scalars['Boolean']['output'];
};

/** Processors of one node. */
export type CpuSpec = {
  readonly __typename?: 'CpuSpec';
  /** Instruction set in the vendor's words, for example `x86`. */
  readonly arch?: Maybe<Scalars['String']['output']>;
  /** Cores of one node. */
  readonly cores?: Maybe<Scalars['Int']['output']>;
};

/** A job to create. */
export type CreateJobInput = {
  /** Backend that is to run it. */
  readonly backend: Scalars['ID']['input'];
  /** Text for people, where the vendor keeps one. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Name for people, where the vendor keeps one beside `name`. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 characters, the caller's own. The same key and input give the first result again for 24 hours; the key with another input is refused. A command that was refused leaves its key free. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What the backend's vendor needs; the part of another vendor is refused. */
  readonly job: JobDraftInput;
  /** Labels (tags), where the vendor has them. */
  readonly labels?: InputMaybe<ReadonlyArray<KeyValueInput>>;
  /** Rules for it are the vendor's. */
  readonly name: Scalars['String']['input'];
  /** When it is to start and to stop, where the vendor can be told. */
  readonly schedule?: InputMaybe<ScheduleInput>;
};

/** What became of it. */
export type CreateJobPayload = {
  readonly __typename?: 'CreateJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The new job; null when there is none, when it is not known whether there is, and while it cannot be read. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Named way of data into a job or out of it. */
export type DataChannel = {
  readonly __typename?: 'DataChannel';
  /** How the code gets the path: `parameter` or `env`. */
  readonly accessMethod?: Maybe<Scalars['String']['output']>;
  /** What data it takes; empty means any. */
  readonly constraints: ReadonlyArray<ChannelConstraint>;
  /** Text of whoever made it; null where there is none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Where the code finds it; null where the vendor does not say. */
  readonly localPath?: Maybe<Scalars['String']['output']>;
  /** Unique among the inputs, and among the outputs. */
  readonly name: Scalars['String']['output'];
  /** Where an input comes from; null for an output. */
  readonly source?: Maybe<DataSource>;
  /** Where an output goes to; null for an input, and where the vendor keeps it by itself. */
  readonly target?: Maybe<DataSource>;
  /** How the data is brought; null where it is no matter of choice. */
  readonly transfer?: Maybe<Transfer>;
};

/** Place of data. */
export type DataSource = DatasetSource | LiteralSource | ObjectStorageSource;

/** Data set as a job names it. */
export type DatasetReference = {
  readonly __typename?: 'DatasetReference';
  /** Null where the job's document carries the id alone. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** Null where data sets have no versions, or the newest is meant. */
  readonly versionId?: Maybe<Scalars['String']['output']>;
};

/** Data set that the vendor manages. */
export type DatasetSource = {
  readonly __typename?: 'DatasetSource';
  /** The data set. */
  readonly dataset: DatasetReference;
  /** Where the vendor found its files; null until it has, or where it does not say. */
  readonly resolvedUri?: Maybe<Scalars['String']['output']>;
};

/** Deployment for the time of one job. */
export type DatatureArtifactInput = {
  /** Artifact of the project. */
  readonly artifactId: Scalars['String']['input'];
  /** How predictions are judged; as the artifact has it when absent. */
  readonly evaluation?: InputMaybe<DatatureEvaluationInput>;
  /** Instance that the artifact can run on there; without it one of the vendor's default instances is taken. */
  readonly instanceId?: InputMaybe<Scalars['String']['input']>;
  /** Name of the deployment; the vendor's choice when absent. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** One that the instance is offered in, for example `us`; any when absent. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 8. */
  readonly replicas: Scalars['Int']['input'];
  /** Version of the deployment; the vendor's choice when absent. */
  readonly versionTag?: InputMaybe<Scalars['String']['input']>;
};

/** Where the results of a batch job go. */
export type DatatureDeliveryInput = {
  /** Webhook of the project. */
  readonly webhookId: Scalars['String']['input'];
};

/** Exactly one. */
export type DatatureDeploymentInput =
  /** Artifact that a deployment is made of for the time of the job. */
  { readonly artifact: DatatureArtifactInput; readonly deploymentId?: never; }
  |  /** Deployment that is there. */
  { readonly artifact?: never; readonly deploymentId: Scalars['String']['input']; };

/** How the predictions of a deployment are judged. */
export type DatatureEvaluationInput = {
  /** Names of groups; all when absent. */
  readonly groups?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The vendor's word. */
  readonly strategy?: InputMaybe<Scalars['String']['input']>;
  /** The vendor's default when absent. */
  readonly threshold?: InputMaybe<Scalars['Float']['input']>;
};

/**
 * A batch inference job. It starts at once, or at `schedule.startAt`, and is stopped at `schedule.stopAt`, 3 days after
 * its start when absent. There are neither labels, descriptions nor second names.
 */
export type DatatureJobInput = {
  /** Data set to run over, uploaded and not expired. */
  readonly datasetId: Scalars['String']['input'];
  /** Where the results go. */
  readonly delivery: DatatureDeliveryInput;
  /** What runs the model: exactly one form. */
  readonly deployment: DatatureDeploymentInput;
  /** The configured project, with or without `proj_`; another one is refused, and absent means the same. */
  readonly projectId?: InputMaybe<Scalars['String']['input']>;
};

/** A job to remove with its record. */
export type DeleteJobInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type DeleteJobPayload = {
  readonly __typename?: 'DeleteJobPayload';
  /** False when the vendor deletes later, and when nothing was done; the job is gone with `JobRemoved`. */
  readonly deleted: Scalars['Boolean']['output'];
  /** The job's id; null when nothing was done. */
  readonly deletedJobId?: Maybe<Scalars['ID']['output']>;
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** Why it did not succeed; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Jobs to remove with their records. */
export type DeleteJobsInput = {
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Global ids, 1 to 100, each once; the jobs may be of different backends. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** What became of them. */
export type DeleteJobsPayload = {
  readonly __typename?: 'DeleteJobsPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** One for each id, in their order. */
  readonly results: ReadonlyArray<JobCommandResult>;
};

/** Where a job sends its results. */
export type Delivery = {
  readonly __typename?: 'Delivery';
  /** Each gets all results. */
  readonly destinations: ReadonlyArray<DeliveryDestination>;
};

/** Receiver of results. */
export type DeliveryDestination = OtherDestination | WebhookDestination;

/** What serves the model of a job that predicts. */
export type Deployment = EphemeralDeployment | ExistingDeployment | OtherDeployment;

/** A job to share with nobody any more. */
export type DisableJobSharingInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type DisableJobSharingPayload = {
  readonly __typename?: 'DisableJobSharingPayload';
  /** What else the vendor shares or hides with it: models, data sets and the like. */
  readonly affectedAssets: ReadonlyArray<SharedAsset>;
  /** Other jobs that the vendor shares or hides with it, as far as this gateway knows them. */
  readonly affectedJobs: ReadonlyArray<Job>;
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Framework or container image that code runs in. */
export type Engine = {
  readonly __typename?: 'Engine';
  /** Container image; null where a framework of the vendor's is used. */
  readonly imageUri?: Maybe<Scalars['String']['output']>;
  /** Falls back to the boot file or the native id. */
  readonly name: Scalars['String']['output'];
  /** The vendor's own id; null for an image of one's own. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** User id inside the container. */
  readonly runUser?: Maybe<Scalars['String']['output']>;
  /** Whether it also runs in the vendor's older environment; null where the vendor does not say. */
  readonly v1Compatible?: Maybe<Scalars['Boolean']['output']>;
  /** The vendor's text for the version, which may name more than the framework; null where none is given. */
  readonly version?: Maybe<Scalars['String']['output']>;
};

/** Deployment that the service starts for this job only. */
export type EphemeralDeployment = {
  readonly __typename?: 'EphemeralDeployment';
  /** Model that is deployed, by the vendor's own id. */
  readonly artifactId?: Maybe<Scalars['String']['output']>;
  /** Flavor of each copy, by the vendor's own id. */
  readonly instanceId?: Maybe<Scalars['String']['output']>;
  /** In the vendor's words; null means any. */
  readonly region?: Maybe<Scalars['String']['output']>;
  /** Copies that run beside each other; null where the vendor does not say. */
  readonly replicas?: Maybe<Scalars['Int']['output']>;
};

/** How the gateway came to know. */
export type EventSource =
  /** By the first reading of a backend. */
  | 'BACKFILL'
  /** By a command through this gateway. */
  | 'COMMAND'
  /** By reading the vendor. */
  | 'POLL'
  /** By reading the vendor after a push of its. */
  | 'WEBHOOK';

/** Agent or machine that works on a job. */
export type Executor = {
  readonly __typename?: 'Executor';
  /** The vendor's own name for it. */
  readonly name: Scalars['String']['output'];
};

/** Deployment that others use too. */
export type ExistingDeployment = {
  readonly __typename?: 'ExistingDeployment';
  /** The vendor's own id. */
  readonly deploymentId: Scalars['String']['output'];
};

/** What a vendor groups tries of one question by. */
export type Experiment = {
  readonly __typename?: 'Experiment';
  /** What `JobFilter.experimentNames` takes. */
  readonly name: Scalars['String']['output'];
  /** The vendor's own id; null where the name is the id. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
};

/** How the values of a native condition are compared. */
export type FilterOperator =
  /** From the first value to the second, both inclusive, by number where all are numbers, else by text; an empty value leaves its side open. */
  | 'BETWEEN'
  /** Equal to one of the values. */
  | 'IN'
  /** Holds one of the values as a part, without regard to case. */
  | 'LIKE'
  /** Equal to none of the values; jobs without the key meet it. */
  | 'NOT';

/** Resource size or device that a backend offers. */
export type Flavor = Node & {
  readonly __typename?: 'Flavor';
  /** Further facts by the vendor's own keys. */
  readonly attributes: ReadonlyArray<KeyValue>;
  /** Backend that offers it. */
  readonly backend: Backend;
  /** How the vendor counts its use; null where it does not say. */
  readonly billing?: Maybe<Billing>;
  /** Processors of one node; null where the vendor does not say. */
  readonly cpu?: Maybe<CpuSpec>;
  /** Local disk of one node; null where the vendor does not say. */
  readonly disk?: Maybe<Quantity>;
  /** Whether a job can run on more than one node of it. */
  readonly distributed: Scalars['Boolean']['output'];
  /** Graphics processors of one node; null when there are none. */
  readonly gpu?: Maybe<AcceleratorSpec>;
  /** Opaque and global. */
  readonly id: Scalars['ID']['output'];
  /** Nodes that exist of this flavor. */
  readonly maxNodes?: Maybe<Scalars['Int']['output']>;
  /** Nodes that one job may ask for; 1 means not distributed. */
  readonly maxSelectableNodes?: Maybe<Scalars['Int']['output']>;
  /** Main memory of one node; null where the vendor does not say. */
  readonly memory?: Maybe<Quantity>;
  /** Falls back to the native id. */
  readonly name: Scalars['String']['output'];
  /** The vendor's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** The vendor's word for the type; null where it has none. */
  readonly nativeType?: Maybe<Scalars['String']['output']>;
  /** Neural processors of one node; null when there are none. */
  readonly npu?: Maybe<AcceleratorSpec>;
  /** Processor that the price is for. */
  readonly type: FlavorType;
};

/** Page of flavors over all backends, by name. */
export type FlavorConnection = {
  readonly __typename?: 'FlavorConnection';
  /** Flavors of the page with their cursors. */
  readonly edges: ReadonlyArray<FlavorEdge>;
  /** Flavors of the page without their cursors. */
  readonly nodes: ReadonlyArray<Flavor>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
  /** The backends that were asked; one that failed carries its error, and its flavors are missing. */
  readonly sources: ReadonlyArray<BackendSource>;
  /** Flavors that match, on all pages. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Flavor and its place in the list. */
export type FlavorEdge = {
  readonly __typename?: 'FlavorEdge';
  /** What `after` and `before` take, good for the same filter. */
  readonly cursor: Scalars['String']['output'];
  /** The flavor at this place. */
  readonly node: Flavor;
};

/** All given fields must hold. An absent field, null and an empty list mean no condition. */
export type FlavorFilter = {
  /** Flavors that this algorithm can use; some backends need it. */
  readonly algorithm?: InputMaybe<Scalars['ID']['input']>;
  /** Ids of configured backends. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Part of the name, without regard to case. */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  /** Region in the vendor's words; only beside `algorithm`. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Any of these types. */
  readonly types?: InputMaybe<ReadonlyArray<FlavorType>>;
};

/** Processor or device that a flavor stands for. */
export type FlavorType =
  /** Processors only. */
  | 'CPU'
  /** A physical device, such as a phone, with one version of its system. */
  | 'DEVICE'
  /** With graphics processors. */
  | 'GPU'
  /** With neural processors. */
  | 'NPU'
  /** A word that the gateway does not know; see `nativeType`. */
  | 'UNKNOWN';

/** What lies between `fromCursor` and `toCursor` is lost for this subscriber. */
export type Gap = JobEventMessage & JobLogMessage & StatusTransitionMessage & {
  readonly __typename?: 'Gap';
  /** Where to resume after it. */
  readonly cursor: Scalars['String']['output'];
  /** Last thing before it that is there; null when it lies at the beginning. */
  readonly fromCursor?: Maybe<Scalars['String']['output']>;
  /** Why it is missing. */
  readonly reason: GapReason;
  /** First thing after it that is there; null when it lies at the end. */
  readonly toCursor?: Maybe<Scalars['String']['output']>;
};

/** Why something is missing. */
export type GapReason =
  /** It is older than what is kept. */
  | 'RETENTION'
  /** The vendor began the log anew. */
  | 'ROTATION'
  /** The subscriber was overtaken by what is kept. */
  | 'SLOW_CONSUMER'
  /** The vendor cut the log off. */
  | 'TRUNCATION'
  /** The vendor's answer could not be read. */
  | 'UNREADABLE';

/** A field breaks a rule. */
export type InvalidInput = UserError & {
  readonly __typename?: 'InvalidInput';
  /** For programs. */
  readonly code: UserErrorCode;
  /** What would do, for example `1 to 64 of A-Z a-z 0-9 _ -`; null where that is not a form. */
  readonly expected?: Maybe<Scalars['String']['output']>;
  /** For people; names the value and what was expected. */
  readonly message: Scalars['String']['output'];
  /** Where in the arguments. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** What became of an item. */
export type ItemStatus =
  /** Its result was delivered. */
  | 'DELIVERED'
  /** Its result could not be delivered. */
  | 'FAILED_DELIVER'
  /** It could not be fetched. */
  | 'FAILED_GATHER'
  /** The model failed on it. */
  | 'FAILED_PREDICT'
  /** It could not be prepared. */
  | 'FAILED_PREPROCESS'
  /** Word that this gateway does not know; it is in `nativeItemStatus`. */
  | 'UNKNOWN';

/** One job of one backend. */
export type Job = Node & {
  readonly __typename?: 'Job';
  /** What commands would do with it as it stands. */
  readonly actions: JobActions;
  /** What it runs; null where the vendor does not name it, or it runs several (see `spec.tasks` and `spec.inputs`). */
  readonly algorithm?: Maybe<Algorithm>;
  /** Notes of the vendor's platform or of the gateway about how the job was read, by key. */
  readonly annotations: ReadonlyArray<KeyValue>;
  /** Hidden from lists that do not ask for it; false where the vendor has no archive. */
  readonly archived: Scalars['Boolean']['output'];
  /** Backend that runs it. */
  readonly backend: Backend;
  /** Folder that relative paths of its definition start at; null unless a client kept it. */
  readonly basePath?: Maybe<Scalars['String']['output']>;
  /** When it was handed in, by the vendor's clock. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null where the vendor keeps no such books. */
  readonly creation?: Maybe<JobCreation>;
  /** When the vendor ends the job at the latest, where it is known. */
  readonly deadlineAt?: Maybe<Scalars['DateTime']['output']>;
  /** Text of whoever made it; null where there is none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Falls back to `name`. */
  readonly displayName: Scalars['String']['output'];
  /** Point of the event stream that this answer covers; `after` of a subscription takes it. */
  readonly eventCursor: Scalars['String']['output'];
  /** Null where the vendor has no experiments, or the job belongs to none. */
  readonly experiment?: Maybe<Experiment>;
  /** What it runs on; null where the vendor does not name it or the tasks differ. */
  readonly flavor?: Maybe<Flavor>;
  /** Opaque and global. */
  readonly id: Scalars['ID']['output'];
  /** What it does, the same words for all vendors. */
  readonly kind: JobKind;
  /** What people tag jobs with, by key; empty where the vendor has no tags. */
  readonly labels: ReadonlyArray<KeyValue>;
  /** Files of the job's logs and artifacts that can be had now; empty while there are none, or where the vendor keeps none. */
  readonly logFiles?: Maybe<ReadonlyArray<LogFile>>;
  /** Its logs; empty when the vendor has none. */
  readonly logSources?: Maybe<ReadonlyArray<LogSource>>;
  /** `first` or `last` is 1 to 1000, 100 when neither is given. Without `source` the job's main one; null without an error when the vendor has no logs, or the main one is yet to come up. */
  readonly logs?: Maybe<LogConnection>;
  /**
   * The job as one document for people and version control: what was asked for and how it stands, in the names of this schema.
   * Fields stand in the order of the schema, and one that is null is left out; when it was read, the vendor's own documents
   * and what is asked of the vendor each time are no part of it.
   * `options` may hold `indent` (1 to 8, 2 when absent) and `sortKeys` (false when absent).
   */
  readonly manifest?: Maybe<Scalars['String']['output']>;
  /** All series when `names` is absent; empty when the vendor has none. */
  readonly metrics?: Maybe<ReadonlyArray<MetricSeries>>;
  /** The name that the vendor asks for; not always unique. */
  readonly name: Scalars['String']['output'];
  /** The vendor's document as last read, secrets masked. */
  readonly native: Scalars['JSON']['output'];
  /** The vendor's own id. */
  readonly nativeId: Scalars['String']['output'];
  /** The vendor's word for the kind. */
  readonly nativeKind?: Maybe<Scalars['String']['output']>;
  /** When the gateway read what it shows; for how fresh that is see `JobConnection.sources`. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** Who it belongs to; null where the vendor does not say. */
  readonly owner?: Maybe<User>;
  /** Null where the vendor has no projects. */
  readonly project?: Maybe<Project>;
  /** Facts that the vendor or a client attached and that stay as they are, by key. */
  readonly properties: ReadonlyArray<KeyValue>;
  /** What the job belongs to, then what it consists of (steps, trials). Parts of a job stand in no list, count or event. */
  readonly relatedJobs?: Maybe<ReadonlyArray<Job>>;
  /** The vendor's full resource id, where it differs from `nativeId`. */
  readonly resourceId?: Maybe<Scalars['String']['output']>;
  /** Model that it makes or has made; null until the vendor names it. */
  readonly resultModel?: Maybe<ModelReference>;
  /** Job that this one was made again from by `retryJob`; null for any other, and when that job is not known any more. */
  readonly retryOf?: Maybe<Job>;
  /** Version of the vendor's service that took the job. */
  readonly serviceVersion?: Maybe<Scalars['String']['output']>;
  /** Empty where it offers none, or has not begun to. */
  readonly services: ReadonlyArray<JobService>;
  /** Whom the job is shared with; null where jobs cannot be shared. */
  readonly sharing?: Maybe<JobSharing>;
  /** Null when the vendor's listing omits it and the vendor does not answer. */
  readonly spec?: Maybe<Spec>;
  /** How it stands. */
  readonly status: Status;
  /** What the job may go through, in order. */
  readonly statusPath: ReadonlyArray<StatusMapping>;
  /** The newest changes of its status (100 are kept), oldest first. */
  readonly transitions: StatusTransitionConnection;
  /** Tries of a search job, newest first; empty for other jobs, and where the vendor has no searches. */
  readonly trials?: Maybe<ReadonlyArray<SearchTrial>>;
  /** When its record last changed, by the vendor's clock; null where the vendor does not say. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's page for people. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Null where the vendor tells no use of its own. */
  readonly usage?: Maybe<JobUsage>;
  /** Sequence of the last recorded event of this job, 0 when it came by backfill; `UpdateJobInput.ifVersion` takes it. */
  readonly version: Scalars['Int']['output'];
  /** Null where the vendor has no workspaces. */
  readonly workspace?: Maybe<Workspace>;
};


/** One job of one backend. */
export type JobLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  source?: InputMaybe<Scalars['ID']['input']>;
};


/** One job of one backend. */
export type JobManifestArgs = {
  format: ManifestFormat;
  options?: InputMaybe<Scalars['JSON']['input']>;
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

/** Whether one command is possible now. */
export type JobAction = {
  readonly __typename?: 'JobAction';
  /** By what the gateway knows of the vendor and of the job; the vendor may still refuse. */
  readonly available: Scalars['Boolean']['output'];
  /** What the command would answer; null when it is available. */
  readonly code?: Maybe<UserErrorCode>;
  /** Why not, and what to do instead where there is something; null when it is available. */
  readonly reason?: Maybe<Scalars['String']['output']>;
};

/** Which commands a job admits as it stands; a command that is not available answers with the same code and reason. */
export type JobActions = {
  readonly __typename?: 'JobActions';
  /** Hiding it from lists. */
  readonly archive: JobAction;
  /** Stopping it before its end. */
  readonly cancel: JobAction;
  /** Removing it with its record. */
  readonly delete: JobAction;
  /** Giving it another name. */
  readonly rename: JobAction;
  /** Showing it in lists again. */
  readonly restore: JobAction;
  /** Creating it anew. */
  readonly retry: JobAction;
  /** Changing whom it is shared with. */
  readonly share: JobAction;
  /** Changing its fields. */
  readonly update: JobAction;
  /** Setting and removing its labels. */
  readonly updateLabels: JobAction;
};

/** Change of a job that is no change of its status. */
export type JobChanged = JobEventMessage & RecordedEvent & {
  readonly __typename?: 'JobChanged';
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Names of the fields of Job that changed. `status` stands for facts of the status that make no transition: times, progress, tasks. */
  readonly changedFields: ReadonlyArray<Scalars['String']['output']>;
  /** Where to resume after it. */
  readonly cursor: Scalars['String']['output'];
  /** The same for the same fact, whoever saw it. */
  readonly eventId: Scalars['ID']['output'];
  /** The job after the change. */
  readonly job: Job;
  /** When the gateway saw it. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock; null where it tells no time of the change. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts from 1 for each job, without a hole. */
  readonly sequence: Scalars['Int']['output'];
  /** How the gateway came to know. */
  readonly source: EventSource;
};

/** What became of one of several jobs. */
export type JobCommandResult = {
  readonly __typename?: 'JobCommandResult';
  /** The job as the command left it; null when it is gone or not known. */
  readonly job?: Maybe<Job>;
  /** As in the input. */
  readonly jobId: Scalars['ID']['output'];
  /** Why it did not succeed; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Page of jobs over all backends, answered from the gateway's own index. */
export type JobConnection = {
  readonly __typename?: 'JobConnection';
  /** The order in force; the default one when none was asked for. */
  readonly appliedOrder: ReadonlyArray<AppliedJobOrder>;
  /** Jobs of the page with their cursors. */
  readonly edges: ReadonlyArray<JobEdge>;
  /** Point of the event stream that this page covers; `after` of a subscription takes it. */
  readonly eventCursor: Scalars['String']['output'];
  /** Numbers of the jobs that match, by the values of each key. */
  readonly facets: ReadonlyArray<JobFacet>;
  /** Jobs of the page without their cursors. */
  readonly nodes: ReadonlyArray<Job>;
  /** Place of the first node in the list, counted in records from 0. */
  readonly offset: Scalars['Int']['output'];
  /** Where the page lies in the list. */
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


/** Page of jobs over all backends, answered from the gateway's own index. */
export type JobConnectionFacetsArgs = {
  keys: ReadonlyArray<JobGroupKey>;
};

/** A job that was not known before. */
export type JobCreated = JobEventMessage & RecordedEvent & {
  readonly __typename?: 'JobCreated';
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Where to resume after it. */
  readonly cursor: Scalars['String']['output'];
  /** The same for the same fact, whoever saw it. */
  readonly eventId: Scalars['ID']['output'];
  /** The job as it was then. */
  readonly job: Job;
  /** When the gateway saw it. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock; null where it tells no time. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts from 1 for each job, without a hole. */
  readonly sequence: Scalars['Int']['output'];
  /** How the gateway came to know. */
  readonly source: EventSource;
};

/** Who made the job and who changed it last, by the vendor's books. */
export type JobCreation = {
  readonly __typename?: 'JobCreation';
  /** By the vendor's clock. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Name, address or id, whichever the vendor keeps. */
  readonly createdBy?: Maybe<Scalars['String']['output']>;
  /** The vendor's word for what made it, for example a user or an application. */
  readonly createdByType?: Maybe<Scalars['String']['output']>;
  /** Null when nobody has changed it. */
  readonly modifiedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null when nobody has changed it. */
  readonly modifiedBy?: Maybe<Scalars['String']['output']>;
};

/** What a vendor needs to create a job: exactly one. Each vendor adds its field, named as its BackendKind in camelCase. */
export type JobDraftInput =
  /** Job of an Azure Machine Learning workspace. Its name is its id: 1 to 255 of A-Z a-z 0-9 _ -, the first no _ or -. */
  { readonly azureMl: AzureMlJobInput; readonly datature?: never; readonly modelarts?: never; readonly qaiHub?: never; readonly seeme?: never; }
  |  /** Batch inference job of a Datature Nexus project. Names have 1 to 120 characters. */
  { readonly azureMl?: never; readonly datature: DatatureJobInput; readonly modelarts?: never; readonly qaiHub?: never; readonly seeme?: never; }
  |  /** Training job of a Huawei Cloud ModelArts project. Its name is unique in the workspace: 1 to 64 of A-Z a-z 0-9 _ -. */
  { readonly azureMl?: never; readonly datature?: never; readonly modelarts: ModelartsJobInput; readonly qaiHub?: never; readonly seeme?: never; }
  |  /** Job of Qualcomm AI Hub. Names need not be unique; an empty one becomes the model's. */
  { readonly azureMl?: never; readonly datature?: never; readonly modelarts?: never; readonly qaiHub: QaiHubJobInput; readonly seeme?: never; }
  |  /** Job of SeeMe.ai. Names are any text and need not be unique. */
  { readonly azureMl?: never; readonly datature?: never; readonly modelarts?: never; readonly qaiHub?: never; readonly seeme: SeemeJobInput; };

/** Job and its place in the list. */
export type JobEdge = {
  readonly __typename?: 'JobEdge';
  /** What `after` and `before` take, good for the same filter and order on any gateway. */
  readonly cursor: Scalars['String']['output'];
  /** The job at this place. */
  readonly node: Job;
};

/** What `jobEvents` sends. `cursor` is where to resume. */
export type JobEventMessage = {
  /** Where to resume after this message. */
  readonly cursor: Scalars['String']['output'];
};

/** Jobs that match, counted by the values of one key. */
export type JobFacet = {
  readonly __typename?: 'JobFacet';
  /** The key that was asked for. */
  readonly key: JobGroupKey;
  /** The largest first, equal ones by label. */
  readonly values: ReadonlyArray<JobFacetValue>;
};

/** Number of jobs of one value. */
export type JobFacetValue = {
  readonly __typename?: 'JobFacetValue';
  /** Jobs of this value that match. */
  readonly count: Scalars['Int']['output'];
  /** Name for people; the value itself where nothing names it, empty for jobs without one. */
  readonly label: Scalars['String']['output'];
  /** What a filter takes to select these jobs; null for jobs without a value. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** All given fields must hold. An absent field, null and an empty list mean no condition. */
export type JobFilter = {
  /** Global ids of algorithms. */
  readonly algorithmIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** At least one of these must hold (at most 10). */
  readonly any?: InputMaybe<ReadonlyArray<JobFilter>>;
  /** Platforms of the backends. */
  readonly backendKinds?: InputMaybe<ReadonlyArray<BackendKind>>;
  /** Ids of configured backends. */
  readonly backends?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Range of `Job.createdAt`. */
  readonly createdAt?: InputMaybe<TimeRange>;
  /** Range of `Status.endedAt`; jobs that have not ended are left out. */
  readonly endedAt?: InputMaybe<TimeRange>;
  /** Names of experiments, letter by letter. */
  readonly experimentNames?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Global ids of flavors. */
  readonly flavorIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Global ids. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** False when absent; legal on the outermost filter only. */
  readonly includeArchived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these kinds. */
  readonly kinds?: InputMaybe<ReadonlyArray<JobKind>>;
  /** All of these must hold. */
  readonly labels?: InputMaybe<ReadonlyArray<LabelFilter>>;
  /** Case-insensitive part of name or display name. */
  readonly nameContains?: InputMaybe<Scalars['String']['input']>;
  /** All of these must hold. */
  readonly native?: InputMaybe<ReadonlyArray<NativeFilter>>;
  /** The vendors' own ids, letter by letter. */
  readonly nativeIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The vendors' own words, `Status.native.value`, letter by letter. */
  readonly nativeStates?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** This filter as a whole must not hold. */
  readonly not?: InputMaybe<JobFilter>;
  /** Any of these; jobs that have not ended have none. */
  readonly outcomes?: InputMaybe<ReadonlyArray<JobOutcome>>;
  /** Address, native id or name of an owner, letter by letter. */
  readonly owners?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these classes. */
  readonly phaseClasses?: InputMaybe<ReadonlyArray<JobPhaseClass>>;
  /** Any of these phases. */
  readonly phases?: InputMaybe<ReadonlyArray<JobPhase>>;
  /** Native ids of projects. */
  readonly projectIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Full-text search over name, description, labels and message. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Range of `Status.startedAt`; jobs that have not started are left out. */
  readonly startedAt?: InputMaybe<TimeRange>;
  /** Range of `Job.updatedAt`. */
  readonly updatedAt?: InputMaybe<TimeRange>;
  /** Native ids of workspaces. */
  readonly workspaceIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Jobs that share one value of the key. */
export type JobGroup = {
  readonly __typename?: 'JobGroup';
  /** Jobs of the group. */
  readonly count: Scalars['Int']['output'];
  /** Jobs of the group, newest first unless `orderBy` says otherwise. */
  readonly jobs: JobConnection;
  /** Name for people; the value itself where nothing names it, empty for jobs without one. */
  readonly label: Scalars['String']['output'];
  /** What a filter takes to select this group; null for jobs without a value. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/** Jobs that share one value of the key. */
export type JobGroupJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReadonlyArray<JobOrder>>;
};

/** What jobs can be counted by. */
export type JobGroupKey =
  /** `Job.algorithm`, by its global id. */
  | 'ALGORITHM'
  /** Id of the backend, shown by its title. */
  | 'BACKEND'
  /** Platform of the backend. */
  | 'BACKEND_KIND'
  /** Day of `Job.createdAt` in UTC, `2026-03-01`. */
  | 'CREATED_DAY'
  /** `Job.experiment`, by name. */
  | 'EXPERIMENT'
  /** `Job.flavor`, by its global id. */
  | 'FLAVOR'
  /** `Job.kind`. */
  | 'KIND'
  /** `Status.outcome`; jobs that have not ended have none. */
  | 'OUTCOME'
  /** Address of the owner, else the id, else the name. */
  | 'OWNER'
  /** `Status.phase`. */
  | 'PHASE'
  /** `Status.phaseClass`. */
  | 'PHASE_CLASS'
  /** `Job.project`. */
  | 'PROJECT'
  /** `Job.workspace`. */
  | 'WORKSPACE';

/** Jobs counted by the values of one key. */
export type JobGroupList = {
  readonly __typename?: 'JobGroupList';
  /** The key that was asked for. */
  readonly by: JobGroupKey;
  /** Number of groups, shown or not. */
  readonly groupCount: Scalars['Int']['output'];
  /** The largest first, equal ones by label. */
  readonly groups: ReadonlyArray<JobGroup>;
  /** Freshness of each backend that the filter selects. */
  readonly sources: ReadonlyArray<BackendSource>;
  /** Jobs over all groups. */
  readonly totalCount: Scalars['Int']['output'];
};

/** What a job does. */
export type JobKind =
  /** Lets the vendor choose model and settings. */
  | 'AUTOML'
  /** Predicts over a whole data set and delivers the results. */
  | 'BATCH_INFERENCE'
  /** Runs a command, for whatever end. */
  | 'COMMAND'
  /** Compiles a model for a device. */
  | 'COMPILE'
  /** Turns a model into another format. */
  | 'CONVERSION'
  /** Works on data, for example with a cluster of Spark. */
  | 'DATA_PROCESSING'
  /** Checks nodes of a cluster. */
  | 'DIAGNOSTIC'
  /** Prepares or runs something on devices at the edge. */
  | 'EDGE'
  /** Trains a large model further. */
  | 'FINE_TUNING'
  /** Runs a model on a device over given data, without measuring. */
  | 'INFERENCE'
  /** Joins several compiled models into one. */
  | 'LINK'
  /** Runs steps that depend on each other. */
  | 'PIPELINE'
  /** Measures a model on a device, with or without data. */
  | 'PROFILE'
  /** Reduces the numbers of a model to fewer bits. */
  | 'QUANTIZE'
  /** Tries many settings of one training and keeps the best. */
  | 'SEARCH'
  /** Trains a model. */
  | 'TRAINING'
  /** A word that the gateway does not know, or none; see `Job.nativeKind`. */
  | 'UNKNOWN'
  /** Measures how good a model is. */
  | 'VALIDATION'
  /** Shows results of other jobs. */
  | 'VISUALIZATION';

/** What `jobLogs` sends. `cursor` is where to resume. */
export type JobLogMessage = {
  /** Where to resume after this message. */
  readonly cursor: Scalars['String']['output'];
};

/** Either `field` or `nativeField`. Jobs without the value come last, in both directions. */
export type JobOrder = {
  /** DESC when absent. */
  readonly direction: OrderDirection;
  /** One of the gateway's own keys. */
  readonly field?: InputMaybe<JobOrderField>;
  /** Place of the native document as in `NativeFilter.key`; jobs without it come last. */
  readonly nativeField?: InputMaybe<Scalars['String']['input']>;
};

/** What jobs can be ordered by. */
export type JobOrderField =
  /** `Job.createdAt`; the default, descending. */
  | 'CREATED_AT'
  /** Of ended jobs; others have none. */
  | 'DURATION'
  /** `Status.endedAt`. */
  | 'ENDED_AT'
  /** `Job.name`. */
  | 'NAME'
  /** `Status.phase`, in the order in which `JobPhase` lists them. */
  | 'PHASE'
  /** `Status.startedAt`. */
  | 'STARTED_AT'
  /** `Job.updatedAt`. */
  | 'UPDATED_AT';

/** How an ended job ended. */
export type JobOutcome =
  /** Somebody stopped it. */
  | 'CANCELLED'
  /** It ended by an error. */
  | 'FAILURE'
  /** It went through, and some items failed. */
  | 'PARTIAL'
  /** All of it went well. */
  | 'SUCCESS'
  /** It ended by a time limit of the vendor's or of its own. */
  | 'TIMEOUT';

/** What only one vendor lets change: exactly one. Each vendor adds its field, named as its BackendKind in camelCase. */
export type JobPatchInput =
  /** What can be changed of a ModelArts job beside its description and labels. */
  { readonly modelarts: ModelartsJobPatchInput; readonly seeme?: never; }
  |  /** What can be changed of a SeeMe.ai job beside its name and description. */
  { readonly modelarts?: never; readonly seeme: SeemeJobPatchInput; };

/** Where a job stands, the same words for all vendors. New words of a vendor are UNKNOWN, never an end. */
export type JobPhase =
  /** Ended because somebody asked for it. */
  | 'CANCELLED'
  /** Asked to stop, not yet stopped. */
  | 'CANCELLING'
  /** Ended by an error or a time limit. */
  | 'FAILED'
  /** The work is done; results are being stored. */
  | 'FINALIZING'
  /** Stopped for now; may go on. */
  | 'PAUSED'
  /** Accepted, not yet in a queue. */
  | 'PENDING'
  /** Resources, images or devices are made ready. */
  | 'PREPARING'
  /** Waits for resources. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING'
  /** Waits for its start time. */
  | 'SCHEDULED'
  /** Ended as it should; see `Status.outcome` for parts that failed. */
  | 'SUCCEEDED'
  /** The vendor's word says nothing that is known. */
  | 'UNKNOWN'
  /** The vendor has lost touch with it; it may still run and cost money. */
  | 'UNRESPONSIVE';

/** Classes of phases, for those who need not know all phases. */
export type JobPhaseClass =
  /** At work: RUNNING, FINALIZING, CANCELLING. */
  | 'ACTIVE'
  /** Neither at work nor ended, as far as is known: PAUSED, UNRESPONSIVE, UNKNOWN. */
  | 'STALLED'
  /** Ended: SUCCEEDED, FAILED, CANCELLED. */
  | 'TERMINAL'
  /** Has not begun: PENDING, SCHEDULED, QUEUED, PREPARING. */
  | 'WAITING';

/** Rules that a job follows while it runs. */
export type JobPolicies = {
  readonly __typename?: 'JobPolicies';
  /** How settings are searched for; null when they are fixed. */
  readonly search?: Maybe<SearchPolicy>;
};

/** A job that its vendor no longer has. */
export type JobRemoved = JobEventMessage & RecordedEvent & StatusTransitionMessage & {
  readonly __typename?: 'JobRemoved';
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Where to resume after it. */
  readonly cursor: Scalars['String']['output'];
  /** The same for the same fact, whoever saw it. */
  readonly eventId: Scalars['ID']['output'];
  /** When the gateway saw that it is gone. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock; null where it tells no time. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Global id that the job had. */
  readonly removedJobId: Scalars['ID']['output'];
  /** Counts from 1 for each job, without a hole. */
  readonly sequence: Scalars['Int']['output'];
  /** How the gateway came to know. */
  readonly source: EventSource;
};

/** Endpoint that the running job offers. */
export type JobService = {
  readonly __typename?: 'JobService';
  /** Address, tokens masked; null until it is open. */
  readonly endpoint?: Maybe<Scalars['String']['output']>;
  /** Why it could not be opened; null when it could. */
  readonly errorMessage?: Maybe<Scalars['String']['output']>;
  /** Unique within the job where the vendor names services, else its kind or task. */
  readonly name: Scalars['String']['output'];
  /** Port within the job; null where the endpoint says all. */
  readonly port?: Maybe<Scalars['Int']['output']>;
  /** Further facts by the vendor's own keys. */
  readonly properties: ReadonlyArray<KeyValue>;
  /** The vendor's word for its state; null where it has none. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** The vendor's word, for example `ssh` or `jupyter_lab`. */
  readonly type?: Maybe<Scalars['String']['output']>;
};

/** Whom a job is shared with beside those who may see it anyway. */
export type JobSharing = {
  readonly __typename?: 'JobSharing';
  /** E-mail addresses, in the vendor's order. */
  readonly emails: ReadonlyArray<Scalars['String']['output']>;
};

/** What a form for a new job of a backend has to offer. */
export type JobTemplate = {
  readonly __typename?: 'JobTemplate';
  /** As asked for; null for any. */
  readonly algorithm?: Maybe<Algorithm>;
  /** The backend that it is for. */
  readonly backend: Backend;
  /** Engines to choose from; empty where the vendor has none. */
  readonly engines: ReadonlyArray<Engine>;
  /** Fields of the form, in the order of the input. */
  readonly fields: ReadonlyArray<JobTemplateField>;
  /** As asked for; null for any. */
  readonly kind?: Maybe<JobKind>;
  /** What the algorithm accepts, with defaults; empty where the vendor does not say. */
  readonly parameters: ReadonlyArray<Parameter>;
};

/** One field of the form. */
export type JobTemplateField = {
  readonly __typename?: 'JobTemplateField';
  /** What values are allowed; null where any value of the type will do. */
  readonly constraint?: Maybe<ParameterConstraint>;
  /** What is taken when none is given; null: nothing. */
  readonly defaultValue?: Maybe<Scalars['JSON']['output']>;
  /** What it is for; null where the label says it. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  readonly label: Scalars['String']['output'];
  /** Where it goes in `CreateJobInput`, for example `["job", "vendor", "datasetId"]`. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** Whether a value must be given. */
  readonly required: Scalars['Boolean']['output'];
  /** How its value is to be read. */
  readonly type: ParameterType;
};

/** How a job spreads over nodes. */
export type JobTopology =
  /** Several nodes that do the same. */
  | 'DISTRIBUTED'
  /** Tasks of several roles; see `Spec.tasks`. */
  | 'HETEROGENEOUS'
  /** One node. */
  | 'SINGLE'
  /** The vendor does not say. */
  | 'UNKNOWN';

/** When processors worked for the job. */
export type JobUsage = {
  readonly __typename?: 'JobUsage';
  /** Computing time that the vendor has booked for the job; null where it books none or does not let the caller see it. */
  readonly computeMs?: Maybe<Scalars['Milliseconds']['output']>;
  /** What the vendor has booked for it; null where it books none or does not let the caller see it. */
  readonly cost?: Maybe<Money>;
  /** Null when none is told. */
  readonly cpu?: Maybe<UsagePeriod>;
  /** Null when none is told. */
  readonly gpu?: Maybe<UsagePeriod>;
};

/** What is wrong with an input. */
export type JobValidation = {
  readonly __typename?: 'JobValidation';
  /** All that were found, in the order of the fields. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** True when there are no errors. */
  readonly valid: Scalars['Boolean']['output'];
};

/** Key and value, both text. Lists of it are ordered by key. */
export type KeyValue = {
  readonly __typename?: 'KeyValue';
  /** Unique within its list. */
  readonly key: Scalars['String']['output'];
  /** Empty text where the key stands alone. */
  readonly value: Scalars['String']['output'];
};

/** Word and its value. */
export type KeyValueInput = {
  /** What it is known by. */
  readonly key: Scalars['String']['input'];
  /** Its value; may be empty. */
  readonly value: Scalars['String']['input'];
};

/** Condition on the labels of a job. */
export type LabelFilter = {
  /** The label's key, letter by letter. */
  readonly key: Scalars['String']['input'];
  /** Any of these; any value at all when absent. */
  readonly values?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** Value that stands in the job itself. */
export type LiteralSource = {
  readonly __typename?: 'LiteralSource';
  /** As text: a number, a path, or an id of something that is no data set. */
  readonly value: Scalars['String']['output'];
};

/** Text in one language. */
export type LocalizedText = {
  readonly __typename?: 'LocalizedText';
  /** BCP 47 tag. */
  readonly language: Scalars['String']['output'];
  /** The text itself. */
  readonly text: Scalars['String']['output'];
};

/** Entries that came together, oldest first. */
export type LogBatch = JobLogMessage & {
  readonly __typename?: 'LogBatch';
  /** Where to resume after the last of them. */
  readonly cursor: Scalars['String']['output'];
  /** At least one. */
  readonly entries: ReadonlyArray<LogEntry>;
};

/**
 * Page of one log. With a filter it may hold fewer entries than asked for, or none, and have a next page all the same: a
 * page examines at most 10,000 entries, and its `endCursor` (`startCursor` backward) is how far it came.
 */
export type LogConnection = {
  readonly __typename?: 'LogConnection';
  /** Entries with their cursors, oldest first whichever way was paged. */
  readonly edges: ReadonlyArray<LogEdge>;
  /** Parts that are missing before, between or after the entries of this page. */
  readonly gaps: ReadonlyArray<LogGap>;
  /** Job whose log it is. */
  readonly job: Job;
  /** The vendor's id of the log document; null where logs are no documents. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The vendor's word for such a document. */
  readonly nativeKind?: Maybe<Scalars['String']['output']>;
  /** The same entries. */
  readonly nodes: ReadonlyArray<LogEntry>;
  /** Whether there is more before and after, and from where to go on. */
  readonly pageInfo: PageInfo;
  /** Source that was read. */
  readonly source: LogSource;
  /** Null when the vendor cannot count without reading all, and with a filter. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** Entry in a page. */
export type LogEdge = {
  readonly __typename?: 'LogEdge';
  /** `LogEntry.cursor`. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: LogEntry;
};

/** One line or item event of a job's log. */
export type LogEntry = {
  readonly __typename?: 'LogEntry';
  /** Place after this entry: pages, streams and downloads go on from it. */
  readonly cursor: Scalars['String']['output'];
  /** How long the item took. */
  readonly durationMs?: Maybe<Scalars['Milliseconds']['output']>;
  /** Whether `text` holds control sequences of terminals (ANSI), such as colours. */
  readonly hasAnsi: Scalars['Boolean']['output'];
  /** Address of the item that the entry is about. */
  readonly item?: Maybe<Scalars['String']['output']>;
  /** What became of the item; null where the entry is about none. */
  readonly itemStatus?: Maybe<ItemStatus>;
  /** What the entry is. */
  readonly kind: LogKind;
  /** As the vendor says, else as the line itself says in one of the usual forms, UNKNOWN where it says nothing. */
  readonly level: LogLevel;
  /** The vendor's id; null for lines of text, which have none. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The vendor's word for it. */
  readonly nativeItemStatus?: Maybe<Scalars['String']['output']>;
  /** The vendor's word for the kind; null where it has none. */
  readonly nativeKind?: Maybe<Scalars['String']['output']>;
  /** The word that `level` comes from; null where there is none. */
  readonly nativeLevel?: Maybe<Scalars['String']['output']>;
  /** When the gateway read it. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock; null for a line that does not begin with a time. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the item failed; null when it did not. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** `LogSource.nativeId` of the log. */
  readonly source: Scalars['ID']['output'];
  /** Whole line without its line break. Of a line that a progress bar wrote over and over, the last state. Control sequences of terminals stay. */
  readonly text: Scalars['String']['output'];
};

/** Copy of a job's logs. */
export type LogExport = {
  readonly __typename?: 'LogExport';
  /** Where they lie on the node before that; null where the vendor does not say. */
  readonly hostPath?: Maybe<Scalars['String']['output']>;
  /** Where they are copied to. */
  readonly uri: Scalars['String']['output'];
};

/** File of a job's logs or artifacts. */
export type LogFile = {
  readonly __typename?: 'LogFile';
  /** When the address stops to work; null where it does not, or the vendor does not say. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's name for it, unique within the job; it may be a path. */
  readonly name: Scalars['String']['output'];
  /** Null where the vendor does not say. */
  readonly sizeBytes?: Maybe<Scalars['ByteCount']['output']>;
  /** Where it can be had: below this server, or the vendor's signed address, which opens for anybody who has it. */
  readonly url: Scalars['String']['output'];
};

/** Which entries of a log are wanted. All given fields must hold; null, an empty text and an empty list mean no condition. */
export type LogFilter = {
  /** Text within `text`, without regard to case and to control sequences of terminals. At most 1000 characters. */
  readonly contains?: InputMaybe<Scalars['String']['input']>;
  /** One of these addresses of items, at most 1000. */
  readonly items?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** One of these levels; UNKNOWN is one like any other. */
  readonly levels?: InputMaybe<ReadonlyArray<LogLevel>>;
  /** Regular expression in RE2 syntax (linear time), found anywhere in the first 8192 characters of `text` without control sequences, with regard to case unless it begins with `(?i)`. At most 1000 characters. */
  readonly matches?: InputMaybe<Scalars['String']['input']>;
  /** This level or a graver one. An entry of UNKNOWN level counts as INFO; UNKNOWN here is no condition. */
  readonly minLevel?: InputMaybe<LogLevel>;
  /** Inclusive. An entry without `occurredAt` meets neither `since` nor `until`. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Exclusive. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Part of a log that cannot be had any more. */
export type LogGap = {
  readonly __typename?: 'LogGap';
  /** Its size; null when the vendor does not say. */
  readonly bytes?: Maybe<Scalars['ByteCount']['output']>;
  /** Last entry before it; null when it begins with the log. */
  readonly fromCursor?: Maybe<Scalars['String']['output']>;
  /** Why it is missing. */
  readonly reason: GapReason;
  /** First entry after it; null when there is none yet. */
  readonly toCursor?: Maybe<Scalars['String']['output']>;
};

/** What a log entry is. */
export type LogKind =
  /** Outcome of one item. */
  | 'ITEM_PREDICTED'
  /** Line of text. */
  | 'LINE'
  /** What the platform tells about the job. */
  | 'PLATFORM_EVENT'
  /** Kind that this gateway does not know; the word is in `nativeKind`. */
  | 'UNKNOWN';

/** Severity of a log entry. */
export type LogLevel =
  /** Traces too. */
  | 'DEBUG'
  /** Fatal ones too. */
  | 'ERROR'
  /** Notices too. */
  | 'INFO'
  /** The entry names no level, or one that this gateway does not know. */
  | 'UNKNOWN'
  /** Something is odd. */
  | 'WARNING';

/** Log that a job has. */
export type LogSource = {
  readonly __typename?: 'LogSource';
  /** What the source is. */
  readonly kind: LogSourceKind;
  /** False when the vendor gives the log only after the job has ended. */
  readonly live: Scalars['Boolean']['output'];
  /** Source that `logs` reads when none is named. */
  readonly main: Scalars['Boolean']['output'];
  /** Name for people. */
  readonly name: Scalars['String']['output'];
  /** What `source` arguments take. */
  readonly nativeId: Scalars['ID']['output'];
  /** Size at the vendor; null when it does not say. */
  readonly sizeBytes?: Maybe<Scalars['ByteCount']['output']>;
};

/** What a source of log entries is. */
export type LogSourceKind =
  /** File of text. */
  | 'FILE'
  /** Outcomes of items. */
  | 'ITEMS'
  /** Events of the platform. */
  | 'PLATFORM_EVENTS'
  /** Output of a task of the job. */
  | 'TASK';

/** How a manifest is written. */
export type ManifestFormat =
  /** RFC 8259. */
  | 'JSON'
  /** YAML 1.2, with whatever readers of 1.1 would misread in quotes. */
  | 'YAML';

/** One measured value. */
export type MetricPoint = {
  readonly __typename?: 'MetricPoint';
  /** When it was measured; null where the vendor does not say. */
  readonly at?: Maybe<Scalars['DateTime']['output']>;
  /** Number of the step or epoch; null where there is only one value, or time orders them. */
  readonly step?: Maybe<Scalars['Int']['output']>;
  /** Null where the vendor says that there was none. */
  readonly value?: Maybe<Scalars['Float']['output']>;
};

/** Series of one measured value, oldest first. */
export type MetricSeries = {
  readonly __typename?: 'MetricSeries';
  /** The vendor's own name; unique within the job. */
  readonly name: Scalars['String']['output'];
  /** In the order in which they were measured. */
  readonly points: ReadonlyArray<MetricPoint>;
  /** For example `bytes` or `us`; null where the vendor names none. */
  readonly unit?: Maybe<Scalars['String']['output']>;
};

/** Model that a job makes or starts from. At least one of the fields is set. */
export type ModelReference = {
  readonly __typename?: 'ModelReference';
  /** Null where the job's document carries the id alone. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The vendor's page for people, or the place of the files. */
  readonly url?: Maybe<Scalars['String']['output']>;
  /** Null where models have no versions, or it is not given yet. */
  readonly versionId?: Maybe<Scalars['String']['output']>;
};

/** Exactly one. */
export type ModelartsAlgorithmInput =
  /** Code in object storage. */
  { readonly code: ModelartsCodeInput; readonly id?: never; readonly image?: never; readonly subscription?: never; }
  |  /** The vendor's id of an algorithm of algorithm management. */
  { readonly code?: never; readonly id: Scalars['String']['input']; readonly image?: never; readonly subscription?: never; }
  |  /** A command of a custom image. */
  { readonly code?: never; readonly id?: never; readonly image: ModelartsImageInput; readonly subscription?: never; }
  |  /** An algorithm that the account has subscribed to. */
  { readonly code?: never; readonly id?: never; readonly image?: never; readonly subscription: ModelartsSubscriptionInput; };

/** Code in object storage. */
export type ModelartsCodeInput = {
  /** File in that folder that is started, with its whole path. */
  readonly bootFile: Scalars['String']['input'];
  /** Its folder: `obs://bucket/…/` or `/bucket/…/`. */
  readonly codeDir: Scalars['String']['input'];
  /** Command line that a custom image is started with; needed with `engine.imageUrl`. */
  readonly command?: InputMaybe<Scalars['String']['input']>;
};

/** Data set of the project. */
export type ModelartsDatasetInput = {
  /** The vendor's id. */
  readonly id: Scalars['String']['input'];
  /** The vendor's id of the version; data sets of the third generation have none. */
  readonly versionId?: InputMaybe<Scalars['String']['input']>;
};

/** Exactly one. */
export type ModelartsEngineInput =
  /** The vendor's id of an engine; `JobTemplate.engines` has them. */
  { readonly id: Scalars['String']['input']; readonly imageUrl?: never; readonly named?: never; }
  |  /** Address of a custom image; goes with a command. */
  { readonly id?: never; readonly imageUrl: Scalars['String']['input']; readonly named?: never; }
  |  /** An engine by its name and version. */
  { readonly id?: never; readonly imageUrl?: never; readonly named: ModelartsNamedEngineInput; };

/** Exactly one: an experiment that there is by its `id`, a new one by its `name`. */
export type ModelartsExperimentInput = {
  /** The vendor's id. */
  readonly id?: InputMaybe<Scalars['String']['input']>;
  /** Name of a new one. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** Custom image; its address is `engine.imageUrl`. */
export type ModelartsImageInput = {
  /** Command line that is run in it. */
  readonly command: Scalars['String']['input'];
};

/** Named way of data into a job. */
export type ModelartsInputChannelInput = {
  /** Text for people. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What the code knows it by. */
  readonly name: Scalars['String']['input'];
  /** Where the data is. */
  readonly remote: ModelartsRemoteInput;
};

/**
 * What a ModelArts job is. A description has at most 256 characters. Labels are tags: at most 20, with a key of 1 to 128
 * characters that does not begin with `_sys_` and a value of at most 255. It starts at once: `schedule` is refused,
 * `autoStopHours` ends it.
 */
export type ModelartsJobInput = {
  /** What it runs. Needed unless there are `tasks`. */
  readonly algorithm?: InputMaybe<ModelartsAlgorithmInput>;
  /** Each key once. `fault-tolerance/job-retry-num` is a whole number from 1. */
  readonly annotations?: InputMaybe<ReadonlyArray<KeyValueInput>>;
  /** Hours after its start when it is stopped, at least 1; never when absent. */
  readonly autoStopHours?: InputMaybe<Scalars['Int']['input']>;
  /** What runs the code; none where `algorithm` is an id or a subscription, which bring their own. */
  readonly engine?: InputMaybe<ModelartsEngineInput>;
  /** Variables of the environment: at most 100, with a name of at most 8,192 of A-Z a-z 0-9 _, no digit first, and a value of at most 4,096 characters. */
  readonly environment?: InputMaybe<ReadonlyArray<KeyValueInput>>;
  /** Experiment that it is part of. */
  readonly experiment?: InputMaybe<ModelartsExperimentInput>;
  /** Where data comes from. */
  readonly inputs?: InputMaybe<ReadonlyArray<ModelartsInputChannelInput>>;
  /** What sort of job it is. */
  readonly kind: ModelartsJobKind;
  /** Folder of object storage that the log is copied to, `obs://bucket/…` or `/bucket/…`; else it is kept for 30 days. */
  readonly logExportUri?: InputMaybe<Scalars['String']['input']>;
  /** Who is told of what. */
  readonly notification?: InputMaybe<ModelartsNotificationInput>;
  /** Where results go to. */
  readonly outputs?: InputMaybe<ReadonlyArray<ModelartsOutputChannelInput>>;
  /** Values for the algorithm's hyperparameters, each name once: 1 to 64 of A-Z a-z 0-9 _ -. */
  readonly parameters?: InputMaybe<ReadonlyArray<KeyValueInput>>;
  /** Whether jobs of higher priority may displace it. */
  readonly preemptible?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 3, dedicated pools only. */
  readonly priority?: InputMaybe<Scalars['Int']['input']>;
  /** Where it runs. Needed unless there are `tasks`. */
  readonly resource?: InputMaybe<ModelartsResourceInput>;
  /** The vendor's `auto_search` document. For kinds JOB and AUTOSEARCH_JOB. */
  readonly searchPolicy?: InputMaybe<Scalars['JSON']['input']>;
  /** Parts of a job of kind HETERO_JOB, instead of everything that a plain job has of its own. */
  readonly tasks?: InputMaybe<ReadonlyArray<ModelartsTaskInput>>;
  /** What is mounted; at most 8 are `nfs`. */
  readonly volumes?: InputMaybe<ReadonlyArray<ModelartsVolumeInput>>;
  /** One of the workspaces that the backend is configured with; the first of them when absent. */
  readonly workspaceId?: InputMaybe<Scalars['String']['input']>;
};

/** Kind of a ModelArts job. */
export type ModelartsJobKind =
  /** Search for hyperparameters. */
  | 'AUTOSEARCH_JOB'
  /** Diagnosis of machines. */
  | 'DIAG_JOB'
  /** Training on the edge. */
  | 'EDGE_JOB'
  /** Training in a group of pools, `resource.poolGroupId`. */
  | 'FEDERATED_POOL_JOB'
  /** Tasks of different roles, given as `tasks`. */
  | 'HETERO_JOB'
  /** Plain training; with `searchPolicy` too. */
  | 'JOB'
  /** Data processing. */
  | 'MRS_JOB'
  /** Visualization of other jobs. */
  | 'VISUALIZATION_JOB';

/** Changes of a ModelArts job. Regions with an older service refuse or ignore them; the answer is then `UNSUPPORTED`. */
export type ModelartsJobPatchInput = {
  /** Who is told of what from now on. */
  readonly notification?: InputMaybe<ModelartsNotificationInput>;
  /** Whether jobs of higher priority may displace it. */
  readonly preemptible?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 3, dedicated pools only. */
  readonly priority?: InputMaybe<Scalars['Int']['input']>;
};

/** Engine as the vendor lists it. */
export type ModelartsNamedEngineInput = {
  /** For example `PyTorch`. */
  readonly name: Scalars['String']['input'];
  /** For example `pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64`. */
  readonly version: Scalars['String']['input'];
};

/** Network file system in the container. */
export type ModelartsNfsVolumeInput = {
  /** Absolute path in the container. */
  readonly localPath: Scalars['String']['input'];
  /** Whether nothing can be written to it. */
  readonly readOnly: Scalars['Boolean']['input'];
  /** `host:/path` of the server. */
  readonly serverPath: Scalars['String']['input'];
};

/** Messages of the vendor's message service about a job. */
export type ModelartsNotificationInput = {
  /** At least one of JobStarted, JobCompleted, JobFailed, JobTerminated, JobRestarted, JobHanged, JobPreempted. */
  readonly events: ReadonlyArray<Scalars['String']['input']>;
  /** Topic that they are published to: `urn:smn:region:project:name`. */
  readonly topicUrn: Scalars['String']['input'];
};

/** Named way of data between a job and object storage. */
export type ModelartsOutputChannelInput = {
  /** Text for people. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What the code knows it by. */
  readonly name: Scalars['String']['input'];
  /** Folder of object storage: `obs://bucket/…` or `/bucket/…`. */
  readonly obsUrl: Scalars['String']['input'];
};

/** Exactly one. */
export type ModelartsRemoteInput =
  /** A data set of the project. */
  { readonly dataset: ModelartsDatasetInput; readonly obsUrl?: never; }
  |  /** Folder or file of object storage: `obs://bucket/…` or `/bucket/…`. */
  { readonly dataset?: never; readonly obsUrl: Scalars['String']['input']; };

/** At least one of `flavorId`, `poolId`, `poolGroupId`; a dedicated pool of CPU nodes takes no flavor. */
export type ModelartsResourceInput = {
  /** Size of a node: a flavor of the catalogue, or, in a dedicated pool, `modelarts.pool.visual.` and xlarge, 2xlarge, 4xlarge, 8xlarge or 16xlarge. */
  readonly flavorId?: InputMaybe<Scalars['String']['input']>;
  /** At least 1, at most `Flavor.maxSelectableNodes`. */
  readonly nodeCount: Scalars['Int']['input'];
  /** Group of pools, for kind FEDERATED_POOL_JOB. */
  readonly poolGroupId?: InputMaybe<Scalars['String']['input']>;
  /** Dedicated pool. */
  readonly poolId?: InputMaybe<Scalars['String']['input']>;
};

/** Storage in the container. */
export type ModelartsStorageVolumeInput = {
  /** Absolute path in the container. */
  readonly localPath: Scalars['String']['input'];
  /** Path in the storage. */
  readonly path: Scalars['String']['input'];
};

/** Version of a subscribed algorithm. */
export type ModelartsSubscriptionInput = {
  /** The vendor's id of the version. */
  readonly itemVersionId: Scalars['String']['input'];
  /** The vendor's id of the subscription. */
  readonly subscriptionId: Scalars['String']['input'];
};

/** Part of a job of kind HETERO_JOB. */
export type ModelartsTaskInput = {
  /** What it runs. */
  readonly code: ModelartsCodeInput;
  /** What runs the code. */
  readonly engine?: InputMaybe<ModelartsEngineInput>;
  /** Where its data comes from: object storage only. */
  readonly inputs?: InputMaybe<ReadonlyArray<ModelartsOutputChannelInput>>;
  /** Where its results go to. */
  readonly outputs?: InputMaybe<ReadonlyArray<ModelartsOutputChannelInput>>;
  /** Where it runs; names a flavor. */
  readonly resource: ModelartsResourceInput;
  /** A learner runs on GPU or CPU flavors, a worker on CPU flavors; UNKNOWN is refused. */
  readonly role: TaskRole;
};

/** Exactly one. */
export type ModelartsVolumeInput =
  /** Network file system. */
  { readonly nfs: ModelartsNfsVolumeInput; readonly obs?: never; readonly pfs?: never; }
  |  /** Object storage. */
  { readonly nfs?: never; readonly obs: ModelartsStorageVolumeInput; readonly pfs?: never; }
  |  /** Parallel file system. */
  { readonly nfs?: never; readonly obs?: never; readonly pfs: ModelartsStorageVolumeInput; };

/** Changes of whom a job is shared with. */
export type ModifyJobSharingInput = {
  /** E-mail addresses; one that is there already is no mistake. */
  readonly addEmails?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** E-mail addresses; one that is not there is no mistake. */
  readonly removeEmails?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What became of it. */
export type ModifyJobSharingPayload = {
  readonly __typename?: 'ModifyJobSharingPayload';
  /** What else the vendor shares or hides with it: models, data sets and the like. */
  readonly affectedAssets: ReadonlyArray<SharedAsset>;
  /** Other jobs that the vendor shares or hides with it, as far as this gateway knows them. */
  readonly affectedJobs: ReadonlyArray<Job>;
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Amount of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** Decimal text, for example `12.50`. */
  readonly amount: Scalars['String']['output'];
  /** ISO 4217 code. */
  readonly currency: Scalars['String']['output'];
};

/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Hides a job from lists. */
  readonly archiveJob?: Maybe<ArchiveJobPayload>;
  /** Stops a job before its end. */
  readonly cancelJob?: Maybe<CancelJobPayload>;
  /** Stops several jobs, each by itself. */
  readonly cancelJobs?: Maybe<CancelJobsPayload>;
  /** Creates a job. A lost answer of the vendor is cleared up by looking for the job; a second one is never made. */
  readonly createJob?: Maybe<CreateJobPayload>;
  /** Removes a job with its record. */
  readonly deleteJob?: Maybe<DeleteJobPayload>;
  /** Removes several jobs; one that cannot be removed does not stop the others. */
  readonly deleteJobs?: Maybe<DeleteJobsPayload>;
  /** Shares a job with nobody any more. */
  readonly disableJobSharing?: Maybe<DisableJobSharingPayload>;
  /** Shares a job with people, or no more. What belongs to the job is shared with it; the payload says what. */
  readonly modifyJobSharing?: Maybe<ModifyJobSharingPayload>;
  /** Gives a job another name. */
  readonly renameJob?: Maybe<RenameJobPayload>;
  /** Shows an archived job in lists again. */
  readonly restoreJob?: Maybe<RestoreJobPayload>;
  /** Creates an ended job anew from what it asked for. */
  readonly retryJob?: Maybe<RetryJobPayload>;
  /** Changes fields of a job. */
  readonly updateJob?: Maybe<UpdateJobPayload>;
  /** Sets and removes labels of a job. */
  readonly updateJobLabels?: Maybe<UpdateJobLabelsPayload>;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationArchiveJobArgs = {
  input: ArchiveJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationCancelJobArgs = {
  input: CancelJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationCancelJobsArgs = {
  input: CancelJobsInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationCreateJobArgs = {
  input: CreateJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationDeleteJobArgs = {
  input: DeleteJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationDeleteJobsArgs = {
  input: DeleteJobsInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationDisableJobSharingArgs = {
  input: DisableJobSharingInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationModifyJobSharingArgs = {
  input: ModifyJobSharingInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationRenameJobArgs = {
  input: RenameJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationRestoreJobArgs = {
  input: RestoreJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationRetryJobArgs = {
  input: RetryJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationUpdateJobArgs = {
  input: UpdateJobInput;
};


/**
 * All that can be changed. Expected ways not to succeed are `userErrors`; failures of the gateway or of credentials are errors.
 * A command that was sent is carried to its end, whether its client waits or not, and is told to subscribers at once.
 * Null only with an error: the other commands of the same document keep their answers.
 */
export type MutationUpdateJobLabelsArgs = {
  input: UpdateJobLabelsInput;
};

/** Condition on the native document, evaluated by the gateway. */
export type NativeFilter = {
  /**
   * Dotted path into `Job.native`; a path through a list looks into each of its members.
   * A short name that the vendor's own filters have stands for its place (see the vendor's `BackendKind`) and goes before a path.
   */
  readonly key: Scalars['String']['input'];
  /** IN when absent. */
  readonly operator: FilterOperator;
  /** Compared as text; empty values mean no condition. */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

/** The vendor's own words for the status. */
export type NativeStatus = {
  readonly __typename?: 'NativeStatus';
  /** Number that the vendor uses for the status, where it has one. */
  readonly code?: Maybe<Scalars['Int']['output']>;
  /** False when no table knows the word; the phase is then UNKNOWN. */
  readonly mapped: Scalars['Boolean']['output'];
  /** Second word, where the vendor has two levels. */
  readonly secondary?: Maybe<Scalars['String']['output']>;
  /** Null where the vendor sent none. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Share of a network file system. */
export type NfsVolume = {
  readonly __typename?: 'NfsVolume';
  /** Where the code finds it; null where the vendor does not say. */
  readonly mountPath?: Maybe<Scalars['String']['output']>;
  /** Whether the code may not write to it. */
  readonly readOnly: Scalars['Boolean']['output'];
  /** Server and exported path. */
  readonly serverPath: Scalars['String']['output'];
};

/** Thing with a global id that `node` finds again. Only such types have a field called `id`. */
export type Node = {
  /** Opaque and global. */
  readonly id: Scalars['ID']['output'];
};

/** Number of nodes from one instant on. */
export type NodeCountSample = {
  readonly __typename?: 'NodeCountSample';
  /** By the vendor's clock. */
  readonly at: Scalars['DateTime']['output'];
  /** Nodes that worked on the job. */
  readonly count: Scalars['Int']['output'];
};

/** Files on object storage. */
export type ObjectStorageSource = {
  readonly __typename?: 'ObjectStorageSource';
  /** Address as the vendor writes it. */
  readonly uri: Scalars['String']['output'];
};

/** Which end comes first. */
export type OrderDirection =
  /** Smallest, oldest or first in the alphabet first. */
  | 'ASC'
  /** Greatest, newest or last in the alphabet first. */
  | 'DESC';

/** Deployment of a kind that the gateway does not know. */
export type OtherDeployment = {
  readonly __typename?: 'OtherDeployment';
  /** The vendor's document, secrets masked. */
  readonly native: Scalars['JSON']['output'];
  /** The vendor's word for the kind; empty where it gives none. */
  readonly nativeKind: Scalars['String']['output'];
};

/** Receiver of a kind that the gateway does not know. */
export type OtherDestination = {
  readonly __typename?: 'OtherDestination';
  /** The vendor's document, secrets masked. */
  readonly native: Scalars['JSON']['output'];
  /** The vendor's word for the kind; empty where it gives none. */
  readonly nativeKind: Scalars['String']['output'];
};

/** Volume of a kind that the gateway does not know. */
export type OtherVolume = {
  readonly __typename?: 'OtherVolume';
  /** Where the code finds it; null where the vendor does not say. */
  readonly mountPath?: Maybe<Scalars['String']['output']>;
  /** The vendor's document, secrets masked. */
  readonly native: Scalars['JSON']['output'];
  /** The vendor's word for the kind. */
  readonly nativeKind: Scalars['String']['output'];
};

/** Place of a page in its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Of the last thing on the page; null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether the list goes on after the page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether the list has something before the page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Of the first thing on the page; null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** Named setting of a job, or one that an algorithm accepts. */
export type Parameter = {
  readonly __typename?: 'Parameter';
  /** What values are allowed; null where the vendor does not say. */
  readonly constraint?: Maybe<ParameterConstraint>;
  /** Null where the vendor keeps no times of parameters. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** As text; `***` when sensitive, null where there is none. */
  readonly defaultValue?: Maybe<Scalars['String']['output']>;
  /** The vendor's text; null where there is none. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** The text in each language that the vendor gives. */
  readonly descriptions: ReadonlyArray<LocalizedText>;
  /** Name for people; null where the vendor has none. */
  readonly label?: Maybe<Scalars['String']['output']>;
  /** What the code or the vendor knows it by. */
  readonly name: Scalars['String']['output'];
  /** Null where the vendor knows it by name alone. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
  /** The vendor's word for the type; null where it gives none. */
  readonly nativeType?: Maybe<Scalars['String']['output']>;
  /** How the value is to be read. */
  readonly type: ParameterType;
  /** Read by `type`. */
  readonly typedValue?: Maybe<Scalars['JSON']['output']>;
  /** Null where the vendor keeps no times of parameters. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** As text; `***` when sensitive. */
  readonly value?: Maybe<Scalars['String']['output']>;
};


/** Named setting of a job, or one that an algorithm accepts. */
export type ParameterDescriptionArgs = {
  language?: InputMaybe<Scalars['String']['input']>;
};

/** What a value of a parameter must hold to. */
export type ParameterConstraint = {
  readonly __typename?: 'ParameterConstraint';
  /** Whether another value than the default may be given. */
  readonly editable: Scalars['Boolean']['output'];
  /** The vendor's word for the type; null where it gives none. */
  readonly nativeType?: Maybe<Scalars['String']['output']>;
  /** Whether a value must be given. */
  readonly required: Scalars['Boolean']['output'];
  /** Whether the value is a secret; it is then masked everywhere. */
  readonly sensitive: Scalars['Boolean']['output'];
  /** The choices, or the bounds, lowest first; empty means any value. */
  readonly validRange: ReadonlyArray<Scalars['String']['output']>;
  /** The vendor's word for the form of `validRange`, for example `Choice` or `Range`. */
  readonly validType?: Maybe<Scalars['String']['output']>;
};

/** How the text of a value is to be read. */
export type ParameterType =
  /** `true` or `false`. */
  | 'BOOL'
  /** One of `ParameterConstraint.validRange`. */
  | 'CHOICE'
  /** Number with a fraction. */
  | 'FLOAT'
  /** Whole number. */
  | 'INT'
  /** Number of either sort. */
  | 'NUMBER'
  /** List of texts. */
  | 'STRING_LIST'
  /** Any text. */
  | 'TEXT'
  /** A word that the gateway does not know; see `nativeType`. */
  | 'UNKNOWN';

/** Where the phase comes from. */
export type PhaseSource =
  /** Worked out from other facts of the job. */
  | 'INFERRED'
  /** The vendor's word names the phase. */
  | 'NATIVE';

/** How far a job has come. */
export type Progress = {
  readonly __typename?: 'Progress';
  /** The vendor's counters by their own names. */
  readonly counters: ReadonlyArray<ProgressCounter>;
  /** Items that are through, failed ones included; null where items are not counted. */
  readonly done?: Maybe<Scalars['Int']['output']>;
  /** 0 to 1. */
  readonly fraction?: Maybe<Scalars['Float']['output']>;
  /** The same items step by step, in order; empty where the vendor has no steps. */
  readonly steps: ReadonlyArray<ProgressStep>;
  /** Items in all; null until it is known. */
  readonly total?: Maybe<Scalars['Int']['output']>;
};

/** Counter of the vendor's. */
export type ProgressCounter = {
  readonly __typename?: 'ProgressCounter';
  /** The vendor's own name. */
  readonly name: Scalars['String']['output'];
  /** Zero where the vendor leaves it out. */
  readonly value: Scalars['Int']['output'];
};

/** One step over all items. */
export type ProgressStep = {
  readonly __typename?: 'ProgressStep';
  /** Items that went well. */
  readonly done: Scalars['Int']['output'];
  /** Items that did not. */
  readonly failed: Scalars['Int']['output'];
  /** Which step. */
  readonly name: ProgressStepName;
  /** Items that come to this step; null until it is known. */
  readonly total?: Maybe<Scalars['Int']['output']>;
};

/** Steps that each item goes through. */
export type ProgressStepName =
  /** Sent to the destinations. */
  | 'DELIVER'
  /** Fetched from the data set. */
  | 'GATHER'
  /** Given to the model. */
  | 'PREDICT'
  /** Made ready for the model. */
  | 'PREPROCESS'
  /** A step that the gateway does not know. */
  | 'UNKNOWN';

/** What a vendor groups jobs by, above experiments. */
export type Project = {
  readonly __typename?: 'Project';
  /** Null where the vendor's documents carry the id alone. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id; what `JobFilter.projectIds` takes. */
  readonly nativeId: Scalars['String']['output'];
};

/** A compile job. */
export type QaiHubCompileInput = {
  /** Id of a data set that has not expired; none when absent. */
  readonly calibrationDataset?: InputMaybe<Scalars['String']['input']>;
  /** At least one; the job compiles for all of them. */
  readonly devices: ReadonlyArray<QaiHubDeviceInput>;
  /** Inputs in their order; those of the model's file when absent. */
  readonly inputSpecs?: InputMaybe<ReadonlyArray<QaiHubTensorInput>>;
  /** Id of the model. */
  readonly model: Scalars['String']['input'];
  /** Flags as on a command line, for example `--target_runtime onnx`; none when absent. */
  readonly options?: InputMaybe<Scalars['String']['input']>;
  /** Project by its id; the configured one when absent. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
};

/** Device of the catalogue: by its name, by attributes that it must have, or both. */
export type QaiHubDeviceInput = {
  /** `key:value`, for example `chipset:sm8650`; the device has all of them. */
  readonly attributes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** As in the catalogue, for example `Samsung Galaxy S24`, or `… (Family)` for any of its kind; may be empty beside `attributes`. */
  readonly name: Scalars['String']['input'];
  /** Version of its system, or an interval of them such as `[13,15)`, `[13,)` or `[,15)`; the newest when absent. */
  readonly os?: InputMaybe<Scalars['String']['input']>;
};

/** An inference job. */
export type QaiHubInferenceInput = {
  /** Id of a data set that has not expired. May be absent only with `profiling`: the inputs are then random. */
  readonly dataset?: InputMaybe<Scalars['String']['input']>;
  /** One that runs models of this type. */
  readonly device: QaiHubDeviceInput;
  /** Id of the model. */
  readonly model: Scalars['String']['input'];
  /** Flags as on a command line, for example `--compute_unit npu`; none when absent. */
  readonly options?: InputMaybe<Scalars['String']['input']>;
  /** Whether it measures too. With it the job counts as `JobKind.PROFILE`. */
  readonly profiling: Scalars['Boolean']['input'];
  /** Project by its id; the configured one when absent. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
};

/** Exactly one. There are neither labels, descriptions, second names nor schedules. */
export type QaiHubJobInput =
  /** Makes a model that runs on a device. */
  { readonly compile: QaiHubCompileInput; readonly inference?: never; readonly link?: never; readonly profile?: never; readonly quantize?: never; }
  |  /** Runs a model on a device. */
  { readonly compile?: never; readonly inference: QaiHubInferenceInput; readonly link?: never; readonly profile?: never; readonly quantize?: never; }
  |  /** Makes one context binary of several QNN DLC models. */
  { readonly compile?: never; readonly inference?: never; readonly link: QaiHubLinkInput; readonly profile?: never; readonly quantize?: never; }
  |  /** Measures a model on a device with random inputs. */
  { readonly compile?: never; readonly inference?: never; readonly link?: never; readonly profile: QaiHubProfileInput; readonly quantize?: never; }
  |  /** Makes an ONNX model of smaller numbers. */
  { readonly compile?: never; readonly inference?: never; readonly link?: never; readonly profile?: never; readonly quantize: QaiHubQuantizeInput; };

/** A link job. */
export type QaiHubLinkInput = {
  /** Device that the result is for; one that runs QNN. */
  readonly device: QaiHubDeviceInput;
  /** Ids of QNN DLC models, at least one, each once. */
  readonly models: ReadonlyArray<Scalars['String']['input']>;
  /** Flags as on a command line; none when absent. */
  readonly options?: InputMaybe<Scalars['String']['input']>;
  /** Project by its id; the configured one when absent. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
};

/** A profile job: an inference job with random inputs that measures. */
export type QaiHubProfileInput = {
  /** One that runs models of this type. */
  readonly device: QaiHubDeviceInput;
  /** Id of the model. */
  readonly model: Scalars['String']['input'];
  /** Flags as on a command line, for example `--max_profiler_iterations 100`; none when absent. */
  readonly options?: InputMaybe<Scalars['String']['input']>;
  /** Project by its id; the configured one when absent. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
};

/** Sort of number that a model is quantized to. */
export type QaiHubQuantizeDtype =
  /** 4 bits. */
  | 'INT4'
  /** 8 bits. */
  | 'INT8'
  /** 16 bits. */
  | 'INT16';

/** A quantize job. */
export type QaiHubQuantizeInput = {
  /** Sort of what flows between its layers. */
  readonly activationsDtype: QaiHubQuantizeDtype;
  /** Id of a data set that has not expired. */
  readonly calibrationDataset: Scalars['String']['input'];
  /** Id of an ONNX model. */
  readonly model: Scalars['String']['input'];
  /** Flags as on a command line, for example `--range_scheme min_max`; none when absent. */
  readonly options?: InputMaybe<Scalars['String']['input']>;
  /** Project by its id; the configured one when absent. */
  readonly project?: InputMaybe<Scalars['String']['input']>;
  /** Sort of the model's weights. */
  readonly weightsDtype: QaiHubQuantizeDtype;
};

/** Sort of number in a tensor. */
export type QaiHubTensorDtype =
  /** True or false. */
  | 'BOOL'
  /** Floating point, 16 bits. */
  | 'FLOAT16'
  /** Floating point, 32 bits. */
  | 'FLOAT32'
  /** Signed, 8 bits. */
  | 'INT8'
  /** Signed, 16 bits. */
  | 'INT16'
  /** Signed, 32 bits. */
  | 'INT32'
  /** Signed, 64 bits. */
  | 'INT64'
  /** Unsigned, 8 bits. */
  | 'UINT8'
  /** Unsigned, 16 bits. */
  | 'UINT16';

/** Input of a model. */
export type QaiHubTensorInput = {
  /** Sort of its numbers. */
  readonly dtype: QaiHubTensorDtype;
  /** Unique among the inputs. */
  readonly name: Scalars['String']['input'];
  /** Lengths of the dimensions, each at least 1; none for a single number. */
  readonly shape: ReadonlyArray<Scalars['Int']['input']>;
};

/** Amount with the vendor's unit, for example 32 GB. */
export type Quantity = {
  readonly __typename?: 'Quantity';
  /** The same amount in bytes; null where the unit is not one of storage. */
  readonly bytes?: Maybe<Scalars['ByteCount']['output']>;
  /** As the vendor writes it; units of storage count in powers of 1,024. */
  readonly unit: Scalars['String']['output'];
  /** Number of units; may carry a fraction. */
  readonly value: Scalars['Float']['output'];
};

/** All that can be read. */
export type Query = {
  readonly __typename?: 'Query';
  /** Algorithms of all backends that list any; `first` or `last` is 1 to 100, 50 when neither is given. */
  readonly algorithms?: Maybe<AlgorithmConnection>;
  /**
   * Waits until the job meets `until`, or for `timeoutMs` (0 to 60,000; 30,000 when absent); ask again to wait longer.
   * The backend is polled meanwhile as one that is watched. A job that fails is an answer, not an error.
   * Null for an unknown job, and for a part of a job, which only its vendor keeps; null with `BACKEND_NOT_FOUND` when
   * the job is removed meanwhile.
   */
  readonly awaitJob?: Maybe<AwaitJobResult>;
  /** Null for an id that is not configured. */
  readonly backend?: Maybe<Backend>;
  /** The configured backends, in the order of the configuration. */
  readonly backends: ReadonlyArray<Backend>;
  /** Flavors of all backends that list any; `first` or `last` is 1 to 100, 50 when neither is given. */
  readonly flavors?: Maybe<FlavorConnection>;
  /** Job with this id. Reads the vendor first when the stored copy is older than `maxStalenessMs`; waits (at most 5 s) until this gateway has reached `atLeast`. */
  readonly job?: Maybe<Job>;
  /** Job that a backend knows by this id of its own. */
  readonly jobByNativeId?: Maybe<Job>;
  /** Numbers of jobs by the values of one key, largest group first. `first` is 1 to 100, 50 when absent. */
  readonly jobGroups: JobGroupList;
  /** What a form for a new job of this backend has to offer; null for an unknown backend. */
  readonly jobTemplate?: Maybe<JobTemplate>;
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
  /** Checks an input by the rules of its vendor and by what the vendor has, without creating anything. */
  readonly validateJob?: Maybe<JobValidation>;
};


/** All that can be read. */
export type QueryAlgorithmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlgorithmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** All that can be read. */
export type QueryAwaitJobArgs = {
  id: Scalars['ID']['input'];
  timeoutMs?: InputMaybe<Scalars['Milliseconds']['input']>;
  until: WaitCondition;
};


/** All that can be read. */
export type QueryBackendArgs = {
  id: Scalars['ID']['input'];
};


/** All that can be read. */
export type QueryFlavorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FlavorFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** All that can be read. */
export type QueryJobArgs = {
  atLeast?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
};


/** All that can be read. */
export type QueryJobByNativeIdArgs = {
  atLeast?: InputMaybe<Scalars['String']['input']>;
  backend: Scalars['ID']['input'];
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
  nativeId: Scalars['String']['input'];
};


/** All that can be read. */
export type QueryJobGroupsArgs = {
  by: JobGroupKey;
  filter?: InputMaybe<JobFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxStalenessMs?: InputMaybe<Scalars['Milliseconds']['input']>;
};


/** All that can be read. */
export type QueryJobTemplateArgs = {
  algorithm?: InputMaybe<Scalars['ID']['input']>;
  backend: Scalars['ID']['input'];
  kind?: InputMaybe<JobKind>;
};


/** All that can be read. */
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


/** All that can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** All that can be read. */
export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** All that can be read. */
export type QueryStatusVocabularyArgs = {
  backendKind?: InputMaybe<BackendKind>;
  jobKind?: InputMaybe<JobKind>;
};


/** All that can be read. */
export type QueryValidateJobArgs = {
  input: CreateJobInput;
};

/** Bound that a vendor sets for what is used at a time. */
export type Quota = {
  readonly __typename?: 'Quota';
  /** Null: without bound. */
  readonly limit?: Maybe<Scalars['Float']['output']>;
  /** The vendor's own name for what is counted. */
  readonly name: Scalars['String']['output'];
  /** What is counted, for example `Count`; null where the vendor names no unit. */
  readonly unit?: Maybe<Scalars['String']['output']>;
  /** Null where the vendor does not say. */
  readonly used?: Maybe<Scalars['Float']['output']>;
};

/** Fact in the journal: the same `eventId` for the same fact, whoever saw it. */
export type RecordedEvent = {
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** The same for the same fact, whoever saw it. */
  readonly eventId: Scalars['ID']['output'];
  /** When the gateway saw it. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts from 1 for each job, without a hole. */
  readonly sequence: Scalars['Int']['output'];
  /** How the gateway came to know. */
  readonly source: EventSource;
};

/** A new name for a job. */
export type RenameJobInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Rules for it are the vendor's. */
  readonly name: Scalars['String']['input'];
};

/** What became of it. */
export type RenameJobPayload = {
  readonly __typename?: 'RenameJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How much is paid for how soon and how surely. */
export type ResourcePolicy =
  /** Cheaper, and may have to wait or be interrupted. */
  | 'ECONOMIC'
  /** The usual price. */
  | 'REGULAR'
  /** Dearer and sooner. */
  | 'TURBO'
  /** A word that the gateway does not know. */
  | 'UNKNOWN';

/** Resources that are set apart for one team. */
export type ResourcePool = {
  readonly __typename?: 'ResourcePool';
  /** Group of pools that it belongs to; null where there is none. */
  readonly groupId?: Maybe<Scalars['String']['output']>;
  /** Null where the job's document carries the id alone. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id. */
  readonly nativeId: Scalars['String']['output'];
};

/** What a job runs on. */
export type ResourceSpec = {
  readonly __typename?: 'ResourceSpec';
  /** Null until the platform tells. */
  readonly allocated?: Maybe<AllocatedResources>;
  /** Size of one node; null for a pool that has only one. */
  readonly flavor?: Maybe<Flavor>;
  /** Nodes that were asked for, at least 1; null where the vendor does not say. */
  readonly nodeCount?: Maybe<Scalars['Int']['output']>;
  /** Null where the vendor has no such choice. */
  readonly policy?: Maybe<ResourcePolicy>;
  /** Dedicated pool; null for shared resources. */
  readonly pool?: Maybe<ResourcePool>;
};

/** An archived job to show in lists again. */
export type RestoreJobInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RestoreJobPayload = {
  readonly __typename?: 'RestoreJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The cursor given as `after` is older than what is kept; read the list again and go on from `cursor`. */
export type ResumeExpired = JobEventMessage & JobLogMessage & StatusTransitionMessage & {
  readonly __typename?: 'ResumeExpired';
  /** Where the stream goes on from. */
  readonly cursor: Scalars['String']['output'];
  /** Oldest place that is still kept. */
  readonly oldestCursor: Scalars['String']['output'];
};

/** An ended job to create anew from what it asked for. */
export type RetryJobInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Name of the new job. When absent the old one, with an ending of its own where the vendor wants names to differ. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** What became of it. */
export type RetryJobPayload = {
  readonly __typename?: 'RetryJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The new job, whose `retryOf` is the old one; null when there is none, when it is not known whether there is, and while it cannot be read. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which end of a metric is the good one. */
export type RewardGoal =
  /** Greater is better. */
  | 'MAXIMIZE'
  /** Smaller is better. */
  | 'MINIMIZE'
  /** A word that the gateway does not know. */
  | 'UNKNOWN';

/** Metric that a search goes by. */
export type RewardMetric = {
  readonly __typename?: 'RewardMetric';
  /** Which end is the good one. */
  readonly goal: RewardGoal;
  /** Regular expression that finds the value in the log; null where it is not read from there. */
  readonly logPattern?: Maybe<Scalars['String']['output']>;
  /** As the code prints it. */
  readonly name: Scalars['String']['output'];
};

/** One run of a job between a start and an end. */
export type RunAttempt = {
  readonly __typename?: 'RunAttempt';
  /** The vendor's word for what ended it. */
  readonly endReason?: Maybe<Scalars['String']['output']>;
  /** Task that made the run end. */
  readonly endTask?: Maybe<Scalars['String']['output']>;
  /** By the vendor's clock; null while it goes on. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The vendor's word for how the next run goes on; null where it says nothing. */
  readonly recovery?: Maybe<Scalars['String']['output']>;
  /** The vendor's word for what started it, for example a restart. */
  readonly startType?: Maybe<Scalars['String']['output']>;
  /** By the vendor's clock. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Window in which a job may run. */
export type Schedule = {
  readonly __typename?: 'Schedule';
  /** Not before; null means at once. */
  readonly startAt?: Maybe<Scalars['DateTime']['output']>;
  /** The vendor ends it then; null means never. */
  readonly stopAt?: Maybe<Scalars['DateTime']['output']>;
};

/** When a job is to start and to stop. */
export type ScheduleInput = {
  /** At once when absent. */
  readonly startAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it is stopped if it has not ended; after `startAt`. */
  readonly stopAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Place in the queue of a pool. */
export type Scheduling = {
  readonly __typename?: 'Scheduling';
  /** The vendor's rules on which nodes it wants; null when there are none. */
  readonly affinity?: Maybe<Scalars['JSON']['output']>;
  /** Whether others may take its place; null where the vendor does not say. */
  readonly preemptible?: Maybe<Scalars['Boolean']['output']>;
  /** In the vendor's numbers, a greater one sooner; null for the default. */
  readonly priority?: Maybe<Scalars['Int']['output']>;
};

/** Way of choosing the next try. */
export type SearchAlgorithm = {
  readonly __typename?: 'SearchAlgorithm';
  /** The vendor's word for it. */
  readonly name: Scalars['String']['output'];
  /** Its own settings. */
  readonly parameters: ReadonlyArray<TypedKeyValue>;
};

/** Setting that a search varies. */
export type SearchParameter = {
  readonly __typename?: 'SearchParameter';
  /** Number of values between the bounds that are tried; null means any. */
  readonly discretePoints?: Maybe<Scalars['Int']['output']>;
  /** What values may be chosen. */
  readonly kind: SearchParameterKind;
  /** Smallest value, inclusive; null where `values` are given. */
  readonly lowerBound?: Maybe<Scalars['Float']['output']>;
  /** Name of the parameter. */
  readonly name: Scalars['String']['output'];
  /** Greatest value, inclusive; null where `values` are given. */
  readonly upperBound?: Maybe<Scalars['Float']['output']>;
  /** The values to choose from, as text; empty where bounds are given. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** What values a search may choose from. */
export type SearchParameterKind =
  /** Any number between two bounds. */
  | 'CONTINUOUS'
  /** One of given values. */
  | 'DISCRETE'
  /** A word that the gateway does not know. */
  | 'UNKNOWN';

/** Search over settings: what to reach, what to vary, how. */
export type SearchPolicy = {
  readonly __typename?: 'SearchPolicy';
  /** Ways of choosing the next try. */
  readonly algorithms: ReadonlyArray<SearchAlgorithm>;
  /** File of the search's own configuration; null when it stands here. */
  readonly configUri?: Maybe<Scalars['String']['output']>;
  /** Code of the search; null for the vendor's own. */
  readonly frameworkUri?: Maybe<Scalars['String']['output']>;
  /** Settings that are varied. */
  readonly parameters: ReadonlyArray<SearchParameter>;
  /** Metrics that say which try is better. */
  readonly rewards: ReadonlyArray<RewardMetric>;
};

/** One try of a search job. */
export type SearchTrial = {
  readonly __typename?: 'SearchTrial';
  /** Parameters that it was run with; null where the vendor does not say. */
  readonly config?: Maybe<Scalars['JSON']['output']>;
  /** The vendor's own id; unique within the job. */
  readonly nativeId: Scalars['String']['output'];
  /** The vendor's word; null where it gives none. */
  readonly status?: Maybe<Scalars['String']['output']>;
  /** Columns of the vendor's table, in its order; they differ from job to job. */
  readonly values: ReadonlyArray<KeyValue>;
};

/** What a SeeMe.ai job is; its text for people is `description`. There are neither labels, second names nor schedules. */
export type SeemeJobInput = {
  /** Application (a kind of task with one set of framework versions) that runs it. */
  readonly applicationId: Scalars['String']['input'];
  /** Data set; needed for a training and a validation. */
  readonly datasetId?: InputMaybe<Scalars['String']['input']>;
  /** Version of the data set; needed with `datasetId`. */
  readonly datasetVersionId?: InputMaybe<Scalars['String']['input']>;
  /** Settings. Agents take any; what they usually read is in `Query.jobTemplate`. */
  readonly items?: InputMaybe<ReadonlyArray<SeemeJobItemInput>>;
  /** What it does. */
  readonly jobType: SeemeJobType;
  /** Model that the result becomes a version of; a new one when absent or blank. A validation and a conversion need it. */
  readonly modelId?: InputMaybe<Scalars['String']['input']>;
  /** Version of that model that a validation or a conversion works on; needs `modelId`. A training makes its own. */
  readonly modelVersionId?: InputMaybe<Scalars['String']['input']>;
  /** Model to go on training with, by an application that supports it; none when absent or blank. */
  readonly startModelId?: InputMaybe<Scalars['String']['input']>;
  /** Version of the start model; needs `startModelId`. */
  readonly startModelVersionId?: InputMaybe<Scalars['String']['input']>;
};

/** Setting of a SeeMe.ai job. */
export type SeemeJobItemInput = {
  /** As text; none when absent. */
  readonly defaultValue?: InputMaybe<Scalars['String']['input']>;
  /** Text for people; none when absent. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Of a setting that is there; a new job has none. */
  readonly id?: InputMaybe<Scalars['String']['input']>;
  /** `name` when absent; the vendor wants one. */
  readonly label?: InputMaybe<Scalars['String']['input']>;
  /** What the agent reads it by; unique in the job. */
  readonly name: Scalars['String']['input'];
  /** As text, numbers too; a truth value is `true` or `false`. */
  readonly value: Scalars['String']['input'];
  /** How the agent reads `value`; `UNKNOWN` is refused. */
  readonly valueType: ParameterType;
};

/** Changes of a SeeMe.ai job; an id that is "" is taken away. The vendor takes whole jobs: what is not named here is sent back as a fresh read has it. */
export type SeemeJobPatchInput = {
  /** Id of another application. */
  readonly applicationId?: InputMaybe<Scalars['String']['input']>;
  /** Id of another data set. */
  readonly datasetId?: InputMaybe<Scalars['String']['input']>;
  /** Id of another version of the data set. */
  readonly datasetVersionId?: InputMaybe<Scalars['String']['input']>;
  /** Settings to change, found by their `id` or else by their name, and settings to add; the others stay. */
  readonly items?: InputMaybe<ReadonlyArray<SeemeJobItemInput>>;
  /** Id of the model that it makes or works on. */
  readonly modelId?: InputMaybe<Scalars['String']['input']>;
  /** Id of a version of that model. */
  readonly modelVersionId?: InputMaybe<Scalars['String']['input']>;
  /** Id of the model to go on training with. */
  readonly startModelId?: InputMaybe<Scalars['String']['input']>;
  /** Id of a version of that model. */
  readonly startModelVersionId?: InputMaybe<Scalars['String']['input']>;
  /** What is shown beside the status. The status itself is the agent's. */
  readonly statusMessage?: InputMaybe<Scalars['String']['input']>;
};

/** What a SeeMe.ai job does. */
export type SeemeJobType =
  /** Turns a model into another format. */
  | 'CONVERSION'
  /** Makes a model of a data set. */
  | 'TRAINING'
  /** Measures a model with a data set. */
  | 'VALIDATION';

/** Something that is shared together with a job. */
export type SharedAsset = {
  readonly __typename?: 'SharedAsset';
  /** The vendor's word for what it is. */
  readonly kind: Scalars['String']['output'];
  /** Null where only the id is known. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's id. */
  readonly nativeId: Scalars['String']['output'];
};

/** What was asked for. */
export type Spec = {
  readonly __typename?: 'Spec';
  /** Model that it starts from or works on; null when there is none. */
  readonly baseModel?: Maybe<ModelReference>;
  /** Cluster or pool by reference; null where the vendor has no such things. */
  readonly compute?: Maybe<ComputeReference>;
  /** The data set that it is about; null where there is none or `inputs` name several. */
  readonly dataset?: Maybe<DatasetReference>;
  /** Where results are sent; null where they stay at the vendor. */
  readonly delivery?: Maybe<Delivery>;
  /** What serves its model; null where nothing has to be deployed. */
  readonly deployment?: Maybe<Deployment>;
  /** Environment variables by name, secrets masked. */
  readonly environment: ReadonlyArray<KeyValue>;
  /** What it reads. */
  readonly inputs: ReadonlyArray<DataChannel>;
  /** Where its logs are copied to; null when they are not. */
  readonly logExport?: Maybe<LogExport>;
  /** Flags as one text, as the vendor keeps them. */
  readonly options?: Maybe<Scalars['String']['output']>;
  /** Where it writes. */
  readonly outputs: ReadonlyArray<DataChannel>;
  /** Null where the vendor does not say. */
  readonly paradigm?: Maybe<TrainingParadigm>;
  /** Hyperparameters, settings and steps, in the vendor's order. */
  readonly parameters: ReadonlyArray<Parameter>;
  /** Null when there are none. */
  readonly policies?: Maybe<JobPolicies>;
  /** What it runs on; null where the vendor lets nobody choose, or the tasks differ. */
  readonly resource?: Maybe<ResourceSpec>;
  /** When it may run; null when it may at any time. */
  readonly schedule?: Maybe<Schedule>;
  /** Null where the vendor's queue knows no places. */
  readonly scheduling?: Maybe<Scheduling>;
  /** Parts of a heterogeneous job, each with a role; empty for all others. */
  readonly tasks: ReadonlyArray<TaskSpec>;
  /** How many nodes and sorts of tasks it runs with. */
  readonly topology: JobTopology;
  /** File systems that are mounted. */
  readonly volumes: ReadonlyArray<Volume>;
};

/** How a job stands, as of `observedAt`. Times are the vendor's own; null where it tells none. */
export type Status = {
  readonly __typename?: 'Status';
  /** Runs of the same job after restarts and reschedules, oldest first. */
  readonly attempts: ReadonlyArray<RunAttempt>;
  /** When somebody asked it to stop; null when nobody did, or the vendor keeps no such time. */
  readonly cancelRequestedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long it has waited and run. */
  readonly durations: StatusDurations;
  /** When it ended; null until then. Where the vendor keeps no such time it may be estimated, and `Job.annotations` says so. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What went wrong, in the vendor's terms; null when nothing did. */
  readonly error?: Maybe<StatusError>;
  /** What works on it; null where the vendor does not say. */
  readonly executor?: Maybe<Executor>;
  /** First exit code that is not zero. */
  readonly exitCode?: Maybe<Scalars['Int']['output']>;
  /** Whether the phase class is TERMINAL. */
  readonly isTerminal: Scalars['Boolean']['output'];
  /** The vendor's words for people; null where there are none. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** What the phase was read from. */
  readonly native: NativeStatus;
  /** How many nodes it ran on, oldest first; empty where the vendor keeps none. */
  readonly nodeCountHistory: ReadonlyArray<NodeCountSample>;
  /** When the gateway read it, by its own clock. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** Null until the job has ended. */
  readonly outcome?: Maybe<JobOutcome>;
  /** Where it stands, the same words for all vendors. */
  readonly phase: JobPhase;
  /** Class of the phase. */
  readonly phaseClass: JobPhaseClass;
  /** Where the phase comes from. */
  readonly phaseSource: PhaseSource;
  /** Null where the vendor tells none. */
  readonly progress?: Maybe<Progress>;
  /** When it began to wait for resources. */
  readonly queuedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it stands so; null where nothing is to be explained. */
  readonly reason?: Maybe<StatusReason>;
  /** Finer step inside the phase, in the vendor's words made UPPER_SNAKE; the vocabulary is open. */
  readonly stage?: Maybe<Scalars['String']['output']>;
  /** The vendor's text to the stage; null where there is none. */
  readonly stageDetail?: Maybe<Scalars['String']['output']>;
  /** When it left the queue; null until then. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Tasks that the vendor tells of, which may be the failed one alone. */
  readonly tasks: ReadonlyArray<TaskStatus>;
  /** When the vendor last changed the status, by its own clock. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Lengths of time as of `Status.observedAt`; a clock of the client adds what has passed since. */
export type StatusDurations = {
  readonly __typename?: 'StatusDurations';
  /** From creation to start; null until it starts, and where the vendor does not say. */
  readonly queuedMs?: Maybe<Scalars['Milliseconds']['output']>;
  /** From start to end, or to `Status.observedAt` while it runs; null until it starts, and where the vendor does not say. */
  readonly runningMs?: Maybe<Scalars['Milliseconds']['output']>;
  /** From creation to end; null until it ends, and where the vendor does not say. */
  readonly totalMs?: Maybe<Scalars['Milliseconds']['output']>;
};

/** Error that ended a job. */
export type StatusError = {
  readonly __typename?: 'StatusError';
  /** The vendor's code; null where there is none. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** The vendor's further facts, of no fixed form; null where there are none. */
  readonly details?: Maybe<Scalars['JSON']['output']>;
  /** The vendor's words. */
  readonly message: Scalars['String']['output'];
};

/** One row of a backend's status vocabulary. */
export type StatusMapping = {
  readonly __typename?: 'StatusMapping';
  /** Platform that uses the word. */
  readonly backendKind: BackendKind;
  /** What the vendor means by it; null where the word says all. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Kinds of job that may have it; empty means all. */
  readonly jobKinds: ReadonlyArray<JobKind>;
  /** The second word; null means whatever it is. */
  readonly nativeSecondary?: Maybe<Scalars['String']['output']>;
  /** The vendor's word, as in `NativeStatus.value`. */
  readonly nativeValue: Scalars['String']['output'];
  /** What it means. */
  readonly phase: JobPhase;
  /** Class of the phase. */
  readonly phaseClass: JobPhaseClass;
  /** `Status.stage` that goes with it; null when the phase says all. */
  readonly stage?: Maybe<Scalars['String']['output']>;
};

/** Why a job stands as it does. */
export type StatusReason = {
  readonly __typename?: 'StatusReason';
  /** The reason, the same words for all vendors. */
  readonly code: StatusReasonCode;
  /** The vendor's own words; null where there are none. */
  readonly text?: Maybe<Scalars['String']['output']>;
};

/** Why a job stands as it does, the same words for all vendors. */
export type StatusReasonCode =
  /** It could not be stopped; it may still run and cost money. */
  | 'CANCEL_FAILED'
  /** Somebody asked it to stop. */
  | 'CANCEL_REQUESTED'
  /** It could not be created. */
  | 'CREATE_FAILED'
  /** The vendor has lost touch with it. */
  | 'LOST'
  /** The vendor's own services. */
  | 'PLATFORM'
  /** It was not done at its own stop time. */
  | 'STOP_TIME_REACHED'
  /** It took longer than the vendor allows. */
  | 'TIMED_OUT'
  /** The vendor gives a reason that no table knows; see `text`. */
  | 'UNKNOWN'
  /** The code, the model or the data of the job. */
  | 'USER_CODE';

/** Change of phase, stage, outcome, native words or message; `from` equals `to` when the phase stayed. */
export type StatusTransition = JobEventMessage & RecordedEvent & StatusTransitionMessage & {
  readonly __typename?: 'StatusTransition';
  /** Who gave the command, for events of a command. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** Names of the other fields of Job that changed with it. */
  readonly changedFields: ReadonlyArray<Scalars['String']['output']>;
  /** True for a change after the job had ended. */
  readonly corrective: Scalars['Boolean']['output'];
  /** Where to resume after it. */
  readonly cursor: Scalars['String']['output'];
  /** The same for the same change, whoever saw it. */
  readonly eventId: Scalars['ID']['output'];
  /** Phase before it; null for a job that was not known before. */
  readonly from?: Maybe<JobPhase>;
  /** The job after the change. */
  readonly job: Job;
  /** When the gateway saw it. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** By the vendor's clock; null where it tells no time of the change. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Counts from 1 for each job, without a hole; other events of the job count too. */
  readonly sequence: Scalars['Int']['output'];
  /** How the gateway came to know. */
  readonly source: EventSource;
  /** Status after it. */
  readonly status: Status;
  /** Phase after it. */
  readonly to: JobPhase;
};

/** Page of the changes of one job's status. */
export type StatusTransitionConnection = {
  readonly __typename?: 'StatusTransitionConnection';
  /** Changes of the page with their cursors. */
  readonly edges: ReadonlyArray<StatusTransitionEdge>;
  /** Changes of the page without their cursors. */
  readonly nodes: ReadonlyArray<StatusTransition>;
  /** Where the page lies in the list. */
  readonly pageInfo: PageInfo;
  /** Changes that are kept, 100 at most. */
  readonly totalCount: Scalars['Int']['output'];
};

/** Change and its place in the list. */
export type StatusTransitionEdge = {
  readonly __typename?: 'StatusTransitionEdge';
  /** What `after` and `before` take. */
  readonly cursor: Scalars['String']['output'];
  /** The change at this place. */
  readonly node: StatusTransition;
};

/** What `statusTransitions` sends. `cursor` is where to resume. */
export type StatusTransitionMessage = {
  /** Where to resume after this message. */
  readonly cursor: Scalars['String']['output'];
};

/** All that can be followed. */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Everything that happens to the jobs that match before or after the change: a job that leaves the filter is seen leaving.
   * Also the health of the backends that the filter selects, as it changes: of that only the newest state is told.
   * Goes on after the event of a cursor (an `eventCursor` of a query, or the `cursor` of a message), else starts now.
   */
  readonly jobEvents: JobEventMessage;
  /**
   * Log of one job, of its main source unless `source` names another; completes by itself when the job has ended and the source is drained.
   * Starts at `after`, else with the last `tail` entries that match (0 to 1000), else at the beginning.
   */
  readonly jobLogs: JobLogMessage;
  /**
   * Status changes and removals out of `jobEvents`, with the same filter and cursors.
   * `jobIds` names jobs that are known (at most 500); the subscription completes by itself when all of them have ended.
   */
  readonly statusTransitions: StatusTransitionMessage;
};


/** All that can be followed. */
export type SubscriptionJobEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobFilter>;
};


/** All that can be followed. */
export type SubscriptionJobLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LogFilter>;
  jobId: Scalars['ID']['input'];
  source?: InputMaybe<Scalars['ID']['input']>;
  tail?: InputMaybe<Scalars['Int']['input']>;
};


/** All that can be followed. */
export type SubscriptionStatusTransitionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobFilter>;
  jobIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** What a task of a heterogeneous job does. */
export type TaskRole =
  /** Learns from what workers send. */
  | 'LEARNER'
  /** A word that the gateway does not know. */
  | 'UNKNOWN'
  /** Acts and sends what it saw. */
  | 'WORKER';

/** Part of a heterogeneous job. */
export type TaskSpec = {
  readonly __typename?: 'TaskSpec';
  /** What it runs; null where the vendor does not name it. */
  readonly algorithm?: Maybe<Algorithm>;
  /** Size of one node; null where the vendor does not name it. */
  readonly flavor?: Maybe<Flavor>;
  /** What it reads. */
  readonly inputs: ReadonlyArray<DataChannel>;
  /** Nodes of this role; null where the vendor does not say. */
  readonly nodeCount?: Maybe<Scalars['Int']['output']>;
  /** Where it writes. */
  readonly outputs: ReadonlyArray<DataChannel>;
  /** What its nodes do. */
  readonly role: TaskRole;
};

/** How one task of a job stands. */
export type TaskStatus = {
  readonly __typename?: 'TaskStatus';
  /** Null until it has ended, or where the vendor does not say. */
  readonly exitCode?: Maybe<Scalars['Int']['output']>;
  /** Address of the machine that it runs on; null where the vendor does not say, or while it has none. */
  readonly hostIp?: Maybe<Scalars['String']['output']>;
  /** Address of its container; null where the vendor does not say, or while it has none. */
  readonly ip?: Maybe<Scalars['String']['output']>;
  /** The vendor's words; null where there are none. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** The vendor's own name, for example `worker-0`. */
  readonly name: Scalars['String']['output'];
  /** How many times it was scheduled, from 1; null where the vendor does not say. */
  readonly scheduleCount?: Maybe<Scalars['Int']['output']>;
};

/** Instants from `from` (inclusive) to `to` (exclusive); an absent side is open. */
export type TimeRange = {
  /** First instant that belongs to it. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** First instant after it. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Way of learning, where the vendor parts jobs by it. */
export type TrainingParadigm =
  /** All other training. */
  | 'DEEP_LEARNING'
  /** Learners and workers that act. */
  | 'REINFORCEMENT_LEARNING';

/** How data is brought into a job or out of it. */
export type Transfer = {
  readonly __typename?: 'Transfer';
  /** The vendor's word, for example `upload_periodically` or `ReadOnlyMount`. */
  readonly mode: Scalars['String']['output'];
  /** Time between two copies; null where it is not copied again and again. */
  readonly periodMs?: Maybe<Scalars['Milliseconds']['output']>;
};

/** Key, value and the vendor's word for the value's type. */
export type TypedKeyValue = {
  readonly __typename?: 'TypedKeyValue';
  /** Name in the vendor's words. */
  readonly key: Scalars['String']['output'];
  /** The vendor's word, for example `Float`; null where it gives none. */
  readonly type?: Maybe<Scalars['String']['output']>;
  /** As text, whatever the type. */
  readonly value: Scalars['String']['output'];
};

/** Changes of one job. Absent fields stay as they are, null clears. */
export type UpdateJobInput = {
  /** Text for people. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Name for people, where the vendor keeps one beside `name`. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** Changes a job that runs although its agent writes the same record, where the vendor has such agents. */
  readonly force: Scalars['Boolean']['input'];
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** `Job.version` that the change is meant for: the job is read first, and the change refused when it has another by now. */
  readonly ifVersion?: InputMaybe<Scalars['Int']['input']>;
  /** Null is refused: every job has a name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What only this vendor lets change. */
  readonly patch?: InputMaybe<JobPatchInput>;
  /** Set, and added to those that are there. */
  readonly properties?: InputMaybe<ReadonlyArray<KeyValueInput>>;
};

/** Labels of one job to set and to take away; the others stay. */
export type UpdateJobLabelsInput = {
  /** Global id of the job. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateJobInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Keys; one that is not there is no mistake. */
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Added, or given this value. */
  readonly set?: InputMaybe<ReadonlyArray<KeyValueInput>>;
};

/** What became of it. */
export type UpdateJobLabelsPayload = {
  readonly __typename?: 'UpdateJobLabelsPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of it. */
export type UpdateJobPayload = {
  readonly __typename?: 'UpdateJobPayload';
  /** Point of the event stream that covers what the command did; `atLeast` and `after` take it. */
  readonly eventCursor: Scalars['String']['output'];
  /** The job as the command left it; null when nothing was done and it is not known. */
  readonly job?: Maybe<Job>;
  /** Why it did not succeed, or not wholly; empty when it did. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Time that a kind of processor was in use. */
export type UsagePeriod = {
  readonly __typename?: 'UsagePeriod';
  /** By the vendor's clock; null while it goes on. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** By the vendor's clock; null until it starts. */
  readonly startedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Person or service, as the vendor knows it. At least one of the fields is set. */
export type User = {
  readonly __typename?: 'User';
  /** Address; vendors tell it rarely. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Name for people, or the account's name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id. */
  readonly nativeId?: Maybe<Scalars['String']['output']>;
};

/** Expected way in which a command does not succeed. */
export type UserError = {
  /** For programs. */
  readonly code: UserErrorCode;
  /** For people; names the value and what was expected. */
  readonly message: Scalars['String']['output'];
  /** Where in the arguments, for example `["input", "labels", "0", "key"]`; null when it is about the whole. */
  readonly path?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** Why a command does not succeed. */
export type UserErrorCode =
  /** Something else is there already, or has changed meanwhile. */
  | 'CONFLICT'
  /** Not in this state. */
  | 'FAILED_PRECONDITION'
  /** The caller may not do that. */
  | 'FORBIDDEN'
  /** The idempotency key was used for another input. */
  | 'IDEMPOTENCY_MISMATCH'
  /** The input breaks a rule. */
  | 'INVALID'
  /** There is no such thing. */
  | 'NOT_FOUND'
  /** The vendor may or may not have acted, or has and does not show it yet; the message says how to find out. */
  | 'OUTCOME_UNKNOWN'
  /** Too many calls; nothing was done. */
  | 'RATE_LIMITED'
  /** The vendor does not answer, or says that it cannot; nothing was done, or nothing of what `path` names. */
  | 'UNAVAILABLE'
  /** The vendor cannot do that at all. */
  | 'UNSUPPORTED';

/** File system that is mounted into a job. */
export type Volume = NfsVolume | OtherVolume;

/** What `awaitJob` waits for. */
export type WaitCondition =
  /** Phase class is no longer WAITING. */
  | 'STARTED'
  /** Phase class is TERMINAL. */
  | 'TERMINAL';

/** Webhook that is kept at the vendor. */
export type WebhookDestination = {
  readonly __typename?: 'WebhookDestination';
  /** The vendor's own id; null where the document lacks it. */
  readonly webhookId?: Maybe<Scalars['String']['output']>;
};

/** What a vendor parts teams by. */
export type Workspace = {
  readonly __typename?: 'Workspace';
  /** Null where the vendor's documents carry the id alone. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The vendor's own id; what `JobFilter.workspaceIds` takes. */
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
  JobEventMessage:
    | ( HealthViewMapper )
    | ( Bookmark )
    | ( Gap )
    | ( ChangeViewMapper )
    | ( CreationViewMapper )
    | ( RemovalViewMapper )
    | ( ResumeExpired )
    | ( TransitionViewMapper )
  ;
  JobLogMessage:
    | ( Bookmark )
    | ( Gap )
    | ( Omit<LogBatch, 'entries'> & { entries: ReadonlyArray<_RefType['LogEntry']> } )
    | ( ResumeExpired )
  ;
  Node:
    | ( AlgorithmViewMapper )
    | ( FlavorViewMapper )
    | ( JobViewMapper )
  ;
  RecordedEvent:
    | ( ChangeViewMapper )
    | ( CreationViewMapper )
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
  UserError:
    | ( ProblemMapper )
    | ( ProblemMapper )
    | ( ProblemMapper )
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
  ArchiveJobInput: ArchiveJobInput;
  ArchiveJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  AwaitJobResult: ResolverTypeWrapper<Omit<AwaitJobResult, 'job' | 'status'> & { job: ResolversTypes['Job'], status: ResolversTypes['Status'] }>;
  AzureMlCommandInput: AzureMlCommandInput;
  AzureMlDefinitionInput: AzureMlDefinitionInput;
  AzureMlJobInput: AzureMlJobInput;
  Backend: ResolverTypeWrapper<BackendViewMapper>;
  BackendCapabilities: ResolverTypeWrapper<BackendCapabilities>;
  BackendFault: ResolverTypeWrapper<BackendFault>;
  BackendFaultCode: BackendFaultCode;
  BackendHealthChanged: ResolverTypeWrapper<HealthViewMapper>;
  BackendKind: ResolverTypeWrapper<string>;
  BackendLimits: ResolverTypeWrapper<BackendLimits>;
  BackendRefused: ResolverTypeWrapper<ProblemMapper>;
  BackendSource: ResolverTypeWrapper<SourceViewMapper>;
  BackendState: BackendState;
  Billing: ResolverTypeWrapper<Billing>;
  Bookmark: ResolverTypeWrapper<Bookmark>;
  ByteCount: ResolverTypeWrapper<Scalars['ByteCount']['output']>;
  CancelJobInput: CancelJobInput;
  CancelJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  CancelJobsInput: CancelJobsInput;
  CancelJobsPayload: ResolverTypeWrapper<BulkResultMapper>;
  ChannelAttribute: ChannelAttribute;
  ChannelAttributeValue: ResolverTypeWrapper<ChannelAttributeValue>;
  ChannelConstraint: ResolverTypeWrapper<ChannelConstraint>;
  CommandRefused: ResolverTypeWrapper<ProblemMapper>;
  ComputeReference: ResolverTypeWrapper<ComputeReference>;
  CpuSpec: ResolverTypeWrapper<CpuSpec>;
  CreateJobInput: CreateJobInput;
  CreateJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  DataChannel: ResolverTypeWrapper<Omit<DataChannel, 'source' | 'target'> & { source?: Maybe<ResolversTypes['DataSource']>, target?: Maybe<ResolversTypes['DataSource']> }>;
  DataSource: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DataSource']>;
  DatasetReference: ResolverTypeWrapper<DatasetReference>;
  DatasetSource: ResolverTypeWrapper<DatasetSource>;
  DatatureArtifactInput: DatatureArtifactInput;
  DatatureDeliveryInput: DatatureDeliveryInput;
  DatatureDeploymentInput: DatatureDeploymentInput;
  DatatureEvaluationInput: DatatureEvaluationInput;
  DatatureJobInput: DatatureJobInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteJobInput: DeleteJobInput;
  DeleteJobPayload: ResolverTypeWrapper<DeletionResultMapper>;
  DeleteJobsInput: DeleteJobsInput;
  DeleteJobsPayload: ResolverTypeWrapper<BulkResultMapper>;
  Delivery: ResolverTypeWrapper<Omit<Delivery, 'destinations'> & { destinations: ReadonlyArray<ResolversTypes['DeliveryDestination']> }>;
  DeliveryDestination: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeliveryDestination']>;
  Deployment: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Deployment']>;
  DisableJobSharingInput: DisableJobSharingInput;
  DisableJobSharingPayload: ResolverTypeWrapper<SharingResultMapper>;
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
  InvalidInput: ResolverTypeWrapper<ProblemMapper>;
  ItemStatus: ItemStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Job: ResolverTypeWrapper<JobViewMapper>;
  JobAction: ResolverTypeWrapper<JobAction>;
  JobActions: ResolverTypeWrapper<JobViewMapper>;
  JobChanged: ResolverTypeWrapper<ChangeViewMapper>;
  JobCommandResult: ResolverTypeWrapper<Omit<JobCommandResult, 'job' | 'userErrors'> & { job?: Maybe<ResolversTypes['Job']>, userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  JobConnection: ResolverTypeWrapper<JobListViewMapper>;
  JobCreated: ResolverTypeWrapper<CreationViewMapper>;
  JobCreation: ResolverTypeWrapper<JobCreation>;
  JobDraftInput: JobDraftInput;
  JobEdge: ResolverTypeWrapper<Omit<JobEdge, 'node'> & { node: ResolversTypes['Job'] }>;
  JobEventMessage: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['JobEventMessage']>;
  JobFacet: ResolverTypeWrapper<JobFacet>;
  JobFacetValue: ResolverTypeWrapper<JobFacetValue>;
  JobFilter: JobFilter;
  JobGroup: ResolverTypeWrapper<JobGroupViewMapper>;
  JobGroupKey: JobGroupKey;
  JobGroupList: ResolverTypeWrapper<JobGroupsViewMapper>;
  JobKind: JobKind;
  JobLogMessage: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['JobLogMessage']>;
  JobOrder: JobOrder;
  JobOrderField: JobOrderField;
  JobOutcome: JobOutcome;
  JobPatchInput: JobPatchInput;
  JobPhase: JobPhase;
  JobPhaseClass: JobPhaseClass;
  JobPolicies: ResolverTypeWrapper<JobPolicies>;
  JobRemoved: ResolverTypeWrapper<RemovalViewMapper>;
  JobService: ResolverTypeWrapper<Omit<JobService, 'properties'> & { properties: ReadonlyArray<ResolversTypes['KeyValue']> }>;
  JobSharing: ResolverTypeWrapper<JobSharing>;
  JobTemplate: ResolverTypeWrapper<TemplateViewMapper>;
  JobTemplateField: ResolverTypeWrapper<JobTemplateField>;
  JobTopology: JobTopology;
  JobUsage: ResolverTypeWrapper<UsageViewMapper>;
  JobValidation: ResolverTypeWrapper<Omit<JobValidation, 'userErrors'> & { userErrors: ReadonlyArray<ResolversTypes['UserError']> }>;
  KeyValue: ResolverTypeWrapper<KeyValue>;
  KeyValueInput: KeyValueInput;
  LabelFilter: LabelFilter;
  LiteralSource: ResolverTypeWrapper<LiteralSource>;
  LocalizedText: ResolverTypeWrapper<LocalizedText>;
  LogBatch: ResolverTypeWrapper<Omit<LogBatch, 'entries'> & { entries: ReadonlyArray<ResolversTypes['LogEntry']> }>;
  LogConnection: ResolverTypeWrapper<LogViewMapper>;
  LogEdge: ResolverTypeWrapper<Omit<LogEdge, 'node'> & { node: ResolversTypes['LogEntry'] }>;
  LogEntry: ResolverTypeWrapper<LogEntryViewMapper>;
  LogExport: ResolverTypeWrapper<LogExport>;
  LogFile: ResolverTypeWrapper<LogFile>;
  LogFilter: LogFilter;
  LogGap: ResolverTypeWrapper<LogGap>;
  LogKind: LogKind;
  LogLevel: LogLevel;
  LogSource: ResolverTypeWrapper<LogSource>;
  LogSourceKind: LogSourceKind;
  ManifestFormat: ManifestFormat;
  MetricPoint: ResolverTypeWrapper<MetricPoint>;
  MetricSeries: ResolverTypeWrapper<MetricSeries>;
  Milliseconds: ResolverTypeWrapper<Scalars['Milliseconds']['output']>;
  ModelReference: ResolverTypeWrapper<ModelReference>;
  ModelartsAlgorithmInput: ModelartsAlgorithmInput;
  ModelartsCodeInput: ModelartsCodeInput;
  ModelartsDatasetInput: ModelartsDatasetInput;
  ModelartsEngineInput: ModelartsEngineInput;
  ModelartsExperimentInput: ModelartsExperimentInput;
  ModelartsImageInput: ModelartsImageInput;
  ModelartsInputChannelInput: ModelartsInputChannelInput;
  ModelartsJobInput: ModelartsJobInput;
  ModelartsJobKind: ModelartsJobKind;
  ModelartsJobPatchInput: ModelartsJobPatchInput;
  ModelartsNamedEngineInput: ModelartsNamedEngineInput;
  ModelartsNfsVolumeInput: ModelartsNfsVolumeInput;
  ModelartsNotificationInput: ModelartsNotificationInput;
  ModelartsOutputChannelInput: ModelartsOutputChannelInput;
  ModelartsRemoteInput: ModelartsRemoteInput;
  ModelartsResourceInput: ModelartsResourceInput;
  ModelartsStorageVolumeInput: ModelartsStorageVolumeInput;
  ModelartsSubscriptionInput: ModelartsSubscriptionInput;
  ModelartsTaskInput: ModelartsTaskInput;
  ModelartsVolumeInput: ModelartsVolumeInput;
  ModifyJobSharingInput: ModifyJobSharingInput;
  ModifyJobSharingPayload: ResolverTypeWrapper<SharingResultMapper>;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
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
  QaiHubCompileInput: QaiHubCompileInput;
  QaiHubDeviceInput: QaiHubDeviceInput;
  QaiHubInferenceInput: QaiHubInferenceInput;
  QaiHubJobInput: QaiHubJobInput;
  QaiHubLinkInput: QaiHubLinkInput;
  QaiHubProfileInput: QaiHubProfileInput;
  QaiHubQuantizeDtype: QaiHubQuantizeDtype;
  QaiHubQuantizeInput: QaiHubQuantizeInput;
  QaiHubTensorDtype: QaiHubTensorDtype;
  QaiHubTensorInput: QaiHubTensorInput;
  Quantity: ResolverTypeWrapper<Quantity>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Quota: ResolverTypeWrapper<Quota>;
  RecordedEvent: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['RecordedEvent']>;
  RenameJobInput: RenameJobInput;
  RenameJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  ResourcePolicy: ResourcePolicy;
  ResourcePool: ResolverTypeWrapper<ResourcePool>;
  ResourceSpec: ResolverTypeWrapper<ResourceViewMapper>;
  RestoreJobInput: RestoreJobInput;
  RestoreJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  ResumeExpired: ResolverTypeWrapper<ResumeExpired>;
  RetryJobInput: RetryJobInput;
  RetryJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  RewardGoal: RewardGoal;
  RewardMetric: ResolverTypeWrapper<RewardMetric>;
  RunAttempt: ResolverTypeWrapper<RunAttempt>;
  Schedule: ResolverTypeWrapper<Schedule>;
  ScheduleInput: ScheduleInput;
  Scheduling: ResolverTypeWrapper<Scheduling>;
  SearchAlgorithm: ResolverTypeWrapper<SearchAlgorithm>;
  SearchParameter: ResolverTypeWrapper<SearchParameter>;
  SearchParameterKind: SearchParameterKind;
  SearchPolicy: ResolverTypeWrapper<SearchPolicy>;
  SearchTrial: ResolverTypeWrapper<Omit<SearchTrial, 'values'> & { values: ReadonlyArray<ResolversTypes['KeyValue']> }>;
  SeemeJobInput: SeemeJobInput;
  SeemeJobItemInput: SeemeJobItemInput;
  SeemeJobPatchInput: SeemeJobPatchInput;
  SeemeJobType: SeemeJobType;
  SharedAsset: ResolverTypeWrapper<SharedAsset>;
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
  TaskStatus: ResolverTypeWrapper<TaskStatusViewMapper>;
  TimeRange: TimeRange;
  TrainingParadigm: TrainingParadigm;
  Transfer: ResolverTypeWrapper<Transfer>;
  TypedKeyValue: ResolverTypeWrapper<TypedKeyValue>;
  UpdateJobInput: UpdateJobInput;
  UpdateJobLabelsInput: UpdateJobLabelsInput;
  UpdateJobLabelsPayload: ResolverTypeWrapper<CommandResultMapper>;
  UpdateJobPayload: ResolverTypeWrapper<CommandResultMapper>;
  UsagePeriod: ResolverTypeWrapper<UsagePeriod>;
  User: ResolverTypeWrapper<User>;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  UserErrorCode: UserErrorCode;
  Volume: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Volume']>;
  WaitCondition: WaitCondition;
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
  ArchiveJobInput: ArchiveJobInput;
  ArchiveJobPayload: CommandResultMapper;
  AwaitJobResult: Omit<AwaitJobResult, 'job' | 'status'> & { job: ResolversParentTypes['Job'], status: ResolversParentTypes['Status'] };
  AzureMlCommandInput: AzureMlCommandInput;
  AzureMlDefinitionInput: AzureMlDefinitionInput;
  AzureMlJobInput: AzureMlJobInput;
  Backend: BackendViewMapper;
  BackendCapabilities: BackendCapabilities;
  BackendFault: BackendFault;
  BackendHealthChanged: HealthViewMapper;
  BackendLimits: BackendLimits;
  BackendRefused: ProblemMapper;
  BackendSource: SourceViewMapper;
  Billing: Billing;
  Bookmark: Bookmark;
  ByteCount: Scalars['ByteCount']['output'];
  CancelJobInput: CancelJobInput;
  CancelJobPayload: CommandResultMapper;
  CancelJobsInput: CancelJobsInput;
  CancelJobsPayload: BulkResultMapper;
  ChannelAttributeValue: ChannelAttributeValue;
  ChannelConstraint: ChannelConstraint;
  CommandRefused: ProblemMapper;
  ComputeReference: ComputeReference;
  CpuSpec: CpuSpec;
  CreateJobInput: CreateJobInput;
  CreateJobPayload: CommandResultMapper;
  DataChannel: Omit<DataChannel, 'source' | 'target'> & { source?: Maybe<ResolversParentTypes['DataSource']>, target?: Maybe<ResolversParentTypes['DataSource']> };
  DataSource: ResolversUnionTypes<ResolversParentTypes>['DataSource'];
  DatasetReference: DatasetReference;
  DatasetSource: DatasetSource;
  DatatureArtifactInput: DatatureArtifactInput;
  DatatureDeliveryInput: DatatureDeliveryInput;
  DatatureDeploymentInput: DatatureDeploymentInput;
  DatatureEvaluationInput: DatatureEvaluationInput;
  DatatureJobInput: DatatureJobInput;
  DateTime: Scalars['DateTime']['output'];
  DeleteJobInput: DeleteJobInput;
  DeleteJobPayload: DeletionResultMapper;
  DeleteJobsInput: DeleteJobsInput;
  DeleteJobsPayload: BulkResultMapper;
  Delivery: Omit<Delivery, 'destinations'> & { destinations: ReadonlyArray<ResolversParentTypes['DeliveryDestination']> };
  DeliveryDestination: ResolversUnionTypes<ResolversParentTypes>['DeliveryDestination'];
  Deployment: ResolversUnionTypes<ResolversParentTypes>['Deployment'];
  DisableJobSharingInput: DisableJobSharingInput;
  DisableJobSharingPayload: SharingResultMapper;
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
  InvalidInput: ProblemMapper;
  JSON: Scalars['JSON']['output'];
  Job: JobViewMapper;
  JobAction: JobAction;
  JobActions: JobViewMapper;
  JobChanged: ChangeViewMapper;
  JobCommandResult: Omit<JobCommandResult, 'job' | 'userErrors'> & { job?: Maybe<ResolversParentTypes['Job']>, userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  JobConnection: JobListViewMapper;
  JobCreated: CreationViewMapper;
  JobCreation: JobCreation;
  JobDraftInput: JobDraftInput;
  JobEdge: Omit<JobEdge, 'node'> & { node: ResolversParentTypes['Job'] };
  JobEventMessage: ResolversInterfaceTypes<ResolversParentTypes>['JobEventMessage'];
  JobFacet: JobFacet;
  JobFacetValue: JobFacetValue;
  JobFilter: JobFilter;
  JobGroup: JobGroupViewMapper;
  JobGroupList: JobGroupsViewMapper;
  JobLogMessage: ResolversInterfaceTypes<ResolversParentTypes>['JobLogMessage'];
  JobOrder: JobOrder;
  JobPatchInput: JobPatchInput;
  JobPolicies: JobPolicies;
  JobRemoved: RemovalViewMapper;
  JobService: Omit<JobService, 'properties'> & { properties: ReadonlyArray<ResolversParentTypes['KeyValue']> };
  JobSharing: JobSharing;
  JobTemplate: TemplateViewMapper;
  JobTemplateField: JobTemplateField;
  JobUsage: UsageViewMapper;
  JobValidation: Omit<JobValidation, 'userErrors'> & { userErrors: ReadonlyArray<ResolversParentTypes['UserError']> };
  KeyValue: KeyValue;
  KeyValueInput: KeyValueInput;
  LabelFilter: LabelFilter;
  LiteralSource: LiteralSource;
  LocalizedText: LocalizedText;
  LogBatch: Omit<LogBatch, 'entries'> & { entries: ReadonlyArray<ResolversParentTypes['LogEntry']> };
  LogConnection: LogViewMapper;
  LogEdge: Omit<LogEdge, 'node'> & { node: ResolversParentTypes['LogEntry'] };
  LogEntry: LogEntryViewMapper;
  LogExport: LogExport;
  LogFile: LogFile;
  LogFilter: LogFilter;
  LogGap: LogGap;
  LogSource: LogSource;
  MetricPoint: MetricPoint;
  MetricSeries: MetricSeries;
  Milliseconds: Scalars['Milliseconds']['output'];
  ModelReference: ModelReference;
  ModelartsAlgorithmInput: ModelartsAlgorithmInput;
  ModelartsCodeInput: ModelartsCodeInput;
  ModelartsDatasetInput: ModelartsDatasetInput;
  ModelartsEngineInput: ModelartsEngineInput;
  ModelartsExperimentInput: ModelartsExperimentInput;
  ModelartsImageInput: ModelartsImageInput;
  ModelartsInputChannelInput: ModelartsInputChannelInput;
  ModelartsJobInput: ModelartsJobInput;
  ModelartsJobPatchInput: ModelartsJobPatchInput;
  ModelartsNamedEngineInput: ModelartsNamedEngineInput;
  ModelartsNfsVolumeInput: ModelartsNfsVolumeInput;
  ModelartsNotificationInput: ModelartsNotificationInput;
  ModelartsOutputChannelInput: ModelartsOutputChannelInput;
  ModelartsRemoteInput: ModelartsRemoteInput;
  ModelartsResourceInput: ModelartsResourceInput;
  ModelartsStorageVolumeInput: ModelartsStorageVolumeInput;
  ModelartsSubscriptionInput: ModelartsSubscriptionInput;
  ModelartsTaskInput: ModelartsTaskInput;
  ModelartsVolumeInput: ModelartsVolumeInput;
  ModifyJobSharingInput: ModifyJobSharingInput;
  ModifyJobSharingPayload: SharingResultMapper;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
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
  QaiHubCompileInput: QaiHubCompileInput;
  QaiHubDeviceInput: QaiHubDeviceInput;
  QaiHubInferenceInput: QaiHubInferenceInput;
  QaiHubJobInput: QaiHubJobInput;
  QaiHubLinkInput: QaiHubLinkInput;
  QaiHubProfileInput: QaiHubProfileInput;
  QaiHubQuantizeInput: QaiHubQuantizeInput;
  QaiHubTensorInput: QaiHubTensorInput;
  Quantity: Quantity;
  Query: Record<PropertyKey, never>;
  Quota: Quota;
  RecordedEvent: ResolversInterfaceTypes<ResolversParentTypes>['RecordedEvent'];
  RenameJobInput: RenameJobInput;
  RenameJobPayload: CommandResultMapper;
  ResourcePool: ResourcePool;
  ResourceSpec: ResourceViewMapper;
  RestoreJobInput: RestoreJobInput;
  RestoreJobPayload: CommandResultMapper;
  ResumeExpired: ResumeExpired;
  RetryJobInput: RetryJobInput;
  RetryJobPayload: CommandResultMapper;
  RewardMetric: RewardMetric;
  RunAttempt: RunAttempt;
  Schedule: Schedule;
  ScheduleInput: ScheduleInput;
  Scheduling: Scheduling;
  SearchAlgorithm: SearchAlgorithm;
  SearchParameter: SearchParameter;
  SearchPolicy: SearchPolicy;
  SearchTrial: Omit<SearchTrial, 'values'> & { values: ReadonlyArray<ResolversParentTypes['KeyValue']> };
  SeemeJobInput: SeemeJobInput;
  SeemeJobItemInput: SeemeJobItemInput;
  SeemeJobPatchInput: SeemeJobPatchInput;
  SharedAsset: SharedAsset;
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
  TaskStatus: TaskStatusViewMapper;
  TimeRange: TimeRange;
  Transfer: Transfer;
  TypedKeyValue: TypedKeyValue;
  UpdateJobInput: UpdateJobInput;
  UpdateJobLabelsInput: UpdateJobLabelsInput;
  UpdateJobLabelsPayload: CommandResultMapper;
  UpdateJobPayload: CommandResultMapper;
  UsagePeriod: UsagePeriod;
  User: User;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
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

export type ArchiveJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveJobPayload'] = ResolversParentTypes['ArchiveJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AwaitJobResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AwaitJobResult'] = ResolversParentTypes['AwaitJobResult']> = {
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  timedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BackendResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Backend'] = ResolversParentTypes['Backend'], FederationReferenceType extends FederationReferenceTypes['Backend'] = FederationReferenceTypes['Backend']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Backend']> | FederationReferenceType, FederationReferenceType, ContextType>;
  capabilities?: Resolver<ResolversTypes['BackendCapabilities'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BackendKind'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['BackendLimits'], ParentType, ContextType>;
  projects?: Resolver<ReadonlyArray<ResolversTypes['Project']>, ParentType, ContextType>;
  quotas?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Quota']>>, ParentType, ContextType>;
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

export type BackendHealthChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendHealthChanged'] = ResolversParentTypes['BackendHealthChanged']> = {
  backend?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BackendKindResolvers = EnumResolverSignature<{ AZURE_ML?: any, DATATURE?: any, MODELARTS?: any, QAI_HUB?: any, SEEME?: any }, ResolversTypes['BackendKind']>;

export type BackendLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendLimits'] = ResolversParentTypes['BackendLimits']> = {
  callsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxJobLifetimeMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  pageSize?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BackendRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackendRefused'] = ResolversParentTypes['BackendRefused']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  fault?: Resolver<ResolversTypes['BackendFault'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type CancelJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelJobPayload'] = ResolversParentTypes['CancelJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CancelJobsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelJobsPayload'] = ResolversParentTypes['CancelJobsPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['JobCommandResult']>, ParentType, ContextType>;
};

export type ChannelAttributeValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelAttributeValue'] = ResolversParentTypes['ChannelAttributeValue']> = {
  attribute?: Resolver<ResolversTypes['ChannelAttribute'], ParentType, ContextType>;
  nativeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelConstraintResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelConstraint'] = ResolversParentTypes['ChannelConstraint']> = {
  attributes?: Resolver<ReadonlyArray<ResolversTypes['ChannelAttributeValue']>, ParentType, ContextType>;
  dataType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CommandRefusedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommandRefused'] = ResolversParentTypes['CommandRefused']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type CreateJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateJobPayload'] = ResolversParentTypes['CreateJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type DeleteJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteJobPayload'] = ResolversParentTypes['DeleteJobPayload']> = {
  deleted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deletedJobId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteJobsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteJobsPayload'] = ResolversParentTypes['DeleteJobsPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['JobCommandResult']>, ParentType, ContextType>;
};

export type DeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  destinations?: Resolver<ReadonlyArray<ResolversTypes['DeliveryDestination']>, ParentType, ContextType>;
};

export type DeliveryDestinationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryDestination'] = ResolversParentTypes['DeliveryDestination']> = {
  __resolveType: TypeResolveFn<'OtherDestination' | 'WebhookDestination', ParentType, ContextType>;
};

export type DeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deployment'] = ResolversParentTypes['Deployment']> = {
  __resolveType: TypeResolveFn<'EphemeralDeployment' | 'ExistingDeployment' | 'OtherDeployment', ParentType, ContextType>;
};

export type DisableJobSharingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableJobSharingPayload'] = ResolversParentTypes['DisableJobSharingPayload']> = {
  affectedAssets?: Resolver<ReadonlyArray<ResolversTypes['SharedAsset']>, ParentType, ContextType>;
  affectedJobs?: Resolver<ReadonlyArray<ResolversTypes['Job']>, ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type InvalidInputResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvalidInput'] = ResolversParentTypes['InvalidInput']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  expected?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job'], FederationReferenceType extends FederationReferenceTypes['Job'] = FederationReferenceTypes['Job']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Job']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actions?: Resolver<ResolversTypes['JobActions'], ParentType, ContextType>;
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
  logFiles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LogFile']>>, ParentType, ContextType>;
  logSources?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LogSource']>>, ParentType, ContextType>;
  logs?: Resolver<Maybe<ResolversTypes['LogConnection']>, ParentType, ContextType, Partial<JobLogsArgs>>;
  manifest?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<JobManifestArgs, 'format'>>;
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
  retryOf?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  serviceVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  services?: Resolver<ReadonlyArray<ResolversTypes['JobService']>, ParentType, ContextType>;
  sharing?: Resolver<Maybe<ResolversTypes['JobSharing']>, ParentType, ContextType>;
  spec?: Resolver<Maybe<ResolversTypes['Spec']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['Status'], ParentType, ContextType>;
  statusPath?: Resolver<ReadonlyArray<ResolversTypes['StatusMapping']>, ParentType, ContextType>;
  transitions?: Resolver<ResolversTypes['StatusTransitionConnection'], ParentType, ContextType, Partial<JobTransitionsArgs>>;
  trials?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SearchTrial']>>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  usage?: Resolver<Maybe<ResolversTypes['JobUsage']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  workspace?: Resolver<Maybe<ResolversTypes['Workspace']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobAction'] = ResolversParentTypes['JobAction']> = {
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['UserErrorCode']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobActionsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobActions'] = ResolversParentTypes['JobActions']> = {
  archive?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  cancel?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  delete?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  rename?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  restore?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  retry?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  share?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  update?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
  updateLabels?: Resolver<ResolversTypes['JobAction'], ParentType, ContextType>;
};

export type JobChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobChanged'] = ResolversParentTypes['JobChanged']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changedFields?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EventSource'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobCommandResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobCommandResult'] = ResolversParentTypes['JobCommandResult']> = {
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  jobId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type JobCreatedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobCreated'] = ResolversParentTypes['JobCreated']> = {
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['EventSource'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type JobEventMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobEventMessage'] = ResolversParentTypes['JobEventMessage']> = {
  __resolveType: TypeResolveFn<'BackendHealthChanged' | 'Bookmark' | 'Gap' | 'JobChanged' | 'JobCreated' | 'JobRemoved' | 'ResumeExpired' | 'StatusTransition', ParentType, ContextType>;
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

export type JobLogMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobLogMessage'] = ResolversParentTypes['JobLogMessage']> = {
  __resolveType: TypeResolveFn<'Bookmark' | 'Gap' | 'LogBatch' | 'ResumeExpired', ParentType, ContextType>;
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

export type JobSharingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobSharing'] = ResolversParentTypes['JobSharing']> = {
  emails?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type JobTemplateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobTemplate'] = ResolversParentTypes['JobTemplate']> = {
  algorithm?: Resolver<Maybe<ResolversTypes['Algorithm']>, ParentType, ContextType>;
  backend?: Resolver<ResolversTypes['Backend'], ParentType, ContextType>;
  engines?: Resolver<ReadonlyArray<ResolversTypes['Engine']>, ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['JobTemplateField']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['JobKind']>, ParentType, ContextType>;
  parameters?: Resolver<ReadonlyArray<ResolversTypes['Parameter']>, ParentType, ContextType>;
};

export type JobTemplateFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobTemplateField'] = ResolversParentTypes['JobTemplateField']> = {
  constraint?: Resolver<Maybe<ResolversTypes['ParameterConstraint']>, ParentType, ContextType>;
  defaultValue?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ParameterType'], ParentType, ContextType>;
};

export type JobUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobUsage'] = ResolversParentTypes['JobUsage']> = {
  computeMs?: Resolver<Maybe<ResolversTypes['Milliseconds']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  cpu?: Resolver<Maybe<ResolversTypes['UsagePeriod']>, ParentType, ContextType>;
  gpu?: Resolver<Maybe<ResolversTypes['UsagePeriod']>, ParentType, ContextType>;
};

export type JobValidationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JobValidation'] = ResolversParentTypes['JobValidation']> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  valid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type LogBatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogBatch'] = ResolversParentTypes['LogBatch']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  entries?: Resolver<ReadonlyArray<ResolversTypes['LogEntry']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  hasAnsi?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type LogFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogFile'] = ResolversParentTypes['LogFile']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['ByteCount']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type ModifyJobSharingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModifyJobSharingPayload'] = ResolversParentTypes['ModifyJobSharingPayload']> = {
  affectedAssets?: Resolver<ReadonlyArray<ResolversTypes['SharedAsset']>, ParentType, ContextType>;
  affectedJobs?: Resolver<ReadonlyArray<ResolversTypes['Job']>, ParentType, ContextType>;
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  archiveJob?: Resolver<Maybe<ResolversTypes['ArchiveJobPayload']>, ParentType, ContextType, RequireFields<MutationArchiveJobArgs, 'input'>>;
  cancelJob?: Resolver<Maybe<ResolversTypes['CancelJobPayload']>, ParentType, ContextType, RequireFields<MutationCancelJobArgs, 'input'>>;
  cancelJobs?: Resolver<Maybe<ResolversTypes['CancelJobsPayload']>, ParentType, ContextType, RequireFields<MutationCancelJobsArgs, 'input'>>;
  createJob?: Resolver<Maybe<ResolversTypes['CreateJobPayload']>, ParentType, ContextType, RequireFields<MutationCreateJobArgs, 'input'>>;
  deleteJob?: Resolver<Maybe<ResolversTypes['DeleteJobPayload']>, ParentType, ContextType, RequireFields<MutationDeleteJobArgs, 'input'>>;
  deleteJobs?: Resolver<Maybe<ResolversTypes['DeleteJobsPayload']>, ParentType, ContextType, RequireFields<MutationDeleteJobsArgs, 'input'>>;
  disableJobSharing?: Resolver<Maybe<ResolversTypes['DisableJobSharingPayload']>, ParentType, ContextType, RequireFields<MutationDisableJobSharingArgs, 'input'>>;
  modifyJobSharing?: Resolver<Maybe<ResolversTypes['ModifyJobSharingPayload']>, ParentType, ContextType, RequireFields<MutationModifyJobSharingArgs, 'input'>>;
  renameJob?: Resolver<Maybe<ResolversTypes['RenameJobPayload']>, ParentType, ContextType, RequireFields<MutationRenameJobArgs, 'input'>>;
  restoreJob?: Resolver<Maybe<ResolversTypes['RestoreJobPayload']>, ParentType, ContextType, RequireFields<MutationRestoreJobArgs, 'input'>>;
  retryJob?: Resolver<Maybe<ResolversTypes['RetryJobPayload']>, ParentType, ContextType, RequireFields<MutationRetryJobArgs, 'input'>>;
  updateJob?: Resolver<Maybe<ResolversTypes['UpdateJobPayload']>, ParentType, ContextType, RequireFields<MutationUpdateJobArgs, 'input'>>;
  updateJobLabels?: Resolver<Maybe<ResolversTypes['UpdateJobLabelsPayload']>, ParentType, ContextType, RequireFields<MutationUpdateJobLabelsArgs, 'input'>>;
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
  awaitJob?: Resolver<Maybe<ResolversTypes['AwaitJobResult']>, ParentType, ContextType, RequireFields<QueryAwaitJobArgs, 'id' | 'until'>>;
  backend?: Resolver<Maybe<ResolversTypes['Backend']>, ParentType, ContextType, RequireFields<QueryBackendArgs, 'id'>>;
  backends?: Resolver<ReadonlyArray<ResolversTypes['Backend']>, ParentType, ContextType>;
  flavors?: Resolver<Maybe<ResolversTypes['FlavorConnection']>, ParentType, ContextType, Partial<QueryFlavorsArgs>>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  jobByNativeId?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobByNativeIdArgs, 'backend' | 'nativeId'>>;
  jobGroups?: Resolver<ResolversTypes['JobGroupList'], ParentType, ContextType, RequireFields<QueryJobGroupsArgs, 'by'>>;
  jobTemplate?: Resolver<Maybe<ResolversTypes['JobTemplate']>, ParentType, ContextType, RequireFields<QueryJobTemplateArgs, 'backend'>>;
  jobs?: Resolver<ResolversTypes['JobConnection'], ParentType, ContextType, Partial<QueryJobsArgs>>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  statusVocabulary?: Resolver<ReadonlyArray<ResolversTypes['StatusMapping']>, ParentType, ContextType, Partial<QueryStatusVocabularyArgs>>;
  validateJob?: Resolver<Maybe<ResolversTypes['JobValidation']>, ParentType, ContextType, RequireFields<QueryValidateJobArgs, 'input'>>;
};

export type QuotaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Quota'] = ResolversParentTypes['Quota']> = {
  limit?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  used?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type RecordedEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordedEvent'] = ResolversParentTypes['RecordedEvent']> = {
  __resolveType: TypeResolveFn<'JobChanged' | 'JobCreated' | 'JobRemoved' | 'StatusTransition', ParentType, ContextType>;
};

export type RenameJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RenameJobPayload'] = ResolversParentTypes['RenameJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type RestoreJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreJobPayload'] = ResolversParentTypes['RestoreJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResumeExpiredResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResumeExpired'] = ResolversParentTypes['ResumeExpired']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  oldestCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetryJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetryJobPayload'] = ResolversParentTypes['RetryJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type SearchTrialResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchTrial'] = ResolversParentTypes['SearchTrial']> = {
  config?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
};

export type SharedAssetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SharedAsset'] = ResolversParentTypes['SharedAsset']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  jobEvents?: SubscriptionResolver<ResolversTypes['JobEventMessage'], "jobEvents", ParentType, ContextType, Partial<SubscriptionJobEventsArgs>>;
  jobLogs?: SubscriptionResolver<ResolversTypes['JobLogMessage'], "jobLogs", ParentType, ContextType, RequireFields<SubscriptionJobLogsArgs, 'jobId'>>;
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
  hostIp?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ip?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scheduleCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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

export type UpdateJobLabelsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateJobLabelsPayload'] = ResolversParentTypes['UpdateJobLabelsPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateJobPayload'] = ResolversParentTypes['UpdateJobPayload']> = {
  eventCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
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

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<'BackendRefused' | 'CommandRefused' | 'InvalidInput', ParentType, ContextType>;
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
  ArchiveJobPayload?: ArchiveJobPayloadResolvers<ContextType>;
  AwaitJobResult?: AwaitJobResultResolvers<ContextType>;
  Backend?: BackendResolvers<ContextType>;
  BackendCapabilities?: BackendCapabilitiesResolvers<ContextType>;
  BackendFault?: BackendFaultResolvers<ContextType>;
  BackendHealthChanged?: BackendHealthChangedResolvers<ContextType>;
  BackendKind?: BackendKindResolvers;
  BackendLimits?: BackendLimitsResolvers<ContextType>;
  BackendRefused?: BackendRefusedResolvers<ContextType>;
  BackendSource?: BackendSourceResolvers<ContextType>;
  Billing?: BillingResolvers<ContextType>;
  Bookmark?: BookmarkResolvers<ContextType>;
  ByteCount?: GraphQLScalarType;
  CancelJobPayload?: CancelJobPayloadResolvers<ContextType>;
  CancelJobsPayload?: CancelJobsPayloadResolvers<ContextType>;
  ChannelAttributeValue?: ChannelAttributeValueResolvers<ContextType>;
  ChannelConstraint?: ChannelConstraintResolvers<ContextType>;
  CommandRefused?: CommandRefusedResolvers<ContextType>;
  ComputeReference?: ComputeReferenceResolvers<ContextType>;
  CpuSpec?: CpuSpecResolvers<ContextType>;
  CreateJobPayload?: CreateJobPayloadResolvers<ContextType>;
  DataChannel?: DataChannelResolvers<ContextType>;
  DataSource?: DataSourceResolvers<ContextType>;
  DatasetReference?: DatasetReferenceResolvers<ContextType>;
  DatasetSource?: DatasetSourceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteJobPayload?: DeleteJobPayloadResolvers<ContextType>;
  DeleteJobsPayload?: DeleteJobsPayloadResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryDestination?: DeliveryDestinationResolvers<ContextType>;
  Deployment?: DeploymentResolvers<ContextType>;
  DisableJobSharingPayload?: DisableJobSharingPayloadResolvers<ContextType>;
  Engine?: EngineResolvers<ContextType>;
  EphemeralDeployment?: EphemeralDeploymentResolvers<ContextType>;
  Executor?: ExecutorResolvers<ContextType>;
  ExistingDeployment?: ExistingDeploymentResolvers<ContextType>;
  Experiment?: ExperimentResolvers<ContextType>;
  Flavor?: FlavorResolvers<ContextType>;
  FlavorConnection?: FlavorConnectionResolvers<ContextType>;
  FlavorEdge?: FlavorEdgeResolvers<ContextType>;
  Gap?: GapResolvers<ContextType>;
  InvalidInput?: InvalidInputResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Job?: JobResolvers<ContextType>;
  JobAction?: JobActionResolvers<ContextType>;
  JobActions?: JobActionsResolvers<ContextType>;
  JobChanged?: JobChangedResolvers<ContextType>;
  JobCommandResult?: JobCommandResultResolvers<ContextType>;
  JobConnection?: JobConnectionResolvers<ContextType>;
  JobCreated?: JobCreatedResolvers<ContextType>;
  JobCreation?: JobCreationResolvers<ContextType>;
  JobEdge?: JobEdgeResolvers<ContextType>;
  JobEventMessage?: JobEventMessageResolvers<ContextType>;
  JobFacet?: JobFacetResolvers<ContextType>;
  JobFacetValue?: JobFacetValueResolvers<ContextType>;
  JobGroup?: JobGroupResolvers<ContextType>;
  JobGroupList?: JobGroupListResolvers<ContextType>;
  JobLogMessage?: JobLogMessageResolvers<ContextType>;
  JobPolicies?: JobPoliciesResolvers<ContextType>;
  JobRemoved?: JobRemovedResolvers<ContextType>;
  JobService?: JobServiceResolvers<ContextType>;
  JobSharing?: JobSharingResolvers<ContextType>;
  JobTemplate?: JobTemplateResolvers<ContextType>;
  JobTemplateField?: JobTemplateFieldResolvers<ContextType>;
  JobUsage?: JobUsageResolvers<ContextType>;
  JobValidation?: JobValidationResolvers<ContextType>;
  KeyValue?: KeyValueResolvers<ContextType>;
  LiteralSource?: LiteralSourceResolvers<ContextType>;
  LocalizedText?: LocalizedTextResolvers<ContextType>;
  LogBatch?: LogBatchResolvers<ContextType>;
  LogConnection?: LogConnectionResolvers<ContextType>;
  LogEdge?: LogEdgeResolvers<ContextType>;
  LogEntry?: LogEntryResolvers<ContextType>;
  LogExport?: LogExportResolvers<ContextType>;
  LogFile?: LogFileResolvers<ContextType>;
  LogGap?: LogGapResolvers<ContextType>;
  LogSource?: LogSourceResolvers<ContextType>;
  MetricPoint?: MetricPointResolvers<ContextType>;
  MetricSeries?: MetricSeriesResolvers<ContextType>;
  Milliseconds?: GraphQLScalarType;
  ModelReference?: ModelReferenceResolvers<ContextType>;
  ModifyJobSharingPayload?: ModifyJobSharingPayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
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
  Quota?: QuotaResolvers<ContextType>;
  RecordedEvent?: RecordedEventResolvers<ContextType>;
  RenameJobPayload?: RenameJobPayloadResolvers<ContextType>;
  ResourcePool?: ResourcePoolResolvers<ContextType>;
  ResourceSpec?: ResourceSpecResolvers<ContextType>;
  RestoreJobPayload?: RestoreJobPayloadResolvers<ContextType>;
  ResumeExpired?: ResumeExpiredResolvers<ContextType>;
  RetryJobPayload?: RetryJobPayloadResolvers<ContextType>;
  RewardMetric?: RewardMetricResolvers<ContextType>;
  RunAttempt?: RunAttemptResolvers<ContextType>;
  Schedule?: ScheduleResolvers<ContextType>;
  Scheduling?: SchedulingResolvers<ContextType>;
  SearchAlgorithm?: SearchAlgorithmResolvers<ContextType>;
  SearchParameter?: SearchParameterResolvers<ContextType>;
  SearchPolicy?: SearchPolicyResolvers<ContextType>;
  SearchTrial?: SearchTrialResolvers<ContextType>;
  SharedAsset?: SharedAssetResolvers<ContextType>;
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
  UpdateJobLabelsPayload?: UpdateJobLabelsPayloadResolvers<ContextType>;
  UpdateJobPayload?: UpdateJobPayloadResolvers<ContextType>;
  UsagePeriod?: UsagePeriodResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Volume?: VolumeResolvers<ContextType>;
  WebhookDestination?: WebhookDestinationResolvers<ContextType>;
  Workspace?: WorkspaceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  upstream?: UpstreamDirectiveResolver<any, any, ContextType>;
};
