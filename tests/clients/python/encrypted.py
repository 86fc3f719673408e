"""Clients over https, with the server's authority trusted: at its own address, and by the clouds' own names through it as
their proxy. https is what the SDKs of Alibaba Cloud use where nobody says otherwise."""

import json
import os
import ssl
import subprocess
import sys
import tempfile
import urllib.request

import boto3
from alibabacloud_ecs20140526 import client, models
from alibabacloud_tea_openapi.utils_models import Config
from aliyunsdkcore.client import AcsClient
from aliyunsdkecs.request.v20140526.DescribeInstancesRequest import DescribeInstancesRequest
from aliyunsdkvpc.request.v20160428.DescribeVSwitchesRequest import DescribeVSwitchesRequest
from botocore.config import Config as BotoConfig
from botocore.exceptions import SSLError

from common import URL, check, run

REGION = "cn-hangzhou"
PORT = URL.rsplit(":", 1)[1]
ENDPOINT = f"https://localhost:{PORT}"

folder = tempfile.TemporaryDirectory()
CA = os.path.join(folder.name, "ca.pem")
with urllib.request.urlopen(f"{URL}/_twin/ca.pem") as answer, open(CA, "wb") as file:
    file.write(answer.read())


def standard():
    """The library that all others build on, as strict as it can be."""
    context = ssl.create_default_context(cafile=CA)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    for host in ["localhost", "127.0.0.1"]:
        with urllib.request.urlopen(f"https://{host}:{PORT}/_twin/health", context=context) as health:
            check(f"{host} is trusted", json.load(health)["name"], "twinstance")


def aws():
    ec2 = boto3.client("ec2", endpoint_url=ENDPOINT, verify=CA)
    check("boto3 finds EC2's instances", len(ec2.describe_instances()["Reservations"]) > 0)
    try:
        boto3.client("ec2", endpoint_url=ENDPOINT).describe_instances()
        check("boto3 refuses who is not trusted", False)
    except SSLError as error:
        check("boto3 refuses who is not trusted", "CERTIFICATE_VERIFY_FAILED" in str(error))
    os.environ["AWS_CA_BUNDLE"] = CA
    ec2 = boto3.client("ec2", region_name="eu-west-1", config=BotoConfig(proxies={"https": URL}))
    zones = ec2.describe_availability_zones()["AvailabilityZones"]
    check("and by its own name, without an endpoint", {zone["RegionName"] for zone in zones}, {"eu-west-1"})
    endpoints = {region["RegionName"]: region["Endpoint"] for region in ec2.describe_regions()["Regions"]}
    check("which answers name", endpoints["us-west-2"], "ec2.us-west-2.amazonaws.com")
    sts = boto3.client("sts", config=BotoConfig(proxies={"https": URL}))
    check("STS knows who calls", sts.get_caller_identity()["Account"], "123456789012")


def awscli():
    def call(*words, **environment):
        command = [sys.executable, "-m", "awscli", "--output", "json", *words]
        output = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)
        return json.loads(output.stdout) if output.returncode == 0 else output.stderr

    own = call("ec2", "describe-instances", "--endpoint-url", ENDPOINT, "--ca-bundle", CA)
    check("the AWS CLI finds EC2", len(own["Reservations"]) > 0)
    proxied = call("ec2", "describe-instances", HTTPS_PROXY=URL, AWS_CA_BUNDLE=CA)
    check("and by its own name", proxied, own)


def aliyun():
    os.environ["ALIBABA_CLOUD_CA_BUNDLE"] = CA
    acs = AcsClient("testid", "testsecret", REGION)
    acs.add_endpoint(REGION, "Ecs", f"localhost:{PORT}")

    def do(client, request):
        request.set_protocol_type("https")
        return json.loads(client.do_action_with_exception(request))

    own = do(acs, DescribeInstancesRequest())
    check("the old SDK finds ECS", own["TotalCount"] > 0)
    os.environ["https_proxy"] = os.environ["HTTPS_PROXY"] = URL
    acs = AcsClient("testid", "testsecret", "cn-beijing")
    check("and by its own name", do(acs, DescribeInstancesRequest())["TotalCount"], 0)
    check("and VPC", do(acs, DescribeVSwitchesRequest())["TotalCount"] > 0)
    del os.environ["https_proxy"], os.environ["HTTPS_PROXY"]


def alibabacloud():
    def count(**settings):
        config = Config(access_key_id="testid", access_key_secret="testsecret", region_id=REGION, ca=CA, **settings)
        return client.Client(config).describe_instances(models.DescribeInstancesRequest(region_id=REGION)).body.total_count

    own = count(endpoint=f"localhost:{PORT}")
    check("the new SDK finds ECS", own > 0)
    check("and by its own name", count(https_proxy=URL), own)


def curl():
    def call(*words):
        command = ["curl", "--silent", "--show-error", "--cacert", CA, *signed, *words]
        return subprocess.run(command, capture_output=True, text=True).stdout

    path = "?Action=DescribeRegions&Version=2016-11-15"
    signed = ["--aws-sigv4", "aws:amz:us-east-1:ec2", "--user", "AKIAIOSFODNN7EXAMPLE:secret"]
    version = ["--output", os.devnull, "--write-out", "%{http_version} %{http_code}"]
    check("curl speaks HTTP/2", call(*version, f"{ENDPOINT}/{path}"), "2 200")
    check("and HTTP/1.1", call(*version, "--http1.1", f"{ENDPOINT}/{path}"), "1.1 200")
    name = f"https://ec2.us-east-1.amazonaws.com/{path}"
    check("and by the cloud's name", "</DescribeRegionsResponse>" in call("--proxy", URL, name))


run(standard, aws, awscli, aliyun, alibabacloud, curl)
