use super::*;
use crate::alibaba::ecs::missing;

fn unassociate(twin: &Twin, table: &str, v_switch: &str) -> Answer {
    call(twin, &format!("UnassociateRouteTable&RouteTableId={table}&VSwitchId={v_switch}"))
}

mod reading {
    use super::*;

    #[test]
    fn both_are_named() {
        let twin = Twin::empty();
        assert_eq!(call(&twin, "UnassociateRouteTable&VSwitchId=vsw-1").error(), missing("RouteTableId"));
        assert_eq!(call(&twin, "UnassociateRouteTable&RouteTableId=vtb-1").error(), missing("VSwitchId"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let (v_switch, table) = (make_v_switch(&twin, &vpc, ""), make_table(&twin, &vpc));
        let system = system_table(&twin, &vpc);
        assert_eq!(unassociate(&twin, "vtb-nowhere", &v_switch).error(), no_table());
        assert_eq!(unassociate(&twin, &table, "vsw-nowhere").error(), no_v_switch());
        let text = "System route table can not be unassociated.";
        let of_system = refusal(404, "OperationUnsupported.SystemRouteTable", text);
        assert_eq!(unassociate(&twin, &system, &v_switch).error(), of_system);
        let text = "The specified virtual switch and route table does not bind";
        assert_eq!(
            unassociate(&twin, &table, &v_switch).error(),
            refusal(404, "InvalidBindingStatus.RouteTable", text)
        );
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_v_switch_uses_the_systems_table_again() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let (v_switch, table) = (make_v_switch(&twin, &vpc, ""), make_table(&twin, &vpc));
        call(&twin, &format!("AssociateRouteTable&RouteTableId={table}&VSwitchId={v_switch}")).ok();
        unassociate(&twin, &table, &v_switch).ok();
        let attributes = call(&twin, &format!("DescribeVSwitchAttributes&VSwitchId={v_switch}")).json();
        assert_eq!(attributes["RouteTable"]["RouteTableId"], system_table(&twin, &vpc));
        call(&twin, &format!("DeleteRouteTable&RouteTableId={table}")).ok();
    }
}
