use super::*;
use crate::alibaba::ecs::missing;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        insta::assert_snapshot!(call(&twin, &format!("DescribeRouteTableList&VpcId={vpc}")).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","TotalCount":1,"PageNumber":1,"PageSize":10,"RouterTableList":{"RouterTableListType":[{"VpcId":"vpc-bpgdc5irqtnjwspllcos","CreationTime":"2026-11-21T08:00:00Z","Status":"Available","RouterId":"vrt-bpgdc5k87trk5kz4urm7","AssociateType":"VSwitch","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","OwnerId":1234567890123456,"Description":"","RouteTableType":"System","ResourceGroupId":"","RouterType":"VRouter","RouteTableName":"","Tags":{"Tag":[]},"VSwitchIds":{"VSwitchId":[]},"GatewayIds":{"GatewayIds":[]},"RoutePropagationEnable":true}]}}"#);
        let xml = twin.vpc_xml(&format!("DescribeRouteTableList&RegionId=cn-hangzhou&VpcId={vpc}"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeRouteTableListResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><RouterTableList><RouterTableListType><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><CreationTime>2026-11-21T08:00:00Z</CreationTime><Status>Available</Status><RouterId>vrt-bpgdc5k87trk5kz4urm7</RouterId><AssociateType>VSwitch</AssociateType><RouteTableId>vtb-bpgdc5m215bhw5kpkvb0</RouteTableId><OwnerId>1234567890123456</OwnerId><Description/><RouteTableType>System</RouteTableType><ResourceGroupId/><RouterType>VRouter</RouterType><RouteTableName/><Tags/><VSwitchIds/><GatewayIds/><RoutePropagationEnable>true</RoutePropagationEnable></RouterTableListType></RouterTableList></DescribeRouteTableListResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("DescribeRouteTableList").error(), missing("RegionId"));
        for (name, value) in [("RouterType", "x"), ("RouteTableType", "x"), ("PageNumber", "0"), ("PageSize", "51")] {
            let text = format!("The specified parameter \"{name}\" is not valid.");
            let answer = call(&twin, &format!("DescribeRouteTableList&{name}={value}"));
            assert_eq!(answer.error(), refusal(400, "InvalidParameter", &text), "{name}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn every_filter() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&ResourceGroupId=rg-1");
        let more = "&RouteTableName=own&Tag.1.Key=Stage&Tag.1.Value=x";
        call(&twin, &format!("CreateRouteTable&VpcId={vpc}{more}")).ok();
        let system = &tables(&twin, &format!("&VpcId={vpc}&RouteTableType=System"))[0];
        let router = system["RouterId"].as_str().expect("an id");
        for (filter, count) in [
            (String::new(), 3),
            (format!("&VpcId={vpc}"), 2),
            (format!("&RouterId={router}"), 2),
            ("&RouterType=VBR".to_owned(), 0),
            (format!("&RouteTableId={}", system["RouteTableId"].as_str().expect("an id")), 1),
            ("&RouteTableName=own".to_owned(), 1),
            ("&RouteTableType=Custom".to_owned(), 1),
            ("&ResourceGroupId=rg-1".to_owned(), 2),
            ("&Tag.1.Key=Stage&Tag.1.Value=x".to_owned(), 1),
            ("&Tag.1.Key=Stage&Tag.1.Value=y".to_owned(), 0),
            (format!("&VpcId={vpc}&PageSize=1&PageNumber=2"), 1),
        ] {
            assert_eq!(tables(&twin, &filter).len(), count, "{filter}");
        }
    }

    #[test]
    fn what_was_made_last_is_first() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        twin.advance("1s");
        let table = make_table(&twin, &vpc);
        assert_eq!(tables(&twin, "")[0]["RouteTableId"], table);
    }
}
