use crate::alibaba::ecs::{dry_run, in_every_shape, locked, missing, not_found, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
    disks = [{ id = "d-1", size = 60, category = "cloud_essd", performance_level = "PL1" }, { id = "d-2", size = 100, category = "cloud_ssd" }]

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security"]
"#;

fn create(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("CreateImage&RegionId=cn-hangzhou{more}"))
}

/// The own images, whatever their status.
#[track_caller]
fn own(twin: &Twin) -> Vec<Value> {
    let call = "DescribeImages&RegionId=cn-hangzhou&ImageOwnerAlias=self&Status=Creating,Available";
    twin.ecs(call).json()["Images"]["Image"].as_array().expect("a list").clone()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-1&ImageName=mine&Description=of+it&Tag.1.key=a&Tag.1.value=b\
            &DetectionStrategy=Standard&Features.ImdsSupport=v2";
        insta::assert_snapshot!(in_every_shape(WORLD, "CreateImage", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","ImageId":"m-bpgdc5wnnia8lf8g0xzj"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateImageResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><ImageId>m-bpgdc5wnnia8lf8g0xzj</ImageId></CreateImageResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("CreateImage").error(), missing("RegionId"));
        let text = "The input parameter SnapshotId or InstanceId or DiskDeviceMapping that is mandatory for processing \
                    this request is not supplied.";
        assert_eq!(create(&twin, "").error(), refusal(400, "MissingParameter", text));
        assert_eq!(create(&twin, "&InstanceId=i-nowhere").error(), not_found());
        for (more, name) in
            [("&SnapshotId=s-1", "SnapshotId"), ("&DiskDeviceMapping.1.Size=5", "DiskDeviceMapping.1.Size")]
        {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            assert_eq!(create(&twin, more).error(), refusal(400, "UnsupportedParameter", &text));
        }
    }

    #[test]
    fn names_and_descriptions_are_good() {
        let twin = Twin::with(WORLD);
        let name = refusal(400, "InvalidImageName.Malformed", "The specified Image name is wrongly formed.");
        for bad in ["x", "1x", "http://x", "aliyun-x", "a+b"] {
            assert_eq!(create(&twin, &format!("&InstanceId=i-1&ImageName={bad}")).error(), name, "{bad}");
        }
        let text = "The specified description is wrongly formed.";
        let answer = create(&twin, "&InstanceId=i-1&Description=x");
        assert_eq!(answer.error(), refusal(400, "InvalidDescription.Malformed", text));
        create(&twin, "&InstanceId=i-1&ImageName=mine").ok();
        let text = "The specified Image name has already bean used.";
        let answer = create(&twin, "&InstanceId=i-1&ImageName=mine");
        assert_eq!(answer.error(), refusal(400, "InvalidImageName.Duplicated", text));
    }

    #[test]
    fn the_instance_is_at_rest_and_not_locked() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let (_, code, text) = locked();
        assert_eq!(create(&twin, "&InstanceId=i-locked").error(), refusal(400, &code, &text));
        twin.ecs("StopInstance&InstanceId=i-1").ok();
        let text = "The current status of the instance does not support this operation.";
        assert_eq!(create(&twin, "&InstanceId=i-1").error(), refusal(400, "IncorrectInstanceStatus", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn local_disks_are_left_out() {
        let twin = Twin::with("[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.i2.2xlarge\"");
        create(&twin, "&InstanceId=i-1&ImageName=mine").ok();
        let image = own(&twin).remove(0);
        let mappings = image["DiskDeviceMappings"]["DiskDeviceMapping"].as_array().expect("a list").clone();
        assert_eq!((mappings.len(), &mappings[0]["Type"]), (1, &"system".into()));
    }

    #[test]
    fn it_has_the_disks_of_the_instance() {
        let twin = Twin::with(WORLD);
        let id = create(&twin, "&InstanceId=i-1&ImageName=mine&ImageVersion=7").json()["ImageId"].clone();
        twin.ecs("DescribeRegions").ok();
        let image = own(&twin).remove(0);
        assert_eq!((&image["ImageId"], &image["ImageVersion"], &image["Size"]), (&id, &"7".into(), &60.into()));
        assert_eq!((&image["Platform"], &image["Progress"]), (&"Aliyun".into(), &"100%".into()));
        let mappings = image["DiskDeviceMappings"]["DiskDeviceMapping"].as_array().expect("a list").clone();
        let sizes: Vec<_> = mappings.iter().map(|disk| (disk["Type"].clone(), disk["Size"].clone())).collect();
        assert_eq!(sizes, [("system".into(), "60".into()), ("data".into(), "100".into())]);
        assert!(mappings[0]["SnapshotId"].as_str().expect("an id").starts_with("s-bp"));
    }

    #[test]
    fn it_takes_its_time_and_cannot_be_launched_before() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id =
            create(&twin, "&InstanceId=i-1&ImageFamily=mine").json()["ImageId"].as_str().expect("an id").to_owned();
        assert_eq!((&own(&twin)[0]["Status"], &own(&twin)[0]["Progress"]), (&"Creating".into(), &"0%".into()));
        let launch = format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={id}");
        let text = "The specified Image is disabled or is deleted.";
        assert_eq!(twin.ecs(&launch).error(), refusal(403, "OperationDenied.ImageNotValid", text));
        twin.advance("1m");
        assert_eq!(own(&twin)[0]["Status"], "Available");
        twin.ecs(&launch).ok();
    }

    #[test]
    fn a_launch_from_it_has_its_disks() {
        let twin = Twin::with(WORLD);
        create(&twin, "&InstanceId=i-1&ImageFamily=mine").ok();
        let launch = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageFamily=mine\
            &DataDisk.1.Size=20&DataDisk.1.Category=cloud_efficiency";
        let answer = twin.ecs(launch).json();
        let id = answer["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        let disks = twin.ecs(&format!("DescribeDisks&RegionId=cn-hangzhou&InstanceId={id}")).json();
        let disks = disks["Disks"]["Disk"].as_array().expect("a list").clone();
        let mut seen: Vec<_> = disks.iter().map(|disk| (disk["Device"].clone(), disk["Size"].clone())).collect();
        seen.sort_by_key(|(device, _)| device.to_string());
        assert_eq!(
            seen,
            [("/dev/xvda".into(), 60.into()), ("/dev/xvdb".into(), 100.into()), ("/dev/xvdc".into(), Value::from(20))]
        );
        assert_eq!(own(&twin)[0]["Usage"], "instance");
        let text = "The specified parameter SystemDisk.Size is less than the image size.";
        let small = twin.ecs(&format!("{launch}&SystemDisk.Size=59"));
        assert_eq!(small.error(), refusal(404, "InvalidSystemDiskSize.LessThanImageSize", text));
    }

    #[test]
    fn a_token_makes_one_and_a_dry_run_none() {
        let twin = Twin::with(WORLD);
        assert_eq!(create(&twin, "&InstanceId=i-1&DryRun=true").error(), dry_run());
        let once = create(&twin, "&InstanceId=i-1&ClientToken=t").json()["ImageId"].clone();
        assert_eq!(create(&twin, "&InstanceId=i-1&ClientToken=t").json()["ImageId"], once);
        assert_eq!(own(&twin).len(), 1);
    }
}
