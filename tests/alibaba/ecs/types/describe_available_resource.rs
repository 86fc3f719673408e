use crate::alibaba::ecs::{dry_run, in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;
use twinstance::domain::compute::disk::ECS_CATEGORIES;

/// Two of one type in one zone, none of another anywhere.
const WORLD: &str = r#"
    [[ecs.stock]]
    type = "ecs.g6.large"
    zone = "cn-hangzhou-b"
    count = 2

    [[ecs.stock]]
    type = "ecs.c6.large"
    count = 0
"#;

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeAvailableResource&RegionId=cn-hangzhou{more}"))
}

#[track_caller]
fn zones(answer: &Answer) -> Vec<Value> {
    answer.json()["AvailableZones"]["AvailableZone"].as_array().expect("a list").clone()
}

/// The resources of the first zone that is answered: what they are and whether they are to be had.
#[track_caller]
fn resources(answer: &Answer) -> Vec<(String, String)> {
    let zones = zones(answer);
    let Some(zone) = zones.first() else { return Vec::new() };
    let resource = &zone["AvailableResources"]["AvailableResource"][0];
    let list = resource["SupportedResources"]["SupportedResource"].as_array().expect("a list").clone();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    list.iter().map(|item| (text(&item["Value"]), text(&item["Status"]))).collect()
}

mod reading {
    use super::*;

    #[test]
    fn a_type_in_a_zone_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&DestinationResource=InstanceType&IoOptimized=optimized\
                          &InstanceType=ecs.g6.large&ZoneId=cn-hangzhou-b";
        let body = in_every_shape(WORLD, "DescribeAvailableResource", parameters);
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","AvailableZones":{"AvailableZone":[{"ZoneId":"cn-hangzhou-b","Status":"Available","StatusCategory":"WithStock","RegionId":"cn-hangzhou","AvailableResources":{"AvailableResource":[{"Type":"InstanceType","SupportedResources":{"SupportedResource":[{"Status":"Available","Value":"ecs.g6.large","Max":0,"Unit":"","StatusCategory":"WithStock","Min":0}]}}]}}]}}"#);
    }

    #[test]
    fn disks_in_xml() {
        let answer = Twin::empty().ecs_xml(
            "DescribeAvailableResource&RegionId=cn-hangzhou&DestinationResource=SystemDisk&ZoneId=cn-hangzhou-b\
             &InstanceType=ecs.g7.large&SystemDiskCategory=cloud_essd",
        );
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeAvailableResourceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><AvailableZones><AvailableZone><ZoneId>cn-hangzhou-b</ZoneId><Status>Available</Status><StatusCategory>WithStock</StatusCategory><RegionId>cn-hangzhou</RegionId><AvailableResources><AvailableResource><Type>SystemDisk</Type><SupportedResources><SupportedResource><Status>Available</Status><Value>cloud_essd</Value><Max>2048</Max><Unit>GiB</Unit><StatusCategory>WithStock</StatusCategory><Min>1</Min></SupportedResource></SupportedResources></AvailableResource></AvailableResources></AvailableZone></AvailableZones></DescribeAvailableResourceResponse>"#);
    }

    #[test]
    fn what_counts_for_spot_only_is_told_to_be_ignored() {
        let answer = describe(&Twin::empty(), "&DestinationResource=Zone&SpotDuration=1&SpotStrategy=NoSpot");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("SpotDuration"));
    }
}

mod validation {
    use super::*;

    /// What is asked for, and how it is refused.
    #[rustfmt::skip]
    const REFUSED: &[(&str, u16, &str, &str)] = &[
        ("DestinationResource=Everything", 404, "Invalid.DestinationResource", "The specified DestinationResource is not valid."),
        ("DestinationResource=Zone&InstanceChargeType=Free", 400, "Invalid.InstanceChargeType", "The specified InstanceChargeType is not valid."),
        ("DestinationResource=Zone&SpotStrategy=Maybe", 404, "Invalid.SpotStrategy", "The specified SpotStrategy is not valid."),
        ("DestinationResource=Zone&IoOptimized=yes", 404, "Invalid.IoOptimized", "The specified IoOptimized is not valid."),
        ("DestinationResource=Zone&NetworkCategory=lan", 404, "Invalid.NetworkCategory", "The specified NetworkCategory is not valid."),
        ("DestinationResource=Zone&ResourceType=thing", 404, "Invalid.ResourceType", "The ResourceType provided does not exist in our records."),
        ("DestinationResource=Zone&Scope=World", 403, "InvalidParameter.Scope", "The specified parameter Scope is invalid."),
        ("DestinationResource=Zone&DedicatedHostId=dh-1", 403, "InvalidDedicatedHostId.NotFound", "The specified DedicatedHostId does not exist."),
        ("DestinationResource=InstanceType&InstanceType=ecs.g6.large&Cores=2", 403, "InvalidParam.TypeAndCpuMem.Conflict", "The specified 'InstanceType' and 'Cores','Memory' are not blank at the same time."),
        ("DestinationResource=Zone&ZoneId=cn-hangzhou-z", 404, "InvalidZoneId.NotFound", "The ZoneId provided does not exist in our records."),
        ("DestinationResource=Zone&SpotStrategy=SpotAsPriceGo", 400, "UnsupportedParameter", "The parameter SpotStrategy is not implemented by Twinstance."),
    ];

    #[test]
    fn a_destination_is_named() {
        let twin = Twin::empty();
        let text =
            "The input parameter DestinationResource that is mandatory for processing this request is not supplied.";
        assert_eq!(describe(&twin, "").error(), refusal(400, "Invalid.Param", text));
        assert_eq!(twin.ecs("DescribeAvailableResource&DestinationResource=Zone").error(), missing("RegionId"));
    }

    #[test]
    fn every_value_has_its_refusal() {
        for (more, status, code, text) in REFUSED {
            let answer = describe(&Twin::empty(), &format!("&{more}"));
            assert_eq!(answer.error(), refusal(*status, code, text), "{more}");
        }
        let twin = Twin::empty();
        assert_eq!(describe(&twin, "&DestinationResource=InstanceType&Cores=two").error(), invalid("Cores"));
        for disk in ["SystemDisk", "DataDisk"] {
            let answer = describe(&twin, &format!("&DestinationResource={disk}"));
            assert_eq!(answer.error(), missing("InstanceType"), "{disk}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_type_is_sold_out_when_it_is_refused() {
        let twin = Twin::with(WORLD);
        let ask = |instance_type: &str| {
            let more = format!("&DestinationResource=InstanceType&ZoneId=cn-hangzhou-b&InstanceType={instance_type}");
            resources(&describe(&twin, &more)).remove(0).1
        };
        let launch = |instance_type: &str| {
            twin.ecs(&format!(
                "RunInstances&RegionId=cn-hangzhou&ZoneId=cn-hangzhou-b&InstanceType={instance_type}\
                 &ImageId=aliyun_3_x64_20G_alibase_20250629.vhd"
            ))
        };
        for _ in 0..2 {
            assert_eq!(ask("ecs.g6.large"), "Available");
            launch("ecs.g6.large").ok();
        }
        assert_eq!((ask("ecs.g6.large"), ask("ecs.c6.large")), ("SoldOut".to_owned(), "SoldOut".to_owned()));
        for instance_type in ["ecs.g6.large", "ecs.c6.large"] {
            assert_eq!(launch(instance_type).error().1, "OperationDenied.NoStock", "{instance_type}");
        }
        assert_eq!(ask("ecs.r6.large"), "Available");
    }

    #[test]
    fn a_zone_is_sold_out_with_all_that_is_asked_for() {
        let twin = Twin::with(WORLD);
        let status = |more: &str| {
            let zones = zones(&describe(&twin, &format!("&DestinationResource=Zone{more}")));
            let text = |zone: &Value| (zone["Status"].clone(), zone["StatusCategory"].clone());
            assert!(zones.iter().all(|zone| zone["AvailableResources"]["AvailableResource"] == Value::Array(vec![])));
            assert!(zones.iter().all(|zone| text(zone) == text(&zones[0])));
            (zones.len(), zones[0]["Status"].as_str().expect("a status").to_owned())
        };
        assert_eq!(status(""), (7, "Available".to_owned()));
        assert_eq!(status("&InstanceType=ecs.c6.large"), (7, "SoldOut".to_owned()));
        assert_eq!(status("&Cores=2&Memory=4"), (7, "Available".to_owned()));
    }

    #[test]
    fn types_are_found_by_their_figures() {
        let ask = |more: &str| {
            let more = format!("&DestinationResource=InstanceType{more}");
            resources(&describe(&Twin::empty(), &more)).into_iter().map(|(value, _)| value).collect::<Vec<_>>()
        };
        let all = ask("");
        assert!(all.len() > 200 && !all.contains(&"ecs.t1.small".to_owned()), "{}", all.len());
        assert_eq!(ask("&Cores=1&Memory=0.5"), ["ecs.t5-lc2m1.nano"]);
        assert!(ask("&InstanceType=ecs.t1.small").is_empty(), "a type that is no longer sold");
        assert!(ask("&InstanceType=ecs.nothing").is_empty());
        for more in
            ["&IoOptimized=none", "&NetworkCategory=classic", "&ResourceType=ddh", "&ResourceType=reservedinstance"]
        {
            assert!(ask(more).is_empty(), "{more}");
        }
    }

    #[test]
    fn an_instance_is_made_with_the_disks_that_are_listed_and_no_others() {
        let twin = Twin::empty();
        let text = "The instanceType of the specified instance does not support this disk category.";
        let refused = refusal(403, "InvalidInstanceType.NotSupportDiskCategory", text);
        for instance_type in ["ecs.g6.large", "ecs.g7.large"] {
            for disk in ["SystemDisk", "DataDisk"] {
                let listed = describe(&twin, &format!("&DestinationResource={disk}&InstanceType={instance_type}"));
                let listed: Vec<String> = resources(&listed).into_iter().map(|(value, _)| value).collect();
                for category in ECS_CATEGORIES {
                    let disk = if disk == "DataDisk" { "DataDisk.1.Size=100&DataDisk.1" } else { disk };
                    let launch = twin.ecs(&format!(
                        "RunInstances&RegionId=cn-hangzhou&InstanceType={instance_type}&{disk}.Category={category}&DryRun=true\
                         &ImageId=aliyun_3_x64_20G_alibase_20250629.vhd"
                    ));
                    let wanted = if listed.iter().any(|name| name == category) { dry_run() } else { refused.clone() };
                    assert_eq!(launch.error(), wanted, "{instance_type} {disk} {category}");
                }
            }
        }
    }

    #[test]
    fn disks_are_those_that_the_type_takes() {
        let twin = Twin::empty();
        let ask = |more: &str| {
            let list = resources(&describe(&twin, more));
            list.into_iter().map(|(value, _)| value).collect::<Vec<_>>().join(" ")
        };
        let all = "cloud cloud_efficiency cloud_ssd cloud_essd cloud_auto cloud_essd_entry";
        let enhanced = "cloud_essd cloud_auto cloud_essd_entry";
        for disk in ["SystemDisk", "DataDisk"] {
            assert_eq!(ask(&format!("&DestinationResource={disk}&InstanceType=ecs.g6.large")), all);
            assert_eq!(ask(&format!("&DestinationResource={disk}&InstanceType=ecs.g7.large")), enhanced);
            assert_eq!(ask(&format!("&DestinationResource={disk}&InstanceType=ecs.nothing")), "");
        }
        assert_eq!(ask("&DestinationResource=DataDisk&ResourceType=disk"), all);
        assert_eq!(ask("&DestinationResource=DataDisk&ResourceType=disk&DataDiskCategory=cloud_ssd"), "cloud_ssd");
        assert_eq!(ask("&DestinationResource=SystemDisk&InstanceType=ecs.g7.large&SystemDiskCategory=cloud_ssd"), "");
        assert_eq!(ask("&DestinationResource=Network"), "vpc");
        assert_eq!(ask("&DestinationResource=IoOptimized"), "optimized");
        assert_eq!(ask("&DestinationResource=ddh"), "");
    }
}
