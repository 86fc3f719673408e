use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_default_vpc_is_there() {
        insta::assert_snapshot!(Twin::empty().ec2("DescribeVpcs").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><vpcSet><item><vpcId>vpc-012037a811449eb6e</vpcId><ownerId>123456789012</ownerId><state>available</state><cidrBlock>172.31.0.0/16</cidrBlock><cidrBlockAssociationSet><item><cidrBlock>172.31.0.0/16</cidrBlock><associationId>vpc-cidr-assoc-012037a811449eb6e</associationId><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet><dhcpOptionsId>dopt-05c8591bd1eeadc09</dhcpOptionsId><instanceTenancy>default</instanceTenancy><isDefault>true</isDefault><blockPublicAccessStates><internetGatewayBlockMode>off</internetGatewayBlockMode></blockPublicAccessStates></item></vpcSet></DescribeVpcsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_are_good_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("DescribeVpcs&VpcId.1=vpc-00000000000000000").error().1, "InvalidVpcID.NotFound");
        assert_eq!(twin.ec2("DescribeVpcs&VpcId.1=vpc-x").error().1, "InvalidVpcID.NotFound");
    }

    #[test]
    fn pages_have_5_to_1000_and_no_ids() {
        let twin = Twin::empty();
        for max in [4, 1001] {
            assert_eq!(twin.ec2(&format!("DescribeVpcs&MaxResults={max}")).error().1, "InvalidParameterValue");
        }
        let answer = twin.ec2("DescribeVpcs&MaxResults=5&VpcId.1=vpc-00000000000000000");
        assert_eq!(answer.error().1, "InvalidParameterCombination");
    }

    #[test]
    fn filters_are_known() {
        let answer = Twin::empty().ec2("DescribeVpcs&Filter.1.Name=colour&Filter.1.Value.1=red").error();
        assert_eq!(answer, (400, "InvalidParameterValue".into(), "The filter 'colour' is invalid".into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_choose() {
        let twin = Twin::empty();
        let made = twin
            .ec2(
                "CreateVpc&CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=vpc\
                 &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=one",
            )
            .one("vpcId");
        let default = twin.ec2("DescribeVpcs&Filter.1.Name=is-default&Filter.1.Value.1=true").one("vpcId");
        assert_ne!(made, default);
        for (name, value) in [
            ("cidr", "10.0.0.0/16"),
            ("cidr-block-association.cidr-block", "10.?.*"),
            ("is-default", "false"),
            ("tag:Name", "o*"),
            ("tag-key", "Name"),
            ("tag-value", "o*"),
            ("vpc-id", &made),
        ] {
            let answer = twin.ec2(&format!("DescribeVpcs&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(answer.all("vpcId"), [made.as_str()], "{name}");
        }
        for (name, value) in [("state", "available"), ("owner-id", "*"), ("dhcp-options-id", "dopt-*")] {
            let answer = twin.ec2(&format!("DescribeVpcs&Filter.1.Name={name}&Filter.1.Value.1={value}"));
            assert_eq!(answer.all("vpcId").len(), 2, "{name}");
        }
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        for _ in 0..6 {
            twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").ok();
        }
        let first = twin.ec2("DescribeVpcs&MaxResults=5");
        let rest = twin.ec2(&format!("DescribeVpcs&MaxResults=5&NextToken={}", first.one("nextToken")));
        assert_eq!((first.all("vpcId").len(), rest.all("vpcId").len(), rest.all("nextToken").len()), (5, 2, 0));
    }
}
