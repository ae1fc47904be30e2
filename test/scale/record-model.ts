import type { Position } from "../../src/domain/event.ts";
import type { BackendId } from "../../src/domain/id.ts";
import { isBackendId } from "../../src/domain/id.ts";
import { createRandom } from "../../src/simulator/random.ts";
import type { ModelCheck, ModelJournal } from "./model-check.ts";
import { createModelCheck } from "./model-check.ts";
import type { Batch, ModelGateway } from "./model-gateway.ts";
import { createModelGateway } from "./model-gateway.ts";
import type { VendorModel } from "./vendor-model.ts";
import { createVendorModel } from "./vendor-model.ts";
import { createVirtualTime } from "./virtual-time.ts";

/** What a run of the model saw. */
export interface ModelReport {
  readonly observations: number;
  readonly counts: ModelCheck["counts"];
  /** Times that a promise was broken; empty when the record kept them all. */
  readonly broken: ModelCheck["broken"];
}

const horizonMs = 120_000;
const jobsPerBackend = 150;
/** What arrives within so much time goes to the journal together, in concurrent calls. */
const tickMs = 100;
/** A gateway learns of another's records this late at most. */
const lagMs = 300;

/**
 * Plays rounds of vendors, gateways with clocks 5 s apart, slow answers, commands and deletions against a journal
 * until it has judged so many observations. The same seed makes the same observations.
 */
export async function runRecordModel(
  journal: ModelJournal,
  { observations, seed }: { observations: number; seed: number },
): Promise<ModelReport> {
  const check = createModelCheck(journal);
  let judged = 0;
  for (let round = 1; judged < observations; round++) {
    judged += await playRound(journal, check, `${seed}-${round}`, observations - judged);
  }
  return { observations: judged, counts: check.counts, broken: check.broken };
}

interface World {
  readonly backend: BackendId;
  readonly vendor: VendorModel;
  readonly gateways: readonly ModelGateway[];
}

/** Plays one round to its end with jobs of its own; returns how many observations it made. */
async function playRound(
  journal: ModelJournal,
  check: ModelCheck,
  name: string,
  wanted: number,
): Promise<number> {
  const time = createVirtualTime();
  const random = createRandom("record model", name);
  const heads: { time: number; position: Position }[] = [{ time: 0, position: journal.head.position }];
  let waiting: Batch[] = [];
  let judged = 0;

  const knownHead = () => {
    const knownUntil = time.now() - lagMs * random.next();
    return heads.findLast((head) => head.time <= knownUntil)?.position ?? heads[0]?.position ?? 0;
  };
  const createWorld = (backendName: string, versioned: boolean): World => {
    const backend = toBackendId(backendName);
    const nativeIds = Array.from({ length: jobsPerBackend }, (_, index) => `${name}-${index}`);
    const vendor = createVendorModel(time, random, nativeIds, horizonMs);
    const submit = (batch: Batch) => void waiting.push(batch);
    const gateways = [-2500, 2500].map((clockSkewMs) =>
      createModelGateway({ time, random, backend, vendor, versioned, clockSkewMs, knownHead, submit }),
    );
    return { backend, vendor, gateways };
  };

  const worlds = [createWorld("plain", false), createWorld("versioned", true)];
  const isOver = () => time.now() > horizonMs || judged >= wanted;
  for (const { gateways } of worlds) keepBusy(gateways, isOver);

  function keepBusy(gateways: readonly ModelGateway[], isDone: () => boolean) {
    const repeat = (low: number, high: number, action: () => void): void => {
      time.after(random.int(low, high), () => {
        if (isDone()) return;
        action();
        repeat(low, high, action);
      });
    };
    gateways[0]?.poll("BACKFILL");
    repeat(1600, 2400, () => gateways[0]?.poll("POLL"));
    repeat(4000, 6000, () => gateways[1]?.poll("POLL"));
    repeat(20, 300, () => random.pick(gateways).readOne());
    repeat(50, 500, () => random.pick(gateways).command());
  }

  const advanceTo = async (until: number) => {
    while (time.now() < until) {
      time.advanceTo(time.now() + tickMs);
      const batches = waiting;
      waiting = [];
      const results = await Promise.all(batches.map(({ observations }) => journal.record(observations)));
      for (const [index, batch] of batches.entries()) {
        check.settle(batch, results[index] ?? []);
        batch.settle(results[index] ?? []);
        judged += batch.observations.length;
      }
      heads.push({ time: time.now(), position: journal.head.position });
    }
  };

  while (!isOver()) await advanceTo(time.now() + 1000);
  // The vendors stand still: first let late answers arrive, then look twice.
  for (const { vendor } of worlds) vendor.rest();
  for (const restMs of [40_000, 40_000, 40_000]) {
    await advanceTo(time.now() + restMs);
    for (const { gateways } of worlds) gateways[0]?.poll("POLL");
  }
  await advanceTo(time.now() + 60_000);
  await check.verifyLog();
  for (const { backend, vendor } of worlds) await check.verifyConverged(backend, vendor);
  return judged;
}

function toBackendId(text: string): BackendId {
  if (!isBackendId(text)) throw new Error(`${text} is no backend id`);
  return text;
}
