use super::{make_vpc, table};
use crate::alibaba::ecs::refusal;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn every_field() {
        let twin = Twin::empty();
        let table = table(&twin, &make_vpc(&twin));
        let call = format!("DescribeRouteTables&RegionId=cn-hangzhou&RouteTableId={table}");
        insta::assert_snapshot!(twin.ecs(&call).ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919","TotalCount":1,"PageNumber":1,"PageSize":10,"RouteTables":{"RouteTable":[{"CreationTime":"2026-11-21T08:00:00Z","Status":"Available","VRouterId":"vrt-bpgdc5k87trk5kz4urm7","RouteTableType":"System","ResourceGroupId":"","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","RouteEntrys":{"RouteEntry":[{"Type":"System","Status":"Available","NextHopType":"service","RouteEntryName":"","RouteEntryId":"","InstanceId":"","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","Description":"","DestinationCidrBlock":"100.64.0.0/10","NextHops":{"NextHop":[]}}]},"VSwitchIds":{"VSwitchId":[]}}]}}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_router_is_there() {
        let twin = Twin::empty();
        let unknown = refusal(400, "InvalidVRouterId.NotFound", "Specified virtual router does not exist.");
        assert_eq!(twin.ecs("DescribeRouteTables&RegionId=cn-hangzhou&VRouterId=vrt-nowhere").error(), unknown);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_vpc_has_one() {
        let twin = Twin::empty();
        let one = table(&twin, &make_vpc(&twin));
        let other = table(&twin, &make_vpc(&twin));
        assert_ne!(one, other);
        assert_eq!(twin.ecs("DescribeRouteTables&RegionId=cn-hangzhou").json()["TotalCount"], 3);
    }
}
