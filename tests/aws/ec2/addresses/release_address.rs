use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

/// A world with an address: its allocation, and itself.
fn world() -> (Twin, String, String) {
    let twin = Twin::with(WORLD);
    let made = twin.ec2("AllocateAddress");
    let (id, ip) = (made.one("allocationId"), made.one("publicIp"));
    (twin, id, ip)
}

fn release(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("ReleaseAddress{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let (twin, id, _) = world();
        insta::assert_snapshot!(release(&twin, &format!("&AllocationId={id}")).ok(), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<ReleaseAddressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return></ReleaseAddressResponse>
"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_address_is_known() {
        let (twin, id, ip) = world();
        let error = |more: &str| release(&twin, more).error().1;
        assert_eq!(error(""), "MissingParameter");
        assert_eq!(error(&format!("&AllocationId={id}&PublicIp={ip}")), "InvalidParameterCombination");
        assert_eq!(error("&AllocationId=eipalloc-1"), "InvalidAllocationID.NotFound");
        assert_eq!(error("&PublicIp=10.9.9.9"), "InvalidAddress.NotFound");
        let text = "You must specify an allocation id when releasing a VPC elastic IP address";
        let refusal = release(&twin, &format!("&PublicIp={ip}")).error();
        assert_eq!(refusal, (400, "InvalidParameterValue".into(), text.into()));
        let text = "invalid value for parameter network-border-group: moon";
        let refusal = release(&twin, &format!("&AllocationId={id}&NetworkBorderGroup=moon")).error();
        assert_eq!(refusal, (400, "InvalidParameterValue".into(), text.into()));
        assert_eq!(error(&format!("&AllocationId={id}&Colour=red")), "UnknownParameter");
        assert_eq!(error(&format!("&AllocationId={id}&DryRun=true")), "DryRunOperation");
        assert_eq!(twin.ec2("DescribeAddresses").one("allocationId"), id, "nothing has changed");
    }

    #[test]
    fn nothing_has_the_address() {
        let (twin, id, ip) = world();
        twin.ec2(&format!("AssociateAddress&AllocationId={id}&InstanceId=i-00000000000000001")).ok();
        let text = format!("Address {ip} is in use.");
        let error = release(&twin, &format!("&AllocationId={id}")).error();
        assert_eq!(error, (400, "InvalidIPAddress.InUse".into(), text));
        let association = twin.ec2("DescribeAddresses").one("associationId");
        twin.ec2(&format!("DisassociateAddress&AssociationId={association}")).ok();
        release(&twin, &format!("&AllocationId={id}")).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let (twin, id, _) = world();
        release(&twin, &format!("&AllocationId={id}&NetworkBorderGroup=us-east-1")).ok();
        assert!(twin.ec2("DescribeAddresses").ok().contains("<addressesSet/>"));
        assert_eq!(release(&twin, &format!("&AllocationId={id}")).error().1, "InvalidAllocationID.NotFound");
    }
}
