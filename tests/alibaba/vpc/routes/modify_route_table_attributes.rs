use super::*;
use crate::alibaba::ecs::missing;

fn modify(twin: &Twin, table: &str, more: &str) -> Answer {
    call(twin, &format!("ModifyRouteTableAttributes&RouteTableId={table}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn what_is_not_given_stays() {
        let twin = Twin::empty();
        let table = make_table(&twin, &make_vpc(&twin, ""));
        let seen = || {
            let table = tables(&twin, &format!("&RouteTableId={table}")).remove(0);
            ["RouteTableName", "Description", "RoutePropagationEnable"].map(|name| table[name].clone())
        };
        modify(&twin, &table, "&RouteTableName=one&Description=two").ok();
        assert_eq!(seen(), [Value::from("one"), "two".into(), true.into()]);
        modify(&twin, &table, "&Description=three&RoutePropagationEnable=false").ok();
        assert_eq!(seen(), [Value::from("one"), "three".into(), false.into()]);
        modify(&twin, &table, "").ok();
        assert_eq!(seen(), [Value::from("one"), "three".into(), false.into()]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let table = make_table(&twin, &make_vpc(&twin, ""));
        assert_eq!(call(&twin, "ModifyRouteTableAttributes").error(), missing("RouteTableId"));
        for (table, more, code, text) in [
            ("vtb-nowhere", "", "Abs.InvalidRouteTableId.NotExist", "The route table id is not exist."),
            (&table, "&RouteTableName=http://x", "Abs.InvaliTableName.Malformed", "Table name format is invalid."),
            (&table, "&Description=http://x", "InvalidDescription.Malformed", "Description format is invalid."),
        ] {
            assert_eq!(modify(&twin, table, more).error(), refusal(400, code, text), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_systems_table_has_a_name_too() {
        let twin = Twin::empty();
        let table = system_table(&twin, &make_vpc(&twin, ""));
        modify(&twin, &table, "&RouteTableName=main").ok();
        assert_eq!(tables(&twin, "&RouteTableName=main")[0]["RouteTableId"], table);
    }
}
