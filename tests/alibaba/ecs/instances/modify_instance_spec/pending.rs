//! What is on its way counts, and refuses what cannot go with it.

use super::{RUNNING, STOPPED, WORLD, bandwidths, instance_type, modify};
use crate::alibaba::ecs::{attribute, instances, refusal, status, wrong_status};
use crate::support::{Answer, Twin};

const ID: &str = "i-bp67acfmxazb4p****";
const XLARGE: &str = "InstanceType=ecs.g6.xlarge&Async=true";

fn realistic(more: &str) -> Twin {
    Twin::new("transitions = \"realistic\"", &format!("{WORLD}{more}"))
}

/// Two instances without bandwidth, with a free elastic address.
fn without_bandwidth() -> (Twin, String) {
    let twin = Twin::new("transitions = \"realistic\"", &WORLD.replace("bandwidth_out = 5", "bandwidth_out = 0"));
    let eip =
        twin.ecs("AllocateEipAddress&RegionId=cn-hangzhou").json()["AllocationId"].as_str().expect("an id").into();
    (twin, eip)
}

#[test]
fn an_instance_does_not_leave_its_state_before_the_change_is_made() {
    let twin = realistic("");
    modify(&twin, &format!("{STOPPED}&{XLARGE}")).ok();
    modify(&twin, &format!("{RUNNING}&InternetMaxBandwidthOut=9&Async=true")).ok();
    let before = instances(&twin);
    let region = "RegionId=cn-hangzhou";
    for call in [
        format!("StartInstance&{STOPPED}"),
        format!("StartInstances&{region}&InstanceId.1={ID}"),
        format!("StopInstance&{RUNNING}"),
        format!("StopInstances&{region}&InstanceId.1=i-running"),
        format!("RebootInstance&{RUNNING}"),
        format!("RebootInstances&{region}&InstanceId.1=i-running"),
    ] {
        assert_eq!(twin.ecs(&call).error(), wrong_status(), "{call}");
    }
    let first = format!("StartInstances&{region}&InstanceId.1={ID}&BatchOptimization=SuccessFirst");
    assert!(twin.ecs(&first).ok().contains("IncorrectInstanceStatus"));
    assert_eq!(instances(&twin), before);
    twin.advance("10s");
    assert_eq!((instance_type(&twin, ID), bandwidths(&twin, "i-running")), ("ecs.g6.xlarge".into(), (9, 10)));
    twin.ecs(&format!("StartInstance&{STOPPED}")).ok();
    twin.ecs(&format!("StopInstance&{RUNNING}")).ok();
}

#[test]
fn an_elastic_address_and_a_bandwidth_on_its_way_exclude_each_other() {
    let associate = |twin: &Twin, eip: &str, id: &str| -> [Answer; 2] {
        let call = format!("AssociateEipAddress&RegionId=cn-hangzhou&AllocationId={eip}&{id}");
        [twin.ecs(&call), twin.vpc(&call)]
    };
    let (twin, eip) = without_bandwidth();
    modify(&twin, &format!("{RUNNING}&InternetMaxBandwidthOut=9&Async=true")).ok();
    let text = "Current instance status does not support this operation.";
    for answer in associate(&twin, &eip, RUNNING) {
        assert_eq!(answer.error(), refusal(400, "IncorrectInstanceStatus", text));
    }
    twin.advance("10s");
    let text = "Eip can not bind with instance when it's bandwidth is not zero.";
    let has_bandwidth = refusal(400, "Forbidden.InstanceBandwidthNotZero", text);
    for answer in associate(&twin, &eip, RUNNING) {
        assert_eq!(answer.error(), has_bandwidth);
    }
    let (twin, eip) = without_bandwidth();
    let temporary = "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z\
                     &Temporary.InternetMaxBandwidthOut=9";
    modify(&twin, &format!("{RUNNING}&{temporary}")).ok();
    for answer in associate(&twin, &eip, RUNNING) {
        assert_eq!(answer.error(), has_bandwidth, "it is planned");
    }
    twin.advance("2h");
    associate(&twin, &eip, RUNNING)[0].ok();
    assert_eq!(bandwidths(&twin, "i-running"), (0, 10));
}

#[test]
fn billing_and_specification_wait_for_the_change() {
    let twin = realistic("");
    modify(&twin, &format!("{STOPPED}&{XLARGE}")).ok();
    let before = attribute(&twin, ID);
    let subscribe =
        "ModifyInstanceChargeType&RegionId=cn-hangzhou&InstanceIds=%5B%22i-bp67acfmxazb4p****%22%5D&Period=1";
    let text = "The current status of the resource does not support this operation.";
    assert_eq!(twin.ecs(subscribe).error(), refusal(400, "InvalidStatus.ValueNotSupported", text));
    let network = format!("ModifyInstanceNetworkSpec&{STOPPED}&InternetMaxBandwidthOut=9");
    let text = "The previous request is still processing, please try again later.";
    assert_eq!(twin.ecs(&network).error(), refusal(400, "LastRequestProcessing", text));
    for change in ["InternetMaxBandwidthOut=9", "InstanceType=ecs.g6.2xlarge", "InternetMaxBandwidthOut=9&Async=true"] {
        let answer = modify(&twin, &format!("{STOPPED}&{change}"));
        assert_eq!(answer.0.code.as_deref(), Some("InstanceSpecModification.NotEffective"), "{change}");
    }
    let after = attribute(&twin, ID);
    for name in ["InstanceType", "InternetMaxBandwidthOut", "InstanceChargeType", "Status"] {
        assert_eq!(before[name], after[name]);
    }
    twin.advance("10s");
    twin.ecs(&network).ok();
    twin.ecs(subscribe).ok();
}

#[test]
fn a_call_with_the_token_of_a_change_on_its_way_is_told_to_come_later() {
    let twin = realistic("");
    let call = format!("{STOPPED}&{XLARGE}&ClientToken=t");
    modify(&twin, &call).ok();
    let processing = refusal(403, "LastTokenProcessing", "The last token request is processing.");
    assert_eq!(modify(&twin, &call).error(), processing);
    assert_eq!(modify(&twin, &format!("{call}&DryRun=true")).error(), processing);
    let other = modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.2xlarge&ClientToken=t"));
    assert_eq!(other.0.code.as_deref(), Some("IdempotenceParamNotMatch"), "another call");
    let other = modify(&twin, &format!("{call}2"));
    assert_eq!(other.0.code.as_deref(), Some("InstanceSpecModification.NotEffective"), "another token");
    twin.advance("10s");
    modify(&twin, &call).ok();
    assert_eq!(instance_type(&twin, ID), "ecs.g6.xlarge");
}

#[test]
fn changes_on_their_way_count_in_the_quotas() {
    let both = |limits: &str, first: &str, second: &str| {
        let world = format!(
            "{}\n[[ecs.limits]]\n{limits}",
            WORLD.replace(
                "id = \"i-running\"",
                "id = \"i-2\"\nstate = \"stopped\"\ndisks = [{ id = \"d-2\", category = \"cloud_essd\", size = 40 }]"
            )
        );
        let twin = Twin::new("transitions = \"realistic\"", &world);
        modify(&twin, &format!("{STOPPED}&{first}&Async=true")).ok();
        modify(&twin, &format!("InstanceId=i-2&{second}")).error().1
    };
    let xlarge = "InstanceType=ecs.g6.xlarge";
    assert_eq!(both("instances = { \"ecs.g6.xlarge\" = 1 }", xlarge, xlarge), "QuotaExceed.ElasticQuota");
    assert_eq!(both("vcpus = 6", xlarge, xlarge), "QuotaExceed.ElasticQuota");
    let wider = "InternetMaxBandwidthOut=50";
    assert_eq!(both("bandwidth_by_traffic = 99", wider, wider), "QuotaExceeded.InternetBandwidth");
    let temporary = "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z\
                     &Temporary.InternetMaxBandwidthOut=50";
    assert_eq!(both("bandwidth_by_traffic = 99", temporary, temporary), "QuotaExceeded.InternetBandwidth");
    let disk = |id: &str| format!("Disk.1.DiskId={id}&Disk.1.Category=cloud_auto");
    assert_eq!(both("disk_capacity = { cloud_auto = 139 }", &disk("d-data"), &disk("d-2")), "QuotaExceed.DiskCapacity");
}

#[test]
fn a_temporary_bandwidth_that_is_made_after_its_end_does_not_begin() {
    let twin = realistic("");
    let temporary = "Temporary.StartTime=2026-11-21T08:00:01Z&Temporary.EndTime=2026-11-21T08:00:05Z\
                     &Temporary.InternetMaxBandwidthOut=50&Async=true";
    modify(&twin, &format!("{STOPPED}&{temporary}")).ok();
    twin.advance("1h");
    assert_eq!(bandwidths(&twin, ID), (5, 10));
    assert_eq!(twin.app.simulation.lock().world.pending_event_count(), 0);
}

#[test]
fn an_instance_that_is_released_takes_its_change_with_it() {
    let world = "\n[[ecs.stock]]\ntype = \"ecs.g6.xlarge\"\ncount = 1\n";
    let twin = realistic(world);
    modify(&twin, &format!("{STOPPED}&{XLARGE}")).ok();
    twin.ecs(&format!("DeleteInstance&{STOPPED}")).ok();
    twin.advance("10s");
    assert_eq!(instance_type(&twin, ID), "ecs.g6.large", "it is on its way out");
    twin.advance("20s");
    twin.ecs(&format!("StopInstance&{RUNNING}")).ok();
    twin.advance("30s");
    modify(&twin, &format!("{RUNNING}&InstanceType=ecs.g6.xlarge")).ok();
    assert_eq!(status(&twin, "i-running"), "Stopped");
}
