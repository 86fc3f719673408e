// Instance profiles, placement groups and rare options of instances.

import { CreateInstanceProfileCommand, IAMClient } from "@aws-sdk/client-iam";

import { URL, check } from "./common.mjs";
import { by, nobody, pick, ways } from "./ec2_common.mjs";

const ARN = "arn:aws:iam::123456789012:instance-profile";

/** An instance profile of IAM, whose client is another one. */
async function profile(InstanceProfileName) {
  const iam = new IAMClient({
    endpoint: URL,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
  });
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
}

export async function profiles(call) {
  const { no, launch, instance } = ways(call);
  await profile("web");
  await profile("batch");
  const InstanceId = await launch("t3.micro", { IamInstanceProfile: { Name: "web" } });
  const shown = async () => (await instance(InstanceId)).IamInstanceProfile?.Arn;
  check("an instance has its profile", await shown(), `${ARN}/web`);
  const listed = await call("DescribeIamInstanceProfileAssociations", by("instance-id", InstanceId));
  const [{ AssociationId, State }] = listed.IamInstanceProfileAssociations;
  check("it is associated", State, "associated");
  const batch = { IamInstanceProfile: { Name: "batch" } };
  const other = await call("ReplaceIamInstanceProfileAssociation", { AssociationId, ...batch });
  check("it gets another", [await shown(), other.IamInstanceProfileAssociation.State], [`${ARN}/batch`, "associating"]);
  await no("AssociateIamInstanceProfile", { InstanceId, ...batch }, "IncorrectState");
  await no("DisassociateIamInstanceProfile", { AssociationId }, "InvalidAssociationID.NotFound");
  await call("DisassociateIamInstanceProfile", pickId(other));
  check("it loses it", (await shown()) === undefined);
  await no("AssociateIamInstanceProfile", { InstanceId, IamInstanceProfile: { Name: "none" } }, "InvalidParameterValue");
  await call("AssociateIamInstanceProfile", { InstanceId, IamInstanceProfile: { Arn: `${ARN}/web` } });
  check("it gets one by its ARN", await shown(), `${ARN}/web`);
}

const pickId = (answer) => ({ AssociationId: answer.IamInstanceProfileAssociation.AssociationId });

export async function placementGroups(call) {
  const { no, dry, launch, instance, unfiltered } = ways(call);
  const spread = { GroupName: "apart", Strategy: "spread" };
  await dry("CreatePlacementGroup", spread);
  const { PlacementGroup } = await call("CreatePlacementGroup", spread);
  check("a group", pick(PlacementGroup, "State", "SpreadLevel"), ["available", "rack"]);
  await no("CreatePlacementGroup", spread, "InvalidPlacementGroup.Duplicate");
  const InstanceId = await launch("t3.micro", { Placement: { GroupName: "apart" } });
  check("it is shown", (await instance(InstanceId)).Placement.GroupName, "apart");
  await no("DeletePlacementGroup", { GroupName: "apart" }, "InvalidPlacementGroup.InUse");
  await call("StopInstances", { InstanceIds: [InstanceId] });
  await call("CreatePlacementGroup", { GroupName: "parts", Strategy: "partition", PartitionCount: 3 });
  await call("ModifyInstancePlacement", { InstanceId, GroupName: "parts", PartitionNumber: 2 });
  check("it moves", pick((await instance(InstanceId)).Placement, "GroupName", "PartitionNumber"), ["parts", 2]);
  await call("DeletePlacementGroup", { GroupName: "apart" });
  const { PlacementGroups } = await call("DescribePlacementGroups", by("strategy", "partition", "spread"));
  check("one is left", PlacementGroups.map((group) => group.GroupName), ["parts"]);
  await no("DescribePlacementGroups", { GroupNames: ["apart"] }, "InvalidPlacementGroup.Unknown");
  await unfiltered("DescribePlacementGroups");
}

export async function rareOptions(call) {
  const { no, dry, launch, instance } = ways(call);
  const options = {
    EnclaveOptions: { Enabled: true },
    MaintenanceOptions: { AutoRecovery: "disabled" },
    PrivateDnsNameOptions: { HostnameType: "resource-name" },
  };
  const InstanceId = await launch("m5.xlarge", options);
  const shown = await instance(InstanceId);
  check("enclaves", shown.EnclaveOptions, { Enabled: true });
  check("maintenance", shown.MaintenanceOptions, { AutoRecovery: "disabled", RebootMigration: "default" });
  check("a name of the id", shown.PrivateDnsName, `${InstanceId}.ec2.internal`);
  const recovered = { InstanceId, AutoRecovery: "default" };
  await dry("ModifyInstanceMaintenanceOptions", recovered);
  check("it is recovered", (await call("ModifyInstanceMaintenanceOptions", recovered)).AutoRecovery, "default");
  await no("ModifyInstanceMaintenanceOptions", { InstanceId: nobody("i") }, "InvalidInstanceID.NotFound");
  const renamed = { InstanceId, PrivateDnsHostnameType: "ip-name" };
  await no("ModifyPrivateDnsNameOptions", renamed, "IncorrectInstanceState");
  await call("StopInstances", { InstanceIds: [InstanceId] });
  check("it is renamed", (await call("ModifyPrivateDnsNameOptions", renamed)).Return, true);
  check("to its address", (await instance(InstanceId)).PrivateDnsName.startsWith("ip-"), true);
}
