//! Every row of the vendor's error table, by a cause of its own in the world, or, where the world cannot hold one, by a
//! fault.

use crate::alibaba::ecs::instances;
use crate::alibaba::ecs::interfaces::{filled, give_ipv6};
use crate::support::Twin;
use serde_json::{Value, json};
use twinstance::app::faults::complete;
use twinstance::middleware::fault::Fault;

/// The vendor's rows: status, code, text. A gap in a text is `%s`.
const ROWS: &str = include_str!("rows.tsv");

/// How a row is provoked. Time passes as on the cloud.
#[derive(Clone, Copy)]
struct Cause<'a> {
    code: &'a str,
    /// What stands in the text's gap.
    gap: &'a str,
    /// Keys of the instance `i-1`, which is a stopped ecs.g6.large unless they say otherwise.
    instance: &'a str,
    /// What else is in the world.
    world: &'a str,
    /// The configuration.
    config: &'a str,
    /// Calls that come before.
    before: &'a [&'a str],
    /// The parameters beside the instance's id; none for a row that only a fault gives.
    call: &'a str,
}

/// A row without a cause in a deterministic world.
const fn fault(code: &str) -> Cause<'_> {
    Cause { code, ..FAULT }
}

const FAULT: Cause<'_> = Cause { code: "", gap: "", instance: "", world: "", config: "", before: &[], call: "" };
const XLARGE: &str = "InstanceType=ecs.g6.xlarge";
const WIDER: &str = "InternetMaxBandwidthOut=50";
/// To another type.
const TYPE: Cause<'_> = Cause { call: XLARGE, ..FAULT };
/// To another bandwidth.
const BANDWIDTH: Cause<'_> = Cause { call: WIDER, ..FAULT };
const TOKEN: &str = "ModifyInstanceSpec&InstanceId=i-1&InternetMaxBandwidthOut=6&ClientToken=t";
const CREATE: &str = "CreateNetworkInterface&RegionId=cn-hangzhou&{place}";
const CREATE_WITH_QUEUES: &str = "CreateNetworkInterface&RegionId=cn-hangzhou&{place}&QueueNumber=8";
const ATTACH: &str = "AttachNetworkInterface&RegionId=cn-hangzhou&NetworkInterfaceId={eni}&InstanceId=i-1";
const ASSIGN: &str =
    "AssignPrivateIpAddresses&RegionId=cn-hangzhou&NetworkInterfaceId={primary}&SecondaryPrivateIpAddressCount=1";
const ASSIGN6: &str = "AssignIpv6Addresses&RegionId=cn-hangzhou&NetworkInterfaceId={primary}&Ipv6AddressCount=1";
/// No call: VSwitches get ranges of IPv6.
const IPV6: &str = "";
/// The default VPC of the region, by the seed.
const VPC: &str = "vpc-bpgdc50xmp7bs4ntwisu";

/// In the order of the vendor's rows.
#[rustfmt::skip]
const CAUSES: &[Cause<'_>] = &[
    Cause { code: "InvalidInternetChargeType.ValueNotSupported", call: "InternetMaxBandwidthOut=50&InternetChargeType=PayByBandwidth", ..FAULT },
    Cause { code: "InvalidInstanceType.ValueUnauthorized", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\naccess = \"hidden\"", ..TYPE },
    Cause { code: "InvalidInstanceType.ValueUnauthorized", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\naccess = \"unauthorized\"", ..TYPE },
    Cause { code: "InvalidInstanceType.ValueNotSupported", call: "InstanceType=ecs.g6.gigantic", ..FAULT },
    Cause { code: "InvalidParameter", call: "InternetMaxBandwidthOut=101", ..FAULT },
    Cause { code: "InvalidParameter.Mismatch", call: "InstanceType=ecs.g6.xlarge&InternetMaxBandwidthOut=6", ..FAULT },
    Cause { code: "BandwidthUpgradeDenied.EipBoundInstance", instance: "eip = \"eip-1\"", call: "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9", ..FAULT },
    Cause { code: "InvalidTemporary.StartTime", call: "Temporary.StartTime=soon&Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9", ..FAULT },
    Cause { code: "InvalidTemporary.EndTime", call: "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T09:00Z&Temporary.InternetMaxBandwidthOut=9", ..FAULT },
    Cause { code: "Downgrade.NotSupported", instance: "bandwidth_out = 20", call: "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9", ..FAULT },
    Cause { code: "DependencyViolation.InstanceType", call: "InstanceType=ecs.g5.large", ..FAULT },
    Cause { code: "Account.Arrearage", world: "[[account]]\ncloud = \"ecs\"\nfacts = { in_arrears = true }", ..TYPE },
    Cause { code: "InvalidParameter.Bandwidth", call: "InternetMaxBandwidthIn=0", ..FAULT },
    Cause { code: "InvalidParameter.Conflict", instance: "type = \"ecs.t5-lc1m1.small\"\nimage = \"win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd\"", call: "InstanceType=ecs.t5-lc2m1.nano", ..FAULT },
    Cause { code: "InvalidParameter.AllowMigrateAcrossZone", call: "InstanceType=ecs.g6.xlarge&AllowMigrateAcrossZone=maybe", ..FAULT },
    Cause { code: "InvalidParam.SystemDiskCategory", call: "InstanceType=ecs.g6.xlarge&SystemDisk.Category=cloud_essd", ..FAULT },
    Cause { code: "Throttling", config: "specification_rest = \"5m\"", before: &["ModifyInstanceSpec&InstanceId=i-1&InternetMaxBandwidthOut=6"], ..BANDWIDTH },
    Cause { code: "InvalidInstanceStatus.NotStopped", instance: "state = \"running\"", ..TYPE },
    Cause { code: "InvalidAction", instance: "charge_type = \"PrePaid\"", before: &["ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId=i-1&InstanceType=ecs.g6.xlarge&EndTime=2026-11-22T08:00Z"], ..BANDWIDTH },
    Cause { code: "IdempotenceParamNotMatch", before: &[TOKEN], call: "InternetMaxBandwidthOut=7&ClientToken=t", ..FAULT },
    Cause { code: "InvalidClientToken.ValueNotSupported", call: "InternetMaxBandwidthOut=7&ClientToken=%C3%A9", ..FAULT },
    Cause { code: "Price.PricePlanResultNotFound", call: "InternetMaxBandwidthOut=50&InternetMaxBandwidthIn=51", ..FAULT },
    Cause { code: "InvalidAction.NotSupport", instance: "dedicated_host = \"dh-1\"", ..TYPE },
    Cause { code: "InvalidMarketImageStatus.NotSupported", instance: "image = \"m-1\"", world: "[[ecs.image]]\nid = \"m-1\"\nwithdrawn = true", ..TYPE },
    Cause { code: "InvalidOperation.VpcHasEnabledAdvancedNetworkFeature", instance: "type = \"ecs.n4.small\"", world: "[[ecs.vpc]]\nadvanced_features = true", call: "InstanceType=ecs.n4.large", ..FAULT },
    Cause { code: "Invalid.PrivatePoolOptions.MatchCriteria", instance: "private_pool = \"eap-1\"", ..TYPE },
    Cause { code: "InstanceTypeNotSupported.TooManyDisksAttached", gap: "The instance i-1 has 2 disks; ecs.g6.xlarge supports 1.", instance: "disks = [{ category = \"cloud_essd\", size = 40 }, { category = \"cloud_essd\", size = 40 }]", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\ndisks = 1", ..TYPE },
    Cause { code: "InvalidDiskCategory.NotSupported", instance: "disks = [{ id = \"d-1\", category = \"cloud_efficiency\", size = 40 }]", call: "InstanceType=ecs.g7.large&Disk.1.DiskId=d-1&Disk.1.Category=cloud_ssd", ..FAULT },
    Cause { code: "InvalidParameter.CloudboxNotSupported", gap: "The instance i-1 in the cloudbox cb-1 cannot change its type.", instance: "facts = { cloudbox = \"cb-1\" }", ..TYPE },
    Cause { code: "QuotaExceed.DiskCapacity", gap: "cn-hangzhou-b would have 140 of 139 GiB of cloud_essd", instance: "disks = [{ category = \"cloud_essd\", size = 40 }, { id = \"d-2\", category = \"cloud_ssd\", size = 100 }]", world: "[[ecs.limits]]\ndisk_capacity = { cloud_essd = 139 }", call: "Disk.1.DiskId=d-2&Disk.1.Category=cloud_essd", ..FAULT },
    Cause { code: "InvalidParam.Async", call: "InstanceType=ecs.g6.xlarge&Async=later", ..FAULT },
    Cause { code: "MissingParameter.DiskCategory", call: "InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1", ..FAULT },
    Cause { code: "InvalidParameter.DiskCategory", call: "InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1&Disk.1.Category=tape", ..FAULT },
    Cause { code: "InvalidPerformanceLevel.Malformed", call: "InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd&Disk.1.PerformanceLevel=PL9", ..FAULT },
    Cause { code: "NoPermission.Price", world: "[[account]]\ncloud = \"ecs\"\nfacts = { prices_hidden = true }", ..BANDWIDTH },
    Cause { code: "InvalidParameter.DedicatedRegionNotSupported", world: "[[ecs.limits]]\ndedicated_region = true", ..BANDWIDTH },
    Cause { code: "InvalidOperation.OnlineModificationUnsupported", instance: "state = \"running\"", call: "InstanceType=ecs.c6.large&ModifyMode=Online", ..FAULT },
    Cause { code: "QuotaExceeded.InternetBandwidth", gap: "The instances in cn-hangzhou that pay by traffic would have 50 of 49 Mbit/s", world: "[[ecs.limits]]\nbandwidth_by_traffic = 49", ..BANDWIDTH },
    Cause { code: "InvalidOperation.InstanceTypeNotSupportRss", instance: "facts = { network = { rss = true } }", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { rss = false }", ..TYPE },
    Cause { code: "CategoryViolation", instance: "type = \"ecs.i2.xlarge\"", call: "InstanceType=ecs.i2.2xlarge", ..FAULT },
    Cause { code: "InvalidStatus.ValueNotSupported", instance: "state = \"running\"", before: &["StopInstance&InstanceId=i-1"], ..BANDWIDTH },
    Cause { code: "InstanceLockedForSecurity", instance: "locks = [\"security\"]", ..BANDWIDTH },
    Cause { code: "InvalidAccountStatus.NotEnoughBalance", world: "[[account]]\ncloud = \"ecs\"\nfacts = { balance_too_low = true }", ..BANDWIDTH },
    Cause { code: "ChargeTypeViolation", instance: "charge_type = \"PrePaid\"", ..TYPE },
    Cause { code: "OperationDenied", world: "[[ecs.stock]]\ntype = \"ecs.g6.xlarge\"\ncount = 1\n[[ecs.capacity_reservation]]\nid = \"crp-1\"\ntype = \"ecs.g6.xlarge\"\nzone = \"cn-hangzhou-b\"\ncount = 1", call: "InstanceType=ecs.g6.xlarge&Async=true", ..FAULT },
    Cause { code: "LastTokenProcessing", before: &["ModifyInstanceSpec&InstanceId=i-1&InstanceType=ecs.g6.xlarge&Async=true&ClientToken=t"], call: "InstanceType=ecs.g6.xlarge&Async=true&ClientToken=t", ..FAULT },
    Cause { code: "InvalidInstance.UnpaidOrder", instance: "facts = { unpaid_order = true }", ..TYPE },
    Cause { code: "InstanceSpecModification.NotEffective", instance: "facts = { pending_change = true }", ..BANDWIDTH },
    Cause { code: "InvalidInstanceType.ValueNotSupported", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nzones = [\"cn-hangzhou-k\"]", ..TYPE },
    Cause { code: "ImageNotSupportInstanceType", instance: "image = \"m-1\"", world: "[[ecs.image]]\nid = \"m-1\"\ntypes = [\"ecs.g6.large\"]", ..TYPE },
    Cause { code: "InstanceType.Offline", call: "InstanceType=ecs.t1.small", ..FAULT },
    Cause { code: "InvalidParameter.NotMatch", gap: "The specified disk d-2 is not attached to i-1.", call: "InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-2&Disk.1.Category=cloud_essd", ..FAULT },
    Cause { code: "InvalidInstance.EipNotSupport", instance: "eip = \"eip-1\"", ..BANDWIDTH },
    Cause { code: "InvalidInstance.NatPortMapNotSupport", instance: "facts = { nat_port_map = true }", ..TYPE },
    Cause { code: "InvalidOperation.StarterPackage", instance: "facts = { starter_package = true }", ..TYPE },
    Cause { code: "OperationDenied.NoStock", world: "[[ecs.stock]]\ntype = \"ecs.g6.xlarge\"\ncount = 0", ..TYPE },
    Cause { code: "OperationDenied.UnpaidOrder", world: "[[account]]\ncloud = \"ecs\"\nfacts = { unpaid_order = true }", ..TYPE },
    Cause { code: "OperationDenied", gap: "The instance i-1 is locked: it is being taken back.", instance: "locks = [\"recycling\"]", ..TYPE },
    Cause { code: "InvalidOperation.EipNotSupport", instance: "type = \"ecs.sn2.medium\"\neip = \"eip-1\"", call: "InstanceType=ecs.sn2ne.large", ..FAULT },
    Cause { code: "InvalidParameter.InternetMaxBandwidthOut", world: "[[ecs.limits]]\nbandwidth = 49", ..BANDWIDTH },
    Cause { code: "InvalidOperation.EniCountExceeded", gap: "The instance i-1 has 2 network interfaces; ecs.g6.xlarge supports 1.", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { interfaces = 1 }", before: &[CREATE, ATTACH], ..TYPE },
    Cause { code: "InvalidOperation.Ipv4CountExceeded", gap: "The instance i-1 has 3 private IPv4 addresses on an interface; ecs.g6.xlarge supports 2.", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { ipv4 = 2 }", before: &[ASSIGN, ASSIGN], ..TYPE },
    Cause { code: "InvalidOperation.Ipv6CountExceeded", gap: "The instance i-1 has 2 IPv6 addresses on an interface; ecs.g6.xlarge supports 1.", world: "[[ecs.type]]\ntype = \"ecs.g6.large\"\nnetwork = { ipv6 = 2 }\n[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { ipv6 = 1 }", before: &[IPV6, ASSIGN6, ASSIGN6], ..TYPE },
    Cause { code: "InvalidOperation.Ipv6NotSupport", gap: "The instance i-1 uses IPv6 addresses, which ecs.g6.xlarge does not support.", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { ipv6 = 0 }", before: &[IPV6, ASSIGN6], ..TYPE },
    Cause { code: "InvalidOperation.Ipv4NotSupport", gap: "The instance i-1 uses secondary private IPv4 addresses, which ecs.g6.xlarge does not support.", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { ipv4 = 1 }", before: &[ASSIGN], ..TYPE },
    Cause { code: "InvalidOperation.InstanceWithEipNotSupport", instance: "eip = \"eip-1\"", call: "InstanceType=ecs.g6.xlarge&AllowMigrateAcrossZone=true", ..FAULT },
    Cause { code: "SecurityRisk.3DVerification", world: "[[account]]\ncloud = \"ecs\"\nfacts = { payment_risk = true }", ..TYPE },
    Cause { code: "InvalidInstance.NotFoundSystemDisk", instance: "disks = [{ category = \"cloud_essd\", size = 40, system = false }]", ..TYPE },
    Cause { code: "InvalidInstanceType.NotSupportDiskCategory", instance: "disks = [{ category = \"cloud_efficiency\", size = 40 }]", call: "InstanceType=ecs.g7.large", ..FAULT },
    Cause { code: "QuotaExceed.ElasticQuota", world: "[[ecs.limits]]\ninstances = { \"ecs.g6.xlarge\" = 0 }", ..TYPE },
    Cause { code: "QuotaExceed.ElasticQuota", world: "[[ecs.limits]]\ninstances = { \"ecs.g6.xlarge\" = 1 }\n[[ecs.instance]]\ntype = \"ecs.g6.xlarge\"", ..TYPE },
    Cause { code: "QuotaExceed.ElasticQuota", world: "[[ecs.limits]]\nvcpus = 3", ..TYPE },
    Cause { code: "QuotaExceed.ElasticQuota", world: "[[ecs.limits]]\nvcpus = 7\ninstances = { \"ecs.g6.xlarge\" = 1 }\n[[ecs.instance]]\ntype = \"ecs.g6.xlarge\"", ..TYPE },
    Cause { gap: "The resource type does not support it.", ..fault("InvalidResourceType.NotSupported") },
    Cause { code: "InvalidOperation.NotAllowed", gap: VPC, instance: "type = \"ecs.n4.small\"", world: "[[ecs.vpc]]\nsenior_features = true", call: "InstanceType=ecs.n4.large", ..FAULT },
    Cause { code: "InvalidOperation.InstanceTypeNotSupportEniTrunking", gap: "The instance i-1 uses trunk interfaces, which ecs.g6.xlarge does not support.", instance: "facts = { network = { trunking = true } }", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { trunking = false }", ..TYPE },
    Cause { code: "InvalidOperation.MaxEniQueueNumberExceeded", gap: "The instance i-1 has 8 queues on an interface; ecs.g6.xlarge supports 4.", world: "[[ecs.type]]\ntype = \"ecs.g6.large\"\nnetwork = { total_queues = 64 }\n[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { queues = 4, total_queues = 64 }", before: &[CREATE_WITH_QUEUES, ATTACH], ..TYPE },
    Cause { code: "InvalidOperation.ExceedInstanceTypeQueueNumber", gap: "The instance i-1 has 12 queues on all interfaces; ecs.g6.xlarge supports 8.", world: "[[ecs.type]]\ntype = \"ecs.g6.large\"\nnetwork = { total_queues = 64 }\n[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { total_queues = 8 }", before: &[CREATE_WITH_QUEUES, ATTACH], ..TYPE },
    Cause { code: "InvalidParameter.InvalidEniQueueNumber", gap: "The instance i-1 uses queue numbers of its own, which ecs.g6.xlarge does not support.", world: "[[ecs.type]]\ntype = \"ecs.g6.large\"\nnetwork = { total_queues = 64 }\n[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { queues = 0 }", before: &[CREATE_WITH_QUEUES, ATTACH], ..TYPE },
    Cause { code: "HibernationConfigured.InstanceOperationForbidden", instance: "facts = { hibernation = true }", ..TYPE },
    Cause { code: "InvalidOperation.InstanceTypeNotSupportHighPerformanceTrafficMode", gap: "The instance i-1 uses the high-performance traffic mode, which ecs.g6.xlarge does not support.", instance: "facts = { network = { high_performance_interfaces = 1 } }", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { high_performance_interfaces = 0 }", ..TYPE },
    Cause { code: "InvalidOperation.EniQueuePairNumberOverflow", gap: "The instance i-1 has 16 queue pairs on all interfaces; ecs.g6.xlarge supports 8.", instance: "facts = { network = { total_queue_pairs = 16 } }", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { total_queue_pairs = 8 }", ..TYPE },
    Cause { code: "InvalidOperation.HighPerformanceEniPerInstanceLimitExceeded", gap: "The instance i-1 has 2 high-performance interfaces; ecs.g6.xlarge supports 1.", instance: "facts = { network = { high_performance_interfaces = 2 } }", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { high_performance_interfaces = 1 }", ..TYPE },
    Cause { code: "InvalidOperation.MaxEniQueuePairNumberExceed", gap: "The instance i-1 has 8 queue pairs on an interface; ecs.g6.xlarge supports 4.", instance: "facts = { network = { queue_pairs = 8 } }", world: "[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = { queue_pairs = 4 }", ..TYPE },
    Cause { code: "InvalidOperation.MaxModifyOnlineNumberExceeded", instance: "state = \"running\"", world: "[[ecs.limits]]\nonline_changes = 1", before: &["ModifyInstanceSpec&InstanceId=i-1&InstanceType=ecs.g6.xlarge&ModifyMode=Online"], call: "InstanceType=ecs.g6.2xlarge&ModifyMode=Online", ..FAULT },
    Cause { code: "InvalidOperation.RebootingRequired", instance: "state = \"running\"\nfacts = { reboot_required = true }", call: "InstanceType=ecs.g6.xlarge&ModifyMode=Online", ..FAULT },
    Cause { code: "InvalidOperation.OSTypeNotSupported", instance: "state = \"running\"\nimage = \"win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd\"", call: "InstanceType=ecs.g6.xlarge&ModifyMode=Online", ..FAULT },
    Cause { code: "InvalidSystemDiskCategory.ValueNotSupported", instance: "type = \"ecs.sn2.medium\"", world: "[[ecs.limits]]\ndisk_categories = [\"cloud_essd\"]", call: "InstanceType=ecs.sn2ne.large&SystemDisk.Category=cloud_ssd", ..FAULT },
    Cause { code: "InvalidDataDiskCategory.ValueNotSupported", instance: "disks = [{ category = \"cloud_essd\", size = 40 }, { id = \"d-2\", category = \"cloud_essd\", size = 40 }]", world: "[[ecs.limits]]\ndisk_categories = [\"cloud_essd\"]", call: "Disk.1.DiskId=d-2&Disk.1.Category=cloud_auto", ..FAULT },
    Cause { code: "InvalidInstanceId.NotFound", call: "InstanceId=i-nowhere&InstanceType=ecs.g6.xlarge", ..FAULT },
    Cause { code: "MissingTemporary.StartTime", call: "Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9", ..FAULT },
    Cause { code: "MissingTemporary.EndTime", call: "Temporary.StartTime=2026-11-21T09:00Z&Temporary.InternetMaxBandwidthOut=9", ..FAULT },
    Cause { code: "InvalidInstanceChargeType.NotFound", call: "InstanceType=ecs.g6.xlarge&InstanceChargeType=Weekly", ..FAULT },
    fault("InternalError"),
    fault("InternalError"),
];

impl Cause<'_> {
    fn twin(&self) -> Twin {
        let unless = |key: &str, line: &str| {
            if self.instance.lines().any(|line| line.starts_with(key)) { String::new() } else { format!("{line}\n") }
        };
        let (instance_type, state) =
            (unless("type = ", "type = \"ecs.g6.large\""), unless("state = ", "state = \"stopped\""));
        let disks = unless("disks = ", "disks = [{ id = \"d-1\", category = \"cloud_essd\", size = 40 }]");
        let instance = format!("[[ecs.instance]]\nid = \"i-1\"\n{}\n{instance_type}{state}{disks}", self.instance);
        let twin =
            Twin::new(&format!("transitions = \"realistic\"\n{}", self.config), &format!("{instance}\n{}", self.world));
        for call in self.before {
            if *call == IPV6 {
                give_ipv6(&twin);
                continue;
            }
            filled(&twin, call).ok();
            if call.starts_with("AttachNetworkInterface") {
                twin.advance("1m");
            }
        }
        twin
    }

    fn call(&self) -> String {
        let id = if self.call.contains("InstanceId=") { "" } else { "InstanceId=i-1&" };
        format!("ModifyInstanceSpec&{id}{}", self.call)
    }
}

/// What a world shows of all that a change of a specification could change.
fn everything(twin: &Twin) -> (Value, Value, Value) {
    let region = "RegionId=cn-hangzhou&PageSize=100";
    let disks = twin.ecs(&format!("DescribeDisks&{region}")).json()["Disks"].clone();
    let tasks = twin.ecs(&format!("DescribeTasks&{region}")).json()["TaskSet"].clone();
    (instances(twin), disks, tasks)
}

/// Refuses the next calls by a row of the table: code and text name it.
fn inject(twin: &Twin, code: &str, text: &str, times: u32) {
    let effect = json!({ "error": { "code": code, "message": text } });
    let fault = json!({ "cloud": "ecs", "action": "ModifyInstanceSpec", "effect": effect, "times": times });
    let fault: Fault = serde_json::from_value(fault).expect("a fault");
    twin.app.faults.add(complete(fault).expect("a whole fault"), 1).expect("room");
}

#[test]
fn every_row_is_the_vendors() {
    let rows: Vec<Vec<&str>> = ROWS.lines().map(|row| row.split('\t').collect()).collect();
    assert_eq!((rows.len(), CAUSES.len()), (95, 95));
    for (row, cause) in rows.iter().zip(CAUSES) {
        let [status, code, text] = row[..] else { panic!("{row:?}") };
        assert_eq!(code, cause.code, "a cause for each row, in the order of the rows");
        let natural = !cause.call.is_empty();
        assert_eq!(text.contains("%s"), !cause.gap.is_empty(), "{code}: {text}");
        let text = text.replace("%s", cause.gap);
        let expected = (status.parse().expect("a status"), code.to_owned(), text.clone());
        let (twin, call) = if natural { (cause.twin(), cause.call()) } else { (TYPE.twin(), TYPE.call()) };
        let before = everything(&twin);
        if !natural {
            inject(&twin, code, &text, 2);
        }
        assert_eq!(twin.ecs(&call).error(), expected, "{call} in JSON");
        assert_eq!(twin.ecs_xml(&call).error(), expected, "{call} in XML");
        assert_eq!(everything(&twin), before, "{call} has changed something");
    }
    assert_eq!(CAUSES.iter().filter(|cause| cause.call.is_empty()).count(), 3);
}

/// Whether a row has a cause or not, a fault can give it: by its code and its text, with the row's own status.
#[test]
fn every_row_can_be_injected() {
    let twin = TYPE.twin();
    let before = everything(&twin);
    for row in ROWS.lines() {
        let [status, code, text] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        inject(&twin, code, text, 1);
        let expected = (status.parse().expect("a status"), code.to_owned(), text.to_owned());
        assert_eq!(twin.ecs(&TYPE.call()).error(), expected);
    }
    assert_eq!(everything(&twin), before);
    let gap = json!({ "cloud": "ecs", "effect": { "error": { "code": "InvalidOperation.EniCountExceeded" } } });
    let gap = complete(serde_json::from_value::<Fault>(gap).expect("a fault"));
    let why = "effect.error: the vendor's text of InvalidOperation.EniCountExceeded has a gap: give a message";
    assert_eq!(gap, Err(why.to_owned()));
}

/// What stands in the way of a row's change stands in no other change's way.
#[test]
fn without_its_cause_every_change_is_made() {
    TYPE.twin().ecs(&TYPE.call()).ok();
    BANDWIDTH.twin().ecs(&BANDWIDTH.call()).ok();
    for instance in [
        "dedicated_host = \"dh-1\"",
        "private_pool = \"eap-1\"",
        "type = \"ecs.i2.xlarge\"",
        "image = \"win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd\"",
        "facts = { cloudbox = \"cb-1\", nat_port_map = true, hibernation = true, reboot_required = true }",
        "disks = [{ category = \"cloud_essd\", size = 40, system = false }]",
    ] {
        let cause = Cause { instance, ..BANDWIDTH };
        cause.twin().ecs(&cause.call()).ok();
    }
    for (instance, world, call) in [
        ("eip = \"eip-1\"", "", XLARGE),
        ("disks = [{ category = \"cloud_efficiency\", size = 40 }]", "", XLARGE),
        ("facts = { reboot_required = true }", "[[ecs.limits]]\nonline_changes = 0", XLARGE),
        ("type = \"ecs.n4.small\"", "[[ecs.vpc]]\nadvanced_features = true", "InstanceType=ecs.sn1ne.large"),
        ("bandwidth_out = 60", "[[ecs.limits]]\nbandwidth_by_traffic = 40", WIDER),
        ("", "[[ecs.limits]]\ndedicated_region = true", "InternetMaxBandwidthOut=0"),
        ("type = \"ecs.g6.2xlarge\"", "[[ecs.limits]]\nvcpus = 4", XLARGE),
    ] {
        let cause = Cause { instance, world, call, ..FAULT };
        cause.twin().ecs(&cause.call()).ok();
    }
}

/// What else leads to a row: instance, parameters, code.
#[rustfmt::skip]
const MORE: &[(&str, &str, &str)] = &[
    ("", "", "InvalidInstanceType.ValueNotSupported"),
    ("", "InstanceType=", "InvalidInstanceType.ValueNotSupported"),
    ("", "SystemDisk.Category=cloud_ssd", "InvalidInstanceType.ValueNotSupported"),
    ("", "InternetMaxBandwidthOut=wide", "InvalidParameter"),
    ("", "InstanceType=ecs.g6.xlarge&InternetMaxBandwidthIn=6", "InvalidParameter.Mismatch"),
    ("", "InternetMaxBandwidthOut=6&Temporary.StartTime=2026-11-21T09:00Z", "InvalidParameter.Mismatch"),
    ("", "InstanceType=ecs.g6.xlarge&Temporary.StartTime=2026-11-21T09:00Z", "InvalidParameter.Mismatch"),
    ("", "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=later&Temporary.InternetMaxBandwidthOut=9", "InvalidTemporary.EndTime"),
    ("", "Temporary.StartTime=2026-11-21T06:00Z&Temporary.EndTime=2026-11-21T07:00Z&Temporary.InternetMaxBandwidthOut=9", "InvalidTemporary.EndTime"),
    ("", "Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z", "InvalidParameter.Bandwidth"),
    ("", "InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1&Disk.1.Category=cloud_auto&Disk.1.PerformanceLevel=PL1", "InvalidPerformanceLevel.Malformed"),
    ("", "InternetMaxBandwidthOut=6&ClientToken=0123456789012345678901234567890123456789012345678901234567890123x", "InvalidClientToken.ValueNotSupported"),
    ("eip = \"eip-1\"", "InternetMaxBandwidthIn=5", "InvalidInstance.EipNotSupport"),
    ("locks = [\"financial\"]", "InternetMaxBandwidthOut=6", "Account.Arrearage"),
    ("locks = [\"refunded\"]", "InternetMaxBandwidthOut=6", "OperationDenied"),
    ("locks = [\"dedicatedhostfinancial\"]", "InternetMaxBandwidthOut=6", "OperationDenied"),
    ("disks = [{ category = \"cloud_essd\", size = 40 }, { category = \"local_ssd_pro\", size = 40 }]", XLARGE, "CategoryViolation"),
    ("type = \"ecs.g7.large\"", "Disk.1.DiskId=d-1&Disk.1.Category=cloud_ssd", "InvalidDiskCategory.NotSupported"),
];

#[test]
fn a_row_may_have_other_causes() {
    for (instance, call, code) in MORE {
        let cause = Cause { instance, call, ..FAULT };
        let twin = cause.twin();
        let before = everything(&twin);
        assert_eq!(twin.ecs(&cause.call()).error().1, *code, "{instance} {call}");
        assert_eq!(everything(&twin), before);
    }
    let all =
        Cause { instance: &format!("disks = [{}]", "{ category = \"cloud_essd\", size = 40 },".repeat(18)), ..TYPE };
    let text = "The instance i-1 has 18 disks; ecs.g6.xlarge supports 17.";
    let expected = (400, "InstanceTypeNotSupported.TooManyDisksAttached".into(), text.into());
    assert_eq!(all.twin().ecs(&all.call()).error(), expected);
}

#[test]
fn faults_of_every_operation_are_those_of_this_one_too() {
    let twin = TYPE.twin();
    let call = TYPE.call();
    let add = |effect: &str| {
        let fault = json!({ "cloud": "ecs", "action": "ModifyInstanceSpec", "effect": effect });
        let fault: Fault = serde_json::from_value(fault).expect("a fault");
        twin.app.faults.add(complete(fault).expect("a whole fault"), 1).expect("room");
    };
    add("internal");
    let text = "The request processing has failed due to some unknown error, exception or failure.";
    assert_eq!(twin.ecs(&call).error(), (500, "InternalError".into(), text.into()));
    add("throttle");
    let answer = twin.ecs(&call);
    let text = "Request was denied due to request throttling.";
    assert_eq!(answer.error(), (400, "Throttling".into(), text.into()));
    assert_eq!(answer.header("x-acs-retry-after"), Some("1000"));
    twin.ecs(&call).ok();
}

/// 5 Gbit/s and 50 Gbit/s in all, by the way in which bandwidth is paid for.
#[test]
fn bandwidths_add_up_in_a_region() {
    let world = |charge: &str, count: usize| {
        let other = format!(
            "[[ecs.instance]]\ntype = \"ecs.g6.large\"\nbandwidth_out = 100\ninternet_charge_type = \"{charge}\"\n"
        );
        format!(
            "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\ninternet_charge_type = \"{charge}\"\n{}",
            other.repeat(count)
        )
    };
    let set =
        |twin: &Twin, out: u32| twin.ecs(&format!("ModifyInstanceSpec&InstanceId=i-1&InternetMaxBandwidthOut={out}"));
    for (charge, count, how, quota) in
        [("PayByTraffic", 49, "traffic", 5_000), ("PayByBandwidth", 499, "bandwidth", 50_000)]
    {
        set(&Twin::with(&world(charge, count)), 100).ok();
        let over = set(&Twin::with(&world(charge, count + 1)), 1).error();
        let text =
            format!("The instances in cn-hangzhou that pay by {how} would have {} of {quota} Mbit/s.", quota + 1);
        assert_eq!(over, (400, "QuotaExceeded.InternetBandwidth".into(), text));
    }
    let mixed = format!(
        "{}{}",
        world("PayByBandwidth", 0),
        world("PayByTraffic", 50)
            .split_once("[[ecs.instance]]\ntype")
            .map_or(String::new(), |(_, rest)| format!("[[ecs.instance]]\ntype{rest}"))
    );
    set(&Twin::with(&mixed), 100).ok();
}
