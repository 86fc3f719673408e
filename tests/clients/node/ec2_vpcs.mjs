// The parts of VPCs: routes, gateways, endpoints, prefix lists, ACLs, DHCP options, IPv6, peers, flow logs.

import { check } from "./common.mjs";
import { by, named, nobody, pick, ways } from "./ec2_common.mjs";

const REGION = "com.amazonaws.us-east-1";

/** A VPC with a subnet and a route table. */
async function made(call, n = 5) {
  const { VpcId } = (await call("CreateVpc", { CidrBlock: `10.${n}.0.0/16` })).Vpc;
  const { SubnetId } = (await call("CreateSubnet", { VpcId, CidrBlock: `10.${n}.1.0/24` })).Subnet;
  const { RouteTableId } = (await call("CreateRouteTable", { VpcId })).RouteTable;
  return { VpcId, SubnetId, RouteTableId };
}

async function gateway(call, VpcId) {
  const { InternetGatewayId } = (await call("CreateInternetGateway", {})).InternetGateway;
  await call("AttachInternetGateway", { InternetGatewayId, VpcId });
  return { InternetGatewayId, VpcId };
}

/** The route of a table to a destination. */
async function route(call, RouteTableId, key, value) {
  const [table] = (await call("DescribeRouteTables", { RouteTableIds: [RouteTableId] })).RouteTables;
  return table.Routes.find((one) => one[key] === value);
}

export async function routeTables(call) {
  const { no, dry } = ways(call);
  const { VpcId, SubnetId, RouteTableId } = await made(call);
  const { InternetGatewayId } = await gateway(call, VpcId);
  const out = { RouteTableId, DestinationCidrBlock: "0.0.0.0/0", GatewayId: InternetGatewayId };
  await dry("CreateRoute", out);
  check("a route", (await call("CreateRoute", out)).Return, true);
  await no("CreateRoute", out, "RouteAlreadyExists");
  await call("ReplaceRoute", out);
  const shown = await route(call, RouteTableId, "DestinationCidrBlock", "0.0.0.0/0");
  check("it leads out", pick(shown, "GatewayId", "State", "Origin"), [InternetGatewayId, "active", "CreateRoute"]);
  const { AssociationId } = await call("AssociateRouteTable", { RouteTableId, SubnetId });
  const other = (await call("CreateRouteTable", { VpcId, ...named("route-table", "other") })).RouteTable.RouteTableId;
  const moved = await call("ReplaceRouteTableAssociation", { AssociationId, RouteTableId: other });
  await no("DeleteRouteTable", { RouteTableId: other }, "DependencyViolation");
  await call("DisassociateRouteTable", { AssociationId: moved.NewAssociationId });
  await call("DeleteRouteTable", { RouteTableId: other });
  await call("DetachInternetGateway", { InternetGatewayId, VpcId });
  const after = await route(call, RouteTableId, "DestinationCidrBlock", "0.0.0.0/0");
  check("it leads nowhere", after.State, "blackhole");
  await call("DeleteRoute", { RouteTableId, DestinationCidrBlock: "0.0.0.0/0" });
  await no("DeleteRoute", { RouteTableId, DestinationCidrBlock: "0.0.0.0/0" }, "InvalidRoute.NotFound");
}

export async function natGateways(call) {
  const { no, unfiltered } = ways(call);
  const { VpcId, SubnetId } = await made(call);
  await gateway(call, VpcId);
  const { AllocationId } = await call("AllocateAddress", {});
  const { NatGatewayId } = (await call("CreateNatGateway", { SubnetId, AllocationId })).NatGateway;
  const [shown] = (await call("DescribeNatGateways", { NatGatewayIds: [NatGatewayId] })).NatGateways;
  check("a NAT gateway", pick(shown, "State", "VpcId", "ConnectivityType"), ["available", VpcId, "public"]);
  await no("ReleaseAddress", { AllocationId }, "InvalidIPAddress.InUse");
  await call("DeleteNatGateway", { NatGatewayId });
  const gone = (await call("DescribeNatGateways", { Filter: [{ Name: "state", Values: ["deleted"] }] })).NatGateways;
  check("it is deleted", gone.map((one) => one.NatGatewayId), [NatGatewayId]);
  await no("DescribeNatGateways", { NatGatewayIds: [nobody("nat")] }, "NatGatewayNotFound");
  await no("DescribeNatGateways", { Filter: [{ Name: "colour", Values: ["red"] }] }, "InvalidParameterValue");
  await unfiltered("DescribeRouteTables");
}

export async function vpcEndpoints(call) {
  const { no, unfiltered } = ways(call);
  const { VpcId, SubnetId, RouteTableId } = await made(call);
  const services = await call("DescribeVpcEndpointServices", { ServiceNames: [`${REGION}.s3`] });
  const kinds = services.ServiceDetails.map((one) => one.ServiceType[0].ServiceType);
  check("a service of both kinds", kinds, ["Gateway", "Interface"]);
  const make = { VpcId, ServiceName: `${REGION}.s3`, RouteTableIds: [RouteTableId] };
  const s3 = (await call("CreateVpcEndpoint", make)).VpcEndpoint.VpcEndpointId;
  const [list] = (await call("DescribePrefixLists", by("prefix-list-name", `${REGION}.s3`))).PrefixLists;
  const shown = await route(call, RouteTableId, "DestinationPrefixListId", list.PrefixListId);
  check("a table leads there", shown.GatewayId, s3);
  await call("ModifyVpcEndpoint", { VpcEndpointId: s3, PolicyDocument: "{}" });
  const own = { VpcId, ServiceName: `${REGION}.ec2`, VpcEndpointType: "Interface", SubnetIds: [SubnetId] };
  const ec2 = (await call("CreateVpcEndpoint", own)).VpcEndpoint.VpcEndpointId;
  const all = (await call("DescribeVpcEndpoints", by("vpc-id", VpcId))).VpcEndpoints;
  check("both are there", all.map((one) => one.VpcEndpointId).sort(), [s3, ec2].sort());
  await no("DeleteVpc", { VpcId }, "DependencyViolation");
  check("both go", (await call("DeleteVpcEndpoints", { VpcEndpointIds: [s3, ec2] })).Unsuccessful, []);
  await no("CreateVpcEndpoint", { ...make, ServiceName: "odd" }, "InvalidServiceName");
  await unfiltered("DescribeVpcEndpoints");
}

export async function prefixLists(call) {
  const { no } = ways(call);
  const make = { PrefixListName: "office", AddressFamily: "IPv4", MaxEntries: 2, Entries: [{ Cidr: "10.0.0.0/8" }] };
  const { PrefixListId } = (await call("CreateManagedPrefixList", make)).PrefixList;
  const change = { PrefixListId, CurrentVersion: 1, AddEntries: [{ Cidr: "11.0.0.0/8" }] };
  check("a version", (await call("ModifyManagedPrefixList", change)).PrefixList.Version, 2);
  await no("ModifyManagedPrefixList", change, "PrefixListVersionMismatch");
  const entries = (await call("GetManagedPrefixListEntries", { PrefixListId })).Entries;
  check("its entries", entries.map((one) => one.Cidr), ["10.0.0.0/8", "11.0.0.0/8"]);
  await call("RestoreManagedPrefixListVersion", { PrefixListId, CurrentVersion: 2, PreviousVersion: 1 });
  const users = (await call("GetManagedPrefixListAssociations", { PrefixListId })).PrefixListAssociations;
  check("nobody has it", users, []);
  const [shown] = (await call("DescribeManagedPrefixLists", { PrefixListIds: [PrefixListId] })).PrefixLists;
  check("it is shown", pick(shown, "Version", "State", "MaxEntries"), [3, "restore-complete", 2]);
  await call("DeleteManagedPrefixList", { PrefixListId });
  await no("DescribeManagedPrefixLists", { PrefixListIds: [PrefixListId] }, "InvalidPrefixListID.NotFound");
}

export async function networkAcls(call) {
  const { no, unfiltered } = ways(call);
  const { VpcId, SubnetId } = await made(call);
  const { NetworkAclId } = (await call("CreateNetworkAcl", { VpcId })).NetworkAcl;
  const number = { NetworkAclId, RuleNumber: 1, Egress: true };
  const rule = { ...number, Protocol: "-1", RuleAction: "allow", CidrBlock: "0.0.0.0/0" };
  await call("CreateNetworkAclEntry", rule);
  await no("CreateNetworkAclEntry", { ...rule, RuleAction: "deny" }, "NetworkAclEntryAlreadyExists");
  await call("ReplaceNetworkAclEntry", { ...rule, RuleAction: "deny" });
  const [shown] = (await call("DescribeNetworkAcls", { NetworkAclIds: [NetworkAclId] })).NetworkAcls;
  check("a rule", pick(shown.Entries[0], "RuleNumber", "RuleAction", "Egress"), [1, "deny", true]);
  await call("DeleteNetworkAclEntry", number);
  const [own] = (await call("DescribeNetworkAcls", by("association.subnet-id", SubnetId))).NetworkAcls;
  const { NetworkAclAssociationId } = own.Associations.find((one) => one.SubnetId === SubnetId);
  const move = { AssociationId: NetworkAclAssociationId, NetworkAclId };
  const { NewAssociationId } = await call("ReplaceNetworkAclAssociation", move);
  await no("DeleteNetworkAcl", { NetworkAclId }, "DependencyViolation");
  await call("ReplaceNetworkAclAssociation", { AssociationId: NewAssociationId, NetworkAclId: own.NetworkAclId });
  await call("DeleteNetworkAcl", { NetworkAclId });
  await no("DeleteNetworkAcl", { NetworkAclId: own.NetworkAclId }, "InvalidParameterValue");
  await unfiltered("DescribeNetworkAcls");
}

export async function dhcpOptions(call) {
  const { no, unfiltered } = ways(call);
  const { VpcId } = await made(call);
  const make = (Key, Value) => ({ DhcpConfigurations: [{ Key, Values: [Value] }] });
  const { DhcpOptionsId } = (await call("CreateDhcpOptions", make("domain-name", "example.com"))).DhcpOptions;
  await call("AssociateDhcpOptions", { DhcpOptionsId, VpcId });
  await no("DeleteDhcpOptions", { DhcpOptionsId }, "DependencyViolation");
  await call("AssociateDhcpOptions", { DhcpOptionsId: "default", VpcId });
  const [shown] = (await call("DescribeDhcpOptions", { DhcpOptionsIds: [DhcpOptionsId] })).DhcpOptions;
  check("options", shown.DhcpConfigurations[0].Values, [{ Value: "example.com" }]);
  await call("DeleteDhcpOptions", { DhcpOptionsId });
  await no("CreateDhcpOptions", make("colour", "red"), "InvalidParameterValue");
  await unfiltered("DescribeDhcpOptions");
}

export async function ipv6(call) {
  const { no } = ways(call);
  const { VpcId, SubnetId, RouteTableId } = await made(call);
  const more = (await call("AssociateVpcCidrBlock", { VpcId, CidrBlock: "10.6.0.0/16" })).CidrBlockAssociation;
  await call("DisassociateVpcCidrBlock", { AssociationId: more.AssociationId });
  const six = await call("AssociateVpcCidrBlock", { VpcId, AmazonProvidedIpv6CidrBlock: true });
  const Ipv6CidrBlock = six.Ipv6CidrBlockAssociation.Ipv6CidrBlock.replace("/56", "/64");
  const own = (await call("AssociateSubnetCidrBlock", { SubnetId, Ipv6CidrBlock })).Ipv6CidrBlockAssociation;
  check("a range of a subnet", own.Ipv6CidrBlock, Ipv6CidrBlock);
  await call("DisassociateSubnetCidrBlock", { AssociationId: own.AssociationId });
  const answer = await call("CreateEgressOnlyInternetGateway", { VpcId });
  const { EgressOnlyInternetGatewayId } = answer.EgressOnlyInternetGateway;
  const out = { RouteTableId, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId };
  await call("CreateRoute", out);
  const shown = (await call("DescribeEgressOnlyInternetGateways", {})).EgressOnlyInternetGateways;
  check("a gateway", shown.map((one) => one.Attachments[0].VpcId), [VpcId]);
  check("goes", (await call("DeleteEgressOnlyInternetGateway", { EgressOnlyInternetGatewayId })).ReturnCode, true);
  await no("DeleteEgressOnlyInternetGateway", { EgressOnlyInternetGatewayId }, "InvalidGatewayID.NotFound");
}

export async function peering(call) {
  const { no } = ways(call);
  const ask = { VpcId: (await made(call)).VpcId, PeerVpcId: (await made(call, 6)).VpcId };
  const request = async () =>
    (await call("CreateVpcPeeringConnection", ask)).VpcPeeringConnection.VpcPeeringConnectionId;
  await call("RejectVpcPeeringConnection", { VpcPeeringConnectionId: await request() });
  const id = { VpcPeeringConnectionId: await request() };
  await no("CreateVpcPeeringConnection", ask, "VpcPeeringConnectionAlreadyExists");
  await call("AcceptVpcPeeringConnection", id);
  const dns = { AccepterPeeringConnectionOptions: { AllowDnsResolutionFromRemoteVpc: true } };
  const { AccepterPeeringConnectionOptions: changed } = await call("ModifyVpcPeeringConnectionOptions", { ...id, ...dns });
  check("an option", changed.AllowDnsResolutionFromRemoteVpc, true);
  const found = (await call("DescribeVpcPeeringConnections", by("status-code", "active"))).VpcPeeringConnections;
  check("it is active", found.map((one) => one.VpcPeeringConnectionId), [id.VpcPeeringConnectionId]);
  await call("DeleteVpcPeeringConnection", id);
  await no("AcceptVpcPeeringConnection", id, "InvalidStateTransition");
}

export async function flowLogs(call) {
  const { VpcId } = await made(call);
  const to = { TrafficType: "ALL", LogDestinationType: "s3", LogDestination: "arn:aws:s3:::logs" };
  const answer = await call("CreateFlowLogs", { ResourceIds: [VpcId, "vpc-0"], ResourceType: "VPC", ...to });
  check("one cannot be", answer.Unsuccessful.map((one) => one.Error.Code), ["InvalidVpcID.NotFound"]);
  const [log] = (await call("DescribeFlowLogs", { FlowLogIds: answer.FlowLogIds })).FlowLogs;
  check("the other is", pick(log, "ResourceId", "FlowLogStatus"), [VpcId, "ACTIVE"]);
  check("it goes", (await call("DeleteFlowLogs", { FlowLogIds: answer.FlowLogIds })).Unsuccessful, []);
}

export async function defaults(call) {
  const { no } = ways(call);
  await no("CreateDefaultVpc", {}, "DefaultVpcAlreadyExists");
  const [subnet] = (await call("DescribeSubnets", by("availability-zone", "us-east-1f"))).Subnets;
  await call("DeleteSubnet", { SubnetId: subnet.SubnetId });
  const { Subnet } = await call("CreateDefaultSubnet", { AvailabilityZone: "us-east-1f" });
  check("a default subnet", pick(Subnet, "CidrBlock", "DefaultForAz"), [subnet.CidrBlock, true]);
  const all = (await call("DescribeInstances", {})).Reservations.flatMap((one) => one.Instances);
  await call("TerminateInstances", { InstanceIds: all.map((one) => one.InstanceId) });
  const [{ InternetGatewayId, Attachments }] = (await call("DescribeInternetGateways", {})).InternetGateways;
  const [{ VpcId }] = Attachments;
  await call("DetachInternetGateway", { InternetGatewayId, VpcId });
  await call("DeleteInternetGateway", { InternetGatewayId });
  for (const { SubnetId } of (await call("DescribeSubnets", {})).Subnets) await call("DeleteSubnet", { SubnetId });
  await call("DeleteVpc", { VpcId });
  check("a default VPC", (await call("CreateDefaultVpc", {})).Vpc.IsDefault, true);
}
