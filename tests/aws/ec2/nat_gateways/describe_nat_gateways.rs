use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeNatGateways"];

mod reading {
    use super::*;

    #[test]
    fn a_private_one_has_no_elastic_address() {
        let twin = Twin::empty();
        let subnet = subnet(&twin, &vpc(&twin), "10.0.1.0/24");
        twin.ec2(&format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private")).ok();
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeNatGateways")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeNatGatewaysResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><natGatewaySet>
        <item><subnetId>subnet-0120387d7073e3eab</subnetId><natGatewayAddressSet>
        <item><networkInterfaceId>eni-0120389818d3e8d53</networkInterfaceId><privateIp>10.0.1.4</privateIp><isPrimary>true</isPrimary>
        <status>succeeded</status></item></natGatewayAddressSet><createTime>2026-11-21T08:00:00.000Z</createTime>
        <vpcId>vpc-01203828746c4d98f</vpcId><natGatewayId>nat-012038882d9685d45</natGatewayId><state>available</state>
        <connectivityType>private</connectivityType><availabilityMode>zonal</availabilityMode></item></natGatewaySet>
        </DescribeNatGatewaysResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("NatGatewayId.1=nat-00000000", "NatGatewayNotFound"),
            ("NatGatewayId.1=x", "NatGatewayMalformed"),
            ("MaxResults=4", "InvalidParameterValue"),
            ("MaxResults=5&NatGatewayId.1=nat-00000000", "InvalidParameterCombination"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("NextToken=x", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeNatGateways&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = crate::aws::ec2::parts::roomy();
        let vpc = vpc(&twin);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/24");
        for _ in 0..7 {
            twin.ec2(&format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private")).ok();
        }
        pages(&twin, "DescribeNatGateways", 5, "natGatewayId");
        let one = twin.ec2("DescribeNatGateways").all("natGatewayId").remove(0);
        twin.ec2(&format!("CreateTags&ResourceId.1={one}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        assert_eq!(found(&twin, "DescribeTags", "resource-type", "natgateway", "resourceId"), [one.as_str()]);
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("nat-gateway-id", &*one, 1),
            ("state", "available", 7),
            ("state", "pending", 0),
            ("subnet-id", &subnet, 7),
            ("vpc-id", &vpc, 7),
        ] {
            assert_eq!(found(&twin, "DescribeNatGateways", name, value, "natGatewayId").len(), count, "{name} {value}");
        }
    }
}
