use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
    disks = [{ size = 60, category = "cloud_essd" }]
"#;

const WINDOWS: &str = "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd";

fn price(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("DescribePrice&RegionId=cn-hangzhou&{parameters}"))
}

/// What is paid in all, and for what: by the list, and what of it is not paid.
#[track_caller]
fn told(answer: &Answer) -> (f64, Vec<(String, f64, f64)>) {
    let price = answer.json()["PriceInfo"]["Price"].clone();
    let number = |value: &Value, name: &str| value[name].as_f64().expect("a number");
    let part = |part: &Value| {
        let resource = part["Resource"].as_str().expect("a text").to_owned();
        (resource, number(part, "OriginalPrice"), number(part, "DiscountPrice"))
    };
    let parts = price["DetailInfos"]["DetailInfo"].as_array().expect("a list").iter().map(part).collect();
    (number(&price, "TradePrice"), parts)
}

fn part(resource: &str, original: f64) -> (String, f64, f64) {
    (resource.into(), original, 0.0)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&ResourceType=instance&InstanceType=ecs.g6.large&PriceUnit=Year&Period=1\
            &SystemDisk.Category=cloud_essd&SystemDisk.Size=40&SystemDisk.PerformanceLevel=PL1\
            &DataDisk.1.Category=cloud_ssd&DataDisk.1.Size=100&InternetChargeType=PayByBandwidth\
            &InternetMaxBandwidthOut=5&Amount=2&IoOptimized=optimized&InstanceNetworkType=vpc&SpotStrategy=NoSpot";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribePrice", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","PriceInfo":{"Rules":{"Rule":[{"Description":"From one year on, 15% off the list price.","RuleId":1}]},"Price":{"OriginalPrice":10333.44,"ReservedInstanceHourPrice":0.0,"DiscountPrice":1550.016,"Currency":"CNY","TradePrice":8783.424,"DetailInfos":{"DetailInfo":[{"Resource":"instanceType","OriginalPrice":5184.0,"DiscountPrice":777.6,"TradePrice":4406.4,"SubRules":{"Rule":[{"Description":"From one year on, 15% off the list price.","RuleId":1}]}},{"Resource":"image","OriginalPrice":0.0,"DiscountPrice":0.0,"TradePrice":0.0,"SubRules":{"Rule":[]}},{"Resource":"bandwidth","OriginalPrice":3456.0,"DiscountPrice":518.4,"TradePrice":2937.6,"SubRules":{"Rule":[{"Description":"From one year on, 15% off the list price.","RuleId":1}]}},{"Resource":"systemDisk","OriginalPrice":483.84,"DiscountPrice":72.576,"TradePrice":411.264,"SubRules":{"Rule":[{"Description":"From one year on, 15% off the list price.","RuleId":1}]}},{"Resource":"dataDisk","OriginalPrice":1209.6,"DiscountPrice":181.44,"TradePrice":1028.16,"SubRules":{"Rule":[{"Description":"From one year on, 15% off the list price.","RuleId":1}]}}]}},"RelatedPrice":{"MarketplaceImagePrice":{"Currency":"","OriginalPrice":0.0,"DiscountPrice":0.0,"TradePrice":0.0}}}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = "DescribePrice&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ZoneId=cn-hangzhou-b";
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribePriceResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><PriceInfo><Rules/><Price><OriginalPrice>0.612</OriginalPrice><ReservedInstanceHourPrice>0</ReservedInstanceHourPrice><DiscountPrice>0</DiscountPrice><Currency>CNY</Currency><TradePrice>0.612</TradePrice><DetailInfos><DetailInfo><Resource>instanceType</Resource><OriginalPrice>0.6</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>0.6</TradePrice><SubRules/></DetailInfo><DetailInfo><Resource>image</Resource><OriginalPrice>0</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>0</TradePrice><SubRules/></DetailInfo><DetailInfo><Resource>bandwidth</Resource><OriginalPrice>0</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>0</TradePrice><SubRules/></DetailInfo><DetailInfo><Resource>systemDisk</Resource><OriginalPrice>0.012</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>0.012</TradePrice><SubRules/></DetailInfo></DetailInfos></Price><RelatedPrice><MarketplaceImagePrice><Currency/><OriginalPrice>0</OriginalPrice><DiscountPrice>0</DiscountPrice><TradePrice>0</TradePrice></MarketplaceImagePrice></RelatedPrice></PriceInfo></DescribePriceResponse>"#);
    }

    #[test]
    fn what_makes_no_price_another_one_is_told() {
        let answer =
            price(&Twin::empty(), "InstanceType=ecs.g6.large&Isp=cmcc&Scope=Zone&SystemDisk.StorageClusterId=x");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Isp, Scope, SystemDisk.StorageClusterId"));
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_value_has_its_refusal() {
        let twin = Twin::new("strict_images = true", WORLD);
        let essd = "SystemDisk.Category=cloud_essd&SystemDisk.PerformanceLevel";
        let disk = "ResourceType=disk&DataDisk.1";
        let many: String = (1..=17).map(|n| format!("&DataDisk.{n}.Category=cloud_ssd&DataDisk.{n}.Size=20")).collect();
        let type_missing = refusal(404, "InvalidInstanceType.Missing", "The InstanceType parameter that is mandatory for processing the request is not provided.");
        let disk_missing = refusal(404, "InvalidDiskCategory.Missing", "The DataDisk.1.Category parameter that is mandatory for processing the request is not provided.");
        let no_price = refusal(400, "PriceNotFound", "The price of your queried resource is not available now, please try other resources.");
        let unit = refusal(400, "InvalidPriceUnit.ValueNotSupported", "The specified parameter PriceUnit is not valid.");
        let period = refusal(400, "InvalidPeriod", "The specified period is not valid.");
        let amount = refusal(403, "InvalidAmount.Malformed", "The specified parameter Amount is not valid.");
        let out = refusal(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", "The specified parameter \"InternetMaxBandwidthOut\" is not valid.");
        let small = refusal(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the minimum size.");
        let data_size = refusal(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category.");
        let level = refusal(400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid.");
        let category = refusal(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid.");
        let iops = refusal(400, "InvalidParameter", "The specified parameter \"DataDisk.1.ProvisionedIops\" is not valid.");
        let g6 = "InstanceType=ecs.g6.large";
        for (parameters, error) in [
            ("PriceUnit=Hour", &type_missing),
            ("ResourceType=CapacityReservation", &type_missing),
            ("ResourceType=ElasticityAssurance", &type_missing),
            ("ResourceType=ElasticityAssurance&InstanceType=ecs.g6.large", &no_price),
            ("ResourceType=ddh", &refusal(404, "InvalidDedicatedHostType.Missing", "The dedicatedHostType parameter that is mandatory for processing the request is not provided.")),
            ("ResourceType=ddh&DedicatedHostType=ddh.g6", &no_price),
            ("ResourceType=cloud", &refusal(400, "InvalidResourceType.ValueNotSupported", "The specified parameter ResourceType is not valid.")),
            ("InstanceType=ecs.g6.none", &refusal(404, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
            ("InstanceType=ecs.n1.small", &refusal(403, "InstanceType.Offline", "The specified InstanceType has been offline.")),
            (&format!("{g6}&ZoneId=cn-hangzhou-z"), &refusal(400, "Invalid.ZoneId", "The specified ZoneId is not valid.")),
            (&format!("{g6}&ImageId=m-nowhere"), &refusal(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.")),
            (&format!("{g6}&PriceUnit=Day"), &unit),
            ("ResourceType=disk&PriceUnit=Month", &unit),
            (&format!("{g6}&Period=2"), &period),
            (&format!("{g6}&Period=0"), &period),
            (&format!("{g6}&Period=10&PriceUnit=Month"), &period),
            (&format!("{g6}&Period=5&PriceUnit=Week"), &period),
            (&format!("{g6}&Period=6&PriceUnit=Year"), &period),
            (&format!("{g6}&Amount=0"), &amount),
            (&format!("{g6}&Amount=1001"), &amount),
            (&format!("{g6}&InstanceAmount=0"), &refusal(400, "InvalidParameter", "The specified parameter \"InstanceAmount\" is not valid.")),
            (&format!("{g6}&SpotStrategy=Always"), &refusal(400, "InvalidSpotAuthorized", "The specified Spot param is unauthorized.")),
            (&format!("{g6}&InternetMaxBandwidthOut=101"), &out),
            (&format!("{g6}&InternetMaxBandwidthOut=-1"), &out),
            (&format!("{g6}&InternetChargeType=Free"), &refusal(400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid.")),
            (&format!("{g6}&IoOptimized=maybe"), &refusal(400, "InvalidIoOptimizedValue.ValueNotSupported", "IoOptimized value not supported.")),
            (&format!("{g6}&InstanceNetworkType=token-ring"), &refusal(404, "InvalidNetworkType.ValueNotSupported", "The specified parameter NetworkType is not valid.")),
            (&format!("{g6}&Platform=Amiga"), &refusal(400, "InvalidParameter.Platform", "The specified parameter Platform is invalid.")),
            (&format!("{g6}&SystemDisk.Category=floppy"), &refusal(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid.")),
            (&format!("{g6}&SystemDisk.Size=19"), &small),
            (&format!("{g6}&{essd}=PL2&SystemDisk.Size=460"), &small),
            (&format!("{g6}&SystemDisk.Size=2049"), &refusal(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the maximum size.")),
            (&format!("{g6}&SystemDisk.Size=big"), &refusal(404, "InvalidSystemDiskSize.ValueNotSupported", "The specified parameter SystemDisk.Size is invalid.")),
            (&format!("{g6}&SystemDisk.Size=20&ImageId={WINDOWS}"), &refusal(404, "InvalidSystemDiskSize.LessThanImageSize", "The specified parameter SystemDisk.Size is less than the image size.")),
            (&format!("{g6}&{essd}=PL9"), &level),
            (&format!("{g6}{many}"), &refusal(400, "InstanceDiskNumber.LimitExceed", "The total number of specified disk in an instance exceeds.")),
            ("ResourceType=disk", &disk_missing),
            (&format!("{disk}.Size=20"), &disk_missing),
            (&format!("{disk}.Category=cloud_ssd"), &data_size),
            (&format!("{disk}.Category=cloud_ssd&DataDisk.1.Size=19"), &data_size),
            (&format!("{disk}.Category=cloud_ssd&DataDisk.1.Size=32769"), &data_size),
            (&format!("{disk}.Category=floppy&DataDisk.1.Size=20"), &category),
            (&format!("{disk}.Category=cloud_essd&DataDisk.1.Size=460&DataDisk.1.PerformanceLevel=PL9"), &level),
            (&format!("{disk}.Category=cloud_essd&DataDisk.1.Size=1260&DataDisk.1.PerformanceLevel=PL3"), &refusal(403, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match.")),
            (&format!("{disk}.Category=cloud_ssd&DataDisk.1.Size=20&DataDisk.1.ProvisionedIops=1"), &iops),
            (&format!("{disk}.Category=cloud_auto&DataDisk.1.Size=20&DataDisk.1.ProvisionedIops=50001"), &iops),
            ("ResourceType=diskperformance", &disk_missing),
            ("ResourceType=diskperformance&DataDisk.1.Category=cloud_auto", &missing("DataDisk.1.ProvisionedIops")),
            ("ResourceType=diskperformance&DataDisk.1.Category=cloud_ssd&DataDisk.1.ProvisionedIops=1", &iops),
        ] {
            assert_eq!(price(&twin, parameters).error(), *error, "{parameters}");
        }
        assert_eq!(twin.ecs("DescribePrice&InstanceType=ecs.g6.large").error(), missing("RegionId"));
    }

    #[test]
    fn an_image_that_is_gone_has_no_price() {
        let twin = Twin::with(WORLD);
        let made = twin.ecs("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1").json();
        let id = made["ImageId"].as_str().expect("an id").to_owned();
        let asked = format!("InstanceType=ecs.g6.large&ImageId={id}");
        assert_eq!(told(&price(&twin, &asked)).1[3], part("systemDisk", 0.036), "as large as its image");
        twin.ecs(&format!("DeleteImage&RegionId=cn-hangzhou&ImageId={id}")).ok();
        let gone = refusal(403, "OperationDenied", "The specified Image is disabled or is deleted.");
        assert_eq!(price(&twin, &asked).error(), gone);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_instance_is_what_its_parts_are() {
        let twin = Twin::empty();
        let parts = |disk: f64| {
            vec![part("instanceType", 0.6), part("image", 0.0), part("bandwidth", 0.0), part("systemDisk", disk)]
        };
        assert_eq!(told(&price(&twin, "InstanceType=ecs.g6.large")), (0.612, parts(0.012)));
        let answer = price(&twin, "InstanceType=ecs.g7.large");
        assert_eq!(told(&answer).1[3], part("systemDisk", 0.016), "enhanced of the lowest level");
        let more = format!(
            "InstanceType=ecs.g6.large&ImageId={WINDOWS}&InternetMaxBandwidthOut=5&InternetChargeType=PayByBandwidth\
             &DataDisk.1.Category=cloud_auto&DataDisk.1.Size=100&DataDisk.1.ProvisionedIops=500"
        );
        let wanted = [
            part("instanceType", 0.6),
            part("image", 0.04),
            part("bandwidth", 0.4),
            part("systemDisk", 0.024),
            part("dataDisk", 0.14),
            part("diskperformance", 0.1),
        ];
        assert_eq!(told(&price(&twin, &more)), (1.304, wanted.to_vec()));
    }

    #[test]
    fn a_longer_time_and_more_of_it_cost_more() {
        let twin = Twin::empty();
        for (more, paid) in [
            ("", 0.612),
            ("&Amount=3", 1.836),
            ("&PriceUnit=Week&Period=1", 51.408),
            ("&PriceUnit=Month&Period=1", 220.32),
            ("&PriceUnit=Month&Period=9", 1982.88),
            // 12 months at 15 % off.
            ("&PriceUnit=Year&Period=1", 2247.264),
        ] {
            assert_eq!(told(&price(&twin, &format!("InstanceType=ecs.g6.large{more}"))).0, paid, "{more}");
        }
    }

    #[test]
    fn spot_instances_have_a_rule_of_their_own() {
        let twin = Twin::empty();
        let answer = price(&twin, "InstanceType=ecs.g6.large&SpotStrategy=SpotAsPriceGo&SpotDuration=1");
        assert_eq!(told(&answer).1[0], ("instanceType".into(), 0.6, 0.48));
        let rule = json!([{ "Description": "A spot instance, 80% off the list price.", "RuleId": 2 }]);
        assert_eq!(answer.json()["PriceInfo"]["Rules"]["Rule"], rule);
    }

    #[test]
    fn other_resources_have_prices_too() {
        let twin = Twin::empty();
        for (asked, wanted) in [
            ("disk&DataDisk.1.Category=cloud&DataDisk.1.Size=20", vec![part("dataDisk", 0.008)]),
            (
                "disk&DataDisk.1.Category=cloud_essd&DataDisk.1.Size=2000&DataDisk.1.PerformanceLevel=PL3",
                vec![part("dataDisk", 11.2)],
            ),
            (
                "diskperformance&DataDisk.1.Category=cloud_auto&DataDisk.1.ProvisionedIops=1000",
                vec![part("diskperformance", 0.2)],
            ),
            ("bandwidth&InternetChargeType=PayByTraffic", vec![part("bandwidth", 0.8)]),
            (
                "CapacityReservation&InstanceType=ecs.g6.large&InstanceAmount=10&Platform=Windows",
                vec![part("instanceType", 6.0), part("image", 0.4)],
            ),
            (
                "CapacityReservation&InstanceType=ecs.g6.large&Platform=Linux",
                vec![part("instanceType", 0.6), part("image", 0.0)],
            ),
        ] {
            assert_eq!(told(&price(&twin, &format!("ResourceType={asked}"))).1, wanted, "{asked}");
        }
    }

    #[test]
    fn every_type_that_is_sold_has_a_price() {
        let twin = Twin::empty();
        let types = twin.ecs("DescribeAvailableResource&RegionId=cn-hangzhou&DestinationResource=InstanceType").json();
        let zone = &types["AvailableZones"]["AvailableZone"][0]["AvailableResources"]["AvailableResource"][0];
        let names = zone["SupportedResources"]["SupportedResource"].as_array().expect("a list").clone();
        assert!(names.len() > 100);
        for name in names {
            let name = name["Value"].as_str().expect("a name").to_owned();
            assert!(told(&price(&twin, &format!("InstanceType={name}"))).0 > 0.0, "{name}");
        }
    }
}
