//! What each filter of DescribeInstances finds.

use super::*;

/// A filter, a value, and what it finds.
#[rustfmt::skip]
const FOUND: &[(&str, &str, &str)] = &[
    ("architecture", "arm64", "3"),
    ("availability-zone", "us-east-1c", "3"),
    ("availability-zone-id", "use1-az6", "3"),
    ("block-device-mapping.attach-time", "2026-11-21T08:00:00.000Z", "1234"),
    ("block-device-mapping.status", "attached", "1234"),
    ("block-device-mapping.delete-on-termination", "false", ""),
    ("block-device-mapping.device-name", "/dev/xvda", "1234"),
    ("capacity-reservation-id", "cr-00000000000000002", "2"),
    ("capacity-reservation-specification.capacity-reservation-preference", "open", "134"),
    ("capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id", "cr-00000000000000002", "2"),
    ("ebs-optimized", "false", "1234"),
    ("ena-support", "true", "1234"),
    ("hypervisor", "xen", "1234"),
    ("iam-instance-profile.arn", "*", ""),
    ("image-id", ARM, "3"),
    ("image-id", "ami-0fedcba9876543210", "4"),
    ("instance-id", "i-0000000000000000?", "1234"),
    ("instance-lifecycle", "interruptible-capacity-reservation", "2"),
    ("instance-state-code", "80", "3"),
    ("instance-state-name", "running", "124"),
    ("instance-type", "t*", "13"),
    ("instance.group-id", "sg-*", "1234"),
    ("instance.group-name", "default", "1234"),
    ("key-name", "mine", "1"),
    ("launch-index", "0", "1234"),
    ("launch-time", "2026-11-21T08:00:00.000Z", "1234"),
    ("launch-time", "2025*", ""),
    ("metadata-options.http-tokens", "required", ""),
    ("metadata-options.http-put-response-hop-limit", "1", "1234"),
    ("metadata-options.state", "applied", "1234"),
    ("monitoring-state", "disabled", "1234"),
    ("network-interface.addresses.primary", "true", "1234"),
    ("network-interface.association.ip-owner-id", "amazon", "124"),
    ("network-interface.attachment.instance-id", "i-00000000000000002", "2"),
    ("network-interface.attachment.device-index", "0", "1234"),
    ("network-interface.availability-zone", "us-east-1c", "3"),
    ("network-interface.group-name", "default", "1234"),
    ("network-interface.private-ip-address", "172.31.32.4", "3"),
    ("network-interface.status", "available", ""),
    ("network-interface.tag-key", "Name", ""),
    ("operator.managed", "false", "1234"),
    ("owner-id", "123456789012", "1234"),
    ("platform", "windows", "4"),
    ("platform-details", "Linux/UNIX", "123"),
    ("private-dns-name", "ip-172-31-32-*", "3"),
    ("private-ip-address", "172.31.32.4", "3"),
    ("dns-name", "ec2-*.compute-1.amazonaws.com", "124"),
    ("ip-address", "100.64.*", "124"),
    ("reservation-id", "r-*", "1234"),
    ("root-device-name", "/dev/xvda", "1234"),
    ("root-device-type", "ebs", "1234"),
    ("root-device-type", "instance-store", ""),
    ("source-dest-check", "true", "1234"),
    ("spot-instance-request-id", "*", ""),
    ("tenancy", "dedicated", "3"),
    ("virtualization-type", "hvm", "1234"),
    ("tag-key", "Stage", "1"),
    ("tag:Name", "web", "1"),
    ("tag:Name", "\\*", "4"),
    ("tag:Name", "*", "14"),
    ("tag:Stage", "Beta", ""),
];

#[test]
fn each_filter_finds_what_it_names() {
    let twin = Twin::with(WORLD);
    for (name, value, expected) in FOUND {
        let answer = call(&twin, &format!("&Filter.1.Name={name}&Filter.1.Value.1={value}"));
        assert_eq!(found(&answer), *expected, "{name} {value}");
    }
}

#[test]
fn filters_on_what_an_instance_was_given() {
    let twin = Twin::with(WORLD);
    let shown = describe(&twin, A);
    for (filter, element) in [
        ("block-device-mapping.volume-id", "volumeId"),
        ("network-interface.network-interface-id", "networkInterfaceId"),
        ("reservation-id", "reservationId"),
    ] {
        let value = shown.one(element);
        assert_eq!(found(&call(&twin, &format!("&Filter.1.Name={filter}&Filter.1.Value.1={value}"))), "1", "{filter}");
    }
    for (element, expected) in [("subnet-id", "124"), ("network-interface.subnet-id", "124")] {
        let value = &shown.all("subnetId")[0];
        assert_eq!(found(&call(&twin, &format!("&Filter.1.Name={element}&Filter.1.Value.1={value}"))), expected);
    }
    let vpc = &shown.all("vpcId")[0];
    for filter in ["vpc-id", "network-interface.vpc-id"] {
        assert_eq!(found(&call(&twin, &format!("&Filter.1.Name={filter}&Filter.1.Value.1={vpc}"))), "1234");
    }
}

#[test]
fn filters_on_what_has_happened_to_it() {
    let twin = Twin::with(WORLD);
    let filtered =
        |name: &str, value: &str| found(&call(&twin, &format!("&Filter.1.Name={name}&Filter.1.Value.1={value}")));
    assert_eq!(filtered("state-reason-code", "*"), "");
    twin.ec2(&format!("StopInstances&InstanceId.1={A}")).ok();
    assert_eq!(filtered("state-reason-code", "Client.UserInitiatedShutdown"), "1");
    assert_eq!(filtered("state-reason-message", "*User initiated shutdown"), "1");
    assert_eq!(filtered("reason", "User initiated*"), "1");
    let allocation = twin.ec2("AllocateAddress").one("allocationId");
    twin.ec2(&format!("AssociateAddress&AllocationId={allocation}&InstanceId={A}")).ok();
    assert_eq!(filtered("network-interface.association.allocation-id", &allocation), "1");
    assert_eq!(filtered("network-interface.addresses.association.allocation-id", &allocation), "1");
    let vpc = &describe(&twin, A).all("vpcId")[0];
    twin.ec2(&format!("TerminateInstances&InstanceId.1={A}")).ok();
    assert_eq!(filtered("vpc-id", vpc), "234", "what has ended shows no network");
    assert_eq!(filtered("network-interface.vpc-id", vpc), "234");
    assert_eq!(filtered("instance-state-name", "terminated"), "1");
}

#[test]
fn values_are_alternatives_and_filters_conditions() {
    let twin = Twin::with(WORLD);
    let types = "&Filter.1.Name=instance-type&Filter.1.Value.1=t3.micro&Filter.1.Value.2=t4g.nano";
    assert_eq!(found(&call(&twin, types)), "13");
    assert_eq!(
        found(&call(&twin, &format!("{types}&Filter.2.Name=instance-state-name&Filter.2.Value.1=stopped"))),
        "3"
    );
    assert_eq!(found(&call(&twin, &format!("{types}&InstanceId.1={B}&InstanceId.2={A}"))), "1");
    assert_eq!(found(&call(&twin, "&Filter.1.Name=instance-type")), "", "no value, nothing that has it");
}
