import type { EventSource, Position } from "../../src/domain/event.ts";
import type { BackendId } from "../../src/domain/id.ts";
import { instantOf } from "../../src/domain/instant.ts";
import { contentHashes } from "../../src/journal/content-hash.ts";
import type { Observation, RecordResult } from "../../src/journal/contract.ts";
import type { Random } from "../../src/simulator/random.ts";
import type { Sight, VendorModel } from "./vendor-model.ts";
import { hasEnded, mostNote, toReading, vendorNoise } from "./vendor-model.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Observations that go to the journal in one call, with the truth that each of them shows. */
export interface Batch {
  readonly observations: readonly Observation[];
  readonly sights: readonly Sight[];
  /** Takes what became of them. */
  readonly settle: (results: readonly RecordResult[]) => void;
}

export interface ModelGatewayOptions {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly backend: BackendId;
  readonly vendor: VendorModel;
  /** Whether the vendor's documents carry a comparable version. */
  readonly versioned: boolean;
  /** How far the gateway's clock is off. */
  readonly clockSkewMs: number;
  /** Head of the journal as this gateway knows it now. */
  readonly knownHead: () => Position;
  readonly submit: (batch: Batch) => void;
}

/** One gateway over one backend: polls pages, reads single jobs, gives commands, and re-reads when asked to. */
export interface ModelGateway {
  poll(source: EventSource): void;
  readOne(): void;
  command(): void;
}

const pageSize = 50;
const commandKinds = ["cancel", "delete", "create", "update", "update", "update", "update"] as const;
const epoch = Date.UTC(2026, 10, 1);

export function createModelGateway(options: ModelGatewayOptions): ModelGateway {
  const { time, random, vendor, backend } = options;
  const reading = new Set<string>();
  const known = new Set<string>();
  let commands = 0;

  const sightsOf = (nativeIds: readonly string[]): Sight[] =>
    nativeIds.flatMap((nativeId) => {
      const truth = vendor.truth(nativeId);
      return truth ? [{ nativeId, truth }] : [];
    });

  /** Asks the vendor: the answer shows some moment between the request and its arrival, which may be long. */
  const ask = (see: () => Sight[], answer: (sights: Sight[], asOf: Position) => void) => {
    const asOf = options.knownHead();
    const duration = random.chance(0.4) ? random.int(800, 8000) : random.int(50, 600);
    let sights: Sight[] = [];
    time.after(duration * random.next(), () => {
      sights = see();
    });
    time.after(duration, () => answer(sights, asOf));
  };

  const report = (sights: Sight[], asOf: Position, source: EventSource, single: boolean) => {
    if (sights.length === 0) return;
    const actor = source === "COMMAND" ? `${backend} ${options.clockSkewMs} ${++commands}` : null;
    const observedAt = instantOf(epoch + time.now() + options.clockSkewMs);
    if (observedAt === null) throw new Error("the model's clock left the calendar");
    const observations = sights.map((sight): Observation => {
      const { nativeId } = sight;
      const seen = toReading(sight, { single, versioned: options.versioned, servedAt: time.now() });
      const facts = { backend, nativeId, asOf, source, actor, observedAt };
      if (seen === null) return { ...facts, reading: null, hashes: null };
      return { ...facts, reading: seen, hashes: contentHashes(seen, vendorNoise) };
    });
    for (const { nativeId, truth } of sights) {
      if (truth.deleted) known.delete(nativeId);
      else known.add(nativeId);
    }
    const settle = (results: readonly RecordResult[]) => {
      for (const [index, result] of results.entries()) {
        const nativeId = sights[index]?.nativeId;
        if (nativeId !== undefined && "reread" in result && result.reread) read(nativeId);
      }
    };
    options.submit({ observations, sights, settle });
  };

  const read = (nativeId: string) => {
    if (reading.has(nativeId)) return;
    reading.add(nativeId);
    const answer = (sights: Sight[], asOf: Position) => {
      reading.delete(nativeId);
      report(sights, asOf, "POLL", true);
    };
    ask(() => sightsOf([nativeId]), answer);
  };

  const pollPage = (source: EventSource, from: number) => {
    const page = vendor.nativeIds.slice(from, from + pageSize);
    if (page.length === 0) return;
    const listed = () => sightsOf(page).filter(({ truth }) => !truth.deleted);
    ask(listed, (sights, asOf) => {
      report(sights, asOf, source, false);
      const found = new Set(sights.map(({ nativeId }) => nativeId));
      // Missing from a listing is a suspicion that a single read has to confirm.
      for (const nativeId of page) if (known.has(nativeId) && !found.has(nativeId)) read(nativeId);
      pollPage(source, from + pageSize);
    });
  };

  const commandable = (isActive: boolean) =>
    sightsOf(vendor.nativeIds)
      .filter(({ truth }) => !truth.deleted && !(isActive && hasEnded(truth)))
      .map(({ nativeId }) => nativeId);

  return {
    poll: (source) => pollPage(source, 0),
    readOne: () => read(random.pick(vendor.nativeIds)),
    command() {
      const kind = random.pick(commandKinds);
      const choices = kind === "create" ? vendor.nativeIds : commandable(kind === "cancel");
      if (choices.length === 0) return;
      // Often somebody takes back what somebody else has just written.
      const written = kind === "update" && random.chance(0.6) ? vendor.lastWritten : null;
      const nativeId = written?.nativeId ?? random.pick(choices);
      const note = written?.before ?? random.int(0, mostNote);
      const obey = () => {
        if (kind === "delete") vendor.remove(nativeId);
        else if (kind === "cancel") vendor.cancel(nativeId);
        else if (kind === "create") vendor.create(nativeId);
        else vendor.update(nativeId, note);
        return sightsOf([nativeId]);
      };
      // Some vendors answer with the whole job or have it read afterwards, others with the line of a list.
      const isWhole = random.chance(0.3);
      ask(obey, (sights, asOf) => report(sights, asOf, "COMMAND", isWhole));
    },
  };
}
