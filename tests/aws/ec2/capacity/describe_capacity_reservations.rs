use super::*;

/// Beside [`LENDING`]: one on Windows that ends, and one that is cancelled.
const OTHERS: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000c"
    type = "c5.xlarge"
    platform = "Windows"
    zone = "us-east-1b"
    count = 2
    tenancy = "dedicated"
    matching = "targeted"
    ends = "2027-01-01T00:00:00Z"
    tags = { Team = "c", Stage = "beta" }

    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000d"
    type = "c5.large"
    count = 1
"#;

fn world() -> Twin {
    let twin = Twin::with(&format!("{}{OTHERS}", lending(1)));
    cancel(&twin, "cr-0000000000000000d").ok();
    twin
}

fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("DescribeCapacityReservations{parameters}"))
}

/// The last letters of the ids found.
fn found(answer: &Answer) -> String {
    let ids = answer.ok().split("<item><capacityReservationId>").skip(1);
    ids.map(|rest| rest.split_once('<').expect("an id").0.chars().last().expect("a letter")).collect()
}

mod reading {
    use super::*;

    #[test]
    fn a_source_and_what_it_lends() {
        let twin = Twin::with(&lending(1));
        insta::assert_snapshot!(lines(&call(&twin, "")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeCapacityReservationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservationSet>
        <item><capacityReservationId>cr-0000000000000000a</capacityReservationId><ownerId>123456789012</ownerId>
        <capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-0000000000000000a</capacityReservationArn>
        <availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform>
        <availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>6</totalInstanceCount>
        <availableInstanceCount>6</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage>
        <state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType>
        <instanceMatchCriteria>open</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate>
        <reservationType>default</reservationType><interruptible>false</interruptible>
        <interruptibleCapacityAllocation><instanceCount>4</instanceCount><targetInstanceCount>4</targetInstanceCount>
        <status>active</status><interruptibleCapacityReservationId>cr-0000000000000000b</interruptibleCapacityReservationId>
        <interruptionType>adhoc</interruptionType><zeroSizePreference>default</zeroSizePreference>
        </interruptibleCapacityAllocation></item>
        <item><capacityReservationId>cr-0000000000000000b</capacityReservationId><ownerId>123456789012</ownerId>
        <capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-0000000000000000b</capacityReservationArn>
        <availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform>
        <availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>4</totalInstanceCount>
        <availableInstanceCount>3</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage>
        <state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType>
        <instanceMatchCriteria>targeted</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate>
        <capacityAllocationSet>
        <item><allocationType>used</allocationType><count>1</count></item></capacityAllocationSet><reservationType>default</reservationType>
        <interruptible>true</interruptible><interruptionInfo><sourceCapacityReservationId>cr-0000000000000000a</sourceCapacityReservationId>
        <interruptionType>adhoc</interruptionType></interruptionInfo><zeroSizePreference>default</zeroSizePreference>
        </item></capacityReservationSet></DescribeCapacityReservationsResponse>
        "#);
    }

    #[test]
    fn an_empty_set_is_an_empty_element() {
        insta::assert_snapshot!(lines(&call(&Twin::empty(), "")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeCapacityReservationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservationSet/>
        </DescribeCapacityReservationsResponse>
        "#);
    }

    #[test]
    fn ids_are_answered_in_their_order() {
        let twin = world();
        let answer =
            call(&twin, &format!("&CapacityReservationId.2={SOURCE}&CapacityReservationId.1=cr-0000000000000000c"));
        assert_eq!(found(&answer), "ca");
        assert_eq!(found(&call(&twin, "&CapacityReservationId=&NextToken=")), "abcd", "empty is absent");
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = world();
        let first = call(&twin, "&MaxResults=3");
        assert_eq!(found(&first), "abc");
        let second = call(&twin, &format!("&MaxResults=3&NextToken={}", first.one("nextToken")));
        assert_eq!((found(&second).as_str(), second.all("nextToken").len()), ("d", 0));
        assert_eq!(found(&call(&twin, "&MaxResults=4")), "abcd");
        assert!(call(&twin, "&MaxResults=4").all("nextToken").is_empty());
        let open = "&Filter.1.Name=state&Filter.1.Value.1=active&MaxResults=1";
        let first = call(&twin, open);
        let second = call(&twin, &format!("{open}&NextToken={}", first.one("nextToken")));
        assert_eq!((found(&first), found(&second)), ("a".into(), "b".into()));
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_reservations_exist() {
        let twin = world();
        assert_eq!(call(&twin, "&CapacityReservationId.1=cr-1").error(), malformed("cr-1"));
        let both = format!("&CapacityReservationId.1={SOURCE}&CapacityReservationId.2={NOBODY}");
        assert_eq!(call(&twin, &both).error(), not_found(NOBODY));
        let parameters = format!("DescribeCapacityReservations&CapacityReservationId.1={SOURCE}");
        assert_eq!(elsewhere(&twin, "999999999999", "us-east-1", &parameters).error(), not_found(SOURCE));
        assert_eq!(elsewhere(&twin, "test", "eu-west-3", &parameters).error(), not_found(SOURCE));
    }

    #[test]
    fn pages_are_of_1_to_1000_and_not_for_ids() {
        let twin = world();
        for max in [0, -1, 1001] {
            let text = format!(
                "Value ( {max} ) for parameter maxResults is invalid. Expecting a value in the range 1 to 1000."
            );
            assert_eq!(call(&twin, &format!("&MaxResults={max}")).error(), refused("InvalidParameterValue", &text));
        }
        assert_eq!(found(&call(&twin, "&MaxResults=1000")), "abcd");
        let (status, code, _) = call(&twin, &format!("&CapacityReservationId.1={SOURCE}&MaxResults=5")).error();
        assert_eq!((status, code.as_str()), (400, "InvalidParameterCombination"));
        let token =
            refused("InvalidParameterValue", "Value ( a ) for parameter NextToken is invalid. The token is invalid.");
        assert_eq!(call(&twin, "&NextToken=a").error(), token);
    }

    #[test]
    fn filters_and_parameters_are_known() {
        let twin = world();
        let text = "The filter 'colour' is invalid";
        assert_eq!(
            call(&twin, "&Filter.1.Name=colour&Filter.1.Value.1=x").error(),
            refused("InvalidParameterValue", text)
        );
        assert_eq!(call(&twin, "&Filter.1.Value.1=x").error(), missing("Filter.1.Name"));
        assert_eq!(call(&twin, "&ClientToken=x").error(), unknown("ClientToken"));
        assert_eq!(call(&twin, "&DryRun=true").error(), would_succeed());
        let nobody = format!("&DryRun=true&CapacityReservationId.1={NOBODY}");
        assert_eq!(call(&twin, &nobody).error(), not_found(NOBODY));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_filter_finds_what_it_names() {
        let twin = world();
        for (name, value, expected) in [
            ("instance-type", "c5.xlarge", "c"),
            ("instance-type", "c5.*", "cd"),
            ("instance-type", "m5.?arge", "ab"),
            ("owner-id", "123456789012", "abcd"),
            ("owner-id", "999999999999", ""),
            ("instance-platform", "Windows", "c"),
            ("availability-zone", "us-east-1a", "abd"),
            ("tenancy", "dedicated", "c"),
            ("outpost-arn", "*-*", ""),
            ("state", "active", "abc"),
            ("state", "cancelled", "d"),
            ("start-date", "2026-11-21T08:00:00.000Z", "abcd"),
            ("end-date", "2027-*", "c"),
            ("end-date-type", "limited", "c"),
            ("instance-match-criteria", "targeted", "bc"),
            ("placement-group-arn", "arn*", ""),
            ("interruptible", "true", "b"),
            ("interruptible", "false", "acd"),
            ("tag-key", "Team", "c"),
            ("tag:Team", "c", "c"),
            ("tag:Team", "d", ""),
        ] {
            let answer = call(&twin, &format!("&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(found(&answer), expected, "{name} {value}");
        }
    }

    #[test]
    fn values_are_alternatives_and_filters_conditions() {
        let twin = world();
        let types = "&Filter.1.Name=instance-type&Filter.1.Value.1=m5.large&Filter.1.Value.2=c5.large";
        assert_eq!(found(&call(&twin, types)), "abd");
        assert_eq!(found(&call(&twin, &format!("{types}&Filter.2.Name=state&Filter.2.Value.1=active"))), "ab");
        let named = format!("{types}&CapacityReservationId.1={LENT}&CapacityReservationId.2=cr-0000000000000000c");
        assert_eq!(found(&call(&twin, &named)), "b");
    }

    #[test]
    fn regions_and_accounts_have_their_own() {
        let twin = world();
        assert_eq!(found(&elsewhere(&twin, "test", "us-west-2", "DescribeCapacityReservations")), "");
        assert_eq!(found(&elsewhere(&twin, "999999999999", "us-east-1", "DescribeCapacityReservations")), "");
        assert_eq!(found(&elsewhere(&twin, "test", "us-east-1", "DescribeCapacityReservations")), "abcd");
    }
}
