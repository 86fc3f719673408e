use super::*;
use crate::alibaba::ecs::dry_run;

mod reading {
    use super::*;

    #[test]
    fn all_parameters_are_kept() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        let made =
            nat.create_forward(&format!("{}&ForwardEntryName=web", rule(&address, "80/81", "10.0.1.9", "8080/8081")));
        insta::assert_snapshot!(made.ok(), @r#"{"RequestId":"E5AD0F70-0740-418D-8B6A-837B82D90BDD","ForwardEntryId":"fwd-bpgdc62gl000vapteuoh"}"#);
        let shown = nat.forward_entries("")[0].clone();
        for (name, value) in [
            ("ForwardEntryName", "web"),
            ("ExternalIp", &address),
            ("ExternalPort", "80/81"),
            ("InternalIp", "10.0.1.9"),
            ("InternalPort", "8080/8081"),
            ("IpProtocol", "tcp"),
            ("Status", "Available"),
        ] {
            assert_eq!(shown[name], value, "{name}");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        let (_, in_snat) = nat.address();
        let (_, free) = nat.free_address();
        nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={in_snat}"));
        nat.create_forward(&rule(&address, "80/90", "10.0.1.9", "180/190")).ok();
        let any = |address: &str| format!("&ExternalIp={address}&ExternalPort=Any&InternalIp=10.0.1.9&InternalPort=Any&IpProtocol=Any");
        let any_config = || refusal(400, "OperationFailed.AnyPortConfig", "Operation failed because any port correspondence any protocol");
        let external_port = || refusal(400, "InvalidExternalPort.Malformed", "The specified ExternalPort is not a valid port.");
        let internal_port = || refusal(400, "InvalidInternalPort.Malformed", "The specified InternalPort is not a valid port.");
        let taken = || refusal(400, "DuplicatedParam.ExternalPort", "The param of ExternalPort is duplicated.");
        for (more, error) in [
            (rule("x", "1", "10.0.1.9", "1"), refusal(400, "InvalidExternalIp.Malformed", "The specified ExternalIp is not a valid IP address.")),
            (rule(&address, "1", "x", "1"), refusal(400, "InvalidInternalIp.Malformed", "The specified InternalIp is not a valid IP address.")),
            (rule(&address, "0", "10.0.1.9", "1"), external_port()),
            (rule(&address, "65536", "10.0.1.9", "1"), external_port()),
            (rule(&address, "2/1", "10.0.1.9", "1"), external_port()),
            (rule(&address, "1", "10.0.1.9", "x"), internal_port()),
            (rule(&address, "1/2", "10.0.1.9", "1"), internal_port()),
            (rule(&address, "Any", "10.0.1.9", "Any"), any_config()),
            (rule(&address, "1", "10.0.1.9", "1").replace("TCP", "Any"), any_config()),
            (rule(&address, "1", "10.0.1.9", "1").replace("TCP", "x"), refusal(400, "InvalidProtocal.ValueNotSupported", "The specified IpProtocol does not support.")),
            (rule("1.2.3.4", "1", "10.0.1.9", "1"), refusal(400, "InvalidIp.NotInNatgw", "The specified Ip not belong to natgateway.")),
            (rule(&free, "1", "10.0.1.9", "1"), refusal(400, "InvalidIp.NotInNatgw", "The specified Ip not belong to natgateway.")),
            (rule(&address, "1", "10.1.0.1", "1"), refusal(400, "Forbidden.InternalIpOutOfVpcCIDR", "The specified Internal Ip is Out of VPC CIDR.")),
            (rule(&address, "1", "10.0.9.1", "1"), refusal(400, "Forbidden.DestinationIpOutOfVswitchCIDR", "The specified Internal Ip is Out of VSwitch CIDR.")),
            (rule(&address, "80/90", "10.0.1.9", "180/190"), refusal(400, "ForwardEntry.Duplicated", "The specified ExternalIp, IpProtocol, ExternalPort,InternalIp, InternalPort is duplicated")),
            (rule(&address, "85", "10.0.1.9", "1"), taken()),
            (any(&address), taken()),
            (rule(&address, "1", "10.0.1.9", "185"), refusal(400, "OperationUnsupported.ForwardEntry", "Duplicated destination ip port is unsupported.")),
            (any(&in_snat), refusal(400, "Forbidden.IpHasBeenUsedInSnat", "The source ip can't be used. Because it has been used in snat.")),
            (rule(&in_snat, "1025", "10.0.1.9", "1"), refusal(400, "Forbidden.ExternalIp.UsedInSnatTable", "The specified ExternalIp is already used in SnatTable")),
            (format!("{}&ForwardEntryName=x", rule(&address, "1", "10.0.1.9", "1")), bad_name()),
            (format!("{}&DryRun=true", rule(&address, "1", "10.0.1.9", "1")), dry_run()),
            (rule(&address, "1", "10.0.1.9", "1").replace("&IpProtocol=TCP", ""), missing("IpProtocol")),
        ] {
            assert_eq!(nat.create_forward(&more).error(), error, "{more}");
        }
        let elsewhere = nat.call(&format!("CreateForwardEntry&ForwardTableId=ftb-no{}", rule(&address, "1", "10.0.1.9", "1")));
        assert_eq!(elsewhere.error(), no_forward_table());
        assert_eq!(nat.forward_entries("").len(), 1);
    }

    #[test]
    fn a_table_has_a_hundred() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        for port in 1..=100 {
            nat.forward(&address, &port.to_string());
        }
        let full = "The quota of forward entries is exceeded, usage 100/100.";
        let answer = nat.create_forward(&rule(&address, "101", "10.0.1.9", "101"));
        assert_eq!(answer.error(), refusal(400, "QuotaExceeded.ForwardEntry", full));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn protocols_and_addresses_are_apart() {
        let nat = Nat::new("");
        let (eip, one) = nat.address();
        let (_, two) = nat.address();
        nat.forward(&one, "80");
        nat.create_forward(&rule(&one, "80", "10.0.1.9", "80").replace("TCP", "udp")).ok();
        nat.create_forward(&rule(&two, "80", "10.0.1.10", "80")).ok();
        assert_eq!(nat.forward_entries("").len(), 3);
        let used = "The specified elastic IP address is used by a forward entry.";
        let take = |more: &str| nat.call(&format!("UnassociateEipAddress&AllocationId={eip}{more}"));
        assert_eq!(take("").error(), refusal(400, "InvalidIpStatus.HasBeenUsedByForwardEntry", used));
        take("&Force=true").ok();
        assert_eq!(nat.forward_entries("").len(), 1);
    }

    #[test]
    fn ports_of_snat_entries_can_be_given_away() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={address}"));
        nat.create_forward(&rule(&address, "1024", "10.0.1.9", "1024")).ok();
        nat.create_forward(&format!("{}&PortBreak=true", rule(&address, "1025", "10.0.1.9", "1025"))).ok();
        assert_eq!(nat.shown()["IpLists"]["IpList"][0]["UsingStatus"], "UsedByForwardSnatTable");
    }

    #[test]
    fn an_address_maps_as_a_whole() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        let any = format!("&ExternalIp={address}&ExternalPort=Any&InternalIp=10.0.1.9&InternalPort=any&IpProtocol=any");
        nat.create_forward(&any).ok();
        let shown = nat.forward_entries("")[0].clone();
        assert_eq!((&shown["ExternalPort"], &shown["IpProtocol"]), (&"Any".into(), &"any".into()));
        assert_eq!(
            nat.create_forward(&rule(&address, "1", "10.0.1.10", "1")).error().1,
            "DuplicatedParam.ExternalPort"
        );
    }

    #[test]
    fn one_of_private_networks_leads_anywhere_but_has_no_ranges() {
        let nat = Nat::new("&NetworkType=intranet");
        let own = text(&nat.shown()["NatGatewayPrivateInfo"]["PrivateIpAddress"]);
        nat.create_forward(&rule(&own, "80", "192.168.1.1", "80")).ok();
        let range = nat.create_forward(&rule(&own, "81/82", "192.168.1.1", "81/82"));
        let refused = refusal(400, "UnsupportedFeature.PortSegment", "The feature of PortSegment is not supported.");
        assert_eq!(range.error(), refused);
    }
}
