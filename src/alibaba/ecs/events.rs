//! The system events that CloudMonitor delivers for ECS. See
//! <https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-ecs-system-events>. Their levels are ours.

use crate::domain::notice::{AlibabaNotice, BurstableChange, NoticeRecord};
use crate::world::ids;
use jiff::Timestamp;
use serde_json::{Value, json};

/// The event that CloudMonitor delivers for a notice.
pub fn event(seed: u64, record: &NoticeRecord, notice: &AlibabaNotice) -> Value {
    let (scope, id) = (&record.scope, &notice.id);
    let (level, content) = match &notice.change {
        BurstableChange::Mode { mode, by_user } => {
            let operator = if *by_user { "User" } else { "System" };
            ("INFO", json!({ "instanceId": id, "creditSpecification": mode.ecs(), "operator": operator }))
        }
        BurstableChange::Restricted { from, to } => {
            ("WARN", json!({ "instanceId": id, "intervalStart": time(*from), "intervalEnd": time(*to) }))
        }
        BurstableChange::Charged => ("WARN", json!({ "instanceId": id })),
    };
    json!({
        "product": "ECS",
        "name": name(notice),
        "id": ids::event_id(seed, record.number),
        "level": level,
        "status": "Normal",
        "eventTime": time(record.at),
        "userId": scope.account,
        "regionId": scope.region,
        "resourceId": format!("acs:ecs:{}:{}:instance/{id}", scope.region, scope.account),
        "instanceName": notice.name,
        "content": content,
        "ver": "1.0",
    })
}

/// The name of the event for a notice.
pub fn name(notice: &AlibabaNotice) -> &'static str {
    match notice.change {
        BurstableChange::Mode { .. } => "Instance:PerformanceModeChange",
        BurstableChange::Restricted { .. } => "Instance:BurstablePerformanceRestricted",
        BurstableChange::Charged => "Instance:SurplusCreditIncurCharge",
    }
}

/// In UTC, to the second.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
