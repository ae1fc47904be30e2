import type { JsonObject } from "../../../src/domain/json.ts";

// What valid and broken drafts have in common.

export const code = { codeDir: "obs://bucket/code/", bootFile: "/bucket/code/train.py" };
export const engineId = "pytorch_1.8.0-cuda_10.2-py_3.7-ubuntu_18.04-x86_64";
export const resource = { flavorId: "modelarts.vm.cpu.8u", nodeCount: 2 };

/** How problems describe names. */
export const goodName = "1 to 64 of A-Z a-z 0-9 _ -";

/** A task of a heterogeneous job. */
export const task = (role: string, flavorId: string): JsonObject => ({
  role,
  code,
  engine: { named: { name: "PyTorch", version: engineId } },
  inputs: [{ name: "data_url", obsUrl: "obs://bucket/data/" }],
  outputs: [{ name: "train_url", obsUrl: "obs://bucket/out/" }],
  resource: { flavorId, nodeCount: 1 },
});
