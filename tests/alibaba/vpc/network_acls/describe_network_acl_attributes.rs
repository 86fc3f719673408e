use super::*;

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let acl = Acl::new("&NetworkAclName=made&Tag.1.Key=stage");
        acl.associate(&acl.v_switch()).ok();
        let shown = acl.of("DescribeNetworkAclAttributes", "");
        insta::assert_snapshot!(shown.ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87","NetworkAclAttribute":{"NetworkAclId":"nacl-bpgdc5onbgbecl9zl96x","NetworkAclName":"made","Description":"","RegionId":"cn-hangzhou","VpcId":"vpc-bpgdc5irqtnjwspllcos","Status":"Available","CreationTime":"2026-11-21 08:00:00","IngressAclEntries":{"IngressAclEntry":[{"NetworkAclEntryId":"nae-bpgdc5qms3r9u34bxygn","NetworkAclEntryName":"","Description":"","Policy":"accept","Protocol":"all","Port":"-1/-1","SourceCidrIp":"0.0.0.0/0","EntryType":"custom","IpVersion":"IPv4"}]},"EgressAclEntries":{"EgressAclEntry":[{"NetworkAclEntryId":"nae-bpgdc5s6b16aydcwhf31","NetworkAclEntryName":"","Description":"","Policy":"accept","Protocol":"all","Port":"-1/-1","DestinationCidrIp":"0.0.0.0/0","EntryType":"custom","IpVersion":"IPv4"}]},"Resources":{"Resource":[{"ResourceId":"vsw-bpgdc5uh2rrny127gne4","ResourceType":"VSwitch","Status":"BINDED"}]},"OwnerId":1234567890123456,"Tags":{"Tag":[{"Key":"stage","Value":""}]}}}"#);
        let call = format!("DescribeNetworkAclAttributes&RegionId=cn-hangzhou&NetworkAclId={}", acl.id);
        insta::assert_snapshot!(acl.twin.vpc_xml(&call).ok(), @"");
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let acl = Acl::new("");
        assert_eq!(acl.call("DescribeNetworkAclAttributes").error(), plain("ParameterMissing.NetworkAclId"));
        assert_eq!(acl.call("DescribeNetworkAclAttributes&NetworkAclId=nacl-nowhere").error(), no_acl());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_shows_its_v_switches() {
        let acl = Acl::new("");
        assert_eq!(acl.shown()["Resources"]["Resource"], Value::Array(Vec::new()));
        let v_switch = acl.v_switch();
        acl.associate(&v_switch).ok();
        let resource = acl.shown()["Resources"]["Resource"][0].clone();
        assert_eq!((&resource["ResourceId"], &resource["Status"]), (&v_switch.into(), &"BINDED".into()));
    }
}
