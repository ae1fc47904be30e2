import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { CreateUpdateResponseSchema, JobPublicUpdateSchema, UserSchema } from "../proto/public_api_pb.js";
import { startTestHub, summaryOf, TOKEN } from "./test-hub.ts";

describe("the door", () => {
  test.each([
    ["no header", ""],
    ["another word", TOKEN.authorization.replace("token", "Bearer")],
    ["a wrong token", "token nobody"],
  ])("refuses %s", async (_name, authorization) => {
    await using hub = await startTestHub();
    const answer = await hub.send("GET", "/job_summaries/", { authorization });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([401, { detail: "Invalid token." }]);
    await hub.assume("authStatus", 403);
    expect((await hub.send("GET", "/job_summaries/", { authorization })).status).toBe(403);
  });

  test("lets the token in, and not while a fault voids it", async () => {
    await using hub = await startTestHub();
    expect((await hub.get(UserSchema, "/users/auth/user/")).email).toBe("dana.ruiz@example.com");
    await hub.fault({ type: "expireTokens" });
    expect((await hub.send("GET", "/users/auth/user/")).status).toBe(401);
    expect((await hub.send("GET", "/users/auth/user/")).status).toBe(200);
  });

  test("sends messages under the exact content type", async () => {
    await using hub = await startTestHub(3);
    const { headers } = await hub.send("GET", "/job_summaries/?limit=2");
    expect(headers.get("content-type")).toBe("application/x-protobuf");
  });

  test("knows no path without its final slash", async () => {
    await using hub = await startTestHub();
    const answer = await hub.send("GET", "/job_summaries");
    expect([answer.status, JSON.parse(answer.text)]).toEqual([404, { detail: "Not found." }]);
  });

  test("sends a 404 without a body where that is assumed", async () => {
    await using hub = await startTestHub();
    expect((await hub.send("GET", "/jobs/jnothere5/")).text).toBe('{"detail":"Not found."}');
    await hub.assume("missingBody", "empty");
    const answer = await hub.send("GET", "/jobs/jnothere5/");
    expect([answer.status, answer.text, answer.headers.get("content-type")]).toEqual([404, "", null]);
  });

  test("turns old clients away once there is a lowest version", async () => {
    await using hub = await startTestHub();
    const old = { "client-version": "0.45.0" };
    expect((await hub.send("GET", "/frameworks/", old)).status).toBe(200);
    await hub.assume("lowestClientVersion", "0.50.0");
    expect((await hub.send("GET", "/frameworks/", old)).status).toBe(426);
    expect((await hub.send("GET", "/frameworks/", { "client-version": "0.56.0" })).status).toBe(200);
    expect((await hub.send("GET", "/frameworks/")).status).toBe(200);
  });

  test("counts requests by the minute where limits are assumed", async () => {
    await using hub = await startTestHub();
    await hub.assume("readsPerMinute", 2);
    await hub.assume("rateLimits", true);
    const answers = [];
    for (let sent = 0; sent < 6; sent++) answers.push(await hub.send("GET", "/frameworks/"));
    // A minute of the wall clock may begin in between, after which two more pass.
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(refused[0]?.text).toContain("Request was throttled.");
  });

  test("refuses bodies that are no messages", async () => {
    await using hub = await startTestHub();
    const junk = new Uint8Array(20).fill(255);
    expect((await hub.send("POST", "/jobs/", {}, junk)).status).toBe(400);
    expect((await hub.send("POST", "/jobs/", { "content-type": "application/json" }, junk)).status).toBe(415);
  });

  test("writes injected failures as the service does", async () => {
    await using hub = await startTestHub();
    await hub.fault({ type: "status", status: 503, retryAfterS: 7 });
    const answer = await hub.send("GET", "/frameworks/");
    expect([answer.status, answer.headers.get("retry-after"), JSON.parse(answer.text)]).toEqual([
      503,
      "7",
      { detail: "Service unavailable." },
    ]);
  });
});

describe("a name", () => {
  test("is changed by the creator of the job only", async () => {
    await using hub = await startTestHub(30);
    const { jobSummaries } = await hub.summaries("?limit=30");
    const of = (isOwn: boolean) =>
      jobSummaries.map(summaryOf).find(({ user }) => (user?.email === "dana.ruiz@example.com") === isOwn)
        ?.jobId ?? "";
    const rename = (id: string, name: string) =>
      hub.write("PATCH", `/jobs/${id}/`, JobPublicUpdateSchema, { name });
    const answer = await rename(of(true), "Größer");
    expect(answer.status).toBe(200);
    expect(fromBinary(CreateUpdateResponseSchema, answer.body).id).toBe(of(true));
    expect(Object.values(await hub.job(of(true)))).toContainEqual(
      expect.objectContaining({ name: "Größer" }),
    );
    expect((await rename(of(false), "mine")).status).toBe(403);
    expect((await rename(of(true), "")).status).toBe(400);
    expect((await rename(of(true), "x".repeat(250))).status).toBe(200);
    expect((await rename(of(true), "x".repeat(251))).status).toBe(400);
  });

  test("that is refused may be told in a message", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("CREATED");
    await hub.assume("errorForm", "message");
    const answer = await hub.write("PATCH", `/jobs/${id}/`, JobPublicUpdateSchema, { name: "" });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/x-protobuf"]);
    const { validationError } = fromBinary(CreateUpdateResponseSchema, answer.body);
    expect(validationError?.fieldErrors[0]?.field).toBe("name");
  });
});

test("a job cannot be deleted", async () => {
  await using hub = await startTestHub();
  const id = await hub.makeJob("SUCCESS");
  expect((await hub.send("DELETE", `/jobs/${id}/`)).status).toBe(405);
  expect(await hub.job(id)).toBeDefined();
});
