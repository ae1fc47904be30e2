/** An instant (ms, perhaps with a fraction) as a `Timestamp` in proto3 JSON, to the microsecond. */
export function toTimestamp(instant: number): string {
  const microseconds = Math.round(instant * 1000);
  const second = Math.floor(microseconds / 1e6);
  const whole = new Date(second * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(microseconds - second * 1e6).padStart(6, "0")}Z`;
}
