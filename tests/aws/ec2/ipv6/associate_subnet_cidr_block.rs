use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcs", "DescribeSubnets", "DescribeRouteTables"];

/// A VPC with a range of IPv6, and that range without its length.
fn vpc6(twin: &Twin) -> (String, String) {
    let answer = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16&AmazonProvidedIpv6CidrBlock=true");
    let range = answer.one("ipv6CidrBlock").replace("/56", "");
    (answer.one("vpcId"), range)
}

mod reading {
    use super::*;

    #[test]
    fn the_range_and_its_state() {
        let twin = Twin::empty();
        let (vpc, range) = vpc6(&twin);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/24");
        let call = format!("AssociateSubnetCidrBlock&SubnetId={subnet}&Ipv6CidrBlock={range}/64");
        insta::assert_snapshot!(twin.ec2(&call).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <AssociateSubnetCidrBlockResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><subnetId>subnet-012038882d9685d45</subnetId><ipv6CidrBlockAssociation><ipv6CidrBlock>2001:db8:0:100::/64</ipv6CidrBlock><associationId>subnet-cidr-assoc-0120389818d3e8d53</associationId><ipv6CidrBlockState><state>associating</state></ipv6CidrBlockState></ipv6CidrBlockAssociation></AssociateSubnetCidrBlockResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_range_is_the_vpcs_and_free() {
        let twin = Twin::empty();
        let (vpc, range) = vpc6(&twin);
        let (one, other) = (subnet(&twin, &vpc, "10.0.1.0/24"), subnet(&twin, &vpc, "10.0.2.0/24"));
        let associate =
            |subnet: &str, range: &str| format!("AssociateSubnetCidrBlock&SubnetId={subnet}&Ipv6CidrBlock={range}");
        twin.ec2(&associate(&one, &format!("{range}/64"))).ok();
        let text =
            refused_without_change(&twin, LOOK, &associate(&other, &format!("{range}/64")), "InvalidSubnet.Conflict");
        assert_eq!(text, format!("The CIDR '{range}/64' conflicts with another subnet"));
        refused_without_change(&twin, LOOK, &associate(&other, "2001:db9::/64"), "InvalidSubnet.Range");
        refused_without_change(&twin, LOOK, &associate(&other, &format!("{range}/65")), "InvalidSubnet.Range");
        refused_without_change(&twin, LOOK, &associate(&other, "x"), "InvalidParameterValue");
        refused_without_change(&twin, LOOK, &associate("subnet-0", "::/64"), "InvalidSubnetID.NotFound");
        refused_without_change(&twin, LOOK, &associate(&other, ""), "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn instances_have_addresses_of_it() {
        let twin = Twin::empty();
        let (vpc, range) = vpc6(&twin);
        let subnet = made(
            &twin,
            &format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.1.0/24&Ipv6CidrBlock={range}/64"),
            "subnetId",
        );
        let run =
            format!("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&SubnetId={subnet}");
        assert!(twin.ec2(&format!("{run}&MaxCount=1")).all("ipv6Address").is_empty());
        let two = twin.ec2(&format!("{run}&MaxCount=2&Ipv6AddressCount=2")).all("ipv6Address");
        assert_eq!(two, [4, 5, 6, 7].map(|n| format!("{range}{n}")), "the first four are reserved");
        let own = format!(
            "{run}&MaxCount=1&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.SubnetId={subnet}&NetworkInterface.1.Ipv6Addresses.1.Ipv6Address="
        );
        let own = own.replace(&format!("&SubnetId={subnet}&MaxCount"), "&MaxCount");
        assert_eq!(twin.ec2(&format!("{own}{range}99")).one("ipv6Address"), format!("{range}99"));
        assert_eq!(twin.ec2(&format!("{own}{range}99")).error().1, "InvalidIPAddress.InUse");
        assert_eq!(twin.ec2(&format!("{own}::1")).error().1, "InvalidParameterValue");
        assert_eq!(twin.ec2(&format!("{own}x")).error().1, "InvalidParameterValue");
        twin.ec2(&format!("ModifySubnetAttribute&SubnetId={subnet}&AssignIpv6AddressOnCreation.Value=true")).ok();
        assert_eq!(twin.ec2(&format!("{run}&MaxCount=1")).all("ipv6Address").len(), 1);
        assert_eq!(twin.ec2(&format!("{run}&MaxCount=1&Ipv6AddressCount=-1")).error().1, "InvalidParameterValue");
        let filter = format!("{range}99");
        let shown = found(&twin, "DescribeNetworkInterfaces", "ipv6-addresses.ipv6-address", &filter, "subnetId");
        assert_eq!(shown, [subnet.as_str()]);
        assert_eq!(
            found(&twin, "DescribeInstances", "network-interface.ipv6-addresses.ipv6-address", &filter, "imageId")
                .len(),
            1
        );
        assert_eq!(
            found(
                &twin,
                "DescribeSubnets",
                "ipv6-cidr-block-association.ipv6-cidr-block",
                &format!("{range}/64"),
                "subnetId"
            ),
            [subnet]
        );
    }

    #[test]
    fn a_subnet_without_one_gives_none() {
        let twin = Twin::empty();
        let run =
            "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1&Ipv6AddressCount=1";
        refused_without_change(&twin, LOOK, run, "InvalidParameterValue");
    }
}
