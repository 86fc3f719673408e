//! What ECS tells of burstable instances.

use crate::limits::send;
use crate::support::Twin;
use serde_json::{Value, json};

/// 120 credits an hour at 100 %, of which 24 are earned; 60 at the begin.
const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-burst"
    name = "burst"
    type = "ecs.t6-c1m1.large"
    cpu = 100
"#;

fn post(twin: &Twin, path: &str, body: &Value) {
    let sent = send(twin, "POST", &format!("/_twin/{path}"), body.to_string());
    assert_eq!(sent.status, 200, "{}", sent.text());
}

/// The events: the time of each, its name and its content.
fn events(twin: &Twin) -> Vec<(String, String, Value)> {
    let json: Value = serde_json::from_str(&send(twin, "GET", "/_twin/events", String::new()).text()).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let read = |event: &Value| (text(&event["eventTime"]), text(&event["name"]), event["content"].clone());
    json["events"].as_array().expect("a list").iter().map(read).collect()
}

fn at(hour: u32) -> String {
    format!("2026-11-21T{hour:02}:00:00Z")
}

fn restricted(end: u32) -> (String, String, Value) {
    let content = json!({ "instanceId": "i-burst", "intervalStart": at(end - 1), "intervalEnd": at(end) });
    (at(end), "Instance:BurstablePerformanceRestricted".to_owned(), content)
}

fn charged(end: u32) -> (String, String, Value) {
    (at(end), "Instance:SurplusCreditIncurCharge".to_owned(), json!({ "instanceId": "i-burst" }))
}

fn mode(time: &str, mode: &str, operator: &str) -> (String, String, Value) {
    let content = json!({ "instanceId": "i-burst", "creditSpecification": mode, "operator": operator });
    (format!("2026-11-21T{time}Z"), "Instance:PerformanceModeChange".to_owned(), content)
}

#[test]
fn an_event_has_the_form_of_cloud_monitor() {
    let twin = Twin::with(WORLD);
    twin.advance("1h");
    let text =
        send(&twin, "GET", "/_twin/events?detail-type=Instance:BurstablePerformanceRestricted", String::new()).text();
    let mut event = serde_json::from_str::<Value>(&text).expect("JSON")["events"][0].clone();
    assert_eq!(event["id"].as_str().map(str::len), Some(36));
    event["id"] = Value::Null;
    assert_eq!(
        event,
        json!({
            "product": "ECS", "name": "Instance:BurstablePerformanceRestricted", "id": null, "level": "WARN",
            "status": "Normal", "eventTime": at(9), "userId": "1234567890123456", "regionId": "cn-hangzhou",
            "resourceId": "acs:ecs:cn-hangzhou:1234567890123456:instance/i-burst", "instanceName": "burst",
            "content": restricted(9).2, "ver": "1.0",
        })
    );
    assert!(send(&twin, "GET", "/_twin/events?detail-type=Nothing", String::new()).text().contains("\"events\":[]"));
}

#[test]
fn a_payment_brings_the_mode_back() {
    let twin = Twin::with(&format!("{WORLD}credits = \"unlimited\"\nlocks = [\"financial\"]"));
    twin.advance("30m");
    twin.ecs("ReActivateInstances&InstanceId=i-burst").ok();
    assert_eq!(events(&twin), [mode("08:30:00", "Unlimited", "System")]);
}

#[test]
fn each_hour_in_which_a_load_was_limited_is_told() {
    let twin = Twin::with(WORLD);
    // The credits are gone at 08:37:30.
    twin.advance("59m");
    assert_eq!(events(&twin), []);
    twin.advance("2h");
    assert_eq!(events(&twin), [restricted(9), restricted(10)]);
    twin.advance("31m");
    post(&twin, "load", &json!({ "instance": "i-burst", "cpu": 0 }));
    twin.advance("24h");
    assert_eq!(events(&twin), [9, 10, 11, 12].map(restricted));
}

#[test]
fn each_hour_with_a_charge_is_told() {
    let twin = Twin::with(&format!("{WORLD}credits = \"unlimited\"\n"));
    // The surplus is a day's earning at 14:37:30.
    twin.advance("8h");
    assert_eq!(events(&twin), [charged(15), charged(16)]);
    twin.advance("30m");
    twin.ecs("ModifyInstanceAttribute&InstanceId=i-burst&CreditSpecification=Standard").ok();
    twin.advance("30m");
    let told = [charged(15), charged(16), mode("16:30:00", "Standard", "User"), restricted(17), charged(17)];
    assert_eq!(events(&twin), told);
}

#[test]
fn what_a_stop_does_to_the_mode_is_the_systems() {
    let twin = Twin::with(&WORLD.replace("cpu = 100", "credits = \"unlimited\""));
    twin.advance("10m");
    twin.ecs("StopInstance&InstanceId=i-burst&StoppedMode=StopCharging").ok();
    twin.ecs("StartInstance&InstanceId=i-burst").ok();
    twin.advance("1h");
    let told: Vec<_> = events(&twin).into_iter().map(|(_, name, content)| (name, content)).collect();
    let (_, name, content) = mode("08:10:00", "Standard", "System");
    assert_eq!(told, [(name, content)]);
}

#[test]
fn an_instance_has_one_event_to_come_at_most() {
    let twin = Twin::with(WORLD);
    let pending = || twin.app.simulation.lock().world.pending_event_count();
    assert_eq!(pending(), 1);
    for cpu in [30, 90, 100, 20] {
        post(&twin, "load", &json!({ "instance": "i-burst", "cpu": cpu }));
        assert_eq!(pending(), usize::from(cpu > 20), "{cpu} %");
    }
    post(&twin, "load", &json!({ "instance": "i-burst", "cpu": 100 }));
    // Who waits for what is to come does not wait for it.
    let now = || twin.app.simulation.lock().clock.now();
    let before = now();
    post(&twin, "clock", &json!({ "settle": "24h" }));
    assert_eq!(now(), before);
    // A world that is saved and loaded goes on with it.
    let saved = twin.app.save_scenario(None).expect("a scenario");
    let other = Twin::with(&saved);
    twin.advance("1h");
    other.advance("1h");
    assert_eq!((events(&twin), events(&other)), (vec![restricted(9)], vec![restricted(9)]));
    twin.ecs("DeleteInstance&InstanceId=i-burst&Force=true").ok();
    twin.advance("1h");
    assert_eq!(pending(), 0);
}

/// A load that goes up and down for ever does not take long to look at.
#[test]
fn a_load_of_many_steps_is_looked_at_day_by_day() {
    let steps: Vec<_> = (0..1440).map(|n| json!({ "for": "1m", "cpu": if n % 2 == 0 { 10 } else { 29 } })).collect();
    let twin = Twin::with(WORLD);
    post(&twin, "load", &json!({ "instance": "i-burst", "steps": steps, "repeat": true }));
    twin.advance("240h");
    assert_eq!(events(&twin), []);
}
