//! The life of an `aws_instance` as Terraform's provider calls it. DescribeVpcs and DescribeVolumes, which it also
//! calls, are not among the operations.

use crate::support::{Answer, Twin};

/// What the provider reads of an instance that runs.
const READ: [&str; 43] = [
    "availabilityZone",
    "groupName",
    "tenancy",
    "coreCount",
    "threadsPerCore",
    "configured",
    "enabled",
    "autoRecovery",
    "httpTokens",
    "httpPutResponseHopLimit",
    "httpEndpoint",
    "httpProtocolIpv6",
    "instanceMetadataTags",
    "hostnameType",
    "enableResourceNameDnsARecord",
    "enableResourceNameDnsAAAARecord",
    "imageId",
    "instanceType",
    "keyName",
    "dnsName",
    "ipAddress",
    "privateDnsName",
    "privateIpAddress",
    "networkInterfaceId",
    "subnetId",
    "vpcId",
    "deviceIndex",
    "attachmentId",
    "publicIp",
    "primary",
    "sourceDestCheck",
    "ebsOptimized",
    "key",
    "value",
    "groupId",
    "rootDeviceName",
    "deviceName",
    "volumeId",
    "deleteOnTermination",
    "capacityReservationPreference",
    "architecture",
    "virtualizationType",
    "instanceId",
];

/// A world in which states take their time.
fn world() -> Twin {
    Twin::new("transitions = \"realistic\"", "")
}

/// The create call, with the empty zone that the provider sends.
fn create(twin: &Twin, instance_type: &str) -> String {
    twin.ec2(&format!("DescribeInstanceTypes&InstanceType.1={instance_type}")).ok();
    let answer = twin.ec2(&format!(
        "RunInstances&ClientToken=terraform-1&DisableApiTermination=false\
         &HibernationOptions.Configured=false&ImageId=ami-0abcdef1234567890&InstanceType={instance_type}&KeyName=key\
         &MaxCount=1&MinCount=1&Monitoring.Enabled=false&Placement.AvailabilityZone=\
         &TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=web"
    ));
    let id = answer.one("instanceId");
    wait(twin, &id, "pending", "running");
    id
}

fn describe(twin: &Twin, id: &str) -> Answer {
    let answer = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"));
    answer.ok();
    answer
}

/// Waits as the provider does, which fails on a state that is neither the one it expects now nor its target.
fn wait(twin: &Twin, id: &str, now: &str, target: &str) {
    assert_eq!(describe(twin, id).one("name"), now);
    twin.advance("1m");
    assert_eq!(describe(twin, id).one("name"), target);
}

/// An attribute; empty where it is there without a value.
fn attribute(twin: &Twin, id: &str, name: &str) -> String {
    let answer = twin.ec2(&format!("DescribeInstanceAttribute&Attribute={name}&InstanceId={id}"));
    assert_eq!(answer.one("instanceId"), id);
    assert!(answer.ok().contains(&format!("<{name}")), "{}", answer.ok());
    answer.all("value").concat()
}

/// The read after each change: the type, and the credit mode where the type has one.
fn read(twin: &Twin, id: &str) -> (String, Option<String>) {
    let answer = describe(twin, id);
    for name in READ {
        assert!(!answer.all(name).is_empty(), "{name} in {}", answer.ok());
    }
    assert!(answer.ok().contains("<monitoring><state>disabled</state></monitoring>"));
    assert!(answer.ok().contains("<metadataOptions><state>applied</state>"));
    let instance_type = answer.one("instanceType");
    let types = twin.ec2(&format!("DescribeInstanceTypes&InstanceType.1={instance_type}"));
    let tags = twin.ec2(&format!(
        "DescribeTags&Filter.1.Name=key&Filter.1.Value.1=aws:ec2launchtemplate:id&Filter.2.Name=resource-id\
         &Filter.2.Value.1={id}"
    ));
    assert!(tags.ok().contains("<tagSet/>"), "no launch template: {}", tags.ok());
    assert_eq!(attribute(twin, id, "instanceInitiatedShutdownBehavior"), "stop");
    assert_eq!(attribute(twin, id, "disableApiStop"), "false");
    assert_eq!(attribute(twin, id, "disableApiTermination"), "false");
    assert_eq!(attribute(twin, id, "userData"), "");
    let burstable = types.one("burstablePerformanceSupported") == "true";
    let mode = burstable
        .then(|| twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}")).one("cpuCredits"));
    (instance_type, mode)
}

/// The change of the type, which stops and starts the instance.
fn change_type(twin: &Twin, id: &str, instance_type: &str) {
    twin.ec2(&format!("StopInstances&Force=false&InstanceId.1={id}")).ok();
    wait(twin, id, "stopping", "stopped");
    twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value={instance_type}")).ok();
    twin.ec2(&format!("StartInstances&InstanceId.1={id}")).ok();
    wait(twin, id, "pending", "running");
}

/// The change of the credit mode, on the live instance.
fn change_mode(twin: &Twin, id: &str, mode: &str, token: &str) {
    let item = "InstanceCreditSpecification.1";
    let answer = twin.ec2(&format!(
        "ModifyInstanceCreditSpecification&ClientToken={token}&{item}.CpuCredits={mode}&{item}.InstanceId={id}"
    ));
    assert!(answer.ok().contains("<unsuccessfulInstanceCreditSpecificationSet/>"), "{}", answer.ok());
}

fn destroy(twin: &Twin, id: &str) {
    twin.ec2(&format!("ModifyInstanceAttribute&DisableApiTermination.Value=false&InstanceId={id}")).ok();
    twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
    wait(twin, id, "shutting-down", "terminated");
    twin.advance("2h");
    let answer = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"));
    assert_eq!(answer.error().1, "InvalidInstanceID.NotFound");
}

fn some(instance_type: &str, mode: &str) -> (String, Option<String>) {
    (instance_type.to_owned(), Some(mode.to_owned()))
}

#[test]
fn an_instance_is_made_changed_and_destroyed() {
    let twin = world();
    let id = create(&twin, "t3.micro");
    assert_eq!(read(&twin, &id), some("t3.micro", "unlimited"));
    change_mode(&twin, &id, "standard", "terraform-2");
    assert_eq!(read(&twin, &id), some("t3.micro", "standard"));
    change_type(&twin, &id, "t3.small");
    assert_eq!(read(&twin, &id), some("t3.small", "standard"), "the plan after this one is empty");
    change_mode(&twin, &id, "unlimited", "terraform-3");
    assert_eq!(read(&twin, &id), some("t3.small", "unlimited"));
    destroy(&twin, &id);
}

#[test]
fn an_instance_leaves_the_burstable_families_and_comes_back() {
    let twin = world();
    let id = create(&twin, "t3.micro");
    change_type(&twin, &id, "m5.large");
    assert_eq!(read(&twin, &id), ("m5.large".to_owned(), None));
    change_type(&twin, &id, "t2.micro");
    assert_eq!(read(&twin, &id), some("t2.micro", "unlimited"), "as it was before");
    destroy(&twin, &id);
}

#[test]
fn a_create_that_is_sent_again_makes_nothing_new() {
    let twin = world();
    let id = create(&twin, "t3.micro");
    let run = "RunInstances&ClientToken=terraform-1&DisableApiTermination=false\
               &HibernationOptions.Configured=false&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&KeyName=key\
               &MaxCount=1&MinCount=1&Monitoring.Enabled=false&Placement.AvailabilityZone=\
               &TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name\
               &TagSpecification.1.Tag.1.Value=web";
    assert_eq!(twin.ec2(run).one("instanceId"), id);
    assert_eq!(twin.ec2("DescribeInstances").all("instanceId"), [id]);
}
