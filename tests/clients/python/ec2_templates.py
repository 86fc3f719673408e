"""Launch templates, as every EC2 client is to find them."""

from common import check
from ec2_story import IMAGE, NOWHERE, World, tagged, where

RUN = {"MinCount": 1, "MaxCount": 1}


class Templates(World):
    def parts(self):
        return [self.templates]

    def further(self):
        return [self.unknown]

    def templates(self):
        data = {"InstanceType": "t3.micro", "TagSpecifications": tagged("instance", Name="from-template")}
        self.dry_run("CreateLaunchTemplate", LaunchTemplateName="web", LaunchTemplateData=data)
        made = self.call("CreateLaunchTemplate", LaunchTemplateName="web", LaunchTemplateData=data,
                         TagSpecifications=tagged("launch-template", Name="web"))["LaunchTemplate"]
        id = made["LaunchTemplateId"]
        self.refused("names are taken once", "InvalidLaunchTemplateName.AlreadyExistsException", "CreateLaunchTemplate",
                     LaunchTemplateName="web", LaunchTemplateData=data)
        second = self.call("CreateLaunchTemplateVersion", LaunchTemplateId=id, SourceVersion="1",
                           LaunchTemplateData={"ImageId": IMAGE})["LaunchTemplateVersion"]
        check("a version has of its source what it does not name",
              (second["VersionNumber"], second["LaunchTemplateData"]), (2, {"ImageId": IMAGE, **data}))
        self.call("CreateLaunchTemplateVersion", LaunchTemplateName="web", LaunchTemplateData={"KeyName": "k"})
        self.call("ModifyLaunchTemplate", LaunchTemplateId=id, DefaultVersion="2")
        [shown] = self.call("DescribeLaunchTemplates", Filters=where("tag:Name", "web"))["LaunchTemplates"]
        check("its versions", (shown["DefaultVersionNumber"], shown["LatestVersionNumber"]), (2, 3))
        gone = self.call("DeleteLaunchTemplateVersions", LaunchTemplateId=id, Versions=["2", "3"])
        check("one goes", [one["VersionNumber"] for one in gone["SuccessfullyDeletedLaunchTemplateVersions"]], [3])
        [kept] = gone["UnsuccessfullyDeletedLaunchTemplateVersions"]
        check("the default one stays", (kept["VersionNumber"], kept["ResponseError"]["Code"]), (2, "unexpectedError"))
        versions = self.call("DescribeLaunchTemplateVersions", LaunchTemplateId=id)["LaunchTemplateVersions"]
        check("the newest is first", [one["VersionNumber"] for one in versions], [2, 1])
        self.launches()

    def launches(self):
        web = {"LaunchTemplateName": "web"}
        [one] = self.call("RunInstances", LaunchTemplate=web, **RUN)["Instances"]
        check("the template's type", one["InstanceType"], "t3.micro")
        keys = [tag["Key"] for tag in one["Tags"]]
        check("and its tags", keys, ["Name", "aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version"])
        [other] = self.call("RunInstances", LaunchTemplate=web, InstanceType="t3.small", **RUN)["Instances"]
        check("a call goes before it", other["InstanceType"], "t3.small")
        self.refused("version 1 has no image", "MissingParameter", "RunInstances",
                     LaunchTemplate={**web, "Version": "1"}, **RUN)
        data = self.call("GetLaunchTemplateData", InstanceId=one["InstanceId"])["LaunchTemplateData"]
        check("an instance is shown as a template", (data["ImageId"], data["InstanceType"]), (IMAGE, "t3.micro"))
        self.call("TerminateInstances", InstanceIds=[one["InstanceId"], other["InstanceId"]])
        gone = self.call("DeleteLaunchTemplate", LaunchTemplateName="web")["LaunchTemplate"]
        check("it goes", gone["LaunchTemplateName"], "web")

    def unknown(self):
        name, version = {"LaunchTemplateName": "none"}, {"LaunchTemplateData": {"InstanceType": "t3.micro"}}
        for action, parameters in [
            ("CreateLaunchTemplateVersion", {**name, **version}),
            ("DeleteLaunchTemplate", name),
            ("DeleteLaunchTemplateVersions", {**name, "Versions": ["1"]}),
            ("DescribeLaunchTemplates", {"LaunchTemplateNames": ["none"]}),
            ("DescribeLaunchTemplateVersions", name),
            ("ModifyLaunchTemplate", {**name, "DefaultVersion": "1"}),
        ]:
            self.refused(f"{action}: none", "InvalidLaunchTemplateName.NotFoundException", action, **parameters)
        self.refused("no such instance", "InvalidInstanceID.NotFound", "GetLaunchTemplateData",
                     InstanceId=f"i-{NOWHERE}")
