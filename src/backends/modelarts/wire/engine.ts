import { z } from "zod";
import type { Engine } from "../../../domain/spec.ts";
import { flag, record, records, text } from "./lenient.ts";

/** What runs the code. */
export const wireEngine = record({
  engine_id: text,
  engine_name: text,
  engine_version: text,
  image_url: text,
  v1_compatible: flag,
  run_user: text,
});

/** Engine; null when the document names none. */
export function toEngine(engine: z.output<typeof wireEngine>): Engine | null {
  const name = engine.engine_name ?? engine.engine_id ?? engine.image_url;
  if (name === null) return null;
  return {
    nativeId: engine.engine_id,
    name,
    version: engine.engine_version,
    imageUri: engine.image_url,
    v1Compatible: engine.v1_compatible,
    runUser: engine.run_user,
  };
}

const wireListedEngine = {
  engine_id: text,
  engine_name: text,
  engine_version: text,
  v1_compatible: flag,
  run_user: text,
  image_info: record({ cpu_image_url: text, gpu_image_url: text }),
};
const wireEngines = z.object({ items: records(wireListedEngine) });

/** Reads the list of engines; null when it is none. An engine without a name is left out. */
export function parseEngines(answer: unknown): Engine[] | null {
  const parsed = wireEngines.safeParse(answer);
  if (!parsed.success) return null;
  return parsed.data.items.flatMap(({ image_info: image, ...engine }) => {
    // An engine of NPUs has its image in the place of that for GPUs.
    return toEngine({ ...engine, image_url: image.gpu_image_url ?? image.cpu_image_url }) ?? [];
  });
}
