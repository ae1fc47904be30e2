import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import {
  CreateUpdateResponseSchema,
  DatasetListSchema,
  DatasetSchema,
  DeviceListSchema,
  FileDownloadResponseSchema,
  FileDownloadURLSchema,
  FileMultipartUploadCompleteSchema,
  FileUploadResponseSchema,
  FileUploadURLSchema,
  FrameworkListSchema,
  ModelListSchema,
  ModelSchema,
} from "../proto/public_api_pb.js";
import { startTestHub, type TestHub, TOKEN } from "./test-hub.ts";

const TRANSFER = "use_acceleration=true&supports_s3_credentials=true";

async function createModel(hub: TestHub): Promise<string> {
  const fields = { name: "net.onnx", model_type: "MODEL_TYPE_ONNX", is_directory: false };
  const answer = await hub.write("POST", "/models/", ModelSchema, fields);
  return fromBinary(CreateUpdateResponseSchema, answer.body).id;
}

async function createDataset(hub: TestHub, permanent = false): Promise<string> {
  const answer = await hub.write("POST", "/datasets/", DatasetSchema, { name: "mine", permanent });
  const { id, expirationTime } = fromBinary(CreateUpdateResponseSchema, answer.body);
  expect(expirationTime === undefined).toBe(permanent);
  return id;
}

async function openParts(hub: TestHub, id: string, size: number) {
  const { method } = await hub.get(
    FileUploadResponseSchema,
    `/models/${id}/multipart_upload/?${TRANSFER}&file_size=${size}`,
  );
  if (method.case !== "multipartUrl") throw new Error(`got ${method.case}`);
  return method.value;
}

async function uploadDataset(hub: TestHub, id: string, bytes: Uint8Array<ArrayBuffer>) {
  const { method } = await hub.get(
    FileUploadResponseSchema,
    `/datasets/${id}/upload_url/?${TRANSFER}&file_size=3`,
  );
  if (method.case !== "url") throw new Error(`got ${method.case}`);
  const form = new FormData();
  for (const [name, value] of Object.entries(method.value.fields)) form.append(name, value);
  form.append(method.value.fileFieldName, new Blob([bytes], { type: "application/x-hdf5" }), "model");
  return fetch(method.value.url, { method: "POST", body: form });
}

async function downloadUrl(hub: TestHub, path: string): Promise<string> {
  const { method } = await hub.get(FileDownloadResponseSchema, `${path}?${TRANSFER}`);
  if (method.case !== "url") throw new Error(`got ${method.case}`);
  return method.value.url;
}

describe("a model", () => {
  test("is uploaded in parts and downloaded whole", async () => {
    await using hub = await startTestHub();
    await hub.assume("partSizeBytes", 4);
    const id = await createModel(hub);
    const { urls, uploadId, maxPartSize } = await openParts(hub, id, 10);
    expect([urls.length, maxPartSize]).toEqual([3, 4n]);
    const etags: string[] = [];
    for (const [at, url] of urls.entries()) {
      const answer = await fetch(url, { method: "PUT", body: "0123456789".slice(at * 4, at * 4 + 4) });
      expect(answer.status).toBe(200);
      etags.push(answer.headers.get("etag") ?? "");
    }
    const complete = (tags: string[]) =>
      hub.write("POST", `/models/${id}/multipart_upload/`, FileMultipartUploadCompleteSchema, {
        upload_id: uploadId,
        etags: tags,
      });
    expect((await hub.send("GET", `/models/${id}/download/?${TRANSFER}`)).status).toBe(404);
    expect((await complete(etags.slice(1))).status).toBe(400);
    expect((await complete(etags.toReversed())).status).toBe(400);
    expect((await complete(etags)).status).toBe(200);
    expect((await hub.get(ModelSchema, `/models/${id}/`)).fileUploadComplete).toBe(true);
    const url = await downloadUrl(hub, `/models/${id}/download/`);
    expect(await (await fetch(url)).text()).toBe("0123456789");
  });

  test("that a job makes has a file after the success of the job only", async () => {
    await using hub = await startTestHub();
    const job = await hub.makeJob("OPTIMIZING_MODEL");
    const { models } = await hub.get(ModelListSchema, `/models/?producer=${job}`);
    const id = models[0]?.modelId;
    expect(models).toMatchObject([{ producerId: job }]);
    expect((await hub.send("GET", `/models/${id}/download/?${TRANSFER}`)).status).toBe(404);
    await hub.setState(job, "SUCCESS");
    expect((await hub.get(ModelSchema, `/models/${id}/`)).inputSpec?.types.length).toBeGreaterThan(0);
    const file = await fetch(await downloadUrl(hub, `/models/${id}/download/`));
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });

  test("is in the list once, newest first", async () => {
    await using hub = await startTestHub(30);
    const own = await createModel(hub);
    const { models, totalQueryCount } = await hub.get(ModelListSchema, "/models/?limit=100");
    expect(models[0]?.modelId).toBe(own);
    expect(BigInt(models.length)).toBe(totalQueryCount);
    expect(new Set(models.map(({ modelId }) => modelId)).size).toBe(models.length);
    for (const { modelId } of models) expect(modelId).toMatch(/^m[0-9degjklmnopqrvwxyz]{7}[mnq]$/);
    const second = await hub.get(ModelListSchema, "/models/?limit=5&offset=5");
    expect(second.models.map(({ modelId }) => modelId)).toEqual(
      models.slice(5, 10).map(({ modelId }) => modelId),
    );
  });
});

describe("a dataset", () => {
  test("is uploaded as a form, confirmed and downloaded", async () => {
    await using hub = await startTestHub();
    const id = await createDataset(hub);
    const confirm = () =>
      hub.write("PATCH", `/datasets/${id}/`, DatasetSchema, { file_upload_complete: true });
    expect((await confirm()).status).toBe(400);
    expect((await uploadDataset(hub, id, new Uint8Array([1, 0, 255]))).ok).toBe(true);
    expect((await confirm()).status).toBe(200);
    const file = await fetch(await downloadUrl(hub, `/datasets/${id}/download_data/`));
    expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 0, 255]);
  });

  test("expires after 30 days unless it is permanent", async () => {
    await using hub = await startTestHub();
    const [short, long] = [await createDataset(hub), await createDataset(hub, true)];
    for (const id of [short, long]) {
      await uploadDataset(hub, id, new Uint8Array([7]));
      await hub.write("PATCH", `/datasets/${id}/`, DatasetSchema, { file_upload_complete: true });
    }
    await hub.advance(30 * 24 * 3_600_000);
    expect((await hub.send("GET", `/datasets/${short}/download_data/`)).status).toBe(410);
    expect((await hub.send("GET", `/datasets/${long}/download_data/`)).status).toBe(200);
    expect((await hub.get(DatasetListSchema, "/datasets/")).datasets).toHaveLength(2);
  });

  test("that a job wrote is the one that it read, here a file that the client can open", async () => {
    await using hub = await startTestHub();
    await hub.makeJob("SUCCESS", { is_profiling_on: false });
    const { datasets } = await hub.get(DatasetListSchema, "/datasets/");
    expect(datasets.map(({ name }) => name)).toEqual([expect.stringMatching(/^output-j/), "h5-dataset"]);
    const file = await fetch(await downloadUrl(hub, `/datasets/${datasets[0]?.datasetId}/download_data/`));
    expect(new TextDecoder("latin1").decode(await file.arrayBuffer()).slice(1, 4)).toBe("HDF");
  });
});

describe("a transfer answer", () => {
  test("has no wrapper for clients before 0.52", async () => {
    await using hub = await startTestHub();
    await hub.makeJob("SUCCESS", { is_profiling_on: false });
    const { datasets } = await hub.get(DatasetListSchema, "/datasets/?limit=1");
    const download = await hub.get(
      FileDownloadURLSchema,
      `/datasets/${datasets[0]?.datasetId}/download_data/`,
    );
    expect(download.filename).toBe(`dataset-${datasets[0]?.datasetId}.h5`);
    const id = await createDataset(hub);
    const upload = await hub.get(
      FileUploadURLSchema,
      `/datasets/${id}/upload_url/?use_acceleration=true&file_size=3`,
    );
    expect(upload.fileFieldName).toBe("file");
  });
});

describe("storage", () => {
  async function link(hub: TestHub): Promise<URL> {
    await hub.makeJob("SUCCESS", { compile_job: {} });
    const { models } = await hub.get(ModelListSchema, "/models/?limit=1");
    return new URL(await downloadUrl(hub, `/models/${models[0]?.modelId}/download/`));
  }

  test("refuses a token, which it never needs", async () => {
    await using hub = await startTestHub();
    const url = await link(hub);
    expect((await fetch(url)).status).toBe(200);
    const answer = await fetch(url, { headers: TOKEN });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/xml"]);
    expect(await answer.text()).toContain("<Code>InvalidArgument</Code>");
  });

  test("refuses links that are old, changed or unsigned", async () => {
    await using hub = await startTestHub();
    const url = await link(hub);
    const codeOf = async (changed: URL) => /<Code>(\w+)</.exec(await (await fetch(changed)).text())?.[1];
    const later = new URL(url);
    later.searchParams.set("expires", "9999999999");
    expect(await codeOf(later)).toBe("SignatureDoesNotMatch");
    expect(await codeOf(new URL(url.pathname, url))).toBe("AccessDenied");
    await hub.assume("linkLifetimeMs", -1000);
    const old = await fetch(await link(hub));
    expect([old.status, await old.text()]).toEqual([403, expect.stringContaining("Request has expired")]);
  });

  test("takes no link for another method", async () => {
    await using hub = await startTestHub();
    expect((await fetch(await link(hub), { method: "PUT", body: "x" })).status).toBe(403);
  });
});

describe("the catalogue", () => {
  test("finds devices by name, version and attributes", async () => {
    await using hub = await startTestHub();
    const find = async (query: string) =>
      (await hub.get(DeviceListSchema, `/devices/?${query}`)).devices.map(({ name, os }) => `${name} ${os}`);
    expect(await find("name=Google+Pixel+7&os=&select=False")).toEqual([
      "Google Pixel 7 13",
      "Google Pixel 7 14",
    ]);
    expect(await find("name=Google+Pixel+7&os=&select=True")).toEqual(["Google Pixel 7 14"]);
    expect(await find("name=Google+Pixel+7&os=%5B13%2C14%29&select=True")).toEqual(["Google Pixel 7 13"]);
    expect(
      await find("name=&os=&select=False&attributes=os%3Awindows&attributes=hexagon%3Av73"),
    ).toHaveLength(2);
    expect(await find("name=Toaster&os=&select=True")).toEqual([]);
    const all = await hub.get(DeviceListSchema, "/devices/?name=&os=&select=False");
    for (const { attributes } of all.devices)
      for (const attribute of attributes) expect(attribute.split(":")).toHaveLength(2);
  });

  test("lists the versions of the tools", async () => {
    await using hub = await startTestHub();
    const { frameworks } = await hub.get(FrameworkListSchema, "/frameworks/");
    expect(frameworks.flatMap(({ apiTags }) => apiTags)).toEqual(["default", "latest"]);
  });
});
