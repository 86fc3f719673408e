use super::vpcs;
use crate::alibaba::ecs::{dry_run, missing, refusal};
use crate::support::{Answer, Twin};

fn create(twin: &Twin, more: &str) -> Answer {
    twin.vpc(&format!("CreateVpc&RegionId=cn-hangzhou{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let call = "CreateVpc&RegionId=cn-hangzhou&ResourceGroupId=rg-1";
        insta::assert_snapshot!(Twin::empty().vpc(call).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","VpcId":"vpc-bpgdc5irqtnjwspllcos","VRouterId":"vrt-bpgdc5k87trk5kz4urm7","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","ResourceGroupId":"rg-1"}"#);
        insta::assert_snapshot!(Twin::empty().vpc_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateVpcResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><VpcId>vpc-bpgdc5irqtnjwspllcos</VpcId><VRouterId>vrt-bpgdc5k87trk5kz4urm7</VRouterId><RouteTableId>vtb-bpgdc5m215bhw5kpkvb0</RouteTableId><ResourceGroupId>rg-1</ResourceGroupId></CreateVpcResponse>"#);
    }

    #[test]
    fn all_parameters_are_kept() {
        let twin = Twin::empty();
        let more = "&CidrBlock=192.168.0.0/16&VpcName=web&Description=for%20the%20web&UserCidr=10.0.0.0/8,11.0.0.0/8\
            &EnableDnsHostname=true&ResourceGroupId=rg-1&Tag.1.Key=Stage&Tag.1.Value=test&EnableIpv6=false";
        create(&twin, more).ok();
        let vpc = &vpcs(&twin, "&VpcName=web")[0];
        for (name, value) in [
            ("CidrBlock", "192.168.0.0/16"),
            ("VpcName", "web"),
            ("Description", "for the web"),
            ("DnsHostnameStatus", "ENABLED"),
            ("ResourceGroupId", "rg-1"),
            ("CreationTime", "2026-11-21T08:00:00Z"),
        ] {
            assert_eq!(vpc[name], value, "{name}");
        }
        assert_eq!(vpc["UserCidrs"]["UserCidr"], serde_json::json!(["10.0.0.0/8", "11.0.0.0/8"]));
        assert_eq!(vpc["Tags"]["Tag"], serde_json::json!([{"Key": "Stage", "Value": "test"}]));
    }

    #[test]
    fn user_ranges_are_a_list_in_brackets_too() {
        let twin = Twin::empty();
        create(&twin, "&VpcName=web&UserCidr=['10.0.0.0/8',%20'11.0.0.0/8']").ok();
        let expected = serde_json::json!(["10.0.0.0/8", "11.0.0.0/8"]);
        assert_eq!(vpcs(&twin, "&VpcName=web")[0]["UserCidrs"]["UserCidr"], expected);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("CreateVpc").error(), missing("RegionId"));
        let region = refusal(404, "InvalidRegionId.NotFound", "Specified value of \"regionId\" is not supported.");
        assert_eq!(twin.vpc("CreateVpc&RegionId=mars").error(), region);
        let (name, text) = ("x".repeat(129), "x".repeat(257));
        for (more, code, text) in [
            ("&CidrBlock=10.0.0.0/7", "InvalidParameter", "Specified CIDR block is not valid"),
            ("&CidrBlock=10.0.0.0/29", "InvalidParameter", "Specified CIDR block is not valid"),
            ("&CidrBlock=10.0.0.1/16", "InvalidParameter", "Specified CIDR block is not valid"),
            ("&CidrBlock=100.64.0.0/16", "InvalidParameter", "Specified CIDR block is not valid"),
            ("&CidrBlock=x", "InvalidParameter", "Specified CIDR block is not valid"),
            ("&VpcName=http://x", "InvalidVpcName.Malformed", "Specified VPC name is not valid."),
            (&format!("&VpcName={name}"), "InvalidVpcName.Malformed", "Specified VPC name is not valid."),
            ("&Description=https://x", "InvalidVpcDiscription.Malformed", "Specified VPC description is not valid."),
            (
                &format!("&Description={text}"),
                "InvalidVpcDiscription.Malformed",
                "Specified VPC description is not valid.",
            ),
            ("&UserCidr=10.0.0.1/8", "IllegalParam.UserCidr", "UserCidr is not a valid or strict address."),
            (
                "&UserCidr=10.0.0.0/8,11.0.0.0/8,12.0.0.0/8,13.0.0.0/8",
                "InvalidUserCidr.Quota",
                "Specified  UserCidr number is greater than 3.",
            ),
            (
                "&UserCidr=100.65.0.0/16",
                "InvalidUserCidr.Malformed",
                "Specified  UserCidr  overlapping in of 100.64.0.0/10.",
            ),
            ("&Tag.1.Key=acs:x", "InvalidTagKey", "The tag keys are not valid."),
        ] {
            assert_eq!(create(&twin, more).error(), refusal(400, code, text), "{more}");
        }
        assert_eq!(vpcs(&twin, "").len(), 1, "a refused call makes nothing");
    }

    #[test]
    fn pools_are_refused() {
        for (name, value) in [
            ("Ipv4IpamPoolId", "ipam-pool-1"),
            ("Ipv4CidrMask", "16"),
            ("Ipv6IpamPoolId", "ipam-pool-1"),
            ("Ipv6CidrMask", "56"),
        ] {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            let answer = create(&Twin::empty(), &format!("&{name}={value}"));
            assert_eq!(answer.error(), refusal(400, "UnsupportedParameter", &text));
        }
    }

    #[test]
    fn ranges_of_ipv6_are_the_vendors_choice() {
        let reserved = "The IPv6 CIDR block is not reserved.";
        for (more, code, text) in [
            ("&Ipv6CidrBlock=2001:db8::/56", "MissingParam.EnableIpv6", "The param of EnableIpv6 is missing."),
            ("&EnableIpv6=true&Ipv6CidrBlock=2001:db8::/56", "OperationFailed.IPv6CidrNotReserved", reserved),
            (
                "&EnableIpv6=true&Ipv6Isp=ChinaMobile",
                "UnsupportedFeature.Ipv6Isp",
                "The Ipv6Isp feature is not supported.",
            ),
        ] {
            assert_eq!(create(&Twin::empty(), more).error(), refusal(400, code, text), "{more}");
        }
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(create(&twin, "&DryRun=true").error(), dry_run());
        assert_eq!(create(&twin, "&DryRun=true&CidrBlock=x").error().1, "InvalidParameter");
        assert_eq!(vpcs(&twin, "").len(), 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_there_at_once_with_router_and_route_table() {
        let twin = Twin::empty();
        let made = create(&twin, "").json();
        let vpc = &vpcs(&twin, "&IsDefault=false")[0];
        assert_eq!((&vpc["CidrBlock"], &vpc["Status"]), (&"172.16.0.0/12".into(), &"Available".into()));
        assert_eq!((&vpc["VpcId"], &vpc["VRouterId"]), (&made["VpcId"], &made["VRouterId"]));
        assert_eq!(vpc["RouterTableIds"]["RouterTableIds"][0], made["RouteTableId"]);
        let ecs = twin.ecs("DescribeVpcs&RegionId=cn-hangzhou&IsDefault=false").json();
        assert_eq!(ecs["Vpcs"]["Vpc"][0]["VpcId"], made["VpcId"], "ECS shows it too");
        assert_eq!(ecs["Vpcs"]["Vpc"][0]["VRouterId"], made["VRouterId"]);
    }

    #[test]
    fn the_same_token_makes_one() {
        let twin = Twin::empty();
        let first = create(&twin, "&ClientToken=T").json();
        assert_eq!(create(&twin, "&ClientToken=T").json()["VpcId"], first["VpcId"]);
        let other = create(&twin, "&ClientToken=T&VpcName=x").error();
        let text = "The request is retried with updated parameters.";
        assert_eq!(other, refusal(400, "IdempotentParameterMismatch", text));
        assert_eq!(vpcs(&twin, "").len(), 2);
    }

    #[test]
    fn instances_start_in_it() {
        let twin = Twin::empty();
        let vpc = super::super::make_vpc(&twin, "");
        let switch = super::super::make_v_switch(&twin, &vpc, "");
        let group = format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}");
        let group = twin.ecs(&group).json()["SecurityGroupId"].as_str().expect("an id").to_owned();
        let launch = format!(
            "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&VSwitchId={switch}&SecurityGroupId={group}\
             &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd"
        );
        twin.ecs(&launch).ok();
        let instance = &crate::alibaba::ecs::instances(&twin)[0];
        assert_eq!(instance["VpcAttributes"]["VpcId"], vpc);
        assert_eq!(instance["VpcAttributes"]["VSwitchId"], switch);
        assert_eq!(instance["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0], "10.0.1.1");
        let deleted = twin.vpc(&format!("DeleteVSwitch&VSwitchId={switch}")).error();
        let text = "Resources deployed in the vSwitch have not been deleted.";
        assert_eq!(deleted, refusal(400, "DependencyViolation", text));
    }

    #[test]
    fn each_has_a_range_of_ipv6_of_its_own() {
        let twin = Twin::empty();
        let make = || {
            let made = create(&twin, "&EnableIpv6=true&Ipv6Isp=BGP").json();
            let shown = vpcs(&twin, &format!("&EnableIpv6=true&VpcId={}", made["VpcId"].as_str().expect("an id")));
            assert_eq!(shown[0]["EnabledIpv6"], true);
            let block = &shown[0]["Ipv6CidrBlocks"]["Ipv6CidrBlock"][0];
            assert_eq!((&block["Ipv6CidrBlock"], &block["Ipv6Isp"]), (&shown[0]["Ipv6CidrBlock"], &"BGP".into()));
            shown[0]["Ipv6CidrBlock"].as_str().expect("a range").to_owned()
        };
        let (one, other) = (make(), make());
        assert!(one.starts_with("2001:db8:") && one.ends_with("::/56") && one != other, "{one} {other}");
        assert_eq!(vpcs(&twin, "&EnableIpv6=true").len(), 2);
    }
}
