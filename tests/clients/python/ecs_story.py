"""What every ECS client is to find, told once. A client is a function `call(action, **parameters)` that takes and
answers the names of the wire, lists and structures nested, and raises `Refusal`."""

import json

from common import check, refused, throttle, twin, until, waiting
from ecs_instances import Instances
from ecs_pools import Pools
from ecs_prices import Prices

STOPPED = "i-bp67acfmxazb4p****"  # ecs.g6.large, 5 Mbit/s
WEB = "i-bp67acfmxazb4ph12345"  # ecs.t6-c1m2.large, running, 10 Mbit/s
SUBSCRIBED = "i-bp1j4i2jdf3owlhe****"  # ecs.g6.xlarge, prepaid
REGION = "cn-hangzhou"
IMAGE = "aliyun_3_x64_20G_alibase_20250629.vhd"
MODIFY = "ModifyInstanceSpec"


class Story(Instances):
    def __init__(self, call):
        self.call = call

    def parts(self):
        return [self.surroundings, self.type, self.bandwidth, self.refusals, self.dry_run, self.token, self.life,
                self.two_steps, self.batches, self.attributes, self.monitoring, self.release, *Pools(self.call).parts(),
                *Prices(self.call).parts()]

    # What the world shows.

    def instances(self, *ids):
        answer = self.call("DescribeInstances", RegionId=REGION, InstanceIds=json.dumps(ids))
        return answer["Instances"]["Instance"]

    def type_of(self, id):
        return self.instances(id)[0]["InstanceType"]

    def attribute(self, id, *names):
        answer = self.call("DescribeInstanceAttribute", InstanceId=id)
        return tuple(answer[name] for name in names)

    def bandwidths(self, id):
        return self.attribute(id, "InternetMaxBandwidthOut", "InternetMaxBandwidthIn")

    def status(self, id):
        answer = self.call("DescribeInstanceStatus", RegionId=REGION, InstanceId=[id])
        return [item["Status"] for item in answer["InstanceStatuses"]["InstanceStatus"]]

    # The parts.

    def surroundings(self):
        regions = self.call("DescribeRegions")["Regions"]["Region"]
        check("the regions include this one", REGION in [region["RegionId"] for region in regions])
        names, token = [], ""
        while True:
            page = self.call("DescribeInstanceTypes", MaxResults=100, **({"NextToken": token} if token else {}))
            names += [kind["InstanceTypeId"] for kind in page["InstanceTypes"]["InstanceType"]]
            token = page["NextToken"]
            if not token:
                break
        check("pages of types have no type twice", (len(names) > 100, len(set(names))), (True, len(names)))
        [kind] = self.call("DescribeInstanceTypes", InstanceTypes=["ecs.g6.xlarge"])["InstanceTypes"]["InstanceType"]
        check("a type has its figures", (kind["CpuCoreCount"], kind["MemorySize"]), (4, 16.0))

    def type(self):
        answer = self.call(MODIFY, InstanceId=STOPPED, InstanceType="ecs.g6.2xlarge")
        check("a success is a request id", (list(answer), len(answer["RequestId"])), (["RequestId"], 36))
        check("the type is changed", self.type_of(STOPPED), "ecs.g6.2xlarge")
        check("and its figures", self.attribute(STOPPED, "Cpu", "Memory"), (8, 32768))
        self.call(MODIFY, InstanceId=STOPPED, InstanceType="ecs.g6.large", AllowMigrateAcrossZone=True, Async=True)
        until("also asynchronously", lambda: self.type_of(STOPPED), "ecs.g6.large")

    def bandwidth(self):
        self.call(MODIFY, InstanceId=WEB, InternetMaxBandwidthOut=20)
        check("a bandwidth is changed while running", (self.bandwidths(WEB), self.status(WEB)), ((20, 20), ["Running"]))
        self.call(MODIFY, InstanceId=WEB, InternetMaxBandwidthOut=30, InternetMaxBandwidthIn=15)
        check("both ways", self.bandwidths(WEB), (30, 15))
        hours = {"StartTime": "2026-11-21T09:00Z", "EndTime": "2026-11-21T11:00Z", "InternetMaxBandwidthOut": 100}
        self.call(MODIFY, InstanceId=WEB, Temporary=hours)
        twin("clock", {"advance": "2h"})
        check("and for a time", self.bandwidths(WEB)[0], 100)
        twin("clock", {"advance": "2h"})
        check("that ends", self.bandwidths(WEB), (30, 15))

    def refusals(self):
        refused("a running instance keeps its type", self.call, "InvalidInstanceStatus.NotStopped", 400, MODIFY,
                InstanceId=WEB, InstanceType="ecs.g6.large")
        both = refused("not both at once", self.call, "InvalidParameter.Mismatch", 400, MODIFY, InstanceId=STOPPED,
                       InstanceType="ecs.g6.xlarge", InternetMaxBandwidthOut=20)
        check("its text", "Too many parameters in one request." in both.message)
        refused("a subscription keeps its type", self.call, "ChargeTypeViolation", 403, MODIFY, InstanceId=SUBSCRIBED,
                InstanceType="ecs.g6.large")
        refused("an instance there is not", self.call, "InvalidInstanceId.NotFound", 404, MODIFY,
                InstanceId="i-bp10000000000000000", InstanceType="ecs.g6.xlarge")
        refused("a time without an end", self.call, "MissingTemporary.EndTime", 404, MODIFY, InstanceId=WEB,
                Temporary={"StartTime": "2026-11-21T09:00Z", "InternetMaxBandwidthOut": 50})
        check("no refusal changed anything", (self.type_of(STOPPED), self.bandwidths(WEB)[0]), ("ecs.g6.large", 10))

    def dry_run(self):
        dry = refused("a dry run", self.call, "DryRunOperation", 400, MODIFY, InstanceId=STOPPED,
                      InstanceType="ecs.g6.xlarge", DryRun=True)
        check("its text", "Request validation has been passed with DryRun flag set." in dry.message)
        refused("a dry run of what is refused", self.call, "InvalidInstanceStatus.NotStopped", 400, MODIFY,
                InstanceId=WEB, InstanceType="ecs.g6.xlarge", DryRun=True)
        check("a dry run changes nothing", self.type_of(STOPPED), "ecs.g6.large")

    def token(self):
        wish = {"InstanceId": WEB, "InternetMaxBandwidthOut": 20, "ClientToken": "once"}
        self.call(MODIFY, **wish)
        self.call(MODIFY, InstanceId=WEB, InternetMaxBandwidthOut=30)
        check("a token answers again", list(self.call(MODIFY, **wish)), ["RequestId"])
        check("and does nothing again", self.bandwidths(WEB)[0], 30)
        refused("a token with another wish", self.call, "IdempotenceParamNotMatch", 400, MODIFY,
                **wish | {"InternetMaxBandwidthOut": 40})

    def life(self):
        made = self.call("RunInstances", RegionId=REGION, ImageId=IMAGE, InstanceType="ecs.g6.large", Amount=2,
                         InstanceName="made", InternetMaxBandwidthOut=1, SystemDisk={"Category": "cloud_essd"},
                         Tag=[{"Key": "purpose", "Value": "test"}], ClientToken="run")
        ids = made["InstanceIdSets"]["InstanceIdSet"]
        check("two are made", len(ids), 2)
        until("both run", lambda: [item["Status"] for item in self.instances(*ids)], ["Running", "Running"])
        one = self.instances(*ids)[0]
        check("named and tagged", (one["InstanceName"], one["Tags"]["Tag"]),
              ("made", [{"TagKey": "purpose", "TagValue": "test"}]))
        id = ids[0]
        self.call("StopInstance", InstanceId=id, StoppedMode="KeepCharging")
        until("it stops", lambda: self.status(id), ["Stopped"])
        self.call(MODIFY, InstanceId=id, InstanceType="ecs.c6.large")
        self.call("StartInstance", InstanceId=id)
        until("it starts", lambda: self.status(id), ["Running"])
        check("with its new type", self.type_of(id), "ecs.c6.large")
        self.call("RebootInstance", InstanceId=id)
        until("it is back", lambda: self.status(id), ["Running"])
        refused("it is not deleted while it runs", self.call, "IncorrectInstanceStatus", 403, "DeleteInstance",
                InstanceId=id)
        self.call("DeleteInstance", InstanceId=id, Force=True)
        until("unless forced", lambda: self.instances(id), [])

    def two_steps(self):
        made = self.call("CreateInstance", RegionId=REGION, ImageId=IMAGE, InstanceType="ecs.t6-c1m1.large",
                         CreditSpecification="Unlimited")
        id = made["InstanceId"]
        until("what is created is stopped", lambda: self.status(id), ["Stopped"])
        check("with the mode asked for", self.attribute(id, "CreditSpecification"), ("Unlimited",))
        self.call("DeleteInstance", InstanceId=id)
        until("and can be deleted", lambda: self.status(id), [])

    def throttled(self, call, retries):
        """A throttle that passes is the client's own business, if it tries again; else it is told."""
        wish = {"InstanceId": STOPPED, "InstanceType": "ecs.g6.xlarge"}
        throttle("ecs", MODIFY, 1)
        if retries:
            call(MODIFY, **wish)
            check("a throttled call is tried again", waiting(), [])
            check("and takes effect", self.type_of(STOPPED), "ecs.g6.xlarge")
            return None
        refusal = refused("a throttle is told", call, "Throttling", 400, MODIFY, **wish)
        check("and did nothing", self.type_of(STOPPED), "ecs.g6.large")
        call(MODIFY, **wish)
        check("the next call succeeds", self.type_of(STOPPED), "ecs.g6.xlarge")
        return refusal
