// Launch templates.

import { check } from "./common.mjs";
import { nobody, pick, ways } from "./ec2_common.mjs";

const ImageId = "ami-0abcdef1234567890";
const none = "InvalidLaunchTemplateName.NotFoundException";

export async function launchTemplates(call) {
  const { no, dry, unfiltered } = ways(call);
  const named = { LaunchTemplateName: "web" };
  const first = { ...named, LaunchTemplateData: { ImageId, InstanceType: "t3.micro" } };
  await dry("CreateLaunchTemplate", first);
  const { LaunchTemplateId } = (await call("CreateLaunchTemplate", first)).LaunchTemplate;
  await no("CreateLaunchTemplate", first, "InvalidLaunchTemplateName.AlreadyExistsException");
  const small = { SourceVersion: "$Latest", LaunchTemplateData: { InstanceType: "t3.small" } };
  const second = await call("CreateLaunchTemplateVersion", { LaunchTemplateId, ...small });
  check("a version has of its source what it does not name", second.LaunchTemplateVersion.LaunchTemplateData, {
    ImageId,
    InstanceType: "t3.small",
  });
  await no("CreateLaunchTemplateVersion", { LaunchTemplateName: "none", ...small }, none);
  await call("ModifyLaunchTemplate", { ...named, DefaultVersion: "2" });
  await no("ModifyLaunchTemplate", { ...named, DefaultVersion: "3" }, "InvalidLaunchTemplateId.VersionNotFound");
  const [shown] = (await call("DescribeLaunchTemplates", { LaunchTemplateNames: ["web"] })).LaunchTemplates;
  check("its versions", pick(shown, "DefaultVersionNumber", "LatestVersionNumber"), [2, 2]);
  await no("DescribeLaunchTemplates", { LaunchTemplateNames: ["none"] }, none);
  await unfiltered("DescribeLaunchTemplates");
  const run = { MinCount: 1, MaxCount: 1, LaunchTemplate: { LaunchTemplateId } };
  const [instance] = (await call("RunInstances", run)).Instances;
  check("an instance from it", instance.InstanceType, "t3.small");
  await no("RunInstances", { ...run, LaunchTemplate: { LaunchTemplateName: "none" } }, none);
  const { LaunchTemplateData } = await call("GetLaunchTemplateData", { InstanceId: instance.InstanceId });
  check("it is shown as a template", pick(LaunchTemplateData, "ImageId", "InstanceType"), [ImageId, "t3.small"]);
  await no("GetLaunchTemplateData", { InstanceId: nobody("i") }, "InvalidInstanceID.NotFound");
  const versions = { ...named, Versions: ["1", "2"] };
  const gone = await call("DeleteLaunchTemplateVersions", versions);
  check("one goes", gone.SuccessfullyDeletedLaunchTemplateVersions.map((one) => one.VersionNumber), [1]);
  await no("DeleteLaunchTemplateVersions", { ...versions, LaunchTemplateName: "none" }, none);
  const left = (await call("DescribeLaunchTemplateVersions", named)).LaunchTemplateVersions;
  check("one is left", left.map((one) => one.VersionNumber), [2]);
  await no("DescribeLaunchTemplateVersions", {}, "MissingParameter");
  await call("DeleteLaunchTemplate", named);
  await no("DeleteLaunchTemplate", named, none);
}
