/** Amount of money. */
export interface Money {
  /** Decimal text. */
  readonly amount: string;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** What a vendor has booked for one job; null where it books none or does not let the caller see it. */
export interface BookedUsage {
  readonly computeMs: number | null;
  readonly cost: Money | null;
}

/** Bound that a vendor sets for what is used at a time. */
export interface Quota {
  /** The vendor's own name for what is counted. */
  readonly name: string;
  /** Null: without bound. */
  readonly limit: number | null;
  /** Null where the vendor does not say. */
  readonly used: number | null;
  readonly unit: string | null;
}
