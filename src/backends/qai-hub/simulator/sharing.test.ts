import { fromBinary, type JsonObject } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import {
  CreateUpdateResponseSchema,
  SharedAccessChangeSchema,
  SharedAccessSchema,
} from "../proto/public_api_pb.js";
import { idsOf, OUTSIDER, startTestHub, summaryOf, type TestHub } from "./test-hub.ts";

const AS_OUTSIDER = { authorization: `token ${OUTSIDER.token}` };

function share(hub: TestHub, path: string, change: JsonObject) {
  return hub.write("PATCH", `${path}/shared_access/`, SharedAccessChangeSchema, change);
}

async function emails(hub: TestHub, path: string): Promise<readonly string[]> {
  return (await hub.get(SharedAccessSchema, `${path}/shared_access/`)).email;
}

describe("sharing", () => {
  test("adds and removes addresses, each once", async () => {
    await using hub = await startTestHub();
    const path = `/jobs/${await hub.makeJob("SUCCESS")}`;
    expect(await emails(hub, path)).toEqual([]);
    await share(hub, path, { add_email: ["a@example.com", "b@example.com"] });
    await share(hub, path, {
      add_email: ["a@example.com"],
      remove_email: ["b@example.com", "who@example.com"],
    });
    expect(await emails(hub, path)).toEqual(["a@example.com"]);
    const answer = await hub.send("DELETE", `${path}/shared_access/`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/x-protobuf"]);
    expect(await emails(hub, path)).toEqual([]);
    expect((await hub.send("DELETE", `${path}/shared_access/`)).status).toBe(200);
    expect((await share(hub, path, { add_email: ["nobody"] })).status).toBe(400);
  });

  test("may be answered without content", async () => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("SUCCESS");
    const answer = await share(hub, `/jobs/${id}`, { add_email: ["a@example.com"] });
    expect(fromBinary(CreateUpdateResponseSchema, answer.body).id).toBe(id);
    await hub.assume("changeAnswer", "empty");
    const empty = await hub.send("DELETE", `/jobs/${id}/shared_access/`);
    expect([empty.status, empty.body.length]).toEqual([200, 0]);
    expect(empty.headers.get("content-type")).toBe("application/x-protobuf");
  });

  test("is for the creator to change", async () => {
    await using hub = await startTestHub(20);
    const foreign = (await hub.summaries()).jobSummaries
      .map(summaryOf)
      .find(({ user }) => user?.email !== "dana.ruiz@example.com");
    const path = `/jobs/${foreign?.jobId}`;
    expect((await share(hub, path, { add_email: ["a@example.com"] })).status).toBe(403);
    expect((await hub.send("DELETE", `${path}/shared_access/`)).status).toBe(403);
    expect(await emails(hub, path)).toEqual([]);
  });

  test("shows somebody outside the job and what belongs to it, and nothing else", async () => {
    await using hub = await startTestHub(10);
    const id = await hub.makeJob("SUCCESS", { compile_job: {} });
    const { model, target_model } = Object((await hub.job(id)).compile_job);
    const paths = [`/jobs/${id}/`, `/models/${model.model_id}/`, `/models/${target_model.model_id}/`];
    const statuses = () =>
      Promise.all(paths.map(async (path) => (await hub.send("GET", path, AS_OUTSIDER)).status));
    expect(await statuses()).toEqual([404, 404, 404]);
    expect((await hub.summaries("", AS_OUTSIDER)).totalQueryCount).toBe(0n);
    await share(hub, `/jobs/${id}`, { add_email: [OUTSIDER.email] });
    expect(await statuses()).toEqual([200, 200, 200]);
    const list = await hub.summaries("", AS_OUTSIDER);
    expect([idsOf(list), list.totalQueryCount]).toEqual([[id], 1n]);
    expect(list.jobSummaries[0]?.actorAuthorization?.permissions).toHaveLength(1);
    await hub.send("DELETE", `/jobs/${id}/shared_access/`);
    expect(await statuses()).toEqual([404, 404, 404]);
  });

  test.each(["models", "datasets"])("works for %s too", async (sort) => {
    await using hub = await startTestHub();
    const id = await hub.makeJob("SUCCESS", { is_profiling_on: false });
    const { model, dataset } = Object((await hub.job(id)).inference_job);
    const path = sort === "models" ? `/models/${model.model_id}` : `/datasets/${dataset.dataset_id}`;
    await share(hub, path, { add_email: [OUTSIDER.email] });
    expect(await emails(hub, path)).toEqual([OUTSIDER.email]);
    expect((await hub.send("GET", `${path}/`, AS_OUTSIDER)).status).toBe(200);
    expect((await hub.send("GET", `/jobs/${id}/`, AS_OUTSIDER)).status).toBe(404);
  });
});
