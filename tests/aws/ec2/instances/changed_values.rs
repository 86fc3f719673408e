//! ModifyInstanceAttribute: values that go with an instance's type, and those that do not.

use super::*;

fn modify(twin: &Twin, id: &str, rest: &str) -> Answer {
    twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}{rest}"))
}

fn attribute(twin: &Twin, id: &str, name: &str) -> String {
    twin.ec2(&format!("DescribeInstanceAttribute&InstanceId={id}&Attribute={name}")).one("value")
}

fn resize(twin: &Twin, id: &str, instance_type: &str) {
    modify(twin, id, &format!("&InstanceType.Value={instance_type}")).ok();
}

#[test]
fn what_its_type_does_not_support_keeps_an_instance_from_starting() {
    let twin = Twin::with(TWO);
    let start = |id: &str| twin.ec2(&format!("StartInstances&InstanceId.1={id}"));
    let unsupported = refused(
        "Unsupported",
        "The requested configuration is currently not supported. Please check the documentation for supported \
         configurations.",
    );
    modify(&twin, B, "&EbsOptimized.Value=true").ok();
    resize(&twin, B, "t2.micro");
    assert_eq!(start(B).error(), unsupported);
    modify(&twin, B, "&EbsOptimized.Value=false").ok();
    assert_eq!(modify(&twin, B, "&EbsOptimized.Value=true").error(), unsupported);
    let ena = |name: &str| {
        let text = format!(
            "Enhanced networking with the Elastic Network Adapter (ENA) is required for the '{name}' instance type. \
             Ensure that your instance is enabled for ENA."
        );
        refused("InvalidParameterCombination", &text)
    };
    modify(&twin, B, "&EnaSupport.Value=false").ok();
    assert_eq!(modify(&twin, B, "&InstanceType.Value=m5.large").error(), ena("m5.large"));
    modify(&twin, B, "&EnaSupport.Value=true").ok();
    resize(&twin, B, "m5.large");
    modify(&twin, B, "&EnaSupport.Value=false").ok();
    assert_eq!(start(B).error(), ena("m5.large"));
    resize(&twin, B, "t2.micro");
    start(B).ok();
}

#[test]
fn a_type_has_as_many_network_cards_as_the_one_before() {
    let twin = Twin::with(TWO);
    resize(&twin, B, "g5.4xlarge");
    let text = "Modifying the instance type from g5.4xlarge to p4d.24xlarge is not allowed.";
    for rest in ["InstanceType.Value=p4d.24xlarge", "Attribute=instanceType&Value=p4d.24xlarge"] {
        let answer = modify(&twin, B, &format!("&{rest}"));
        assert_eq!(answer.error(), refused("InvalidInstanceAttributeValue", text));
    }
    assert_eq!(attribute(&twin, B, "instanceType"), "g5.4xlarge");
}
