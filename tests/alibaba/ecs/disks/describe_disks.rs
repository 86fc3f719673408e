use crate::alibaba::ecs::{dry_run, in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;
use std::collections::BTreeSet;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
    zone = "cn-hangzhou-h"
    disks = [{ id = "d-1", size = 40, category = "cloud_essd", performance_level = "PL1" }, { id = "d-2", size = 100, category = "cloud_efficiency" }]

    [[ecs.instance]]
    id = "i-2"
    type = "ecs.g6.large"
    state = "stopped"
    charge_type = "PrePaid"
    disks = [{ id = "d-3", size = 20, category = "cloud_ssd" }]
"#;

const NEW: &str = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
    &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeDisks&RegionId=cn-hangzhou{more}"))
}

/// The disks of a page.
#[track_caller]
fn disks(answer: &Answer) -> Vec<Value> {
    answer.json()["Disks"]["Disk"].as_array().expect("a list").clone()
}

/// The ids of the disks of a page.
#[track_caller]
fn ids(answer: &Answer) -> Vec<String> {
    disks(answer).iter().map(|disk| disk["DiskId"].as_str().expect("an id").to_owned()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-1&DiskType=system&AdditionalAttributes.1=IOPS";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeDisks", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"NextToken":"","Disks":{"Disk":[{"DiskId":"d-1","DiskName":"","Description":"","SerialNumber":"1","Status":"In_use","Type":"system","Category":"cloud_essd","PerformanceLevel":"PL1","Size":40,"RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-h","InstanceId":"i-1","Device":"/dev/xvda","ImageId":"aliyun_3_x64_20G_alibase_20240819.vhd","SourceSnapshotId":"","SourceDiskId":"","DataSource":{"Id":"","Type":""},"CreationTime":"2026-11-21T08:00:00Z","AttachedTime":"2026-11-21T08:00:00Z","DetachedTime":"","ExpiredTime":"2099-12-31T15:59Z","DiskChargeType":"PostPaid","Portable":false,"DeleteWithInstance":true,"DeleteAutoSnapshot":false,"EnableAutoSnapshot":false,"EnableAutomatedSnapshotPolicy":false,"AutoSnapshotPolicyId":"","Encrypted":false,"KMSKeyId":"","MultiAttach":"Disabled","MountInstanceNum":1,"MountInstances":{"MountInstance":[]},"Attachments":{"Attachment":[{"InstanceId":"i-1","Device":"/dev/xvda","AttachedTime":"2026-11-21T08:00:00Z"}]},"BdfId":"","IOPS":3800,"IOPSRead":3800,"IOPSWrite":3800,"Throughput":140,"ThroughputRead":140,"ThroughputWrite":140,"ProvisionedIops":0,"BurstingEnabled":false,"StorageSetId":"","StorageSetPartitionNumber":0,"StorageClusterId":"","Placement":{"ZoneIds":""},"ProductCode":"","ResourceGroupId":"","OperationLocks":{"OperationLock":[]},"Tags":{"Tag":[]}}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml("DescribeDisks&RegionId=cn-hangzhou&InstanceId=i-2");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeDisksResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><NextToken/><Disks><Disk><DiskId>d-3</DiskId><DiskName/><Description/><SerialNumber>3</SerialNumber><Status>In_use</Status><Type>system</Type><Category>cloud_ssd</Category><PerformanceLevel/><Size>20</Size><RegionId>cn-hangzhou</RegionId><ZoneId>cn-hangzhou-b</ZoneId><InstanceId>i-2</InstanceId><Device>/dev/xvda</Device><ImageId>aliyun_3_x64_20G_alibase_20240819.vhd</ImageId><SourceSnapshotId/><SourceDiskId/><DataSource><Id/><Type/></DataSource><CreationTime>2026-11-21T08:00:00Z</CreationTime><AttachedTime>2026-11-21T08:00:00Z</AttachedTime><DetachedTime/><ExpiredTime>2026-12-21T08:00Z</ExpiredTime><DiskChargeType>PrePaid</DiskChargeType><Portable>false</Portable><DeleteWithInstance>true</DeleteWithInstance><DeleteAutoSnapshot>false</DeleteAutoSnapshot><EnableAutoSnapshot>false</EnableAutoSnapshot><EnableAutomatedSnapshotPolicy>false</EnableAutomatedSnapshotPolicy><AutoSnapshotPolicyId/><Encrypted>false</Encrypted><KMSKeyId/><MultiAttach>Disabled</MultiAttach><MountInstanceNum>1</MountInstanceNum><MountInstances/><Attachments><Attachment><InstanceId>i-2</InstanceId><Device>/dev/xvda</Device><AttachedTime>2026-11-21T08:00:00Z</AttachedTime></Attachment></Attachments><BdfId/><IOPS>0</IOPS><IOPSRead>0</IOPSRead><IOPSWrite>0</IOPSWrite><Throughput>0</Throughput><ThroughputRead>0</ThroughputRead><ThroughputWrite>0</ThroughputWrite><ProvisionedIops>0</ProvisionedIops><BurstingEnabled>false</BurstingEnabled><StorageSetId/><StorageSetPartitionNumber>0</StorageSetPartitionNumber><StorageClusterId/><Placement><ZoneIds/></Placement><ProductCode/><ResourceGroupId/><OperationLocks/><Tags/></Disk></Disks></DescribeDisksResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_that_no_disk_has() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeDisks").error(), missing("RegionId"));
        for (more, status, code, text) in [
            ("DiskType=floppy", 400, "InvalidDiskType.ValueNotSupported", "The specified disk type is not supported."),
            ("Category=x", 400, "InvalidCategory.ValueNotSupported", "The specified disk category is not supported."),
            ("Status=Lost", 400, "InvalidStatus.ValueNotSupported", "The specified disk status is not supported."),
            ("DiskIds=d-1", 400, "InvalidParameter.DiskIds", "The specified parameter diskIds is not valid."),
            ("ZoneId=x", 400, "InvalidZoneId.NotFound", "The zoneId provided does not exist in our records."),
            ("LockReason=x", 404, "InvalidLockReason.NotFound", "The specified LockReason is not found."),
            ("MultiAttach=x", 403, "InvalidParameter.MultiAttach", "The specified param MultiAttach is not valid."),
            (
                "DiskChargeType=x",
                404,
                "InvalidDiskChargeType.NotFound",
                "The DiskChargeType does not exist in our records.",
            ),
        ] {
            assert_eq!(describe(&twin, &format!("&{more}")).error(), refusal(status, code, text), "{more}");
        }
        assert_eq!(describe(&twin, "&PageSize=101").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&DryRun=true").error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn local_disks_come_and_go_with_the_instance() {
        let twin = Twin::empty();
        let call = NEW.replace("ecs.g6.large", "ecs.d1.14xlarge");
        let launched = twin.ecs(&format!("{call}&DataDisk.1.Size=40&DataDisk.1.Device=/dev/xvdd")).json();
        let id = launched["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        let all = disks(&describe(&twin, "&PageSize=100"));
        let devices: BTreeSet<_> = all.iter().map(|disk| disk["Device"].to_string()).collect();
        assert_eq!((all.len(), devices.len()), (30, 30), "{devices:?}");
        let local = disks(&describe(&twin, "&Category=local_hdd_pro&PageSize=100"));
        assert_eq!(local.len(), 28);
        for disk in &local {
            let seen = ["Type", "Size", "PerformanceLevel", "Portable", "DeleteWithInstance", "InstanceId"];
            let expected: [Value; 6] =
                ["data".into(), 5500.into(), "".into(), false.into(), true.into(), id.clone().into()];
            assert_eq!(seen.map(|key| disk[key].clone()), expected);
        }
        assert_eq!(disks(&describe(&twin, "&Portable=true")).len(), 1);
        twin.ecs(&format!("DeleteInstance&InstanceId={id}&Force=true")).ok();
        assert!(disks(&describe(&twin, "")).is_empty());
    }

    #[test]
    fn local_disks_are_in_no_quota() {
        let world =
            "[[ecs.limits]]\ndisk_categories = [\"cloud_essd\"]\n[[ecs.type]]\ntype = \"ecs.i2.xlarge\"\ndisks = 1";
        Twin::with(world).ecs(&NEW.replace("ecs.g6.large", "ecs.i2.xlarge")).ok();
    }

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::with(WORLD);
        for (more, expected) in [
            ("", vec!["d-1", "d-2", "d-3"]),
            ("&DiskIds=%5B%22d-2%22,%22d-nowhere%22%5D", vec!["d-2"]),
            ("&InstanceId=i-2", vec!["d-3"]),
            ("&ZoneId=cn-hangzhou-h", vec!["d-1", "d-2"]),
            ("&DiskType=all", vec!["d-1", "d-2", "d-3"]),
            ("&DiskType=data", vec!["d-2"]),
            ("&Category=cloud_ssd", vec!["d-3"]),
            ("&Category=all&PerformanceLevel=PL1", vec!["d-1"]),
            ("&Status=In_use&DiskChargeType=PrePaid", vec!["d-3"]),
            ("&Status=Available", vec![]),
            ("&Portable=true", vec!["d-2"]),
            ("&DeleteWithInstance=False", vec![]),
            ("&Encrypted=true", vec![]),
            ("&Encrypted=false&EnableShared=false&DiskType=data", vec!["d-2"]),
            ("&LockReason=security", vec![]),
            ("&AutoSnapshotPolicyId=sp-1", vec![]),
            ("&MultiAttach=Enabled", vec![]),
            ("&PageSize=2&PageNumber=2", vec!["d-3"]),
        ] {
            assert_eq!(ids(&describe(&twin, more)), expected, "{more}");
        }
    }

    #[test]
    fn tokens_lead_through_all() {
        let twin = Twin::empty();
        twin.ecs(&format!("{NEW}&Amount=12")).ok();
        let all = ids(&describe(&twin, "&PageSize=100"));
        let first = describe(&twin, "&MaxResults=10");
        let token = first.json()["NextToken"].as_str().expect("a token").to_owned();
        assert_eq!((ids(&first).as_slice(), &token), (&all[..10], &all[9]));
        let rest = describe(&twin, &format!("&MaxResults=10&NextToken={token}"));
        assert_eq!((ids(&rest).as_slice(), &rest.json()["NextToken"]), (&all[10..], &"".into()));
    }

    #[test]
    fn ten_to_five_hundred_are_on_a_page_by_token() {
        let twin = Twin::with(WORLD);
        for (asked, size) in [(-1, 10), (0, 10), (9, 10), (10, 10), (500, 500), (501, 500)] {
            let answer = describe(&twin, &format!("&MaxResults={asked}")).json();
            assert_eq!((&answer["PageSize"], &answer["TotalCount"]), (&size.into(), &3.into()), "{asked}");
        }
    }

    #[test]
    fn a_launch_makes_disks_as_it_is_asked() {
        let twin = Twin::empty();
        let more = "&SystemDisk.Size=60&SystemDisk.DiskName=root&SystemDisk.Description=of+the+system\
            &DataDisk.1.Size=200&DataDisk.1.Category=cloud_ssd&DataDisk.1.DiskName=store\
            &DataDisk.1.DeleteWithInstance=false";
        twin.ecs(&format!("{NEW}{more}")).ok();
        let data = disks(&describe(&twin, "&DiskName=store")).remove(0);
        assert_eq!(
            (&data["Size"], &data["Category"], &data["Type"]),
            (&200.into(), &"cloud_ssd".into(), &"data".into())
        );
        assert_eq!((&data["DeleteWithInstance"], &data["ImageId"]), (&false.into(), &"".into()));
        let system = disks(&describe(&twin, "&DiskType=system")).remove(0);
        assert_eq!((&system["DiskName"], &system["Description"]), (&"root".into(), &"of the system".into()));
        assert_eq!((&system["Size"], &system["PerformanceLevel"]), (&60.into(), &"PL1".into()));
        assert_eq!(system["ImageId"], "aliyun_3_x64_20G_alibase_20240819.vhd");
    }

    #[test]
    fn a_disk_that_stays_is_available() {
        let twin = Twin::empty();
        let answer = twin.ecs(&format!("{NEW}&DataDisk.1.Size=20&DataDisk.1.DeleteWithInstance=false")).json();
        let id = answer["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        twin.ecs(&format!("DescribeInstanceAttribute&InstanceId={id}")).ok();
        twin.advance("1h");
        twin.ecs(&format!("DeleteInstance&InstanceId={id}&Force=true")).ok();
        let left = disks(&describe(&twin, ""));
        assert_eq!(left.len(), 1);
        assert_eq!((&left[0]["Status"], &left[0]["InstanceId"]), (&"Available".into(), &"".into()));
        assert_eq!(left[0]["DetachedTime"], "2026-11-21T09:00:00Z");
        assert_eq!((&left[0]["Device"], &left[0]["MountInstanceNum"]), (&"".into(), &0.into()));
    }

    #[test]
    fn a_changed_specification_shows() {
        let twin = Twin::with(WORLD);
        let change = "&Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd&Disk.1.PerformanceLevel=PL2";
        twin.ecs(&format!("ModifyInstanceSpec&InstanceId=i-1{change}")).ok();
        let disk = disks(&describe(&twin, "&DiskIds=%5B%22d-1%22%5D&AdditionalAttributes.1=IOPS")).remove(0);
        assert_eq!((&disk["PerformanceLevel"], &disk["IOPS"]), (&"PL2".into(), &6000.into()));
    }
}
