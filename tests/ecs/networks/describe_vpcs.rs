use crate::ecs::{in_every_shape, invalid, missing};
use crate::support::{Answer, Twin};

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeVpcs&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        insta::assert_snapshot!(in_every_shape("", "DescribeVpcs", "RegionId=cn-hangzhou&IsDefault=true&PageSize=50"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":50,"Vpcs":{"Vpc":[{"VpcId":"vpc-bpdc50mx7psbn4wtsigu","VpcName":"","Description":"","RegionId":"cn-hangzhou","Status":"Available","CidrBlock":"172.16.0.0/12","IsDefault":true,"CreationTime":"2020-01-01T00:00:00Z","VRouterId":"vrt-bpp1o5ofzqk224tzpuxb","VSwitchIds":{"VSwitchId":["vsw-bpdc52zpd2gbosc44394","vsw-bpdc54m77yku6s4j0gqx","vsw-bpdc56n31iredzlrcdgi","vsw-bpdc58jtqp1k6qecg6xr","vsw-bpdc5ayqorr2i9nuv988","vsw-bpdc5cw9aqlilt8erzsw","vsw-bpdc5ekb6al2egy4tffk"]},"UserCidrs":{"UserCidr":[]}}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::empty().ecs_xml("DescribeVpcs&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVpcsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><Vpcs><Vpc><VpcId>vpc-bpdc50mx7psbn4wtsigu</VpcId><VpcName/><Description/><RegionId>cn-hangzhou</RegionId><Status>Available</Status><CidrBlock>172.16.0.0/12</CidrBlock><IsDefault>true</IsDefault><CreationTime>2020-01-01T00:00:00Z</CreationTime><VRouterId>vrt-bpp1o5ofzqk224tzpuxb</VRouterId><VSwitchIds><VSwitchId>vsw-bpdc52zpd2gbosc44394</VSwitchId><VSwitchId>vsw-bpdc54m77yku6s4j0gqx</VSwitchId><VSwitchId>vsw-bpdc56n31iredzlrcdgi</VSwitchId><VSwitchId>vsw-bpdc58jtqp1k6qecg6xr</VSwitchId><VSwitchId>vsw-bpdc5ayqorr2i9nuv988</VSwitchId><VSwitchId>vsw-bpdc5cw9aqlilt8erzsw</VSwitchId><VSwitchId>vsw-bpdc5ekb6al2egy4tffk</VSwitchId></VSwitchIds><UserCidrs/></Vpc></Vpcs></DescribeVpcsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named_and_pages_are_good() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DescribeVpcs").error(), missing("RegionId"));
        assert_eq!(describe(&twin, "&PageSize=51").error(), invalid("PageSize"));
        assert_eq!(describe(&twin, "&PageNumber=0").error(), invalid("PageNumber"));
        assert_eq!(describe(&twin, "&IsDefault=2").error(), invalid("IsDefault"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::empty();
        let id = describe(&twin, "").json()["Vpcs"]["Vpc"][0]["VpcId"].as_str().expect("an id").to_owned();
        for (more, total) in [
            (format!("&VpcId={id}"), 1),
            (format!("&VpcId={id}&IsDefault=true"), 1),
            ("&IsDefault=false".into(), 0),
            ("&VpcId=vpc-nowhere".into(), 0),
        ] {
            assert_eq!(describe(&twin, &more).json()["TotalCount"], total, "{more}");
        }
    }

    #[test]
    fn each_region_has_its_own() {
        let twin = Twin::empty();
        let id = |region: &str| {
            twin.ecs(&format!("DescribeVpcs&RegionId={region}")).json()["Vpcs"]["Vpc"][0]["VpcId"].clone()
        };
        assert_ne!(id("cn-hangzhou"), id("cn-shanghai"));
    }
}
