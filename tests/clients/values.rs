//! The values that botocore's model lists: Twinstance takes all of them, and answers no others.

use super::model::MODELS;
use crate::support::Twin;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use twinstance::aws::ec2;

/// Values that Twinstance answers and the models do not have, and why.
const VALUES_BESIDE_THE_MODEL: &[(&str, &str, &str)] = &[
    // Recorded from EC2, and documented beside the list.
    ("ec2:DescribeInternetGateways", "internetGatewaySet.item.attachmentSet.item.state", "available"),
    // "This value is set to `windows` for Windows AMIs; otherwise, it is blank."
    ("ec2:DescribeImages", "imagesSet.item.platform", "windows"),
    ("ec2:DescribeInstances", "reservationSet.item.instancesSet.item.platform", "windows"),
    // The states of endpoints are in lower case in AWS's own examples.
    ("ec2:CreateVpcEndpoint", "vpcEndpoint.state", "available"),
    ("ec2:CreateVpcEndpoint", "vpcEndpoint.state", "pending"),
    ("ec2:DescribeVpcEndpoints", "vpcEndpointSet.item.state", "available"),
    ("ec2:DescribeVpcEndpoints", "vpcEndpointSet.item.state", "pending"),
    // As the page of the filter `interface-type` has it.
    ("ec2:DescribeNetworkInterfaces", "networkInterfaceSet.item.interfaceType", "nat_gateway"),
    // As recorded from EC2.
    ("ec2:CreateNetworkInterface", "networkInterface.status", "pending"),
    // Answered by EC2.
    ("ec2:DescribeInstanceTypes", "instanceTypeSet.item.processorInfo.supportedFeatures.item", "metal-compatibility"),
];

/// Values that the model has and Twinstance refuses, and why.
const REFUSED: &[(&str, &str, &str)] = &[
    // "You cannot use `host` in the request": the model has one list for this and for other operations.
    ("CreateVpc", "InstanceTenancy", "host"),
];

/// A value that the model has is one that Twinstance knows, if only to say that it is not modelled.
#[test]
fn ec2_values() {
    let twin = Twin::empty();
    let mut drift = Vec::new();
    for entry in ec2::OPERATIONS {
        let read = (entry.parameters)();
        for (name, values) in &MODELS[&format!("ec2:{}", entry.action)].request_values {
            // Instance types are in tables of their own, which follow the vendor's answers and not the model. Tags are for
            // the kinds of resources that the operation makes, as recorded from EC2.
            let elsewhere = values.iter().any(|value| value == "t2.micro") || name.ends_with(".ResourceType");
            if !read.contains(name) || elsewhere {
                continue;
            }
            let all = values.iter().filter(|value| !REFUSED.contains(&(entry.action, name.as_str(), value.as_str())));
            for value in all {
                let answer = twin.ec2(&format!("{}&{}={value}", entry.action, name.replace(".N", ".1")));
                let refusal = (answer.0.status != 200).then(|| answer.error());
                let is_of_value =
                    |text: &str| text.contains(&format!("({value})")) || text.contains(&format!("'{value}'"));
                if refusal.is_some_and(|(_, code, text)| code == "InvalidParameterValue" && is_of_value(&text)) {
                    drift.push(format!("{} does not know the {name} {value}", entry.action));
                }
            }
        }
    }
    assert!(drift.is_empty(), "{}", drift.join("\n"));
}

/// Adds every text of an answer that is not in the model's list of values for it.
pub fn wrong_values(action: &str, xml: &str, drift: &mut BTreeSet<String>) {
    let lists = &MODELS[action].response_values;
    let mut reader = Reader::from_str(xml);
    let mut above = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => above.push(element.name().as_ref().to_owned()),
            Event::End(_) => drop(above.pop()),
            Event::Text(text) if above.len() > 1 => {
                let path = above[1..].join(".");
                let is_listed = lists.get(&path).is_none_or(|values| values.contains(&*text));
                if !is_listed && !VALUES_BESIDE_THE_MODEL.contains(&(action, &path, &*text)) {
                    drift.insert(format!("{action} answers {path} {}, which the model does not have", &*text));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
}
