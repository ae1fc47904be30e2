import { type FieldNode, isObjectType, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { definitions } from "../../src/backends/registry.ts";
import { manifestSelection } from "../../src/graphql/manifest.ts";
import { buildSchema, readTypeDefinitions } from "../../src/graphql/schema.ts";
import { startWorld, type TestGateway } from "../support/gateway.ts";
import { ask, eventually, follow, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { wordFor } from "../support/words.ts";

const schema = buildSchema(readTypeDefinitions(definitions.map((definition) => definition.schema)));
const selection = manifestSelection(schema, "Job");
const fragment = `fragment Told on Job ${selection}`;

type Told = Readonly<Record<string, unknown>> & { readonly id: string; readonly manifest?: string };
interface Page {
  readonly jobs: { readonly nodes: readonly Told[]; readonly sources: readonly { readonly state: string }[] };
}

interface Message {
  readonly job?: Told;
}

/** The job of the first message that is about one; others tell how the stream and the backends stand. */
async function jobOf(next: () => Promise<Message>): Promise<Told> {
  for (;;) {
    const { job } = await next();
    if (job) return job;
  }
}

const listOf = (kind: string) =>
  `{ jobs(first: 20, filter: { backendKinds: [${kind}] }) { nodes { ...Told } sources { state } } } ${fragment}`;

/** The list once it stays as it is: what listings of the vendor omit is read some time after them. */
async function listed({ url }: TestGateway, kind: string): Promise<readonly Told[]> {
  let [last, same] = ["", 0];
  const read = async () => {
    const { jobs } = await query<Page>(url, listOf(kind));
    const text = JSON.stringify(jobs);
    same = text === last ? same + 1 : 0;
    last = text;
    return jobs;
  };
  const jobs = await eventually(
    read,
    ({ sources }) => same >= 5 && sources.every(({ state }) => state === "LIVE"),
  );
  return jobs.nodes;
}

async function manifestOf({ url }: TestGateway, id: string, asked: string): Promise<string> {
  const { job } = await query<{ job: { manifest: string } }>(
    url,
    `query ($id: ID!) { job(id: $id) { manifest(${asked}) } }`,
    { id },
  );
  return job.manifest;
}

/** The answer without its null fields; the fields of the schema that hold JSON have none in these worlds. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNulls(member)]));
}

describe.each(definitions.map(({ kind }) => kind))("a job of %s", (kind) => {
  const only = tireless.filter((definition) => definition.kind === kind);

  it("is the same by list, by id and by manifest in either format", async () => {
    await using world = await startWorld({ jobs: 12, definitions: only });
    await using gateway = await world.startGateway();
    const nodes = await listed(gateway, kind);
    expect(nodes).toHaveLength(12);
    for (const node of nodes) {
      const { job } = await query<{ job: Told }>(
        gateway.url,
        `query ($id: ID!) { job(id: $id) { ...Told } } ${fragment}`,
        { id: node.id },
      );
      expect(job).toEqual(node);
      const { node: same } = await query<{ node: Told }>(
        gateway.url,
        `query ($id: ID!) { node(id: $id) { ...Told } } ${fragment}`,
        { id: node.id },
      );
      expect(same).toEqual(node);
      expect(JSON.parse(await manifestOf(gateway, node.id, "format: JSON"))).toEqual(withoutNulls(node));
      expect(parseYaml(await manifestOf(gateway, node.id, "format: YAML"))).toEqual(withoutNulls(node));
    }
  });

  it("is the same in the events of a change as it is afterwards", async () => {
    await using world = await startWorld({ jobs: 0, definitions: only });
    const nativeId = await world.control.addJob(kind, [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }]);
    await using gateway = await world.startGateway();
    const [before] = await eventually(
      () => listed(gateway, kind),
      (jobs) => jobs.length === 1,
    );
    if (!before) throw new Error("The gateway knows no job.");
    const { jobs } = await query<{ jobs: { eventCursor: string } }>(gateway.url, "{ jobs { eventCursor } }");
    const messages = (field: string) =>
      `subscription ($after: String!) {
        ${field}(after: $after) {
          ... on StatusTransition { job { ...Told } }
          ${field === "jobEvents" ? "... on JobChanged { job { ...Told } }" : ""}
        }
      } ${fragment}`;
    const after = jobs.eventCursor;
    await using events = follow<{ jobEvents: Message }>(gateway.url, messages("jobEvents"), { after });
    await using transitions = follow<{ statusTransitions: Message }>(
      gateway.url,
      messages("statusTransitions"),
      { after },
    );
    await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
    const [now] = await eventually(
      () => listed(gateway, kind),
      ([job]) => job?.version !== before.version,
    );
    const told = new Map<unknown, Told>();
    while (!told.has(now?.version)) {
      const job = await jobOf(async () => (await events.next()).jobEvents);
      told.set(job.version, job);
    }
    expect(told.get(now?.version)).toEqual(now);
    // A result that is read after the end of a job is a change of its own.
    const transition = await jobOf(async () => (await transitions.next()).statusTransitions);
    expect(told.get(transition.version)).toEqual(transition);
    expect(transition).toMatchObject({ status: now?.status });
    expect(now).not.toEqual(before);
    expect(JSON.parse(await manifestOf(gateway, before.id, "format: JSON"))).toEqual(withoutNulls(now));
  });
});

describe("a manifest", () => {
  const first = tireless.slice(0, 1);
  const kind = first[0]?.kind ?? "";

  it("has every field of Job that is stored", () => {
    const job = schema.getType("Job");
    if (!isObjectType(job)) throw new Error("The schema has no jobs.");
    const { selectionSet } = parse(selection).definitions[0] as OperationDefinitionNode;
    const shown = selectionSet.selections.map((field) => (field as FieldNode).name.value);
    const missing = Object.keys(job.getFields()).filter((name) => !shown.includes(name));
    expect(missing).toEqual([
      ...["observedAt", "eventCursor", "actions", "statusPath", "relatedJobs", "transitions"],
      ...["logSources", "logs"],
      ...["logFiles", "trials", "sharing", "manifest", "metrics", "native"],
    ]);
  });

  it("is indented and ordered as it is asked for, the same each time", async () => {
    await using world = await startWorld({ jobs: 1, definitions: first });
    await using gateway = await world.startGateway();
    const [job] = await listed(gateway, kind);
    const write = (asked: string) => manifestOf(gateway, job?.id ?? "", asked);
    const yaml = await write("format: YAML");
    expect(yaml).toMatch(/^id: /);
    expect(yaml).toMatch(/^status:\n {2}phase: /m);
    expect(yaml).not.toContain("null");
    expect(await write("format: YAML, options: { indent: 2, sortKeys: false }")).toBe(yaml);
    expect(await write("format: YAML, options: { indent: 8 }")).toMatch(/^status:\n {8}phase: /m);
    const json = await write("format: JSON, options: { indent: 1, sortKeys: true }");
    expect(json).toMatch(/^\{\n "algorithm": \{|^\{\n "annotations"/);
    expect(json.endsWith("}\n")).toBe(true);
    expect(Object.keys(JSON.parse(json))).toEqual(Object.keys(JSON.parse(json)).toSorted());
    expect(JSON.parse(json)).toEqual(parseYaml(yaml));
  });

  it("refuses options that are none, and names the place", async () => {
    await using world = await startWorld({ jobs: 1, definitions: first });
    await using gateway = await world.startGateway();
    const [job] = await listed(gateway, kind);
    for (const [options, argument] of [
      ["7", ["options"]],
      ['["indent"]', ["options"]],
      ["{ indent: 0 }", ["options", "indent"]],
      ["{ indent: 9 }", ["options", "indent"]],
      ["{ indent: 2.5 }", ["options", "indent"]],
      ['{ indent: "2" }', ["options", "indent"]],
      ['{ sortKeys: "yes" }', ["options", "sortKeys"]],
      ["{ dest: true }", ["options", "dest"]],
    ]) {
      const text = `query ($id: ID!) { job(id: $id) { id manifest(format: JSON, options: ${options}) } }`;
      const { data, errors } = await ask(gateway.url, text, { id: job?.id });
      expect(data).toEqual({ job: { id: job?.id, manifest: null } });
      expect(errors).toMatchObject([
        { path: ["job", "manifest"], extensions: { code: "INVALID_ARGUMENT", argument } },
      ]);
    }
  });
});
