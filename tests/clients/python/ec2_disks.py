"""Volumes, snapshots, images and network interfaces, as every EC2 client is to find them."""

from common import check
from ec2_story import NOWHERE, World, tagged, where, world_time

ZONE, OTHER = "us-east-1a", "210987654321"


class Disks(World):
    def parts(self):
        return [self.volumes, self.modified, self.encrypted, self.snapshots, self.images, self.guarded, self.interfaces,
                self.addresses]

    def further(self):
        return [self.unknown]

    def volume(self, id):
        [volume] = self.call("DescribeVolumes", VolumeIds=[id])["Volumes"]
        return volume

    def make_volume(self, **others):
        return self.call("CreateVolume", AvailabilityZone=ZONE, Size=10, VolumeType="gp3", **others)["VolumeId"]

    def make_snapshot(self):
        return self.call("CreateSnapshot", VolumeId=self.make_volume())["SnapshotId"]

    def launched(self, **others):
        return self.launch("t3.small", Placement={"AvailabilityZone": ZONE}, **others)["InstanceId"]

    def volumes(self):
        id, instance = self.make_volume(TagSpecifications=tagged("volume", of="one")), self.launched()
        attach = {"VolumeId": id, "InstanceId": instance, "Device": "/dev/sdf"}
        self.dry_run("AttachVolume", **attach)
        check("it is attaching", self.call("AttachVolume", **attach)["State"], "attaching")
        volume = self.volume(id)
        check("then in use", (volume["State"], volume["Attachments"][0]["State"], volume["Tags"][0]["Value"]),
              ("in-use", "attached", "one"))
        self.refused("once", "VolumeInUse", "AttachVolume", **attach)
        self.refused("it stays while it is attached", "VolumeInUse", "DeleteVolume", VolumeId=id)
        [status] = self.call("DescribeVolumeStatus", VolumeIds=[id])["VolumeStatuses"]
        check("its status", status["VolumeStatus"]["Status"], "ok")
        self.call("ModifyVolumeAttribute", VolumeId=id, AutoEnableIO={"Value": True})
        asked = self.call("DescribeVolumeAttribute", VolumeId=id, Attribute="autoEnableIO")
        check("an attribute", asked["AutoEnableIO"]["Value"], True)
        check("it is detaching", self.call("DetachVolume", VolumeId=id)["State"], "detaching")
        check("then available", self.volume(id)["State"], "available")
        self.refused("once more", "IncorrectState", "DetachVolume", VolumeId=id)
        self.call("DeleteVolume", VolumeId=id)
        self.refused("it is gone", "InvalidVolume.NotFound", "DescribeVolumes", VolumeIds=[id])

    def modified(self):
        id = self.make_volume()
        change = self.call("ModifyVolume", VolumeId=id, Size=20, VolumeType="io2", Iops=400)["VolumeModification"]
        check("a modification", (change["ModificationState"], change["OriginalSize"], change["TargetSize"]),
              ("modifying", 10, 20))
        volume = self.volume(id)
        check("the volume has it", (volume["Size"], volume["VolumeType"], volume["Iops"]), (20, "io2", 400))
        [change] = self.call("DescribeVolumesModifications", VolumeIds=[id])["VolumesModifications"]
        check("it is complete", (change["ModificationState"], change["Progress"]), ("completed", 100))
        self.refused("it only grows", "InvalidParameterValue", "ModifyVolume", VolumeId=id, Size=19)
        self.refused("one that never was", "InvalidVolumeModification.NotFound", "DescribeVolumesModifications",
                     VolumeIds=[self.make_volume()])

    def encrypted(self):
        check("not by default", self.call("GetEbsEncryptionByDefault")["EbsEncryptionByDefault"], False)
        self.call("EnableEbsEncryptionByDefault")
        check("now it is", self.volume(self.make_volume())["Encrypted"], True)
        key = self.call("ModifyEbsDefaultKmsKeyId", KmsKeyId="mine")["KmsKeyId"]
        check("with this key", self.volume(self.make_volume())["KmsKeyId"], key)
        check("it is told", self.call("GetEbsDefaultKmsKeyId")["KmsKeyId"], key)
        check("the account's again", self.call("ResetEbsDefaultKmsKeyId")["KmsKeyId"], "alias/aws/ebs")
        self.call("DisableEbsEncryptionByDefault")
        check("no longer", self.volume(self.make_volume())["Encrypted"], False)
        self.refused("a key needs encryption", "InvalidParameterDependency", "CreateVolume", AvailabilityZone=ZONE,
                     Size=1, KmsKeyId="mine")

    def snapshots(self):
        id, of = self.make_snapshot(), {"Attribute": "createVolumePermission"}
        [snapshot] = self.call("DescribeSnapshots", SnapshotIds=[id])["Snapshots"]
        check("a snapshot", (snapshot["State"], snapshot["Progress"], snapshot["VolumeSize"]), ("completed", "100%", 10))
        self.call("ModifySnapshotAttribute", SnapshotId=id, OperationType="add", UserIds=[OTHER], **of)
        shared = self.call("DescribeSnapshotAttribute", SnapshotId=id, **of)["CreateVolumePermissions"]
        check("it is shared", [one["UserId"] for one in shared], [OTHER])
        self.call("ResetSnapshotAttribute", SnapshotId=id, **of)
        check("no longer", self.call("DescribeSnapshotAttribute", SnapshotId=id, **of)["CreateVolumePermissions"], [])
        copy = self.call("CopySnapshot", SourceRegion="us-east-1", SourceSnapshotId=id, Encrypted=True)["SnapshotId"]
        [found] = self.call("DescribeSnapshots", Filters=where("encrypted", "true"))["Snapshots"]
        check("a copy", found["SnapshotId"], copy)
        both = self.call("CreateSnapshots", InstanceSpecification={"InstanceId": self.launched()})["Snapshots"]
        check("of an instance", [one["VolumeSize"] for one in both], [8])
        self.call("DeleteSnapshot", SnapshotId=id)
        self.refused("it is gone", "InvalidSnapshot.NotFound", "DeleteSnapshot", SnapshotId=id)

    def register(self, name):
        snapshot = self.make_snapshot()
        return snapshot, self.call(
            "RegisterImage", Name=name, Architecture="x86_64", RootDeviceName="/dev/sda1", VirtualizationType="hvm",
            EnaSupport=True, BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"SnapshotId": snapshot}}])["ImageId"]

    def image(self, id):
        [image] = self.call("DescribeImages", ImageIds=[id])["Images"]
        return image

    def images(self):
        snapshot, id = self.register("mine")
        check("an image", (self.image(id)["State"], self.image(id)["RootDeviceName"]), ("available", "/dev/sda1"))
        self.refused("its snapshot stays", "InvalidSnapshot.InUse", "DeleteSnapshot", SnapshotId=snapshot)
        self.refused("a name once", "InvalidAMIName.Duplicate", "RegisterImage", Name="mine")
        instance = self.instance(self.launch("t3.micro", image=id)["InstanceId"])
        check("its instances have its root", instance["RootDeviceName"], "/dev/sda1")
        self.call("ModifyImageAttribute", ImageId=id, LaunchPermission={"Add": [{"UserId": OTHER}]})
        shared = self.call("DescribeImageAttribute", ImageId=id, Attribute="launchPermission")["LaunchPermissions"]
        check("it is shared", [one["UserId"] for one in shared], [OTHER])
        self.call("ResetImageAttribute", ImageId=id, Attribute="launchPermission")
        shared = self.call("DescribeImageAttribute", ImageId=id, Attribute="launchPermission")["LaunchPermissions"]
        check("no longer", shared, [])
        copy = self.call("CopyImage", Name="copy", SourceRegion="us-east-1", SourceImageId=id)["ImageId"]
        check("a copy", (self.image(copy)["State"], self.image(copy)["SourceImageId"]), ("available", id))

    def guarded(self):
        _, id = self.register("mine")
        self.call("EnableImageDeregistrationProtection", ImageId=id)
        self.refused("it is protected", "OperationNotPermitted", "DeregisterImage", ImageId=id)
        self.call("DisableImageDeregistrationProtection", ImageId=id)
        self.call("EnableImageDeprecation", ImageId=id, DeprecateAt=world_time(days=1))
        check("it is deprecated", "DeprecationTime" in self.image(id), True)
        self.call("DisableImageDeprecation", ImageId=id)
        check("no longer", "DeprecationTime" in self.image(id), False)
        self.call("DisableImage", ImageId=id)
        self.refused("none launches from it", "InvalidAMIID.Unavailable", "RunInstances", ImageId=id, MinCount=1,
                     MaxCount=1, InstanceType="t3.micro")
        self.call("EnableImage", ImageId=id)
        check("it is available again", self.image(id)["State"], "available")
        self.call("DeregisterImage", ImageId=id)

    def subnet(self):
        vpc = self.call("CreateVpc", CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        self.call("AssociateVpcCidrBlock", VpcId=vpc, AmazonProvidedIpv6CidrBlock=True)
        [shown] = self.call("DescribeVpcs", VpcIds=[vpc])["Vpcs"]
        range = shown["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("/56", "/64")
        return self.call("CreateSubnet", VpcId=vpc, CidrBlock="10.9.1.0/24", AvailabilityZone=ZONE,
                         Ipv6CidrBlock=range)["Subnet"]["SubnetId"]

    def interface(self, id):
        [interface] = self.call("DescribeNetworkInterfaces", NetworkInterfaceIds=[id])["NetworkInterfaces"]
        return interface

    def make_interface(self, subnet, **others):
        made = self.call("CreateNetworkInterface", SubnetId=subnet, **others)["NetworkInterface"]
        return made["NetworkInterfaceId"]

    def interfaces(self):
        subnet = self.subnet()
        id = self.make_interface(subnet, Description="mine", TagSpecifications=tagged("network-interface", of="one"))
        check("it is available", (self.interface(id)["Status"], self.interface(id)["Description"]), ("available", "mine"))
        instance = self.launch("t3.small", SubnetId=subnet)["InstanceId"]
        attach = {"NetworkInterfaceId": id, "InstanceId": instance, "DeviceIndex": 1}
        attachment = self.call("AttachNetworkInterface", **attach)["AttachmentId"]
        check("it is in use", self.interface(id)["Attachment"]["InstanceId"], instance)
        check("the instance has two", len(self.instance(instance)["NetworkInterfaces"]), 2)
        self.refused("once", "InvalidNetworkInterface.InUse", "AttachNetworkInterface", **attach)
        self.refused("it stays", "InvalidParameterValue", "DeleteNetworkInterface", NetworkInterfaceId=id)
        self.call("ModifyNetworkInterfaceAttribute", NetworkInterfaceId=id, SourceDestCheck={"Value": False})
        asked = self.call("DescribeNetworkInterfaceAttribute", NetworkInterfaceId=id, Attribute="sourceDestCheck")
        check("it routes", asked["SourceDestCheck"]["Value"], False)
        self.call("ResetNetworkInterfaceAttribute", NetworkInterfaceId=id, SourceDestCheck="sourceDestCheck")
        check("no longer", self.interface(id)["SourceDestCheck"], True)
        self.call("DetachNetworkInterface", AttachmentId=attachment)
        check("it is available again", self.interface(id)["Status"], "available")
        self.call("DeleteNetworkInterface", NetworkInterfaceId=id)
        both = [{"DeviceIndex": n, "SubnetId": subnet, "DeleteOnTermination": True} for n in (0, 1)]
        two = self.launch("t3.small", NetworkInterfaces=both)["InstanceId"]
        indexes = [one["Attachment"]["DeviceIndex"] for one in self.instance(two)["NetworkInterfaces"]]
        check("a launch makes two", indexes, [0, 1])
        self.call("TerminateInstances", InstanceIds=[two])
        found = self.call("DescribeNetworkInterfaces", Filters=where("attachment.instance-id", two))
        check("they go with it", found["NetworkInterfaces"], [])

    def addresses(self):
        id = self.make_interface(self.subnet())
        named = {"NetworkInterfaceId": id, "PrivateIpAddresses": ["10.9.1.99"]}
        given = self.call("AssignPrivateIpAddresses", **named)["AssignedPrivateIpAddresses"]
        check("an address", [one["PrivateIpAddress"] for one in given], ["10.9.1.99"])
        shown = [one["PrivateIpAddress"] for one in self.interface(id)["PrivateIpAddresses"]]
        check("it is shown", shown[1:], ["10.9.1.99"])
        self.call("UnassignPrivateIpAddresses", **named)
        self.refused("once", "InvalidParameterValue", "UnassignPrivateIpAddresses", **named)
        prefix = self.call("AssignPrivateIpAddresses", NetworkInterfaceId=id, Ipv4PrefixCount=1)["AssignedIpv4Prefixes"]
        check("a prefix", self.interface(id)["Ipv4Prefixes"], prefix)
        [v6] = self.call("AssignIpv6Addresses", NetworkInterfaceId=id, Ipv6AddressCount=1)["AssignedIpv6Addresses"]
        check("one of IPv6", [one["Ipv6Address"] for one in self.interface(id)["Ipv6Addresses"]], [v6])
        gone = self.call("UnassignIpv6Addresses", NetworkInterfaceId=id, Ipv6Addresses=[v6])
        check("it is taken", gone["UnassignedIpv6Addresses"], [v6])
        self.refused("none is left", "InvalidParameterValue", "UnassignIpv6Addresses", NetworkInterfaceId=id,
                     Ipv6Addresses=[v6])

    def unknown(self):
        volume, snapshot = {"VolumeId": f"vol-{NOWHERE}"}, {"SnapshotId": f"snap-{NOWHERE}"}
        for action, code, parameters in [
            ("DeleteVolume", "InvalidVolume.NotFound", volume),
            ("ModifyVolume", "InvalidVolume.NotFound", {**volume, "Size": 1}),
            ("CreateSnapshot", "InvalidVolume.NotFound", volume),
            ("DeleteSnapshot", "InvalidSnapshot.NotFound", snapshot),
            ("EnableImage", "InvalidAMIID.NotFound", {"ImageId": f"ami-{NOWHERE}"}),
            ("DeleteNetworkInterface", "InvalidNetworkInterfaceID.NotFound", {"NetworkInterfaceId": f"eni-{NOWHERE}"}),
        ]:
            self.refused(f"{action} of nothing", code, action, **parameters)
