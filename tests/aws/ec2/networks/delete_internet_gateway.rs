use crate::support::Twin;

/// A world, and the id of the gateway of its default VPC, which is detached.
fn detached() -> (Twin, String) {
    let twin = Twin::empty();
    let (gateway, vpc) =
        (twin.ec2("DescribeInternetGateways").one("internetGatewayId"), twin.ec2("DescribeVpcs").one("vpcId"));
    twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}")).ok();
    (twin, gateway)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let (twin, id) = detached();
        insta::assert_snapshot!(twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={id}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteInternetGatewayResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><return>true</return></DeleteInternetGatewayResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_gateway_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(
            twin.ec2("DeleteInternetGateway").error().2,
            "The request must contain the parameter InternetGatewayId"
        );
        let text = "The internetGateway ID 'igw-00000000' does not exist";
        let answer = twin.ec2("DeleteInternetGateway&InternetGatewayId=igw-00000000").error();
        assert_eq!(answer, (400, "InvalidInternetGatewayID.NotFound".into(), text.into()));
    }

    #[test]
    fn it_is_attached_to_nothing() {
        let twin = Twin::empty();
        let id = twin.ec2("DescribeInternetGateways").one("internetGatewayId");
        let text = format!("The internetGateway '{id}' has dependencies and cannot be deleted.");
        let answer = twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={id}"));
        assert_eq!(answer.error(), (400, "DependencyViolation".into(), text));
        assert_eq!(twin.ec2("DescribeInternetGateways").one("internetGatewayId"), id);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let (twin, id) = detached();
        let delete = |more: &str| twin.ec2(&format!("DeleteInternetGateway&InternetGatewayId={id}{more}"));
        assert_eq!(delete("&DryRun=true").error().1, "DryRunOperation");
        delete("").ok();
        assert!(twin.ec2("DescribeInternetGateways").all("internetGatewayId").is_empty());
        assert_eq!(delete("").error().1, "InvalidInternetGatewayID.NotFound");
        assert!(twin.ec2("DescribeRouteTables").all("state").contains(&"blackhole".to_owned()), "the route stays");
    }
}
