// EC2's instances: their lives, attributes, status, placement, and what types there are.

import { check, twin } from "./common.mjs";
import { BATCH, DATABASE, IMAGE, START, WEB, WORKER, by, nobody, pick, ways } from "./ec2_common.mjs";

const moves = (answer, list) => answer[list].map((one) => pick(one, "PreviousState", "CurrentState"));
const state = (Code, Name) => ({ Code, Name });

export async function launches(call) {
  const { no, dry, unfiltered } = ways(call);
  const wish = { ImageId: IMAGE, InstanceType: "t3.micro", MinCount: 2, MaxCount: 3, ClientToken: "once" };
  await dry("RunInstances", wish);
  const made = await call("RunInstances", wish);
  check("as many as can be", made.Instances.map((one) => one.AmiLaunchIndex), [0, 1, 2]);
  const [first] = made.Instances;
  check("a new one", pick(first, "LaunchTime", "State", "CpuOptions"),
    [START, state(0, "pending"), { CoreCount: 1, ThreadsPerCore: 2 }]);
  check("when it was launched is a Date", first.LaunchTime instanceof Date);
  check("no product codes are an empty list", first.ProductCodes, []);
  const again = await call("RunInstances", wish);
  const ids = (answer) => answer.Instances.map((one) => one.InstanceId);
  check("a token launches once", [again.ReservationId, ids(again)], [made.ReservationId, ids(made)]);
  const shown = (await call("DescribeInstances", by("reservation-id", made.ReservationId))).Reservations;
  check("they are shown together", shown.map(ids).map((list) => list.sort()), [ids(made).sort()]);
  await no("RunInstances", { ...wish, MaxCount: 2 }, "IdempotentParameterMismatch");
  await no("RunInstances", { ...wish, ClientToken: "other", InstanceType: "t3.huge" }, "InvalidParameterValue");
  await no("RunInstances", { ...wish, ClientToken: "other", ImageId: "image" }, "InvalidAMIID.Malformed");
  await no("RunInstances", { ...wish, ClientToken: "other", SubnetId: nobody("subnet") }, "InvalidSubnetID.NotFound");
  await no("DescribeInstances", { InstanceIds: ["i-x"] }, "InvalidInstanceID.Malformed");
  await no("DescribeInstances", { InstanceIds: [WEB], MaxResults: 5 }, "InvalidParameterCombination");
  await unfiltered("DescribeInstances");
}

export async function lives(call) {
  const { no, dry, instance } = ways(call);
  const ids = { InstanceIds: [WEB] };
  await dry("StopInstances", ids);
  const stopped = moves(await call("StopInstances", ids), "StoppingInstances");
  check("it stops", stopped, [[state(16, "running"), state(64, "stopping")]]);
  const rest = await instance(WEB);
  check("it is stopped", rest.State, state(80, "stopped"));
  check("by whom", rest.StateReason.Code, "Client.UserInitiatedShutdown");
  await no("RebootInstances", ids, "IncorrectState");
  await twin("clock", { advance: "1h" });
  await dry("StartInstances", ids);
  const started = moves(await call("StartInstances", ids), "StartingInstances");
  check("it starts", started, [[state(80, "stopped"), state(0, "pending")]]);
  const launched = pick(await instance(WEB), "State", "LaunchTime");
  check("it runs anew", launched, [state(16, "running"), new Date("2026-11-21T09:00:00Z")]);
  await twin("clock", { advance: "1h" });
  await dry("RebootInstances", ids);
  await call("RebootInstances", ids);
  check("a reboot changes neither", pick(await instance(WEB), "State", "LaunchTime"), launched);
  await dry("TerminateInstances", ids);
  const ended = moves(await call("TerminateInstances", ids), "TerminatingInstances");
  check("it ends", ended, [[state(16, "running"), state(32, "shutting-down")]]);
  const last = await instance(WEB);
  check("it is terminated", last.State, state(48, "terminated"));
  check("it has no network any more", [last.NetworkInterfaces, "PrivateIpAddress" in last], [[], false]);
  await no("StartInstances", ids, "IncorrectInstanceState");
  await twin("clock", { advance: "61m" });
  await no("DescribeInstances", ids, "InvalidInstanceID.NotFound");
  for (const action of ["StartInstances", "StopInstances", "RebootInstances", "TerminateInstances"]) {
    await no(action, { InstanceIds: [BATCH, nobody("i")] }, "InvalidInstanceID.NotFound");
    await no(action, { InstanceIds: [] }, "MissingParameter");
  }
  check("the other of those two still runs", (await instance(BATCH)).State, state(16, "running"));
}

/** Reads an attribute of an instance; what it has beside the instance's id. */
async function attribute(call, InstanceId, Attribute) {
  const { $metadata, InstanceId: whose, ...rest } = await call("DescribeInstanceAttribute", { InstanceId, Attribute });
  check(`${Attribute}: whose`, whose, InstanceId);
  return rest;
}

export async function attributes(call) {
  const { no, dry, instance } = ways(call);
  const { SecurityGroups, RootDeviceName, BlockDeviceMappings } = await instance(WORKER);
  const data = { Value: Buffer.from("echo").toString("base64") };
  // What is there, what it is changed by, what is there then.
  for (const [name, before, wish, after] of [
    ["instanceType", { InstanceType: { Value: "t3.large" } }, { Value: "t3.small" }],
    ["userData", { UserData: {} }, { Value: Buffer.from("echo") }, { UserData: data }],
    ["disableApiStop", { DisableApiStop: { Value: false } }, { Value: true }],
    ["disableApiTermination", { DisableApiTermination: { Value: false } }, { Value: true }],
    ["ebsOptimized", { EbsOptimized: { Value: false } }, { Value: true }],
    ["sourceDestCheck", { SourceDestCheck: { Value: true } }, { Value: false }],
    ["instanceInitiatedShutdownBehavior", { InstanceInitiatedShutdownBehavior: { Value: "stop" } },
      { Value: "terminate" }],
  ]) {
    const [member] = Object.keys(before);
    check(`${name} as launched`, await attribute(call, WORKER, name), before);
    await dry("ModifyInstanceAttribute", { InstanceId: WORKER, [member]: wish });
    await call("ModifyInstanceAttribute", { InstanceId: WORKER, [member]: wish });
    check(`${name} changed`, await attribute(call, WORKER, name), after ?? { [member]: wish });
  }
  check("the instance shows its type", (await instance(WORKER)).InstanceType, "t3.small");
  check("groupSet", await attribute(call, WORKER, "groupSet"), { Groups: SecurityGroups });
  const root = await attribute(call, WORKER, "rootDeviceName");
  check("rootDeviceName", root, { RootDeviceName: { Value: RootDeviceName } });
  check("blockDeviceMapping", await attribute(call, WORKER, "blockDeviceMapping"), { BlockDeviceMappings });
  const mapping = [{ DeviceName: RootDeviceName, Ebs: { DeleteOnTermination: false } }];
  await call("ModifyInstanceAttribute", { InstanceId: WORKER, BlockDeviceMappings: mapping });
  const [disk] = (await instance(WORKER)).BlockDeviceMappings;
  check("the disk is to outlive it", disk.Ebs.DeleteOnTermination, false);
  check("enaSupport", await attribute(call, WORKER, "enaSupport"), { EnaSupport: { Value: true } });
  check("productCodes", await attribute(call, WORKER, "productCodes"), { ProductCodes: [] });
  const byName = { InstanceId: WORKER, Attribute: "sourceDestCheck", Value: "true" };
  await call("ModifyInstanceAttribute", byName);
  check("by its name", await attribute(call, WORKER, "sourceDestCheck"), { SourceDestCheck: { Value: true } });
  await no("TerminateInstances", { InstanceIds: [WORKER] }, "OperationNotPermitted");
  await call("StartInstances", { InstanceIds: [WORKER] });
  await no("StopInstances", { InstanceIds: [WORKER] }, "OperationNotPermitted");
  check("it runs on", (await instance(WORKER)).State.Name, "running");
}

export async function attributeRefusals(call) {
  const { no, instance } = ways(call);
  const modify = (InstanceId, others, code) => no("ModifyInstanceAttribute", { InstanceId, ...others }, code);
  const type = (Value) => ({ InstanceType: { Value } });
  await modify(WEB, type("t3.small"), "IncorrectInstanceState");
  await modify(WORKER, type("t3.huge"), "InvalidInstanceAttributeValue");
  await modify(WORKER, { ...type("t3.small"), EbsOptimized: { Value: true } }, "InvalidParameterCombination");
  await modify(WORKER, {}, "MissingParameter");
  await modify(nobody("i"), type("t3.small"), "InvalidInstanceID.NotFound");
  await modify("i-x", type("t3.small"), "InvalidParameterValue");
  check("no refusal changed a type", [(await instance(WEB)).InstanceType, (await instance(WORKER)).InstanceType],
    ["t2.micro", "t3.large"]);
  const read = (InstanceId, Attribute, code) => no("DescribeInstanceAttribute", { InstanceId, Attribute }, code);
  await read(nobody("i"), "instanceType", "InvalidInstanceID.NotFound");
  await read(WEB, "colour", "InvalidParameterValue");
}

export async function statuses(call) {
  const { no, unfiltered } = ways(call);
  const look = async (parameters) => (await call("DescribeInstanceStatus", parameters)).InstanceStatuses;
  const ids = (list) => list.map((one) => one.InstanceId).sort();
  check("those that run", ids(await look({})), [DATABASE, BATCH, WEB].sort());
  const [web] = await look({ InstanceIds: [WEB] });
  const passed = { Status: "ok", Details: [{ Name: "reachability", Status: "passed" }] };
  check("one is well", pick(web, "InstanceState", "InstanceStatus", "SystemStatus", "AvailabilityZone"),
    [state(16, "running"), passed, passed, "us-east-1a"]);
  check("a stopped one is not among them", await look({ InstanceIds: [WORKER] }), []);
  const [worker] = await look({ InstanceIds: [WORKER], IncludeAllInstances: true });
  check("unless all are", [worker.InstanceState.Code, worker.SystemStatus.Status], [80, "not-applicable"]);
  const stopped = await look({ ...by("instance-state-code", "80"), IncludeAllInstances: true });
  check("a filter finds it", ids(stopped), [WORKER]);
  await no("DescribeInstanceStatus", { InstanceIds: [nobody("i")] }, "InvalidInstanceID.NotFound");
  await no("DescribeInstanceStatus", { MaxResults: 4 }, "InvalidParameterValue");
  await unfiltered("DescribeInstanceStatus");
}

export async function monitoring(call) {
  const { no, dry, instance } = ways(call);
  const ids = { InstanceIds: [WEB, WORKER] };
  const seen = async () => [(await instance(WEB)).Monitoring.State, (await instance(WORKER)).Monitoring.State];
  for (const [action, told, then] of [
    ["MonitorInstances", "pending", "enabled"],
    ["UnmonitorInstances", "disabling", "disabled"],
  ]) {
    const before = await seen();
    await dry(action, ids);
    check(`a dry run of ${action} does nothing`, await seen(), before);
    const answer = (await call(action, ids)).InstanceMonitorings;
    check(`${action} is under way`, answer.map((one) => pick(one, "InstanceId", "Monitoring")),
      ids.InstanceIds.map((id) => [id, { State: told }]));
    check(`${action} is done`, await seen(), [then, then]);
    await no(action, { InstanceIds: [WEB, nobody("i")] }, "InvalidInstanceID.NotFound");
    await no(action, { InstanceIds: [] }, "MissingParameter");
  }
}

export async function placement(call) {
  const { no, launch, instance } = ways(call);
  const id = await launch("t3.micro", { Placement: { Tenancy: "dedicated" } });
  const tenancy = async () => (await instance(id)).Placement.Tenancy;
  const wish = { InstanceId: id, Tenancy: "host" };
  await no("ModifyInstancePlacement", wish, "IncorrectInstanceState");
  check("while it runs it stays", await tenancy(), "dedicated");
  await call("StopInstances", { InstanceIds: [id] });
  check("it answers so", (await call("ModifyInstancePlacement", wish)).Return, true);
  check("it goes to a host", await tenancy(), "host");
  await call("ModifyInstancePlacement", { ...wish, Tenancy: "dedicated" });
  check("and back", await tenancy(), "dedicated");
  await no("ModifyInstancePlacement", { ...wish, InstanceId: nobody("i") }, "InvalidInstanceID.NotFound");
}

export async function metadataOptions(call) {
  const { no, dry, instance } = ways(call);
  const action = "ModifyInstanceMetadataOptions";
  const changes = { HttpTokens: "required", HttpPutResponseHopLimit: 3, InstanceMetadataTags: "enabled" };
  const wish = { InstanceId: WEB, ...changes };
  const facts = ["HttpTokens", "HttpPutResponseHopLimit", "HttpEndpoint", "HttpProtocolIpv6", "InstanceMetadataTags"];
  await dry(action, wish);
  const look = async () => (await instance(WEB)).MetadataOptions;
  check("options as launched", pick(await look(), ...facts), ["optional", 1, "enabled", "disabled", "disabled"]);
  const answer = await call(action, wish);
  const wanted = ["required", 3, "enabled", "disabled", "enabled"];
  check("what is asked changes", [answer.InstanceId, pick(answer.InstanceMetadataOptions, ...facts)], [WEB, wanted]);
  check("and is applied", pick(await look(), "State", ...facts), ["applied", ...wanted]);
  await no(action, { InstanceId: WEB, HttpPutResponseHopLimit: 65 }, "InvalidParameterValue");
  await no(action, { InstanceId: WEB, HttpTokens: "maybe" }, "InvalidParameterValue");
  await no(action, { InstanceId: nobody("i") }, "InvalidInstanceID.NotFound");
  check("no refusal changed any", pick(await look(), ...facts), wanted);
}

export async function consoles(call) {
  const { no, dry } = ways(call);
  await dry("GetConsoleOutput", { InstanceId: WEB });
  const answer = await call("GetConsoleOutput", { InstanceId: WEB });
  check("nothing was printed", pick(answer, "InstanceId", "Output", "Timestamp"), [WEB, "", START]);
  check("when is a Date", answer.Timestamp instanceof Date);
  await no("GetConsoleOutput", { InstanceId: nobody("i") }, "InvalidInstanceID.NotFound");
  await no("GetConsoleOutput", { InstanceId: "x" }, "InvalidInstanceID.Malformed");
}

export async function types(call) {
  const { no, unfiltered } = ways(call);
  const [small] = (await call("DescribeInstanceTypes", { InstanceTypes: ["t3.micro"] })).InstanceTypes;
  check("a type has numbers", [small.VCpuInfo.DefaultVCpus, small.MemoryInfo.SizeInMiB], [2, 1024]);
  check("and truths", pick(small, "BurstablePerformanceSupported", "BareMetal"), [true, false]);
  const burstable = (await call("DescribeInstanceTypes", by("instance-type", "t2.n*", "m5.large"))).InstanceTypes;
  check("by patterns", burstable.map((kind) => kind.InstanceType).sort(), ["m5.large", "t2.nano"]);
  await no("DescribeInstanceTypes", { InstanceTypes: ["t3.huge"] }, "InvalidInstanceType");
  await no("DescribeInstanceTypes", { MaxResults: 101 }, "InvalidParameterValue");
  await unfiltered("DescribeInstanceTypes");
  const look = async (LocationType) => {
    const asked = { LocationType, ...by("instance-type", "t3.micro") };
    const offers = (await call("DescribeInstanceTypeOfferings", asked)).InstanceTypeOfferings;
    return offers.map((one) => pick(one, "InstanceType", "LocationType", "Location"));
  };
  check("the region offers it", await look(), [["t3.micro", "region", "us-east-1"]]);
  const zones = await look("availability-zone");
  check("so do all zones but one", [zones.length, zones[4]], [5, ["t3.micro", "availability-zone", "us-east-1f"]]);
  const ids = (await look("availability-zone-id")).map(([, , id]) => id).sort();
  check("zones have ids", ids, [1, 2, 4, 5, 6].map((n) => `use1-az${n}`));
  check("there is no outpost", await look("outpost"), []);
  await no("DescribeInstanceTypeOfferings", { LocationType: "moon" }, "InvalidParameterValue");
  await unfiltered("DescribeInstanceTypeOfferings");
}
