"""What all suites share: where the server is, its own API, and how a check is told."""

import json
import os
import sys
import urllib.request

URL = os.environ.get("TWINSTANCE_URL", "").rstrip("/") or sys.exit("set TWINSTANCE_URL, as in http://127.0.0.1:4780")
HOST = URL.split("://", 1)[1]

# Nothing but the server is to be reached: no metadata service, no proxy, nobody's own configuration.
for name in [name for name in os.environ if name.lower().endswith("_proxy") or name.startswith(("AWS_", "ALIBABA_"))]:
    del os.environ[name]
os.environ.update(
    AWS_EC2_METADATA_DISABLED="true",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY="secret",
)

checks = 0


class Refusal(Exception):
    """A refused call, as far as a client tells of it: what it does not tell is None."""

    def __init__(self, code, message, status=None, request_id=None):
        super().__init__(f"{status} {code}: {message}")
        self.code, self.message, self.status, self.request_id = code, message, status, request_id


def check(what, got, wanted=True):
    """Tells that something is as wanted, or ends the suite."""
    global checks
    if got != wanted:
        sys.exit(f"FAILED {what}\n  got    {got!r}\n  wanted {wanted!r}")
    checks += 1
    print("ok", what, flush=True)


def refused(what, call, code, status, action, /, **parameters):
    """Checks that a call is refused with this code and, where the client tells it, this status and a request id."""
    try:
        answer = call(action, **parameters)
    except Refusal as refusal:
        check(what, refusal.code, code)
        if refusal.status is not None:
            check(f"{what}: status and request id", (refusal.status, len(refusal.request_id or "")), (status, 36))
        return refusal
    sys.exit(f"FAILED {what}\n  got    {answer!r}\n  wanted {code}")


def until(what, look, wanted, looks=20):
    """Looks until something is as wanted. A world that does things at once needs no pauses."""
    for _ in range(looks):
        got = look()
        if got == wanted:
            break
    check(what, got, wanted)


def twin(path, body=None):
    """Calls the server's own API: GET without a body, POST with one."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/_twin/{path}", data)) as response:
        return json.load(response)


def reset():
    """Puts the world back to its start."""
    with urllib.request.urlopen(urllib.request.Request(f"{URL}/_twin/reset", method="POST")) as response:
        response.read()


def throttle(cloud, action, times):
    """Has the next calls of an action throttled."""
    twin("faults", {"cloud": cloud, "action": action, "effect": "throttle", "times": times})


def waiting():
    """The faults that have not yet met all their calls."""
    return [fault for fault in twin("faults")["faults"] if fault["hits"] < fault["times"]]


def run(*parts):
    """Runs the parts of a suite, each in the world as it was at the start."""
    for part in parts:
        reset()
        part()
    if not checks:
        sys.exit("FAILED nothing was checked")
