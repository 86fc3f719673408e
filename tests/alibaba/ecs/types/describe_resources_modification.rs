use crate::alibaba::ecs::interfaces::{give_ipv6, on, primary};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use twinstance::domain::compute::catalog;
use twinstance::domain::scope::Cloud;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-enhanced"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-plain"
    type = "ecs.g6.large"
    state = "stopped"
    disks = [
        { id = "d-system", category = "cloud_efficiency", size = 40 },
        { id = "d-data", category = "cloud_ssd", size = 40 },
    ]

    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security"]

    [[ecs.instance]]
    id = "i-subscribed"
    type = "ecs.g6.large"
    state = "stopped"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-bound"
    type = "ecs.g6.large"
    state = "stopped"
    private_pool = "eap-1"

    [[ecs.stock]]
    type = "ecs.c6.xlarge"
    count = 0
"#;

fn describe(twin: &Twin, id: &str, more: &str) -> Answer {
    let call = format!("DescribeResourcesModification&RegionId=cn-hangzhou&ResourceId={id}");
    twin.ecs(&format!("{call}&DestinationResource=InstanceType{more}"))
}

/// What is available: at once, and after a change of disks.
#[track_caller]
fn available(answer: &Answer) -> (BTreeSet<String>, BTreeSet<String>) {
    let answer = answer.json();
    let resource = &answer["AvailableZones"]["AvailableZone"][0]["AvailableResources"]["AvailableResource"][0];
    let names = |list: &Value| {
        let list = list.as_array().cloned().unwrap_or_default().into_iter();
        let there = list.filter(|item| item["Status"] == "Available");
        there.map(|item| item["Value"].as_str().expect("a text").to_owned()).collect()
    };
    (
        names(&resource["SupportedResources"]["SupportedResource"]),
        names(&resource["ConditionSupportedResources"]["ConditionSupportedResource"]),
    )
}

fn all_types() -> Vec<&'static str> {
    catalog::types(Cloud::Alibaba).iter().map(|instance_type| instance_type.name).collect()
}

/// A type of each family.
fn one_of_each_family() -> Vec<&'static str> {
    let types = catalog::types(Cloud::Alibaba);
    let families: BTreeMap<_, _> = types.iter().map(|one| (one.family, one.name)).collect();
    families.into_values().collect()
}

/// The types to which ModifyInstanceSpec would change an instance, of all there are.
fn allowed(twin: &Twin, id: &str, more: &str) -> BTreeSet<String> {
    allowed_of(twin, id, more, &all_types())
}

fn allowed_of(twin: &Twin, id: &str, more: &str, types: &[&str]) -> BTreeSet<String> {
    let lets = |name: &&str| {
        let call = format!("ModifyInstanceSpec&InstanceId={id}&InstanceType={name}&DryRun=true{more}");
        twin.ecs(&call).0.code.as_deref() == Some("DryRunOperation")
    };
    types.iter().copied().filter(lets).map(str::to_owned).collect()
}

mod reading {
    use super::*;

    #[test]
    fn a_type_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&ResourceId=i-plain&DestinationResource=InstanceType&OperationType=Upgrade\
                          &Cores=4&Memory=16&Conditions.1=DiskCategory";
        let body = in_every_shape(WORLD, "DescribeResourcesModification", parameters);
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","AvailableZones":{"AvailableZone":[{"ZoneId":"cn-hangzhou-b","Status":"Available","StatusCategory":"WithStock","RegionId":"cn-hangzhou","AvailableResources":{"AvailableResource":[{"Type":"InstanceType","SupportedResources":{"SupportedResource":[{"Status":"Available","Value":"ecs.g6.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0},{"Status":"Available","Value":"ecs.hfg6.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0},{"Status":"Available","Value":"ecs.s6-c1m4.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0},{"Status":"Available","Value":"ecs.t6-c1m4.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0}]},"ConditionSupportedResources":{"ConditionSupportedResource":[{"Conditions":{"Condition":[{"Key":"DiskCategory"}]},"Status":"Available","Value":"ecs.g6e.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0},{"Conditions":{"Condition":[{"Key":"DiskCategory"}]},"Status":"Available","Value":"ecs.g7.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0},{"Conditions":{"Condition":[{"Key":"DiskCategory"}]},"Status":"Available","Value":"ecs.hfg7.xlarge","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0}]}}]}}]}}"#);
    }

    #[test]
    fn disks_in_xml() {
        let answer = Twin::with(WORLD).ecs_xml(
            "DescribeResourcesModification&RegionId=cn-hangzhou&ResourceId=i-plain&DestinationResource=SystemDisk\
             &InstanceType=ecs.g7.large",
        );
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeResourcesModificationResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><AvailableZones><AvailableZone><ZoneId>cn-hangzhou-b</ZoneId><Status>Available</Status><StatusCategory>WithStock</StatusCategory><RegionId>cn-hangzhou</RegionId><AvailableResources><AvailableResource><Type>SystemDisk</Type><SupportedResources><SupportedResource><Status>Available</Status><Value>cloud_essd</Value><Max>2048</Max><Unit>GiB</Unit><StatusCategory>WithStock</StatusCategory><Min>1</Min></SupportedResource><SupportedResource><Status>Available</Status><Value>cloud_auto</Value><Max>2048</Max><Unit>GiB</Unit><StatusCategory>WithStock</StatusCategory><Min>1</Min></SupportedResource><SupportedResource><Status>Available</Status><Value>cloud_essd_entry</Value><Max>2048</Max><Unit>GiB</Unit><StatusCategory>WithStock</StatusCategory><Min>20</Min></SupportedResource></SupportedResources><ConditionSupportedResources/></AvailableResource></AvailableResources></AvailableZone></AvailableZones></DescribeResourcesModificationResponse>"#);
    }

    #[test]
    fn migration_is_read() {
        let twin = Twin::with(WORLD);
        let answer = describe(&twin, "i-plain", "&MigrateAcrossZone=true");
        assert_eq!(available(&answer), available(&describe(&twin, "i-plain", "&MigrateAcrossZone=False")));
        assert_eq!(answer.header("x-twinstance-ignored"), None);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_required_is_named() {
        let twin = Twin::with(WORLD);
        let call = |more: &str| twin.ecs(&format!("DescribeResourcesModification{more}")).error();
        assert_eq!(call("&ResourceId=i-plain&DestinationResource=InstanceType"), missing("RegionId"));
        assert_eq!(call("&RegionId=cn-hangzhou&DestinationResource=InstanceType"), missing("ResourceId"));
        let text =
            "The input parameter DestinationResource that is mandatory for processing this request is not supplied.";
        assert_eq!(call("&RegionId=cn-hangzhou&ResourceId=i-plain"), refusal(400, "Invalid.Param", text));
        let disk = call("&RegionId=cn-hangzhou&ResourceId=i-plain&DestinationResource=SystemDisk");
        assert_eq!(disk, missing("InstanceType"));
    }

    #[test]
    fn every_value_has_its_refusal() {
        let twin = Twin::with(WORLD);
        let text = "The specified ResourceId is not found in our records.";
        assert_eq!(describe(&twin, "i-nowhere", "").error(), refusal(404, "InvalidResourceId.NotFound", text));
        for (more, status, code, text) in [
            ("&OperationType=Downgrade", 400, "Invalid.OperationType", "The specified operationType is not valid."),
            ("&OperationType=Sidegrade", 400, "Invalid.OperationType", "The specified operationType is not valid."),
            (
                "&OperationType=RenewDowngrade",
                400,
                "UnsupportedParameter",
                "The parameter OperationType=RenewDowngrade is not implemented by Twinstance.",
            ),
            ("&Conditions.1=Weather", 400, "InvalidCondition.Malformed", "The specified Condition is not valid."),
            (
                "&InstanceType=ecs.g6.large&Memory=8",
                403,
                "InvalidParam.TypeAndCpuMem.Conflict",
                "The specified 'InstanceType' and 'Cores','Memory' are not blank at the same time.",
            ),
        ] {
            assert_eq!(describe(&twin, "i-plain", more).error(), refusal(status, code, text), "{more}");
        }
        let wrong = "DescribeResourcesModification&RegionId=cn-hangzhou&ResourceId=i-plain&DestinationResource=Network";
        let text = "The specified DestinationResource is not valid.";
        assert_eq!(twin.ecs(wrong).error(), refusal(404, "Invalid.DestinationResource", text));
    }
}

mod behaviour {
    use super::*;

    /// An instance of a type of every family, with these disks: what is listed is what can be done, of all pairs.
    fn all_pairs_agree(disks: &str, changes: &str) {
        let types = one_of_each_family();
        assert_eq!(types.len(), 216);
        let mut pairs = 0;
        for name in &types {
            let twin = Twin::with(&format!(
                "[[ecs.instance]]\nid = \"i-1\"\ntype = \"{name}\"\nstate = \"stopped\"\ndisks = [{disks}]\n\
                 [[ecs.stock]]\ntype = \"{}\"\ncount = 0\n",
                types[100],
            ));
            let (mut now, mut later) = available(&describe(&twin, "i-1", "&Conditions.1=DiskCategory"));
            now.retain(|one| types.contains(&one.as_str()));
            later.retain(|one| types.contains(&one.as_str()));
            assert_eq!(now, allowed_of(&twin, "i-1", "", &types), "from {name}");
            if !changes.is_empty() {
                let both: BTreeSet<String> = now.union(&later).cloned().collect();
                assert_eq!(both, allowed_of(&twin, "i-1", changes, &types), "from {name}, with other disks");
            }
            pairs += now.len() + later.len();
        }
        assert!(pairs > 500, "{pairs}");
    }

    #[test]
    fn every_pair_of_families_is_listed_as_it_can_be_changed() {
        all_pairs_agree("{ category = \"cloud_essd\", size = 40 }", "");
    }

    #[test]
    fn every_pair_of_families_is_listed_as_it_can_be_changed_with_disks_that_are_no_enhanced_ones() {
        let disks = "{ id = \"d-1\", category = \"cloud_efficiency\", size = 40 }, \
                     { id = \"d-2\", category = \"cloud_essd\", size = 40 }";
        all_pairs_agree(disks, "&Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd");
    }

    /// What a scenario can say of targets, limits and the instance itself.
    const OBSTACLES: &str = r#"
        [[ecs.instance]]
        id = "i-1"
        type = "ecs.sn2.medium"
        state = "stopped"
        eip = "eip-1"

        [[ecs.instance]]
        id = "i-2"
        type = "ecs.g6.large"
        state = "stopped"
        image = "m-1"
        disks = [{ id = "d-1", category = "cloud_ssd", size = 40 }, { category = "cloud_essd", size = 60 }]

        [[ecs.instance]]
        id = "i-3"
        type = "ecs.g6.large"
        state = "stopped"
        eip = "eip-3"

        [[ecs.instance]]
        id = "i-4"
        type = "ecs.g6.large"
        state = "stopped"
        facts = { nat_port_map = true }

        [[ecs.limits]]
        instances = { "ecs.g6.large" = 2, "ecs.c6.large" = 0, "ecs.g6.xlarge" = 1 }
        vcpus = 40
        disk_capacity = { cloud_essd = 230 }

        [[ecs.image]]
        id = "m-1"
        types = ["ecs.g6.large", "ecs.g6.xlarge", "ecs.c6.large", "ecs.c6.xlarge", "ecs.r6.large", "ecs.g7.large", "ecs.c7.large", "ecs.r7.large", "ecs.hfg7.large"]

        [[ecs.vpc]]
        advanced_features = true

        [[ecs.type]]
        type = "ecs.sn2.medium"
        network = { ipv6 = 1 }

        [[ecs.type]]
        type = "ecs.g6.xlarge"
        network = { interfaces = 0 }

        [[ecs.type]]
        type = "ecs.c7.large"
        zones = ["cn-hangzhou-k"]

        [[ecs.type]]
        type = "ecs.r7.large"
        disk_categories = ["cloud_auto"]

        [[ecs.type]]
        type = "ecs.r6.large"
        access = "hidden"
    "#;

    #[test]
    fn what_stands_in_the_way_is_not_listed() {
        let twin = Twin::with(OBSTACLES);
        give_ipv6(&twin);
        for id in ["i-1", "i-2"] {
            on(&twin, "AssignIpv6Addresses", &primary(&twin, id), "&Ipv6AddressCount=1").ok();
        }
        let mut counts = Vec::new();
        for id in ["i-1", "i-2", "i-3", "i-4"] {
            for migrate in ["", "&MigrateAcrossZone=true"] {
                let same = migrate.replace("MigrateAcrossZone", "AllowMigrateAcrossZone");
                let (now, later) = available(&describe(&twin, id, &format!("{migrate}&Conditions.1=DiskCategory")));
                assert_eq!(now, allowed(&twin, id, &same), "{id}{migrate}");
                if id == "i-2" {
                    let with = format!("{same}&Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd");
                    assert_eq!(now.union(&later).cloned().collect::<BTreeSet<_>>(), allowed(&twin, id, &with));
                }
                counts.push((now.len(), later.len()));
            }
        }
        assert_eq!(counts, [(0, 0), (0, 0), (2, 2), (2, 2), (112, 0), (0, 0), (0, 0), (0, 0)]);
    }

    #[test]
    fn what_is_sold_out_is_listed_so_and_refused() {
        let twin = Twin::with(WORLD);
        let listed = describe(&twin, "i-enhanced", "&InstanceType=ecs.c6.xlarge").json();
        let zone = &listed["AvailableZones"]["AvailableZone"][0];
        assert_eq!((&zone["Status"], &zone["StatusCategory"]), (&"SoldOut".into(), &"WithoutStock".into()));
        let refused = twin.ecs("ModifyInstanceSpec&InstanceId=i-enhanced&InstanceType=ecs.c6.xlarge").error();
        assert_eq!(refused, refusal(403, "OperationDenied.NoStock", "The resource is out of usage."));
    }

    #[test]
    fn a_running_instance_can_be_changed_to_the_same_once_it_is_stopped() {
        let twin = Twin::with(WORLD);
        let (running, _) = available(&describe(&twin, "i-running", ""));
        assert_eq!(running, available(&describe(&twin, "i-enhanced", "")).0);
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(running, allowed(&twin, "i-running", ""));
    }

    #[test]
    fn a_subscription_goes_where_its_own_operation_lets_it() {
        let goes = |instance_type: &str, more: &str| {
            let call = "ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId=i-subscribed";
            Twin::with(WORLD)
                .ecs(&format!("{call}&InstanceType={instance_type}&OperatorType={more}"))
                .0
                .code
                .as_deref()
                .is_none()
        };
        let twin = Twin::with(WORLD);
        let (up, _) = available(&describe(&twin, "i-subscribed", "&OperationType=Upgrade"));
        let (down, _) = available(&describe(&twin, "i-subscribed", "&OperationType=Downgrade"));
        assert_eq!(up, available(&describe(&twin, "i-subscribed", "")).0);
        let types = || catalog::types(Cloud::Alibaba).iter().map(|instance_type| instance_type.name);
        assert_eq!(up, types().filter(|instance_type| goes(instance_type, "upgrade")).map(str::to_owned).collect());
        assert_eq!(down, types().filter(|instance_type| goes(instance_type, "downgrade")).map(str::to_owned).collect());
        assert!(up.contains("ecs.g6.xlarge") && down.contains("ecs.t6-c1m1.large"));
        twin.advance("720h");
        assert!(available(&describe(&twin, "i-subscribed", "")).0.is_empty(), "it is over");
    }

    #[test]
    fn nothing_is_listed_for_what_cannot_be_changed() {
        let twin = Twin::with(WORLD);
        for id in ["i-locked", "i-bound"] {
            let answer = describe(&twin, id, "&Conditions.1=DiskCategory").json();
            assert_eq!(answer["AvailableZones"]["AvailableZone"], Value::Array(vec![]), "{id}");
            assert!(allowed(&twin, id, "").is_empty(), "{id}");
        }
        let elsewhere = describe(&twin, "i-enhanced", "&ZoneId=cn-hangzhou-k").json();
        assert_eq!(elsewhere["AvailableZones"]["AvailableZone"], Value::Array(vec![]), "no instance changes its zone");
        describe(&twin, "i-enhanced", "&ZoneId=cn-hangzhou-b").ok();
    }

    #[test]
    fn the_system_disk_s_categories_are_those_with_which_the_type_can_be_changed() {
        let twin = Twin::with(WORLD);
        for instance_type in ["ecs.g6.xlarge", "ecs.g7.large", "ecs.g5.large", "ecs.nothing"] {
            let answer = twin.ecs(&format!(
                "DescribeResourcesModification&RegionId=cn-hangzhou&ResourceId=i-plain&DestinationResource=SystemDisk\
                 &InstanceType={instance_type}"
            ));
            let listed = available(&answer).0;
            let lets = |category: &&str| {
                let call = format!(
                    "ModifyInstanceSpec&InstanceId=i-plain&InstanceType={instance_type}&DryRun=true&Disk.1.DiskId=d-system\
                     &Disk.1.Category={category}&Disk.2.DiskId=d-data&Disk.2.Category=cloud_essd"
                );
                twin.ecs(&call).0.code.as_deref() == Some("DryRunOperation")
            };
            let categories = ["cloud", "cloud_efficiency", "cloud_ssd", "cloud_essd", "cloud_auto", "cloud_essd_entry"];
            let can: BTreeSet<String> = categories.into_iter().filter(lets).map(str::to_owned).collect();
            assert_eq!(listed, can, "{instance_type}");
        }
    }
}
