/** Name and version at the end of an id of an asset: ARM id, registry id, or `azureml:name:version`. */
export interface AssetName {
  readonly name: string;
  readonly version: string | null;
}

/** Reads the id of an environment, a component or a compute; the whole text is the name where it is neither form. */
export function parseAssetId(id: string): AssetName {
  const path = /\/([^/]+)\/versions\/([^/]+)\/?$/i.exec(id);
  if (path?.[1] && path[2]) return { name: path[1], version: path[2] };
  const short = /^(?:azureml:)?([^/:]+):([^/:]+)$/.exec(id);
  if (short?.[1] && short[2]) return { name: short[1], version: short[2] };
  return { name: lastSegment(id), version: null };
}

/** Last segment of an id: the name of a compute, say. */
export function lastSegment(id: string): string {
  return (
    id
      .replace(/\/+$/, "")
      .split("/")
      .at(-1)
      ?.replace(/^azureml:/, "") || id
  );
}

/**
 * Id of a component in our catalogue: `name:version` for those of the workspace, as the vendor's short references are
 * written, and the whole id for those of a registry. ARM ids of one thing differ in letter case between calls.
 */
export function componentKey(id: string): string {
  const { name, version } = parseAssetId(id);
  const isOfRegistry = /^azureml:\/\/registries\//i.test(id);
  return isOfRegistry || version === null ? id : `${name}:${version}`;
}

/** Id of a VM size in our catalogue. Its name is written in any case: `STANDARD_DS2_V2`, `Standard_DS2_v2`. */
export function sizeKey(name: string): string {
  return name.toLowerCase();
}
