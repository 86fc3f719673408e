use crate::support::{Answer, Twin};

fn named(twin: &Twin) -> String {
    let id = twin.ec2("AllocateAddress").one("allocationId");
    twin.ec2(&format!("ModifyAddressAttribute&AllocationId={id}&DomainName=mail.example.com")).ok();
    id
}

fn reset(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("ResetAddressAttribute&AllocationId={id}&Attribute=domain-name"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_no_name() {
        let twin = Twin::empty();
        insta::assert_snapshot!(reset(&twin, &named(&twin)).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ResetAddressAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><address><publicIp>100.64.0.2</publicIp><allocationId>eipalloc-01203828746c4d98f</allocationId></address></ResetAddressAttributeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn address_and_attribute_are_named() {
        let twin = Twin::empty();
        let id = named(&twin);
        let error = |rest: &str| twin.ec2(&format!("ResetAddressAttribute&{rest}")).error().1;
        assert_eq!(error("Attribute=domain-name"), "MissingParameter");
        assert_eq!(error(&format!("AllocationId={id}")), "MissingParameter");
        assert_eq!(error(&format!("AllocationId={id}&Attribute=colour")), "InvalidParameterValue");
        assert_eq!(error("AllocationId=eipalloc-00000000&Attribute=domain-name"), "InvalidAllocationID.NotFound");
        assert_eq!(error(&format!("AllocationId={id}&Attribute=domain-name&DryRun=true")), "DryRunOperation");
        assert_eq!(twin.ec2("DescribeAddressesAttribute").one("ptrRecord"), "mail.example.com.");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_name_is_gone() {
        let twin = Twin::empty();
        let id = named(&twin);
        for _ in 0..2 {
            reset(&twin, &id).ok();
            assert!(twin.ec2("DescribeAddressesAttribute").all("allocationId").is_empty());
        }
        assert_eq!(twin.ec2("DescribeAddresses").one("allocationId"), id);
    }
}
