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

/// All types that pass, page by page.
#[track_caller]
fn every_type(more: &str) -> Vec<Value> {
    let (twin, mut found, mut token) = (Twin::empty(), Vec::new(), String::new());
    loop {
        let answer = twin.ecs(&format!("DescribeInstanceTypes{more}&NextToken={token}"));
        found.extend(types(&answer));
        token = answer.json()["NextToken"].as_str().expect("a token").to_owned();
        if token.is_empty() {
            return found;
        }
    }
}

mod reading {
    use super::*;

    #[test]
    fn types_with_credits_and_with_local_disks_in_every_shape() {
        let parameters =
            "InstanceTypes.1=ecs.t6-c1m2.large&InstanceTypes.2=ecs.i2.xlarge&InstanceTypes.3=ecs.t5-lc2m1.nano";
        insta::assert_snapshot!(in_every_shape("", "DescribeInstanceTypes", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceTypes":{"InstanceType":[{"InstanceTypeId":"ecs.i2.xlarge","InstanceTypeFamily":"ecs.i2","InstanceFamilyLevel":"EnterpriseLevel","InstanceCategory":"Local SSDs","CpuArchitecture":"X86","CpuCoreCount":4,"CpuSpeedFrequency":2.5,"CpuTurboFrequency":0.0,"PhysicalProcessorModel":"8163","CpuOptions":{},"Clock":{},"MemorySize":32.0,"InstanceBandwidthRx":1024000,"InstanceBandwidthTx":1024000,"InstancePpsRx":500000,"InstancePpsTx":500000,"EniQuantity":3,"EniPrivateIpAddressQuantity":10,"EniIpv6AddressQuantity":1,"PrimaryEniQueueNumber":2,"EnhancedNetwork":{},"NetworkInfo":{"BandwidthWeighting":{}},"NetworkEncryptionSupport":false,"JumboFrameSupport":false,"NvmeSupport":"unsupported","LocalStorageAmount":1,"LocalStorageCapacity":894,"LocalStorageCategory":"local_ssd_pro","GPUAmount":0,"GPUSpec":""},{"InstanceTypeId":"ecs.t5-lc2m1.nano","InstanceTypeFamily":"ecs.t5","InstanceFamilyLevel":"CreditEntryLevel","InstanceCategory":"Shared","CpuArchitecture":"X86","CpuCoreCount":1,"CpuSpeedFrequency":0.0,"CpuTurboFrequency":0.0,"PhysicalProcessorModel":"","CpuOptions":{},"Clock":{},"MemorySize":0.5,"InstanceBandwidthRx":102400,"InstanceBandwidthTx":102400,"InstancePpsRx":40000,"InstancePpsTx":40000,"EniQuantity":2,"EniPrivateIpAddressQuantity":2,"EniIpv6AddressQuantity":1,"PrimaryEniQueueNumber":1,"SecondaryEniQueueNumber":1,"TotalEniQueueQuantity":2,"EriQuantity":0,"EnhancedNetwork":{},"NetworkInfo":{"BandwidthWeighting":{}},"NetworkEncryptionSupport":false,"JumboFrameSupport":false,"NvmeSupport":"unsupported","LocalStorageCategory":"","GPUAmount":0,"GPUSpec":"","BaselineCredit":12,"InitialCredit":30},{"InstanceTypeId":"ecs.t6-c1m2.large","InstanceTypeFamily":"ecs.t6","InstanceFamilyLevel":"CreditEntryLevel","InstanceCategory":"Shared","CpuArchitecture":"X86","CpuCoreCount":2,"CpuSpeedFrequency":2.5,"CpuTurboFrequency":3.2,"PhysicalProcessorModel":"8269CY","CpuOptions":{},"Clock":{},"MemorySize":4.0,"InstanceBandwidthRx":81920,"InstanceBandwidthTx":81920,"InstancePpsRx":100000,"InstancePpsTx":100000,"EniQuantity":2,"EniPrivateIpAddressQuantity":2,"EniIpv6AddressQuantity":1,"PrimaryEniQueueNumber":1,"SecondaryEniQueueNumber":1,"TotalEniQueueQuantity":2,"EriQuantity":0,"EnhancedNetwork":{},"NetworkInfo":{"BandwidthWeighting":{}},"NetworkEncryptionSupport":false,"JumboFrameSupport":false,"NvmeSupport":"unsupported","LocalStorageCategory":"","GPUAmount":0,"GPUSpec":"","BaselineCredit":24,"InitialCredit":60}]},"NextToken":""}"#);
    }

    #[test]
    fn types_in_xml() {
        let answer = Twin::empty()
            .ecs_xml("DescribeInstanceTypes&InstanceTypes.1=ecs.t6-c1m2.large&InstanceTypes.2=ecs.n4.small");
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceTypesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceTypes><InstanceType><InstanceTypeId>ecs.n4.small</InstanceTypeId><InstanceTypeFamily>ecs.n4</InstanceTypeFamily><InstanceFamilyLevel>EntryLevel</InstanceFamilyLevel><InstanceCategory>Shared</InstanceCategory><CpuArchitecture>X86</CpuArchitecture><CpuCoreCount>1</CpuCoreCount><CpuSpeedFrequency>0</CpuSpeedFrequency><CpuTurboFrequency>0</CpuTurboFrequency><PhysicalProcessorModel/><CpuOptions/><Clock/><MemorySize>2</MemorySize><InstanceBandwidthRx>512000</InstanceBandwidthRx><InstanceBandwidthTx>512000</InstanceBandwidthTx><InstancePpsRx>50000</InstancePpsRx><InstancePpsTx>50000</InstancePpsTx><EniQuantity>2</EniQuantity><EniPrivateIpAddressQuantity>2</EniPrivateIpAddressQuantity><EniIpv6AddressQuantity>0</EniIpv6AddressQuantity><PrimaryEniQueueNumber>1</PrimaryEniQueueNumber><SecondaryEniQueueNumber>1</SecondaryEniQueueNumber><TotalEniQueueQuantity>2</TotalEniQueueQuantity><EnhancedNetwork/><NetworkInfo><BandwidthWeighting/></NetworkInfo><NetworkEncryptionSupport>false</NetworkEncryptionSupport><JumboFrameSupport>false</JumboFrameSupport><NvmeSupport>unsupported</NvmeSupport><LocalStorageCategory/><GPUAmount>0</GPUAmount><GPUSpec/></InstanceType><InstanceType><InstanceTypeId>ecs.t6-c1m2.large</InstanceTypeId><InstanceTypeFamily>ecs.t6</InstanceTypeFamily><InstanceFamilyLevel>CreditEntryLevel</InstanceFamilyLevel><InstanceCategory>Shared</InstanceCategory><CpuArchitecture>X86</CpuArchitecture><CpuCoreCount>2</CpuCoreCount><CpuSpeedFrequency>2.5</CpuSpeedFrequency><CpuTurboFrequency>3.2</CpuTurboFrequency><PhysicalProcessorModel>8269CY</PhysicalProcessorModel><CpuOptions/><Clock/><MemorySize>4</MemorySize><InstanceBandwidthRx>81920</InstanceBandwidthRx><InstanceBandwidthTx>81920</InstanceBandwidthTx><InstancePpsRx>100000</InstancePpsRx><InstancePpsTx>100000</InstancePpsTx><EniQuantity>2</EniQuantity><EniPrivateIpAddressQuantity>2</EniPrivateIpAddressQuantity><EniIpv6AddressQuantity>1</EniIpv6AddressQuantity><PrimaryEniQueueNumber>1</PrimaryEniQueueNumber><SecondaryEniQueueNumber>1</SecondaryEniQueueNumber><TotalEniQueueQuantity>2</TotalEniQueueQuantity><EriQuantity>0</EriQuantity><EnhancedNetwork/><NetworkInfo><BandwidthWeighting/></NetworkInfo><NetworkEncryptionSupport>false</NetworkEncryptionSupport><JumboFrameSupport>false</JumboFrameSupport><NvmeSupport>unsupported</NvmeSupport><LocalStorageCategory/><GPUAmount>0</GPUAmount><GPUSpec/><BaselineCredit>24</BaselineCredit><InitialCredit>60</InitialCredit></InstanceType></InstanceTypes><NextToken/></DescribeInstanceTypesResponse>"#);
    }

    #[test]
    fn attributes_of_other_kinds_are_told_to_be_ignored() {
        let answer = describe("&InstanceTypeFamily=ecs.g6&AdditionalAttributes.1=NetworkInfo.BandwidthWeighting");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("AdditionalAttributes.1"));
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
            (eleven.replace("InstanceTypes", "GpuSpecs").as_str(), "GpuSpecs"),
            ("&CpuArchitecture=Z80", "CpuArchitecture"),
            ("&CpuArchitectures.1=X86&CpuArchitectures.2=Z80", "CpuArchitectures"),
            ("&InstanceCategory=Small", "InstanceCategory"),
            ("&InstanceCategories.1=Small", "InstanceCategories"),
            ("&InstanceFamilyLevel=Low", "InstanceFamilyLevel"),
            ("&LocalStorageCategory=tape", "LocalStorageCategory"),
            ("&LocalStorageCategories.1=tape", "LocalStorageCategories"),
            ("&NvmeSupport=maybe", "NvmeSupport"),
            ("&MinimumEniQuantity=many", "MinimumEniQuantity"),
            ("&MinimumInstancePpsRx=fast", "MinimumInstancePpsRx"),
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
            ("&MaximumMemorySize=0.5&MinimumCpuCoreCount=2", vec!["ecs.e-c4m1.large", "ecs.t6-c4m1.large"]),
            ("&InstanceTypeFamily=ecs.d1&MinimumLocalStorageAmount=28", vec!["ecs.d1.14xlarge"]),
            ("&InstanceTypeFamily=ecs.d1ne&MinimumLocalStorageCapacity=5501", vec![]),
            (
                "&InstanceTypeFamily=ecs.d1ne&MinimumLocalStorageCapacity=5500&MaximumCpuCoreCount=8",
                vec!["ecs.d1ne.2xlarge"],
            ),
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
        assert_eq!((&disks["LocalStorageAmount"], &disks["LocalStorageCapacity"]), (&4.into(), &5500.into()));
        assert_eq!(disks["LocalStorageCategory"], "local_hdd_pro");
        let gpus = figures("ecs.gn6i-c24g1.12xlarge");
        let seen = ["GPUAmount", "GPUSpec", "GPUMemorySize"].map(|key| gpus[key].clone());
        assert_eq!(serde_json::json!(seen), serde_json::json!([2, "NVIDIA T4", 16.0]));
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

    /// Every type that passes each filter, with what it has for it, and at least one that does not pass.
    #[test]
    fn every_filter_acts() {
        let all = every_type("");
        for (filter, key, value) in [
            ("CpuArchitecture", "CpuArchitecture", "ARM"),
            ("CpuArchitectures.1", "CpuArchitecture", "ARM"),
            ("GPUSpec", "GPUSpec", "NVIDIA T4"),
            ("GpuSpecs.1", "GPUSpec", "NVIDIA A10"),
            ("InstanceCategory", "InstanceCategory", "Big data"),
            ("InstanceCategories.1", "InstanceCategory", "Local SSDs"),
            ("InstanceFamilyLevel", "InstanceFamilyLevel", "EntryLevel"),
            ("LocalStorageCategory", "LocalStorageCategory", "local_hdd_pro"),
            ("LocalStorageCategories.1", "LocalStorageCategory", "local_ssd_pro"),
            ("NvmeSupport", "NvmeSupport", "required"),
            ("PhysicalProcessorModel", "PhysicalProcessorModel", "YiTian710"),
            ("PhysicalProcessorModels.1", "PhysicalProcessorModel", "8269CY"),
        ] {
            let expected: Vec<_> = all.iter().filter(|one| one[key] == value).cloned().collect();
            assert!(!expected.is_empty() && expected.len() < all.len(), "{filter}");
            assert_eq!(every_type(&format!("&{filter}={}", value.replace(' ', "+"))), expected, "{filter}");
        }
        for (filter, key, value) in [
            ("MinimumCpuSpeedFrequency", "CpuSpeedFrequency", 2.75),
            ("MaximumCpuSpeedFrequency", "CpuSpeedFrequency", 2.3),
            ("MinimumCpuTurboFrequency", "CpuTurboFrequency", 3.6),
            ("MaximumCpuTurboFrequency", "CpuTurboFrequency", 2.9),
            ("MinimumGPUAmount", "GPUAmount", 4.0),
            ("MaximumGPUAmount", "GPUAmount", 0.0),
            ("MinimumInstanceBandwidthRx", "InstanceBandwidthRx", 65536000.0),
            ("MinimumInstanceBandwidthTx", "InstanceBandwidthTx", 65536000.0),
            ("MinimumInstancePpsRx", "InstancePpsRx", 20000000.0),
            ("MinimumInstancePpsTx", "InstancePpsTx", 20000000.0),
            ("MinimumEniQuantity", "EniQuantity", 32.0),
            ("MinimumEniPrivateIpAddressQuantity", "EniPrivateIpAddressQuantity", 40.0),
            ("MinimumEniIpv6AddressQuantity", "EniIpv6AddressQuantity", 30.0),
            ("MinimumEriQuantity", "EriQuantity", 1.0),
            ("MinimumPrimaryEniQueueNumber", "PrimaryEniQueueNumber", 32.0),
            ("MinimumSecondaryEniQueueNumber", "SecondaryEniQueueNumber", 32.0),
            ("MinimumDiskQuantity", "DiskQuantity", 33.0),
            ("MinimumLocalStorageAmount", "LocalStorageAmount", 12.0),
            ("MinimumLocalStorageCapacity", "LocalStorageCapacity", 5500.0),
        ] {
            let passes = |one: &&Value| {
                // A clock of 0 is one that is not known.
                let figure = one.get(key).and_then(Value::as_f64).filter(|figure| *figure > 0.0 || key == "GPUAmount");
                figure.is_some_and(|figure| if filter.starts_with("Min") { figure >= value } else { figure <= value })
            };
            let expected: Vec<_> = all.iter().filter(passes).cloned().collect();
            assert!(!expected.is_empty() && expected.len() < all.len(), "{filter}: {}", expected.len());
            assert_eq!(every_type(&format!("&{filter}={value}")), expected, "{filter}");
        }
    }

    /// What the real service answered, whole: six types, of them the last two and the second by an older edition of the
    /// API, which had fewer fields.
    #[test]
    fn recorded_answers_are_answered() {
        /// What the service knows of some types and nothing here does.
        const BEYOND: &[&str] = &["EniTotalQuantity", "MaximumQueueNumberPerEni", "QueuePairNumber"];
        /// Those are asked for by parameters, or have fields of which nothing is known here.
        const STRUCTURES: &[&str] = &["Attributes", "CpuOptions", "NetworkInfo", "SecurityOptions"];
        /// The service's own list of 2026 has a clock that the older answer has not.
        const NEWER: (&str, &str, f64) = ("ecs.u1-c1m4.xlarge", "CpuSpeedFrequency", 2.5);
        for line in include_str!("recorded_types.jsonl").lines() {
            let recorded: Value = serde_json::from_str(line).expect("JSON");
            let name = recorded["InstanceTypeId"].as_str().expect("a name");
            let ours = types(&describe(&format!("&InstanceTypes.1={name}"))).remove(0);
            let recorded = recorded.as_object().expect("an object");
            for (key, value) in recorded.iter().filter(|(key, _)| !STRUCTURES.contains(&key.as_str())) {
                match ours.get(key) {
                    Some(seen) if (name, key.as_str()) == (NEWER.0, NEWER.1) => assert_eq!(*seen, NEWER.2),
                    None => assert!(BEYOND.contains(&key.as_str()), "{name} has no {key}"),
                    Some(seen) if value.is_number() => assert_eq!(seen.as_f64(), value.as_f64(), "{key} of {name}"),
                    Some(seen) => assert_eq!(seen, value, "{key} of {name}"),
                }
            }
            let more = ours.as_object().expect("an object").keys().filter(|key| !recorded.contains_key(*key));
            let more: Vec<_> = more.collect();
            assert_eq!(more.is_empty(), recorded.contains_key("Clock"), "{name}: {more:?}");
        }
    }

    #[test]
    fn queues_are_those_of_all_interfaces() {
        for one in every_type("") {
            let figure = |key: &str| one.get(key).and_then(Value::as_u64);
            let sum = || {
                let others = figure("EniQuantity")? - 1;
                Some(figure("PrimaryEniQueueNumber")? + others * figure("SecondaryEniQueueNumber")?)
            };
            assert_eq!(figure("TotalEniQueueQuantity"), sum(), "{one}");
        }
    }

    #[test]
    fn queue_pairs_are_not_modelled() {
        let (status, code, _) = describe("&MinimumQueuePairNumber=2").error();
        assert_eq!((status, code.as_str()), (400, "UnsupportedParameter"));
    }

    #[test]
    fn every_type_that_is_sold_is_launched_and_shown() {
        let twin = Twin::empty();
        let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
        let sold = every_type("");
        assert_eq!(sold.len(), 1112);
        for one in &sold {
            let name = one["InstanceTypeId"].as_str().expect("a name");
            let call = format!("RunInstances&RegionId=cn-hangzhou&InstanceType={name}&ImageId={image}");
            let launched = twin.ecs(&call).json();
            let id = launched["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
            let shown =
                twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=%5B%22{id}%22%5D")).json();
            let shown = &shown["Instances"]["Instance"][0];
            assert_eq!((&shown["InstanceType"], &shown["ZoneId"]), (&name.into(), &"cn-hangzhou-b".into()));
            let disks = twin.ecs(&format!("DescribeDisks&RegionId=cn-hangzhou&InstanceId={id}&PageSize=100")).json();
            let disks = disks["Disks"]["Disk"].as_array().expect("a list");
            let local = disks.iter().filter(|disk| disk["Category"].as_str().expect("a text").starts_with("local_"));
            assert_eq!(shown["LocalStorageAmount"], local.count(), "{name}");
        }
    }
}
