use crate::alibaba::ecs::{in_every_shape, invalid};
use crate::support::{Answer, Twin};
use serde_json::Value;

fn describe(more: &str) -> Answer {
    Twin::empty().ecs(&format!("DescribeInstanceTypes{more}"))
}

#[track_caller]
fn types(answer: &Answer) -> Vec<Value> {
    answer.json()["InstanceTypes"]["InstanceType"].as_array().expect("a list").clone()
}

#[track_caller]
fn names(answer: &Answer) -> Vec<String> {
    types(answer)
        .iter()
        .map(|instance_type| instance_type["InstanceTypeId"].as_str().expect("a name").to_owned())
        .collect()
}

mod reading {
    use super::*;

    #[test]
    fn types_with_credits_and_with_local_disks_in_every_shape() {
        let parameters =
            "InstanceTypes.1=ecs.t6-c1m2.large&InstanceTypes.2=ecs.i2.xlarge&InstanceTypes.3=ecs.t5-lc2m1.nano";
        insta::assert_snapshot!(in_every_shape("", "DescribeInstanceTypes", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceTypes":{"InstanceType":[{"InstanceTypeId":"ecs.i2.xlarge","InstanceTypeFamily":"ecs.i2","InstanceFamilyLevel":"EnterpriseLevel","CpuCoreCount":4,"MemorySize":32.0,"LocalStorageAmount":1,"LocalStorageCapacity":894,"LocalStorageCategory":"","GPUAmount":0,"GPUSpec":""},{"InstanceTypeId":"ecs.t5-lc2m1.nano","InstanceTypeFamily":"ecs.t5","InstanceFamilyLevel":"CreditEntryLevel","CpuCoreCount":1,"MemorySize":0.5,"LocalStorageCategory":"","BaselineCredit":12,"InitialCredit":30,"GPUAmount":0,"GPUSpec":""},{"InstanceTypeId":"ecs.t6-c1m2.large","InstanceTypeFamily":"ecs.t6","InstanceFamilyLevel":"CreditEntryLevel","CpuCoreCount":2,"MemorySize":4.0,"LocalStorageCategory":"","BaselineCredit":24,"InitialCredit":60,"GPUAmount":0,"GPUSpec":""}]},"NextToken":""}"#);
    }

    #[test]
    fn types_in_xml() {
        let answer = Twin::empty()
            .ecs_xml("DescribeInstanceTypes&InstanceTypes.1=ecs.t6-c1m2.large&InstanceTypes.2=ecs.n4.small");
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceTypesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceTypes><InstanceType><InstanceTypeId>ecs.n4.small</InstanceTypeId><InstanceTypeFamily>ecs.n4</InstanceTypeFamily><InstanceFamilyLevel>EntryLevel</InstanceFamilyLevel><CpuCoreCount>1</CpuCoreCount><MemorySize>2</MemorySize><LocalStorageCategory/><GPUAmount>0</GPUAmount><GPUSpec/></InstanceType><InstanceType><InstanceTypeId>ecs.t6-c1m2.large</InstanceTypeId><InstanceTypeFamily>ecs.t6</InstanceTypeFamily><InstanceFamilyLevel>CreditEntryLevel</InstanceFamilyLevel><CpuCoreCount>2</CpuCoreCount><MemorySize>4</MemorySize><LocalStorageCategory/><BaselineCredit>24</BaselineCredit><InitialCredit>60</InitialCredit><GPUAmount>0</GPUAmount><GPUSpec/></InstanceType></InstanceTypes><NextToken/></DescribeInstanceTypesResponse>"#);
    }

    #[test]
    fn filters_that_have_no_figures_are_told_to_be_ignored() {
        let answer = describe("&InstanceTypeFamily=ecs.g6&CpuArchitecture=X86&GpuSpecs.1=V100");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("CpuArchitecture, GpuSpecs.1"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_value_has_its_refusal() {
        let eleven: String = (1..=11).map(|n| format!("&InstanceTypes.{n}=ecs.g6.large")).collect();
        for (more, name) in [
            ("&MaxResults=0", "MaxResults"),
            ("&MaxResults=1601", "MaxResults"),
            ("&MaxResults=x", "MaxResults"),
            ("&MinimumCpuCoreCount=two", "MinimumCpuCoreCount"),
            ("&MaximumMemorySize=big", "MaximumMemorySize"),
            (eleven.as_str(), "InstanceTypes"),
        ] {
            assert_eq!(describe(more).error(), invalid(name), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters() {
        for (more, seen) in [
            ("&InstanceTypes.1=ecs.nothing", vec![]),
            ("&InstanceTypeFamily=ecs.g8i&MaximumCpuCoreCount=4", vec!["ecs.g8i.large", "ecs.g8i.xlarge"]),
            (
                "&InstanceTypeFamilies.1=ecs.g6&InstanceTypeFamilies.2=ecs.c6&MaximumCpuCoreCount=2",
                vec!["ecs.c6.large", "ecs.g6.large"],
            ),
            ("&InstanceTypeFamily=ecs.g6&MinimumCpuCoreCount=4&MaximumCpuCoreCount=4", vec!["ecs.g6.xlarge"]),
            ("&InstanceTypeFamily=ecs.g6&MinimumMemorySize=8&MaximumMemorySize=8.5", vec!["ecs.g6.large"]),
            ("&MaximumMemorySize=0.5&MinimumCpuCoreCount=2", vec!["ecs.t6-c4m1.large"]),
            ("&InstanceTypeFamily=ecs.d1&MinimumLocalStorageAmount=28", vec!["ecs.d1.14xlarge"]),
            ("&InstanceTypeFamily=ecs.d1&MinimumLocalStorageCapacity=154000", vec!["ecs.d1.14xlarge"]),
            (
                "&InstanceTypeFamily=ecs.t6&MinimumBaselineCredit=36",
                vec!["ecs.t6-c1m4.2xlarge", "ecs.t6-c1m4.large", "ecs.t6-c1m4.xlarge"],
            ),
            ("&InstanceTypeFamily=ecs.t6&MinimumInitialCredit=240", vec!["ecs.t6-c1m4.2xlarge"]),
        ] {
            assert_eq!(names(&describe(more)), seen, "{more}");
        }
    }

    #[test]
    fn the_figures_are_the_vendors() {
        let figures = |name: &str| types(&describe(&format!("&InstanceTypes.1={name}"))).remove(0);
        for (name, cpu, memory) in
            [("ecs.g8i.48xlarge", 192, 1024.0), ("ecs.t5-lc2m1.nano", 1, 0.5), ("ecs.r6.large", 2, 16.0)]
        {
            let seen = figures(name);
            assert_eq!((&seen["CpuCoreCount"], &seen["MemorySize"]), (&cpu.into(), &memory.into()), "{name}");
        }
        for (name, baseline, initial) in
            [("ecs.t5-lc1m2.large", 24, 60), ("ecs.t6-c1m4.xlarge", 96, 120), ("ecs.t6-c4m1.large", 6, 60)]
        {
            let seen = figures(name);
            assert_eq!(
                (&seen["BaselineCredit"], &seen["InitialCredit"]),
                (&baseline.into(), &initial.into()),
                "{name}"
            );
            assert_eq!(seen["InstanceFamilyLevel"], "CreditEntryLevel");
        }
        let disks = figures("ecs.d1.2xlarge");
        assert_eq!((&disks["LocalStorageAmount"], &disks["LocalStorageCapacity"]), (&4.into(), &22000.into()));
        assert_eq!(figures("ecs.g6.large").get("BaselineCredit"), None);
    }

    #[test]
    fn what_is_no_longer_sold_shows_when_it_is_named() {
        assert_eq!(names(&describe("&InstanceTypes.1=ecs.t1.small")), ["ecs.t1.small"]);
        assert!(names(&describe("&InstanceTypeFamily=ecs.t1")).is_empty());
    }

    #[test]
    fn pages_follow_one_another() {
        let all = |size: &str| {
            let (mut found, mut sizes, mut token) = (Vec::new(), Vec::new(), String::new());
            loop {
                let answer = describe(&format!("&NextToken={token}{size}"));
                sizes.push(names(&answer).len());
                found.extend(names(&answer));
                token = answer.json()["NextToken"].as_str().expect("a token").to_owned();
                if token.is_empty() {
                    return (found, sizes);
                }
            }
        };
        let (by_default, sizes) = all("");
        assert!(sizes[0] == 100 && sizes.len() > 1, "{sizes:?}");
        assert!(by_default.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(all("&MaxResults=1600").0, by_default, "100 are the most");
        let (small, sizes) = all("&MaxResults=37");
        assert_eq!((small, sizes[0]), (by_default, 37));
    }

    #[test]
    fn every_type_that_is_shown_can_be_launched() {
        let twin = Twin::empty();
        let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
        for name in names(&describe("")) {
            let call = format!("RunInstances&RegionId=cn-hangzhou&InstanceType={name}&ImageId={image}&DryRun=true");
            assert_eq!(twin.ecs(&call).0.code.as_deref(), Some("DryRunOperation"), "{name}");
        }
    }
}
