import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Simulators, startSimulators } from "../../../simulator/start.ts";
import { simulator } from "./index.ts";

const ALL = "applicationId=&status=waiting,started,finished,error&jobType=training,validation,conversion";

const item = z.object({ id: z.string(), name: z.string(), value: z.string(), updated_at: z.string() });
/** Strict where the vendor's client is: one bad document makes its whole list raise. */
const job = z.looseObject({
  id: z.uuid(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  name: z.string(),
  job_type: z.enum(["training", "validation", "conversion"]),
  status: z.enum(["waiting", "started", "finished", "error"]),
  status_message: z.string(),
  cpu_start_time: z.string(),
  cpu_end_time: z.string(),
  gpu_start_time: z.string(),
  gpu_end_time: z.string(),
  agent_name: z.string(),
  model_id: z.string(),
  model_version_id: z.string(),
  application_id: z.string(),
  items: z.array(item),
});
type Job = z.infer<typeof job>;

describe("reading", () => {
  test("lists every job in one array, newest first, in the client's own types", async () => {
    await using seeme = await start(200);
    const jobs = await seeme.list();
    expect(jobs).toHaveLength(200);
    const times = jobs.map((entry) => Date.parse(entry.created_at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set(jobs.map((entry) => entry.status))).toEqual(
      new Set(["waiting", "started", "finished", "error"]),
    );
    expect(new Set(jobs.map((entry) => entry.job_type)).size).toBe(3);
    expect(await seeme.job(jobs[0]?.id ?? "")).toEqual(jobs[0]);
  });

  test("filters by status, type and application, commas escaped or not", async () => {
    await using seeme = await start();
    const jobs = await seeme.list();
    const active = jobs.filter(({ status }) => status === "waiting" || status === "started");
    expect(await seeme.list("status=waiting%2Cstarted")).toEqual(active);
    const trainings = jobs.filter((entry) => entry.job_type === "training");
    expect(await seeme.list("applicationId=&status=waiting,started,finished,error&jobType=training")).toEqual(
      trainings,
    );
    const application = jobs[0]?.application_id;
    const ofApplication = jobs.filter((entry) => entry.application_id === application);
    expect(await seeme.list(`applicationId=${application}`)).toEqual(ofApplication);
  });

  test("answers an empty list as an array", async () => {
    await using seeme = await start(0);
    expect(await seeme.list()).toEqual([]);
  });

  test("has the same keys as the recorded documents", async () => {
    await using seeme = await start();
    const [newest] = await seeme.list();
    const recorded = z.looseObject({}).parse(fixture("07_job_finished_response.json"));
    expect(Object.keys(newest ?? {}).sort()).toEqual(Object.keys(recorded).sort());
    const applications = await seeme.read("/applications");
    const [known] = z.array(z.looseObject({})).parse(fixture("02_applications_list_response.json"));
    for (const application of z.array(z.looseObject({})).parse(applications)) {
      expect(Object.keys(application).sort()).toEqual(Object.keys(known ?? {}).sort());
    }
  });

  test("shows the metrics of the version that a finished training made", async () => {
    await using seeme = await start();
    const done = (await seeme.list("status=finished&jobType=training"))[0];
    const version = z
      .looseObject({
        metrics: z.array(z.looseObject({ name: z.string(), value: z.number().min(0).max(100) })),
      })
      .parse(await seeme.read(`/models/${done?.model_id}/versions/${done?.model_version_id}`));
    expect(Object.keys(version).sort()).toEqual(
      Object.keys(z.looseObject({}).parse(fixture("11_model_version_with_metrics_response.json"))).sort(),
    );
    expect(version.metrics.map((metric) => metric.name)).toEqual(["Accuracy", "Recall", "Precision", "F1"]);
    expect(version).toMatchObject({ id: done?.model_version_id, model_id: done?.model_id, job_id: "" });
    const other = await seeme.send("GET", `/models/${done?.id}/versions/${done?.model_version_id}`);
    expect(other.status).toBe(404);
  });
});

describe("access", () => {
  test.each([
    ["nothing", ""],
    ["a wrong key", "Bearer 0"],
    ["a wrong user", `somebody:${simulator.credentials.apiKey}`],
    ["a key without a form", `${simulator.credentials.apiKey}`],
  ])("is refused with %s in the header, for applications too", async (_name, authorization) => {
    await using seeme = await start();
    for (const path of ["/applications", "/jobs"]) {
      const answer = await fetch(seeme.url + path, {
        headers: authorization === "" ? {} : { authorization },
      });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ message: "unauthorized", severity: "error" });
    }
  });

  test("is given to both forms of the header, or to the one that is switched on", async () => {
    await using seeme = await start();
    const { username, apiKey } = simulator.credentials;
    const statuses = async () => {
      const forms = [`Bearer ${apiKey}`, `${username}:${apiKey}`];
      const answers = forms.map((authorization) =>
        fetch(`${seeme.url}/jobs`, { headers: { authorization } }),
      );
      return (await Promise.all(answers)).map((answer) => answer.status);
    };
    expect(await statuses()).toEqual([200, 200]);
    await seeme.assume("headerForms", "raw");
    expect(await statuses()).toEqual([401, 200]);
    await seeme.assume("headerForms", "bearer");
    expect(await statuses()).toEqual([200, 401]);
  });

  test("is given by login, whose reply is all text", async () => {
    await using seeme = await start();
    const { username, password } = simulator.credentials;
    const answer = await seeme.send("POST", "/login", { username, password });
    const reply = z.record(z.string(), z.string()).parse(answer.body);
    expect(Object.keys(reply).sort()).toEqual(["apikey", "email", "firstname", "id", "name", "username"]);
    expect(reply.apikey).toBe(simulator.credentials.apiKey);
    expect((await seeme.send("POST", "/login", { username, password: "wrong" })).status).toBe(401);
    expect((await seeme.send("POST", "/logout")).body).toEqual({});
    expect((await seeme.send("GET", "/applications")).status).toBe(200);
  });

  test("ends at logout when a login gives a key of its own", async () => {
    await using seeme = await start();
    await seeme.assume("logoutEndsKey", true);
    const { username, password } = simulator.credentials;
    const { body } = await seeme.send("POST", "/login", { username, password });
    const headers = { authorization: `Bearer ${z.object({ apikey: z.string() }).parse(body).apikey}` };
    const statusOf = async (method: string, path: string) =>
      (await fetch(seeme.url + path, { method, headers })).status;
    expect(await statusOf("GET", "/jobs")).toBe(200);
    expect(await statusOf("POST", "/logout")).toBe(200);
    expect(await statusOf("GET", "/jobs")).toBe(401);
  });

  test("is lost for the requests that an expireTokens fault hits", async () => {
    await using seeme = await start();
    await seeme.control("POST", "/faults", { kind: "SEEME", fault: { type: "expireTokens" }, times: 1 });
    expect((await seeme.send("GET", "/jobs")).status).toBe(401);
    expect((await seeme.send("GET", "/jobs")).status).toBe(200);
  });
});

describe("writing", () => {
  test.each(["03_job_create_request_minimal.json", "04_job_create_request_sdk_form.json"])(
    "takes %s without a content type, and an agent runs the job",
    async (name) => {
      await using seeme = await start(0);
      await seeme.control("POST", "/clock", { paused: true });
      const created = job.parse((await seeme.send("POST", "/jobs", fixture(name))).body);
      expect(created).toMatchObject({ status: "waiting", agent_name: "", model_id: "", gpu_start_time: "" });
      expect(created.items.map((entry) => entry.value)).toEqual(["224", "resnet50", "50"]);

      await seeme.control("POST", "/clock", { advanceMs: 2_000 });
      const started = await seeme.job(created.id);
      expect(started).toMatchObject({
        status: "started",
        status_message: "updating training request: started",
      });
      expect(started.gpu_start_time + started.cpu_start_time).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}$/);

      await seeme.control("POST", "/clock", { advanceMs: 60_000 });
      const finished = await seeme.job(created.id);
      expect(finished.status).toBe("finished");
      expect(finished.gpu_end_time + finished.cpu_end_time).not.toBe("");
      const version = await seeme.send(
        "GET",
        `/models/${finished.model_id}/versions/${finished.model_version_id}`,
      );
      expect(version.status).toBe(200);
    },
  );

  test("fails the run of a job whose application is unknown or cannot continue a model", async () => {
    await using seeme = await start(0);
    const applications = z
      .array(z.looseObject({ id: z.string(), continual_training: z.boolean() }))
      .parse(await seeme.read("/applications"));
    const rigid = applications.find((application) => !application.continual_training);
    await seeme.control("POST", "/clock", { paused: true });
    for (const body of [{ application_id: "nowhere" }, { application_id: rigid?.id, start_model_id: "m" }]) {
      const created = job.parse((await seeme.send("POST", "/jobs", { name: "x", ...body })).body);
      await seeme.control("POST", "/clock", { advanceMs: 10_000 });
      expect(await seeme.job(created.id)).toMatchObject({
        status: "error",
        status_message: expect.stringMatching(/./),
      });
    }
    await seeme.assume("unknownReference", "refuse");
    expect((await seeme.send("POST", "/jobs", { name: "x", application_id: "nowhere" })).status).toBe(400);
  });

  test.each([
    ["no JSON", "{"],
    ["an array", "[]"],
    ["an unknown status", '{"status":"cancelled"}'],
    ["an unknown type", '{"job_type":""}'],
    ["a number for a text", '{"name":3}'],
    ["a number for a value", '{"items":[{"name":"a","value":1}]}'],
  ])("refuses %s with 400", async (_name, body) => {
    await using seeme = await start(0);
    const { headers, url } = seeme;
    const answer = await fetch(`${url}/jobs`, { method: "POST", headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { severity: "error" }]);
  });

  test("puts a whole job back, with what the server owns left alone", async () => {
    await using seeme = await start(0);
    await seeme.control("POST", "/clock", { paused: true });
    const created = job.parse(
      (await seeme.send("POST", "/jobs", fixture("03_job_create_request_minimal.json"))).body,
    );
    await seeme.control("POST", "/clock", { advanceMs: 500 });
    const [first, ...others] = created.items;
    const changed = {
      ...created,
      id: "other",
      created_at: "1970-01-01T00:00:00Z",
      user_id: "other",
      name: "New name",
      items: [
        { ...first, value: "448" },
        { id: null, name: "added", value: "1", label: "" },
      ],
    };
    const answer = job.parse((await seeme.send("PUT", `/jobs/${created.id}`, changed)).body);
    expect(answer).toMatchObject({
      id: created.id,
      name: "New name",
      status: "waiting",
      user_id: created.user_id,
    });
    expect(Date.parse(answer.created_at)).toBe(Date.parse(created.created_at));
    expect(Date.parse(answer.updated_at)).toBe(Date.parse(created.updated_at) + 500);
    const values = Object.fromEntries(answer.items.map((entry) => [entry.name, entry.value]));
    expect(values).toEqual({ image_size: "448", arch: "resnet50", batch_size: "50", added: "1" });
    expect(new Set(answer.items.map((entry) => entry.updated_at)).size).toBe(1);

    // The change did not stop the agent.
    await seeme.control("POST", "/clock", { advanceMs: 2_000 });
    expect(await seeme.job(created.id)).toMatchObject({ status: "started", name: "New name" });

    await seeme.assume("putItems", "replace");
    const fewer = job.parse((await seeme.send("PUT", `/jobs/${created.id}`, { items: [others[0]] })).body);
    expect(fewer.items.map((entry) => entry.name)).toEqual(["arch"]);
  });

  test("takes a model that was given away from a job, under way and ended", async () => {
    await using seeme = await start(0);
    await seeme.control("POST", "/clock", { paused: true });
    const minimal = z.record(z.string(), z.unknown()).parse(fixture("03_job_create_request_minimal.json"));
    const given = "00000000-0000-4000-8000-000000000000";
    const create = async () =>
      job.parse((await seeme.send("POST", "/jobs", { ...minimal, model_id: given })).body);
    const [underWay, ended] = [await create(), await create()];
    expect(underWay.model_id).toBe(given);
    await seeme.send("PUT", `/jobs/${underWay.id}`, { ...underWay, model_id: "" });
    expect((await seeme.job(underWay.id)).model_id).toBe("");
    await seeme.control("POST", "/clock", { advanceMs: 120_000 });
    const made = (await seeme.job(underWay.id)).model_id;
    expect(made).not.toMatch(new RegExp(`^(${given})?$`));
    const model = z.object({ created_at: z.string() });
    const { created_at } = model.parse((await seeme.send("GET", `/models/${made}`)).body);
    expect(Date.parse(created_at)).toBeGreaterThan(Date.parse(underWay.created_at));

    const document = await seeme.job(ended.id);
    expect(document).toMatchObject({ status: "finished", model_id: given });
    await seeme.send("PUT", `/jobs/${ended.id}`, { ...document, model_id: "" });
    expect(await seeme.job(ended.id)).toMatchObject({ status: "finished", model_id: "" });
  });

  test("lets the agent overwrite a status that somebody else stored", async () => {
    await using seeme = await start(0);
    await seeme.control("POST", "/clock", { paused: true });
    const { id } = job.parse(
      (await seeme.send("POST", "/jobs", fixture("03_job_create_request_minimal.json"))).body,
    );
    await seeme.control("POST", "/clock", { advanceMs: 5_000 });
    const started = await seeme.job(id);
    await seeme.send("PUT", `/jobs/${id}`, { ...started, status: "error", status_message: "stop it" });
    expect(await seeme.job(id)).toMatchObject({ status: "error", status_message: "stop it" });
    await seeme.control("POST", "/clock", { advanceMs: 60_000 });
    expect((await seeme.job(id)).status).toBe("finished");
  });

  test("takes an outside agent's report as it is", async () => {
    await using seeme = await start(0);
    const script = [{ native: "started", afterMs: 0 }];
    const id = await seeme.make({ script });
    const report = z.looseObject({}).parse(fixture("10_job_update_by_agent_request.json"));
    await seeme.send("PUT", `/jobs/${id}`, report);
    const { agent_name, gpu_end_time, model_version_id } = report;
    expect(await seeme.job(id)).toMatchObject({
      status: "finished",
      agent_name,
      gpu_end_time,
      model_version_id,
    });
    const version = await seeme.send("GET", `/models/${report.model_id}/versions/${model_version_id}`);
    expect(version.status).toBe(200);
  });

  test("runs a job again that is put back to waiting with times and agent cleared", async () => {
    await using seeme = await start(0);
    await seeme.control("POST", "/clock", { paused: true });
    const { id } = job.parse(
      (await seeme.send("POST", "/jobs", fixture("03_job_create_request_minimal.json"))).body,
    );
    await seeme.control("POST", "/clock", { advanceMs: 70_000 });
    const done = await seeme.job(id);
    const cleared = {
      gpu_start_time: "",
      gpu_end_time: "",
      cpu_start_time: "",
      cpu_end_time: "",
      agent_name: "",
    };
    await seeme.send("PUT", `/jobs/${id}`, { ...done, ...cleared, status: "waiting", status_message: "" });
    expect(await seeme.job(id)).toMatchObject({ status: "waiting", ...cleared });
    await seeme.control("POST", "/clock", { advanceMs: 70_000 });
    const again = await seeme.job(id);
    expect(again.status).toBe("finished");
    expect(again.gpu_start_time + again.cpu_start_time > done.gpu_start_time + done.cpu_start_time).toBe(
      true,
    );
  });

  test("deletes a job at once and leaves its model", async () => {
    await using seeme = await start();
    const done = (await seeme.list("status=finished&jobType=training"))[0];
    const path = `/jobs/${done?.id}`;
    expect((await seeme.send("DELETE", path)).status).toBe(204);
    expect((await seeme.send("DELETE", path)).status).toBe(404);
    expect((await seeme.list()).some((entry) => entry.id === done?.id)).toBe(false);
    expect(
      (await seeme.send("GET", `/models/${done?.model_id}/versions/${done?.model_version_id}`)).status,
    ).toBe(200);
    expect((await seeme.send("GET", "/jobs/no-uuid")).status).toBe(400);
  });
});

describe("the control port", () => {
  test("keeps documents consistent whatever word it sets", async () => {
    await using seeme = await start(0);
    await seeme.control("POST", "/clock", { paused: true });
    const id = await seeme.make({
      script: [{ native: "waiting", afterMs: 0 }],
      fields: { job_type: "training" },
    });
    await seeme.control("PATCH", `/jobs/SEEME/${id}`, { native: "error", message: "out of disk" });
    const failed = await seeme.job(id);
    expect(failed).toMatchObject({ status: "error", status_message: "out of disk" });
    expect(failed.gpu_start_time + failed.cpu_start_time).not.toBe("");
    expect(failed.gpu_end_time + failed.cpu_end_time).not.toBe("");
    await seeme.control("PATCH", `/jobs/SEEME/${id}`, { native: "finished" });
    const finished = await seeme.job(id);
    expect(finished.status_message).toBe("updating training request: finished");
    expect(finished.model_version_id).not.toBe("");
  });

  test("refuses logs and pushes, which the service does not have", async () => {
    await using seeme = await start(0);
    const id = await seeme.make({});
    expect((await seeme.control("POST", `/logs/SEEME/${id}`, { lines: ["x"] })).status).toBe(400);
    expect(
      (await seeme.control("POST", "/hooks", { kind: "SEEME", url: "http://127.0.0.1:1/" })).status,
    ).toBe(400);
  });

  test("switches what a list and a create look like", async () => {
    await using seeme = await start();
    const newest = (await seeme.list()).map((entry) => entry.id);
    await seeme.assume("listOrder", "oldest");
    expect((await seeme.list()).map((entry) => entry.id)).toEqual(newest.toReversed());
    await seeme.assume("listOrder", "unordered");
    const unordered = (await seeme.list()).map((entry) => entry.id);
    expect(unordered).not.toEqual(newest);
    expect(unordered.toSorted()).toEqual(newest.toSorted());

    await seeme.assume("emptyFilter", "none");
    expect(await seeme.read("/jobs?status=&jobType=training")).toEqual([]);
    await seeme.assume("listItems", "null");
    expect(await seeme.read(`/jobs?${ALL}`)).toMatchObject([
      { items: null },
      ...newest.slice(1).map(() => ({})),
    ]);

    await seeme.assume("createStatus", 201);
    expect((await seeme.send("POST", "/jobs", {})).status).toBe(201);
    await seeme.assume("requiredFields", "strict");
    expect((await seeme.send("POST", "/jobs", { name: "x" })).status).toBe(400);
  });

  test("shows an unknown word in documents while the fault lasts", async () => {
    await using seeme = await start();
    await seeme.control("POST", "/faults", {
      kind: "SEEME",
      fault: { type: "unknownStatus", word: "pending" },
      times: 1,
    });
    const answer = z.array(z.looseObject({ status: z.string() })).parse(await seeme.read(`/jobs?${ALL}`));
    expect(new Set(answer.map((entry) => entry.status))).toEqual(new Set(["pending"]));
  });
});

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8"));
}

/** A running simulator with one client for each port; bodies go out without a content type, as the vendor's client does. */
async function start(jobs = 60) {
  const simulators: Simulators = await startSimulators({ definitions: [simulator], jobs, speed: 1, seed: 1 });
  const call = async (url: string, method: string, body: unknown, headers: Record<string, string>) => {
    const sent = body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) };
    const answer = await fetch(url, { method, headers, ...sent });
    const text = await answer.text();
    const received: unknown = text === "" ? null : JSON.parse(text);
    return { status: answer.status, body: received };
  };
  const url = simulators.vendors[0]?.url ?? "";
  const headers = { authorization: `Bearer ${simulator.credentials.apiKey}` };
  const control = (method: string, path: string, body?: unknown) =>
    call(simulators.control + path, method, body, {});
  const send = (method: string, path: string, body?: unknown) => call(url + path, method, body, headers);
  const read = async (path: string) => (await send("GET", path)).body;
  await control("POST", "/clock", { paused: true });
  return {
    ...simulators,
    url,
    headers,
    control,
    send,
    read,
    job: async (id: string): Promise<Job> => job.parse(await read(`/jobs/${id}`)),
    list: async (query = ALL): Promise<Job[]> => z.array(job).parse(await read(`/jobs?${query}`)),
    assume: (key: string, value: unknown) => control("POST", "/assumptions", { kind: "SEEME", key, value }),
    make: async (draft: Record<string, unknown>): Promise<string> => {
      const { body } = await control("POST", "/jobs", { kind: "SEEME", ...draft });
      return z.object({ ids: z.tuple([z.string()]) }).parse(body).ids[0];
    },
  };
}
