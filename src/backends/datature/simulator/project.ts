import { toUuid } from "../../../simulator/native-id.ts";
import { unknownResource } from "./errors.ts";
import { PROJECT_ID, WORKSPACE_ID } from "./identifiers.ts";

/** The one workspace of the account. */
export const WORKSPACE = {
  id: WORKSPACE_ID,
  object: "workspace",
  name: "Demo",
  owner: "user_6323fea23e292439f31c58cd",
  tier: "Developer",
  createDate: 1_694_771_445_182,
};

/** Its one project. */
export const PROJECT = {
  id: PROJECT_ID,
  object: "project",
  name: "cells",
  workspaceId: WORKSPACE_ID,
  type: "ObjectDetection",
  createDate: 1_669_185_404_836,
  localization: "MULTI",
  tags: ["WBC", "RBC"],
  groups: ["main"],
  statistic: {
    tagsCount: [
      { name: "WBC", count: 2 },
      { name: "RBC", count: 5 },
    ],
    totalAssets: 2,
    annotatedAssets: 2,
    totalAnnotations: 7,
  },
};

/** The images of the project, by creation. */
export const ASSETS = [1, 2].map((number) => ({
  createdAt: PROJECT.createDate + number * 60_000,
  document: {
    id: `asset_${toUuid(50, number)}`,
    object: "asset",
    projectId: PROJECT_ID,
    filename: `${number}.jpg`,
    status: "Annotated",
    createDate: PROJECT.createDate + number * 60_000,
    url: `https://images.example.com/assets/${number}.jpg`,
    metadata: {
      fileSize: 48_211 + number,
      mimeType: "image/jpeg",
      height: 480,
      width: 640,
      groups: ["main"],
    },
    statistic: { tagsCount: [{ name: "WBC", count: 1 }], totalAnnotations: 3 },
  },
}));

/** Finds an image by id or file name. Throws a 404. */
export function findAsset(idOrName: string) {
  const found = ASSETS.find(({ document }) => [document.id, document.filename].includes(idOrName));
  if (!found) throw unknownResource();
  return found.document;
}

/** The upload that brought the images. */
export const OPERATION = {
  id: `op_${toUuid(51, 1)}`,
  object: "operation",
  kind: "nexus.annotations.import",
  status: {
    overview: "Finished",
    message: "Operation completed",
    progress: {
      unit: "whole operation",
      withStatus: { Queued: 0, Running: 0, Finished: 1, Cancelled: 0, Errored: 0 },
    },
  },
  createDate: PROJECT.createDate + 60_000,
  updateDate: PROJECT.createDate + 120_000,
};
