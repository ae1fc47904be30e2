/** Concrete types behind interfaces and unions: values carry the name, or a member that only one type has. */

const byKind = { __resolveType: ({ kind }: { kind: string }) => kind };
const byType = { __resolveType: ({ type }: { type: string }) => type };

export const DataSource = byKind;
export const Volume = byKind;
export const DeliveryDestination = byKind;
export const Deployment = byKind;
export const JobEventMessage = byType;
export const StatusTransitionMessage = byType;
export const JobLogMessage = byType;
export const RecordedEvent = byType;

export const Node = {
  __resolveType: (value: object) => {
    if ("snapshot" in value) return "Job";
    return "algorithm" in value ? "Algorithm" : "Flavor";
  },
};
