use super::*;
use crate::alibaba::ecs::missing;

fn list(twin: &Twin, table: &str, more: &str) -> Answer {
    call(twin, &format!("DescribeRouteEntryList&RouteTableId={table}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::empty();
        let table = system_table(&twin, &make_vpc(&twin, ""));
        insta::assert_snapshot!(list(&twin, &table, "").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","TotalCount":1,"NextToken":"","RouteEntrys":{"RouteEntry":[{"Status":"Available","Type":"System","IpVersion":"ipv4","Description":"","RouteEntryName":"","DestinationCidrBlock":"100.64.0.0/10","RouteEntryId":"","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","GmtModified":"2026-11-21T08:00:00Z","NextHops":{"NextHop":[{"NextHopRegionId":"","Weight":0,"NextHopId":"","Enabled":1,"NextHopType":"service","NextHopRelatedInfo":{"InstanceId":"","InstanceType":"","RegionId":""}}]},"ServiceType":"","Origin":"SystemCreate"}]}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let table = system_table(&twin, &make_vpc(&twin, ""));
        assert_eq!(call(&twin, "DescribeRouteEntryList").error(), missing("RouteTableId"));
        for (table, more, code, text) in [
            ("vtb-nowhere", "", "InvalidRouteTable.NotFound", "Specified route table does not exist."),
            (&table, "&RouteEntryType=x", "IllegalParam.RouteEntryType", "The specified RouteEntryType is not valid."),
            (&table, "&IpVersion=ipv5", "IllegalParam.IpVersion", "The specified IpVersion is not valid."),
            (&table, "&NextToken=x", "IllegalParam.NextToken", "User nextToken is illegal."),
            (&table, "&NextHopType=x", "InvalidParameter", "The specified parameter \"NextHopType\" is not valid."),
            (&table, "&MaxResult=501", "InvalidParameter", "The specified parameter \"MaxResult\" is not valid."),
        ] {
            assert_eq!(list(&twin, table, more).error(), refusal(400, code, text), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn every_filter() {
        let twin = Twin::empty();
        let (vpc, _, instance) = with_instance(&twin);
        let table = system_table(&twin, &vpc);
        let to = format!("&DestinationCidrBlock=192.168.0.0/24&NextHopId={instance}&RouteEntryName=own");
        let made = call(&twin, &format!("CreateRouteEntry&RouteTableId={table}{to}")).json();
        let id = made["RouteEntryId"].as_str().expect("an id");
        for (filter, count) in [
            (format!("&RouteEntryId={id}"), 1),
            ("&DestinationCidrBlock=10.0.1.0/24".to_owned(), 1),
            ("&DestCidrBlockList.1=10.0.1.0/24&DestCidrBlockList.2=192.168.0.0/24".to_owned(), 2),
            ("&RouteEntryName=own".to_owned(), 1),
            ("&RouteEntryType=System".to_owned(), 2),
            ("&RouteEntryType=CEN".to_owned(), 0),
            ("&IpVersion=ipv6".to_owned(), 0),
            (format!("&NextHopId={instance}"), 1),
            ("&NextHopType=Instance".to_owned(), 1),
            ("&NextHopType=service".to_owned(), 1),
            ("&ServiceType=TR".to_owned(), 0),
        ] {
            assert_eq!(entries(&twin, &table, &filter).len(), count, "{filter}");
        }
    }

    #[test]
    fn pages_follow_each_other() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        make_v_switch(&twin, &vpc, "");
        let table = system_table(&twin, &vpc);
        let first = list(&twin, &table, "&MaxResult=1").json();
        let token = first["NextToken"].as_str().expect("a token");
        assert_eq!((first["TotalCount"].as_i64(), token.is_empty()), (Some(2), false));
        let second = list(&twin, &table, &format!("&MaxResult=1&NextToken={token}")).json();
        assert_eq!(second["NextToken"], "");
        let beyond = list(&twin, &table, &format!("&NextToken={}", usize::MAX)).json();
        assert_eq!(beyond["RouteEntrys"]["RouteEntry"], serde_json::json!([]));
        assert_ne!(first["RouteEntrys"], second["RouteEntrys"]);
    }
}
