use super::*;

mod reading {
    use super::*;

    #[test]
    fn those_of_the_region() {
        insta::assert_snapshot!(super::super::super::lines(&Twin::empty().ec2("DescribeDhcpOptions")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeDhcpOptionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><dhcpOptionsSet>
        <item><dhcpOptionsId>dopt-05c8591bd1eeadc09</dhcpOptionsId><ownerId>123456789012</ownerId>
        <dhcpConfigurationSet>
        <item><key>domain-name</key><valueSet>
        <item><value>ec2.internal</value></item></valueSet></item>
        <item><key>domain-name-servers</key><valueSet>
        <item><value>AmazonProvidedDNS</value></item></valueSet></item></dhcpConfigurationSet><tagSet/></item>
        </dhcpOptionsSet></DescribeDhcpOptionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("DhcpOptionsId.1=dopt-00000000", "InvalidDhcpOptionsID.NotFound"),
            ("DhcpOptionsId.1=x", "InvalidDhcpOptionsId.Malformed"),
            ("MaxResults=4", "InvalidParameterValue"),
            ("MaxResults=5&DhcpOptionsId.1=dopt-00000000", "InvalidParameterCombination"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeDhcpOptions&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = Twin::empty();
        let one = options(&twin);
        for _ in 0..5 {
            options(&twin);
        }
        twin.ec2(&format!("CreateTags&ResourceId.1={one}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        pages(&twin, "DescribeDhcpOptions", 5, "dhcpOptionsId");
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("dhcp-options-id", &*one, 1),
            ("key", "domain-name-servers", 1),
            ("value", "example.com", 6),
            ("value", "ec2.internal", 1),
        ] {
            assert_eq!(
                found(&twin, "DescribeDhcpOptions", name, value, "dhcpOptionsId").len(),
                count,
                "{name} {value}"
            );
        }
    }
}
