mod bandwidth;
mod effects;
mod errors;
mod facts;
mod families;
mod order;
mod pending;
mod sequences;

use crate::alibaba::ecs::{attribute, dry_run, in_every_shape, instances, invalid, missing, refusal, without_id};
use crate::support::{Answer, Twin};

/// One instance, stopped, and one that runs.
const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-bp67acfmxazb4p****"
    type = "ecs.g6.large"
    state = "stopped"
    bandwidth_out = 5
    disks = [{ id = "d-system", category = "cloud_essd", size = 40 }, { id = "d-data", category = "cloud_ssd", size = 100 }]

    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"
    bandwidth_out = 5
"#;

const STOPPED: &str = "InstanceId=i-bp67acfmxazb4p****";
const RUNNING: &str = "InstanceId=i-running";

fn modify(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("ModifyInstanceSpec&{parameters}"))
}

/// Outbound and inbound bandwidth of an instance.
fn bandwidths(twin: &Twin, id: &str) -> (u64, u64) {
    let seen = attribute(twin, id);
    let figure = |name: &str| seen[name].as_u64().expect("a number");
    (figure("InternetMaxBandwidthOut"), figure("InternetMaxBandwidthIn"))
}

fn instance_type(twin: &Twin, id: &str) -> String {
    attribute(twin, id)["InstanceType"].as_str().expect("a type").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let body = in_every_shape(WORLD, "ModifyInstanceSpec", &format!("{STOPPED}&InstanceType=ecs.g6.xlarge"));
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        let answer = twin.ecs_xml(&format!("ModifyInstanceSpec&{STOPPED}&InstanceType=ecs.g6.xlarge"));
        assert_eq!(answer.0.content_type, "text/xml;charset=utf-8");
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceSpecResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyInstanceSpecResponse>"#);
    }

    #[test]
    fn a_refusal_in_both_formats() {
        let twin = Twin::with(WORLD);
        let call = format!("ModifyInstanceSpec&{RUNNING}&InstanceType=ecs.g6.xlarge");
        insta::assert_snapshot!(twin.ecs(&call).0.body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","HostId":"ecs.cn-hangzhou.aliyuncs.com","Code":"InvalidInstanceStatus.NotStopped","Message":"The specified Instance status is not stopped.","Recommend":"https://api.aliyun.com/troubleshoot?q=InvalidInstanceStatus.NotStopped&product=Ecs&requestId=20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
        insta::assert_snapshot!(twin.ecs_xml(&call).0.body, @r#"<?xml version="1.0" encoding="UTF-8"?><Error><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><HostId>ecs.cn-hangzhou.aliyuncs.com</HostId><Code>InvalidInstanceStatus.NotStopped</Code><Message>The specified Instance status is not stopped.</Message><Recommend>https://api.aliyun.com/troubleshoot?q=InvalidInstanceStatus.NotStopped&amp;product=Ecs&amp;requestId=29235D21-6872-4B08-AFE5-A060C38D61CA</Recommend></Error>"#);
    }

    #[test]
    fn booleans_are_read_without_regard_to_case() {
        for (value, seen_at_once) in
            [("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false)]
        {
            let twin = Twin::with(WORLD);
            let call = format!("{STOPPED}&InternetMaxBandwidthOut=9&AllowMigrateAcrossZone={value}&DryRun={value}");
            let answer = modify(&twin, &call);
            assert_eq!(answer.0.code.as_deref() == Some("DryRunOperation"), seen_at_once, "{value}: {}", answer.0.body);
            modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=9&Async={value}")).ok();
            assert_eq!(bandwidths(&twin, "i-bp67acfmxazb4p****"), (9, 10));
        }
    }

    #[test]
    fn empty_values_are_absent() {
        let twin = Twin::with(WORLD);
        let empty = "InternetMaxBandwidthOut=&InternetMaxBandwidthIn=&Async=&ModifyMode=&SystemDisk.Category=&DryRun=\
                     &ClientToken=&Temporary.StartTime=&Temporary.EndTime=&AllowMigrateAcrossZone=";
        modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&{empty}")).ok();
        assert_eq!(instance_type(&twin, "i-bp67acfmxazb4p****"), "ecs.g6.xlarge");
    }

    #[test]
    fn what_sdks_send_beside_it_is_no_parameter_of_its_own() {
        let twin = Twin::with(WORLD);
        let legacy = "RegionId=cn-hangzhou&OwnerId=1&OwnerAccount=a&ResourceOwnerId=1&ResourceOwnerAccount=a\
                      &SignatureNonce=n&Timestamp=2026-11-21T08%3A00%3A00Z&SignatureMethod=HMAC-SHA1&AccessKeyId=AK";
        let answer = modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&{legacy}"));
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), None);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, "InstanceType=ecs.g6.xlarge").error(), missing("InstanceId"));
        assert_eq!(modify(&twin, "InstanceId=&InstanceType=ecs.g6.xlarge").error(), missing("InstanceId"));
    }

    #[test]
    fn a_mode_is_online_or_offline() {
        let twin = Twin::with(WORLD);
        for mode in ["online", "Hot"] {
            let answer = modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&ModifyMode={mode}"));
            assert_eq!(answer.error(), invalid("ModifyMode"));
        }
    }

    #[test]
    fn a_disk_is_named() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&Disk.2.Category=cloud_essd"));
        assert_eq!(answer.error(), missing("Disk.2.DiskId"));
    }

    #[test]
    fn a_dry_run_is_a_boolean() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&DryRun=1")).error(), invalid("DryRun"));
        assert_eq!(instance_type(&twin, "i-bp67acfmxazb4p****"), "ecs.g6.large");
    }

    #[test]
    fn disks_do_not_change_with_a_bandwidth() {
        let twin = Twin::with(WORLD);
        let disk = "Disk.1.DiskId=d-data&Disk.1.Category=cloud_essd";
        let text = "Too many parameters in one request.";
        for other in [
            "InternetMaxBandwidthOut=9",
            "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9",
        ] {
            let answer = modify(&twin, &format!("{STOPPED}&{disk}&{other}"));
            assert_eq!(answer.error(), refusal(400, "InvalidParameter.Mismatch", text), "{other}");
        }
    }

    #[test]
    fn type_rules_follow_the_status() {
        for (id, mode, allowed) in [
            (STOPPED, "", true),
            (STOPPED, "&ModifyMode=Offline", true),
            (STOPPED, "&ModifyMode=Online", true),
            (RUNNING, "", false),
            (RUNNING, "&ModifyMode=Offline", false),
            (RUNNING, "&ModifyMode=Online", true),
        ] {
            let answer = modify(&Twin::with(WORLD), &format!("{id}&InstanceType=ecs.g6.xlarge{mode}"));
            if allowed {
                answer.ok();
            } else {
                let text = "The specified Instance status is not stopped.";
                assert_eq!(answer.error(), refusal(400, "InvalidInstanceStatus.NotStopped", text), "{id}{mode}");
            }
        }
    }

    #[test]
    fn nothing_changes_while_the_status_does() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let bandwidth = |id: &str| modify(&twin, &format!("{id}&InternetMaxBandwidthOut=9"));
        let instance_type = |mode: &str| modify(&twin, &format!("{RUNNING}&InstanceType=ecs.g6.xlarge{mode}")).0.code;
        twin.ecs(&format!("StopInstance&{RUNNING}")).ok();
        twin.ecs(&format!("StartInstance&{STOPPED}")).ok();
        for id in [RUNNING, STOPPED] {
            let text = "The current status of the resource does not support this operation.";
            assert_eq!(bandwidth(id).error(), refusal(403, "InvalidStatus.ValueNotSupported", text));
        }
        assert_eq!(instance_type("").as_deref(), Some("InvalidInstanceStatus.NotStopped"), "it is stopping");
        assert_eq!(instance_type("&ModifyMode=Online").as_deref(), Some("InvalidInstanceStatus.NotStopped"));
        twin.advance("1m");
        bandwidth(RUNNING).ok();
        bandwidth(STOPPED).ok();
        assert_eq!(instance_type("").as_deref(), None);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_vendors_example_does_what_it_says() {
        let twin = Twin::demo();
        let call = "InstanceId=i-bp67acfmxazb4p****&InstanceType=ecs.g6.xlarge\
                    &ClientToken=0c593ea1-3bea-11e9-b96b-88e9fe637760";
        modify(&twin, call).ok();
        let seen = attribute(&twin, "i-bp67acfmxazb4p****");
        assert_eq!(
            (&seen["InstanceType"], &seen["Cpu"], &seen["Memory"]),
            (&"ecs.g6.xlarge".into(), &4.into(), &16384.into())
        );
        assert_eq!(seen["Status"], "Stopped");
        twin.ecs("StartInstance&InstanceId=i-bp67acfmxazb4p****").ok();
        assert_eq!(instance_type(&twin, "i-bp67acfmxazb4p****"), "ecs.g6.xlarge");
    }

    #[test]
    fn a_type_brings_its_family_and_its_credits() {
        let twin = Twin::with(WORLD);
        modify(&twin, &format!("{STOPPED}&InstanceType=ecs.t6-c1m2.large")).ok();
        let seen = &instances(&twin)[0];
        assert_eq!((&seen["InstanceTypeFamily"], &seen["CreditSpecification"]), (&"ecs.t6".into(), &"Standard".into()));
        modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.large")).ok();
        assert_eq!(instances(&twin)[0]["CreditSpecification"], "");
    }

    #[test]
    fn a_mode_of_credits_is_kept_among_burstable_types() {
        let twin = Twin::with(
            "[[ecs.instance]]\nid = \"i-t\"\ntype = \"ecs.t6-c1m1.large\"\nstate = \"stopped\"\ncredits = \"unlimited\"",
        );
        modify(&twin, "InstanceId=i-t&InstanceType=ecs.t6-c1m2.large").ok();
        assert_eq!(attribute(&twin, "i-t")["CreditSpecification"], "Unlimited");
    }

    #[test]
    fn a_system_disk_changes_with_a_retired_type_only() {
        let world = WORLD.replace("ecs.g6.large", "ecs.sn1.medium").replace("cloud_essd", "cloud");
        let call = format!("{STOPPED}&InstanceType=ecs.sn1ne.large&SystemDisk.Category=cloud_efficiency");
        let twin = Twin::with(&world);
        modify(&twin, &call).ok();
        assert_eq!(instance_type(&twin, "i-bp67acfmxazb4p****"), "ecs.sn1ne.large");
        let essd_only = format!("{STOPPED}&InstanceType=ecs.g7.large");
        for (from, category) in [("ecs.s2.large", "cloud_ssd"), ("ecs.sn1.medium", "cloud_efficiency")] {
            let twin = Twin::with(&WORLD.replace("ecs.g6.large", from));
            modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g5.large&SystemDisk.Category={category}")).ok();
            assert_eq!(disk(&twin, "d-system").0, category);
        }
        let twin = Twin::with(WORLD);
        modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&SystemDisk.Category=cloud_ssd")).ok();
        assert_eq!(disk(&twin, "d-system").0, "cloud_essd", "g6 is not retired");
        assert_eq!(
            modify(&twin, &essd_only).0.code.as_deref(),
            Some("InvalidInstanceType.NotSupportDiskCategory"),
            "because of d-data"
        );
    }

    /// Category and performance level of a disk.
    fn disk(twin: &Twin, id: &str) -> (String, Option<String>) {
        let answer = twin.ecs(&format!("DescribeDisks&RegionId=cn-hangzhou&DiskIds=%5B%22{id}%22%5D")).json();
        let disk = &answer["Disks"]["Disk"][0];
        let text = |name: &str| disk[name].as_str().expect("a text").to_owned();
        (text("Category"), Some(text("PerformanceLevel")).filter(|level| !level.is_empty()))
    }

    #[test]
    fn disks_change_with_the_type_or_alone() {
        let twin = Twin::with(WORLD);
        let disk_1 = "Disk.1.DiskId=d-data&Disk.1.Category=cloud_essd";
        modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g7.large&{disk_1}&Disk.1.PerformanceLevel=PL2")).ok();
        assert_eq!(instance_type(&twin, "i-bp67acfmxazb4p****"), "ecs.g7.large");
        assert_eq!(disk(&twin, "d-data"), ("cloud_essd".into(), Some("PL2".into())));
        modify(&twin, &format!("{STOPPED}&Disk.7.DiskId=d-data&Disk.7.Category=cloud_auto")).ok();
        assert_eq!(disk(&twin, "d-data"), ("cloud_auto".into(), None));
        modify(&twin, &format!("{STOPPED}&{disk_1}")).ok();
        assert_eq!(disk(&twin, "d-data"), ("cloud_essd".into(), Some("PL1".into())), "the level's default");
        assert_eq!(disk(&twin, "d-system").0, "cloud_essd", "the other one stands");
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let before = instances(&twin);
        assert_eq!(modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&DryRun=true")).error(), dry_run());
        assert_eq!(modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=50&DryRun=true")).error(), dry_run());
        let answer = modify(&twin, &format!("{RUNNING}&InstanceType=ecs.g6.xlarge&DryRun=true"));
        assert_eq!(answer.0.code.as_deref(), Some("InvalidInstanceStatus.NotStopped"), "it would not have succeeded");
        assert_eq!(instances(&twin), before);
    }

    #[test]
    fn a_token_is_good_for_one_effect() {
        let twin = Twin::with(WORLD);
        let wider = |more: &str| modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=9{more}"));
        let first = wider("&ClientToken=t");
        modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=3")).ok();
        let again = wider("&ClientToken=t");
        assert_eq!(without_id(&first), without_id(&again));
        assert_eq!(bandwidths(&twin, "i-bp67acfmxazb4p****"), (3, 10), "no second effect");
        assert_eq!(wider("&ClientToken=t&Async=true").0.code.as_deref(), Some("IdempotenceParamNotMatch"));
        assert_eq!(wider("&ClientToken=t&DryRun=true").error(), dry_run(), "and a dry run tells as much");
        wider("&ClientToken=T").ok();
        assert_eq!(bandwidths(&twin, "i-bp67acfmxazb4p****"), (9, 10), "case matters");
        twin.advance("24h");
        modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=3&ClientToken=t")).ok();
        assert_eq!(bandwidths(&twin, "i-bp67acfmxazb4p****"), (3, 10), "a token is forgotten after a day");
    }

    #[test]
    fn a_refused_call_leaves_its_token() {
        let twin = Twin::with(WORLD);
        let call = format!("{RUNNING}&InstanceType=ecs.g6.xlarge&ClientToken=t");
        assert_eq!(modify(&twin, &call).0.code.as_deref(), Some("InvalidInstanceStatus.NotStopped"));
        twin.ecs(&format!("StopInstance&{RUNNING}")).ok();
        modify(&twin, &call).ok();
        assert_eq!(instance_type(&twin, "i-running"), "ecs.g6.xlarge");
    }

    #[test]
    fn accounts_do_not_see_one_another() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&AccessKeyId=999999999999"));
        assert_eq!(answer.0.code.as_deref(), Some("InvalidInstanceId.NotFound"));
        let answer = modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&RegionId=cn-shanghai"));
        assert_eq!(
            answer.0.code.as_deref(),
            Some("InvalidInstanceId.NotFound"),
            "nor does a region that is named find others"
        );
    }
}
