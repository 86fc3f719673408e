//! Which types an instance can change to, by the families of the vendor's page.

use crate::alibaba::ecs::instances::modify_instance_spec::modify;
use crate::alibaba::ecs::interfaces::{attached, filled};
use crate::support::Twin;

const NOT_ALLOWED: &str = "DependencyViolation.InstanceType";
const LOCAL_DISKS: &str = "CategoryViolation";
const RETIRED: &str = "InstanceType.Offline";
const YES: &str = "DryRunOperation";

/// From, to, and what a dry run says.
#[rustfmt::skip]
const PAIRS: &[(&str, &str, &str)] = &[
    ("ecs.g6.large", "ecs.g6.xlarge", YES),
    ("ecs.g6.large", "ecs.g6.large", YES),
    ("ecs.g6.large", "ecs.c6.large", YES),
    ("ecs.g6.large", "ecs.r6.large", YES),
    ("ecs.g6.large", "ecs.g7.large", YES),
    ("ecs.g7.large", "ecs.g6.large", NOT_ALLOWED),
    ("ecs.r6.large", "ecs.c7.large", YES),
    ("ecs.c7.large", "ecs.r6.large", NOT_ALLOWED),
    ("ecs.g6.large", "ecs.hfg7.large", YES),
    ("ecs.g6.large", "ecs.hfg6.large", YES),
    ("ecs.g6.large", "ecs.g6e.large", YES),
    ("ecs.g6e.large", "ecs.g6.large", NOT_ALLOWED),
    ("ecs.g6e.large", "ecs.c7.large", YES),
    ("ecs.g7.large", "ecs.c7.large", YES),
    ("ecs.g7.large", "ecs.g6e.large", NOT_ALLOWED),
    ("ecs.hfg7.large", "ecs.g7.large", YES),
    ("ecs.g7.large", "ecs.hfg7.large", NOT_ALLOWED),
    ("ecs.hfg6.large", "ecs.hfg7.large", YES),
    ("ecs.hfg6.large", "ecs.g6.large", YES),
    ("ecs.hfg6.large", "ecs.g7.large", NOT_ALLOWED),
    ("ecs.t6-c1m2.large", "ecs.g6.large", YES),
    ("ecs.g6.large", "ecs.t6-c1m2.large", YES),
    ("ecs.t6-c1m2.large", "ecs.g7.large", NOT_ALLOWED),
    ("ecs.t6-c1m2.large", "ecs.t5-lc1m2.large", NOT_ALLOWED),
    ("ecs.t5-lc1m2.large", "ecs.t6-c1m2.large", NOT_ALLOWED),
    ("ecs.t5-lc1m2.large", "ecs.g5.large", YES),
    ("ecs.g5.large", "ecs.t5-lc1m2.large", YES),
    ("ecs.g5.large", "ecs.c5.large", YES),
    ("ecs.g5.large", "ecs.sn1ne.large", YES),
    ("ecs.g5.large", "ecs.g6.large", NOT_ALLOWED),
    ("ecs.g6.large", "ecs.g5.large", NOT_ALLOWED),
    ("ecs.hfc5.large", "ecs.r5.large", YES),
    ("ecs.n4.small", "ecs.mn4.small", YES),
    ("ecs.n4.small", "ecs.g5.large", YES),
    ("ecs.n4.small", "ecs.g6.large", NOT_ALLOWED),
    ("ecs.sn2ne.large", "ecs.n4.small", YES),
    ("ecs.s2.large", "ecs.g5.large", YES),
    ("ecs.t1.small", "ecs.t5-lc1m2.large", YES),
    ("ecs.s2.large", "ecs.g6.large", NOT_ALLOWED),
    ("ecs.n1.tiny", "ecs.sn1ne.large", YES),
    ("ecs.sn2.medium", "ecs.n4.small", YES),
    ("ecs.g8i.large", "ecs.g8i.xlarge", YES),
    ("ecs.g7.large", "ecs.g8i.large", NOT_ALLOWED),
    ("ecs.g8i.large", "ecs.g7.large", NOT_ALLOWED),
    ("ecs.g8i.large", "ecs.c8i.large", YES),
    ("ecs.g9i.large", "ecs.r9i.large", YES),
    ("ecs.g8y.large", "ecs.c8y.large", YES),
    ("ecs.g9i.large", "ecs.g8i.large", NOT_ALLOWED),
    ("ecs.u1-c1m2.large", "ecs.u1-c1m4.large", YES),
    ("ecs.u1-c1m2.large", "ecs.u2i-c1m2.large", NOT_ALLOWED),
    ("ecs.g7t.large", "ecs.g7t.xlarge", NOT_ALLOWED),
    ("ecs.gn6i-c4g1.xlarge", "ecs.gn6i-c8g1.2xlarge", YES),
    ("ecs.gn5-c4g1.xlarge", "ecs.gn5-c8g1.2xlarge", LOCAL_DISKS),
    ("ecs.g6.large", "ecs.gn6i-c4g1.xlarge", NOT_ALLOWED),
    ("ecs.g6.large", "ecs.i3.xlarge", NOT_ALLOWED),
    ("ecs.i2.xlarge", "ecs.i2.2xlarge", LOCAL_DISKS),
    ("ecs.d1.2xlarge", "ecs.g6.large", LOCAL_DISKS),
    ("ecs.s2.large", "ecs.s2.xlarge", RETIRED),
    ("ecs.n4.small", "ecs.sn2.medium", RETIRED),
    ("ecs.g6.large", "ecs.t1.small", RETIRED),
];

#[test]
fn each_pair_is_allowed_or_refused() {
    for (from, to, answer) in PAIRS {
        let world = format!("[[ecs.instance]]\nid = \"i-1\"\ntype = \"{from}\"\nstate = \"stopped\"");
        let reply = modify(&Twin::with(&world), &format!("InstanceId=i-1&InstanceType={to}&DryRun=true"));
        assert_eq!(reply.0.code.as_deref(), Some(*answer), "{from} to {to}: {}", reply.0.body);
    }
}

/// Families that take enhanced disks only, reached from g6, with what their instances have for disks.
#[test]
fn essd_only_families_take_no_other_disks() {
    const LACKS: &str = "InvalidInstanceType.NotSupportDiskCategory";
    const STAYS: &str = "InvalidDiskCategory.NotSupported";
    let change = |category: &str| format!("&Disk.1.DiskId=d-data&Disk.1.Category={category}");
    for to in [
        "ecs.g7.large",
        "ecs.c7.large",
        "ecs.r7.large",
        "ecs.g6e.large",
        "ecs.c6e.large",
        "ecs.hfg7.large",
        "ecs.hfc7.large",
    ] {
        for (system, data, more, answer) in [
            ("cloud_essd", "cloud_essd", String::new(), YES),
            ("cloud_essd", "cloud_auto", String::new(), YES),
            ("cloud_essd_entry", "cloud_essd", String::new(), YES),
            ("cloud_essd", "cloud_ssd", String::new(), LACKS),
            ("cloud_efficiency", "cloud_essd", String::new(), LACKS),
            ("cloud", "cloud_essd", String::new(), LACKS),
            ("cloud_essd", "cloud_ssd", change("cloud_essd"), YES),
            ("cloud_essd", "cloud_ssd", change("cloud_auto"), YES),
            ("cloud_essd", "cloud_ssd", change("cloud_efficiency"), STAYS),
            ("cloud_essd", "cloud_essd", change("cloud_ssd"), STAYS),
            ("cloud_ssd", "cloud_ssd", change("cloud_essd"), LACKS),
        ] {
            let world = format!(
                "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\nstate = \"stopped\"\n\
                 disks = [{{ category = \"{system}\", size = 40 }}, {{ id = \"d-data\", category = \"{data}\", size = 40 }}]"
            );
            let call = |to: &str| format!("InstanceId=i-1&InstanceType={to}&DryRun=true{more}");
            let twin = Twin::with(&world);
            assert_eq!(modify(&twin, &call(to)).0.code.as_deref(), Some(answer), "{to}: {system}, {data}{more}");
            assert_eq!(
                modify(&twin, &call("ecs.c6.large")).0.code.as_deref(),
                Some(YES),
                "c6 takes all: {system}, {data}{more}"
            );
        }
    }
}

/// While it runs an instance stays in its family (ours).
#[test]
fn online_changes_stay_in_the_family() {
    let world = "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"";
    for (to, answer) in [
        ("ecs.g6.xlarge", YES),
        ("ecs.c6.large", "InvalidOperation.OnlineModificationUnsupported"),
        ("ecs.g5.large", NOT_ALLOWED),
    ] {
        let call = format!("InstanceId=i-1&InstanceType={to}&ModifyMode=Online&DryRun=true");
        assert_eq!(modify(&Twin::with(world), &call).0.code.as_deref(), Some(answer), "{to}");
    }
}

/// Of what an instance uses, the table says how much the new type has; a scenario can say something else.
#[test]
fn interfaces_and_addresses_fit_the_type() {
    let eni = "CreateNetworkInterface&RegionId=cn-hangzhou&{place}";
    for (interfaces, more, room, answer) in [
        (1, "", "", YES),
        (2, "", "", "InvalidOperation.EniCountExceeded"),
        (2, "", "interfaces = 3", YES),
        (1, "&SecondaryPrivateIpAddressCount=5", "", YES),
        (1, "&SecondaryPrivateIpAddressCount=6", "", "InvalidOperation.Ipv4CountExceeded"),
        (1, "&QueueNumber=2", "", YES),
        (1, "&QueueNumber=3", "", "InvalidOperation.ExceedInstanceTypeQueueNumber"),
    ] {
        let to = "ecs.g6.large";
        let world = format!(
            "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.4xlarge\"\nstate = \"stopped\"\n\
             [[ecs.type]]\ntype = \"{to}\"\nnetwork = {{ {room} }}"
        );
        let twin = Twin::with(&world);
        for _ in 0..interfaces {
            let made = filled(&twin, &format!("{eni}{more}")).json();
            attached(&twin, made["NetworkInterfaceId"].as_str().expect("an id"), "i-1");
        }
        let reply = modify(&twin, &format!("InstanceId=i-1&InstanceType={to}&DryRun=true"));
        assert_eq!(reply.0.code.as_deref(), Some(answer), "{interfaces}, {more}, {room}: {}", reply.0.body);
    }
}

/// They go with the instance, and stay what they are.
#[test]
fn local_disks_are_not_changed() {
    let twin = Twin::with("[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.i2.xlarge\"\nstate = \"stopped\"");
    let disks = twin.ecs("DescribeDisks&RegionId=cn-hangzhou&Category=local_ssd_pro").json();
    let id = disks["Disks"]["Disk"][0]["DiskId"].as_str().expect("an id").to_owned();
    let reply = modify(&twin, &format!("InstanceId=i-1&Disk.1.DiskId={id}&Disk.1.Category=cloud_essd"));
    assert_eq!(reply.0.code.as_deref(), Some(LOCAL_DISKS));
}
