const rowFields = `fragment Row on Job {
  id version displayName kind url createdAt
  backend { title }
  status { phase phaseClass message startedAt endedAt native { value secondary } }
}`;

const listQuery = `query Home($filter: JobFilter) {
  jobs(first: 50, filter: $filter) {
    totalCount unfilteredCount eventCursor
    sources { state asOf error { message } backend { id title } }
    nodes { ...Row }
  }
}
${rowFields}`;

/** Subscription that goes on from the cursor in `$after`. */
export const eventsQuery = `subscription Home($filter: JobFilter, $after: String) {
  jobEvents(filter: $filter, after: $after) {
    __typename cursor
    ... on JobCreated { job { ...Row } }
    ... on JobChanged { job { ...Row } }
    ... on StatusTransition { job { ...Row } }
  }
}
${rowFields}`;

/** Reads the newest jobs that match. Rejects with an error whose message is for people. */
export async function queryJobs(filter, signal) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: listQuery, variables: { filter } }),
    signal,
  }).catch((error) => {
    throw signal.aborted ? error : new Error("The gateway does not answer. It is asked again every 10 s.");
  });
  const { data, errors } = await response.json();
  if (!data) throw new Error(errors?.[0]?.message ?? `The gateway answered ${response.status}.`);
  return data.jobs;
}
