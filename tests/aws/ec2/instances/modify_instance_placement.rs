use super::refusals::{invalid, missing, refused, refuses_strangers, unknown};
use crate::support::{Answer, Twin};

const SHARED: &str = "i-00000000000000001";
const DEDICATED: &str = "i-00000000000000002";
const RUNNING: &str = "i-00000000000000003";
const HOST: &str = "i-00000000000000004";

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"
    tenancy = "dedicated"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "m5.large"
    tenancy = "dedicated"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "m5.large"
    tenancy = "host"
    state = "stopped"
"#;

fn place(twin: &Twin, id: &str, rest: &str) -> Answer {
    twin.ec2(&format!("ModifyInstancePlacement&InstanceId={id}{rest}"))
}

fn tenancy(twin: &Twin, id: &str) -> String {
    twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).one("tenancy")
}

fn mode(twin: &Twin, id: &str) -> String {
    twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}")).one("cpuCredits")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_yes() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(place(&twin, DEDICATED, "&Tenancy=host").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyInstancePlacementResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></ModifyInstancePlacementResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ec2("ModifyInstancePlacement&Tenancy=host").error(), missing("InstanceId"));
        refuses_strangers(|id| place(&twin, id, "&Tenancy=host"));
    }

    #[test]
    fn the_instance_is_stopped() {
        let twin = Twin::with(WORLD);
        let text = format!("The instance '{RUNNING}' is not in the 'stopped' state.");
        assert_eq!(place(&twin, RUNNING, "&Tenancy=host").error(), refused("IncorrectInstanceState", &text));
        assert_eq!(tenancy(&twin, RUNNING), "dedicated");
    }

    #[test]
    fn shared_hardware_is_neither_left_nor_come_to() {
        let twin = Twin::with(WORLD);
        let expected = "dedicated or host, of an instance that is either";
        for (id, to) in [(SHARED, "dedicated"), (SHARED, "host"), (DEDICATED, "default"), (HOST, "default")] {
            let before = tenancy(&twin, id);
            assert_eq!(place(&twin, id, &format!("&Tenancy={to}")).error(), invalid("Tenancy", to, expected));
            assert_eq!(tenancy(&twin, id), before);
        }
        let error = place(&twin, HOST, "&Tenancy=mine").error();
        assert_eq!(error, invalid("Tenancy", "mine", "one of default, dedicated, host"));
    }

    #[test]
    fn hosts_are_not_implemented() {
        let twin = Twin::with(WORLD);
        for (name, value) in [("HostId", "h-1"), ("Affinity", "host"), ("HostResourceGroupArn", "arn:x")] {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            let error = place(&twin, DEDICATED, &format!("&Tenancy=host&{name}={value}")).error();
            assert_eq!(error, refused("UnsupportedOperation", &text));
        }
        let unknown = place(&twin, DEDICATED, "&Tenancy=host&GroupName=g").error();
        assert_eq!(unknown, refused("InvalidPlacementGroup.Unknown", "The Placement Group 'g' is unknown."));
        assert_eq!(tenancy(&twin, DEDICATED), "dedicated");
    }

    #[test]
    fn parameters_are_known_and_a_dry_run_is_none_of_them() {
        let twin = Twin::with(WORLD);
        assert_eq!(place(&twin, HOST, "&Colour=red").error(), unknown("Colour"));
        assert_eq!(place(&twin, HOST, "&Tenancy=dedicated&DryRun=true").error(), unknown("DryRun"));
        assert_eq!(tenancy(&twin, HOST), "host");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_instance_moves_between_dedicated_hardware_and_a_host() {
        let twin = Twin::with(WORLD);
        place(&twin, DEDICATED, "&Tenancy=host").ok();
        assert_eq!(tenancy(&twin, DEDICATED), "host");
        place(&twin, DEDICATED, "&Tenancy=dedicated").ok();
        assert_eq!(tenancy(&twin, DEDICATED), "dedicated");
        place(&twin, HOST, "&Tenancy=dedicated").ok();
        assert_eq!(tenancy(&twin, HOST), "dedicated");
    }

    #[test]
    fn where_it_stands_it_may_stay() {
        let twin = Twin::with(WORLD);
        place(&twin, SHARED, "&Tenancy=default").ok();
        place(&twin, SHARED, "").ok();
        assert_eq!(tenancy(&twin, SHARED), "default");
    }

    #[test]
    fn a_t3_that_comes_to_a_host_is_standard() {
        let twin = Twin::with(WORLD);
        assert_eq!(mode(&twin, DEDICATED), "unlimited");
        place(&twin, DEDICATED, "&Tenancy=host").ok();
        assert_eq!(mode(&twin, DEDICATED), "standard");
        assert_eq!(twin.ec2("DescribeInstanceCreditSpecifications").all("instanceId").len(), 0);
        place(&twin, DEDICATED, "&Tenancy=dedicated").ok();
        assert_eq!(mode(&twin, DEDICATED), "standard", "nothing brings it back by itself");
    }
}
