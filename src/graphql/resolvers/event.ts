import { asStream } from "../../fanout/stream.ts";
import { jobOfEvent } from "../../federation/job-transitions.ts";
import type { EventView } from "../../federation/views.ts";
import type {
  BackendHealthChangedResolvers,
  JobChangedResolvers,
  JobCreatedResolvers,
  JobRemovedResolvers,
  StatusTransitionResolvers,
  SubscriptionResolvers,
} from "../generated.ts";
import { toFilter } from "./arguments.ts";
import { LogSubscription } from "./log.ts";

/** Each message is itself the value of the root field. */
const resolve = (message: unknown) => message;

export const Subscription = {
  ...LogSubscription,
  jobEvents: {
    subscribe: async (_, { filter, ...request }, { federation }) =>
      asStream(await federation.events.jobEvents({ ...request, filter: toFilter(filter) }), federation),
    resolve,
  },
  statusTransitions: {
    subscribe: async (_, { filter, ...request }, { federation }) =>
      asStream(
        await federation.events.statusTransitions({ ...request, filter: toFilter(filter) }),
        federation,
      ),
    resolve,
  },
} as SubscriptionResolvers;

/** What all events have. */
const recorded = {
  eventId: ({ event }: EventView) => event.eventId,
  cursor: ({ cursor }: EventView) => cursor,
  sequence: ({ event }: EventView) => event.sequence,
  occurredAt: ({ event }: EventView) => event.occurredAt,
  observedAt: ({ event }: EventView) => event.observedAt,
  source: ({ event }: EventView) => event.source,
  actor: ({ event }: EventView) => event.actor,
};

export const JobCreated: JobCreatedResolvers = {
  ...recorded,
  job: (creation, _, { federation }) => jobOfEvent(creation, federation.finder),
};

export const JobChanged: JobChangedResolvers = {
  ...recorded,
  job: (change, _, { federation }) => jobOfEvent(change, federation.finder),
  changedFields: ({ event }) => event.changedFields,
};

export const StatusTransition: StatusTransitionResolvers = {
  ...recorded,
  job: (transition, _, { federation }) => jobOfEvent(transition, federation.finder),
  changedFields: ({ event }) => event.changedFields,
  from: ({ event }) => event.from,
  to: ({ event }) => event.to,
  status: ({ event }) => ({ jobId: event.jobId, status: event.job.status, observedAt: event.observedAt }),
  corrective: ({ event }) => event.corrective,
};

export const JobRemoved: JobRemovedResolvers = {
  ...recorded,
  removedJobId: ({ event }) => event.jobId,
};

export const BackendHealthChanged: BackendHealthChangedResolvers = {
  cursor: ({ cursor }) => cursor,
  observedAt: ({ observedAt }) => observedAt,
  backend: ({ backend }) => backend,
};
