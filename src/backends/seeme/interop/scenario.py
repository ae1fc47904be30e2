"""What a user of the `seeme` package does with jobs."""

from datetime import datetime

from interop import Simulator, equal, refused, run, scenario, send
from pydantic import ValidationError
from requests import HTTPError
from seeme import Client
from seeme.types import Job, JobItem, JobStatus, JobType, ValueType

simulator = Simulator("http")
credentials = simulator.credentials
ALL_TYPES = list(JobType)


def connect():
    return Client(username=credentials["username"], apikey=credentials["apiKey"], backend=simulator.url)


def raw(path):
    """Asks without the client."""
    return send("GET", simulator.url + path, {"Authorization": f"Bearer {credentials['apiKey']}"})


def new_job(client, **fields):
    application = client.get_applications()[0]
    return Job(
        name="flowers",
        description="trains on flowers",
        job_type=JobType.TRAINING,
        application_id=application.id,
        status=JobStatus.WAITING,
        items=[JobItem(name="epochs", value_type=ValueType.INT, label="Epochs", value="5", default_value="10")],
        **fields,
    )


@scenario
def logs_in():
    """logs in with a password, reads the applications, logs out"""
    client = Client(backend=simulator.url)
    equal(client.is_logged_in(), False)
    reply = client.login(credentials["username"], credentials["password"])
    equal((reply.username, reply.apikey), (credentials["username"], credentials["apiKey"]))
    equal([application.id for application in client.applications], [one["id"] for one in raw("/applications")])
    client.logout()
    equal(client.is_logged_in(), False)


@scenario
def lists():
    """lists every job as the service has it, newest first"""
    jobs = connect().get_jobs(job_types=ALL_TYPES)
    equal(len(jobs), 40)
    equal([job.model_dump(mode="json") for job in jobs], raw("/jobs"))
    created = [datetime.fromisoformat(job.created_at) for job in jobs]
    equal(created, sorted(created, reverse=True))


@scenario
def filters():
    """filters by application, status and type; by default lists training jobs"""
    client = connect()
    everything = client.get_jobs(job_types=ALL_TYPES)
    equal({job.job_type for job in client.get_jobs()}, {JobType.TRAINING})
    ended = client.get_jobs(states=[JobStatus.FINISHED, JobStatus.ERROR], job_types=ALL_TYPES)
    equal([job.id for job in ended], [job.id for job in everything if job.status in ("finished", "error")])
    application = everything[0].application_id
    of_one = client.get_jobs(application_id=application, job_types=ALL_TYPES)
    equal([job.id for job in of_one], [job.id for job in everything if job.application_id == application])


@scenario
def lists_nothing():
    """lists an empty world"""
    simulator.reset(jobs=0)
    equal(connect().get_jobs(job_types=ALL_TYPES), [])


@scenario
def lives():
    """sees a job wait, start and finish, with its times, agent and model"""
    client = connect()
    script = [("waiting", 0), ("started", 10), ("finished", 60)]
    job_id = simulator.add_job(*script, name="roses", job_type="training")
    waiting = client.get_job(job_id)
    equal((waiting.name, waiting.status, waiting.agent_name, waiting.model_id), ("roses", "waiting", "", ""))
    simulator.advance(10)
    started = client.get_job(job_id)
    equal((started.status, started.status_message), ("started", "updating training request: started"))
    equal((bool(started.cpu_start_time or started.gpu_start_time), bool(started.agent_name)), (True, True))
    simulator.advance(60)
    finished = client.get_job(job_id)
    equal(finished.status, "finished")
    equal(bool(finished.cpu_end_time or finished.gpu_end_time), True)
    version = client.get_model_version(finished.model_id, finished.model_version_id)
    equal((version.id, version.application_id), (finished.model_version_id, finished.application_id))
    equal(all(0 <= metric.value <= 100 for metric in version.metrics) and len(version.metrics) > 0, True)


@scenario
def fails():
    """sees why a job failed"""
    job_id = simulator.add_job(("started", 0))
    simulator.change_job(job_id, native="error", message="CUDA out of memory")
    job = connect().get_job(job_id)
    equal((job.status, job.status_message), ("error", "CUDA out of memory"))


@scenario
def creates():
    """creates a job that an agent takes up and finishes"""
    client = connect()
    sent = new_job(client)
    made = client.create_job(sent)
    equal((made.name, made.status, made.application_id), (sent.name, "waiting", sent.application_id))
    equal([(item.name, item.value, item.job_id) for item in made.items], [("epochs", "5", made.id)])
    equal(client.find_value_for_item_name(made, "epochs"), 5)
    equal([item.id for item in client.get_job(made.id).items], [item.id for item in made.items])
    simulator.advance(120)
    equal(client.get_job(made.id).status, "finished")


@scenario
def updates():
    """changes a job's description and items, and refuses a status that there is not"""
    client = connect()
    job = client.create_job(new_job(client))
    job.description = "trains on roses, é and 🌹"
    job.items[0].value = "7"
    job.items.append(JobItem(name="seed", value_type=ValueType.INT, label="Seed", value="1"))
    client.update_job(job)
    changed = client.get_job(job.id)
    equal(changed.description, "trains on roses, é and 🌹")
    equal([(item.name, item.value) for item in changed.items], [("epochs", "7"), ("seed", "1")])
    equal(raw(f"/jobs/{job.id}")["description"], changed.description)
    changed.status = "cancelled"
    with refused(HTTPError, response__status_code=400):
        client.update_job(changed)


@scenario
def deletes():
    """deletes a job"""
    client = connect()
    job = client.create_job(new_job(client))
    client.delete_job(job.id)
    with refused(HTTPError, response__status_code=404):
        client.get_job(job.id)
    equal(len(client.get_jobs(job_types=ALL_TYPES)), 40)


@scenario
def meets_errors():
    """meets a missing job, a wrong key, a busy and a broken service"""
    client = connect()
    with refused(HTTPError, response__status_code=404):
        client.get_job("00000000-0000-4000-8000-000000000000")
    with refused(HTTPError, response__status_code=401):
        Client(username="demo", apikey="wrong", backend=simulator.url)
    with refused(HTTPError, response__status_code=401):
        Client(backend=simulator.url).login("demo", "wrong")
    simulator.fault({"type": "status", "status": 429}, path="*/jobs")
    with refused(HTTPError, response__status_code=429):
        client.get_jobs()
    simulator.fault({"type": "unknownStatus", "word": "paused"}, path="*/jobs")
    with refused(ValidationError):
        client.get_jobs()


run(simulator)
