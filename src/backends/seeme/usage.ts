import { z } from "zod";
import { BackendError } from "../../domain/error.ts";
import type { Job } from "../../domain/job.ts";
import type { BookedUsage, Money } from "../../domain/usage.ts";
import { type Api, readDocument } from "./documents.ts";
import { requestUnless } from "./single-document.ts";
import { wireText } from "./wire-text.ts";

const wireFigure = z
  .number()
  .nullish()
  .transform((figure) => figure ?? null);

const wireRecords = z
  .array(z.object({ metric: wireText, value: wireFigure, cost_micros: wireFigure, currency: wireText }))
  .nullable();
type UsageRecords = NonNullable<z.output<typeof wireRecords>>;

/**
 * What the vendor has booked for a job, over all records of it. Nothing where the account may not look, which only
 * administrators may, and where a server has no such books.
 */
export async function readUsage(api: Api, { nativeId }: Job, signal: AbortSignal): Promise<BookedUsage> {
  // Administration lies beside the API, below the same origin.
  const books = api.base.replace(/\/api\/v1$/, "/admin");
  const query = `entity_type=job&entity_id=${encodeURIComponent(nativeId.toWellFormed())}`;
  const url = new URL(`${books}/usage-records?${query}`);
  const refusals = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"] as const;
  const document = await requestUnless(refusals, api, "bookedUsage", url, signal);
  const records = readDocument(api, document, () => wireRecords.parse(document));
  if (records instanceof BackendError) throw records;
  return sumOf(records ?? []);
}

/** Sums up records; of a job the vendor counts `compute_seconds`. */
function sumOf(records: UsageRecords): BookedUsage {
  const seconds = records.flatMap(({ metric, value }) =>
    metric === "compute_seconds" && value !== null ? [value] : [],
  );
  return {
    computeMs: seconds.length === 0 ? null : Math.round(sum(seconds) * 1_000),
    cost: costOf(records),
  };
}

/** Amounts of several currencies have no sum. */
function costOf(records: UsageRecords): Money | null {
  const priced = records.flatMap(({ cost_micros: micros, currency }) =>
    micros === null || currency === null ? [] : [{ micros, currency }],
  );
  const [currency, ...others] = new Set(priced.map((record) => record.currency));
  if (currency === undefined || others.length > 0) return null;
  return { amount: toDecimal(sum(priced.map(({ micros }) => micros))), currency };
}

/** Decimal text of millionths, without zeros at its end: `1250000` is `1.25`. */
function toDecimal(micros: number): string {
  const whole = BigInt(Math.round(Math.abs(micros)));
  const digits = String(whole).padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${micros < 0 ? "-" : ""}${digits.slice(0, -6)}${fraction && `.${fraction}`}`;
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
