use super::*;
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t2.micro"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.large"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "m5.large"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "t4g.nano"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000005"
    type = "t3a.small"
    credits = "standard"

    [[ec2.instance]]
    id = "i-00000000000000006"
    type = "t2.small"
    credits = "unlimited"
"#;

fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("DescribeInstanceCreditSpecifications{parameters}"))
}

/// The last digits of the ids found.
fn found(answer: &Answer) -> String {
    answer.ok();
    answer.all("instanceId").iter().map(|id| id.chars().last().expect("a digit")).collect()
}

mod reading {
    use super::*;

    #[test]
    fn those_named_in_their_order() {
        let twin = Twin::with(WORLD);
        let answer = call(
            &twin,
            "&InstanceId.1=i-00000000000000003&InstanceId.2=i-00000000000000002&InstanceId.3=i-00000000000000001",
        );
        insta::assert_snapshot!(lines(&answer), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceCreditSpecificationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceCreditSpecificationSet>
        <item><instanceId>i-00000000000000003</instanceId><cpuCredits>standard</cpuCredits></item>
        <item><instanceId>i-00000000000000002</instanceId><cpuCredits>unlimited</cpuCredits></item>
        <item><instanceId>i-00000000000000001</instanceId><cpuCredits>standard</cpuCredits></item>
        </instanceCreditSpecificationSet></DescribeInstanceCreditSpecificationsResponse>
        "#);
    }

    #[test]
    fn a_page_has_a_token_unless_it_is_the_last() {
        let world: String = (1..=6)
            .map(|n| format!("[[ec2.instance]]\nid = \"i-0000000000000000{n}\"\ntype = \"t3.nano\"\n"))
            .collect();
        let twin = Twin::with(&world);
        let first = call(&twin, "&MaxResults=5");
        insta::assert_snapshot!(lines(&first), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceCreditSpecificationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceCreditSpecificationSet>
        <item><instanceId>i-00000000000000001</instanceId><cpuCredits>unlimited</cpuCredits></item>
        <item><instanceId>i-00000000000000002</instanceId><cpuCredits>unlimited</cpuCredits></item>
        <item><instanceId>i-00000000000000003</instanceId><cpuCredits>unlimited</cpuCredits></item>
        <item><instanceId>i-00000000000000004</instanceId><cpuCredits>unlimited</cpuCredits></item>
        <item><instanceId>i-00000000000000005</instanceId><cpuCredits>unlimited</cpuCredits></item>
        </instanceCreditSpecificationSet><nextToken>eyJvcGVyYXRpb24iOiJEZXNjcmliZUluc3RhbmNlQ3JlZGl0U3BlY2lmaWNhdGlvbnMiLCJyZWdpb24iOiJ1cy1lYXN0LTEiLCJmaWx0ZXJzIjpbXSwiYWZ0ZXIiOiJpLTAwMDAwMDAwMDAwMDAwMDA1In0=</nextToken>
        </DescribeInstanceCreditSpecificationsResponse>
        "#);
        let second = call(&twin, &format!("&MaxResults=5&NextToken={}", first.one("nextToken")));
        insta::assert_snapshot!(lines(&second), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceCreditSpecificationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><instanceCreditSpecificationSet>
        <item><instanceId>i-00000000000000006</instanceId><cpuCredits>unlimited</cpuCredits></item>
        </instanceCreditSpecificationSet></DescribeInstanceCreditSpecificationsResponse>
        "#);
        assert_eq!(found(&call(&twin, "&MaxResults=6")), "123456");
        assert!(call(&twin, "&MaxResults=6").all("nextToken").is_empty());
    }

    #[test]
    fn an_empty_set_is_an_empty_element() {
        let answer = call(&Twin::empty(), "&InstanceId=");
        assert!(answer.ok().contains("<instanceCreditSpecificationSet/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_exist() {
        let twin = Twin::with(WORLD);
        let malformed =
            |id| refused("InvalidInstanceID.Malformed", &format!("Invalid ID: {id}. Change the ID and try again."));
        for id in ["not-an-instance", "i-00000000000000000"] {
            assert_eq!(
                call(&twin, &format!("&InstanceId.1=i-0ffffffffffffffff&InstanceId.2={id}")).error(),
                malformed(id)
            );
        }
        let one = refused("InvalidInstanceID.NotFound", "The instance ID 'i-0ffffffffffffffff' does not exist");
        assert_eq!(call(&twin, "&InstanceId.1=i-00000000000000001&InstanceId.2=i-0ffffffffffffffff").error(), one);
        let two = "The instance IDs 'i-0ffffffffffffffff, i-0fffffff' do not exist";
        let ids = "&InstanceId.1=i-0ffffffffffffffff&InstanceId.2=i-00000000000000001&InstanceId.3=i-0fffffff";
        assert_eq!(call(&twin, ids).error(), refused("InvalidInstanceID.NotFound", two));
    }

    #[test]
    fn at_most_1000_are_named() {
        let twin = Twin::with(WORLD);
        let ids = |count| (1..=count).map(|n| format!("&InstanceId.{n}=i-00000000000000001")).collect::<String>();
        assert_eq!(call(&twin, &ids(1001)).error(), invalid("InstanceId", "1001", "at most 1000 instance IDs"));
        call(&twin, &ids(1000)).ok();
    }

    #[test]
    fn pages_are_of_5_to_1000_and_not_for_ids() {
        let twin = Twin::with(WORLD);
        for max in [4, 0, -5, 1001] {
            let text = format!(
                "The value {max} for the maxResults parameter must be between 5 and 1000. Change the value and try again."
            );
            assert_eq!(call(&twin, &format!("&MaxResults={max}")).error(), refused("InvalidRequest", &text));
        }
        call(&twin, "&MaxResults=1000").ok();
        let text = "The parameter InstanceIds cannot be used with the parameter MaxResults. Use one of the parameters and \
                    try again.";
        let answer = call(&twin, "&InstanceId.1=i-00000000000000001&MaxResults=5");
        assert_eq!(answer.error(), refused("InvalidParameterCombination", text));
        assert_eq!(
            call(&twin, "&NextToken=x").error(),
            refused("InvalidParameterValue", "Value ( x ) for parameter NextToken is invalid. The token is invalid.")
        );
    }

    #[test]
    fn the_one_filter_is_on_ids() {
        let twin = Twin::with(WORLD);
        for name in ["cpu-credits", "tag:Name", "tag-key"] {
            let (_, _, text) = bad_value("Filter", name);
            let answer = call(&twin, &format!("&Filter.1.Name={name}&Filter.1.Value.1=x"));
            assert_eq!(answer.error(), refused("InvalidRequest", &text));
        }
        assert_eq!(call(&twin, "&Filter.1.Value.1=x").error(), missing("Filter.1.Name"));
        assert_eq!(call(&twin, "&Instance.1=x").error(), unknown("Instance"));
    }

    #[test]
    fn a_dry_run_is_refused_too() {
        let twin = Twin::with(WORLD);
        assert_eq!(call(&twin, "&DryRun=true").error(), would_succeed());
        assert_eq!(
            call(&twin, "&DryRun=true&InstanceId.1=x&MaxResults=1").error(),
            would_succeed(),
            "nothing is judged"
        );
        assert_eq!(found(&call(&twin, "&DryRun=false")), "246");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn without_ids_only_unlimited_ones_are_shown() {
        let twin = Twin::with(WORLD);
        let answer = call(&twin, "");
        assert_eq!(found(&answer), "246", "t3 and t4g are unlimited by default, t2 is not");
        assert_eq!(answer.all("cpuCredits"), ["unlimited"; 3]);
    }

    #[test]
    fn one_without_credits_is_standard() {
        let twin = Twin::with(WORLD);
        assert_eq!(call(&twin, "&InstanceId.1=i-00000000000000003").one("cpuCredits"), "standard");
        assert_eq!(call(&twin, "&InstanceId.1=i-00000000000000001").one("cpuCredits"), "standard");
        assert_eq!(call(&twin, "&InstanceId.1=i-00000000000000005").one("cpuCredits"), "standard");
    }

    #[test]
    fn filters_choose_among_those_shown() {
        let twin = Twin::with(WORLD);
        assert_eq!(
            found(&call(
                &twin,
                "&Filter.1.Name=instance-id&Filter.1.Value.1=i-00000000000000001&Filter.1.Value.2=i-00000000000000004"
            )),
            "4"
        );
        let named = "&InstanceId.1=i-00000000000000001&InstanceId.2=i-00000000000000004";
        assert_eq!(found(&call(&twin, &format!("{named}&Filter.1.Name=instance-id&Filter.1.Value.1=*1"))), "1");
    }

    #[test]
    fn it_follows_the_modes_and_the_instances() {
        let twin = Twin::with(WORLD);
        let item = "InstanceCreditSpecification.1";
        twin.ec2(&format!(
            "ModifyInstanceCreditSpecification&{item}.InstanceId=i-00000000000000004&{item}.CpuCredits=standard"
        ))
        .ok();
        twin.ec2(&format!(
            "ModifyInstanceCreditSpecification&{item}.InstanceId=i-00000000000000001&{item}.CpuCredits=unlimited"
        ))
        .ok();
        assert_eq!(found(&call(&twin, "")), "126");
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000002").ok();
        assert_eq!(found(&call(&twin, "")), "126", "shown for another hour");
        twin.advance("59m59s");
        assert_eq!(found(&call(&twin, "")), "126");
        twin.advance("1s");
        assert_eq!(found(&call(&twin, "")), "16");
        let (status, code, _) = call(&twin, "&InstanceId.1=i-00000000000000002").error();
        assert_eq!((status, code.as_str()), (400, "InvalidInstanceID.NotFound"));
    }

    #[test]
    fn regions_and_accounts_have_their_own() {
        let twin = Twin::with(WORLD);
        assert_eq!(found(&elsewhere(&twin, "999999999999", "us-east-1", "DescribeInstanceCreditSpecifications")), "");
        assert_eq!(found(&elsewhere(&twin, "test", "eu-west-1", "DescribeInstanceCreditSpecifications")), "");
        assert_eq!(found(&elsewhere(&twin, "test", "us-east-1", "DescribeInstanceCreditSpecifications")), "246");
    }
}
