use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

/// A world with an instance that has an address: the association, and the address.
fn world() -> (Twin, String, String) {
    let twin = Twin::with(WORLD);
    let made = twin.ec2("AllocateAddress");
    let call = format!("AssociateAddress&AllocationId={}&InstanceId=i-00000000000000001", made.one("allocationId"));
    let association = twin.ec2(&call).one("associationId");
    (twin, association, made.one("publicIp"))
}

fn disassociate(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("DisassociateAddress{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let (twin, association, _) = world();
        insta::assert_snapshot!(disassociate(&twin, &format!("&AssociationId={association}")).ok(), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<DisassociateAddressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return></DisassociateAddressResponse>
"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_association_is_known() {
        let (twin, association, ip) = world();
        let error = |more: &str| disassociate(&twin, more).error();
        let text = "The association ID 'eipassoc-1' does not exist";
        assert_eq!(error("&AssociationId=eipassoc-1"), (400, "InvalidAssociationID.NotFound".into(), text.into()));
        assert_eq!(error("&PublicIp=10.9.9.9").1, "InvalidAddress.NotFound");
        let text = "You must specify an association id when unmapping an address from a VPC instance";
        assert_eq!(error(&format!("&PublicIp={ip}")), (400, "InvalidParameterValue".into(), text.into()));
        let text = "Either public IP or association id must be specified";
        assert_eq!(error(""), (400, "MissingParameter".into(), text.into()));
        assert_eq!(error(&format!("&AssociationId={association}&PublicIp={ip}")).1, "InvalidParameterCombination");
        assert_eq!(error(&format!("&AssociationId={association}&Colour=red")).1, "UnknownParameter");
        assert_eq!(error(&format!("&AssociationId={association}&DryRun=true")).1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeAddresses").one("associationId"), association, "nothing has changed");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_running_instance_gets_a_public_address_again() {
        let (twin, association, ip) = world();
        disassociate(&twin, &format!("&AssociationId={association}")).ok();
        let shown = twin.ec2("DescribeInstances");
        assert_ne!(shown.one("ipAddress"), ip);
        assert_eq!(shown.all("ipOwnerId"), ["amazon", "amazon"]);
        assert_eq!(twin.ec2("DescribeAddresses").all("instanceId").len(), 0);
        let again = disassociate(&twin, &format!("&AssociationId={association}"));
        assert_eq!(again.error().1, "InvalidAssociationID.NotFound");
    }

    #[test]
    fn a_stopped_one_does_not() {
        let (twin, association, _) = world();
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        disassociate(&twin, &format!("&AssociationId={association}")).ok();
        assert_eq!(twin.ec2("DescribeInstances").all("ipAddress").len(), 0);
    }
}
