import { describe, expect, it } from "vitest";
import { startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { hasty } from "../support/hasty.ts";
import { spoilable } from "../support/spoiled.ts";
import { unreadableFields } from "../support/unreadable-fields.ts";
import { wordFor } from "../support/words.ts";

interface Answer {
  readonly jobs: {
    readonly totalCount: number;
    readonly sources: readonly {
      readonly state: string;
      readonly error: { readonly code: string; readonly message: string } | null;
    }[];
    readonly nodes: readonly {
      readonly nativeId: string;
      readonly status: { readonly isTerminal: boolean };
      readonly spec: object | null;
    }[];
  };
}

const allJobs = `{
  jobs(first: 100) {
    totalCount
    sources { state error { code message } }
    nodes { nativeId status { isTerminal } spec { __typename } }
  }
}`;

const fieldsByKind: Readonly<Record<string, object>> = unreadableFields;

describe("documents that cannot be read", () => {
  it.each(hasty.map((definition) => [definition.kind, definition] as const))(
    "of %s are named from the first reading on, and cost no other job",
    { timeout: 20_000 },
    async (kind, definition) => {
      const { definition: spoiling, spoiled } = spoilable(definition);
      await using world = await startWorld({ jobs: 12, definitions: [spoiling] });
      const running = [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }];
      const healthy = await world.control.addJobs(kind, running, 3);
      const readUntilLive = async (url: string) => {
        const read = async () => (await query<Answer>(url, allJobs)).jobs;
        return eventually(read, ({ sources }) => sources[0]?.state === "LIVE");
      };
      const idsIn = ({ nodes }: Answer["jobs"]) => nodes.map(({ nativeId }) => nativeId).toSorted();
      await using calm = await world.startGateway({ journal: "calm" });
      const before = await readUntilLive(calm.url);
      expect(before.sources[0]?.error).toBeNull();
      expect(idsIn(before)).toEqual(expect.arrayContaining(healthy));

      const ill = await world.control.addJobs(kind, running, 2);
      for (const nativeId of ill) spoiled.add(nativeId);
      const fields = fieldsByKind[kind];
      const byFields = fields ? await world.control.addJobs(kind, running, 1, fields) : [];

      await using gateway = await world.startGateway({ journal: "anew" });
      const after = await readUntilLive(gateway.url);
      const { code, message = "" } = after.sources[0]?.error ?? {};
      expect(code).toBe("MALFORMED");
      expect(message).toContain(`Could not read ${ill.length + byFields.length} job document(s)`);
      for (const nativeId of ill) expect(message).toContain(nativeId);
      // Fields may take the id itself away.
      for (const nativeId of byFields)
        expect([nativeId, "(no id)"].some((name) => message.includes(name))).toBe(true);
      for (const nativeId of healthy) expect(message).not.toContain(nativeId);
      expect(idsIn(after)).toEqual(idsIn(before));
      expect(after.totalCount).toBe(before.totalCount);
      for (const nativeId of healthy) {
        const job = after.nodes.find((node) => node.nativeId === nativeId);
        expect(job).toMatchObject({ status: { isTerminal: false }, spec: expect.anything() });
      }
      expect(gateway.log).toEqual([]);
    },
  );
});
