import { afterEach, beforeEach, expect, test } from "vitest";
import { CREDENTIALS, WORKSPACE_ID } from "./account.ts";
import { API_VERSION, startTestWorkspace, type TestWorkspace } from "./test-workspace.ts";
import { at, listAt, textAt } from "./wire-document.ts";

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await startTestWorkspace();
});
afterEach(() => workspace[Symbol.asyncDispose]());

const jobs = `${WORKSPACE_ID}/jobs?${API_VERSION}`;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
const addFault = (fault: object, path = "*", times = 1) =>
  workspace.control("POST", "/faults", { kind: "AZURE_ML", match: { path }, fault, times });

test("tells where the token endpoint is, in the scheme and under the host of its own", async () => {
  const { json } = await workspace.send(`/${CREDENTIALS.tenantId}/v2.0/.well-known/openid-configuration`);
  expect(textAt(json, "token_endpoint")).toBe(`${workspace.url}/${CREDENTIALS.tenantId}/oauth2/v2.0/token`);
  expect(textAt(json, "authorization_endpoint")).toMatch(/\/oauth2\/v2\.0\/authorize$/);
});

test("issues tokens that name tenant and audience", async () => {
  const { json, headers } = await workspace.logIn({ scope: "https://ml.azure.com/.default" });
  expect(json).toMatchObject({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 });
  expect(at(json, "refresh_in")).toBeUndefined();
  expect(headers.get("cache-control")).toContain("no-store");
  expect(claimsOf(textAt(json, "access_token"))).toMatchObject({
    aud: "https://ml.azure.com",
    tid: CREDENTIALS.tenantId,
  });
});

test("says when a long-lived token may be renewed", async () => {
  await workspace.assume("tokenLifetimeS", 86_400);
  expect((await workspace.logIn()).json).toMatchObject({ expires_in: 86_400, refresh_in: 43_200 });
});

test.each([
  ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client", 7000215],
  ["no secret", { client_secret: "" }, 401, "invalid_client", 7000216],
  ["an unknown application", { client_id: "nobody" }, 400, "unauthorized_client", 700016],
  ["an unknown resource", { scope: "https://foo.example/.default" }, 400, "invalid_resource", 500011],
  ["a scope that is none", { scope: "everything" }, 400, "invalid_scope", 70011],
  ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type", 70003],
])("refuses a login with %s", async (_, change, status, error, code) => {
  const answer = await workspace.logIn(change);
  expect([answer.status, at(answer.json, "error"), at(answer.json, "error_codes")]).toEqual([
    status,
    error,
    [code],
  ]);
  expect(textAt(answer.json, "error_description")).toContain(`AADSTS${code}`);
});

test("refuses an unknown tenant at the metadata and at the token endpoint", async () => {
  const other = "99999999-0000-4000-8000-000000000000";
  const metadata = await workspace.send(`/${other}/v2.0/.well-known/openid-configuration`);
  expect([metadata.status, listAt(metadata.json, "error_codes")]).toEqual([400, [90002]]);
  expect((await workspace.logIn({}, other)).status).toBe(400);
});

test("takes management tokens on both planes and data tokens on the data plane only", async () => {
  const runs = `/history/v1.0${WORKSPACE_ID}/runs/nope`;
  const management = textAt((await workspace.logIn()).json, "access_token");
  const data = textAt(
    (await workspace.logIn({ scope: "https://ml.azure.com/.default" })).json,
    "access_token",
  );
  const own = textAt((await workspace.logIn({ scope: `${workspace.url}/.default` })).json, "access_token");
  expect((await workspace.send(jobs, bearer(management))).status).toBe(200);
  expect((await workspace.send(jobs, bearer(own))).status).toBe(200);
  expect((await workspace.send(jobs, bearer(data))).status).toBe(401);
  for (const token of [management, data, own]) {
    expect((await workspace.send(runs, bearer(token))).status).toBe(404);
  }
});

test.each(["", "not-a-token", "a.b.c"])("challenges a request with the token %j", async (token) => {
  const answer = await workspace.send(jobs, token === "" ? {} : bearer(token));
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer .*error="invalid_token"/);
  const data = await workspace.send(`/history/v1.0${WORKSPACE_ID}/runs/nope`);
  expect([data.status, textAt(data.json, "componentName")]).toEqual([401, "run-history"]);
});

test("refuses a token after its time, on the wall clock", async () => {
  await workspace.assume("tokenLifetimeS", 0);
  await workspace.renew();
  const answer = await workspace.call("GET", "/jobs");
  expect([answer.status, textAt(answer.json, "error", "code")]).toEqual([401, "ExpiredAuthenticationToken"]);
  await workspace.assume("tokenLifetimeS", 3599);
  await workspace.renew();
  await workspace.advance(2 * 3_600_000);
  expect((await workspace.call("GET", "/jobs")).status).toBe(200);
});

test("asks for other claims when tokens were revoked, or does not where that is assumed", async () => {
  await addFault({ type: "expireTokens" });
  const answer = await workspace.call("GET", "/jobs");
  expect(answer.status).toBe(401);
  expect(answer.headers.get("www-authenticate")).toMatch(/error="insufficient_claims", claims="\w+=*"/);
  await workspace.assume("revokedChallenge", "invalid_token");
  const second = await workspace.call("GET", "/jobs");
  expect(second.headers.get("www-authenticate")).toContain('error="invalid_token"');
  await workspace.renew();
  expect((await workspace.call("GET", "/jobs")).status).toBe(200);
});

test.each([
  ["no api-version", WORKSPACE_ID, 400, "MissingApiVersionParameter"],
  ["an unheard-of one", `${WORKSPACE_ID}?api-version=1999-01-01`, 400, "NoRegisteredProviderFound"],
  ["another workspace", `${WORKSPACE_ID}-2?${API_VERSION}`, 404, "ResourceNotFound"],
  ["another group", `${WORKSPACE_ID.replace("rg-", "rh-")}?${API_VERSION}`, 404, "ResourceGroupNotFound"],
  [
    "another subscription",
    `${WORKSPACE_ID.replace(/50b5/, "0000")}?${API_VERSION}`,
    404,
    "SubscriptionNotFound",
  ],
  ["an unknown path", `${WORKSPACE_ID}/nothing/here?${API_VERSION}`, 404, "NotFound"],
])("refuses a call with %s in the resource manager's shape", async (_, target, status, code) => {
  const token = textAt((await workspace.logIn()).json, "access_token");
  const answer = await workspace.send(target, bearer(token));
  expect([answer.status, textAt(answer.json, "error", "code")]).toEqual([status, code]);
  expect(at(answer.json, "error", "additionalInfo")).toBeUndefined();
});

test.each([
  "2024-01-01-preview",
  "2025-01-01-preview",
  "2023-04-01-preview",
  "2024-10-01-preview",
  "2020-08-01",
])("accepts api-version %s, which clients send", async (version) => {
  const token = textAt((await workspace.logIn()).json, "access_token");
  const answer = await workspace.send(`${WORKSPACE_ID}?api-version=${version}`, bearer(token));
  expect(answer.status).toBe(200);
});

test("leads to the data plane by discovery, which asks for no token", async () => {
  const found = await workspace.call("GET", "");
  const url = textAt(found.json, "properties", "discoveryUrl");
  const { json } = await workspace.send(url);
  expect(textAt(json, "api")).toBe(workspace.url);
  await workspace.assume("discoveryOrigin", "https://elsewhere.example");
  const moved = await workspace.call("GET", "");
  expect(textAt(moved.json, "properties", "discoveryUrl")).toBe("https://elsewhere.example/discovery");
});

test("counts down reads and writes apart, and refuses what is too much where limits count", async () => {
  const left = async (method: string, tail: string, name: string) =>
    Number((await workspace.call(method, tail)).headers.get(`x-ms-ratelimit-remaining-subscription-${name}`));
  const reads = await left("GET", "/jobs", "reads");
  expect(await left("GET", "/computes", "reads")).toBe(reads - 1);
  expect(await left("POST", "/datastores/workspaceblobstore/listSecrets", "writes")).toBe(1199);
  await workspace.assume("readsPerHour", 3);
  expect((await workspace.call("GET", "/jobs")).status).toBe(200);
  await workspace.assume("throttles", true);
  const refused = await workspace.call("GET", "/jobs");
  expect([refused.status, textAt(refused.json, "error", "code")]).toEqual([429, "TooManyRequests"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3000);
});

test("answers injected failures in the shape of each plane", async () => {
  await addFault({ type: "status", status: 503, retryAfterS: 2 }, "*", 4);
  const management = await workspace.call("GET", "/jobs");
  expect([management.status, management.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(textAt(management.json, "error", "code")).toBe("ServiceError");
  const data = await workspace.data("history", "GET", "/runs/nope");
  expect(textAt(data.json, "componentName")).toBe("run-history");
  expect(textAt((await workspace.logIn()).json, "error")).toBe("temporarily_unavailable");
  const blob = await workspace.send("/simstore.blob.core.windows.net/azureml/x?sig=y");
  expect(blob.text).toContain("<Code>ServerBusy</Code>");
});
