use super::{bad_value, missing, no_modes};
use crate::support::{Answer, Twin};

fn set(twin: &Twin, family: &str, mode: &str) -> Answer {
    twin.ec2(&format!("ModifyDefaultCreditSpecification&InstanceFamily={family}&CpuCredits={mode}"))
}

/// The same from another account or region.
fn set_in(twin: &Twin, scope: &str, family: &str, mode: &str) -> Answer {
    let authorization =
        format!("AWS4-HMAC-SHA256 Credential={scope}/ec2/aws4_request, SignedHeaders=host, Signature=0");
    let body =
        format!("Version=2016-11-15&Action=ModifyDefaultCreditSpecification&InstanceFamily={family}&CpuCredits={mode}");
    twin.request("POST", "", &[("authorization", &authorization)], &body)
}

fn default(twin: &Twin, family: &str) -> String {
    twin.ec2(&format!("GetDefaultCreditSpecification&InstanceFamily={family}")).one("cpuCredits")
}

/// A new instance.
fn launch(twin: &Twin, instance_type: &str, more: &str) -> String {
    let call =
        format!("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType={instance_type}&MinCount=1&MaxCount=1{more}");
    twin.ec2(&call).one("instanceId")
}

fn mode(twin: &Twin, id: &str) -> String {
    twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}")).one("cpuCredits")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_new_default() {
        let twin = Twin::empty();
        insta::assert_snapshot!(set(&twin, "t3", "standard").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyDefaultCreditSpecificationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceFamilyCreditSpecification><instanceFamily>t3</instanceFamily><cpuCredits>standard</cpuCredits></instanceFamilyCreditSpecification></ModifyDefaultCreditSpecificationResponse>
        "#);
    }
}

mod validation {
    use super::*;

    fn too_often() -> (u16, String, String) {
        let text = "The default credit specification can be modified only once in a rolling 5-minute period, and up \
                    to four times in a rolling 24-hour period.";
        (400, "UpdateLimitExceeded".into(), text.into())
    }

    #[test]
    fn a_family_and_a_mode_are_named() {
        let twin = Twin::empty();
        for (rest, name) in [("InstanceFamily=t3", "CpuCredits"), ("CpuCredits=standard", "InstanceFamily")] {
            let answer = twin.ec2(&format!("ModifyDefaultCreditSpecification&{rest}"));
            assert_eq!(answer.error(), missing(name));
        }
    }

    #[test]
    fn the_family_has_modes_to_choose_from() {
        let twin = Twin::empty();
        for family in ["c5", "t1", "t3.micro"] {
            assert_eq!(set(&twin, family, "standard").error(), no_modes(family));
        }
        assert_eq!(set(&twin, "T2", "standard").one("instanceFamily"), "t2", "in any case");
    }

    #[test]
    fn a_mode_is_standard_or_unlimited() {
        let twin = Twin::empty();
        for mode in ["Standard", "endless", ""] {
            assert_eq!(set(&twin, "t3", mode).error(), bad_value("CpuCredits", mode));
        }
        assert_eq!(default(&twin, "t3"), "unlimited", "nothing has changed");
    }

    #[test]
    fn parameters_are_known() {
        let text = "The parameter ClientToken is not recognized";
        let answer = set(&Twin::empty(), "t3", "standard&ClientToken=a");
        assert_eq!(answer.error(), (400, "UnknownParameter".into(), text.into()));
    }

    fn realistic() -> Twin {
        Twin::new("transitions = \"realistic\"", "")
    }

    #[test]
    fn at_once_again_if_changes_take_no_time() {
        let twin = Twin::empty();
        for mode in ["standard", "unlimited"] {
            set(&twin, "t3", mode).ok();
            assert_eq!(default(&twin, "t3"), mode);
        }
    }

    #[test]
    fn once_in_five_minutes() {
        let twin = realistic();
        set(&twin, "t3", "standard").ok();
        assert_eq!(set(&twin, "t3", "unlimited").error(), too_often());
        twin.advance("4m 59s");
        assert_eq!(set(&twin, "t3", "unlimited").error(), too_often());
        assert_eq!(default(&twin, "t3"), "standard", "a refusal changes nothing");
        twin.advance("1s");
        set(&twin, "t3", "unlimited").ok();
        assert_eq!(default(&twin, "t3"), "unlimited");
    }

    #[test]
    fn the_mode_that_it_has_already_counts_too() {
        let twin = realistic();
        set(&twin, "t3", "unlimited").ok();
        assert_eq!(set(&twin, "t3", "standard").error(), too_often());
    }

    #[test]
    fn four_times_in_any_24_hours() {
        let twin = realistic();
        for mode in ["standard", "unlimited", "standard", "unlimited"] {
            set(&twin, "t3", mode).ok();
            twin.advance("5m");
        }
        assert_eq!(set(&twin, "t3", "standard").error(), too_often(), "the fifth, 20 minutes after the first");
        twin.advance("23h 39m 59s");
        assert_eq!(set(&twin, "t3", "standard").error(), too_often(), "a second too early");
        twin.advance("1s");
        set(&twin, "t3", "standard").ok();
        twin.advance("4m 59s");
        assert_eq!(set(&twin, "t3", "unlimited").error(), too_often(), "four within a day, the second included");
        twin.advance("1s");
        set(&twin, "t3", "unlimited").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn new_instances_get_it_and_others_keep_theirs() {
        let twin = Twin::empty();
        let before = launch(&twin, "t3.micro", "");
        set(&twin, "t3", "standard").ok();
        let after = launch(&twin, "t3.micro", "");
        assert_eq!((mode(&twin, &before).as_str(), mode(&twin, &after).as_str()), ("unlimited", "standard"));
        assert_eq!(mode(&twin, &launch(&twin, "t3a.micro", "")), "unlimited", "another family");
    }

    #[test]
    fn a_launch_that_names_a_mode_gets_that() {
        let twin = Twin::empty();
        set(&twin, "t2", "unlimited").ok();
        assert_eq!(mode(&twin, &launch(&twin, "t2.micro", "")), "unlimited");
        let named = launch(&twin, "t2.micro", "&CreditSpecification.CpuCredits=standard");
        assert_eq!(mode(&twin, &named), "standard");
    }

    #[test]
    fn an_instance_keeps_its_mode_over_a_stop() {
        let twin = Twin::empty();
        let id = launch(&twin, "t3.micro", "");
        twin.ec2("DescribeRegions").ok();
        set(&twin, "t3", "standard").ok();
        for action in ["StopInstances", "StartInstances"] {
            twin.ec2(&format!("{action}&InstanceId.1={id}")).ok();
            twin.advance("1m");
        }
        assert_eq!(mode(&twin, &id), "unlimited");
    }

    #[test]
    fn families_have_limits_of_their_own() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        for family in ["t2", "t3", "t3a", "t4g", "t8i", "t9g"] {
            set(&twin, family, "standard").ok();
        }
        assert_eq!(set(&twin, "t4g", "standard").error().1, "UpdateLimitExceeded");
    }

    #[test]
    fn accounts_and_regions_have_defaults_and_limits_of_their_own() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        set(&twin, "t3", "standard").ok();
        for scope in ["999999999999/20261121/us-east-1", "test/20261121/eu-west-1"] {
            let answer = set_in(&twin, scope, "t3", "unlimited");
            assert_eq!(answer.one("cpuCredits"), "unlimited", "{scope}");
            assert_eq!(set_in(&twin, scope, "t3", "standard").error().1, "UpdateLimitExceeded", "{scope}");
        }
        assert_eq!(default(&twin, "t3"), "standard");
    }

    #[test]
    fn a_dry_run_neither_sets_nor_counts() {
        let twin = Twin::empty();
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = set(&twin, "t3", "standard&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(default(&twin, "t3"), "unlimited");
        set(&twin, "t3", "standard").ok();
        for (family, mode) in
            [("t3", "unlimited"), ("m5", "standard"), ("t3", "STANDARD"), ("t3", "invalid"), ("t3", "")]
        {
            let answer = set(&twin, family, &format!("{mode}&DryRun=true"));
            assert_eq!(answer.error().1, "DryRunOperation", "{family} {mode}: nothing is judged");
        }
        assert_eq!(default(&twin, "t3"), "standard");
        assert_eq!(set(&twin, "t3", "standard&DryRun=true&Odd=1").error().1, "UnknownParameter");
    }
}
