use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"
"#;

/// A world with two instances and an address: its allocation, and itself.
fn world() -> (Twin, String, String) {
    let twin = Twin::with(WORLD);
    let made = twin.ec2("AllocateAddress");
    let (id, ip) = (made.one("allocationId"), made.one("publicIp"));
    (twin, id, ip)
}

fn associate(twin: &Twin, allocation: &str, instance: u32, more: &str) -> Answer {
    twin.ec2(&format!("AssociateAddress&AllocationId={allocation}&InstanceId=i-0000000000000000{instance}{more}"))
}

fn describe(twin: &Twin, instance: u32) -> Answer {
    twin.ec2(&format!("DescribeInstances&InstanceId.1=i-0000000000000000{instance}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_association() {
        let (twin, id, _) = world();
        insta::assert_snapshot!(associate(&twin, &id, 1, "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssociateAddressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><associationId>eipassoc-0120389818d3e8d53</associationId></AssociateAddressResponse>
        "#);
    }

    #[test]
    fn an_instance_is_named_by_its_interface_too() {
        let (twin, id, _) = world();
        let shown = describe(&twin, 1);
        let (eni, private) = (shown.one("networkInterfaceId"), &shown.all("privateIpAddress")[0]);
        let call = format!("AssociateAddress&AllocationId={id}&NetworkInterfaceId={eni}&PrivateIpAddress={private}");
        twin.ec2(&call).ok();
        let address = twin.ec2(&format!("DescribeAddresses&AllocationId.1={id}"));
        assert_eq!(
            (address.one("networkInterfaceId"), address.one("instanceId").as_str()),
            (eni, "i-00000000000000001")
        );
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_request_names_an_address_and_an_instance() {
        let (twin, id, ip) = world();
        let error = |call: &str| twin.ec2(&format!("AssociateAddress{call}")).error();
        let (one, none) = ("&InstanceId=i-00000000000000001", "eipalloc-0ffffffffffffffff");
        let missing = |text: &str| (400, "MissingParameter".to_owned(), text.to_owned());
        assert_eq!(error(one), missing("Either public IP or allocation id must be specified"));
        assert_eq!(error(&format!("{one}&AllocationId={id}&PublicIp={ip}")).1, "InvalidParameterCombination");
        let text = "Either instance ID or network interface id must be specified";
        assert_eq!(error(&format!("&AllocationId={id}")), missing(text));
        assert_eq!(
            error(&format!("{one}&AllocationId={id}&NetworkInterfaceId=eni-1")).1,
            "InvalidParameterCombination"
        );
        let text = format!("The allocation ID '{none}' does not exist");
        assert_eq!(error(&format!("{one}&AllocationId={none}")), (400, "InvalidAllocationID.NotFound".into(), text));
        let text = "Address '10.9.9.9' not found.";
        assert_eq!(error(&format!("{one}&PublicIp=10.9.9.9")), (400, "InvalidAddress.NotFound".into(), text.into()));
        assert_eq!(error(&format!("{one}&PublicIp=x")).1, "InvalidParameterValue");
        let eni = describe(&twin, 1).one("networkInterfaceId");
        for (address, text) in [
            ("10.9.9.9", format!("10.9.9.9 is not mapped to the interface {eni}")),
            ("bad", "invalid value for parameter private-address: bad".to_owned()),
        ] {
            let refusal = error(&format!("{one}&AllocationId={id}&PrivateIpAddress={address}"));
            assert_eq!(refusal, (400, "InvalidParameterValue".into(), text));
        }
        let text = "You must specify an allocation id when mapping an address to a network interface";
        let refusal = error(&format!("&PublicIp={ip}&NetworkInterfaceId={eni}"));
        assert_eq!(refusal, (400, "InvalidParameterCombination".into(), text.into()));
        let text = "You must specify an allocation id when mapping an address to a VPC instance";
        let refusal = error(&format!("{one}&PublicIp={ip}"));
        assert_eq!(refusal, (400, "InvalidParameterCombination".into(), text.into()));
        let both = error(&format!("&AllocationId={id}&NetworkInterfaceId={eni}&InstanceId=i-0fffffffffffffff1"));
        assert_eq!(both.1, "InvalidInstanceID.NotFound", "the instance is looked at first");
        assert_eq!(error(&format!("{one}&AllocationId={id}&Colour=red")).1, "UnknownParameter");
        let text = "The networkInterface ID 'eni-0ffffffffffffffff' does not exist";
        assert_eq!(
            error(&format!("&AllocationId={id}&NetworkInterfaceId=eni-0ffffffffffffffff")),
            (400, "InvalidNetworkInterfaceID.NotFound".into(), text.into())
        );
        assert_eq!(
            error(&format!("&AllocationId={id}&InstanceId=i-0ffffffffffffffff")).1,
            "InvalidInstanceID.NotFound"
        );
    }

    #[test]
    fn an_instance_is_neither_being_made_nor_at_its_end() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = twin.ec2("AllocateAddress").one("allocationId");
        let made = twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1");
        let instance = made.one("instanceId");
        let call = || twin.ec2(&format!("AssociateAddress&AllocationId={id}&InstanceId={instance}"));
        let text = format!("The pending instance '{instance}' is not in a valid state for this operation.");
        assert_eq!(call().error(), (400, "InvalidInstanceID".into(), text));
        twin.advance("1m");
        call().ok();
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(call().error().1, "InvalidInstanceID");
    }

    #[test]
    fn the_network_has_an_internet_gateway() {
        let (twin, id, _) = world();
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let subnet = twin.ec2(&format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.0.0/24")).one("subnetId");
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1";
        let instance = twin.ec2(&format!("{run}&SubnetId={subnet}")).one("instanceId");
        let error = twin.ec2(&format!("AssociateAddress&AllocationId={id}&InstanceId={instance}")).error();
        let text = format!("Network {vpc} is not attached to any internet gateway");
        assert_eq!(error, (400, "Gateway.NotAttached".into(), text));
        assert_eq!(twin.ec2("DescribeAddresses").all("associationId").len(), 0, "nothing has changed");
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let (twin, id, ip) = world();
        assert_eq!(associate(&twin, &id, 1, "&DryRun=true").error().1, "DryRunOperation");
        assert!(!describe(&twin, 1).ok().contains(&ip));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_shows_it() {
        let (twin, id, ip) = world();
        let before = describe(&twin, 1);
        assert_eq!(before.all("ipOwnerId"), ["amazon", "amazon"]);
        associate(&twin, &id, 1, "").ok();
        let after = describe(&twin, 1);
        assert_ne!(before.one("ipAddress"), ip);
        assert_eq!(after.one("ipAddress"), ip);
        let name = format!("ec2-{}.compute-1.amazonaws.com", ip.replace('.', "-"));
        assert_eq!(after.one("dnsName"), name);
        assert_eq!(after.all("publicDnsName"), [name.clone(), name]);
        assert_eq!(after.all("ipOwnerId"), [after.all("ownerId")[0].clone(), after.all("ownerId")[0].clone()]);
        assert!(!after.ok().contains(&before.one("ipAddress")), "the other address is gone");
        assert!(!after.ok().contains("allocationId"), "which the vendor's model does not have there");
    }

    #[test]
    fn it_stays_through_stop_and_start() {
        let (twin, id, ip) = world();
        associate(&twin, &id, 1, "").ok();
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(describe(&twin, 1).one("ipAddress"), ip);
        twin.ec2("StartInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(describe(&twin, 1).one("ipAddress"), ip);
    }

    #[test]
    fn once_more_is_no_error() {
        let (twin, id, _) = world();
        let first = associate(&twin, &id, 1, "").one("associationId");
        assert_eq!(associate(&twin, &id, 1, "&AllowReassociation=false").one("associationId"), first);
    }

    #[test]
    fn it_goes_over_to_another_instance_unless_that_is_not_wanted() {
        let (twin, id, ip) = world();
        let first = associate(&twin, &id, 1, "").one("associationId");
        let text = format!("resource {id} is already associated with associate-id {first}");
        let error = associate(&twin, &id, 2, "&AllowReassociation=false").error();
        assert_eq!(error, (400, "Resource.AlreadyAssociated".into(), text));
        assert_ne!(associate(&twin, &id, 2, "").one("associationId"), first);
        assert_eq!(describe(&twin, 2).one("ipAddress"), ip);
        let left = describe(&twin, 1);
        assert_ne!(left.one("ipAddress"), ip, "it has a public address again");
        assert_eq!(left.all("ipOwnerId"), ["amazon", "amazon"]);
    }

    #[test]
    fn an_instance_has_one_at_a_time() {
        let (twin, id, ip) = world();
        let other = twin.ec2("AllocateAddress");
        associate(&twin, &id, 1, "").ok();
        associate(&twin, &other.one("allocationId"), 1, "").ok();
        assert_eq!(describe(&twin, 1).one("ipAddress"), other.one("publicIp"));
        let free = twin.ec2(&format!("DescribeAddresses&PublicIp.1={ip}"));
        assert_eq!((free.one("allocationId"), free.all("associationId").len()), (id, 0));
    }

    #[test]
    fn termination_sets_it_free() {
        let (twin, id, _) = world();
        associate(&twin, &id, 1, "").ok();
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000001").ok();
        assert_eq!(twin.ec2("DescribeAddresses").all("associationId").len(), 0);
        associate(&twin, &id, 2, "&AllowReassociation=false").ok();
    }
}
