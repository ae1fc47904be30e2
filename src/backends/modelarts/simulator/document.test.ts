import { afterEach, beforeEach, expect, test } from "vitest";
import { codeOf, startTestProject, type TestProject } from "./test-project.ts";
import { at, isDocument, listAt, textAt } from "./wire-document.ts";

let project: TestProject;
beforeEach(async () => {
  project = await startTestProject(400);
});
afterEach(() => project[Symbol.asyncDispose]());

const read = async (id: string) => (await project.call("GET", `training-jobs/${id}`)).json;

async function allJobs(): Promise<readonly unknown[]> {
  const pages = [0, 1, 2, 3, 4, 5, 6, 7].map((offset) =>
    project.call("POST", "training-job-searches", { offset, limit: 50 }),
  );
  return (await Promise.all(pages)).flatMap(({ json }) => listAt(json, "items"));
}

test("answers 400 with code 2775 for a job that does not exist, whatever is asked about it", async () => {
  const id = "3faf5c03-aaa1-4cbe-879d-24b05d997347";
  const base = `training-jobs/${id}`;
  const paths = [base, `${base}/events`, `${base}/stages`, `${base}/tasks`, `${base}/logs/worker-0`];
  for (const path of paths) {
    const answer = await project.call("GET", path);
    expect([answer.status, codeOf(answer)]).toEqual([400, "ModelArts.2775"]);
    expect(answer.text).toContain(id);
  }
  await project.control("POST", "/assumptions", { kind: "MODELARTS", key: "missingJobStatus", value: 404 });
  expect((await project.call("GET", base)).status).toBe(404);
});

test("knows a job by list and by id alike", async () => {
  const [job] = await allJobs();
  expect(await read(textAt(job, "metadata", "id"))).toEqual(job);
});

test("varies kinds, phases, algorithm forms, machines and users", async () => {
  const jobs = await allJobs();
  const kinds = new Set(jobs.map((job) => textAt(job, "kind")));
  expect([...kinds]).toEqual(expect.arrayContaining(["job", "hetero_job", "autosearch_job"]));
  const phases = new Set(jobs.map((job) => textAt(job, "status", "phase")));
  expect([...phases]).toEqual(
    expect.arrayContaining(["Completed", "Failed", "Running", "Terminated", "Abnormal"]),
  );
  const flavorTypes = new Set(
    jobs.map((job) => textAt(job, "spec", "resource", "flavor_detail", "flavor_type")),
  );
  expect([...flavorTypes]).toEqual(expect.arrayContaining(["CPU", "GPU", "Ascend"]));
  for (const key of ["id", "subscription_id", "command", "code_dir"]) {
    expect(jobs.some((job) => textAt(job, "algorithm", key) !== "")).toBe(true);
  }
  expect(new Set(jobs.map((job) => textAt(job, "metadata", "user_name"))).size).toBeGreaterThan(3);
});

test("sends whole numbers, maps and lists where the client wants them", async () => {
  for (const job of await allJobs()) {
    for (const path of [
      ["metadata", "create_time"],
      ["status", "start_time"],
      ["status", "duration"],
    ]) {
      expect(at(job, ...path)).toSatisfy(Number.isInteger);
    }
    expect(at(job, "metadata", "annotations")).toSatisfy(isDocument);
    expect(at(job, "status", "tasks")).toSatisfy(Array.isArray);
    for (const task of listAt(job, "tasks")) {
      expect(at(task, "algorithm", "inputs")).toSatisfy(isDocument);
      expect(at(task, "algorithm", "environments")).toSatisfy(isDocument);
    }
  }
});

test("keeps times and phase of every job consistent", async () => {
  for (const job of await allJobs()) {
    const created = Number(at(job, "metadata", "create_time"));
    const started = Number(at(job, "status", "start_time"));
    const phase = textAt(job, "status", "phase");
    if (started > 0) expect(started).toBeGreaterThanOrEqual(created);
    else expect(at(job, "status", "duration")).toBe(0);
    if (phase === "Completed" || phase === "Running") expect(started).toBeGreaterThan(0);
    if (phase === "Failed") {
      const [failure] = listAt(job, "status", "task_statuses");
      expect(Number(at(failure, "exit_code"))).toBeGreaterThan(0);
      expect(textAt(failure, "message")).toContain(`code ${at(failure, "exit_code")}`);
    }
  }
});

test("fills start and end whatever sets the state", async () => {
  const id = await project.makeJob("Running");
  expect(at(await read(id), "status", "start_time")).toBeGreaterThan(0);
  await project.control("POST", "/clock", { advanceMs: 60_000 });
  expect(at(await read(id), "status", "duration")).toBe(60_000);
  await project.control("PATCH", `/jobs/MODELARTS/${id}`, { native: "Failed", message: "out of memory" });
  await project.control("POST", "/clock", { advanceMs: 60_000 });
  const status = at(await read(id), "status");
  expect(status).toMatchObject({ phase: "Failed", secondary_phase: "Failed", duration: 60_000 });
  const [failure] = listAt(status, "task_statuses");
  expect(failure).toMatchObject({ message: "out of memory" });
  expect(at(failure, "exit_code")).not.toBe(0);
  const [record] = listAt(status, "running_records");
  expect(Number(at(record, "end_at")) - Number(at(record, "start_at"))).toBe(60);
});

test("takes the secondary phase from the control port and fills in the usual one", async () => {
  const lost = await project.makeJob("Abnormal", {}, { secondary: "Lost" });
  expect(at(await read(lost), "status")).toMatchObject({ phase: "Abnormal", secondary_phase: "Lost" });
  const pending = await project.makeJob("Pending");
  expect(textAt(await read(pending), "status", "secondary_phase")).toBe("Queuing");
  const failed = await project.makeJob("Abnormal", {}, { secondary: "CreateFailed" });
  expect(at(await read(failed), "status")).toMatchObject({ duration: 0, start_time: 0 });
});

test("lays fields over the document, key by key", async () => {
  const id = await project.makeJob("Running", {
    kind: "job",
    metadata: { name: "mine", annotations: { "jupyter-lab/enable": "true" } },
    spec: { resource: { node_count: 2 } },
    status: { duration: 5 },
  });
  const job = await read(id);
  expect(at(job, "metadata")).toMatchObject({
    id,
    name: "mine",
    annotations: { "jupyter-lab/enable": "true", job_template: "Template DL" },
  });
  expect(at(job, "status")).toMatchObject({ duration: 5, tasks: ["worker-0", "worker-1"] });
  expect(textAt(job, "spec", "resource", "flavor_id")).not.toBe("");
});

test("offers the endpoints that annotations ask for while the job runs", async () => {
  const id = await project.makeJob("Running", {
    metadata: { annotations: { "tensorboard/enable": "true" } },
  });
  expect(textAt(await read(id), "endpoints", "tensorboard", "token")).not.toBe("");
  await project.control("PATCH", `/jobs/MODELARTS/${id}`, { native: "Completed" });
  expect(at(await read(id), "endpoints")).toBeUndefined();
});

test("shows an unknown status word only while it is injected", async () => {
  const id = await project.makeJob("Running");
  const fault = { type: "unknownStatus", word: "Hibernating" };
  await project.control("POST", "/faults", { kind: "MODELARTS", fault, times: 1 });
  expect(textAt(await read(id), "status", "phase")).toBe("Hibernating");
  expect(textAt(await read(id), "status", "phase")).toBe("Running");
});

test("shows a rescheduled job as pending, or as running where that is assumed", async () => {
  const script = ["Running", "Pending", "Running", "Completed"].map((native, index) => ({
    native,
    afterMs: index * 10_000,
  }));
  const made = await project.control("POST", "/jobs", { kind: "MODELARTS", count: 1, script, fields: {} });
  const id = String(listAt(made, "ids")[0]);
  await project.control("POST", "/clock", { advanceMs: 12_000 });
  expect(textAt(await read(id), "status", "phase")).toBe("Pending");
  await project.control("POST", "/assumptions", {
    kind: "MODELARTS",
    key: "reschedulePhase",
    value: "Running",
  });
  expect(textAt(await read(id), "status", "phase")).toBe("Running");
  await project.control("POST", "/clock", { advanceMs: 60_000 });
  const done = await read(id);
  expect(listAt(done, "status", "running_records")).toHaveLength(2);
  const stages = (await project.call("GET", `training-jobs/${id}/stages`)).json;
  expect(listAt(stages, "running_records").map((run) => at(run, "record_order"))).toEqual([1, 2]);
});
