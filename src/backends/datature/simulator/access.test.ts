import { afterEach, beforeEach, expect, test } from "vitest";
import { KEY, PROJECT_PATH, startTestProject, type TestProject } from "./test-project.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject();
});
afterEach(() => project[Symbol.asyncDispose]());

const LIST = `${PROJECT_PATH}/batch/jobs`;

test("answers who holds the key, and nobody else", async () => {
  expect((await project.send("GET", LIST, KEY)).status).toBe(200);
  const missing = await project.send("GET", LIST);
  expect([missing.status, missing.body]).toMatchObject([401, { code: "UnauthorizedError" }]);
  const wrong = await project.send("GET", LIST, { "secret-key": "another" });
  expect([wrong.status, wrong.body]).toEqual([
    403,
    { code: "ForbiddenError", message: "No Access Rights to Requested Resources" },
  ]);
  const bearer = await project.send("GET", LIST, { authorization: `Bearer ${KEY["secret-key"]}` });
  expect(bearer.status).toBe(401);
});

test("keeps another project's resources to itself", async () => {
  const foreign = await project.send("GET", `/projects/proj_${"0".repeat(32)}/batch/jobs`, KEY);
  expect(foreign.status).toBe(403);
});

test("gives one status to all refusals of a key where that is assumed", async () => {
  for (const status of ["401", "403"]) {
    await project.assume("authErrors", status);
    expect((await project.send("GET", LIST)).status).toBe(Number(status));
    expect((await project.send("GET", LIST, { "secret-key": "x" })).status).toBe(Number(status));
  }
});

test("refuses the key while a fault says that it has expired", async () => {
  await project.control("POST", "/faults", { kind: "DATATURE", fault: { type: "expireTokens" }, times: 1 });
  expect((await project.send("GET", LIST, KEY)).status).toBe(403);
  expect((await project.send("GET", LIST, KEY)).status).toBe(200);
});

test("answers 404 for unknown ids and paths and 400 for malformed ids", async () => {
  const unknown = { code: "ResourceNotFoundError", message: "Requested Project Resource Not Found" };
  const uuid = "00000000-0000-0000-0000-000000000000";
  for (const path of [
    `/batch/jobs/batchjob_${uuid}`,
    `/batch/jobs/batchjob_${uuid}/logs`,
    `/batch/datasets/dataset_${uuid}`,
    `/batch/webhooks/webhook_${uuid}`,
    `/deployments/deploy_${uuid}`,
    `/artifacts/artifact_${"0".repeat(24)}`,
    `/runs/run_${"0".repeat(24)}`,
    "/batch/jobs/",
    "/nothing",
  ]) {
    const answer = await project.call("GET", path);
    expect([path, answer.status, answer.body]).toEqual([path, 404, unknown]);
  }
  const malformed = await project.call("GET", "/batch/jobs/batchjob_1");
  expect([malformed.status, malformed.body]).toMatchObject([400, { code: "BadRequestError" }]);
});

test("writes injected failures in its own shape", async () => {
  const inject = (status: number) =>
    project.control("POST", "/faults", {
      kind: "DATATURE",
      fault: { type: "status", status, retryAfterS: 3 },
      times: 1,
    });
  await inject(500);
  expect((await project.send("GET", LIST, KEY)).body).toEqual({
    code: "InternalServerError",
    message: "Internal Server Error",
  });
  await inject(429);
  const answer = await project.send("GET", LIST, KEY);
  expect([answer.status, answer.body, answer.headers.get("retry-after")]).toEqual([
    429,
    { code: "TooManyRequestsError", message: "Too Many Requests" },
    "3",
  ]);
});

test("limits the rate where that is assumed", async () => {
  await project.assume("rateLimit", 2);
  const statuses: number[] = [];
  // Five requests lie in two minutes at most, and two minutes take four.
  for (let count = 0; count < 5; count++) statuses.push((await project.send("GET", LIST, KEY)).status);
  expect(statuses).toContain(429);
  expect(statuses[0]).toBe(200);
});

test("dates its answers by the clock of its documents", async () => {
  await project.advance(7 * 24 * 3_600_000);
  const now = await project.now();
  const [good, bad] = [await project.send("GET", LIST, KEY), await project.send("GET", LIST)];
  for (const { headers } of [good, bad]) {
    expect(Date.parse(headers.get("date") ?? "")).toBe(Math.floor(now / 1000) * 1000);
  }
});

test("takes a body whatever its content type, and none with the type of JSON", async () => {
  const path = `${PROJECT_PATH}/batch/webhooks`;
  const body = JSON.stringify({
    name: "x",
    spec: { endpoint: "https://a.example/", secret: { contents: "AA==" } },
  });
  const made = await project.send("POST", path, { ...KEY, "content-type": "text/plain" }, body);
  expect(made.status).toBe(200);
  const { body: tested, status } = await project.call(
    "POST",
    "/batch/webhooks/webhook_ed981529-0160-4704-8794-e7702a8de470:test",
  );
  expect([status, tested]).toMatchObject([200, { status: "Failed", responseCode: 0, attemptCount: 1 }]);
});

test("answers every success with the status that is assumed", async () => {
  await project.assume("okStatus", 201);
  expect((await project.call("GET", "/batch/jobs")).status).toBe(201);
});
