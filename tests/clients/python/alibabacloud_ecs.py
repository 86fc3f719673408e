"""alibabacloud-ecs20140526, the SDK of today, with signatures of version 3 and, as it calls them, v2."""

from alibabacloud_ecs20140526 import models
from alibabacloud_ecs20140526.client import Client
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException, ThrottlingException
from alibabacloud_tea_openapi.utils_models import Config
from botocore import xform_name
from darabonba.policy.retry import RetryOptions
from darabonba.runtime import RuntimeOptions

from common import HOST, Refusal, check, run
from ecs_resources import Resources
from ecs_story import REGION, Story

RETRIES = RetryOptions(retry_condition=[{"maxAttempts": 3, "errorCode": ["Throttling"], "maxDelay": 10}])


def caller(**config):
    client = Client(Config(access_key_id="testid", access_key_secret="testsecret", region_id=REGION, endpoint=HOST,
                           protocol="HTTP", **config))

    def call(action, **parameters):
        request = getattr(models, f"{action}Request")().from_map(parameters)
        method = getattr(client, f"{xform_name(action)}_with_options")
        try:
            return method(request, RuntimeOptions()).body.to_map()
        except AlibabaCloudException as error:
            raise Refusal(error.code, error.message, error.status_code, error.request_id) from error

    return call


def suite(**config):
    story = Story(caller(**config))

    def throttled():
        refusal = story.throttled(story.call, retries=False)
        check("as the SDK's own exception", type(refusal.__cause__), ThrottlingException)
        check("which says when to come again", refusal.__cause__.retry_after, 1000)

    return [*story.parts(), *Resources(story.call).parts(), throttled,
            lambda: story.throttled(caller(retry_options=RETRIES, **config), retries=True)]


run(*suite(), *suite(signature_algorithm="v2"))
