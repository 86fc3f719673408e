use crate::alibaba::ecs::{
    attribute, dry_run, in_every_shape, instances, invalid, missing, refusal, status, without_id,
};
use crate::support::{Answer, Twin};

/// What a new instance needs.
const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

fn create(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("CreateInstance&{LEAST}{more}"))
}

#[track_caller]
fn id(answer: &Answer) -> String {
    answer.json()["InstanceId"].as_str().expect("an id").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let more = "&InstanceName=web&InternetMaxBandwidthOut=5&DeletionProtection=True&SystemDisk.Category=cloud_ssd";
        insta::assert_snapshot!(in_every_shape("", "CreateInstance", &format!("{LEAST}{more}")), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceId":"i-bpgdc5irqtnjwspllcos","OrderId":"","TradePrice":0.0}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::empty().ecs_xml(&format!("CreateInstance&{LEAST}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateInstanceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceId>i-bpgdc5irqtnjwspllcos</InstanceId><OrderId/><TradePrice>0</TradePrice></CreateInstanceResponse>"#);
    }

    #[test]
    fn every_parameter_is_seen_in_the_instance() {
        let twin = Twin::empty();
        let more = "&InstanceName=web&Description=data&HostName=host&ZoneId=cn-hangzhou-h&PrivateIpAddress=172.16.48.77\
                    &InternetMaxBandwidthOut=20&InternetMaxBandwidthIn=15&InternetChargeType=PayByBandwidth\
                    &InstanceChargeType=PrePaid&Period=1&KeyPairName=key&DeletionProtection=false&Tag.1.Key=a&Tag.1.Value=b";
        create(&twin, more).ok();
        let seen = &instances(&twin)[0];
        for (name, value) in [
            ("InstanceName", "web"),
            ("Description", "data"),
            ("HostName", "host"),
            ("ZoneId", "cn-hangzhou-h"),
            ("InternetChargeType", "PayByBandwidth"),
            ("InstanceChargeType", "PrePaid"),
            ("ExpiredTime", "2026-12-21T08:00Z"),
            ("KeyPairName", "key"),
        ] {
            assert_eq!(seen[name], value, "{name}");
        }
        assert_eq!((&seen["InternetMaxBandwidthOut"], &seen["InternetMaxBandwidthIn"]), (&20.into(), &15.into()));
        assert_eq!(seen["DeletionProtection"], false);
        assert_eq!(seen["Tags"]["Tag"], serde_json::json!([{ "TagKey": "a", "TagValue": "b" }]));
        assert_eq!(seen["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0], "172.16.48.77");
    }
}

mod validation {
    use super::*;

    #[test]
    fn required_parameters() {
        let twin = Twin::empty();
        for name in ["RegionId", "InstanceType", "ImageId"] {
            let rest: Vec<_> = LEAST.split('&').filter(|pair| !pair.starts_with(name)).collect();
            assert_eq!(twin.ecs(&format!("CreateInstance&{}", rest.join("&"))).error(), missing(name));
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_words_of_its_own() {
        let twin = Twin::empty();
        let other = |instance_type: &str| {
            twin.ecs(&format!("CreateInstance&{}", LEAST.replace("ecs.g6.large", instance_type))).error()
        };
        let text = "The specified InstanceType does not exist or beyond the permitted range.";
        assert_eq!(other("ecs.g6.huge"), refusal(400, "InvalidInstanceType.ValueNotSupported", text));
        let text = "The specified InstanceType has been offline.";
        assert_eq!(other("ecs.s2.large"), refusal(403, "InstanceType.Offline", text));
        let text = "The specified SecurityGroupId does not exist.";
        assert_eq!(
            create(&twin, "&SecurityGroupId=sg-x").error(),
            refusal(404, "InvalidSecurityGroupId.NotFound", text)
        );
        let text = "Specified virtual switch does not exist.";
        assert_eq!(create(&twin, "&VSwitchId=vsw-x").error(), refusal(404, "InvalidVSwitchId.NotFound", text));
        assert_eq!(create(&twin, "&InternetMaxBandwidthOut=101").error(), invalid("InternetMaxBandwidthOut"));
        let overdue = Twin::with("[[account]]\ncloud = \"ecs\"\nfacts = { in_arrears = true }");
        let text = "Your account has an outstanding payment.";
        assert_eq!(create(&overdue, "").error(), refusal(400, "Account.Arrearage", text));
        assert_eq!(instances(&twin), serde_json::json!([]));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_comes_to_rest_stopped_and_is_started_by_its_owner() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let id = id(&create(&twin, ""));
        assert_eq!(status(&twin, &id), "Pending");
        twin.advance("10s");
        assert_eq!(status(&twin, &id), "Stopped");
        twin.advance("1h");
        assert_eq!(status(&twin, &id), "Stopped");
        twin.ecs(&format!("StartInstance&InstanceId={id}")).ok();
        twin.advance("20s");
        assert_eq!(status(&twin, &id), "Running");
    }

    #[test]
    fn it_has_bandwidth_but_no_public_address() {
        let twin = Twin::empty();
        let seen = attribute(&twin, &id(&create(&twin, "&InternetMaxBandwidthOut=20")));
        assert_eq!((&seen["InternetMaxBandwidthOut"], &seen["InternetMaxBandwidthIn"]), (&20.into(), &20.into()));
        assert_eq!(seen["PublicIpAddress"]["IpAddress"], serde_json::json!([]));
    }

    #[test]
    fn it_is_made_in_the_region_that_is_named() {
        let twin = Twin::empty();
        let id = id(&twin.ecs(&format!("CreateInstance&{}", LEAST.replace("cn-hangzhou", "cn-shanghai"))));
        assert!(id.starts_with("i-uf6"), "{id}");
        assert_eq!(attribute(&twin, &id)["RegionId"], "cn-shanghai");
        assert_eq!(instances(&twin), serde_json::json!([]));
    }

    #[test]
    fn a_token_is_good_for_one_instance() {
        let twin = Twin::empty();
        assert_eq!(without_id(&create(&twin, "&ClientToken=t")), without_id(&create(&twin, "&ClientToken=t")));
        assert_eq!(instances(&twin).as_array().expect("a list").len(), 1);
        let text = "The request is retried with updated parameters.";
        let other = create(&twin, "&ClientToken=t&InstanceName=x").error();
        assert_eq!(other, refusal(400, "IdempotentParameterMismatch", text));
        twin.ecs(&format!("RunInstances&{LEAST}&ClientToken=t")).ok();
        assert_eq!(instances(&twin).as_array().expect("a list").len(), 2, "each action has tokens of its own");
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(create(&twin, "&DryRun=true").error(), dry_run());
        assert_eq!(instances(&twin), serde_json::json!([]));
    }
}
