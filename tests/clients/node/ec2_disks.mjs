// Volumes, snapshots, images and network interfaces.

import { check } from "./common.mjs";
import { by, named, nobody, pick, ways } from "./ec2_common.mjs";

const AvailabilityZone = "us-east-1a";
const OTHER = "210987654321";

const makeVolume = async (call) => (await call("CreateVolume", { AvailabilityZone, Size: 10, VolumeType: "gp3" })).VolumeId;

async function makeSnapshot(call) {
  return (await call("CreateSnapshot", { VolumeId: await makeVolume(call) })).SnapshotId;
}

async function makeImage(call, Name) {
  const Ebs = { SnapshotId: await makeSnapshot(call) };
  const root = { Architecture: "x86_64", RootDeviceName: "/dev/sda1", VirtualizationType: "hvm" };
  const asked = { Name, ...root, BlockDeviceMappings: [{ DeviceName: "/dev/sda1", Ebs }] };
  return (await call("RegisterImage", asked)).ImageId;
}

export async function volumes(call) {
  const { no, dry, launch, unfiltered } = ways(call);
  const make = { AvailabilityZone, Size: 10, ...named("volume", "ten") };
  await dry("CreateVolume", make);
  const { VolumeId } = await call("CreateVolume", make);
  const InstanceId = await launch("t3.micro", { Placement: { AvailabilityZone } });
  const attach = { VolumeId, InstanceId, Device: "/dev/sdf" };
  check("it is attaching", (await call("AttachVolume", attach)).State, "attaching");
  const [volume] = (await call("DescribeVolumes", { VolumeIds: [VolumeId] })).Volumes;
  check("it is in use", pick(volume, "State", "Size", "VolumeType"), ["in-use", 10, "gp2"]);
  await no("DeleteVolume", { VolumeId }, "VolumeInUse");
  const change = (await call("ModifyVolume", { VolumeId, Size: 20 })).VolumeModification;
  check("it is being modified", pick(change, "ModificationState", "TargetSize"), ["modifying", 20]);
  const [done] = (await call("DescribeVolumesModifications", { VolumeIds: [VolumeId] })).VolumesModifications;
  check("then it is larger", pick(done, "ModificationState", "Progress"), ["completed", 100]);
  await no("ModifyVolume", { VolumeId, Size: 19 }, "InvalidParameterValue");
  const [status] = (await call("DescribeVolumeStatus", { VolumeIds: [VolumeId] })).VolumeStatuses;
  check("its status", status.VolumeStatus.Status, "ok");
  await call("ModifyVolumeAttribute", { VolumeId, AutoEnableIO: { Value: true } });
  const asked = await call("DescribeVolumeAttribute", { VolumeId, Attribute: "autoEnableIO" });
  check("an attribute", asked.AutoEnableIO, { Value: true });
  check("it is detaching", (await call("DetachVolume", { VolumeId })).State, "detaching");
  await no("DetachVolume", { VolumeId }, "IncorrectState");
  await call("DeleteVolume", { VolumeId });
  await no("DescribeVolumes", { VolumeIds: [VolumeId] }, "InvalidVolume.NotFound");
  await unfiltered("DescribeVolumeStatus");
  await unfiltered("DescribeVolumesModifications");
}

export async function encryption(call) {
  check("not by default", (await call("GetEbsEncryptionByDefault", {})).EbsEncryptionByDefault, false);
  await call("EnableEbsEncryptionByDefault", {});
  const { KmsKeyId } = await call("ModifyEbsDefaultKmsKeyId", { KmsKeyId: "mine" });
  const [volume] = (await call("DescribeVolumes", { VolumeIds: [await makeVolume(call)] })).Volumes;
  check("by default", pick(volume, "Encrypted", "KmsKeyId"), [true, KmsKeyId]);
  check("with this key", (await call("GetEbsDefaultKmsKeyId", {})).KmsKeyId, KmsKeyId);
  check("and with the account's", (await call("ResetEbsDefaultKmsKeyId", {})).KmsKeyId, "alias/aws/ebs");
  check("no longer", (await call("DisableEbsEncryptionByDefault", {})).EbsEncryptionByDefault, false);
}

export async function snapshots(call) {
  const { no, unfiltered, launch } = ways(call);
  const SnapshotId = await makeSnapshot(call);
  const [shown] = (await call("DescribeSnapshots", { SnapshotIds: [SnapshotId] })).Snapshots;
  check("a snapshot", pick(shown, "State", "VolumeSize", "Progress"), ["completed", 10, "100%"]);
  const of = { SnapshotId, Attribute: "createVolumePermission" };
  await call("ModifySnapshotAttribute", { SnapshotId, CreateVolumePermission: { Add: [{ UserId: OTHER }] } });
  check("shared", (await call("DescribeSnapshotAttribute", of)).CreateVolumePermissions, [{ UserId: OTHER }]);
  await call("ResetSnapshotAttribute", of);
  check("no longer", (await call("DescribeSnapshotAttribute", of)).CreateVolumePermissions, []);
  const copy = await call("CopySnapshot", { SourceRegion: "us-east-1", SourceSnapshotId: SnapshotId });
  check("a copy", copy.SnapshotId.startsWith("snap-"), true);
  const InstanceSpecification = { InstanceId: await launch("t3.micro") };
  const all = (await call("CreateSnapshots", { InstanceSpecification })).Snapshots;
  check("of an instance", all.map(({ VolumeSize }) => VolumeSize), [8]);
  await call("DeleteSnapshot", { SnapshotId });
  await no("DeleteSnapshot", { SnapshotId }, "InvalidSnapshot.NotFound");
  await unfiltered("DescribeSnapshots");
}

export async function images(call) {
  const { no, launch } = ways(call);
  const ImageId = await makeImage(call, "mine");
  const image = async () => (await call("DescribeImages", { ImageIds: [ImageId] })).Images[0];
  check("an image", pick(await image(), "State", "RootDeviceName"), ["available", "/dev/sda1"]);
  const copied = { Name: "copy", SourceRegion: "us-east-1", SourceImageId: ImageId };
  check("a copy", (await call("CopyImage", copied)).ImageId.startsWith("ami-"), true);
  await no("CopyImage", copied, "InvalidAMIName.Duplicate");
  const of = { ImageId, Attribute: "launchPermission" };
  await call("ModifyImageAttribute", { ImageId, LaunchPermission: { Add: [{ UserId: OTHER }] } });
  check("shared", (await call("DescribeImageAttribute", of)).LaunchPermissions, [{ UserId: OTHER }]);
  await call("ResetImageAttribute", of);
  check("no longer", (await call("DescribeImageAttribute", of)).LaunchPermissions, []);
  await call("EnableImageDeregistrationProtection", { ImageId });
  await no("DeregisterImage", { ImageId }, "OperationNotPermitted");
  await call("DisableImageDeregistrationProtection", { ImageId });
  await call("EnableImageDeprecation", { ImageId, DeprecateAt: new Date("2027-01-01T00:00:00Z") });
  check("deprecated", (await image()).DeprecationTime, "2027-01-01T00:00:00.000Z");
  await call("DisableImageDeprecation", { ImageId });
  check("no longer deprecated", (await image()).DeprecationTime ?? "never", "never");
  await call("DisableImage", { ImageId });
  await no("RunInstances", { ImageId, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 }, "InvalidAMIID.Unavailable");
  await call("EnableImage", { ImageId });
  await launch("t3.micro", { ImageId });
  await call("DeregisterImage", { ImageId });
}

export async function interfaces(call) {
  const { no, dry, launch, instance } = ways(call);
  const { VpcId } = (await call("CreateVpc", { CidrBlock: "10.9.0.0/16" })).Vpc;
  await call("AssociateVpcCidrBlock", { VpcId, AmazonProvidedIpv6CidrBlock: true });
  const [vpc] = (await call("DescribeVpcs", { VpcIds: [VpcId] })).Vpcs;
  const Ipv6CidrBlock = vpc.Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock.replace("/56", "/64");
  const { SubnetId } = (await call("CreateSubnet", { VpcId, CidrBlock: "10.9.1.0/24", Ipv6CidrBlock })).Subnet;
  await dry("CreateNetworkInterface", { SubnetId });
  const { NetworkInterfaceId } = (await call("CreateNetworkInterface", { SubnetId, Description: "mine" })).NetworkInterface;
  const shown = async () =>
    (await call("DescribeNetworkInterfaces", { NetworkInterfaceIds: [NetworkInterfaceId] })).NetworkInterfaces[0];
  check("it is available", pick(await shown(), "Status", "Description"), ["available", "mine"]);
  const address = { NetworkInterfaceId, PrivateIpAddresses: ["10.9.1.99"] };
  await call("AssignPrivateIpAddresses", address);
  check("it has two addresses", (await shown()).PrivateIpAddresses.length, 2);
  await call("UnassignPrivateIpAddresses", address);
  await no("UnassignPrivateIpAddresses", address, "InvalidParameterValue");
  const v6 = (await call("AssignIpv6Addresses", { NetworkInterfaceId, Ipv6AddressCount: 1 })).AssignedIpv6Addresses;
  check("one of IPv6", (await shown()).Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address), v6);
  const taken = await call("UnassignIpv6Addresses", { NetworkInterfaceId, Ipv6Addresses: v6 });
  check("it is taken", taken.UnassignedIpv6Addresses, v6);
  const InstanceId = await launch("t3.small", { SubnetId });
  const attach = { NetworkInterfaceId, InstanceId, DeviceIndex: 1 };
  const { AttachmentId } = await call("AttachNetworkInterface", attach);
  await no("AttachNetworkInterface", attach, "InvalidNetworkInterface.InUse");
  check("the instance has two", (await instance(InstanceId)).NetworkInterfaces.length, 2);
  await no("DeleteNetworkInterface", { NetworkInterfaceId }, "InvalidParameterValue");
  await call("ModifyNetworkInterfaceAttribute", { NetworkInterfaceId, SourceDestCheck: { Value: false } });
  const asked = await call("DescribeNetworkInterfaceAttribute", { NetworkInterfaceId, Attribute: "sourceDestCheck" });
  check("it routes", asked.SourceDestCheck, { Value: false });
  await call("ResetNetworkInterfaceAttribute", { NetworkInterfaceId, SourceDestCheck: "sourceDestCheck" });
  await call("DetachNetworkInterface", { AttachmentId });
  await no("DetachNetworkInterface", { AttachmentId }, "InvalidAttachmentID.NotFound");
  await call("DeleteNetworkInterface", { NetworkInterfaceId });
  await no("DeleteNetworkInterface", { NetworkInterfaceId: nobody("eni") }, "InvalidNetworkInterfaceID.NotFound");
  const found = await call("DescribeNetworkInterfaces", by("attachment.instance-id", InstanceId));
  check("the instance has one", found.NetworkInterfaces.length, 1);
}
