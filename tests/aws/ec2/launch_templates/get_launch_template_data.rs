use super::*;

fn launch(twin: &Twin, more: &str) -> String {
    twin.ec2(&format!("RunInstances&ImageId={IMAGE}&MinCount=1&MaxCount=1{more}")).one("instanceId")
}

mod reading {
    use super::*;

    #[test]
    fn an_instance_is_shown_as_a_template() {
        let twin = Twin::empty();
        let tag =
            "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value=v";
        let id = launch(&twin, &format!("&InstanceType=t3.micro&UserData=ZWNobw=={tag}"));
        insta::assert_snapshot!(twin.ec2(&format!("GetLaunchTemplateData&InstanceId={id}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetLaunchTemplateDataResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><launchTemplateData><blockDeviceMappingSet><item><deviceName>/dev/xvda</deviceName><ebs><deleteOnTermination>true</deleteOnTermination><encrypted>false</encrypted><snapshotId>snap-0abcdef1234567890</snapshotId><volumeSize>8</volumeSize><volumeType>gp3</volumeType></ebs></item></blockDeviceMappingSet><creditSpecification><cpuCredits>unlimited</cpuCredits></creditSpecification><disableApiStop>false</disableApiStop><disableApiTermination>false</disableApiTermination><ebsOptimized>false</ebsOptimized><enclaveOptions><enabled>false</enabled></enclaveOptions><hibernationOptions><configured>false</configured></hibernationOptions><imageId>ami-0abcdef1234567890</imageId><instanceInitiatedShutdownBehavior>stop</instanceInitiatedShutdownBehavior><instanceType>t3.micro</instanceType><monitoring><enabled>false</enabled></monitoring><networkInterfaceSet><item><deleteOnTermination>true</deleteOnTermination><deviceIndex>0</deviceIndex><groupSet><groupId>sg-0120381cf13007a9d</groupId></groupSet><subnetId>subnet-012037b4fed15390e</subnetId></item></networkInterfaceSet><placement><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy></placement><tagSpecificationSet><item><resourceType>instance</resourceType><tagSet><item><key>k</key><value>v</value></item></tagSet></item></tagSpecificationSet><userData>ZWNobw==</userData></launchTemplateData></GetLaunchTemplateDataResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_instance_is_there() {
        let twin = Twin::empty();
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("GetLaunchTemplateData{more}"), code);
        code("", "MissingParameter");
        code("&InstanceId=x", "InvalidInstanceID.Malformed");
        code("&InstanceId=i-00000000000000001", "InvalidInstanceID.NotFound");
        let id = launch(&twin, "&InstanceType=t3.micro");
        code(&format!("&InstanceId={id}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_it_shows_launches_another_one() {
        let twin = Twin::empty();
        let id = launch(&twin, "&InstanceType=c5.large&Monitoring.Enabled=true&DisableApiStop=true");
        let shown = twin.ec2(&format!("GetLaunchTemplateData&InstanceId={id}"));
        let (instance_type, zone) = (shown.one("instanceType"), shown.one("availabilityZone"));
        let data = format!("&InstanceType={instance_type}&Placement.AvailabilityZone={zone}&DisableApiStop=true");
        template(&twin, "like", &format!("{data}&ImageId={}", shown.one("imageId"))).ok();
        let again = twin.ec2("RunInstances&MinCount=1&MaxCount=1&LaunchTemplate.LaunchTemplateName=like");
        let attribute =
            format!("DescribeInstanceAttribute&Attribute=disableApiStop&InstanceId={}", again.one("instanceId"));
        assert_eq!(twin.ec2(&attribute).one("value"), "true");
    }
}
