"""The parts of VPCs, as every EC2 client is to find them: routes, gateways, endpoints, lists, ACLs, options, peers."""

from common import check
from ec2_story import NOWHERE, World, tagged, where

S3, EC2 = "com.amazonaws.us-east-1.s3", "com.amazonaws.us-east-1.ec2"


class Vpcs(World):
    def parts(self):
        return [self.routes, self.nat_gateways, self.endpoints, self.lists, self.acls, self.options, self.ipv6,
                self.peers, self.logs, self.defaults]

    def further(self):
        return [self.unknown]

    def make(self, block="10.5.0.0/16"):
        """A VPC with a subnet and a route table."""
        vpc = self.call("CreateVpc", CidrBlock=block)["Vpc"]["VpcId"]
        subnet = self.call("CreateSubnet", VpcId=vpc, CidrBlock=block.replace("0.0/16", "1.0/24"))["Subnet"]["SubnetId"]
        return vpc, subnet, self.call("CreateRouteTable", VpcId=vpc)["RouteTable"]["RouteTableId"]

    def gateway(self, vpc):
        gateway = self.call("CreateInternetGateway")["InternetGateway"]["InternetGatewayId"]
        self.call("AttachInternetGateway", InternetGatewayId=gateway, VpcId=vpc)
        return gateway

    def undo_gateway(self, vpc, gateway):
        self.call("DetachInternetGateway", InternetGatewayId=gateway, VpcId=vpc)
        self.call("DeleteInternetGateway", InternetGatewayId=gateway)

    def undo(self, vpc, subnet, table):
        self.call("DeleteRouteTable", RouteTableId=table)
        self.call("DeleteSubnet", SubnetId=subnet)
        self.call("DeleteVpc", VpcId=vpc)

    def led(self, table):
        """Where routes lead: the destination, and whether traffic arrives."""
        [found] = self.call("DescribeRouteTables", RouteTableIds=[table])["RouteTables"]
        return {route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")
                or route["DestinationPrefixListId"]: route["State"] for route in found["Routes"]}

    def routes(self):
        vpc, subnet, table = self.make()
        gateway = self.gateway(vpc)
        self.call("CreateRoute", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
        self.call("ReplaceRoute", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
        check("routes lead out", self.led(table), {"0.0.0.0/0": "active", "10.5.0.0/16": "active"})
        used = self.call("AssociateRouteTable", RouteTableId=table, SubnetId=subnet)["AssociationId"]
        self.refused("a table in use stays", "DependencyViolation", "DeleteRouteTable", RouteTableId=table)
        other = self.call("CreateRouteTable", VpcId=vpc)["RouteTable"]["RouteTableId"]
        moved = self.call("ReplaceRouteTableAssociation", AssociationId=used, RouteTableId=other)["NewAssociationId"]
        [found] = self.call("DescribeRouteTables", Filters=where("association.subnet-id", subnet))["RouteTables"]
        check("a subnet gets another table", found["RouteTableId"], other)
        self.call("DisassociateRouteTable", AssociationId=moved)
        self.call("DeleteRouteTable", RouteTableId=other)
        self.undo_gateway(vpc, gateway)
        check("without a gateway they lead nowhere", self.led(table)["0.0.0.0/0"], "blackhole")
        self.call("DeleteRoute", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
        self.undo(vpc, subnet, table)

    def nat_gateways(self):
        vpc, subnet, table = self.make()
        gateway = self.gateway(vpc)
        address = self.call("AllocateAddress")["AllocationId"]
        made = self.call("CreateNatGateway", SubnetId=subnet, AllocationId=address,
                         TagSpecifications=tagged("natgateway", Name="nat"))["NatGateway"]
        id = made["NatGatewayId"]
        [found] = self.call("DescribeNatGateways", NatGatewayIds=[id])["NatGateways"]
        check("a NAT gateway has an address", (found["State"], found["NatGatewayAddresses"][0]["AllocationId"]),
              ("available", address))
        self.call("CreateRoute", RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=id)
        self.call("DeleteNatGateway", NatGatewayId=id)
        check("and none when it is gone", "AssociationId" in self.call("DescribeAddresses")["Addresses"][0], False)
        check("nor traffic", self.led(table)["0.0.0.0/0"], "blackhole")
        self.call("ReleaseAddress", AllocationId=address)
        self.undo_gateway(vpc, gateway)
        self.undo(vpc, subnet, table)

    def endpoints(self):
        vpc, subnet, table = self.make()
        names = self.call("DescribeVpcEndpointServices")["ServiceNames"]
        check("services have endpoints", {S3, EC2} <= set(names))
        made = self.call("CreateVpcEndpoint", VpcId=vpc, ServiceName=S3, RouteTableIds=[table])["VpcEndpoint"]
        [list] = self.call("DescribePrefixLists", Filters=where("prefix-list-name", S3))["PrefixLists"]
        check("a table leads to a gateway", self.led(table)[list["PrefixListId"]], "active")
        self.call("ModifyVpcEndpoint", VpcEndpointId=made["VpcEndpointId"], RemoveRouteTableIds=[table])
        check("until it does not", list["PrefixListId"] in self.led(table), False)
        own = self.call("CreateVpcEndpoint", VpcId=vpc, ServiceName=EC2, VpcEndpointType="Interface",
                        SubnetIds=[subnet])["VpcEndpoint"]["VpcEndpointId"]
        [found] = self.call("DescribeVpcEndpoints", VpcEndpointIds=[own])["VpcEndpoints"]
        interfaces = self.call("DescribeNetworkInterfaces", Filters=where("vpc-id", vpc))["NetworkInterfaces"]
        check("interfaces are in subnets", [one["NetworkInterfaceId"] for one in interfaces],
              found["NetworkInterfaceIds"])
        gone = self.call("DeleteVpcEndpoints", VpcEndpointIds=[made["VpcEndpointId"], own, f"vpce-{NOWHERE}"])
        check("what is not there is told", [one["ResourceId"] for one in gone["Unsuccessful"]], [f"vpce-{NOWHERE}"])
        self.undo(vpc, subnet, table)

    def lists(self):
        made = self.call("CreateManagedPrefixList", PrefixListName="office", AddressFamily="IPv4", MaxEntries=3,
                         Entries=[{"Cidr": "198.51.100.0/24", "Description": "first"}])["PrefixList"]
        id, group = made["PrefixListId"], self.call("DescribeSecurityGroups")["SecurityGroups"][0]["GroupId"]
        rule = {"GroupId": group, "IpPermissions": [{"IpProtocol": "-1", "PrefixListIds": [{"PrefixListId": id}]}]}
        self.call("AuthorizeSecurityGroupIngress", **rule)
        users = self.call("GetManagedPrefixListAssociations", PrefixListId=id)["PrefixListAssociations"]
        check("a rule has a list", [one["ResourceId"] for one in users], [group])
        self.refused("which then stays", "DependencyViolation", "DeleteManagedPrefixList", PrefixListId=id)
        self.call("RevokeSecurityGroupIngress", **rule)
        self.call("ModifyManagedPrefixList", PrefixListId=id, CurrentVersion=1,
                  AddEntries=[{"Cidr": "203.0.113.0/24"}])
        entries = self.call("GetManagedPrefixListEntries", PrefixListId=id)["Entries"]
        check("lists change", [entry["Cidr"] for entry in entries], ["198.51.100.0/24", "203.0.113.0/24"])
        self.call("RestoreManagedPrefixListVersion", PrefixListId=id, CurrentVersion=2, PreviousVersion=1)
        [found] = self.call("DescribeManagedPrefixLists", PrefixListIds=[id])["PrefixLists"]
        check("and change back", (found["Version"], found["State"]), (3, "restore-complete"))
        self.call("DeleteManagedPrefixList", PrefixListId=id)

    def acls(self):
        vpc, subnet, table = self.make()
        acl = self.call("CreateNetworkAcl", VpcId=vpc)["NetworkAcl"]["NetworkAclId"]
        rule = {"NetworkAclId": acl, "RuleNumber": 100, "Egress": False}
        web = {"Protocol": "6", "RuleAction": "allow", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 80, "To": 80}}
        self.call("CreateNetworkAclEntry", **rule, **web)
        self.call("ReplaceNetworkAclEntry", **rule, **{**web, "RuleAction": "deny"})
        [found] = self.call("DescribeNetworkAcls", NetworkAclIds=[acl])["NetworkAcls"]
        told = [(entry["RuleNumber"], entry["RuleAction"]) for entry in found["Entries"] if not entry["Egress"]]
        check("rules are in order", told, [(100, "deny"), (32767, "deny")])
        [default] = self.call("DescribeNetworkAcls", Filters=where("association.subnet-id", subnet))["NetworkAcls"]
        [old] = [one["NetworkAclAssociationId"] for one in default["Associations"] if one["SubnetId"] == subnet]
        new = self.call("ReplaceNetworkAclAssociation", AssociationId=old, NetworkAclId=acl)["NewAssociationId"]
        self.refused("an ACL in use stays", "DependencyViolation", "DeleteNetworkAcl", NetworkAclId=acl)
        self.call("ReplaceNetworkAclAssociation", AssociationId=new, NetworkAclId=default["NetworkAclId"])
        self.call("DeleteNetworkAclEntry", **rule)
        self.call("DeleteNetworkAcl", NetworkAclId=acl)
        self.undo(vpc, subnet, table)

    def options(self):
        vpc, subnet, table = self.make()
        made = self.call("CreateDhcpOptions", DhcpConfigurations=[{"Key": "domain-name", "Values": ["example.com"]}])
        id = made["DhcpOptions"]["DhcpOptionsId"]
        self.call("AssociateDhcpOptions", DhcpOptionsId=id, VpcId=vpc)
        [found] = self.call("DescribeVpcs", Filters=where("dhcp-options-id", id))["Vpcs"]
        check("a VPC has options", found["VpcId"], vpc)
        self.call("AssociateDhcpOptions", DhcpOptionsId="default", VpcId=vpc)
        [shown] = self.call("DescribeDhcpOptions", DhcpOptionsIds=[id])["DhcpOptions"]
        check("which are shown", shown["DhcpConfigurations"], [{"Key": "domain-name", "Values": [
            {"Value": "example.com"}]}])
        self.call("DeleteDhcpOptions", DhcpOptionsId=id)
        self.undo(vpc, subnet, table)

    def ipv6(self):
        vpc, subnet, table = self.make()
        more = self.call("AssociateVpcCidrBlock", VpcId=vpc, CidrBlock="10.6.0.0/16")["CidrBlockAssociation"]
        six = self.call("AssociateVpcCidrBlock", VpcId=vpc, AmazonProvidedIpv6CidrBlock=True)
        six = six["Ipv6CidrBlockAssociation"]
        of_subnet = self.call("AssociateSubnetCidrBlock", SubnetId=subnet,
                              Ipv6CidrBlock=six["Ipv6CidrBlock"].replace("/56", "/64"))["Ipv6CidrBlockAssociation"]
        launched = self.launch("t3.micro", SubnetId=subnet, Ipv6AddressCount=1)
        check("an instance has an address of IPv6", len(launched["NetworkInterfaces"][0]["Ipv6Addresses"]), 1)
        self.call("TerminateInstances", InstanceIds=[launched["InstanceId"]])
        made = self.call("CreateEgressOnlyInternetGateway", VpcId=vpc)["EgressOnlyInternetGateway"]
        gateway = {"EgressOnlyInternetGatewayId": made["EgressOnlyInternetGatewayId"]}
        self.call("CreateRoute", RouteTableId=table, DestinationIpv6CidrBlock="::/0", **gateway)
        check("and a way out", self.led(table)["::/0"], "active")
        found = self.call("DescribeEgressOnlyInternetGateways")["EgressOnlyInternetGateways"]
        check("which is shown", found[0]["Attachments"], [{"State": "attached", "VpcId": vpc}])
        self.call("DeleteEgressOnlyInternetGateway", **gateway)
        self.call("DisassociateSubnetCidrBlock", AssociationId=of_subnet["AssociationId"])
        for one in [more, six]:
            self.call("DisassociateVpcCidrBlock", AssociationId=one["AssociationId"])
        self.undo(vpc, subnet, table)

    def peers(self):
        one, other = self.make(), self.make("10.6.0.0/16")
        ask = {"VpcId": one[0], "PeerVpcId": other[0]}
        id = self.call("CreateVpcPeeringConnection", **ask)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        self.call("RejectVpcPeeringConnection", VpcPeeringConnectionId=id)
        id = self.call("CreateVpcPeeringConnection", **ask)["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        self.call("AcceptVpcPeeringConnection", VpcPeeringConnectionId=id)
        self.call("CreateRoute", RouteTableId=one[2], DestinationCidrBlock="10.6.0.0/16", VpcPeeringConnectionId=id)
        check("a peer is reached", self.led(one[2])["10.6.0.0/16"], "active")
        self.call("ModifyVpcPeeringConnectionOptions", VpcPeeringConnectionId=id,
                  RequesterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": True})
        [found] = self.call("DescribeVpcPeeringConnections", VpcPeeringConnectionIds=[id])["VpcPeeringConnections"]
        options = found["RequesterVpcInfo"]["PeeringOptions"]["AllowDnsResolutionFromRemoteVpc"]
        check("by its names", (found["Status"]["Code"], options), ("active", True))
        self.call("DeleteVpcPeeringConnection", VpcPeeringConnectionId=id)
        check("until it is not", self.led(one[2])["10.6.0.0/16"], "blackhole")
        self.undo(*one)
        self.undo(*other)

    def logs(self):
        vpc, subnet, table = self.make()
        made = self.call("CreateFlowLogs", ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL",
                         LogDestinationType="s3", LogDestination="arn:aws:s3:::logs")["FlowLogIds"]
        [found] = self.call("DescribeFlowLogs", FlowLogIds=made)["FlowLogs"]
        check("a flow log is kept", (found["ResourceId"], found["TrafficType"]), (vpc, "ALL"))
        check("and deleted", self.call("DeleteFlowLogs", FlowLogIds=made)["Unsuccessful"], [])
        self.undo(vpc, subnet, table)

    def defaults(self):
        self.refused("there is a default VPC", "DefaultVpcAlreadyExists", "CreateDefaultVpc")
        [subnet] = self.call("DescribeSubnets", Filters=where("availability-zone", "us-east-1f"))["Subnets"]
        self.call("DeleteSubnet", SubnetId=subnet["SubnetId"])
        made = self.call("CreateDefaultSubnet", AvailabilityZone="us-east-1f")["Subnet"]
        check("a zone gets its subnet back", (made["CidrBlock"], made["DefaultForAz"]), (subnet["CidrBlock"], True))
        reservations = self.call("DescribeInstances")["Reservations"]
        self.call("TerminateInstances", InstanceIds=[one["InstanceId"] for own in reservations for one in own["Instances"]])
        [gateway] = self.call("DescribeInternetGateways")["InternetGateways"]
        vpc = gateway["Attachments"][0]["VpcId"]
        self.undo_gateway(vpc, gateway["InternetGatewayId"])
        for subnet in self.call("DescribeSubnets")["Subnets"]:
            self.call("DeleteSubnet", SubnetId=subnet["SubnetId"])
        self.call("DeleteVpc", VpcId=vpc)
        made = self.call("CreateDefaultVpc")["Vpc"]
        check("and the region its VPC", (made["IsDefault"], made["CidrBlock"]), (True, "172.31.0.0/16"))
        check("with subnets", len(self.call("DescribeSubnets", Filters=where("vpc-id", made["VpcId"]))["Subnets"]), 6)

    def unknown(self):
        for action, parameter, id, code in [
            ("DescribeNatGateways", "NatGatewayIds", f"nat-{NOWHERE}", "NatGatewayNotFound"),
            ("DescribeVpcEndpoints", "VpcEndpointIds", f"vpce-{NOWHERE}", "InvalidVpcEndpointId.NotFound"),
            ("DescribeNetworkAcls", "NetworkAclIds", f"acl-{NOWHERE}", "InvalidNetworkAclID.NotFound"),
            ("DescribeDhcpOptions", "DhcpOptionsIds", f"dopt-{NOWHERE}", "InvalidDhcpOptionsID.NotFound"),
            ("DescribeVpcPeeringConnections", "VpcPeeringConnectionIds", f"pcx-{NOWHERE}",
             "InvalidVpcPeeringConnectionID.NotFound"),
            ("DescribeManagedPrefixLists", "PrefixListIds", f"pl-{NOWHERE}", "InvalidPrefixListID.NotFound"),
        ]:
            self.refused(f"{action} knows no {id}", code, action, **{parameter: [id]})
