"""The AWS CLI, version 1, each call a process of its own."""

import json
import os
import re
import subprocess
import sys

from botocore import xform_name

from common import URL, Refusal, check, run
from ec2_story import SOURCE, WEB, Story

AWS = [sys.executable, "-m", "awscli", "--endpoint-url", URL, "--output", "json", "ec2"]


def aws(*words, **environment):
    return subprocess.run([*AWS, *words], capture_output=True, text=True, env=os.environ | environment)


def options(parameters):
    """Parameters as the CLI wants them: flags, texts, and JSON for whatever is a structure."""
    if "MinCount" in parameters:
        parameters = {"Count": f"{parameters.pop('MinCount')}:{parameters.pop('MaxCount')}", **parameters}
    for name, value in parameters.items():
        yield f"--{xform_name(name, '-')}"
        if value is not True:
            yield value if isinstance(value, str) else json.dumps(value)


def caller(**environment):
    def call(action, **parameters):
        done = aws(xform_name(action, "-"), *options(parameters), **environment)
        if done.returncode == 0:
            return json.loads(done.stdout)
        error = re.search(r"An error occurred \((\S+)\) when calling the \w+ operation(?: \(.*?\))?: (.*)", done.stderr)
        if not error or done.returncode != 255:
            sys.exit(f"FAILED {action}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
        # The CLI tells neither the status nor the request id.
        raise Refusal(*error.groups())

    return call


story = Story(caller())


def only_here():
    text = aws("modify-instance-credit-specification", "--instance-credit-specifications",
               f"InstanceId={WEB},CpuCredits=unlimited", "--output", "text")
    check("shorthand in, text out", text.stdout.split(), ["SUCCESSFULINSTANCECREDITSPECIFICATIONS", WEB])
    update = "update-interruptible-capacity-reservation-allocation"
    incomplete = aws(update, "--capacity-reservation-id", SOURCE)
    check("this CLI demands a count", "--target-instance-count" in incomplete.stderr)
    debug = aws(update, "--capacity-reservation-id", SOURCE, "--target-instance-count", "5", "--dry-run", "--debug")
    told = [text in debug.stderr for text in ['"POST / HTTP/1.1" 412', "<Code>DryRunOperation</Code>"]]
    check("its log has status and code", told, [True, True])
    families = aws("describe-instance-types", "--filters", "Name=burstable-performance-supported,Values=true",
                   "--query", "length(InstanceTypes)", "--page-size", "10")
    check("pages are put together", int(families.stdout) > 10)
    waited = aws("wait", "instance-running", "--instance-ids", WEB)
    check("wait waits", (waited.returncode, waited.stdout), (0, ""))


run(*story.parts(), lambda: story.throttled(caller(AWS_MAX_ATTEMPTS="1")), only_here)
