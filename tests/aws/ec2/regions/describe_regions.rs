use super::*;
use crate::support::{Answer, Twin};

fn call(parameters: &str) -> Answer {
    Twin::empty().ec2(&format!("DescribeRegions{parameters}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_name_endpoint_and_status() {
        insta::assert_snapshot!(lines(&call("&RegionName.1=eu-south-1&RegionName.2=us-east-1")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><regionInfo>
        <item><regionName>us-east-1</regionName><regionEndpoint>127.0.0.1:4780</regionEndpoint><optInStatus>opt-in-not-required</optInStatus>
        <geographySet>
        <item><name>United States of America</name></item></geographySet></item>
        <item><regionName>eu-south-1</regionName><regionEndpoint>127.0.0.1:4780</regionEndpoint><optInStatus>not-opted-in</optInStatus>
        <geographySet>
        <item><name>Italy</name></item></geographySet></item></regionInfo></DescribeRegionsResponse>
        "#);
    }

    #[test]
    fn an_empty_set_is_an_empty_element() {
        insta::assert_snapshot!(lines(&call("&Filter.1.Name=region-name&Filter.1.Value.1=none")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><regionInfo/></DescribeRegionsResponse>
        "#);
    }

    #[test]
    fn old_versions_are_answered_in_their_own_name() {
        let twin = Twin::empty();
        let answer = twin.get("Action=DescribeRegions&Version=2014-05-01&RegionName.1=us-east-1", &[]);
        let xmlns = "<DescribeRegionsResponse xmlns=\"http://ec2.amazonaws.com/doc/2014-05-01/\">";
        assert!(answer.ok().contains(xmlns), "{}", answer.ok());
    }

    #[test]
    fn the_request_id_is_in_header_and_body() {
        let answer = call("");
        answer.ok();
        assert_eq!(answer.header("x-amzn-requestid"), Some(answer.one("requestId").as_str()));
        assert_eq!(answer.0.content_type, "text/xml;charset=UTF-8");
        let refusal = call("&RegionName.1=mars");
        assert_eq!(refusal.header("x-amzn-requestid"), Some(refusal.one("RequestID").as_str()));
        insta::assert_snapshot!(refusal.0.body, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <Response><Errors><Error><Code>InvalidParameterValue</Code><Message>Invalid region: mars</Message></Error></Errors><RequestID>20779a5d-4016-42bb-b40f-90f64a9f79d1</RequestID></Response>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn regions_exist() {
        let text = "Invalid region: us-east-9";
        assert_eq!(
            call("&RegionName.1=us-east-1&RegionName.2=us-east-9").error(),
            refused("InvalidParameterValue", text)
        );
    }

    #[test]
    fn filters_and_parameters_are_known() {
        let text = "The filter 'zone' is invalid";
        assert_eq!(call("&Filter.1.Name=zone&Filter.1.Value.1=a").error(), refused("InvalidParameterValue", text));
        assert_eq!(call("&Filter.1.Value.1=a").error(), missing("Filter.1.Name"));
        assert_eq!(call("&MaxResults=5").error(), unknown("MaxResults"));
        let text = "Value (all) for parameter AllRegions is invalid. Expected: true or false.";
        assert_eq!(call("&AllRegions=all").error(), refused("InvalidParameterValue", text));
    }

    #[test]
    fn a_dry_run_is_refused() {
        assert_eq!(call("&DryRun=true").error(), would_succeed());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn those_that_need_opting_in_are_shown_when_asked_for() {
        let usual = call("").all("regionName");
        assert_eq!(usual.len(), 17);
        assert!(usual.contains(&"us-east-1".to_owned()) && !usual.contains(&"eu-south-1".to_owned()));
        let all = call("&AllRegions=true");
        let opt_in = all.all("optInStatus").iter().filter(|status| *status == "not-opted-in").count();
        assert_eq!(all.all("regionName").len(), usual.len() + opt_in);
        assert!(opt_in > 0);
        assert_eq!(call("&AllRegions=false").all("regionName"), usual);
    }

    #[test]
    fn filters_choose() {
        let names = |filter: &str, value: &str| {
            call(&format!("&AllRegions=true&Filter.1.Name={filter}&Filter.1.Value.1={value}")).all("regionName")
        };
        assert_eq!(names("region-name", "us-*"), ["us-east-1", "us-east-2", "us-west-1", "us-west-2"]);
        assert_eq!(names("region-name", "us-east-?"), ["us-east-1", "us-east-2"]);
        assert!(names("opt-in-status", "not-opted-in").contains(&"af-south-1".to_owned()));
        assert!(names("opt-in-status", "opted-in").is_empty());
        assert_eq!(names("endpoint", "127.0.0.1:4780").len(), names("region-name", "*").len());
        assert!(names("endpoint", "ec2.us-east-1.amazonaws.com").is_empty());
    }

    #[test]
    fn the_endpoint_is_the_host_that_was_called() {
        let twin = Twin::empty();
        let parameters = "Action=DescribeRegions&Version=2016-11-15&RegionName.1=us-west-2";
        for host in ["localhost:9000", "ec2.eu-west-1.amazonaws.com"] {
            assert_eq!(twin.get(parameters, &[("host", host)]).one("regionEndpoint"), host);
        }
    }

    #[test]
    fn every_region_answers_the_same() {
        let twin = Twin::empty();
        let there = elsewhere(&twin, "999999999999", "sa-east-1", "DescribeRegions&AllRegions=true");
        let here = elsewhere(&twin, "test", "us-east-1", "DescribeRegions&AllRegions=true");
        assert_eq!(there.all("regionName"), here.all("regionName"));
    }

    /// Those of botocore 1.44.8, by partition.
    const WORLDS: &[(&str, &str, &str, &[&str])] = &[
        ("aws", "amazonaws.com", "us-east-1", &["ap-east-2", "ap-southeast-5", "ap-southeast-6", "mx-central-1"]),
        ("aws-cn", "amazonaws.com.cn", "cn-north-1", &["cn-north-1", "cn-northwest-1"]),
        ("aws-us-gov", "amazonaws.com", "us-gov-west-1", &["us-gov-east-1", "us-gov-west-1"]),
        ("aws-iso", "c2s.ic.gov", "us-iso-east-1", &["us-iso-east-1", "us-iso-west-1"]),
        ("aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1", &["us-isob-east-1", "us-isob-west-1"]),
        ("aws-iso-e", "cloud.adc-e.uk", "eu-isoe-west-1", &["eu-isoe-west-1"]),
        ("aws-iso-f", "csp.hci.ic.gov", "us-isof-east-1", &["us-isof-east-1", "us-isof-south-1"]),
        ("aws-eusc", "amazonaws.eu", "eusc-de-east-1", &["eusc-de-east-1"]),
    ];

    #[test]
    fn every_region_is_a_world_of_its_own() {
        let twin = Twin::empty();
        let mut count = 0;
        for (partition, suffix, home, some) in WORLDS {
            let all = elsewhere(&twin, "test", home, "DescribeRegions&AllRegions=true").all("regionName");
            assert!(some.iter().all(|name| all.iter().any(|region| region == name)), "{partition}: {all:?}");
            assert!(*partition == "aws" || all.len() == some.len(), "{partition}: {all:?}");
            for region in &all {
                let zones = elsewhere(&twin, "test", region, "DescribeAvailabilityZones");
                assert!(zones.all("zoneName").iter().all(|zone| zone.starts_with(region.as_str())), "{region}");
                assert!(zones.all("regionName").iter().all(|name| name == region), "{region}");
                let subnets = elsewhere(&twin, "test", region, "DescribeSubnets");
                assert_eq!(subnets.all("subnetId").len(), zones.all("zoneName").len(), "{region}");
                let arn = format!("arn:{partition}:ec2:{region}:");
                assert!(subnets.all("subnetArn").iter().all(|text| text.starts_with(&arn)), "{region}");
            }
            let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
            elsewhere(&twin, "test", home, run).ok();
            twin.advance("1m");
            let name = elsewhere(&twin, "test", home, "DescribeInstances").one("dnsName");
            assert!(name.ends_with(&format!(".{suffix}")), "{name}");
            count += all.len();
        }
        assert_eq!(count, 46);
    }

    /// Ours: EC2 answers this in a region that the account has not opted in to.
    #[test]
    fn what_is_no_region_is_refused() {
        let twin = Twin::empty();
        let text = "AWS was not able to validate the provided access credentials";
        let error = (401, "AuthFailure".to_owned(), text.to_owned());
        for region in ["us-east-9", "us-east1", "useast-1", "local", "cn-hangzhou"] {
            assert_eq!(elsewhere(&twin, "test", region, "DescribeRegions").error(), error, "{region}");
        }
        let call = "Action=DescribeRegions&Version=2016-11-15";
        let host = [("host", "ec2.eu-west-9.amazonaws.com")];
        assert_eq!(twin.get(call, &host).error(), error);
    }
}
