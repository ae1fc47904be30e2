"""What the vendors' scenario scripts share: the simulator, its control port, and one line of JSON per scenario."""

import json
import os
import ssl
import traceback
import urllib.request
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import quote

# The clients print; the results must stay apart from that.
_results = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

_scenarios = []


def scenario(function):
    """Registers a scenario; the first line of its doc string says what it shows."""
    _scenarios.append(function)
    return function


class Simulator:
    """One simulated vendor as `npm run simulate` describes it, with the calls of its control port."""

    def __init__(self, scheme):
        offer = json.loads(os.environ["INTEROP_SIMULATOR"])[scheme]
        self.kind, self.url, self._control = offer["kind"], offer["url"], offer["control"]
        self.credentials, self.ca = offer["credentials"], offer.get("ca")
        if self.ca:
            os.environ["REQUESTS_CA_BUNDLE"] = self.ca

    def reset(self, jobs):
        """Starts a fresh world whose clock stands still."""
        self.call("POST", "/reset", {"seed": 1, "jobs": jobs})
        self.clock(speed=1, paused=True)
        self._since = self.call("GET", f"/requests?kind={self.kind}")["next"]

    def clock(self, **change):
        return self.call("POST", "/clock", change)

    def advance(self, seconds):
        self.clock(advanceMs=seconds * 1000)

    def add_job(self, *script, **fields):
        """Makes a job that goes through (word, seconds after the word before) and returns its id."""
        return self.add_jobs(1, *script, **fields)[0]

    def add_jobs(self, count, *script, **fields):
        steps = [{"native": word, "afterMs": seconds * 1000} for word, seconds in script]
        order = {"kind": self.kind, "count": count, "script": steps, "fields": fields}
        return self.call("POST", "/jobs", order)["ids"]

    def change_job(self, job, **change):
        self.call("PATCH", f"/jobs/{self.kind}/{quote(job, safe='')}", change)

    def write_log(self, job, lines, **source):
        self.call("POST", f"/logs/{self.kind}/{quote(job, safe='')}", {"lines": lines, **source})

    def fault(self, fault, times=1, **match):
        self.call("POST", "/faults", {"kind": self.kind, "match": match, "fault": fault, "times": times})

    def requests(self):
        """What the vendor was asked since the last reset, as "GET /path"."""
        items = self.call("GET", f"/requests?kind={self.kind}&since={self._since}")["items"]
        return [f"{item['method']} {item['path']}" for item in items]

    def call(self, method, path, body=None):
        """Calls the control port."""
        return send(method, self._control + path, {}, body)


def send(method, url, headers, body=None):
    """Asks as no client does: the raw answer, to compare what a client makes of it."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers, method=method)
    trust = ssl.create_default_context(cafile=os.environ.get("REQUESTS_CA_BUNDLE"))
    with urllib.request.urlopen(request, context=trust) as answer:
        return json.loads(answer.read() or b"null")


def equal(actual, expected):
    if actual != expected:
        raise AssertionError(f"expected {expected!r}\n     got {actual!r}")


@contextmanager
def refused(kind, **attributes):
    """Expects an exception of this class with these attributes, `response.status_code` written `response__status_code`.

    What it yields has the exception as `error` afterwards.
    """
    caught = SimpleNamespace(error=None)
    try:
        yield caught
    except kind as error:
        caught.error = error
        for path, expected in attributes.items():
            actual = error
            for name in path.split("__"):
                actual = getattr(actual, name)
            equal((path, actual), (path, expected))
        return
    raise AssertionError(f"expected {kind.__name__}, nothing was raised")


def run(simulator, jobs=40):
    """Runs every scenario in a fresh world of `jobs` generated jobs."""
    for function in _scenarios:
        title = function.__doc__.splitlines()[0]
        try:
            simulator.reset(jobs)
            function()
            error = None
        except Exception:
            error = traceback.format_exc()
        print(json.dumps({"scenario": title, "error": error}), file=_results, flush=True)
