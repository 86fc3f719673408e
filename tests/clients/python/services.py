"""Calls of services that Twinstance does not have: each client shows the same error, once, and names the service. And what
of Systems Manager there is."""

import os
import subprocess
import sys

import boto3
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from alibabacloud_tea_util.models import RuntimeOptions
from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkcore.request import CommonRequest
from botocore.exceptions import ClientError

from common import HOST, URL, check, run, twin

AWS = (
    "Of AWS it has cloudwatch, ec2, iam, ssm, sts. To send only their calls here, set AWS_ENDPOINT_URL_CLOUDWATCH, "
    "AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL_IAM, AWS_ENDPOINT_URL_SSM, AWS_ENDPOINT_URL_STS instead of AWS_ENDPOINT_URL."
)
ALIBABA = "Of Alibaba Cloud it has ecs, sts, location, vpc, cms."

# What boto3 calls the service, what its signatures call it, and a call.
CALLS = [
    # AWS Query.
    ("elasticache", "elasticache", "describe_cache_clusters", {}),
    ("autoscaling", "autoscaling", "describe_auto_scaling_groups", {}),
    ("elb", "elasticloadbalancing", "describe_load_balancers", {}),
    ("elbv2", "elasticloadbalancing", "describe_load_balancers", {}),
    ("rds", "rds", "describe_db_instances", {}),
    ("sns", "sns", "list_topics", {}),
    ("cloudformation", "cloudformation", "list_stacks", {}),
    # AWS JSON.
    ("dynamodb", "dynamodb", "list_tables", {}),
    ("sqs", "sqs", "list_queues", {}),
    ("ecs", "ecs", "list_clusters", {}),
    ("logs", "logs", "describe_log_groups", {}),
    ("kms", "kms", "list_keys", {}),
    ("secretsmanager", "secretsmanager", "list_secrets", {}),
    ("pricing", "pricing", "describe_services", {}),
    # RPC v2 CBOR.
    ("arc-region-switch", "arc-region-switch", "list_plans", {}),
    # REST-JSON.
    ("lambda", "lambda", "list_functions", {}),
    ("eks", "eks", "list_clusters", {}),
    ("efs", "elasticfilesystem", "describe_file_systems", {}),
    ("apigateway", "apigateway", "get_rest_apis", {}),
    # REST-XML.
    ("s3", "s3", "list_buckets", {}),
    ("s3", "s3", "get_object", {"Bucket": "bucket", "Key": "key"}),
    ("s3", "s3", "put_object", {"Bucket": "bucket", "Key": "key", "Body": b"body"}),
    ("route53", "route53", "list_hosted_zones", {}),
    ("cloudfront", "cloudfront", "list_distributions", {}),
]


def received():
    """How many requests there have been."""
    latest = twin("requests?limit=1")["requests"]
    return latest[0]["number"] if latest else 0


def message(service, rest):
    return f"Twinstance does not have the service {service}. {rest}"


def botocore():
    for service, scope, call, parameters in CALLS:
        before = received()
        try:
            getattr(boto3.client(service, endpoint_url=URL), call)(**parameters)
            told = None
        except ClientError as error:
            answer = error.response
            told = answer["Error"]["Code"], answer["Error"]["Message"], answer["ResponseMetadata"]["HTTPStatusCode"]
        check(f"{service}: {call}", told, ("NotImplemented", message(scope, AWS), 501))
        check(f"{service}: {call}, once", received() - before, 1)
    try:
        boto3.client("s3", endpoint_url=URL).head_bucket(Bucket="bucket")
        told = None
    except ClientError as error:
        told = str(error)
    check("s3: a HEAD", told, "An error occurred (501) when calling the HeadBucket operation: Not Implemented")


def awscli():
    environment = os.environ | {"AWS_ENDPOINT_URL": URL}
    for words, operation, scope in [
        ("eks list-clusters", "ListClusters", "eks"),
        ("lambda list-functions", "ListFunctions", "lambda"),
        ("efs describe-file-systems", "DescribeFileSystems", "elasticfilesystem"),
        ("s3 ls", "ListBuckets", "s3"),
        ("sns list-topics", "ListTopics", "sns"),
        ("kms list-keys", "ListKeys", "kms"),
    ]:
        command = [sys.executable, "-m", "awscli", *words.split()]
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        told = f"An error occurred (NotImplemented) when calling the {operation} operation: {message(scope, AWS)}"
        check(f"aws {words}", (done.returncode != 0, done.stdout, told in done.stderr), (True, "", True))


def systems_manager():
    ssm, ec2 = boto3.client("ssm", endpoint_url=URL), boto3.client("ec2", endpoint_url=URL)
    path = "/aws/service/ami-amazon-linux-latest"
    name = f"{path}/al2023-ami-kernel-default-x86_64"
    parameter = ssm.get_parameter(Name=name)["Parameter"]
    check("a parameter", (parameter["Value"], parameter["Type"]), ("ami-0abcdef1234567890", "String"))
    check("its time", parameter["LastModifiedDate"].year, 2024)
    many = ssm.get_parameters(Names=[name, "/golden-ami"])
    check("parameters", [one["Name"] for one in many["Parameters"]], [name])
    check("and what is none", many["InvalidParameters"], ["/golden-ami"])
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=path, PaginationConfig={"PageSize": 1})
    check("pages of a path", [len(page["Parameters"]) for page in pages], [1, 1, 1, 1])
    try:
        ssm.get_parameter(Name="/golden-ami")
        told = None
    except ssm.exceptions.ParameterNotFound as error:
        told = error.response["Error"]["Message"]
    text = "Parameter /golden-ami not found. Twinstance has the public parameters of its own images alone."
    check("a parameter that there is not", told, text)
    launched = ec2.run_instances(ImageId=f"resolve:ssm:{name}", InstanceType="t3.micro", MinCount=1, MaxCount=1)
    check("a launch by a parameter", launched["Instances"][0]["ImageId"], parameter["Value"])
    pattern = [{"Name": "name", "Values": ["al2023-ami-2023.*-x86_64"]}]
    [newest] = ec2.describe_images(Owners=["amazon"], Filters=pattern)["Images"]
    check("and the image by its name", newest["ImageId"], parameter["Value"])


def alibaba():
    client = Client(Config(access_key_id="testid", access_key_secret="testsecret", region_id="cn-hangzhou",
                           endpoint=HOST, protocol="HTTP"))
    old = AcsClient("testid", "testsecret", "cn-hangzhou")
    for product, version, action, path in [
        ("rds", "2014-08-15", "DescribeDBInstances", "/"),
        ("slb", "2014-05-15", "DescribeLoadBalancers", "/"),
        ("ram", "2015-05-01", "ListUsers", "/"),
        ("cs", "2015-12-15", "DescribeClustersV1", "/api/v1/clusters"),
    ]:
        style = "RPC" if path == "/" else "ROA"
        parameters = Params(action=action, version=version, protocol="HTTP", pathname=path, method="GET", auth_type="AK",
                            style=style, body_type="json", req_body_type="json")
        before = received()
        try:
            client.call_api(parameters, OpenApiRequest(query={}), RuntimeOptions())
            told = None
        except Exception as error:
            told = error.code, message(product, ALIBABA) in str(error)
        check(f"{product}: the new SDK", told, ("NotImplemented", True))
        request = CommonRequest(domain=HOST, version=version, action_name=action,
                                uri_pattern=None if style == "RPC" else path)
        request.set_method("GET")
        request.set_protocol_type("http")
        try:
            old.do_action_with_exception(request)
            told = None
        except ServerException as error:
            told = error.get_error_code(), error.get_error_msg(), error.get_http_status()
        check(f"{product}: the old SDK", told, ("NotImplemented", message(product, ALIBABA), 501))
        check(f"{product}: each once", received() - before, 2)


run(botocore, awscli, systems_manager, alibaba)
