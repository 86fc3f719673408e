"""aliyun-python-sdk-ecs, -vpc and -cms over aliyun-python-sdk-core, the SDK of old, which tries again by itself."""

import json
from importlib import import_module

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest

from common import HOST, Refusal, check, run
from ecs_interfaces import Interfaces
from ecs_metrics import Metrics
from ecs_networks import ELSEWHERE, Networks
from ecs_resources import Resources
from ecs_story import REGION, Story
from ecs_vpcs import Vpcs


def setters(parameters, prefix=""):
    """The setters' names and values: structures are one word, lists have an s."""
    for name, value in parameters.items():
        if isinstance(value, dict):
            yield from setters(value, name)
        else:
            yield f"set_{prefix}{name}{'s' * isinstance(value, list)}", value


def caller(product="Ecs", requests="aliyunsdkecs.request.v20140526", region=REGION, **settings):
    client = AcsClient("testid", "testsecret", region, **settings)
    client.add_endpoint(region, product, HOST)

    def call(action, **parameters):
        module = import_module(f"{requests}.{action}Request")
        request = getattr(module, f"{action}Request")()
        # The client itself sends its region.
        parameters.pop("RegionId", None)
        for setter, value in setters(parameters):
            # That of a list whose own name ends with an s has no other.
            setter = setter if hasattr(request, setter) else setter.removesuffix("s")
            getattr(request, setter)(value)
        try:
            return json.loads(client.do_action_with_exception(request))
        except ServerException as error:
            raise Refusal(error.error_code, error.message, error.http_status, error.request_id) from error

    return call


def beside():
    """What clients ask other services before they come to ECS."""
    client = AcsClient("testid", "testsecret", REGION)

    def call(version, action, **parameters):
        request = CommonRequest(domain=HOST, version=version, action_name=action)
        for name, value in parameters.items():
            request.add_query_param(name, value)
        return json.loads(client.do_action_with_exception(request))

    check("who calls", call("2015-04-01", "GetCallerIdentity")["IdentityType"], "Account")
    role = {"RoleArn": "acs:ram::9876543210987654:role/reader", "RoleSessionName": "alice"}
    given = call("2015-04-01", "AssumeRole", **role)["Credentials"]
    assumed = StsTokenCredential(given["AccessKeyId"], given["AccessKeySecret"], given["SecurityToken"])
    client = AcsClient(region_id=REGION, credential=assumed)
    check("who calls with a role", call("2015-04-01", "GetCallerIdentity")["AccountId"], "9876543210987654")
    client = AcsClient("testid", "testsecret", REGION)
    [place] = call("2015-06-12", "DescribeEndpoints", Id=REGION, ServiceCode="ecs")["Endpoints"]["Endpoint"]
    check("where ECS is", (place["SerivceCode"], place["Endpoint"]), ("ecs", HOST))


story = Story(caller())
vpc = "Vpc", "aliyunsdkvpc.request.v20160428"
networks = Networks(caller(*vpc), story.call, caller(*vpc, region=ELSEWHERE["RegionId"]))
metrics = Metrics(caller("Cms", "aliyunsdkcms.request.v20190101"), story.call)
run(*story.parts(), *Resources(story.call).parts(), *networks.parts(), *Vpcs(caller(*vpc), story.call).parts(),
    *metrics.parts(), *Interfaces(story.call, networks.vpc).parts(), beside,
    lambda: story.throttled(story.call, retries=True),
    lambda: story.throttled(caller(auto_retry=False), retries=False))
