use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeEgressOnlyInternetGateways", "DescribeRouteTables"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let id = made(
            &twin,
            &format!("CreateEgressOnlyInternetGateway&VpcId={}", vpc(&twin)),
            "egressOnlyInternetGatewayId",
        );
        let delete = format!("DeleteEgressOnlyInternetGateway&EgressOnlyInternetGatewayId={id}");
        assert_eq!(twin.ec2(&delete).one("returnCode"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        let twin = Twin::empty();
        refused_without_change(&twin, LOOK, "DeleteEgressOnlyInternetGateway", "MissingParameter");
        let delete = "DeleteEgressOnlyInternetGateway&EgressOnlyInternetGatewayId=eigw-0";
        let text = refused_without_change(&twin, LOOK, delete, "InvalidGatewayID.NotFound");
        assert_eq!(text, "The eigw ID 'eigw-0' does not exist");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let id = made(
            &twin,
            &format!("CreateEgressOnlyInternetGateway&VpcId={}", vpc(&twin)),
            "egressOnlyInternetGatewayId",
        );
        let delete = format!("DeleteEgressOnlyInternetGateway&EgressOnlyInternetGatewayId={id}");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert_eq!(twin.ec2(&delete).error().1, "InvalidGatewayID.NotFound");
    }
}
