import { z } from "zod";
import { crc32c } from "./crc32c.ts";

const line = z.object({ kind: z.literal("Image"), url: z.url({ protocol: /^https?$/ }) });

/** Reads the file of a data set: one image a line. What is wrong with it is its status, not an exception. */
export function readUpload(announced: { readonly sizeBytes: number; readonly crc32c: string }, body: Buffer) {
  const nothing = { itemCount: 0, itemUrl: () => "" };
  if (body.length !== announced.sizeBytes || crc32c(body) !== announced.crc32c) {
    return { ...nothing, overview: "FailedUpload", message: "Size or checksum is not the announced one" };
  }
  const lines = body
    .toString("utf8")
    .split(/\r?\n/)
    .filter((text) => text.trim() !== "");
  const urls = lines.map(readUrl);
  const wrong = urls.indexOf(null);
  if (wrong >= 0 || urls.length === 0) {
    const message = urls.length === 0 ? "No items" : `Item ${wrong + 1} is no image`;
    return { ...nothing, overview: "FailedProcessing", message };
  }
  return {
    overview: "Uploaded",
    message: "Uploaded Dataset",
    itemCount: urls.length,
    itemUrl: (index: number) => urls[index] ?? "",
  };
}

function readUrl(text: string): string | null {
  try {
    return line.parse(JSON.parse(text)).url;
  } catch {
    return null;
  }
}
