use super::*;

fn delete(nat: &Nat, entry: &str) -> Answer {
    nat.call(&format!("DeleteSnatEntry&SnatTableId={}&SnatEntryId={entry}", nat.snat_table))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        let entry = nat.snat(&format!("&SourceCIDR=10.0.0.0/16&SnatIp={address}"));
        insta::assert_snapshot!(delete(&nat, &entry).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let nat = Nat::new("");
        let unknown = refusal(404, "InvalidSnatEntryId.NotFound", "Specified Snat entry ID does not exist");
        assert_eq!(delete(&nat, "snat-nowhere").error(), unknown);
        assert_eq!(nat.call("DeleteSnatEntry&SnatTableId=stb-no&SnatEntryId=x").error(), no_snat_table());
        assert_eq!(nat.call("DeleteSnatEntry&SnatTableId=stb-no").error(), missing("SnatEntryId"));
        assert_eq!(nat.call("DeleteSnatEntry&SnatEntryId=x").error(), missing("SnatTableId"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_source_is_free() {
        let nat = Nat::new("");
        let (eip, address) = nat.address();
        let source = format!("&SourceVSwitchId={}&SnatIp={address}", nat.v_switch);
        let entry = nat.snat(&source);
        delete(&nat, &entry).ok();
        assert!(nat.snat_entries("").is_empty());
        let entry = nat.snat(&source);
        delete(&nat, &entry).ok();
        nat.call(&format!("UnassociateEipAddress&AllocationId={eip}")).ok();
    }
}
