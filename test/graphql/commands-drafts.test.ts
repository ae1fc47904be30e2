import { describe, expect, it } from "vitest";
import { simulateBackend } from "../support/backend.ts";
import { toInput, withValues } from "../support/drafts/contract.ts";
import { draftsOf } from "../support/drafts/vendors.ts";
import { startWorld } from "../support/gateway.ts";
import { ask, eventually, type GraphQLAnswer, query } from "../support/graphql.ts";
import { tireless } from "../support/hasty.ts";
import { command, errorFields, mutationOf, type Outcome, type ShownError } from "../support/mutations.ts";

interface Checked {
  readonly validateJob: { readonly valid: boolean; readonly userErrors: readonly ShownError[] };
}
interface Created {
  readonly outcome: Outcome;
}
const messagesOf = ({ errors = [] }: GraphQLAnswer<unknown>) => errors.map(({ message }) => message);
const validateJob = `query ($input: CreateJobInput!) {
  validateJob(input: $input) { valid userErrors { ${errorFields} } }
}`;

describe.each(Object.entries(draftsOf))("a draft for %s that cannot be sent", (kind, { valid, broken }) => {
  it("is refused by createJob for all that validateJob finds, and for nothing else", async () => {
    const only = tireless.filter((one) => one.kind === kind);
    const [definition] = only;
    if (!definition) throw new Error(`${kind} is not registered.`);
    await using vendor = await simulateBackend(definition);
    await using world = await startWorld({ jobs: 40, definitions: only });
    await using gateway = await world.startGateway();
    const backend = String(world.vendor(kind).config.id);
    const drafts = await valid(vendor.connect());
    const countOf = async () => {
      const text = "{ jobs(filter: { includeArchived: true }) { totalCount } }";
      return (await query<{ jobs: { totalCount: number } }>(gateway.url, text)).jobs.totalCount;
    };
    const inputs = broken.map(({ title, of, put }) => {
      const draft = of === undefined ? Object.values(drafts)[0] : drafts[of];
      if (!draft) throw new Error(`${title} is made of a draft that is not there.`);
      return [title, toInput(withValues(draft, put), kind, backend)] as const;
    });
    await eventually(countOf, (count) => count === 40);
    for (const [title, input] of inputs) {
      const checked = await ask<Checked>(gateway.url, validateJob, { input });
      const created = await ask<Created>(gateway.url, mutationOf("createJob"), { input });
      // Some drafts have a form that the schema does not have, and are no input at all.
      expect(messagesOf(created), title).toEqual(messagesOf(checked));
      if (!created.data) continue;
      const { job, userErrors } = created.data.outcome;
      expect(job, title).toBeNull();
      expect(userErrors, title).not.toEqual([]);
      expect(userErrors, title).toEqual(checked.data?.validateJob.userErrors);
      for (const { message, path } of userErrors) {
        expect(path?.[0], title).toBe("input");
        expect(message.length, title).toBeGreaterThan(10);
      }
    }
    expect(await countOf()).toBe(40);
  });
});

describe("an input that is for nobody", () => {
  it("is refused by createJob as by validateJob", async () => {
    await using world = await startWorld({ jobs: 0, definitions: tireless });
    await using gateway = await world.startGateway();
    const foreign = { modelarts: { kind: "JOB" } };
    const inputs = [
      { backend: "nowhere", name: "x", job: foreign },
      ...world.vendors.map(({ kind, config }) => {
        const job = kind === "MODELARTS" ? { seeme: { jobType: "TRAINING", applicationId: "x" } } : foreign;
        return { backend: String(config.id), name: "x", job };
      }),
    ];
    for (const input of inputs) {
      const { validateJob: checked } = await query<Checked>(gateway.url, validateJob, { input });
      const { job, userErrors } = await command(gateway.url, "createJob", input);
      expect([job, userErrors.length], input.backend).toEqual([null, 1]);
      expect(userErrors, input.backend).toEqual(checked.userErrors);
    }
  });
});
