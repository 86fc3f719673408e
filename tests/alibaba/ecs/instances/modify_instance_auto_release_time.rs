use crate::alibaba::ecs::{in_every_shape, instances, refusal};
use crate::support::Twin;
use serde_json::json;

const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"
    deletion_protection = true

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
"#;

const MODIFY: &str = "ModifyInstanceAutoReleaseTime";

/// When DescribeInstances says that the first instance is released.
fn seen(twin: &Twin) -> serde_json::Value {
    instances(twin)[0]["AutoReleaseTime"].clone()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-one&AutoReleaseTime=2026-11-21T09:00:30Z";
        insta::assert_snapshot!(in_every_shape(WORLD, MODIFY, parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&format!("{MODIFY}&InstanceId=i-one")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceAutoReleaseTimeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyInstanceAutoReleaseTimeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_instance_is_named_there_and_pays_as_it_goes() {
        let twin = Twin::with(WORLD);
        let text = "InstanceId should not be null.";
        assert_eq!(twin.ecs(MODIFY).error(), refusal(400, "MissingParameter", text));
        let text = "The specified resource is not found.";
        let nowhere = twin.ecs(&format!("{MODIFY}&InstanceId=i-nowhere")).error();
        assert_eq!(nowhere, refusal(404, "NoSuchResource", text));
        let text = "The operation is not permitted due to charge type of the instance.";
        let time = "AutoReleaseTime=2026-11-21T09:00:00Z";
        let subscribed = twin.ecs(&format!("{MODIFY}&InstanceId=i-subscribed&{time}")).error();
        assert_eq!(subscribed, refusal(403, "ChargeTypeViolation", text));
        let run = twin.ecs(&format!("RunInstances&{LEAST}&InstanceChargeType=PrePaid&Period=1&{time}")).error();
        assert_eq!(run, refusal(403, "ChargeTypeViolation", text));
    }

    #[test]
    fn the_time_is_one_from_half_an_hour_to_three_years() {
        let twin = Twin::with(WORLD);
        for time in ["soon", "2026-11-21T08:29:59Z", "2029-11-21T08:01:00Z", "2026-11-20T09:00:00Z"] {
            let text = "The specified paramter autoReleaseTime is not valid.";
            let error = twin.ecs(&format!("{MODIFY}&InstanceId=i-one&AutoReleaseTime={time}")).error();
            assert_eq!(error, refusal(400, "InvalidAutoReleaseTime.Malformed", text), "{time}");
            let text = "The specified parameter AutoReleaseTime is not valid.";
            let error = twin.ecs(&format!("RunInstances&{LEAST}&AutoReleaseTime={time}")).error();
            assert_eq!(error, refusal(400, "InvalidAutoReleaseTime.Malformed", text), "{time}");
        }
        assert_eq!(seen(&twin), "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_released_at_its_time_whatever_protects_it() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{MODIFY}&InstanceId=i-one&AutoReleaseTime=2026-11-21T09:00:30Z")).ok();
        assert_eq!(seen(&twin), "2026-11-21T09:00Z");
        twin.advance("59m59s");
        assert_eq!(instances(&twin).as_array().map(Vec::len), Some(2));
        twin.advance("1s");
        assert_eq!(instances(&twin).as_array().map(Vec::len), Some(1));
    }

    #[test]
    fn the_last_time_is_the_one_that_counts() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{MODIFY}&InstanceId=i-one&AutoReleaseTime=2026-11-21T09:00:00Z")).ok();
        twin.ecs(&format!("{MODIFY}&InstanceId=i-one&AutoReleaseTime=2026-11-21T10:00:00Z")).ok();
        twin.advance("1h");
        assert_eq!(seen(&twin), "2026-11-21T10:00Z");
        twin.ecs(&format!("{MODIFY}&InstanceId=i-one")).ok();
        assert_eq!(seen(&twin), "");
        twin.advance("2h");
        assert_eq!(instances(&twin).as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_launch_can_say_it() {
        let twin = Twin::empty();
        twin.ecs(&format!("RunInstances&{LEAST}&Amount=2&AutoReleaseTime=2026-11-21T09:00:00Z")).ok();
        assert_eq!(seen(&twin), "2026-11-21T09:00Z");
        twin.advance("1h");
        assert_eq!(instances(&twin), json!([]));
    }
}
