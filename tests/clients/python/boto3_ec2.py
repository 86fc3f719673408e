"""boto3, through its low-level client, waiters and paginators."""

import re
import threading

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

from common import URL, Refusal, check, refused, run
from ec2_capacity import Capacity
from ec2_disks import Disks
from ec2_instances import Instances
from ec2_neighbours import Neighbours
from ec2_networks import Networks
from ec2_placement import Placement
from ec2_story import IMAGE, MODIFY, NOBODY, NOWHERE, SOURCE, UPDATE, WEB, WORKER, Story, all_answered, operations
from ec2_story import where
from ec2_templates import Templates
from ec2_vpcs import Vpcs

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


call = caller(ec2)
story = Story(call)

# What waiters say: one that would have gone on, one that need not.
VAIN, FAILURE = "Max attempts exceeded", "Waiter encountered a terminal failure state"
# The pages of each paginator: what lists the things, and so many on a page.
PAGES = {
    "describe_addresses_attribute": ("Addresses", 1),
    "describe_capacity_reservations": ("CapacityReservations", 1),
    "describe_dhcp_options": ("DhcpOptions", 5),
    "describe_egress_only_internet_gateways": ("EgressOnlyInternetGateways", 5),
    "describe_flow_logs": ("FlowLogs", 1),
    "describe_iam_instance_profile_associations": ("IamInstanceProfileAssociations", 5),
    "describe_images": ("Images", 5),
    "describe_instance_credit_specifications": ("InstanceCreditSpecifications", 5),
    "describe_instance_status": ("InstanceStatuses", 5),
    "describe_instance_type_offerings": ("InstanceTypeOfferings", 1000),
    "describe_instance_types": ("InstanceTypes", 100),
    "describe_instances": ("Reservations", 5),
    "describe_internet_gateways": ("InternetGateways", 5),
    "describe_launch_template_versions": ("LaunchTemplateVersions", 1),
    "describe_launch_templates": ("LaunchTemplates", 1),
    "describe_managed_prefix_lists": ("PrefixLists", 1),
    "describe_nat_gateways": ("NatGateways", 5),
    "describe_network_acls": ("NetworkAcls", 5),
    "describe_network_interfaces": ("NetworkInterfaces", 5),
    "describe_prefix_lists": ("PrefixLists", 1),
    "describe_route_tables": ("RouteTables", 5),
    "describe_security_group_rules": ("SecurityGroupRules", 5),
    "describe_security_groups": ("SecurityGroups", 5),
    "describe_snapshots": ("Snapshots", 5),
    "describe_subnets": ("Subnets", 5),
    "describe_tags": ("Tags", 5),
    "describe_volume_status": ("VolumeStatuses", 5),
    "describe_volumes": ("Volumes", 5),
    "describe_volumes_modifications": ("VolumesModifications", 1),
    "describe_vpc_endpoint_services": ("ServiceDetails", 10),
    "describe_vpc_endpoints": ("VpcEndpoints", 1),
    "describe_vpc_peering_connections": ("VpcPeeringConnections", 5),
    "describe_vpcs": ("Vpcs", 5),
    "get_groups_for_capacity_reservation": ("CapacityReservationGroups", 1),
    "get_managed_prefix_list_associations": ("PrefixListAssociations", 5),
    "get_managed_prefix_list_entries": ("Entries", 1),
}
# One gateway, one set of options, no group, and of these none.
ONE_PAGE = {"describe_dhcp_options", "describe_egress_only_internet_gateways", "describe_flow_logs",
            "describe_iam_instance_profile_associations", "describe_internet_gateways", "describe_nat_gateways",
            "describe_vpc_endpoints", "describe_vpc_peering_connections", "get_groups_for_capacity_reservation",
            "get_managed_prefix_list_associations"}


def waiting():
    made = story.launch("t3.micro")["InstanceId"]
    # The delay is boto3's pause before it looks again: the first look is enough.
    for waiter, action in [("running", "stop"), ("stopped", "start"), ("running", "terminate"), ("terminated", None)]:
        ec2.get_waiter(f"instance_{waiter}").wait(InstanceIds=[made], WaiterConfig={"Delay": 1, "MaxAttempts": 5})
        check(f"the waiter sees it {waiter}", story.state(made), waiter)
        if action:
            getattr(ec2, f"{action}_instances")(InstanceIds=[made])
    late = threading.Timer(0.3, ec2.create_key_pair, kwargs={"KeyName": "late", "KeyType": "ed25519"})
    late.start()
    ec2.get_waiter("key_pair_exists").wait(KeyNames=["late"], WaiterConfig={"Delay": 1, "MaxAttempts": 5})
    late.join()
    check("a waiter looks again", [pair["KeyName"] for pair in ec2.describe_key_pairs()["KeyPairs"]], ["late"])


def waited(waiter, **parameters):
    """How a waiter ends that looks once: empty where it sees what it waits for."""
    try:
        ec2.get_waiter(waiter).wait(WaiterConfig={"Delay": 1, "MaxAttempts": 1}, **parameters)
    except WaiterError as error:
        return re.split("[.:]", error.kwargs["reason"])[0]
    return ""


def waiters():
    mappings = [{"DeviceName": "/dev/xvda", "Ebs": {"DeleteOnTermination": True}},
                {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 9, "DeleteOnTermination": False}}]
    gone = story.launch("t3.micro", BlockDeviceMappings=mappings)["InstanceId"]
    disks = {disk["DeviceName"]: disk["Ebs"]["VolumeId"] for disk in story.instance(gone)["BlockDeviceMappings"]}
    ec2.terminate_instances(InstanceIds=[gone])
    ec2.create_key_pair(KeyName="made", KeyType="ed25519")
    own = ec2.create_image(InstanceId=WEB, Name="own")["ImageId"]
    web = story.instance(WEB)
    disk, group = web["BlockDeviceMappings"][0]["Ebs"]["VolumeId"], web["SecurityGroups"][0]["GroupId"]
    gateway = ec2.describe_internet_gateways()["InternetGateways"][0]["InternetGatewayId"]
    stopped, nothing = {"InstanceIds": [WORKER], "IncludeAllInstances": True}, {"Filters": where("tag:no", "no")}
    interface = web["NetworkInterfaces"][0]["NetworkInterfaceId"]
    nat = ec2.create_nat_gateway(SubnetId=web["SubnetId"], ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    other = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    peer = ec2.create_vpc_peering_connection(VpcId=web["VpcId"], PeerVpcId=other)["VpcPeeringConnection"]
    nats = [{"NatGatewayIds": [id]} for id in [nat, f"nat-{NOWHERE}"]]
    peers = [{"VpcPeeringConnectionIds": [id]} for id in [peer["VpcPeeringConnectionId"], f"pcx-{NOWHERE}"]]
    free = ec2.create_network_interface(SubnetId=web["SubnetId"])["NetworkInterface"]["NetworkInterfaceId"]
    snapshot = ec2.create_snapshot(VolumeId=disk)["SnapshotId"]
    # What each waits for, and what it waits for in vain.
    cases = {
        "image_available": ({"ImageIds": [own]}, nothing),
        "image_exists": ({"ImageIds": [IMAGE]}, {"ImageIds": [f"ami-{NOWHERE}"]}),
        "instance_exists": ({"InstanceIds": [WORKER]}, {"InstanceIds": [NOBODY]}),
        "instance_running": ({"InstanceIds": [WEB]}, {"InstanceIds": [WORKER]}),
        "instance_status_ok": ({"InstanceIds": [WEB]}, stopped),
        "instance_stopped": ({"InstanceIds": [WORKER]}, {"InstanceIds": [WEB]}),
        "instance_terminated": ({"InstanceIds": [gone]}, {"InstanceIds": [WEB]}),
        "internet_gateway_exists": ({"InternetGatewayIds": [gateway]}, nothing),
        "key_pair_exists": ({"KeyNames": ["made"]}, {"KeyNames": ["none"]}),
        "nat_gateway_available": (nats[0], nats[1]),
        "nat_gateway_deleted": (nats[1], nats[0]),
        "network_interface_available": ({"NetworkInterfaceIds": [free]}, {"NetworkInterfaceIds": [interface]}),
        "security_group_exists": ({"GroupIds": [group]}, {"GroupIds": [f"sg-{NOWHERE}"]}),
        "snapshot_completed": ({"SnapshotIds": [snapshot]}, nothing),
        "subnet_available": ({"SubnetIds": [web["SubnetId"]]}, nothing),
        "system_status_ok": ({"InstanceIds": [WEB]}, stopped),
        "volume_available": ({"VolumeIds": [disks["/dev/sdf"]]}, {"VolumeIds": [disk]}),
        "volume_deleted": ({"VolumeIds": [disks["/dev/xvda"]]}, {"VolumeIds": [disk]}),
        "volume_in_use": ({"VolumeIds": [disk]}, {"VolumeIds": [disks["/dev/sdf"]]}),
        "vpc_available": ({"VpcIds": [web["VpcId"]]}, nothing),
        "vpc_exists": ({"VpcIds": [web["VpcId"]]}, {"VpcIds": [f"vpc-{NOWHERE}"]}),
        "vpc_peering_connection_deleted": (peers[1], peers[0]),
        "vpc_peering_connection_exists": (peers[0], peers[1]),
    }
    for waiter, (there, absent) in cases.items():
        if there:
            check(f"{waiter} sees it", waited(waiter, **there), "")
        check(f"{waiter} waits in vain", waited(waiter, **absent), VAIN)
    known = {name for name in ec2.waiter_names if ec2.get_waiter(name).config.operation in operations()}
    check("these are all its waiters", sorted(cases), sorted(known))
    for waiter, parameters in [
        ("instance_running", {"InstanceIds": [gone]}), ("instance_stopped", {"InstanceIds": [gone]}),
        ("network_interface_available", {"NetworkInterfaceIds": [f"eni-{NOWHERE}"]}),
    ]:
        check(f"{waiter} gives up", waited(waiter, **parameters), FAILURE)


def paginators():
    for n in range(6):
        vpc = ec2.create_vpc(CidrBlock=f"10.{n}.0.0/16")["Vpc"]["VpcId"]
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.{n}.0.0/24")
        id = story.launch("t3.micro")["InstanceId"]
        ec2.create_tags(Resources=[id, vpc], Tags=[{"Key": "n", "Value": str(n)}])
        ec2.create_image(InstanceId=id, Name=f"page {n}")
    for n in range(2):
        address = ec2.allocate_address()["AllocationId"]
        ec2.modify_address_attribute(AllocationId=address, DomainName=f"{n}.example.com")
    entries = [{"Cidr": f"10.{n}.0.0/16"} for n in range(3)]
    for n in range(2):
        volume = ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)["VolumeId"]
        ec2.modify_volume(VolumeId=volume, Size=2)
    list_id = ec2.create_managed_prefix_list(PrefixListName="pages", AddressFamily="IPv4", MaxEntries=3,
                                             Entries=entries)["PrefixList"]["PrefixListId"]
    for n in range(2):
        ec2.create_launch_template(LaunchTemplateName=f"page-{n}", LaunchTemplateData={"InstanceType": "t3.micro"})
    known = {xform_name(name) for name in operations() if ec2.can_paginate(xform_name(name))}
    check("these are all its paginators", sorted(PAGES), sorted(known))
    for name, (list, size) in PAGES.items():
        parameters = {"CapacityReservationId": SOURCE} if name.startswith("get_groups") else {}
        if name == "describe_launch_template_versions":
            parameters["Versions"] = ["$Latest"]
        if name.startswith("get_managed"):
            parameters["PrefixListId"] = list_id
        if name == "describe_instance_type_offerings":
            parameters["LocationType"] = "availability-zone"
        pages = [page[list] for page in ec2.get_paginator(name).paginate(
            PaginationConfig={"PageSize": size}, **parameters)]
        check(f"{name}: no page is too long", max(len(page) for page in pages) <= size)
        check(f"{name}: more than one page", len(pages) > 1, name not in ONE_PAGE)
        check(f"{name}: together they are the whole", sum(pages, []), getattr(ec2, name)(**parameters)[list])
    pages = ec2.get_paginator("describe_instances").paginate(PaginationConfig={"PageSize": 5},
                                                             Filters=where("tag-key", "n"))
    found = [tag["Value"] for launch in pages.search("Reservations") for tag in launch["Instances"][0]["Tags"]]
    check("pages and filters go together", sorted(found), [str(n) for n in range(6)])
    for name in ["describe_instances", "describe_tags", "describe_images"]:
        action = next(action for action in operations() if xform_name(action) == name)
        refused(f"{name}: a token that is none", call, "InvalidParameterValue", 400, action, NextToken="nonsense")


def unlimited():
    pages = ec2.get_paginator("describe_instance_credit_specifications").paginate(PaginationConfig={"PageSize": 5})
    ids = [item["InstanceId"] for page in pages for item in page["InstanceCreditSpecifications"]]
    check("without ids, those that are unlimited", ids, [WORKER])


def dry_reads():
    """Whatever needs no parameters can be asked whether it may be asked."""
    model = ec2.meta.service_model
    names = [name for name in sorted(operations()) if name.startswith("Describe")]
    inputs = {name: model.operation_model(name).input_shape for name in names}
    names = [name for name in names if "DryRun" in inputs[name].members and not inputs[name].required_members]
    for name in names:
        # The model says of this one that it needs none, but it does.
        story.dry_run(name, **({"Versions": ["$Latest"]} if name == "DescribeLaunchTemplateVersions" else {}))


def only_here():
    refused("no item at all", call, "MissingParameter", 400, MODIFY, InstanceCreditSpecifications=[])
    answer = ec2.modify_instance_credit_specification(
        InstanceCreditSpecifications=[{"InstanceId": WEB, "CpuCredits": "unlimited"}])
    check("an empty list is a list", answer["UnsuccessfulInstanceCreditSpecifications"], [])
    check("a success has its request id", len(answer["ResponseMetadata"]["RequestId"]), 36)
    identity = boto3.client("sts", endpoint_url=URL).get_caller_identity()
    check("STS knows who calls", (identity["Account"], identity["Arn"]),
          ("123456789012", "arn:aws:iam::123456789012:root"))
    story.call(UPDATE, CapacityReservationId=SOURCE, ZeroSizePreference="retain")
    allocation = story.reservation(SOURCE)["InterruptibleCapacityAllocation"]
    check("a preference alone can be changed", (allocation["ZeroSizePreference"], allocation["TargetInstanceCount"]),
          ("retain", 4))


run(*story.parts(), lambda: story.throttled(caller(once)))
for more in [Networks(call), Vpcs(call), Disks(call), Neighbours(call), Instances(call), Placement(call), Templates(call),
             Capacity(call)]:
    run(*more.parts(), *more.further())
run(waiting, waiters, paginators, unlimited, dry_reads, only_here)
all_answered()
