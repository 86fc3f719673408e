"""Networks, as every EC2 client is to find them: VPCs, subnets, interfaces, security groups and their rules."""

from common import check
from ec2_story import DATABASE, NOWHERE, WEB, World, tagged, where

ANYWHERE = {"CidrIp": "0.0.0.0/0"}
ALL = {"IpProtocol": "-1", "IpRanges": [ANYWHERE]}  # the rule that lets everything out


def permission(first, last, *ranges, protocol="tcp", **others):
    return {"IpProtocol": protocol, "FromPort": first, "ToPort": last, "IpRanges": list(ranges), **others}


def lets(permission):
    """What a described permission lets through, and for whom."""
    peers = [(range["CidrIp"], range.get("Description")) for range in permission["IpRanges"]]
    peers += [(range["CidrIpv6"], range.get("Description")) for range in permission["Ipv6Ranges"]]
    peers += [(pair["GroupId"], pair.get("Description")) for pair in permission["UserIdGroupPairs"]]
    return permission["IpProtocol"], permission.get("FromPort"), permission.get("ToPort"), sorted(peers)


class Networks(World):
    def parts(self):
        return [self.furnished, self.own, self.ingress, self.egress, self.changed, self.emptied]

    def further(self):
        return [self.described, self.ranges, self.groups, self.rules, self.interfaces, self.dry_runs]

    # What the world shows.

    def vpc(self):
        """The default one."""
        [vpc] = self.call("DescribeVpcs", Filters=where("is-default", "true"))["Vpcs"]
        return vpc

    def group(self, id):
        [group] = self.call("DescribeSecurityGroups", GroupIds=[id])["SecurityGroups"]
        return group

    def subnet(self, id):
        [subnet] = self.call("DescribeSubnets", SubnetIds=[id])["Subnets"]
        return subnet

    def make_group(self, name, **others):
        return self.call("CreateSecurityGroup", GroupName=name, Description=f"of {name}", **others)["GroupId"]

    def make_network(self):
        """A VPC with a subnet."""
        vpc = self.call("CreateVpc", CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        return vpc, self.call("CreateSubnet", VpcId=vpc, CidrBlock="10.1.2.0/24")["Subnet"]["SubnetId"]

    # The parts.

    def furnished(self):
        vpc = self.vpc()
        check("there is a default VPC", (vpc["CidrBlock"], vpc["State"], vpc["InstanceTenancy"]),
              ("172.31.0.0/16", "available", "default"))
        attributes = self.call("DescribeAccountAttributes", AttributeNames=["default-vpc"])["AccountAttributes"]
        check("the account knows it", [item["AttributeValues"] for item in attributes],
              [[{"AttributeValue": vpc["VpcId"]}]])
        here = where("vpc-id", vpc["VpcId"])
        names = self.call("DescribeVpcAttribute", VpcId=vpc["VpcId"], Attribute="enableDnsHostnames")
        check("it names its hosts", (names["VpcId"], names["EnableDnsHostnames"]["Value"]), (vpc["VpcId"], True))
        zones = self.call("DescribeAvailabilityZones")["AvailabilityZones"]
        check("the region has six zones", {zone["ZoneName"] for zone in zones},
              {f"us-east-1{letter}" for letter in "abcdef"})
        check("they are there to be used", {(zone["State"], zone["RegionName"], zone["ZoneType"]) for zone in zones},
              {("available", "us-east-1", "availability-zone")})
        subnets = self.call("DescribeSubnets", Filters=here + where("default-for-az", "true"))["Subnets"]
        places = {(subnet["AvailabilityZone"], subnet["AvailabilityZoneId"]) for subnet in subnets}
        check("each has its subnet", places, {(zone["ZoneName"], zone["ZoneId"]) for zone in zones})
        check("with public addresses", {subnet["MapPublicIpOnLaunch"] for subnet in subnets}, {True})
        [gateway] = self.call("DescribeInternetGateways", Filters=where("attachment.vpc-id", vpc["VpcId"]))[
            "InternetGateways"]
        check("there is a way out", gateway["Attachments"], [{"State": "available", "VpcId": vpc["VpcId"]}])
        [table] = self.call("DescribeRouteTables", Filters=here + where("association.main", "true"))["RouteTables"]
        check("where all leads", {route["DestinationCidrBlock"]: route["GatewayId"] for route in table["Routes"]},
              {"172.31.0.0/16": "local", "0.0.0.0/0": gateway["InternetGatewayId"]})
        [association] = table["Associations"]
        told = association["Main"], association["AssociationState"]["State"]
        check("by the main table", told, (True, "associated"))

    def own(self):
        made = self.call("CreateVpc", CidrBlock="10.1.0.0/16", InstanceTenancy="dedicated",
                         TagSpecifications=tagged("vpc", Name="own"))["Vpc"]
        vpc = made["VpcId"]
        [found] = self.call("DescribeVpcs", Filters=where("tag:Name", "own"))["Vpcs"]
        told = found["VpcId"], found["CidrBlock"], found["InstanceTenancy"], found["IsDefault"], found["Tags"]
        check("a VPC is made", told, (vpc, "10.1.0.0/16", "dedicated", False, [{"Key": "Name", "Value": "own"}]))
        subnet = self.call("CreateSubnet", VpcId=vpc, CidrBlock="10.1.2.0/24", AvailabilityZone="us-east-1c")["Subnet"]
        check("and a subnet in it", (subnet["VpcId"], subnet["AvailabilityZone"], subnet["AvailableIpAddressCount"]),
              (vpc, "us-east-1c", 251))
        id = subnet["SubnetId"]
        self.call("ModifyVpcAttribute", VpcId=vpc, EnableDnsHostnames={"Value": True})
        names = self.call("DescribeVpcAttribute", VpcId=vpc, Attribute="enableDnsHostnames")
        check("its hosts can get names", names["EnableDnsHostnames"], {"Value": True})
        for on in [True, False]:
            self.call("ModifySubnetAttribute", SubnetId=id, MapPublicIpOnLaunch={"Value": on})
            check("and addresses, or not", self.subnet(id)["MapPublicIpOnLaunch"], on)
        launched = self.launch("m5.large", SubnetId=id, PrivateIpAddress="10.1.2.9")
        instance = launched["InstanceId"]
        check("an instance has its tenancy", launched["Placement"]["Tenancy"], "dedicated")
        check("and takes an address", self.subnet(id)["AvailableIpAddressCount"], 250)
        [interface] = self.call("DescribeNetworkInterfaces", Filters=where("subnet-id", id))["NetworkInterfaces"]
        told = interface["Attachment"]["InstanceId"], interface["PrivateIpAddress"], interface["AvailabilityZone"]
        check("its interface has it", told, (instance, "10.1.2.9", "us-east-1c"))
        check("and no public one", (interface["Status"], "Association" in interface), ("in-use", False))
        self.refused("a subnet in use stays", "DependencyViolation", "DeleteSubnet", SubnetId=id)
        self.call("TerminateInstances", InstanceIds=[instance])
        self.call("DeleteSubnet", SubnetId=id)
        self.call("DeleteVpc", VpcId=vpc)
        self.refused("then both go", "InvalidVpcID.NotFound", "DescribeVpcs", VpcIds=[vpc])

    def ingress(self):
        made = self.call("CreateSecurityGroup", GroupName="front", Description="what people see",
                         TagSpecifications=tagged("security-group", side="front"))
        front, back = made["GroupId"], self.make_group("back")
        check("a group has its ARN", made["SecurityGroupArn"].split(":", 5)[5], f"security-group/{front}")
        check("lets nothing in", self.group(front)["IpPermissions"], [])
        pair, six = {"GroupId": front, "Description": "web"}, {"CidrIpv6": "2001:db8::/32"}
        added = self.call("AuthorizeSecurityGroupIngress", GroupId=back, IpPermissions=[
            permission(22, 23, {"CidrIp": "10.0.0.0/8", "Description": "inside"}, {"CidrIp": "192.0.2.7/24"}),
            permission(53, 53, protocol="udp", Ipv6Ranges=[six], UserIdGroupPairs=[pair]),
        ], TagSpecifications=tagged("security-group-rule", of="back"))["SecurityGroupRules"]
        check("each peer is a rule", [rule.get("CidrIpv4") or rule.get("CidrIpv6") or
                                      rule["ReferencedGroupInfo"]["GroupId"] for rule in added],
              ["10.0.0.0/8", "192.0.2.0/24", "2001:db8::/32", front])
        check("that lets in", {(rule["IsEgress"], rule["GroupId"]) for rule in added}, {(False, back)})
        ssh = ("tcp", 22, 23, [("10.0.0.0/8", "inside"), ("192.0.2.0/24", None)])
        check("the group has them", [lets(one) for one in self.group(back)["IpPermissions"]],
              [ssh, ("udp", 53, 53, sorted([("2001:db8::/32", None), (front, "web")]))])
        self.refused("a group that a rule names stays", "DependencyViolation", "DeleteSecurityGroup", GroupId=front)
        gone = self.call("RevokeSecurityGroupIngress", GroupId=back, IpPermissions=[
            permission(53, 53, protocol="udp", Ipv6Ranges=[six], UserIdGroupPairs=[{"GroupId": front}])])
        check("rules go by what they say", {rule["SecurityGroupRuleId"] for rule in gone["RevokedSecurityGroupRules"]},
              {rule["SecurityGroupRuleId"] for rule in added[2:]})
        check("the others stay", [lets(one) for one in self.group(back)["IpPermissions"]], [ssh])
        check("a group that goes is named", self.call("DeleteSecurityGroup", GroupId=front)["GroupId"], front)

    def egress(self):
        group = self.make_group("shut")
        [revoked] = self.call("RevokeSecurityGroupEgress", GroupId=group, IpPermissions=[ALL])[
            "RevokedSecurityGroupRules"]
        told = revoked["IsEgress"], revoked["IpProtocol"], revoked["FromPort"], revoked["ToPort"], revoked["CidrIpv4"]
        check("a group lets all out until it does not", told, (True, "-1", -1, -1, "0.0.0.0/0"))
        [rule] = self.call("AuthorizeSecurityGroupEgress", GroupId=group,
                           IpPermissions=[permission(443, 443, ANYWHERE)])["SecurityGroupRules"]
        check("but to one port", [lets(one) for one in self.group(group)["IpPermissionsEgress"]],
              [("tcp", 443, 443, [("0.0.0.0/0", None)])])
        id = rule["SecurityGroupRuleId"]
        [gone] = self.call("RevokeSecurityGroupEgress", GroupId=group, SecurityGroupRuleIds=[id])[
            "RevokedSecurityGroupRules"]
        check("a rule goes by its id", gone["SecurityGroupRuleId"], id)
        check("and that is that", self.group(group)["IpPermissionsEgress"], [])

    def changed(self):
        group = self.make_group("changed")
        [made] = self.call("AuthorizeSecurityGroupIngress", GroupId=group,
                           IpPermissions=[permission(22, 22, {"CidrIp": "10.0.0.0/8", "Description": "old"})],
                           TagSpecifications=tagged("security-group-rule", of="changed"))["SecurityGroupRules"]
        id = made["SecurityGroupRuleId"]
        [found] = self.call("DescribeSecurityGroupRules", Filters=where("tag:of", "changed"))["SecurityGroupRules"]
        check("a rule by its tag", found, made)
        rule = {"IpProtocol": "tcp", "FromPort": 23, "ToPort": 24, "CidrIpv4": "10.0.0.0/9", "Description": "new"}
        self.call("ModifySecurityGroupRules", GroupId=group,
                  SecurityGroupRules=[{"SecurityGroupRuleId": id, "SecurityGroupRule": rule}])
        [found] = self.call("DescribeSecurityGroupRules", SecurityGroupRuleIds=[id])["SecurityGroupRules"]
        check("becomes another", found, {**made, **rule})
        self.call("UpdateSecurityGroupRuleDescriptionsIngress", GroupId=group,
                  SecurityGroupRuleDescriptions=[{"SecurityGroupRuleId": id}])
        self.call("UpdateSecurityGroupRuleDescriptionsEgress", GroupId=group, IpPermissions=[
            {"IpProtocol": "-1", "IpRanges": [{**ANYWHERE, "Description": "all"}]}])
        rules = self.call("DescribeSecurityGroupRules", Filters=where("group-id", group))["SecurityGroupRules"]
        check("descriptions come and go", {rule["IsEgress"]: rule.get("Description") for rule in rules},
              {False: None, True: "all"})

    def emptied(self):
        vpc = self.vpc()["VpcId"]
        [found] = self.call("DescribeInternetGateways")["InternetGateways"]
        gateway = found["InternetGatewayId"]
        self.refused("a gateway of a VPC stays", "DependencyViolation", "DeleteInternetGateway",
                     InternetGatewayId=gateway)
        self.refused("and so while public addresses need it", "DependencyViolation", "DetachInternetGateway",
                     InternetGatewayId=gateway, VpcId=vpc)
        launches = self.call("DescribeInstances")["Reservations"]
        self.call("TerminateInstances",
                  InstanceIds=[one["InstanceId"] for launch in launches for one in launch["Instances"]])
        self.call("DetachInternetGateway", InternetGatewayId=gateway, VpcId=vpc)
        self.call("DeleteInternetGateway", InternetGatewayId=gateway)
        check("then it goes", self.call("DescribeInternetGateways")["InternetGateways"], [])
        for subnet in self.call("DescribeSubnets", Filters=where("vpc-id", vpc))["Subnets"]:
            self.call("DeleteSubnet", SubnetId=subnet["SubnetId"])
        self.call("DeleteVpc", VpcId=vpc)
        check("and the default VPC, too", self.call("DescribeVpcs")["Vpcs"], [])

    # For clients that can be asked much.

    def described(self):
        for action, list, prefix, missing, malformed in [
            ("DescribeVpcs", "VpcIds", "vpc", "InvalidVpcID.NotFound", "InvalidVpcID.NotFound"),
            ("DescribeSubnets", "SubnetIds", "subnet", "InvalidSubnetID.NotFound", "InvalidSubnetID.NotFound"),
            ("DescribeSecurityGroups", "GroupIds", "sg", "InvalidGroup.NotFound", "InvalidGroupId.Malformed"),
            ("DescribeNetworkInterfaces", "NetworkInterfaceIds", "eni", "InvalidNetworkInterfaceID.NotFound",
             "InvalidNetworkInterfaceID.NotFound"),
            ("DescribeRouteTables", "RouteTableIds", "rtb", "InvalidRouteTableID.NotFound",
             "InvalidRouteTableId.Malformed"),
            ("DescribeInternetGateways", "InternetGatewayIds", "igw", "InvalidInternetGatewayID.NotFound",
             "InvalidInternetGatewayId.Malformed"),
        ]:
            id = f"{prefix}-{NOWHERE}"
            gone = self.refused(f"{action} of what is not there", missing, action, **{list: [id]})
            check(f"{action} says which", f"'{id}' does not exist" in gone.message)
            self.refused(f"{action} of what is no id", malformed, action, **{list: ["nonsense"]})
            unknown = self.refused(f"{action} with a filter there is not", "InvalidParameterValue", action,
                                   Filters=where("colour", "red"))
            check(f"{action} names the filter", unknown.message, "The filter 'colour' is invalid")
            self.refused(f"{action} with too large a page", "InvalidParameterValue", action, MaxResults=1001)
            self.refused(f"{action} with ids and pages", "InvalidParameterCombination", action, MaxResults=5,
                         **{list: [id]})
        self.refused("an attribute of a VPC there is not", "InvalidVpcID.NotFound", "DescribeVpcAttribute",
                     VpcId=f"vpc-{NOWHERE}", Attribute="enableDnsSupport")
        self.refused("a zone there is not", "InvalidParameterValue", "DescribeAvailabilityZones",
                     ZoneNames=["us-east-1z"])

    def ranges(self):
        vpc, _ = self.make_network()
        for range, code in [("10.1.0.0/8", "InvalidVpc.Range"), ("10.1.0.0", "InvalidParameterValue")]:
            self.refused(f"a VPC of {range}", code, "CreateVpc", CidrBlock=range)
        for range, code in [("10.2.0.0/24", "InvalidSubnet.Range"), ("10.1.0.0/29", "InvalidSubnet.Range"),
                            ("10.1.2.128/25", "InvalidSubnet.Conflict"), ("10.1.3", "InvalidParameterValue")]:
            self.refused(f"a subnet of {range}", code, "CreateSubnet", VpcId=vpc, CidrBlock=range)
        self.refused("a subnet of no VPC", "InvalidVpcID.NotFound", "CreateSubnet", VpcId=f"vpc-{NOWHERE}",
                     CidrBlock="10.1.3.0/24")
        self.refused("a subnet in no zone", "InvalidParameterValue", "CreateSubnet", VpcId=vpc,
                     CidrBlock="10.1.3.0/24", AvailabilityZone="us-east-1z")
        spare = self.call("CreateSubnet", VpcId=vpc, CidrBlock="10.1.4.0/28")["Subnet"]["SubnetId"]
        self.call("DeleteSubnet", SubnetId=spare)
        self.refused("a subnet that goes is gone", "InvalidSubnetID.NotFound", "DeleteSubnet", SubnetId=spare)
        self.refused("a VPC with a subnet stays", "DependencyViolation", "DeleteVpc", VpcId=vpc)
        self.refused("so does the default one", "DependencyViolation", "DeleteVpc", VpcId=self.vpc()["VpcId"])
        for attribute, name, value in [("enableDnsSupport", "EnableDnsSupport", True),
                                       ("enableDnsHostnames", "EnableDnsHostnames", False)]:
            answer = self.call("DescribeVpcAttribute", VpcId=vpc, Attribute=attribute)
            check(f"{attribute} of one's own VPC", answer[name], {"Value": value})
        spare = self.call("CreateVpc", CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
        things = [("DescribeSecurityGroups", "SecurityGroups"), ("DescribeRouteTables", "RouteTables")]
        for action, list in things:
            check(f"{action} shows what came with it", len(self.call(action, Filters=where("vpc-id", spare))[list]), 1)
        self.call("DeleteVpc", VpcId=spare)
        for action, list in things:
            check(f"{action} shows nothing after it", self.call(action, Filters=where("vpc-id", spare))[list], [])

    def groups(self):
        vpc, subnet = self.make_network()
        group = self.make_group("one", VpcId=vpc)
        self.refused("a name twice", "InvalidGroup.Duplicate", "CreateSecurityGroup", GroupName="one",
                     Description="again", VpcId=vpc)
        check("but not in another VPC", self.group(self.make_group("one"))["VpcId"], self.vpc()["VpcId"])
        self.refused("the name of the default", "InvalidGroup.Reserved", "CreateSecurityGroup", GroupName="default",
                     Description="mine")
        self.refused("a name like an id", "InvalidParameterValue", "CreateSecurityGroup", GroupName="sg-one",
                     Description="mine")
        self.refused("a group of no VPC", "InvalidVpcID.NotFound", "CreateSecurityGroup", GroupName="two",
                     Description="nowhere", VpcId=f"vpc-{NOWHERE}")
        instance = self.launch("t3.micro", SubnetId=subnet, SecurityGroupIds=[group])
        check("an instance is in it", instance["SecurityGroups"], [{"GroupId": group, "GroupName": "one"}])
        self.refused("a group in use stays", "DependencyViolation", "DeleteSecurityGroup", GroupId=group)
        self.refused("a VPC with a group stays", "DependencyViolation", "DeleteVpc", VpcId=vpc)
        default = self.call("DescribeSecurityGroups", Filters=where("vpc-id", vpc) + where("group-name", "default"))
        self.refused("the default stays", "CannotDelete", "DeleteSecurityGroup",
                     GroupId=default["SecurityGroups"][0]["GroupId"])
        other = self.make_group("two")
        self.call("DeleteSecurityGroup", GroupName="two")
        self.refused("a group goes once", "InvalidGroup.NotFound", "DeleteSecurityGroup", GroupId=other)

    def rules(self):
        group = self.make_group("own", VpcId=self.make_network()[0])
        ssh, add = [permission(22, 22, ANYWHERE)], "AuthorizeSecurityGroupIngress"
        self.call(add, GroupId=group, IpPermissions=ssh)
        again = self.refused("a rule again", "InvalidPermission.Duplicate", add, GroupId=group, IpPermissions=ssh)
        check("its text", again.message,
              'the specified rule "peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW" already exists')
        wrong = [("ports the wrong way round", permission(23, 22, ANYWHERE)),
                 ("a port too high", permission(22, 65536, ANYWHERE)),
                 ("a protocol there is not", permission(1, 2, ANYWHERE, protocol="carrier-pigeon")),
                 ("a range that is none", permission(22, 22, {"CidrIp": "10.0.0.300/8"}))]
        for what, one in wrong:
            self.refused(what, "InvalidParameterValue", add, GroupId=group, IpPermissions=[one])
        self.refused("the same twice", "InvalidParameterValue", add, GroupId=group,
                     IpPermissions=[permission(25, 25, ANYWHERE, ANYWHERE)])
        stranger = permission(22, 22, UserIdGroupPairs=[{"GroupId": f"sg-{NOWHERE}"}])
        self.refused("a peer there is not", "InvalidGroup.NotFound", add, GroupId=group, IpPermissions=[stranger])
        other = [permission(80, 80, ANYWHERE)]
        for direction in ["Ingress", "Egress"]:
            self.refused(f"{direction}: what no rule lets through", "InvalidPermission.NotFound",
                         f"RevokeSecurityGroup{direction}", GroupId=group, IpPermissions=other)
            self.refused(f"{direction}: a rule there is not", "InvalidSecurityGroupRuleId.NotFound",
                         f"RevokeSecurityGroup{direction}", GroupId=group, SecurityGroupRuleIds=[f"sgr-{NOWHERE}"])
        self.refused("all out, again", "InvalidPermission.Duplicate", "AuthorizeSecurityGroupEgress", GroupId=group,
                     IpPermissions=[ALL])
        check("no refusal changed a rule", [lets(one) for one in self.group(group)["IpPermissions"]],
              [("tcp", 22, 22, [("0.0.0.0/0", None)])])
        usual = self.make_group("usual")
        answer = self.call("RevokeSecurityGroupIngress", GroupId=usual, IpPermissions=other)
        check("in the default VPC what is not there is told", [lets(one) for one in answer["UnknownIpPermissions"]],
              [("tcp", 80, 80, [("0.0.0.0/0", None)])])
        self.call(add, GroupName="usual", IpProtocol="tcp", FromPort=80, ToPort=80, CidrIp="198.51.100.0/24")
        check("a rule in the older words", [lets(one) for one in self.group(usual)["IpPermissions"]],
              [("tcp", 80, 80, [("198.51.100.0/24", None)])])

    def interfaces(self):
        all = self.call("DescribeNetworkInterfaces")["NetworkInterfaces"]
        check("each instance has an interface", len({one["Attachment"]["InstanceId"] for one in all}), 4)
        for id in [WEB, DATABASE]:
            instance = self.instance(id)
            [found] = self.call("DescribeNetworkInterfaces", Filters=where("attachment.instance-id", id))[
                "NetworkInterfaces"]
            [own] = instance["NetworkInterfaces"]
            for name in ["NetworkInterfaceId", "MacAddress", "SubnetId", "VpcId", "PrivateIpAddress", "Association"]:
                check(f"{name} of {id} in both", found[name], own[name])
            check(f"the address of {id}", found["Association"]["PublicIp"], instance["PublicIpAddress"])
        first = all[0]
        for name, value in [("mac-address", first["MacAddress"]), ("private-ip-address", first["PrivateIpAddress"]),
                            ("network-interface-id", first["NetworkInterfaceId"]),
                            ("addresses.private-ip-address", first["PrivateIpAddress"])]:
            found = self.call("DescribeNetworkInterfaces", Filters=where(name, value))["NetworkInterfaces"]
            check(f"{name} finds it", [one["NetworkInterfaceId"] for one in found], [first["NetworkInterfaceId"]])

    def dry_runs(self):
        vpc, subnet = self.make_network()
        spare, group = self.call("CreateVpc", CidrBlock="10.2.0.0/16")["Vpc"]["VpcId"], self.make_group("dry")
        self.dry_run("CreateVpc", CidrBlock="10.9.0.0/16")
        self.dry_run("DeleteVpc", VpcId=spare)
        self.dry_run("CreateSubnet", VpcId=vpc, CidrBlock="10.1.9.0/24")
        self.dry_run("CreateSecurityGroup", GroupName="drier", Description="not made")
        self.dry_run("AuthorizeSecurityGroupIngress", GroupId=group, IpPermissions=[permission(22, 22, ANYWHERE)])
        self.dry_run("AuthorizeSecurityGroupEgress", GroupId=group, IpPermissions=[permission(22, 22, ANYWHERE)])
        self.dry_run("RevokeSecurityGroupIngress", GroupId=group, IpPermissions=[permission(22, 22, ANYWHERE)])
        self.dry_run("RevokeSecurityGroupEgress", GroupId=group, IpPermissions=[ALL])
        self.dry_run("DeleteSecurityGroup", GroupId=group)
        self.dry_run("DeleteSubnet", SubnetId=subnet)
        check("a dry run made or deleted no VPC", len(self.call("DescribeVpcs")["Vpcs"]), 3)
        check("and deleted no subnet", self.subnet(subnet)["VpcId"], vpc)
        shown = self.group(group)
        check("and changed no rule", [lets(one) for one in shown["IpPermissions"] + shown["IpPermissionsEgress"]],
              [("-1", None, None, [("0.0.0.0/0", None)])])
        check("and made no group", self.call("DescribeSecurityGroups", Filters=where("group-name", "drier"))[
            "SecurityGroups"], [])
