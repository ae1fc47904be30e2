/**
 * The two dialects of the service. Rows carry the server's local time with its offset, which follows daylight saving;
 * agents write UTC without an offset.
 */

/** Instants of rows, in microseconds as they are read; the answer to a write shows nanoseconds instead. */
export function toRowTime(instant: number, precision: "micro" | "nano" = "micro"): string {
  const microseconds = Math.round(instant * 1000);
  const offsetHours = isSummer(instant) ? 2 : 1;
  const second = Math.floor(microseconds / 1e6);
  const local = new Date((second + offsetHours * 3600) * 1000).toISOString().slice(0, 19);
  const micro = String(microseconds - second * 1e6).padStart(6, "0");
  const digits = precision === "nano" ? micro + nanoDigits(microseconds) : micro;
  const fraction = digits.replace(/0+$/, "");
  return `${local}${fraction === "" ? "" : `.${fraction}`}+0${offsetHours}:00`;
}

/** Instants that agents report. */
export function toAgentTime(instant: number): string {
  const microseconds = Math.round(instant * 1000);
  const second = Math.floor(microseconds / 1e6);
  const whole = new Date(second * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(microseconds - second * 1e6).padStart(6, "0")}`;
}

/** Three digits that are never all zero, so that the difference shows. */
function nanoDigits(microseconds: number): string {
  return String(1 + (microseconds % 999)).padStart(3, "0");
}

/** Central European summer time: from 01:00 UTC on the last Sunday of March to the same on that of October. */
function isSummer(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  const [start, end] = summers.get(year) ?? [lastSunday(year, 2), lastSunday(year, 9)];
  summers.set(year, [start, end]);
  return instant >= start && instant < end;
}

/** By year; lists ask for the same few a million times. */
const summers = new Map<number, readonly [start: number, end: number]>();

/** 01:00 UTC on the last Sunday of a month with 31 days. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * 3600 * 1000;
}
