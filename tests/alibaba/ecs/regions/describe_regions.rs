use crate::alibaba::ecs::in_every_shape;
use crate::support::Twin;
use serde_json::Value;

#[track_caller]
fn regions(twin: &Twin) -> Vec<Value> {
    twin.ecs("DescribeRegions").json()["Regions"]["Region"].as_array().expect("a list").clone()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        insta::assert_snapshot!(in_every_shape("", "DescribeRegions", "RegionId=cn-hangzhou"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","Regions":{"Region":[{"RegionId":"cn-qingdao","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Qingdao)","Status":"available"},{"RegionId":"cn-beijing","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Beijing)","Status":"available"},{"RegionId":"cn-zhangjiakou","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Zhangjiakou)","Status":"available"},{"RegionId":"cn-huhehaote","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Hohhot)","Status":"available"},{"RegionId":"cn-wulanchabu","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Ulanqab)","Status":"available"},{"RegionId":"cn-hangzhou","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Hangzhou)","Status":"available"},{"RegionId":"cn-shanghai","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Shanghai)","Status":"available"},{"RegionId":"cn-nanjing","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Nanjing)","Status":"available"},{"RegionId":"cn-shenzhen","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Shenzhen)","Status":"available"},{"RegionId":"cn-heyuan","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Heyuan)","Status":"available"},{"RegionId":"cn-guangzhou","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Guangzhou)","Status":"available"},{"RegionId":"cn-chengdu","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Chengdu)","Status":"available"},{"RegionId":"cn-hongkong","RegionEndpoint":"127.0.0.1:4780","LocalName":"China (Hong Kong)","Status":"available"},{"RegionId":"ap-northeast-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"Japan (Tokyo)","Status":"available"},{"RegionId":"ap-northeast-2","RegionEndpoint":"127.0.0.1:4780","LocalName":"South Korea (Seoul)","Status":"available"},{"RegionId":"ap-southeast-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"Singapore","Status":"available"},{"RegionId":"ap-southeast-3","RegionEndpoint":"127.0.0.1:4780","LocalName":"Malaysia (Kuala Lumpur)","Status":"available"},{"RegionId":"ap-southeast-6","RegionEndpoint":"127.0.0.1:4780","LocalName":"Philippines (Manila)","Status":"available"},{"RegionId":"ap-southeast-5","RegionEndpoint":"127.0.0.1:4780","LocalName":"Indonesia (Jakarta)","Status":"available"},{"RegionId":"ap-southeast-7","RegionEndpoint":"127.0.0.1:4780","LocalName":"Thailand (Bangkok)","Status":"available"},{"RegionId":"us-east-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"US (Virginia)","Status":"available"},{"RegionId":"us-west-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"US (Silicon Valley)","Status":"available"},{"RegionId":"eu-west-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"UK (London)","Status":"available"},{"RegionId":"eu-central-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"Germany (Frankfurt)","Status":"available"},{"RegionId":"me-east-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"UAE (Dubai)","Status":"available"},{"RegionId":"me-central-1","RegionEndpoint":"127.0.0.1:4780","LocalName":"SAU (Riyadh - Partner Region)","Status":"available"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let body = Twin::empty().ecs_xml("DescribeRegions");
        let first = body.ok().split_inclusive("</Region>").next().expect("a region");
        insta::assert_snapshot!(first, @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeRegionsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><Regions><Region><RegionId>cn-qingdao</RegionId><RegionEndpoint>127.0.0.1:4780</RegionEndpoint><LocalName>China (Qingdao)</LocalName><Status>available</Status></Region>"#);
        assert_eq!(body.all("RegionId").len(), regions(&Twin::empty()).len());
    }

    #[test]
    fn language_and_resources_are_told_to_be_ignored() {
        let answer = Twin::empty().ecs("DescribeRegions&AcceptLanguage=zh-CN&ResourceType=instance");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("AcceptLanguage, ResourceType"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_that_is_named_exists() {
        let text = "The RegionId provided does not exist in our records.";
        let error = Twin::empty().ecs("DescribeRegions&RegionId=mars").error();
        assert_eq!(error, (404, "InvalidRegionId.NotFound".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_endpoint_is_this_server_as_the_caller_reaches_it() {
        let twin = Twin::empty();
        for host in ["127.0.0.1:4780", "localhost:99", "ecs.aliyuncs.com"] {
            let answer = twin.get("Action=DescribeRegions&Version=2014-05-26&Format=JSON", &[("host", host)]);
            let json = answer.json();
            let list = json["Regions"]["Region"].as_array().expect("a list");
            assert!(list.iter().all(|region| region["RegionEndpoint"] == host), "{host}");
        }
    }

    #[test]
    fn each_region_can_be_used() {
        let twin = Twin::empty();
        for region in regions(&twin) {
            let id = region["RegionId"].as_str().expect("an id");
            twin.ecs(&format!("DescribeInstances&RegionId={id}")).ok();
        }
    }
}
