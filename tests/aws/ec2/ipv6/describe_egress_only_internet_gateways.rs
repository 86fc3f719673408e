use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeEgressOnlyInternetGateways", "DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn none() {
        let answer = Twin::empty().ec2("DescribeEgressOnlyInternetGateways");
        assert!(answer.ok().contains("<egressOnlyInternetGatewaySet/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("EgressOnlyInternetGatewayId.1=eigw-0", "InvalidGatewayID.NotFound"),
            ("MaxResults=4", "InvalidParameterValue"),
            ("Filter.1.Name=vpc-id&Filter.1.Value.1=x", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeEgressOnlyInternetGateways&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_tags_and_in_pages() {
        let twin = crate::aws::ec2::parts::roomy();
        let vpc = vpc(&twin);
        for _ in 0..6 {
            twin.ec2(&format!("CreateEgressOnlyInternetGateway&VpcId={vpc}")).ok();
        }
        pages(&twin, "DescribeEgressOnlyInternetGateways", 5, "egressOnlyInternetGatewayId");
        let one = twin.ec2("DescribeEgressOnlyInternetGateways").all("egressOnlyInternetGatewayId").remove(0);
        twin.ec2(&format!("CreateTags&ResourceId.1={one}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        let by_tag =
            found(&twin, "DescribeEgressOnlyInternetGateways", "tag:Name", "mine", "egressOnlyInternetGatewayId");
        assert_eq!(by_tag, [one]);
    }
}
