import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, startTestProject, type TestProject } from "./test-project.ts";
import { textAt } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const P = "/v2/0123456789abcdef0123456789abcdef";
const flavors = { method: "GET", target: `${P}/training-job-flavors` };

function login(password: string, scope: object = { project: { name: "cn-north-4" } }) {
  const user = { name: "demo-user", password, domain: { name: "demo-account" } };
  const auth = { identity: { methods: ["password"], password: { user } }, scope };
  return fetch(`${project.url}/v3/auth/tokens?nocatalog=true`, {
    method: "POST",
    headers: { "content-type": "application/json;charset=utf8" },
    body: JSON.stringify({ auth }),
  });
}

test("answers a signed call and puts a request id on it", async () => {
  const answer = await project.send(flavors);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
});

test("takes the headers that the claim names, with the user agent among them", async () => {
  const headers = { "user-agent": "usdk/3.0; os/Linux#1#x86", "x-project-id": P.slice(4) };
  expect((await project.send({ ...flavors, headers })).status).toBe(200);
});

test("refuses a wrong secret in the gateway's shape", async () => {
  const answer = await project.send({ ...flavors, secretKey: "wrong" });
  expect(answer.status).toBe(401);
  expect(answer.json).toEqual({
    error_msg: "Incorrect IAM authentication information: verify aksk signature fail",
    error_code: "APIGW.0301",
    request_id: answer.headers.get("x-request-id"),
  });
});

test("refuses a request without credentials, also on a path that does not exist", async () => {
  const bare = { unsigned: { authorization: "Basic eDp5" } };
  expect((await project.send({ ...flavors, ...bare })).status).toBe(401);
  expect((await project.send({ method: "GET", target: "/v2/x/nothing", ...bare })).status).toBe(401);
});

test.each([-16, 16])("refuses a signature that is %s minutes off", async (minutes) => {
  const date = new Date(Date.now() + minutes * 60_000);
  expect((await project.send({ ...flavors, date })).text).toContain("signature expired");
});

test("takes a signature that is 14 minutes old, twice", async () => {
  const date = new Date(Date.now() - 14 * 60_000);
  expect((await project.send({ ...flavors, date })).status).toBe(200);
  expect((await project.send({ ...flavors, date })).status).toBe(200);
});

test("locks a key after more than five failures in a row, until a reset", async () => {
  for (let failure = 0; failure < 5; failure++) await project.send({ ...flavors, secretKey: "wrong" });
  expect((await project.send(flavors)).status).toBe(200);
  for (let failure = 0; failure < 6; failure++) await project.send({ ...flavors, secretKey: "wrong" });
  const locked = await project.send(flavors);
  expect(locked.status).toBe(401);
  expect(locked.text).toContain("AK access failed to reach the limit,forbidden");
  await project.control("POST", "/reset", {});
  expect((await project.send(flavors)).status).toBe(200);
});

test("does not lock one key for the failures of another", async () => {
  for (let failure = 0; failure < 7; failure++) await project.send({ ...flavors, accessKey: "SOMEBODYELSE" });
  expect((await project.send(flavors)).status).toBe(200);
});

test("gives a token for 24 hours and takes it until tokens are made void", async () => {
  const response = await login(project.credentials.password ?? "");
  expect(response.status).toBe(201);
  const body: unknown = await response.json();
  const [issued, expires] = [textAt(body, "token", "issued_at"), textAt(body, "token", "expires_at")];
  expect(Date.parse(expires) - Date.parse(issued)).toBe(24 * 3_600_000);
  expect(expires).toMatch(/\.\d{6}Z$/);
  const unsigned = { "x-auth-token": response.headers.get("x-subject-token") ?? "", authorization: "" };
  expect((await project.send({ ...flavors, unsigned })).status).toBe(200);

  await project.control("POST", "/faults", { kind: "MODELARTS", fault: { type: "expireTokens" }, times: 1 });
  const refused = await project.send({ ...flavors, unsigned });
  expect(refused.status).toBe(401);
  expect(refused.text).toContain("decrypt token fail");
  const again = await login(project.credentials.password ?? "");
  const renewed = { ...unsigned, "x-auth-token": again.headers.get("x-subject-token") ?? "" };
  expect((await project.send({ ...flavors, unsigned: renewed })).status).toBe(200);
});

test("refuses a wrong password in the identity service's own shape", async () => {
  const response = await login("wrong");
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { code: 401, title: "Unauthorized" } });
});

test("refuses a token without a project", async () => {
  const response = await login(project.credentials.password ?? "", { domain: { name: "demo-account" } });
  const unsigned = { "x-auth-token": response.headers.get("x-subject-token") ?? "", authorization: "" };
  const answer = await project.send({ ...flavors, unsigned });
  expect([answer.status, codeOf(answer)]).toEqual([401, "ModelArts.0212"]);
});

test("names the one project under whatever name was asked for", async () => {
  const answer = await project.send({ method: "GET", target: "/v3/projects?name=ap-southeast-3" });
  expect(answer.json).toMatchObject({ projects: [{ id: P.slice(4), name: "ap-southeast-3" }] });
});

test.each(["ffffffffffffffffffffffffffffffff", "%7Bproject_id%7D"])("refuses project %s", async (id) => {
  const answer = await project.send({ method: "GET", target: `/v2/${id}/training-job-flavors` });
  expect([answer.status, codeOf(answer)]).toEqual([404, "ModelArts.2786"]);
});

test("tells an unknown path from an unknown method", async () => {
  expect(codeOf(await project.call("GET", "no-such-thing"))).toBe("ModelArts.2836");
  const answer = await project.call("DELETE", "training-job-flavors");
  expect([answer.status, codeOf(answer)]).toEqual([405, "ModelArts.2803"]);
});

test("answers injected failures in the service's shape with a request id", async () => {
  const fault = { type: "status", status: 429, retryAfterS: 7 };
  await project.control("POST", "/faults", { kind: "MODELARTS", fault, times: 1 });
  const answer = await project.send(flavors);
  expect([answer.status, codeOf(answer)]).toEqual([429, "ModelArts.2799"]);
  expect(answer.headers.get("retry-after")).toBe("7");
  expect(answer.headers.get("x-request-id")).not.toBeNull();
});
