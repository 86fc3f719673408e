use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcEndpointServices"];

mod reading {
    use super::*;

    #[test]
    fn one_with_both_kinds() {
        let answer = Twin::empty().ec2("DescribeVpcEndpointServices&ServiceName.1=com.amazonaws.us-east-1.s3");
        insta::assert_snapshot!(super::super::super::lines(&answer), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeVpcEndpointServicesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><serviceNameSet>
        <item>com.amazonaws.us-east-1.s3</item></serviceNameSet><serviceDetailSet>
        <item><serviceName>com.amazonaws.us-east-1.s3</serviceName><serviceId>vpce-svc-0ff74fda04f7d04fd</serviceId>
        <serviceType>
        <item><serviceType>Gateway</serviceType></item></serviceType><serviceRegion>us-east-1</serviceRegion>
        <availabilityZoneSet>
        <item>us-east-1a</item>
        <item>us-east-1b</item>
        <item>us-east-1c</item>
        <item>us-east-1d</item>
        <item>us-east-1e</item>
        <item>us-east-1f</item></availabilityZoneSet><availabilityZoneIdSet>
        <item>use1-az2</item>
        <item>use1-az4</item>
        <item>use1-az6</item>
        <item>use1-az1</item>
        <item>use1-az3</item>
        <item>use1-az5</item></availabilityZoneIdSet><owner>amazon</owner><baseEndpointDnsNameSet>
        <item>s3.us-east-1.vpce.amazonaws.com</item></baseEndpointDnsNameSet><vpcEndpointPolicySupported>true</vpcEndpointPolicySupported>
        <acceptanceRequired>false</acceptanceRequired><managesVpcEndpoints>false</managesVpcEndpoints>
        <supportedIpAddressTypeSet>
        <item>ipv4</item></supportedIpAddressTypeSet></item>
        <item><serviceName>com.amazonaws.us-east-1.s3</serviceName><serviceId>vpce-svc-002a552cdcdcbed7c</serviceId>
        <serviceType>
        <item><serviceType>Interface</serviceType></item></serviceType><serviceRegion>us-east-1</serviceRegion>
        <availabilityZoneSet>
        <item>us-east-1a</item>
        <item>us-east-1b</item>
        <item>us-east-1c</item>
        <item>us-east-1d</item>
        <item>us-east-1e</item>
        <item>us-east-1f</item></availabilityZoneSet><availabilityZoneIdSet>
        <item>use1-az2</item>
        <item>use1-az4</item>
        <item>use1-az6</item>
        <item>use1-az1</item>
        <item>use1-az3</item>
        <item>use1-az5</item></availabilityZoneIdSet><owner>amazon</owner><baseEndpointDnsNameSet>
        <item>s3.us-east-1.vpce.amazonaws.com</item></baseEndpointDnsNameSet><vpcEndpointPolicySupported>true</vpcEndpointPolicySupported>
        <acceptanceRequired>false</acceptanceRequired><managesVpcEndpoints>false</managesVpcEndpoints>
        <supportedIpAddressTypeSet>
        <item>ipv4</item></supportedIpAddressTypeSet></item></serviceDetailSet></DescribeVpcEndpointServicesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_and_filters() {
        let twin = Twin::empty();
        for (more, code) in [
            ("ServiceName.1=com.amazonaws.us-east-1.odd", "InvalidServiceName"),
            ("MaxResults=0", "InvalidParameterValue"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeVpcEndpointServices&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn every_one_has_endpoints() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        for (kind, least) in [("Gateway", 2), ("Interface", 30)] {
            let names = found(&twin, "DescribeVpcEndpointServices", "service-type", kind, "serviceName");
            assert!(names.len() >= least, "{names:?}");
            for name in names {
                let create = format!("CreateVpcEndpoint&VpcId={vpc}&ServiceName={name}&VpcEndpointType={kind}");
                twin.ec2(&create).ok();
            }
        }
        let elsewhere = twin.ec2("DescribeVpcEndpointServices&ServiceRegion.1=eu-west-1");
        assert!(elsewhere.all("serviceName").is_empty());
        pages(&twin, "DescribeVpcEndpointServices", 10, "serviceId");
    }
}
