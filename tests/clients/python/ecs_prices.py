"""The part of the ECS story that is about what things cost, and how they are paid for."""

import json

from common import check, refused, until

STOPPED = "i-bp67acfmxazb4p****"  # ecs.g6.large, 5 Mbit/s
SUBSCRIBED = "i-bp1j4i2jdf3owlhe****"  # ecs.g6.xlarge, prepaid
REGION = "cn-hangzhou"


class Prices:
    def __init__(self, call):
        self.call = call

    def parts(self):
        return [self.prices, self.subscription, self.network, self.charge]

    def here(self, action, **parameters):
        return self.call(action, RegionId=REGION, **parameters)

    def attribute(self, id, *names):
        answer = self.call("DescribeInstanceAttribute", InstanceId=id)
        return tuple(answer[name] for name in names)

    # The parts.

    def prices(self):
        month = {"InstanceType": "ecs.g6.large", "PriceUnit": "Month", "Period": 1}
        price = self.here("DescribePrice", **month)["PriceInfo"]["Price"]
        check("a price", (price["Currency"], price["TradePrice"]), ("CNY", 220.32))
        parts = [(part["Resource"], part["TradePrice"]) for part in price["DetailInfos"]["DetailInfo"]]
        check("and its parts", parts, [("instanceType", 216.0), ("image", 0), ("bandwidth", 0), ("systemDisk", 4.32)])
        year = self.here("DescribePrice", **month | {"PriceUnit": "Year"})["PriceInfo"]
        check("a year has its rule", (len(year["Rules"]["Rule"]), year["Price"]["DiscountPrice"]), (1, 396.576))
        refused("a type there is not", self.here, "InvalidInstanceType.ValueNotSupported", 404, "DescribePrice",
                InstanceType="ecs.g6.none")

    def subscription(self):
        change = {"InstanceId": SUBSCRIBED, "InstanceType": "ecs.g6.2xlarge"}
        price = self.here("DescribeInstanceModificationPrice", **change)["PriceInfo"]["Price"]
        check("a change has a price", price["TradePrice"] > 400)
        order = self.here("ModifyPrepayInstanceSpec", **change, RebootWhenFinished=True)["OrderId"]
        check("and is an order", len(order), 15)
        check("that is done", self.attribute(SUBSCRIBED, "InstanceType"), ("ecs.g6.2xlarge",))
        until("with a reboot", lambda: self.attribute(SUBSCRIBED, "Status"), ("Running",))
        refused("less is for those that rest", self.here, "InvalidStatus.NotStopped", 400, "ModifyPrepayInstanceSpec",
                InstanceId=SUBSCRIBED, InstanceType="ecs.g6.large", OperatorType="downgrade")

    def network(self):
        def change(**parameters):
            return self.call("ModifyInstanceNetworkSpec", InstanceId=SUBSCRIBED, **parameters)["OrderId"]

        paid = change(InternetMaxBandwidthOut=10, NetworkChargeType="PayByBandwidth", AutoPay=True)
        check("bandwidth is an order too", len(paid), 15)
        check("and is there", self.attribute(SUBSCRIBED, "InternetMaxBandwidthOut", "InternetChargeType"),
              (10, "PayByBandwidth"))
        waiting = change(InternetMaxBandwidthOut=20, AutoPay=False)
        check("an order can wait", (len(waiting), self.attribute(SUBSCRIBED, "InternetMaxBandwidthOut")), (15, (10,)))
        refused("and the next one with it", self.call, "InvalidInstance.UnPaidOrder", 403, "ModifyInstanceNetworkSpec",
                InstanceId=SUBSCRIBED, InternetMaxBandwidthOut=20)
        order = self.call("ModifyInstanceNetworkSpec", InstanceId=STOPPED, InternetMaxBandwidthOut=20)["OrderId"]
        check("who pays as they go orders nothing", order, "")

    def charge(self):
        one = {"InstanceIds": json.dumps([STOPPED])}
        order = self.here("ModifyInstanceChargeType", **one, Period=1, PeriodUnit="Year", IncludeDataDisks=True)
        check("a subscription is an order", len(order["OrderId"]), 15)
        check("and is one", self.attribute(STOPPED, "InstanceChargeType"), ("PrePaid",))
        [ends] = self.attribute(STOPPED, "ExpiredTime")
        order = self.call("RenewInstance", InstanceId=STOPPED, Period=12, PeriodUnit="Month")["OrderId"]
        [later] = self.attribute(STOPPED, "ExpiredTime")
        check("it is renewed by a year", (len(order), int(later[:4]) - int(ends[:4]), later[4:]), (15, 1, ends[4:]))
        refused("by a period that is sold", self.call, "InvalidPeriod", 400, "RenewInstance", InstanceId=STOPPED,
                Period=11)
        back = self.here("ModifyInstanceChargeType", **one, InstanceChargeType="PostPaid", IsDetailFee=True)
        [fee] = back["FeeOfInstances"]["FeeOfInstance"]
        check("what it is worth is paid back", (fee["InstanceId"], float(fee["Fee"]) > 1000), (STOPPED, True))
        check("and it is none", self.attribute(STOPPED, "InstanceChargeType"), ("PostPaid",))
