use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_how_it_is() {
        assert_eq!(Twin::empty().ec2("EnableEbsEncryptionByDefault").one("ebsEncryptionByDefault"), "true");
    }
}

mod validation {
    #[test]
    fn there_are_no_parameters() {
        super::check_refusals("EnableEbsEncryptionByDefault");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_made_is_encrypted() {
        let twin = Twin::empty();
        twin.ec2("EnableEbsEncryptionByDefault").ok();
        assert_eq!(is_on(&twin), "true");
        let (encrypted, key) = made(&twin, "&Encrypted=false");
        assert_eq!(encrypted, "true");
        assert!(key.starts_with("arn:aws:kms:us-east-1:123456789012:key/"), "{key}");
        twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1").ok();
        let root = twin.ec2("DescribeVolumes&Filter.1.Name=status&Filter.1.Value.1=in-use");
        assert_eq!((root.one("encrypted").as_str(), root.one("kmsKeyId")), ("true", key));
        let other = elsewhere(&twin, "123456789012", "eu-west-1", "GetEbsEncryptionByDefault");
        assert_eq!(other.one("ebsEncryptionByDefault"), "false");
    }
}
