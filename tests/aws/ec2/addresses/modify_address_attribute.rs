use crate::support::{Answer, Twin};

fn allocate(twin: &Twin) -> String {
    twin.ec2("AllocateAddress").one("allocationId")
}

fn modify(twin: &Twin, id: &str, name: &str) -> Answer {
    twin.ec2(&format!("ModifyAddressAttribute&AllocationId={id}&DomainName={name}"))
}

fn names(twin: &Twin) -> Vec<String> {
    twin.ec2("DescribeAddressesAttribute").all("ptrRecord")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_name() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        insta::assert_snapshot!(modify(&twin, &id, "mail.example.com").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyAddressAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><address><publicIp>100.64.0.2</publicIp><allocationId>eipalloc-01203828746c4d98f</allocationId><ptrRecord>mail.example.com.</ptrRecord></address></ModifyAddressAttributeResponse>
        "#);
    }

    #[test]
    fn names_end_with_a_dot() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        for name in ["Mail.Example.com", "mail.example.com."] {
            assert_eq!(modify(&twin, &id, name).one("ptrRecord"), "mail.example.com.");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn address_and_name_are_given() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        assert_eq!(twin.ec2("ModifyAddressAttribute&DomainName=a.b").error().1, "MissingParameter");
        assert_eq!(twin.ec2(&format!("ModifyAddressAttribute&AllocationId={id}")).error().1, "MissingParameter");
        assert_eq!(modify(&twin, "eipalloc-00000000", "a.b").error().1, "InvalidAllocationID.NotFound");
    }

    #[test]
    fn names_are_domain_names() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        let long = format!("{}.com", "a".repeat(64));
        let longer = ["a.".repeat(126), "ab".to_owned()].concat();
        for name in ["com", "a..b", "-a.b", "a-.b", ".", "a%20b.com", "%C3%A9.com", &long, &longer] {
            assert_eq!(modify(&twin, &id, name).error().1, "InvalidParameterValue", "{name}");
        }
        assert!(names(&twin).is_empty());
        let text = "Invalid value 'com' for DomainName.";
        assert_eq!(modify(&twin, &id, "com").error().2, text);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_dry_run_names_nothing() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        assert_eq!(modify(&twin, &id, "a.b&DryRun=true").error().1, "DryRunOperation");
        assert!(names(&twin).is_empty());
    }

    #[test]
    fn an_address_with_a_name_is_not_released() {
        let twin = Twin::empty();
        let id = allocate(&twin);
        modify(&twin, &id, "mail.example.com").ok();
        let release = || twin.ec2(&format!("ReleaseAddress&AllocationId={id}"));
        let text = format!("The address with allocation id [{id}] cannot be released because it has a PTR record set.");
        assert_eq!(release().error(), (400, "InvalidAddress.PtrSet".into(), text));
        twin.ec2(&format!("ResetAddressAttribute&AllocationId={id}&Attribute=domain-name")).ok();
        release().ok();
    }
}
