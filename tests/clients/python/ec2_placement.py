"""Instance profiles, placement groups and rare options of instances, as every EC2 client is to find them."""


import boto3

from common import URL, check
from ec2_story import IMAGE, NOWHERE, World, tagged, where

iam = boto3.client("iam", endpoint_url=URL)


class Placement(World):
    def parts(self):
        return [self.profiles, self.groups, self.partitions, self.options]

    def further(self):
        return [self.unknown]

    def profiles(self):
        for name in ["web", "batch"]:
            iam.create_instance_profile(InstanceProfileName=name)
        id = self.launch("t3.micro", IamInstanceProfile={"Name": "web"})["InstanceId"]
        arn = "arn:aws:iam::123456789012:instance-profile/"
        shown = lambda: self.instance(id).get("IamInstanceProfile", {}).get("Arn")
        check("an instance has its profile", shown(), arn + "web")
        [first] = self.call("DescribeIamInstanceProfileAssociations",
                            Filters=where("instance-id", id))["IamInstanceProfileAssociations"]
        check("it is associated", first["State"], "associated")
        second = self.call("ReplaceIamInstanceProfileAssociation", AssociationId=first["AssociationId"],
                           IamInstanceProfile={"Name": "batch"})["IamInstanceProfileAssociation"]
        check("it gets another", (second["State"], shown()), ("associating", arn + "batch"))
        self.refused("it has one", "IncorrectState", "AssociateIamInstanceProfile", InstanceId=id,
                     IamInstanceProfile={"Name": "web"})
        gone = self.call("DisassociateIamInstanceProfile", AssociationId=second["AssociationId"])
        check("it loses it", (gone["IamInstanceProfileAssociation"]["State"], shown()), ("disassociating", None))
        made = self.call("AssociateIamInstanceProfile", InstanceId=id, IamInstanceProfile={"Arn": arn + "web"})
        check("it gets one by its ARN", (made["IamInstanceProfileAssociation"]["InstanceId"], shown()), (id, arn + "web"))
        found = self.call("DescribeInstances", Filters=where("iam-instance-profile.arn", arn + "web"))["Reservations"]
        check("it is found by it", [launch["Instances"][0]["InstanceId"] for launch in found], [id])
        self.call("TerminateInstances", InstanceIds=[id])

    def groups(self):
        tags = tagged("placement-group", Name="apart")
        group = self.call("CreatePlacementGroup", GroupName="apart", Strategy="spread", TagSpecifications=tags)
        check("a spread group", (group["PlacementGroup"]["State"], group["PlacementGroup"]["SpreadLevel"]),
              ("available", "rack"))
        self.refused("names are taken once", "InvalidPlacementGroup.Duplicate", "CreatePlacementGroup", GroupName="apart",
                     Strategy="cluster")
        self.dry_run("CreatePlacementGroup", GroupName="other", Strategy="cluster")
        id = self.launch("t3.micro", Placement={"GroupName": "apart"})["InstanceId"]
        check("an instance shows its group", self.instance(id)["Placement"]["GroupName"], "apart")
        self.refused("a group in use stays", "InvalidPlacementGroup.InUse", "DeletePlacementGroup", GroupName="apart")
        self.call("StopInstances", InstanceIds=[id])
        check("it leaves its group", self.call("ModifyInstancePlacement", InstanceId=id, GroupName="")["Return"])
        check("it has none", self.instance(id)["Placement"]["GroupName"], "")
        self.call("DeletePlacementGroup", GroupName="apart")
        check("then the group goes", self.call("DescribePlacementGroups")["PlacementGroups"], [])
        self.call("TerminateInstances", InstanceIds=[id])

    def partitions(self):
        self.call("CreatePlacementGroup", GroupName="parts", Strategy="partition", PartitionCount=3)
        made = self.call("RunInstances", ImageId=IMAGE, InstanceType="t3.micro", MinCount=4, MaxCount=4,
                         Placement={"GroupName": "parts"})["Instances"]
        check("instances are in all partitions", [one["Placement"]["PartitionNumber"] for one in made], [1, 2, 3, 1])
        self.refused("there are three", "InvalidParameterValue", "RunInstances", ImageId=IMAGE, MinCount=1, MaxCount=1,
                     InstanceType="t3.micro", Placement={"GroupName": "parts", "PartitionNumber": 4})
        self.call("TerminateInstances", InstanceIds=[one["InstanceId"] for one in made])
        [group] = self.call("DescribePlacementGroups", GroupNames=["parts"])["PlacementGroups"]
        check("it has its partitions", group["PartitionCount"], 3)

    def options(self):
        id = self.launch("m5.xlarge", EnclaveOptions={"Enabled": True}, MaintenanceOptions={"AutoRecovery": "disabled"},
                         PrivateDnsNameOptions={"HostnameType": "resource-name"})["InstanceId"]
        shown = self.instance(id)
        check("enclaves", shown["EnclaveOptions"], {"Enabled": True})
        check("maintenance", shown["MaintenanceOptions"], {"AutoRecovery": "disabled", "RebootMigration": "default"})
        check("a name of the id", shown["PrivateDnsName"], f"{id}.ec2.internal")
        changed = self.call("ModifyInstanceMaintenanceOptions", InstanceId=id, AutoRecovery="default")
        check("it is recovered", changed["AutoRecovery"], "default")
        self.refused("a host name changes while it is stopped", "IncorrectInstanceState", "ModifyPrivateDnsNameOptions",
                     InstanceId=id, PrivateDnsHostnameType="ip-name")
        self.call("ModifyPrivateDnsNameOptions", InstanceId=id, EnableResourceNameDnsARecord=True)
        check("its id has an address", self.instance(id)["PrivateDnsNameOptions"]["EnableResourceNameDnsARecord"])
        self.refused("not every type has enclaves", "InvalidParameterCombination", "RunInstances", ImageId=IMAGE,
                     InstanceType="t3.micro", MinCount=1, MaxCount=1, EnclaveOptions={"Enabled": True})
        self.call("TerminateInstances", InstanceIds=[id])

    def unknown(self):
        no = {"IamInstanceProfile": {"Name": "none"}}
        for what, code, action, parameters in [
            ("no such instance", "InvalidInstanceID.NotFound", "ModifyInstanceMaintenanceOptions",
             {"InstanceId": f"i-{NOWHERE}"}),
            ("no such instance", "InvalidInstanceID.NotFound", "ModifyPrivateDnsNameOptions", {"InstanceId": f"i-{NOWHERE}"}),
            ("no such instance", "InvalidInstanceID.NotFound", "AssociateIamInstanceProfile",
             {"InstanceId": f"i-{NOWHERE}", **no}),
            ("no such association", "InvalidAssociationID.NotFound", "DisassociateIamInstanceProfile",
             {"AssociationId": f"iip-assoc-{NOWHERE}"}),
            ("no such association", "InvalidAssociationID.NotFound", "ReplaceIamInstanceProfileAssociation",
             {"AssociationId": f"iip-assoc-{NOWHERE}", **no}),
            ("no such filter", "InvalidParameterValue", "DescribeIamInstanceProfileAssociations",
             {"Filters": where("colour", "red")}),
            ("no such group", "InvalidPlacementGroup.Unknown", "DeletePlacementGroup", {"GroupName": "none"}),
            ("no such group", "InvalidPlacementGroup.Unknown", "DescribePlacementGroups", {"GroupNames": ["none"]}),
        ]:
            self.refused(f"{action}: {what}", code, action, **parameters)
