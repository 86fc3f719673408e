//! The events that AWS sends over EventBridge.
//!
//! The fields are spelled as in the EC2 User Guide, "Automate Amazon EC2 using EventBridge" and "Monitor interruptible
//! Capacity Reservations with EventBridge and CloudTrail". The two pages differ in how they spell names.

use super::common::arn;
use super::instances::StateView;
use crate::aws::cloudwatch::alarm_view;
use crate::domain::notice::{AwsNotice, NoticeRecord};
use crate::domain::scope::Scope;
use crate::world::ids;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The event that EventBridge delivers for a notice.
pub fn event(seed: u64, record: &NoticeRecord, notice: &AwsNotice) -> Value {
    let scope = &record.scope;
    let (resource, detail) = match notice {
        AwsNotice::Alarm(change) => {
            (alarm_view::arn(scope, &change.alarm.name), alarm_view::event_detail(&change.alarm, &change.before))
        }
        AwsNotice::State { id, state } => {
            (arn(scope, "instance", id), json!({ "instance-id": id, "state": StateView::from(*state).name() }))
        }
        AwsNotice::Warning { id, zone, at } => (
            arn(scope, "instance", id),
            json!({
                "instance-id": id,
                "instance-action": "terminate",
                "instance-termination-time": time(*at),
                "azId": scope.zone_id(zone),
            }),
        ),
        AwsNotice::Reclaimed { source, instance_type, zone, total, reclaimed, target } => (
            arn(scope, "capacity-reservation", source),
            json!({
                "sourceCapacityReservationId": source,
                "instanceType": instance_type,
                "availabilityZoneId": scope.zone_id(zone),
                "TotalInstanceCount": total,
                "ReclaimedInstanceCount": reclaimed,
                "targetInstanceCount": target,
            }),
        ),
    };
    json!({
        "version": "0",
        "id": ids::event_id(seed, record.number),
        "detail-type": detail_type(notice),
        "source": if matches!(notice, AwsNotice::Alarm(_)) { "aws.cloudwatch" } else { "aws.ec2" },
        "account": scope.account,
        "time": time(record.at),
        "region": scope.region,
        "resources": [resource],
        "detail": detail,
    })
}

/// The type of the event for a notice.
pub fn detail_type(notice: &AwsNotice) -> &'static str {
    match notice {
        AwsNotice::Alarm(_) => "CloudWatch Alarm State Change",
        AwsNotice::State { .. } => "EC2 Instance State-change Notification",
        AwsNotice::Warning { .. } => "EC2 Capacity Reservation Instance Interruption Warning",
        AwsNotice::Reclaimed { .. } => "EC2 Interruptible Capacity Reservation Allocation Reclamation Completed",
    }
}

/// What is delivered in place of events that are no longer retained, in the form of an event. Ours: AWS sends nothing like
/// it. `last` is the number of the last of them, `scope` that of the server's defaults.
pub fn missing(seed: u64, scope: &Scope, at: Timestamp, count: u64, last: u64) -> Value {
    json!({
        "version": "0",
        "id": ids::missing_id(seed, last),
        "detail-type": "Twinstance Events Missing",
        "source": "twinstance",
        "account": scope.account,
        "time": time(at),
        "region": scope.region,
        "resources": [],
        "detail": { "missing": count },
    })
}

/// Formats a time as EventBridge does: UTC, in seconds.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
