//! A launch takes nothing that other operations of the same server refuse, and what it takes is shown.

use crate::alibaba::ecs::{instances, refusal};
use crate::support::{Answer, Twin};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

const LINUX: &str = "aliyun_3_x64_20G_alibase_20240819.vhd";
const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
const OPERATIONS: [&str; 2] = ["RunInstances", "CreateInstance"];

fn launch(twin: &Twin, action: &str, more: &str) -> Answer {
    twin.ecs(&format!("{action}&{LEAST}{more}"))
}

/// A parameter that is left out, or has one of these values.
fn one_of(name: &'static str, values: Vec<String>) -> impl Strategy<Value = String> + Clone {
    let given = select(values).prop_map(move |value| format!("&{name}={value}"));
    prop_oneof![1 => Just(String::new()), 2 => given]
}

fn texts() -> impl Strategy<Value = String> {
    let long = |count: usize| "x".repeat(count);
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let with = |short: &[&str], longs: [usize; 2]| {
        let mut all = values(short);
        all.extend(longs.map(long));
        all
    };
    (
        one_of("InstanceName", with(&["web", "a", "1web", "http://web", "we%2Bb", "Web:_.-1"], [128, 129])),
        one_of("Description", with(&["a", "ab", "http://x", "https://x", "a%20b"], [256, 257])),
        one_of("HostName", with(&["web", "a", "we--b", "-web", "web.example.org", "a_b"], [64, 65])),
        one_of("UserData", with(&["ZWNobyBoaQ==", "echo!"], [45_000, 4])),
        one_of("DeletionProtection", values(&["true", "false", "maybe"])),
        one_of("CreditSpecification", values(&["Standard", "Unlimited", "standard", "Fast"])),
    )
        .prop_map(|(name, description, host, data, protection, credits)| {
            format!("{name}{description}{host}{data}{protection}{credits}")
        })
}

fn disks() -> impl Strategy<Value = String> {
    let sizes = ["1", "5", "10", "19", "20", "40", "461", "500", "2000", "2048", "2049", "5000", "32768", "99999"];
    let sizes = || sizes.map(str::to_owned).to_vec();
    let categories = ["cloud", "cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry", "tape"];
    let categories = || categories.map(str::to_owned).to_vec();
    let levels = || ["PL0", "PL1", "PL2", "PL3", "PL9"].map(str::to_owned).to_vec();
    // Without a category the operations have different defaults.
    let category = |name: &'static str| select(categories()).prop_map(move |category| format!("&{name}={category}"));
    let size = select(sizes()).prop_map(|size| format!("&DataDisk.1.Size={size}"));
    let data = (category("DataDisk.1.Category"), size, one_of("DataDisk.1.PerformanceLevel", levels()));
    let data = data.prop_map(|(category, size, level)| format!("{category}{size}{level}"));
    let system = (
        category("SystemDisk.Category"),
        one_of("SystemDisk.Size", sizes()),
        one_of("SystemDisk.PerformanceLevel", levels()),
    );
    let system = system.prop_map(|(category, size, level)| format!("{category}{size}{level}"));
    (system, prop_oneof![Just(String::new()), data]).prop_map(|(system, data)| format!("{system}{data}"))
}

fn bandwidths() -> impl Strategy<Value = String> {
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    (
        one_of("InternetMaxBandwidthOut", values(&["-1", "0", "1", "100", "101"])),
        one_of("InternetChargeType", values(&["PayByTraffic", "PayByBandwidth", "Free"])),
    )
        .prop_map(|(out, charge)| format!("{out}{charge}"))
}

/// What a parameter of a call says, if it is there.
fn said<'a>(call: &'a str, name: &str) -> Option<&'a str> {
    call.split('&').filter_map(|pair| pair.split_once('=')).find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// Asserts that an instance shows what its launch said.
fn shown(twin: &Twin, call: &str) -> Result<(), TestCaseError> {
    let instance = instances(twin)[0].clone();
    for name in ["InstanceName", "Description", "HostName", "InternetChargeType", "CreditSpecification"] {
        if let Some(value) = said(call, name) {
            prop_assert_eq!(&instance[name], &value.replace("%20", " "), "{}", call);
        }
    }
    if let Some(value) = said(call, "InternetMaxBandwidthOut") {
        prop_assert_eq!(instance["InternetMaxBandwidthOut"].to_string(), value);
    }
    if let Some(value) = said(call, "DeletionProtection") {
        prop_assert_eq!(instance["DeletionProtection"].to_string(), value);
    }
    let id = instance["InstanceId"].as_str().expect("an id");
    let data = twin.ecs(&format!("DescribeUserData&RegionId=cn-hangzhou&InstanceId={id}")).json()["UserData"].clone();
    prop_assert_eq!(data, said(call, "UserData").unwrap_or_default());
    let disks = twin.ecs("DescribeDisks&RegionId=cn-hangzhou").json()["Disks"]["Disk"].clone();
    let disks = disks.as_array().expect("a list");
    for (kind, structure) in [("system", "SystemDisk"), ("data", "DataDisk.1")] {
        let disk = disks.iter().find(|disk| disk["Type"] == kind);
        prop_assert_eq!(disk.is_some(), kind == "system" || said(call, "DataDisk.1.Size").is_some());
        for (name, parameter) in [("Category", "Category"), ("Size", "Size")] {
            if let (Some(disk), Some(value)) = (disk, said(call, &format!("{structure}.{parameter}"))) {
                let seen = disk[name].as_str().map_or_else(|| disk[name].to_string(), str::to_owned);
                prop_assert_eq!(seen, value, "{}", call);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_other_operations_refuse_a_launch_refuses(texts in texts(), disks in disks(), bandwidths in bandwidths(), burstable: bool) {
        let instance_type = if burstable { "ecs.t6-c1m2.large" } else { "ecs.g6.large" };
        let modified = Twin::with(&format!("[[ecs.instance]]\nid = \"i-1\"\ntype = \"{instance_type}\""));
        let modify = modified.ecs(&format!("ModifyInstanceAttribute&InstanceId=i-1{texts}"));
        let priced = "DescribePrice&RegionId=cn-hangzhou&ImageId";
        let price = modified.ecs(&format!("{priced}={LINUX}&InstanceType={instance_type}{disks}{bandwidths}"));
        let refused: Vec<Option<String>> = [&modify, &price].iter().map(|answer| answer.0.code.as_deref().map(str::to_owned)).collect();
        for action in OPERATIONS {
            let twin = Twin::empty();
            let call = format!("{texts}{disks}{bandwidths}");
            let answer = twin.ecs(&format!("{action}&{}{call}", LEAST.replace("ecs.g6.large", instance_type)));
            match &answer.0.code {
                None => {
                    prop_assert_eq!(&refused, &vec![None, None], "{} took {}", action, call);
                    shown(&twin, &call)?;
                }
                Some(code) => {
                    prop_assert!(refused.iter().any(Option::is_some), "{} refused {}: {}", action, call, answer.0.body);
                    prop_assert_eq!(instances(&twin), json!([]));
                    prop_assert!(!code.starts_with("Unsupported"));
                }
            }
        }
    }
}

/// The world, the launch, and the refusals of RunInstances and CreateInstance.
type Case<'a> = (&'a str, &'a str, [(u16, &'a str, &'a str); 2]);

#[test]
#[rustfmt::skip]
fn what_keeps_an_instance_from_changing_keeps_a_new_one_from_being() {
    const G6: &str = "[[ecs.type]]\ntype = \"ecs.g6.large\"\n";
    const QUOTA: &str = "The number of the specified ECS instances has exceeded the quota of the specified instance type.";
    let both = |status, code, text| [(status, code, text); 2];
    let cases: &[Case<'_>] = &[
        ("[[ecs.limits]]\nbandwidth = 49", "&InternetMaxBandwidthOut=50", both(400, "InvalidParameter", "The specified parameter \"InternetMaxBandwidthOut\" is not valid.")),
        ("[[ecs.limits]]\nbandwidth_by_traffic = 49", "&InternetMaxBandwidthOut=50", [
            (400, "InvalidParameter.Bandwidth", "The instances in cn-hangzhou that pay by traffic would have 50 of 49 Mbit/s."),
            (400, "InvalidParameter.Bandwidth", "The specified parameter Bandwidth is not valid."),
        ]),
        ("[[ecs.limits]]\nbandwidth_by_bandwidth = 49", "&InternetMaxBandwidthOut=50&InternetChargeType=PayByBandwidth", [
            (400, "InvalidParameter.Bandwidth", "The instances in cn-hangzhou that pay by bandwidth would have 50 of 49 Mbit/s."),
            (400, "InvalidParameter.Bandwidth", "The specified parameter Bandwidth is not valid."),
        ]),
        ("[[ecs.limits]]\ndedicated_region = true", "&InternetMaxBandwidthOut=1", both(400, "InvalidParameter.DedicatedRegionNotSupported", "The specified action is rejected because the specified ECS instance in the dedicated region does not support public IP.")),
        ("[[ecs.limits]]\ninstances = { \"ecs.g6.large\" = 0 }", "", both(403, "QuotaExceed.ElasticQuota", "No additional quota is available for the specified ECS instance type.")),
        ("[[ecs.limits]]\ninstances = { \"ecs.g6.large\" = 1 }\n[[ecs.instance]]\ntype = \"ecs.g6.large\"", "", both(403, "QuotaExceed.ElasticQuota", QUOTA)),
        ("[[ecs.limits]]\nvcpus = 1", "", both(403, "QuotaExceed.ElasticQuota", "The number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.")),
        ("[[ecs.limits]]\ndisk_categories = [\"cloud_auto\"]", "", both(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid.")),
        ("[[ecs.limits]]\ndisk_categories = [\"cloud_essd\"]", "&DataDisk.1.Size=40&DataDisk.1.Category=cloud_auto", both(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid.")),
        ("[[ecs.limits]]\ndisk_capacity = { cloud_essd = 79 }", "&DataDisk.1.Size=40&ZoneId=cn-hangzhou-b", both(400, "QuotaExceed.DiskCapacity", "The used capacity of disk type has exceeded the quota in the zone, cn-hangzhou-b would have 80 of 79 GiB of cloud_essd.")),
        (&format!("{G6}access = \"hidden\""), "", both(400, "InvalidInstanceType.ValueUnauthorized", "The specified InstanceType is not authorized.")),
        (&format!("{G6}access = \"unauthorized\""), "", both(400, "InvalidInstanceType.ValueUnauthorized", "The specified InstanceType is not authorized.")),
        (&format!("{G6}zones = [\"cn-hangzhou-k\"]"), "&ZoneId=cn-hangzhou-b", both(403, "InvalidInstanceType.ZoneNotSupported", "The specified zone does not support this instancetype.")),
        (&format!("{G6}disks = 1"), "&DataDisk.1.Size=40", both(403, "InstanceDiskLimitExceeded", "The amount of the disk on instance reach its limits.")),
        (&format!("{G6}disk_categories = [\"cloud_essd\"]"), "&SystemDisk.Category=cloud_ssd", both(403, "InvalidInstanceType.NotSupportDiskCategory", "The instanceType of the specified instance does not support this disk category.")),
        (&format!("[[ecs.image]]\nid = \"{LINUX}\"\nwithdrawn = true"), "", [
            (400, "IncorrectImageStatus", "The specified image is an Alibaba Cloud Marketplace image. The sale of this image has ended. For more information, contact the image service provider."),
            (403, "OperationDenied.ImageNotValid", "The specified Image is disabled or is deleted."),
        ]),
        (&format!("[[ecs.image]]\nid = \"{LINUX}\"\ntypes = [\"ecs.c6.large\"]"), "", [
            (403, "ImageNotSupportInstanceType", "The specified image does not support the specified InstanceType."),
            (403, "ImageNotSupportInstanceType", "The specified image don't support the InstanceType instance."),
        ]),
        ("[[account]]\ncloud = \"ecs\"\nfacts = { balance_too_low = true }", "", both(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.")),
        ("[[account]]\ncloud = \"ecs\"\nfacts = { payment_risk = true }", "", both(403, "SecurityRisk.3DVerification", "We have detected a security risk with your default credit or debit card. Please proceed with verification via the link in your email.")),
    ];
    for (world, more, expected) in cases {
        for (action, (status, code, text)) in OPERATIONS.iter().zip(expected) {
            let twin = Twin::with(world);
            let before = instances(&twin);
            assert_eq!(launch(&twin, action, more).error(), refusal(*status, code, text), "{action} {world} {more}");
            assert_eq!(instances(&twin), before);
            launch(&Twin::empty(), action, more).ok();
        }
    }
}

#[test]
fn a_windows_instance_has_room_and_no_key_pair() {
    let windows = LEAST.replace(LINUX, "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd");
    for action in OPERATIONS {
        let twin = Twin::empty();
        let answer = |more: &str| twin.ecs(&format!("{action}&{windows}{more}")).error();
        let text = "The instance creating is window, cannot use ssh key pair to login.";
        assert_eq!(answer("&KeyPairName=key"), refusal(403, "DependencyViolation.WindowsInstance", text));
        let text = "The specified parameter SystemDisk.Size is less than the image size.";
        assert_eq!(answer("&SystemDisk.Size=39"), refusal(404, "InvalidSystemDiskSize.LessThanImageSize", text));
        let small = windows.replace("ecs.g6.large", "ecs.t5-lc2m1.nano");
        let text = "The specified image does not support the specified instance type.";
        let answer = twin.ecs(&format!("{action}&{small}")).error();
        assert_eq!(answer, refusal(400, "InvalidParameter.Conflict", text));
    }
}

#[test]
fn host_names_are_numbered_as_instance_names_are() {
    let twin = Twin::empty();
    launch(&twin, "RunInstances", "&Amount=3&InstanceName=web%5B1,2%5D&HostName=host%5B7,3%5D-x").ok();
    let seen = instances(&twin);
    let mut names: Vec<(&Value, &Value)> =
        seen.as_array().expect("a list").iter().map(|one| (&one["InstanceName"], &one["HostName"])).collect();
    names.sort_by_key(|(name, _)| name.to_string());
    let expected =
        [("web01", "host007-x"), ("web02", "host008-x"), ("web03", "host009-x")].map(|(a, b)| (json!(a), json!(b)));
    assert_eq!(names, expected.iter().map(|(a, b)| (a, b)).collect::<Vec<_>>());
    let text = "The specified parameter \"HostName\" is not valid.";
    let one = launch(&twin, "CreateInstance", "&HostName=host%5B1,2%5D").error();
    assert_eq!(one, refusal(400, "InvalidHostName.Malformed", text), "it is one instance");
}

#[test]
fn a_launch_into_a_pool_goes_to_its_zone() {
    for action in OPERATIONS {
        let pool = "[[ecs.capacity_reservation]]\nid = \"crp-1\"\ntype = \"ecs.g6.large\"\nzone = \"cn-hangzhou-k\"\ncount = 1";
        let twin = Twin::with(pool);
        let into = "&PrivatePoolOptions.MatchCriteria=Target&PrivatePoolOptions.Id=crp-1";
        let text = "The ZoneId does not match the PrivatePool.";
        let elsewhere = launch(&twin, action, &format!("{into}&ZoneId=cn-hangzhou-b"));
        assert_eq!(elsewhere.error(), refusal(400, "Invalid.ZoneId", text));
        launch(&twin, action, into).ok();
        let seen = &instances(&twin)[0];
        assert_eq!(seen["ZoneId"], "cn-hangzhou-k");
        assert_eq!(seen["EcsCapacityReservationAttr"]["CapacityReservationId"], "crp-1");
    }
}
