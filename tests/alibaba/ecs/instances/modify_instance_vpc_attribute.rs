use crate::alibaba::ecs::interfaces::{attached, made, on, primary};
use crate::alibaba::ecs::{instances, missing, not_found};
use crate::support::{Answer, Twin};
use serde_json::Value;

const WORLD: &str = r#"
    [ecs]
    instance = [
        { id = "i-1", type = "ecs.g6.large" },
        { id = "i-2", type = "ecs.g6.large", state = "stopped" },
    ]
"#;

fn call(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("ModifyInstanceVpcAttribute&InstanceId=i-2{more}"))
}

/// The VPC attributes of the second instance, and its zone.
#[track_caller]
fn place(twin: &Twin) -> (Value, String) {
    let all = instances(twin);
    let one = all.as_array().expect("a list").iter().find(|one| one["InstanceId"] == "i-2").expect("it");
    (one["VpcAttributes"].clone(), one["ZoneId"].as_str().expect("a zone").to_owned())
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

#[track_caller]
fn switch(twin: &Twin, vpc: &str, zone: &str, range: &str) -> String {
    let call = format!("CreateVSwitch&RegionId=cn-hangzhou&VpcId={vpc}&ZoneId={zone}&CidrBlock={range}");
    text(&twin.vpc(&call).json()["VSwitchId"])
}

/// Another VPC with a VSwitch in the zone of the instance, and a security group.
#[track_caller]
fn elsewhere(twin: &Twin) -> (String, String, String) {
    let vpc = text(&twin.vpc("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/8").json()["VpcId"]);
    let switch = switch(twin, &vpc, &place(twin).1, "10.0.0.0/24");
    let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}"));
    (vpc, switch, text(&group.json()["SecurityGroupId"]))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let own = text(&place(&twin).0["VSwitchId"]);
        insta::assert_snapshot!(call(&twin, &format!("&VSwitchId={own}&PrivateIpAddress=172.16.0.77")).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
        let twin = Twin::with(WORLD);
        let xml = format!("ModifyInstanceVpcAttribute&InstanceId=i-2&VSwitchId={own}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceVpcAttributeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyInstanceVpcAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_instance_is_stopped_and_the_v_switch_in_its_zone() {
        let twin = Twin::with(WORLD);
        let (vpc, zone) = place(&twin);
        let (vpc, own) = (text(&vpc["VpcId"]), text(&vpc["VSwitchId"]));
        assert_eq!(call(&twin, "").error(), missing("VSwitchId"));
        let none = twin.ecs(&format!("ModifyInstanceVpcAttribute&InstanceId=i-nowhere&VSwitchId={own}"));
        assert_eq!(none.error(), not_found());
        let running = twin.ecs(&format!("ModifyInstanceVpcAttribute&InstanceId=i-1&VSwitchId={own}"));
        assert_eq!(running.error().1, "IncorrectInstanceStatus");
        let other = if zone == "cn-hangzhou-h" { "cn-hangzhou-i" } else { "cn-hangzhou-h" };
        let far = switch(&twin, &vpc, other, "172.16.208.0/24");
        for (more, expected) in [
            ("&VSwitchId=vsw-nowhere".to_owned(), "InvalidVSwitchId.NotFound"),
            (format!("&VSwitchId={far}"), "InvalidVSwitchId.Mismatch"),
            (format!("&VSwitchId={own}&PrivateIpAddress=here"), "InvalidPrivateIpAddress.Malformed"),
            (format!("&VSwitchId={own}&PrivateIpAddress=10.0.0.1"), "InvalidPrivateIpAddress.Mismatch"),
            (format!("&VSwitchId={own}&PrivateIpAddress=172.16.0.1"), "InvalidPrivateIpAddress.Duplicated"),
            (format!("&VSwitchId={own}&SecurityGroupId.1=sg-1"), "InvalidParameter.MustBeEmpty"),
            (format!("&VSwitchId={own}&VpcId={vpc}"), "InvalidParameter.AlreadyInTargetVpc"),
            (format!("&VSwitchId={own}&VpcId=vpc-nowhere"), "NoSuchResource"),
        ] {
            assert_eq!(call(&twin, &more).error().1, expected, "{more}");
        }
    }

    #[test]
    fn to_another_vpc_it_goes_alone() {
        let twin = Twin::with(WORLD);
        let (vpc, there, group) = elsewhere(&twin);
        let own = text(&place(&twin).0["VSwitchId"]);
        assert_eq!(call(&twin, &format!("&VSwitchId={there}")).error().1, "InvalidParameter.VSwitchId");
        assert_eq!(call(&twin, &format!("&VSwitchId={own}&VpcId={vpc}")).error().1, "InvalidParameter.VSwitchId");
        let to = format!("&VSwitchId={there}&VpcId={vpc}");
        assert_eq!(call(&twin, &to).error().1, "InvalidParameter.SecurityGroupId");
        assert_eq!(call(&twin, &format!("{to}&SecurityGroupId.1=sg-no")).error().1, "InvalidParameter.SecurityGroupId");
        let all = format!("{to}&SecurityGroupId.1={group}");
        let id = made(&twin, "");
        attached(&twin, &id, "i-2");
        assert_eq!(call(&twin, &all).error().1, "InvalidInstance.AttachedEni");
        on(&twin, "DetachNetworkInterface", &id, "&InstanceId=i-2").ok();
        twin.advance("1m");
        on(&twin, "AssignPrivateIpAddresses", &primary(&twin, "i-2"), "&SecondaryPrivateIpAddressCount=1").ok();
        assert_eq!(call(&twin, &all).error().1, "InvalidIp.MultiPrimaryIp");
        assert_eq!(call(&twin, &format!("&VSwitchId={own}")).error().1, "PrimaryEniHasSubIp");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_moves_once_between_starts() {
        let twin = Twin::with(WORLD);
        let (vpc, there, group) = elsewhere(&twin);
        let before = text(&place(&twin).0["PrivateIpAddress"]["IpAddress"][0]);
        let all = format!("&VSwitchId={there}&VpcId={vpc}&SecurityGroupId.1={group}&PrivateIpAddress=10.0.0.9");
        call(&twin, &all).ok();
        let now = place(&twin).0;
        assert_eq!((text(&now["VpcId"]), text(&now["VSwitchId"])), (vpc, there.clone()));
        assert_eq!(now["PrivateIpAddress"]["IpAddress"][0], "10.0.0.9");
        // What it had is free.
        made(&twin, &format!("&PrimaryIpAddress={before}"));
        let again = format!("&VSwitchId={there}&PrivateIpAddress=10.0.0.10");
        assert_eq!(call(&twin, &again).error().1, "InvalidPrivateIp.Changing");
        twin.ecs("StartInstance&InstanceId=i-2").ok();
        twin.advance("5m");
        twin.ecs("StopInstance&InstanceId=i-2").ok();
        twin.advance("5m");
        call(&twin, &again).ok();
    }
}
