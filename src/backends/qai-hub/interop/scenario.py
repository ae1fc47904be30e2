"""What a user of the `qai-hub` package does with jobs, models and data sets."""

from pathlib import Path

import numpy as np
from interop import Simulator, equal, refused, run, scenario
from qai_hub import Device, JobStatus, JobType, QuantizeDtype
from qai_hub.client import Client, UserError
from qai_hub.public_rest_api import ClientConfig

simulator = Simulator("http")
State = JobStatus.State
RUNNING = JobStatus.all_running_states()
PHONE = Device("Samsung Galaxy S23")
IMAGES = {"image": [np.full((1, 3, 8, 8), number, dtype=np.float32) for number in range(2)]}


def connect(token=simulator.credentials["apiToken"]):
    return Client(ClientConfig(api_token=token, api_url=simulator.url, web_url=simulator.url))


client = connect()


def model_file(name="net.onnx"):
    path = Path(name)
    path.write_bytes(b"any bytes are a model to a service that compiles nothing")
    return str(path)


def list_all(page=15, **conditions):
    found = []
    while batch := client.get_job_summaries(offset=len(found), limit=page, **conditions):
        found += batch
    return found


def compile_model(**options):
    return client.submit_compile_job(model_file(), PHONE, input_specs={"image": (1, 3, 8, 8)}, **options)


def finish():
    """Lets every job that the client made come to its end: without it the client asks every ten seconds."""
    simulator.advance(600)


@scenario
def lists():
    """lists every job page by page, newest first"""
    found = list_all()
    equal((len(found), len({job.job_id for job in found})), (40, 40))
    equal([job.date for job in found], sorted((job.date for job in found), reverse=True))
    for summary in found[:10]:
        job = client.get_job(summary.job_id)
        equal((job.name, job.date, job.get_status().code), (summary.name, summary.date, summary.status.code))


@scenario
def filters():
    """filters by state, type and creator"""
    everything = list_all()
    # The client's word for it leaves out the jobs that wait.
    equal([job.job_id for job in list_all(state=RUNNING)], [job.job_id for job in everything if job.status.running])
    equal([job.job_id for job in list_all(state=State.CREATED)], [job.job_id for job in everything if job.status.pending])
    failed = list_all(state=State.FAILED)
    equal([job.job_id for job in failed], [job.job_id for job in everything if job.status.failure])
    kinds = [JobType.COMPILE, JobType.QUANTIZE, JobType.LINK, JobType.INFERENCE]
    by_type = [job.job_id for kind in kinds for job in list_all(type=kind)]
    equal(sorted(by_type), sorted(job.job_id for job in everything))
    creator = everything[0].username
    by_creator = [job.job_id for job in list_all(creator=creator)]
    equal(by_creator, [job.job_id for job in everything if job.username == creator])


@scenario
def lives():
    """sees a compile job, an inference job and a profile job from start to end"""
    lives = [
        (["CREATED", "OPTIMIZING_MODEL", "SUCCESS"], {}),
        (["CREATED", "PROVISIONING_DEVICE", "RUNNING_INFERENCE", "SUCCESS"], {"is_profiling_on": False}),
        (["CREATED", "PROVISIONING_DEVICE", "MEASURING_PERFORMANCE", "SUCCESS"], {"is_profiling_on": True}),
    ]
    for words, fields in lives:
        script = [(word, 0 if number == 0 else 10) for number, word in enumerate(words)]
        if not fields:
            fields = {"compile_job": {}}
        job_id = simulator.add_job(*script, **fields)
        job = client.get_job(job_id)
        seen = [job.get_status().code]
        for _ in words[1:]:
            simulator.advance(10)
            seen.append(client.get_job(job_id).get_status().code)
        equal(seen, words)


@scenario
def waits():
    """waits for a running job and tells its states meanwhile"""
    talkative = Client(ClientConfig(client.config.api_token, simulator.url, simulator.url, verbose=True))
    job_id = simulator.add_job(("CREATED", 0), ("PROVISIONING_DEVICE", 2), ("RUNNING_INFERENCE", 2), ("SUCCESS", 2))
    simulator.clock(paused=False)
    equal(talkative.get_job(job_id).wait(timeout=60).code, "SUCCESS")


@scenario
def tells_failures():
    """tells why a job failed"""
    job_id = simulator.add_job(("OPTIMIZING_MODEL", 0))
    simulator.change_job(job_id, native="FAILED", message="Job timed out after 8h")
    status = client.get_job(job_id).wait()
    equal((status.failure, status.message), (True, "Job timed out after 8h"))


@scenario
def reads_logs():
    """downloads logs of a job that has ended"""
    job_id = simulator.add_job(("SUCCESS", 0))
    simulator.write_log(job_id, ["first", "zweite Zeile: größer"], source="HUB_LOG")
    paths = client.get_job(job_id).download_job_logs("logs")
    equal("first\nzweite Zeile: größer\n" in [Path(path).read_text(encoding="utf-8") for path in paths], True)


@scenario
def compiles():
    """uploads a model, compiles it and downloads the result"""
    job = compile_model(name="made-by-client", options="--target_runtime tflite")
    equal((job.name, job.get_status().code), ("made-by-client", "CREATED"))
    equal(client.get_job_summaries(limit=1)[0].job_id, job.job_id)
    finish()
    equal(job.wait().success, True)
    target = job.get_target_model()
    equal(target.producer.job_id, job.job_id)
    path = job.download_target_model("compiled")
    equal((Path(path).suffix, Path(path).stat().st_size > 0), (".tflite", True))


@scenario
def infers():
    """uploads a data set, runs a model over it, downloads outputs and profile"""
    model = compile_model(options="--target_runtime tflite").get_target_model()
    dataset = client.upload_dataset(IMAGES, "images")
    equal(client.get_dataset(dataset.dataset_id).name, "images")
    equal([image.tolist() for image in dataset.download()["image"]], [image.tolist() for image in IMAGES["image"]])
    job = client.submit_inference_job(model, PHONE, inputs=dataset, name="infers")
    finish()
    equal(job.wait().success, True)
    equal(len(next(iter(job.download_output_data().values()))), 2)
    profile = job.download_profile()
    equal(profile["execution_summary"]["estimated_inference_time"] > 0, True)


@scenario
def profiles():
    """profiles a model, which is an inference job with layers"""
    model = compile_model(options="--target_runtime tflite").get_target_model()
    job = client.submit_profile_job(model, PHONE, name="profiles")
    finish()
    profile = job.download_profile()
    equal((job.wait().success, len(profile["execution_detail"]) > 0), (True, True))


@scenario
def quantizes_and_links():
    """quantizes a model, and links models into one"""
    job = client.submit_quantize_job(model_file(), IMAGES, QuantizeDtype.INT8, QuantizeDtype.INT16, name="quantizes")
    parts = [compile_model(options="--target_runtime qnn_dlc").get_target_model() for _ in range(2)]
    finish()
    equal((job.wait().success, job.weights_dtype), (True, QuantizeDtype.INT8))
    linked = client.submit_link_job(parts, PHONE, name="links")
    finish()
    equal((linked.wait().success, Path(linked.download_target_model("linked")).suffix), (True, ".bin"))


@scenario
def updates():
    """renames a job"""
    job = compile_model(name="before")
    job.set_name("after: größer")
    equal((job.name, client.get_job(job.job_id).name), ("after: größer",) * 2)


@scenario
def shares():
    """shares a job, changes with whom, and stops sharing"""
    job = compile_model()
    equal(job.get_sharing(), [])
    job.modify_sharing(add_emails=["a@example.com", "b@example.com"])
    equal(sorted(job.get_sharing()), ["a@example.com", "b@example.com"])
    job.modify_sharing(delete_emails=["a@example.com"])
    equal(client.get_job(job.job_id).get_sharing(), ["b@example.com"])
    job.disable_sharing()
    equal(job.get_sharing(), [])


@scenario
def reads_catalogues():
    """reads devices, frameworks, models and data sets"""
    devices = client.get_devices()
    equal({device.name for device in client.get_devices(name=PHONE.name)}, {PHONE.name})
    attribute = devices[0].attributes[0]
    equal(all(attribute in device.attributes for device in client.get_devices(attributes=attribute)), True)
    equal(attribute in client.get_device_attributes(), True)
    equal(len(client.get_frameworks()) > 0, True)
    model = client.upload_model(model_file(), "a-model")
    equal(client.get_models(limit=1)[0].model_id, model.model_id)
    dataset = client.upload_dataset(IMAGES)
    equal(client.get_datasets(limit=1)[0].dataset_id, dataset.dataset_id)


@scenario
def meets_errors():
    """meets a missing job, a wrong token, bad options and a busy service"""
    with refused(UserError) as caught:
        client.get_job("j00000000")
    equal("could not be found" in str(caught.error), True)
    with refused(UserError) as caught:
        connect("wrong").get_job_summaries()
    equal("authenticate" in str(caught.error), True)
    with refused(UserError):
        compile_model(options="--target_runtime nonsense")
    # The client itself asks again.
    simulator.fault({"type": "status", "status": 503}, path="*/job_summaries/")
    equal(len(client.get_job_summaries()), 40)


run(simulator)
