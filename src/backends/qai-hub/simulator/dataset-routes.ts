import type { Route, World } from "../../../simulator/contract.ts";
import { DatasetListSchema, DatasetSchema } from "../proto/public_api_pb.js";
import type { Access } from "./access.ts";
import { authorization } from "./authorization.ts";
import type { DatasetAsset, Datasets } from "./datasets.ts";
import { type Call, changed, created, type Door, type Handler } from "./door.ts";
import { InvalidField, ServiceError } from "./errors.ts";
import { requireProject } from "./job-list.ts";
import { reply } from "./message.ts";
import { readPageRange, takePage } from "./page.ts";
import { FILE_FIELD, type Storage } from "./storage.ts";
import { toTimestamp } from "./timestamps.ts";
import { replyDownload, replyFormUpload } from "./transfer.ts";
import { textAt } from "./wire-document.ts";

/** Parts of the service that the routes of datasets use. */
interface DatasetParts {
  readonly world: World;
  readonly datasets: Datasets;
  readonly access: Access;
  readonly storage: Storage;
}

/** Datasets: lists, single ones, uploads as a form and downloads. */
export function datasetRoutes(
  { route }: Door,
  { world, datasets, access, storage }: DatasetParts,
): readonly Route[] {
  const dataset = (call: Call) => access.asset(call, datasets.find(call.param("id")));
  const ownDataset = (call: Call) => {
    const asset = dataset(call);
    access.requireCreator(call, asset.owner);
    return asset;
  };
  const show = (call: Call, { document, owner }: DatasetAsset) => ({
    ...document,
    ...authorization("DATASET", owner.email === call.reader.email),
  });

  const create = (call: Call, project: string | null) => {
    access.requireMember(call);
    const body = call.read(DatasetSchema);
    const asset = datasets.add(call.reader, {
      name: textAt(body, "name") || "h5-dataset",
      permanent: body.permanent === true,
      file_upload_complete: false,
      project_id: project ?? requireProject(textAt(body, "project_id") || call.reader.projectId),
    });
    const { expiration_time } = asset.document;
    const times = {
      creation_time: toTimestamp(asset.createdAt),
      ...(expiration_time !== undefined && { expiration_time }),
    };
    return created(world, { id: asset.id, ...times });
  };

  const openUpload: Handler = (call) => {
    const fields = storage.formFields(`datasets/${ownDataset(call).id}`);
    return replyFormUpload(call, { url: storage.formUrl, file_field_name: FILE_FIELD, fields });
  };

  const change: Handler = (call) => {
    const { id } = ownDataset(call);
    const body = call.read(DatasetSchema);
    if (body.file_upload_complete === true && !storage.uploaded(`datasets/${id}`))
      throw new InvalidField("file_upload_complete", "Nothing was uploaded.");
    datasets.change(id, {
      ...(body.file_upload_complete === true && { file_upload_complete: true }),
      ...(typeof body.name === "string" && { name: body.name }),
    });
    return changed(world, id);
  };

  const download: Handler = (call) => {
    const { id, document, expiresAt } = dataset(call);
    if (expiresAt !== null && expiresAt <= world.now())
      throw new ServiceError(410, "The dataset has expired.");
    if (document.file_upload_complete !== true) throw new ServiceError(404, "The dataset has no file yet.");
    return replyDownload(call, storage.link({ method: "GET", key: `datasets/${id}` }), `dataset-${id}.h5`);
  };

  return [
    route("POST", "/datasets/", (call) => create(call, null)),
    route("POST", "/projects/{project}/datasets/", (call) =>
      create(call, requireProject(call.param("project"))),
    ),
    route("GET", "/datasets/", (call) => {
      const visible = access.visible(call, datasets.list(), null);
      const { page, total } = takePage(visible, readPageRange(world, call.search));
      const shown = page.map((asset) => show(call, asset));
      return reply(DatasetListSchema, { datasets: shown, total_query_count: String(total) });
    }),
    route("GET", "/datasets/{id}/", (call) => reply(DatasetSchema, show(call, dataset(call)))),
    route("PATCH", "/datasets/{id}/", change),
    route("GET", "/datasets/{id}/upload_url/", openUpload),
    route("GET", "/datasets/{id}/download_data/", download),
  ];
}
