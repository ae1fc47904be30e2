import { followEvents } from "./events.js";
import { eventsQuery, queryJobs } from "./jobs.js";
import { createRow, element, highlight, showJob, updateTimes } from "./row.js";

/** What the events do not tell (how fresh the backends are) is read now and then; a list that failed, sooner. */
const refreshMs = 60_000;
const retryMs = 10_000;
const timesMs = 10_000;
const typingMs = 250;
/** Changes come in bursts: one query answers for all of them. */
const burstMs = 300;
const refusedMs = 1_000;

const part = (id) => document.getElementById(id);
const [list, search, phaseClass] = [part("jobs"), part("search"), part("phase-class")];
const plural = new Intl.PluralRules("en");

/** Rows by the id of their job, with the version of the job that they show. */
const rows = new Map();
/** Where the subscription goes on; null until a list with this filter has come. */
let cursor = null;
let events = null;
/** Query under way; null while there is none. */
let asking = null;
let typing;
let nextRefresh;
let refreshAt = Number.POSITIVE_INFINITY;

readAddress();
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(changeFilter, typingMs);
});
phaseClass.addEventListener("change", changeFilter);
setInterval(() => updateTimes(list), timesMs);
// The timers of a hidden page hardly run.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") refresh();
});
refresh();

function filter() {
  const text = search.value.trim();
  return {
    ...(text !== "" && { search: text }),
    ...(phaseClass.value !== "" && { phaseClasses: [phaseClass.value] }),
  };
}

function changeFilter() {
  cursor = null;
  writeAddress();
  refresh();
}

/** Reads the list and shows it; a query that is still under way no longer counts. */
function refresh() {
  clearTimeout(nextRefresh);
  refreshAt = Number.POSITIVE_INFINITY;
  asking?.abort();
  const current = new AbortController();
  asking = current;
  const finish = (nextMs, show) => (result) => {
    if (current !== asking) return;
    asking = null;
    refreshWithin(nextMs);
    show(result);
  };
  queryJobs(filter(), current.signal).then(
    finish(refreshMs, (jobs) => {
      showProblem("");
      showList(jobs);
      follow(jobs.eventCursor);
    }),
    finish(retryMs, ({ message }) => showProblem(message)),
  );
}

/** Refreshes after at most this time, once for all who ask for it. */
function refreshWithin(ms) {
  if (Date.now() + ms >= refreshAt) return;
  refreshAt = Date.now() + ms;
  clearTimeout(nextRefresh);
  nextRefresh = setTimeout(() => {
    refreshAt = Number.POSITIVE_INFINITY;
    // One that takes long is not cut off by the next.
    if (asking) refreshWithin(burstMs);
    else refresh();
  }, ms);
}

/** Follows from the list that is shown, unless the subscription is further already. */
function follow(eventCursor) {
  if (cursor !== null) return;
  cursor = eventCursor;
  if (events) return events.restart();
  events = followEvents({
    start: () => ({ query: eventsQuery, variables: { filter: filter(), after: cursor } }),
    message: takeMessage,
    state: showConnection,
    refused() {
      // Another journal, perhaps: the list tells where to go on. The wait keeps a lasting fault from making noise.
      cursor = null;
      refreshWithin(refusedMs);
    },
  });
}

function takeMessage(message) {
  // A filter has changed: what comes until the new list is there is of the old one.
  if (cursor === null) return;
  cursor = message.cursor;
  if (message.__typename === "Bookmark") return;
  if (message.job && rows.has(message.job.id)) update(message.job);
  // The order, the total and who matches are the gateway's to say.
  refreshWithin(burstMs);
}

function showList({ nodes, sources, totalCount, unfilteredCount }) {
  const isFirst = list.getAttribute("aria-busy") === "true";
  list.setAttribute("aria-busy", "false");
  const ids = new Set(nodes.map(({ id }) => id));
  for (const [id, { row }] of rows) {
    if (ids.has(id)) continue;
    row.remove();
    rows.delete(id);
  }
  for (const [index, job] of nodes.entries()) {
    const { row } = rows.has(job.id) ? update(job) : add(job, !isFirst);
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  }
  part("empty").hidden = nodes.length > 0;
  const total = totalCount === unfilteredCount ? `${totalCount}` : `${totalCount} of ${unfilteredCount}`;
  part("count").textContent = `${total} ${plural.select(unfilteredCount) === "one" ? "job" : "jobs"}`;
  part("sources").replaceChildren(...sources.map(sourceItem));
}

function add(job, isNews) {
  const shown = { row: createRow(), version: job.version };
  rows.set(job.id, shown);
  showJob(shown.row, job);
  if (isNews) highlight(shown.row);
  return shown;
}

/** Shows a newer version of a job; an answer that was overtaken by a message changes nothing. */
function update(job) {
  const shown = rows.get(job.id);
  if (job.version < shown.version) return shown;
  if (job.version > shown.version) highlight(shown.row);
  shown.version = job.version;
  showJob(shown.row, job);
  return shown;
}

function sourceItem({ backend, state, asOf, error }) {
  const read = asOf === null ? "not read yet" : `read ${new Date(asOf).toLocaleString()}`;
  const item = element("li", { "data-state": state, title: error?.message ?? read }, `${backend.title} `);
  item.append(element("span", {}, state.toLowerCase()));
  return item;
}

function showConnection(state) {
  const shown = part("connection");
  shown.dataset.state = state;
  shown.textContent = state === "live" ? "Live" : "Connection lost, reconnecting";
}

function showProblem(message) {
  part("problem").hidden = message === "";
  part("problem").textContent = message;
}

/** The filter stands in the address, so that a link shows the same list. */
function readAddress() {
  const given = new URLSearchParams(location.search);
  search.value = given.get("search") ?? "";
  phaseClass.value = given.get("phases") ?? "";
  if (phaseClass.selectedIndex < 0) phaseClass.value = "";
}

function writeAddress() {
  const given = new URLSearchParams();
  if (search.value.trim() !== "") given.set("search", search.value.trim());
  if (phaseClass.value !== "") given.set("phases", phaseClass.value);
  history.replaceState(null, "", given.size > 0 ? `?${given}` : location.pathname);
}
