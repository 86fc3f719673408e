// What both ECS clients are to find, told once. A client is a function `call(action, parameters)` that takes and
// answers the names of the wire, and throws `Refusal`.

import { check, refused, throttle, twin, until } from "./common.mjs";
import { pools } from "./ecs_pools.mjs";
import { prices } from "./ecs_prices.mjs";

const STOPPED = "i-bp67acfmxazb4p****"; // ecs.g6.large
const WEB = "i-bp67acfmxazb4ph12345"; // ecs.t6-c1m2.large, running, 10 Mbit/s
const SUBSCRIBED = "i-bp1j4i2jdf3owlhe****"; // ecs.g6.xlarge, prepaid
const RegionId = "cn-hangzhou";
const MODIFY = "ModifyInstanceSpec";

/** The parts of the story for a client. `throttled` looks at the client's own error for a throttle. */
export function story(call, throttled) {
  const modify = (parameters) => call(MODIFY, parameters);
  const described = async (id) => {
    const answer = await call("DescribeInstances", { RegionId, InstanceIds: JSON.stringify([id]) });
    return answer.Instances.Instance.map((instance) => [instance.InstanceType, instance.Status]);
  };
  const bandwidth = async (id) => {
    const answer = await call("DescribeInstanceAttribute", { InstanceId: id });
    return [answer.InternetMaxBandwidthOut, answer.InternetMaxBandwidthIn];
  };

  async function surroundings() {
    const regions = (await call("DescribeRegions", {})).Regions.Region.map((region) => region.RegionId);
    check("the regions include this one", regions.includes(RegionId));
    const wanted = ["ecs.g6.xlarge", "ecs.t6-c1m2.large"];
    const types = (await call("DescribeInstanceTypes", { InstanceTypes: wanted })).InstanceTypes.InstanceType;
    check("types have their figures", types.map((kind) => kind.CpuCoreCount), [4, 2]);
  }

  async function changes() {
    const answer = await modify({ InstanceId: STOPPED, InstanceType: "ecs.g6.xlarge" });
    check("a success is a request id", [Object.keys(answer), answer.RequestId.length], [["RequestId"], 36]);
    check("the type is changed", await described(STOPPED), [["ecs.g6.xlarge", "Stopped"]]);
    await modify({ InstanceId: WEB, InternetMaxBandwidthOut: 20 });
    check("a bandwidth is changed while running", await bandwidth(WEB), [20, 20]);
  }

  async function refusals() {
    const wishes = [
      ["a running instance keeps its type", WEB, {}, "InvalidInstanceStatus.NotStopped", 400],
      ["an instance there is not", "i-bp10000000000000000", {}, "InvalidInstanceId.NotFound", 404],
      ["not both at once", STOPPED, { InternetMaxBandwidthOut: 9 }, "InvalidParameter.Mismatch", 400],
      ["a subscription keeps its type", SUBSCRIBED, {}, "ChargeTypeViolation", 403],
      ["a dry run", STOPPED, { DryRun: true }, "DryRunOperation", 400],
    ];
    for (const [what, InstanceId, others, code, status] of wishes) {
      await refused(what, () => modify({ InstanceId, InstanceType: "ecs.g6.xlarge", ...others }), code, status);
    }
    check("no refusal changed anything", await described(STOPPED), [["ecs.g6.large", "Stopped"]]);
  }

  async function token() {
    const wish = { InstanceId: WEB, InternetMaxBandwidthOut: 20, ClientToken: "once" };
    await modify(wish);
    await modify({ InstanceId: WEB, InternetMaxBandwidthOut: 30 });
    await modify(wish);
    check("a token does nothing again", await bandwidth(WEB), [30, 30]);
    const other = { ...wish, InternetMaxBandwidthOut: 40 };
    await refused("a token with another wish", () => modify(other), "IdempotenceParamNotMatch", 400);
  }

  async function life() {
    const made = await call("RunInstances", {
      RegionId,
      ImageId: "aliyun_3_x64_20G_alibase_20250629.vhd",
      InstanceType: "ecs.g6.large",
      Tag: [{ Key: "purpose", Value: "test" }],
    });
    const [InstanceId] = made.InstanceIdSets.InstanceIdSet;
    const status = async () => {
      const answer = await call("DescribeInstanceStatus", { RegionId, InstanceId: [InstanceId] });
      return answer.InstanceStatuses.InstanceStatus.map((item) => item.Status);
    };
    await until("it runs", status, ["Running"]);
    await call("StopInstance", { InstanceId });
    await until("it stops", status, ["Stopped"]);
    await modify({ InstanceId, InstanceType: "ecs.r6.large" });
    await call("StartInstance", { InstanceId });
    await until("it starts with its new type", () => described(InstanceId), [["ecs.r6.large", "Running"]]);
    await call("DeleteInstance", { InstanceId, Force: true });
    await until("it is gone", status, []);
  }

  async function many() {
    const named = { RegionId, InstanceId: [WEB, STOPPED] };
    const answer = await call("StopInstances", { ...named, BatchOptimization: "SuccessFirst" });
    const codes = answer.InstanceResponses.InstanceResponse.map((item) => [item.InstanceId, item.Code]);
    check("many stop, each for itself", codes, [[WEB, "200"], [STOPPED, "IncorrectInstanceStatus"]]);
    await refused("or none", () => call("StopInstances", named), "IncorrectInstanceStatus", 403);
    await refused("a dry run of many", () => call("StartInstances", { ...named, DryRun: true }), "DRYRUN.SUCCESS", 400);
    await call("StartInstances", named);
    await until("many start", async () => (await described(STOPPED))[0][1], "Running");
    await call("ModifyInstanceAttribute", { InstanceId: WEB, InstanceName: "renamed", UserData: "ZWNobyBoaQ==" });
    const { UserData } = await call("DescribeUserData", { RegionId, InstanceId: WEB });
    check("user data is kept", UserData, "ZWNobyBoaQ==");
    await call("ModifyInstanceAttribute", { InstanceId: WEB, Description: "some words" });
    await call("ModifyInstanceAttribute", { InstanceId: WEB, Description: "" });
    const { Description } = await call("DescribeInstanceAttribute", { InstanceId: WEB });
    check("an empty description is one", Description, "");
    await call("DeleteInstances", { ...named, Force: true });
    await until("many are gone", () => described(WEB), []);
  }

  async function monitoring() {
    const { now: StartTime } = await twin("clock");
    await twin("load", { instance: WEB, steps: [{ for: "10m", cpu: 80 }, { for: "1h", cpu: 5 }] });
    const { now: EndTime } = await twin("clock", { advance: "20m" });
    const times = { InstanceId: WEB, StartTime, EndTime };
    const answer = await call("DescribeInstanceMonitorData", { ...times, Period: 600 });
    const data = answer.MonitorData.InstanceMonitorData;
    check("what it did", data.map((entry) => [entry.CPU, entry.CPUCreditUsage]), [[80, 16], [5, 1]]);
    const { balance } = await twin(`credits?instance=${WEB}`);
    check("its balance is told everywhere", data[1].CPUCreditBalance, balance);
    const wrong = () => call("DescribeInstanceMonitorData", { ...times, Period: 61 });
    await refused("there are three periods", wrong, "InvalidPeriod.ValueNotSupported", 400);
  }

  async function throttling() {
    await throttle("ecs", MODIFY, 1);
    const wish = { InstanceId: STOPPED, InstanceType: "ecs.g6.xlarge" };
    const refusal = await refused("a throttle is told", () => modify(wish), "Throttling", 400);
    throttled(refusal.cause);
    check("and did nothing", await described(STOPPED), [["ecs.g6.large", "Stopped"]]);
    await modify(wish);
    check("the next call succeeds", await described(STOPPED), [["ecs.g6.xlarge", "Stopped"]]);
  }

  return [surroundings, changes, refusals, token, life, many, monitoring, throttling, ...pools(call), ...prices(call)];
}
