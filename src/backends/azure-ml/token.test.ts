import { describe, expect, test } from "vitest";
import samples from "./fixtures/01-entra-token.json" with { type: "json" };
import errors from "./fixtures/10-errors.json" with { type: "json" };
import { errorOf, type Script, type SeenCall, startVendor, testSecret } from "./scripted-vendor.ts";

const { signal } = new AbortController();
const firstPage = { cursor: null, pageSize: 1_000, since: null };
const tokenPath = "/oauth2/v2.0/token";
const emptyPage: Script = ({ path }) => (path.endsWith("/jobs") ? { json: { value: [] } } : undefined);
const bearers = (calls: readonly SeenCall[]) => calls.map(({ headers }) => headers.authorization);

/** Logins that give numbered tokens with these members. */
function logins(life: object): Script {
  let count = 0;
  return (call, origin) => {
    if (!call.path.endsWith(tokenPath)) return emptyPage(call, origin);
    count += 1;
    return { json: { token_type: "Bearer", access_token: `t${count}`, ...life } };
  };
}

describe("client secret", () => {
  test("is exchanged for a token of the management plane's scope, as a form", async () => {
    await using vendor = await startVendor(emptyPage);
    await vendor.backend.listJobs(firstPage, signal);
    const [login] = vendor.callsTo(tokenPath);
    expect(login).toMatchObject({ method: "POST", path: `/tenant-1${tokenPath}` });
    expect(login?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(Object.fromEntries(new URLSearchParams(login?.body))).toEqual({
      grant_type: "client_credentials",
      client_id: "client-1",
      client_secret: testSecret,
      scope: `${vendor.origin}/.default`,
    });
  });

  test("gives one token for both planes", async () => {
    await using vendor = await startVendor(({ path }) =>
      path.endsWith("/jobs") ? { json: { value: [{ name: "a", properties: {} }] } } : undefined,
    );
    await vendor.backend.listJobs(firstPage, signal);
    expect(vendor.callsTo(tokenPath)).toHaveLength(1);
    expect(bearers(vendor.callsTo("/batchrundata"))).toEqual(["Bearer token-number-1"]);
  });

  test("has tokens of a scope of its own for the data plane when one is configured", async () => {
    const script: Script = ({ path }) =>
      path.endsWith("/jobs") ? { json: { value: [{ name: "a", properties: {} }] } } : undefined;
    await using vendor = await startVendor(script, {
      config: { dataScope: "https://ml.azure.com/.default" },
    });
    await vendor.backend.listJobs(firstPage, signal);
    const scopes = vendor.callsTo(tokenPath).map(({ body }) => new URLSearchParams(body).get("scope"));
    expect(scopes).toEqual([`${vendor.origin}/.default`, "https://ml.azure.com/.default"]);
    expect(bearers(vendor.callsTo("/batchrundata"))).toEqual(["Bearer token-number-2"]);
  });

  test("is exchanged once for all calls that need a token at once", async () => {
    await using vendor = await startVendor(emptyPage);
    await Promise.all([1, 2, 3, 4].map(() => vendor.backend.listJobs(firstPage, signal)));
    expect(vendor.callsTo(tokenPath)).toHaveLength(1);
  });

  test("one caller that leaves does not take the token from the others", async () => {
    const leaving = new AbortController();
    const script: Script = (call, origin) => {
      if (call.path.endsWith(tokenPath)) leaving.abort(new Error("gone"));
      return emptyPage(call, origin);
    };
    await using vendor = await startVendor(script);
    const [left, stayed] = await Promise.allSettled([
      vendor.backend.listJobs(firstPage, leaving.signal),
      vendor.backend.listJobs(firstPage, signal),
    ]);
    expect([left.status, stayed.status]).toEqual(["rejected", "fulfilled"]);
  });

  test.each([
    [2, "UNAUTHENTICATED", "AADSTS7000215"],
    [3, "UNAUTHENTICATED", "AADSTS70011"],
  ])("sample %i of a refusal is %s %s and shows no secret", async (index, kind, nativeCode) => {
    const answer = samples.exchanges[index]?.response;
    const script: Script = ({ path }) =>
      path.endsWith(tokenPath) ? { status: answer?.status ?? 0, json: answer?.body } : undefined;
    await using vendor = await startVendor(script);
    const error = await errorOf(vendor.backend.listJobs(firstPage, signal));
    expect(error).toMatchObject({ kind, nativeCode, requestId: "255d1aef-8c98-452f-ac51-23d051240864" });
    expect(String(error)).not.toContain(testSecret);
  });

  test("an answer without a token is malformed", async () => {
    await using vendor = await startVendor(({ path }) =>
      path.endsWith(tokenPath) ? { json: {} } : undefined,
    );
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({ kind: "MALFORMED" });
  });
});

describe("renewal", () => {
  test("comes before the end of a token, and earlier when the login says so", async () => {
    for (const [life, renewedAfterMs] of [
      [{ expires_in: 3600 }, 55 * 60_000],
      [{ expires_in: "3600", refresh_in: 1800 }, 30 * 60_000],
    ] as const) {
      let now = 1_000_000;
      await using vendor = await startVendor(logins(life), { now: () => now });
      await vendor.backend.listJobs(firstPage, signal);
      now += renewedAfterMs - 1;
      await vendor.backend.listJobs(firstPage, signal);
      now += 1;
      await vendor.backend.listJobs(firstPage, signal);
      expect(bearers(vendor.callsTo("/jobs"))).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
    }
  });

  test("that fails leaves the token in use as long as it lives", async () => {
    let now = 1_000_000;
    const good = logins({ expires_in: 3600, refresh_in: 60 });
    const script: Script = (call, origin) =>
      call.path.endsWith(tokenPath) && now > 1_000_000
        ? { status: 400, json: { error: "x" } }
        : good(call, origin);
    await using vendor = await startVendor(script, { now: () => now });
    await vendor.backend.listJobs(firstPage, signal);
    now += 120_000;
    await vendor.backend.listJobs(firstPage, signal);
    expect(bearers(vendor.callsTo("/jobs"))).toEqual(["Bearer t1", "Bearer t1"]);
    now += 3_600_000;
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({
      kind: "UNAUTHENTICATED",
    });
  });

  test("follows a refusal, once", async () => {
    let now = 1_000_000;
    const refused = new Set(["Bearer t1"]);
    const good = logins({ expires_in: 3600 });
    const script: Script = (call, origin) =>
      refused.has(call.headers.authorization ?? "")
        ? { status: 401, json: errors.exchanges[5]?.response.body }
        : good(call, origin);
    await using vendor = await startVendor(script, { now: () => now });
    now += 60_000;
    refused.clear();
    await vendor.backend.listJobs(firstPage, signal);
    now += 60_000;
    refused.add("Bearer t1");
    await vendor.backend.listJobs(firstPage, signal);
    expect(bearers(vendor.callsTo("/jobs"))).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
    now += 60_000;
    refused.add("Bearer t2").add("Bearer t3");
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({
      kind: "UNAUTHENTICATED",
    });
    expect(vendor.callsTo(tokenPath)).toHaveLength(3);
  });

  test("of a token that many calls were refused with happens once", async () => {
    const good = logins({ expires_in: 3600 });
    const script: Script = (call, origin) =>
      call.headers.authorization === "Bearer t1" ? { status: 401 } : good(call, origin);
    await using vendor = await startVendor(script, { now: () => 1_000_000 });
    await Promise.all([1, 2, 3, 4].map(() => vendor.backend.listJobs(firstPage, signal)));
    expect(vendor.callsTo(tokenPath)).toHaveLength(2);
  });

  test("answers the claims that the refusal of a revoked token asks for", async () => {
    let now = 1_000_000;
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1740825197"}}}';
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString("base64")}"`;
    let isRevoked = false;
    const good = logins({ expires_in: 3600 });
    const script: Script = (call, origin) =>
      isRevoked && call.headers.authorization === "Bearer t1"
        ? { status: 401, headers: { "www-authenticate": challenge } }
        : good(call, origin);
    await using vendor = await startVendor(script, { now: () => now });
    await vendor.backend.listJobs(firstPage, signal);
    isRevoked = true;
    now += 60_000;
    await vendor.backend.listJobs(firstPage, signal);
    const asked = vendor.callsTo(tokenPath).map(({ body }) => new URLSearchParams(body).get("claims"));
    expect(asked).toEqual([null, claims]);
  });
});

describe("credential of another's making", () => {
  test("gives the tokens in place of a secret", async () => {
    const scopes: string[] = [];
    const credential = {
      async getToken(scope: string) {
        scopes.push(scope);
        return { token: "from-elsewhere", expiresOnTimestamp: Date.now() + 3_600_000 };
      },
    };
    await using vendor = await startVendor(emptyPage, { credential });
    await vendor.backend.listJobs(firstPage, signal);
    expect(bearers(vendor.callsTo("/jobs"))).toEqual(["Bearer from-elsewhere"]);
    expect(scopes).toEqual([`${vendor.origin}/.default`]);
    expect(vendor.callsTo(tokenPath)).toEqual([]);
  });

  test.each([
    ["has none", async () => null],
    ["fails", () => Promise.reject(new Error("no managed identity"))],
  ])("that %s leaves the call unauthenticated", async (_what, getToken) => {
    await using vendor = await startVendor(emptyPage, { credential: { getToken } });
    expect(await errorOf(vendor.backend.listJobs(firstPage, signal))).toMatchObject({
      kind: "UNAUTHENTICATED",
    });
  });
});
