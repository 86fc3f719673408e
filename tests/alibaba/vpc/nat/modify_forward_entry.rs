use super::*;

/// A gateway with an entry from port 80 to 10.0.1.9, and the entry's id and address.
fn with_entry() -> (Nat, String, String) {
    let nat = Nat::new("");
    let (_, address) = nat.address();
    let entry = nat.forward(&address, "80");
    (nat, entry, address)
}

fn modify(nat: &Nat, entry: &str, more: &str) -> Answer {
    nat.call(&format!("ModifyForwardEntry&ForwardTableId={}&ForwardEntryId={entry}{more}", nat.forward_table))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let (nat, entry, _) = with_entry();
        insta::assert_snapshot!(modify(&nat, &entry, "&ForwardEntryName=two").ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let (nat, entry, address) = with_entry();
        nat.forward(&address, "81");
        for (more, code) in [
            ("&ExternalIp=x", "InvalidExternalIp.Malformed"),
            ("&ExternalIp=1.2.3.4", "InvalidIp.NotInNatgw"),
            ("&ExternalPort=x", "InvalidExternalPort.Malformed"),
            ("&ExternalPort=81", "DuplicatedParam.ExternalPort"),
            ("&ExternalPort=82/83", "InvalidInternalPort.Malformed"),
            ("&InternalIp=x", "InvalidInternalIp.Malformed"),
            ("&InternalIp=10.0.9.1", "Forbidden.DestinationIpOutOfVswitchCIDR"),
            ("&InternalPort=x", "InvalidInternalPort.Malformed"),
            ("&InternalPort=81", "OperationUnsupported.ForwardEntry"),
            ("&IpProtocol=x", "InvalidProtocal.ValueNotSupported"),
            ("&IpProtocol=Any", "OperationFailed.AnyPortConfig"),
            ("&ForwardEntryName=x", "InvalidParameter.Name.Malformed"),
            ("&ForwardEntryName=two&DryRun=true", "DryRunOperation"),
        ] {
            assert_eq!(modify(&nat, &entry, more).error().1, code, "{more}");
        }
        let unknown = refusal(404, "InvalidForwardEntryId.NotFound", "Specified forward entry ID does not exist");
        assert_eq!(modify(&nat, "fwd-nowhere", "").error(), unknown);
        assert_eq!(nat.call("ModifyForwardEntry&ForwardTableId=ftb-no&ForwardEntryId=x").error(), no_forward_table());
        assert_eq!(nat.forward_entries("&ExternalPort=80").len(), 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_given_changes() {
        let (nat, entry, address) = with_entry();
        let more = format!("&ExternalIp={address}&ExternalPort=8080&IpProtocol=udp&ForwardEntryName=web&ClientToken=T");
        modify(&nat, &entry, &more).ok();
        let shown = nat.forward_entries("")[0].clone();
        for (name, value) in [
            ("ExternalPort", "8080"),
            ("InternalPort", "80"),
            ("InternalIp", "10.0.1.9"),
            ("IpProtocol", "udp"),
            ("ForwardEntryName", "web"),
        ] {
            assert_eq!(shown[name], value, "{name}");
        }
        nat.forward(&address, "80");
    }
}
