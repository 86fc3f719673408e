use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcs", "DescribeSubnets", "DescribeRouteTables"];

/// A VPC with a range of IPv6, and that range without its length.
fn vpc6(twin: &Twin) -> (String, String) {
    let answer = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16&AmazonProvidedIpv6CidrBlock=true");
    let range = answer.one("ipv6CidrBlock").replace("/56", "");
    (answer.one("vpcId"), range)
}

/// A subnet with a range of IPv6, and the id of the association.
fn subnet6(twin: &Twin) -> (String, String) {
    let (vpc, range) = vpc6(twin);
    let answer = twin.ec2(&format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.1.0/24&Ipv6CidrBlock={range}/64"));
    (answer.one("subnetId"), answer.one("associationId"))
}

mod reading {
    use super::*;

    #[test]
    fn the_range_that_is_taken() {
        let twin = Twin::empty();
        let (_, id) = subnet6(&twin);
        insta::assert_snapshot!(twin.ec2(&format!("DisassociateSubnetCidrBlock&AssociationId={id}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DisassociateSubnetCidrBlockResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><subnetId>subnet-012038882d9685d45</subnetId><ipv6CidrBlockAssociation><ipv6CidrBlock>2001:db8:0:100::/64</ipv6CidrBlock><associationId>subnet-cidr-assoc-0120389818d3e8d53</associationId><ipv6CidrBlockState><state>disassociating</state></ipv6CidrBlockState></ipv6CidrBlockAssociation></DisassociateSubnetCidrBlockResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn no_instance_has_an_address() {
        let twin = Twin::empty();
        let (subnet, id) = subnet6(&twin);
        let run =
            "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1&Ipv6AddressCount=1";
        let instance = made(&twin, &format!("{run}&SubnetId={subnet}"), "instanceId");
        let end = |id: &str| format!("DisassociateSubnetCidrBlock&AssociationId={id}");
        refused_without_change(&twin, LOOK, &end(&id), "InvalidCidrBlock.InUse");
        refused_without_change(
            &twin,
            LOOK,
            &end("subnet-cidr-assoc-0"),
            "InvalidSubnetCidrBlockAssociationID.NotFound",
        );
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        twin.ec2(&end(&id)).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_subnet_has_none_and_the_vpc_can_lose_its_own() {
        let twin = Twin::empty();
        let (subnet, id) = subnet6(&twin);
        let vpc = found(&twin, "DescribeSubnets", "subnet-id", &subnet, "vpcId").remove(0);
        let of_vpc = found(&twin, "DescribeVpcs", "vpc-id", &vpc, "associationId").remove(1);
        let end = format!("DisassociateVpcCidrBlock&AssociationId={of_vpc}");
        assert_eq!(twin.ec2(&end).error().1, "InvalidCidrBlock.InUse");
        twin.ec2(&format!("ModifySubnetAttribute&SubnetId={subnet}&AssignIpv6AddressOnCreation.Value=true")).ok();
        twin.ec2(&format!("DisassociateSubnetCidrBlock&AssociationId={id}")).ok();
        let shown = twin.ec2(&format!("DescribeSubnets&SubnetId.1={subnet}"));
        assert!(shown.all("ipv6CidrBlock").is_empty());
        assert_eq!(shown.one("assignIpv6AddressOnCreation"), "false");
        twin.ec2(&end).ok();
    }
}
