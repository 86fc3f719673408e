use crate::support::{Answer, Twin};

const RUN: &str = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";

/// The ids of the default VPC and of its gateway.
fn ids(twin: &Twin) -> (String, String) {
    (twin.ec2("DescribeVpcs").one("vpcId"), twin.ec2("DescribeInternetGateways").one("internetGatewayId"))
}

fn detach(twin: &Twin, (vpc, gateway): &(String, String)) -> Answer {
    twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        insta::assert_snapshot!(detach(&twin, &ids(&twin)).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DetachInternetGatewayResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return></DetachInternetGatewayResponse>
        "#);
    }

    #[test]
    fn the_gateway_is_shown_without_a_vpc() {
        let twin = Twin::empty();
        let (vpc, gateway) = ids(&twin);
        detach(&twin, &(vpc.clone(), gateway.clone())).ok();
        let shown = twin.ec2("DescribeInternetGateways");
        assert!(shown.ok().contains("<attachmentSet/>"), "{}", shown.ok());
        for (filter, found) in [("attachment.vpc-id", 0), ("attachment.state", 0), ("internet-gateway-id", 1)] {
            let value = if filter == "internet-gateway-id" { &gateway } else { "*" };
            let answer = twin.ec2(&format!("DescribeInternetGateways&Filter.1.Name={filter}&Filter.1.Value.1={value}"));
            assert_eq!(answer.all("internetGatewayId").len(), found, "{filter}");
        }
        let blackholes = "DescribeRouteTables&Filter.1.Name=route.state&Filter.1.Value.1=blackhole";
        assert_eq!(twin.ec2(blackholes).all("gatewayId"), [gateway.as_str(), "local"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn gateway_and_vpc_are_named_and_there() {
        let twin = Twin::empty();
        let (vpc, gateway) = ids(&twin);
        let error = |parameters: &str| twin.ec2(&format!("DetachInternetGateway{parameters}")).error();
        assert_eq!(error(&format!("&VpcId={vpc}")).2, "The request must contain the parameter InternetGatewayId");
        assert_eq!(error(&format!("&InternetGatewayId={gateway}")).2, "The request must contain the parameter VpcId");
        assert_eq!(
            error(&format!("&VpcId={vpc}&InternetGatewayId=igw-00000000")).1,
            "InvalidInternetGatewayID.NotFound"
        );
        assert_eq!(error(&format!("&VpcId=vpc-0&InternetGatewayId={gateway}")).1, "InvalidVpcID.NotFound");
    }

    #[test]
    fn the_gateway_is_attached_to_the_vpc() {
        let twin = Twin::empty();
        let (vpc, gateway) = ids(&twin);
        let other = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let refusal = |vpc: &str| {
            (400, "Gateway.NotAttached".to_owned(), format!("resource {gateway} is not attached to network {vpc}"))
        };
        assert_eq!(detach(&twin, &(other.clone(), gateway.clone())).error(), refusal(&other));
        detach(&twin, &(vpc.clone(), gateway.clone())).ok();
        assert_eq!(detach(&twin, &(vpc.clone(), gateway.clone())).error(), refusal(&vpc));
    }

    #[test]
    fn nothing_there_has_a_public_address() {
        let twin = Twin::empty();
        let ids = ids(&twin);
        let instance = twin.ec2(RUN).one("instanceId");
        let text = format!(
            "Network {} has some mapped public address(es). Please unmap those public address(es) before detaching the \
             gateway.",
            ids.0
        );
        assert_eq!(detach(&twin, &ids).error(), (400, "DependencyViolation".into(), text));
        twin.ec2(&format!("StopInstances&InstanceId.1={instance}")).ok();
        detach(&twin, &ids).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_dry_run_detaches_nothing() {
        let twin = Twin::empty();
        let (vpc, gateway) = ids(&twin);
        let answer = twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}&DryRun=true"));
        assert_eq!(answer.error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeInternetGateways").one("vpcId"), vpc);
    }

    #[test]
    fn nothing_there_can_get_an_elastic_address() {
        let twin = Twin::empty();
        let ids = ids(&twin);
        let instance = twin.ec2(RUN).one("instanceId");
        twin.ec2(&format!("StopInstances&InstanceId.1={instance}")).ok();
        detach(&twin, &ids).ok();
        let allocation = twin.ec2("AllocateAddress").one("allocationId");
        let answer = twin.ec2(&format!("AssociateAddress&AllocationId={allocation}&InstanceId={instance}"));
        assert_eq!(answer.error().1, "Gateway.NotAttached");
    }

    #[test]
    fn the_default_vpc_can_be_emptied_and_deleted() {
        let twin = Twin::empty();
        let (vpc, gateway) = ids(&twin);
        let delete = || twin.ec2(&format!("DeleteVpc&VpcId={vpc}"));
        detach(&twin, &(vpc.clone(), gateway.clone())).ok();
        twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={gateway}")).ok();
        assert_eq!(delete().error().1, "DependencyViolation", "its subnets");
        for subnet in twin.ec2("DescribeSubnets").all("subnetId") {
            twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
        }
        let none = format!("No subnets found for the default VPC '{vpc}'. Please specify a subnet.");
        assert_eq!(twin.ec2(RUN).error(), (400, "MissingInput".into(), none));
        delete().ok();
        assert!(twin.ec2("DescribeVpcs").all("vpcId").is_empty());
        assert_eq!(twin.ec2("DescribeAccountAttributes&AttributeName.1=default-vpc").one("attributeValue"), "none");
        let none = (400, "VPCIdNotSpecified".to_owned(), "No default VPC for this user".to_owned());
        assert_eq!(twin.ec2(RUN).error(), none);
        assert_eq!(twin.ec2(&format!("{RUN}&SecurityGroup.1=default")).error(), none);
        assert_eq!(twin.ec2("CreateSecurityGroup&GroupName=g&GroupDescription=g").error(), none);
    }
}
