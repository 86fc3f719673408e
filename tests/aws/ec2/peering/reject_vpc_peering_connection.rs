use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        assert_eq!(twin.ec2(&format!("RejectVpcPeeringConnection&VpcPeeringConnectionId={id}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_request_waits() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        let reject = format!("RejectVpcPeeringConnection&VpcPeeringConnectionId={id}");
        refused_without_change(&twin, LOOK, &format!("{reject}&DryRun=true"), "DryRunOperation");
        twin.ec2(&reject).ok();
        refused_without_change(&twin, LOOK, &reject, "InvalidStateTransition");
        let unknown = "RejectVpcPeeringConnection&VpcPeeringConnectionId=pcx-00000000";
        refused_without_change(&twin, LOOK, unknown, "InvalidVpcPeeringConnectionID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn another_request_can_be_made() {
        let twin = Twin::empty();
        let (one, other, id) = peers(&twin);
        twin.ec2(&format!("RejectVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        assert_eq!(status(&twin, &id), "rejected");
        assert_ne!(request(&twin, &other, &one), id);
        twin.advance("2h");
        assert_eq!(twin.ec2("DescribeVpcPeeringConnections").all("vpcPeeringConnectionId").len(), 1);
    }
}
