use super::*;
use crate::alibaba::ecs::missing;

fn associate(twin: &Twin, table: &str, v_switch: &str) -> Answer {
    call(twin, &format!("AssociateRouteTable&RouteTableId={table}&VSwitchId={v_switch}"))
}

mod reading {
    use super::*;

    #[test]
    fn both_are_named() {
        let twin = Twin::empty();
        assert_eq!(call(&twin, "AssociateRouteTable&VSwitchId=vsw-1").error(), missing("RouteTableId"));
        assert_eq!(call(&twin, "AssociateRouteTable&RouteTableId=vtb-1").error(), missing("VSwitchId"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let (vpc, other) = (make_vpc(&twin, ""), make_vpc(&twin, ""));
        let v_switch = make_v_switch(&twin, &vpc, "");
        let (table, elsewhere) = (make_table(&twin, &vpc), make_table(&twin, &other));
        let system = system_table(&twin, &vpc);
        assert_eq!(associate(&twin, "vtb-nowhere", &v_switch).error(), no_table());
        assert_eq!(associate(&twin, &table, "vsw-nowhere").error(), no_v_switch());
        let text = "The specified virtual switch and route table are not in the same VPC.";
        assert_eq!(associate(&twin, &elsewhere, &v_switch).error(), refusal(404, "Forbidden.NotInSameVpc", text));
        let text = "The associated route tables cannot be directly changed to system route tables.";
        let to_system = refusal(400, "OperationDenied.SwitchToSystemRouteTable", text);
        assert_eq!(associate(&twin, &system, &v_switch).error(), to_system);
        associate(&twin, &table, &v_switch).ok();
        let text = "The specified virtual switch already associates route table.";
        let again = refusal(404, "Forbidden.VSwitchAlreadyAssociatedRouteTable", text);
        assert_eq!(associate(&twin, &table, &v_switch).error(), again);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_v_switch_shows_its_table_and_the_table_its_v_switch() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let (v_switch, table) = (make_v_switch(&twin, &vpc, ""), make_table(&twin, &vpc));
        let seen = || {
            let v_switch = super::super::super::v_switches(&twin, &format!("&VpcId={vpc}")).remove(0);
            (v_switch["RouteTable"]["RouteTableId"].clone(), v_switch["RouteTable"]["RouteTableType"].clone())
        };
        assert_eq!(seen(), (system_table(&twin, &vpc).into(), "System".into()));
        associate(&twin, &table, &v_switch).ok();
        assert_eq!(seen(), (table.clone().into(), "Custom".into()));
        let listed = tables(&twin, &format!("&VpcId={vpc}"));
        let of = |table: &str| {
            let found = listed.iter().find(|one| one["RouteTableId"] == table).expect("the table");
            found["VSwitchIds"]["VSwitchId"].clone()
        };
        assert_eq!(of(&table), serde_json::json!([v_switch]));
        assert_eq!(of(&system_table(&twin, &vpc)), serde_json::json!([]));
    }
}
