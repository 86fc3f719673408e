use super::*;

fn delete(nat: &Nat, entry: &str) -> Answer {
    nat.call(&format!("DeleteForwardEntry&ForwardTableId={}&ForwardEntryId={entry}", nat.forward_table))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let nat = Nat::new("");
        let (_, address) = nat.address();
        let entry = nat.forward(&address, "80");
        insta::assert_snapshot!(delete(&nat, &entry).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let nat = Nat::new("");
        let unknown = refusal(404, "InvalidForwardEntryId.NotFound", "Specified forward entry ID does not exist");
        assert_eq!(delete(&nat, "fwd-nowhere").error(), unknown);
        assert_eq!(nat.call("DeleteForwardEntry&ForwardTableId=ftb-no&ForwardEntryId=x").error(), no_forward_table());
        assert_eq!(nat.call("DeleteForwardEntry&ForwardTableId=ftb-no").error(), missing("ForwardEntryId"));
        assert_eq!(nat.call("DeleteForwardEntry&ForwardEntryId=x").error(), missing("ForwardTableId"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_port_is_free() {
        let nat = Nat::new("");
        let (eip, address) = nat.address();
        let entry = nat.forward(&address, "80");
        delete(&nat, &entry).ok();
        assert!(nat.forward_entries("").is_empty());
        let entry = nat.forward(&address, "80");
        delete(&nat, &entry).ok();
        nat.call(&format!("UnassociateEipAddress&AllocationId={eip}")).ok();
    }
}
