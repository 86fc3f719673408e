"""Testcontainers for Python: pip install 'testcontainers>=4.13' boto3 pytest

IMAGE names the image of Twinstance. Where Testcontainers' own container that cleans up cannot run, as in some CI, set
TESTCONTAINERS_RYUK_DISABLED=true.
"""

import os

import boto3
import pytest
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HealthcheckWaitStrategy


@pytest.fixture(scope="session")
def twinstance():
    image = os.environ.get("IMAGE", "twinstance")
    container = DockerContainer(image).with_env("TWINSTANCE_DEMO", "true").with_exposed_ports(4780)
    with container.waiting_for(HealthcheckWaitStrategy()):
        yield f"http://{container.get_container_host_ip()}:{container.get_exposed_port(4780)}"


def test_credits_are_switched(twinstance):
    ec2 = boto3.client("ec2", endpoint_url=twinstance, region_name="us-east-1",
                       aws_access_key_id="test", aws_secret_access_key="test")
    wish = {"InstanceId": "i-1234567890abcdef0", "CpuCredits": "unlimited"}
    ec2.modify_instance_credit_specification(InstanceCreditSpecifications=[wish])
    told = ec2.describe_instance_credit_specifications(InstanceIds=[wish["InstanceId"]])
    assert told["InstanceCreditSpecifications"] == [wish]
