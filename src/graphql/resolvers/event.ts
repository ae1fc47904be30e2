import { jobOfTransition } from "../../federation/job-transitions.ts";
import type { JobRemovedResolvers, StatusTransitionResolvers, SubscriptionResolvers } from "../generated.ts";
import { toFilter } from "./arguments.ts";

export const Subscription: SubscriptionResolvers = {
  statusTransitions: {
    subscribe: (_, { filter, ...request }, { federation }) =>
      federation.followTransitions({ ...request, filter: toFilter(filter) }),
    resolve: (message: unknown) => message,
  },
} as SubscriptionResolvers;

export const StatusTransition: StatusTransitionResolvers = {
  eventId: ({ event }) => event.eventId,
  cursor: ({ cursor }) => cursor,
  sequence: ({ event }) => event.sequence,
  occurredAt: ({ event }) => event.occurredAt,
  observedAt: ({ event }) => event.observedAt,
  source: ({ event }) => event.source,
  actor: ({ event }) => event.actor,
  job: (transition, _, { federation }) => jobOfTransition(transition, federation.finder),
  changedFields: ({ event }) => event.changedFields,
  from: ({ event }) => event.from,
  to: ({ event }) => event.to,
  status: ({ event }) => ({ status: event.job.status, observedAt: event.observedAt }),
  corrective: ({ event }) => event.corrective,
};

export const JobRemoved: JobRemovedResolvers = {
  eventId: ({ event }) => event.eventId,
  cursor: ({ cursor }) => cursor,
  sequence: ({ event }) => event.sequence,
  occurredAt: ({ event }) => event.occurredAt,
  observedAt: ({ event }) => event.observedAt,
  source: ({ event }) => event.source,
  actor: ({ event }) => event.actor,
  removedJobId: ({ event }) => event.jobId,
};
