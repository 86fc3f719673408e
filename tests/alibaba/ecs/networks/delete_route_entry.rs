use super::{entry, make_nat, make_vpc, table};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

const CREATE: &str = "CreateRouteEntry&NextHopType=NatGateway";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let (nat, table) = (make_nat(&twin, &vpc), table(&twin, &vpc));
        entry(&twin, CREATE, &table, &nat).ok();
        insta::assert_snapshot!(entry(&twin, "DeleteRouteEntry", &table, &nat).ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there() {
        let twin = Twin::empty();
        let table = table(&twin, &make_vpc(&twin));
        assert_eq!(twin.ecs("DeleteRouteEntry&DestinationCidrBlock=10.0.0.0/8").error(), missing("RouteTableId"));
        let unknown = refusal(400, "InvalidRouteEntry.NotFound", "Route entry not exists.");
        assert_eq!(entry(&twin, "DeleteRouteEntry", &table, "i-1").error(), unknown);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let (nat, table) = (make_nat(&twin, &vpc), table(&twin, &vpc));
        entry(&twin, CREATE, &table, &nat).ok();
        entry(&twin, "DeleteRouteEntry", &table, &nat).ok();
        entry(&twin, CREATE, &table, &nat).ok();
    }
}
