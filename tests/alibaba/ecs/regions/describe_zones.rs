use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;
use serde_json::Value;

#[track_caller]
fn zones(twin: &Twin, more: &str) -> Vec<Value> {
    let answer = twin.ecs(&format!("DescribeZones{more}")).json();
    answer["Zones"]["Zone"].as_array().expect("a list").clone()
}

mod reading {
    use super::*;

    #[test]
    fn without_details_in_every_shape() {
        let body = in_every_shape("", "DescribeZones", "RegionId=cn-nanjing&Verbose=false");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Zones":{"Zone":[{"ZoneId":"cn-nanjing-a","ZoneType":"AvailabilityZone","LocalName":"China (Nanjing) Zone A","AvailableResources":{"ResourcesInfo":[]},"AvailableResourceCreation":{"ResourceTypes":[]},"DedicatedHostGenerations":{"DedicatedHostGeneration":[]},"AvailableInstanceTypes":{"InstanceTypes":[]},"AvailableDiskCategories":{"DiskCategories":[]},"AvailableDedicatedHostTypes":{"DedicatedHostType":[]},"AvailableVolumeCategories":{"VolumeCategories":[]}}]}}"#);
    }

    #[test]
    fn without_details_in_xml() {
        let answer = Twin::empty().ecs_xml("DescribeZones&RegionId=cn-nanjing&Verbose=false");
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeZonesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><Zones><Zone><ZoneId>cn-nanjing-a</ZoneId><ZoneType>AvailabilityZone</ZoneType><LocalName>China (Nanjing) Zone A</LocalName><AvailableResources/><AvailableResourceCreation/><DedicatedHostGenerations/><AvailableInstanceTypes/><AvailableDiskCategories/><AvailableDedicatedHostTypes/><AvailableVolumeCategories/></Zone></Zones></DescribeZonesResponse>"#);
    }

    #[test]
    fn the_details_are_spelled_as_the_vendor_spells_them() {
        let [zone] = &zones(&Twin::empty(), "&RegionId=cn-nanjing")[..] else { panic!("one zone") };
        let info = &zone["AvailableResources"]["ResourcesInfo"][0];
        let has = |list: &Value, value: &str| list.as_array().expect("a list").contains(&value.into());
        assert!(has(&info["SystemDiskCategories"]["supportedSystemDiskCategory"], "cloud_essd"));
        assert!(has(&info["DataDiskCategories"]["supportedDataDiskCategory"], "cloud_ssd"));
        assert!(has(&info["InstanceGenerations"]["supportedInstanceGeneration"], "ecs-5"));
        assert!(has(&info["InstanceTypes"]["supportedInstanceType"], "ecs.g6.large"));
        assert!(has(&info["InstanceTypeFamilies"]["supportedInstanceTypeFamily"], "ecs.g6"));
        assert!(has(&info["NetworkTypes"]["supportedNetworkCategory"], "vpc"));
        assert!(has(&zone["AvailableResourceCreation"]["ResourceTypes"], "Instance"));
        assert!(has(&zone["AvailableDiskCategories"]["DiskCategories"], "cloud_auto"));
        assert!(!has(&zone["AvailableInstanceTypes"]["InstanceTypes"], "ecs.t1.small"), "no longer sold");
        assert_eq!(info["IoOptimized"], true);
    }

    #[test]
    fn the_language_is_told_to_be_ignored() {
        let answer = Twin::empty().ecs("DescribeZones&RegionId=cn-nanjing&AcceptLanguage=zh-CN");
        assert_eq!(answer.header("x-twinstance-ignored"), Some("AcceptLanguage"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_value_has_its_refusal() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DescribeZones").error(), missing("RegionId"));
        for (more, status, code, text) in [
            ("RegionId=mars", 404, "InvalidRegionId.NotFound", "The specified RegionId does not exist."),
            (
                "RegionId=cn-nanjing&InstanceChargeType=Free",
                404,
                "InvalidInstanceChargeType.NotFound",
                "The InstanceChargeType does not exist in our records",
            ),
            (
                "RegionId=cn-nanjing&SpotStrategy=Maybe",
                400,
                "InvalidSpotStrategy",
                "The specified SpotStrategy is not valid.",
            ),
            (
                "RegionId=cn-nanjing&SpotStrategy=SpotAsPriceGo",
                400,
                "UnsupportedParameter",
                "The parameter SpotStrategy is not implemented by Twinstance.",
            ),
        ] {
            assert_eq!(twin.ecs(&format!("DescribeZones&{more}")).error(), refusal(status, code, text), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_type_that_is_sold_out_is_not_in_the_zone() {
        let twin = Twin::with("[[ecs.stock]]\ntype = \"ecs.g6.large\"\nzone = \"cn-hangzhou-k\"\ncount = 0");
        let seen = zones(&twin, "&RegionId=cn-hangzhou&InstanceChargeType=PostPaid&SpotStrategy=NoSpot");
        let offers = |zone: &Value| {
            let types = zone["AvailableInstanceTypes"]["InstanceTypes"].as_array().expect("a list");
            types.contains(&"ecs.g6.large".into())
        };
        let names: Vec<_> = seen.iter().filter(|zone| !offers(zone)).map(|zone| &zone["ZoneId"]).collect();
        assert_eq!((seen.len(), names), (7, vec![&Value::from("cn-hangzhou-k")]));
    }

    #[test]
    fn an_instance_can_be_made_in_each() {
        let twin = Twin::empty();
        for zone in zones(&twin, "&RegionId=cn-hangzhou&Verbose=false") {
            let zone = zone["ZoneId"].as_str().expect("an id");
            twin.ecs(&format!(
                "RunInstances&RegionId=cn-hangzhou&ZoneId={zone}&InstanceType=ecs.g6.large&ImageId=any&DryRun=true"
            ))
            .error();
            let image = "aliyun_3_x64_20G_alibase_20250629.vhd";
            twin.ecs(&format!(
                "RunInstances&RegionId=cn-hangzhou&ZoneId={zone}&InstanceType=ecs.g6.large&ImageId={image}"
            ))
            .ok();
        }
    }
}
