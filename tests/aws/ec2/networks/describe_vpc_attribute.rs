use crate::support::{Answer, Twin};

fn describe(twin: &Twin, id: &str, attribute: &str) -> Answer {
    twin.ec2(&format!("DescribeVpcAttribute&VpcId={id}&Attribute={attribute}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_one_attribute() {
        let twin = Twin::empty();
        let id = twin.ec2("DescribeVpcs").one("vpcId");
        insta::assert_snapshot!(describe(&twin, &id, "enableDnsSupport").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVpcAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><vpcId>vpc-012037a811449eb6e</vpcId><enableDnsSupport><value>true</value></enableDnsSupport></DescribeVpcAttributeResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn vpc_and_attribute_are_named() {
        let twin = Twin::empty();
        let id = twin.ec2("DescribeVpcs").one("vpcId");
        assert_eq!(twin.ec2(&format!("DescribeVpcAttribute&VpcId={id}")).error().1, "MissingParameter");
        assert_eq!(twin.ec2("DescribeVpcAttribute&Attribute=enableDnsSupport").error().1, "MissingParameter");
        assert_eq!(describe(&twin, &id, "colour").error().1, "InvalidParameterValue");
        let nowhere = describe(&twin, "vpc-00000000000000000", "enableDnsSupport");
        assert_eq!(nowhere.error().1, "InvalidVpcID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn host_names_are_for_the_default_one() {
        let twin = Twin::empty();
        let default = twin.ec2("DescribeVpcs").one("vpcId");
        let made = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let value = |id: &str, attribute: &str| describe(&twin, id, attribute).one("value");
        assert_eq!(value(&default, "enableDnsHostnames"), "true");
        assert_eq!(value(&made, "enableDnsHostnames"), "false");
        assert_eq!(value(&made, "enableDnsSupport"), "true");
        assert_eq!(value(&made, "enableNetworkAddressUsageMetrics"), "false");
    }
}
