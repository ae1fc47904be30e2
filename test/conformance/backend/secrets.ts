import { inspect } from "node:util";
import { expect, test } from "vitest";
import { failureOf, listAll, readJobs } from "../../support/backend.ts";
import type { FaultOrder } from "../../support/control.ts";
import { operationsOf } from "./operations.ts";
import { type Subject, signal } from "./subject.ts";

const faults: readonly FaultOrder["fault"][] = [
  { type: "status", status: 401 },
  { type: "status", status: 500 },
  { type: "malformed" },
  { type: "drop" },
];

/** Cases about what must not get out. */
export function describeSecrets(subject: Subject): void {
  const { definition, simulate } = subject;
  const { kind, limits } = definition;
  const list = { cursor: null, pageSize: limits.pageSize, since: null };

  test("shows no secret of its configuration in what it reads or in its errors", async () => {
    await using vendor = await simulate();
    const secrets = Object.values(secretsOf(vendor.config));
    expect(secrets.length).toBeGreaterThan(0);
    const operations = await operationsOf(subject, vendor);
    const backend = vendor.connect();
    const listed = await listAll(backend, limits.pageSize);
    const shown: unknown[] = [
      listed,
      await readJobs(
        backend,
        definition,
        listed.map(({ nativeId }) => nativeId),
      ),
    ];
    for (const [, call] of operations) shown.push(await call(backend, signal));
    for (const fault of faults) {
      const id = await vendor.control.addFault({ kind, fault });
      shown.push(await failureOf(vendor.connect().listJobs(list, signal)));
      await vendor.control.removeFault(id);
    }
    for (const secret of secrets) expect(show(shown)).not.toContain(secret);
  });

  test("is refused with wrong credentials, and does not repeat them", async () => {
    await using vendor = await simulate(1);
    const { credentials, secrets } = wrongCredentials(vendor.config);
    const error = await failureOf(vendor.connect({ credentials }).listJobs(list, signal));
    expect(["UNAUTHENTICATED", "FORBIDDEN"]).toContain(error.kind);
    for (const secret of secrets) expect(show(error)).not.toContain(secret);
  });
}

type Fields = Readonly<Record<string, unknown>>;

function credentialsOf({ credentials }: Fields): Fields {
  return { ...(credentials as object | undefined) }; // of every entry of `backends:`; spread, so that any value will do
}

/** Credentials that are secret by their name. */
function secretsOf(config: Fields): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(credentialsOf(config)))
    if (/secret|key|token|password/i.test(name) && typeof value === "string") secrets[name] = value;
  return secrets;
}

/** Credentials of the same form that the vendor does not know, and what of them is secret. */
export function wrongCredentials(config: Fields): { credentials: Fields; secrets: readonly string[] } {
  const entries = Object.entries(secretsOf(config));
  const wrong = Object.fromEntries(
    entries.map(([name, secret]) => [name, secret.split("").reverse().join("")]),
  );
  return { credentials: { ...credentialsOf(config), ...wrong }, secrets: Object.values(wrong) };
}

/** Everything that a log line or an answer could show: all members and causes. */
export function show(value: unknown): string {
  return inspect(value, { depth: Number.POSITIVE_INFINITY, maxArrayLength: null, maxStringLength: null });
}
