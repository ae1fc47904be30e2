import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import type { Backend, HookRequest, HookResult } from "../../../src/backends/contract.ts";
import { BackendError } from "../../../src/domain/error.ts";
import { listen } from "../../../src/simulator/listen.ts";
import { failureOf } from "../../support/backend.ts";
import { type Subject, signal, stepTo } from "./subject.ts";

/** Cases about pushes. */
export function describePush({ definition, capabilities, words, push, simulate }: Subject): void {
  const { kind } = definition;
  const secret = push?.hook.secret ?? "";

  test.runIf(!capabilities.push)("takes no push, and its simulator sends none", async () => {
    await using vendor = await simulate(1);
    expect(vendor.connect()).not.toHaveProperty("receiveHook");
    await expect(vendor.control.hook(kind, "http://127.0.0.1:9/")).rejects.toThrow("has no push");
  });

  describe.runIf(capabilities.push)("pushes", () => {
    const address = (origin: string) => `${origin}/?${new URLSearchParams({ secret })}`;

    test("name the job that has changed", async () => {
      await using vendor = await simulate(1);
      await using receiver = await openReceiver(vendor.connect(push && { hook: push.hook }));
      await vendor.control.hook(kind, address(receiver.origin));
      // What happens during a handshake is not pushed: jobs are made until one is.
      const ids: string[] = [];
      const named = await receiver.next(async () => {
        const id = await vendor.control.addJob(kind, [stepTo(words.waiting)], push?.fields);
        const { native, secondary, items } = words.succeeded;
        await vendor.control.changeJob(kind, id, { native, secondary, ...(items && { items }) });
        ids.push(id);
      });
      expect(ids).toEqual(expect.arrayContaining([...named.nativeIds]));
      expect(named).toMatchObject({ wakes: false, ignored: 0 });
      expect(receiver.failures).toEqual([]);
    });

    test.each([
      ["empty", ""],
      ["no JSON", "{"],
      ["a list of nothing", "[]"],
      ["no document", "7"],
      ["nested without end", "[".repeat(50_000)],
      ["bytes that are no text", Buffer.of(0xff, 0xfe)],
    ])("are refused when they are %s", async (_, body) => {
      await using vendor = await simulate(1);
      const backend = vendor.connect(push && { hook: push.hook });
      const request = makeRequest(Buffer.from(body), secret);
      const error = await failureOf(Promise.resolve(backend.receiveHook?.(request, signal)));
      expect(error).toMatchObject({ kind: "INVALID", retryable: false });
      if (secret !== "") expect(error.message).not.toContain(secret);
    });
  });
}

function makeRequest(body: Buffer, secret: string): HookRequest {
  const headers = { "content-type": "application/json" };
  return { method: "POST", headers, query: new URLSearchParams({ secret }), body };
}

/** An address that hands what it gets to a backend and answers as it says. */
async function openReceiver(backend: Backend) {
  const results: HookResult[] = [];
  const failures: unknown[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
    try {
      const result = await backend.receiveHook?.(
        {
          method: request.method === "OPTIONS" ? "OPTIONS" : "POST",
          headers: Object.fromEntries(headers),
          query: new URL(request.url ?? "", "http://localhost").searchParams,
          body: Buffer.concat(parts),
        },
        signal,
      );
      if (result) results.push(result);
      const { status = 200, headers: answered = {}, json } = result?.answer ?? {};
      response.writeHead(status, answered).end(json === undefined ? "" : JSON.stringify(json));
    } catch (error) {
      failures.push(error instanceof BackendError ? error.message : error);
      response.writeHead(500).end();
    }
  });
  const { origin, ...listening } = await listen(server, 0);
  return {
    origin,
    failures,
    /** The first result that names a job; makes things happen until there is one. */
    async next(happen: () => Promise<void>): Promise<HookResult> {
      for (;;) {
        const found = results.find(({ nativeIds }) => nativeIds.length > 0);
        if (found) return found;
        if (failures.length > 0) throw new Error(`a push was refused: ${String(failures[0])}`);
        await happen();
      }
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
