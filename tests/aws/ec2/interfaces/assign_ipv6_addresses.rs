use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_what_was_assigned() {
        let twin = Twin::empty();
        let id = interface(&twin, &place6(&twin), "");
        let assign = format!("AssignIpv6Addresses&NetworkInterfaceId={id}&Ipv6AddressCount=2&Ipv6PrefixCount=1");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&assign)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssignIpv6AddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>e5ad0f70-0740-418d-8b6a-837b82d90bdd</requestId><networkInterfaceId>eni-012038a1c781d9e6d</networkInterfaceId>
        <assignedIpv6Addresses>
        <item>2001:db8:0:100::4</item>
        <item>2001:db8:0:100::5</item></assignedIpv6Addresses><assignedIpv6PrefixSet>
        <item>2001:db8:0:100:1::/80</item></assignedIpv6PrefixSet></AssignIpv6AddressesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn addresses_are_free_ones_of_the_subnet() {
        let twin = Twin::empty();
        let subnet = place6(&twin);
        let id = interface(&twin, &subnet, "");
        let other = interface(&twin, &subnet, "&Ipv6AddressCount=1");
        let taken = shown(&twin, &other).one("ipv6Address");
        let code = |more: &str, code: &str| {
            let call = format!("AssignIpv6Addresses&NetworkInterfaceId={id}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("", "MissingParameter");
        code("&Ipv6AddressCount=0", "InvalidParameterValue");
        code("&Ipv6Addresses.1=x", "InvalidParameterValue");
        code("&Ipv6Addresses.1=2001:db8:ffff::1", "InvalidParameterValue");
        code(&format!("&Ipv6Addresses.1={taken}"), "InvalidIPAddress.InUse");
        code(&format!("&Ipv6Addresses.1={taken}&Ipv6AddressCount=1"), "InvalidParameterCombination");
        code("&Ipv6Prefix.1=2001:db8::/64", "InvalidParameterValue");
        let unknown = twin.ec2("AssignIpv6Addresses&NetworkInterfaceId=eni-0&Ipv6AddressCount=1");
        assert_eq!(unknown.error().1, "InvalidNetworkInterfaceID.NotFound");
        let without = interface(&twin, &super::super::subnet(&twin, &vpc(&twin), "10.0.2.0/24"), "");
        let none = twin.ec2(&format!("AssignIpv6Addresses&NetworkInterfaceId={without}&Ipv6AddressCount=1"));
        assert_eq!(none.error().1, "InvalidParameterValue");
    }

    #[test]
    fn an_attached_interface_has_as_many_as_the_type() {
        let twin = Twin::empty();
        let instance = instance_in(&twin, &place6(&twin));
        let assign = format!("AssignIpv6Addresses&NetworkInterfaceId={}&Ipv6AddressCount=", primary(&twin, &instance));
        refused_without_change(&twin, LOOK, &format!("{assign}3"), "PrivateIpAddressLimitExceeded");
        twin.ec2(&format!("{assign}2")).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_is_that_of_one_interface() {
        let twin = Twin::empty();
        let subnet = place6(&twin);
        let (one, two) = (interface(&twin, &subnet, ""), interface(&twin, &subnet, ""));
        let assign = |id: &str, more: &str| twin.ec2(&format!("AssignIpv6Addresses&NetworkInterfaceId={id}{more}"));
        assign(&one, "&Ipv6AddressCount=2").ok();
        assign(&two, "&Ipv6AddressCount=2&Ipv6PrefixCount=2").ok();
        let mut all = [shown(&twin, &one).all("ipv6Address"), shown(&twin, &two).all("ipv6Address")].concat();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 4);
        let prefixes = shown(&twin, &two).all("ipv6Prefix");
        assert_eq!(prefixes.len(), 2);
        assert_eq!(assign(&one, &format!("&Ipv6Prefix.1={}", prefixes[0])).error().1, "InvalidParameterValue");
    }
}
