use super::*;

fn describe(twin: &Twin, more: &str) -> Answer {
    call(twin, &format!("DescribeRouteTables{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::empty();
        let (vpc, _, instance) = with_instance(&twin);
        let table = system_table(&twin, &vpc);
        let to = format!("&DestinationCidrBlock=0.0.0.0/0&NextHopId={instance}");
        call(&twin, &format!("CreateRouteEntry&RouteTableId={table}{to}")).ok();
        insta::assert_snapshot!(describe(&twin, &format!("&RouteTableId={table}")).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49","TotalCount":1,"PageNumber":1,"PageSize":10,"RouteTables":{"RouteTable":[{"CreationTime":"2026-11-21T08:00:00Z","Status":"Available","VRouterId":"vrt-bpgdc5k87trk5kz4urm7","RouteTableType":"System","ResourceGroupId":"","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","RouteEntrys":{"RouteEntry":[{"Type":"System","Status":"Available","NextHopType":"local","RouteEntryName":"","RouteEntryId":"","InstanceId":"","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","Description":"","DestinationCidrBlock":"10.0.1.0/24","NextHops":{"NextHop":[]}},{"Type":"System","Status":"Available","NextHopType":"service","RouteEntryName":"","RouteEntryId":"","InstanceId":"","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","Description":"","DestinationCidrBlock":"100.64.0.0/10","NextHops":{"NextHop":[]}},{"Type":"Custom","Status":"Available","NextHopType":"Instance","RouteEntryName":"","RouteEntryId":"rte-bpgdc6097kpl601fwugr","InstanceId":"i-bpgdc5s6b16aydcwhf31","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","Description":"","DestinationCidrBlock":"0.0.0.0/0","NextHops":{"NextHop":[]}}]},"VSwitchIds":{"VSwitchId":["vsw-bpgdc5onbgbecl9zl96x"]}}]}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let no_router = refusal(400, "InvalidVRouterId.NotFound", "Specified virtual router does not exist.");
        assert_eq!(describe(&twin, "&VRouterId=vrt-nowhere").error(), no_router);
        for (name, value) in [("RouterType", "x"), ("Type", "x"), ("PageNumber", "0"), ("PageSize", "51")] {
            let text = format!("The specified parameter \"{name}\" is not valid.");
            assert_eq!(describe(&twin, &format!("&{name}={value}")).error(), refusal(400, "InvalidParameter", &text));
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn every_filter() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "&ResourceGroupId=rg-1");
        make_v_switch(&twin, &vpc, "");
        call(&twin, &format!("CreateRouteTable&VpcId={vpc}&RouteTableName=own")).ok();
        let router = tables(&twin, &format!("&VpcId={vpc}"))[0]["RouterId"].as_str().expect("an id").to_owned();
        let count = |filter: &str| describe(&twin, filter).json()["TotalCount"].clone();
        for (filter, expected) in [
            (String::new(), 3),
            (format!("&VRouterId={router}"), 2),
            (format!("&RouterId={router}&RouterType=VRouter"), 2),
            ("&RouterType=VBR".to_owned(), 0),
            ("&RouteTableName=own".to_owned(), 1),
            ("&ResourceGroupId=rg-1".to_owned(), 2),
            (format!("&RouteTableId={}", system_table(&twin, &vpc)), 1),
        ] {
            assert_eq!(count(&filter), expected, "{filter}");
        }
        let answer = describe(&twin, &format!("&VRouterId={router}&Type=Custom")).json();
        assert_eq!(answer["RouteTables"]["RouteTable"][0]["RouteEntrys"]["RouteEntry"], serde_json::json!([]));
    }
}
