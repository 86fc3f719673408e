use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_says_yes() {
        let twin = Twin::empty();
        let id = interface(&twin, &place(&twin), "&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.9");
        let unassign = format!("UnassignPrivateIpAddresses&NetworkInterfaceId={id}&PrivateIpAddress.1=10.0.1.9");
        assert_eq!(twin.ec2(&unassign).one("return"), "true");
    }
}

mod validation {
    use super::*;

    /// As recorded from EC2.
    #[test]
    fn the_interface_has_them() {
        let twin = Twin::empty();
        let subnet = place(&twin);
        let id = interface(&twin, &subnet, "&PrivateIpAddress=10.0.1.4");
        interface(&twin, &subnet, "&PrivateIpAddresses.1.PrivateIpAddress=10.0.1.7");
        let code = |more: &str, code: &str| {
            let call = format!("UnassignPrivateIpAddresses&NetworkInterfaceId={id}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        assert_eq!(code("", "MissingParameter"), "One of privateIpAddresses or ipv4Prefixes must be specified.");
        let text = code("&PrivateIpAddress.1=10.0.1.4", "InvalidParameterValue");
        let primary = "Value (10.0.1.4) for parameter privateIpAddress is invalid. The primary IP address of an interface cannot be unassigned.";
        assert_eq!(text, primary);
        for address in ["10.0.1.7", "10.0.1.8"] {
            let text = code(&format!("&PrivateIpAddress.1={address}"), "InvalidParameterValue");
            assert_eq!(text, format!("Some of the specified addresses are not assigned to interface {id}"));
        }
        code("&PrivateIpAddress.1=x", "InvalidParameterValue");
        code("&Ipv4Prefix.1=10.0.1.0/28", "InvalidParameterValue");
        let unknown = twin.ec2("UnassignPrivateIpAddresses&NetworkInterfaceId=eni-0&PrivateIpAddress.1=10.0.1.7");
        assert_eq!(unknown.error().1, "InvalidNetworkInterfaceID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_free_again() {
        let twin = Twin::empty();
        let subnet = place6(&twin);
        let before = free(&twin, &subnet);
        let id = interface(&twin, &subnet, "&Ipv4PrefixCount=1");
        twin.ec2(&format!("AssignPrivateIpAddresses&NetworkInterfaceId={id}&PrivateIpAddress.1=10.0.1.100&PrivateIpAddress.2=10.0.1.101")).ok();
        assert_eq!(free(&twin, &subnet), before - 19);
        let unassign = |more: &str| twin.ec2(&format!("UnassignPrivateIpAddresses&NetworkInterfaceId={id}{more}"));
        unassign("&PrivateIpAddress.1=10.0.1.100&Ipv4Prefix.1=10.0.1.16/28").ok();
        assert_eq!(free(&twin, &subnet), before - 2);
        assert_eq!(
            (addresses(&twin, &id)[1..].to_vec(), shown(&twin, &id).all("ipv4Prefix").len()),
            (vec!["10.0.1.101".to_owned()], 0)
        );
        assert_eq!(unassign("&PrivateIpAddress.1=10.0.1.100").error().1, "InvalidParameterValue");
    }
}
