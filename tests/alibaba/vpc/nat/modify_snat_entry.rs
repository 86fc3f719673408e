use super::*;

/// A gateway with an entry for 10.0.0.0/16, and the entry's id and address.
fn with_entry() -> (Nat, String, String) {
    let nat = Nat::new("");
    let (_, address) = nat.address();
    let entry = nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={address}&SnatEntryName=one"));
    (nat, entry, address)
}

fn modify(nat: &Nat, entry: &str, more: &str) -> Answer {
    nat.call(&format!("ModifySnatEntry&SnatTableId={}&SnatEntryId={entry}{more}", nat.snat_table))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let (nat, entry, _) = with_entry();
        insta::assert_snapshot!(modify(&nat, &entry, "&SnatEntryName=two").ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let (nat, entry, _) = with_entry();
        let (_, free) = nat.free_address();
        for (more, code) in [
            ("&SnatIp=x", "InvalidSnatIp.Malformed"),
            ("&SnatIp=1.2.3.4", "InvalidSnatIp.NotFound"),
            (&format!("&SnatIp={free}"), "EIP_NOT_IN_GATEWAY"),
            ("&SnatEntryName=x", "InvalidParameter.Name.Malformed"),
            ("&EipAffinity=2", "INVALID_PARAMETER"),
            ("&NetworkInterfaceId=eni-1", "UnsupportedParameter"),
            ("&SnatEntryName=two&DryRun=true", "DryRunOperation"),
        ] {
            assert_eq!(modify(&nat, &entry, more).error().1, code, "{more}");
        }
        let unknown = refusal(404, "InvalidSnatEntryId.NotFound", "Specified Snat entry ID does not exist");
        assert_eq!(modify(&nat, "snat-nowhere", "").error(), unknown);
        assert_eq!(nat.call("ModifySnatEntry&SnatTableId=stb-no&SnatEntryId=x").error(), no_snat_table());
        assert_eq!(nat.snat_entries("")[0]["SnatEntryName"], "one");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_given_changes() {
        let (nat, entry, address) = with_entry();
        let (_, other) = nat.address();
        modify(&nat, &entry, &format!("&SnatIp={other}&EipAffinity=1")).ok();
        let shown = nat.snat_entries("")[0].clone();
        assert_eq!((&shown["SnatIp"], &shown["SnatEntryName"]), (&other.into(), &"one".into()));
        assert_eq!(shown["EipAffinity"], "1");
        modify(&nat, &entry, &format!("&SnatIp={address}&SnatEntryName=two&ClientToken=T")).ok();
        let shown = nat.snat_entries("")[0].clone();
        assert_eq!((&shown["SnatIp"], &shown["SnatEntryName"]), (&address.into(), &"two".into()));
    }
}
