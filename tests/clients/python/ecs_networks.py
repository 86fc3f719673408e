"""What every client of Alibaba Cloud's VPC API is to find: VPCs, VSwitches, elastic addresses, and that ECS sees them.
Two clients of the kind in `ecs_story`: of the VPC API and of ECS."""

import json

from common import check, refused
from ecs_resources import REGION, WEB


# A region with one zone.
ELSEWHERE = {"RegionId": "cn-nanjing"}


class Networks:
    def __init__(self, vpc, ecs, elsewhere=None):
        self.vpc, self.ecs, self.elsewhere = vpc, ecs, elsewhere or vpc

    def parts(self):
        return [self.networks, self.attributes, self.defaults, self.routes, self.addresses]

    def here(self, action, **parameters):
        return self.vpc(action, RegionId=REGION, **parameters)

    def networks(self):
        made = self.here("CreateVpc", CidrBlock="10.0.0.0/16", VpcName="made", Tag=[{"Key": "stage", "Value": "test"}])
        vpc = made["VpcId"]
        [zone, *_] = self.ecs("DescribeZones", RegionId=REGION)["Zones"]["Zone"]
        where = {"VpcId": vpc, "ZoneId": zone["ZoneId"]}
        switch = self.here("CreateVSwitch", CidrBlock="10.0.1.0/24", **where)["VSwitchId"]
        refused("a range is used once", self.here, "InvalidCidrBlock.Overlapped", 400, "CreateVSwitch",
                CidrBlock="10.0.0.0/23", **where)
        shown = self.here("DescribeVpcAttribute", VpcId=vpc)
        check("a VPC has its VSwitch", (shown["VpcName"], shown["VSwitchIds"]["VSwitchId"]), ("made", [switch]))
        [listed] = self.here("DescribeVpcs", VpcId=vpc)["Vpcs"]["Vpc"]
        check("and its router", listed["VRouterId"], made["VRouterId"])
        check("and its tag", listed["Tags"]["Tag"], [{"Key": "stage", "Value": "test"}])
        one = self.here("DescribeVSwitchAttributes", VSwitchId=switch)
        check("a VSwitch has its range", (one["CidrBlock"], one["Status"]), ("10.0.1.0/24", "Available"))
        found = self.here("DescribeVSwitches", VpcId=vpc)["VSwitches"]["VSwitch"]
        check("and is listed", [one["VSwitchId"] for one in found], [switch])
        found = self.ecs("DescribeVSwitches", RegionId=REGION, VpcId=vpc)["VSwitches"]["VSwitch"]
        check("by ECS too", [one["VSwitchId"] for one in found], [switch])
        refused("a VPC with a VSwitch stays", self.here, "DependencyViolation.VSwitch", 400, "DeleteVpc", VpcId=vpc)
        self.here("DeleteVSwitch", VSwitchId=switch)
        self.here("DeleteVpc", VpcId=vpc)
        check("both are gone", self.here("DescribeVpcs", VpcId=vpc)["Vpcs"]["Vpc"], [])

    def attributes(self):
        vpc = self.here("CreateVpc", CidrBlock="10.0.0.0/16")["VpcId"]
        switch = self.here("CreateVSwitch", VpcId=vpc, ZoneId="cn-hangzhou-h", CidrBlock="10.0.1.0/24")["VSwitchId"]
        self.here("ModifyVpcAttribute", VpcId=vpc, VpcName="renamed", CidrBlock="10.0.0.0/12")
        [shown] = self.here("DescribeVpcs", VpcId=vpc)["Vpcs"]["Vpc"]
        check("a VPC has another name and range", (shown["VpcName"], shown["CidrBlock"]), ("renamed", "10.0.0.0/12"))
        refused("in which its VSwitches are", self.here, "IllegalCidrBlock", 400, "ModifyVpcAttribute", VpcId=vpc,
                CidrBlock="10.2.0.0/16")
        self.here("ModifyVSwitchAttribute", VSwitchId=switch, VSwitchName="renamed")
        one = self.here("DescribeVSwitchAttributes", VSwitchId=switch)
        check("a VSwitch too", one["VSwitchName"], "renamed")
        refused("one that is there", self.here, "InvalidVSwitchId.NotFound", 404, "ModifyVSwitchAttribute",
                VSwitchId="vsw-nowhere", VSwitchName="x")
        self.here("TagResources", ResourceType="VSWITCH", ResourceId=[switch], Tag=[{"Key": "stage", "Value": "test"}])

        def tags():
            listed = self.here("ListTagResources", ResourceType="VSWITCH", ResourceId=[switch])
            return [(tag["TagKey"], tag["TagValue"]) for tag in listed["TagResources"]["TagResource"]]

        check("it has a tag", tags(), [("stage", "test")])
        refused("tags are of what is there", self.here, "InvalidInstanceIds.NotFound", 400, "TagResources",
                ResourceType="VPC", ResourceId=["vpc-nowhere"], Tag=[{"Key": "stage", "Value": "test"}])
        refused("and of a type", self.here, "InvalidInstanceType.NotFound", 400, "UnTagResources",
                ResourceType="THING", ResourceId=[switch], TagKey=["stage"])
        refused("a list is of something", self.here, "BothEmpty.TagsAndResources", 400, "ListTagResources",
                ResourceType="VPC")
        self.here("UnTagResources", ResourceType="VSWITCH", ResourceId=[switch], TagKey=["stage"])
        check("it has none", tags(), [])

    def defaults(self):
        [switch] = self.elsewhere("DescribeVSwitches", **ELSEWHERE)["VSwitches"]["VSwitch"]
        refused("a region has one default VPC", self.elsewhere, "OperationFailed.DefaultVpcExist", 400,
                "CreateDefaultVpc", **ELSEWHERE)
        refused("a zone one VSwitch", self.elsewhere, "OperationFailed.DefaultVSwitchExist", 400, "CreateDefaultVSwitch",
                ZoneId=switch["ZoneId"], **ELSEWHERE)
        self.elsewhere("DeleteVSwitch", VSwitchId=switch["VSwitchId"], **ELSEWHERE)
        self.elsewhere("DeleteVpc", VpcId=switch["VpcId"], **ELSEWHERE)
        vpc = self.elsewhere("CreateDefaultVpc", **ELSEWHERE)["VpcId"]
        made = self.elsewhere("CreateDefaultVSwitch", ZoneId=switch["ZoneId"], **ELSEWHERE)["VSwitchId"]
        [shown] = self.elsewhere("DescribeVpcs", IsDefault=True, **ELSEWHERE)["Vpcs"]["Vpc"]
        check("both are back", (shown["VpcId"], shown["VSwitchIds"]["VSwitchId"]), (vpc, [made]))

    def routes(self):
        [instance] = self.ecs("DescribeInstances", RegionId=REGION,
                              InstanceIds=json.dumps([WEB]))["Instances"]["Instance"]
        attributes = instance["VpcAttributes"]
        vpc, switch = attributes["VpcId"], attributes["VSwitchId"]

        def tables(**filters):
            return self.here("DescribeRouteTableList", VpcId=vpc, **filters)["RouterTableList"]["RouterTableListType"]

        [system] = [table["RouteTableId"] for table in tables(RouteTableType="System")]
        table = self.here("CreateRouteTable", VpcId=vpc, RouteTableName="made")["RouteTableId"]
        self.here("ModifyRouteTableAttributes", RouteTableId=table, Description="of a story")
        [shown] = tables(RouteTableId=table)
        check("a table has its name", (shown["RouteTableName"], shown["Description"]), ("made", "of a story"))
        self.here("AssociateRouteTable", RouteTableId=table, VSwitchId=switch)
        [shown] = tables(RouteTableId=table)
        check("it has a VSwitch", shown["VSwitchIds"]["VSwitchId"], [switch])
        refused("once", self.here, "Forbidden.VSwitchAlreadyAssociatedRouteTable", 404, "AssociateRouteTable",
                RouteTableId=table, VSwitchId=switch)
        refused("and stays", self.here, "IncorrectRouteTableStatus", 404, "DeleteRouteTable", RouteTableId=table)
        self.here("UnassociateRouteTable", RouteTableId=table, VSwitchId=switch)
        refused("no twice", self.here, "InvalidBindingStatus.RouteTable", 404, "UnassociateRouteTable",
                RouteTableId=table, VSwitchId=switch)
        self.here("DeleteRouteTable", RouteTableId=table)
        entry = self.here("CreateRouteEntry", RouteTableId=system, DestinationCidrBlock="10.0.0.0/8",
                          NextHopId=WEB)["RouteEntryId"]
        refused("a destination once", self.here, "InvalidCIDRBlock.Duplicate", 400, "CreateRouteEntry",
                RouteTableId=system, DestinationCidrBlock="10.0.0.0/8", NextHopId=WEB)
        [listed] = self.here("DescribeRouteEntryList", RouteTableId=system,
                             RouteEntryType="Custom")["RouteEntrys"]["RouteEntry"]
        check("an entry leads to it", (listed["RouteEntryId"], listed["NextHops"]["NextHop"][0]["NextHopId"]), (entry, WEB))
        [shown] = self.here("DescribeRouteTables", RouteTableId=system, Type="Custom")["RouteTables"]["RouteTable"]
        check("in the older answer too", shown["RouteEntrys"]["RouteEntry"][0]["InstanceId"], WEB)
        self.here("ModifyRouteEntry", RouteEntryId=entry, RouteEntryName="to the web")
        refused("a next hop is there", self.here, "InvalidNextHopId.NotFound", 404, "ModifyRouteEntry",
                RouteEntryId=entry, NewNextHopId="i-nowhere")
        [listed] = self.here("DescribeRouteEntryList", RouteTableId=system,
                             RouteEntryType="Custom")["RouteEntrys"]["RouteEntry"]
        check("an entry is renamed", listed["RouteEntryName"], "to the web")
        self.here("DeleteRouteEntry", RouteEntryId=entry)
        refused("it is gone", self.here, "InvalidRouteEntryId.NotFound", 400, "DeleteRouteEntry", RouteEntryId=entry)

    def addresses(self):
        made = self.here("AllocateEipAddress", Bandwidth="10", InternetChargeType="PayByTraffic")
        eip = made["AllocationId"]

        def shown():
            [address] = self.here("DescribeEipAddresses", AllocationId=eip)["EipAddresses"]["EipAddress"]
            return address["Status"], address["InstanceId"]

        def instance():
            [instance] = self.ecs("DescribeInstances", RegionId=REGION,
                                  InstanceIds=json.dumps([WEB]))["Instances"]["Instance"]
            return instance

        check("an address is free", shown(), ("Available", ""))
        self.here("ModifyEipAddressAttribute", AllocationId=eip, Bandwidth="20", Name="renamed")
        [address] = self.here("DescribeEipAddresses", AllocationId=eip)["EipAddresses"]["EipAddress"]
        check("it has another bandwidth", (address["Bandwidth"], address["Name"]), ("20", "renamed"))
        refused("not any", self.here, "InvalidParameter", 400, "ModifyEipAddressAttribute", AllocationId=eip,
                Bandwidth="5000")
        self.ecs("ModifyInstanceSpec", InstanceId=WEB, InternetMaxBandwidthOut=0)
        self.here("AssociateEipAddress", AllocationId=eip, InstanceId=WEB)
        check("an instance gets it", shown(), ("InUse", WEB))
        check("and shows it", instance()["EipAddress"]["IpAddress"], made["EipAddress"])
        refused("it stays while in use", self.here, "IncorrectEipStatus", 400, "ReleaseEipAddress", AllocationId=eip)
        self.ecs("UnassociateEipAddress", AllocationId=eip, InstanceId=WEB)
        check("ECS takes it away", instance()["EipAddress"]["IpAddress"], "")
        self.ecs("AssociateEipAddress", AllocationId=eip, InstanceId=WEB)
        [address] = self.ecs("DescribeEipAddresses", RegionId=REGION, AllocationId=eip)["EipAddresses"]["EipAddress"]
        check("and gives it back", address["InstanceId"], WEB)
        self.here("UnassociateEipAddress", AllocationId=eip, InstanceId=WEB)
        self.ecs("ReleaseEipAddress", AllocationId=eip)
        found = self.here("DescribeEipAddresses", AllocationId=eip)["EipAddresses"]["EipAddress"]
        check("it is gone", found, [])
        made = self.ecs("AllocateEipAddress", RegionId=REGION)["AllocationId"]
        self.here("ReleaseEipAddress", AllocationId=made)
