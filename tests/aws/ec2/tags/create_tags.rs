use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "c5.large"
    count = 1

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    tags = { Name = "web" }

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"
"#;

const FIRST: &str = "i-00000000000000001";
const SECOND: &str = "i-00000000000000002";

/// The parameters for these tags.
fn tags<K: AsRef<str>>(tags: &[(K, &str)]) -> String {
    let tag = |(n, (key, value)): (usize, &(K, &str))| format!("&Tag.{n}.Key={}&Tag.{n}.Value={value}", key.as_ref());
    (1..).zip(tags).map(tag).collect()
}

fn create(twin: &Twin, ids: &[&str], more: &str) -> Answer {
    let ids: String = (1..).zip(ids).map(|(n, id): (usize, _)| format!("&ResourceId.{n}={id}")).collect();
    twin.ec2(&format!("CreateTags{ids}{more}"))
}

/// The tags that a resource has.
fn have(twin: &Twin, id: &str) -> Vec<(String, String)> {
    let shown = twin.ec2(&format!("DescribeTags&Filter.1.Name=resource-id&Filter.1.Value.1={id}"));
    shown.all("key").into_iter().zip(shown.all("value")).collect()
}

fn pairs(tags: &[(&str, &str)]) -> Vec<(String, String)> {
    tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_that_it_is_done() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(create(&twin, &[FIRST], &tags(&[("a", "b")])).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><return>true</return></CreateTagsResponse>
        "#);
    }

    #[test]
    fn a_value_that_is_left_out_is_empty() {
        let twin = Twin::with(WORLD);
        create(&twin, &[SECOND], "&Tag.1.Key=a&Tag.2.Key=b&Tag.2.Value=").ok();
        assert_eq!(have(&twin, SECOND), pairs(&[("a", ""), ("b", "")]));
    }

    #[test]
    fn keys_and_values_are_any_text() {
        let twin = Twin::with(WORLD);
        create(&twin, &[SECOND], &tags(&[("%C3%A9+%26%3C", "%22%3E%E4%BA%91")])).ok();
        assert_eq!(have(&twin, SECOND), pairs(&[("é &<", "\">云")]));
    }
}

mod validation {
    use super::*;

    fn refused(code: &str, text: &str) -> (u16, String, String) {
        (400, code.into(), text.into())
    }

    #[test]
    fn resources_and_tags_are_named() {
        let twin = Twin::with(WORLD);
        let text = "The request must contain the parameter ResourceId";
        assert_eq!(create(&twin, &[], "&Tag.1.Key=a").error(), refused("MissingParameter", text));
        let text = "The request must contain the parameter Tag";
        assert_eq!(create(&twin, &[FIRST], "").error(), refused("MissingParameter", text));
        let text = "The request must contain the parameter Tag.1.Key";
        assert_eq!(create(&twin, &[FIRST], "&Tag.1.Value=a").error(), refused("MissingParameter", text));
        let text = "The parameter Tag.1.Colour is not recognized";
        let answer = create(&twin, &[FIRST], "&Tag.1.Key=a&Tag.1.Colour=red");
        assert_eq!(answer.error(), refused("UnknownParameter", text));
    }

    #[test]
    fn all_resources_are_there() {
        let twin = Twin::with(WORLD);
        for (id, code, text) in [
            (
                "i-0ffffffffffffffff",
                "InvalidInstanceID.NotFound",
                "The instance ID 'i-0ffffffffffffffff' does not exist",
            ),
            ("vol-0ffffffffffffffff", "InvalidVolume.NotFound", "The volume 'vol-0ffffffffffffffff' does not exist."),
            (
                "eni-0ffffffffffffffff",
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID 'eni-0ffffffffffffffff' does not exist",
            ),
            ("vpc-0ffffffffffffffff", "InvalidVpcID.NotFound", "The vpc ID 'vpc-0ffffffffffffffff' does not exist"),
            (
                "subnet-0ffffffffffffffff",
                "InvalidSubnetID.NotFound",
                "The subnet ID 'subnet-0ffffffffffffffff' does not exist",
            ),
            (
                "sg-0ffffffffffffffff",
                "InvalidGroup.NotFound",
                "The security group 'sg-0ffffffffffffffff' does not exist",
            ),
            (
                "cr-0ffffffffffffffff",
                "InvalidCapacityReservationId.NotFound",
                "The capacity reservation ID 'cr-0ffffffffffffffff' was not found",
            ),
            ("ami-0ffffffffffffffff", "InvalidAMIID.NotFound", "The image id '[ami-0ffffffffffffffff]' does not exist"),
            (
                "igw-0ffffffffffffffff",
                "InvalidInternetGatewayID.NotFound",
                "The internetGateway ID 'igw-0ffffffffffffffff' does not exist",
            ),
            (
                "rtb-0ffffffffffffffff",
                "InvalidRouteTableID.NotFound",
                "The routeTable ID 'rtb-0ffffffffffffffff' does not exist",
            ),
            (
                "eipalloc-0ffffffffffffffff",
                "InvalidAllocationID.NotFound",
                "The allocation ID 'eipalloc-0ffffffffffffffff' does not exist",
            ),
            ("key-0ffffffffffffffff", "InvalidKeyPair.NotFound", "The key pair 'key-0ffffffffffffffff' does not exist"),
            (
                "sgr-0ffffffffffffffff",
                "InvalidSecurityGroupRuleId.NotFound",
                "The security group rule ID 'sgr-0ffffffffffffffff' does not exist",
            ),
            ("i-xyz", "InvalidID", "The ID 'i-xyz' is not valid"),
            ("ami", "InvalidID", "The ID 'ami' is not valid"),
            ("nonsense", "InvalidID", "The ID 'nonsense' is not valid"),
            ("x-0ffffffffffffffff", "InvalidID", "The ID 'x-0ffffffffffffffff' is not valid"),
        ] {
            let answer = create(&twin, &[SECOND, id], "&Tag.1.Key=a");
            assert_eq!(answer.error(), refused(code, text));
        }
        assert!(have(&twin, SECOND).is_empty(), "the others get nothing");
    }

    #[test]
    fn keys_do_not_begin_as_those_of_aws() {
        let twin = Twin::with(WORLD);
        let text = "Tag keys starting with 'aws:' are reserved for internal use";
        let answer = create(&twin, &[SECOND], &tags(&[("a", "b"), ("aws:x", "y")]));
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        assert!(have(&twin, SECOND).is_empty());
        create(&twin, &[SECOND], &tags(&[("x-aws:x", "y")])).ok();
    }

    #[test]
    fn a_key_stands_once() {
        let twin = Twin::with(WORLD);
        let answer = create(&twin, &[SECOND], &tags(&[("a", "b"), ("a", "c")]));
        assert_eq!(answer.error(), refused("InvalidParameterValue", "Duplicate tag key 'a' specified."));
        create(&twin, &[SECOND], &tags(&[("a", "b"), ("A", "c")])).ok();
        assert_eq!(have(&twin, SECOND), pairs(&[("A", "c"), ("a", "b")]), "case matters");
    }

    #[test]
    fn keys_and_values_have_a_longest() {
        let twin = Twin::with(WORLD);
        let text = "Tag keys have at most 128 characters, tag values at most 256.";
        let letter = "%C3%A9";
        for (key, value) in [(129, 0), (1, 257)] {
            let answer = create(&twin, &[SECOND], &tags(&[(letter.repeat(key), letter.repeat(value).as_str())]));
            assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        }
        create(&twin, &[SECOND], &tags(&[(letter.repeat(128), letter.repeat(256).as_str())])).ok();
        assert_eq!(have(&twin, SECOND), [("é".repeat(128), "é".repeat(256))]);
    }

    #[test]
    fn a_resource_has_50_tags_at_most() {
        let twin = Twin::with(WORLD);
        let many: Vec<(String, &str)> = (1..=51).map(|n| (format!("k{n}"), "v")).collect();
        let full = refused("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.");
        assert_eq!(create(&twin, &[SECOND], &tags(&many)).error(), full);
        assert_eq!(create(&twin, &[SECOND, FIRST], &tags(&many[..50])).error(), full, "the first has one already");
        assert!(have(&twin, SECOND).is_empty(), "nor does the other get them");
        create(&twin, &[SECOND], &tags(&many[..50])).ok();
        assert_eq!(create(&twin, &[SECOND], &tags(&many[50..])).error(), full);
        create(&twin, &[SECOND], &tags(&[("k50", "new")])).ok();
        assert_eq!(have(&twin, SECOND).len(), 50);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn tags_are_added_and_values_replaced() {
        let twin = Twin::with(WORLD);
        create(&twin, &[FIRST, SECOND], &tags(&[("Name", "db"), ("Team", "blue")])).ok();
        for id in [FIRST, SECOND] {
            assert_eq!(have(&twin, id), pairs(&[("Name", "db"), ("Team", "blue")]));
        }
        create(&twin, &[FIRST], &tags(&[("Team", "red")])).ok();
        assert_eq!(have(&twin, FIRST), pairs(&[("Name", "db"), ("Team", "red")]));
        assert_eq!(have(&twin, SECOND), pairs(&[("Name", "db"), ("Team", "blue")]));
    }

    #[test]
    fn whatever_an_instance_stands_on_can_have_tags() {
        let twin = Twin::with(WORLD);
        let shown = twin.ec2(&format!("DescribeInstances&InstanceId.1={FIRST}"));
        let ids = ["volumeId", "vpcId", "subnetId", "groupId"].map(|name| shown.all(name)[0].clone());
        for id in ids.iter().map(String::as_str).chain(["cr-00000000000000001"]) {
            create(&twin, &[id], &tags(&[("of", id)])).ok();
            assert_eq!(have(&twin, id), pairs(&[("of", id)]));
        }
    }

    #[test]
    fn the_resource_itself_shows_them() {
        let twin = Twin::with(WORLD);
        create(&twin, &[SECOND, "cr-00000000000000001"], &tags(&[("Team", "blue")])).ok();
        let filter = "&Filter.1.Name=tag:Team&Filter.1.Value.1=blue";
        assert_eq!(twin.ec2(&format!("DescribeInstances{filter}")).all("instanceId"), [SECOND]);
        let reservations = twin.ec2(&format!("DescribeCapacityReservations{filter}"));
        assert_eq!(reservations.one("capacityReservationId"), "cr-00000000000000001");
        assert_eq!(reservations.one("value"), "blue");
    }

    #[test]
    fn another_region_does_not_have_the_resource() {
        let twin = Twin::with(WORLD);
        let authorization = "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/ec2/aws4_request, \
                             SignedHeaders=host, Signature=0";
        let body = format!("Version=2016-11-15&Action=CreateTags&ResourceId.1={SECOND}&Tag.1.Key=a");
        let answer = twin.request("POST", "", &[("authorization", authorization)], &body);
        assert_eq!(answer.error().1, "InvalidInstanceID.NotFound");
        assert!(have(&twin, SECOND).is_empty());
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = create(&twin, &[SECOND], "&Tag.1.Key=a&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert!(have(&twin, SECOND).is_empty());
    }
}
