// EC2's networks: zones, VPCs, subnets, routes, gateways, network interfaces, elastic addresses.

import { check } from "./common.mjs";
import { ACCOUNT, START, WEB, WORKER, by, named, nobody, pick, ways } from "./ec2_common.mjs";

export async function zones(call) {
  const { no, unfiltered } = ways(call);
  const all = (await call("DescribeAvailabilityZones", {})).AvailabilityZones;
  check("six zones", all.map((zone) => zone.ZoneName), [..."abcdef"].map((letter) => `us-east-1${letter}`));
  check("no messages are an empty list", all[0].Messages, []);
  const second = (await call("DescribeAvailabilityZones", by("zone-id", "use1-az4"))).AvailabilityZones;
  check("a zone by its id", second.map((zone) => pick(zone, "ZoneName", "State")), [["us-east-1b", "available"]]);
  await no("DescribeAvailabilityZones", { ZoneNames: ["us-east-1z"] }, "InvalidParameterValue");
  await unfiltered("DescribeAvailabilityZones");
  const regions = (await call("DescribeRegions", by("region-name", "eu-*"))).Regions;
  check("regions by a pattern", [regions.length > 3, regions.every(({ RegionName }) => /^eu-/.test(RegionName))],
    [true, true]);
  const [vpcs] = (await call("DescribeAccountAttributes", { AttributeNames: ["supported-platforms"] })).AccountAttributes;
  const platforms = vpcs.AttributeValues.map((value) => value.AttributeValue);
  check("the account has VPCs only", [vpcs.AttributeName, platforms], ["supported-platforms", ["VPC"]]);
  await no("DescribeAccountAttributes", { AttributeNames: ["colour"] }, "InvalidParameterValue");
  await no("DescribeRegions", { RegionNames: ["us-east-9"] }, "InvalidParameterValue");
}

export async function vpcs(call) {
  const { no, dry, unfiltered } = ways(call);
  const make = { CidrBlock: "10.0.0.0/16", ...named("vpc", "ten") };
  await dry("CreateVpc", make);
  check("a dry run made none", (await call("DescribeVpcs", by("is-default", "false"))).Vpcs, []);
  const { Vpc } = await call("CreateVpc", make);
  const facts = ["CidrBlock", "IsDefault", "InstanceTenancy", "OwnerId"];
  check("a VPC", pick(Vpc, ...facts), ["10.0.0.0/16", false, "default", ACCOUNT]);
  check("its name", Vpc.Tags, [{ Key: "Name", Value: "ten" }]);
  const ids = { VpcIds: [Vpc.VpcId] };
  const [shown] = (await call("DescribeVpcs", ids)).Vpcs;
  check("it is shown", pick(shown, "State", ...facts), ["available", ...pick(Vpc, ...facts)]);
  check("its range", shown.CidrBlockAssociationSet[0].CidrBlockState, { State: "associated" });
  const inside = by("vpc-id", Vpc.VpcId);
  const groups = (await call("DescribeSecurityGroups", inside)).SecurityGroups;
  check("it has a security group", groups.map((group) => group.GroupName), ["default"]);
  const tables = (await call("DescribeRouteTables", inside)).RouteTables;
  check("and a main route table", tables.map((table) => table.Associations[0].Main), [true]);
  check("that keeps to itself", tables[0].Routes.map((route) => pick(route, "DestinationCidrBlock", "GatewayId")),
    [["10.0.0.0/16", "local"]]);
  const gateways = await call("DescribeInternetGateways", by("attachment.vpc-id", Vpc.VpcId));
  check("but no way out", gateways.InternetGateways, []);
  await dry("DeleteVpc", { VpcId: Vpc.VpcId });
  await call("DeleteVpc", { VpcId: Vpc.VpcId });
  await no("DescribeVpcs", ids, "InvalidVpcID.NotFound");
  check("its group goes with it", (await call("DescribeSecurityGroups", inside)).SecurityGroups, []);
  check("its table too", (await call("DescribeRouteTables", inside)).RouteTables, []);
  await no("CreateVpc", { CidrBlock: "10.0.0.0/8" }, "InvalidVpc.Range");
  await no("CreateVpc", { CidrBlock: "ten" }, "InvalidParameterValue");
  await no("CreateVpc", {}, "MissingParameter");
  await no("DeleteVpc", { VpcId: Vpc.VpcId }, "InvalidVpcID.NotFound");
  await no("DescribeVpcs", { VpcIds: ["vpc-x"] }, "InvalidVpcID.NotFound");
  await unfiltered("DescribeVpcs");
}

export async function vpcAttributes(call) {
  const { no } = ways(call);
  const [{ VpcId: home }] = (await call("DescribeVpcs", by("is-default", "true"))).Vpcs;
  const { VpcId: other } = (await call("CreateVpc", { CidrBlock: "10.0.0.0/16" })).Vpc;
  const attribute = async (VpcId, Attribute) => {
    const answer = await call("DescribeVpcAttribute", { VpcId, Attribute });
    check(`${Attribute}: whose`, answer.VpcId, VpcId);
    return answer[Attribute[0].toUpperCase() + Attribute.slice(1)];
  };
  for (const [name, ...wanted] of [
    ["enableDnsSupport", true, true],
    ["enableDnsHostnames", true, false],
    ["enableNetworkAddressUsageMetrics", false, false],
  ]) {
    const got = [await attribute(home, name), await attribute(other, name)];
    check(`${name} of the default VPC and of another`, got, wanted.map((Value) => ({ Value })));
  }
  for (const name of ["EnableDnsSupport", "EnableDnsHostnames", "EnableNetworkAddressUsageMetrics"]) {
    for (const Value of [false, true]) {
      await call("ModifyVpcAttribute", { VpcId: other, [name]: { Value } });
      check(`${name} is set`, await attribute(other, name[0].toLowerCase() + name.slice(1)), { Value });
    }
  }
  const two = { VpcId: other, EnableDnsSupport: { Value: true }, EnableDnsHostnames: { Value: true } };
  await no("ModifyVpcAttribute", two, "InvalidParameterCombination");
  const asked = { VpcId: nobody("vpc"), Attribute: "enableDnsSupport" };
  await no("DescribeVpcAttribute", asked, "InvalidVpcID.NotFound");
  await no("DescribeVpcAttribute", { VpcId: home, Attribute: "colour" }, "InvalidParameterValue");
}

export async function subnets(call) {
  const { no, dry, unfiltered, launch } = ways(call);
  const { VpcId } = (await call("CreateVpc", { CidrBlock: "10.0.0.0/16" })).Vpc;
  const make = { VpcId, CidrBlock: "10.0.1.0/24", AvailabilityZone: "us-east-1b", ...named("subnet", "one") };
  await dry("CreateSubnet", make);
  const { Subnet } = await call("CreateSubnet", make);
  const facts = ["VpcId", "CidrBlock", "AvailabilityZoneId", "AvailableIpAddressCount", "DefaultForAz", "Tags"];
  const wanted = [VpcId, "10.0.1.0/24", "use1-az4", 251, false, [{ Key: "Name", Value: "one" }]];
  check("a subnet", pick(Subnet, ...facts), wanted);
  const ids = { SubnetIds: [Subnet.SubnetId] };
  const look = async () => (await call("DescribeSubnets", ids)).Subnets[0];
  check("it is shown", pick(await look(), "State", ...facts), ["available", ...wanted]);
  check("no IPv6 range is an empty list", Subnet.Ipv6CidrBlockAssociationSet, []);
  await no("CreateSubnet", { VpcId, CidrBlock: "10.0.1.128/25" }, "InvalidSubnet.Conflict");
  await no("CreateSubnet", { VpcId, CidrBlock: "10.1.0.0/24" }, "InvalidSubnet.Range");
  await no("CreateSubnet", { VpcId: nobody("vpc"), CidrBlock: "10.0.2.0/24" }, "InvalidVpcID.NotFound");
  const elsewhere = { VpcId, CidrBlock: "10.0.2.0/24", AvailabilityZone: "eu-west-1a" };
  await no("CreateSubnet", elsewhere, "InvalidParameterValue");
  await no("DeleteVpc", { VpcId }, "DependencyViolation");
  const { SubnetId } = Subnet;
  for (const Value of [true, false]) {
    await call("ModifySubnetAttribute", { SubnetId, MapPublicIpOnLaunch: { Value } });
    check("public addresses or not", (await look()).MapPublicIpOnLaunch, Value);
  }
  const six = { SubnetId, AssignIpv6AddressOnCreation: { Value: true } };
  await no("ModifySubnetAttribute", six, "InvalidParameterValue");
  const InstanceId = await launch("t3.micro", { SubnetId });
  check("an instance takes an address", (await look()).AvailableIpAddressCount, 250);
  await no("DeleteSubnet", { SubnetId }, "DependencyViolation");
  await call("TerminateInstances", { InstanceIds: [InstanceId] });
  check("and gives it back", (await look()).AvailableIpAddressCount, 251);
  await dry("DeleteSubnet", { SubnetId });
  await call("DeleteSubnet", { SubnetId });
  await no("DescribeSubnets", ids, "InvalidSubnetID.NotFound");
  await no("DeleteSubnet", { SubnetId }, "InvalidSubnetID.NotFound");
  await no("DescribeSubnets", { SubnetIds: ["subnet-x"] }, "InvalidSubnetID.NotFound");
  await unfiltered("DescribeSubnets");
  await call("DeleteVpc", { VpcId });
  check("then the VPC can go", (await call("DescribeVpcs", by("vpc-id", VpcId))).Vpcs, []);
}

export async function routes(call) {
  const { no, dry, unfiltered } = ways(call);
  const [table] = (await call("DescribeRouteTables", by("association.main", "true"))).RouteTables;
  const [gateway] = (await call("DescribeInternetGateways", by("owner-id", ACCOUNT))).InternetGateways;
  check("the gateway is the VPC's", gateway.Attachments, [{ State: "available", VpcId: table.VpcId }]);
  const led = table.Routes.map((route) => pick(route, "DestinationCidrBlock", "GatewayId", "State", "Origin"));
  const out = ["0.0.0.0/0", gateway.InternetGatewayId, "active", "CreateRoute"];
  check("the table leads there", led, [out, ["172.31.0.0/16", "local", "active", "CreateRouteTable"]]);
  check("nothing is propagated", table.PropagatingVgws, []);
  const ids = { RouteTableIds: [table.RouteTableId] };
  check("the same by its id", (await call("DescribeRouteTables", ids)).RouteTables, [table]);
  const same = { InternetGatewayIds: [gateway.InternetGatewayId] };
  check("so the gateway", (await call("DescribeInternetGateways", same)).InternetGateways, [gateway]);
  await dry("DescribeRouteTables", ids);
  await dry("DescribeInternetGateways", same);
  await no("DescribeRouteTables", { RouteTableIds: [nobody("rtb")] }, "InvalidRouteTableID.NotFound");
  await no("DescribeRouteTables", { RouteTableIds: ["rtb-x"] }, "InvalidRouteTableId.Malformed");
  const lost = { InternetGatewayIds: [nobody("igw")] };
  await no("DescribeInternetGateways", lost, "InvalidInternetGatewayID.NotFound");
  await no("DescribeInternetGateways", { InternetGatewayIds: ["igw-x"] }, "InvalidInternetGatewayId.Malformed");
  await unfiltered("DescribeRouteTables");
  await unfiltered("DescribeInternetGateways");
  await no("DeleteVpc", { VpcId: table.VpcId }, "DependencyViolation");
}

export async function emptied(call) {
  const { no, dry } = ways(call);
  const [gateway] = (await call("DescribeInternetGateways", {})).InternetGateways;
  const { InternetGatewayId } = gateway;
  const { VpcId } = gateway.Attachments[0];
  await no("DeleteInternetGateway", { InternetGatewayId }, "DependencyViolation");
  await no("DetachInternetGateway", { InternetGatewayId, VpcId }, "DependencyViolation");
  const launches = (await call("DescribeInstances", {})).Reservations;
  const InstanceIds = launches.flatMap((launch) => launch.Instances.map((one) => one.InstanceId));
  await call("TerminateInstances", { InstanceIds });
  await dry("DetachInternetGateway", { InternetGatewayId, VpcId });
  await call("DetachInternetGateway", { InternetGatewayId, VpcId });
  await no("DetachInternetGateway", { InternetGatewayId, VpcId }, "Gateway.NotAttached");
  await dry("DeleteInternetGateway", { InternetGatewayId });
  await call("DeleteInternetGateway", { InternetGatewayId });
  check("the gateway is gone", (await call("DescribeInternetGateways", {})).InternetGateways, []);
  for (const { SubnetId } of (await call("DescribeSubnets", by("vpc-id", VpcId))).Subnets) {
    await call("DeleteSubnet", { SubnetId });
  }
  await call("DeleteVpc", { VpcId });
  check("and the VPC", (await call("DescribeVpcs", {})).Vpcs, []);
}

export async function interfaces(call) {
  const { no, unfiltered, instance } = ways(call);
  const look = async (of) => (await call("DescribeNetworkInterfaces", by("attachment.instance-id", of)))
    .NetworkInterfaces;
  const [shown] = await look(WEB);
  const web = await instance(WEB);
  const facts = ["NetworkInterfaceId", "SubnetId", "VpcId", "PrivateIpAddress", "MacAddress", "Status"];
  check("the instance shows it alike", pick(web.NetworkInterfaces[0], ...facts), pick(shown, ...facts));
  check("its addresses", pick(web, "PrivateIpAddress", "PublicIpAddress"),
    [shown.PrivateIpAddress, shown.Association.PublicIp]);
  const { AttachTime, DeviceIndex, InstanceId, Status } = shown.Attachment;
  check("its attachment", [AttachTime, DeviceIndex, InstanceId, Status], [START, 0, WEB, "attached"]);
  check("what was attached when is a Date", AttachTime instanceof Date);
  check("a stopped one has no public address", "Association" in (await look(WORKER))[0], false);
  const ids = { NetworkInterfaceIds: [shown.NetworkInterfaceId] };
  await call("ModifyInstanceAttribute", { InstanceId: WEB, SourceDestCheck: { Value: false } });
  const [changed] = (await call("DescribeNetworkInterfaces", ids)).NetworkInterfaces;
  check("it checks no more", [shown.SourceDestCheck, changed.SourceDestCheck], [true, false]);
  const off = by("source-dest-check", "false");
  const found = (await call("DescribeNetworkInterfaces", off)).NetworkInterfaces;
  check("and is found by that", found, [changed]);
  await call("TerminateInstances", { InstanceIds: [WEB] });
  await no("DescribeNetworkInterfaces", ids, "InvalidNetworkInterfaceID.NotFound");
  const malformed = { NetworkInterfaceIds: ["eni-x"] };
  await no("DescribeNetworkInterfaces", malformed, "InvalidNetworkInterfaceID.NotFound");
  await unfiltered("DescribeNetworkInterfaces");
}

export async function addresses(call) {
  const { no, dry, unfiltered, instance } = ways(call);
  check("there are none", (await call("DescribeAddresses", {})).Addresses, []);
  await dry("AllocateAddress", { Domain: "vpc" });
  const made = await call("AllocateAddress", { Domain: "vpc", ...named("elastic-ip", "one") });
  const { AllocationId, PublicIp } = made;
  check("an address", pick(made, "Domain", "NetworkBorderGroup"), ["vpc", "us-east-1"]);
  const look = async () => (await call("DescribeAddresses", { AllocationIds: [AllocationId] })).Addresses[0];
  const free = pick(await look(), "PublicIp", "AssociationId", "InstanceId", "Tags");
  check("nothing has it yet", free, [PublicIp, undefined, undefined, [{ Key: "Name", Value: "one" }]]);
  const associate = (InstanceId, others) => ({ AllocationId, InstanceId, ...others });
  await dry("AssociateAddress", associate(WEB));
  const { AssociationId } = await call("AssociateAddress", associate(WEB));
  const taken = ["AssociationId", "InstanceId", "PrivateIpAddress"];
  const web = await instance(WEB);
  check("an instance has it", pick(await look(), ...taken), [AssociationId, WEB, web.PrivateIpAddress]);
  const owner = web.NetworkInterfaces[0].Association.IpOwnerId;
  check("and shows it", [web.PublicIpAddress, owner], [PublicIp, ACCOUNT]);
  check("again is the same", (await call("AssociateAddress", associate(WEB))).AssociationId, AssociationId);
  await no("AssociateAddress", associate(WORKER, { AllowReassociation: false }), "Resource.AlreadyAssociated");
  await no("ReleaseAddress", { AllocationId }, "InvalidIPAddress.InUse");
  const moved = (await call("AssociateAddress", associate(WORKER))).AssociationId;
  check("it moves", pick(await look(), "AssociationId", "InstanceId"), [moved, WORKER]);
  check("and is found there", (await call("DescribeAddresses", by("instance-id", WORKER))).Addresses.length, 1);
  check("the first has another", (await instance(WEB)).PublicIpAddress !== PublicIp);
  await no("DisassociateAddress", { AssociationId }, "InvalidAssociationID.NotFound");
  await dry("DisassociateAddress", { AssociationId: moved });
  await call("DisassociateAddress", { AssociationId: moved });
  check("it is free", pick(await look(), ...taken), [undefined, undefined, undefined]);
  check("a stopped one has none then", "PublicIpAddress" in (await instance(WORKER)), false);
  const name = { AllocationId, DomainName: "mail.example.com" };
  await dry("ModifyAddressAttribute", name);
  const { Address } = await call("ModifyAddressAttribute", name);
  check("it has a name", pick(Address, "PublicIp", "PtrRecord"), [PublicIp, "mail.example.com."]);
  const attributes = async () => (await call("DescribeAddressesAttribute", { Attribute: "domain-name" })).Addresses;
  check("by which it is known", await attributes(), [Address]);
  await no("ReleaseAddress", { AllocationId }, "InvalidAddress.PtrSet");
  await call("ResetAddressAttribute", { AllocationId, Attribute: "domain-name" });
  check("until it is gone", await attributes(), []);
  await dry("ReleaseAddress", { AllocationId });
  await call("ReleaseAddress", { AllocationId });
  check("it is given back", (await call("DescribeAddresses", {})).Addresses, []);
  await no("ReleaseAddress", { AllocationId }, "InvalidAllocationID.NotFound");
  await no("DescribeAddresses", { AllocationIds: [AllocationId] }, "InvalidAllocationID.NotFound");
  await no("DescribeAddresses", { PublicIps: [PublicIp] }, "InvalidAddress.NotFound");
  await no("AssociateAddress", associate(WEB), "InvalidAllocationID.NotFound");
  await unfiltered("DescribeAddresses");
}
