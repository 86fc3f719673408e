use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeInternetGateways", "DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let id = made(&twin, "CreateInternetGateway", "internetGatewayId");
        let attach = format!("AttachInternetGateway&InternetGatewayId={id}&VpcId={vpc}");
        assert_eq!(twin.ec2(&attach).one("return"), "true");
        assert_eq!(found(&twin, "DescribeInternetGateways", "attachment.vpc-id", &vpc, "internetGatewayId"), [id]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn neither_has_another() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        let id = gateway(&twin, &one);
        let spare = made(&twin, "CreateInternetGateway", "internetGatewayId");
        let attach = |id: &str, vpc: &str| format!("AttachInternetGateway&InternetGatewayId={id}&VpcId={vpc}");
        let text = refused_without_change(&twin, LOOK, &attach(&id, &other), "Resource.AlreadyAssociated");
        assert_eq!(text, format!("resource {id} is already attached to network {one}"));
        let text = refused_without_change(&twin, LOOK, &attach(&spare, &one), "InvalidParameterValue");
        assert_eq!(text, format!("Network {one} already has an internet gateway attached"));
        for (id, vpc, code) in [
            ("igw-00000000", &*one, "InvalidInternetGatewayID.NotFound"),
            ("igw-x", &one, "InvalidInternetGatewayId.Malformed"),
            (&spare, "vpc-0", "InvalidVpcID.NotFound"),
            ("", &one, "MissingParameter"),
        ] {
            refused_without_change(&twin, LOOK, &attach(id, vpc), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_dry_run_is_answered_before_the_parameters() {
        let twin = Twin::empty();
        refused_without_change(&twin, LOOK, "AttachInternetGateway&DryRun=true", "DryRunOperation");
    }

    #[test]
    fn routes_lead_there_while_it_is_attached() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let (id, table) = (gateway(&twin, &vpc), table(&twin, &vpc));
        let to = format!("&InternetGatewayId={id}&VpcId={vpc}");
        twin.ec2(&format!("CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0&GatewayId={id}")).ok();
        assert_eq!(twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).error().1, "DependencyViolation");
        twin.ec2(&format!("DetachInternetGateway{to}")).ok();
        assert!(route_table(&twin, &table).ok().contains("<state>blackhole</state>"));
        twin.ec2(&format!("AttachInternetGateway{to}")).ok();
        assert!(!route_table(&twin, &table).ok().contains("<state>blackhole</state>"));
    }

    #[test]
    fn instances_get_elastic_addresses() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let instance = instance(&twin, &subnet(&twin, &vpc, "10.0.1.0/24"));
        let allocation = made(&twin, "AllocateAddress", "allocationId");
        let associate = format!("AssociateAddress&AllocationId={allocation}&InstanceId={instance}");
        assert_eq!(twin.ec2(&associate).error().1, "Gateway.NotAttached");
        gateway(&twin, &vpc);
        twin.ec2(&associate).ok();
    }
}
