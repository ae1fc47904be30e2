"""What a user of the `azure-ai-ml` package, and of the management package below it, does with jobs."""

import contextlib
import io
import os
import threading
from pathlib import Path

from interop import Simulator, equal, refused, run, scenario, send

simulator = Simulator("https")
# Both are read when the package is imported or a job followed; without the second one, a turn takes up to a minute.
os.environ["AZUREML_DEV_URL_MFE"] = simulator.url
os.environ["AZUREML_RUN_POLLING_INTERVAL_MIN"] = os.environ["AZUREML_RUN_POLLING_INTERVAL_MAX"] = "1"

from azure.ai.ml import MLClient, command
from azure.ai.ml.constants import ListViewType
from azure.ai.ml.exceptions import JobException
from azure.core.exceptions import ClientAuthenticationError, HttpResponseError, ResourceNotFoundError
from azure.identity import ClientSecretCredential
from azure.mgmt.machinelearningservices import MachineLearningServicesMgmtClient

account = simulator.credentials
subscription, group, workspace = account["subscriptionId"], account["resourceGroup"], account["workspace"]
SCOPE = "https://management.azure.com/.default"


def log_in(secret=account["clientSecret"]):
    return ClientSecretCredential(
        account["tenantId"],
        account["clientId"],
        secret,
        authority=simulator.url,
        disable_instance_discovery=True,
    )


def connect(credential):
    return MLClient(credential, subscription, group, workspace)


credential = log_in()
client = connect(credential)
jobs = client.jobs


def raw(path):
    """Asks without the client."""
    token = credential.get_token(SCOPE).token
    provider = "Microsoft.MachineLearningServices"
    root = f"/subscriptions/{subscription}/resourceGroups/{group}/providers/{provider}/workspaces/{workspace}"
    return send("GET", f"{simulator.url}{root}{path}", {"Authorization": f"Bearer {token}"})


def new_job(name):
    return command(
        name=name,
        display_name="iris-train",
        experiment_name="iris",
        command="python train.py --lr ${{inputs.lr}}",
        inputs={"lr": 0.01},
        environment="azureml:sklearn-env:33",
        compute="cpu-cluster",
        tags={"owner": "demo"},
    )


@scenario
def lists():
    """lists every job over all pages, archived ones only when asked for"""
    everything = {job.name: job for job in jobs.list(list_view_type=ListViewType.ALL)}
    equal(len(everything), 40)
    for name, job in everything.items():
        properties = raw(f"/jobs/{name}?api-version=2024-10-01")["properties"]
        equal((name, job.status), (name, properties["status"]))
    active, archived = (
        {job.name for job in jobs.list(list_view_type=view)}
        for view in (ListViewType.ACTIVE_ONLY, ListViewType.ARCHIVED_ONLY)
    )
    equal((active | archived, active & archived), (set(everything), set()))
    equal({job.name for job in jobs.list()}, active)


@scenario
def filters():
    """filters by tag"""
    name = simulator.add_job(("Running", 0), jobType="Command", tags={"needle": "yes"})
    equal([job.name for job in jobs.list(tag="needle")], [name])


@scenario
def pages():
    """follows a listing through more pages than one"""
    simulator.reset(jobs=130)
    equal(len({job.name for job in jobs.list(list_view_type=ListViewType.ALL)}), 130)


@scenario
def lives():
    """sees a command job from its start to its end"""
    words = ["Starting", "Preparing", "Queued", "Running", "Finalizing", "Completed"]
    script = [(word, 0 if number == 0 else 10) for number, word in enumerate(words)]
    name = simulator.add_job(*script, jobType="Command", displayName="a-life")
    seen = [jobs.get(name).status]
    for _ in words[1:]:
        simulator.advance(10)
        seen.append(jobs.get(name).status)
    equal((seen, jobs.get(name).display_name), (words, "a-life"))


@scenario
def streams_logs():
    """follows the log of a running job to its end"""
    name = simulator.add_job(("Running", 0), ("Completed", 60), jobType="Command")
    simulator.write_log(name, ["epoch 1: äöü", "epoch 2"], source="user_logs/std_log.txt")
    threading.Timer(3, simulator.advance, [60]).start()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        jobs.stream(name)
    equal([line for line in printed.getvalue().splitlines() if line.startswith("epoch")], ["epoch 1: äöü", "epoch 2"])


@scenario
def tells_failures():
    """tells the error of a failed job"""
    name = simulator.add_job(("Running", 0), jobType="Command")
    simulator.change_job(name, native="Failed", message="CUDA out of memory", secondary="UserTrainingScriptFailed")
    equal(jobs.get(name).status, "Failed")
    with refused(JobException) as caught:
        jobs.stream(name)
    equal("CUDA out of memory" in str(caught.error), True)


@scenario
def downloads():
    """downloads the logs of a job that has ended"""
    name = simulator.add_job(("Completed", 0), jobType="Command")
    simulator.write_log(name, ["first", "second"], source="user_logs/std_log.txt")
    jobs.download(name, download_path="artifacts", all=True)
    found = list(Path("artifacts").rglob("std_log.txt"))
    equal([path.read_text() for path in found], ["first\nsecond\n"])


@scenario
def creates():
    """creates a command job, which runs to its end, and finds it again"""
    made = jobs.create_or_update(new_job("made-by-client"))
    equal((made.name, made.status, made.display_name), ("made-by-client", "Starting", "iris-train"))
    properties = raw("/jobs/made-by-client?api-version=2024-10-01")["properties"]
    equal((properties["command"], properties["tags"]["owner"]), (made.command, "demo"))
    simulator.advance(120)
    equal(jobs.get("made-by-client").status, "Completed")


@scenario
def updates():
    """changes tags and words of a job, archives and restores it"""
    name = jobs.create_or_update(new_job("to-change")).name
    job = jobs.get(name)
    job.tags = {**job.tags, "stage": "two"}
    job.description = "größer"
    changed = jobs.create_or_update(job)
    equal((changed.tags["stage"], changed.tags["owner"], changed.description), ("two", "demo", "größer"))
    jobs.archive(name)
    equal(name in [one.name for one in jobs.list()], False)
    jobs.restore(name)
    equal(name in [one.name for one in jobs.list()], True)


@scenario
def cancels():
    """cancels a running job and waits for it"""
    name = simulator.add_job(("Running", 0), jobType="Command")
    poller = jobs.begin_cancel(name, polling_interval=1)
    equal(jobs.get(name).status, "CancelRequested")
    simulator.advance(5)
    poller.result()
    equal(jobs.get(name).status, "Canceled")


@scenario
def deletes():
    """deletes a job"""
    name = simulator.add_job(("Completed", 0), jobType="Command")
    poller = jobs.begin_delete(name, polling_interval=1)
    simulator.advance(5)
    poller.result()
    with refused(ResourceNotFoundError):
        jobs.get(name)


@scenario
def lists_children():
    """lists the steps of a pipeline and the trials of a sweep"""
    parents = [job for job in jobs.list(list_view_type=ListViewType.ALL) if job.type in ("pipeline", "sweep")]
    found = [(parent, child) for parent in parents for child in jobs.list(parent_job_name=parent.name)]
    equal({parent.type for parent, _ in found}, {"pipeline", "sweep"})


@scenario
def reads_catalogues():
    """reads computes, machine sizes, usages, environments and components"""
    computes = {compute.name: compute for compute in client.compute.list()}
    equal("cpu-cluster" in computes, True)
    equal(client.compute.get("cpu-cluster").size, computes["cpu-cluster"].size)
    equal(computes["cpu-cluster"].size.lower() in [size.name.lower() for size in client.compute.list_sizes()], True)
    equal(len(list(client.compute.list_usage())) > 0, True)
    names = [environment.name for environment in client.environments.list()]
    equal("sklearn-env" in names, True)
    equal(client.environments.get("sklearn-env", version="33").version, "33")
    component = next(iter(client.components.list()))
    equal(len(list(client.components.list(name=component.name))) > 0, True)


@scenario
def manages():
    """reads and makes jobs through the management package"""
    below = MachineLearningServicesMgmtClient(
        credential, subscription, base_url=simulator.url, credential_scopes=[SCOPE], api_version="2024-10-01"
    )
    found = [job.name for job in below.jobs.list(group, workspace, list_view_type="All")]
    equal(len(set(found)), 40)
    body = below.jobs.get(group, workspace, jobs.create_or_update(new_job("first")).name)
    made = below.jobs.create_or_update(group, workspace, "second", {"properties": body.properties})
    equal((made.name, made.properties.job_type, made.properties.status), ("second", "Command", "Starting"))


@scenario
def meets_errors():
    """meets a missing job, a taken name, a wrong secret and a busy service"""
    with refused(ResourceNotFoundError, status_code=404):
        jobs.get("no-such-job")
    jobs.create_or_update(new_job("taken"))
    other = new_job("taken")
    other.command = "python other.py"
    with refused(HttpResponseError, status_code=400):
        jobs.create_or_update(other)
    with refused(ClientAuthenticationError):
        connect(log_in("wrong")).jobs.get("taken")
    # The client itself waits and asks again.
    simulator.fault({"type": "status", "status": 429, "retryAfterS": 1}, path="*/jobs/taken")
    equal(jobs.get("taken").name, "taken")


run(simulator)
