use crate::alibaba::ecs::{attribute, in_every_shape, instances, locked, missing, not_found, refusal, wrong_status};
use crate::support::Twin;
use serde_json::json;

const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-burst"
    type = "ecs.t6-c1m1.large"
    name = "before"
    description = "as it was"

    [[ecs.instance]]
    id = "i-plain"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.t5-lc1m2.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.t6-c1m1.large"
    locks = ["financial"]

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

const MODIFY: &str = "ModifyInstanceAttribute";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "InstanceId=i-burst&InstanceName=after&CreditSpecification=Unlimited&DeletionProtection=true";
        insta::assert_snapshot!(in_every_shape(WORLD, MODIFY, parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("{MODIFY}&InstanceId=i-burst&Description=after");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceAttributeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyInstanceAttributeResponse>"#);
    }

    #[test]
    fn what_is_not_modelled_is_told() {
        let twin = Twin::with(WORLD);
        let answer = twin.ecs(&format!("{MODIFY}&InstanceId=i-burst&Password=x&Recyclable=false"));
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Password"));
        let text = "The parameter CpuOptions.Core is not implemented by Twinstance.";
        let answer = twin.ecs(&format!("{MODIFY}&InstanceId=i-burst&InstanceName=after&CpuOptions.Core=2"));
        assert_eq!(answer.error(), refusal(400, "UnsupportedParameter", text));
        assert!(!twin.ecs("DescribeInstances&RegionId=cn-hangzhou").ok().contains("after"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_there_and_not_locked() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(MODIFY).error(), missing("InstanceId"));
        assert_eq!(twin.ecs(&format!("{MODIFY}&InstanceId=i-nowhere")).error(), not_found());
        assert_eq!(twin.ecs(&format!("{MODIFY}&InstanceId=i-locked&InstanceName=after")).error(), locked());
    }

    #[test]
    #[rustfmt::skip]
    fn every_value_has_its_refusal() {
        let twin = Twin::with(WORLD);
        let long = "x".repeat(257);
        let malformed = |name: &str| refusal(400, &format!("Invalid{name}.Malformed"), &format!("The specified parameter \"{name}\" is not valid."));
        let many: String = (1..=52).map(|n| format!("&SecurityGroupIds.{n}=sg-{n}")).collect();
        for (parameters, error) in [
            ("&InstanceName=x", malformed("InstanceName")),
            ("&InstanceName=1web", malformed("InstanceName")),
            ("&InstanceName=http://web", malformed("InstanceName")),
            ("&InstanceName=web%20server", malformed("InstanceName")),
            ("&Description=x", malformed("Description")),
            ("&Description=https://web", malformed("Description")),
            (&format!("&Description={long}"), malformed("Description")),
            ("&HostName=-web", malformed("HostName")),
            ("&UserData=ech", refusal(403, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid")),
            ("&UserData=%23%23%23%23", refusal(403, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid")),
            (&format!("&UserData={}", "A".repeat(43_696)), refusal(400, "InvalidUserData.SizeExceeded", "The specified parameter \"UserData\" exceeds the size.")),
            ("&SecurityGroupIds.1=sg-nowhere", refusal(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist.")),
            ("&SecurityGroupIds.1=sg-a&SecurityGroupIds.2=sg-a", refusal(404, "InvalidParameter.SecurityGroupIdRepeated", "The specified security group ids has repeated.")),
            ("&SecurityGroupIds.1=a&SecurityGroupIds.2=b&SecurityGroupIds.3=c&SecurityGroupIds.4=d&SecurityGroupIds.5=e&SecurityGroupIds.6=f", refusal(400, "JoinedGroupLimitExceed", "The number of security groups that the instance joins exceeds the limit.")),
            (&many, refusal(400, "InvalidParameter", "The specified parameter is not valid.")),
        ] {
            assert_eq!(twin.ecs(&format!("{MODIFY}&InstanceId=i-burst{parameters}")).error(), error, "{parameters}");
            assert_eq!(attribute(&twin, "i-burst")["InstanceName"], "before", "{parameters}");
        }
    }

    #[test]
    fn only_running_burstable_instances_change_their_mode() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let with = |id: &str, mode: &str| {
            twin.ecs(&format!("{MODIFY}&InstanceId={id}&InstanceName=after&CreditSpecification={mode}")).error()
        };
        let text = "The specified CreditSpecification is not supported in this region.";
        let unsupported = refusal(400, "InvalidParameter.CreditSpecification", text);
        assert_eq!(with("i-burst", "unlimited"), unsupported);
        assert_eq!(with("i-plain", "Unlimited"), unsupported);
        let text = "The current status of the resource is invalid, you can only do this operation when instance is \
                    running.";
        assert_eq!(with("i-stopped", "Unlimited"), refusal(400, "InvalidInstanceStatus.NotRunning", text));
        let text = "The current status of the resource does not support this operation.";
        let restricted = refusal(400, "InvalidInstanceStatus.CreditSpecRestricted", text);
        assert_eq!(with("i-overdue", "Unlimited"), restricted);
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        assert_eq!(with("i-stopped", "Unlimited"), restricted);
        assert_eq!(attribute(&twin, "i-burst")["InstanceName"], "before");
    }

    #[test]
    fn a_subscription_is_not_protected() {
        let twin = Twin::with(WORLD);
        let text = "Deletion protection is only valid for postPaid instance, not for prePaid or spot instance.";
        let call = format!("{MODIFY}&InstanceId=i-subscribed&DeletionProtection=");
        assert_eq!(twin.ecs(&format!("{call}true")).error(), refusal(403, "InvalidChargeType.ValueNotSupported", text));
        twin.ecs(&format!("{call}false")).ok();
    }

    #[test]
    fn some_states_refuse_some_attributes() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("StartInstance&InstanceId=i-stopped").ok();
        let with = |more: &str| twin.ecs(&format!("{MODIFY}&InstanceId=i-stopped&{more}")).error();
        assert_eq!(with("HostName=web"), wrong_status());
        let text = "The instance status is not support modify mtu config.";
        let frames = refusal(400, "InvalidOperation.InstanceStatusNotSupport", text);
        assert_eq!(with("EnableJumboFrame=true"), frames);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_named_changes_and_the_rest_stays() {
        let twin = Twin::with(WORLD);
        let call = format!("{MODIFY}&InstanceId=i-burst&InstanceName=after&HostName=web&EnableJumboFrame=true");
        twin.ecs(&call).ok();
        let seen = attribute(&twin, "i-burst");
        assert_eq!((&seen["InstanceName"], &seen["HostName"]), (&json!("after"), &json!("web")));
        assert_eq!((&seen["Description"], &seen["EnableJumboFrame"]), (&json!("as it was"), &json!(true)));
        twin.ecs(&format!("{MODIFY}&InstanceId=i-burst&Description=as+it+is")).ok();
        let seen = attribute(&twin, "i-burst");
        assert_eq!((&seen["InstanceName"], &seen["Description"]), (&json!("after"), &json!("as it is")));
    }

    #[test]
    fn an_empty_description_takes_the_old_one_away() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{MODIFY}&InstanceId=i-burst&InstanceName=&HostName=&UserData=&Description=")).ok();
        let seen = attribute(&twin, "i-burst");
        assert_eq!((&seen["InstanceName"], &seen["Description"]), (&json!("before"), &json!("")));
        assert_ne!(seen["HostName"], "");
    }

    #[test]
    fn the_mode_changes_both_ways() {
        let twin = Twin::with(WORLD);
        for mode in ["Unlimited", "Unlimited", "Standard"] {
            twin.ecs(&format!("{MODIFY}&InstanceId=i-burst&CreditSpecification={mode}")).ok();
            assert_eq!(attribute(&twin, "i-burst")["CreditSpecification"], mode);
        }
        twin.ecs(&format!("{MODIFY}&InstanceId=i-overdue&CreditSpecification=Standard")).ok();
    }

    #[test]
    fn protection_keeps_an_instance_until_it_is_taken_away() {
        let twin = Twin::with(WORLD);
        twin.ecs(&format!("{MODIFY}&InstanceId=i-plain&DeletionProtection=true")).ok();
        let delete = || twin.ecs("DeleteInstance&InstanceId=i-plain&Force=true");
        assert_eq!(delete().0.code.as_deref(), Some("InvalidOperation.DeletionProtection"));
        twin.ecs(&format!("{MODIFY}&InstanceId=i-plain&DeletionProtection=false")).ok();
        delete().ok();
    }

    #[test]
    fn groups_take_the_place_of_those_before() {
        let twin = Twin::empty();
        twin.ecs(&format!("RunInstances&{LEAST}")).ok();
        let seen = instances(&twin)[0].clone();
        let id = seen["InstanceId"].as_str().expect("an id").to_owned();
        let group = seen["SecurityGroupIds"]["SecurityGroupId"][0].as_str().expect("an id").to_owned();
        twin.ecs(&format!("{MODIFY}&InstanceId={id}&SecurityGroupIds.1={group}")).ok();
        assert_eq!(attribute(&twin, &id)["SecurityGroupIds"]["SecurityGroupId"], json!([group]));
    }
}
