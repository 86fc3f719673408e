// IAM by the SDK of AWS for JavaScript, version 3: roles and instance profiles.

import * as sdk from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";

import { Refusal, URL, check, refused, run } from "./common.mjs";

const client = new sdk.IAMClient({
  endpoint: URL,
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
});

const Statement = [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }];
const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
const RoleName = "web";
const InstanceProfileName = "web";
const both = { RoleName, InstanceProfileName };

async function call(action, parameters) {
  try {
    return await client.send(new sdk[`${action}Command`](parameters));
  } catch (error) {
    if (!(error instanceof sdk.IAMServiceException)) throw error;
    const { httpStatusCode, requestId } = error.$metadata;
    throw new Refusal(error.name, error.message, httpStatusCode, requestId, error);
  }
}

const no = (action, parameters, code, status) =>
  refused(`${action}: ${code}`, () => call(action, parameters), code, status);

async function roles() {
  const Tags = [{ Key: "suite", Value: "one" }];
  const { Role } = await call("CreateRole", { RoleName, AssumeRolePolicyDocument, Tags });
  check("its ARN", Role.Arn, "arn:aws:iam::123456789012:role/web");
  check("who may assume it", decodeURIComponent(Role.AssumeRolePolicyDocument), AssumeRolePolicyDocument);
  await no("CreateRole", { RoleName, AssumeRolePolicyDocument }, "EntityAlreadyExistsException", 409);
  check("its tags", (await call("GetRole", { RoleName })).Role.Tags, Tags);
  await call("TagRole", { RoleName, Tags: [{ Key: "stage", Value: "test" }] });
  await call("UntagRole", { RoleName, TagKeys: ["suite"] });
  check("others", (await call("ListRoleTags", { RoleName })).Tags, [{ Key: "stage", Value: "test" }]);
  check("no policies", (await call("ListRolePolicies", { RoleName })).PolicyNames, []);
  check("none attached", (await call("ListAttachedRolePolicies", { RoleName })).AttachedPolicies, []);
  await no("AttachRolePolicy", { RoleName, PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }, "UnsupportedOperation", 400);
  check("listed", (await call("ListRoles", {})).Roles.map((one) => one.RoleName), ["web"]);
}

async function profiles() {
  await call("CreateRole", { RoleName, AssumeRolePolicyDocument });
  const { InstanceProfile } = await call("CreateInstanceProfile", { InstanceProfileName });
  check("it has no role", InstanceProfile.Roles, []);
  await call("AddRoleToInstanceProfile", both);
  await no("AddRoleToInstanceProfile", both, "LimitExceededException", 409);
  const shown = await call("GetInstanceProfile", { InstanceProfileName });
  check("it has its role", shown.InstanceProfile.Roles.map((one) => one.RoleName), ["web"]);
  const names = (answer) => answer.InstanceProfiles.map((one) => one.InstanceProfileName);
  check("the role's", names(await call("ListInstanceProfilesForRole", { RoleName })), ["web"]);
  check("all", names(await call("ListInstanceProfiles", {})), ["web"]);
  await call("TagInstanceProfile", { InstanceProfileName, Tags: [{ Key: "a", Value: "1" }] });
  check("its tags", (await call("ListInstanceProfileTags", { InstanceProfileName })).Tags, [{ Key: "a", Value: "1" }]);
  await call("UntagInstanceProfile", { InstanceProfileName, TagKeys: ["a"] });
  await no("DeleteInstanceProfile", { InstanceProfileName }, "DeleteConflictException", 409);
  await no("DeleteRole", { RoleName }, "DeleteConflictException", 409);
  await call("RemoveRoleFromInstanceProfile", both);
  await call("DeleteInstanceProfile", { InstanceProfileName });
  await call("DeleteRole", { RoleName });
  await no("GetRole", { RoleName }, "NoSuchEntityException", 404);
  await no("GetInstanceProfile", { InstanceProfileName }, "NoSuchEntityException", 404);
}

async function sessions() {
  const { Arn: RoleArn } = (await call("CreateRole", { RoleName, AssumeRolePolicyDocument })).Role;
  const sts = (credentials) => new STSClient({ endpoint: URL, region: "us-east-1", credentials });
  const root = sts({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" });
  /** Who acts with the credentials of an answer. Its calls are signed with them, and verified. */
  const actor = async ({ Credentials: { AccessKeyId, SecretAccessKey, SessionToken } }) => {
    const own = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    return (await sts(own).send(new GetCallerIdentityCommand({}))).Arn;
  };
  const assume = (RoleArn) => root.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "suite" }));
  check("a role acts", await actor(await assume(RoleArn)), "arn:aws:sts::123456789012:assumed-role/web/suite");
  const account = await root.send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
  check("so does the account", await actor(account), "arn:aws:iam::123456789012:root");
  const none = await assume(`${RoleArn}x`).catch((error) => error.name);
  check("no other role", none, "AccessDenied");
  const short = await root.send(new GetSessionTokenCommand({ DurationSeconds: 1 })).catch((error) => error.name);
  check("not for a second", short, "ValidationError");
}

await run(roles, profiles, sessions);
