// What stands beside EC2's instances: key pairs, images, volumes, tags.

import { createHash, createPrivateKey, createPublicKey } from "node:crypto";

import { check } from "./common.mjs";
import { ACCOUNT, IMAGE, START, WEB, WORKER, by, named, nobody, pick, ways } from "./ec2_common.mjs";

const colons = (digest) => digest.toString("hex").match(/../g).join(":");
const unpadded = (text) => text.replace(/=+$/, "");

export async function madeKeys(call) {
  const { no, dry, unfiltered, launch, instance } = ways(call);
  await dry("CreateKeyPair", { KeyName: "one" });
  const made = await call("CreateKeyPair", { KeyName: "one", ...named("key-pair", "k") });
  const key = createPrivateKey(made.KeyMaterial);
  const digest = createHash("sha1").update(key.export({ type: "pkcs8", format: "der" })).digest();
  check("a private key", [key.asymmetricKeyType, made.KeyFingerprint], ["rsa", colons(digest)]);
  const { KeyMaterial } = await call("CreateKeyPair", { KeyName: "two", KeyType: "ed25519" });
  check("another kind", KeyMaterial.startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
  const asked = { KeyPairIds: [made.KeyPairId], IncludePublicKey: true };
  const [shown] = (await call("DescribeKeyPairs", asked)).KeyPairs;
  check("it is shown", pick(shown, "KeyName", "KeyType", "KeyFingerprint", "CreateTime", "Tags"),
    ["one", "rsa", made.KeyFingerprint, START, [{ Key: "Name", Value: "k" }]]);
  check("when it was made is a Date", shown.CreateTime instanceof Date);
  check("its public half", shown.PublicKey.split(" ").slice(0, 3).map((part) => part.slice(0, 7)),
    ["ssh-rsa", "AAAAB3N", "one\n"]);
  const kinds = (await call("DescribeKeyPairs", {})).KeyPairs.map((pair) => pick(pair, "KeyType", "PublicKey"));
  check("who does not ask sees none", kinds, [["rsa", undefined], ["ed25519", undefined]]);
  await no("CreateKeyPair", { KeyName: "one" }, "InvalidKeyPair.Duplicate");
  const { KeyName } = await instance(await launch("t3.micro", { KeyName: "one" }));
  check("an instance has it", KeyName, "one");
  await dry("DeleteKeyPair", { KeyName: "one" });
  const gone = await call("DeleteKeyPair", { KeyPairId: made.KeyPairId });
  check("it is deleted", pick(gone, "Return", "KeyPairId"), [true, made.KeyPairId]);
  const again = await call("DeleteKeyPair", { KeyName: "one" });
  check("twice is no error", pick(again, "Return", "KeyPairId"), [true, undefined]);
  await no("DescribeKeyPairs", { KeyNames: ["one"] }, "InvalidKeyPair.NotFound");
  await no("DescribeKeyPairs", asked, "InvalidKeyPair.NotFound");
  await no("DeleteKeyPair", {}, "MissingParameter");
  await unfiltered("DescribeKeyPairs");
  check("the other is left", (await call("DescribeKeyPairs", by("key-name", "t*"))).KeyPairs.length, 1);
}

export async function importedKeys(call) {
  const { no, dry } = ways(call);
  const { KeyMaterial } = await call("CreateKeyPair", { KeyName: "one" });
  await call("CreateKeyPair", { KeyName: "two", KeyType: "ed25519" });
  const pairs = (await call("DescribeKeyPairs", { IncludePublicKey: true })).KeyPairs;
  const [rsa, ed] = pairs.map((pair) => pair.PublicKey);
  const as = (KeyName, text, others) => ({ KeyName, PublicKeyMaterial: Buffer.from(text), ...others });
  const wish = as("three", rsa, named("key-pair", "k"));
  await dry("ImportKeyPair", wish);
  const made = await call("ImportKeyPair", wish);
  const der = createPublicKey(createPrivateKey(KeyMaterial)).export({ type: "spki", format: "der" });
  check("an imported key has another print", made.KeyFingerprint, colons(createHash("md5").update(der).digest()));
  const other = await call("ImportKeyPair", as("four", ed));
  const blob = createHash("sha256").update(Buffer.from(ed.split(" ")[1], "base64")).digest("base64");
  const prints = [other.KeyFingerprint, pairs[1].KeyFingerprint].map(unpadded);
  check("not so the other kind", prints, [unpadded(blob), unpadded(blob)]);
  const asked = { KeyNames: ["three", "four"], IncludePublicKey: true };
  const shown = (await call("DescribeKeyPairs", asked)).KeyPairs;
  // In place of its comment, a key has the name of the pair.
  const called = (key, name) => `${key.split(" ").slice(0, 2).join(" ")} ${name}\n`;
  const wanted = [["four", "ed25519", called(ed, "four")], ["three", "rsa", called(rsa, "three")]];
  check("both are shown", shown.map((pair) => pick(pair, "KeyName", "KeyType", "PublicKey")), wanted);
  check("a tag", made.Tags, [{ Key: "Name", Value: "k" }]);
  await no("ImportKeyPair", wish, "InvalidKeyPair.Duplicate");
  await no("ImportKeyPair", as("five", "ssh-rsa nonsense"), "InvalidKey.Format");
}

export async function images(call) {
  const { no, dry, unfiltered } = ways(call);
  const wish = { InstanceId: WEB, Name: "of web", Description: "d", ...named("image", "i") };
  await dry("CreateImage", wish);
  check("no image of ours", (await call("DescribeImages", { Owners: ["self"] })).Images, []);
  const { ImageId } = await call("CreateImage", wish);
  const own = async () => (await call("DescribeImages", { Owners: ["self"] })).Images;
  const [image, ...others] = await own();
  check("it is the only one of ours", [image.ImageId, others], [ImageId, []]);
  const facts = pick(image, "State", "Name", "Description", "OwnerId", "Public", "SourceInstanceId", "Tags");
  check("an image", facts,
    ["available", "of web", "d", ACCOUNT, false, WEB, [{ Key: "Name", Value: "i" }]]);
  const [{ DeviceName, Ebs }] = image.BlockDeviceMappings;
  check("its disk", [DeviceName, ...pick(Ebs, "VolumeSize", "VolumeType", "DeleteOnTermination", "Encrypted")],
    ["/dev/xvda", 8, "gp3", true, false]);
  const created = [image.CreationDate, new Date(image.CreationDate)];
  check("the SDK has its date as text", created, ["2026-11-21T08:00:00.000Z", START]);
  const everybodys = (await call("DescribeImages", by("is-public", "true"))).Images.map((one) => one.ImageId);
  check("the others are public", [IMAGE, ImageId].map((id) => everybodys.includes(id)), [true, false]);
  await no("CreateImage", wish, "InvalidAMIName.Duplicate");
  await no("CreateImage", { InstanceId: WEB, Name: "x" }, "InvalidAMIName.Malformed");
  await no("CreateImage", { InstanceId: nobody("i"), Name: "of nobody" }, "InvalidInstanceID.NotFound");
  await no("DescribeImages", { ImageIds: [nobody("ami")] }, "InvalidAMIID.NotFound");
  await no("DescribeImages", { ImageIds: ["image"] }, "InvalidAMIID.Malformed");
  await unfiltered("DescribeImages");
  await no("DeregisterImage", { ImageId: IMAGE }, "AuthFailure", 401);
  await dry("DeregisterImage", { ImageId });
  const gone = await call("DeregisterImage", { ImageId, DeleteAssociatedSnapshots: true });
  check("it goes with its snapshots", gone.DeleteSnapshotResults.map((one) => pick(one, "SnapshotId", "ReturnCode")),
    [[Ebs.SnapshotId, "success"]]);
  check("and is not shown", await own(), []);
  await no("DeregisterImage", { ImageId }, "InvalidAMIID.Unavailable");
  await no("DeregisterImage", { ImageId: nobody("ami") }, "InvalidAMIID.NotFound");
  const from = { ImageId, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 };
  await no("RunInstances", from, "InvalidAMIID.Unavailable");
}

export async function volumes(call) {
  const { no, dry, unfiltered, launch, instance } = ways(call);
  const data = { DeviceName: "/dev/sdf", Ebs: { VolumeSize: 20, VolumeType: "gp2", DeleteOnTermination: false } };
  const id = await launch("t3.micro", { BlockDeviceMappings: [data], ...named("volume", "v") });
  const of = by("attachment.instance-id", id);
  const found = (await call("DescribeVolumes", of)).Volumes.sort((a, b) => a.Size - b.Size);
  const facts = ["Size", "VolumeType", "Iops", "Throughput", "State", "CreateTime", "Encrypted"];
  check("two volumes", found.map((volume) => pick(volume, ...facts)), [
    [8, "gp3", 3000, 125, "in-use", START, false],
    [20, "gp2", 100, undefined, "in-use", START, false],
  ]);
  check("when they were made is a Date", found.every((volume) => volume.CreateTime instanceof Date));
  check("each has the tag", found.map((volume) => volume.Tags[0].Value), ["v", "v"]);
  const [root, kept] = found.map((volume) => volume.VolumeId);
  const mapped = (await instance(id)).BlockDeviceMappings.map((one) => one.Ebs);
  const shown = mapped.map((one) => pick(one, "VolumeId", "DeleteOnTermination"));
  check("the instance shows them", shown, [[root, true], [kept, false]]);
  const where = pick(found[1].Attachments[0], "Device", "InstanceId", "State", "AttachTime");
  check("where it is attached", where, ["/dev/sdf", id, "attached", START]);
  check("by its size", (await call("DescribeVolumes", by("size", "20"))).Volumes.map((v) => v.VolumeId), [kept]);
  await dry("DescribeVolumes", { VolumeIds: [root] });
  await call("TerminateInstances", { InstanceIds: [id] });
  const free = (await call("DescribeVolumes", by("status", "available"))).Volumes;
  check("one outlives the instance", free.map((v) => pick(v, "VolumeId", "State", "Attachments")),
    [[kept, "available", []]]);
  await no("DescribeVolumes", { VolumeIds: [root] }, "InvalidVolume.NotFound");
  await no("DescribeVolumes", { VolumeIds: ["vol-x"] }, "InvalidVolumeID.Malformed");
  await unfiltered("DescribeVolumes");
}

export async function tags(call) {
  const { no, dry, unfiltered } = ways(call);
  const { VpcId } = (await call("CreateVpc", { CidrBlock: "10.0.0.0/16" })).Vpc;
  const Resources = [WEB, VpcId];
  const pairs = Object.entries({ stage: "test", empty: "" }).map(([Key, Value]) => ({ Key, Value }));
  await dry("CreateTags", { Resources, Tags: pairs });
  const of = async (id) => {
    const found = (await call("DescribeTags", by("resource-id", id))).Tags;
    return found.map((tag) => pick(tag, "ResourceType", "Key", "Value"));
  };
  check("a dry run tags nothing", await of(VpcId), []);
  await call("CreateTags", { Resources, Tags: pairs });
  check("two tags on a VPC", await of(VpcId), [["vpc", "empty", ""], ["vpc", "stage", "test"]]);
  check("and on an instance", (await of(WEB)).map(([, key]) => key), ["Name", "empty", "stage"]);
  const [vpc] = (await call("DescribeVpcs", by("tag:stage", "test"))).Vpcs;
  check("it is found by one", vpc.VpcId, VpcId);
  await call("CreateTags", { Resources: [VpcId], Tags: [{ Key: "stage", Value: "live" }] });
  check("a key has one value", await of(VpcId), [["vpc", "empty", ""], ["vpc", "stage", "live"]]);
  const stage = (Value) => ({ Resources: [VpcId], Tags: [{ Key: "stage", Value }] });
  await call("DeleteTags", stage("test"));
  check("another value stays", (await of(VpcId)).length, 2);
  await dry("DeleteTags", stage("live"));
  await call("DeleteTags", stage("live"));
  check("this one goes", await of(VpcId), [["vpc", "empty", ""]]);
  await call("DeleteTags", { Resources });
  check("without tags all go", [await of(VpcId), await of(WEB)], [[], []]);
  const reserved = [{ Key: "aws:x", Value: "" }];
  await no("CreateTags", { Resources, Tags: reserved }, "InvalidParameterValue");
  await no("CreateTags", { Resources: [WEB, nobody("i")], Tags: pairs }, "InvalidInstanceID.NotFound");
  await no("CreateTags", { Resources: ["nothing"], Tags: pairs }, "InvalidID");
  await no("DeleteTags", { Resources: [nobody("vpc")] }, "InvalidVpcID.NotFound");
  check("a refusal tags none", await of(WEB), []);
  const many = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: "" }));
  await no("CreateTags", { Resources: [WORKER], Tags: many }, "TagLimitExceeded");
  await unfiltered("DescribeTags");
}
