use super::*;

const PLAIN: &str = "&InstanceType=m5.large&InstancePlatform=Linux/UNIX&InstanceCount=3";

fn create(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("CreateCapacityReservation{parameters}"))
}

fn all(twin: &Twin) -> Vec<String> {
    twin.ec2("DescribeCapacityReservations").all("capacityReservationId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_reservation() {
        let twin = Twin::empty();
        insta::assert_snapshot!(lines(&create(&twin, PLAIN)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateCapacityReservationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservation><capacityReservationId>cr-01203828746c4d98f</capacityReservationId>
        <ownerId>123456789012</ownerId><capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-01203828746c4d98f</capacityReservationArn>
        <availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform>
        <availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>3</totalInstanceCount>
        <availableInstanceCount>3</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage>
        <state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType>
        <instanceMatchCriteria>open</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate>
        <reservationType>default</reservationType><interruptible>false</interruptible></capacityReservation>
        </CreateCapacityReservationResponse>
        "#);
    }

    #[test]
    fn the_answer_repeats_what_was_asked() {
        let twin = Twin::empty();
        let parameters = "&InstanceType=c5.xlarge&InstancePlatform=Windows&InstanceCount=1000&AvailabilityZone=us-east-1c\
             &Tenancy=dedicated&EbsOptimized=true&EphemeralStorage=false&EndDateType=limited&EndDate=2027-01-01T00:00:00Z\
             &InstanceMatchCriteria=targeted&TagSpecifications.1.ResourceType=capacity-reservation\
             &TagSpecifications.1.Tag.1.Key=Name&TagSpecifications.1.Tag.1.Value=a+%3C+b&ClientToken=one";
        insta::assert_snapshot!(lines(&create(&twin, parameters)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateCapacityReservationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservation><capacityReservationId>cr-01203828746c4d98f</capacityReservationId>
        <ownerId>123456789012</ownerId><capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-01203828746c4d98f</capacityReservationArn>
        <availabilityZoneId>use1-az6</availabilityZoneId><instanceType>c5.xlarge</instanceType><instancePlatform>Windows</instancePlatform>
        <availabilityZone>us-east-1c</availabilityZone><tenancy>dedicated</tenancy><totalInstanceCount>1000</totalInstanceCount>
        <availableInstanceCount>1000</availableInstanceCount><ebsOptimized>true</ebsOptimized><ephemeralStorage>false</ephemeralStorage>
        <state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDate>2027-01-01T00:00:00.000Z</endDate>
        <endDateType>limited</endDateType><instanceMatchCriteria>targeted</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate>
        <tagSet>
        <item><key>Name</key><value>a &lt; b</value></item></tagSet><reservationType>default</reservationType>
        <interruptible>false</interruptible></capacityReservation></CreateCapacityReservationResponse>
        "#);
    }

    #[test]
    fn a_zone_has_a_name_and_an_id() {
        let twin = Twin::empty();
        for zone in ["AvailabilityZone=us-east-1d", "AvailabilityZoneId=use1-az1", "AvailabilityZone=use1-az1"] {
            let answer = create(&twin, &format!("{PLAIN}&{zone}"));
            assert_eq!(
                (answer.one("availabilityZone"), answer.one("availabilityZoneId")),
                ("us-east-1d".into(), "use1-az1".into())
            );
        }
        assert_eq!(create(&twin, &format!("{PLAIN}&AvailabilityZone=")).one("availabilityZone"), "us-east-1a");
    }

    #[test]
    fn tags_come_in_the_plural_and_in_the_singular() {
        let twin = Twin::empty();
        for name in ["TagSpecifications", "TagSpecification"] {
            let tag =
                format!("&{name}.1.ResourceType=capacity-reservation&{name}.1.Tag.1.Key=k&{name}.1.Tag.1.Value=v");
            let answer = create(&twin, &format!("{PLAIN}{tag}"));
            assert_eq!((answer.one("key"), answer.one("value")), ("k".into(), "v".into()), "{name}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_milliseconds() {
        let twin = Twin::empty();
        for (asked, shown) in [
            ("2026-11-21T08:00:01Z", "2026-11-21T08:00:01.000Z"),
            ("2026-11-22T10:00:00.500Z", "2026-11-22T10:00:00.500Z"),
            ("2026-11-22T10:00:00%2B02:00", "2026-11-22T08:00:00.000Z"),
        ] {
            let answer = create(&twin, &format!("{PLAIN}&EndDateType=limited&EndDate={asked}"));
            assert_eq!((answer.one("endDate"), answer.one("endDateType")), (shown.into(), "limited".into()));
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn three_parameters_are_needed() {
        let twin = Twin::empty();
        for name in ["InstanceType", "InstancePlatform", "InstanceCount"] {
            let rest: String = PLAIN
                .split('&')
                .skip(1)
                .filter(|pair| !pair.starts_with(name))
                .map(|pair| format!("&{pair}"))
                .collect();
            assert_eq!(create(&twin, &rest).error(), missing(name));
            assert_eq!(create(&twin, &format!("{rest}&{name}=")).error(), missing(name));
        }
        assert!(all(&twin).is_empty());
    }

    #[test]
    fn values_are_of_their_kind() {
        let twin = Twin::empty();
        let call = |name: &str, value: &str| {
            let rest: String = PLAIN
                .split('&')
                .skip(1)
                .filter(|pair| !pair.starts_with(name))
                .map(|pair| format!("&{pair}"))
                .collect();
            create(&twin, &format!("{rest}&{name}={value}")).error()
        };
        let text = |text: &str| refused("InvalidParameterValue", text);
        assert_eq!(call("InstanceType", "m5.huge"), text("Invalid value 'm5.huge' for InstanceType."));
        for count in ["0", "-1", "1001"] {
            assert_eq!(call("InstanceCount", count), invalid("InstanceCount", count, "a number from 1 to 1000"));
        }
        assert_eq!(call("InstanceCount", "all"), invalid("InstanceCount", "all", "an integer in range"));
        assert_eq!(call("Tenancy", "host"), invalid("Tenancy", "host", "one of default, dedicated"));
        let criteria = invalid("InstanceMatchCriteria", "any", "one of open, targeted");
        assert_eq!(call("InstanceMatchCriteria", "any"), criteria);
        assert_eq!(call("EndDateType", "never"), invalid("EndDateType", "never", "one of unlimited, limited"));
        assert_eq!(call("EbsOptimized", "1"), invalid("EbsOptimized", "1", "true or false"));
        assert_eq!(call("AvailabilityZone", "us-east-2a"), text("Invalid availability zone: [us-east-2a]"));
        let (status, code, message) = call("InstancePlatform", "Linux");
        assert_eq!((status, code.as_str()), (400, "InvalidParameterValue"));
        let begin = "Value (Linux) for parameter InstancePlatform is invalid. Expected: one of Linux/UNIX, Red Hat Enterprise Linux, SUSE Linux, Windows,";
        assert!(message.starts_with(begin) && message.ends_with(", Ubuntu Pro."), "{message}");
        assert!(all(&twin).is_empty());
    }

    #[test]
    fn the_end_date_goes_with_its_type() {
        let twin = Twin::empty();
        let call = |end: &str| create(&twin, &format!("{PLAIN}{end}")).error();
        assert_eq!(call("&EndDateType=limited"), missing("EndDate"));
        let alone = refused("InvalidParameterCombination", "EndDate can be used only with the EndDateType 'limited'.");
        assert_eq!(call("&EndDate=2027-01-01T00:00:00Z"), alone);
        assert_eq!(call("&EndDate=2027-01-01T00:00:00Z&EndDateType=unlimited"), alone);
        for date in ["2026-11-21T08:00:00Z", "2020-01-01T00:00:00Z", "tomorrow", "2027-13-01T00:00:00Z"] {
            let future = invalid("EndDate", date, "a time in the future, as in 2027-01-01T00:00:00Z");
            assert_eq!(call(&format!("&EndDateType=limited&EndDate={date}")), future);
        }
    }

    #[test]
    fn what_is_not_modelled_is_refused() {
        let twin = Twin::empty();
        for (name, value) in [
            ("OutpostArn", "arn:aws:outposts:us-east-1:123456789012:outpost/op-1"),
            ("PlacementGroupArn", "arn:aws:ec2:us-east-1:123456789012:placement-group/g"),
            ("EphemeralStorage", "true"),
        ] {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            assert_eq!(
                create(&twin, &format!("{PLAIN}&{name}={value}")).error(),
                refused("UnsupportedOperation", &text)
            );
        }
        assert_eq!(create(&twin, &format!("{PLAIN}&Colour=red")).error(), unknown("Colour"));
        assert!(all(&twin).is_empty());
    }

    #[test]
    fn tags_keep_to_the_rules() {
        let twin = Twin::empty();
        let call = |tags: &str| create(&twin, &format!("{PLAIN}{tags}")).error();
        let instance_type = "&TagSpecifications.1.ResourceType=capacity-reservation";
        assert_eq!(call("&TagSpecification.1.Tag.1.Key=a"), missing("TagSpecification.1.ResourceType"));
        assert_eq!(
            call(&format!("{instance_type}&TagSpecifications.1.Tag.1.Value=a")),
            missing("TagSpecifications.1.Tag.1.Key")
        );
        let text = "Tag keys starting with 'aws:' are reserved for internal use";
        assert_eq!(
            call(&format!("{instance_type}&TagSpecifications.1.Tag.1.Key=aws:a")),
            refused("InvalidParameterValue", text)
        );
        let twice = "&TagSpecifications.1.Tag.1.Key=a&TagSpecifications.1.Tag.2.Key=a";
        assert_eq!(
            call(&format!("{instance_type}{twice}")),
            refused("InvalidParameterValue", "Duplicate tag key 'a' specified.")
        );
        let long = format!("{instance_type}&TagSpecifications.1.Tag.1.Key={}", "k".repeat(129));
        let text = "Tag keys have at most 128 characters, tag values at most 256.";
        assert_eq!(call(&long), refused("InvalidParameterValue", text));
        let many: String = (1..=51).map(|n| format!("&TagSpecifications.1.Tag.{n}.Key=k{n}")).collect();
        let text = "The maximum number of Tags for a resource has been reached.";
        assert_eq!(call(&format!("{instance_type}{many}")), refused("TagLimitExceeded", text));
        let other = call("&TagSpecifications.1.ResourceType=instance&TagSpecifications.1.Tag.1.Key=a");
        let text = "'instance' is not a valid taggable resource type for this operation.";
        assert_eq!(other, refused("InvalidParameterValue", text));
        assert!(all(&twin).is_empty());
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(create(&twin, &format!("{PLAIN}&DryRun=true")).error(), would_succeed());
        assert_eq!(create(&twin, "&DryRun=true&InstanceType=m5.large").error(), missing("InstancePlatform"));
        assert!(all(&twin).is_empty());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_takes_in_running_instances_that_match() {
        let twin = Twin::empty();
        let here = "&Placement.AvailabilityZone=us-east-1b";
        let [first, second, wants_none] = ["", "", "none"].map(|preference| {
            let choice = "&CapacityReservationSpecification.CapacityReservationPreference=";
            let choice = if preference.is_empty() { String::new() } else { format!("{choice}{preference}") };
            launch(&twin, &format!("{here}{choice}")).one("instanceId")
        });
        let at = "&AvailabilityZone=us-east-1b";
        let targeted = create(&twin, &format!("{PLAIN}{at}&InstanceMatchCriteria=targeted"));
        assert_eq!(counts(&twin, &targeted.one("capacityReservationId")), (3, 3), "nobody has asked for it");
        let open = create(&twin, &format!("{PLAIN}{at}"));
        assert_eq!(open.one("availableInstanceCount"), "3", "as it is when it is made");
        let open = open.one("capacityReservationId");
        assert_eq!(counts(&twin, &open), (3, 1));
        let held = |id: &str| twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).all("capacityReservationId");
        assert_eq!([held(&first), held(&second)], [[open.clone()], [open]]);
        assert_eq!(held(&wants_none), [""; 0]);
    }

    #[test]
    fn an_open_one_takes_in_whoever_matches() {
        let twin = Twin::empty();
        let id = create(&twin, &format!("{}&AvailabilityZone=us-east-1b", PLAIN.replace("Count=3", "Count=2")))
            .one("capacityReservationId");
        assert_eq!(counts(&twin, &id), (2, 2));
        let held = |parameters: &str| launch(&twin, parameters).all("capacityReservationId");
        let here = "&Placement.AvailabilityZone=us-east-1b";
        assert_eq!(held(here), [id.as_str()]);
        assert_eq!(held("&Placement.AvailabilityZone=us-east-1a"), [""; 0], "another zone");
        assert_eq!(held(&format!("{here}&Placement.Tenancy=dedicated")), [""; 0], "another tenancy");
        let windows = "&ImageId=ami-0fedcba9876543210&InstanceType=m5.large&MinCount=1&MaxCount=1";
        let windows = twin.ec2(&format!("RunInstances{windows}{here}"));
        windows.ok();
        assert_eq!(windows.all("capacityReservationId"), [""; 0], "another platform");
        let none = format!("{here}&CapacityReservationSpecification.CapacityReservationPreference=none");
        assert_eq!(held(&none), [""; 0], "one that wants none");
        assert_eq!(counts(&twin, &id), (2, 1));
        assert_eq!(held(here), [id.as_str()]);
        assert_eq!(held(here), [""; 0], "the next runs on demand");
        assert_eq!(counts(&twin, &id), (2, 0));
    }

    #[test]
    fn a_targeted_one_takes_in_who_names_it() {
        let twin = Twin::empty();
        let id = create(&twin, &format!("{PLAIN}&InstanceMatchCriteria=targeted")).one("capacityReservationId");
        assert!(launch(&twin, "").all("capacityReservationId").is_empty());
        // In the reservation and in the specification.
        assert_eq!(launch(&twin, &target(&id)).all("capacityReservationId"), [id.as_str(), id.as_str()]);
        assert_eq!(counts(&twin, &id), (3, 2));
    }

    #[test]
    fn it_expires_at_its_end_date_and_its_instances_run_on() {
        let twin = Twin::empty();
        let end = "&EndDateType=limited&EndDate=2026-11-21T09:00:00Z";
        let id = create(&twin, &format!("{PLAIN}{end}")).one("capacityReservationId");
        let instance = launch(&twin, "").one("instanceId");
        twin.advance("59m59s");
        assert_eq!((reservation_state(&twin, &id), counts(&twin, &id)), ("active".into(), (3, 2)));
        twin.advance("1s");
        assert_eq!((reservation_state(&twin, &id), counts(&twin, &id)), ("expired".into(), (3, 0)));
        assert_eq!(state(&twin, &instance), "running");
    }

    #[test]
    fn a_token_makes_one_reservation() {
        let twin = Twin::empty();
        let first = create(&twin, &format!("{PLAIN}&ClientToken=t"));
        assert_eq!(anonymous(&first), anonymous(&create(&twin, &format!("{PLAIN}&ClientToken=t"))));
        assert_eq!(all(&twin).len(), 1);
        let other = create(&twin, &format!("{PLAIN}&ClientToken=t&EbsOptimized=true"));
        assert_eq!(other.error(), refused("IdempotentParameterMismatch", MISMATCH));
        create(&twin, &format!("{PLAIN}&ClientToken=T")).ok();
        assert_eq!(all(&twin).len(), 2, "case matters");
        create(&twin, PLAIN).ok();
        assert_eq!(all(&twin).len(), 3);
    }
}
