use super::refusals::{dry_run, invalid, refused, unknown};
use crate::support::{Answer, Twin};

fn offerings(twin: &Twin, rest: &str) -> Answer {
    twin.ec2(&format!("DescribeInstanceTypeOfferings{rest}"))
}

/// A filter.
fn filter(n: u32, name: &str, value: &str) -> String {
    format!("&Filter.{n}.Name={name}&Filter.{n}.Value.1={value}")
}

mod reading {
    use super::*;

    #[test]
    fn a_type_is_offered_in_the_region() {
        let answer = offerings(&Twin::empty(), &filter(1, "instance-type", "t3.micro"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceTypeOfferingsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceTypeOfferingSet><item><instanceType>t3.micro</instanceType><locationType>region</locationType><location>us-east-1</location></item></instanceTypeOfferingSet></DescribeInstanceTypeOfferingsResponse>
        "#);
    }

    #[test]
    fn a_type_is_offered_in_each_zone() {
        let rest = format!("&LocationType=availability-zone{}", filter(1, "instance-type", "t3.micro"));
        insta::assert_snapshot!(offerings(&Twin::empty(), &rest).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceTypeOfferingsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceTypeOfferingSet><item><instanceType>t3.micro</instanceType><locationType>availability-zone</locationType><location>us-east-1a</location></item><item><instanceType>t3.micro</instanceType><locationType>availability-zone</locationType><location>us-east-1b</location></item><item><instanceType>t3.micro</instanceType><locationType>availability-zone</locationType><location>us-east-1c</location></item><item><instanceType>t3.micro</instanceType><locationType>availability-zone</locationType><location>us-east-1d</location></item><item><instanceType>t3.micro</instanceType><locationType>availability-zone</locationType><location>us-east-1f</location></item></instanceTypeOfferingSet></DescribeInstanceTypeOfferingsResponse>
        "#);
    }

    #[test]
    fn without_offerings_the_set_is_an_empty_element() {
        let answer = offerings(&Twin::empty(), "&LocationType=outpost");
        assert!(answer.ok().contains("<instanceTypeOfferingSet/>"), "{}", answer.ok());
    }

    #[test]
    fn filters_choose() {
        let twin = Twin::empty();
        let rest = format!(
            "&LocationType=availability-zone-id{}{}",
            filter(1, "location", "use1-az2"),
            filter(2, "instance-type", "t3.*")
        );
        let answer = offerings(&twin, &rest);
        let instance_types = ["t3.2xlarge", "t3.large", "t3.medium", "t3.micro", "t3.nano", "t3.small", "t3.xlarge"];
        assert_eq!(answer.all("instanceType"), instance_types);
        assert_eq!(answer.all("location"), ["use1-az2"; 7]);
        assert_eq!(answer.all("locationType"), ["availability-zone-id"; 7]);
    }

    #[test]
    fn pages_hold_each_offering_once() {
        let twin = Twin::empty();
        let micro = format!("&LocationType=availability-zone{}", filter(1, "instance-type", "t*.micro"));
        let rest = format!("{micro}&MaxResults=7");
        let pairs = |answer: &Answer| -> Vec<(String, String)> {
            answer.all("instanceType").into_iter().zip(answer.all("location")).collect()
        };
        let all = pairs(&offerings(&twin, &micro));
        let mut answer = offerings(&twin, &rest);
        let mut paged = pairs(&answer);
        while let [token] = &answer.all("nextToken")[..] {
            assert!(paged.len() < all.len(), "a page too many");
            answer = offerings(&twin, &format!("{rest}&NextToken={}", token.replace(' ', "+")));
            paged.extend(pairs(&answer));
        }
        assert!(all.len() > 14, "there are more than two pages");
        assert_eq!(paged, all);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_kind_of_location_is_known() {
        let expected = "one of region, availability-zone, availability-zone-id, outpost";
        let error = offerings(&Twin::empty(), "&LocationType=planet").error();
        assert_eq!(error, invalid("LocationType", "planet", expected));
    }

    #[test]
    fn a_page_has_5_to_1000_offerings() {
        for (max, expected) in [("4", "greater than 5"), ("1001", "in the range 5 to 1000")] {
            let text = format!("Value ( {max} ) for parameter maxResults is invalid. Expecting a value {expected}.");
            let error = offerings(&Twin::empty(), &format!("&MaxResults={max}")).error();
            assert_eq!(error, refused("InvalidParameterValue", &text));
        }
        let text = "Value ( x ) for parameter NextToken is invalid. The token is invalid.";
        let error = offerings(&Twin::empty(), "&NextToken=x").error();
        assert_eq!(error, refused("InvalidParameterValue", text));
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::empty();
        let text = "The filter 'colour' is invalid";
        let error = offerings(&twin, &filter(1, "colour", "red")).error();
        assert_eq!(error, refused("InvalidParameterValue", text));
        assert_eq!(offerings(&twin, "&Colour=red").error(), unknown("Colour"));
        assert_eq!(offerings(&twin, "&DryRun=true").error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_offered_is_what_is_described() {
        let twin = Twin::empty();
        let described = twin.ec2("DescribeInstanceTypes").all("instanceType");
        assert_eq!(offerings(&twin, "").all("instanceType"), described);
        assert!(described.contains(&"t3.micro".to_owned()));
    }

    #[test]
    fn locations_are_those_of_the_region_that_is_called() {
        let call = |instance_type: &str| {
            let scope = "Credential=test/20261121/us-west-1/ec2/aws4_request";
            let authorization = format!("AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0");
            let body = format!(
                "Version=2016-11-15&Action=DescribeInstanceTypeOfferings&LocationType={instance_type}{}",
                filter(1, "instance-type", "t3.micro")
            );
            Twin::empty().request("POST", "", &[("authorization", &authorization)], &body).all("location")
        };
        assert_eq!(call("region"), ["us-west-1"]);
        assert_eq!(call("availability-zone"), ["us-west-1a", "us-west-1b"]);
        assert_eq!(call("availability-zone-id"), ["usw1-az1", "usw1-az3"]);
    }

    #[test]
    fn a_type_runs_where_it_is_offered() {
        let twin = Twin::empty();
        let rest = format!("&LocationType=availability-zone{}", filter(1, "instance-type", "t3.micro"));
        for zone in offerings(&twin, &rest).all("location") {
            let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
            let made = twin.ec2(&format!("{run}&Placement.AvailabilityZone={zone}"));
            assert_eq!(made.one("availabilityZone"), zone);
        }
        let instances = twin.ec2("DescribeInstances");
        assert_eq!(instances.all("availabilityZone").len(), 5, "all but us-east-1e");
    }
}
