"""The AWS CLI, version 1, each call a process of its own."""

import json
import os
import re
import subprocess
import sys

from botocore import xform_name

from common import URL, Refusal, check, run
from ec2_capacity import Capacity
from ec2_disks import Disks
from ec2_instances import Instances
from ec2_neighbours import Neighbours
from ec2_networks import Networks
from ec2_placement import Placement
from ec2_story import IMAGE, SOURCE, WEB, WORKER, Story, all_answered
from ec2_templates import Templates
from ec2_vpcs import Vpcs

AWS = [sys.executable, "-m", "awscli", "--endpoint-url", URL, "--output", "json", "ec2"]


def aws(*words, **environment):
    return subprocess.run([*AWS, *words], capture_output=True, text=True, env=os.environ | environment)


def options(parameters):
    """Parameters as the CLI wants them: flags, texts, and JSON for whatever is a structure. It encodes bytes itself."""
    if "MinCount" in parameters:
        parameters = {"Count": f"{parameters.pop('MinCount')}:{parameters.pop('MaxCount')}", **parameters}
    for name, value in parameters.items():
        option = xform_name(name, "-")
        if name == "Egress":
            yield "--egress" if value else "--ingress"
        elif isinstance(value, bool):
            yield f"--{option}" if value else f"--no-{option}"
        else:
            yield f"--{option}"
            value = value.decode() if isinstance(value, bytes) else value
            yield value if isinstance(value, str) else json.dumps(value, default=bytes.decode)


def caller(**environment):
    def call(action, **parameters):
        done = aws(xform_name(action, "-"), *options(parameters), **environment)
        if done.returncode == 0:
            # Where there is nothing to say it says nothing.
            return json.loads(done.stdout or "{}")
        error = re.search(r"An error occurred \((\S+)\) when calling the \w+ operation(?: \(.*?\))?: (.*)", done.stderr)
        if not error or done.returncode != 255:
            sys.exit(f"FAILED {action}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
        # The CLI tells neither the status nor the request id.
        raise Refusal(*error.groups())

    return call


call = caller()
story = Story(call)


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


def words():
    """What people write by hand."""
    made = json.loads(aws("create-security-group", "--group-name", "by-hand", "--description", "by hand").stdout)
    group = made["GroupId"]
    aws("authorize-security-group-ingress", "--group-id", group, "--protocol", "tcp", "--port", "8000-8080", "--cidr",
        "203.0.113.0/24")
    aws("authorize-security-group-ingress", "--group-id", group, "--ip-permissions",
        "IpProtocol=icmp,FromPort=-1,ToPort=-1,IpRanges=[{CidrIp=0.0.0.0/0,Description='any ping'}]")
    rules = aws("describe-security-groups", "--group-ids", group, "--output", "text", "--query",
                "SecurityGroups[0].IpPermissions[].[IpProtocol,FromPort,ToPort,IpRanges[0].CidrIp]")
    check("rules by hand", sorted(rules.stdout.split("\n")), ["", "icmp\t-1\t-1\t0.0.0.0/0",
                                                             "tcp\t8000\t8080\t203.0.113.0/24"])
    id = aws("run-instances", "--image-id", IMAGE, "--instance-type", "t3.micro", "--security-group-ids", group,
             "--block-device-mappings", "DeviceName=/dev/xvda,Ebs={VolumeSize=33}", "--tag-specifications",
             "ResourceType=instance,Tags=[{Key=Name,Value=by hand},{Key=of,Value=one}]", "--credit-specification",
             "CpuCredits=standard", "--query", "Instances[0].InstanceId", "--output", "text").stdout.strip()
    size = aws("describe-volumes", "--filters", f"Name=attachment.instance-id,Values={id}", "--query",
               "Volumes[].Size", "--output", "text")
    check("a launch by hand", size.stdout, "33\n")
    table = aws("describe-instances", "--output", "table", "--filters", "Name=tag:Name,Values=by*", "--query",
                "Reservations[].Instances[].[InstanceId,InstanceType,State.Name]")
    check("a table", [line.replace("|", " ").split() for line in table.stdout.splitlines() if id in line],
          [[id, "t3.micro", "running"]])


def tables():
    table = aws("describe-capacity-reservations", "--output", "table", "--capacity-reservation-ids", SOURCE)
    for heading in ["CapacityReservations", "CapacityAllocations", "InterruptibleCapacityAllocation"]:
        lines = [line.strip("| ") for line in table.stdout.splitlines()]
        check(f"a table of {heading}", heading in lines)
    first = json.loads(aws("describe-tags", "--max-items", "3", "--page-size", "5").stdout)
    rest = json.loads(aws("describe-tags", "--starting-token", first["NextToken"]).stdout)
    check("a list goes on where it stopped", ([len(part["Tags"]) for part in [first, rest]], "NextToken" in rest),
          ([3, 1], False))
    check("without a gap", len({tag["ResourceId"] for part in [first, rest] for tag in part["Tags"]}), 4)
    unknown = aws("describe-vpcs", "--filters", "Name=colour,Values=red")
    check("an error is told in words", (unknown.returncode, unknown.stdout, unknown.stderr.strip()), (
        255, "", "An error occurred (InvalidParameterValue) when calling the DescribeVpcs operation: "
                 "The filter 'colour' is invalid"))
    output = aws("get-console-output", "--instance-id", WORKER, "--output", "text", "--query", "Output")
    check("a console is decoded", (output.returncode, output.stdout), (0, "\n"))


run(*story.parts(), lambda: story.throttled(caller(AWS_MAX_ATTEMPTS="1")))
for more in [Networks(call), Vpcs(call), Disks(call), Neighbours(call), Instances(call), Placement(call), Templates(call),
             Capacity(call)]:
    run(*more.parts())
run(only_here, words, tables)
all_answered()
