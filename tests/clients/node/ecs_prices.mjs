// What both ECS clients are to find of prices, and of how instances are paid for. The same kind of client as in
// `ecs_story`.

import { check, refused } from "./common.mjs";

const STOPPED = "i-bp67acfmxazb4p****"; // ecs.g6.large
const SUBSCRIBED = "i-bp1j4i2jdf3owlhe****"; // ecs.g6.xlarge, prepaid
const RegionId = "cn-hangzhou";

/** The parts of the story for a client. */
export function prices(call) {
  const here = (action, parameters) => call(action, { RegionId, ...parameters });
  const attribute = async (InstanceId, name) => (await call("DescribeInstanceAttribute", { InstanceId }))[name];

  async function list() {
    const wanted = { InstanceType: "ecs.g6.large", PriceUnit: "Month", Period: 1 };
    const { Price } = (await here("DescribePrice", wanted)).PriceInfo;
    check("a price", [Price.Currency, Price.TradePrice], ["CNY", 220.32]);
    const parts = Price.DetailInfos.DetailInfo.map((part) => part.Resource);
    check("and its parts", parts, ["instanceType", "image", "bandwidth", "systemDisk"]);
    const none = () => here("DescribePrice", { InstanceType: "ecs.g6.none" });
    await refused("a type there is not", none, "InvalidInstanceType.ValueNotSupported", 404);
  }

  async function subscription() {
    const change = { InstanceId: SUBSCRIBED, InstanceType: "ecs.g6.2xlarge" };
    const { Price } = (await here("DescribeInstanceModificationPrice", change)).PriceInfo;
    check("a change has a price", Price.TradePrice > 400);
    check("and is an order", (await here("ModifyPrepayInstanceSpec", change)).OrderId.length, 15);
    check("that is done", await attribute(SUBSCRIBED, "InstanceType"), "ecs.g6.2xlarge");
    const network = { InstanceId: SUBSCRIBED, InternetMaxBandwidthOut: 10, NetworkChargeType: "PayByBandwidth" };
    check("so is bandwidth", (await call("ModifyInstanceNetworkSpec", network)).OrderId.length, 15);
    check("which is there", await attribute(SUBSCRIBED, "InternetMaxBandwidthOut"), 10);
  }

  async function charge() {
    const one = { InstanceIds: JSON.stringify([STOPPED]) };
    const { OrderId } = await here("ModifyInstanceChargeType", { ...one, Period: 2, PeriodUnit: "Week" });
    check("a subscription is an order", OrderId.length, 15);
    check("and is one", await attribute(STOPPED, "InstanceChargeType"), "PrePaid");
    const renewed = await call("RenewInstance", { InstanceId: STOPPED, Period: 1 });
    check("it is renewed", renewed.OrderId.length, 15);
    const back = { ...one, InstanceChargeType: "PostPaid", IsDetailFee: true };
    const [fee] = (await here("ModifyInstanceChargeType", back)).FeeOfInstances.FeeOfInstance;
    check("what it is worth is paid back", [fee.InstanceId, Number(fee.Fee) > 100], [STOPPED, true]);
    check("and it is none", await attribute(STOPPED, "InstanceChargeType"), "PostPaid");
  }

  return [list, subscription, charge];
}
