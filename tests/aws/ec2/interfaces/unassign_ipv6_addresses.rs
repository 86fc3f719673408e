use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_what_was_taken() {
        let twin = Twin::empty();
        let id = interface(&twin, &place6(&twin), "&Ipv6AddressCount=1");
        let address = shown(&twin, &id).one("ipv6Address");
        let answer = twin.ec2(&format!("UnassignIpv6Addresses&NetworkInterfaceId={id}&Ipv6Addresses.1={address}"));
        assert_eq!((answer.one("networkInterfaceId"), answer.one("item")), (id, address));
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_interface_has_them() {
        let twin = Twin::empty();
        let id = interface(&twin, &place6(&twin), "&Ipv6AddressCount=1");
        let code = |more: &str, code: &str| {
            let call = format!("UnassignIpv6Addresses&NetworkInterfaceId={id}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        code("", "MissingParameter");
        code("&Ipv6Addresses.1=x", "InvalidParameterValue");
        code("&Ipv6Addresses.1=2001:db8::1", "InvalidParameterValue");
        code("&Ipv6Prefix.1=2001:db8::/80", "InvalidParameterValue");
        let unknown = twin.ec2("UnassignIpv6Addresses&NetworkInterfaceId=eni-0&Ipv6Addresses.1=2001:db8::1");
        assert_eq!(unknown.error().1, "InvalidNetworkInterfaceID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_free_again() {
        let twin = Twin::empty();
        let subnet = place6(&twin);
        let id = interface(&twin, &subnet, "&Ipv6AddressCount=1&Ipv6PrefixCount=1");
        let (address, prefix) = (shown(&twin, &id).one("ipv6Address"), shown(&twin, &id).one("ipv6Prefix"));
        let taken =
            format!("UnassignIpv6Addresses&NetworkInterfaceId={id}&Ipv6Addresses.1={address}&Ipv6Prefix.1={prefix}");
        twin.ec2(&taken).ok();
        assert_eq!((shown(&twin, &id).all("ipv6Address").len(), shown(&twin, &id).all("ipv6Prefix").len()), (0, 0));
        let other = interface(
            &twin,
            &subnet,
            &format!("&Ipv6Addresses.1.Ipv6Address={address}&Ipv6Prefix.1.Ipv6Prefix={prefix}"),
        );
        assert_eq!(shown(&twin, &other).one("ipv6Address"), address);
    }
}
