// What both ECS clients are to find of what there is to choose from, and of private pools.

import { check, refused, until } from "./common.mjs";

const STOPPED = "i-bp67acfmxazb4p****"; // ecs.g6.large
const RegionId = "cn-hangzhou";
const ZONE = "cn-hangzhou-b";

/** The parts of the story for a client. */
export function pools(call) {
  const values = async (action, parameters) => {
    const answer = await call(action, { RegionId, ...parameters });
    const [resource] = answer.AvailableZones.AvailableZone[0].AvailableResources.AvailableResource;
    return resource.SupportedResources.SupportedResource.map((item) => item.Value);
  };
  const amounts = async (id) => {
    const answer = await call("DescribeCapacityReservations", { RegionId, PrivatePoolOptions: { Ids: `["${id}"]` } });
    const [item] = answer.CapacityReservationSet.CapacityReservationItem;
    const [resource] = item.AllocatedResources.AllocatedResource;
    return [item.Status, resource.UsedAmount, resource.AvailableAmount];
  };

  async function choice() {
    const zones = (await call("DescribeZones", { RegionId, Verbose: false })).Zones.Zone.map((zone) => zone.ZoneId);
    check("the zones include this one", zones.includes(ZONE));
    const disks = { DestinationResource: "SystemDisk", InstanceType: "ecs.g7.large" };
    const enhanced = ["cloud_essd", "cloud_auto", "cloud_essd_entry"];
    check("a type takes its disks", await values("DescribeAvailableResource", disks), enhanced);
    const wish = { DestinationResource: "InstanceType", ResourceId: STOPPED };
    const targets = await values("DescribeResourcesModification", wish);
    check("an instance can be changed to some", targets.includes("ecs.c6.large") && !targets.includes("ecs.g5.large"));
    await call("ModifyInstanceSpec", { InstanceId: STOPPED, InstanceType: "ecs.c6.large", Async: true });
    const tasks = (await call("DescribeTasks", { RegionId, ResourceIds: [STOPPED] })).TaskSet.Task;
    const [task] = tasks.map((task) => [task.TaskAction, task.TaskStatus, task.ResourceId]);
    check("a change is a task", task, ["ModifyInstanceSpec", "Finished", STOPPED]);
  }

  async function pool() {
    const wish = { RegionId, InstanceType: "ecs.g6.large", InstanceAmount: 1, ZoneId: [ZONE] };
    const made = await call("CreateCapacityReservation", { ...wish, PrivatePoolOptions: { MatchCriteria: "Target" } });
    const Id = made.PrivatePoolOptionsId;
    check("a pool is made", await amounts(Id), ["Active", 0, 1]);
    const launch = () => call("RunInstances", {
      RegionId,
      ZoneId: ZONE,
      ImageId: "aliyun_3_x64_20G_alibase_20250629.vhd",
      InstanceType: "ecs.g6.large",
      PrivatePoolOptions: { MatchCriteria: "Target", Id },
    });
    const [InstanceId] = (await launch()).InstanceIdSets.InstanceIdSet;
    const options = { RegionId, PrivatePoolOptions: { Id } };
    const users = await call("DescribeCapacityReservationInstances", options);
    check("it is used", users.CapacityReservationItem.InstanceIdSet.map((user) => user.InstanceId), [InstanceId]);
    await refused("it is full", launch, "Invalid.PrivatePoolOptions.NoStock", 400);
    await call("ModifyCapacityReservation", { ...options, InstanceAmount: 2 });
    await until("it is larger", () => amounts(Id), ["Active", 1, 1]);
    await call("ReleaseCapacityReservation", options);
    check("it is released", await amounts(Id), ["Released", 0, 0]);
  }

  return [choice, pool];
}
