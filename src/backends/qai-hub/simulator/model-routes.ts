import type { Route, World } from "../../../simulator/contract.ts";
import { FileMultipartUploadCompleteSchema, ModelListSchema, ModelSchema } from "../proto/public_api_pb.js";
import type { Access } from "./access.ts";
import { authorization } from "./authorization.ts";
import { type Call, changed, created, type Door, type Handler } from "./door.ts";
import { InvalidField, ServiceError } from "./errors.ts";
import { requireProject } from "./job-list.ts";
import { reply } from "./message.ts";
import { extensionOf } from "./model-types.ts";
import { createModelUploads } from "./model-upload.ts";
import type { Asset, Models } from "./models.ts";
import { readPageRange, takePage } from "./page.ts";
import type { Storage } from "./storage.ts";
import { toTimestamp } from "./timestamps.ts";
import { replyDownload, replyPartUpload } from "./transfer.ts";
import { textAt } from "./wire-document.ts";

/** Parts of the service that the routes of models use. */
interface ModelParts {
  readonly world: World;
  readonly models: Models;
  readonly access: Access;
  readonly storage: Storage;
}

/** Models: lists, single ones, uploads in parts and downloads. */
export function modelRoutes(
  { route }: Door,
  { world, models, access, storage }: ModelParts,
): readonly Route[] {
  const uploads = createModelUploads(world, storage);
  const model = (call: Call) => access.asset(call, models.find(call.param("id")));
  const ownModel = (call: Call) => {
    const asset = model(call);
    access.requireCreator(call, asset.owner);
    return asset;
  };
  const show = (call: Call, { document, owner }: Asset) => ({
    ...document,
    ...authorization("MODEL", owner.email === call.reader.email),
  });

  const create = (call: Call, project: string) => {
    access.requireMember(call);
    const { name, model_type, is_directory = false } = call.read(ModelSchema);
    if (typeof model_type !== "string") throw new InvalidField("model_type", "This field is required.");
    const fields = { name: name ?? "model", model_type, is_directory, project_id: project };
    const { id, createdAt } = models.add(call.reader, fields);
    return created(world, { id, creation_time: toTimestamp(createdAt) });
  };

  const list = (call: Call, project: string | null) => {
    const visible = access.visible(call, models.list(call.search.get("producer") ?? ""), project);
    const { page, total } = takePage(visible, readPageRange(world, call.search));
    const shown = page.map((asset) => show(call, asset));
    return reply(ModelListSchema, { models: shown, total_query_count: String(total) });
  };

  const openUpload: Handler = (call) => {
    const size = call.search.get("file_size") ?? "";
    if (!/^\d{1,12}$/.test(size)) throw new ServiceError(400, "Invalid value for file_size.");
    return replyPartUpload(call, uploads.open(ownModel(call).id, Number(size)));
  };

  const completeUpload: Handler = (call) => {
    const { id } = ownModel(call);
    const body = call.read(FileMultipartUploadCompleteSchema);
    uploads.complete(id, textAt(body, "upload_id"), Array.isArray(body.etags) ? body.etags : []);
    models.change(id, { file_upload_complete: true, metadata: {} });
    return changed(world, id);
  };

  const download: Handler = (call) => {
    const { id, document } = model(call);
    if (document.file_upload_complete !== true) throw new ServiceError(404, "The model has no file yet.");
    const extension = extensionOf(textAt(document, "model_type"), document.is_directory === true);
    const name = textAt(document, "name");
    const filename = name.endsWith(extension) ? name : name + extension;
    return replyDownload(call, storage.link({ method: "GET", key: `models/${id}` }), filename);
  };

  return [
    route("POST", "/models/", (call) => create(call, call.reader.projectId)),
    route("GET", "/models/", (call) => list(call, null)),
    route("POST", "/projects/{project}/models/", (call) =>
      create(call, requireProject(call.param("project"))),
    ),
    route("GET", "/projects/{project}/models/", (call) => list(call, requireProject(call.param("project")))),
    route("GET", "/models/{id}/", (call) => reply(ModelSchema, show(call, model(call)))),
    route("GET", "/models/{id}/multipart_upload/", openUpload),
    route("POST", "/models/{id}/multipart_upload/", completeUpload),
    route("GET", "/models/{id}/download/", download),
  ];
}
