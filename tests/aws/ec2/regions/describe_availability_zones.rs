use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn a_zone_says_where_it_is() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.ec2("DescribeAvailabilityZones&ZoneName.1=us-east-1b").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAvailabilityZonesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><availabilityZoneInfo><item><optInStatus>opt-in-not-required</optInStatus><messageSet/><regionName>us-east-1</regionName><zoneName>us-east-1b</zoneName><zoneId>use1-az2</zoneId><groupName>us-east-1-zg-1</groupName><networkBorderGroup>us-east-1</networkBorderGroup><zoneType>availability-zone</zoneType><groupLongName>US East (N. Virginia) 1</groupLongName><zoneState>available</zoneState></item></availabilityZoneInfo></DescribeAvailabilityZonesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn zones_are_those_of_the_region() {
        let twin = Twin::empty();
        let answer = twin.ec2("DescribeAvailabilityZones&ZoneName.1=eu-west-1a").error();
        assert_eq!((answer.0, answer.1.as_str()), (400, "InvalidParameterValue"));
        assert_eq!(twin.ec2("DescribeAvailabilityZones&ZoneId.1=use1-az9").error().1, "InvalidParameterValue");
    }

    #[test]
    fn filters_are_known() {
        let answer = Twin::empty().ec2("DescribeAvailabilityZones&Filter.1.Name=colour&Filter.1.Value.1=red").error();
        assert_eq!(answer, (400, "InvalidParameterValue".into(), "The filter 'colour' is invalid".into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn all_zones_are_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("DescribeAvailabilityZones&AllAvailabilityZones=true").all("zoneName").len(), 6);
    }

    #[test]
    fn names_ids_and_filters_choose() {
        let twin = Twin::empty();
        let ids = |more: &str| twin.ec2(&format!("DescribeAvailabilityZones{more}")).all("zoneId");
        assert_eq!(ids("&ZoneId.1=use1-az3&ZoneId.2=use1-az2"), ["use1-az2", "use1-az3"]);
        assert_eq!(ids("&Filter.1.Name=zone-name&Filter.1.Value.1=*-1c"), ["use1-az3"]);
        assert_eq!(ids("&Filter.1.Name=state&Filter.1.Value.1=impaired").len(), 0);
        assert_eq!(ids("&Filter.1.Name=zone-type&Filter.1.Value.1=availability-zone").len(), 6);
    }

    #[test]
    fn a_dry_run_answers_nothing() {
        assert_eq!(Twin::empty().ec2("DescribeAvailabilityZones&DryRun=true").error().1, "DryRunOperation");
    }
}
