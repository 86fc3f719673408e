"""What every ECS client is to find of network interfaces, security groups, prefix lists and RAM roles: the calls that
Terraform's provider for Alibaba Cloud makes for each of its resources, in its order, and the fields that it reads. The same kind
of client as in `ecs_story`, and one of the VPC API."""

import json

from common import check, refused, until
from ecs_resources import REGION

IMAGE = "aliyun_3_x64_20G_alibase_20250629.vhd"


def has(what, shown, *names):
    """Checks that fields are there."""
    check(f"{what} has what is read of it", [name for name in names if name not in shown], [])


class Interfaces:
    def __init__(self, call, vpc):
        self.call, self.vpc = call, vpc

    def parts(self):
        return [self.security_group, self.security_group_rule, self.prefix_list, self.network_interface, self.attachment,
                self.addresses, self.ram_role, self.instance, self.pools]

    def here(self, action, **parameters):
        return self.call(action, RegionId=REGION, **parameters)

    def place(self):
        """A VSwitch of the default VPC, its zone, and a security group of its own."""
        [vpc] = self.here("DescribeVpcs")["Vpcs"]["Vpc"]
        switch = self.here("DescribeVSwitches", VpcId=vpc["VpcId"])["VSwitches"]["VSwitch"][0]
        group = self.here("CreateSecurityGroup", VpcId=vpc["VpcId"])["SecurityGroupId"]
        return switch["VSwitchId"], switch["ZoneId"], group

    def interface(self, interface):
        found = self.here("DescribeNetworkInterfaces", NetworkInterfaceId=[interface])
        return (found["NetworkInterfaceSets"]["NetworkInterfaceSet"] or [None])[0]

    def status(self, interface, wanted):
        until(f"the interface is {wanted}", lambda: (self.interface(interface) or {}).get("Status"), wanted)

    def run(self, **more):
        ids = self.here("RunInstances", ImageId=IMAGE, InstanceType="ecs.g6.large", **more)["InstanceIdSets"]
        [instance] = ids["InstanceIdSet"]
        until("the instance runs", lambda: self.shown(instance)["Status"], "Running")
        return instance

    def shown(self, instance):
        found = self.here("DescribeInstances", InstanceIds=json.dumps([instance]))["Instances"]["Instance"]
        return (found or [{"Status": None}])[0]

    def stop(self, instance):
        self.call("StopInstance", InstanceId=instance)
        until("the instance stops", lambda: self.shown(instance)["Status"], "Stopped")

    def release(self, instance):
        self.call("DeleteInstance", InstanceId=instance, Force=True)
        until("the instance is gone", lambda: self.shown(instance)["Status"], None)

    # The parts.

    def security_group(self):
        [vpc] = self.here("DescribeVpcs")["Vpcs"]["Vpc"]
        group = self.here("CreateSecurityGroup", VpcId=vpc["VpcId"], SecurityGroupName="made", Description="of tests",
                          ClientToken="group-1", Tag=[{"Key": "stage", "Value": "test"}])["SecurityGroupId"]

        def read():
            [one] = self.here("DescribeSecurityGroups", SecurityGroupId=group)["SecurityGroups"]["SecurityGroup"]
            return one, self.here("DescribeSecurityGroupAttribute", SecurityGroupId=group)["InnerAccessPolicy"]

        one, policy = read()
        has("a group", one, "CreationTime", "Description", "ResourceGroupId", "SecurityGroupName", "SecurityGroupType", "VpcId",
            "Tags")
        check("and lets its members reach each other", policy, "Accept")
        self.here("ModifySecurityGroupAttribute", SecurityGroupId=group, SecurityGroupName="renamed", Description="changed")
        self.here("ModifySecurityGroupPolicy", SecurityGroupId=group, InnerAccessPolicy="Drop", ClientToken="policy-1")
        refused("a policy is one of two", self.here, "InvalidPolicy.Malformed", 400, "ModifySecurityGroupPolicy",
                SecurityGroupId=group, InnerAccessPolicy="Maybe")
        refused("a name has a form", self.here, "InvalidSecurityGroupName.Malformed", 400, "ModifySecurityGroupAttribute",
                SecurityGroupId=group, SecurityGroupName="1")
        one, policy = read()
        check("both have changed", (one["SecurityGroupName"], one["Description"], policy), ("renamed", "changed", "Drop"))
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def security_group_rule(self):
        [vpc] = self.here("DescribeVpcs")["Vpcs"]["Vpc"]
        group, other = (self.here("CreateSecurityGroup", VpcId=vpc["VpcId"])["SecurityGroupId"] for _ in range(2))
        for way, suffix, side in (("ingress", "", "Source"), ("egress", "Egress", "Dest")):
            rule = {"IpProtocol": "tcp", "PortRange": "22/22", "NicType": "intranet", "Policy": "accept", "Priority": "1",
                    f"{side}CidrIp": "10.0.0.0/8"}

            def read():
                found = self.here("DescribeSecurityGroupAttribute", SecurityGroupId=group, Direction=way,
                                  NicType="intranet")["Permissions"]["Permission"]
                return found[0] if found else None

            self.here(f"AuthorizeSecurityGroup{suffix}", SecurityGroupId=group, Permissions=[rule | {"Description": "ssh"}])
            shown = read()
            has("a rule", shown, "Direction", "IpProtocol", "NicType", "Policy", "PortRange", "Description", "Priority",
                "SecurityGroupRuleId", *(f"{side}{name}" for name in ("CidrIp", "GroupId", "GroupOwnerAccount", "PrefixListId")),
                f"Ipv6{side}CidrIp")
            modify = f"ModifySecurityGroup{suffix}Rule"
            self.here(modify, SecurityGroupId=group, Description="changed", **rule)
            check("its description has changed", read()["Description"], "changed")
            named = {"SecurityGroupId": group, "SecurityGroupRuleId": shown["SecurityGroupRuleId"]}
            self.here(modify, PortRange="22/23", **named)
            check("and its ports", read()["PortRange"], "22/23")
            refused("its other side stays a range", self.here, "InvalidOperation.ModifySgRuleEntityType", 400, modify,
                    **named | {f"{side}GroupId": other})
            self.here(f"RevokeSecurityGroup{suffix}", SecurityGroupId=group, **rule | {"PortRange": "22/23"})
            check("it is gone", read(), None)
        about = {"SecurityGroupId": group, "IpProtocol": "tcp", "PortRange": "80/80", "SourceGroupId": other}
        self.here("AuthorizeSecurityGroup", **about)
        [reference] = self.here("DescribeSecurityGroupReferences", SecurityGroupId=[other])[
            "SecurityGroupReferences"]["SecurityGroupReference"]
        [referring] = reference["ReferencingSecurityGroups"]["ReferencingSecurityGroup"]
        check("a group tells who refers to it", (reference["SecurityGroupId"], referring["SecurityGroupId"]), (other, group))
        refused("of a group that is there", self.here, "InvalidSecurityGroupId.NotFound", 404,
                "DescribeSecurityGroupReferences", SecurityGroupId=["sg-nowhere"])
        self.here("RevokeSecurityGroup", **about)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)
        self.here("DeleteSecurityGroup", SecurityGroupId=other)

    def prefix_list(self):
        made = self.here("CreatePrefixList", AddressFamily="IPv4", MaxEntries=3, PrefixListName="offices",
                         Description="of tests", ClientToken="list-1",
                         Entry=[{"Cidr": "10.0.0.0/8", "Description": "ten"}, {"Cidr": "192.168.0.0/16"}])
        prefixes = made["PrefixListId"]

        def read():
            return self.here("DescribePrefixListAttributes", PrefixListId=prefixes)

        has("a prefix list", read(), "AddressFamily", "Description", "Entries", "MaxEntries", "PrefixListName")
        check("and its entries", [(one["Cidr"], one["Description"]) for one in read()["Entries"]["Entry"]],
              [("10.0.0.0/8", "ten"), ("192.168.0.0/16", "")])
        self.here("ModifyPrefixList", PrefixListId=prefixes, PrefixListName="renamed", Description="changed",
                  RemoveEntry=[{"Cidr": "192.168.0.0/16"}], AddEntry=[{"Cidr": "11.0.0.0/8", "Description": "eleven"}])
        check("it has changed", (read()["PrefixListName"], [one["Cidr"] for one in read()["Entries"]["Entry"]]),
              ("renamed", ["10.0.0.0/8", "11.0.0.0/8"]))
        refused("a range has its standard form", self.here, "InvalidParameter.CidrMalformed", 400, "ModifyPrefixList",
                PrefixListId=prefixes, AddEntry=[{"Cidr": "10.0.0.1/8"}])
        refused("a family is one of two", self.here, "InvalidParameter.AddressFamily", 400, "CreatePrefixList",
                AddressFamily="IPv5", MaxEntries=1, PrefixListName="none")
        _, _, group = self.place()
        rule = {"SecurityGroupId": group, "IpProtocol": "tcp", "PortRange": "22/22", "SourcePrefixListId": prefixes}
        self.here("AuthorizeSecurityGroup", **rule)
        [shown] = self.here("DescribeSecurityGroupAttribute", SecurityGroupId=group)["Permissions"]["Permission"]
        check("a rule is about it", (shown["SourcePrefixListId"], shown["SourcePrefixListName"]), (prefixes, "renamed"))
        found = self.here("DescribePrefixListAssociations", PrefixListId=prefixes)["PrefixListAssociations"]
        check("it tells of what", found["PrefixListAssociation"], [{"ResourceId": group, "ResourceType": "securitygroup"}])
        [listed] = self.here("DescribePrefixLists", PrefixListId=[prefixes])["PrefixLists"]["PrefixList"]
        check("and how much", listed["AssociationCount"], 1)
        refused("it stays while in use", self.here, "NotAllowed.AssociationExist", 400, "DeletePrefixList",
                PrefixListId=prefixes)
        self.here("RevokeSecurityGroup", **rule)
        self.here("DeletePrefixList", PrefixListId=prefixes)
        for action in ("DescribePrefixListAttributes", "DescribePrefixListAssociations"):
            refused("it is gone", self.here, "InvalidPrefixListId.NotFound", 404, action, PrefixListId=prefixes)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def ipv6(self, interface, switch):
        """Addresses from the range of its VSwitch."""
        [vpc] = self.here("DescribeVpcs")["Vpcs"]["Vpc"]
        self.vpc("ModifyVpcAttribute", RegionId=REGION, VpcId=vpc["VpcId"], EnableIPv6=True)
        self.vpc("ModifyVSwitchAttribute", RegionId=REGION, VSwitchId=switch, EnableIPv6=True, Ipv6CidrBlock=1)
        shown = lambda: [one["Ipv6Address"] for one in self.interface(interface)["Ipv6Sets"]["Ipv6Set"]]
        self.here("AssignIpv6Addresses", NetworkInterfaceId=interface, Ipv6AddressCount=2)
        first, second = shown()
        self.here("UnassignIpv6Addresses", NetworkInterfaceId=interface, Ipv6Address=[first])
        check("one address of IPv6 is left", shown(), [second])

    def network_interface(self):
        switch, _, group = self.place()
        made = self.here("CreateNetworkInterface", VSwitchId=switch, SecurityGroupIds=[group], NetworkInterfaceName="data",
                         Description="of tests", SecondaryPrivateIpAddressCount=1, QueueNumber=2,
                         Tag=[{"Key": "stage", "Value": "test"}])
        interface = made["NetworkInterfaceId"]
        self.status(interface, "Available")
        shown = self.interface(interface)
        has("an interface", shown, "Description", "MacAddress", "NetworkInterfaceName", "PrivateIpAddress", "PrivateIpSets",
            "Ipv6Sets", "Ipv4PrefixSets", "QueueNumber", "ResourceGroupId", "SecurityGroupIds", "Status", "VSwitchId", "Type",
            "NetworkInterfaceTrafficMode", "SourceDestCheck", "DeleteOnRelease")
        tags = self.here("ListTagResources", ResourceType="eni", ResourceId=[interface])["TagResources"]["TagResource"]
        check("and its tags", [(tag["TagKey"], tag["TagValue"]) for tag in tags], [("stage", "test")])
        addresses = [one["PrivateIpAddress"] for one in shown["PrivateIpSets"]["PrivateIpSet"] if not one["Primary"]]
        self.here("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=interface, NetworkInterfaceName="renamed",
                  Description="changed", QueueNumber=1, SecurityGroupId=[group])
        self.here("UnassignPrivateIpAddresses", NetworkInterfaceId=interface, PrivateIpAddress=addresses)
        assigned = self.here("AssignPrivateIpAddresses", NetworkInterfaceId=interface, SecondaryPrivateIpAddressCount=2)
        more = assigned["AssignedPrivateIpAddressesSet"]["PrivateIpSet"]["PrivateIpAddress"]
        shown = self.here("DescribeNetworkInterfaceAttribute", NetworkInterfaceId=interface)
        check("it has changed", (shown["NetworkInterfaceName"], shown["QueueNumber"], shown["Status"]),
              ("renamed", 1, "Available"))
        check("and its addresses", [one["PrivateIpAddress"] for one in shown["PrivateIpSets"]["PrivateIpSet"]][1:], more)
        refused("what it has not is not taken", self.here, "InvalidIp.IpUnassigned", 403, "UnassignPrivateIpAddresses",
                NetworkInterfaceId=interface, PrivateIpAddress=["10.255.255.1"])
        refused("it has not too many", self.here, "MaxEniPrivateIpsCountExceeded", 403, "AssignPrivateIpAddresses",
                NetworkInterfaceId=interface, SecondaryPrivateIpAddressCount=49)
        refused("the VSwitch has no IPv6", self.here, "InvalidOperation.VSwitchIpv6Disabled", 404, "AssignIpv6Addresses",
                NetworkInterfaceId=interface, Ipv6AddressCount=1)
        refused("so there is none to take", self.here, "InvalidIp.IpUnassigned", 403, "UnassignIpv6Addresses",
                NetworkInterfaceId=interface, Ipv6Address=["2001:db8::1"])
        self.ipv6(interface, switch)
        refused("queues are so many", self.here, "InvalidParameter.InvalidEniQueueNumber", 403,
                "ModifyNetworkInterfaceAttribute", NetworkInterfaceId=interface, QueueNumber=4096)
        refused("a VSwitch is there", self.here, "InvalidVSwitchId.NotFound", 404, "CreateNetworkInterface",
                VSwitchId="vsw-nowhere", SecurityGroupIds=[group])
        self.here("DeleteNetworkInterface", NetworkInterfaceId=interface)
        until("it is gone", lambda: self.interface(interface), None)
        for action in ("DeleteNetworkInterface", "DescribeNetworkInterfaceAttribute"):
            refused("and is not there", self.here, "InvalidEniId.NotFound", 404, action, NetworkInterfaceId=interface)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def attachment(self):
        switch, _, group = self.place()
        instance = self.run(VSwitchId=switch, SecurityGroupId=group)
        first, second = (self.here("CreateNetworkInterface", VSwitchId=switch, SecurityGroupId=group)["NetworkInterfaceId"]
                         for _ in range(2))
        both = {"NetworkInterfaceId": first, "InstanceId": instance}
        self.here("AttachNetworkInterface", **both)
        self.status(first, "InUse")
        found = self.here("DescribeNetworkInterfaces", InstanceId=instance, MaxResults=50)["NetworkInterfaceSets"]
        [shown] = [one for one in found["NetworkInterfaceSet"] if one["NetworkInterfaceId"] == first]
        check("an instance has it", (shown["InstanceId"], shown["Attachment"]["InstanceId"]), (instance, instance))
        has("its attachment", shown["Attachment"], "TrunkNetworkInterfaceId", "NetworkCardIndex")
        refused("its type has so many", self.here, "EniPerInstanceLimitExceeded", 403, "AttachNetworkInterface",
                NetworkInterfaceId=second, InstanceId=instance)
        self.stop(instance)
        self.here("DetachNetworkInterface", **both)
        self.status(first, "Available")
        refused("it is attached no more", self.here, "InvalidOperation.InvalidEniState", 400, "DetachNetworkInterface", **both)
        for interface in (first, second):
            self.here("DeleteNetworkInterface", NetworkInterfaceId=interface)
            until("it is gone", lambda: self.interface(interface), None)
        self.release(instance)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def addresses(self):
        switch, _, group = self.place()
        made = self.here("CreateNetworkInterface", VSwitchId=switch, SecurityGroupId=group)
        eip = self.vpc("AllocateEipAddress", RegionId=REGION)["AllocationId"]
        both = {"AllocationId": eip, "InstanceId": made["NetworkInterfaceId"], "InstanceType": "NetworkInterface"}
        self.vpc("AssociateEipAddress", RegionId=REGION, **both)
        [shown] = self.vpc("DescribeEipAddresses", RegionId=REGION, AllocationId=eip)["EipAddresses"]["EipAddress"]
        check("an address is that of an interface", (shown["InstanceType"], shown["InstanceId"], shown["PrivateIpAddress"]),
              ("NetworkInterface", made["NetworkInterfaceId"], made["PrivateIpAddress"]))
        public = self.interface(made["NetworkInterfaceId"])["AssociatedPublicIp"]
        check("which shows it", public["PublicIpAddress"], shown["IpAddress"])
        self.vpc("UnassociateEipAddress", RegionId=REGION, **both)
        self.vpc("ReleaseEipAddress", RegionId=REGION, AllocationId=eip)
        self.here("DeleteNetworkInterface", NetworkInterfaceId=made["NetworkInterfaceId"])
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def ram_role(self):
        switch, _, group = self.place()
        instance = self.run(VSwitchId=switch, SecurityGroupId=group)
        ids = {"InstanceIds": json.dumps([instance])}

        def role():
            sets = self.here("DescribeInstanceRamRole", **ids)["InstanceRamRoleSets"]["InstanceRamRoleSet"]
            return [(one["InstanceId"], one["RamRoleName"]) for one in sets]

        attached = self.here("AttachInstanceRamRole", RamRoleName="reader", **ids)
        check("a role is attached", (attached["TotalCount"], attached["FailCount"]), (1, 0))
        check("and shows", role(), [(instance, "reader")])
        self.here("DetachInstanceRamRole", RamRoleName="reader", **ids)
        check("and is gone", role(), [(instance, "")])
        for action in ("AttachInstanceRamRole", "DetachInstanceRamRole"):
            refused("an instance is there", self.here, "InvalidInstanceId.NotFound", 404, action, RamRoleName="reader",
                    InstanceIds=json.dumps(["i-nowhere"]))
        self.release(instance)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def instance(self):
        switch, zone, group = self.place()
        instance = self.run(VSwitchId=switch, SecurityGroupIds=[group], InstanceName="made", RamRoleName="reader",
                            NetworkInterface=[{"NetworkInterfaceName": "data", "SecurityGroupId": group}])
        shown = self.shown(instance)
        has("an instance", shown, "InstanceName", "ResourceGroupId", "Description", "ZoneId", "HostName", "ImageId",
            "InstanceType", "InternetMaxBandwidthOut", "InstanceChargeType", "KeyPairName", "SpotStrategy", "StoppedMode",
            "VpcAttributes", "MetadataOptions", "Cpu", "Memory", "OSName", "OSType", "DedicatedHostAttribute", "CreationTime",
            "StartTime", "ExpiredTime", "NetworkInterfaces", "SecurityGroupIds")
        kinds = [one["Type"] for one in shown["NetworkInterfaces"]["NetworkInterface"]]
        check("and two interfaces", kinds, ["Primary", "Secondary"])
        for one in shown["NetworkInterfaces"]["NetworkInterface"]:
            has("each", self.interface(one["NetworkInterfaceId"]), "NetworkInterfaceTrafficMode", "QueuePairNumber",
                "SourceDestCheck", "PrivateIpSets", "Ipv6Sets")
        second = shown["NetworkInterfaces"]["NetworkInterface"][1]["NetworkInterfaceId"]
        self.stop(instance)
        self.here("DetachNetworkInterface", NetworkInterfaceId=second, InstanceId=instance)
        self.status(second, "Available")
        self.here("DeleteNetworkInterface", NetworkInterfaceId=second)
        vpc = shown["VpcAttributes"]["VpcId"]
        other = self.vpc("CreateVSwitch", RegionId=REGION, VpcId=vpc, ZoneId=zone, CidrBlock="172.16.240.0/24")["VSwitchId"]
        self.call("ModifyInstanceVpcAttribute", InstanceId=instance, VSwitchId=other, PrivateIpAddress="172.16.240.9")
        where = self.shown(instance)["VpcAttributes"]
        check("it has moved", (where["VSwitchId"], where["PrivateIpAddress"]["IpAddress"]), (other, ["172.16.240.9"]))
        refused("once between starts", self.call, "InvalidPrivateIp.Changing", 400, "ModifyInstanceVpcAttribute",
                InstanceId=instance, VSwitchId=switch)
        self.release(instance)
        self.vpc("DeleteVSwitch", RegionId=REGION, VSwitchId=other)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)

    def pools(self):
        switch, _, group = self.place()
        instance = self.run(VSwitchId=switch, SecurityGroupId=group)
        ids = json.dumps([instance])
        [shown] = self.here("DescribeInstanceAttachmentAttributes", InstanceIds=ids)["Instances"]["Instance"]
        check("an instance tells of its pool", (shown["InstanceId"], shown["PrivatePoolOptionsMatchCriteria"]),
              (instance, "None"))
        refused("of one that is there", self.here, "InvalidInstanceIds.NotFound", 404, "DescribeInstanceAttachmentAttributes",
                InstanceIds=json.dumps(["i-nowhere"]))
        self.release(instance)
        self.here("DeleteSecurityGroup", SecurityGroupId=group)
