use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_key() {
        assert_eq!(Twin::empty().ec2("ModifyEbsDefaultKmsKeyId&KmsKeyId=mine").one("kmsKeyId"), KEY);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_key_is_named() {
        let twin = Twin::empty();
        refused_without_change(&twin, LOOK, "ModifyEbsDefaultKmsKeyId", "MissingParameter");
        refused_without_change(&twin, LOOK, "ModifyEbsDefaultKmsKeyId&KmsKeyId=", "MissingParameter");
        let long = format!("ModifyEbsDefaultKmsKeyId&KmsKeyId={}", "k".repeat(2049));
        refused_without_change(&twin, LOOK, &long, "InvalidParameterValue");
        refused_without_change(&twin, LOOK, "ModifyEbsDefaultKmsKeyId&KmsKeyId=k&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_encrypted_has_it() {
        let twin = Twin::empty();
        for named in ["mine", KEY] {
            twin.ec2(&format!("ModifyEbsDefaultKmsKeyId&KmsKeyId={named}")).ok();
            assert_eq!(made(&twin, "&Encrypted=true"), ("true".to_owned(), KEY.to_owned()));
        }
        assert_eq!(made(&twin, "&Encrypted=true&KmsKeyId=alias/x").1, "arn:aws:kms:us-east-1:123456789012:alias/x");
        assert_eq!(made(&twin, ""), ("false".to_owned(), String::new()));
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
        twin.ec2(&format!("{run}&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.Encrypted=true"))
            .ok();
        let root = twin.ec2("DescribeVolumes&Filter.1.Name=status&Filter.1.Value.1=in-use");
        assert_eq!(root.one("kmsKeyId"), KEY);
        let own = "&BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=9\
                   &BlockDeviceMapping.1.Ebs.KmsKeyId=own";
        assert_eq!(twin.ec2(&format!("{run}{own}")).error().1, "InvalidParameterDependency");
        twin.ec2(&format!("{run}{own}&BlockDeviceMapping.1.Ebs.Encrypted=true")).ok();
        let volume = twin.ec2("DescribeVolumes&Filter.1.Name=size&Filter.1.Value.1=9");
        assert_eq!(volume.one("kmsKeyId"), "arn:aws:kms:us-east-1:123456789012:key/own");
    }
}
