/** Milliseconds of a .NET time span, `[d.]hh:mm:ss[.fffffff]`, as run history writes it; null for anything else. */
export function parseTimeSpan(text: string | null): number | null {
  const match = /^(?:(\d{1,8})\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d{1,9})?)$/.exec(text ?? "");
  if (match === null) return null;
  const [, days = "0", hours, minutes, seconds] = match;
  const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return wholeMinutes * 60_000 + Math.round(Number(seconds) * 1_000_000) / 1_000;
}

const isoDuration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days and smaller units, as limits are written; null for anything else. */
export function parseIsoDuration(text: string | null): number | null {
  const match = isoDuration.exec(text ?? "");
  if (match === null || text === "P" || text?.endsWith("T")) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  const ms = ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
  return Number.isSafeInteger(Math.round(ms)) ? ms : null;
}
