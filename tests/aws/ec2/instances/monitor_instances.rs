use super::refusals::{dry_run, missing, refused, unknown};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
    state = "stopped"
"#;

fn monitor(twin: &Twin, rest: &str) -> Answer {
    twin.ec2(&format!("MonitorInstances{rest}"))
}

/// What DescribeInstances says of each instance's monitoring.
fn seen(twin: &Twin) -> Vec<String> {
    let answer = twin.ec2("DescribeInstances");
    let states = answer.all("monitoring");
    states.iter().map(|state| state.replace("<state>", "").replace("</state>", "")).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_what_is_about_to_be() {
        let twin = Twin::with(WORLD);
        let answer = monitor(&twin, "&InstanceId.1=i-00000000000000002&InstanceId.2=i-00000000000000001");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <MonitorInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instancesSet><item><instanceId>i-00000000000000002</instanceId><monitoring><state>pending</state></monitoring></item><item><instanceId>i-00000000000000001</instanceId><monitoring><state>pending</state></monitoring></item></instancesSet></MonitorInstancesResponse>
        "#);
    }

    #[test]
    fn an_instance_that_is_named_twice_is_told_once() {
        let answer = monitor(&Twin::with(WORLD), "&InstanceId.1=i-00000000000000001&InstanceId.2=i-00000000000000001");
        assert_eq!(answer.all("instanceId"), ["i-00000000000000001"]);
    }

    #[test]
    fn metrics_may_be_named() {
        let twin = Twin::with(WORLD);
        let answer = monitor(&twin, "&InstanceId.1=i-00000000000000001&MetricCategoryId.1=x");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("MetricCategoryId.1"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(monitor(&twin, "").error(), missing("instanceId"));
        let beside = "&InstanceId.1=i-00000000000000001&InstanceId.2=&InstanceId.3=i-g&DryRun=true";
        assert_eq!(monitor(&twin, beside).error(), missing("instanceId"), "before all others");
        let malformed =
            refused("InvalidParameterValue", "Value (i-g) for parameter instanceId is invalid. Expected: 'i-...'.");
        assert_eq!(monitor(&twin, "&InstanceId.1=i-g").error(), malformed);
        let text = "The instance IDs 'i-0eeeeeeeeeeeeeeee, i-0ffffffffffffffff' do not exist";
        let answer = monitor(&twin, "&InstanceId.1=i-0eeeeeeeeeeeeeeee&InstanceId.2=i-0ffffffffffffffff");
        assert_eq!(answer.error(), refused("InvalidInstanceID.NotFound", text));
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        let answer = monitor(&twin, "&InstanceId.1=i-00000000000000001&Colour=red");
        assert_eq!(answer.error(), unknown("Colour"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn monitoring_is_seen_afterwards() {
        let twin = Twin::with(WORLD);
        assert_eq!(seen(&twin), ["disabled", "disabled"]);
        monitor(&twin, "&InstanceId.1=i-00000000000000002").ok();
        assert_eq!(seen(&twin), ["disabled", "enabled"]);
        monitor(&twin, "&InstanceId.1=i-00000000000000001&InstanceId.2=i-00000000000000002").ok();
        assert_eq!(seen(&twin), ["enabled", "enabled"]);
    }

    #[test]
    fn one_stranger_holds_all_back() {
        let twin = Twin::with(WORLD);
        let answer = monitor(&twin, "&InstanceId.1=i-00000000000000001&InstanceId.2=i-0ffffffffffffffff");
        assert_eq!(answer.error().1, "InvalidInstanceID.NotFound");
        assert_eq!(seen(&twin), ["disabled", "disabled"]);
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(monitor(&twin, "&InstanceId.1=i-00000000000000001&DryRun=true").error(), dry_run());
        assert_eq!(seen(&twin), ["disabled", "disabled"]);
    }
}
