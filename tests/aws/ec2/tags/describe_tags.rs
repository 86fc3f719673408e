use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "c5.large"
    count = 1
    tags = { Team = "blue" }

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"
    tags = { Name = "db", Team = "red" }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    tags = { Team = "blue", Name = "web server" }
"#;

/// Describes with these filters: a name, and values.
fn describe(twin: &Twin, filters: &[(&str, &[&str])], more: &str) -> Answer {
    let mut call = String::from("DescribeTags");
    for (n, (name, values)) in (1_usize..).zip(filters) {
        call.push_str(&format!("&Filter.{n}.Name={name}"));
        for (m, value) in (1_usize..).zip(*values) {
            call.push_str(&format!("&Filter.{n}.Value.{m}={value}"));
        }
    }
    twin.ec2(&format!("{call}{more}"))
}

/// The end of each resource's id, and the key, of what passes a filter.
fn passing(twin: &Twin, filters: &[(&str, &[&str])]) -> Vec<String> {
    let answer = describe(twin, filters, "");
    answer.ok();
    let ids = answer.all("resourceId");
    ids.iter().zip(answer.all("key")).map(|(id, key)| format!("{}{} {key}", &id[..1], &id[id.len() - 1..])).collect()
}

mod reading {
    use super::*;

    #[test]
    fn tags_come_in_the_order_of_ids_and_keys() {
        insta::assert_snapshot!(describe(&Twin::with(WORLD), &[], "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><tagSet><item><resourceId>cr-00000000000000001</resourceId><resourceType>capacity-reservation</resourceType><key>Team</key><value>blue</value></item><item><resourceId>i-00000000000000001</resourceId><resourceType>instance</resourceType><key>Name</key><value>web server</value></item><item><resourceId>i-00000000000000001</resourceId><resourceType>instance</resourceType><key>Team</key><value>blue</value></item><item><resourceId>i-00000000000000002</resourceId><resourceType>instance</resourceType><key>Name</key><value>db</value></item><item><resourceId>i-00000000000000002</resourceId><resourceType>instance</resourceType><key>Team</key><value>red</value></item></tagSet></DescribeTagsResponse>
        "#);
    }

    #[test]
    fn no_tags_are_an_empty_set() {
        let answer = describe(&Twin::empty(), &[], "");
        assert!(answer.ok().contains("<tagSet/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    fn invalid(text: &str) -> (u16, String, String) {
        (400, "InvalidParameterValue".into(), text.into())
    }

    #[test]
    fn filters_are_known() {
        let twin = Twin::with(WORLD);
        let answer = describe(&twin, &[("colour", &["red"])], "");
        assert_eq!(answer.error(), invalid("The filter 'colour' is invalid"));
        let text = "The parameter ResourceId is not recognized";
        let answer = describe(&twin, &[], "&ResourceId.1=i-00000000000000001");
        assert_eq!(answer.error(), (400, "UnknownParameter".into(), text.into()));
    }

    #[test]
    fn a_page_has_5_to_1000_items() {
        let twin = Twin::with(WORLD);
        for (max, expected) in [(4, "greater than 5"), (1001, "in the range 5 to 1000")] {
            let text = format!("Value ( {max} ) for parameter maxResults is invalid. Expecting a value {expected}.");
            assert_eq!(describe(&twin, &[], &format!("&MaxResults={max}")).error(), invalid(&text));
        }
        describe(&twin, &[], "&MaxResults=1000").ok();
    }

    #[test]
    fn a_token_is_one_of_ours() {
        let answer = describe(&Twin::with(WORLD), &[], "&NextToken=x");
        assert_eq!(answer.error(), invalid("Value ( x ) for parameter NextToken is invalid. The token is invalid."));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let twin = Twin::with(WORLD);
        assert_eq!(passing(&twin, &[("key", &["Team"])]), ["c1 Team", "i1 Team", "i2 Team"]);
        assert_eq!(passing(&twin, &[("tag-key", &["Name"])]), ["i1 Name", "i2 Name"]);
        assert_eq!(passing(&twin, &[("value", &["blue", "db"])]), ["c1 Team", "i1 Team", "i2 Name"]);
        assert_eq!(passing(&twin, &[("value", &["?e?", "web?server"])]), ["i1 Name", "i2 Team"]);
        assert_eq!(passing(&twin, &[("resource-type", &["capacity-reservation"])]), ["c1 Team"]);
        assert_eq!(passing(&twin, &[("resource-id", &["i-00000000000000001"])]), ["i1 Name", "i1 Team"]);
        assert_eq!(passing(&twin, &[("tag:Team", &["blue"])]), ["c1 Team", "i1 Team"]);
        assert_eq!(passing(&twin, &[("key", &["aws:ec2launchtemplate:id"])]), [""; 0]);
    }

    #[test]
    fn all_filters_hold_for_the_same_tag() {
        let twin = Twin::with(WORLD);
        assert_eq!(passing(&twin, &[("key", &["Team"]), ("value", &["red"])]), ["i2 Team"]);
        assert_eq!(passing(&twin, &[("key", &["Name"]), ("value", &["red"])]), [""; 0]);
        assert_eq!(passing(&twin, &[("resource-type", &["instance"]), ("value", &["blue"])]), ["i1 Team"]);
    }

    #[test]
    fn each_resource_has_its_kind() {
        let twin = Twin::with(WORLD);
        let shown = twin.ec2("DescribeInstances&InstanceId.1=i-00000000000000001");
        let instance_types =
            [("volumeId", "volume"), ("vpcId", "vpc"), ("subnetId", "subnet"), ("groupId", "security-group")];
        for (name, instance_type) in instance_types {
            let id = &shown.all(name)[0];
            twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=a")).ok();
            assert_eq!(describe(&twin, &[("resource-id", &[id])], "").one("resourceType"), instance_type);
            assert_eq!(describe(&twin, &[("resource-type", &[instance_type])], "").one("resourceId"), *id);
        }
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::with(WORLD);
        for n in 1..=7 {
            twin.ec2(&format!("CreateTags&ResourceId.1=i-00000000000000002&Tag.1.Key=k+{n}")).ok();
        }
        let all = describe(&twin, &[], "");
        let pairs =
            |answer: &Answer| -> Vec<_> { answer.all("resourceId").into_iter().zip(answer.all("key")).collect() };
        let mut answer = describe(&twin, &[], "&MaxResults=5");
        let mut seen = pairs(&answer);
        let mut pages = 1;
        while let [token] = &answer.all("nextToken")[..] {
            answer = describe(&twin, &[], &format!("&MaxResults=5&NextToken={}", token.replace(' ', "+")));
            seen.extend(pairs(&answer));
            pages += 1;
        }
        assert_eq!((seen, pages), (pairs(&all), 3));
    }

    #[test]
    fn what_is_forgotten_has_no_tags() {
        let twin = Twin::with(WORLD);
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000001").ok();
        twin.advance("30m");
        assert_eq!(passing(&twin, &[("key", &["Name"])]), ["i1 Name", "i2 Name"], "still shown");
        twin.advance("1h");
        assert_eq!(passing(&twin, &[("key", &["Name"])]), ["i2 Name"]);
    }

    #[test]
    fn an_interface_that_has_ended_has_no_tags() {
        let twin = Twin::with(WORLD);
        let shown = twin.ec2("DescribeInstances&InstanceId.1=i-00000000000000001");
        let id = shown.one("networkInterfaceId");
        let tag = || twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=Of&Tag.1.Value=nic"));
        tag().ok();
        assert_eq!(describe(&twin, &[("key", &["Of"])], "").one("resourceId"), id);
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(passing(&twin, &[("key", &["Of"])]), [""; 0]);
        let text = format!("The networkInterface ID '{id}' does not exist");
        assert_eq!(tag().error(), (400, "InvalidNetworkInterfaceID.NotFound".into(), text));
    }

    #[test]
    fn another_region_has_others() {
        let authorization = "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/ec2/aws4_request, \
                             SignedHeaders=host, Signature=0";
        let body = "Version=2016-11-15&Action=DescribeTags";
        let answer = Twin::with(WORLD).request("POST", "", &[("authorization", authorization)], body);
        assert!(answer.ok().contains("<tagSet/>"), "{}", answer.ok());
    }

    #[test]
    fn a_dry_run_says_what_would_have_been() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = describe(&twin, &[], "&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(describe(&twin, &[("colour", &[])], "&DryRun=true").error().1, "InvalidParameterValue");
    }
}
