import { z } from "zod";
import type { DraftProblem, JobDraft, TemplateField } from "../domain/draft.ts";
import { BackendError } from "../domain/error.ts";
import type { BackendId } from "../domain/id.ts";
import { fieldsOf } from "./draft-fields.ts";
import { problemsOf, wordIssue } from "./draft-problems.ts";

/**
 * What a vendor documents about a create, as schemas. The message of a check is what was expected, in words
 * (`1 to 64 of A-Z a-z 0-9 _ -`). A common field that is absent here is one that the vendor does not keep.
 */
export interface DraftRules<Job extends z.ZodType> {
  /** The vendor's field of `JobDraftInput`, its kind in camelCase. */
  readonly key: string;
  readonly name: z.ZodType<string, string>;
  readonly displayName?: z.ZodType<string, string>;
  readonly description?: z.ZodType<string, string>;
  /** For example `pairs({ atMost: 20 })`. */
  readonly labels?: z.ZodType;
  /** Which ends of a schedule the vendor can be told. */
  readonly schedule?: readonly ("startAt" | "stopAt")[];
  /** The vendor's own part, in the names of its input type; a field that is not given is null or missing (`nullish()`). */
  readonly job: Job;
}

/** Rules made ready. */
export interface DraftCheck<Job> {
  /** Place in the vendor's own part: `["job", key, …path]`. */
  at(...path: readonly (string | number)[]): string[];
  /**
   * What is wrong with a draft by the rules alone, and the vendor's part as they read it: defaults filled in, null when
   * that part breaks a rule. Look-ups at the vendor can be made for it even when a common field is wrong.
   */
  check(draft: JobDraft): { readonly job: Job | null; readonly problems: readonly DraftProblem[] };
  /** The vendor's part of a draft that was found to be right; throws `BackendError` of kind INVALID for one that is not. */
  parse(draft: JobDraft, backend: BackendId): Job;
  /** The form, in the order of the input. */
  readonly fields: readonly TemplateField[];
}

/** Makes a vendor's rules ready: problems of a draft and fields of the form come from the same schemas. */
export function draftRules<Job extends z.ZodType>(rules: DraftRules<Job>): DraftCheck<z.output<Job>> {
  const prefix = ["job", rules.key];
  const common = commonSchema(rules);

  function check({ job, labels, ...rest }: JobDraft) {
    const given = { ...rest, labels: labels.length === 0 ? null : labels };
    const ofAll = common.safeParse(given, { error: wordIssue });
    const ofVendor = rules.job.safeParse(job, { error: wordIssue });
    const problems = [
      ...(ofAll.success ? [] : problemsOf(ofAll.error, given)),
      ...(ofVendor.success ? [] : problemsOf(ofVendor.error, job, prefix)),
    ];
    return { job: ofVendor.success ? ofVendor.data : null, problems };
  }

  return {
    at: (...path) => [...prefix, ...path.map(String)],
    fields: [...fieldsOf(common), ...fieldsOf(rules.job, prefix)],
    check,
    parse(draft, backend) {
      const { job, problems } = check(draft);
      if (job !== null) return job;
      throw new BackendError("INVALID", problems.map(({ message }) => message).join("; "), { backend });
    },
  };
}

/** Field that the vendor has nothing like: whoever fills it is told UNSUPPORTED, and no form shows it. */
const notKept = z.null("nothing: the vendor has no such field").nullish();

/** Vendors keep UTF-8, which has no half of a character: the job would have another name, and not be found by its own. */
const isWhole = (text: string) => text.isWellFormed();

function commonSchema({ name, displayName, description, labels, schedule }: DraftRules<z.ZodType>) {
  const instant = z.string();
  return z.object({
    name: name.refine(isWhole, "text without half characters"),
    displayName: displayName?.nullish() ?? notKept,
    description: description?.nullish() ?? notKept,
    labels: labels?.nullish() ?? notKept,
    schedule: z
      .object({
        startAt: schedule?.includes("startAt") ? instant.nullish() : notKept,
        stopAt: schedule?.includes("stopAt") ? instant.nullish() : notKept,
      })
      .superRefine(({ startAt, stopAt }, context) => {
        // Instants are text of one form, which orders as they do.
        if (!startAt || !stopAt || stopAt > startAt) return;
        context.addIssue({
          code: "custom",
          path: ["stopAt"],
          message: `an instant after startAt, ${startAt}`,
        });
      })
      .nullish(),
  });
}

/** Text of so many characters; one outside of the basic plane counts as one. */
export function characters(min: number, max: number) {
  const expected = min === 0 ? `at most ${max} characters` : `${min} to ${max} characters`;
  const isWithin = (text: string) => text.length >= min && [...text].length <= max;
  // The bounds are said again for the form.
  return z.string().refine(isWithin, expected).meta({ minLength: min, maxLength: max });
}

/** Bounds of a list of pairs. */
export interface PairRules {
  readonly key?: z.ZodType<string, string>;
  readonly value?: z.ZodType<string, string>;
  readonly atMost?: number;
}

/** List of `KeyValueInput`, each key once: labels, variables of the environment, parameters. */
export function pairs({
  key = z.string(),
  value = z.string(),
  atMost = Number.POSITIVE_INFINITY,
}: PairRules = {}) {
  return z
    .array(z.object({ key, value }))
    .max(atMost, `at most ${atMost} entries`)
    .superRefine((entries, context) => {
      const keys = new Set<string>();
      for (const [index, entry] of entries.entries()) {
        if (keys.has(entry.key)) {
          context.addIssue({ code: "custom", path: [index, "key"], message: "each key once" });
        }
        keys.add(entry.key);
      }
    });
}

/** Input type marked `@oneOf`: exactly one of the forms. Problems stand at their places within the form that is given. */
export function oneForm<Shape extends Record<string, z.ZodType>>(shape: Shape) {
  const names = Object.keys(shape);
  const forms = Object.fromEntries(Object.entries(shape).map(([name, form]) => [name, form.nullish()]));
  // `forms` has the keys of `shape`, each with its own schema made nullish.
  return z
    .object(forms as { [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>> })
    .superRefine((given, context) => {
      const count = names.filter((name) => (given as Record<string, unknown>)[name] != null).length;
      if (count !== 1) context.addIssue({ code: "custom", message: `exactly one of ${names.join(", ")}` });
    });
}
