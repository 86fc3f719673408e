"""Clients that are told of the server as their proxy, and keep the clouds' own endpoints: over http, as it is a proxy for
that alone."""

import json
import os

import boto3
from alibabacloud_ecs20140526 import client, models
from alibabacloud_tea_openapi.utils_models import Config
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from aliyunsdkecs.request.v20140526.DescribeInstancesRequest import DescribeInstancesRequest
from aliyunsdkecs.request.v20140526.DescribeRegionsRequest import DescribeRegionsRequest
from aliyunsdkvpc.request.v20160428.DescribeVSwitchesRequest import DescribeVSwitchesRequest
from botocore.config import Config as BotoConfig

from common import URL, check, run

REGION = "cn-hangzhou"


def aws():
    proxied = BotoConfig(proxies={"http": URL})

    def of(service, region):
        endpoint = f"http://{service}.{region}.amazonaws.com"
        return boto3.client(service, region_name=region, endpoint_url=endpoint, config=proxied)

    ec2 = of("ec2", "us-east-1")
    check("EC2's instances", len(ec2.describe_instances()["Reservations"]) > 0)
    check("and those of another region", of("ec2", "eu-west-1").describe_instances()["Reservations"], [])
    zones = of("ec2", "eu-west-1").describe_availability_zones()["AvailabilityZones"]
    check("whose zones are its own", {zone["RegionName"] for zone in zones}, {"eu-west-1"})
    endpoints = {region["RegionName"]: region["Endpoint"] for region in ec2.describe_regions()["Regions"]}
    check("endpoints have the cloud's names", endpoints["us-west-2"], "ec2.us-west-2.amazonaws.com")
    check("STS knows who calls", of("sts", "us-east-1").get_caller_identity()["Account"], "123456789012")


def aliyun():
    acs = AcsClient("testid", "testsecret", REGION)

    def do(request):
        return json.loads(acs.do_action_with_exception(request))

    check("the old SDK finds ECS", do(DescribeInstancesRequest())["TotalCount"] > 0)
    check("and VPC", do(DescribeVSwitchesRequest())["TotalCount"] > 0)
    endpoints = {region["RegionId"]: region["RegionEndpoint"] for region in
                 do(DescribeRegionsRequest())["Regions"]["Region"]}
    check("endpoints have the cloud's names", endpoints["cn-shanghai"], "ecs.cn-shanghai.aliyuncs.com")
    who = CommonRequest(domain="sts.aliyuncs.com", version="2015-04-01", action_name="GetCallerIdentity")
    check("and STS", do(who)["AccountId"], "1234567890123456")
    where = CommonRequest(domain="location-readonly.aliyuncs.com", version="2015-06-12",
                          action_name="DescribeEndpoints")
    where.add_query_param("Id", REGION)
    where.add_query_param("ServiceCode", "vpc")
    [place] = do(where)["Endpoints"]["Endpoint"]
    check("which says where VPC is", place["Endpoint"], f"vpc.{REGION}.aliyuncs.com")


def alibabacloud():
    ecs = client.Client(Config(access_key_id="testid", access_key_secret="testsecret", region_id=REGION,
                               protocol="HTTP", http_proxy=URL))
    found = ecs.describe_instances(models.DescribeInstancesRequest(region_id=REGION)).body
    check("the new SDK finds ECS", found.total_count > 0)


# The old SDK knows of no other way to name a proxy.
os.environ["http_proxy"] = os.environ["HTTP_PROXY"] = URL
os.environ["no_proxy"] = "127.0.0.1"
run(aws, aliyun, alibabacloud)
