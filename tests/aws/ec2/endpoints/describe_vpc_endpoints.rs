use super::*;

const LOOK: &[&str] = &["DescribeVpcEndpoints"];

mod reading {
    use super::*;

    #[test]
    fn none() {
        let answer = Twin::empty().ec2("DescribeVpcEndpoints");
        assert!(answer.ok().contains("<vpcEndpointSet/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("VpcEndpointId.1=vpce-00000000", "InvalidVpcEndpointId.NotFound"),
            ("VpcEndpointId.1=x", "InvalidVpcEndpointId.Malformed"),
            ("MaxResults=0", "InvalidParameterValue"),
            ("MaxResults=5&VpcEndpointId.1=vpce-00000000", "InvalidParameterCombination"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("NextToken=x", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeVpcEndpoints&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        for _ in 0..3 {
            gateway_endpoint(&twin, &vpc, "");
        }
        pages(&twin, "DescribeVpcEndpoints", 2, "vpcEndpointId");
        let one = twin.ec2("DescribeVpcEndpoints").all("vpcEndpointId").remove(0);
        twin.ec2(&format!("CreateTags&ResourceId.1={one}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        assert_eq!(found(&twin, "DescribeTags", "resource-type", "vpc-endpoint", "resourceId"), [one.as_str()]);
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("vpc-endpoint-id", &*one, 1),
            ("vpc-endpoint-type", "Gateway", 3),
            ("vpc-endpoint-type", "Interface", 0),
            ("service-name", "*s3", 3),
            ("vpc-id", &vpc, 3),
        ] {
            assert_eq!(
                found(&twin, "DescribeVpcEndpoints", name, value, "vpcEndpointId").len(),
                count,
                "{name} {value}"
            );
        }
    }
}
