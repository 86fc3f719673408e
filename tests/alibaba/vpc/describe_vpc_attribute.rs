use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::{dry_run, missing, refusal};
use crate::support::{Answer, Twin};

fn describe(twin: &Twin, vpc: &str) -> Answer {
    twin.vpc(&format!("DescribeVpcAttribute&RegionId=cn-hangzhou&VpcId={vpc}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&VpcName=web&Tag.1.Key=Stage&Tag.1.Value=test");
        insta::assert_snapshot!(describe(&twin, &vpc).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","VpcId":"vpc-bpgdc5irqtnjwspllcos","VpcName":"web","Description":"","RegionId":"cn-hangzhou","Status":"Available","CidrBlock":"10.0.0.0/16","IsDefault":false,"CreationTime":"2026-11-21T08:00:00Z","OwnerId":1234567890123456,"ResourceGroupId":"","VRouterId":"vrt-bpgdc5k87trk5kz4urm7","VSwitchIds":{"VSwitchId":[]},"UserCidrs":{"UserCidr":[]},"SecondaryCidrBlocks":{"SecondaryCidrBlock":[]},"EnabledIpv6":false,"Ipv6CidrBlock":"","Ipv6CidrBlocks":{"Ipv6CidrBlock":[]},"DhcpOptionsSetId":"","DhcpOptionsSetStatus":"","DnsHostnameStatus":"DISABLED","Tags":{"Tag":[{"Key":"Stage","Value":"test"}]},"ClassicLinkEnabled":false,"SupportIpv4Gateway":false,"Ipv4GatewayId":"","AssociatedCens":{"AssociatedCen":[]},"AssociatedPropagationSources":{"AssociatedPropagationSources":[]},"CloudResources":{"CloudResourceSetType":[{"ResourceType":"VSwitch","ResourceCount":0},{"ResourceType":"VRouter","ResourceCount":1},{"ResourceType":"RouteTable","ResourceCount":1}]}}"#);
        let xml = twin.vpc_xml(&format!("DescribeVpcAttribute&RegionId=cn-hangzhou&VpcId={vpc}&IsDefault=false"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeVpcAttributeResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><VpcName>web</VpcName><Description/><RegionId>cn-hangzhou</RegionId><Status>Available</Status><CidrBlock>10.0.0.0/16</CidrBlock><IsDefault>false</IsDefault><CreationTime>2026-11-21T08:00:00Z</CreationTime><OwnerId>1234567890123456</OwnerId><ResourceGroupId/><VRouterId>vrt-bpgdc5k87trk5kz4urm7</VRouterId><VSwitchIds/><UserCidrs/><SecondaryCidrBlocks/><EnabledIpv6>false</EnabledIpv6><Ipv6CidrBlock/><Ipv6CidrBlocks/><DhcpOptionsSetId/><DhcpOptionsSetStatus/><DnsHostnameStatus>DISABLED</DnsHostnameStatus><Tags><Tag><Key>Stage</Key><Value>test</Value></Tag></Tags><ClassicLinkEnabled>false</ClassicLinkEnabled><SupportIpv4Gateway>false</SupportIpv4Gateway><Ipv4GatewayId/><AssociatedCens/><AssociatedPropagationSources/><CloudResources><CloudResourceSetType><ResourceType>VSwitch</ResourceType><ResourceCount>0</ResourceCount></CloudResourceSetType><CloudResourceSetType><ResourceType>VRouter</ResourceType><ResourceCount>1</ResourceCount></CloudResourceSetType><CloudResourceSetType><ResourceType>RouteTable</ResourceType><ResourceCount>1</ResourceCount></CloudResourceSetType></CloudResources></DescribeVpcAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("DescribeVpcAttribute&VpcId=vpc-1").error(), missing("RegionId"));
        assert_eq!(twin.vpc("DescribeVpcAttribute&RegionId=cn-hangzhou").error(), missing("VpcId"));
        let text = "Specified VPC can not found.";
        assert_eq!(describe(&twin, "vpc-nowhere").error(), refusal(400, "Forbidden.VpcNotFound", text));
        let vpc = make_vpc(&twin, "");
        assert_eq!(describe(&twin, &format!("{vpc}&DryRun=true")).error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_in_it_is_counted() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let count = || describe(&twin, &vpc).json()["CloudResources"]["CloudResourceSetType"][0].clone();
        assert_eq!(count(), serde_json::json!({"ResourceType": "VSwitch", "ResourceCount": 0}));
        let switch = make_v_switch(&twin, &vpc, "");
        assert_eq!(count()["ResourceCount"], 1);
        assert_eq!(describe(&twin, &vpc).json()["VSwitchIds"]["VSwitchId"], serde_json::json!([switch]));
    }
}
