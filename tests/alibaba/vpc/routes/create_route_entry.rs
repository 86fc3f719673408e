use super::*;
use crate::alibaba::ecs::{dry_run, missing};

fn create(twin: &Twin, table: &str, more: &str) -> Answer {
    call(twin, &format!("CreateRouteEntry&RouteTableId={table}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn all_parameters_are_kept() {
        let twin = Twin::empty();
        let (vpc, _, instance) = with_instance(&twin);
        let table = system_table(&twin, &vpc);
        let named = "&RouteEntryName=out&Description=d";
        let to = format!("&DestinationCidrBlock=192.168.7.1&NextHopId={instance}");
        let made = create(&twin, &table, &format!("{to}{named}")).json();
        let answer = call(&twin, &format!("DescribeRouteEntryList&RouteTableId={table}&RouteEntryName=out")).json();
        let entry = &answer["RouteEntrys"]["RouteEntry"][0];
        for (name, value) in [
            ("RouteEntryId", made["RouteEntryId"].as_str().expect("an id")),
            ("DestinationCidrBlock", "192.168.7.1/32"),
            ("Description", "d"),
            ("Type", "Custom"),
            ("Origin", "CustomCreate"),
            ("Status", "Available"),
            ("GmtModified", "2026-11-21T08:00:00Z"),
        ] {
            assert_eq!(entry[name], value, "{name}");
        }
        assert_eq!(entry["NextHops"]["NextHop"][0]["NextHopId"], instance);
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::empty();
        let (vpc, _, instance) = with_instance(&twin);
        let elsewhere = twin.ecs("RunInstances&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&InstanceType=ecs.g6.large").json();
        let elsewhere = elsewhere["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id");
        let table = system_table(&twin, &vpc);
        let to = |range: &str| format!("&DestinationCidrBlock={range}&NextHopId={instance}");
        create(&twin, &table, &to("192.168.0.0/16")).ok();
        let not_here = |name: &str| refusal(400, "UnsupportedParameter", &format!("The parameter {name} is not implemented by Twinstance."));
        for (more, error) in [
            ("&NextHopId=i-1", missing("DestinationCidrBlock")),
            ("&DestinationCidrBlock=0.0.0.0/0", missing("NextHopId")),
            (&to("x"), refusal(400, "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid.")),
            (&to("10.9.0.1/24"), refusal(400, "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid.")),
            (&to("2001:db8::/32"), not_here("DestinationCidrBlock")),
            (&to("192.168.0.0/16"), refusal(400, "InvalidCIDRBlock.Duplicate", "Specified CIDR block is already exists.")),
            (&to("10.0.1.0/24"), refusal(400, "InvalidCIDRBlock.Duplicate", "Specified CIDR block is already exists.")),
            (&to("10.0.1.128/25"), refusal(400, "InvalidCidrBlock", "Specified CIDR block is not valid.")),
            (&to("100.64.1.0/24"), refusal(400, "InvalidDestinationCidrBlock", "The specified destinationCidrBlock must not included in black list cidr.")),
            ("&DestinationCidrBlock=0.0.0.0/0&NextHopId=i-nowhere", refusal(404, "InvalidNextHopId.NotFound", "Specified next hop does not exist.")),
            (&format!("&DestinationCidrBlock=0.0.0.0/0&NextHopId={elsewhere}"), refusal(404, "OperationFailed.InstanceDismatchCurrentVpc", "The specified instance does not exist in current vpc.")),
            (&format!("{}&NextHopType=HaVip", to("0.0.0.0/0")), not_here("NextHopType")),
            (&format!("{}&NextHopType=x", to("0.0.0.0/0")), refusal(400, "InvalidNextHopType", "Specified parameter \"NextHopType\" is not valid.")),
            (&format!("{}&NextHopList.1.NextHopId=i-1", to("0.0.0.0/0")), not_here("NextHopList.1.NextHopId")),
            (&format!("{}&RouteEntryName=http://x", to("0.0.0.0/0")), refusal(400, "InvalidRouteEntryName.Malformed", "Specified RouteEntry name is not valid.")),
            (&format!("{}&DryRun=true", to("0.0.0.0/0")), dry_run()),
        ] {
            assert_eq!(create(&twin, &table, more).error(), error, "{more}");
        }
        assert_eq!(create(&twin, "vtb-nowhere", &to("0.0.0.0/0")).error(), no_table());
        assert_eq!(entries(&twin, &table, "&RouteEntryType=Custom").len(), 1);
    }

    #[test]
    fn a_table_has_two_hundred() {
        let twin = Twin::empty();
        let (vpc, _, instance) = with_instance(&twin);
        let table = make_table(&twin, &vpc);
        let to = |n: usize| format!("&DestinationCidrBlock=192.168.{n}.0/24&NextHopId={instance}");
        for n in 0..200 {
            create(&twin, &table, &to(n)).ok();
        }
        let quota = refusal(400, "QuotaExceeded", "Route entry quota exceeded in this route table.");
        assert_eq!(create(&twin, &table, &to(200)).error(), quota);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_entry_is_of_its_table_alone() {
        let twin = Twin::empty();
        let (vpc, _, instance) = with_instance(&twin);
        let (table, system) = (make_table(&twin, &vpc), system_table(&twin, &vpc));
        let interface =
            twin.ecs(&format!("DescribeNetworkInterfaces&RegionId=cn-hangzhou&InstanceId={instance}")).json();
        let interface =
            interface["NetworkInterfaceSets"]["NetworkInterfaceSet"][0]["NetworkInterfaceId"].as_str().expect("an id");
        create(&twin, &table, &format!("&DestinationCidrBlock=0.0.0.0/0&NextHopId={instance}&ClientToken=a")).ok();
        create(&twin, &table, &format!("&DestinationCidrBlock=0.0.0.0/0&NextHopId={instance}&ClientToken=a")).ok();
        let more = format!("&DestinationCidrBlock=192.168.0.0/16&NextHopId={interface}&NextHopType=NetworkInterface");
        create(&twin, &table, &more).ok();
        let text = |texts: [&str; 3]| texts.map(str::to_owned);
        let of_system = [text(["10.0.1.0/24", "System", "local"]), text(["100.64.0.0/10", "System", "service"])];
        let [v_switch, services] = of_system.clone();
        let expected = [
            v_switch,
            services,
            text(["0.0.0.0/0", "Custom", &format!("Instance {instance}")]),
            text(["192.168.0.0/16", "Custom", &format!("NetworkInterface {interface}")]),
        ];
        assert_eq!(entries(&twin, &table, ""), expected);
        assert_eq!(entries(&twin, &system, ""), of_system);
    }

    #[test]
    fn a_vpc_whose_table_has_one_stays() {
        let twin = Twin::empty();
        let (vpc, v_switch, instance) = with_instance(&twin);
        let table = system_table(&twin, &vpc);
        create(&twin, &table, &format!("&DestinationCidrBlock=0.0.0.0/0&NextHopId={instance}")).ok();
        twin.ecs(&format!("DeleteInstance&InstanceId={instance}&Force=true")).ok();
        twin.advance("2m");
        twin.vpc(&format!("DeleteVSwitch&VSwitchId={v_switch}")).ok();
        let groups = twin.ecs(&format!("DescribeSecurityGroups&RegionId=cn-hangzhou&VpcId={vpc}")).json();
        let group = groups["SecurityGroups"]["SecurityGroup"][0]["SecurityGroupId"].as_str().expect("an id").to_owned();
        twin.ecs(&format!("DeleteSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}")).ok();
        let stays = refusal(400, "DependencyViolation.RouteEntry", "Specified object has dependent resources");
        assert_eq!(twin.vpc(&format!("DeleteVpc&VpcId={vpc}")).error(), stays);
    }
}
