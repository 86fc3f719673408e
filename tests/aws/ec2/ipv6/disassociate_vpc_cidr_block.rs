use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcs", "DescribeSubnets", "DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_range_that_is_taken() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let id = made(&twin, &format!("AssociateVpcCidrBlock&VpcId={vpc}&CidrBlock=10.1.0.0/16"), "associationId");
        insta::assert_snapshot!(twin.ec2(&format!("DisassociateVpcCidrBlock&AssociationId={id}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DisassociateVpcCidrBlockResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><vpcId>vpc-01203828746c4d98f</vpcId><cidrBlockAssociation><cidrBlock>10.1.0.0/16</cidrBlock><associationId>vpc-cidr-assoc-0120387d7073e3eab</associationId><cidrBlockState><state>disassociating</state></cidrBlockState></cidrBlockAssociation></DisassociateVpcCidrBlockResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn not_the_first_one_nor_one_in_use() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let end = |id: &str| format!("DisassociateVpcCidrBlock&AssociationId={id}");
        let first = found(&twin, "DescribeVpcs", "vpc-id", &vpc, "associationId").remove(0);
        refused_without_change(&twin, LOOK, &end(&first), "OperationNotPermitted");
        let id = made(&twin, &format!("AssociateVpcCidrBlock&VpcId={vpc}&CidrBlock=10.1.0.0/16"), "associationId");
        subnet(&twin, &vpc, "10.1.1.0/24");
        refused_without_change(&twin, LOOK, &end(&id), "InvalidCidrBlock.InUse");
        let text =
            refused_without_change(&twin, LOOK, &end("vpc-cidr-assoc-0"), "InvalidVpcCidrBlockAssociationID.NotFound");
        assert_eq!(text, "The vpc CIDR block association ID 'vpc-cidr-assoc-0' does not exist");
        refused_without_change(&twin, LOOK, "DisassociateVpcCidrBlock", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_routes_go_with_it() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let table = table(&twin, &vpc);
        let before = route_table(&twin, &table).anonymous();
        for range in ["CidrBlock=10.1.0.0/16", "AmazonProvidedIpv6CidrBlock=true"] {
            let id = made(&twin, &format!("AssociateVpcCidrBlock&VpcId={vpc}&{range}"), "associationId");
            assert_ne!(route_table(&twin, &table).anonymous(), before);
            twin.ec2(&format!("DisassociateVpcCidrBlock&AssociationId={id}")).ok();
            assert_eq!(route_table(&twin, &table).anonymous(), before);
        }
    }
}
