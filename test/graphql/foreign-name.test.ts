import { request } from "node:http";
import { expect, it } from "vitest";
import { startWorld } from "../support/gateway.ts";

/** Sends a request under a name of the caller's choice, which `fetch` does not let one do. */
function statusUnder(
  url: string,
  host: string,
  headers: Record<string, string> = {},
  path = "/graphql",
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${url}${path}?query={__typename}`,
      { headers: { host, ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    call.on("upgrade", (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    call.on("error", reject);
    call.end();
  });
}

it("answers only to names of loopback, so that no page of another site can read the jobs", async () => {
  await using world = await startWorld({ jobs: 5 });
  await using gateway = await world.startGateway();
  const json = { "content-type": "application/json" };
  const upgrade = {
    connection: "upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    "sec-websocket-protocol": "graphql-transport-ws",
  };
  expect(await statusUnder(gateway.url, "localhost:4000", json)).toBe(200);
  expect(await statusUnder(gateway.url, "evil.example:4000", json)).toBe(403);
  for (const [host, status] of [
    ["localhost:4000", 200],
    ["evil.example:4000", 403],
  ] as const)
    expect(await statusUnder(gateway.url, host, {}, "/graphql/stream")).toBe(status);
  expect(await statusUnder(gateway.url, "localhost:4000", upgrade)).toBe(101);
  expect(
    await statusUnder(gateway.url, "evil.example:4000", { ...upgrade, origin: "http://evil.example:4000" }),
  ).toBe(403);
});
