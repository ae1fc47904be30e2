import { expect, test } from "vitest";
import { parse } from "yaml";
import { covers } from "../../../test/support/covers.ts";
import { startWorld } from "../../../test/support/gateway.ts";
import { eventually, query } from "../../../test/support/graphql.ts";
import { azureMl } from "./index.ts";

interface Answer {
  readonly jobByNativeId: { readonly id: string; readonly yaml: string; readonly json: string };
}

/** A gateway over one workspace with one job. */
async function startWithJob(fields: object) {
  await using stack = new AsyncDisposableStack();
  const world = stack.use(await startWorld({ jobs: 0, definitions: [azureMl] }));
  const nativeId = await world.control.addJob("AZURE_ML", [{ native: "Running", afterMs: 0 }], fields);
  const { url } = stack.use(await world.startGateway());
  await eventually(
    () => query<{ jobs: { totalCount: number } }>(url, "{ jobs { totalCount } }"),
    ({ jobs }) => jobs.totalCount === 1,
  );
  const kept = stack.move();
  return { url, nativeId, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

test("a job is written as YAML with what the SDK's own dump lacks: id, status and experiment", async () => {
  const fields = {
    jobType: "Command",
    experimentName: "iris",
    command: "python train.py",
    environmentVariables: { BOOL: "yes", DATE: "2026-03-01", HEX: "0x1F", LINES: "a\nb: c\n", OCTAL: "017" },
  };
  await using started = await startWithJob(fields);
  const { url, nativeId } = started;
  const { jobByNativeId: job } = await query<Answer>(
    url,
    `query ($nativeId: String!) {
      jobByNativeId(backend: "azure-ml", nativeId: $nativeId) {
        id
        yaml: manifest(format: YAML)
        json: manifest(format: JSON, options: { indent: 4, sortKeys: true })
      }
    }`,
    { nativeId },
  );
  const manifest = parse(job.yaml);
  expect(manifest).toMatchObject({
    id: job.id,
    nativeId,
    kind: "COMMAND",
    status: { phase: "RUNNING", native: { value: "Running" } },
    experiment: { name: "iris" },
    algorithm: { command: "python train.py" },
    spec: {
      environment: Object.entries(fields.environmentVariables).map(([key, value]) => ({ key, value })),
    },
  });
  // Older readers find the same texts.
  expect(parse(job.yaml, { version: "1.1" })).toEqual(manifest);
  covers("S4-13");
  const ofJson = JSON.parse(job.json);
  expect(ofJson).toEqual(manifest);
  expect(Object.keys(ofJson)).toEqual(Object.keys(manifest).toSorted());
  expect(job.json).toMatch(/^\{\n {4}"algorithm"/);
  covers("S4-19");
});

test("a job is a node like any other, of the one type Job", async () => {
  await using started = await startWithJob({ jobType: "Spark" });
  const { url, nativeId } = started;
  const { jobs } = await query<{ jobs: { nodes: { id: string }[] } }>(url, "{ jobs { nodes { id } } }");
  const { node, type } = await query<{ node: object; type: { interfaces: object[] } }>(
    url,
    `query ($id: ID!) {
      node(id: $id) { __typename id ... on Job { nativeId nativeKind } }
      type: __type(name: "Job") { interfaces { name } }
    }`,
    { id: jobs.nodes[0]?.id },
  );
  expect(node).toEqual({ __typename: "Job", id: jobs.nodes[0]?.id, nativeId, nativeKind: "Spark" });
  expect(type).toEqual({ interfaces: [{ name: "Node" }] });
  covers("S4-12");
});
