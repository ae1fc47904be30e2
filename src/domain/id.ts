import type { Brand } from "./brand.ts";
import { InvalidId } from "./error.ts";

/** Id of a configured backend, as in the configuration: 1 to 63 of `a-z 0-9 -`, a letter or digit first. */
export type BackendId = Brand<string, "BackendId">;
/** Global, opaque id of a job; built only by `formatId`, read only by `parseId`. */
export type JobId = Brand<string, "JobId">;
export type AlgorithmId = Brand<string, "AlgorithmId">;
export type FlavorId = Brand<string, "FlavorId">;

/** What has a global id: the types behind `node`. */
export interface NodeIds {
  job: JobId;
  algorithm: AlgorithmId;
  flavor: FlavorId;
}
export type NodeType = keyof NodeIds;
const nodeTypes: readonly string[] = ["job", "algorithm", "flavor"] satisfies NodeType[];

/** What a global id says: base64url of `<type>:<backendId>:<nativeId>`. */
export interface ParsedId<T extends NodeType = NodeType> {
  readonly type: T;
  readonly backend: BackendId;
  readonly nativeId: string;
}

const backendIdForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

export function isBackendId(text: string): text is BackendId {
  return backendIdForm.test(text);
}

/** Makes the global id of a vendor's thing. */
export function formatId<T extends NodeType>(type: T, backend: BackendId, nativeId: string): NodeIds[T] {
  return Buffer.from(`${type}:${backend}:${nativeId}`).toString("base64url") as NodeIds[T];
}

/** Reads a global id; throws `InvalidId`, which names the argument, for anything that `formatId` does not make. */
export function parseId(text: string, argument: readonly string[] = ["id"]): ParsedId {
  const plain = Buffer.from(text, "base64url").toString();
  const match = /^([a-z]+):([a-z0-9-]+):(.+)$/s.exec(plain);
  const [, type, backend, nativeId] = match ?? [];
  const known =
    type !== undefined && backend !== undefined && nativeId !== undefined && nodeTypes.includes(type);
  const isOurs = known && isBackendId(backend) && Buffer.from(plain).toString("base64url") === text;
  if (!isOurs) throw new InvalidId(text, "an id that this API has given", argument);
  return { type: type as NodeType, backend, nativeId };
}

/** Reads a global id of one type; throws `InvalidId` when it is malformed or of another type. */
export function parseIdOf<T extends NodeType>(
  type: T,
  text: string,
  argument: readonly string[] = ["id"],
): ParsedId<T> {
  const parsed = parseId(text, argument);
  if (parsed.type !== type) throw new InvalidId(text, `an id of type ${type}, not ${parsed.type}`, argument);
  return parsed as ParsedId<T>;
}
