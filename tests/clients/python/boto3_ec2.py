"""boto3, through its low-level client, waiters and paginators."""

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

from common import URL, Refusal, check, refused, run
from ec2_story import MODIFY, SOURCE, UPDATE, WEB, WORKER, Story

ec2 = boto3.client("ec2", endpoint_url=URL)
once = boto3.client("ec2", endpoint_url=URL, config=Config(retries={"total_max_attempts": 1}))


def caller(client):
    def call(action, **parameters):
        try:
            return getattr(client, xform_name(action))(**parameters)
        except ClientError as error:
            facts, metadata = error.response["Error"], error.response["ResponseMetadata"]
            refusal = Refusal(facts["Code"], facts["Message"], metadata["HTTPStatusCode"], metadata["RequestId"])
            raise refusal from error

    return call


story = Story(caller(ec2))


def waiters_and_paginators():
    made = story.launch("t3.micro")["InstanceId"]
    # The delay is boto3's pause before it looks again: the first look is enough.
    for waiter, action in [("running", "stop"), ("stopped", "start"), ("running", "terminate"), ("terminated", None)]:
        ec2.get_waiter(f"instance_{waiter}").wait(InstanceIds=[made], WaiterConfig={"Delay": 1, "MaxAttempts": 5})
        check(f"the waiter sees it {waiter}", story.state(made), waiter)
        if action:
            getattr(ec2, f"{action}_instances")(InstanceIds=[made])
    pages = list(ec2.get_paginator("describe_instance_types").paginate(PaginationConfig={"PageSize": 100}))
    names = [kind["InstanceType"] for page in pages for kind in page["InstanceTypes"]]
    check("pages of types have no type twice", (len(pages) > 1, len(set(names))), (True, len(names)))
    pages = ec2.get_paginator("describe_instance_credit_specifications").paginate(PaginationConfig={"PageSize": 5})
    unlimited = [item["InstanceId"] for page in pages for item in page["InstanceCreditSpecifications"]]
    check("without ids, those that are unlimited", WORKER in unlimited and WEB not in unlimited)


def only_here():
    refused("no item at all", story.call, "MissingParameter", 400, MODIFY, InstanceCreditSpecifications=[])
    answer = ec2.modify_instance_credit_specification(
        InstanceCreditSpecifications=[{"InstanceId": WEB, "CpuCredits": "unlimited"}])
    check("an empty list is a list", answer["UnsuccessfulInstanceCreditSpecifications"], [])
    check("a success has its request id", len(answer["ResponseMetadata"]["RequestId"]), 36)
    story.call(UPDATE, CapacityReservationId=SOURCE, ZeroSizePreference="retain")
    allocation = story.reservation(SOURCE)["InterruptibleCapacityAllocation"]
    check("a preference alone can be changed", (allocation["ZeroSizePreference"], allocation["TargetInstanceCount"]),
          ("retain", 4))


run(*story.parts(), lambda: story.throttled(caller(once)), waiters_and_paginators, only_here)
