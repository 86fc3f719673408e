//! RunInstances: values that go together, and those that do not.

use super::*;
use proptest::prelude::*;
use proptest::sample::subsequence;

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
        ("VolumeType=gp3 Iops=2999", value("Volume iops of 2999 is too low; minimum is 3000.")),
        ("VolumeType=io1 Iops=99", value("Volume iops of 99 is too low; minimum is 100.")),
        ("VolumeType=io1 Iops=64001", value("Volume iops of 64001 is too high; maximum is 64000.")),
        ("VolumeType=gp3 Iops=15000", value("Iops to volume size ratio of 750.000000 is too high; maximum is 500")),
        ("VolumeType=io1 Iops=1001", value("Iops to volume size ratio of 50.050000 is too high; maximum is 50")),
        ("VolumeType=io2 Iops=20001", value("Iops to volume size ratio of 1000.050000 is too high; maximum is 1000")),
        ("VolumeType=gp3 Throughput=124", value("Volume throughput of 124 is too low; minimum is 125.")),
        (
            "VolumeType=gp3 Throughput=1000",
            value("Throughput (MiBps) to iops ratio of 0.333333 is too high; maximum is 0.250000 MiBps per iops"),
        ),
    ] {
        assert_eq!(volume(&format!("VolumeSize=20 {ebs}")).error(), error, "{ebs}");
    }
    assert_eq!(all(&twin), 0);
    for ebs in [
        "VolumeSize=1 VolumeType=gp3 Iops=3000 Throughput=750",
        "VolumeSize=20 VolumeType=gp3 Iops=10000 Throughput=2000",
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

/// A parameter of a launch, and what shows it: an action, an element of its answer, and the value.
const SHOWN: &[(&str, &str, &str, &str)] = &[
    ("InstanceType=t3.large", "DescribeInstances", "instanceType", "t3.large"),
    ("InstanceType=m5.large", "DescribeInstances", "instanceType", "m5.large"),
    ("InstanceType=t2.micro", "DescribeInstances", "instanceType", "t2.micro"),
    ("KeyName=key", "DescribeInstances", "keyName", "key"),
    ("EbsOptimized=true", "DescribeInstances", "ebsOptimized", "true"),
    ("Monitoring.Enabled=true", "DescribeInstances", "monitoring", "enabled"),
    ("MetadataOptions.HttpPutResponseHopLimit=7", "DescribeInstances", "httpPutResponseHopLimit", "7"),
    ("CpuOptions.CoreCount=1&CpuOptions.ThreadsPerCore=1", "DescribeInstances", "threadsPerCore", "1"),
    ("Placement.AvailabilityZone=us-east-1b", "DescribeInstances", "availabilityZone", "us-east-1b"),
    ("Placement.Tenancy=dedicated", "DescribeInstances", "tenancy", "dedicated"),
    ("PrivateIpAddress=172.31.16.77", "DescribeInstances", "privateIpAddress", "172.31.16.77"),
    ("ClientToken=token", "DescribeInstances", "clientToken", "token"),
    (
        "CreditSpecification.CpuCredits=standard",
        "DescribeInstanceCreditSpecifications&InstanceId.1=",
        "cpuCredits",
        "standard",
    ),
    (
        "CapacityReservationSpecification.CapacityReservationPreference=none",
        "DescribeInstances",
        "capacityReservationPreference",
        "none",
    ),
    ("HibernationOptions.Configured=true", "DescribeInstances", "configured", "true"),
    (
        "BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.Encrypted=true",
        "DescribeVolumes",
        "encrypted",
        "true",
    ),
    ("BlockDeviceMapping.2.DeviceName=/dev/sdg&BlockDeviceMapping.2.Ebs.VolumeSize=9", "DescribeVolumes", "size", "9"),
    (
        "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.Description=first",
        "DescribeInstances",
        "description",
        "first",
    ),
    (
        "TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value=v",
        "DescribeInstances",
        "value",
        "v",
    ),
    ("UserData=c2VjcmV0", "DescribeInstanceAttribute&Attribute=userData&InstanceId=", "value", "c2VjcmV0"),
    ("DisableApiStop=true", "DescribeInstanceAttribute&Attribute=disableApiStop&InstanceId=", "value", "true"),
    (
        "InstanceInitiatedShutdownBehavior=terminate",
        "DescribeInstanceAttribute&Attribute=instanceInitiatedShutdownBehavior&InstanceId=",
        "value",
        "terminate",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_launch_accepts_is_shown(chosen in subsequence(SHOWN, 0..8)) {
        let twin = Twin::empty();
        let parameters: Vec<_> = chosen.iter().map(|(parameter, ..)| *parameter).collect();
        let call = format!("RunInstances&ImageId={IMAGE}&MinCount=1&MaxCount=1&{}", parameters.join("&"));
        let answer = twin.ec2(&call);
        if answer.0.status != 200 {
            prop_assert_eq!(all(&twin), 0, "{}", call);
            return Ok(());
        }
        let id = answer.one("instanceId");
        // Of two values of one parameter, the last counts.
        let last = |name: &str| parameters.iter().rfind(|parameter| parameter.starts_with(name)).copied();
        for (parameter, action, element, value) in &chosen {
            if parameter.starts_with("InstanceType=") && last("InstanceType=") != Some(*parameter) {
                continue;
            }
            let id = if action.ends_with('=') { id.as_str() } else { "" };
            let shown = twin.ec2(&format!("{action}{id}"));
            let found = match *element {
                "monitoring" => shown.ok().contains("<monitoring><state>enabled</state></monitoring>"),
                element => shown.all(element).iter().any(|shown| shown == value),
            };
            prop_assert!(found, "{}: {} of {}", call, element, shown.ok());
        }
    }
}
