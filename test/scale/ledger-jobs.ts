import { setTimeout as delay } from "node:timers/promises";
import type { Phase } from "../../src/domain/status.ts";
import { classOf } from "../../src/domain/status.ts";
import type { Random } from "../../src/simulator/random.ts";
import type { Control, ScriptStep } from "../support/control.ts";
import type { MadeJob, MovingWorld } from "../support/moving-world.ts";
import { wordsOfKind } from "../support/true-phases.ts";
import type { Word } from "../support/words.ts";

/** Makes a job of one vendor that lives at most so long, counted on the wall clock. */
export async function makeJob(
  control: Control,
  kind: string,
  random: Random,
  { lifeMs, speed }: { readonly lifeMs: number; readonly speed: number },
): Promise<MadeJob> {
  const script = scriptOf(kind, random, lifeMs * speed);
  return { kind, nativeId: await control.addJob(kind, script) };
}

/** State that a job of the vendor ends with. */
function lastState(kind: string, random: Random) {
  const { native, secondary = null } = random.pick(
    plainWords(kind).filter(({ phase }) => classOf(phase) === "TERMINAL"),
  );
  return { native, secondary };
}

/** Some waiting, mostly some running, perhaps some more, and an end. */
function scriptOf(kind: string, random: Random, lifeMs: number): ScriptStep[] {
  const words = plainWords(kind);
  const oneOf = (isWanted: (phase: Phase) => boolean) => words.filter(({ phase }) => isWanted(phase));
  const waiting = oneOf((phase) => classOf(phase) === "WAITING");
  const running = oneOf((phase) => phase === "RUNNING").slice(0, 1);
  const other = oneOf((phase) => phase === "FINALIZING" || phase === "CANCELLING" || phase === "PAUSED");
  const ends = oneOf((phase) => classOf(phase) === "TERMINAL");
  const course = [
    random.pick(waiting),
    ...(random.chance(0.9) ? running : []),
    ...(other.length > 0 && random.chance(0.3) ? [random.pick(other)] : []),
    random.pick(ends),
  ];
  const share = lifeMs / (course.length - 1);
  return course.map(({ native, secondary = null, items = null }, index) => ({
    native,
    secondary,
    items,
    afterMs: index === 0 ? 0 : random.int(share / 10, share),
  }));
}

/** Words that a job of any type can have, and that mean one phase. */
function plainWords(kind: string): readonly Word[] {
  return wordsOfKind(kind).filter(({ fields, message }) => fields === undefined && message === undefined);
}

/** Adds the rest of the jobs one by one, and ends or removes some that move from outside, until all are there. */
export async function disturb(
  { world: { control }, kinds, jobs, removed, isMoving }: MovingWorld,
  random: Random,
  options: { readonly more: number; readonly lifeMs: number; readonly speed: number },
): Promise<void> {
  const pauseMs = options.lifeMs / Math.max(1, options.more);
  for (let made = 0; made < options.more; made++) {
    await delay(pauseMs);
    jobs.push(await makeJob(control, random.pick(kinds), random, options));
    const victim = random.pick(jobs);
    const fate = random.next();
    if (!isMoving(victim)) continue;
    if (fate < 0.1) {
      removed.push(victim);
      await control.removeJob(victim.kind, victim.nativeId);
    } else if (fate < 0.2) {
      await control.changeJob(victim.kind, victim.nativeId, lastState(victim.kind, random));
    }
  }
}
