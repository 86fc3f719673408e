use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        assert_eq!(twin.ec2(&format!("DeleteVpcPeeringConnection&VpcPeeringConnectionId={id}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there_and_not_deleted() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        let delete = format!("DeleteVpcPeeringConnection&VpcPeeringConnectionId={id}");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        refused_without_change(&twin, LOOK, &delete, "InvalidStateTransition");
        refused_without_change(&twin, LOOK, "DeleteVpcPeeringConnection", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn routes_to_it_lead_nowhere() {
        let twin = Twin::empty();
        let (one, _, id) = peers(&twin);
        twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        let table = table(&twin, &one);
        let route = format!("RouteTableId={table}&DestinationCidrBlock=10.1.0.0/16&VpcPeeringConnectionId={id}");
        twin.ec2(&format!("CreateRoute&{route}")).ok();
        twin.ec2(&format!("DeleteVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        assert_eq!(
            (status(&twin, &id), route_table(&twin, &table).all("state").remove(0)),
            ("deleted".to_owned(), "blackhole".to_owned())
        );
        assert_eq!(twin.ec2(&format!("ReplaceRoute&{route}")).error().1, "InvalidVpcPeeringConnectionID.NotFound");
    }
}
