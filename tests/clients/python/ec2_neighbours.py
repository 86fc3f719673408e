"""What stands beside instances, as every EC2 client is to find it: addresses, key pairs, images, volumes, tags."""

import base64
import hashlib

from cryptography.hazmat.primitives import serialization as form

from common import check, until
from ec2_story import BATCH, DATABASE, IMAGE, NOBODY, NOWHERE, SOURCE, WEB, WORKER, World, tagged, where

OWN_KEY = ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f "
           "me@example.com")


def public_of(private):
    """The public key of a private one, as OpenSSH writes both."""
    data = private.encode()
    load = form.load_ssh_private_key if b"OPENSSH" in data else form.load_pem_private_key
    return load(data, None).public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH).decode()


def rsa_fingerprint(private):
    """SHA-1 of the private key, as EC2 tells it of RSA keys that it made."""
    key = form.load_pem_private_key(private.encode(), None)
    der = key.private_bytes(form.Encoding.DER, form.PrivateFormat.PKCS8, form.NoEncryption())
    return hashlib.sha1(der).hexdigest()


def ssh_fingerprint(public):
    """SHA-256 of the public key, as OpenSSH and EC2 tell it."""
    return base64.b64encode(hashlib.sha256(base64.b64decode(public.split()[1])).digest()).decode().rstrip("=")


class Neighbours(World):
    def parts(self):
        return [self.addresses, self.keys, self.images, self.volumes, self.tags]

    def further(self):
        return [self.address_refusals, self.made_keys, self.key_refusals, self.image_disks, self.image_refusals,
                self.volume_refusals, self.tagged_at_birth, self.tags_go, self.tag_refusals]

    # What the world shows.

    def address(self, id):
        [address] = self.call("DescribeAddresses", AllocationIds=[id])["Addresses"]
        return address

    def image(self, id):
        [image] = self.call("DescribeImages", ImageIds=[id])["Images"]
        return image

    def volumes_of(self, id):
        """By device."""
        found = self.call("DescribeVolumes", Filters=where("attachment.instance-id", id))["Volumes"]
        return {volume["Attachments"][0]["Device"]: volume for volume in found}

    def tags_of(self, id):
        tags = self.call("DescribeTags", Filters=where("resource-id", id))["Tags"]
        return {tag["Key"]: tag["Value"] for tag in tags}

    def tag(self, id, **tags):
        self.call("CreateTags", Resources=[id], Tags=[{"Key": key, "Value": value} for key, value in tags.items()])

    # The parts.

    def addresses(self):
        made = self.call("AllocateAddress", Domain="vpc", TagSpecifications=tagged("elastic-ip", Name="door"))
        id, ip = made["AllocationId"], made["PublicIp"]
        [found] = self.call("DescribeAddresses", Filters=where("tag:Name", "door"))["Addresses"]
        told = found["AllocationId"], found["PublicIp"], found["Domain"], "InstanceId" in found
        check("an address is one's own", told, (id, ip, "vpc", False))
        association = self.call("AssociateAddress", AllocationId=id, InstanceId=WEB)["AssociationId"]
        found, web = self.address(id), self.instance(WEB)
        check("an instance has it", (found["InstanceId"], found["AssociationId"], found["PrivateIpAddress"]),
              (WEB, association, web["PrivateIpAddress"]))
        check("and says so", web["PublicIpAddress"], ip)
        self.refused("an address in use stays", "InvalidIPAddress.InUse", "ReleaseAddress", AllocationId=id)
        self.refused("and need not move", "Resource.AlreadyAssociated", "AssociateAddress", AllocationId=id,
                     InstanceId=DATABASE, AllowReassociation=False)
        self.call("DisassociateAddress", AssociationId=association)
        named = self.call("ModifyAddressAttribute", AllocationId=id, DomainName="mail.example.com")["Address"]
        check("an address has a name", named, {"PublicIp": ip, "AllocationId": id, "PtrRecord": "mail.example.com."})
        describe = "DescribeAddressesAttribute"
        check("by which it is known", self.call(describe, AllocationIds=[id], Attribute="domain-name")["Addresses"],
              [named])
        self.refused("a name keeps it", "InvalidAddress.PtrSet", "ReleaseAddress", AllocationId=id)
        self.call("ResetAddressAttribute", AllocationId=id, Attribute="domain-name")
        check("until it is gone", self.call(describe, Attribute="domain-name")["Addresses"], [])
        self.call("ReleaseAddress", AllocationId=id)
        self.refused("until it is given back", "InvalidAllocationID.NotFound", "DescribeAddresses", AllocationIds=[id])

    def keys(self):
        made = self.call("CreateKeyPair", KeyName="made", KeyType="ed25519")
        own = self.call("ImportKeyPair", KeyName="own", PublicKeyMaterial=OWN_KEY.encode(),
                        TagSpecifications=tagged("key-pair", whose="mine"))
        pairs = self.call("DescribeKeyPairs", IncludePublicKey=True)["KeyPairs"]
        check("both are there", {pair["KeyName"]: (pair["KeyPairId"], pair["KeyType"]) for pair in pairs},
              {"made": (made["KeyPairId"], "ed25519"), "own": (own["KeyPairId"], "ed25519")})
        publics = {pair["KeyName"]: pair["PublicKey"].split()[:2] for pair in pairs}
        check("with their public keys", publics, {"made": public_of(made["KeyMaterial"]).split(),
                                                  "own": OWN_KEY.split()[:2]})
        check("and fingerprints", {pair["KeyName"]: pair["KeyFingerprint"].rstrip("=") for pair in pairs},
              {name: ssh_fingerprint(" ".join(public)) for name, public in publics.items()})
        check("an imported key has no private part", "KeyMaterial" in own, False)
        check("a key that goes is named", self.call("DeleteKeyPair", KeyName="made")["KeyPairId"], made["KeyPairId"])

    def images(self):
        id = self.call("CreateImage", InstanceId=WEB, Name="copy", Description="of web", NoReboot=True,
                       TagSpecifications=tagged("image", Name="mine"))["ImageId"]
        [found] = self.call("DescribeImages", Owners=["self"])["Images"]
        told = found["ImageId"], found["Name"], found["Description"], found["SourceInstanceId"], found["Public"]
        check("an image is one's own", told, (id, "copy", "of web", WEB, False))
        check("and ready", found["State"], "available")
        instance = self.launch("t3.micro", image=id)
        check("and can be launched", (instance["ImageId"], instance["RootDeviceName"]), (id, found["RootDeviceName"]))
        self.call("DeregisterImage", ImageId=id)
        check("until it is given up", self.call("DescribeImages", Owners=["self"])["Images"], [])

    def volumes(self):
        mappings = [{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 12}},
                    {"DeviceName": "/dev/sdf", "Ebs": {"VolumeSize": 40, "VolumeType": "gp2",
                                                       "DeleteOnTermination": False}}]
        id = self.launch("t3.micro", BlockDeviceMappings=mappings)["InstanceId"]
        found = self.volumes_of(id)
        told = {device: (volume["Size"], volume["VolumeType"], volume["State"],
                         volume["Attachments"][0]["DeleteOnTermination"]) for device, volume in found.items()}
        check("disks are as asked for", told, {"/dev/xvda": (12, "gp3", "in-use", True),
                                               "/dev/sdf": (40, "gp2", "in-use", False)})
        check("with their figures", (found["/dev/xvda"]["Iops"], found["/dev/xvda"]["Throughput"],
                                     found["/dev/sdf"]["Iops"]), (3000, 125, 120))
        self.call("TerminateInstances", InstanceIds=[id])
        left = self.call("DescribeVolumes", Filters=where("status", "available"))["Volumes"]
        check("an instance leaves the second", [(volume["VolumeId"], volume["Attachments"]) for volume in left],
              [(found["/dev/sdf"]["VolumeId"], [])])
        self.refused("not the first", "InvalidVolume.NotFound", "DescribeVolumes",
                     VolumeIds=[found["/dev/xvda"]["VolumeId"]])

    def tags(self):
        self.call("CreateTags", Resources=[WEB, SOURCE], Tags=[{"Key": "team", "Value": "blue"},
                                                               {"Key": "empty", "Value": ""}])
        tags = self.call("DescribeTags", Filters=where("key", "team", "empty"))["Tags"]
        check("both have both", {(tag["ResourceId"], tag["ResourceType"], tag["Key"], tag["Value"]) for tag in tags}, {
            (id, kind, key, value) for id, kind in [(WEB, "instance"), (SOURCE, "capacity-reservation")]
            for key, value in [("team", "blue"), ("empty", "")]})
        shown = {tag["Key"]: tag["Value"] for tag in self.instance(WEB)["Tags"]}
        check("the instance shows them", shown, {"Name": "web", "team": "blue", "empty": ""})
        self.call("DeleteTags", Resources=[WEB], Tags=[{"Key": "team"}, {"Key": "empty", "Value": "not"}])
        check("one goes by its key, one stays by its value", self.tags_of(WEB), {"Name": "web", "empty": ""})

    # For clients that can be asked much.

    def address_refusals(self):
        for what, code, action, parameters in [
            ("an allocation there is not", "InvalidAllocationID.NotFound", "AssociateAddress",
             {"AllocationId": f"eipalloc-{NOWHERE}", "InstanceId": WEB}),
            ("an association there is not", "InvalidAssociationID.NotFound", "DisassociateAddress",
             {"AssociationId": f"eipassoc-{NOWHERE}"}),
            ("an address there is not", "InvalidAddress.NotFound", "DescribeAddresses", {"PublicIps": ["192.0.2.1"]}),
            ("an allocation that was never made", "InvalidAllocationID.NotFound", "ReleaseAddress",
             {"AllocationId": f"eipalloc-{NOWHERE}"}),
            ("a filter of addresses there is not", "InvalidParameterValue", "DescribeAddresses",
             {"Filters": where("colour", "red")}),
        ]:
            self.refused(what, code, action, **parameters)
        made = self.call("AllocateAddress")
        id, ip = made["AllocationId"], made["PublicIp"]
        self.refused("no instance at all", "MissingParameter", "AssociateAddress", AllocationId=id)
        self.refused("an instance there is not", "InvalidInstanceID.NotFound", "AssociateAddress", AllocationId=id,
                     InstanceId=NOBODY)
        self.dry_run("AllocateAddress")
        self.dry_run("AssociateAddress", AllocationId=id, InstanceId=WEB)
        self.dry_run("ReleaseAddress", AllocationId=id)
        check("no dry run took or gave any", [one["AllocationId"] for one in
                                              self.call("DescribeAddresses")["Addresses"]], [id])
        interface = self.instance(WEB)["NetworkInterfaces"][0]["NetworkInterfaceId"]
        first = self.call("AssociateAddress", AllocationId=id, NetworkInterfaceId=interface)["AssociationId"]
        self.dry_run("DisassociateAddress", AssociationId=first)
        again = self.call("AssociateAddress", AllocationId=id, InstanceId=WEB)["AssociationId"]
        check("the same again is the same", again, first)
        self.call("AssociateAddress", AllocationId=id, InstanceId=DATABASE)
        check("an address moves", (self.address(id)["InstanceId"], self.instance(DATABASE)["PublicIpAddress"]),
              (DATABASE, ip))
        check("the instance before has another", self.instance(WEB)["PublicIpAddress"] != ip)
        self.refused("the association before is no more", "InvalidAssociationID.NotFound", "DisassociateAddress",
                     AssociationId=first)
        self.call("StopInstances", InstanceIds=[DATABASE])
        until("an instance that stops keeps it", lambda: self.instance(DATABASE).get("PublicIpAddress"), ip)
        self.call("TerminateInstances", InstanceIds=[DATABASE])
        until("one that is terminated", lambda: self.state(DATABASE), "terminated")
        check("does not", "AssociationId" in self.address(id), False)
        last = self.call("AssociateAddress", AllocationId=id, InstanceId=WEB)["AssociationId"]
        self.refused("its id is needed", "InvalidParameterValue", "DisassociateAddress", PublicIp=ip)
        self.call("DisassociateAddress", AssociationId=last)
        check("nor one from which it is taken", ("AssociationId" in self.address(id),
                                                 self.instance(WEB)["PublicIpAddress"] == ip), (False, False))

    def made_keys(self):
        made = self.call("CreateKeyPair", KeyName="old", TagSpecifications=tagged("key-pair", age="old"))
        check("a key is RSA by default", made["KeyMaterial"].splitlines()[0], "-----BEGIN RSA PRIVATE KEY-----")
        check("of 2048 bits", form.load_pem_private_key(made["KeyMaterial"].encode(), None).key_size, 2048)
        check("its fingerprint", made["KeyFingerprint"].replace(":", ""), rsa_fingerprint(made["KeyMaterial"]))
        public = public_of(made["KeyMaterial"])
        own = self.call("ImportKeyPair", KeyName="again", PublicKeyMaterial=public.encode())
        der = form.load_ssh_public_key(public.encode()).public_bytes(form.Encoding.DER,
                                                                     form.PublicFormat.SubjectPublicKeyInfo)
        check("that of the same key when imported", own["KeyFingerprint"].replace(":", ""),
              hashlib.md5(der).hexdigest())
        for name, value in [("key-name", "ol?"), ("fingerprint", made["KeyFingerprint"]), ("tag:age", "old"),
                            ("key-pair-id", made["KeyPairId"])]:
            pairs = self.call("DescribeKeyPairs", Filters=where(name, value))["KeyPairs"]
            check(f"{name} finds it", [(pair["KeyName"], "PublicKey" in pair) for pair in pairs], [("old", False)])
        check("an instance tells its key", self.launch("t3.micro", KeyName="old")["KeyName"], "old")
        self.dry_run("DeleteKeyPair", KeyName="old")
        self.call("DeleteKeyPair", KeyPairId=made["KeyPairId"])
        check("a key goes by its id", [pair["KeyName"] for pair in self.call("DescribeKeyPairs")["KeyPairs"]],
              ["again"])
        check("one that is not there goes too", self.call("DeleteKeyPair", KeyName="old")["Return"])

    def key_refusals(self):
        self.dry_run("CreateKeyPair", KeyName="one")
        self.dry_run("ImportKeyPair", KeyName="one", PublicKeyMaterial=OWN_KEY.encode())
        self.call("CreateKeyPair", KeyName="one", KeyType="ed25519")
        self.refused("a name twice", "InvalidKeyPair.Duplicate", "CreateKeyPair", KeyName="one")
        self.refused("a name twice by import", "InvalidKeyPair.Duplicate", "ImportKeyPair", KeyName="one",
                     PublicKeyMaterial=OWN_KEY.encode())
        self.refused("no key at all", "InvalidKey.Format", "ImportKeyPair", KeyName="two",
                     PublicKeyMaterial=b"ssh-rsa AAAA")
        self.refused("a key's name there is not", "InvalidKeyPair.NotFound", "DescribeKeyPairs", KeyNames=["two"])
        self.refused("a key's id there is not", "InvalidKeyPair.NotFound", "DescribeKeyPairs",
                     KeyPairIds=[f"key-{NOWHERE}"])
        self.refused("a filter of keys there is not", "InvalidParameterValue", "DescribeKeyPairs",
                     Filters=where("colour", "red"))
        check("no refusal made a key", [pair["KeyName"] for pair in self.call("DescribeKeyPairs")["KeyPairs"]],
              ["one"])

    def image_disks(self):
        instance = self.launch("t3.micro", BlockDeviceMappings=[
            {"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 20}},
            {"DeviceName": "/dev/sdb", "Ebs": {"VolumeSize": 30, "VolumeType": "gp2"}}])["InstanceId"]
        until("it runs", lambda: self.state(instance), "running")
        id = self.call("CreateImage", InstanceId=instance, Name="with disks", BlockDeviceMappings=[
            {"DeviceName": "/dev/sdb", "NoDevice": ""},
            {"DeviceName": "/dev/sdc", "Ebs": {"VolumeSize": 5}}])["ImageId"]
        image = self.image(id)
        disks = {disk["DeviceName"]: disk["Ebs"]["VolumeSize"] for disk in image["BlockDeviceMappings"]}
        check("an image has the disks asked for", disks, {"/dev/xvda": 20, "/dev/sdc": 5})
        snapshots = {disk["Ebs"].get("SnapshotId", "") for disk in image["BlockDeviceMappings"]}
        check("the one that was there of a snapshot", sorted(one[:5] for one in snapshots), ["", "snap-"])
        copy = self.volumes_of(self.launch("t3.micro", image=id)["InstanceId"])
        check("and so have its instances", {device: volume["Size"] for device, volume in copy.items()}, disks)
        check("of these snapshots", {volume["SnapshotId"] for volume in copy.values()}, snapshots)
        for name, value in [("name", "with *"), ("source-instance-id", instance), ("is-public", "false")]:
            found = self.call("DescribeImages", Filters=where(name, value))["Images"]
            check(f"{name} finds it", [one["ImageId"] for one in found], [id])
        self.dry_run("DeregisterImage", ImageId=id)
        gone = self.call("DeregisterImage", ImageId=id, DeleteAssociatedSnapshots=True)
        check("its instances stay", self.state(instance), "running")
        check("snapshots go with it", {one["SnapshotId"]: one["ReturnCode"] for one in gone["DeleteSnapshotResults"]},
              dict.fromkeys(snapshots - {""}, "success"))
        self.refused("none launches from it", "InvalidAMIID.Unavailable", "RunInstances", ImageId=id, MinCount=1,
                     MaxCount=1, InstanceType="t3.micro")

    def image_refusals(self):
        self.dry_run("CreateImage", InstanceId=WEB, Name="dry")
        self.call("CreateImage", InstanceId=WEB, Name="one")
        self.refused("a name twice", "InvalidAMIName.Duplicate", "CreateImage", InstanceId=WORKER, Name="one")
        self.refused("a name that is none", "InvalidAMIName.Malformed", "CreateImage", InstanceId=WORKER, Name="a+b=c")
        self.refused("no instance", "InvalidInstanceID.NotFound", "CreateImage", InstanceId=NOBODY, Name="two")
        self.refused("an image there is not", "InvalidAMIID.NotFound", "DescribeImages", ImageIds=[f"ami-{NOWHERE}"])
        self.refused("what is no image's id", "InvalidAMIID.Malformed", "DescribeImages", ImageIds=["nonsense"])
        self.refused("a launch of no image", "InvalidAMIID.Malformed", "RunInstances", ImageId="nonsense", MinCount=1,
                     MaxCount=1)
        self.refused("a filter of images there is not", "InvalidParameterValue", "DescribeImages",
                     Filters=where("colour", "red"))
        check("everybody's images are Amazon's and others'", {image["Public"] for image in self.call(
            "DescribeImages", ExecutableUsers=["all"])["Images"]}, {True})
        check("one of them", self.image(IMAGE)["ImageOwnerAlias"], "amazon")

    def volume_refusals(self):
        self.refused("a volume there is not", "InvalidVolume.NotFound", "DescribeVolumes",
                     VolumeIds=[f"vol-{NOWHERE}"])
        self.refused("what is no volume's id", "InvalidVolumeID.Malformed", "DescribeVolumes", VolumeIds=["nonsense"])
        self.refused("a filter of volumes there is not", "InvalidParameterValue", "DescribeVolumes",
                     Filters=where("colour", "red"))
        [volume] = self.volumes_of(WEB).values()
        for name, value in [("volume-id", volume["VolumeId"]), ("attachment.instance-id", WEB)]:
            found = self.call("DescribeVolumes", Filters=where(name, value) + where("status", "in-use"))["Volumes"]
            check(f"{name} finds it", [one["VolumeId"] for one in found], [volume["VolumeId"]])
        [mapping] = self.instance(WEB)["BlockDeviceMappings"]
        check("the instance has it too", (mapping["Ebs"]["VolumeId"], mapping["DeviceName"]),
              (volume["VolumeId"], volume["Attachments"][0]["Device"]))

    def tagged_at_birth(self):
        made = self.launch("t3.micro", TagSpecifications=tagged("instance", of="one") + tagged("volume", of="two")
                           + tagged("network-interface", of="three"))
        told = {tag["ResourceType"]: tag["Value"] for tag in
                self.call("DescribeTags", Filters=where("key", "of"))["Tags"]}
        check("each kind has its own", told, {"instance": "one", "volume": "two", "network-interface": "three"})
        [volume] = self.call("DescribeVolumes", Filters=where("tag:of", "two"))["Volumes"]
        check("a filter finds the volume", volume["Attachments"][0]["InstanceId"], made["InstanceId"])
        [interface] = self.call("DescribeNetworkInterfaces", Filters=where("tag-key", "of"))["NetworkInterfaces"]
        check("and the interface", interface["TagSet"], [{"Key": "of", "Value": "three"}])
        for kind, action, list in [("vpc", "DescribeVpcs", "Vpcs"), ("subnet", "DescribeSubnets", "Subnets"),
                                   ("internet-gateway", "DescribeInternetGateways", "InternetGateways"),
                                   ("route-table", "DescribeRouteTables", "RouteTables"),
                                   ("security-group", "DescribeSecurityGroups", "SecurityGroups")]:
            first = self.call(action)[list][0]
            id = next(first[name] for name in [f"{list[:-1]}Id", "GroupId"] if name in first)
            self.tag(id, kind=kind)
            [found] = self.call(action, Filters=where("tag:kind", kind))[list]
            check(f"{action} shows tags", found["Tags"], [{"Key": "kind", "Value": kind}])
            [tag] = self.call("DescribeTags", Filters=where("resource-type", kind))["Tags"]
            check(f"DescribeTags knows a {kind}", (tag["ResourceId"], tag["Value"]), (id, kind))

    def tags_go(self):
        self.tag(BATCH, a="1", b="", c="3")
        self.tag(BATCH, a="2")
        check("a new value takes the place", self.tags_of(BATCH), {"Name": "batch", "a": "2", "b": "", "c": "3"})
        self.call("DeleteTags", Resources=[BATCH], Tags=[{"Key": "a", "Value": ""}, {"Key": "b", "Value": ""}])
        check("an empty value is one", self.tags_of(BATCH), {"Name": "batch", "a": "2", "c": "3"})
        self.dry_run("DeleteTags", Resources=[BATCH])
        self.call("DeleteTags", Resources=[BATCH])
        check("with none named all go", self.tags_of(BATCH), {})
        for name, value, ids in [("value", "w*", {WEB, WORKER}),
                                 ("resource-type", "instance", {WEB, WORKER, DATABASE})]:
            tags = self.call("DescribeTags", Filters=where(name, value))["Tags"]
            check(f"{name} finds {len(ids)}", {tag["ResourceId"] for tag in tags}, ids)

    def tag_refusals(self):
        one = [{"Key": "k", "Value": "v"}]
        self.dry_run("CreateTags", Resources=[WEB], Tags=one)
        for id, code in [
            (NOBODY, "InvalidInstanceID.NotFound"), (f"vol-{NOWHERE}", "InvalidVolume.NotFound"),
            (f"vpc-{NOWHERE}", "InvalidVpcID.NotFound"), (f"subnet-{NOWHERE}", "InvalidSubnetID.NotFound"),
            (f"sg-{NOWHERE}", "InvalidGroup.NotFound"), ("nonsense", "InvalidID"),
            (f"eni-{NOWHERE}", "InvalidNetworkInterfaceID.NotFound"),
            (f"cr-{NOWHERE}", "InvalidCapacityReservationId.NotFound"),
        ]:
            self.refused(f"tags for {id}", code, "CreateTags", Resources=[WEB, id], Tags=one)
        self.refused("a key that is AWS's", "InvalidParameterValue", "CreateTags", Resources=[WEB],
                     Tags=[{"Key": "aws:mine", "Value": "v"}])
        self.refused("more than fifty", "TagLimitExceeded", "CreateTags", Resources=[WEB],
                     Tags=[{"Key": f"k{n}", "Value": "v"} for n in range(50)])
        self.refused("a key twice", "InvalidParameterValue", "CreateTags", Resources=[WEB], Tags=one * 2)
        self.refused("tags from what is not there", "InvalidInstanceID.NotFound", "DeleteTags",
                     Resources=[NOBODY], Tags=one)
        self.refused("tags for another kind", "InvalidParameterValue", "AllocateAddress",
                     TagSpecifications=tagged("instance", a="b"))
        self.refused("a filter of tags there is not", "InvalidParameterValue", "DescribeTags",
                     Filters=where("colour", "red"))
        check("no refusal left a tag", self.tags_of(WEB), {"Name": "web"})
