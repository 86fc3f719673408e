//! The interfaces that RunInstances makes and attaches.

use super::*;

const RUN: &str = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.small&MinCount=1";

fn run(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("{RUN}&MaxCount=1{more}"))
}

#[test]
fn an_instance_has_several() {
    let twin = Twin::empty();
    let subnet = place(&twin);
    let before = free(&twin, &subnet);
    let launched = run(
        &twin,
        &format!(
            "&NetworkInterface.1.DeviceIndex=1&NetworkInterface.1.SubnetId={subnet}&NetworkInterface.1.Description=second\
             &NetworkInterface.1.SecondaryPrivateIpAddressCount=1\
             &NetworkInterface.2.DeviceIndex=0&NetworkInterface.2.SubnetId={subnet}&NetworkInterface.2.DeleteOnTermination=false\
             &NetworkInterface.2.PrivateIpAddress=10.0.1.9&NetworkInterface.2.PrivateIpAddresses.1.PrivateIpAddress=10.0.1.10\
             &TagSpecification.1.ResourceType=network-interface&TagSpecification.1.Tag.1.Key=a"
        ),
    );
    let instance = launched.one("instanceId");
    let shown = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
    assert_eq!(shown.all("deviceIndex"), ["0", "1"]);
    assert_eq!(shown.all("deleteOnTermination")[1..], ["false", "true"]);
    let addresses = shown.all("privateIpAddress");
    assert_eq!(addresses[..4], ["10.0.1.9", "10.0.1.9", "10.0.1.9", "10.0.1.10"]);
    assert_eq!(free(&twin, &subnet), before - 4);
    let interfaces = found(&twin, "DescribeNetworkInterfaces", "tag-key", "a", "networkInterfaceId");
    assert_eq!(interfaces.len(), 2);
    twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
    assert_eq!(free(&twin, &subnet), before - 2, "the first stays");
    assert_eq!(twin.ec2("DescribeNetworkInterfaces").all("networkInterfaceId").len(), 1);
}

#[test]
fn interfaces_that_are_there_become_those_of_the_instance() {
    let twin = Twin::empty();
    let vpc = vpc(&twin);
    super::super::parts::gateway(&twin, &vpc);
    let subnet = subnet(&twin, &vpc, "10.0.1.0/28");
    let (first, second) = (interface(&twin, &subnet, ""), interface(&twin, &subnet, ""));
    let elastic = made(&twin, "AllocateAddress", "allocationId");
    twin.ec2(&format!("AssociateAddress&AllocationId={elastic}&NetworkInterfaceId={first}")).ok();
    let before = free(&twin, &subnet);
    let both = format!(
        "&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.NetworkInterfaceId={first}\
         &NetworkInterface.2.DeviceIndex=1&NetworkInterface.2.NetworkInterfaceId={second}"
    );
    let instance = run(&twin, &both).one("instanceId");
    let described = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
    assert_eq!(described.all("networkInterfaceId"), [first.clone(), second.clone()]);
    assert_eq!(twin.ec2("DescribeAddresses").one("instanceId"), instance);
    assert_eq!(described.one("ipAddress"), twin.ec2("DescribeAddresses").one("publicIp"));
    assert_eq!(free(&twin, &subnet), before);
    assert_eq!(run(&twin, &both).error().1, "InvalidNetworkInterface.InUse");
    twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
    let mut ids = twin.ec2("DescribeNetworkInterfaces").all("networkInterfaceId");
    ids.sort();
    let mut expected = vec![first.clone(), second];
    expected.sort();
    assert_eq!(ids, expected, "both stay");
    let address = twin.ec2("DescribeAddresses");
    assert_eq!((address.one("networkInterfaceId"), address.all("instanceId").len()), (first, 0));
}

#[test]
fn what_does_not_fit_is_refused() {
    let twin = Twin::empty();
    let subnet = place(&twin);
    let id = interface(&twin, &subnet, "");
    let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("{RUN}{more}"), code);
    let of = |n: u8, more: &str| format!("&NetworkInterface.{n}.DeviceIndex={}&NetworkInterface.{n}.{more}", n - 1);
    let own = of(1, &format!("SubnetId={subnet}"));
    code(&format!("&MaxCount=1{own}{}", of(2, "DeviceIndex=0")), "InvalidParameterValue");
    code(
        &format!("&MaxCount=1&NetworkInterface.1.DeviceIndex=1&NetworkInterface.1.SubnetId={subnet}"),
        "InvalidParameterValue",
    );
    let public = format!("&NetworkInterface.1.AssociatePublicIpAddress=true{}", of(2, &format!("SubnetId={subnet}")));
    code(&format!("&MaxCount=1{own}{public}"), "InvalidParameterCombination");
    let three: String = (2..5).map(|n| of(n, &format!("SubnetId={subnet}"))).collect();
    let text = code(&format!("&MaxCount=1{own}{three}"), "AttachmentLimitExceeded");
    assert_eq!(text, "Interface count 4 exceeds the limit for t3.small");
    code(
        &format!("&MaxCount=1{own}&NetworkInterface.1.SecondaryPrivateIpAddressCount=4"),
        "PrivateIpAddressLimitExceeded",
    );
    code(
        &format!("&MaxCount=2{own}&NetworkInterface.1.PrivateIpAddresses.1.PrivateIpAddress=10.0.1.9"),
        "InvalidParameterCombination",
    );
    let mine = of(1, &format!("NetworkInterfaceId={id}"));
    code(&format!("&MaxCount=2{mine}"), "InvalidParameterCombination");
    code(&format!("&MaxCount=1{mine}&NetworkInterface.1.SubnetId={subnet}"), "InvalidParameterCombination");
    code(&format!("&MaxCount=1{mine}&NetworkInterface.1.SecurityGroupId.1=sg-0"), "InvalidParameterCombination");
    code(&format!("&MaxCount=1{}", of(1, "NetworkInterfaceId=eni-0")), "InvalidNetworkInterfaceID.NotFound");
    let far = found(&twin, "DescribeSubnets", "availability-zone", "us-east-1f", "subnetId").remove(0);
    code(&format!("&MaxCount=1{own}{}", of(2, &format!("SubnetId={far}"))), "InvalidParameterCombination");
    // Ten addresses are free: five instances with two interfaces each have them all, six do not fit.
    let two = format!("{own}{}", of(2, &format!("SubnetId={subnet}")));
    let many = format!("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.small&MinCount=6&MaxCount=6{two}");
    refused_without_change(&twin, LOOK, &many, "InsufficientFreeAddressesInSubnet");
    twin.ec2(&many.replace("Count=6", "Count=5")).ok();
    assert_eq!(free(&twin, &subnet), 0);
}

#[test]
fn an_instance_with_several_interfaces_has_one_address_for_each_association() {
    let twin = Twin::empty();
    let vpc = vpc(&twin);
    super::super::parts::gateway(&twin, &vpc);
    let subnet = subnet(&twin, &vpc, "10.0.1.0/28");
    let (id, instance) = attached(&twin, &subnet);
    let elastic = made(&twin, "AllocateAddress", "allocationId");
    let associate = |more: &str| twin.ec2(&format!("AssociateAddress&AllocationId={elastic}{more}"));
    let (_, code, text) = associate(&format!("&InstanceId={instance}")).error();
    assert_eq!(code, "InvalidInstanceID");
    assert!(text.starts_with(&format!("There are multiple interfaces attached to instance '{instance}'")), "{text}");
    associate(&format!("&NetworkInterfaceId={id}")).ok();
    let address = twin.ec2("DescribeAddresses");
    assert_eq!((address.one("instanceId"), address.one("networkInterfaceId")), (instance.clone(), id.clone()));
    let public = address.one("publicIp");
    assert!(twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}")).all("publicIp").contains(&public));
    let own = primary(&twin, &instance);
    associate(&format!("&NetworkInterfaceId={own}")).ok();
    assert_eq!(shown(&twin, &id).all("publicIp").len(), 0, "it has moved");
    twin.ec2(&format!("DisassociateAddress&AssociationId={}", twin.ec2("DescribeAddresses").one("associationId"))).ok();
    assert_eq!(twin.ec2("DescribeAddresses").all("associationId").len(), 0);
}

#[test]
fn what_is_changed_of_an_instance_is_changed_of_its_only_interface() {
    let twin = Twin::empty();
    let subnet = place(&twin);
    let (_, instance) = attached(&twin, &subnet);
    let modify = |more: &str| {
        let call = format!("ModifyInstanceAttribute&InstanceId={instance}{more}");
        refused_without_change(&twin, LOOK, &call, "InvalidInstanceID")
    };
    modify("&SourceDestCheck.Value=false");
    let group = twin.ec2("DescribeNetworkInterfaces").all("groupId").remove(0);
    modify(&format!("&GroupId.1={group}"));
}

#[test]
fn a_type_with_fewer_interfaces_is_refused() {
    let twin = Twin::empty();
    let subnet = place(&twin);
    let both =
        (1..4).map(|n| format!("&NetworkInterface.{n}.DeviceIndex={}&NetworkInterface.{n}.SubnetId={subnet}", n - 1));
    let instance = run(&twin, &both.collect::<String>()).one("instanceId");
    twin.ec2(&format!("StopInstances&InstanceId.1={instance}")).ok();
    let resize = format!("ModifyInstanceAttribute&InstanceId={instance}&InstanceType.Value=t3.micro");
    refused_without_change(&twin, LOOK, &resize, "AttachmentLimitExceeded");
    twin.ec2(&resize.replace("t3.micro", "t3.medium")).ok();
}

/// Addresses are taken in the order of the device indexes: a launch that would take one twice is refused, and takes none.
#[test]
fn no_address_is_taken_twice() {
    let twin = Twin::empty();
    let subnet = place6(&twin);
    let before = free(&twin, &subnet);
    let next = {
        let id = interface(&twin, &subnet, "");
        let address = addresses(&twin, &id).remove(0);
        twin.ec2(&format!("DeleteNetworkInterface&NetworkInterfaceId={id}")).ok();
        let following: std::net::Ipv4Addr = address.parse().expect("an address");
        std::net::Ipv4Addr::from(u32::from(following) + 1)
    };
    let both = |first: &str, second: &str| {
        format!(
            "&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.SubnetId={subnet}{first}\
             &NetworkInterface.2.DeviceIndex=1&NetworkInterface.2.SubnetId={subnet}{second}"
        )
    };
    let prefix = std::net::Ipv4Addr::from(u32::from(next) & !15);
    for (first, second) in [
        (String::new(), format!("&NetworkInterface.2.PrivateIpAddress={next}")),
        (format!("&NetworkInterface.1.PrivateIpAddresses.1.PrivateIpAddress={next}"), String::new()),
        (
            format!("&NetworkInterface.1.PrivateIpAddress={next}"),
            format!("&NetworkInterface.2.Ipv4Prefix.1.Ipv4Prefix={prefix}/28"),
        ),
    ] {
        let answer = run(&twin, &both(&first, &second));
        assert_eq!(answer.0.status, 400, "{first} {second}: {}", answer.0.body);
        assert_eq!(free(&twin, &subnet), before, "{first} {second}");
    }
    run(&twin, &both("", "")).ok();
}

#[test]
fn an_interface_is_named_once_and_counts_as_what_it_is() {
    let twin = Twin::empty();
    let subnet = place(&twin);
    let id = interface(&twin, &subnet, "");
    let twice = format!(
        "&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.NetworkInterfaceId={id}\
         &NetworkInterface.2.DeviceIndex=1&NetworkInterface.2.NetworkInterfaceId={id}"
    );
    assert_eq!(run(&twin, &twice).error().1, "InvalidParameterValue");
    let many = interface(&twin, &subnet, "&SecondaryPrivateIpAddressCount=8");
    let named = format!("&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.NetworkInterfaceId={many}");
    let refused = run(&twin, &named).error().1;
    assert!(refused.ends_with("LimitExceeded"), "{refused}");
}
