//! Which of several causes answers: the request's own faults, then the account, the instance, its status, public
//! bandwidth, whether the target fits, and last whether there is one to be had.

use super::modify;
use crate::alibaba::ecs::interfaces::{attached, give_ipv6, made};
use crate::support::Twin;
use std::collections::BTreeMap;

/// The facts of the account, those of the instance, the parameters, and what answers: the code and, where it is not
/// enough, a part of the text. Of the causes that a row has, the first is gone in the row below it.
#[rustfmt::skip]
const BLOCKS: &[&[(&str, &str, &str, &str)]] = &[
    &[
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "ClientToken=%C3%A9&DryRun=x&Async=x&AllowMigrateAcrossZone=x&InternetMaxBandwidthOut=x", "InvalidParameter \"DryRun\""),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "ClientToken=%C3%A9&Async=x&AllowMigrateAcrossZone=x&InternetMaxBandwidthOut=x", "InvalidClientToken.ValueNotSupported"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "Async=x&AllowMigrateAcrossZone=x&InternetMaxBandwidthOut=x", "InvalidParameter.AllowMigrateAcrossZone"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "Async=x&InternetMaxBandwidthOut=x", "InvalidParam.Async"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=x&InternetMaxBandwidthIn=x&InstanceType=y", "InvalidParameter \"InternetMaxBandwidthOut\""),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=101&InternetMaxBandwidthIn=0&InstanceType=y", "InvalidParameter.Mismatch"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=101&InternetMaxBandwidthIn=0", "InvalidParameter \"InternetMaxBandwidthOut\""),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9&InternetMaxBandwidthIn=0", "InvalidParameter.Bandwidth"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "Account.Arrearage"),
        ("balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "InvalidAccountStatus.NotEnoughBalance"),
        ("payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "SecurityRisk.3DVerification"),
        ("", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "InstanceLockedForSecurity"),
        ("", "charge_type = \"PrePaid\"", "InternetMaxBandwidthOut=9", "ChargeTypeViolation"),
    ],
    &[
        ("in_arrears = true", BAD_INSTANCE, "Temporary.EndTime=x&Temporary.InternetMaxBandwidthOut=0", "MissingTemporary.StartTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=x&Temporary.InternetMaxBandwidthOut=0", "MissingTemporary.EndTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=x&Temporary.EndTime=x&Temporary.InternetMaxBandwidthOut=0", "InvalidTemporary.StartTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=2026-11-22T08:00Z&Temporary.EndTime=x&Temporary.InternetMaxBandwidthOut=0", "InvalidTemporary.EndTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=2026-11-22T08:00Z&Temporary.EndTime=2026-11-22T09:00Z&Temporary.InternetMaxBandwidthOut=0", "InvalidParameter.Bandwidth"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=2026-11-22T08:00Z&Temporary.EndTime=2026-11-22T09:00Z&Temporary.InternetMaxBandwidthOut=9", "Account.Arrearage"),
    ],
    &[
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&SystemDisk.Category=y&Disk.1.DiskId=d-2", "InvalidParam.SystemDiskCategory"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.PerformanceLevel=y", "MissingParameter.DiskCategory"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.PerformanceLevel=y&Disk.1.Category=y", "InvalidParameter.DiskCategory"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.PerformanceLevel=y&Disk.1.Category=cloud_essd", "InvalidPerformanceLevel.Malformed"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.Category=cloud_essd", "InvalidParameter.NotMatch"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y", "Account.Arrearage"),
        ("", BAD_INSTANCE, "InstanceType=y", "InstanceLockedForSecurity"),
        ("", "charge_type = \"PrePaid\"\ndedicated_host = \"dh-1\"\nprivate_pool = \"eap-1\"", "InstanceType=y", "ChargeTypeViolation"),
        ("", "dedicated_host = \"dh-1\"\nprivate_pool = \"eap-1\"", "InstanceType=y", "InvalidAction.NotSupport"),
        ("", "private_pool = \"eap-1\"", "InstanceType=y", "Invalid.PrivatePoolOptions.MatchCriteria"),
        ("", "", "InstanceType=y", "InvalidInstanceStatus.NotStopped"),
        ("", "state = \"stopped\"", "InstanceType=y", "InvalidInstanceType.ValueNotSupported"),
        ("", "state = \"stopped\"", "InstanceType=ecs.t1.small", "InstanceType.Offline"),
        ("", "state = \"stopped\"", "InstanceType=ecs.g8i.large", "DependencyViolation.InstanceType"),
        ("", "state = \"stopped\"", "InstanceType=ecs.g7.large", "InvalidInstanceType.NotSupportDiskCategory"),
    ],
    &[
        ("", WINDOWS, "ModifyMode=Online&InstanceType=ecs.g7.large", "InvalidInstanceType.NotSupportDiskCategory"),
        ("", WINDOWS, "ModifyMode=Online&InstanceType=ecs.c6.large", "InvalidOperation.OSTypeNotSupported"),
        ("", "", "ModifyMode=Online&InstanceType=ecs.c6.large", "InvalidOperation.OnlineModificationUnsupported"),
    ],
];

const BAD_INSTANCE: &str =
    "locks = [\"security\"]\ncharge_type = \"PrePaid\"\ndedicated_host = \"dh-1\"\nprivate_pool = \"eap-1\"";
const WINDOWS: &str = "image = \"win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd\"";

#[test]
fn the_first_cause_answers() {
    for (account, instance, parameters, answer) in BLOCKS.iter().copied().flatten() {
        let world = format!(
            "[[account]]\ncloud = \"ecs\"\nfacts = {{ {account} }}\n\n[[ecs.instance]]\nid = \"i-1\"\n\
             type = \"ecs.g6.large\"\ndisks = [{{ id = \"d-1\", category = \"cloud_ssd\", size = 40 }}]\n{instance}\n"
        );
        let (_, code, text) = modify(&Twin::with(&world), &format!("InstanceId=i-1&{parameters}")).error();
        let (expected, parameter) = answer.split_once(' ').unwrap_or((answer, ""));
        assert_eq!(code, expected, "{account}\n{instance}\n{parameters}");
        assert!(text.contains(parameter), "{text}");
    }
}

#[test]
fn an_instance_that_is_not_there_answers_before_what_is_asked_of_it() {
    let twin = Twin::empty();
    let code = |parameters: &str| modify(&twin, &format!("InstanceId=i-1&{parameters}")).0.code;
    assert_eq!(code("InstanceType=y&InternetMaxBandwidthOut=101").as_deref(), Some("InvalidInstanceId.NotFound"));
    assert_eq!(code("InternetMaxBandwidthOut=x").as_deref(), Some("InvalidParameter"), "but after what cannot be read");
}

/// The causes that lie in the world, in the order in which they answer: the code, and what brings it about, each with
/// the table that it is a key of. `room` is the network of the type that is wished for, `call` are the parameters.
#[rustfmt::skip]
const CAUSES: &[(&str, &[&str])] = &[
    ("Account.Arrearage", &["account in_arrears = true"]),
    ("InvalidAccountStatus.NotEnoughBalance", &["account balance_too_low = true"]),
    ("SecurityRisk.3DVerification", &["account payment_risk = true"]),
    ("OperationDenied.UnpaidOrder", &["account unpaid_order = true"]),
    ("NoPermission.Price", &["account prices_hidden = true"]),
    ("InstanceLockedForSecurity", &["instance locks = [\"recycling\", \"security\"]"]),
    ("OperationDenied", &["instance locks = [\"recycling\"]"]),
    ("ChargeTypeViolation", &["instance charge_type = \"PrePaid\""]),
    ("InvalidOperation.StarterPackage", &["facts starter_package = true"]),
    ("InvalidInstance.UnpaidOrder", &["facts unpaid_order = true"]),
    ("InstanceSpecModification.NotEffective", &["facts pending_change = true"]),
    ("HibernationConfigured.InstanceOperationForbidden", &["facts hibernation = true", TO_ANY]),
    ("InvalidAction.NotSupport", &["instance dedicated_host = \"dh-1\"", TO_ANY]),
    ("InvalidParameter.CloudboxNotSupported", &["facts cloudbox = \"cb-1\"", TO_ANY]),
    ("Invalid.PrivatePoolOptions.MatchCriteria", &["instance private_pool = \"eap-1\"", TO_ANY]),
    ("InvalidInstance.NatPortMapNotSupport", &["facts nat_port_map = true", TO_ANY]),
    ("InvalidOperation.InstanceWithEipNotSupport", &["instance eip = \"eip-1\"", "call AllowMigrateAcrossZone = true", TO_ANY]),
    ("InvalidInstance.EipNotSupport", &["instance eip = \"eip-1\"", WIDER]),
    ("InvalidInstanceStatus.NotStopped", &["instance state = \"running\"", "call ModifyMode = Offline", TO_ANY]),
    ("InvalidParameter.DedicatedRegionNotSupported", &["limits dedicated_region = true", WIDER]),
    ("InvalidParameter.InternetMaxBandwidthOut", &["limits bandwidth = 49", WIDER]),
    ("QuotaExceeded.InternetBandwidth", &["limits bandwidth_by_traffic = 49", WIDER]),
    ("InvalidInstanceType.ValueNotSupported", &["call InstanceType = ecs.nothing"]),
    ("InstanceType.Offline", &["call InstanceType = ecs.t1.small"]),
    ("InvalidInstanceType.ValueUnauthorized", &["type access = \"hidden\"", TO_ANY]),
    ("InvalidInstanceType.ValueNotSupported", &["type zones = []", TO_ANY]),
    ("CategoryViolation", &["instance disks = [{ id = \"d-1\", category = \"cloud_essd\", size = 40 }, { category = \"local_ssd_pro\", size = 40 }]", TO_ANY]),
    ("DependencyViolation.InstanceType", &["call InstanceType = ecs.g8i.large"]),
    ("InvalidMarketImageStatus.NotSupported", &["instance image = \"win-1\"", "image withdrawn = true", TO_ANY]),
    ("ImageNotSupportInstanceType", &["instance image = \"win-1\"", "image types = []", TO_ANY]),
    ("InvalidOperation.VpcHasEnabledAdvancedNetworkFeature", &["instance type = \"ecs.n4.small\"", "vpc advanced_features = true", "call InstanceType = ecs.n4.large"]),
    ("InvalidOperation.NotAllowed", &["instance type = \"ecs.n4.small\"", "vpc senior_features = true", "call InstanceType = ecs.n4.large"]),
    ("InvalidInstance.NotFoundSystemDisk", &["instance disks = [{ id = \"d-1\", category = \"cloud_essd\", size = 40, system = false }]", TO_ANY]),
    ("InstanceTypeNotSupported.TooManyDisksAttached", &["type disks = 0", TO_ANY]),
    ("InvalidSystemDiskCategory.ValueNotSupported", &["limits disk_categories = [\"cloud_essd\"]", DISK, TO_AUTO]),
    ("InvalidDiskCategory.NotSupported", &["type disk_categories = [\"cloud_essd\"]", TO_ANY, DISK, TO_AUTO]),
    ("QuotaExceed.DiskCapacity", &["limits disk_capacity = { cloud_auto = 1 }", DISK, TO_AUTO]),
    ("InvalidOperation.EniCountExceeded", &["eni QueueNumber = 1", "room interfaces = 1", TO_ANY]),
    ("InvalidOperation.Ipv4NotSupport", &["eni SecondaryPrivateIpAddressCount = 1", "room ipv4 = 1", TO_ANY]),
    ("InvalidOperation.Ipv6NotSupport", &["eni Ipv6AddressCount = 1", "room ipv6 = 0", TO_ANY]),
    ("InvalidOperation.InstanceTypeNotSupportEniTrunking", &["network trunking = true", "room trunking = false", TO_ANY]),
    ("InvalidOperation.InstanceTypeNotSupportRss", &["network rss = true", "room rss = false", TO_ANY]),
    ("InvalidParameter.InvalidEniQueueNumber", &["eni QueueNumber = 1", "room queues = 0", TO_ANY]),
    ("InvalidOperation.ExceedInstanceTypeQueueNumber", &["eni QueueNumber = 1", "room total_queues = 2", TO_ANY]),
    ("InvalidOperation.InstanceTypeNotSupportHighPerformanceTrafficMode", &["network high_performance_interfaces = 3", "room high_performance_interfaces = 0", TO_ANY]),
    ("InvalidOperation.MaxEniQueuePairNumberExceed", &["network queue_pairs = 3", "room queue_pairs = 2", TO_ANY]),
    ("InvalidOperation.EniQueuePairNumberOverflow", &["network total_queue_pairs = 3", "room total_queue_pairs = 2", TO_ANY]),
    ("InvalidOperation.OSTypeNotSupported", &["instance image = \"win-1\"", "instance state = \"running\"", ONLINE, TO_ANY]),
    ("InvalidOperation.OnlineModificationUnsupported", &["instance state = \"running\"", ONLINE, "call InstanceType = ecs.c6.xlarge"]),
    ("InvalidOperation.RebootingRequired", &["instance state = \"running\"", "facts reboot_required = true", ONLINE, TO_ANY]),
    ("InvalidOperation.MaxModifyOnlineNumberExceeded", &["instance state = \"running\"", "limits online_changes = 0", ONLINE, TO_ANY]),
    ("QuotaExceed.ElasticQuota", &["limits vcpus = 1", TO_ANY]),
    ("OperationDenied.NoStock", &["stock count = 0", TO_ANY]),
];

/// A type is wished for: this one, unless another cause names one.
const TO_ANY: &str = "call InstanceType = any";
const WIDER: &str = "call InternetMaxBandwidthOut = 50";
const ONLINE: &str = "call ModifyMode = Online";
const DISK: &str = "call Disk.1.DiskId = d-1";
const TO_AUTO: &str = "call Disk.1.Category = cloud_auto";

/// Tables, each with its keys and values.
type Tables<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>;

/// What brings both about; `None` where they exclude each other.
fn both<'a>(one: &[&'a str], other: &[&'a str]) -> Option<Tables<'a>> {
    let mut tables = Tables::new();
    for line in one.iter().chain(other) {
        let (table, pair) = line.split_once(' ').expect("a table");
        let (key, value) = pair.split_once(" = ").expect("a key and a value");
        let old = tables.entry(table).or_default().entry(key).or_insert(value);
        if *old == "any" {
            *old = value;
        } else if *old != value && value != "any" {
            return None;
        }
    }
    let call = tables.entry("call").or_default();
    let bandwidth = call.contains_key("InternetMaxBandwidthOut");
    let instance_type = call.contains_key("InstanceType") || call.contains_key("Disk.1.DiskId");
    if bandwidth && instance_type {
        return None;
    }
    if !bandwidth && !instance_type {
        call.insert("InstanceType", "any");
    }
    if let Some(target @ &mut "any") = call.get_mut("InstanceType") {
        *target = "ecs.g6.xlarge";
    }
    let nothing = call.get("InstanceType") == Some(&"ecs.nothing");
    // Old types have room for one interface alone.
    if tables.contains_key("eni") && tables.get("instance").is_some_and(|keys| keys.contains_key("type")) {
        return None;
    }
    // Of what does not exist nothing can be said.
    let said = ["type", "room", "stock"].iter().any(|table| tables.contains_key(table));
    (!(said && nothing)).then_some(tables)
}

/// The scenario and the parameters.
fn written(tables: &Tables<'_>) -> (String, String) {
    let none = BTreeMap::new();
    let of = |table: &str| tables.get(table).unwrap_or(&none);
    let lines = |table: &str| of(table).iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<String>();
    let inline = |table: &str| {
        let pairs: Vec<_> = of(table).iter().map(|(key, value)| format!("{key} = {value}")).collect();
        format!("{{ {} }}", pairs.join(", "))
    };
    let unless = |key: &str, line: &'static str| if of("instance").contains_key(key) { "" } else { line };
    let facts = [lines("facts").trim_end().replace('\n', ", "), format!("network = {}", inline("network"))];
    let facts = facts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let mut world = format!("[[account]]\ncloud = \"ecs\"\nfacts = {}\n", inline("account"));
    world += "[[ecs.instance]]\nid = \"i-1\"\n";
    world += unless("type", "type = \"ecs.g6.large\"\n");
    world += unless("state", "state = \"stopped\"\n");
    world += unless("disks", "disks = [{ id = \"d-1\", category = \"cloud_essd\", size = 40 }]\n");
    world += &format!("{}facts = {{ {facts} }}\n", lines("instance"));
    world += &format!("[[ecs.limits]]\n{}", lines("limits"));
    world += &format!("[[ecs.vpc]]\n{}[[ecs.image]]\nid = \"win-1\"\n{}", lines("vpc"), lines("image"));
    if let Some(target) = of("call").get("InstanceType").filter(|target| **target != "ecs.nothing") {
        world += &format!("[[ecs.type]]\ntype = \"{target}\"\n{}network = {}\n", lines("type"), inline("room"));
        if tables.contains_key("stock") {
            world += &format!("[[ecs.stock]]\ntype = \"{target}\"\n{}", lines("stock"));
        }
    }
    let call: Vec<_> = of("call").iter().map(|(key, value)| format!("{key}={value}")).collect();
    (world, call.join("&"))
}

/// Of any two causes that the world can have at once, the one that stands first answers, and without it the other.
#[test]
fn of_two_causes_the_first_answers() {
    let mut pairs = 0;
    for (n, (first, one)) in CAUSES.iter().enumerate() {
        let answer = |tables: &Tables<'_>| {
            let (world, call) = written(tables);
            let twin = Twin::with(&world);
            if let Some(eni) = tables.get("eni") {
                if eni.contains_key("Ipv6AddressCount") {
                    give_ipv6(&twin);
                }
                let more: String = eni.iter().map(|(key, value)| format!("&{key}={value}")).collect();
                attached(&twin, &made(&twin, &more), "i-1");
            }
            modify(&twin, &format!("InstanceId=i-1&{call}")).error().1
        };
        let alone = both(one, &[]).expect("a cause can stand alone");
        assert_eq!(answer(&alone), *first);
        for (second, other) in &CAUSES[n + 1..] {
            let Some(tables) = both(one, other) else { continue };
            assert_eq!(answer(&tables), *first, "before {second}: {:?}", written(&tables));
            pairs += 1;
        }
    }
    assert!(pairs > 1_000, "{pairs}");
}

/// What was changed just now rests: that is found out of an instance whose next change would be refused anyway.
#[test]
fn rest_comes_before_what_the_next_change_would_meet() {
    let world = "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\nfacts = { hibernation = true }";
    let twin = Twin::new("specification_rest = \"5m\"", world);
    modify(&twin, "InstanceId=i-1&InternetMaxBandwidthOut=9").ok();
    let code = || modify(&twin, "InstanceId=i-1&InstanceType=ecs.g6.xlarge").0.code;
    assert_eq!(code().as_deref(), Some("Throttling"));
    twin.advance("5m");
    assert_eq!(code().as_deref(), Some("HibernationConfigured.InstanceOperationForbidden"));
}
