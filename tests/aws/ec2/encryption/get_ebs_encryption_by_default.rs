use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_how_it_is() {
        let answer = Twin::empty().ec2("GetEbsEncryptionByDefault");
        assert_eq!((answer.one("ebsEncryptionByDefault").as_str(), answer.one("sseType").as_str()), ("false", "none"));
    }
}

mod validation {
    #[test]
    fn there_are_no_parameters() {
        super::check_refusals("GetEbsEncryptionByDefault");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_follows() {
        let twin = Twin::empty();
        twin.ec2("EnableEbsEncryptionByDefault").ok();
        assert_eq!(is_on(&twin), "true");
        twin.ec2("DisableEbsEncryptionByDefault").ok();
        assert_eq!(is_on(&twin), "false");
    }
}
