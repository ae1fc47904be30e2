/** Wire fields for the control port that make a job's document unreadable, by kind; elsewhere no fields do. */
export const unreadableFields = {
  MODELARTS: { metadata: { id: null } },
  DATATURE: { createDate: "yesterday" },
  SEEME: { name: 5 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, unknown>>>>;
