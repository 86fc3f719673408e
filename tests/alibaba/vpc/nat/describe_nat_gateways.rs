use super::*;

fn ids(nat: &Nat, more: &str) -> Vec<String> {
    let answer = nat.call(&format!("DescribeNatGateways{more}")).json();
    answer["NatGateways"]["NatGateway"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| text(&one["NatGatewayId"]))
        .collect()
}

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let nat = Nat::new("&Name=out&Tag.1.Key=stage");
        nat.address();
        let shown = nat.call("DescribeNatGateways");
        insta::assert_snapshot!(shown.ok(), @r#"{"RequestId":"E5AD0F70-0740-418D-8B6A-837B82D90BDD","TotalCount":1,"PageNumber":1,"PageSize":10,"NatGateways":{"NatGateway":[{"NatGatewayId":"ngw-bpgdc5qms3r9u34bxygn","RegionId":"cn-hangzhou","VpcId":"vpc-bpgdc5irqtnjwspllcos","Name":"out","Description":"","Status":"Available","BusinessStatus":"Normal","CreationTime":"2026-11-21T08:00:00Z","ExpiredTime":"","NatType":"Enhanced","NetworkType":"internet","AvailabilityMode":"CrossAZ","Spec":"","InstanceChargeType":"PostPaid","InternetChargeType":"PayByLcu","AutoPay":false,"DeletionProtection":false,"EcsMetricEnabled":false,"IcmpReplyEnabled":true,"SecurityProtectionEnabled":false,"PrivateLinkEnabled":false,"PrivateLinkMode":"","AccessMode":{"ModeValue":"","TunnelType":""},"EipBindMode":"MULTI_BINDED","EnableSessionLog":"false","ResourceGroupId":"","IpLists":{"IpList":[{"AllocationId":"eip-bpgdc6097kpl601fwugr","IpAddress":"100.64.0.2","PrivateIpAddress":"","UsingStatus":"Idle","SnatEntryEnabled":true}]},"IpPrefixList":{"IpPrefixList":[]},"ForwardTableIds":{"ForwardTableId":["ftb-bpgdc5ynk2p7sbop7uep"]},"SnatTableIds":{"SnatTableId":["stb-bpgdc5wnnia8lf8g0xzj"]},"FullNatTableIds":{"FullNatTableId":[]},"NatGatewayPrivateInfo":{"VswitchId":"vsw-bpgdc5onbgbecl9zl96x","EniInstanceId":"eni-bpgdc5uh2rrny127gne4","EniType":"","PrivateIpAddress":"10.0.1.1","IzNo":"cn-hangzhou-h","MaxBandwidth":5120,"MaxSessionQuota":2000000,"MaxSessionEstablishRate":100000},"Tags":{"Tag":[{"TagKey":"stage","TagValue":""}]}}]}}"#);
        let xml = nat.twin.vpc_xml("DescribeNatGateways&RegionId=cn-hangzhou");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeNatGatewaysResponse><RequestId>3D5EAD0A-1E26-4FAD-80AA-97C54156AE49</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><NatGateways><NatGateway><NatGatewayId>ngw-bpgdc5qms3r9u34bxygn</NatGatewayId><RegionId>cn-hangzhou</RegionId><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><Name>out</Name><Description/><Status>Available</Status><BusinessStatus>Normal</BusinessStatus><CreationTime>2026-11-21T08:00:00Z</CreationTime><ExpiredTime/><NatType>Enhanced</NatType><NetworkType>internet</NetworkType><AvailabilityMode>CrossAZ</AvailabilityMode><Spec/><InstanceChargeType>PostPaid</InstanceChargeType><InternetChargeType>PayByLcu</InternetChargeType><AutoPay>false</AutoPay><DeletionProtection>false</DeletionProtection><EcsMetricEnabled>false</EcsMetricEnabled><IcmpReplyEnabled>true</IcmpReplyEnabled><SecurityProtectionEnabled>false</SecurityProtectionEnabled><PrivateLinkEnabled>false</PrivateLinkEnabled><PrivateLinkMode/><AccessMode><ModeValue/><TunnelType/></AccessMode><EipBindMode>MULTI_BINDED</EipBindMode><EnableSessionLog>false</EnableSessionLog><ResourceGroupId/><IpLists><IpList><AllocationId>eip-bpgdc6097kpl601fwugr</AllocationId><IpAddress>100.64.0.2</IpAddress><PrivateIpAddress/><UsingStatus>Idle</UsingStatus><SnatEntryEnabled>true</SnatEntryEnabled></IpList></IpLists><IpPrefixList/><ForwardTableIds><ForwardTableId>ftb-bpgdc5ynk2p7sbop7uep</ForwardTableId></ForwardTableIds><SnatTableIds><SnatTableId>stb-bpgdc5wnnia8lf8g0xzj</SnatTableId></SnatTableIds><FullNatTableIds/><NatGatewayPrivateInfo><VswitchId>vsw-bpgdc5onbgbecl9zl96x</VswitchId><EniInstanceId>eni-bpgdc5uh2rrny127gne4</EniInstanceId><EniType/><PrivateIpAddress>10.0.1.1</PrivateIpAddress><IzNo>cn-hangzhou-h</IzNo><MaxBandwidth>5120</MaxBandwidth><MaxSessionQuota>2000000</MaxSessionQuota><MaxSessionEstablishRate>100000</MaxSessionEstablishRate></NatGatewayPrivateInfo><Tags><Tag><TagKey>stage</TagKey><TagValue/></Tag></Tags></NatGateway></NatGateways></DescribeNatGatewaysResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_known() {
        let nat = Nat::new("");
        for more in ["&NetworkType=x", "&PageSize=51", "&PageNumber=0"] {
            assert_eq!(nat.call(&format!("DescribeNatGateways{more}")).error().0, 400, "{more}");
        }
        assert_eq!(nat.twin.vpc("DescribeNatGateways").error(), missing("RegionId"));
        assert_eq!(nat.call("DescribeNatGateways&DryRun=true").error().1, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_and_pages() {
        let nat = Nat::new("&Name=one&Tag.1.Key=stage&Tag.1.Value=test");
        let more = format!("&VpcId={}&VSwitchId={}&NetworkType=intranet", nat.vpc, nat.v_switch);
        nat.twin.advance("1m");
        let second = text(&nat.call(&format!("CreateNatGateway{more}")).json()["NatGatewayId"]);
        let first = nat.id.clone();
        let (one, two) = (std::slice::from_ref(&first), std::slice::from_ref(&second));
        let both: &[String] = &[second.clone(), first.clone()];
        for (more, expected) in [
            (String::new(), both),
            (format!("&NatGatewayId={first}"), one),
            (format!("&VpcId={}", nat.vpc), both),
            ("&VpcId=vpc-nowhere".to_owned(), &[]),
            ("&ZoneId=cn-hangzhou-h".to_owned(), both),
            ("&ZoneId=cn-hangzhou-i".to_owned(), &[]),
            ("&Name=one".to_owned(), one),
            (format!("&Name={second}"), two),
            ("&InstanceChargeType=PrePaid".to_owned(), &[]),
            ("&NatType=Normal".to_owned(), &[]),
            ("&Spec=Small".to_owned(), &[]),
            ("&NetworkType=internet".to_owned(), one),
            ("&AvailabilityMode=SingleAZ".to_owned(), &[]),
            ("&ResourceGroupId=rg-1".to_owned(), &[]),
            ("&Status=Available".to_owned(), both),
            ("&Status=Modifying".to_owned(), &[]),
            ("&Tag.1.Key=stage&Tag.1.Value=test".to_owned(), one),
            ("&PageSize=1&PageNumber=2".to_owned(), one),
        ] {
            assert_eq!(ids(&nat, &more), expected, "{more}");
        }
    }
}
