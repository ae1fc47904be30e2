import { describe, expect, it } from "vitest";
import { startWorld } from "../support/gateway.ts";
import { eventually, query } from "../support/graphql.ts";
import { hasty } from "../support/hasty.ts";
import { spoilable } from "../support/spoiled.ts";
import { wordFor } from "../support/words.ts";

interface Answer {
  readonly jobs: {
    readonly sources: readonly {
      readonly state: string;
      readonly error: { readonly code: string; readonly message: string } | null;
    }[];
    readonly nodes: readonly {
      readonly nativeId: string;
      readonly name: string;
      readonly status: { readonly phase: string };
      readonly transitions: { readonly totalCount: number };
    }[];
  };
}

const jobsOf = `query ($kind: BackendKind!) {
  jobs(first: 100, filter: { backendKinds: [$kind] }) {
    sources { state error { code message } }
    nodes { nativeId name status { phase } transitions { totalCount } }
  }
}`;

describe("a document that cannot be read", () => {
  it.each(hasty.map((definition) => [definition.kind, definition] as const))(
    "of %s keeps the job's last good state and is named until it can be read again or is gone",
    { timeout: 20_000 },
    async (kind, definition) => {
      const { definition: spoiling, spoiled } = spoilable(definition);
      await using world = await startWorld({ jobs: 5, definitions: [spoiling] });
      const script = [{ native: wordFor(kind, "RUNNING"), afterMs: 0 }];
      const [ill = "", well = ""] = await world.control.addJobs(kind, script, 2);
      await using gateway = await world.startGateway({ sync: { relistMs: 100 } });
      const read = async () => (await query<Answer>(gateway.url, jobsOf, { kind })).jobs;
      const isLive = ({ sources }: Answer["jobs"]) => sources[0]?.state === "LIVE";
      const jobOf = ({ nodes }: Answer["jobs"], id: string) => nodes.find(({ nativeId }) => nativeId === id);
      const before = await eventually(read, isLive);

      spoiled.add(ill);
      for (const nativeId of [ill, well]) {
        await world.control.changeJob(kind, nativeId, { native: wordFor(kind, "SUCCEEDED") });
      }
      const spoilt = await eventually(
        read,
        (now) =>
          now.sources[0]?.error !== null && jobOf(now, well)?.status.phase === "SUCCEEDED" && isLive(now),
      );
      expect(spoilt.sources[0]?.error?.code).toBe("MALFORMED");
      expect(spoilt.sources[0]?.error?.message).toContain(ill);
      expect(spoilt.sources[0]?.error?.message).not.toContain(well);
      expect(jobOf(spoilt, ill)).toEqual(jobOf(before, ill));
      expect(spoilt.nodes).toHaveLength(before.nodes.length);

      spoiled.clear();
      const healed = await eventually(read, (now) => now.sources[0]?.error === null && isLive(now));
      expect(jobOf(healed, ill)).toMatchObject({
        status: { phase: "SUCCEEDED" },
        transitions: { totalCount: 1 },
      });

      const unreadable = await world.control.addJob(kind, script);
      spoiled.add(unreadable);
      await eventually(read, ({ sources }) => sources[0]?.error?.message.includes(unreadable) ?? false);
      await world.control.removeJob(kind, unreadable);
      const gone = await eventually(read, (now) => now.sources[0]?.error === null && isLive(now));
      expect(jobOf(gone, unreadable)).toBeUndefined();
      expect(gateway.log).toEqual([]);
    },
  );
});
