// @aws-sdk/client-ec2, through its commands, waiters and paginators.

import * as sdk from "@aws-sdk/client-ec2";

import { Refusal, URL, check, refused, run, throttle, twin, until } from "./common.mjs";
import * as capacity from "./ec2_capacity.mjs";
import { BATCH, DATABASE, IMAGE, LENT, SOURCE, SPARE, WEB, WORKER } from "./ec2_common.mjs";
import * as disks from "./ec2_disks.mjs";
import * as groups from "./ec2_groups.mjs";
import * as instances from "./ec2_instances.mjs";
import * as neighbours from "./ec2_neighbours.mjs";
import * as network from "./ec2_network.mjs";
import * as pages from "./ec2_pages.mjs";
import * as placement from "./ec2_placement.mjs";
import * as templates from "./ec2_templates.mjs";
import * as vpcs from "./ec2_vpcs.mjs";

const MODIFY = "ModifyInstanceCreditSpecification";
const CREATE = "CreateInterruptibleCapacityReservationAllocation";
const UPDATE = "UpdateInterruptibleCapacityReservationAllocation";

const settings = {
  endpoint: URL,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
};
const client = new sdk.EC2Client(settings);

const answered = new Set();

async function call(action, parameters, by = client) {
  try {
    const answer = await by.send(new sdk[`${action}Command`](parameters));
    answered.add(action);
    return answer;
  } catch (error) {
    if (!(error instanceof sdk.EC2ServiceException)) throw error;
    const { httpStatusCode, requestId } = error.$metadata;
    throw new Refusal(error.name, error.message, httpStatusCode, requestId, error);
  }
}

async function modes(...ids) {
  const answer = await call("DescribeInstanceCreditSpecifications", { InstanceIds: ids });
  return answer.InstanceCreditSpecifications.map((item) => item.CpuCredits);
}

async function allocation(source) {
  const answer = await call("DescribeCapacityReservations", { CapacityReservationIds: [source] });
  const { InstanceCount, TargetInstanceCount, Status } = answer.CapacityReservations[0].InterruptibleCapacityAllocation;
  return [InstanceCount, TargetInstanceCount, Status];
}

async function usage(id) {
  const answer = await call("GetCapacityReservationUsage", { CapacityReservationId: id });
  const used = answer.InstanceUsages.reduce((sum, user) => sum + user.UsedInstanceCount, 0);
  return [answer.TotalInstanceCount, used];
}

async function state(id) {
  const answer = await call("DescribeInstances", { InstanceIds: [id] });
  return answer.Reservations[0].Instances[0].State.Name;
}

const wish = (id, CpuCredits, others) => ({
  InstanceCreditSpecifications: [{ InstanceId: id, CpuCredits }],
  ...others,
});

async function launch(InstanceType, others) {
  const counts = { ImageId: IMAGE, MinCount: 1, MaxCount: 1 };
  const answer = await call("RunInstances", { InstanceType, ...counts, ...others });
  return answer.Instances[0];
}

async function credits() {
  const ids = [WEB, DATABASE, "i-0ffffffffffffffff"];
  const unlimited = ids.map((InstanceId) => ({ InstanceId, CpuCredits: "unlimited" }));
  const specifications = [...unlimited, { InstanceId: WORKER, CpuCredits: "standard" }];
  const answer = await call(MODIFY, { InstanceCreditSpecifications: specifications });
  const changed = answer.SuccessfulInstanceCreditSpecifications.map((item) => item.InstanceId);
  check("those that can be changed are", changed, [WEB, WORKER]);
  const failed = answer.UnsuccessfulInstanceCreditSpecifications.map((item) => item.Error.Code);
  const codes = ["InstanceCreditSpecification.NotSupported", "InvalidInstanceID.NotFound"];
  check("each failed item has its code", failed, codes);
  check("modes after", await modes(WEB, WORKER), ["unlimited", "standard"]);
  check("a success has its request id", answer.$metadata.requestId.length, 36);
}

async function creditRefusals() {
  const twice = wish(WEB, "unlimited");
  twice.InstanceCreditSpecifications.push(...twice.InstanceCreditSpecifications);
  const dryRun = wish(WEB, "unlimited", { DryRun: true });
  const dry = await refused("a dry run of credits", () => call(MODIFY, dryRun), "DryRunOperation", 412);
  check("its text", dry.message, "Request would have succeeded, but DryRun flag is set.");
  const code = "InvalidInstanceCreditSpecification.DuplicateInstanceId";
  await refused("an instance named twice", () => call(MODIFY, twice), code, 400);
  await refused("no item at all", () => call(MODIFY, { InstanceCreditSpecifications: [] }), "MissingParameter", 400);
  check("no refusal changed a mode", await modes(WEB), ["standard"]);
}

async function tokens() {
  await call(MODIFY, wish(WEB, "unlimited", { ClientToken: "once" }));
  await call(MODIFY, wish(WEB, "standard"));
  await call(MODIFY, wish(WEB, "unlimited", { ClientToken: "once" }));
  check("a token does nothing again", await modes(WEB), ["standard"]);
  const other = wish(WEB, "standard", { ClientToken: "once" });
  await refused("a token with another wish", () => call(MODIFY, other), "IdempotentParameterMismatch", 400);
}

async function lending() {
  const lend = { CapacityReservationId: SPARE, InstanceCount: 2, ClientToken: "lend" };
  const made = await call(CREATE, lend);
  check("lending is under way", [made.TargetInstanceCount, made.Status], [2, "pending"]);
  check("a token lends again in words only", (await call(CREATE, lend)).Status, "pending");
  await until("it is lent", () => allocation(SPARE), [2, 2, "active"]);
  const mismatch = () => call(CREATE, { ...lend, InstanceCount: 1 });
  await refused("a token with another count", mismatch, "IdempotentParameterMismatch", 400);
  const more = (count, others) => call(UPDATE, { CapacityReservationId: SPARE, TargetInstanceCount: count, ...others });
  await refused("a dry run of an update", () => more(4, { DryRun: true }), "DryRunOperation", 412);
  await refused("more than there is", () => more(6), "ReservationCapacityExceeded", 400);
  await more(0, { ZeroSizePreference: "retain" });
  await until("what is retained stays at zero", () => allocation(SPARE), [0, 0, "active"]);
  check("and the source has it all", await usage(SPARE), [5, 0]);
}

async function reclaim() {
  // Later than the one that runs there already: the longest running goes first.
  await twin("clock", { advance: "1m" });
  const instance = await launch("m5.large", {
    InstanceMarketOptions: { MarketType: "interruptible-capacity-reservation" },
    CapacityReservationSpecification: { CapacityReservationTarget: { CapacityReservationId: LENT } },
  });
  check("it is interruptible", instance.InstanceLifecycle, "interruptible-capacity-reservation");
  check("two of four are in use", await usage(LENT), [4, 2]);
  const target = (count) => call(UPDATE, { CapacityReservationId: SOURCE, TargetInstanceCount: count });
  const answer = await target(1);
  const { InstanceCount, TargetInstanceCount, Status } = answer;
  check("what is free goes at once", [InstanceCount, TargetInstanceCount, Status], [2, 1, "updating"]);
  check("the rest has two minutes", await allocation(SOURCE), [2, 1, "updating"]);
  await refused("not while it is being changed", () => target(2), "IncorrectState", 400);
  await twin("clock", { advance: "2m" });
  await until("the longest running is gone", () => state(BATCH), "terminated");
  await until("the target is met", () => allocation(SOURCE), [1, 1, "active"]);
  check("the other still runs", await state(instance.InstanceId), "running");
  check("all is called back", (await target(0)).Status, "canceling");
  await twin("clock", { advance: "2m" });
  await until("then it is over", () => allocation(SOURCE), [0, 0, "canceled"]);
  check("and the source is whole", await usage(SOURCE), [10, 1]);
}

async function life() {
  const { InstanceId } = await launch("t3.micro", { CreditSpecification: { CpuCredits: "standard" } });
  const ids = { InstanceIds: [InstanceId] };
  const waiting = { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };
  for (const [reached, next] of [["Running", "Stop"], ["Stopped", "Start"], ["Running", "Terminate"], ["Terminated"]]) {
    const result = await sdk[`waitUntilInstance${reached}`](waiting, ids);
    check(`the waiter sees it ${reached}`, [result.state, await state(InstanceId)], ["SUCCESS", reached.toLowerCase()]);
    if (next) await call(`${next}Instances`, ids);
  }
}

async function surroundings() {
  const regions = (await call("DescribeRegions", {})).Regions.map((region) => region.RegionName);
  check("the regions include this one", regions.includes("us-east-1"));
  const names = [];
  let pages = 0;
  for await (const page of sdk.paginateDescribeInstanceTypes({ client, pageSize: 100 }, {})) {
    pages += 1;
    names.push(...page.InstanceTypes.map((kind) => kind.InstanceType));
  }
  check("pages of types have no type twice", [pages > 1, new Set(names).size], [true, names.length]);
}

async function throttled() {
  const once = new sdk.EC2Client({ ...settings, maxAttempts: 1 });
  const update = { CapacityReservationId: SOURCE, TargetInstanceCount: 5 };
  for (const [action, parameters] of [[MODIFY, wish(WEB, "unlimited")], [UPDATE, update]]) {
    await throttle("ec2", action, 1);
    const answer = await call(action, parameters);
    check(`${action} is tried again`, answer.$metadata.attempts, 2);
  }
  check("both took effect", [await modes(WEB), await allocation(SOURCE)], [["unlimited"], [5, 5, "active"]]);
  await throttle("ec2", MODIFY, 1);
  await refused("a throttle that stays", () => call(MODIFY, wish(WEB, "standard"), once), "RequestLimitExceeded", 503);
  check("did nothing", await modes(WEB), ["unlimited"]);
}

/** Of all that the SDK can ask for, this server has what the suite has had answered. A dry run is enough to see it. */
async function everything() {
  const has = async (action) => {
    try {
      await call(action, { DryRun: true });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      return !["UnsupportedOperation", "InvalidAction"].includes(refusal.code);
    }
    return true;
  };
  const before = [...answered].sort();
  const actions = Object.keys(sdk).filter((name) => /^[A-Z].*Command$/.test(name)).map((name) => name.slice(0, -7));
  const had = await Promise.all(actions.map(has));
  check("every operation was answered", before, actions.filter((_, n) => had[n]).sort());
}

const beside = [instances, capacity, network, vpcs, disks, groups, neighbours, placement, templates, pages].flatMap((part) => Object.values(part));
await run(
  ...[surroundings, credits, creditRefusals, tokens, lending, reclaim, life, throttled],
  ...beside.map((part) => () => part(call, client)),
  everything,
);
