"""Instances, as every EC2 client is to find them: launches, attributes, status, monitoring, placement, metadata."""

import base64

from common import check, reset, twin, until
from ec2_story import BATCH, DATABASE, IMAGE, NOBODY, NOWHERE, WEB, WORKER, World, moment, tagged, where, world_time

ATTRIBUTE = "ModifyInstanceAttribute"
SCRIPT = b"#!/bin/sh\necho $HOME\n"


class Instances(World):
    def parts(self):
        return [self.type, self.protection, self.user_data, self.status, self.monitoring, self.placement,
                self.metadata, self.reboot, self.offerings]

    def further(self):
        return [self.attributes, self.attribute_refusals, self.stop_protection, self.security_groups, self.devices,
                self.launches, self.launch_refusals, self.launch_tokens, self.filters, self.changes,
                self.change_refusals, self.reasons, self.statuses, self.types, self.dry_runs]

    # What the world shows, and what is done to it.

    def attribute(self, id, attribute):
        answer = self.call("DescribeInstanceAttribute", InstanceId=id, Attribute=attribute)
        value = answer[attribute[0].upper() + attribute[1:]]
        return value.get("Value") if isinstance(value, dict) else value

    def found(self, *filters):
        """The instances that pass."""
        launches = self.call("DescribeInstances", Filters=[one for filter in filters for one in filter])["Reservations"]
        return {instance["InstanceId"] for launch in launches for instance in launch["Instances"]}

    def stop(self, id):
        self.call("StopInstances", InstanceIds=[id])
        until("it stops", lambda: self.state(id), "stopped")

    # The parts.

    def type(self):
        self.refused("a running instance keeps its type", "IncorrectInstanceState", ATTRIBUTE, InstanceId=WEB,
                     InstanceType={"Value": "t3.small"})
        self.call(ATTRIBUTE, InstanceId=WORKER, InstanceType={"Value": "t3.small"})
        check("a stopped one does not", self.attribute(WORKER, "instanceType"), "t3.small")
        self.call(ATTRIBUTE, InstanceId=WORKER, Attribute="instanceType", Value="t3.medium")
        check("nor in the older words", self.instance(WORKER)["InstanceType"], "t3.medium")

    def protection(self):
        self.call(ATTRIBUTE, InstanceId=WEB, DisableApiTermination={"Value": True})
        check("an instance is protected", self.attribute(WEB, "disableApiTermination"))
        self.refused("and stays", "OperationNotPermitted", "TerminateInstances", InstanceIds=[WEB])
        self.call(ATTRIBUTE, InstanceId=WEB, Attribute="disableApiTermination", Value="false")
        self.call("TerminateInstances", InstanceIds=[WEB])
        until("until it is not", lambda: self.state(WEB), "terminated")

    def user_data(self):
        self.call(ATTRIBUTE, InstanceId=WORKER, UserData={"Value": SCRIPT})
        check("user data is kept", base64.b64decode(self.attribute(WORKER, "userData")), SCRIPT)

    def status(self):
        answer = self.call("DescribeInstanceStatus", Filters=where("availability-zone", "us-east-1a"))
        told = {one["InstanceId"]: (one["InstanceState"]["Name"], one["InstanceStatus"]["Status"],
                                    one["SystemStatus"]["Status"]) for one in answer["InstanceStatuses"]}
        check("what runs is well", told, dict.fromkeys([WEB, DATABASE, BATCH], ("running", "ok", "ok")))
        answer = self.call("DescribeInstanceStatus", InstanceIds=[WORKER], IncludeAllInstances=True)
        [one] = answer["InstanceStatuses"]
        check("what does not, is neither", (one["InstanceState"]["Name"], one["InstanceStatus"]["Status"]),
              ("stopped", "not-applicable"))

    def monitoring(self):
        for action, said, state in [("MonitorInstances", "pending", "enabled"),
                                    ("UnmonitorInstances", "disabling", "disabled")]:
            answer = self.call(action, InstanceIds=[WEB, WORKER])["InstanceMonitorings"]
            check(f"{action} says so", {one["InstanceId"]: one["Monitoring"]["State"] for one in answer},
                  dict.fromkeys([WEB, WORKER], said))
            until(f"and monitoring is {state}", lambda: self.instance(WEB)["Monitoring"]["State"], state)

    def placement(self):
        made = self.launch("m5.large", Placement={"AvailabilityZone": "us-east-1d", "Tenancy": "dedicated"})
        id = made["InstanceId"]
        told = made["Placement"]["AvailabilityZone"], made["Placement"]["Tenancy"]
        check("an instance is placed", told, ("us-east-1d", "dedicated"))
        self.refused("and stays where it runs", "IncorrectInstanceState", "ModifyInstancePlacement", InstanceId=id,
                     Tenancy="host")
        self.stop(id)
        self.call("ModifyInstancePlacement", InstanceId=id, Tenancy="host")
        check("a stopped one does not", self.instance(id)["Placement"]["Tenancy"], "host")

    def metadata(self):
        options = {"HttpTokens": "required", "HttpPutResponseHopLimit": 2, "InstanceMetadataTags": "enabled"}
        answer = self.call("ModifyInstanceMetadataOptions", InstanceId=WEB, **options)
        check("metadata options are taken", answer["InstanceId"], WEB)
        told = answer["InstanceMetadataOptions"], self.instance(WEB)["MetadataOptions"]
        check("and shown", [{name: one[name] for name in options} for one in told], [options, options])
        check("others stay", told[1]["HttpEndpoint"], "enabled")

    def reboot(self):
        before = world_time()
        twin("clock", {"advance": "1m"})
        self.call("RebootInstances", InstanceIds=[WEB, DATABASE])
        after = self.instance(WEB)
        check("a reboot is no launch", (after["State"]["Name"], moment(after["LaunchTime"])), ("running", before))
        self.refused("what is stopped is not rebooted", "IncorrectState", "RebootInstances",
                     InstanceIds=[WORKER])
        output = self.call("GetConsoleOutput", InstanceId=WEB)
        check("a console says nothing", (output["InstanceId"], output["Output"], moment(output["Timestamp"])),
              (WEB, "", before))

    def offerings(self):
        answer = self.call("DescribeInstanceTypeOfferings", LocationType="availability-zone",
                           Filters=where("instance-type", "t3.micro"))["InstanceTypeOfferings"]
        told = {(one["InstanceType"], one["LocationType"], one["Location"]) for one in answer}
        check("a type is offered in all zones but one", told,
              {("t3.micro", "availability-zone", f"us-east-1{letter}") for letter in "abcdf"})

    # For clients that can be asked much.

    def attributes(self):
        for attribute, value in [("instanceInitiatedShutdownBehavior", "stop"), ("rootDeviceName", "/dev/xvda"),
                                 ("sourceDestCheck", True), ("ebsOptimized", False), ("disableApiStop", False),
                                 ("userData", None), ("sriovNetSupport", None), ("productCodes", [])]:
            check(f"{attribute} at first", self.attribute(WORKER, attribute), value)
        for attribute, value in [("instanceInitiatedShutdownBehavior", "terminate"), ("sourceDestCheck", False),
                                 ("ebsOptimized", True), ("disableApiStop", True)]:
            for word in [{attribute[0].upper() + attribute[1:]: {"Value": value}},
                         {"Attribute": attribute, "Value": str(value).lower()}]:
                reset()
                self.call(ATTRIBUTE, InstanceId=WORKER, **word)
                check(f"{attribute} by {sorted(word)}", self.attribute(WORKER, attribute), value)
        self.call(ATTRIBUTE, InstanceId=WEB, SourceDestCheck={"Value": False})
        [interface] = self.instance(WEB)["NetworkInterfaces"]
        check("an interface shows its own", (interface["SourceDestCheck"], self.instance(WEB)["SourceDestCheck"]),
              (False, False))

    def attribute_refusals(self):
        for what, code, parameters in [
            ("no such type", "InvalidInstanceAttributeValue", {"InstanceType": {"Value": "t9.huge"}}),
            ("no such attribute", "InvalidParameterValue", {"Attribute": "colour", "Value": "red"}),
            ("no such value", "InvalidParameterValue", {"Attribute": "disableApiStop", "Value": "perhaps"}),
            ("no such behaviour", "InvalidParameterValue", {"InstanceInitiatedShutdownBehavior": {"Value": "explode"}}),
            ("no such group", "InvalidGroup.NotFound", {"Groups": [f"sg-{NOWHERE}"]}),
            ("no such device", "InvalidParameterValue",
             {"BlockDeviceMappings": [{"DeviceName": "/dev/sdz", "Ebs": {"DeleteOnTermination": True}}]}),
            ("nothing at all", "MissingParameter", {}),
            ("two at once", "InvalidParameterCombination",
             {"DisableApiStop": {"Value": True}, "DisableApiTermination": {"Value": True}}),
        ]:
            self.refused(what, code, ATTRIBUTE, InstanceId=WORKER, **parameters)
        for id, code in [(NOBODY, "InvalidInstanceID.NotFound"), ("nonsense", "InvalidInstanceID.Malformed")]:
            for action, others in [(ATTRIBUTE, {"DisableApiStop": {"Value": True}}), ("GetConsoleOutput", {}),
                                   ("DescribeInstanceAttribute", {"Attribute": "instanceType"}),
                                   ("ModifyInstanceMetadataOptions", {"HttpTokens": "required"}),
                                   ("ModifyInstancePlacement", {"Tenancy": "host"})]:
                own = action == ATTRIBUTE and id == "nonsense"
                self.refused(f"{action} of {id}", "InvalidParameterValue" if own else code, action, InstanceId=id,
                             **others)
        self.refused("no attribute to describe", "InvalidParameterValue", "DescribeInstanceAttribute", InstanceId=WEB,
                     Attribute="colour")
        self.refused("too many hops", "InvalidParameterValue", "ModifyInstanceMetadataOptions", InstanceId=WEB,
                     HttpPutResponseHopLimit=65)
        for attribute, value in [({"UserData": {"Value": SCRIPT}}, None), ({"EbsOptimized": {"Value": True}}, False)]:
            [name] = attribute
            self.refused(f"{name} of what runs", "IncorrectInstanceState", ATTRIBUTE, InstanceId=WEB, **attribute)
            check(f"{name} stays", self.attribute(WEB, name[0].lower() + name[1:]), value)

    def stop_protection(self):
        self.call(ATTRIBUTE, InstanceId=WEB, DisableApiStop={"Value": True})
        refusal = self.refused("an instance runs on", "OperationNotPermitted", "StopInstances",
                               InstanceIds=[DATABASE, WEB])
        check("its text", "disableApiStop" in refusal.message)
        check("and so do all", [self.state(id) for id in [WEB, DATABASE]], ["running", "running"])
        made = self.launch("t3.micro", DisableApiTermination=True, DisableApiStop=True, EbsOptimized=True,
                           InstanceInitiatedShutdownBehavior="terminate", Monitoring={"Enabled": True},
                           MetadataOptions={"HttpTokens": "required"})
        told = [self.attribute(made["InstanceId"], attribute) for attribute in
                ["disableApiTermination", "disableApiStop", "ebsOptimized", "instanceInitiatedShutdownBehavior"]]
        check("a launch can say all that", told, [True, True, True, "terminate"])
        check("and more", (made["Monitoring"]["State"], made["MetadataOptions"]["HttpTokens"]),
              ("pending", "required"))

    def security_groups(self):
        group = self.call("CreateSecurityGroup", GroupName="own", Description="own")["GroupId"]
        self.call(ATTRIBUTE, InstanceId=WEB, Groups=[group])
        shown = [{"GroupId": group, "GroupName": "own"}]
        answer = self.call("DescribeInstanceAttribute", InstanceId=WEB, Attribute="groupSet")
        check("an instance changes its group", answer["Groups"], shown)
        web = self.instance(WEB)
        check("and so does its interface", (web["SecurityGroups"], web["NetworkInterfaces"][0]["Groups"]),
              (shown, shown))
        check("a filter finds it", self.found(where("instance.group-id", group)), {WEB})

    def devices(self):
        change = [{"DeviceName": "/dev/xvda", "Ebs": {"DeleteOnTermination": False}}]
        self.call(ATTRIBUTE, InstanceId=WEB, BlockDeviceMappings=change)
        answer = self.call("DescribeInstanceAttribute", InstanceId=WEB, Attribute="blockDeviceMapping")
        [mapping] = answer["BlockDeviceMappings"]
        check("a disk is to stay", (mapping["DeviceName"], mapping["Ebs"]["DeleteOnTermination"]),
              ("/dev/xvda", False))
        self.call("TerminateInstances", InstanceIds=[WEB])
        until("the instance goes", lambda: self.state(WEB), "terminated")
        [volume] = self.call("DescribeVolumes", VolumeIds=[mapping["Ebs"]["VolumeId"]])["Volumes"]
        check("and the disk stays", (volume["State"], volume["Attachments"]), ("available", []))

    def launches(self):
        [subnet] = self.call("DescribeSubnets", Filters=where("availability-zone", "us-east-1b"))["Subnets"]
        answer = self.call("RunInstances", ImageId=IMAGE, InstanceType="c5.large", MinCount=2, MaxCount=3,
                           SubnetId=subnet["SubnetId"], KeyName="any",
                           TagSpecifications=tagged("instance", Name="three"))
        made = answer["Instances"]
        check("as many as can be", [one["AmiLaunchIndex"] for one in made], [0, 1, 2])
        check("in the zone of the subnet", {one["Placement"]["AvailabilityZone"] for one in made}, {"us-east-1b"})
        check("with an address each", len({one["PrivateIpAddress"] for one in made}), 3)
        [launch] = self.call("DescribeInstances", Filters=where("tag:Name", "three"))["Reservations"]
        check("in one launch", (launch["ReservationId"], len(launch["Instances"])), (answer["ReservationId"], 3))
        check("with a key's name", {one["KeyName"] for one in launch["Instances"]}, {"any"})
        one = self.launch("t3.micro", NetworkInterfaces=[
            {"DeviceIndex": 0, "SubnetId": subnet["SubnetId"], "AssociatePublicIpAddress": False}])
        check("an interface of its own", (one["SubnetId"], "PublicIpAddress" in self.instance(one["InstanceId"])),
              (subnet["SubnetId"], False))
        made = self.launch("t3.micro", UserData=SCRIPT.decode())["InstanceId"]
        check("user data is for the instance", base64.b64decode(self.attribute(made, "userData")), SCRIPT)
        windows = self.launch("t3.large", image="ami-0fedcba9876543210")
        windows = self.instance(windows["InstanceId"])
        check("an image has its platform", (windows["Platform"].lower(), windows["PlatformDetails"]),
              ("windows", "Windows"))

    def launch_refusals(self):
        taken = self.instance(WEB)["PrivateIpAddress"]
        for what, code, parameters in [
            ("a type there is not", "InvalidParameterValue", {"InstanceType": "t9.huge"}),
            ("none", "InvalidParameterValue", {"MinCount": 0, "MaxCount": 0}),
            ("a subnet there is not", "InvalidSubnetID.NotFound", {"SubnetId": f"subnet-{NOWHERE}"}),
            ("a group there is not", "InvalidGroup.NotFound", {"SecurityGroupIds": [f"sg-{NOWHERE}"]}),
            ("a group's name there is not", "InvalidGroup.NotFound", {"SecurityGroups": ["nonsense"]}),
            ("a zone there is not", "InvalidParameterValue", {"Placement": {"AvailabilityZone": "us-east-1z"}}),
            ("an address in use", "InvalidIPAddress.InUse", {"PrivateIpAddress": taken}),
            ("tags of another kind", "InvalidParameterValue", {"TagSpecifications": tagged("vpc", a="b")}),
            ("credits without bursts", "InstanceCreditSpecification.NotSupported",
             {"InstanceType": "m5.large", "CreditSpecification": {"CpuCredits": "unlimited"}}),
        ]:
            self.refused(f"a launch with {what}", code, "RunInstances",
                         **{"ImageId": IMAGE, "InstanceType": "t3.micro", "MinCount": 1, "MaxCount": 1} | parameters)
        check("no refusal made an instance", self.found(), {WEB, WORKER, DATABASE, BATCH})

    def launch_tokens(self):
        first = self.launch("t3.micro", ClientToken="once")["InstanceId"]
        check("a token launches once", self.launch("t3.micro", ClientToken="once")["InstanceId"], first)
        check("and once only", self.found(where("instance-type", "t3.micro")), {first})
        wish = {"ImageId": IMAGE, "MinCount": 1, "MaxCount": 1, "ClientToken": "once"}
        self.refused("a token with another type", "IdempotentParameterMismatch", "RunInstances", **wish,
                     InstanceType="t3.small")
        self.call("TerminateInstances", InstanceIds=[first])
        self.refused("a token of what is gone", "IdempotentInstanceTerminated", "RunInstances", **wish,
                     InstanceType="t3.micro")

    def filters(self):
        web = self.instance(WEB)
        for name, value, ids in [
            ("instance-state-name", "stopped", {WORKER}), ("instance-state-code", "16", {WEB, DATABASE, BATCH}),
            ("instance-type", "*.large", {WORKER, DATABASE, BATCH}), ("tag:Name", "?e?", {WEB}),
            ("tag-key", "Name", {WEB, WORKER, DATABASE, BATCH}), ("private-ip-address", web["PrivateIpAddress"], {WEB}),
            ("ip-address", web["PublicIpAddress"], {WEB}), ("dns-name", web["PublicDnsName"], {WEB}),
            ("instance-lifecycle", "interruptible-capacity-reservation", {BATCH}),
            ("image-id", IMAGE, {WEB, WORKER, DATABASE, BATCH}), ("image-id", "ami-none", set()),
        ]:
            check(f"{name} {value} finds {len(ids)}", self.found(where(name, value)), ids)
        check("all filters count", self.found(where("instance-type", "m5.large"), where("tag:Name", "batch")), {BATCH})
        check("one value is enough", self.found(where("tag:Name", "web", "batch")), {WEB, BATCH})
        self.refused("a filter there is not", "InvalidParameterValue", "DescribeInstances",
                     Filters=where("colour", "red"))
        self.refused("ids and pages", "InvalidParameterCombination", "DescribeInstances", InstanceIds=[WEB],
                     MaxResults=5)
        both = self.refused("two there are not", "InvalidInstanceID.NotFound", "DescribeInstances",
                            InstanceIds=[WEB, NOBODY, "i-00000000000000001"])
        check("both are named", f"'{NOBODY}, i-00000000000000001' do not exist" in both.message)

    def changes(self):
        for action, list, before, after in [("StopInstances", "StoppingInstances", "running", "stopping"),
                                            ("StartInstances", "StartingInstances", "stopped", "pending"),
                                            ("TerminateInstances", "TerminatingInstances", "running", "shutting-down")]:
            [change] = self.call(action, InstanceIds=[WEB])[list]
            check(f"{action} tells both states", (change["PreviousState"]["Name"], change["CurrentState"]["Name"]),
                  (before, after))
            if action == "StopInstances":
                check("what is stopped has no public address", "PublicIpAddress" in self.instance(WEB), False)
                twin("clock", {"advance": "1m"})
            if action == "StartInstances":
                web = self.instance(WEB)
                check("a start is a launch", moment(web["LaunchTime"]), world_time())
                check("with an address", web["PublicDnsName"].startswith("ec2-"))
        [again] = self.call("TerminateInstances", InstanceIds=[WEB])["TerminatingInstances"]
        check("a terminated one stays so", (again["PreviousState"]["Name"], again["CurrentState"]["Name"]),
              ("terminated", "terminated"))
        gone = self.instance(WEB)
        check("without what it had", [name in gone for name in ["PrivateIpAddress", "SubnetId", "VpcId"]], [False] * 3)
        twin("clock", {"advance": "1h"})
        self.refused("for an hour", "InvalidInstanceID.NotFound", "DescribeInstances", InstanceIds=[WEB])

    def change_refusals(self):
        for action in ["StartInstances", "StopInstances", "TerminateInstances", "RebootInstances", "MonitorInstances",
                       "UnmonitorInstances"]:
            self.refused(f"{action} of what is not there", "InvalidInstanceID.NotFound", action,
                         InstanceIds=[WEB, NOBODY])
            code = "InvalidParameterValue" if action == "MonitorInstances" else "InvalidInstanceID.Malformed"
            self.refused(f"{action} of nothing with an id", code, action, InstanceIds=["nonsense"])
            self.refused(f"{action} of none", "MissingParameter", action, InstanceIds=[])
            self.dry_run(action, InstanceIds=[DATABASE])
        check("no refusal stopped one", self.found(where("instance-state-name", "running")), {WEB, DATABASE, BATCH})
        self.call("TerminateInstances", InstanceIds=[WEB])
        for action in ["StartInstances", "StopInstances"]:
            self.refused(f"{action} of what is terminated", "IncorrectInstanceState", action, InstanceIds=[WEB])
        self.call("RebootInstances", InstanceIds=[WEB])
        check("a reboot of what is terminated does nothing", self.state(WEB), "terminated")

    def reasons(self):
        when = world_time().replace("T", " ")
        self.stop(WEB)
        web = self.instance(WEB)
        code = "Client.UserInitiatedShutdown"
        check("who stopped it", web["StateReason"], {"Code": code, "Message": f"{code}: User initiated shutdown"})
        check("and when", web["StateTransitionReason"], f"User initiated ({when} GMT)")
        self.call("StartInstances", InstanceIds=[WEB])
        web = self.instance(WEB)
        check("forgotten at its start", ("StateReason" in web, web["StateTransitionReason"]), (False, ""))

    def statuses(self):
        for filters, ids in [(where("instance-state-name", "stopped"), {WORKER}),
                             (where("instance-status.status", "ok"), {WEB, DATABASE, BATCH}),
                             (where("system-status.reachability", "passed"), {WEB, DATABASE, BATCH}),
                             (where("instance-state-code", "80", "16"), {WEB, WORKER, DATABASE, BATCH})]:
            answer = self.call("DescribeInstanceStatus", Filters=filters, IncludeAllInstances=True)
            check(f"{filters[0]['Name']} finds {len(ids)}", {one["InstanceId"] for one in answer["InstanceStatuses"]},
                  ids)
        check("a stopped one is left out", self.call("DescribeInstanceStatus", InstanceIds=[WORKER])[
            "InstanceStatuses"], [])
        self.refused("the status of what is not there", "InvalidInstanceID.NotFound", "DescribeInstanceStatus",
                     InstanceIds=[NOBODY])
        self.refused("a filter of statuses there is not", "InvalidParameterValue", "DescribeInstanceStatus",
                     Filters=where("colour", "red"))

    def types(self):
        [kind] = self.call("DescribeInstanceTypes", InstanceTypes=["t3.micro"])["InstanceTypes"]
        told = kind["VCpuInfo"]["DefaultVCpus"], kind["MemoryInfo"]["SizeInMiB"], kind["Hypervisor"]
        check("a type has its figures", told, (2, 1024, "nitro"))
        kinds = self.call("DescribeInstanceTypes", Filters=where("instance-type", "t3.*"))["InstanceTypes"]
        check("filters know families", {kind["InstanceType"] for kind in kinds},
              {f"t3.{size}" for size in ["nano", "micro", "small", "medium", "large", "xlarge", "2xlarge"]})
        self.refused("a type there is not", "InvalidInstanceType", "DescribeInstanceTypes", InstanceTypes=["t9.huge"])
        self.refused("a filter of types there is not", "InvalidParameterValue", "DescribeInstanceTypes",
                     Filters=where("colour", "red"))
        for kind, location in [("region", "us-east-1"), ("availability-zone-id", "use1-az4")]:
            answer = self.call("DescribeInstanceTypeOfferings", LocationType=kind,
                               Filters=where("location", location) + where("instance-type", "m5.large"))
            check(f"an offer by {kind}", answer["InstanceTypeOfferings"],
                  [{"InstanceType": "m5.large", "LocationType": kind, "Location": location}])
        self.refused("a filter of offers there is not", "InvalidParameterValue", "DescribeInstanceTypeOfferings",
                     Filters=where("colour", "red"))

    def dry_runs(self):
        self.dry_run("RunInstances", ImageId=IMAGE, MinCount=1, MaxCount=1, InstanceType="t3.micro")
        self.dry_run(ATTRIBUTE, InstanceId=WORKER, InstanceType={"Value": "t3.nano"})
        self.dry_run("ModifyInstanceMetadataOptions", InstanceId=WEB, HttpTokens="required")
        self.dry_run("GetConsoleOutput", InstanceId=WEB)
        self.dry_run("DescribeInstanceAttribute", InstanceId=WEB, Attribute="userData")
        check("a dry run launched nothing", self.found(), {WEB, WORKER, DATABASE, BATCH})
        check("and changed nothing", (self.attribute(WORKER, "instanceType"),
                                      self.instance(WEB)["MetadataOptions"]["HttpTokens"]), ("t3.large", "optional"))
