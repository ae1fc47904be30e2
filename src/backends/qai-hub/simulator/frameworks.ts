import type { WireDocument } from "./wire-document.ts";

/** The version of the tool chain that jobs take when they do not ask for one. */
export const QAIRT_DEFAULT = "2.42.0.251225135753_193295";

/** The versions to choose from. */
export const FRAMEWORKS: readonly WireDocument[] = [
  { name: "QAIRT", api_version: "2.41", api_tags: [], full_version: "2.41.0.251128145156_191518" },
  { name: "QAIRT", api_version: "2.42", api_tags: ["default"], full_version: QAIRT_DEFAULT },
  { name: "QAIRT", api_version: "2.43", api_tags: ["latest"], full_version: "2.43.0.260128090011_201004" },
];
