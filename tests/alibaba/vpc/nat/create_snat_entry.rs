use super::*;
use crate::alibaba::ecs::dry_run;

mod reading {
    use super::*;

    #[test]
    fn all_parameters_are_kept() {
        let nat = Nat::new("");
        let (_, one) = nat.address();
        let (_, two) = nat.address();
        let made = nat.create_snat(&format!("&SourceCIDR=10.0.1.9&SnatIp={two},{one}&SnatEntryName=out&EipAffinity=1"));
        insta::assert_snapshot!(made.ok(), @r#"{"RequestId":"402B67FF-6BA4-4BA0-9790-AB0F2EBA07EA","SnatEntryId":"snat-bpgdc64h6rxo2e1cq8qf"}"#);
        let shown = nat.snat_entries("")[0].clone();
        for (name, value) in [
            ("SourceCIDR", "10.0.1.9/32"),
            ("SourceVSwitchId", ""),
            ("SnatIp", &format!("{one},{two}")),
            ("SnatEntryName", "out"),
            ("EipAffinity", "1"),
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
        let (_, mapped) = nat.address();
        let (_, free) = nat.free_address();
        nat.create_forward(&format!("&ExternalIp={mapped}&ExternalPort=Any&InternalIp=10.0.1.9&InternalPort=Any&IpProtocol=Any")).ok();
        let elsewhere = make_v_switch(&nat.twin, &make_vpc(&nat.twin, ""), "");
        nat.snat(&format!("&SourceVSwitchId={}&SnatIp={address}", nat.v_switch));
        nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={address}"));
        let by = format!("&SnatIp={address}");
        let source = "&SourceCIDR=10.0.2.0/24";
        let bad = || refusal(400, "INVALID_PARAMETER", "The parameter invalid.");
        for (more, error) in [
            (by.clone(), bad()),
            (format!("{source}&SourceVSwitchId=vsw-1{by}"), refusal(400, "CreateSnatEntry.ParamExclusive.sourceVSwitchIdAndsourceCIDR", "SourceVSwitchId and SourceCIDR cannot both be given.")),
            (format!("&SourceCIDR=x{by}"), refusal(400, "InvalidSourceCIDR.Malformed", "SourceCIDR is illegal.")),
            (format!("&SourceVSwitchId=vsw-nowhere{by}"), refusal(404, "InvalidVSwitchId.NotFound", "The specified virtual switch does not exists.")),
            (format!("&SourceVSwitchId={elsewhere}{by}"), refusal(400, "OperationFailed.VSwitchNotInVpc", "The specified vswitch and natgateway are not in the same vpc.")),
            (format!("&SourceVSwitchId={}{by}", nat.v_switch), refusal(400, "Forbidden.SourceVSwitchId.Duplicated", "The specified SourceCIDRis duplicated.")),
            (format!("&SourceCIDR=10.0.0.0/16{by}"), refusal(400, "Forbidden.SourceVSwitchId.Duplicated", "The specified SourceCIDRis duplicated.")),
            (format!("&SourceCIDR=10.0.1.0/24{by}"), refusal(400, "OperationUnsupported.CidrConflict", "The specified CIDR block conflicts with an existing SNAT entry.")),
            (source.to_owned(), missing("SnatIp")),
            (format!("{source}&SnatIp=x"), refusal(400, "InvalidSnatIp.Malformed", "The specified SnatIp is not a valid IP address.")),
            (format!("{source}&SnatIp=1.2.3.4"), refusal(404, "InvalidSnatIp.NotFound", "Specified SnatIp does not found on the NAT Gateway")),
            (format!("{source}&SnatIp={free}"), refusal(400, "EIP_NOT_IN_GATEWAY", "The Eip not in nat gateway")),
            (format!("{source}&SnatIp={mapped}"), refusal(400, "Forbidden.IpHasBeenUsedInDnat", "The snat ip can't be used. Because it has been used in dnat")),
            (format!("{source}{by}&SnatEntryName=x"), bad_name()),
            (format!("{source}{by}&EipAffinity=2"), bad()),
            (format!("{source}{by}&NetworkInterfaceId=eni-1"), refusal(400, "UnsupportedParameter", "The parameter NetworkInterfaceId is not implemented by Twinstance.")),
            (format!("{source}{by}&DryRun=true"), dry_run()),
        ] {
            assert_eq!(nat.create_snat(&more).error(), error, "{more}");
        }
        assert_eq!(nat.call(&format!("CreateSnatEntry&SnatTableId=stb-no{source}{by}")).error(), no_snat_table());
        assert_eq!(nat.snat_entries("").len(), 2);
    }

    #[test]
    fn a_table_has_forty() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        for n in 0..40 {
            nat.snat(&format!("&SourceCIDR=10.1.{n}.0/24&SnatIp={address}"));
        }
        let full = refusal(400, "QuotaExceeded.SnatEntry", "SNAT entry in the specified SNAT table reach it?s limit.");
        assert_eq!(nat.create_snat(&format!("&SourceCIDR=10.2.0.0/24&SnatIp={address}")).error(), full);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_address_and_its_v_switch_stay() {
        let nat = Nat::new("");
        let (eip, address) = nat.address();
        let call = format!("CreateVSwitch&VpcId={}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.2.0/24", nat.vpc);
        let v_switch = text(&nat.call(&call).json()["VSwitchId"]);
        nat.snat(&format!("&SourceVSwitchId={v_switch}&SnatIp={address}&ClientToken=T"));
        nat.snat(&format!("&SourceVSwitchId={v_switch}&SnatIp={address}&ClientToken=T"));
        assert_eq!(nat.snat_entries("")[0]["SourceCIDR"], "10.0.2.0/24");
        assert_eq!(nat.shown()["IpLists"]["IpList"][0]["UsingStatus"], "UsedBySnatTable");
        let used = refusal(
            400,
            "InvalidIpStatus.HasBeenUsedBySnatTable",
            "The specified elastic IP address is used by a SNAT entry.",
        );
        assert_eq!(nat.call(&format!("UnassociateEipAddress&AllocationId={eip}")).error(), used);
        let stays = refusal(400, "DependencyViolation.SnatEntry", "VSwitch cannot be deleted when snat entry exist.");
        assert_eq!(nat.call(&format!("DeleteVSwitch&VSwitchId={v_switch}")).error(), stays);
        nat.call(&format!("UnassociateEipAddress&AllocationId={eip}&Force=true")).ok();
        assert!(nat.snat_entries("").is_empty());
        nat.call(&format!("DeleteVSwitch&VSwitchId={v_switch}")).ok();
    }

    #[test]
    fn force_leaves_entries_their_other_addresses() {
        let nat = Nat::new("");
        let (eip, one) = nat.address();
        let (_, two) = nat.address();
        nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={one},{two}"));
        nat.call(&format!("UnassociateEipAddress&AllocationId={eip}&Force=true")).ok();
        assert_eq!(nat.snat_entries("")[0]["SnatIp"], two);
    }

    #[test]
    fn one_for_private_networks_has_the_gateways_own() {
        let nat = Nat::new("&NetworkType=intranet");
        let own = text(&nat.shown()["NatGatewayPrivateInfo"]["PrivateIpAddress"]);
        nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={own}"));
        let other = nat.create_snat("&SourceCIDR=10.0.3.0/24&SnatIp=10.0.1.200");
        assert_eq!(other.error().1, "InvalidSnatIp.NotFound");
    }
}
