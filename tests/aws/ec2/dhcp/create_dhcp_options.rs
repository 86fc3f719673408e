use super::*;

fn create(pairs: &[(&str, &str)]) -> String {
    let pairs = (1..).zip(pairs).map(|(n, (key, value)): (usize, _)| {
        format!("&DhcpConfiguration.{n}.Key={key}&DhcpConfiguration.{n}.Value.1={value}")
    });
    format!("CreateDhcpOptions{}", pairs.collect::<String>())
}

mod reading {
    use super::*;

    #[test]
    fn options_are_in_order() {
        let pairs = [
            ("netbios-node-type", "2"),
            ("ntp-servers", "169.254.169.123,fd00:ec2::123"),
            ("domain-name", "example.com"),
            ("domain-name-servers", "AmazonProvidedDNS"),
            ("domain-name", "example.org"),
        ];
        insta::assert_snapshot!(super::super::super::lines(&Twin::empty().ec2(&create(&pairs))), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateDhcpOptionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><dhcpOptions><dhcpOptionsId>dopt-01203828746c4d98f</dhcpOptionsId>
        <ownerId>123456789012</ownerId><dhcpConfigurationSet>
        <item><key>domain-name</key><valueSet>
        <item><value>example.com</value></item>
        <item><value>example.org</value></item></valueSet></item>
        <item><key>domain-name-servers</key><valueSet>
        <item><value>AmazonProvidedDNS</value></item></valueSet></item>
        <item><key>ntp-servers</key><valueSet>
        <item><value>169.254.169.123</value></item>
        <item><value>fd00:ec2::123</value></item></valueSet></item>
        <item><key>netbios-node-type</key><valueSet>
        <item><value>2</value></item></valueSet></item></dhcpConfigurationSet><tagSet/></dhcpOptions>
        </CreateDhcpOptionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_those_that_ec2_takes() {
        let twin = Twin::empty();
        let text = refused_without_change(&twin, LOOK, "CreateDhcpOptions", "MissingParameter");
        assert_eq!(text, "The request must contain the parameter dhcpConfigurations");
        let text = refused_without_change(&twin, LOOK, &create(&[("wat", "x")]), "InvalidParameterValue");
        assert_eq!(text, "Value (wat) for parameter name is invalid. Unknown DHCP option");
        let lease = "ipv6-address-preferred-lease-time";
        for (key, value, told) in [
            ("domain-name", "", "empty string for 'domain-name' is not allowed"),
            ("domain-name-servers", "invalid", "invalid"),
            (
                "domain-name-servers",
                "10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5",
                "10.0.0.1,10.0.0.2,10.0.0.3,10.0.0.4,10.0.0.5",
            ),
            ("netbios-name-servers", "fd00::1", "fd00::1"),
            ("netbios-node-type", "128", "128"),
            ("netbios-node-type", "-129", "-129"),
            ("netbios-node-type", "1,2", "1,2"),
            ("netbios-node-type", "x", "x"),
            (lease, "139", "'139' for 'ipv6-address-preferred-lease-time' is out of bounds"),
            (lease, "4294967295", "'4294967295' for 'ipv6-address-preferred-lease-time' is out of bounds"),
            (lease, "10m", "'10m' for 'ipv6-address-preferred-lease-time' is not allowed"),
        ] {
            let text = refused_without_change(&twin, LOOK, &create(&[(key, value)]), "InvalidParameterValue");
            assert_eq!(text, format!("Value ({told}) for parameter value is invalid. Invalid DHCP option value."));
        }
        let long = create(&[("domain-name", &*"a".repeat(256))]);
        refused_without_change(&twin, LOOK, &long, "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn others_are_good() {
        let twin = Twin::empty();
        for (key, value) in [
            ("domain-name", "bad!domain"),
            ("domain-name-servers", "10.0.0.1,10.0.0.1"),
            ("netbios-node-type", "-128"),
            ("netbios-node-type", "02"),
            ("ipv6-address-preferred-lease-time", "00140"),
        ] {
            let id = twin.ec2(&create(&[(key, value)])).one("dhcpOptionsId");
            let shown = twin.ec2(&format!("DescribeDhcpOptions&DhcpOptionsId.1={id}"));
            assert_eq!((shown.one("key"), shown.all("value").join(",")), (key.to_owned(), value.to_owned()));
        }
    }

    #[test]
    fn a_dry_run_is_answered_before_the_parameters() {
        let twin = Twin::empty();
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", create(&[("wat", "x")])), "DryRunOperation");
    }
}
