"""IAM by boto3: roles and instance profiles, with their waiters and paginators."""

import json
import re
from pathlib import Path

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

from common import URL, check, run

TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                                                 "Action": "sts:AssumeRole"}]}
iam = boto3.client("iam", endpoint_url=URL)
answered = set()


def call(action, **parameters):
    answer = getattr(iam, xform_name(action))(**parameters)
    answered.add(action)
    return answer


def refused(code, status, action, **parameters):
    try:
        call(action, **parameters)
    except ClientError as error:
        facts, metadata = error.response["Error"], error.response["ResponseMetadata"]
        check(f"{action}: {code}", (facts["Code"], facts["Type"], metadata["HTTPStatusCode"], len(metadata["RequestId"])),
              (code, "Sender", status, 36))
        return facts["Message"]
    raise AssertionError(f"{action} is not refused")


def roles():
    made = call("CreateRole", RoleName="web", AssumeRolePolicyDocument=json.dumps(TRUST), MaxSessionDuration=7200,
                Tags=[{"Key": "suite", "Value": "one"}])["Role"]
    check("who may assume it", made["AssumeRolePolicyDocument"], TRUST)
    check("its id", bool(re.fullmatch("AROA[A-Z2-7]{17}", made["RoleId"])))
    iam.get_waiter("role_exists").wait(RoleName="web", WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    shown = call("GetRole", RoleName="web")["Role"]
    check("its sessions", (shown["MaxSessionDuration"], shown["Tags"]), (7200, [{"Key": "suite", "Value": "one"}]))
    call("TagRole", RoleName="web", Tags=[{"Key": "stage", "Value": "test"}])
    call("UntagRole", RoleName="web", TagKeys=["suite"])
    check("its tags", call("ListRoleTags", RoleName="web")["Tags"], [{"Key": "stage", "Value": "test"}])
    check("its policies", (call("ListRolePolicies", RoleName="web")["PolicyNames"],
                           call("ListAttachedRolePolicies", RoleName="web")["AttachedPolicies"]), ([], []))
    refused("EntityAlreadyExists", 409, "CreateRole", RoleName="Web", AssumeRolePolicyDocument=json.dumps(TRUST))
    refused("MalformedPolicyDocument", 400, "CreateRole", RoleName="x", AssumeRolePolicyDocument="x")
    refused("UnsupportedOperation", 400, "PutRolePolicy", RoleName="web", PolicyName="p", PolicyDocument="{}")
    refused("UnsupportedOperation", 400, "AttachRolePolicy", RoleName="web", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")


def profiles():
    made = call("CreateInstanceProfile", InstanceProfileName="web", Path="/servers/")["InstanceProfile"]
    check("it has no role", (made["Roles"], made["Arn"]), ([], "arn:aws:iam::123456789012:instance-profile/servers/web"))
    iam.get_waiter("instance_profile_exists").wait(InstanceProfileName="web", WaiterConfig={"Delay": 1, "MaxAttempts": 1})
    call("AddRoleToInstanceProfile", InstanceProfileName="web", RoleName="web")
    refused("LimitExceeded", 409, "AddRoleToInstanceProfile", InstanceProfileName="web", RoleName="web")
    [role] = call("GetInstanceProfile", InstanceProfileName="web")["InstanceProfile"]["Roles"]
    check("it has its role", (role["RoleName"], role["AssumeRolePolicyDocument"]), ("web", TRUST))
    [found] = call("ListInstanceProfilesForRole", RoleName="web")["InstanceProfiles"]
    check("and the role it", found["InstanceProfileName"], "web")
    call("TagInstanceProfile", InstanceProfileName="web", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    call("UntagInstanceProfile", InstanceProfileName="web", TagKeys=["a"])
    check("its tags", call("ListInstanceProfileTags", InstanceProfileName="web")["Tags"], [{"Key": "b", "Value": "2"}])
    refused("DeleteConflict", 409, "DeleteRole", RoleName="web")
    refused("DeleteConflict", 409, "DeleteInstanceProfile", InstanceProfileName="web")


def pages():
    for n in range(3):
        call("CreateInstanceProfile", InstanceProfileName=f"p{n}")
        call("CreateRole", RoleName=f"r{n}", AssumeRolePolicyDocument=json.dumps(TRUST))
    for action, list, name in [("ListRoles", "Roles", "RoleName"), ("ListInstanceProfiles", "InstanceProfiles",
                                                                    "InstanceProfileName")]:
        whole = [one[name] for one in call(action)[list]]
        paged = iam.get_paginator(xform_name(action)).paginate(PaginationConfig={"PageSize": 3})
        found = [[one[name] for one in page[list]] for page in paged]
        check(f"pages of {action}", (len(whole), [len(page) for page in found], sum(found, [])), (4, [3, 1], whole))


def end():
    call("RemoveRoleFromInstanceProfile", InstanceProfileName="web", RoleName="web")
    call("DeleteInstanceProfile", InstanceProfileName="web")
    call("DeleteRole", RoleName="web")
    check("the role is gone", refused("NoSuchEntity", 404, "GetRole", RoleName="web"),
          "The role with name web cannot be found.")
    check("so is the profile", refused("NoSuchEntity", 404, "GetInstanceProfile", InstanceProfileName="web"),
          "Instance Profile web cannot be found.")
    for action, parameters in [("ListInstanceProfilesForRole", {}), ("ListRolePolicies", {}), ("ListRoleTags", {}),
                               ("ListAttachedRolePolicies", {}), ("TagRole", {"Tags": [{"Key": "a", "Value": "1"}]}),
                               ("UntagRole", {"TagKeys": ["a"]})]:
        refused("NoSuchEntity", 404, action, RoleName="none", **parameters)


def sessions():
    """Temporary credentials of STS, with which calls are signed, and verified."""
    sts = boto3.client("sts", endpoint_url=URL)
    arn = call("GetRole", RoleName="web")["Role"]["Arn"]
    role = sts.assume_role(RoleArn=arn, RoleSessionName="suite")
    account = sts.get_session_token(DurationSeconds=900)

    def of(credentials, service, **changes):
        keys = {"AccessKeyId": None, "SecretAccessKey": None, "SessionToken": None, **credentials, **changes}
        return boto3.client(service, endpoint_url=URL, aws_access_key_id=keys["AccessKeyId"],
                            aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])

    def denied(code, client, action, **parameters):
        try:
            getattr(client, action)(**parameters)
        except ClientError as error:
            return check(f"{action}: {code}", error.response["Error"]["Code"], code)
        raise AssertionError(f"{action} is not refused")

    check("a role acts", of(role["Credentials"], "sts").get_caller_identity()["Arn"],
          "arn:aws:sts::123456789012:assumed-role/web/suite")
    check("in its account", len(of(role["Credentials"], "ec2").describe_vpcs()["Vpcs"]), 1)
    check("so does the account", of(account["Credentials"], "sts").get_caller_identity()["Arn"],
          "arn:aws:iam::123456789012:root")
    denied("AuthFailure", of(role["Credentials"], "ec2", SessionToken="other"), "describe_vpcs")
    denied("SignatureDoesNotMatch", of(role["Credentials"], "sts", SecretAccessKey="other"), "get_caller_identity")
    denied("AccessDenied", of(account["Credentials"], "sts"), "get_session_token")
    denied("AccessDenied", sts, "assume_role", RoleArn=arn.replace("web", "none"), RoleSessionName="suite")


def all_answered():
    text = (Path(__file__).parents[3] / ".github/docs/coverage.md").read_text()
    section = text.split("\n## AWS IAM\n")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))
    check("each of them has answered", sorted(listed - answered), [])


def story():
    """In one world."""
    roles()
    profiles()
    pages()
    sessions()
    end()
    all_answered()


run(story)
