import type { Random } from "../../../simulator/random.ts";
import { engineFor, engineOfJob } from "./engines.ts";
import { type Flavor, findFlavor } from "./flavors.ts";
import { inputAt, outputAt } from "./generated-algorithm.ts";
import { isDocument, listAt, textAt, type WireDocument } from "./wire-document.ts";

/** Draws the two roles of a heterogeneous job: a GPU learner and CPU workers. */
export function heteroTasks(topic: string, random: Random): readonly WireDocument[] {
  return [
    heteroTask(
      "learner",
      topic,
      random.pick(["modelarts.p3.large.public.free", "modelarts.p3.8xlarge.public"]),
    ),
    heteroTask("worker", topic, "modelarts.vm.cpu.8u"),
  ];
}

/** A flavor as a hetero task repeats it, with the largest node count on its top level too. */
export function taskResource(flavor: Flavor): WireDocument {
  return { attributes: {}, ...flavor, max_num: flavor.flavor_info.max_num };
}

/**
 * The task ids of a heterogeneous job. The document holds no node count, so a generated job has one node per role and
 * one more for workers.
 */
export function heteroTaskIds(document: WireDocument): readonly string[] {
  return listAt(document, "tasks")
    .filter(isDocument)
    .flatMap((task) => {
      const role = textAt(task, "role") || "worker";
      return role === "worker" ? ["worker-0", "worker-1"] : [`${role}-0`];
    });
}

/** Inputs and outputs are single objects here, unlike everywhere else. */
function heteroTask(role: string, topic: string, flavorId: string): WireDocument {
  const flavor = findFlavor(flavorId);
  if (!flavor) throw new Error(`flavor ${flavorId} is not in the catalogue`);
  const directory = `/example-bucket/${topic}/code/`;
  return {
    role,
    algorithm: {
      code_dir: directory,
      boot_file: `${directory}${role}.py`,
      inputs: inputAt(`/example-bucket/${topic}/data/`),
      outputs: { ...outputAt(`/example-bucket/${topic}/out/`), period: "30s" },
      engine: engineOfJob(engineFor(flavor.flavor_type, 0)),
      environments: {},
    },
    task_resource: taskResource(flavor),
  };
}
