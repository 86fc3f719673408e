"""What every ECS client is to find of what stands beside instances: security groups, disks, networks, images, key pairs,
tags. The same kind of client as in `ecs_story`."""

import json

from common import check, refused, until

WEB = "i-bp67acfmxazb4ph12345"
REGION = "cn-hangzhou"
PUBLIC = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMQJsGZliWCngqqmnThHKw85AKMMYK2I8qTAyKfMC4TS me@example"


class Resources:
    def __init__(self, call):
        self.call = call

    def parts(self):
        return [self.groups, self.disks_and_networks, self.images, self.key_pairs, self.tags]

    def here(self, action, **parameters):
        return self.call(action, RegionId=REGION, **parameters)

    def instance(self):
        [instance] = self.here("DescribeInstances", InstanceIds=json.dumps([WEB]))["Instances"]["Instance"]
        return instance

    def rules(self, group):
        answer = self.here("DescribeSecurityGroupAttribute", SecurityGroupId=group)
        return [(rule["Direction"], rule["IpProtocol"], rule["PortRange"], rule["SourceCidrIp"] or rule["DestCidrIp"])
                for rule in answer["Permissions"]["Permission"]]

    # The parts.

    def groups(self):
        [vpc] = self.here("DescribeVpcs")["Vpcs"]["Vpc"]
        group = self.here("CreateSecurityGroup", VpcId=vpc["VpcId"], SecurityGroupName="web")["SecurityGroupId"]
        ssh = {"SecurityGroupId": group, "IpProtocol": "tcp", "PortRange": "22/22", "SourceCidrIp": "10.0.0.0/8"}
        out = {"SecurityGroupId": group, "IpProtocol": "all", "PortRange": "-1/-1", "DestCidrIp": "0.0.0.0/0"}
        self.here("AuthorizeSecurityGroup", **ssh)
        self.here("AuthorizeSecurityGroupEgress", **out)
        check("rules come", self.rules(group),
              [("ingress", "TCP", "22/22", "10.0.0.0/8"), ("egress", "ALL", "-1/-1", "0.0.0.0/0")])
        refused("ports that are none", self.here, "InvalidParam.PortRange", 400, "AuthorizeSecurityGroup",
                **ssh | {"PortRange": "ssh"})
        self.here("JoinResourceGroup", ResourceType="securitygroup", ResourceId=group, ResourceGroupId="rg-1")
        found = self.here("DescribeSecurityGroups", ResourceGroupId="rg-1")["SecurityGroups"]["SecurityGroup"]
        check("a resource group has it", [each["SecurityGroupId"] for each in found], [group])
        self.call("JoinSecurityGroup", SecurityGroupId=group, InstanceId=WEB)
        check("an instance joins", group in self.instance()["SecurityGroupIds"]["SecurityGroupId"])
        refused("a group with members stays", self.here, "DependencyViolation", 403, "DeleteSecurityGroup",
                SecurityGroupId=group)
        self.call("LeaveSecurityGroup", SecurityGroupId=group, InstanceId=WEB)
        self.here("RevokeSecurityGroup", **ssh)
        self.here("RevokeSecurityGroupEgress", **out)
        check("rules go", self.rules(group), [])
        self.here("DeleteSecurityGroup", SecurityGroupId=group)
        found = self.here("DescribeSecurityGroups", SecurityGroupIds=json.dumps([group]))
        check("the group is gone", found["SecurityGroups"]["SecurityGroup"], [])

    def disks_and_networks(self):
        disks = self.here("DescribeDisks", InstanceId=WEB)["Disks"]["Disk"]
        check("disks are in use", {(disk["Status"], disk["InstanceId"]) for disk in disks}, {("In_use", WEB)})
        [nic] = self.here("DescribeNetworkInterfaces", InstanceId=WEB)["NetworkInterfaceSets"]["NetworkInterfaceSet"]
        private = self.instance()["VpcAttributes"]["PrivateIpAddress"]["IpAddress"]
        check("the interface has the address", [nic["PrivateIpAddress"]], private)

    def images(self):
        images = self.here("DescribeImages", ImageOwnerAlias="system")["Images"]["Image"]
        check("there are images", {image["Status"] for image in images}, {"Available"})
        image = self.here("CreateImage", InstanceId=WEB, ImageName="mine")["ImageId"]

        def own():
            return [image["ImageId"] for image in self.here("DescribeImages", ImageName="mine")["Images"]["Image"]]

        until("one is made", own, [image])
        refused("of its name there is one", self.here, "InvalidImageName.Duplicated", 400, "CreateImage",
                InstanceId=WEB, ImageName="mine")
        made = self.here("RunInstances", ImageId=image, InstanceType="ecs.g6.large")
        check("it can be launched", len(made["InstanceIdSets"]["InstanceIdSet"]), 1)
        refused("what was launched keeps it", self.here, "ImageUsingByInstance", 403, "DeleteImage", ImageId=image)
        self.here("DeleteImage", ImageId=image, Force=True)
        check("unless forced", own(), [])

    def key_pairs(self):
        private = self.here("CreateKeyPair", KeyPairName="made")["PrivateKeyBody"]
        check("a key is made", private.startswith("-----BEGIN RSA PRIVATE KEY-----"))
        self.here("ImportKeyPair", KeyPairName="mine", PublicKeyBody=PUBLIC)
        answer = self.here("AttachKeyPair", KeyPairName="mine", InstanceIds=json.dumps([WEB, "i-nowhere"]))
        check("each instance has a result", (answer["TotalCount"], answer["FailCount"]), ("2", "1"))
        check("the instance has it", self.instance()["KeyPairName"], "mine")
        refused("it is not deleted then", self.here, "InvalidParameter.KeypairAlreadyAttachedInstance", 400,
                "DeleteKeyPairs", KeyPairNames=json.dumps(["mine"]))
        self.here("DetachKeyPair", KeyPairName="mine", InstanceIds=json.dumps([WEB]))
        self.here("DeleteKeyPairs", KeyPairNames=json.dumps(["mine", "made"]))
        check("both are gone", self.here("DescribeKeyPairs")["KeyPairs"]["KeyPair"], [])

    def tags(self):
        one = {"ResourceType": "instance", "ResourceId": [WEB]}
        self.here("TagResources", **one, Tag=[{"Key": "stage", "Value": "test"}])
        listed = self.here("ListTagResources", **one)["TagResources"]["TagResource"]
        check("a tag comes", ("stage", "test") in [(tag["TagKey"], tag["TagValue"]) for tag in listed])
        self.here("UntagResources", **one, All=True)
        check("all go", self.here("ListTagResources", **one)["TagResources"]["TagResource"], [])
        refused("a resource there is not", self.here, "InvalidResourceId.NotFound", 404, "TagResources",
                ResourceType="disk", ResourceId=["d-nowhere"], Tag=[{"Key": "a", "Value": "b"}])
