//! `Filter.N` of the Describe operations.

use super::{missing, refusal};
use crate::support::Twin;

/// How many things an operation finds with these filters.
#[track_caller]
fn count(twin: &Twin, action: &str, filters: &[(&str, &str)]) -> u64 {
    let filters: String =
        (1..).zip(filters).map(|(n, (key, value))| format!("&Filter.{n}.Key={key}&Filter.{n}.Value={value}")).collect();
    twin.ecs(&format!("{action}&RegionId=cn-hangzhou{filters}")).json()["TotalCount"].as_u64().expect("a number")
}

const LAUNCH: &str = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
    &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

#[test]
fn things_are_found_by_when_they_were_made() {
    let twin = Twin::empty();
    let launched = twin.ecs(LAUNCH).json();
    let id = launched["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id");
    twin.ecs(&format!("CreateImage&RegionId=cn-hangzhou&InstanceId={id}&ImageName=first")).ok();
    twin.advance("1h");
    twin.ecs(LAUNCH).ok();
    twin.ecs(&format!("CreateImage&RegionId=cn-hangzhou&InstanceId={id}&ImageName=second")).ok();
    for action in ["DescribeInstances", "DescribeDisks", "DescribeImages&ImageOwnerAlias=self"] {
        for (filters, found) in [
            (&[][..], 2),
            (&[("CreationStartTime", "2026-11-21T08:00Z")], 2),
            (&[("CreationStartTime", "2026-11-21T08:30Z")], 1),
            (&[("CreationEndTime", "2026-11-21T08:30Z")], 1),
            (&[("CreationEndTime", "2026-11-21T07:59Z")], 0),
            (&[("CreationEndTime", "2026-11-21T09:00Z"), ("CreationStartTime", "2026-11-21T08:01Z")], 1),
        ] {
            assert_eq!(count(&twin, action, filters), found, "{action} {filters:?}");
        }
    }
}

#[test]
fn instances_are_found_by_when_they_expire() {
    let twin = Twin::empty();
    twin.ecs(LAUNCH).ok();
    twin.ecs(&format!("{LAUNCH}&InstanceChargeType=PrePaid&Period=1")).ok();
    for (filters, found) in [
        (&[("ExpiredEndTime", "2027-01-01T00:00Z")][..], 1),
        (&[("ExpiredStartTime", "2027-01-01T00:00Z")], 1),
        (&[("ExpiredStartTime", "2026-12-01T00:00Z")], 2),
        (&[("ExpiredStartTime", "2026-12-01T00:00Z"), ("ExpiredEndTime", "2026-12-31T00:00Z")], 1),
    ] {
        assert_eq!(count(&twin, "DescribeInstances", filters), found, "{filters:?}");
    }
}

#[test]
fn images_are_found_by_what_they_are_capable_of() {
    let twin = Twin::empty();
    let all = count(&twin, "DescribeImages", &[]);
    for (key, value, found) in [
        ("NetworkType", "vpc", all),
        ("NetworkType", "classic", 0),
        ("CpuOnlineUpgrade", "supported", 0),
        ("MemoryOnlineDowngrade", "unsupported", all),
    ] {
        assert_eq!(count(&twin, "DescribeImages", &[(key, value)]), found, "{key} {value}");
    }
}

#[test]
fn other_keys_and_values_are_refused() {
    let twin = Twin::empty();
    for (action, key, value) in [
        ("DescribeInstances", "Invalid filter.1.key.", "Invalid filter.1.value."),
        ("DescribeDisks", "The filter key is not found.", "The filter value is not valid."),
        ("DescribeImages", "The specified Filter Key is not found.", "The specified Filter Value is not valid."),
    ] {
        let call = |more: &str| twin.ecs(&format!("{action}&RegionId=cn-hangzhou{more}")).error();
        let unknown = call("&Filter.1.Key=Color&Filter.1.Value=red");
        assert_eq!(unknown, refusal(404, "InvalidFilterKey.NotFound", key));
        let today = call("&Filter.1.Key=CreationStartTime&Filter.1.Value=today");
        assert_eq!(today, refusal(404, "InvalidFilterValue", value));
        assert_eq!(call("&Filter.1.Value=red"), missing("Filter.1.Key"));
        assert_eq!(call("&Filter.1.Key=CreationStartTime"), missing("Filter.1.Value"));
    }
}
