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
        insta::assert_snapshot!(acl.twin.vpc_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeNetworkAclAttributesResponse><RequestId>E5AD0F70-0740-418D-8B6A-837B82D90BDD</RequestId><NetworkAclAttribute><NetworkAclId>nacl-bpgdc5onbgbecl9zl96x</NetworkAclId><NetworkAclName>made</NetworkAclName><Description/><RegionId>cn-hangzhou</RegionId><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><Status>Available</Status><CreationTime>2026-11-21 08:00:00</CreationTime><IngressAclEntries><IngressAclEntry><NetworkAclEntryId>nae-bpgdc5qms3r9u34bxygn</NetworkAclEntryId><NetworkAclEntryName/><Description/><Policy>accept</Policy><Protocol>all</Protocol><Port>-1/-1</Port><SourceCidrIp>0.0.0.0/0</SourceCidrIp><EntryType>custom</EntryType><IpVersion>IPv4</IpVersion></IngressAclEntry></IngressAclEntries><EgressAclEntries><EgressAclEntry><NetworkAclEntryId>nae-bpgdc5s6b16aydcwhf31</NetworkAclEntryId><NetworkAclEntryName/><Description/><Policy>accept</Policy><Protocol>all</Protocol><Port>-1/-1</Port><DestinationCidrIp>0.0.0.0/0</DestinationCidrIp><EntryType>custom</EntryType><IpVersion>IPv4</IpVersion></EgressAclEntry></EgressAclEntries><Resources><Resource><ResourceId>vsw-bpgdc5uh2rrny127gne4</ResourceId><ResourceType>VSwitch</ResourceType><Status>BINDED</Status></Resource></Resources><OwnerId>1234567890123456</OwnerId><Tags><Tag><Key>stage</Key><Value/></Tag></Tags></NetworkAclAttribute></DescribeNetworkAclAttributesResponse>"#);
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
