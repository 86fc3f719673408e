// The waiters and paginators of @aws-sdk/client-ec2.

import * as sdk from "@aws-sdk/client-ec2";

import { check, refused } from "./common.mjs";
import { IMAGE, LENT, SOURCE, SPARE, WEB, WORKER, by, named, nobody, ways } from "./ec2_common.mjs";

/** Things enough for more pages than one: those that are there, and these. */
async function fill(call) {
  const { launch } = ways(call);
  for (let n = 0; n < 6; n += 1) {
    await call("CreateVpc", { CidrBlock: `10.${n}.0.0/16`, ...named("vpc", `n${n}`) });
    await launch("t3.micro", named("instance", `n${n}`));
    await call("CreateImage", { InstanceId: WEB, Name: `image ${n}` });
  }
}

const instances = (answer) => answer.Reservations.flatMap((one) => one.Instances);

// Operation, its list, the size of a page, how many there are (beside types, which are as many as there are).
const PAGED = [
  ["DescribeCapacityReservations", "CapacityReservations", 1, 3],
  ["DescribeImages", "Images", 5, 10],
  ["DescribeInstanceCreditSpecifications", "InstanceCreditSpecifications", 5, 7],
  ["DescribeInstanceStatus", "InstanceStatuses", 5, 9],
  ["DescribeInstances", instances, 5, 10],
  ["DescribeInternetGateways", "InternetGateways", 5, 1],
  ["DescribeNetworkInterfaces", "NetworkInterfaces", 5, 10],
  ["DescribeRouteTables", "RouteTables", 5, 7],
  ["DescribeSecurityGroups", "SecurityGroups", 5, 7],
  ["DescribeSubnets", "Subnets", 5, 6],
  ["DescribeTags", "Tags", 5, 16],
  ["DescribeVolumes", "Volumes", 5, 10],
  ["DescribeVpcs", "Vpcs", 5, 7],
];

/** All pages of a paginator, each as its list. */
async function pages(client, operation, list, pageSize, parameters = {}) {
  const found = [];
  for await (const page of sdk[`paginate${operation}`]({ client, pageSize }, parameters)) found.push(list(page));
  return found;
}

export async function paginators(call, client) {
  await fill(call);
  for (const [operation, member, size, count] of PAGED) {
    const list = typeof member === "string" ? (answer) => answer[member] : member;
    const all = list(await call(operation, {}));
    check(`${operation}: how many`, all.length, count);
    const found = await pages(client, operation, list, size);
    const lengths = found.map((page) => page.length);
    const full = Array.from({ length: Math.ceil(count / size) }, (_, n) => Math.min(size, count - n * size));
    // The last page of security groups has a token too, whose page is empty.
    const end = operation === "DescribeSecurityGroups" ? [0] : [];
    check(`${operation}: pages`, lengths, [...full, ...end]);
    check(`${operation}: all of them`, found.flat(), all);
  }
  const { no } = ways(call);
  // Those that are asked for five at once cannot be asked for fewer.
  for (const [operation] of PAGED.filter(([, , size]) => size === 5)) {
    const code = operation.includes("Credit") ? "InvalidRequest" : "InvalidParameterValue";
    await no(operation, { MaxResults: 4 }, code);
  }
}

export async function otherPaginators(call, client) {
  const offers = (answer) => answer.InstanceTypeOfferings;
  const asked = { LocationType: "availability-zone", ...by("instance-type", "t3.*") };
  const all = offers(await call("DescribeInstanceTypeOfferings", asked));
  const found = await pages(client, "DescribeInstanceTypeOfferings", offers, 20, asked);
  check("offerings: pages", found.map((page) => page.length), [20, 15]);
  check("offerings: all of them", found.flat(), all);
  const kinds = (answer) => answer.InstanceTypes;
  const whole = kinds(await call("DescribeInstanceTypes", {}));
  const types = await pages(client, "DescribeInstanceTypes", kinds, 100);
  check("types: pages", types.length, Math.ceil(whole.length / 100));
  check("types: all of them", types.flat(), whole);
  const groups = (answer) => answer.CapacityReservationGroups;
  const none = await pages(client, "GetGroupsForCapacityReservation", groups, 1, { CapacityReservationId: SPARE });
  check("groups: an empty page", none, [[]]);
  const own = by("interruptible", "false");
  const ids = (answer) => answer.CapacityReservations.map((one) => one.CapacityReservationId);
  const filtered = await pages(client, "DescribeCapacityReservations", ids, 1, own);
  check("a filter and pages", [filtered.flat().includes(LENT), filtered], [false, [[SPARE], [SOURCE]]]);
}

const PATIENCE = { maxWaitTime: 30, minDelay: 1, maxDelay: 1 };

/** What a waiter came to. */
async function waited(client, what, parameters, others) {
  try {
    return (await sdk[`waitUntil${what}`]({ client, ...PATIENCE, ...others }, parameters)).state;
  } catch (error) {
    return error.name === "Error" ? JSON.parse(error.message).state : error.name;
  }
}

export async function waiters(call, client) {
  const { launch, instance } = ways(call);
  const id = await launch("t3.micro", {
    BlockDeviceMappings: [{ DeviceName: "/dev/sdf", Ebs: { VolumeSize: 1, DeleteOnTermination: false } }],
  });
  const web = await instance(id);
  const [root, kept] = web.BlockDeviceMappings.map((one) => one.Ebs.VolumeId);
  const { SubnetId, VpcId, SecurityGroups: [{ GroupId }] } = web;
  const [{ InternetGatewayId }] = (await call("DescribeInternetGateways", {})).InternetGateways;
  const { ImageId } = await call("CreateImage", { InstanceId: id, Name: "of it" });
  const ids = { InstanceIds: [id] };
  const eni = { NetworkInterfaceIds: [web.NetworkInterfaces[0].NetworkInterfaceId] };
  const good = async (what, parameters, state = "SUCCESS") =>
    check(`${what} sees it`, await waited(client, what, parameters), state);
  await good("InstanceExists", ids);
  await good("InstanceRunning", ids);
  await good("InstanceStatusOk", ids);
  await good("SystemStatusOk", ids);
  await good("ImageExists", { ImageIds: [ImageId] });
  await good("ImageAvailable", { ImageIds: [ImageId, IMAGE] });
  await good("VolumeInUse", { VolumeIds: [root, kept] });
  await good("SubnetAvailable", { SubnetIds: [SubnetId] });
  await good("VpcExists", { VpcIds: [VpcId] });
  await good("VpcAvailable", { VpcIds: [VpcId] });
  await good("SecurityGroupExists", { GroupIds: [GroupId] });
  await good("InternetGatewayExists", { InternetGatewayIds: [InternetGatewayId] });
  await call("StopInstances", ids);
  await good("InstanceStopped", ids);
  await call("TerminateInstances", ids);
  await good("InstanceTerminated", ids);
  await good("InstanceRunning", ids, "FAILURE");
  await good("VolumeAvailable", { VolumeIds: [kept] });
  await good("VolumeDeleted", { VolumeIds: [root] });
  // An interface is never without its instance here.
  await good("NetworkInterfaceAvailable", eni, "FAILURE");
}

export async function waiting(call, client) {
  const asked = { KeyNames: ["late"] };
  let over = false;
  const comes = waited(client, "KeyPairExists", asked).then((state) => {
    over = true;
    return state;
  });
  await refused("what is to come is not there", () => call("DescribeKeyPairs", asked), "InvalidKeyPair.NotFound", 400);
  check("the waiter waits", over, false);
  await call("CreateKeyPair", { KeyName: "late", KeyType: "ed25519" });
  check("until it comes", await comes, "SUCCESS");
  const never = { InstanceIds: [WORKER] };
  check("it gives up", await waited(client, "InstanceRunning", never, { maxWaitTime: 2 }), "TimeoutError");
  const nothing = { InstanceIds: [nobody("i")] };
  const stop = AbortSignal.timeout(50);
  check("or is told to", await waited(client, "InstanceExists", nothing, { abortSignal: stop }), "AbortError");
}
