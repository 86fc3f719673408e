use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_how_it_is() {
        assert_eq!(Twin::empty().ec2("DisableEbsEncryptionByDefault").one("ebsEncryptionByDefault"), "false");
    }
}

mod validation {
    #[test]
    fn there_are_no_parameters() {
        super::check_refusals("DisableEbsEncryptionByDefault");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_made_is_as_requested() {
        let twin = Twin::empty();
        twin.ec2("EnableEbsEncryptionByDefault").ok();
        twin.ec2("DisableEbsEncryptionByDefault").ok();
        assert_eq!(is_on(&twin), "false");
        assert_eq!(made(&twin, ""), ("false".to_owned(), String::new()));
        assert_eq!(made(&twin, "&Encrypted=true").0, "true");
    }
}
