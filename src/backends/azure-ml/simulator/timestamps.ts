/** Writes an instant as run history does: seven fraction digits and an offset. */
export function toTime(at: number): string {
  return `${toSeconds(at)}.${microseconds(at)}0+00:00`;
}

/** Writes an instant as the management plane does for jobs: six fraction digits and an offset. */
export function toSystemTime(at: number): string {
  return `${toSeconds(at)}.${microseconds(at)}+00:00`;
}

/** Writes an instant in whole seconds with a `Z`, as links and tokens carry it. */
export function toShortTime(at: number): string {
  return `${toSeconds(at)}Z`;
}

/** Writes a length as .NET time spans are written: `hh:mm:ss.fffffff`, from a day on with the days before. */
export function toTimeSpan(ms: number): string {
  const ticks = Math.max(0, Math.round(ms * 10_000));
  const seconds = Math.floor(ticks / 10_000_000);
  const days = Math.floor(seconds / 86_400);
  const [hours, minutes] = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  const clock = [hours, minutes, seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const fraction = String(ticks % 10_000_000).padStart(7, "0");
  return `${days > 0 ? `${days}.` : ""}${clock}.${fraction}`;
}

function toSeconds(at: number): string {
  return new Date(Math.floor(at)).toISOString().slice(0, 19);
}

function microseconds(at: number): string {
  const whole = Math.floor(at);
  const milliseconds = String(((whole % 1000) + 1000) % 1000).padStart(3, "0");
  return milliseconds + String(Math.floor((at - whole) * 1000)).padStart(3, "0");
}
