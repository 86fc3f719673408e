use super::*;

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let acl = Acl::new("&NetworkAclName=made&Tag.1.Key=stage");
        acl.associate(&acl.v_switch()).ok();
        insta::assert_snapshot!(acl.call("DescribeNetworkAcls").ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87","TotalCount":"1","PageNumber":"1","PageSize":"10","NetworkAcls":{"NetworkAcl":[{"NetworkAclId":"nacl-bpgdc5onbgbecl9zl96x","NetworkAclName":"made","Description":"","RegionId":"cn-hangzhou","VpcId":"vpc-bpgdc5irqtnjwspllcos","Status":"Available","CreationTime":"2026-11-21 08:00:00","IngressAclEntries":{"IngressAclEntry":[{"NetworkAclEntryId":"nae-bpgdc5qms3r9u34bxygn","NetworkAclEntryName":"","Description":"","Policy":"accept","Protocol":"all","Port":"-1/-1","SourceCidrIp":"0.0.0.0/0","EntryType":"custom","IpVersion":"IPv4"}]},"EgressAclEntries":{"EgressAclEntry":[{"NetworkAclEntryId":"nae-bpgdc5s6b16aydcwhf31","NetworkAclEntryName":"","Description":"","Policy":"accept","Protocol":"all","Port":"-1/-1","DestinationCidrIp":"0.0.0.0/0","EntryType":"custom","IpVersion":"IPv4"}]},"Resources":{"Resource":[{"ResourceId":"vsw-bpgdc5uh2rrny127gne4","ResourceType":"VSwitch","Status":"BINDED"}]},"OwnerId":1234567890123456,"Tags":{"Tag":[{"Key":"stage","Value":""}]}}]}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_region_and_the_page_are_good() {
        let acl = Acl::new("");
        assert_eq!(acl.twin.vpc("DescribeNetworkAcls").error(), plain("ParameterMissing.RegionId"));
        assert_eq!(acl.call("DescribeNetworkAcls&PageSize=51").error().0, 400);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_and_pages() {
        let acl = Acl::new("&NetworkAclName=one&Tag.1.Key=stage&Tag.1.Value=test");
        let v_switch = acl.v_switch();
        acl.associate(&v_switch).ok();
        acl.twin.advance("1m");
        let second = acl.call(&format!("CreateNetworkAcl&VpcId={}", acl.vpc)).json();
        let second = text(&second["NetworkAclId"]);
        let (a, b) = (std::slice::from_ref(&acl.id), std::slice::from_ref(&second));
        let both: &[String] = &[second.clone(), acl.id.clone()];
        for (more, expected) in [
            (String::new(), both),
            (format!("&NetworkAclId={}", acl.id), a),
            ("&NetworkAclName=one".to_owned(), a),
            (format!("&VpcId={}", acl.vpc), both),
            ("&VpcId=vpc-other".to_owned(), &[]),
            ("&ResourceType=VSwitch".to_owned(), both),
            ("&ResourceType=Other".to_owned(), &[]),
            (format!("&ResourceType=VSwitch&ResourceId={v_switch}"), a),
            ("&Tags.1.Key=stage&Tags.1.Value=test".to_owned(), a),
            ("&PageSize=1&PageNumber=1".to_owned(), b),
        ] {
            let answer = acl.call(&format!("DescribeNetworkAcls{more}")).json();
            let found = answer["NetworkAcls"]["NetworkAcl"].as_array().expect("a list");
            let found: Vec<_> = found.iter().map(|acl| text(&acl["NetworkAclId"])).collect();
            assert_eq!(found, expected, "{more}");
        }
    }
}
