//! Network interfaces of launches.

use super::{WORLD, attached, change_world, code, made, place, shown};
use crate::support::{Answer, Twin};
use serde_json::Value;

fn run(twin: &Twin, more: &str) -> Answer {
    let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
        &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
    twin.ecs(&format!("{call}{more}"))
}

/// The interfaces of the first instance of a launch.
#[track_caller]
fn of(twin: &Twin, answer: &Answer) -> Vec<Value> {
    let id = answer.json()["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
    let call = format!("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=[%22{id}%22]");
    let json = twin.ecs(&call).json();
    json["Instances"]["Instance"][0]["NetworkInterfaces"]["NetworkInterface"].as_array().expect("a list").clone()
}

#[test]
fn a_launch_makes_further_interfaces() {
    let twin = Twin::with(WORLD);
    let (switch, _) = place(&twin);
    let more = format!(
        "&VSwitchId={switch}&Amount=2&NetworkInterface.1.NetworkInterfaceName=data&NetworkInterface.1.QueueNumber=1\
         &NetworkInterface.1.DeleteOnRelease=false&NetworkInterface.1.SecondaryPrivateIpAddressCount=1"
    );
    let nics = of(&twin, &run(&twin, &more));
    assert_eq!(nics.len(), 2);
    let one = shown(&twin, nics[1]["NetworkInterfaceId"].as_str().expect("an id"));
    assert_eq!((&one["NetworkInterfaceName"], &one["Status"]), (&"data".into(), &"InUse".into()));
    assert_eq!((&one["QueueNumber"], &one["DeleteOnRelease"]), (&1.into(), &false.into()));
    assert_eq!(
        one["SecurityGroupIds"],
        shown(&twin, nics[0]["NetworkInterfaceId"].as_str().expect("an id"))["SecurityGroupIds"]
    );
    assert_eq!(one["PrivateIpSets"]["PrivateIpSet"].as_array().map(Vec::len), Some(2));
    let all = twin.ecs("DescribeNetworkInterfaces&RegionId=cn-hangzhou&Type=Secondary").json();
    assert_eq!(all["TotalCount"], 2);
}

#[test]
fn the_list_can_have_the_primary_one() {
    let twin = Twin::with(WORLD);
    let (switch, group) = place(&twin);
    let primary = format!(
        "&NetworkInterface.1.InstanceType=Primary&NetworkInterface.1.VSwitchId={switch}\
         &NetworkInterface.1.SecurityGroupIds.1={group}&NetworkInterface.1.PrimaryIpAddress=172.16.0.40\
         &NetworkInterface.1.NetworkInterfaceName=first"
    );
    let nics = of(&twin, &run(&twin, &primary));
    assert_eq!((nics.len(), &nics[0]["PrimaryIpAddress"]), (1, &"172.16.0.40".into()));
    let one = shown(&twin, nics[0]["NetworkInterfaceId"].as_str().expect("an id"));
    assert_eq!(one["NetworkInterfaceName"], "first");
    assert_eq!(code(&run(&twin, &format!("{primary}&VSwitchId={switch}"))), "InvalidParameter.NetworkInterface");
    assert_eq!(code(&run(&twin, &format!("{primary}&Amount=2"))), "InvalidPrimaryIpAddress.SizeInvalid");
}

#[test]
fn one_that_is_there_is_attached() {
    let twin = Twin::with(WORLD);
    let (switch, _) = place(&twin);
    let id = made(&twin, "");
    let more = format!("&VSwitchId={switch}&NetworkInterface.1.NetworkInterfaceId={id}");
    assert_eq!(code(&run(&twin, &format!("{more}&Amount=2"))), "InvalidOperation.InvalidNetworkInterfaceId");
    let nics = of(&twin, &run(&twin, &more));
    assert_eq!(nics[1]["NetworkInterfaceId"], id);
    assert_eq!(code(&run(&twin, &more)), "InvalidOperation.InvalidEniState");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_launched() {
    let twin = Twin::with(WORLD);
    let (switch, _) = place(&twin);
    let one = "&NetworkInterface.1.NetworkInterfaceName=data";
    for (more, expected) in [
        (format!("{one}&NetworkInterface.2.NetworkInterfaceName=more"), "EniPerInstanceLimitExceeded"),
        ("&NetworkInterface.1.SecondaryPrivateIpAddressCount=6".into(), "InvalidOperation.Ipv4CountExceeded"),
        ("&NetworkInterface.1.QueueNumber=2000".into(), "InvalidOperation.ExceedInstanceTypeQueueNumber"),
        ("&NetworkInterface.1.InstanceType=Third".into(), "InvalidParameter"),
        ("&NetworkInterface.1.NetworkInterfaceId=eni-nowhere".into(), "InvalidEniId.NotFound"),
        ("&NetworkInterface.1.VSwitchId=vsw-nowhere".into(), "InvalidVSwitchId.NotFound"),
        ("&NetworkInterface.1.SourceDestCheck=true".into(), "UnsupportedParameter"),
        ("&Ipv6AddressCount=1".into(), "InvalidVSwitch.Ipv6NotTurnOn"),
    ] {
        assert_eq!(code(&run(&twin, &format!("&VSwitchId={switch}{more}"))), expected, "{more}");
    }
    let all = twin.ecs("DescribeNetworkInterfaces&RegionId=cn-hangzhou").json();
    assert_eq!(all["TotalCount"], 2);
}

#[test]
fn a_saved_world_keeps_them() {
    let twin = Twin::with(WORLD);
    let id = made(&twin, "&NetworkInterfaceName=data&QueueNumber=1&DeleteOnRelease=false");
    attached(&twin, &id, "i-1");
    let before = shown(&twin, &id);
    change_world(&twin, |_| {});
    assert_eq!(shown(&twin, &id), before);
}

#[test]
fn an_interface_is_named_once() {
    let twin = Twin::with(WORLD);
    let id = made(&twin, "");
    let (switch, _) = place(&twin);
    let twice = format!(
        "&VSwitchId={switch}&NetworkInterface.1.NetworkInterfaceId={id}&NetworkInterface.2.NetworkInterfaceId={id}"
    );
    assert_eq!(code(&run(&twin, &twice)), "InvalidParameter.NetworkInterface");
    assert_eq!(shown(&twin, &id)["Status"], "Available");
}
