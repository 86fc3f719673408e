use super::*;

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        nat.forward(&address, "80");
        let list = format!("DescribeForwardTableEntries&ForwardTableId={}", nat.forward_table);
        insta::assert_snapshot!(nat.call(&list).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49","TotalCount":1,"PageNumber":1,"PageSize":10,"ForwardTableEntries":{"ForwardTableEntry":[{"ForwardEntryId":"fwd-bpgdc62gl000vapteuoh","ForwardEntryName":"","ForwardTableId":"ftb-bpgdc5ynk2p7sbop7uep","NatGatewayId":"ngw-bpgdc5qms3r9u34bxygn","ExternalIp":"100.64.0.2","ExternalPort":"80","InternalIp":"10.0.1.9","InternalPort":"80","IpProtocol":"tcp","Status":"Available"}]}}"#);
        insta::assert_snapshot!(nat.twin.vpc_xml(&format!("{list}&RegionId=cn-hangzhou")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeForwardTableEntriesResponse><RequestId>402B67FF-6BA4-4BA0-9790-AB0F2EBA07EA</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><ForwardTableEntries><ForwardTableEntry><ForwardEntryId>fwd-bpgdc62gl000vapteuoh</ForwardEntryId><ForwardEntryName/><ForwardTableId>ftb-bpgdc5ynk2p7sbop7uep</ForwardTableId><NatGatewayId>ngw-bpgdc5qms3r9u34bxygn</NatGatewayId><ExternalIp>100.64.0.2</ExternalIp><ExternalPort>80</ExternalPort><InternalIp>10.0.1.9</InternalIp><InternalPort>80</InternalPort><IpProtocol>tcp</IpProtocol><Status>Available</Status></ForwardTableEntry></ForwardTableEntries></DescribeForwardTableEntriesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_table_or_a_gateway_is_named() {
        let nat = Nat::new("");
        let neither =
            refusal(400, "DESCRIBE_FORWARD_PARAM_INVALID", "ForwardTableId and natGatewayId can not both be null");
        assert_eq!(nat.call("DescribeForwardTableEntries").error(), neither);
        assert_eq!(nat.call("DescribeForwardTableEntries&ForwardTableId=ftb-nowhere").error(), no_forward_table());
        assert_eq!(nat.call("DescribeForwardTableEntries&ForwardTableId=x&PageSize=51").error().0, 400);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_and_pages() {
        let nat = Nat::new("");
        let (_, one) = nat.address();
        let (_, two) = nat.address();
        let first = nat.forward(&one, "80");
        let more = format!("{}&ForwardEntryName=second", rule(&two, "81", "10.0.1.10", "8081").replace("TCP", "UDP"));
        let second = text(&nat.create_forward(&more).json()["ForwardEntryId"]);
        let (a, b) = (std::slice::from_ref(&first), std::slice::from_ref(&second));
        let both: &[String] = &[first.clone(), second.clone()];
        for (more, expected) in [
            (String::new(), both),
            (format!("&ForwardEntryId={second}"), b),
            (format!("&ExternalIp={one}"), a),
            ("&ExternalPort=81".to_owned(), b),
            ("&InternalIp=10.0.1.9".to_owned(), a),
            ("&InternalPort=8081".to_owned(), b),
            ("&IpProtocol=udp".to_owned(), b),
            ("&ForwardEntryName=second".to_owned(), b),
            (format!("&NatGatewayId={}", nat.id), both),
            ("&NatGatewayId=ngw-other".to_owned(), &[]),
            ("&PageSize=1&PageNumber=2".to_owned(), b),
        ] {
            let found: Vec<_> = nat.forward_entries(&more).iter().map(|entry| text(&entry["ForwardEntryId"])).collect();
            assert_eq!(found, expected, "{more}");
        }
        let by_gateway = nat.call(&format!("DescribeForwardTableEntries&NatGatewayId={}", nat.id)).json();
        assert_eq!(by_gateway["TotalCount"], 2);
        assert_eq!(nat.call("DescribeForwardTableEntries&NatGatewayId=ngw-nowhere").json()["TotalCount"], 0);
    }
}
