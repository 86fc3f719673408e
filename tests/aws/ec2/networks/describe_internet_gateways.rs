use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn that_of_the_default_vpc() {
        insta::assert_snapshot!(Twin::empty().ec2("DescribeInternetGateways").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInternetGatewaysResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><internetGatewaySet><item><internetGatewayId>igw-05c8590745c9330a5</internetGatewayId><ownerId>123456789012</ownerId><attachmentSet><item><vpcId>vpc-012037a811449eb6e</vpcId><state>available</state></item></attachmentSet></item></internetGatewaySet></DescribeInternetGatewaysResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        let error = |more: &str| twin.ec2(&format!("DescribeInternetGateways&{more}")).error().1;
        assert_eq!(error("InternetGatewayId.1=igw-00000000000000000"), "InvalidInternetGatewayID.NotFound");
        assert_eq!(error("InternetGatewayId.1=x"), "InvalidInternetGatewayId.Malformed");
        assert_eq!(error("MaxResults=4"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=5&InternetGatewayId.1=igw-00000000000000000"), "InvalidParameterCombination");
        assert_eq!(error("Filter.1.Name=colour&Filter.1.Value.1=red"), "InvalidParameterValue");
        assert_eq!(error("DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn only_the_default_vpc_has_one() {
        let twin = Twin::empty();
        let default = twin.ec2("DescribeVpcs").one("vpcId");
        let made = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let of = |name: &str, value: &str| {
            let filter = format!("&Filter.1.Name={name}&Filter.1.Value.1={value}");
            twin.ec2(&format!("DescribeInternetGateways{filter}")).all("internetGatewayId")
        };
        let gateway = of("attachment.vpc-id", &default);
        assert_eq!(gateway.len(), 1);
        assert_eq!(of("attachment.vpc-id", &made).len(), 0);
        assert_eq!(of("attachment.state", "available"), gateway);
        assert_eq!(of("internet-gateway-id", "igw-*"), gateway);
        assert_eq!(of("tag-key", "*").len(), 0);
        let one = twin.ec2(&format!("DescribeInternetGateways&InternetGatewayId.1={}", gateway[0]));
        assert_eq!(one.one("vpcId"), default);
    }
}
