import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestWorkspace, type TestWorkspace } from "./test-workspace.ts";
import { at, documentAt, listAt, textAt } from "./wire-document.ts";

let workspace: TestWorkspace;
let id: string;
beforeEach(async () => {
  workspace = await startTestWorkspace();
  id = await workspace.makeJob("Running", { jobType: "Command", distribution: null });
});
afterEach(() => workspace[Symbol.asyncDispose]());

const STORE = "/simstore.blob.core.windows.net";
const write = (body: object) => workspace.control("POST", `/logs/AZURE_ML/${id}`, body);
const linksOf = async (run: string): Promise<Readonly<Record<string, unknown>>> =>
  documentAt((await workspace.data("history", "GET", `/runs/${run}/details`)).json, "logFiles");
const linkOf = async (source: string, run = id) => String((await linksOf(run))[source]);
const range = (link: string, from: number, to?: number) =>
  workspace.send(link, { headers: { range: `bytes=${from}-${to ?? ""}` } });

test("links the files that exist: none before the first line, then those written to", async () => {
  expect(await linksOf(id)).toEqual({});
  await write({ lines: ["a"] });
  await write({ source: "logs/own.txt", lines: [] });
  expect(Object.keys(await linksOf(id)).sort()).toEqual(["logs/own.txt", "user_logs/std_log.txt"]);
  expect((await workspace.send(await linkOf("logs/own.txt"))).text).toBe("");
});

test("reads a file that grows by byte range, and says when there is nothing new", async () => {
  await write({ lines: ["epoch 0", "précision 0.5"] });
  const link = await linkOf("user_logs/std_log.txt");
  const whole = await workspace.send(link);
  const size = Buffer.byteLength("epoch 0\nprécision 0.5\n");
  expect([whole.status, whole.text]).toEqual([200, "epoch 0\nprécision 0.5\n"]);
  const end = await range(link, size);
  expect([end.status, end.headers.get("content-range")]).toEqual([416, `bytes */${size}`]);
  expect(end.headers.get("x-ms-error-code")).toBe("InvalidRange");
  await write({ lines: ["epoch 1"] });
  const tail = await range(link, size);
  expect([tail.status, tail.text]).toEqual([206, "epoch 1\n"]);
  expect(tail.headers.get("content-range")).toBe(`bytes ${size}-${size + 7}/${size + 8}`);
  expect((await range(link, 0, 4)).text).toBe("epoch");
});

test("shrinks when the file is truncated and is empty when it is rotated", async () => {
  await write({ lines: ["first", "second"] });
  const link = await linkOf("user_logs/std_log.txt");
  const born = (await workspace.send(link)).headers.get("x-ms-creation-time");
  expect(Date.parse(born ?? "")).not.toBeNaN();
  await write({ truncateBytes: 6 });
  const cut = await workspace.send(link);
  expect([cut.text, cut.headers.get("x-ms-creation-time")]).toEqual(["first\n", born]);
  await write({ rotate: true });
  expect((await workspace.send(link)).headers.get("x-ms-creation-time")).not.toBe(born);
  expect((await range(link, 0)).status).toBe(416);
  const empty = await workspace.send(link);
  expect([empty.status, empty.text]).toEqual([200, ""]);
});

test("answers 304 to a reader that has the file as it is", async () => {
  await write({ lines: ["a"] });
  const link = await linkOf("user_logs/std_log.txt");
  const etag = (await workspace.send(link)).headers.get("etag") ?? "";
  expect((await workspace.send(link, { headers: { "if-none-match": etag } })).status).toBe(304);
});

test("refuses a bearer token, a false signature, another file and a link after its time", async () => {
  await write({ lines: ["a"] });
  const link = await linkOf("user_logs/std_log.txt");
  const token = textAt((await workspace.logIn()).json, "access_token");
  const bearer = await workspace.send(link, { headers: { authorization: `Bearer ${token}` } });
  expect([bearer.status, bearer.headers.get("x-ms-error-code")]).toEqual([401, "InvalidAuthenticationInfo"]);
  const forged = await workspace.send(link.replace(/sig=.../, "sig=abc"));
  expect([forged.status, forged.headers.get("x-ms-error-code")]).toEqual([403, "AuthenticationFailed"]);
  expect((await workspace.send(link.replace("std_log", "other"))).status).toBe(403);
  expect((await workspace.send(link.split("?")[0] ?? "")).status).toBe(404);
  await workspace.assume("linkLifetimeS", 0);
  expect((await workspace.send(await linkOf("user_logs/std_log.txt"))).status).toBe(403);
});

test("lets generated jobs write lines that stay as they were while more come", async () => {
  const jobs = await workspace.listAll();
  const running = jobs.filter(
    (job) =>
      textAt(job, "properties", "status") === "Running" && at(job, "properties", "jobType") !== "Pipeline",
  );
  const names = running.map((job) => textAt(job, "name")).filter((name) => name !== id);
  expect(names.length).toBeGreaterThan(0);
  const readAll = async () => {
    const texts: Record<string, string> = {};
    for (const name of names) {
      for (const [source, link] of Object.entries(await linksOf(name))) {
        texts[`${name}/${source}`] = (await workspace.send(String(link))).text;
      }
    }
    return texts;
  };
  const early = await readAll();
  await workspace.advance(20_000);
  const late = await readAll();
  for (const [file, text] of Object.entries(early)) expect(late[file]?.startsWith(text)).toBe(true);
  expect(Object.values(late).join("").length).toBeGreaterThan(Object.values(early).join("").length);
});

test("finds the same files as artifacts", async () => {
  await write({ lines: ["a"] });
  const base = `/experiments/any/runs/${id}/artifacts`;
  const list = await workspace.data("history", "GET", base);
  expect(listAt(list.json, "value").map((one) => textAt(one, "path"))).toEqual(["user_logs/std_log.txt"]);
  const info = await workspace.data("history", "GET", `${base}/contentinfo?path=user_logs/std_log.txt`);
  expect((await workspace.send(textAt(info.json, "contentUri"))).text).toBe("a\n");
  expect((await workspace.data("history", "GET", `${base}/path?path=none`)).status).toBe(404);
});

test("lists and reads by the key of the datastore, as the vendor's client does", async () => {
  await write({ lines: ["<a & b>"] });
  const store = await workspace.call("GET", "/datastores/workspaceartifactstore");
  expect(textAt(store.json, "properties", "accountName")).toBe(`${new URL(workspace.url).host}/simstore`);
  const secrets = await workspace.call("POST", "/datastores/workspaceartifactstore/listSecrets", {});
  const key = textAt(secrets.json, "key");
  const prefix = `ExperimentRun/dcid.${id}/user_logs/`;
  const query = { comp: "list", prefix, restype: "container" };
  const list = await sendSigned(key, `${STORE}/azureml`, query);
  expect([list.status, list.headers.get("content-type")]).toEqual([200, "application/xml"]);
  expect(list.text).toContain(`<Name>${prefix}std_log.txt</Name>`);
  expect(list.text).toContain("<BlobType>AppendBlob</BlobType>");
  const blob = await sendSigned(
    key,
    `${STORE}/azureml/${prefix}std_log.txt`,
    {},
    { "x-ms-range": "bytes=1-3" },
  );
  expect([blob.status, blob.text]).toEqual([206, "a &"]);
  const wrong = Buffer.from("another key").toString("base64");
  expect((await sendSigned(wrong, `${STORE}/azureml`, query)).status).toBe(403);
});

/** A call signed with the account's key, written from the storage service's own documentation. */
function sendSigned(
  key: string,
  path: string,
  query: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
) {
  const headers = { "x-ms-date": new Date().toUTCString(), "x-ms-version": "2026-10-06", ...extra };
  const account = "simstore.blob.core.windows.net";
  const own = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  const parameters = Object.entries(query).map(([name, value]) => `${name}:${value}`);
  const text = [
    "GET",
    ...Array(11).fill(""),
    ...own.sort(),
    [`/${account}${path}`, ...parameters.sort()].join("\n"),
  ];
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(text.join("\n")).digest("base64");
  const target = `${path}?${new URLSearchParams(query)}`.replace(/\?$/, "");
  return workspace.send(target, {
    headers: { ...headers, authorization: `SharedKey ${account}:${signature}` },
  });
}

test("takes uploads into a container that was opened for them", async () => {
  const opened = await workspace.call("POST", "/codes/c1/versions/1/startPendingUpload", {});
  const [base, query] = textAt(opened.json, "blobReferenceForConsumption", "credential", "sasUri").split("?");
  const target = `${base}/src/a.py?${query}`;
  const init = { method: "PUT", body: "print(1)", headers: { "x-ms-blob-type": "BlockBlob" } };
  expect((await workspace.send(target, init)).status).toBe(201);
  expect((await workspace.send(target)).text).toBe("print(1)");
  expect((await workspace.send(target.replace("c1-1", "c2-1"), init)).status).toBe(403);
});
