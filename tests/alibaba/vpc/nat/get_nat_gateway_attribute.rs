use super::*;

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let nat = Nat::new("&Name=out");
        let (_, address) = nat.address();
        nat.snat(&format!("&SourceVSwitchId={}&SnatIp={address}", nat.v_switch));
        insta::assert_snapshot!(nat.call(&format!("GetNatGatewayAttribute&NatGatewayId={}", nat.id)).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49","NatGatewayId":"ngw-bpgdc5qms3r9u34bxygn","RegionId":"cn-hangzhou","VpcId":"vpc-bpgdc5irqtnjwspllcos","Name":"out","Description":"","Status":"Available","BusinessStatus":"Normal","CreationTime":"2026-11-21T08:00:00Z","ExpiredTime":"","NatType":"Enhanced","NetworkType":"internet","AvailabilityMode":"CrossAZ","ResourceGroupId":"","EcsMetricEnabled":false,"EnableSessionLog":false,"PrivateLinkEnabled":false,"PrivateLinkMode":"","AccessMode":{"ModeValue":"","TunnelType":""},"BillingConfig":{"AutoPay":"false","InstanceChargeType":"PostPaid","InternetChargeType":"PayByLcu","Spec":""},"DeletionProtectionInfo":{"Enabled":false},"ForwardTable":{"ForwardTableId":"ftb-bpgdc5ynk2p7sbop7uep","ForwardEntryCount":0},"SnatTable":{"SnatTableId":"stb-bpgdc5wnnia8lf8g0xzj","SnatEntryCount":1},"FullNatTable":{"FullNatTableId":"","FullNatEntryCount":0},"IpList":[{"AllocationId":"eip-bpgdc6097kpl601fwugr","IpAddress":"100.64.0.2","UsingStatus":"UsedBySnatTable"}],"LogDelivery":{"DeliverLogsErrorMessage":"","DeliveryStatus":"","LogDeliveryType":"","LogDestination":""},"PrivateInfo":{"VswitchId":"vsw-bpgdc5onbgbecl9zl96x","EniInstanceId":"eni-bpgdc5uh2rrny127gne4","PrivateIpAddress":"10.0.1.1","IzNo":"cn-hangzhou-h","MaxBandwidth":5120}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let nat = Nat::new("");
        assert_eq!(nat.call("GetNatGatewayAttribute").error(), missing("NatGatewayId"));
        assert_eq!(nat.call("GetNatGatewayAttribute&NatGatewayId=ngw-nowhere").error(), no_gateway());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn entries_are_counted() {
        let nat = Nat::new("");
        let shown = || nat.call(&format!("GetNatGatewayAttribute&NatGatewayId={}", nat.id)).json();
        assert_eq!(shown()["ForwardTable"]["ForwardEntryCount"], 0);
        let (_, address) = nat.address();
        nat.forward(&address, "80");
        assert_eq!(shown()["ForwardTable"]["ForwardEntryCount"], 1);
        assert_eq!(shown()["IpList"][0]["UsingStatus"], "UsedByForwardTable");
    }
}
