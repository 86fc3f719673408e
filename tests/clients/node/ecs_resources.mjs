// What both ECS clients are to find of what stands beside instances. The same kind of client as in `ecs_story`.

import { check, refused, until } from "./common.mjs";

const WEB = "i-bp67acfmxazb4ph12345";
const RegionId = "cn-hangzhou";

/** The parts of the story for a client. */
export function resources(call) {
  const here = (action, parameters) => call(action, { RegionId, ...parameters });

  async function groups() {
    const [vpc] = (await here("DescribeVpcs", {})).Vpcs.Vpc;
    const { SecurityGroupId } = await here("CreateSecurityGroup", { VpcId: vpc.VpcId, SecurityGroupName: "web" });
    const ssh = { SecurityGroupId, IpProtocol: "tcp", PortRange: "22/22", SourceCidrIp: "10.0.0.0/8" };
    const rules = async () => {
      const answer = await here("DescribeSecurityGroupAttribute", { SecurityGroupId });
      return answer.Permissions.Permission.map((rule) => [rule.IpProtocol, rule.PortRange, rule.SourceCidrIp]);
    };
    await here("AuthorizeSecurityGroup", ssh);
    check("a rule comes", await rules(), [["TCP", "22/22", "10.0.0.0/8"]]);
    await here("JoinSecurityGroup", { SecurityGroupId, InstanceId: WEB });
    await refused("a group with members stays", () => here("DeleteSecurityGroup", { SecurityGroupId }),
      "DependencyViolation", 403);
    await here("LeaveSecurityGroup", { SecurityGroupId, InstanceId: WEB });
    await here("RevokeSecurityGroup", ssh);
    check("a rule goes", await rules(), []);
    await here("DeleteSecurityGroup", { SecurityGroupId });
  }

  async function others() {
    const disks = (await here("DescribeDisks", { InstanceId: WEB })).Disks.Disk;
    check("disks are in use", disks.every((disk) => disk.Status === "In_use"));
    const images = (await here("DescribeImages", { ImageOwnerAlias: "system" })).Images.Image;
    check("there are images", images.length, 3);
    const { ImageId } = await here("CreateImage", { InstanceId: WEB, ImageName: "mine" });
    const own = async () => {
      const { Images } = await here("DescribeImages", { ImageName: "mine" });
      return Images.Image.map((image) => image.ImageId);
    };
    await until("an image is made", own, [ImageId]);
    await here("DeleteImage", { ImageId });
    check("and deleted", await own(), []);
    const made = await here("CreateKeyPair", { KeyPairName: "made" });
    check("a key is made", made.PrivateKeyBody.startsWith("-----BEGIN RSA PRIVATE KEY-----"));
    await here("DeleteKeyPairs", { KeyPairNames: JSON.stringify(["made"]) });
    check("and deleted", (await here("DescribeKeyPairs", {})).KeyPairs.KeyPair, []);
    const one = { ResourceType: "instance", ResourceId: [WEB] };
    await here("TagResources", { ...one, Tag: [{ Key: "stage", Value: "test" }] });
    const tags = (await here("ListTagResources", one)).TagResources.TagResource;
    check("a tag comes", tags.some((tag) => tag.TagKey === "stage" && tag.TagValue === "test"));
  }

  return [groups, others];
}
