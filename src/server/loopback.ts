/**
 * Tells whether a Host header names this machine's loopback. A page of another site can make its own name lead to
 * 127.0.0.1 and would then read what only this machine should; its name stands in the header all the same.
 */
export function namesLoopback(host: string | undefined): boolean {
  const name = URL.parse(`http://${host ?? ""}`)?.hostname ?? "";
  return name === "localhost" || name === "[::1]" || /^127(\.\d+){3}$/.test(name);
}
