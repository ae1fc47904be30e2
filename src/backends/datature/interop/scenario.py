"""What a user of the `datature` package does with batch jobs."""

import time

from datature.nexus import Client
from datature.nexus.api.types import Pagination
from datature.nexus.error import BadRequestError, ForbiddenError, NotFoundError, TooManyRequestsError
from interop import Simulator, equal, refused, run, scenario, send

simulator = Simulator("http")
key, project_id = simulator.credentials["secretKey"], simulator.credentials["projectId"]
NO_JOB = "batchjob_00000000-0000-0000-0000-000000000000"


def connect(secret_key=key):
    return Client(secret_key, endpoint=simulator.url).get_project(project_id)


project = connect()
jobs = project.batch.jobs


def raw(path):
    """Asks without the client."""
    return send("GET", f"{simulator.url}/projects/{project_id}{path}", {"Secret-Key": key})


def list_all(limit):
    page = jobs.list(Pagination(limit=limit))
    found = list(page.data)
    while page.next_page:
        page = jobs.list({"page": page.next_page, "limit": limit})
        found += page.data
    return found


def order(**options):
    """What a job needs: a data set, a webhook and, when no artifact is named, a deployment."""
    datasets = project.batch.datasets.list().data
    chosen = {"dataset_id": datasets[0].id, "webhook_id": project.batch.webhooks.list().data[0].id, **options}
    if "artifact_id" not in chosen:
        chosen["deployment_id"] = project.deployments.list()[0].id
    return chosen


@scenario
def lists():
    """lists every job page by page, oldest first, as the service has it"""
    found = list_all(limit=15)
    sent = raw("/batch/jobs?limit=1000")["data"]
    equal([job.id for job in found], [job["id"] for job in sent])
    equal(len(found), 40)
    equal([job.create_date for job in found], sorted(job.create_date for job in found))
    equal([job.status.overview for job in found], [job["status"]["overview"] for job in sent])
    delivered = [job["status"]["items"].get("Delivered", 0) for job in sent]
    equal([job.status.items.delivered for job in found], delivered)


@scenario
def gets():
    """gets a job by its id"""
    sent = raw("/batch/jobs?limit=1")["data"][0]
    job = jobs.get(sent["id"])
    equal((job.name, job.create_date, job.project_id), (sent["name"], sent["createDate"], project_id))
    equal((job.spec.dataset_id, job.spec.stop_at_time), (sent["spec"]["datasetId"], sent["spec"]["stopAtTime"]))


@scenario
def lives():
    """sees a job wait, count its items and reach its end"""
    job_id = simulator.add_job(("Waiting", 0), ("Running", 10), ("Reached", 60), name="night-shift")
    waiting = jobs.get(job_id)
    equal((waiting.name, waiting.status.overview, waiting.status.items.gathered), ("night-shift", "Waiting", 0))
    simulator.advance(10)
    running = jobs.get(job_id).status
    equal((running.overview, running.items.gathered > 0), ("Waiting", True))
    simulator.advance(60)
    reached = jobs.get(job_id)
    count = project.batch.datasets.get(reached.spec.dataset_id).status.item_count
    items = reached.status.items
    equal((reached.status.overview, items.delivered + items.failed_deliver), ("Reached", count))


@scenario
def waits():
    """waits until a job is done, and is told when it fails"""
    equal(jobs.wait_until_done(simulator.add_job(("Reached", 0)), interval=1).status.overview, "Reached")
    job_id = simulator.add_job(("Running", 0), ("Reached", 20))
    simulator.clock(paused=False, speed=20)
    equal(jobs.wait_until_done(job_id, interval=1, timeout=20).status.message, "Finished")
    failed = simulator.add_job(("Waiting", 0))
    simulator.change_job(failed, native="Failed", message="Dataset could not be read")
    equal(jobs.get(failed).status.reason, "Dataset could not be read")
    with refused(BadRequestError):
        jobs.wait_until_done(failed, interval=1)


@scenario
def reads_logs():
    """reads item logs newest first, by level and time, and all of them past a thousand"""
    job_id = simulator.add_job(("Running", 0))
    equal(jobs.get_logs(job_id).entries, [])
    failed = {"item": "https://images.example.com/b.jpg", "level": "Error", "status": "FailedPredict", "reason": "blurred"}
    simulator.write_log(job_id, ["https://images.example.com/a.jpg", failed])
    newest, oldest = jobs.get_logs(job_id).entries
    equal((newest.status, newest.reason, oldest.item), ("FailedPredict", "blurred", "https://images.example.com/a.jpg"))
    equal([entry.id for entry in jobs.get_logs(job_id, {"min_level": "Error"}).entries], [newest.id])
    equal([entry.id for entry in jobs.get_logs(job_id, {"max_entries": 1}).entries], [newest.id])
    simulator.advance(1)
    simulator.write_log(job_id, [f"https://images.example.com/{number}.jpg" for number in range(1500)])
    equal(len(jobs.get_logs(job_id).entries), 1000)
    items = [entry.item for entry in jobs.get_all_log_entries(job_id)]
    equal((len(items), len(set(items))), (1502, 1502))
    later = jobs.get_logs(job_id, {"after_time": newest.create_time, "max_entries": 1000}).entries
    equal(newest.id in [entry.id for entry in later], False)


@scenario
def creates():
    """creates a job on a deployment, which runs to its end"""
    made = jobs.create("made-by-client", order())
    equal((made.name, made.status.overview), ("made-by-client", "Waiting"))
    equal(raw(f"/batch/jobs/{made.id}")["name"], "made-by-client")
    equal(list_all(limit=100)[-1].id, made.id)
    simulator.advance(60)
    equal(jobs.get(made.id).status.overview, "Reached")


@scenario
def creates_from_artifact():
    """creates a job from an artifact, on an instance that the client chooses, to start tomorrow"""
    artifact = project.artifacts.list()[0]
    instances = project.artifacts.get_available_instances(artifact.id).instances
    tomorrow = int(time.time() * 1000) + 86_400_000
    deployment = {"name": "for-a-day", "replicas": 1}
    made = jobs.create(
        "from-artifact",
        order(artifact_id=artifact.id, deployment_metadata=deployment, start_at_time=tomorrow),
    )
    template = made.spec.deployment.template
    equal((template.artifact_id, template.instance_id in [one.id for one in instances]), (artifact.id, True))
    equal((made.spec.start_at_time, made.status.overview), (tomorrow, "Waiting"))


@scenario
def cancels():
    """cancels a running job, and cannot cancel it again"""
    job_id = simulator.add_job(("Running", 0))
    cancelled = jobs.cancel(job_id).status
    equal((cancelled.overview, cancelled.message), ("Failed", "Batch job cancelled"))
    equal(f"requested cancellation at {cancelled.cancelled_at}" in cancelled.reason, True)
    equal(jobs.get(job_id).status.cancelled_at, cancelled.cancelled_at)
    with refused(BadRequestError):
        jobs.cancel(job_id)


@scenario
def deletes():
    """deletes a job"""
    job_id = simulator.add_job(("Reached", 0))
    answer = jobs.delete(job_id)
    equal((answer.id, answer.deleted), (job_id, True))
    with refused(NotFoundError):
        jobs.get(job_id)
    equal(len(list_all(limit=100)), 40)


@scenario
def uploads():
    """uploads a data set and runs a job over it"""
    lines = [f'{{"kind":"Image","url":"https://images.example.com/{number}.jpg"}}\n' for number in range(7)]
    with open("seven.ndjson", "w", encoding="utf-8") as file:
        file.writelines(lines)
    made = project.batch.datasets.create("seven", "seven.ndjson")
    dataset = project.batch.datasets.wait_until_done(made.id, interval=1, timeout=10)
    equal((dataset.status.overview, dataset.status.item_count), ("Uploaded", 7))
    job = jobs.create("over-seven", order(dataset_id=dataset.id))
    simulator.advance(60)
    items = jobs.get(job.id).status.items
    equal(items.delivered + items.failed_deliver, 7)
    project.batch.datasets.delete(dataset.id)
    with refused(NotFoundError):
        project.batch.datasets.get(dataset.id)


@scenario
def keeps_webhooks():
    """makes, changes, lists and deletes a webhook"""
    webhooks = project.batch.webhooks
    spec = {"endpoint": "https://hooks.example.com/results", "retries": {"max_retries": 2, "max_retry_delay": 20000}}
    made = webhooks.create("results", spec)
    equal((made.endpoint, made.retries.max_retries), (spec["endpoint"], 2))
    changed = webhooks.update(made.id, {"endpoint": "https://hooks.example.com/others"})
    equal((changed.endpoint, webhooks.get(made.id).endpoint), ("https://hooks.example.com/others",) * 2)
    equal(made.id in [one.id for one in webhooks.list().data], True)
    equal(webhooks.delete(made.id).deleted, True)
    with refused(NotFoundError):
        webhooks.get(made.id)


@scenario
def meets_errors():
    """meets a missing job, a wrong key, a busy service, and one that is back after a moment"""
    with refused(NotFoundError):
        jobs.get(NO_JOB)
    with refused(ForbiddenError):
        connect("wrong").batch.jobs.list()
    simulator.fault({"type": "status", "status": 429})
    with refused(TooManyRequestsError):
        jobs.list()
    # The client itself tries three times more, after 1, 2 and 4 seconds.
    simulator.fault({"type": "status", "status": 503}, times=1)
    equal(len(jobs.list().data), 40)


@scenario
def loses_an_answer():
    """makes two jobs when the answer to a create is lost, as the client tries again"""
    simulator.fault({"type": "drop", "after": True}, method="POST")
    made = jobs.create("twice", order())
    equal([job.name for job in list_all(limit=100)].count("twice"), 2)
    equal(list_all(limit=100)[-1].id, made.id)


run(simulator)
