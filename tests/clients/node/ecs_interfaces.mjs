// What both ECS clients are to find of network interfaces, prefix lists, rules and roles. Two clients of the kind in `ecs_story`: of
// the VPC API and of ECS.

import { check, refused, until } from "./common.mjs";

const WEB = "i-bp67acfmxazb4ph12345";
const RegionId = "cn-hangzhou";

/** The parts of the story for two clients. */
export function interfaces(vpc, call) {
  const here = (action, parameters) => call(action, { RegionId, ...parameters });
  const InstanceIds = JSON.stringify([WEB]);
  const one = async (NetworkInterfaceId) => {
    const found = await here("DescribeNetworkInterfaces", { NetworkInterfaceId: [NetworkInterfaceId] });
    return found.NetworkInterfaceSets.NetworkInterfaceSet[0];
  };
  const status = (id) => async () => (await one(id))?.Status ?? "";

  async function nics() {
    const [instance] = (await here("DescribeInstances", { InstanceIds })).Instances.Instance;
    const { VSwitchId } = instance.VpcAttributes;
    const [SecurityGroupId] = instance.SecurityGroupIds.SecurityGroupId;
    const made = await here("CreateNetworkInterface", { VSwitchId, SecurityGroupId, NetworkInterfaceName: "data" });
    const { NetworkInterfaceId } = made;
    await until("an interface is made", status(NetworkInterfaceId), "Available");
    const assigned = await here("AssignPrivateIpAddresses", { NetworkInterfaceId, SecondaryPrivateIpAddressCount: 1 });
    const PrivateIpAddress = assigned.AssignedPrivateIpAddressesSet.PrivateIpSet.PrivateIpAddress;
    check("it has one more address", (await one(NetworkInterfaceId)).PrivateIpSets.PrivateIpSet.length, 2);
    await here("UnassignPrivateIpAddresses", { NetworkInterfaceId, PrivateIpAddress });
    await here("ModifyNetworkInterfaceAttribute", { NetworkInterfaceId, Description: "changed" });
    const shown = await here("DescribeNetworkInterfaceAttribute", { NetworkInterfaceId });
    check("it has changed", [shown.Description, shown.PrivateIpSets.PrivateIpSet.length], ["changed", 1]);
    await refused("without IPv6 of its VSwitch it has none", () =>
      here("AssignIpv6Addresses", { NetworkInterfaceId, Ipv6AddressCount: 1 }), "InvalidOperation.VSwitchIpv6Disabled", 404);
    await refused("and loses none", () =>
      here("UnassignIpv6Addresses", { NetworkInterfaceId, Ipv6Address: ["2001:db8::1"] }), "InvalidIp.IpUnassigned", 403);
    await vpc("ModifyVpcAttribute", { RegionId, VpcId: instance.VpcAttributes.VpcId, EnableIPv6: true });
    await vpc("ModifyVSwitchAttribute", { RegionId, VSwitchId, EnableIPv6: true, Ipv6CidrBlock: 1 });
    await here("AssignIpv6Addresses", { NetworkInterfaceId, Ipv6AddressCount: 1 });
    const [{ Ipv6Address }] = (await one(NetworkInterfaceId)).Ipv6Sets.Ipv6Set;
    await here("UnassignIpv6Addresses", { NetworkInterfaceId, Ipv6Address: [Ipv6Address] });
    check("it had one of IPv6", (await one(NetworkInterfaceId)).Ipv6Sets.Ipv6Set, []);
    await here("AttachNetworkInterface", { NetworkInterfaceId, InstanceId: WEB });
    await until("it is attached", status(NetworkInterfaceId), "InUse");
    await refused("it stays while attached", () => here("DeleteNetworkInterface", { NetworkInterfaceId }),
      "InvalidOperation.InvalidEniState", 400);
    await here("DetachNetworkInterface", { NetworkInterfaceId, InstanceId: WEB });
    await until("it is detached", status(NetworkInterfaceId), "Available");
    await here("DeleteNetworkInterface", { NetworkInterfaceId });
    await until("it is gone", status(NetworkInterfaceId), "");
  }

  async function lists() {
    const { PrefixListId } = await here("CreatePrefixList",
      { PrefixListName: "offices", AddressFamily: "IPv4", MaxEntries: 2, Entry: [{ Cidr: "10.0.0.0/8" }] });
    await here("ModifyPrefixList", { PrefixListId, AddEntry: [{ Cidr: "11.0.0.0/8", Description: "eleven" }] });
    const shown = await here("DescribePrefixListAttributes", { PrefixListId });
    check("a prefix list has its entries", shown.Entries.Entry.map((entry) => entry.Cidr), ["10.0.0.0/8", "11.0.0.0/8"]);
    check("and is listed", (await here("DescribePrefixLists", {})).PrefixLists.PrefixList.length, 1);
    const [{ VpcId }] = (await here("DescribeVpcs", {})).Vpcs.Vpc;
    const { SecurityGroupId } = await here("CreateSecurityGroup", { VpcId });
    const rule = { SecurityGroupId, IpProtocol: "tcp", PortRange: "22/22", SourcePrefixListId: PrefixListId };
    await here("AuthorizeSecurityGroup", rule);
    const found = await here("DescribePrefixListAssociations", { PrefixListId });
    const [association] = found.PrefixListAssociations.PrefixListAssociation;
    check("a rule is about it", association.ResourceId, SecurityGroupId);
    await here("ModifySecurityGroupRule", { ...rule, Description: "changed" });
    await here("AuthorizeSecurityGroupEgress", { SecurityGroupId, IpProtocol: "all", PortRange: "-1/-1", DestCidrIp: "10.0.0.0/8" });
    await here("ModifySecurityGroupEgressRule",
      { SecurityGroupId, IpProtocol: "all", PortRange: "-1/-1", DestCidrIp: "10.0.0.0/8", Description: "changed" });
    await here("ModifySecurityGroupPolicy", { SecurityGroupId, InnerAccessPolicy: "Drop" });
    await here("ModifySecurityGroupAttribute", { SecurityGroupId, SecurityGroupName: "renamed" });
    const group = await here("DescribeSecurityGroupAttribute", { SecurityGroupId });
    check("rules and their group have changed",
      [group.SecurityGroupName, group.InnerAccessPolicy, ...group.Permissions.Permission.map((each) => each.Description)],
      ["renamed", "Drop", "changed", "changed"]);
    const references = await here("DescribeSecurityGroupReferences", { SecurityGroupId: [SecurityGroupId] });
    check("no other group refers to it", references.SecurityGroupReferences.SecurityGroupReference, []);
    await refused("the list stays while in use", () => here("DeletePrefixList", { PrefixListId }),
      "NotAllowed.AssociationExist", 400);
    await here("DeleteSecurityGroup", { SecurityGroupId });
    await here("DeletePrefixList", { PrefixListId });
  }

  async function roles() {
    const attached = await here("AttachInstanceRamRole", { InstanceIds, RamRoleName: "reader" });
    check("a role is attached", attached.FailCount, 0);
    const role = async () => {
      const sets = (await here("DescribeInstanceRamRole", { InstanceIds })).InstanceRamRoleSets.InstanceRamRoleSet;
      return sets[0].RamRoleName;
    };
    check("and shows", await role(), "reader");
    await here("DetachInstanceRamRole", { InstanceIds, RamRoleName: "reader" });
    check("and is gone", await role(), "");
    const { Instances } = await here("DescribeInstanceAttachmentAttributes", { InstanceIds });
    check("an instance tells of its pool", Instances.Instance[0].InstanceId, WEB);
    const [instance] = (await here("DescribeInstances", { InstanceIds })).Instances.Instance;
    const { VSwitchId } = instance.VpcAttributes;
    await refused("an instance moves while it is stopped", () =>
      call("ModifyInstanceVpcAttribute", { InstanceId: WEB, VSwitchId }), "IncorrectInstanceStatus", 400);
  }

  return [nics, lists, roles];
}
