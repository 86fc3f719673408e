use crate::aws::ec2::elsewhere;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn a_zone_says_where_it_is() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.ec2("DescribeAvailabilityZones&ZoneName.1=us-east-1b").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAvailabilityZonesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><availabilityZoneInfo><item><zoneName>us-east-1b</zoneName><zoneId>use1-az4</zoneId><zoneState>available</zoneState><regionName>us-east-1</regionName><groupName>us-east-1-zg-1</groupName><optInStatus>opt-in-not-required</optInStatus><networkBorderGroup>us-east-1</networkBorderGroup><zoneType>availability-zone</zoneType><groupLongName>US East (N. Virginia) 1</groupLongName><messageSet/><geographySet><item><name>United States of America</name></item></geographySet><subGeographySet><item><name>Virginia</name></item></subGeographySet></item></availabilityZoneInfo></DescribeAvailabilityZonesResponse>
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
    fn local_zones_are_there_when_asked_for() {
        let twin = Twin::empty();
        for (region, zones, local) in [("us-east-1", 6, 14), ("us-west-2", 4, 8), ("eu-west-1", 3, 0)] {
            let call = |more: &str| elsewhere(&twin, "test", region, &format!("DescribeAvailabilityZones{more}"));
            assert_eq!(call("").all("zoneName").len(), zones, "{region}");
            let all = call("&AllAvailabilityZones=true");
            assert_eq!(all.all("zoneName").len(), zones + local, "{region}");
            assert_eq!(all.all("parentZoneId").len(), local, "{region}");
        }
        let name = "DescribeAvailabilityZones&ZoneName.1=us-east-1-bue-1a";
        assert_eq!(twin.ec2(name).error().1, "InvalidParameterValue");
        let zone = twin.ec2(&format!("{name}&AllAvailabilityZones=true"));
        insta::assert_snapshot!(crate::aws::ec2::lines(&zone), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAvailabilityZonesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>402b67ff-6ba4-4ba0-9790-ab0f2eba07ea</requestId><availabilityZoneInfo>
        <item><zoneName>us-east-1-bue-1a</zoneName><zoneId>use1-bue1-az1</zoneId><zoneState>available</zoneState>
        <regionName>us-east-1</regionName><groupName>us-east-1-bue-1</groupName><optInStatus>not-opted-in</optInStatus>
        <networkBorderGroup>us-east-1-bue-1</networkBorderGroup><zoneType>local-zone</zoneType><parentZoneName>us-east-1a</parentZoneName>
        <parentZoneId>use1-az2</parentZoneId><groupLongName>Argentina (Buenos Aires)</groupLongName><messageSet/>
        <geographySet>
        <item><name>Argentina</name></item></geographySet><subGeographySet/></item></availabilityZoneInfo>
        </DescribeAvailabilityZonesResponse>
        "#);
        let parent = "&AllAvailabilityZones=true&Filter.1.Name=parent-zone-name&Filter.1.Value.1=us-east-1b";
        let names = twin.ec2(&format!("DescribeAvailabilityZones{parent}")).all("zoneName");
        assert_eq!(names, ["us-east-1-bos-1a", "us-east-1-dfw-2a"]);
    }

    #[test]
    fn no_subnet_is_in_a_local_zone() {
        let twin = Twin::empty();
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.1.0.0/16").one("vpcId");
        let call = format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.1.0.0/24&AvailabilityZone=us-east-1-bue-1a");
        assert_eq!(twin.ec2(&call).error().1, "InvalidParameterValue");
    }

    #[test]
    fn names_ids_and_filters_choose() {
        let twin = Twin::empty();
        let ids = |more: &str| twin.ec2(&format!("DescribeAvailabilityZones{more}")).all("zoneId");
        assert_eq!(ids("&ZoneId.1=use1-az3&ZoneId.2=use1-az2"), ["use1-az2", "use1-az3"], "the order of their names");
        assert_eq!(ids("&Filter.1.Name=zone-name&Filter.1.Value.1=*-1c"), ["use1-az6"]);
        assert_eq!(ids("&Filter.1.Name=state&Filter.1.Value.1=impaired").len(), 0);
        assert_eq!(ids("&Filter.1.Name=zone-type&Filter.1.Value.1=availability-zone").len(), 6);
    }

    #[test]
    fn a_dry_run_answers_nothing() {
        assert_eq!(Twin::empty().ec2("DescribeAvailabilityZones&DryRun=true").error().1, "DryRunOperation");
    }
}
