use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_shown_as_it_was_registered() {
        let twin = Twin::empty();
        let id = image(&twin, "web");
        insta::assert_snapshot!(super::super::super::lines(&shown(&twin, &id)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeImagesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><imagesSet>
        <item><imageId>ami-0120384800989b7e9</imageId><imageLocation>123456789012/web</imageLocation><imageState>available</imageState>
        <imageOwnerId>123456789012</imageOwnerId><creationDate>2026-11-21T08:00:00.000Z</creationDate><isPublic>false</isPublic>
        <architecture>x86_64</architecture><imageType>machine</imageType><platformDetails>Linux/UNIX</platformDetails>
        <usageOperation>RunInstances</usageOperation><enaSupport>true</enaSupport><name>web</name><rootDeviceType>ebs</rootDeviceType>
        <rootDeviceName>/dev/sda1</rootDeviceName><blockDeviceMapping>
        <item><deviceName>/dev/sda1</deviceName><ebs><snapshotId>snap-0120383713bf7a801</snapshotId><volumeSize>10</volumeSize>
        <deleteOnTermination>true</deleteOnTermination><volumeType>gp2</volumeType><encrypted>false</encrypted></ebs>
        </item></blockDeviceMapping><virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor>
        <deregistrationProtection>disabled</deregistrationProtection><freeTierEligible>true</freeTierEligible></item>
        </imagesSet></DescribeImagesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn name_root_and_values_are_judged() {
        let twin = Twin::empty();
        let snapshot = snapshot(&twin, "");
        let root = format!("&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.SnapshotId={snapshot}");
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("RegisterImage{more}"), code);
        code(&root, "MissingParameter");
        code(&format!("&Name=ab{root}"), "InvalidAMIName.Malformed");
        code("&Name=web", "InvalidBlockDeviceMapping");
        code(&format!("&Name=web&RootDeviceName=/dev/sda1{root}"), "InvalidBlockDeviceMapping");
        let empty = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.VolumeSize=1";
        code(&format!("&Name=web{empty}"), "InvalidBlockDeviceMapping");
        let text = code(
            &format!("&Name=web{}", root.replace(&snapshot, "snap-0ffffffffffffffff")),
            "InvalidSnapshotID.NotFound",
        );
        assert_eq!(text, "The snapshot ID 'snap-0ffffffffffffffff' does not exist");
        code(&format!("&Name=web{root}&BlockDeviceMapping.1.Ebs.VolumeSize=9"), "InvalidBlockDeviceMapping");
        code(&format!("&Name=web{root}&Architecture=odd"), "InvalidParameterValue");
        code(&format!("&Name=web{root}&BootMode=odd"), "InvalidParameterValue");
        code(&format!("&Name=web{root}&ImdsSupport=v1.0"), "InvalidParameterValue");
        code(&format!("&Name=web{root}&SriovNetSupport=odd"), "InvalidParameterValue");
        code(&format!("&Name=web{root}&VirtualizationType=paravirtual"), "UnsupportedOperation");
        code(&format!("&Name=web{root}&KernelId=aki-1"), "UnsupportedOperation");
        code(&format!("&Name=web{root}&ImageLocation=bucket/x"), "UnsupportedOperation");
        code(&format!("&Name=web{root}&DryRun=true"), "DryRunOperation");
        image(&twin, "web");
        code(&format!("&Name=web{root}"), "InvalidAMIName.Duplicate");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_instance_has_its_root_and_volumes() {
        let twin = Twin::empty();
        let snapshot = snapshot(&twin, "");
        let register = format!(
            "RegisterImage&Name=web&Architecture=arm64&RootDeviceName=/dev/sda1&BootMode=uefi&ImdsSupport=v2.0&Description=d\
             &SriovNetSupport=simple\
             &BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=5\
             &BlockDeviceMapping.2.DeviceName=/dev/sda1&BlockDeviceMapping.2.Ebs.SnapshotId={snapshot}\
             &BlockDeviceMapping.2.Ebs.VolumeSize=12&BlockDeviceMapping.2.Ebs.DeleteOnTermination=false"
        );
        let id = made(&twin, &register, "imageId");
        let support = twin.ec2(&format!("DescribeImages&ImageId.1={id}"));
        assert_eq!(support.one("sriovNetSupport"), "simple");
        assert_eq!(run(&twin, &id).error().1, "InvalidParameterValue", "of another architecture");
        let launched = twin.ec2(&format!("RunInstances&ImageId={id}&InstanceType=t4g.micro&MinCount=1&MaxCount=1"));
        assert_eq!(
            (launched.one("rootDeviceName").as_str(), launched.one("httpTokens").as_str()),
            ("/dev/sda1", "required")
        );
        assert_eq!(launched.one("bootMode"), "uefi");
        let volumes = twin.ec2("DescribeVolumes&Filter.1.Name=status&Filter.1.Value.1=in-use");
        let mut sizes = volumes.all("size");
        sizes.sort();
        assert_eq!(sizes, ["12", "5"]);
        let root = twin.ec2("DescribeVolumes&Filter.1.Name=attachment.device&Filter.1.Value.1=/dev/sda1");
        assert_eq!((root.one("snapshotId"), root.one("deleteOnTermination").as_str()), (snapshot.clone(), "false"));
        let delete = twin.ec2(&format!("DeleteSnapshot&SnapshotId={snapshot}"));
        assert_eq!(delete.error().1, "InvalidSnapshot.InUse");
    }
}
