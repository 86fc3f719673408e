use super::refusals::{dry_run, missing, refuses_strangers, unknown};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

fn output(twin: &Twin, rest: &str) -> Answer {
    twin.ec2(&format!("GetConsoleOutput{rest}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_instance_a_time_and_nothing() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(output(&twin, "&InstanceId=i-00000000000000001").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetConsoleOutputResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceId>i-00000000000000001</instanceId><timestamp>2026-11-21T08:00:00.000Z</timestamp><output/></GetConsoleOutputResponse>
        "#);
    }

    #[test]
    fn the_latest_output_may_be_asked_for() {
        let twin = Twin::with(WORLD);
        let answer = output(&twin, "&InstanceId=i-00000000000000001&Latest=true");
        assert_eq!(answer.one("output"), "");
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Latest"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(output(&twin, "").error(), missing("InstanceId"));
        refuses_strangers(|id| output(&twin, &format!("&InstanceId={id}")));
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        let answer = output(&twin, "&InstanceId=i-00000000000000001&Colour=red");
        assert_eq!(answer.error(), unknown("Colour"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_time_is_that_of_the_last_start() {
        let twin = Twin::with(WORLD);
        let id = "i-00000000000000001";
        let time = || output(&twin, &format!("&InstanceId={id}")).one("timestamp");
        assert_eq!(time(), "2026-11-21T08:00:00.000Z");
        twin.advance("2h");
        assert_eq!(time(), "2026-11-21T08:00:00.000Z");
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        twin.ec2(&format!("StartInstances&InstanceId.1={id}")).ok();
        assert_eq!(time(), "2026-11-21T10:00:00.000Z");
    }

    #[test]
    fn a_dry_run_answers_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(output(&twin, "&InstanceId=i-00000000000000001&DryRun=true").error(), dry_run());
        assert_eq!(output(&twin, "&DryRun=true").error(), missing("InstanceId"));
    }
}
