import { type Model, ModelSchema } from "./proto/public_api_pb.js";
import { malformed, type Service } from "./service.ts";
import { decode } from "./wire/decode.ts";

/** Reads a model. Rejects with MALFORMED when the answer is none. */
export async function fetchModel(
  service: Service,
  operation: string,
  id: string,
  signal: AbortSignal,
): Promise<Model> {
  const model = decode(ModelSchema, await service.get(operation, ["models", id], {}, signal));
  if (model === null) throw malformed(service.backend, operation, "an answer that is no model");
  return model;
}
