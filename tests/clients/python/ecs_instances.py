"""The part of the ECS story that is about instances beyond their specification."""

from common import check, refused, twin, until

STOPPED = "i-bp67acfmxazb4p****"  # ecs.g6.large, 5 Mbit/s
WEB = "i-bp67acfmxazb4ph12345"  # ecs.t6-c1m2.large, running, 10 Mbit/s
SUBSCRIBED = "i-bp1j4i2jdf3owlhe****"  # ecs.g6.xlarge, prepaid
REGION = "cn-hangzhou"
IMAGE = "aliyun_3_x64_20G_alibase_20250629.vhd"


class Instances:
    def many(self, action, *ids, **parameters):
        answer = self.call(action, RegionId=REGION, InstanceId=list(ids), **parameters)
        return [(item["Code"], item["PreviousStatus"], item["CurrentStatus"])
                for item in answer["InstanceResponses"]["InstanceResponse"]]

    def batches(self):
        check("many reboot", self.many("RebootInstances", WEB), [("200", "Running", "Starting")])
        until("and are back", lambda: self.status(WEB), ["Running"])
        check("one that cannot stop does not keep the others",
              self.many("StopInstances", WEB, STOPPED, BatchOptimization="SuccessFirst"),
              [("200", "Running", "Stopping"), ("IncorrectInstanceStatus", "Stopped", "Stopped")])
        until("which stop", lambda: self.status(WEB), ["Stopped"])
        refused("unless all are to stop together", self.call, "IncorrectInstanceStatus", 403, "StopInstances",
                RegionId=REGION, InstanceId=[WEB, STOPPED])
        refused("a dry run of many", self.call, "DRYRUN.SUCCESS", 400, "StartInstances", RegionId=REGION,
                InstanceId=[WEB, STOPPED], DryRun=True)
        check("many start", self.many("StartInstances", WEB, STOPPED), [("200", "Stopped", "Starting")] * 2)
        until("and run", lambda: self.status(STOPPED), ["Running"])
        refused("many are deleted, or none", self.call, "ChargeTypeViolation", 403, "DeleteInstances",
                RegionId=REGION, InstanceId=[WEB, SUBSCRIBED], Force=True)
        self.call("DeleteInstances", RegionId=REGION, InstanceId=[WEB, STOPPED], Force=True)
        until("these are", lambda: self.instances(WEB, STOPPED), [])

    def attributes(self):
        self.call("ModifyInstanceAttribute", InstanceId=WEB, InstanceName="renamed", CreditSpecification="Unlimited",
                  UserData="ZWNobyBoaQ==", DeletionProtection=True)
        check("attributes are changed", self.attribute(WEB, "InstanceName", "CreditSpecification"),
              ("renamed", "Unlimited"))
        self.call("ModifyInstanceAttribute", InstanceId=WEB, Description="some words")
        self.call("ModifyInstanceAttribute", InstanceId=WEB, Description="")
        check("an empty description is one", self.attribute(WEB, "InstanceName", "Description"), ("renamed", ""))
        data = self.call("DescribeUserData", RegionId=REGION, InstanceId=WEB)
        check("user data is told", data["UserData"], "ZWNobyBoaQ==")
        refused("a protected instance stays", self.call, "InvalidOperation.DeletionProtection", 403, "DeleteInstance",
                InstanceId=WEB, Force=True)
        refused("a plain instance has no mode", self.call, "InvalidParameter.CreditSpecification", 400,
                "ModifyInstanceAttribute", InstanceId=STOPPED, CreditSpecification="Unlimited")
        full = self.call("DescribeInstancesFullStatus", RegionId=REGION, InstanceId=[WEB])
        [full] = full["InstanceFullStatusSet"]["InstanceFullStatusType"]
        check("its full status", (full["Status"], full["HealthStatus"]["Name"]), ({"Code": 1, "Name": "Running"}, "OK"))

    def monitoring(self):
        start = twin("clock")["now"]
        twin("load", {"instance": WEB, "steps": [{"for": "10m", "cpu": 80}, {"for": "1h", "cpu": 5}]})
        end = twin("clock", {"advance": "20m"})["now"]
        times = {"InstanceId": WEB, "StartTime": start, "EndTime": end}
        data = self.call("DescribeInstanceMonitorData", Period=600, **times)["MonitorData"]["InstanceMonitorData"]
        check("what it did", [(entry["CPU"], entry["CPUCreditUsage"]) for entry in data], [(80, 16), (5, 1)])
        check("its balance is told everywhere", data[1]["CPUCreditBalance"], twin(f"credits?instance={WEB}")["balance"])
        refused("there are three periods", self.call, "InvalidPeriod.ValueNotSupported", 400,
                "DescribeInstanceMonitorData", Period=61, **times)

    def release(self):
        made = self.call("RunInstances", RegionId=REGION, ImageId=IMAGE, InstanceType="ecs.g6.large",
                         AutoReleaseTime="2026-11-21T10:00:00Z")
        [id] = made["InstanceIdSets"]["InstanceIdSet"]
        until("it runs", lambda: self.status(id), ["Running"])
        self.call("ModifyInstanceAutoReleaseTime", InstanceId=id, AutoReleaseTime="2026-11-21T09:00:00Z")
        check("its end is set", self.instances(id)[0]["AutoReleaseTime"], "2026-11-21T09:00Z")
        self.call("ModifyInstanceSpec", InstanceId=id, InternetMaxBandwidthOut=5)
        address = self.call("AllocatePublicIpAddress", InstanceId=id)["IpAddress"]
        check("it has an address", self.instances(id)[0]["PublicIpAddress"]["IpAddress"], [address])
        twin("clock", {"advance": "1h"})
        until("and it is gone", lambda: self.instances(id), [])
