mod changed_values;
mod cpu_options;
mod describe_instance_attribute;
mod describe_instance_status;
mod describe_instance_type_offerings;
mod describe_instance_types;
mod describe_instances;
mod get_console_output;
mod launch_places;
mod launch_values;
mod modify_instance_attribute;
mod modify_instance_capacity_reservation_attributes;
mod modify_instance_maintenance_options;
mod modify_instance_metadata_options;
mod modify_instance_placement;
mod modify_private_dns_name_options;
mod monitor_instances;
mod not_modelled;
mod reboot_instances;
mod refusals;
mod run_instances;
mod start_instances;
mod stop_instances;
mod terminate_instances;
mod terraform;
mod type_figures;
mod type_zones;
mod unmonitor_instances;

use super::{
    DRY_RUN, IMAGE, MISMATCH, anonymous, elsewhere, invalid, lines, missing, refused, state, unknown, would_succeed,
};
use crate::support::{Answer, Twin};

const REALISTIC: &str = "transitions = \"realistic\"";

/// An image of another architecture than [`IMAGE`].
const ARM: &str = "ami-0a1b2c3d4e5f60718";

/// What is said of types with these architectures and an image with that one.
fn architectures(instance_type: &str, image: &str) -> (u16, String, String) {
    let text = format!(
        "The architecture '{instance_type}' of the specified instance type does not match the architecture '{image}' of the \
         specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use \
         'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI."
    );
    refused("InvalidParameterValue", &text)
}

/// The refusal of a tag that the instance's metadata cannot show.
fn tag_key(key: &str) -> (u16, String, String) {
    let text = format!(
        "'{key}' is not a valid tag key. Tag keys must match pattern ([0-9a-zA-Z\\\\-_+=,.@:]{{1,255}}), and must not be a \
         reserved name ('.', '..', '_index')"
    );
    refused("InvalidParameterValue", &text)
}

const A: &str = "i-00000000000000001";
const B: &str = "i-00000000000000002";
const NOBODY: &str = "i-0ffffffffffffffff";

/// A that runs, and B that is stopped.
const TWO: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
    state = "stopped"
"#;

/// A call for these instances.
fn on(twin: &Twin, action: &str, ids: &[&str]) -> Answer {
    let ids: String = (1..).zip(ids).map(|(n, id)| format!("&InstanceId.{n}={id}")).collect();
    twin.ec2(&format!("{action}{ids}"))
}

fn describe(twin: &Twin, id: &str) -> Answer {
    let answer = on(twin, "DescribeInstances", &[id]);
    answer.ok();
    answer
}

/// Launches one t3.micro.
fn launch(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType=t3.micro&MinCount=1&MaxCount=1{parameters}"))
}

/// What an answer of Start-, Stop- or TerminateInstances says: `running -> stopping` for each instance.
fn moves(answer: &Answer) -> Vec<String> {
    answer.ok();
    let names = answer.all("name");
    names.chunks(2).map(|pair| format!("{} -> {}", pair[1], pair[0])).collect()
}

fn not_found(id: &str) -> (u16, String, String) {
    refused("InvalidInstanceID.NotFound", &format!("The instance ID '{id}' does not exist"))
}

fn malformed(id: &str) -> (u16, String, String) {
    refused("InvalidInstanceID.Malformed", &format!("Invalid id: \"{id}\""))
}

/// What every action on named instances has in common.
#[track_caller]
fn names_instances(action: &str) {
    let twin = Twin::with(TWO);
    assert_eq!(twin.ec2(action).error(), missing("InstanceId"));
    assert_eq!(on(&twin, action, &[A, "i-123456789"]).error(), malformed("i-123456789"));
    assert_eq!(on(&twin, action, &[NOBODY, "i-123456789"]).error(), malformed("i-123456789"), "before those not found");
    assert_eq!(on(&twin, action, &[A, NOBODY]).error(), not_found(NOBODY));
    let two = refused("InvalidInstanceID.NotFound", &format!("The instance IDs '{NOBODY}, i-0fffffff' do not exist"));
    assert_eq!(on(&twin, action, &[NOBODY, A, "i-0fffffff"]).error(), two);
    for (account, region) in [("999999999999", "us-east-1"), ("test", "eu-west-1")] {
        let answer = elsewhere(&twin, account, region, &format!("{action}&InstanceId.1={A}"));
        assert_eq!(answer.error(), not_found(A));
    }
    assert_eq!(on(&twin, &format!("{action}&Colour=red"), &[A]).error(), unknown("Colour"));
    assert_eq!((state(&twin, A), state(&twin, B)), ("running".into(), "stopped".into()), "nothing has changed");
}

/// An action on named instances asked as a dry run.
#[track_caller]
fn dry_run(action: &str, id: &str) {
    let twin = Twin::with(TWO);
    let before = anonymous(&twin.ec2("DescribeInstances"));
    assert_eq!(on(&twin, &format!("{action}&DryRun=true"), &[id]).error(), would_succeed());
    assert_eq!(on(&twin, &format!("{action}&DryRun=true"), &[NOBODY]).error(), not_found(NOBODY));
    assert_eq!(anonymous(&twin.ec2("DescribeInstances")), before);
    on(&twin, &format!("{action}&DryRun=false"), &[id]).ok();
}
