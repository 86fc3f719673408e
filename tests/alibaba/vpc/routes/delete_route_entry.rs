use super::*;
use crate::alibaba::ecs::missing;

fn delete(twin: &Twin, more: &str) -> Answer {
    call(twin, &format!("DeleteRouteEntry{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn an_entry_is_named_in_one_way() {
        let twin = Twin::empty();
        let both = "RouteEntryId and DestinationCidrBlock cannot both be given.";
        assert_eq!(delete(&twin, "").error(), missing("RouteEntryId"));
        assert_eq!(delete(&twin, "&DestinationCidrBlock=0.0.0.0/0").error(), missing("RouteTableId"));
        let answer = delete(&twin, "&DestinationCidrBlock=0.0.0.0/0&RouteEntryId=rte-1");
        assert_eq!(answer.error(), refusal(400, "ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock", both));
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::empty();
        let (table, entry, _) = with_entries(&twin);
        let to = |range: &str| format!("&RouteTableId={table}&DestinationCidrBlock={range}");
        for (more, error) in [
            ("&RouteEntryId=rte-nowhere", refusal(400, "InvalidRouteEntryId.NotFound", "Specified RouteEntryId does not exist.")),
            (&format!("&RouteEntryId={entry}&RouteTableId=vtb-nowhere"), refusal(400, "InvalidRouteEntry.NotFound", "Route entry not exists.")),
            ("&RouteTableId=vtb-nowhere&DestinationCidrBlock=0.0.0.0/0", no_table()),
            (&to("x"), refusal(400, "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid.")),
            (&to("0.0.0.0/0"), refusal(400, "InvalidRouteEntry.NotFound", "Route entry not exists.")),
            (&to("10.0.1.0/24"), refusal(400, "OperationDenied", "Specified operation is denied as route entry type is system.")),
            (&to("192.168.0.0/24&NextHopId=i-1"), refusal(400, "InvalidRouteEntry", "Specified routeEntry not exist.")),
        ] {
            assert_eq!(delete(&twin, more).error(), error, "{more}");
        }
        assert_eq!(entries(&twin, &table, "&RouteEntryType=Custom").len(), 2);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_others_stay() {
        let twin = Twin::empty();
        let (table, entry, instance) = with_entries(&twin);
        delete(&twin, &format!("&RouteEntryId={entry}")).ok();
        let left: Vec<_> = entries(&twin, &table, "&RouteEntryType=Custom").into_iter().map(|[to, ..]| to).collect();
        assert_eq!(left, ["192.168.1.0/24"]);
        let to = format!("&RouteTableId={table}&DestinationCidrBlock=192.168.1.0/24&NextHopId={instance}");
        delete(&twin, &to).ok();
        assert_eq!(entries(&twin, &table, "&RouteEntryType=Custom").len(), 0);
    }
}
