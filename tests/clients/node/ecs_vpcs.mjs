// NAT gateways, network ACLs, IPv6, and VPCs of ECS's own API, as both clients of Alibaba Cloud's VPC API are to find them. Two
// clients of the kind in `ecs_story`: of the VPC API and of ECS.

import { check, refused } from "./common.mjs";

const RegionId = "cn-hangzhou";
const ZoneId = "cn-hangzhou-h";

/** The parts of the story for two clients. */
export function vpcs(vpc, ecs) {
  const here = (action, parameters) => vpc(action, { RegionId, ...parameters });

  async function network() {
    const { VpcId } = await here("CreateVpc", { CidrBlock: "10.0.0.0/16" });
    const { VSwitchId } = await here("CreateVSwitch", { VpcId, ZoneId, CidrBlock: "10.0.1.0/24" });
    return { VpcId, VSwitchId };
  }

  async function gone({ VpcId, VSwitchId }) {
    await here("DeleteVSwitch", { VSwitchId });
    await here("DeleteVpc", { VpcId });
  }

  /** A gateway with an elastic address. */
  async function gateway() {
    const where = await network();
    const made = await here("CreateNatGateway", { ...where, Name: "made", NetworkType: "internet" });
    const { AllocationId, EipAddress } = await here("AllocateEipAddress", {});
    const { NatGatewayId } = made;
    await here("AssociateEipAddress", { AllocationId, InstanceId: NatGatewayId, InstanceType: "Nat" });
    const [SnatTableId] = made.SnatTableIds.SnatTableId;
    const [ForwardTableId] = made.ForwardTableIds.ForwardTableId;
    return { where, NatGatewayId, AllocationId, EipAddress, SnatTableId, ForwardTableId };
  }

  async function without({ where, NatGatewayId, AllocationId }) {
    await here("DeleteNatGateway", { NatGatewayId, Force: true });
    await here("ReleaseEipAddress", { AllocationId });
    await gone(where);
  }

  async function gateways() {
    const made = await gateway();
    const { where, NatGatewayId } = made;
    await here("ModifyNatGatewayAttribute", { NatGatewayId, Name: "renamed", Description: "of a story" });
    const [shown] = (await here("DescribeNatGateways", { NatGatewayId })).NatGateways.NatGateway;
    check("a gateway has its name", [shown.Name, shown.Status], ["renamed", "Available"]);
    check("and its address", shown.IpLists.IpList.map((one) => one.IpAddress), [made.EipAddress]);
    const one = await here("GetNatGatewayAttribute", { NatGatewayId });
    check("and its tables", one.SnatTable.SnatTableId, made.SnatTableId);
    const nothing = () => here("ModifyNatGatewayAttribute", { NatGatewayId });
    await refused("something changes", nothing, "InvalidParams.NotNull", 400);
    const nowhere = () => here("GetNatGatewayAttribute", { NatGatewayId: "ngw-nowhere" });
    await refused("one that is there", nowhere, "InvalidNatGatewayId.NotFound", 404);
    const older = () => here("CreateNatGateway", { ...where, NatType: "Normal" });
    await refused("of today", older, "OperationFailed.NormalInventoryNotEnough", 400);
    const protect = (ProtectionEnable) => here("DeletionProtection", { InstanceId: NatGatewayId, Type: "NATGW", ProtectionEnable });
    await protect(true);
    const force = () => here("DeleteNatGateway", { NatGatewayId, Force: true });
    await refused("protected it stays", force, "InvalidOperation.DeletionProtection", 400);
    await protect(false);
    await refused("with an address it stays", () => here("DeleteNatGateway", { NatGatewayId }), "DependencyViolation.EIPS", 400);
    await without(made);
    check("it is gone", (await here("DescribeNatGateways", { NatGatewayId })).NatGateways.NatGateway, []);
  }

  async function snats() {
    const made = await gateway();
    const { SnatTableId, EipAddress: SnatIp } = made;
    const source = { SnatTableId, SnatIp, SourceCIDR: "10.0.0.0/16" };
    const { SnatEntryId } = await here("CreateSnatEntry", { ...source, SnatEntryName: "made" });
    await here("ModifySnatEntry", { SnatTableId, SnatEntryId, EipAffinity: 1 });
    const entries = async () => (await here("DescribeSnatTableEntries", { SnatTableId })).SnatTableEntries.SnatTableEntry;
    const [entry] = await entries();
    check("an SNAT entry has its source", [entry.SourceCIDR, entry.EipAffinity], ["10.0.0.0/16", "1"]);
    await refused("a source once", () => here("CreateSnatEntry", source), "Forbidden.SourceVSwitchId.Duplicated", 400);
    const address = () => here("ModifySnatEntry", { SnatTableId, SnatEntryId, SnatIp: "1.2.3.4" });
    await refused("an address of the gateway", address, "InvalidSnatIp.NotFound", 404);
    await refused("of a table", () => here("DescribeSnatTableEntries", {}), "DESCRIBE_SNAT_PARAM_INVALID", 400);
    await here("DeleteSnatEntry", { SnatTableId, SnatEntryId });
    check("it is gone", await entries(), []);
    const again = () => here("DeleteSnatEntry", { SnatTableId, SnatEntryId });
    await refused("once", again, "InvalidSnatEntryId.NotFound", 404);
    await without(made);
  }

  async function forwards() {
    const made = await gateway();
    const { ForwardTableId, EipAddress: ExternalIp } = made;
    const rule = { ForwardTableId, ExternalIp, ExternalPort: "80", InternalIp: "10.0.1.9", InternalPort: "80", IpProtocol: "tcp" };
    const { ForwardEntryId } = await here("CreateForwardEntry", rule);
    await here("ModifyForwardEntry", { ForwardTableId, ForwardEntryId, ExternalPort: "443" });
    const entries = async () =>
      (await here("DescribeForwardTableEntries", { ForwardTableId })).ForwardTableEntries.ForwardTableEntry;
    const [entry] = await entries();
    check("a DNAT entry has its ports", [entry.ExternalPort, entry.InternalPort], ["443", "80"]);
    const taken = () => here("CreateForwardEntry", { ...rule, ExternalPort: "443", InternalPort: "81" });
    await refused("a port once", taken, "DuplicatedParam.ExternalPort", 400);
    const outside = () => here("ModifyForwardEntry", { ForwardTableId, ForwardEntryId, InternalIp: "192.168.0.1" });
    await refused("to the VPC", outside, "Forbidden.InternalIpOutOfVpcCIDR", 400);
    await refused("of a table", () => here("DescribeForwardTableEntries", {}), "DESCRIBE_FORWARD_PARAM_INVALID", 400);
    await here("DeleteForwardEntry", { ForwardTableId, ForwardEntryId });
    check("it is gone", await entries(), []);
    const again = () => here("DeleteForwardEntry", { ForwardTableId, ForwardEntryId });
    await refused("once", again, "InvalidForwardEntryId.NotFound", 404);
    await without(made);
  }

  async function acls() {
    const where = await network();
    const { NetworkAclId } = await here("CreateNetworkAcl", { VpcId: where.VpcId, NetworkAclName: "made" });
    await here("ModifyNetworkAclAttributes", { NetworkAclId, Description: "of a story" });
    const rule = { Policy: "drop", Protocol: "udp", Port: "53/53", SourceCidrIp: "10.0.0.0/8" };
    const updated = { NetworkAclId, UpdateIngressAclEntries: true };
    await here("UpdateNetworkAclEntries", { ...updated, IngressAclEntries: [rule] });
    const Resource = [{ ResourceType: "VSwitch", ResourceId: where.VSwitchId }];
    await here("AssociateNetworkAcl", { NetworkAclId, Resource });
    const shown = (await here("DescribeNetworkAclAttributes", { NetworkAclId })).NetworkAclAttribute;
    const [ingress] = shown.IngressAclEntries.IngressAclEntry;
    check("a network ACL has its rule", [ingress.Policy, ingress.Port, ingress.SourceCidrIp], ["drop", "53/53", "10.0.0.0/8"]);
    check("and its VSwitch", shown.Resources.Resource.map((one) => one.ResourceId), [where.VSwitchId]);
    const other = (await here("CreateNetworkAcl", { VpcId: where.VpcId })).NetworkAclId;
    await here("CopyNetworkAclEntries", { NetworkAclId: other, SourceNetworkAclId: NetworkAclId });
    const listed = (await here("DescribeNetworkAcls", { NetworkAclId: other })).NetworkAcls.NetworkAcl;
    check("another has its rules", listed[0].IngressAclEntries.IngressAclEntry[0].Port, "53/53");
    const twice = () => here("AssociateNetworkAcl", { NetworkAclId: other, Resource });
    await refused("a VSwitch has one", twice, "InvalidResource.BindingExist", 400);
    const odd = () => here("UpdateNetworkAclEntries", { ...updated, IngressAclEntries: [{ ...rule, Port: "53" }] });
    await refused("ports are ranges", odd, "ParameterIllegal.Port", 400);
    await refused("one in use stays", () => here("DeleteNetworkAcl", { NetworkAclId }), "NetworkAclExistBinding", 400);
    await here("UnassociateNetworkAcl", { NetworkAclId, Resource });
    const apart = () => here("UnassociateNetworkAcl", { NetworkAclId, Resource });
    await refused("once", apart, "InvalidResource.NotBinding", 400);
    for (const id of [NetworkAclId, other]) await here("DeleteNetworkAcl", { NetworkAclId: id });
    const after = () => here("DescribeNetworkAclAttributes", { NetworkAclId });
    await refused("it is gone", after, "InvalidNetworkAcl.NotFound", 400);
    await gone(where);
  }

  async function ipv6() {
    const { VpcId } = await here("CreateVpc", { CidrBlock: "10.0.0.0/16", EnableIpv6: true });
    const { VSwitchId } = await here("CreateVSwitch", { VpcId, ZoneId, CidrBlock: "10.0.1.0/24", Ipv6CidrBlock: 7 });
    const one = await here("DescribeVSwitchAttributes", { VSwitchId });
    check("a VSwitch has some of its VPC's IPv6", [one.EnabledIpv6, one.Ipv6CidrBlock.slice(-6)], [true, "7::/64"]);
    const off = () => here("ModifyVpcAttribute", { VpcId, EnableIPv6: false });
    await refused("which the VPC keeps", off, "OperationFailed.IpV6VSwitchInuse", 400);
    await gone({ VpcId, VSwitchId });
  }

  async function byEcs() {
    const { VpcId } = await ecs("CreateVpc", { RegionId, CidrBlock: "10.0.0.0/16", VpcName: "packer" });
    const { VSwitchId } = await ecs("CreateVSwitch", { RegionId, VpcId, ZoneId, CidrBlock: "10.0.1.0/24" });
    await ecs("ModifyVSwitchAttribute", { RegionId, VSwitchId, VSwitchName: "packer" });
    const [one] = (await ecs("DescribeVSwitches", { RegionId, VpcId })).VSwitches.VSwitch;
    check("ECS makes a VSwitch", [one.VSwitchId, one.VSwitchName], [VSwitchId, "packer"]);
    const used = () => ecs("DeleteVpc", { RegionId, VpcId });
    await refused("with it a VPC stays", used, "DependencyViolation.VSwitch", 400);
    await ecs("DeleteVSwitch", { RegionId, VSwitchId });
    await ecs("DeleteVpc", { RegionId, VpcId });
    check("both are gone", (await here("DescribeVpcs", { VpcId })).Vpcs.Vpc, []);
  }

  return [gateways, snats, forwards, acls, ipv6, byEcs];
}
