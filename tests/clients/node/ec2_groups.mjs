// EC2's security groups and their rules.

import { check } from "./common.mjs";
import { ACCOUNT, WEB, by, named, nobody, pick, ways } from "./ec2_common.mjs";

const GroupName = "front";
const Description = "what faces out";
const tcp = (port, others) => ({ IpProtocol: "tcp", FromPort: port, ToPort: port, ...others });
const range = (CidrIp, text) => ({ IpRanges: [{ CidrIp, ...(text && { Description: text }) }] });
const rule = (of) => pick(of, "IsEgress", "IpProtocol", "FromPort", "ToPort", "CidrIpv4", "CidrIpv6");

async function made(call, others) {
  return (await call("CreateSecurityGroup", { GroupName, Description, ...others })).GroupId;
}

async function look(call, id) {
  return (await call("DescribeSecurityGroups", { GroupIds: [id] })).SecurityGroups[0];
}

export async function groups(call) {
  const { no, dry, unfiltered } = ways(call);
  const make = { GroupName, Description, ...named("security-group", "f") };
  await dry("CreateSecurityGroup", make);
  const answer = await call("CreateSecurityGroup", make);
  const { GroupId } = answer;
  check("its ARN", answer.SecurityGroupArn, `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group/${GroupId}`);
  const shown = await look(call, GroupId);
  check("a group", pick(shown, "GroupName", "Description", "Tags"),
    [GroupName, Description, [{ Key: "Name", Value: "f" }]]);
  check("it lets nothing in", shown.IpPermissions, []);
  const everywhere = { IpRanges: [{ CidrIp: "0.0.0.0/0" }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] };
  check("and all out", shown.IpPermissionsEgress, [{ IpProtocol: "-1", ...everywhere }]);
  const again = (await call("DescribeSecurityGroups", { GroupNames: [GroupName] })).SecurityGroups;
  check("the same by its name", again, [shown]);
  await no("CreateSecurityGroup", { GroupName, Description }, "InvalidGroup.Duplicate");
  await no("CreateSecurityGroup", { GroupName: "default", Description }, "InvalidGroup.Reserved");
  await no("CreateSecurityGroup", { GroupName: "sg-x", Description }, "InvalidParameterValue");
  const lost = { GroupName: "x", Description, VpcId: nobody("vpc") };
  await no("CreateSecurityGroup", lost, "InvalidVpcID.NotFound");
  await dry("DeleteSecurityGroup", { GroupId });
  const gone = await call("DeleteSecurityGroup", { GroupId });
  check("it is deleted", pick(gone, "Return", "GroupId"), [true, GroupId]);
  await no("DescribeSecurityGroups", { GroupIds: [GroupId] }, "InvalidGroup.NotFound");
  await no("DescribeSecurityGroups", { GroupNames: [GroupName] }, "InvalidGroup.NotFound");
  await no("DescribeSecurityGroups", { GroupIds: ["sg-x"] }, "InvalidGroupId.Malformed");
  await no("DeleteSecurityGroup", { GroupId }, "InvalidGroup.NotFound");
  await no("DeleteSecurityGroup", { GroupName: "default" }, "CannotDelete");
  await unfiltered("DescribeSecurityGroups");
}

export async function ingress(call) {
  const { no, dry } = ways(call);
  const [allow, revoke] = ["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"];
  const GroupId = await made(call);
  const web = tcp(443, { ...range("0.0.0.0/0", "all"), Ipv6Ranges: [{ CidrIpv6: "::/0" }] });
  const own = { IpProtocol: "-1", UserIdGroupPairs: [{ GroupId }] };
  const wish = { GroupId, IpPermissions: [web, own], ...named("security-group-rule", "r") };
  await dry(allow, wish);
  const answer = await call(allow, wish);
  const all = answer.SecurityGroupRules;
  check("a rule for each peer", all.map(rule), [
    [false, "tcp", 443, 443, "0.0.0.0/0", undefined],
    [false, "tcp", 443, 443, undefined, "::/0"],
    [false, "-1", -1, -1, undefined, undefined],
  ]);
  check("what it answers", [answer.Return, all[0].Description, all[2].ReferencedGroupInfo.GroupId],
    [true, "all", GroupId]);
  const tags = (await call("DescribeTags", by("resource-type", "security-group-rule"))).Tags;
  check("each rule has the tag", tags.map((tag) => tag.ResourceId).sort(),
    all.map((one) => one.SecurityGroupRuleId).sort());
  const [any, secure] = (await look(call, GroupId)).IpPermissions;
  check("it lets them in", pick(secure, "FromPort", "ToPort", "IpRanges", "Ipv6Ranges"),
    [443, 443, [{ CidrIp: "0.0.0.0/0", Description: "all" }], [{ CidrIpv6: "::/0" }]]);
  check("and its own", pick(any, "IpProtocol", "UserIdGroupPairs"), ["-1", [{ GroupId, UserId: ACCOUNT }]]);
  await no(allow, { GroupId, IpPermissions: [web] }, "InvalidPermission.Duplicate");
  await call(allow, { GroupId, IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "10.0.0.0/8" });
  const open = async () => (await look(call, GroupId)).IpPermissions.map((one) => one.FromPort);
  check("one in the flat way", await open(), [undefined, 22, 443]);
  check("and it is found by that", (await call("DescribeSecurityGroups", by("ip-permission.from-port", "22")))
    .SecurityGroups.map((group) => group.GroupId), [GroupId]);
  await rulesChanged(call, GroupId, all[0]);
  const ids = { GroupId, SecurityGroupRuleIds: [all[0].SecurityGroupRuleId, all[1].SecurityGroupRuleId] };
  await dry(revoke, ids);
  const revoked = await call(revoke, ids);
  check("rules go by their ids", revoked.RevokedSecurityGroupRules.map((one) => one.SecurityGroupRuleId),
    ids.SecurityGroupRuleIds);
  await no(revoke, ids, "InvalidSecurityGroupRuleId.NotFound");
  await call(revoke, { GroupId, IpPermissions: [own] });
  check("or by what they let in", await open(), [22]);
  const unknown = await call(revoke, { GroupId, IpPermissions: [own] });
  const told = unknown.UnknownIpPermissions.map((one) => one.IpProtocol);
  check("in the default VPC an unknown one is told", told, ["-1"]);
}

/** A rule for IPv4 becomes another, and again what it was. */
async function rulesChanged(call, GroupId, before) {
  const { no, dry } = ways(call);
  const { SecurityGroupRuleId } = before;
  const shown = async () =>
    (await call("DescribeSecurityGroupRules", { SecurityGroupRuleIds: [SecurityGroupRuleId] })).SecurityGroupRules[0];
  check("a rule by its id", await shown(), before);
  const facts = pick(before, "IpProtocol", "FromPort", "ToPort", "CidrIpv4", "Description");
  const [IpProtocol, FromPort, ToPort, CidrIpv4, Description] = facts;
  const change = (SecurityGroupRule) => ({ GroupId, SecurityGroupRules: [{ SecurityGroupRuleId, SecurityGroupRule }] });
  const wish = { IpProtocol: "udp", FromPort: 53, ToPort: 54, CidrIpv4: "192.0.2.0/24" };
  await dry("ModifySecurityGroupRules", change(wish));
  await call("ModifySecurityGroupRules", change(wish));
  check("it is another", pick(await shown(), ...Object.keys(wish)), Object.values(wish));
  const six = change({ IpProtocol: "-1", CidrIpv6: "::/0" });
  await no("ModifySecurityGroupRules", six, "InvalidParameterValue");
  await call("ModifySecurityGroupRules", change({ IpProtocol, FromPort, ToPort, CidrIpv4 }));
  const SecurityGroupRuleDescriptions = [{ SecurityGroupRuleId, Description }];
  const described = { GroupId, SecurityGroupRuleDescriptions };
  await no("UpdateSecurityGroupRuleDescriptionsEgress", described, "InvalidSecurityGroupRuleId.NotFound");
  await call("UpdateSecurityGroupRuleDescriptionsIngress", described);
  check("and what it was", await shown(), before);
  const out = [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0", Description: "all" }] }];
  await call("UpdateSecurityGroupRuleDescriptionsEgress", { GroupId, IpPermissions: out });
  check("all may leave", (await look(call, GroupId)).IpPermissionsEgress[0].IpRanges, out[0].IpRanges);
}

export async function ingressRefusals(call) {
  const { no } = ways(call);
  const allow = "AuthorizeSecurityGroupIngress";
  const { VpcId } = (await call("CreateVpc", { CidrBlock: "10.0.0.0/16" })).Vpc;
  const GroupId = await made(call, { VpcId });
  const permission = (of) => ({ GroupId, IpPermissions: [of] });
  const unknown = permission(tcp(1, range("10.0.0.0/8")));
  await no("RevokeSecurityGroupIngress", unknown, "InvalidPermission.NotFound");
  await no(allow, permission(tcp(1, range("10.0.0.0/99"))), "InvalidParameterValue");
  await no(allow, permission(tcp(70000, range("10.0.0.0/8"))), "InvalidParameterValue");
  await no(allow, permission({ IpProtocol: "pigeon", ...range("10.0.0.0/8") }), "InvalidParameterValue");
  const peer = permission({ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: nobody("sg") }] });
  await no(allow, peer, "InvalidGroup.NotFound");
  await no(allow, { ...unknown, GroupId: nobody("sg") }, "InvalidGroup.NotFound");
  await no(allow, { GroupId }, "MissingParameter");
  check("none of it let anything in", (await look(call, GroupId)).IpPermissions, []);
}

export async function egress(call) {
  const { no, dry } = ways(call);
  const [allow, revoke] = ["AuthorizeSecurityGroupEgress", "RevokeSecurityGroupEgress"];
  const { VpcId } = (await call("CreateVpc", { CidrBlock: "10.0.0.0/16" })).Vpc;
  const GroupId = await made(call, { VpcId });
  const wish = { GroupId, IpPermissions: [tcp(443, range("10.0.0.0/8"))] };
  await dry(allow, wish);
  const answer = await call(allow, wish);
  check("a rule out", answer.SecurityGroupRules.map(rule), [[true, "tcp", 443, 443, "10.0.0.0/8", undefined]]);
  await no(allow, wish, "InvalidPermission.Duplicate");
  const everything = { GroupId, IpPermissions: [{ IpProtocol: "-1", ...range("0.0.0.0/0") }] };
  await dry(revoke, everything);
  const gone = (await call(revoke, everything)).RevokedSecurityGroupRules;
  check("the rule for all goes", gone.map(rule), [[true, "-1", -1, -1, "0.0.0.0/0", undefined]]);
  await no(revoke, everything, "InvalidPermission.NotFound");
  const left = (await look(call, GroupId)).IpPermissionsEgress;
  check("one is left", left.map((one) => pick(one, "IpProtocol", "FromPort")), [["tcp", 443]]);
  const [{ SecurityGroupRuleId }] = answer.SecurityGroupRules;
  const wrongWay = { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] };
  await no("RevokeSecurityGroupIngress", wrongWay, "InvalidSecurityGroupRuleId.NotFound");
  await call(revoke, wrongWay);
  check("then none", (await look(call, GroupId)).IpPermissionsEgress, []);
}

export async function groupsInUse(call) {
  const { no, instance } = ways(call);
  const [first, second] = [await made(call), await made(call, { GroupName: "back" })];
  await call("ModifyInstanceAttribute", { InstanceId: WEB, Groups: [first] });
  const has = (await instance(WEB)).SecurityGroups;
  check("an instance has it", has, [{ GroupId: first, GroupName }]);
  await no("DeleteSecurityGroup", { GroupId: first }, "DependencyViolation");
  const pair = { GroupId: first, IpPermissions: [tcp(22, { UserIdGroupPairs: [{ GroupId: second }] })] };
  await call("AuthorizeSecurityGroupIngress", pair);
  await no("DeleteSecurityGroup", { GroupId: second }, "DependencyViolation");
  await call("RevokeSecurityGroupIngress", pair);
  await call("DeleteSecurityGroup", { GroupId: second });
  await no("ModifyInstanceAttribute", { InstanceId: WEB, Groups: [second] }, "InvalidGroup.NotFound");
  await call("TerminateInstances", { InstanceIds: [WEB] });
  await call("DeleteSecurityGroup", { GroupId: first });
  const left = (await call("DescribeSecurityGroups", {})).SecurityGroups.map((group) => group.GroupName);
  check("only the default one is left", left, ["default"]);
}
