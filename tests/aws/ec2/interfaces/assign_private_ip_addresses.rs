use super::*;

fn assign(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ec2(&format!("AssignPrivateIpAddresses&NetworkInterfaceId={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_what_was_assigned() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "");
        let answer = assign(&twin, &id, "&PrivateIpAddress.1=10.0.1.9");
        insta::assert_snapshot!(super::super::super::lines(&answer), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssignPrivateIpAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><networkInterfaceId>eni-012038882d9685d45</networkInterfaceId>
        <assignedPrivateIpAddressesSet>
        <item><privateIpAddress>10.0.1.9</privateIpAddress></item></assignedPrivateIpAddressesSet>
        <assignedIpv4PrefixSet/><return>true</return></AssignPrivateIpAddressesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    /// As recorded from EC2.
    #[test]
    fn addresses_are_free_ones_of_the_subnet() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let id = interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.4");
        interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.11&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.5");
        let code = |more: &str, code: &str| {
            let call = format!("AssignPrivateIpAddresses&NetworkInterfaceId={id}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        let text = code("", "InvalidParameter");
        assert!(text.starts_with("One of privateIpAddressSet or privateIpAddressCount"), "{text}");
        let text = code("&PrivateIpAddress.1=10.0.1.7&SecondaryPrivateIpAddressCount=1", "InvalidParameterCombination");
        assert!(text.starts_with("You may specify one and only one of privateIpAddressSet"), "{text}");
        for number in ["0", "-1"] {
            let text = code(&format!("&SecondaryPrivateIpAddressCount={number}"), "InvalidParameterValue");
            let expected = format!(
                "Value ({number}) for parameter secondaryPrivateIpAddressCount is invalid. Value must be a positive number."
            );
            assert_eq!(text, expected);
        }
        let text = code("&PrivateIpAddress.1=10.0.1.2", "InvalidParameterValue");
        assert_eq!(text, "Address 10.0.1.2 is in subnet's reserved range.");
        let text = code("&PrivateIpAddress.1=10.0.1.16", "InvalidParameterValue");
        assert_eq!(text, "Address does not fall within the subnet's address range");
        let text = code("&PrivateIpAddress.1=10.0.1.5", "InvalidParameterValue");
        assert_eq!(text, "[10.0.1.5] assigned, but move is not allowed.");
        let text = code("&PrivateIpAddress.1=10.0.1.11&AllowReassignment=true", "InvalidParameterValue");
        assert_eq!(text, "secondary-addresses");
        code("&SecondaryPrivateIpAddressCount=9", "InsufficientFreeAddressesInSubnet");
        code("&Ipv4PrefixCount=1", "InsufficientFreeAddressesInSubnet");
        assert_eq!(
            assign(&twin, "eni-0", "&SecondaryPrivateIpAddressCount=1").error().1,
            "InvalidNetworkInterfaceID.NotFound"
        );
        assert_eq!(twin.ec2("AssignPrivateIpAddresses").error().1, "MissingParameter");
    }

    #[test]
    fn an_attached_interface_has_as_many_as_the_type() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let instance = instance_in(&twin, &subnet);
        let id = primary(&twin, &instance);
        assign(&twin, &id, "&SecondaryPrivateIpAddressCount=1").ok();
        let more = format!("AssignPrivateIpAddresses&NetworkInterfaceId={id}&SecondaryPrivateIpAddressCount=1");
        let text = refused_without_change(&twin, LOOK, &more, "PrivateIpAddressLimitExceeded");
        assert_eq!(text, "Number of private addresses will exceed limit.");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn addresses_are_assigned_again_and_moved() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let one = interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.4");
        let two =
            interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.11&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.5");
        let before = free(&twin, &subnet);
        assign(&twin, &one, "&PrivateIpAddress.1=10.0.1.7").ok();
        let again = assign(&twin, &one, "&PrivateIpAddress.1=10.0.1.7");
        assert_eq!(again.one("privateIpAddress"), "10.0.1.7");
        assert_eq!(free(&twin, &subnet), before - 1);
        assign(&twin, &one, "&PrivateIpAddress.1=10.0.1.5&AllowReassignment=true").ok();
        assert_eq!(addresses(&twin, &one), ["10.0.1.4", "10.0.1.7", "10.0.1.5"]);
        assert_eq!(addresses(&twin, &two), ["10.0.1.11"]);
        assert_eq!(free(&twin, &subnet), before - 1);
        let some = assign(&twin, &two, "&SecondaryPrivateIpAddressCount=2").all("privateIpAddress");
        assert_eq!(addresses(&twin, &two)[1..], some);
        assert_eq!(free(&twin, &subnet), before - 3);
    }

    #[test]
    fn an_instance_shows_them() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let instance = instance_in(&twin, &subnet);
        let id = primary(&twin, &instance);
        let before = free(&twin, &subnet);
        assign(&twin, &id, "&PrivateIpAddress.1=10.0.1.9").ok();
        let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!(described.all("privateIpAddress").last().map(String::as_str), Some("10.0.1.9"));
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        assert_eq!(free(&twin, &subnet), before + 1);
    }

    #[test]
    fn prefixes_are_assigned() {
        let twin = Twin::empty();
        let subnet = place6(&twin);
        let id = interface(&twin, &subnet, "");
        let assigned = assign(&twin, &id, "&Ipv4PrefixCount=1");
        assert_eq!(assigned.one("ipv4Prefix"), "10.0.1.16/28");
        assign(&twin, &id, "&Ipv4Prefix.1=10.0.1.64/28").ok();
        assert_eq!(shown(&twin, &id).all("ipv4Prefix"), ["10.0.1.16/28", "10.0.1.64/28"]);
    }
}
