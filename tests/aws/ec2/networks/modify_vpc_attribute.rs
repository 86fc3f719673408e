use crate::support::{Answer, Twin};

const RUN: &str = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";

fn modify(twin: &Twin, id: &str, rest: &str) -> Answer {
    twin.ec2(&format!("ModifyVpcAttribute&VpcId={id}{rest}"))
}

fn value(twin: &Twin, id: &str, attribute: &str) -> String {
    twin.ec2(&format!("DescribeVpcAttribute&VpcId={id}&Attribute={attribute}")).one("value")
}

fn made(twin: &Twin) -> String {
    twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let id = made(&twin);
        insta::assert_snapshot!(modify(&twin, &id, "&EnableDnsHostnames.Value=true").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyVpcAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return></ModifyVpcAttributeResponse>
        "#);
    }

    #[test]
    fn attributes_are_shown_as_set() {
        let twin = Twin::empty();
        let id = made(&twin);
        for (parameter, attribute, on) in [
            ("EnableDnsHostnames", "enableDnsHostnames", true),
            ("EnableDnsHostnames", "enableDnsHostnames", false),
            ("EnableDnsSupport", "enableDnsSupport", false),
            ("EnableDnsSupport", "enableDnsSupport", true),
            ("EnableNetworkAddressUsageMetrics", "enableNetworkAddressUsageMetrics", true),
        ] {
            modify(&twin, &id, &format!("&{parameter}.Value={on}")).ok();
            assert_eq!(value(&twin, &id, attribute), on.to_string(), "{attribute}");
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_vpc_and_one_attribute_are_named() {
        let twin = Twin::empty();
        let id = made(&twin);
        assert_eq!(twin.ec2("ModifyVpcAttribute&EnableDnsSupport.Value=true").error().1, "MissingParameter");
        assert_eq!(modify(&twin, &id, "").error().1, "MissingParameter");
        assert_eq!(modify(&twin, "vpc-0", "&EnableDnsSupport.Value=true").error().1, "InvalidVpcID.NotFound");
        assert_eq!(modify(&twin, &id, "&EnableDnsSupport.Value=yes").error().1, "InvalidParameterValue");
        let text = "Fields for multiple attribute types specified: enableDnsHostnames, enableDnsSupport";
        let both = "&EnableDnsSupport.Value=true&EnableDnsHostnames.Value=true";
        assert_eq!(modify(&twin, &id, both).error(), (400, "InvalidParameterCombination".into(), text.into()));
    }

    #[test]
    fn host_names_need_dns_support() {
        let twin = Twin::empty();
        let id = made(&twin);
        modify(&twin, &id, "&EnableDnsSupport.Value=false").ok();
        assert_eq!(modify(&twin, &id, "&EnableDnsHostnames.Value=true").error().1, "InvalidParameterCombination");
        assert_eq!(value(&twin, &id, "enableDnsHostnames"), "false");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn instances_have_public_names_while_the_vpc_has() {
        let twin = Twin::empty();
        let id = twin.ec2("DescribeVpcs").one("vpcId");
        twin.ec2(RUN).ok();
        let names = || twin.ec2("DescribeInstances").one("dnsName");
        assert!(names().starts_with("ec2-"));
        for off in ["EnableDnsHostnames", "EnableDnsSupport"] {
            modify(&twin, &id, &format!("&{off}.Value=false")).ok();
            assert_eq!(names(), "", "{off}");
            let interface = twin.ec2("DescribeNetworkInterfaces");
            assert!(interface.all("publicDnsName").iter().all(String::is_empty), "{off}");
            assert!(interface.all("privateDnsName").is_empty(), "{off}");
            modify(&twin, &id, &format!("&{off}.Value=true")).ok();
            assert!(names().starts_with("ec2-"), "{off}");
        }
    }

    #[test]
    fn other_vpcs_are_as_they_were() {
        let twin = Twin::empty();
        let (one, other) = (made(&twin), made(&twin));
        modify(&twin, &one, "&EnableDnsHostnames.Value=true").ok();
        assert_eq!(value(&twin, &other, "enableDnsHostnames"), "false");
    }
}
