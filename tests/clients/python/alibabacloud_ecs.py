"""alibabacloud-ecs20140526, -vpc20160428 and -cms20190101, the SDKs of today, with signatures of version 3 and, as they
call them, v2."""

import importlib

from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException, ThrottlingException
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from darabonba.policy.retry import RetryOptions
from darabonba.runtime import RuntimeOptions

from common import HOST, Refusal, check, refused, run
from ecs_interfaces import Interfaces
from ecs_metrics import Metrics
from ecs_networks import Networks
from ecs_resources import Resources
from ecs_story import REGION, Story
from ecs_vpcs import Vpcs

KEY = {"access_key_id": "testid", "access_key_secret": "testsecret"}
ROLE = {"RoleArn": "acs:ram::9876543210987654:role/reader", "RoleSessionName": "alice"}
RETRIES = RetryOptions(retry_condition=[{"maxAttempts": 3, "errorCode": ["Throttling"], "maxDelay": 10}])


def caller(sdk="alibabacloud_ecs20140526", **config):
    models, client = (importlib.import_module(f"{sdk}.{name}") for name in ("models", "client"))
    client = client.Client(Config(**KEY | {"region_id": REGION, "endpoint": HOST, "protocol": "HTTP"} | config))

    # VSwitch is one word in the one and two in the other.
    methods = {name.replace("_", ""): getattr(client, name) for name in dir(client) if name.endswith("_with_options")}

    def call(action, **parameters):
        request = getattr(models, f"{action}Request")().from_map(parameters)
        method = methods[f"{action}WithOptions".lower()]
        try:
            return method(request, RuntimeOptions()).body.to_map()
        except AlibabaCloudException as error:
            raise Refusal(error.code, error.message, error.status_code, error.request_id) from error

    return call


def assumed(**config):
    """Temporary credentials are those of the role's account."""
    client = Client(Config(**KEY, region_id=REGION, endpoint=HOST, protocol="HTTP", **config))
    params = Params(action="AssumeRole", version="2015-04-01", protocol="HTTP", method="POST", auth_type="AK", style="RPC",
                    pathname="/", req_body_type="formData", body_type="json")
    given = client.call_api(params, OpenApiRequest(query=ROLE), RuntimeOptions())["body"]["Credentials"]
    call = caller(access_key_id=given["AccessKeyId"], access_key_secret=given["AccessKeySecret"],
                  security_token=given["SecurityToken"], **config)
    check("who assumes a role sees its account", call("DescribeInstances", RegionId=REGION)["TotalCount"], 0)
    call = caller(access_key_id=given["AccessKeyId"], access_key_secret=given["AccessKeySecret"], security_token="other",
                  **config)
    refused("with the token alone", call, "InvalidSecurityToken.MismatchWithAccessKey", 400, "DescribeInstances",
            RegionId=REGION)


def suite(**config):
    story = Story(caller(**config))

    def throttled():
        refusal = story.throttled(story.call, retries=False)
        check("as the SDK's own exception", type(refusal.__cause__), ThrottlingException)
        check("which says when to come again", refusal.__cause__.retry_after, 1000)

    vpc = caller("alibabacloud_vpc20160428", **config)
    networks = [*Networks(vpc, story.call).parts(), *Vpcs(vpc, story.call).parts()]
    metrics = Metrics(caller("alibabacloud_cms20190101", **config), story.call)
    return [*story.parts(), *Resources(story.call).parts(), *networks, *metrics.parts(),
            *Interfaces(story.call, vpc).parts(), lambda: assumed(**config), throttled,
            lambda: story.throttled(caller(retry_options=RETRIES, **config), retries=True)]


run(*suite(), *suite(signature_algorithm="v2"))
