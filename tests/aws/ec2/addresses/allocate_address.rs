use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_address_and_its_allocation() {
        insta::assert_snapshot!(Twin::empty().ec2("AllocateAddress&Domain=vpc").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AllocateAddressResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><publicIp>100.64.0.2</publicIp><domain>vpc</domain><allocationId>eipalloc-01203828746c4d98f</allocationId><publicIpv4Pool>amazon</publicIpv4Pool><networkBorderGroup>us-east-1</networkBorderGroup></AllocateAddressResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_not_modelled_is_refused() {
        let twin = Twin::empty();
        for more in [
            "Domain=standard",
            "Address=100.64.0.9",
            "PublicIpv4Pool=ipv4pool-ec2-1",
            "CustomerOwnedIpv4Pool=x",
            "IpamPoolId=x",
        ] {
            assert_eq!(twin.ec2(&format!("AllocateAddress&{more}")).error().1, "UnsupportedOperation", "{more}");
        }
        for (more, text) in
            [("NetworkBorderGroup=invalid", "invalid"), ("Address=invalid", "Invalid value 'invalid' for address.")]
        {
            let error = twin.ec2(&format!("AllocateAddress&{more}")).error();
            assert_eq!(error, (400, "InvalidParameterValue".into(), text.into()), "{more}");
        }
        assert_eq!(twin.ec2("AllocateAddress&Domain=moon").error().1, "InvalidParameterValue");
        assert_eq!(twin.ec2("AllocateAddress&Colour=red").error().1, "UnknownParameter");
        assert_eq!(twin.ec2("AllocateAddress&DryRun=true").error().1, "DryRunOperation");
        assert!(twin.ec2("DescribeAddresses").ok().contains("<addressesSet/>"), "nothing was made");
    }

    #[test]
    fn tags_are_for_elastic_addresses() {
        let twin = Twin::empty();
        let tagged = |instance_type: &str| {
            twin.ec2(&format!(
                "AllocateAddress&TagSpecification.1.ResourceType={instance_type}&TagSpecification.1.Tag.1.Key=team"
            ))
        };
        assert_eq!(tagged("instance").error().1, "InvalidParameterValue");
        tagged("elastic-ip").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn no_two_are_the_same_nor_one_of_an_instance() {
        let twin = Twin::empty();
        let run = twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=2&MaxCount=2");
        let mut all = twin.ec2("DescribeInstances").all("ipAddress");
        run.ok();
        for _ in 0..3 {
            let answer = twin.ec2("AllocateAddress&PublicIpv4Pool=amazon&NetworkBorderGroup=us-east-1");
            assert!(answer.one("publicIp").starts_with("100.64."));
            all.push(answer.one("publicIp"));
        }
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5);
    }
}
