"""What every ECS client is to find of what there is to choose from, and of private pools."""

from common import check, refused, twin, until

STOPPED = "i-bp67acfmxazb4p****"  # ecs.g6.large
REGION = "cn-hangzhou"
IMAGE = "aliyun_3_x64_20G_alibase_20250629.vhd"
MODIFY = "ModifyInstanceSpec"


class Pools:
    def __init__(self, call):
        self.call = call

    def parts(self):
        return [self.choice, self.pool, self.end]

    def values(self, action, **parameters):
        """What the first zone has of what is asked for."""
        [zone] = self.call(action, RegionId=REGION, **parameters)["AvailableZones"]["AvailableZone"][:1]
        [resource] = zone["AvailableResources"]["AvailableResource"]
        return [item["Value"] for item in resource["SupportedResources"]["SupportedResource"]]

    def amounts(self, id):
        answer = self.call("DescribeCapacityReservations", RegionId=REGION, PrivatePoolOptions={"Ids": f'["{id}"]'})
        [item] = answer["CapacityReservationSet"]["CapacityReservationItem"]
        [resource] = item["AllocatedResources"]["AllocatedResource"]
        return item["Status"], resource["UsedAmount"], resource["AvailableAmount"]

    def status(self, id):
        answer = self.call("DescribeInstanceStatus", RegionId=REGION, InstanceId=[id])
        return [item["Status"] for item in answer["InstanceStatuses"]["InstanceStatus"]]

    def reserve(self, **more):
        answer = self.call("CreateCapacityReservation", RegionId=REGION, InstanceType="ecs.g6.large", InstanceAmount=1,
                           ZoneId=["cn-hangzhou-b"], **more)
        return answer["PrivatePoolOptionsId"]

    def launch(self, pool):
        return self.call("RunInstances", RegionId=REGION, ZoneId="cn-hangzhou-b", ImageId=IMAGE,
                         InstanceType="ecs.g6.large", PrivatePoolOptions={"MatchCriteria": "Target", "Id": pool})

    # The parts.

    def choice(self):
        zones = self.call("DescribeZones", RegionId=REGION)["Zones"]["Zone"]
        check("each zone has types", all(zone["AvailableInstanceTypes"]["InstanceTypes"] for zone in zones))
        families = self.call("DescribeInstanceTypeFamilies", RegionId=REGION, Generation="ecs-5")
        families = families["InstanceTypeFamilies"]["InstanceTypeFamily"]
        check("a generation has its families", "ecs.g6" in [family["InstanceTypeFamilyId"] for family in families])
        disks = self.values("DescribeAvailableResource", DestinationResource="SystemDisk", InstanceType="ecs.g7.large")
        check("a type takes its disks", disks, ["cloud_essd", "cloud_auto", "cloud_essd_entry"])
        sizes = self.values("DescribeAvailableResource", DestinationResource="InstanceType", Cores=2, Memory=8)
        check("types are found by their figures", "ecs.g6.large" in sizes)
        targets = self.values("DescribeResourcesModification", DestinationResource="InstanceType", ResourceId=STOPPED)
        check("an instance can be changed to some", ("ecs.c6.large" in targets, "ecs.g5.large" in targets), (True, False))
        refused("to none of the others", self.call, "DependencyViolation.InstanceType", 400, MODIFY,
                InstanceId=STOPPED, InstanceType="ecs.g5.large")
        self.call(MODIFY, InstanceId=STOPPED, InstanceType="ecs.c6.large", Async=True)
        tasks = self.call("DescribeTasks", RegionId=REGION, ResourceIds=[STOPPED])["TaskSet"]["Task"]
        seen = {(task["TaskAction"], task["TaskStatus"], task["ResourceId"]) for task in tasks}
        check("a change is a task", seen, {(MODIFY, "Finished", STOPPED)})
        items = self.call("DescribeAccountAttributes", RegionId=REGION, AttributeName=["instance-network-type"])
        [item] = items["AccountAttributeItems"]["AccountAttributeItem"]
        check("the network is a VPC", item["AttributeValues"]["ValueItem"][0]["Value"], "vpc")

    def pool(self):
        pool = self.reserve(PrivatePoolOptions={"MatchCriteria": "Target", "Name": "made"})
        check("a pool is made", self.amounts(pool), ("Active", 0, 1))
        [id] = self.launch(pool)["InstanceIdSets"]["InstanceIdSet"]
        users = self.call("DescribeCapacityReservationInstances", RegionId=REGION, PrivatePoolOptions={"Id": pool})
        check("it is used", users["CapacityReservationItem"]["InstanceIdSet"], [{"InstanceId": id}])
        full = refused("it is full", self.launch, "Invalid.PrivatePoolOptions.NoStock", 400, pool)
        check("its text", "The PrivatePool has been used up." in full.message)
        self.call("ModifyCapacityReservation", RegionId=REGION, PrivatePoolOptions={"Id": pool}, InstanceAmount=2)
        check("it is larger", self.amounts(pool), ("Active", 1, 1))
        until("the instance runs", lambda: self.status(id), ["Running"])
        self.call("StopInstance", InstanceId=id, StoppedMode="StopCharging")
        until("and stops", lambda: self.status(id), ["Stopped"])
        check("its place is free", self.amounts(pool), ("Active", 0, 2))
        refused("what is bound to a pool keeps its type", self.call, "Invalid.PrivatePoolOptions.MatchCriteria", 400,
                MODIFY, InstanceId=id, InstanceType="ecs.g6.xlarge")
        self.call("ReleaseCapacityReservation", RegionId=REGION, PrivatePoolOptions={"Id": pool})
        check("the pool is released", self.amounts(pool), ("Released", 0, 0))
        refused("and starts nothing", self.call, "Invalid.PrivatePoolOptions.status", 400, "StartInstance",
                InstanceId=id)

    def end(self):
        pool = self.reserve(EndTimeType="Limited", EndTime="2026-11-21T09:00:00Z")
        refused("a pool with an end is not released", self.call, "Invalid.Action.ReleaseCapacityReservation", 400,
                "ReleaseCapacityReservation", RegionId=REGION, PrivatePoolOptions={"Id": pool})
        twin("clock", {"advance": "1h"})
        check("it ends by itself", self.amounts(pool), ("Released", 0, 0))
