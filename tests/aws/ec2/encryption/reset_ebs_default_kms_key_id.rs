use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_accounts_key() {
        assert_eq!(Twin::empty().ec2("ResetEbsDefaultKmsKeyId").one("kmsKeyId"), "alias/aws/ebs");
    }
}

mod validation {
    #[test]
    fn there_are_no_parameters() {
        super::check_refusals("ResetEbsDefaultKmsKeyId");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn new_volumes_have_the_accounts_key_again() {
        let twin = Twin::empty();
        let (_, before) = made(&twin, "&Encrypted=true");
        twin.ec2("ModifyEbsDefaultKmsKeyId&KmsKeyId=mine").ok();
        twin.ec2("ResetEbsDefaultKmsKeyId").ok();
        assert_eq!((key(&twin).as_str(), made(&twin, "&Encrypted=true").1), ("alias/aws/ebs", before));
    }
}
