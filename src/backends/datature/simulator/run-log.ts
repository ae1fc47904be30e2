/** A checkpoint is logged this often. */
const CHECKPOINT_MS = 10_000;
const STEPS = 250;

/** The id of a run's log: its own, in base64 with a letter before it. */
export function logIdOf(runId: string): string {
  const part = runId.slice("run_".length);
  return `runlog_${Buffer.from(`R${part}`).toString("base64").replaceAll("=", "")}`;
}

/** What a training has logged between two instants: the text and the losses of a checkpoint share one record. */
export function logOf(from: number, to: number) {
  const count = Math.max(0, Math.floor((to - from) / CHECKPOINT_MS));
  return Array.from({ length: count }, (_, at) => {
    const totalLoss = Number((64.055 / (1 + at)).toFixed(4));
    const boxLoss = Number((totalLoss / 8).toFixed(4));
    const log = `Step ${at * STEPS}, totalLoss: ${totalLoss}, boxLoss: ${boxLoss}.`;
    const payload = { step: at * STEPS, log, totalLoss, boxLoss };
    return { ev: "trainingCheckpoint", t: Math.floor(from) + (at + 1) * CHECKPOINT_MS, pl: payload };
  });
}

/** How often which tag was taken for which. */
export const MATRIX = {
  tags: ["WBC", "RBC"],
  counts: [
    [41, 3],
    [5, 118],
  ],
};
