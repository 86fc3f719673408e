use super::{entry, make_nat, make_vpc, table};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

const CREATE: &str = "CreateRouteEntry&NextHopType=NatGateway";

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_its_id() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let nat = make_nat(&twin, &vpc);
        insta::assert_snapshot!(entry(&twin, CREATE, &table(&twin, &vpc), &nat).ok(), @r#"{"RequestId":"E5AD0F70-0740-418D-8B6A-837B82D90BDD","RouteEntryId":"rte-bpgdc5ynk2p7sbop7uep"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_table_and_the_next_hop_are_there() {
        let twin = Twin::empty();
        let table = table(&twin, &make_vpc(&twin));
        assert_eq!(twin.ecs("CreateRouteEntry&DestinationCidrBlock=10.0.0.0/8").error(), missing("RouteTableId"));
        let no_table = refusal(404, "InvalidRouteTableId.NotFound", "Specified route table does not exist.");
        assert_eq!(entry(&twin, CREATE, "vtb-nowhere", "ngw-1").error(), no_table);
        let no_gateway = "Specified value of NatGatewayId is not found in our record.";
        let answer = entry(&twin, CREATE, &table, "ngw-nowhere");
        assert_eq!(answer.error(), refusal(404, "InvalidNatGatewayId.NotFound", no_gateway));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_table_shows_it() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let nat = make_nat(&twin, &vpc);
        let table = table(&twin, &vpc);
        entry(&twin, CREATE, &table, &nat).ok();
        let call = format!("DescribeRouteTables&RegionId=cn-hangzhou&RouteTableId={table}&Type=Custom");
        let shown = twin.vpc(&call).json();
        assert_eq!(shown["RouteTables"]["RouteTable"][0]["RouteEntrys"]["RouteEntry"][0]["InstanceId"], nat);
    }
}
