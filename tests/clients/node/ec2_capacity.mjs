// EC2's capacity reservations beside the interruptible part of them, and the default credit modes.

import { check, twin } from "./common.mjs";
import { ACCOUNT, DATABASE, IMAGE, LENT, SOURCE, SPARE, START, WEB, by, nobody, pick, ways } from "./ec2_common.mjs";

const LINUX = { InstancePlatform: "Linux/UNIX", AvailabilityZone: "us-east-1b" };
const COUNTS = ["TotalInstanceCount", "AvailableInstanceCount"];
const id = (CapacityReservationId) => ({ CapacityReservationId });

async function look(call, of) {
  return (await call("DescribeCapacityReservations", { CapacityReservationIds: [of] })).CapacityReservations[0];
}

export async function reservations(call) {
  const { no, dry, unfiltered } = ways(call);
  const action = "CreateCapacityReservation";
  const EndDate = new Date("2026-11-22T08:00:00Z");
  const TagSpecifications = [{ ResourceType: "capacity-reservation", Tags: [{ Key: "Name", Value: "c" }] }];
  const wish = { InstanceType: "c5.xlarge", InstanceCount: 2, ...LINUX, EndDate, EndDateType: "limited" };
  const whole = { ...wish, InstanceMatchCriteria: "targeted", TagSpecifications, ClientToken: "once" };
  await dry(action, whole);
  const { CapacityReservation: made } = await call(action, whole);
  const facts = ["State", "EndDate", "EndDateType", "InstanceMatchCriteria", "AvailabilityZoneId", "Tags", ...COUNTS];
  const wanted = ["active", EndDate, "limited", "targeted", "use1-az4", TagSpecifications[0].Tags, 2, 2];
  check("a reservation", pick(made, ...facts), wanted);
  const of = made.CapacityReservationId;
  const { CapacityReservationArn, CreateDate, StartDate } = await look(call, of);
  const name = `arn:aws:ec2:us-east-1:${ACCOUNT}:capacity-reservation/${of}`;
  check("its name and times", [CapacityReservationArn, CreateDate, StartDate], [name, START, START]);
  check("times are Dates", [CreateDate, StartDate, made.EndDate].every((time) => time instanceof Date));
  const again = await call(action, whole);
  check("a token reserves once", again.CapacityReservation.CapacityReservationId, of);
  await no(action, { ...whole, InstanceCount: 3 }, "IdempotentParameterMismatch");
  const found = (await call("DescribeCapacityReservations", by("end-date-type", "limited"))).CapacityReservations;
  check("a filter finds the one", found.map((one) => one.CapacityReservationId), [of]);
  await twin("clock", { advance: "24h" });
  check("it ends by itself", (await look(call, of)).State, "expired");
  await no(action, { ...wish, EndDate: START }, "InvalidParameterValue");
  await no(action, { ...wish, EndDateType: "unlimited" }, "InvalidParameterCombination");
  await no(action, { ...wish, InstanceCount: 0 }, "InvalidParameterValue");
  await no(action, { ...wish, InstanceType: "t3.huge" }, "InvalidParameterValue");
  const reads = (CapacityReservationIds) => ({ CapacityReservationIds });
  await no("DescribeCapacityReservations", reads([nobody("cr")]), "InvalidCapacityReservationId.NotFound");
  await no("DescribeCapacityReservations", reads(["cr-x"]), "InvalidCapacityReservationId.Malformed");
  await unfiltered("DescribeCapacityReservations");
}

export async function modified(call) {
  const { no, dry, launch } = ways(call);
  const action = "ModifyCapacityReservation";
  const change = (others) => ({ ...id(SPARE), ...others });
  await dry(action, change({ InstanceCount: 7 }));
  check("it answers so", (await call(action, change({ InstanceCount: 7 }))).Return, true);
  check("there are more", pick(await look(call, SPARE), ...COUNTS), [7, 7]);
  const EndDate = new Date("2026-11-22T08:00:00Z");
  await call(action, change({ EndDate, EndDateType: "limited" }));
  check("there is an end", pick(await look(call, SPARE), "EndDate", "EndDateType"), [EndDate, "limited"]);
  await call(action, change({ EndDateType: "unlimited" }));
  check("there is none", pick(await look(call, SPARE), "EndDate", "EndDateType"), [undefined, "unlimited"]);
  const target = { CapacityReservationSpecification: { CapacityReservationTarget: id(SPARE) } };
  const there = { Placement: { AvailabilityZone: "us-east-1b" } };
  const user = await launch("c5.xlarge", { ...there, ...target });
  check("an instance takes one", pick(await look(call, SPARE), ...COUNTS), [7, 6]);
  await no(action, change({ EndDateType: "limited" }), "MissingParameter");
  await call("TerminateInstances", { InstanceIds: [user] });
  await launch("c5.xlarge", there);
  check("a targeted one takes in none by itself", (await look(call, SPARE)).AvailableInstanceCount, 7);
  await call(action, change({ InstanceMatchCriteria: "open" }));
  check("open, it takes in the one that runs", (await look(call, SPARE)).AvailableInstanceCount, 6);
  const unlike = { ImageId: IMAGE, InstanceType: "c5.large", MinCount: 1, MaxCount: 1, ...there, ...target };
  await no("RunInstances", unlike, "ReservationCapacityExceeded");
  await no(action, { ...id(nobody("cr")), InstanceCount: 1 }, "InvalidCapacityReservationId.NotFound");
}

export async function cancelled(call) {
  const { no, dry, instance, launch } = ways(call);
  const action = "CancelCapacityReservation";
  const user = await launch("c5.xlarge", {
    Placement: { AvailabilityZone: "us-east-1b" },
    CapacityReservationSpecification: { CapacityReservationTarget: id(SPARE) },
  });
  await dry(action, id(SPARE));
  check("it answers so", (await call(action, id(SPARE))).Return, true);
  check("it is cancelled", (await look(call, SPARE)).State, "cancelled");
  const { State, CapacityReservationId } = await instance(user);
  check("what used it runs on", [State.Name, CapacityReservationId], ["running", undefined]);
  await no(action, id(SPARE), "InvalidCapacityReservationState");
  await no(action, id(nobody("cr")), "InvalidCapacityReservationId.NotFound");
  await no(action, id("cr-x"), "InvalidCapacityReservationId.Malformed");
  const text = (await no(action, id(SOURCE), "IncorrectState")).message;
  check("one that lends is not", text.includes("has an active interruptible capacity allocation"));
  check("and stays", (await look(call, SOURCE)).State, "active");
}

export async function splitAndMoved(call) {
  const { no, dry } = ways(call);
  const [split, move] = ["CreateCapacityReservationBySplitting", "MoveCapacityReservationInstances"];
  const TagSpecifications = [{ ResourceType: "capacity-reservation", Tags: [{ Key: "Name", Value: "s" }] }];
  const wish = { SourceCapacityReservationId: SPARE, InstanceCount: 2, TagSpecifications };
  await dry(split, wish);
  check("a dry run splits nothing", (await look(call, SPARE)).TotalInstanceCount, 5);
  const answer = await call(split, wish);
  const { SourceCapacityReservation: from, DestinationCapacityReservation: to, InstanceCount } = answer;
  check("two are split off", [pick(from, ...COUNTS), pick(to, ...COUNTS), InstanceCount], [[3, 3], [2, 2], 2]);
  const alike = ["InstanceType", "InstancePlatform", "AvailabilityZone", "Tenancy", "InstanceMatchCriteria"];
  check("alike but for the tags", [pick(to, ...alike), to.Tags], [pick(from, ...alike), TagSpecifications[0].Tags]);
  const other = to.CapacityReservationId;
  check("it is there", pick(await look(call, other), "State", ...COUNTS), ["active", 2, 2]);
  const back = { SourceCapacityReservationId: other, DestinationCapacityReservationId: SPARE, InstanceCount: 1 };
  await dry(move, back);
  const moved = await call(move, { ...back, ClientToken: "once" });
  check("one moves back", [moved.InstanceCount, moved.SourceCapacityReservation.TotalInstanceCount,
    moved.DestinationCapacityReservation.TotalInstanceCount], [1, 1, 4]);
  await call(move, { ...back, ClientToken: "once" });
  check("a token moves once", (await look(call, SPARE)).TotalInstanceCount, 4);
  await call(move, back);
  check("what is empty is over", pick(await look(call, other), "State", ...COUNTS), ["cancelled", 0, 0]);
  check("all are back", pick(await look(call, SPARE), ...COUNTS), [5, 5]);
  await no(split, { ...wish, SourceCapacityReservationId: nobody("cr") }, "InvalidCapacityReservationId.NotFound");
  const unlike = { SourceCapacityReservationId: SPARE, DestinationCapacityReservationId: SOURCE, InstanceCount: 1 };
  await no(move, unlike, "InvalidParameterCombination");
  await no(move, { ...unlike, InstanceCount: 0 }, "InvalidParameterValue");
  check("no refusal moved any", pick(await look(call, SPARE), ...COUNTS), [5, 5]);
}

export async function usage(call) {
  const { no, dry } = ways(call);
  await dry("GetCapacityReservationUsage", id(SOURCE));
  const answer = await call("GetCapacityReservationUsage", id(SOURCE));
  const facts = ["InstanceType", "State", ...COUNTS, "Interruptible"];
  check("usage", pick(answer, ...facts), ["m5.large", "active", 6, 5, false]);
  check("by whom", answer.InstanceUsages, [{ AccountId: ACCOUNT, UsedInstanceCount: 1 }]);
  check("and what is lent", answer.InterruptibleCapacityAllocation.InstanceCount, 4);
  const lent = await call("GetCapacityReservationUsage", id(LENT));
  check("the other side of it", [lent.Interruptible, lent.InterruptionInfo],
    [true, { SourceCapacityReservationId: SOURCE, InterruptionType: "adhoc" }]);
  const spare = await call("GetCapacityReservationUsage", id(SPARE));
  check("no use is an empty list", spare.InstanceUsages, []);
  await dry("GetGroupsForCapacityReservation", id(SPARE));
  check("it is in no group", (await call("GetGroupsForCapacityReservation", id(SPARE))).CapacityReservationGroups, []);
  for (const action of ["GetCapacityReservationUsage", "GetGroupsForCapacityReservation"]) {
    await no(action, id(nobody("cr")), "InvalidCapacityReservationId.NotFound");
    await no(action, id("cr-x"), "InvalidCapacityReservationId.Malformed");
  }
}

export async function instanceReservations(call) {
  const { no, dry, instance, launch } = ways(call);
  const action = "ModifyInstanceCapacityReservationAttributes";
  const wish = { InstanceType: "m5.large", InstancePlatform: "Linux/UNIX", InstanceMatchCriteria: "targeted" };
  const place = { AvailabilityZone: "us-east-1a" };
  const made = await call("CreateCapacityReservation", { ...wish, ...place, InstanceCount: 1 });
  const own = made.CapacityReservation.CapacityReservationId;
  const as = (CapacityReservationSpecification) => ({ InstanceId: DATABASE, CapacityReservationSpecification });
  const to = as({ CapacityReservationTarget: id(own) });
  await no(action, to, "IncorrectInstanceState");
  const ids = { InstanceIds: [DATABASE] };
  await call("StopInstances", ids);
  check("a stopped instance uses none", (await look(call, SOURCE)).AvailableInstanceCount, 6);
  await dry(action, to);
  check("it answers so", (await call(action, to)).Return, true);
  const specification = async () => (await instance(DATABASE)).CapacityReservationSpecification;
  check("it names another", await specification(), { CapacityReservationTarget: id(own) });
  await call("StartInstances", ids);
  check("and uses it", (await instance(DATABASE)).CapacityReservationId, own);
  check("which is full then", (await look(call, own)).AvailableInstanceCount, 0);
  await call("StopInstances", ids);
  await call(action, as({ CapacityReservationPreference: "none" }));
  check("it wants none", await specification(), { CapacityReservationPreference: "none" });
  await call("StartInstances", ids);
  check("and has none", "CapacityReservationId" in (await instance(DATABASE)), false);
  await call("StopInstances", ids);
  const both = { CapacityReservationPreference: "open", CapacityReservationTarget: id(own) };
  await no(action, as(both), "InvalidParameterCombination");
  const lost = as({ CapacityReservationTarget: id(nobody("cr")) });
  await no(action, lost, "InvalidCapacityReservationId.NotFound");
  await no(action, { ...to, InstanceId: nobody("i") }, "InvalidInstanceID.NotFound");
  check("no refusal changed it", await specification(), { CapacityReservationPreference: "none" });
  const open = await launch("m5.large", { Placement: place });
  check("a launch finds the open one", (await instance(open)).CapacityReservationId, SOURCE);
}

export async function defaultCredits(call) {
  const { no, dry, launch } = ways(call);
  const [get, set] = ["GetDefaultCreditSpecification", "ModifyDefaultCreditSpecification"];
  const mode = async (InstanceFamily) =>
    (await call(get, { InstanceFamily })).InstanceFamilyCreditSpecification.CpuCredits;
  check("as AWS has them", [await mode("t2"), await mode("t3")], ["standard", "unlimited"]);
  const wish = { InstanceFamily: "t3", CpuCredits: "standard" };
  const of = async (InstanceId) => {
    const answer = await call("DescribeInstanceCreditSpecifications", { InstanceIds: [InstanceId] });
    return answer.InstanceCreditSpecifications[0].CpuCredits;
  };
  const before = await launch("t3.micro");
  await dry(get, { InstanceFamily: "t3" });
  await dry(set, wish);
  check("a dry run sets nothing", await mode("t3"), "unlimited");
  check("it is set", (await call(set, wish)).InstanceFamilyCreditSpecification, wish);
  check("only for that family", [await mode("t3"), await mode("t3a")], ["standard", "unlimited"]);
  const after = await launch("t3.micro");
  check("for what is launched then", [await of(before), await of(after)], ["unlimited", "standard"]);
  const back = { ...wish, CpuCredits: "unlimited" };
  await call(set, back);
  check("it goes back at once", await mode("t3"), "unlimited");
  for (const CpuCredits of ["standard", "unlimited"]) {
    await twin("clock", { advance: "5m" });
    await call(set, { ...wish, CpuCredits });
  }
  await twin("clock", { advance: "5m" });
  await no(set, wish, "UpdateLimitExceeded");
  check("four times a day it is", await mode("t3"), "unlimited");
  await call(set, { InstanceFamily: "t2", CpuCredits: "unlimited" });
  check("another family has its own count", await mode("t2"), "unlimited");
  await twin("clock", { advance: "24h" });
  await call(set, wish);
  check("the next day again", await mode("t3"), "standard");
  check("nothing of it touches what is there", [await of(before), await of(WEB)], ["unlimited", "standard"]);
  await no(get, { InstanceFamily: "m5" }, "InvalidInstanceFamily");
  await no(set, { ...wish, InstanceFamily: "m5" }, "InvalidInstanceFamily");
  await no(set, { InstanceFamily: "t4g", CpuCredits: "some" }, "InvalidParameterValue");
}
