use crate::support::Twin;

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

/// A world with two addresses, the first of which an instance has: allocations and addresses.
fn world() -> (Twin, [(String, String); 2]) {
    let twin = Twin::with(WORLD);
    let allocate = |more: &str| {
        let made = twin.ec2(&format!("AllocateAddress{more}"));
        (made.one("allocationId"), made.one("publicIp"))
    };
    let tags = "&TagSpecification.1.ResourceType=elastic-ip&TagSpecification.1.Tag.1.Key=team\
                &TagSpecification.1.Tag.1.Value=blue";
    let both = [allocate(tags), allocate("")];
    twin.ec2(&format!("AssociateAddress&AllocationId={}&InstanceId=i-00000000000000001", both[0].0)).ok();
    (twin, both)
}

mod reading {
    use super::*;

    #[test]
    fn an_address_that_an_instance_has() {
        let (twin, [(id, _), _]) = world();
        insta::assert_snapshot!(twin.ec2(&format!("DescribeAddresses&AllocationId.1={id}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><addressesSet><item><publicIp>100.64.0.3</publicIp><allocationId>eipalloc-0120385e59d1f0eca</allocationId><domain>vpc</domain><instanceId>i-00000000000000001</instanceId><associationId>eipassoc-0120387d7073e3eab</associationId><networkInterfaceId>eni-0120383713bf7a801</networkInterfaceId><networkInterfaceOwnerId>123456789012</networkInterfaceOwnerId><privateIpAddress>172.31.0.4</privateIpAddress><subnetId>subnet-012037b4fed15390e</subnetId><tagSet><item><key>team</key><value>blue</value></item></tagSet><publicIpv4Pool>amazon</publicIpv4Pool><networkBorderGroup>us-east-1</networkBorderGroup></item></addressesSet></DescribeAddressesResponse>
        "#);
    }

    #[test]
    fn an_address_that_nothing_has() {
        let (twin, [_, (_, ip)]) = world();
        insta::assert_snapshot!(twin.ec2(&format!("DescribeAddresses&PublicIp.1={ip}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><addressesSet><item><publicIp>100.64.0.4</publicIp><allocationId>eipalloc-0120386e5464ae372</allocationId><domain>vpc</domain><publicIpv4Pool>amazon</publicIpv4Pool><networkBorderGroup>us-east-1</networkBorderGroup></item></addressesSet></DescribeAddressesResponse>
        "#);
    }

    #[test]
    fn nothing_is_an_empty_set() {
        assert!(Twin::empty().ec2("DescribeAddresses").ok().contains("<addressesSet/>"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn addresses_are_known() {
        let (twin, _) = world();
        let error = |more: &str| twin.ec2(&format!("DescribeAddresses{more}")).error();
        let text = "The allocation ID 'eipalloc-1' does not exist";
        assert_eq!(error("&AllocationId.1=eipalloc-1"), (400, "InvalidAllocationID.NotFound".into(), text.into()));
        let text = "Address '10.9.9.9' not found.";
        assert_eq!(error("&PublicIp.1=10.9.9.9"), (400, "InvalidAddress.NotFound".into(), text.into()));
        let text = "Invalid value 'bad' for PublicIp. Not a valid IPv4 address.";
        assert_eq!(error("&PublicIp.1=bad"), (400, "InvalidParameterValue".into(), text.into()));
        assert_eq!(error("&Filter.1.Name=colour&Filter.1.Value.1=red").1, "InvalidParameterValue");
        assert_eq!(error("&Colour=red").1, "UnknownParameter");
        assert_eq!(error("&DryRun=true").1, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let (twin, [(first, ip), (second, other)]) = world();
        let all = twin.ec2(&format!("DescribeAddresses&AllocationId.1={first}"));
        let mut both = vec![first.clone(), second.clone()];
        both.sort();
        for (name, value, chosen) in [
            ("allocation-id", second.as_str(), vec![second.clone()]),
            ("association-id", &all.one("associationId"), vec![first.clone()]),
            ("domain", "vpc", both.clone()),
            ("instance-id", "i-*", vec![first.clone()]),
            ("network-border-group", "us-east-1", both.clone()),
            ("network-interface-id", &all.one("networkInterfaceId"), vec![first.clone()]),
            ("network-interface-owner-id", &all.one("networkInterfaceOwnerId"), vec![first.clone()]),
            ("private-ip-address", &all.one("privateIpAddress"), vec![first.clone()]),
            ("public-ip", &other, vec![second.clone()]),
            ("tag:team", "blue", vec![first.clone()]),
            ("tag-key", "*", vec![first.clone()]),
        ] {
            let answer = twin.ec2(&format!("DescribeAddresses&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            answer.ok();
            assert_eq!(answer.all("allocationId"), chosen, "{name}={value}");
        }
        assert_eq!(twin.ec2(&format!("DescribeAddresses&PublicIp.1={ip}&PublicIp.2={other}")).all("publicIp").len(), 2);
    }
}
