use super::*;

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        nat.snat(&format!("&SourceVSwitchId={}&SnatIp={address}&SnatEntryName=out", nat.v_switch));
        let list = format!("DescribeSnatTableEntries&SnatTableId={}", nat.snat_table);
        insta::assert_snapshot!(nat.call(&list).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49","TotalCount":1,"PageNumber":1,"PageSize":10,"SnatTableEntries":{"SnatTableEntry":[{"SnatEntryId":"snat-bpgdc62gl000vapteuoh","SnatEntryName":"out","SnatTableId":"stb-bpgdc5wnnia8lf8g0xzj","NatGatewayId":"ngw-bpgdc5qms3r9u34bxygn","SourceVSwitchId":"vsw-bpgdc5onbgbecl9zl96x","SourceCIDR":"10.0.1.0/24","SnatIp":"100.64.0.2","EipAffinity":"0","NetworkInterfaceId":"","Status":"Available"}]}}"#);
        insta::assert_snapshot!(nat.twin.vpc_xml(&format!("{list}&RegionId=cn-hangzhou")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeSnatTableEntriesResponse><RequestId>402B67FF-6BA4-4BA0-9790-AB0F2EBA07EA</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><SnatTableEntries><SnatTableEntry><SnatEntryId>snat-bpgdc62gl000vapteuoh</SnatEntryId><SnatEntryName>out</SnatEntryName><SnatTableId>stb-bpgdc5wnnia8lf8g0xzj</SnatTableId><NatGatewayId>ngw-bpgdc5qms3r9u34bxygn</NatGatewayId><SourceVSwitchId>vsw-bpgdc5onbgbecl9zl96x</SourceVSwitchId><SourceCIDR>10.0.1.0/24</SourceCIDR><SnatIp>100.64.0.2</SnatIp><EipAffinity>0</EipAffinity><NetworkInterfaceId/><Status>Available</Status></SnatTableEntry></SnatTableEntries></DescribeSnatTableEntriesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_table_or_a_gateway_is_named() {
        let nat = Nat::new("");
        let neither = refusal(400, "DESCRIBE_SNAT_PARAM_INVALID", "SnatTableId and natGatewayId can not both be null");
        assert_eq!(nat.call("DescribeSnatTableEntries").error(), neither);
        assert_eq!(nat.call("DescribeSnatTableEntries&SnatTableId=stb-nowhere").error(), no_snat_table());
        assert_eq!(nat.call("DescribeSnatTableEntries&SnatTableId=x&PageSize=51").error().0, 400);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_and_pages() {
        let nat = Nat::new("");
        let (_, one) = nat.address();
        let (_, two) = nat.address();
        let first = nat.snat(&format!("&SourceVSwitchId={}&SnatIp={one}&SnatEntryName=first", nat.v_switch));
        let second = nat.snat(&format!("&SourceCIDR=10.0.2.0/24&SnatIp={one},{two}"));
        let (a, b) = (std::slice::from_ref(&first), std::slice::from_ref(&second));
        let both: &[String] = &[first.clone(), second.clone()];
        for (more, expected) in [
            (String::new(), both),
            (format!("&SnatEntryId={second}"), b),
            (format!("&SourceVSwitchId={}", nat.v_switch), a),
            ("&SourceCIDR=10.0.2.0/24".to_owned(), b),
            ("&SourceCIDR=10.0.1.0/24".to_owned(), a),
            (format!("&SnatIp={one}"), both),
            (format!("&SnatIp={two}"), b),
            ("&SnatEntryName=first".to_owned(), a),
            ("&NetworkInterfaceIds.1=eni-1".to_owned(), &[]),
            (format!("&NatGatewayId={}", nat.id), both),
            ("&NatGatewayId=ngw-other".to_owned(), &[]),
            ("&PageSize=1&PageNumber=2".to_owned(), b),
        ] {
            let found: Vec<_> = nat.snat_entries(&more).iter().map(|entry| text(&entry["SnatEntryId"])).collect();
            assert_eq!(found, expected, "{more}");
        }
        let by_gateway = nat.call(&format!("DescribeSnatTableEntries&NatGatewayId={}", nat.id)).json();
        assert_eq!(by_gateway["TotalCount"], 2);
        assert_eq!(nat.call("DescribeSnatTableEntries&NatGatewayId=ngw-nowhere").json()["TotalCount"], 0);
    }
}
