use super::{bad_value, missing, no_modes};
use crate::support::{Answer, Twin};

fn get(twin: &Twin, family: &str) -> Answer {
    twin.ec2(&format!("GetDefaultCreditSpecification&InstanceFamily={family}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_names_the_family_and_its_mode() {
        let twin = Twin::empty();
        insta::assert_snapshot!(get(&twin, "t3a").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetDefaultCreditSpecificationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceFamilyCreditSpecification><instanceFamily>t3a</instanceFamily><cpuCredits>unlimited</cpuCredits></instanceFamilyCreditSpecification></GetDefaultCreditSpecificationResponse>
        "#);
    }

    #[test]
    fn an_older_version_is_answered_in_its_name() {
        let twin = Twin::empty();
        let body = "Action=GetDefaultCreditSpecification&Version=2016-09-15&InstanceFamily=t2";
        let answer = twin.request("POST", "", &[], body);
        assert!(answer.ok().contains("xmlns=\"http://ec2.amazonaws.com/doc/2016-09-15/\""), "{}", answer.ok());
        assert_eq!(answer.one("instanceFamily"), "t2");
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_family_is_named() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("GetDefaultCreditSpecification").error(), missing("InstanceFamily"));
        assert_eq!(get(&twin, "").error(), bad_value("InstanceFamily", ""));
    }

    #[test]
    fn the_family_has_modes_to_choose_from() {
        let twin = Twin::empty();
        for family in ["m5", "t1", "t3.micro", "t9"] {
            assert_eq!(get(&twin, family).error(), no_modes(family));
        }
        assert_eq!(get(&twin, "T3").one("instanceFamily"), "t3", "in any case");
    }

    #[test]
    fn parameters_are_known() {
        let text = "The parameter CpuCredits is not recognized";
        let answer = get(&Twin::empty(), "t3&CpuCredits=standard");
        assert_eq!(answer.error(), (400, "UnknownParameter".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn only_t2_is_standard_from_the_factory() {
        let twin = Twin::empty();
        let modes = ["t2", "t3", "t3a", "t4g", "t8i", "t9g"].map(|family| get(&twin, family).one("cpuCredits"));
        assert_eq!(modes, ["standard", "unlimited", "unlimited", "unlimited", "unlimited", "unlimited"]);
    }

    #[test]
    fn what_was_set_is_shown_for_that_family_alone() {
        let twin = Twin::empty();
        twin.ec2("ModifyDefaultCreditSpecification&InstanceFamily=t3&CpuCredits=standard").ok();
        assert_eq!(get(&twin, "t3").one("cpuCredits"), "standard");
        assert_eq!(get(&twin, "t3a").one("cpuCredits"), "unlimited");
    }

    #[test]
    fn a_dry_run_says_what_would_have_been() {
        let twin = Twin::empty();
        let text = "Request would have succeeded, but DryRun flag is set.";
        assert_eq!(get(&twin, "t3&DryRun=true").error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(get(&twin, "m5&DryRun=true").error().1, "DryRunOperation", "nothing is judged");
    }
}
