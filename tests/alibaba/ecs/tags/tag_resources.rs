use super::{WORLD, call, no_type, tags};
use crate::alibaba::ecs::{in_every_shape, refusal};
use crate::support::Twin;

const ONE: &str = "&ResourceType=instance&ResourceId.1=i-1";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou{ONE}&ResourceId.2=i-2&Tag.1.Key=a&Tag.1.Value=b");
        insta::assert_snapshot!(in_every_shape(WORLD, "TagResources", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("TagResources&RegionId=cn-hangzhou{ONE}&Tag.1.Key=a");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><TagResourcesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></TagResourcesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_missing_has_codes_of_its_own() {
        let twin = Twin::with(WORLD);
        for (more, code, name) in [
            ("&RegionId=cn-hangzhou&ResourceId.1=i-1&Tag.1.Key=a", "ResourceType", "ResourceType"),
            ("&RegionId=cn-hangzhou&ResourceType=instance&Tag.1.Key=a", "ResourceIds", "ResourceIds.N"),
            ("&RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-1", "Tags", "Tags"),
            ("&ResourceType=instance&ResourceId.1=i-1&Tag.1.Key=a", "RegionId", "RegionId"),
        ] {
            let text = format!("The parameter - {name} should not be null.");
            let expected = refusal(404, &format!("MissingParameter.{code}"), &text);
            assert_eq!(twin.ecs(&format!("TagResources{more}")).error(), expected, "{more}");
        }
    }

    #[test]
    fn resources_are_there() {
        let twin = Twin::with(WORLD);
        let text = "The specified ResourceIds are not found in our records.";
        let not_found = refusal(404, "InvalidResourceId.NotFound", text);
        let answer = call(&twin, "TagResources", &format!("{ONE}&ResourceId.2=i-nowhere&Tag.1.Key=a"));
        assert_eq!(answer.error(), not_found);
        let answer = call(&twin, "TagResources", "&ResourceType=disk&ResourceId.1=i-1&Tag.1.Key=a");
        assert_eq!(answer.error(), not_found);
        let answer = call(&twin, "TagResources", "&ResourceType=snapshot&ResourceId.1=s-1&Tag.1.Key=a");
        assert_eq!(answer.error(), not_found);
        let answer = call(&twin, "TagResources", "&ResourceType=cloud&ResourceId.1=i-1&Tag.1.Key=a");
        assert_eq!(answer.error(), no_type());
        assert_eq!(tags(&twin, "instance", "i-1"), ["Name=web", "stage=test"]);
    }

    #[test]
    fn numbers_and_keys_are_good() {
        let twin = Twin::with(WORLD);
        let many = |what: &str, n: usize| {
            (1..=n).map(|n| format!("&{what}").replace("{n}", &n.to_string())).collect::<String>()
        };
        let text = "The ResourceIds parameter's number is exceed , Valid : 50.";
        let more = format!("&ResourceType=instance&Tag.1.Key=a{}", many("ResourceId.{n}=i-1", 51));
        assert_eq!(call(&twin, "TagResources", &more).error(), refusal(400, "NumberExceed.ResourceIds", text));
        let text = "The Tags parameter's number is exceed , Valid : 20.";
        let more = format!("{ONE}{}", many("Tag.{n}.Key=k{n}", 21));
        assert_eq!(call(&twin, "TagResources", &more).error(), refusal(400, "NumberExceed.Tags", text));
        let text = "The quota of tags on resource is beyond permitted range.";
        let more = format!("{ONE}{}", many("Tag.{n}.Key=k{n}", 19));
        assert_eq!(call(&twin, "TagResources", &more).error(), refusal(400, "OperationDenied.QuotaExceed", text));
        let text = "The specified Tag.n.Key is not valid.";
        let answer = call(&twin, "TagResources", &format!("{ONE}&Tag.1.Key=acs:a"));
        assert_eq!(answer.error(), refusal(400, "InvalidTagKey.Malformed", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_come_and_get_new_values() {
        let twin = Twin::with(WORLD);
        let more = format!("{ONE}&ResourceId.2=i-2&Tag.1.Key=stage&Tag.1.Value=live&Tag.2.Key=empty");
        call(&twin, "TagResources", &more).ok();
        assert_eq!(tags(&twin, "instance", "i-1"), ["Name=web", "empty=", "stage=live"]);
        assert_eq!(tags(&twin, "instance", "i-2"), ["Name=web", "empty=", "stage=live"]);
        let found = twin.ecs("DescribeInstances&RegionId=cn-hangzhou&Tag.1.Key=stage&Tag.1.Value=live").json();
        assert_eq!(found["TotalCount"], 2);
    }

    #[test]
    fn every_kind_of_resource_has_tags() {
        let twin = Twin::with(WORLD);
        let first = |call: &str, path: &str| {
            twin.ecs(call).json().pointer(path).and_then(|id| id.as_str()).expect("an id").to_owned()
        };
        let image = first("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1", "/ImageId");
        let key = first("CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=made", "/KeyPairName");
        let path = "/SecurityGroups/SecurityGroup/0/SecurityGroupId";
        let group = first("DescribeSecurityGroups&RegionId=cn-hangzhou", path);
        let path = "/NetworkInterfaceSets/NetworkInterfaceSet/0/NetworkInterfaceId";
        let nic = first("DescribeNetworkInterfaces&RegionId=cn-hangzhou", path);
        let disk = "d-1".to_owned();
        for (instance_type, id) in
            [("disk", disk), ("image", image), ("keypair", key), ("securitygroup", group), ("ENI", nic)]
        {
            call(&twin, "TagResources", &format!("&ResourceType={instance_type}&ResourceId.1={id}&Tag.1.Key=a")).ok();
            assert_eq!(tags(&twin, instance_type, &id), ["a="], "{instance_type}");
        }
        let found = twin.ecs("DescribeDisks&RegionId=cn-hangzhou&Tag.1.Key=a").json();
        assert_eq!(found["TotalCount"], 1);
    }
}
