use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_that_of_the_account() {
        assert_eq!(key(&Twin::empty()), "alias/aws/ebs");
    }
}

mod validation {
    #[test]
    fn there_are_no_parameters() {
        super::check_refusals("GetEbsDefaultKmsKeyId");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_follows() {
        let twin = Twin::empty();
        twin.ec2("ModifyEbsDefaultKmsKeyId&KmsKeyId=mine").ok();
        assert_eq!(key(&twin), KEY);
    }
}
