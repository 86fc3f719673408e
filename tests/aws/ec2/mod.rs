//! EC2: a file per operation, in it three groups of tests: reading, validation, behaviour.

mod addresses;
mod capacity;
mod credits;
mod dhcp;
mod dry_run;
mod encryption;
mod endpoints;
mod events;
mod flow_logs;
mod images;
mod instance_profiles;
mod instances;
mod interfaces;
mod ipv6;
mod key_pairs;
mod launch_templates;
mod limits;
mod nat_gateways;
mod network_acls;
mod networks;
mod parts;
mod peering;
mod placement_groups;
mod prefix_lists;
mod regions;
mod routes;
mod security_groups;
mod snapshots;
mod tags;
mod volumes;
mod wire;

use crate::support::{Answer, Twin};

const IMAGE: &str = "ami-0abcdef1234567890";
const DRY_RUN: &str = "Request would have succeeded, but DryRun flag is set.";
const MISMATCH: &str =
    "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).";

/// What [`Answer::error`] gives for an error with status 400.
fn refused(code: &str, message: &str) -> (u16, String, String) {
    (400, code.to_owned(), message.to_owned())
}

fn missing(name: &str) -> (u16, String, String) {
    refused("MissingParameter", &format!("The request must contain the parameter {name}"))
}

fn unknown(name: &str) -> (u16, String, String) {
    refused("UnknownParameter", &format!("The parameter {name} is not recognized"))
}

/// An InvalidParameterValue of the common form.
fn invalid(name: &str, value: &str, expected: &str) -> (u16, String, String) {
    let text = format!("Value ({value}) for parameter {name} is invalid. Expected: {expected}.");
    refused("InvalidParameterValue", &text)
}

fn would_succeed() -> (u16, String, String) {
    (412, "DryRunOperation".to_owned(), DRY_RUN.to_owned())
}

/// The body of a success, broken into lines between elements, so that it can be read. Nothing else is changed.
#[track_caller]
fn lines(answer: &Answer) -> String {
    const WIDTH: usize = 110;
    let body = answer.ok();
    assert_eq!(body.matches('\n').count(), 1, "one after the declaration, none elsewhere");
    let mut lines = String::new();
    let mut width = 0;
    for piece in body.split_inclusive('>') {
        let begins = piece.starts_with('<') && lines.ends_with('>');
        if begins && (piece == "<item>" || width + piece.len() > WIDTH) {
            lines.push('\n');
            width = 0;
        }
        lines.push_str(piece);
        width += piece.len();
    }
    lines
}

/// The body of a success without its request id, to compare two answers.
#[track_caller]
fn anonymous(answer: &Answer) -> String {
    answer.ok().replace(&answer.one("requestId"), "")
}

/// A call by another account, or in another region.
fn elsewhere(twin: &Twin, account: &str, region: &str, parameters: &str) -> Answer {
    let scope = format!("{account}/20261121/{region}/ec2/aws4_request");
    let authorization = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
    let body = format!("Version=2016-11-15&Action={parameters}");
    twin.request("POST", "", &[("authorization", &authorization)], &body)
}

fn state(twin: &Twin, instance: &str) -> String {
    let answer = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
    let at = answer.ok().split_once("<instanceState>").expect("a state").1;
    let name = at.split_once("<name>").expect("a name").1;
    name.split_once('<').expect("its end").0.to_owned()
}
