use crate::alibaba::ecs::{in_every_shape, missing, not_found, refusal};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

// From the first moment of the world the subscription has 720 hours left.
const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-month"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    internet_charge_type = "PayByBandwidth"
    bandwidth_out = 5
    disks = [
        { id = "d-1", size = 40, category = "cloud_efficiency" },
        { id = "d-2", size = 500, category = "cloud_essd", performance_level = "PL1" },
    ]

    [[ecs.instance]]
    id = "i-goes"
    type = "ecs.g6.large"
"#;

fn price(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("DescribeInstanceModificationPrice&RegionId=cn-hangzhou&InstanceId={parameters}"))
}

/// For what, and how much.
#[track_caller]
fn told(answer: &Answer) -> Vec<(String, f64)> {
    let price = answer.json()["PriceInfo"]["Price"].clone();
    let part = |part: &Value| {
        (part["Resource"].as_str().expect("a text").to_owned(), part["TradePrice"].as_f64().expect("a number"))
    };
    let parts: Vec<_> = price["DetailInfos"]["DetailInfo"].as_array().expect("a list").iter().map(part).collect();
    let sum: f64 = parts.iter().map(|(_, price)| price).sum();
    assert!((price["TradePrice"].as_f64().expect("a number") - sum).abs() < 1e-9, "all is the sum of its parts");
    parts
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-month&InstanceType=ecs.g6.xlarge\
            &DataDisk.1.Category=cloud_ssd&DataDisk.1.Size=100&SystemDisk.Category=cloud_essd&SystemDisk.Size=40\
            &SystemDisk.PerformanceLevel=PL0&InternetMaxBandwidthOut=10&InternetChargeType=PayByBandwidth\
            &StartTime=2026-11-21T08:00Z&EndTime=2026-11-22T08:00Z&ISP=BGP";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstanceModificationPrice", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","PriceInfo":{"Rules":{"Rule":[]},"Price":{"OriginalPrice":274.08,"DiscountPrice":0.0,"Currency":"CNY","TradePrice":274.08,"DetailInfos":{"DetailInfo":[{"Resource":"instanceType","OriginalPrice":216.0,"DiscountPrice":0.0,"TradePrice":216.0,"SubRules":{"Rule":[]}},{"Resource":"systemDisk","OriginalPrice":2.88,"DiscountPrice":0.0,"TradePrice":2.88,"SubRules":{"Rule":[]}},{"Resource":"dataDisk","OriginalPrice":50.4,"DiscountPrice":0.0,"TradePrice":50.4,"SubRules":{"Rule":[]}},{"Resource":"bandwidth","OriginalPrice":4.8,"DiscountPrice":0.0,"TradePrice":4.8,"SubRules":{"Rule":[]}}]}},"RelatedPrice":{"MarketplaceImagePrice":{"Currency":"","OriginalPrice":0.0,"DiscountPrice":0.0,"TradePrice":0.0}}}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call =
            "DescribeInstanceModificationPrice&RegionId=cn-hangzhou&InstanceId=i-month&InstanceType=ecs.g6.xlarge";
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceModificationPriceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><PriceInfo><Rules/><Price><OriginalPrice>216</OriginalPrice><DiscountPrice>0</DiscountPrice><Currency>CNY</Currency><TradePrice>216</TradePrice><DetailInfos><DetailInfo><Resource>instanceType</Resource><OriginalPrice>216</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>216</TradePrice><SubRules/></DetailInfo></DetailInfos></Price><RelatedPrice><MarketplaceImagePrice><Currency/><OriginalPrice>0</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>0</TradePrice></MarketplaceImagePrice></RelatedPrice></PriceInfo></DescribeInstanceModificationPriceResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_subscribed() {
        let twin = Twin::with(WORLD);
        let action = "DescribeInstanceModificationPrice";
        assert_eq!(twin.ecs(&format!("{action}&InstanceId=i-month")).error(), missing("RegionId"));
        assert_eq!(twin.ecs(&format!("{action}&RegionId=cn-hangzhou")).error(), missing("InstanceId"));
        assert_eq!(price(&twin, "i-nowhere&InstanceType=ecs.g6.xlarge").error(), not_found());
        let text = "PostPaid instance do not support this operation.";
        let goes = refusal(403, "ChargeTypeViolation", text);
        assert_eq!(price(&twin, "i-goes&InstanceType=ecs.g6.xlarge").error(), goes);
        twin.advance("720h");
        let over = refusal(403, "InstanceExpired", "The PrePaid instance has been expired.");
        assert_eq!(price(&twin, "i-month&InstanceType=ecs.g6.xlarge").error(), over);
    }

    #[test]
    #[rustfmt::skip]
    fn every_value_has_its_refusal() {
        let twin = Twin::with(WORLD);
        let invalid = |name: &str| refusal(400, "InvalidParameter", &format!("The specified parameter \"{name}\" is not valid."));
        let unknown = refusal(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.");
        let category = refusal(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid.");
        let system = refusal(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid.");
        let size = refusal(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range.");
        let level = refusal(400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid.");
        let many: String = (1..=17).map(|n| format!("&DataDisk.{n}.Category=cloud_ssd")).collect();
        for (parameters, error) in [
            ("", refusal(400, "MissingParameter.InstanceTypeOrDataDisk", "You must specify the parameter InstanceType or DataDisk.")),
            ("&InstanceType=ecs.g6.none", unknown.clone()),
            ("&InstanceType=ecs.g5.xlarge", unknown),
            ("&InstanceType=ecs.n1.xlarge", refusal(400, "InstanceType.Offline", "The specified InstanceType has been offline.")),
            ("&InstanceType=ecs.c6.large", refusal(403, "InvalidInstanceType.NotSupportUpgrade", "The specified InstanceType can only be downgraded. This API supports querying prices only of InstanceType that can be upgraded.")),
            ("&SystemDisk.Category=floppy", system.clone()),
            ("&SystemDisk.Category=cloud", system),
            ("&SystemDisk.Size=10", invalid("SystemDisk.Size")),
            ("&SystemDisk.Size=4096", invalid("SystemDisk.Size")),
            ("&DataDisk.1.Size=100", refusal(400, "InvalidDiskCategory.Missing", "The DataDisk.1.Category parameter that is mandatory for processing the request is not provided.")),
            ("&DataDisk.1.Category=floppy", category.clone()),
            ("&DataDisk.1.DiskId=d-2&DataDisk.1.Category=cloud_efficiency", category),
            ("&DataDisk.1.DiskId=d-1&DataDisk.1.Category=cloud_ssd", invalid("DataDisk.1.DiskId")),
            ("&DataDisk.1.Category=cloud_ssd&DataDisk.1.Size=10", size.clone()),
            ("&DataDisk.1.Category=cloud_ssd&DataDisk.1.Size=x", size),
            ("&DataDisk.1.Category=cloud_essd&DataDisk.1.PerformanceLevel=PL9", level),
            ("&DataDisk.1.Category=cloud_essd&DataDisk.1.PerformanceLevel=PL2&DataDisk.1.Size=460", refusal(400, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match.")),
            ("&InternetMaxBandwidthOut=4", invalid("InternetMaxBandwidthOut")),
            ("&InternetMaxBandwidthOut=201", invalid("InternetMaxBandwidthOut")),
            ("&InternetMaxBandwidthOut=9&InternetChargeType=PayByTraffic", invalid("InternetMaxBandwidthOut")),
            ("&InternetMaxBandwidthOut=9&StartTime=soon", invalid("StartTime")),
            ("&InternetMaxBandwidthOut=9&EndTime=later", invalid("EndTime")),
            (&many, invalid("DataDisk")),
        ] {
            assert_eq!(price(&twin, &format!("i-month{parameters}")).error(), error, "{parameters}");
        }
    }

    #[test]
    fn what_is_there_for_a_time_has_no_price() {
        let twin = Twin::with(WORLD);
        let larger = "ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId=i-month&InstanceType=ecs.g6.xlarge";
        twin.ecs(&format!("{larger}&EndTime=2026-11-22T08:00Z")).ok();
        let active = refusal(400, "InvalidAction.WithActiveElasticUpgrade", "The instance has active Elastic Upgrade.");
        assert_eq!(price(&twin, "i-month&InstanceType=ecs.g6.2xlarge").error(), active);
    }
}

mod behaviour {
    use super::*;

    fn part(resource: &str, price: f64) -> Vec<(String, f64)> {
        vec![(resource.into(), price)]
    }

    #[test]
    fn it_is_the_difference_for_the_time_that_is_left() {
        let twin = Twin::with(WORLD);
        let asked = "i-month&InstanceType=ecs.g6.xlarge";
        assert_eq!(told(&price(&twin, asked)), part("instanceType", 216.0));
        twin.advance("360h");
        assert_eq!(told(&price(&twin, asked)), part("instanceType", 108.0));
        assert_eq!(told(&price(&twin, "i-month&InstanceType=ecs.g6.large")), part("instanceType", 0.0));
        assert_eq!(price(&twin, asked).json()["PriceInfo"]["Rules"], json!({ "Rule": [] }));
    }

    #[test]
    fn disks_image_and_bandwidth_have_theirs() {
        let twin = Twin::with(WORLD);
        for (more, wanted) in [
            ("&DataDisk.1.Category=cloud_ssd&DataDisk.1.Size=100", part("dataDisk", 50.4)),
            ("&DataDisk.1.Category=cloud_essd", part("dataDisk", 10.08)),
            ("&DataDisk.1.DiskId=d-2&DataDisk.1.PerformanceLevel=PL2", part("dataDisk", 252.0)),
            ("&DataDisk.1.DiskId=d-2&DataDisk.1.Size=1000", part("dataDisk", 252.0)),
            ("&SystemDisk.Category=cloud_ssd", part("systemDisk", 11.52)),
            ("&SystemDisk.Size=80", part("systemDisk", 8.64)),
            ("&ImageId=win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd", part("image", 14.4)),
            ("&InternetMaxBandwidthOut=10", part("bandwidth", 144.0)),
            (
                "&InternetMaxBandwidthOut=10&StartTime=2026-11-22T08:00Z&EndTime=2026-11-23T08:00Z",
                part("bandwidth", 4.8),
            ),
        ] {
            assert_eq!(told(&price(&twin, &format!("i-month{more}"))), wanted, "{more}");
        }
    }

    #[test]
    fn asking_changes_nothing() {
        let twin = Twin::with(WORLD);
        price(&twin, "i-month&InstanceType=ecs.g6.xlarge&InternetMaxBandwidthOut=10").ok();
        let seen = crate::alibaba::ecs::attribute(&twin, "i-month");
        assert_eq!((&seen["InstanceType"], &seen["InternetMaxBandwidthOut"]), (&json!("ecs.g6.large"), &json!(5)));
    }
}
