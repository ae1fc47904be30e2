/** Makes an empty row; `showJob` fills it. */
export function createRow() {
  const row = element("tr");
  const [phase, name, backend, created, since] = Array.from({ length: 5 }, () => row.insertCell());
  phase.className = "phase";
  name.className = "job";
  backend.className = "backend";
  created.append(element("time"));
  since.append(element("time"));
  return row;
}

/** Writes a job into its row. Vendors' words go in as text, never as markup. */
export function showJob(row, job) {
  const [phase, cell, backend, created, since] = row.cells;
  const { status } = job;
  phase.textContent = capitalized(status.phase);
  phase.dataset.tone = toneOf(status);
  phase.title = [status.native.value, status.native.secondary].filter(Boolean).join(" / ");
  cell.replaceChildren(nameOf(job), noteOf(job));
  backend.textContent = job.backend.title;
  backend.title = job.backend.title;
  setTime(created.firstChild, job.createdAt);
  setTime(since.firstChild, status.endedAt ?? status.startedAt ?? job.createdAt);
}

/** Lets a row stand out for a moment. */
export function highlight(row) {
  row.classList.remove("changed");
  // Read, so that the animation begins again.
  void row.offsetWidth;
  row.classList.add("changed");
}

/** Writes how long ago each shown time is. */
export function updateTimes(parent) {
  for (const time of parent.querySelectorAll("time[datetime]")) {
    const text = relativeTime(new Date(time.dateTime));
    if (time.textContent !== text) time.textContent = text;
  }
}

/** Makes an element with attributes and text. */
export function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/** `UNRESPONSIVE` becomes `Unresponsive`. */
function capitalized(word) {
  const text = word.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function toneOf({ phase, phaseClass }) {
  return phaseClass === "TERMINAL" ? phase.toLowerCase() : phaseClass.toLowerCase();
}

function nameOf({ displayName, url, id }) {
  const name = displayName || id;
  const isPage = url !== null && /^https?:\/\//i.test(url);
  const attributes = isPage ? { href: url, rel: "noopener noreferrer", target: "_blank" } : {};
  const made = element(isPage ? "a" : "span", attributes, name);
  const line = element("div", { class: "name", title: name });
  line.append(made);
  return line;
}

function noteOf({ kind, status }) {
  const message = status.phase === "FAILED" ? status.message : null;
  const note = [capitalized(kind), message].filter(Boolean).join(" · ");
  return element("span", { class: "note", title: note }, note);
}

function setTime(time, instant) {
  if (instant === null) {
    time.removeAttribute("datetime");
    time.removeAttribute("title");
    time.textContent = "–";
    return;
  }
  const date = new Date(instant);
  time.dateTime = instant;
  time.title = date.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" });
  time.textContent = relativeTime(date);
}

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relativeTime(date) {
  const seconds = (date.getTime() - Date.now()) / 1000;
  for (const [unit, length] of units)
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  // Finer would tick without telling anything.
  return "just now";
}
