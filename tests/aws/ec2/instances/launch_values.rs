//! RunInstances: values that go together, and those that do not.

use super::*;

fn all(twin: &Twin) -> usize {
    twin.ec2("DescribeInstances").all("instanceId").len()
}

#[test]
fn a_volume_is_as_large_as_its_snapshot() {
    let twin = Twin::empty();
    let volume = |image: &str, device: &str, ebs: &str| {
        let mapping = format!("&BlockDeviceMapping.1.DeviceName={device}&BlockDeviceMapping.1.Ebs.{ebs}");
        twin.ec2(&format!("RunInstances&ImageId={image}&MinCount=1&MaxCount=1{mapping}"))
    };
    let small = |gib: u32, snapshot: &str, min: u32| {
        let text = format!("Volume of size {gib}GB is smaller than  snapshot '{snapshot}', expect size >= {min}GB");
        refused("InvalidBlockDeviceMapping", &text)
    };
    let public = "snap-0abcdef1234567890";
    assert_eq!(volume(IMAGE, "/dev/xvda", "VolumeSize=4").error(), small(4, public, 8));
    assert_eq!(
        volume(IMAGE, "/dev/sdf", &format!("VolumeSize=7&BlockDeviceMapping.1.Ebs.SnapshotId={public}")).error(),
        small(7, public, 8)
    );
    assert_eq!(all(&twin), 0);
    let id = volume(IMAGE, "/dev/sdf", "VolumeSize=40").one("instanceId");
    let image = twin.ec2(&format!("CreateImage&InstanceId={id}&Name=own")).one("imageId");
    let snapshots = twin.ec2(&format!("DescribeImages&ImageId.1={image}")).all("snapshotId");
    assert_eq!(volume(&image, "/dev/sdf", "VolumeSize=39").error(), small(39, &snapshots[1], 40));
    let ebs = format!("SnapshotId={}", snapshots[1]);
    let id = volume(IMAGE, "/dev/sdg", &ebs).one("instanceId");
    let filter = format!("Filter.1.Name=attachment.instance-id&Filter.1.Value.1={id}");
    let mut sizes = twin.ec2(&format!("DescribeVolumes&{filter}")).all("size");
    sizes.sort();
    assert_eq!(sizes, ["40", "8"], "the size of the snapshot");
    volume(&image, "/dev/sdf", "VolumeSize=41").ok();
    volume("ami-0000000000000dead", "/dev/xvda", "VolumeSize=4").ok();
}

#[test]
fn volumes_have_the_performance_of_their_types() {
    let twin = Twin::empty();
    let volume = |ebs: &str| {
        let prefix = "BlockDeviceMapping.1.Ebs.";
        let ebs: String = ebs.split(' ').map(|one| format!("&{prefix}{one}")).collect();
        launch(&twin, &format!("&BlockDeviceMapping.1.DeviceName=/dev/sdf{ebs}"))
    };
    let combination = |text: &str| refused("InvalidParameterCombination", text);
    let value = |text: &str| refused("InvalidParameterValue", text);
    for (ebs, error) in [
        ("VolumeType=gp2 Iops=100", combination("The parameter iops is not supported for gp2 volumes.")),
        ("VolumeType=io2", combination("The parameter iops must be specified for io2 volumes.")),
        ("VolumeType=io1", combination("The parameter iops must be specified for io1 volumes.")),
        ("VolumeType=gp2 Throughput=125", combination("throughput can only be specified for volumeType gp3.")),
        ("VolumeType=io1 Iops=100 Throughput=125", combination("throughput can only be specified for volumeType gp3.")),
        ("Iops=2999", value("Volume iops of 2999 is too low; minimum is 3000.")),
        ("VolumeType=io1 Iops=99", value("Volume iops of 99 is too low; minimum is 100.")),
        ("VolumeType=io1 Iops=64001", value("Volume iops of 64001 is too high; maximum is 64000.")),
        ("Iops=15000", value("Iops to volume size ratio of 750.000000 is too high; maximum is 500")),
        ("VolumeType=io1 Iops=1001", value("Iops to volume size ratio of 50.050000 is too high; maximum is 50")),
        ("VolumeType=io2 Iops=20001", value("Iops to volume size ratio of 1000.050000 is too high; maximum is 1000")),
        ("Throughput=124", value("Volume throughput of 124 is too low; minimum is 125.")),
        (
            "Throughput=1000",
            value("Throughput (MiBps) to iops ratio of 0.333333 is too high; maximum is 0.250000 MiBps per iops"),
        ),
    ] {
        assert_eq!(volume(&format!("VolumeSize=20 {ebs}")).error(), error, "{ebs}");
    }
    assert_eq!(all(&twin), 0);
    for ebs in [
        "VolumeSize=1 Iops=3000 Throughput=750",
        "VolumeSize=20 Iops=10000 Throughput=2000",
        "VolumeSize=4 VolumeType=io2 Iops=4000",
        "VolumeSize=20 VolumeType=io1 Iops=1000",
    ] {
        volume(ebs).ok();
    }
}

#[test]
fn types_that_are_never_ebs_optimized_are_refused() {
    let twin = Twin::empty();
    let text = "The requested configuration is currently not supported. Please check the documentation for supported \
                configurations.";
    let run =
        |instance_type: &str, on: &str| launch(&twin, &format!("&InstanceType={instance_type}&EbsOptimized={on}"));
    assert_eq!(run("t2.micro", "true").error(), refused("Unsupported", text));
    assert_eq!(all(&twin), 0);
    run("t2.micro", "false").ok();
    run("t3.micro", "true").ok();
}

#[test]
fn tags_that_the_metadata_show_can_be_part_of_a_path() {
    let twin = Twin::empty();
    let launch = |key: &str, shown: &str| {
        let tag = format!("&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key={key}");
        launch(&twin, &format!("{tag}&MetadataOptions.InstanceMetadataTags={shown}"))
    };
    for key in ["team.example/pool", "Patch Group", ".", "..", "_index"] {
        assert_eq!(launch(key, "enabled").error(), tag_key(key));
    }
    assert_eq!(all(&twin), 0);
    launch("team.example/pool", "disabled").ok();
    launch("a-b_c%2Bd=e,f.g@h:1", "enabled").ok();
}
