use crate::alibaba::ecs::{in_every_shape, invalid, missing};
use crate::support::{Answer, Twin};

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeVpcs&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        insta::assert_snapshot!(in_every_shape("", "DescribeVpcs", "RegionId=cn-hangzhou&IsDefault=true&PageSize=50"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":50,"Vpcs":{"Vpc":[{"VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VpcName":"","Description":"","RegionId":"cn-hangzhou","Status":"Available","CidrBlock":"172.16.0.0/12","IsDefault":true,"CreationTime":"2020-01-01T00:00:00Z","VRouterId":"vrt-bpbp1o5foqz2k42ztupb","VSwitchIds":{"VSwitchId":["vsw-bpgdc52pz2dbgso4c344","vsw-bpgdc547my7uks6j4g0x","vsw-bpgdc563ni1erzdrldci","vsw-bpgdc58tjpqk1q6ce6gr","vsw-bpgdc5aqyro2r9iun9v8","vsw-bpgdc5c9wqailtle8zrw","vsw-bpgdc5ebka62lge4yftk"]},"UserCidrs":{"UserCidr":[]}}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        insta::assert_snapshot!(Twin::empty().ecs_xml("DescribeVpcs&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVpcsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><Vpcs><Vpc><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><VpcName/><Description/><RegionId>cn-hangzhou</RegionId><Status>Available</Status><CidrBlock>172.16.0.0/12</CidrBlock><IsDefault>true</IsDefault><CreationTime>2020-01-01T00:00:00Z</CreationTime><VRouterId>vrt-bpbp1o5foqz2k42ztupb</VRouterId><VSwitchIds><VSwitchId>vsw-bpgdc52pz2dbgso4c344</VSwitchId><VSwitchId>vsw-bpgdc547my7uks6j4g0x</VSwitchId><VSwitchId>vsw-bpgdc563ni1erzdrldci</VSwitchId><VSwitchId>vsw-bpgdc58tjpqk1q6ce6gr</VSwitchId><VSwitchId>vsw-bpgdc5aqyro2r9iun9v8</VSwitchId><VSwitchId>vsw-bpgdc5c9wqailtle8zrw</VSwitchId><VSwitchId>vsw-bpgdc5ebka62lge4yftk</VSwitchId></VSwitchIds><UserCidrs/></Vpc></Vpcs></DescribeVpcsResponse>"#);
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
