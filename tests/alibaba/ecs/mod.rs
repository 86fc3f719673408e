//! ECS: a file per operation, in it three groups of tests: reading, validation, behaviour.

pub mod addresses;
pub mod capacity;
pub mod disks;
pub mod filters;
pub mod images;
pub mod instances;
pub mod interfaces;
pub mod key_pairs;
pub mod networks;
pub mod prefix_lists;
pub mod prices;
pub mod regions;
pub mod resource_groups;
pub mod security_groups;
pub mod snapshots;
pub mod tags;
pub mod tasks;
pub mod types;

use crate::support::{Answer, Twin};

/// What identifies a caller with Signature Version 3.
pub const V3: &str = "ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-action,Signature=0";

/// Method, query, headers and body of a request.
pub type Shape<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a str);

/// Makes a call in every shape in which clients send it, each in a world of its own, and asserts that the answers
/// have the same bytes: all in the query, all in the form body, both, and the action in a header.
#[track_caller]
pub fn in_every_shape(scenario: &str, action: &str, parameters: &str) -> String {
    let common = format!("Action={action}&Version=2014-05-26&Format=JSON");
    let all = format!("{common}&{parameters}");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let v3 = [("authorization", V3), ("x-acs-action", action), ("x-acs-version", "2014-05-26")];
    let shapes: [Shape<'_>; 5] = [
        ("GET", &all, &[], ""),
        ("POST", &all, &[], ""),
        ("POST", "", &form, &all),
        ("POST", &common, &form, parameters),
        ("POST", parameters, &v3, ""),
    ];
    let answers = shapes.map(|(method, query, headers, body)| {
        let answer = Twin::with(scenario).request(method, query, headers, body);
        assert_eq!(answer.0.content_type, "application/json;charset=utf-8");
        answer.ok().to_owned()
    });
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    let [answer, ..] = answers;
    answer
}

/// The refusal of a call that leaves a required parameter out.
pub fn missing(name: &str) -> (u16, String, String) {
    let text = format!("The input parameter \"{name}\" that is mandatory for processing this request is not supplied.");
    (400, "MissingParameter".into(), text)
}

/// The refusal of a call that names no instance of the world.
pub fn not_found() -> (u16, String, String) {
    (404, "InvalidInstanceId.NotFound".into(), "The specified InstanceId does not exist.".into())
}

/// The refusal of a call whose instance has not the right status.
pub fn wrong_status() -> (u16, String, String) {
    let text = "The current status of the resource does not support this operation.";
    (403, "IncorrectInstanceStatus".into(), text.into())
}

/// The refusal of a call whose instance is locked.
pub fn locked() -> (u16, String, String) {
    let text = "The specified operation is denied as your instance is locked for security reasons.";
    (403, "InstanceLockedForSecurity".into(), text.into())
}

/// The answer to a dry run that would have succeeded.
pub fn dry_run() -> (u16, String, String) {
    (400, "DryRunOperation".into(), "Request validation has been passed with DryRun flag set.".into())
}

/// The answer to a dry run of an operation on many instances that would have succeeded.
pub fn dry_run_of_many() -> (u16, String, String) {
    (400, "DRYRUN.SUCCESS".into(), "This request is a dryrun request with successful result.".into())
}

/// The refusal of a parameter's value.
pub fn invalid(name: &str) -> (u16, String, String) {
    (400, "InvalidParameter".into(), format!("The specified parameter \"{name}\" is not valid."))
}

/// A refusal, as literals.
pub fn refusal(status: u16, code: &str, text: &str) -> (u16, String, String) {
    (status, code.into(), text.into())
}

/// What DescribeInstanceAttribute says of an instance.
#[track_caller]
pub fn attribute(twin: &Twin, id: &str) -> serde_json::Value {
    twin.ecs(&format!("DescribeInstanceAttribute&InstanceId={id}")).json()
}

/// The status of an instance.
#[track_caller]
pub fn status(twin: &Twin, id: &str) -> String {
    attribute(twin, id)["Status"].as_str().expect("a status").to_owned()
}

/// The instances of the default region, as DescribeInstances shows them.
#[track_caller]
pub fn instances(twin: &Twin) -> serde_json::Value {
    twin.ecs("DescribeInstances&RegionId=cn-hangzhou&PageSize=100").json()["Instances"]["Instance"].clone()
}

/// The body of an answer without its request id.
#[track_caller]
pub fn without_id(answer: &Answer) -> serde_json::Value {
    let mut json = answer.json();
    json.as_object_mut().expect("an object").remove("RequestId").expect("a request id");
    json
}
