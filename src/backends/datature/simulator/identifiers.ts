/** The one project that the simulated account has, and where it belongs. */
export const PROJECT_ID = "proj_ca5fe71e7592bbcf7705ea36e4f29ed4";
export const WORKSPACE_ID = "ws_1c8aab980f174b0296c7e35e88665b13";

const UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const HEX = "[0-9a-f]{24}";
/** Ids of early runs are hexadecimal. */
const FORMS: Readonly<Record<IdPrefix, RegExp>> = {
  batchjob: new RegExp(`^batchjob_${UUID}$`),
  dataset: new RegExp(`^dataset_${UUID}$`),
  webhook: new RegExp(`^webhook_${UUID}$`),
  deploy: new RegExp(`^deploy_${UUID}$`),
  run: new RegExp(`^run_(${UUID}|${HEX})$`),
  op: new RegExp(`^op_${UUID}$`),
  asset: new RegExp(`^asset_${UUID}$`),
  artifact: new RegExp(`^artifact_${HEX}$`),
};

export type IdPrefix = "batchjob" | "dataset" | "webhook" | "deploy" | "run" | "op" | "asset" | "artifact";

/** Tells whether a text has the form of an id of this sort. */
export function isWellFormed(prefix: IdPrefix, id: string): boolean {
  return FORMS[prefix].test(id);
}
