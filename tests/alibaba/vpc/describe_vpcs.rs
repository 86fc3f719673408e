use super::{make_v_switch, make_vpc, vpcs};
use crate::alibaba::ecs::{dry_run, invalid, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.vpc("DescribeVpcs&RegionId=cn-hangzhou").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"Vpcs":{"Vpc":[{"VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VpcName":"","Description":"","RegionId":"cn-hangzhou","Status":"Available","CidrBlock":"172.16.0.0/12","IsDefault":true,"CreationTime":"2020-01-01T00:00:00Z","OwnerId":1234567890123456,"ResourceGroupId":"","VRouterId":"vrt-bpbp1o5foqz2k42ztupb","VSwitchIds":{"VSwitchId":["vsw-bpgdc52pz2dbgso4c344","vsw-bpgdc547my7uks6j4g0x","vsw-bpgdc563ni1erzdrldci","vsw-bpgdc58tjpqk1q6ce6gr","vsw-bpgdc5aqyro2r9iun9v8","vsw-bpgdc5c9wqailtle8zrw","vsw-bpgdc5ebka62lge4yftk"]},"UserCidrs":{"UserCidr":[]},"SecondaryCidrBlocks":{"SecondaryCidrBlock":[]},"EnabledIpv6":false,"Ipv6CidrBlock":"","Ipv6CidrBlocks":{"Ipv6CidrBlock":[]},"DhcpOptionsSetId":"","DhcpOptionsSetStatus":"","DnsHostnameStatus":"DISABLED","Tags":{"Tag":[]},"CenStatus":"","NatGatewayIds":{"NatGatewayIds":[]},"RouterTableIds":{"RouterTableIds":["vtb-bpbp1o7ftbda3mtuj2zh"]}}]}}"#);
        let vpc = make_vpc(&twin, "&VpcName=web&UserCidr=10.0.0.0/8&Tag.1.Key=Stage&Tag.1.Value=test");
        insta::assert_snapshot!(twin.vpc_xml(&format!("DescribeVpcs&RegionId=cn-hangzhou&VpcId={vpc}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVpcsResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><Vpcs><Vpc><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><VpcName>web</VpcName><Description/><RegionId>cn-hangzhou</RegionId><Status>Available</Status><CidrBlock>10.0.0.0/16</CidrBlock><IsDefault>false</IsDefault><CreationTime>2026-11-21T08:00:00Z</CreationTime><OwnerId>1234567890123456</OwnerId><ResourceGroupId/><VRouterId>vrt-bpgdc5k87trk5kz4urm7</VRouterId><VSwitchIds/><UserCidrs><UserCidr>10.0.0.0/8</UserCidr></UserCidrs><SecondaryCidrBlocks/><EnabledIpv6>false</EnabledIpv6><Ipv6CidrBlock/><Ipv6CidrBlocks/><DhcpOptionsSetId/><DhcpOptionsSetStatus/><DnsHostnameStatus>DISABLED</DnsHostnameStatus><Tags><Tag><Key>Stage</Key><Value>test</Value></Tag></Tags><CenStatus/><NatGatewayIds/><RouterTableIds><RouterTableIds>vtb-bpgdc5m215bhw5kpkvb0</RouterTableIds></RouterTableIds></Vpc></Vpcs></DescribeVpcsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        let twin = Twin::empty();
        let describe = |more: &str| twin.vpc(&format!("DescribeVpcs&RegionId=cn-hangzhou{more}"));
        assert_eq!(twin.vpc("DescribeVpcs").error(), missing("RegionId"));
        assert_eq!(describe("&PageSize=51").error(), invalid("PageSize"));
        assert_eq!(describe("&PageNumber=0").error(), invalid("PageNumber"));
        assert_eq!(describe("&DryRun=true").error(), dry_run());
        let ids = vec!["vpc-1"; 21].join(",");
        let text = "The number of vpcIds exceeds the limit.";
        let answer = describe(&format!("&VpcId={ids}"));
        assert_eq!(answer.error(), refusal(400, "InvalidVpcIdNumber.NotSupported", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_find_it() {
        let twin = Twin::empty();
        let default = vpcs(&twin, "")[0]["VpcId"].as_str().expect("an id").to_owned();
        let vpc = make_vpc(&twin, "&VpcName=web&ResourceGroupId=rg-1&Tag.1.Key=Stage&Tag.1.Value=test");
        for (more, count) in [
            (format!("&VpcId={vpc}"), 1),
            (format!("&VpcId={vpc},{default},vpc-nowhere"), 2),
            ("&VpcId=vpc-nowhere".into(), 0),
            ("&VpcName=web".into(), 1),
            ("&VpcName=we".into(), 0),
            ("&IsDefault=true".into(), 1),
            ("&IsDefault=false".into(), 1),
            ("&ResourceGroupId=rg-1".into(), 1),
            ("&ResourceGroupId=rg-2".into(), 0),
            ("&VpcOwnerId=1234567890123456".into(), 2),
            ("&VpcOwnerId=1".into(), 0),
            ("&EnableIpv6=false".into(), 2),
            ("&EnableIpv6=true".into(), 0),
            ("&DhcpOptionsSetId=dopt-1".into(), 0),
            ("&Tag.1.Key=Stage".into(), 1),
            ("&Tag.1.Key=Stage&Tag.1.Value=live".into(), 0),
            ("&PageSize=1&PageNumber=2".into(), 1),
        ] {
            assert_eq!(vpcs(&twin, &more).len(), count, "{more}");
        }
    }

    #[test]
    fn v_switches_are_listed() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let switch = make_v_switch(&twin, &vpc, "");
        let shown = &vpcs(&twin, &format!("&VpcId={vpc}"))[0];
        assert_eq!(shown["VSwitchIds"]["VSwitchId"], serde_json::json!([switch]));
    }
}
