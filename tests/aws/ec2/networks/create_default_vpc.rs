use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcs", "DescribeSubnets"];

/// Deletes the default VPC with all that is in it.
fn delete_default(twin: &Twin) {
    let vpc = twin.ec2("DescribeVpcs").one("vpcId");
    let gateway = twin.ec2("DescribeInternetGateways").one("internetGatewayId");
    twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}")).ok();
    twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={gateway}")).ok();
    for subnet in twin.ec2("DescribeSubnets").all("subnetId") {
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
    }
    twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).ok();
}

mod reading {
    use super::*;

    #[test]
    fn it_is_the_default_one() {
        let twin = Twin::empty();
        delete_default(&twin);
        insta::assert_snapshot!(twin.ec2("CreateDefaultVpc").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateDefaultVpcResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>9a3601eb-241a-4dfa-9bb7-db5dd852b8d5</requestId><vpc><vpcId>vpc-01203828746c4d98f</vpcId><ownerId>123456789012</ownerId><state>pending</state><cidrBlock>172.31.0.0/16</cidrBlock><cidrBlockAssociationSet><item><cidrBlock>172.31.0.0/16</cidrBlock><associationId>vpc-cidr-assoc-01203828746c4d98f</associationId><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet><ipv6CidrBlockAssociationSet/><dhcpOptionsId>dopt-05c8591bd1eeadc09</dhcpOptionsId><instanceTenancy>default</instanceTenancy><isDefault>true</isDefault></vpc></CreateDefaultVpcResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn there_is_none() {
        let twin = Twin::empty();
        let text = refused_without_change(&twin, LOOK, "CreateDefaultVpc", "DefaultVpcAlreadyExists");
        assert_eq!(text, "A Default VPC already exists for this account in this region.");
        delete_default(&twin);
        refused_without_change(&twin, LOOK, "CreateDefaultVpc&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_all_that_the_first_one_had() {
        let twin = Twin::empty();
        let look = [
            "DescribeSubnets",
            "DescribeRouteTables",
            "DescribeInternetGateways",
            "DescribeNetworkAcls",
            "DescribeSecurityGroups",
        ];
        let count = || look.map(|look| twin.ec2(look).all("ownerId").len());
        let before = count();
        delete_default(&twin);
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
        assert_eq!(twin.ec2(run).error().1, "VPCIdNotSpecified");
        twin.ec2("CreateDefaultVpc").ok();
        assert_eq!(count(), before);
        twin.ec2(run).ok();
    }
}
