import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { BackendId } from "../../domain/id.ts";
import type { HookRequest } from "../contract.ts";
import { azureMlConfig } from "./config.ts";
import { receiveHook } from "./hook.ts";

const backend = "azure" as BackendId;
const secret = "a-secret-of-nobody";
const entry = {
  id: backend,
  kind: "AZURE_ML",
  subscriptionId: "00000000-1111-2222-3333-444444444444",
  resourceGroup: "rg-ml-demo",
  workspace: "ws-demo",
  credentials: { tenantId: "t", clientId: "c", clientSecret: "s" },
};
const guarded = azureMlConfig.parse({ ...entry, hook: { secret } });
const open = azureMlConfig.parse(entry);

/** The vendor's documented exchanges, by name. */
const exchanges = z
  .object({
    exchanges: z.array(
      z.object({
        name: z.string(),
        request: z.object({
          method: z.enum(["POST", "OPTIONS"]),
          headers: z.record(z.string(), z.string()),
          body: z.unknown().optional(),
        }),
        response: z.object({
          status: z.number(),
          headers: z.record(z.string(), z.string()).optional(),
          body: z.unknown().optional(),
        }),
      }),
    ),
  })
  .parse(
    JSON.parse(readFileSync(new URL("./fixtures/15-eventgrid.json", import.meta.url), "utf8")),
  ).exchanges;

function exchange(start: string) {
  const found = exchanges.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`There is no exchange ${start}.`);
  return found;
}

function request(start: string, change: Partial<HookRequest> = {}): HookRequest {
  const { method, headers, body } = exchange(start).request;
  const bytes = Buffer.from(body === undefined ? "" : JSON.stringify(body));
  return { method, headers, body: bytes, query: new URLSearchParams({ secret }), ...change };
}

function post(body: unknown): HookRequest {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return request("run status", { body: bytes });
}

const oneEvent = (change: object = {}) => ({
  ...z.array(z.looseObject({})).parse(exchange("run status").request.body)[0],
  ...change,
});

describe("the documented exchanges", () => {
  test("answer the validation event with its code", () => {
    const { answer, ...rest } = receiveHook(guarded, backend, request("subscription validation"));
    const { status, body } = exchange("subscription validation").response;
    expect(answer).toEqual({ status, json: body });
    expect(rest).toEqual({ nativeIds: [], wakes: false, ignored: 0 });
  });

  test("answer the handshake of cloud events", () => {
    const { answer } = receiveHook(guarded, backend, request("CloudEvents handshake"));
    const { status, headers } = exchange("CloudEvents handshake").response;
    expect(answer).toEqual({ status, headers });
  });

  test.each(["run status changed", "run completed", "same event in CloudEvents"])(
    "name a job: %s",
    (name) => {
      const result = receiveHook(guarded, backend, request(name));
      expect(result).toEqual({ nativeIds: ["iris_589279419362"], wakes: false, ignored: 0 });
    },
  );
});

describe("events", () => {
  test("come in batches, of which each job is named once and what is others' is counted", () => {
    const event = oneEvent();
    const other = oneEvent({ data: { runId: "other" } });
    const elsewhere = oneEvent({ topic: "/subscriptions/x/resourceGroups/y/providers/z/workspaces/ws-demo" });
    const unasked = oneEvent({ eventType: "Microsoft.MachineLearningServices.ModelRegistered" });
    const result = receiveHook(guarded, backend, post([event, event, other, elsewhere, unasked]));
    expect(result).toEqual({ nativeIds: ["iris_589279419362", "other"], wakes: false, ignored: 2 });
  });

  test("are of the workspace whatever the letter case of its address", () => {
    const topic = String(oneEvent().topic).toUpperCase();
    expect(receiveHook(guarded, backend, post([oneEvent({ topic })])).ignored).toBe(0);
  });

  test("name the job by their subject when the data does not, and wake the poller when nothing does", () => {
    const bare = receiveHook(guarded, backend, post([oneEvent({ data: {} })]));
    expect(bare).toMatchObject({ nativeIds: ["iris_589279419362"], wakes: false });
    const empty = receiveHook(guarded, backend, post([oneEvent({ data: {}, subject: "" })]));
    expect(empty).toMatchObject({ nativeIds: [], wakes: true });
  });

  test("name nobody and wake the poller where no secret is configured", () => {
    const result = receiveHook(open, backend, request("run status", { query: new URLSearchParams() }));
    expect(result).toEqual({ nativeIds: [], wakes: true, ignored: 0 });
  });
});

describe("the secret", () => {
  test.each([
    ["the query, under any name", { query: new URLSearchParams({ code: secret }) }],
    [
      "a delivery property",
      {
        query: new URLSearchParams(),
        headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
      },
    ],
  ])("may stand in %s", (_, change) => {
    expect(receiveHook(guarded, backend, request("run status", change)).nativeIds).toHaveLength(1);
  });

  test.each([
    ["none", ""],
    ["a wrong one", `secret=${secret}x`],
    ["a part", `secret=${secret.slice(0, -1)}`],
    ["one as a name", `${secret}=`],
  ])("is asked of every request: %s is refused", (_, query) => {
    for (const name of ["run status", "subscription validation", "CloudEvents handshake"]) {
      const call = () => receiveHook(guarded, backend, request(name, { query: new URLSearchParams(query) }));
      expect(call).toThrow(expect.objectContaining({ kind: "UNAUTHENTICATED" }));
      expect(call).not.toThrow(secret);
    }
  });
});

test.each([
  ["no JSON", post("{")],
  [
    "bytes that are no text",
    post("\u0000").body.length ? request("run status", { body: Buffer.of(0xff) }) : null,
  ],
  ["an empty body", post("")],
  ["no events", post([])],
  ["numbers", post([1, 2])],
  ["an event without a type", post([{ data: { runId: "x" } }])],
  ["another content type", request("run status", { headers: { "content-type": "text/plain" } })],
  ["no content type", request("run status", { headers: {} })],
  ["a validation without a code", post([{ eventType: "Microsoft.EventGrid.SubscriptionValidationEvent" }])],
  ["a handshake without an origin", request("CloudEvents handshake", { headers: {} })],
])("refuses %s", (_, bad) => {
  if (bad === null) throw new Error("no request");
  expect(() => receiveHook(guarded, backend, bad)).toThrow(
    expect.objectContaining({ kind: "INVALID", backend }),
  );
});
