"""What a user of the `huaweicloudsdkmodelarts` package does with training jobs."""

import json

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions.exceptions import ClientRequestException, ServerResponseException
from huaweicloudsdkcore.region.region import Region
from huaweicloudsdkmodelarts.v1 import *
from interop import Simulator, equal, refused, run, scenario

simulator = Simulator("http")
credentials = simulator.credentials
NO_JOB = "00000000-0000-4000-8000-000000000000"


def connect(access_key=credentials["accessKey"], secret_key=credentials["secretKey"]):
    account = BasicCredentials(access_key, secret_key, credentials["projectId"])
    return ModelArtsClient.new_builder().with_credentials(account).with_endpoint(simulator.url).build()


client = connect()


def search(offset=0, limit=50, **filters):
    conditions = [Filter(key=key, operator=operator, value=value) for key, (operator, value) in filters.items()]
    body = JobSearches(offset=offset, limit=limit, order="desc", filters=conditions)
    return client.list_training_jobs(ListTrainingJobsRequest(body=body))


def show(job_id):
    return client.show_training_job_details(ShowTrainingJobDetailsRequest(training_job_id=job_id))


def phases(job_id):
    status = show(job_id).status
    return status.phase, status.secondary_phase


def create(name):
    algorithm = client.list_algorithms(ListAlgorithmsRequest(offset=0, limit=1)).items[0]
    job = Job(
        kind="job",
        metadata=JobMetadata(name=name, description="made by a client"),
        algorithm=JobAlgorithm(
            id=algorithm.metadata.id,
            inputs=[Input(name="data_url", remote=InputDataInfo(obs=InputDataInfoObs(obs_url="/bucket/data/")))],
            outputs=[Output(name="train_url", remote=Remote(obs=RemoteObs(obs_url="/bucket/out/")))],
            environments={"NCCL_DEBUG": "INFO"},
        ),
        spec=Spec(resource=SpecResource(flavor_id="modelarts.vm.cpu.8u", node_count=1)),
    )
    return client.create_training_job(CreateTrainingJobRequest(body=job))


@scenario
def lists():
    """lists every job page by page, newest first"""
    pages = [search(offset=page, limit=15) for page in range(3)]
    equal([(page.total, page.count, len(page.items)) for page in pages], [(40, 40, 15), (40, 40, 15), (40, 40, 10)])
    jobs = [job for page in pages for job in page.items]
    equal(len({job.metadata.id for job in jobs}), 40)
    created = [job.metadata.create_time for job in jobs]
    equal(created, sorted(created, reverse=True))
    sent = [job for page in pages for job in json.loads(page.raw_content)["items"]]
    equal([job.status.phase for job in jobs], [job["status"]["phase"] for job in sent])
    equal([job.status.start_time for job in jobs], [job["status"].get("start_time") for job in sent])


@scenario
def lists_without_body():
    """lists without a body"""
    equal(client.list_training_jobs(ListTrainingJobsRequest()).total, 40)


@scenario
def filters():
    """filters by phase, name, kind and time of creation"""
    everything = search().items
    running = search(phase=("in", ["Running", "Pending"]))
    equal(
        [job.metadata.id for job in running.items],
        [job.metadata.id for job in everything if job.status.phase in ("Running", "Pending")],
    )
    job_id = simulator.add_job(("Running", 0), metadata={"name": "needle-in-the-haystack"})
    equal([job.metadata.id for job in search(name=("like", ["needle"])).items], [job_id])
    hetero = search(kind=("in", ["hetero_job"])).items
    equal({job.metadata.id for job in hetero}, {job.metadata.id for job in everything if job.kind == "hetero_job"})
    with refused(ClientRequestException, status_code=400, error_code="ModelArts.2807"):
        search(status=("in", ["Running"]))


@scenario
def lives():
    """sees a job through creation, queue, run and end, with start and duration"""
    script = [("Creating", 0), ("Pending", 5), ("Running", 10), ("Completed", 60)]
    job_id = simulator.add_job(*script, metadata={"name": "a-life"})
    equal(show(job_id).metadata.name, "a-life")
    seen = [phases(job_id)]
    for seconds in (5, 10, 60):
        simulator.advance(seconds)
        seen.append(phases(job_id))
    expected = ["Creating", "Pending", "Running", "Completed"]
    equal([phase for phase, _ in seen], expected)
    equal(seen[1], ("Pending", "Queuing"))
    status = show(job_id).status
    equal((status.duration, status.start_time - show(job_id).metadata.create_time), (60_000, 15_000))


@scenario
def fails():
    """sees why a job failed"""
    job_id = simulator.add_job(("Running", 0))
    simulator.change_job(job_id, native="Failed", message="exited with code 137", items={"exit_code": 137})
    failed = show(job_id).status
    equal((failed.phase, failed.task_statuses[0].exit_code), ("Failed", 137))
    equal(failed.task_statuses[0].message, "exited with code 137")


@scenario
def reads_logs():
    """reads a log as a preview and line by line"""
    job_id = simulator.add_job(("Running", 0))
    preview = ShowTrainingJobLogsPreviewRequest(training_job_id=job_id, task_id="worker-0")
    equal(client.show_training_job_logs_preview(preview).content, None)
    lines = [f"epoch {number}: loss äöü {1 / number:.3f}" for number in range(1, 8)]
    simulator.write_log(job_id, lines, source="worker-0")
    text = "".join(f"{line}\n" for line in lines)
    answer = client.show_training_job_logs_preview(preview)
    equal((answer.content, answer.full_size), (text, len(text.encode())))

    def page(**place):
        request = ShowTrainingJobLogsFromAomRequest(training_job_id=job_id, task_id="worker-0", lines=3, **place)
        return client.show_training_job_logs_from_aom(request)

    newest = page()
    equal(newest.content.splitlines(), lines[:3:-1])
    older = page(base_line=newest.end_line, order="desc")
    equal(older.content.splitlines(), lines[3:0:-1])
    again = page(base_line=older.start_line, order="asc")
    equal(again.content.splitlines(), lines[4:])


@scenario
def reads_metrics():
    """reads metrics, tasks, events and stages"""
    job_id = simulator.add_job(("Creating", 0), ("Running", 5), ("Completed", 600))
    metrics = ShowTrainingJobMetricsRequest(training_job_id=job_id, task_id="worker-0")
    equal(client.show_training_job_metrics(metrics).metrics, None)
    simulator.advance(5 + 240)
    series = {one.metric: one.value for one in client.show_training_job_metrics(metrics).metrics}
    equal((len(series["cpuUsage"]), series["cpuUsage"][0]), (4, -1))
    tasks = client.list_training_job_tasks(ListTrainingJobTasksRequest(training_job_id=job_id)).body
    equal([task.task for task in tasks], show(job_id).status.tasks)
    events = client.list_training_job_events(ListTrainingJobEventsRequest(training_job_id=job_id, limit=50, offset=0))
    equal(len(events.events) > 0, True)
    stages = client.list_training_job_stages(ListTrainingJobStagesRequest(training_job_id=job_id))
    equal([stage.name for stage in stages.running_records[-1].stages][:3], ["scheduling", "preparing", "running"])


@scenario
def reads_catalogues():
    """reads flavors, engines and algorithms"""
    everything = client.show_training_job_flavors(ShowTrainingJobFlavorsRequest()).flavors
    of_gpu = client.show_training_job_flavors(ShowTrainingJobFlavorsRequest(flavor_type="GPU")).flavors
    equal([one.flavor_id for one in of_gpu], [one.flavor_id for one in everything if one.flavor_type == "GPU"])
    engines = client.show_training_job_engines(ShowTrainingJobEnginesRequest())
    equal(len(engines.items), engines.total)
    algorithms = client.list_algorithms(ListAlgorithmsRequest(offset=0, limit=50))
    equal(len(algorithms.items), algorithms.count)
    first = algorithms.items[0].metadata
    found = client.show_algorithm_by_uuid(ShowAlgorithmByUuidRequest(algorithm_id=first.id))
    equal(found.metadata.name, first.name)


@scenario
def creates():
    """creates a job, which runs to its end; refuses its name a second time"""
    made = create("made-by-client")
    equal((made.status.phase, made.metadata.name), ("Creating", "made-by-client"))
    # The client declares a list of maps; of the map that the service sends it makes a list of one.
    equal(show(made.metadata.id).algorithm.environments, [{"NCCL_DEBUG": "INFO"}])
    with refused(ClientRequestException, error_code="ModelArts.2751"):
        create("made-by-client")
    name = client.validate_training_job_name(ValidateTrainingJobNameRequest(job_name="made-by-client"))
    equal(name.is_duplicate, True)
    simulator.advance(120)
    equal(phases(made.metadata.id)[0], "Completed")


@scenario
def stops():
    """stops a job, which terminates after a while, and cannot stop it again"""
    job_id = simulator.add_job(("Running", 0))
    request = StopTrainingJobRequest(training_job_id=job_id, body=JobActionType(action_type="terminate"))
    equal(client.stop_training_job(request).status.phase, "Terminating")
    simulator.advance(3)
    equal(phases(job_id)[0], "Terminated")
    with refused(ClientRequestException, status_code=409, error_code="ModelArts.2796"):
        client.stop_training_job(request)


@scenario
def updates():
    """changes a description and clears it again"""
    job_id = simulator.add_job(("Running", 0))
    for text in ("neu: größer", ""):
        body = JobUpdateRequestBody(description=text)
        client.change_training_job_description(
            ChangeTrainingJobDescriptionRequest(training_job_id=job_id, body=body)
        )
        equal(show(job_id).metadata.description, text)


@scenario
def tags():
    """tags a job, finds it by its tag, takes the tag away"""
    job_id = simulator.add_job(("Running", 0))
    tags = [TmsTag(key="team", value="vision"), TmsTag(key="interop", value="yes")]
    client.create_train_job_tags(
        CreateTrainJobTagsRequest(training_job_id=job_id, body=CreateTmsTagsRequest(tags=tags))
    )
    wanted = ResourceInstancesFilterReq(tags=[MutiValueTag(key="interop", values=["yes"])])

    def found():
        answer = client.list_training_jobs_by_tags(ListTrainingJobsByTagsRequest(limit=10, offset=0, body=wanted))
        return [one.resource_id for one in answer.resources]

    equal(found(), [job_id])
    client.delete_train_job_tags(
        DeleteTrainJobTagsRequest(training_job_id=job_id, body=DeleteTmsTagsRequest(tags=tags[1:]))
    )
    equal(found(), [])
    left = client.show_train_job_tags(ShowTrainJobTagsRequest(training_job_id=job_id)).tags
    equal([(tag.key, tag.value) for tag in left], [("team", "vision")])


@scenario
def deletes():
    """deletes one job and then several; they vanish after a while"""
    ids = simulator.add_jobs(3, ("Completed", 0))
    client.delete_training_job(DeleteTrainingJobRequest(training_job_id=ids[0]))
    doomed = [BatchDeleteJobItem(kind="job", metadata=BatchDeleteJobMetadata(id=job_id)) for job_id in ids[1:]]
    client.batch_delete_training_job(BatchDeleteTrainingJobRequest(body=BatchDeleteJobsReq(jobs=doomed)))
    simulator.advance(3)
    for job_id in ids:
        with refused(ClientRequestException, status_code=400, error_code="ModelArts.2775"):
            show(job_id)
    equal(search().total, 40)


@scenario
def finds_its_project():
    """finds its project by the region when none is given"""
    account = BasicCredentials(credentials["accessKey"], credentials["secretKey"]).with_iam_endpoint(simulator.url)
    region = Region(credentials["region"], simulator.url)
    found = ModelArtsClient.new_builder().with_credentials(account).with_region(region).build()
    equal(found.list_training_jobs(ListTrainingJobsRequest()).total, 40)


@scenario
def meets_errors():
    """meets a missing job, wrong keys, a busy and a broken service"""
    with refused(ClientRequestException, status_code=400, error_code="ModelArts.2775"):
        show(NO_JOB)
    for keys in ({"secret_key": "wrong"}, {"access_key": "WRONG"}):
        with refused(ClientRequestException, status_code=401):
            connect(**keys).list_training_jobs(ListTrainingJobsRequest())
    simulator.fault({"type": "status", "status": 429}, method="POST")
    with refused(ClientRequestException, status_code=429, error_code="ModelArts.2799"):
        search()
    simulator.fault({"type": "status", "status": 503})
    with refused(ServerResponseException, status_code=503):
        show(NO_JOB)


run(simulator)
