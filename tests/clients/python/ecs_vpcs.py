"""NAT gateways, network ACLs, IPv6 and VPCs of ECS's own API, in the order in which Terraform's provider for Alibaba Cloud calls
the operations of each resource: create, read, update, read, delete. Each field that it reads, also in its data sources, is there.
Two clients of the kind in `ecs_story`: of the VPC API and of ECS."""

import json

from common import check, refused
from ecs_resources import REGION, WEB

ZONE = "cn-hangzhou-h"

# The operations on NAT gateways, their entries, and network ACLs.
ACTIONS = """
    AssociateNetworkAcl CopyNetworkAclEntries CreateForwardEntry CreateNatGateway CreateNetworkAcl CreateSnatEntry
    DeleteForwardEntry DeleteNatGateway DeleteNetworkAcl DeleteSnatEntry DeletionProtection DescribeForwardTableEntries
    DescribeNatGateways DescribeNetworkAclAttributes DescribeNetworkAcls DescribeSnatTableEntries GetNatGatewayAttribute
    ModifyForwardEntry ModifyNatGatewayAttribute ModifyNetworkAclAttributes ModifySnatEntry UnassociateNetworkAcl UpdateNetworkAclEntries
""".split()

# The fields that the provider reads: of the resource, then of the data source.
VPC = """CidrBlock ClassicLinkEnabled CreationTime Description DnsHostnameStatus EnabledIpv6 Ipv6CidrBlock RegionId IsDefault
    ResourceGroupId VRouterId Status VpcName Ipv6CidrBlocks SecondaryCidrBlocks Tags UserCidrs"""
VPCS = """CidrBlock CreationTime Description DhcpOptionsSetId DhcpOptionsSetStatus DnsHostnameStatus Ipv6CidrBlock IsDefault
    RegionId ResourceGroupId SecondaryCidrBlocks Status UserCidrs VRouterId VSwitchIds VpcId VpcName Tags"""
V_SWITCH = """CidrBlock CreationTime Description Ipv6CidrBlock EnabledIpv6 IsDefault Status VSwitchName VpcId ZoneId Tags"""
V_SWITCHES = """AvailableIpAddressCount CidrBlock CreationTime Description Ipv6CidrBlock IsDefault ResourceGroupId RouteTable Status
    VSwitchId VSwitchName VpcId ZoneId Tags"""
ROUTE_TABLE = """AssociateType CreationTime Description ResourceGroupId RoutePropagationEnable RouteTableName Status VpcId Tags
    RouteTableId RouteTableType RouterId RouterType VSwitchIds"""
ROUTE_ENTRY = "RouteTableId DestinationCidrBlock NextHopType InstanceId RouteEntryName Description Status"
EIP = """Name Bandwidth AllocationTime DeletionProtection Description HDMonitorStatus InternetChargeType IpAddress ISP Mode Netmode
    ChargeType PublicIpAddressPoolId ResourceGroupId Status Zone AllocationId SecurityProtectionTypes Tags InstanceType
    PrivateIpAddress VpcId InstanceId BandwidthPackageBandwidth BandwidthPackageId BandwidthPackageType ExpiredTime
    HasReservationData InstanceRegionId OperationLocks ReservationActiveTime ReservationBandwidth ReservationInternetChargeType
    ReservationOrderType SecondLimited SegmentInstanceId"""
NAT = """Description ForwardTableIds InternetChargeType Name NatType InstanceChargeType NetworkType EipBindMode AvailabilityMode
    SnatTableIds Spec Status NatGatewayPrivateInfo VpcId DeletionProtection IcmpReplyEnabled PrivateLinkEnabled AccessMode
    BusinessStatus EcsMetricEnabled ExpiredTime IpLists NatGatewayId ResourceGroupId Tags"""
SNAT = "EipAffinity SnatEntryName SnatIp SourceCIDR SourceVSwitchId Status SnatEntryId SnatTableId"
FORWARD = """ExternalIp ExternalPort ForwardEntryName InternalIp InternalPort IpProtocol Status ForwardEntryId ForwardTableId"""
ACL = """CreationTime Description NetworkAclName Status VpcId EgressAclEntries IngressAclEntries Resources Tags NetworkAclId"""
ACL_RULE = "Description EntryType IpVersion NetworkAclEntryName Policy Port Protocol"


class Vpcs:
    def __init__(self, vpc, ecs):
        self.vpc, self.ecs, self.answered = vpc, ecs, set()

    def parts(self):
        return [self.networks, self.routes, self.addresses, self.nat_gateway, self.snat_entry, self.forward_entry,
                self.network_acl, self.ipv6, self.by_ecs, self.all_answered]

    def here(self, action, **parameters):
        answer = self.vpc(action, RegionId=REGION, **parameters)
        self.answered.add(action)
        return answer

    def has(self, what, thing, fields):
        missing = [field for field in fields.split() if thing.get(field) is None]
        check(f"{what}: each field", missing, [])

    def network(self):
        vpc = self.here("CreateVpc", CidrBlock="10.0.0.0/16")["VpcId"]
        return vpc, self.here("CreateVSwitch", VpcId=vpc, ZoneId=ZONE, CidrBlock="10.0.1.0/24")["VSwitchId"]

    def gone(self, vpc, *switches):
        for switch in switches:
            self.here("DeleteVSwitch", VSwitchId=switch)
        self.here("DeleteVpc", VpcId=vpc)

    def networks(self):
        vpc = self.here("CreateVpc", CidrBlock="10.0.0.0/16", VpcName="tf", Description="d", UserCidr="172.16.0.0/12",
                        ClientToken="tf-vpc")["VpcId"]
        shown = self.here("DescribeVpcAttribute", VpcId=vpc)
        self.has("a VPC", shown, VPC)
        [table] = self.here("DescribeRouteTableList", VpcId=vpc, RouteTableType="System",
                            PageSize=50, PageNumber=1)["RouterTableList"]["RouterTableListType"]
        self.has("its table", table, ROUTE_TABLE)
        self.here("ModifyVpcAttribute", VpcId=vpc, VpcName="tf2", Description="e")
        self.here("TagResources", ResourceType="VPC", ResourceId=[vpc], Tag=[{"Key": "a", "Value": "b"}])
        shown = self.here("DescribeVpcAttribute", VpcId=vpc)
        check("it is renamed", (shown["VpcName"], shown["Tags"]["Tag"]), ("tf2", [{"Key": "a", "Value": "b"}]))
        [listed] = self.here("DescribeVpcs", VpcId=vpc)["Vpcs"]["Vpc"]
        self.has("of the list", listed, VPCS)
        switch = self.here("CreateVSwitch", VpcId=vpc, ZoneId=ZONE, CidrBlock="10.0.1.0/24", VSwitchName="tf",
                           ClientToken="tf-vsw")["VSwitchId"]
        self.has("a VSwitch", self.here("DescribeVSwitchAttributes", VSwitchId=switch), V_SWITCH)
        self.here("ModifyVSwitchAttribute", VSwitchId=switch, VSwitchName="tf2")
        check("it too", self.here("DescribeVSwitchAttributes", VSwitchId=switch)["VSwitchName"], "tf2")
        [listed] = self.here("DescribeVSwitches", VSwitchId=switch)["VSwitches"]["VSwitch"]
        self.has("of the list", listed, V_SWITCHES)
        self.gone(vpc, switch)
        refused("a VSwitch is gone", self.here, "InvalidVSwitchId.NotFound", 400, "DescribeVSwitchAttributes",
                VSwitchId=switch)
        refused("a VPC too", self.here, "Forbidden.VpcNotFound", 400, "DescribeVpcAttribute", VpcId=vpc)

    def routes(self):
        [instance] = self.ecs("DescribeInstances", RegionId=REGION,
                              InstanceIds=json.dumps([WEB]))["Instances"]["Instance"]
        vpc = instance["VpcAttributes"]["VpcId"]
        table = self.here("CreateRouteTable", VpcId=vpc, RouteTableName="tf", ClientToken="tf-vtb")["RouteTableId"]

        def shown():
            [one] = self.here("DescribeRouteTableList", RouteTableId=table)["RouterTableList"]["RouterTableListType"]
            return one

        self.has("a route table", shown(), ROUTE_TABLE)
        self.here("ModifyRouteTableAttributes", RouteTableId=table, RouteTableName="tf2", Description="d")
        check("it is renamed", shown()["RouteTableName"], "tf2")
        self.here("CreateRouteEntry", RouteTableId=table, DestinationCidrBlock="192.168.0.0/16", NextHopType="Instance",
                  NextHopId=WEB, RouteEntryName="tf", ClientToken="tf-rte")
        [found] = self.here("DescribeRouteTables", RouteTableId=table)["RouteTables"]["RouteTable"]
        [entry] = [entry for entry in found["RouteEntrys"]["RouteEntry"] if entry["InstanceId"] == WEB]
        self.has("a route entry", entry, ROUTE_ENTRY)
        self.here("DeleteRouteEntry", RouteTableId=table, DestinationCidrBlock="192.168.0.0/16", NextHopId=WEB)
        self.here("DeleteRouteTable", RouteTableId=table)
        check("it is gone", self.here("DescribeRouteTableList", RouteTableId=table)["TotalCount"], 0)

    def eip(self, address):
        [shown] = self.here("DescribeEipAddresses", AllocationId=address)["EipAddresses"]["EipAddress"]
        return shown

    def addresses(self):
        vpc, switch = self.network()
        nat = self.here("CreateNatGateway", VpcId=vpc, VSwitchId=switch)["NatGatewayId"]
        eip = self.here("AllocateEipAddress", Bandwidth="10", InternetChargeType="PayByTraffic", Name="tf",
                        ClientToken="tf-eip")["AllocationId"]
        self.has("an elastic address", self.eip(eip), EIP)
        self.here("ModifyEipAddressAttribute", AllocationId=eip, Bandwidth="20", Name="tf2")
        check("it has another bandwidth", self.eip(eip)["Bandwidth"], "20")
        self.here("AssociateEipAddress", AllocationId=eip, InstanceId=nat, InstanceType="Nat", ClientToken="tf-assoc")
        shown = self.eip(eip)
        self.has("one in use", shown, EIP)
        check("a gateway has it", (shown["InstanceId"], shown["InstanceType"], shown["Status"]), (nat, "Nat", "InUse"))
        refused("a gateway that is there", self.here, "InvalidInstanId.NotFound", 404, "AssociateEipAddress",
                AllocationId=eip, InstanceId="ngw-nowhere", InstanceType="Nat")
        refused("it stays in use", self.here, "IncorrectEipStatus", 400, "ReleaseEipAddress", AllocationId=eip)
        self.here("UnassociateEipAddress", AllocationId=eip, InstanceId=nat, InstanceType="Nat", Force=True)
        check("it is free", self.eip(eip)["Status"], "Available")
        self.here("ReleaseEipAddress", AllocationId=eip)
        self.here("DeleteNatGateway", NatGatewayId=nat)
        self.gone(vpc, switch)

    def nat_gateway(self):
        vpc, switch = self.network()
        made = {"VpcId": vpc, "VSwitchId": switch, "Name": "tf", "NatType": "Enhanced", "InstanceChargeType": "PostPaid",
                "InternetChargeType": "PayByLcu", "NetworkType": "internet", "ClientToken": "tf-nat"}
        nat = self.here("CreateNatGateway", **made)["NatGatewayId"]
        check("a token makes one", self.here("CreateNatGateway", **made)["NatGatewayId"], nat)

        def shown():
            [one] = self.here("DescribeNatGateways", NatGatewayId=nat)["NatGateways"]["NatGateway"]
            return one

        self.has("a NAT gateway", shown(), NAT)
        check("it is there", (shown()["Status"], shown()["NatGatewayPrivateInfo"]["VswitchId"]), ("Available", switch))
        self.here("TagResources", ResourceType="NATGATEWAY", ResourceId=[nat], Tag=[{"Key": "a", "Value": "b"}])
        tags = self.here("ListTagResources", ResourceType="NATGATEWAY", ResourceId=[nat])["TagResources"]["TagResource"]
        check("it has a tag", [(tag["TagKey"], tag["TagValue"]) for tag in tags], [("a", "b")])
        self.here("ModifyNatGatewayAttribute", NatGatewayId=nat, Name="tf2", Description="of tests", IcmpReplyEnabled=False)
        one = self.here("GetNatGatewayAttribute", NatGatewayId=nat)
        check("it is renamed", (one["Name"], one["Description"]), ("tf2", "of tests"))
        refused("by something", self.here, "InvalidParams.NotNull", 400, "ModifyNatGatewayAttribute", NatGatewayId=nat)
        refused("one that is there", self.here, "InvalidNatGatewayId.NotFound", 404, "GetNatGatewayAttribute",
                NatGatewayId="ngw-nowhere")
        [table] = self.here("DescribeRouteTableList", VpcId=vpc)["RouterTableList"]["RouterTableListType"]
        entries = self.here("DescribeRouteEntryList", RouteTableId=table["RouteTableId"], RouteEntryType="Custom")
        [entry] = entries["RouteEntrys"]["RouteEntry"]
        check("a route leads to it", (entry["DestinationCidrBlock"], entry["NextHops"]["NextHop"][0]["NextHopId"]),
              ("0.0.0.0/0", nat))
        self.here("DeletionProtection", InstanceId=nat, Type="NATGW", ProtectionEnable=True)
        refused("it is protected", self.here, "InvalidOperation.DeletionProtection", 400, "DeleteNatGateway",
                NatGatewayId=nat)
        self.here("DeletionProtection", InstanceId=nat, Type="NATGW", ProtectionEnable=False)
        refused("one that is there", self.here, "InvalidAllocationId.NotFound", 404, "DeletionProtection",
                InstanceId="eip-nowhere", Type="EIP", ProtectionEnable=True)
        refused("payment by size is of old", self.here, "Forbidden.NatPayBySpec", 400, "CreateNatGateway", VpcId=vpc,
                VSwitchId=switch, InternetChargeType="PayBySpec")
        refused("its VSwitch stays", self.here, "DependencyViolation.EnhancedNatgw", 400, "DeleteVSwitch", VSwitchId=switch)
        self.here("DeleteNatGateway", NatGatewayId=nat)
        check("it is gone", self.here("DescribeNatGateways", NatGatewayId=nat)["NatGateways"]["NatGateway"], [])
        refused("and not to be deleted", self.here, "InvalidNatGatewayId.NotFound", 404, "DeleteNatGateway", NatGatewayId=nat)
        self.gone(vpc, switch)

    def gateway(self):
        """A gateway with an address: the ids of its network, its own, its tables, its address's and the address."""
        vpc, switch = self.network()
        made = self.here("CreateNatGateway", VpcId=vpc, VSwitchId=switch)
        nat, [snat] = made["NatGatewayId"], made["SnatTableIds"]["SnatTableId"]
        [forward] = made["ForwardTableIds"]["ForwardTableId"]
        eip = self.here("AllocateEipAddress")
        self.here("AssociateEipAddress", AllocationId=eip["AllocationId"], InstanceId=nat, InstanceType="Nat")
        return vpc, switch, nat, snat, forward, eip["AllocationId"], eip["EipAddress"]

    def without(self, vpc, switch, nat, eip):
        self.here("DeleteNatGateway", NatGatewayId=nat, Force=True)
        self.here("ReleaseEipAddress", AllocationId=eip)
        self.gone(vpc, switch)

    def snat_entry(self):
        vpc, switch, nat, table, _, eip, address = self.gateway()
        entry = self.here("CreateSnatEntry", SnatTableId=table, SnatIp=address, SourceVSwitchId=switch, SnatEntryName="tf",
                          ClientToken="tf-snat")["SnatEntryId"]

        def shown():
            found = self.here("DescribeSnatTableEntries", SnatTableId=table, SnatEntryId=entry)
            return found["SnatTableEntries"]["SnatTableEntry"]

        self.has("an SNAT entry", shown()[0], SNAT)
        check("it is for the VSwitch", (shown()[0]["SourceVSwitchId"], shown()[0]["SourceCIDR"]), (switch, "10.0.1.0/24"))
        self.here("ModifySnatEntry", SnatTableId=table, SnatEntryId=entry, SnatIp=address, SnatEntryName="tf2",
                  EipAffinity=1)
        check("it is renamed", (shown()[0]["SnatEntryName"], shown()[0]["EipAffinity"]), ("tf2", "1"))
        [one] = self.here("DescribeNatGateways", NatGatewayId=nat)["NatGateways"]["NatGateway"]
        check("the gateway shows it", one["IpLists"]["IpList"][0]["UsingStatus"], "UsedBySnatTable")
        refused("a source once", self.here, "Forbidden.SourceVSwitchId.Duplicated", 400, "CreateSnatEntry",
                SnatTableId=table, SnatIp=address, SourceVSwitchId=switch)
        refused("by an address of the gateway", self.here, "InvalidSnatIp.NotFound", 404, "ModifySnatEntry",
                SnatTableId=table, SnatEntryId=entry, SnatIp="1.2.3.4")
        refused("of a table or a gateway", self.here, "DESCRIBE_SNAT_PARAM_INVALID", 400, "DescribeSnatTableEntries")
        refused("a dry run", self.here, "DryRunOperation", 400, "CreateSnatEntry", SnatTableId=table, SnatIp=address,
                SourceCIDR="10.0.9.0/24", DryRun=True)
        refused("the gateway stays", self.here, "DependencyViolation.SnatEntry", 400, "DeleteNatGateway", NatGatewayId=nat)
        self.here("DeleteSnatEntry", SnatTableId=table, SnatEntryId=entry)
        check("it is gone", shown(), [])
        refused("and not to be deleted", self.here, "InvalidSnatEntryId.NotFound", 404, "DeleteSnatEntry",
                SnatTableId=table, SnatEntryId=entry)
        self.without(vpc, switch, nat, eip)

    def forward_entry(self):
        vpc, switch, nat, _, table, eip, address = self.gateway()
        rule = {"ForwardTableId": table, "ExternalIp": address, "InternalIp": "10.0.1.9", "IpProtocol": "tcp"}
        entry = self.here("CreateForwardEntry", ExternalPort="80", InternalPort="8080", ForwardEntryName="tf",
                          ClientToken="tf-fwd", **rule)["ForwardEntryId"]

        def shown():
            found = self.here("DescribeForwardTableEntries", ForwardTableId=table, ForwardEntryId=entry)
            return found["ForwardTableEntries"]["ForwardTableEntry"]

        self.has("a DNAT entry", shown()[0], FORWARD)
        self.here("ModifyForwardEntry", ForwardEntryId=entry, ExternalPort="443", InternalPort="8443", **rule)
        check("it has other ports", (shown()[0]["ExternalPort"], shown()[0]["InternalPort"]), ("443", "8443"))
        refused("a port once", self.here, "DuplicatedParam.ExternalPort", 400, "CreateForwardEntry", ExternalPort="443",
                InternalPort="1", **rule)
        refused("to the VPC", self.here, "Forbidden.InternalIpOutOfVpcCIDR", 400, "ModifyForwardEntry", ForwardTableId=table,
                ForwardEntryId=entry, InternalIp="192.168.0.1")
        refused("of a table or a gateway", self.here, "DESCRIBE_FORWARD_PARAM_INVALID", 400, "DescribeForwardTableEntries")
        refused("its address stays", self.here, "InvalidIpStatus.HasBeenUsedByForwardEntry", 400, "UnassociateEipAddress",
                AllocationId=eip, InstanceId=nat, InstanceType="Nat")
        self.here("DeleteForwardEntry", ForwardTableId=table, ForwardEntryId=entry)
        check("it is gone", shown(), [])
        refused("and not to be deleted", self.here, "InvalidForwardEntryId.NotFound", 404, "DeleteForwardEntry",
                ForwardTableId=table, ForwardEntryId=entry)
        self.without(vpc, switch, nat, eip)

    def network_acl(self):
        vpc, switch = self.network()
        made = self.here("CreateNetworkAcl", VpcId=vpc, NetworkAclName="tf", Description="d", ClientToken="tf-acl")
        acl = made["NetworkAclAttribute"]["NetworkAclId"]

        def shown():
            return self.here("DescribeNetworkAclAttributes", NetworkAclId=acl)["NetworkAclAttribute"]

        self.has("a network ACL", shown(), ACL)
        self.here("ModifyNetworkAclAttributes", NetworkAclId=acl, NetworkAclName="tf2")
        rule = {"Policy": "accept", "Protocol": "tcp", "Port": "22/80", "NetworkAclEntryName": "tf", "Description": "d",
                "EntryType": "custom", "IpVersion": "IPv4"}
        self.here("UpdateNetworkAclEntries", NetworkAclId=acl, UpdateIngressAclEntries=True, UpdateEgressAclEntries=True,
                  IngressAclEntries=[{"SourceCidrIp": "10.0.0.0/8", **rule}],
                  EgressAclEntries=[{"DestinationCidrIp": "10.0.0.0/8", **rule}])
        resource = [{"ResourceType": "VSwitch", "ResourceId": switch}]
        self.here("AssociateNetworkAcl", NetworkAclId=acl, Resource=resource)
        now = shown()
        [ingress], [egress] = now["IngressAclEntries"]["IngressAclEntry"], now["EgressAclEntries"]["EgressAclEntry"]
        self.has("an inbound rule", ingress, f"{ACL_RULE} SourceCidrIp")
        self.has("an outbound rule", egress, f"{ACL_RULE} DestinationCidrIp")
        check("it has its VSwitch", (now["NetworkAclName"], now["Resources"]["Resource"][0]["ResourceId"]), ("tf2", switch))
        check("which shows it", self.here("DescribeVSwitchAttributes", VSwitchId=switch)["NetworkAclId"], acl)
        [listed] = self.here("DescribeNetworkAcls", NetworkAclId=acl)["NetworkAcls"]["NetworkAcl"]
        self.has("of the list", listed, ACL)
        other = self.here("CreateNetworkAcl", VpcId=vpc)["NetworkAclId"]
        self.here("CopyNetworkAclEntries", NetworkAclId=other, SourceNetworkAclId=acl)
        copied = self.here("DescribeNetworkAclAttributes", NetworkAclId=other)["NetworkAclAttribute"]
        check("another has its rules", copied["IngressAclEntries"]["IngressAclEntry"][0]["Port"], "22/80")
        refused("a VSwitch has one", self.here, "InvalidResource.BindingExist", 400, "AssociateNetworkAcl",
                NetworkAclId=other, Resource=resource)
        refused("of its own", self.here, "Mismatch.NetworkAclAndVSwitch", 400, "UnassociateNetworkAcl", NetworkAclId=other,
                Resource=resource)
        refused("one in use stays", self.here, "NetworkAclExistBinding", 400, "DeleteNetworkAcl", NetworkAclId=acl)
        refused("ports are ranges", self.here, "ParameterIllegal.Port", 400, "UpdateNetworkAclEntries", NetworkAclId=acl,
                UpdateIngressAclEntries=True, IngressAclEntries=[{"SourceCidrIp": "10.0.0.0/8", **rule, "Port": "80"}])
        for action, more in [("DescribeNetworkAclAttributes", {}), ("ModifyNetworkAclAttributes", {"Description": "x"}),
                             ("CopyNetworkAclEntries", {"SourceNetworkAclId": acl})]:
            refused("one that is there", self.here, "InvalidNetworkAcl.NotFound", 400, action, NetworkAclId="nacl-nowhere",
                    **more)
        refused("in a VPC", self.here, "InvalidVpcId.NotFound", 400, "CreateNetworkAcl", VpcId="vpc-nowhere")
        self.here("UnassociateNetworkAcl", NetworkAclId=acl, Resource=resource)
        for one in (acl, other):
            self.here("DeleteNetworkAcl", NetworkAclId=one)
        refused("it is gone", self.here, "InvalidNetworkAcl.NotFound", 400, "DescribeNetworkAclAttributes", NetworkAclId=acl)
        self.gone(vpc, switch)

    def ipv6(self):
        vpc = self.here("CreateVpc", CidrBlock="10.0.0.0/16")["VpcId"]
        switch = self.here("CreateVSwitch", VpcId=vpc, ZoneId=ZONE, CidrBlock="10.0.1.0/24")["VSwitchId"]
        refused("first the VPC", self.here, "OperationFailed.VpcIpv6Disabled", 400, "ModifyVSwitchAttribute",
                VSwitchId=switch, Ipv6CidrBlock=7)
        self.here("ModifyVpcAttribute", VpcId=vpc, EnableIPv6=True)
        shown = self.here("DescribeVpcAttribute", VpcId=vpc)
        check("a VPC has a range of IPv6", (shown["EnabledIpv6"], shown["Ipv6CidrBlock"][-5:]), (True, "::/56"))
        self.here("ModifyVSwitchAttribute", VSwitchId=switch, EnableIPv6=True, Ipv6CidrBlock=7)
        one = self.here("DescribeVSwitchAttributes", VSwitchId=switch)
        check("a VSwitch some of it", (one["EnabledIpv6"], one["Ipv6CidrBlock"][-6:]), (True, "7::/64"))
        refused("which it needs", self.here, "OperationFailed.IpV6VSwitchInuse", 400, "ModifyVpcAttribute", VpcId=vpc,
                EnableIPv6=False)
        self.gone(vpc, switch)

    def by_ecs(self):
        """Packer makes its networks by ECS's own API."""
        def ecs(action, **parameters):
            return self.ecs(action, RegionId=REGION, **parameters)

        made = ecs("CreateVpc", CidrBlock="10.0.0.0/16", VpcName="packer", ClientToken="packer")
        vpc = made["VpcId"]
        [shown] = ecs("DescribeVpcs", VpcId=vpc)["Vpcs"]["Vpc"]
        check("ECS makes a VPC", (shown["VpcName"], shown["Status"]), ("packer", "Available"))
        switch = ecs("CreateVSwitch", VpcId=vpc, ZoneId=ZONE, CidrBlock="10.0.1.0/24")["VSwitchId"]
        ecs("ModifyVSwitchAttribute", VSwitchId=switch, VSwitchName="packer")
        [one] = ecs("DescribeVSwitches", VpcId=vpc)["VSwitches"]["VSwitch"]
        check("and a VSwitch", (one["VSwitchId"], one["VSwitchName"]), (switch, "packer"))
        refused("in its range", ecs, "InvalidParameter", 400, "CreateVSwitch", VpcId=vpc, ZoneId=ZONE,
                CidrBlock="10.1.0.0/24")
        refused("a VPC of a good range", ecs, "InvalidParameter", 400, "CreateVpc", CidrBlock="10.0.0.0/30")
        refused("a VPC with a VSwitch stays", ecs, "DependencyViolation.VSwitch", 400, "DeleteVpc", VpcId=vpc)
        [table] = ecs("DescribeRouteTables", VRouterId=made["VRouterId"])["RouteTables"]["RouteTable"]
        table = table["RouteTableId"]
        check("its router has a table", table, made["RouteTableId"])
        refused("routes lead to something", ecs, "InvalidNextHopId.NotFound", 404, "CreateRouteEntry", RouteTableId=table,
                DestinationCidrBlock="192.168.0.0/16", NextHopId="i-nowhere")
        refused("from a table", ecs, "InvalidRouteEntry.NotFound", 400, "DeleteRouteEntry", RouteTableId=table,
                DestinationCidrBlock="192.168.0.0/16")
        nat = self.here("CreateNatGateway", VpcId=vpc, VSwitchId=switch)["NatGatewayId"]
        ecs("CreateRouteEntry", RouteTableId=table, DestinationCidrBlock="192.168.0.0/16", NextHopType="NatGateway",
            NextHopId=nat)
        ecs("DeleteRouteEntry", RouteTableId=table, DestinationCidrBlock="192.168.0.0/16", NextHopId=nat)
        self.here("DeleteNatGateway", NatGatewayId=nat)
        ecs("DeleteVSwitch", VSwitchId=switch)
        refused("once", ecs, "InvalidVSwitchId.NotFound", 404, "DeleteVSwitch", VSwitchId=switch)
        refused("and not renamed", ecs, "InvalidVSwitchId.NotFound", 404, "ModifyVSwitchAttribute", VSwitchId=switch,
                VSwitchName="x")
        ecs("DeleteVpc", VpcId=vpc)
        check("both are gone", self.here("DescribeVpcs", VpcId=vpc)["Vpcs"]["Vpc"], [])

    def all_answered(self):
        check("every operation was answered", [action for action in ACTIONS if action not in self.answered], [])
