use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let table = make_table(&twin, &make_vpc(&twin, ""));
        let answer = call(&twin, &format!("DeleteRouteTable&RouteTableId={table}")).json();
        assert_eq!(answer.as_object().map(serde_json::Map::len), Some(1), "{answer}");
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let (vpc, v_switch, instance) = with_instance(&twin);
        let (used, full, system) = (make_table(&twin, &vpc), make_table(&twin, &vpc), system_table(&twin, &vpc));
        call(&twin, &format!("AssociateRouteTable&RouteTableId={used}&VSwitchId={v_switch}")).ok();
        let to = format!("&DestinationCidrBlock=192.168.0.0/16&NextHopId={instance}");
        call(&twin, &format!("CreateRouteEntry&RouteTableId={full}{to}")).ok();
        let entries = "You cannot delete the specified route table because it still has custom route entry.";
        let of_system = "Route table can be deleted by this action only when it's type is custom.";
        let status = "The current status of the route table does not support this operation.";
        for (more, error) in [
            ("", refusal(400, "MissingParam.RouteTableId", "The param of RouteTableId is missing.")),
            ("&RouteTableId=vtb-nowhere", no_table()),
            (&format!("&RouteTableId={system}"), refusal(400, "IncorrectRouteTableType", of_system)),
            (&format!("&RouteTableId={used}"), refusal(404, "IncorrectRouteTableStatus", status)),
            (&format!("&RouteTableId={full}"), refusal(400, "IncorrectRouteTableStatus.RouteEntryExist", entries)),
        ] {
            assert_eq!(call(&twin, &format!("DeleteRouteTable{more}")).error(), error, "{more}");
        }
        assert_eq!(tables(&twin, &format!("&VpcId={vpc}")).len(), 3);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let table = make_table(&twin, &vpc);
        call(&twin, &format!("DeleteRouteTable&RouteTableId={table}")).ok();
        assert_eq!(tables(&twin, &format!("&RouteTableId={table}")), [Value::Null; 0]);
        assert_eq!(call(&twin, &format!("DeleteRouteTable&RouteTableId={table}")).error(), no_table());
    }
}
