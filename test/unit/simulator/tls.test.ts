import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { createInterface } from "node:readline";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { startSimulators } from "../../../src/simulator/start.ts";
import { createToyVendor } from "./toy-vendor.ts";

test("serves a vendor over https to clients that trust the certificate it names", async () => {
  await using simulators = await startWithTls();
  const [vendor] = simulators.vendors;
  const ca = await readFile(vendor?.ca ?? "");
  expect(vendor?.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+\//);
  expect(vendor?.config).toMatchObject({ url: vendor?.url });
  expect(await getJson(`${vendor?.url}/jobs`, ca)).toHaveLength(3);
  const byName = vendor?.url.replace("127.0.0.1", "localhost");
  expect(await getJson(`${byName}/jobs`, ca)).toHaveLength(3);
});

test("is refused over https by clients that do not trust its certificate", async () => {
  await using simulators = await startWithTls();
  await expect(getJson(`${simulators.vendors[0]?.url}/jobs`)).rejects.toThrow("self-signed certificate");
});

test("keeps the control port on http and tells the vendor's https address there", async () => {
  await using simulators = await startWithTls();
  const answer = await fetch(`${simulators.control}/`);
  expect(await answer.json()).toMatchObject({ vendors: [{ url: simulators.vendors[0]?.url }] });
});

test("removes the certificate's file at the end and makes another the next time", async () => {
  const [first, second] = [await startWithTls(), await startWithTls()];
  const paths = [first, second].map(({ vendors }) => vendors[0]?.ca ?? "");
  const texts = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  expect(texts[0]).not.toBe(texts[1]);
  for (const simulators of [first, second]) await simulators[Symbol.asyncDispose]();
  for (const path of paths) await expect(readFile(path)).rejects.toThrow("ENOENT");
});

test("names no certificate when the vendors are served over http", async () => {
  await using simulators = await startSimulators({ ...settings(), tls: false });
  expect(simulators.vendors[0]).not.toHaveProperty("ca");
});

test("serves over https from the command line, and its certificate goes when it is told to end", async () => {
  const main = fileURLToPath(new URL("../../../src/simulator/main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", "0", "--jobs", "0", "--tls"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const { url, ca } = z
    .object({ url: z.url({ protocol: /^https$/ }), ca: z.string() })
    .parse(JSON.parse(line));
  expect(await getStatus(url, await readFile(ca))).toBeGreaterThanOrEqual(200);
  child.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
  await expect(readFile(ca)).rejects.toThrow("ENOENT");
});

const settings = () => ({ definitions: [createToyVendor()], jobs: 3, speed: 1, seed: 1 });
const startWithTls = () => startSimulators({ ...settings(), tls: true });

async function get(url: string, ca?: Buffer): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(url, { agent: false, ...(ca ? { ca } : {}) }, resolve)
    .on("error", reject)
    .end();
  return promise;
}

const getJson = async (url: string, ca?: Buffer): Promise<unknown> => json(await get(url, ca));

async function getStatus(url: string, ca: Buffer): Promise<number> {
  const response = await get(url, ca);
  response.resume();
  return response.statusCode ?? 0;
}
