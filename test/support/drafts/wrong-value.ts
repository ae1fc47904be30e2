import type { BrokenDraft } from "./contract.ts";

const wrongValue =
  (code: BrokenDraft["code"]) =>
  (
    title: string,
    at: string,
    { value, ...rest }: { readonly value: unknown } & Pick<BrokenDraft, "says" | "of" | "rows">,
  ): BrokenDraft => ({ title, put: { [at]: value }, code, at, ...rest });

/** Drafts that break a rule where the value was put. */
export const invalid = wrongValue("INVALID");
/** Drafts that name something that is not there, by the value that was put. */
export const notFound = wrongValue("NOT_FOUND");
