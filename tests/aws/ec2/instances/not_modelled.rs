//! What a launch refuses because it is not modelled, and what of it it takes.

use super::*;

#[test]
fn what_would_change_the_answer_is_refused() {
    let twin = Twin::empty();
    for (parameters, name) in [
        ("NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.InterfaceType=efa", "NetworkInterface.1.InterfaceType"),
        (
            "NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.NetworkCardIndex=1",
            "NetworkInterface.1.NetworkCardIndex",
        ),
        ("Placement.HostId=h-1", "Placement.HostId"),
        ("EnablePrimaryIpv6=true", "EnablePrimaryIpv6"),
        ("InstanceMarketOptions.MarketType=spot", "InstanceMarketOptions.MarketType=spot"),
        ("InstanceMarketOptions.MarketType=capacity-block", "InstanceMarketOptions.MarketType=capacity-block"),
    ] {
        let text = format!("The parameter {name} is not implemented by Twinstance.");
        assert_eq!(launch(&twin, &format!("&{parameters}")).error(), refused("UnsupportedOperation", &text));
    }
}

#[test]
fn what_changes_nothing_is_accepted() {
    let twin = Twin::empty();
    let more = "&MaintenanceOptions.AutoRecovery=default&Ipv6AddressCount=0&Placement.Affinity=default\
                &NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.InterfaceType=interface\
                &NetworkInterface.1.DeleteOnTermination=True&NetworkInterface.1.Description=the%20first\
                &PrivateDnsNameOptions.HostnameType=ip-name";
    let answer = launch(&twin, more);
    assert_eq!(answer.header("x-twinstance-ignored"), None);
    assert_eq!(answer.one("description"), "the first");
    assert_eq!(twin.ec2("DescribeNetworkInterfaces").one("description"), "the first");
}
