use super::architectures;
use super::refusals::{dry_run, invalid, missing, refused, unknown};
use crate::support::{Answer, Twin};

const RUNNING: &str = "i-00000000000000001";
const STOPPED: &str = "i-00000000000000002";
const PLAIN: &str = "i-00000000000000003";
const HOST: &str = "i-00000000000000004";

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t2.micro"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "m5.large"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "t2.micro"
    tenancy = "host"
    credits = "unlimited"
    state = "stopped"
"#;

/// Each attribute with a new value, in its own syntax and in the older one.
const BOTH: [(&str, &str, &str); 9] = [
    ("InstanceType", "instanceType", "t2.large"),
    ("UserData", "userData", "ZWNobw%3D%3D"),
    ("InstanceInitiatedShutdownBehavior", "instanceInitiatedShutdownBehavior", "terminate"),
    ("DisableApiStop", "disableApiStop", "true"),
    ("DisableApiTermination", "disableApiTermination", "true"),
    ("EbsOptimized", "ebsOptimized", "true"),
    ("SourceDestCheck", "sourceDestCheck", "false"),
    ("EnaSupport", "enaSupport", "true"),
    ("SriovNetSupport", "sriovNetSupport", "simple"),
];

fn modify(twin: &Twin, id: &str, rest: &str) -> Answer {
    twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}{rest}"))
}

fn attribute(twin: &Twin, id: &str, name: &str) -> String {
    twin.ec2(&format!("DescribeInstanceAttribute&InstanceId={id}&Attribute={name}")).one("value")
}

fn mode(twin: &Twin, id: &str) -> String {
    twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}")).one("cpuCredits")
}

/// The instances marked as unlimited.
fn unlimited(twin: &Twin) -> Vec<String> {
    let answer = twin.ec2("DescribeInstanceCreditSpecifications");
    assert!(answer.all("cpuCredits").iter().all(|mode| mode == "unlimited"), "{}", answer.ok());
    answer.all("instanceId")
}

fn resize(twin: &Twin, id: &str, instance_type: &str) {
    modify(twin, id, &format!("&InstanceType.Value={instance_type}")).ok();
    assert_eq!(attribute(twin, id, "instanceType"), instance_type);
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_yes() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(modify(&twin, STOPPED, "&InstanceType.Value=t2.large").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyInstanceAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></ModifyInstanceAttributeResponse>
        "#);
    }

    #[test]
    fn each_attribute_is_read_in_both_syntaxes() {
        for (own, old, value) in BOTH {
            // T2 is never EBS-optimized.
            let id = if own == "EbsOptimized" { PLAIN } else { STOPPED };
            let expected = value.replace("%3D", "=");
            for rest in [format!("&{own}.Value={value}"), format!("&Attribute={old}&Value={value}")] {
                let twin = Twin::with(WORLD);
                let before = twin.ec2(&format!("DescribeInstanceAttribute&InstanceId={id}&Attribute={old}"));
                assert_ne!(before.all("value"), [expected.as_str()], "{old} is new");
                modify(&twin, id, &rest).ok();
                assert_eq!(attribute(&twin, id, old), expected, "{rest}");
            }
        }
    }

    #[test]
    fn what_is_not_modelled_but_harmless_is_named_in_a_header() {
        let twin = Twin::with(WORLD);
        let rest = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.DeleteOnTermination=false\
                    &BlockDeviceMapping.1.Ebs.VolumeId=vol-1";
        let answer = modify(&twin, RUNNING, rest);
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("BlockDeviceMapping.1.Ebs.VolumeId"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn groups_are_those_of_the_instance_s_network() {
        let twin = Twin::with(WORLD);
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let group = twin.ec2(&format!("CreateSecurityGroup&VpcId={vpc}&GroupName=g&GroupDescription=g")).one("groupId");
        let (status, code, text) = modify(&twin, STOPPED, &format!("&GroupId.1={group}")).error();
        assert_eq!((status, code.as_str()), (400, "InvalidParameter"));
        assert!(text.starts_with(&format!("Security group {group} and subnet subnet-")), "{text}");
        assert!(text.ends_with(" belong to different networks."), "{text}");
    }

    #[test]
    fn a_type_boots_the_instance_s_image() {
        let twin = Twin::with(WORLD);
        for rest in ["&InstanceType.Value=t4g.micro", "&Attribute=instanceType&Value=t4g.micro"] {
            assert_eq!(modify(&twin, STOPPED, rest).error(), architectures("arm64", "x86_64"));
        }
        assert_eq!(attribute(&twin, STOPPED, "instanceType"), "t2.micro");
        let run = "RunInstances&ImageId=ami-0000000000000dead&InstanceType=t3.micro&MinCount=1&MaxCount=1";
        let id = twin.ec2(run).one("instanceId");
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        resize(&twin, &id, "t4g.micro");
    }

    #[test]
    fn a_request_names_an_instance_and_an_attribute() {
        let twin = Twin::with(WORLD);
        let answer = twin.ec2("ModifyInstanceAttribute&DisableApiStop.Value=true");
        assert_eq!(answer.error(), missing("InstanceId"));
        let text = "Value (ig-1) for parameter instanceId is invalid. Expected: 'i-...'.";
        let answer = modify(&twin, "ig-1", "&DisableApiStop.Value=true");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        let text = "The instance ID 'i-0ffffffffffffffff' does not exist";
        let answer = modify(&twin, "i-0ffffffffffffffff", "&DisableApiStop.Value=true");
        assert_eq!(answer.error(), refused("InvalidInstanceID.NotFound", text));
        assert_eq!(modify(&twin, STOPPED, "").error(), missing("Attribute"));
        assert_eq!(modify(&twin, STOPPED, "&Value=true").error(), missing("Attribute"));
        assert_eq!(modify(&twin, STOPPED, "&Attribute=disableApiStop").error(), missing("Value"));
        for name in ["InstanceType.Value", "InstanceInitiatedShutdownBehavior.Value", "DisableApiStop.Value"] {
            assert_eq!(modify(&twin, STOPPED, &format!("&{name}=")).error(), missing(name));
        }
    }

    #[test]
    fn one_request_changes_one_attribute() {
        let twin = Twin::with(WORLD);
        let error = refused("InvalidParameterCombination", "Fields for multiple attribute types specified");
        for rest in [
            "&DisableApiStop.Value=true&DisableApiTermination.Value=true",
            "&InstanceType.Value=t2.large&EbsOptimized.Value=true",
            "&Attribute=disableApiStop&Value=true&DisableApiTermination.Value=true",
            "&Attribute=disableApiStop&Value=true&DisableApiStop.Value=true",
        ] {
            assert_eq!(modify(&twin, STOPPED, rest).error(), error, "{rest}");
        }
        assert_eq!(attribute(&twin, STOPPED, "disableApiStop"), "false");
        assert_eq!(attribute(&twin, STOPPED, "instanceType"), "t2.micro");
    }

    #[test]
    fn type_user_data_and_ebs_optimisation_need_a_stopped_instance() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let refusal = |id: &str| {
            refused("IncorrectInstanceState", &format!("The instance '{id}' is not in the 'stopped' state."))
        };
        for (own, old, value) in BOTH {
            let needs_stop =
                ["InstanceType", "UserData", "EbsOptimized", "EnaSupport", "SriovNetSupport"].contains(&own);
            for rest in [format!("&{own}.Value={value}"), format!("&Attribute={old}&Value={value}")] {
                let answer = modify(&twin, RUNNING, &rest);
                if needs_stop {
                    assert_eq!(answer.error(), refusal(RUNNING), "{rest}");
                } else {
                    answer.ok();
                }
            }
        }
        modify(&twin, RUNNING, "&DisableApiStop.Value=false").ok();
        twin.ec2(&format!("StopInstances&InstanceId.1={RUNNING}")).ok();
        assert_eq!(modify(&twin, RUNNING, "&InstanceType.Value=t3.large").error(), refusal(RUNNING), "still stopping");
        twin.advance("1m");
        modify(&twin, RUNNING, "&InstanceType.Value=t3.large").ok();
    }

    #[test]
    fn values_are_those_documented() {
        let twin = Twin::with(WORLD);
        let error = |rest: &str| modify(&twin, STOPPED, rest).error();
        let text = "Invalid value 't9.huge' for InstanceType.";
        assert_eq!(error("&InstanceType.Value=t9.huge"), refused("InvalidInstanceAttributeValue", text));
        assert_eq!(error("&Attribute=instanceType&Value=t9.huge"), refused("InvalidInstanceAttributeValue", text));
        assert_eq!(error("&SriovNetSupport.Value=double"), invalid("SriovNetSupport.Value", "double", "simple"));
        for (name, expected) in [
            ("DisableApiStop.Value", "true or false"),
            ("DisableApiTermination.Value", "true or false"),
            ("EbsOptimized.Value", "true or false"),
            ("SourceDestCheck.Value", "true or false"),
            ("InstanceInitiatedShutdownBehavior.Value", "stop or terminate"),
        ] {
            assert_eq!(error(&format!("&{name}=perhaps")), invalid(name, "perhaps", expected));
        }
        let old = |name: &str| error(&format!("&Attribute={name}&Value=perhaps"));
        assert_eq!(old("disableApiStop"), invalid("Value", "perhaps", "true or false"));
        assert_eq!(old("instanceInitiatedShutdownBehavior"), invalid("Value", "perhaps", "stop or terminate"));
        assert_eq!(old("colour"), invalid("Attribute", "colour", "an attribute that can be modified"));
        let text = "Invalid BASE64 encoding of user data.";
        assert_eq!(error("&UserData.Value=no!"), refused("InvalidParameterValue", text));
        let text = "User data is limited to 16384 bytes";
        let long = format!("&UserData.Value={}", "A".repeat(21_848));
        assert_eq!(error(&long), refused("InvalidParameterValue", text));
        assert_eq!(
            error("&GroupId.1=sg-1"),
            refused("InvalidGroup.NotFound", "The security group 'sg-1' does not exist")
        );
        let rest = "&BlockDeviceMapping.1.DeviceName=/dev/sdz&BlockDeviceMapping.1.Ebs.DeleteOnTermination=true";
        assert_eq!(error(rest), invalid("BlockDeviceMapping.DeviceName", "/dev/sdz", "a device of the instance"));
    }

    #[test]
    fn parameters_are_known_or_said_not_to_be_implemented() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, STOPPED, "&DisableApiStop.Value=true&Colour=red").error(), unknown("Colour"));
        for (name, value) in [("Kernel", "k"), ("Ramdisk", "r")] {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            let answer = modify(&twin, STOPPED, &format!("&{name}.Value={value}"));
            assert_eq!(answer.error(), refused("UnsupportedOperation", &text));
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_protected_instance_is_not_terminated() {
        let twin = Twin::with(WORLD);
        modify(&twin, RUNNING, "&DisableApiTermination.Value=true").ok();
        let text = format!(
            "The instance '{RUNNING}' may not be terminated. Modify its 'disableApiTermination' instance attribute and \
             try again."
        );
        let both = format!("TerminateInstances&InstanceId.1={STOPPED}&InstanceId.2={RUNNING}");
        assert_eq!(twin.ec2(&both).error(), refused("OperationNotPermitted", &text));
        assert_eq!(twin.ec2("DescribeInstances").all("name"), ["running", "stopped", "stopped", "stopped"]);
        modify(&twin, RUNNING, "&DisableApiTermination.Value=false").ok();
        twin.ec2(&both).ok();
        assert_eq!(twin.ec2("DescribeInstances").all("name"), ["terminated", "terminated", "stopped", "stopped"]);
    }

    #[test]
    fn a_protected_instance_is_not_stopped() {
        let twin = Twin::with(WORLD);
        modify(&twin, RUNNING, "&DisableApiStop.Value=true").ok();
        let text = format!(
            "The instance '{RUNNING}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again."
        );
        let stop = format!("StopInstances&InstanceId.1={RUNNING}");
        assert_eq!(twin.ec2(&stop).error(), refused("OperationNotPermitted", &text));
        modify(&twin, RUNNING, "&DisableApiStop.Value=false").ok();
        twin.ec2(&stop).ok();
        assert_eq!(twin.ec2("DescribeInstances").all("name"), ["stopped"; 4]);
    }

    #[test]
    fn an_empty_value_takes_user_data_away() {
        let twin = Twin::with(WORLD);
        modify(&twin, STOPPED, "&UserData.Value=ZWNobw%3D%3D").ok();
        assert_eq!(attribute(&twin, STOPPED, "userData"), "ZWNobw==");
        modify(&twin, STOPPED, "&UserData.Value=").ok();
        let answer = twin.ec2(&format!("DescribeInstanceAttribute&InstanceId={STOPPED}&Attribute=userData"));
        assert!(answer.ok().contains("<userData/>"), "{}", answer.ok());
    }

    #[test]
    fn describe_instances_shows_what_was_modified() {
        let twin = Twin::with(WORLD);
        let shown = |name: &str| twin.ec2(&format!("DescribeInstances&InstanceId.1={STOPPED}")).all(name);
        let group = shown("groupId")[0].clone();
        modify(&twin, STOPPED, "&SourceDestCheck.Value=false").ok();
        resize(&twin, STOPPED, "t3.micro");
        modify(&twin, STOPPED, "&EbsOptimized.Value=true").ok();
        modify(&twin, STOPPED, "&EnaSupport.Value=false").ok();
        modify(&twin, STOPPED, "&SriovNetSupport.Value=simple").ok();
        modify(&twin, STOPPED, &format!("&GroupId.1={group}")).ok();
        let map = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.DeleteOnTermination=false";
        modify(&twin, STOPPED, map).ok();
        assert_eq!(shown("sourceDestCheck"), ["false", "false"], "on the instance and on its interface");
        assert_eq!(shown("ebsOptimized"), ["true"]);
        assert_eq!((shown("enaSupport"), shown("sriovNetSupport")), (vec!["false".into()], vec!["simple".into()]));
        assert_eq!(shown("groupId")[0], group);
        assert_eq!(shown("deleteOnTermination")[0], "false");
    }

    #[test]
    fn within_burstable_families_the_mode_stays() {
        let twin = Twin::with(WORLD);
        assert_eq!(mode(&twin, STOPPED), "standard");
        resize(&twin, STOPPED, "t3.large");
        assert_eq!(mode(&twin, STOPPED), "standard", "not the default of t3");
    }

    #[test]
    fn a_type_that_comes_to_have_credits_gets_the_default_of_its_family() {
        for (instance_type, expected) in
            [("t2.micro", "standard"), ("t3.micro", "unlimited"), ("t3a.micro", "unlimited")]
        {
            let twin = Twin::with(WORLD);
            resize(&twin, PLAIN, instance_type);
            assert_eq!(mode(&twin, PLAIN), expected, "{instance_type}");
        }
        let twin = Twin::with(WORLD);
        twin.ec2("ModifyDefaultCreditSpecification&InstanceFamily=t3&CpuCredits=standard").ok();
        resize(&twin, PLAIN, "t3.micro");
        assert_eq!(mode(&twin, PLAIN), "standard", "the account's own default");
    }

    #[test]
    fn the_mark_of_an_unlimited_instance_outlives_its_credits() {
        let twin = Twin::with(WORLD);
        twin.ec2(&format!("StopInstances&InstanceId.1={RUNNING}")).ok();
        assert_eq!(unlimited(&twin), [RUNNING, HOST]);
        resize(&twin, RUNNING, "m5.large");
        assert_eq!(unlimited(&twin), [RUNNING, HOST], "the mark is kept");
        assert_eq!(mode(&twin, RUNNING), "standard", "but there are no credits");
        twin.ec2(&format!("StartInstances&InstanceId.1={RUNNING}")).ok();
        assert_eq!(unlimited(&twin), [RUNNING, HOST], "through a start");
        twin.ec2(&format!("StopInstances&InstanceId.1={RUNNING}")).ok();
        resize(&twin, RUNNING, "t2.micro");
        assert_eq!(mode(&twin, RUNNING), "unlimited", "not the default of t2");
        resize(&twin, STOPPED, "m5.large");
        assert_eq!(unlimited(&twin), [RUNNING, HOST], "a standard instance has no mark");
    }

    #[test]
    fn a_t3_on_a_host_is_standard() {
        let twin = Twin::with(WORLD);
        assert_eq!(mode(&twin, HOST), "unlimited");
        resize(&twin, HOST, "m5.large");
        resize(&twin, HOST, "t3.micro");
        assert_eq!(mode(&twin, HOST), "standard");
        assert_eq!(unlimited(&twin), [RUNNING]);
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, STOPPED, "&InstanceType.Value=t2.large&DryRun=true").error(), dry_run());
        assert_eq!(attribute(&twin, STOPPED, "instanceType"), "t2.micro");
        let answer = modify(&twin, RUNNING, "&InstanceType.Value=t2.large&DryRun=true");
        assert_eq!(answer.error().1, "IncorrectInstanceState", "it would not have succeeded");
    }
}
