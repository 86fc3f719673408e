// What both clients of Alibaba Cloud's VPC API are to find. Two clients of the kind in `ecs_story`: of the VPC API and of
// ECS.

import { check, refused } from "./common.mjs";

const WEB = "i-bp67acfmxazb4ph12345";
const RegionId = "cn-hangzhou";

/** The parts of the story for two clients. */
export function networks(vpc, ecs) {
  const here = (action, parameters) => vpc(action, { RegionId, ...parameters });

  async function switches() {
    const { VpcId } = await here("CreateVpc", { CidrBlock: "10.0.0.0/16", VpcName: "made" });
    const [{ ZoneId }] = (await ecs("DescribeZones", { RegionId })).Zones.Zone;
    const { VSwitchId } = await here("CreateVSwitch", { VpcId, ZoneId, CidrBlock: "10.0.1.0/24" });
    const shown = await here("DescribeVpcAttribute", { VpcId });
    check("a VPC has its VSwitch", [shown.VpcName, shown.VSwitchIds.VSwitchId], ["made", [VSwitchId]]);
    check("and is listed", (await here("DescribeVpcs", { VpcId })).Vpcs.Vpc.length, 1);
    const one = await here("DescribeVSwitchAttributes", { VSwitchId });
    check("a VSwitch has its range", [one.CidrBlock, one.Status], ["10.0.1.0/24", "Available"]);
    const found = (await here("DescribeVSwitches", { VpcId })).VSwitches.VSwitch;
    check("and is listed", found.map((each) => each.VSwitchId), [VSwitchId]);
    await refused("a VPC with a VSwitch stays", () => here("DeleteVpc", { VpcId }), "DependencyViolation.VSwitch", 400);
    await here("DeleteVSwitch", { VSwitchId });
    await here("DeleteVpc", { VpcId });
    check("both are gone", (await here("DescribeVpcs", { VpcId })).Vpcs.Vpc, []);
  }

  async function addresses() {
    const { AllocationId, EipAddress } = await here("AllocateEipAddress", { Bandwidth: "10" });
    const both = { AllocationId, InstanceId: WEB };
    const instance = async () => {
      const InstanceIds = JSON.stringify([WEB]);
      return (await ecs("DescribeInstances", { RegionId, InstanceIds })).Instances.Instance[0];
    };
    await here("ModifyEipAddressAttribute", { AllocationId, Name: "renamed" });
    check("it has a name", (await here("DescribeEipAddresses", { AllocationId })).EipAddresses.EipAddress[0].Name, "renamed");
    await ecs("ModifyInstanceSpec", { InstanceId: WEB, InternetMaxBandwidthOut: 0 });
    await here("AssociateEipAddress", both);
    check("an instance gets an address", (await instance()).EipAddress.IpAddress, EipAddress);
    const [shown] = (await here("DescribeEipAddresses", { AllocationId })).EipAddresses.EipAddress;
    check("which shows it", [shown.Status, shown.InstanceId], ["InUse", WEB]);
    await refused("it stays while in use", () => here("ReleaseEipAddress", { AllocationId }), "IncorrectEipStatus", 400);
    await ecs("UnassociateEipAddress", both);
    check("ECS takes it away", (await instance()).EipAddress.IpAddress, "");
    await ecs("ReleaseEipAddress", { AllocationId });
    check("it is gone", (await here("DescribeEipAddresses", {})).EipAddresses.EipAddress, []);
  }

  async function attributes() {
    const { VpcId } = await here("CreateVpc", { CidrBlock: "10.0.0.0/16" });
    const { VSwitchId } = await here("CreateVSwitch", { VpcId, ZoneId: "cn-hangzhou-h", CidrBlock: "10.0.1.0/24" });
    await here("ModifyVpcAttribute", { VpcId, VpcName: "renamed" });
    await here("ModifyVSwitchAttribute", { VSwitchId, VSwitchName: "renamed" });
    const [shown] = (await here("DescribeVpcs", { VpcId })).Vpcs.Vpc;
    const one = await here("DescribeVSwitchAttributes", { VSwitchId });
    check("both have another name", [shown.VpcName, one.VSwitchName], ["renamed", "renamed"]);
    const of = { ResourceType: "VPC", ResourceId: [VpcId] };
    await here("TagResources", { ...of, Tag: [{ Key: "stage", Value: "test" }] });
    const tags = async () => (await here("ListTagResources", of)).TagResources.TagResource;
    check("a VPC has a tag", (await tags()).map((tag) => [tag.TagKey, tag.TagValue]), [["stage", "test"]]);
    const nowhere = { ResourceType: "VPC", ResourceId: ["vpc-nowhere"], TagKey: ["stage"] };
    await refused("tags are of what is there", () => here("UnTagResources", nowhere), "InvalidInstanceIds.NotFound", 400);
    await here("UnTagResources", { ...of, TagKey: ["stage"] });
    check("it has none", await tags(), []);
  }

  async function defaults() {
    const there = { RegionId: "cn-nanjing" };
    const [{ VSwitchId, VpcId, ZoneId }] = (await vpc("DescribeVSwitches", there)).VSwitches.VSwitch;
    const another = () => vpc("CreateDefaultVpc", there);
    await refused("a region has one default VPC", another, "OperationFailed.DefaultVpcExist", 400);
    await vpc("DeleteVSwitch", { ...there, VSwitchId });
    await vpc("DeleteVpc", { ...there, VpcId });
    const made = await another();
    const made_too = await vpc("CreateDefaultVSwitch", { ...there, ZoneId });
    const [shown] = (await vpc("DescribeVpcs", { ...there, IsDefault: true })).Vpcs.Vpc;
    check("both are back", [shown.VpcId, shown.VSwitchIds.VSwitchId], [made.VpcId, [made_too.VSwitchId]]);
  }

  async function routes() {
    const InstanceIds = JSON.stringify([WEB]);
    const [instance] = (await ecs("DescribeInstances", { RegionId, InstanceIds })).Instances.Instance;
    const { VpcId, VSwitchId } = instance.VpcAttributes;
    const tables = async (filters) =>
      (await here("DescribeRouteTableList", { VpcId, ...filters })).RouterTableList.RouterTableListType;
    const [system] = await tables({ RouteTableType: "System" });
    const { RouteTableId } = await here("CreateRouteTable", { VpcId, RouteTableName: "made" });
    await here("ModifyRouteTableAttributes", { RouteTableId, Description: "of a story" });
    await here("AssociateRouteTable", { RouteTableId, VSwitchId });
    const [shown] = await tables({ RouteTableId });
    check("a table has a VSwitch", [shown.Description, shown.VSwitchIds.VSwitchId], ["of a story", [VSwitchId]]);
    const used = () => here("DeleteRouteTable", { RouteTableId });
    await refused("and stays", used, "IncorrectRouteTableStatus", 404);
    await here("UnassociateRouteTable", { RouteTableId, VSwitchId });
    await here("DeleteRouteTable", { RouteTableId });
    const to = { RouteTableId: system.RouteTableId, DestinationCidrBlock: "10.0.0.0/8", NextHopId: WEB };
    const { RouteEntryId } = await here("CreateRouteEntry", to);
    await refused("a destination once", () => here("CreateRouteEntry", to), "InvalidCIDRBlock.Duplicate", 400);
    const custom = { RouteTableId: system.RouteTableId, RouteEntryType: "Custom" };
    const [entry] = (await here("DescribeRouteEntryList", custom)).RouteEntrys.RouteEntry;
    check("an entry leads to an instance", entry.NextHops.NextHop[0].NextHopId, WEB);
    const [older] = (await here("DescribeRouteTables", { RouteTableId: system.RouteTableId, Type: "Custom" })).RouteTables.RouteTable;
    check("in the older answer too", older.RouteEntrys.RouteEntry[0].InstanceId, WEB);
    await here("ModifyRouteEntry", { RouteEntryId, RouteEntryName: "to the web" });
    const nowhere = () => here("ModifyRouteEntry", { RouteEntryId, NewNextHopId: "i-nowhere" });
    await refused("a next hop is there", nowhere, "InvalidNextHopId.NotFound", 404);
    const [renamed] = (await here("DescribeRouteEntryList", custom)).RouteEntrys.RouteEntry;
    check("an entry is renamed", renamed.RouteEntryName, "to the web");
    await here("DeleteRouteEntry", { RouteEntryId });
  }

  return [switches, attributes, defaults, routes, addresses];
}
