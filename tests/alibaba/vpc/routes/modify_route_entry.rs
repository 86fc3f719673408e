use super::*;
use crate::alibaba::ecs::{dry_run, missing};

fn modify(twin: &Twin, more: &str) -> Answer {
    call(twin, &format!("ModifyRouteEntry{more}"))
}

/// The name, the description and the next hop of the first custom entry.
#[track_caller]
fn first(twin: &Twin, table: &str) -> [String; 3] {
    let list = call(twin, &format!("DescribeRouteEntryList&RouteTableId={table}&RouteEntryType=Custom")).json();
    let entry = &list["RouteEntrys"]["RouteEntry"][0];
    let hop = &entry["NextHops"]["NextHop"][0];
    let hop = format!("{} {}", hop["NextHopType"].as_str().expect("a type"), hop["NextHopId"].as_str().expect("an id"));
    [
        entry["RouteEntryName"].as_str().expect("a name").into(),
        entry["Description"].as_str().expect("a text").into(),
        hop,
    ]
}

mod reading {
    use super::*;

    #[test]
    fn an_entry_is_named_by_its_id_or_its_destination() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("ModifyRouteEntry").error(), missing("RegionId"));
        assert_eq!(modify(&twin, "").error(), missing("RouteEntryId"));
        assert_eq!(modify(&twin, "&DestinationCidrBlock=0.0.0.0/0").error(), missing("RouteTableId"));
        let (table, entry, instance) = with_entries(&twin);
        modify(&twin, &format!("&RouteEntryId={entry}&RouteEntryName=one")).ok();
        modify(&twin, &format!("&RouteTableId={table}&DestinationCidrBlock=192.168.0.0/24&Description=the%20one")).ok();
        assert_eq!(first(&twin, &table), ["one", "the one", &format!("Instance {instance}")]);
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::empty();
        let (table, entry, instance) = with_entries(&twin);
        let of = |more: &str| format!("&RouteEntryId={entry}{more}");
        for (more, error) in [
            ("&RouteEntryId=rte-nowhere", refusal(400, "InvalidRouteEntryId.NotFound", "Specified RouteEntryId does not exist.")),
            ("&RouteTableId=vtb-nowhere&DestinationCidrBlock=0.0.0.0/0", no_table()),
            (&of("&RouteTableId=vtb-nowhere"), refusal(400, "InvalidRouteEntry.NotFound", "Route entry not exists.")),
            (&format!("&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0"), refusal(400, "InvalidRouteEntry.NotFound", "Route entry not exists.")),
            (&format!("&RouteTableId={table}&DestinationCidrBlock=10.0.1.0/24"), refusal(400, "OperationDenied", "Specified operation is denied as route entry type is system.")),
            (&of("&RouteEntryName=http://x"), refusal(400, "InvalidRouteEntryName.Malformed", "Specified RouteEntry name is not valid.")),
            (&of("&NewNextHopType=Instance"), missing("NewNextHopId")),
            (&of("&NewNextHopId=i-nowhere"), refusal(404, "InvalidNextHopId.NotFound", "Specified next hop does not exist.")),
            (&of("&NewNextHopId=x&NewNextHopType=x"), refusal(400, "InvalidNextHopType", "Specified parameter \"NextHopType\" is not valid.")),
            (&of("&NewNextHopId=x&NewNextHopType=HaVip"), refusal(400, "UnsupportedParameter", "The parameter NewNextHopType is not implemented by Twinstance.")),
            (&of("&RouteEntryName=x&DryRun=true"), dry_run()),
        ] {
            assert_eq!(modify(&twin, more).error(), error, "{more}");
        }
        assert_eq!(first(&twin, &table), ["", "", &format!("Instance {instance}")]);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_entry_can_lead_to_another_interface() {
        let twin = Twin::empty();
        let (table, entry, instance) = with_entries(&twin);
        let seen = twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=['{instance}']")).json();
        let seen = &seen["Instances"]["Instance"][0];
        let (v_switch, group) = (&seen["VpcAttributes"]["VSwitchId"], &seen["SecurityGroupIds"]["SecurityGroupId"][0]);
        let [v_switch, group] = [v_switch, group].map(|id| id.as_str().expect("an id"));
        let more = format!("&VSwitchId={v_switch}&SecurityGroupId={group}");
        let made = twin.ecs(&format!("CreateNetworkInterface&RegionId=cn-hangzhou{more}")).json();
        let interface = made["NetworkInterfaceId"].as_str().expect("an id");
        let hop = format!("&NewNextHopId={interface}&NewNextHopType=NetworkInterface");
        modify(&twin, &format!("&RouteEntryId={entry}{hop}")).ok();
        assert_eq!(first(&twin, &table), ["", "", &format!("NetworkInterface {interface}")]);
        modify(&twin, &format!("&RouteEntryId={entry}&RouteEntryName=x&Description=y")).ok();
        assert_eq!(first(&twin, &table), ["x", "y", &format!("NetworkInterface {interface}")]);
    }
}
