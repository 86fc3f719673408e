//! Loads and balances through the control API and scenarios.

use super::{seen, set};
use crate::limits::send;
use crate::support::Twin;
use serde_json::{Value, json};

const ID: &str = "i-00000000000000001";
const OTHER: &str = "i-00000000000000002";
const ECS: &str = "i-bp100000000000000001";

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.nano"
    tags = { role = "web" }

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
    tags = { role = "web" }

    [[ecs.instance]]
    id = "i-bp100000000000000001"
    type = "ecs.t6-c1m1.large"
    credits = "unlimited"
"#;

/// Status and body of a request to the control API.
fn twin_api(twin: &Twin, method: &str, path: &str, body: Value) -> (u16, Value) {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let sent = send(twin, method, &format!("/_twin/{path}"), body);
    (sent.status, serde_json::from_str(&sent.text()).expect("JSON"))
}

fn credits(twin: &Twin, id: &str) -> Value {
    let (status, json) = twin_api(twin, "GET", &format!("credits?instance={id}"), Value::Null);
    assert_eq!(status, 200, "{json}");
    json
}

/// The world as a snapshot, without what differs between two that are the same.
fn world(twin: &Twin) -> String {
    twin.app.take_snapshot("one".to_owned()).expect("a snapshot");
    serde_json::to_value(&twin.app.snapshots.get("one").expect("it").world).expect("JSON").to_string()
}

#[test]
fn a_load_spends_and_a_report_says_how_long_that_goes_on() {
    let twin = Twin::with(WORLD);
    twin.advance("10h");
    let (status, loads) = twin_api(&twin, "POST", "load", json!({ "instance": ID, "cpu": 35 }));
    let here = json!({ "instance": ID, "cloud": "ec2", "account": "123456789012", "region": "us-east-1", "cpu": 35.0 });
    assert_eq!((status, loads), (200, json!({ "loads": [here] })));
    assert_eq!(
        credits(&twin, ID),
        json!({
            "instance": ID, "cloud": "ec2", "account": "123456789012", "region": "us-east-1", "type": "t3.nano",
            "mode": "unlimited", "cpu": 35.0, "balance": 60.0, "earned": 60.0, "launch": 0.0, "surplus": 0.0,
            "charged": 0.0, "cost": { "amount": 0.0, "currency": "USD" }, "earning_per_hour": 6.0,
            "spending_per_hour": 42.0, "empty_at": "2026-11-21T19:40:00Z", "full_at": null,
        })
    );
    twin.advance("100m");
    let now = credits(&twin, ID);
    assert_eq!((&now["balance"], &now["empty_at"]), (&json!(0.0), &Value::Null));
    twin.advance("5h");
    let now = credits(&twin, ID);
    assert_eq!((&now["surplus"], &now["charged"]), (&json!(144.0), &json!(36.0)));
    assert_eq!(now["cost"], json!({ "amount": 0.03, "currency": "USD" }));
    twin_api(&twin, "POST", "load", json!({ "instance": ID, "cpu": 0 }));
    assert_eq!(credits(&twin, ID)["full_at"], "2026-11-24T00:40:00Z", "48 hours, to pay back and to earn");
}

/// As the guide's bill: 25 surplus credits are 0.42 vCPU-hours, $0.021.
#[test]
fn a_charge_costs_what_the_vendors_say() {
    let twin = Twin::with(WORLD);
    set(&twin, ID, 0.0, 25.0);
    set(&twin, ECS, 0.0, 100.0);
    twin.ec2(&format!("StopInstances&InstanceId.1={ID}")).ok();
    twin.ecs(&format!("ModifyInstanceAttribute&InstanceId={ECS}&CreditSpecification=Standard")).ok();
    let cost = credits(&twin, ID)["cost"]["amount"].as_f64().expect("a number");
    assert_eq!(format!("{cost:.3}"), "0.021");
    assert_eq!(credits(&twin, ECS)["cost"], json!({ "amount": 0.5, "currency": "CNY" }));
}

#[test]
fn steps_follow_each_other() {
    let twin = Twin::with(WORLD);
    let steps = json!([{ "for": "2h", "cpu": 100 }, { "for": "22h", "cpu": 2.5 }]);
    let body = json!({ "instance": ID, "steps": steps, "repeat": true });
    let (status, loads) = twin_api(&twin, "POST", "load", body);
    assert_eq!((status, &loads["loads"][0]["cpu"]), (200, &json!(100.0)), "{loads}");
    assert_eq!(loads["loads"][0]["steps"], json!([{ "for": "2h", "cpu": 100.0 }, { "for": "22h", "cpu": 2.5 }]));
    twin.advance("2h");
    assert_eq!(seen(&twin, ID), (-144.0, 0.0, 84.0));
    assert_eq!(credits(&twin, ID)["cpu"], 2.5);
    twin.advance("22h");
    assert_eq!(seen(&twin, ID), (-78.0, 0.0, 84.0));
    twin.advance("2h");
    assert_eq!(seen(&twin, ID), (-144.0, 0.0, 246.0), "the first step again");
    let once = json!({ "instance": ID, "steps": [{ "for": "1h", "cpu": 5 }] });
    assert_eq!(twin_api(&twin, "POST", "load", once).0, 200);
    twin.advance("5h");
    assert_eq!(seen(&twin, ID).0, -120.0, "nothing after the last step");
}

#[test]
fn loads_are_given_to_one_to_a_list_or_by_a_tag() {
    let twin = Twin::with(WORLD);
    let given = |body: Value| {
        let (status, loads) = twin_api(&twin, "POST", "load", body);
        assert_eq!(status, 200, "{loads}");
        let ids = loads["loads"].as_array().expect("a list").iter();
        ids.map(|load| load["instance"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(given(json!({ "instances": [OTHER, ID, ID], "cpu": 1 })), [ID, OTHER]);
    assert_eq!(given(json!({ "tag": { "role": "web" }, "cpu": 2 })), [ID, OTHER]);
    assert_eq!(given(json!({ "instance": ECS, "account": "1234567890123456", "cpu": 3 })), [ECS]);
    let (_, all) = twin_api(&twin, "GET", "load", Value::Null);
    let cpus: Vec<_> = all["loads"].as_array().expect("a list").iter().map(|load| load["cpu"].clone()).collect();
    assert_eq!(cpus, [2.0, 2.0, 3.0]);
    assert_eq!(
        twin_api(&twin, "GET", "load?region=cn-hangzhou", Value::Null).1["loads"].as_array().map(Vec::len),
        Some(1)
    );
    let (_, one) = twin_api(&twin, "GET", &format!("load?instance={OTHER}"), Value::Null);
    assert_eq!(one["loads"][0]["cpu"], 2.0, "an instance without credits has a load too");
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let twin = Twin::with(WORLD);
    twin.ec2(&format!("TerminateInstances&InstanceId.1={OTHER}")).ok();
    let before = world(&twin);
    for (path, body, status, why) in [
        ("load", json!({ "instance": ID, "cpu": 100.1 }), 400, "a load of 100.1 %; loads are from 0 to 100"),
        ("load", json!({ "instance": ID, "cpu": -1 }), 400, "a load of -1 %"),
        ("load", json!({ "instance": ID }), 400, "neither a load nor the steps of one"),
        ("load", json!({ "instance": ID, "cpu": 1, "steps": [] }), 400, "it is the one or the other"),
        ("load", json!({ "instance": ID, "cpu": 1, "repeat": true }), 400, "repeat is for the steps of a load"),
        ("load", json!({ "instance": ID, "steps": [] }), 400, "a load of 0 steps; it has 1 to 1440"),
        ("load", json!({ "instance": ID, "steps": [{ "for": "59s", "cpu": 1 }] }), 400, "steps are from a minute"),
        ("load", json!({ "instance": ID, "steps": [{ "for": "1h", "cpu": 101 }] }), 400, "a load of 101 %"),
        ("load", json!({ "instance": "i-0", "cpu": 1 }), 404, "there is no instance i-0"),
        ("load", json!({ "instances": [ID, "i-0"], "cpu": 1 }), 404, "there is no instance i-0"),
        ("load", json!({ "instances": [], "cpu": 1 }), 400, "0 instances; 1 to 1000 can be named"),
        ("load", json!({ "tag": { "role": "db" }, "cpu": 1 }), 404, "there is no instance with this tag"),
        ("load", json!({ "cpu": 1 }), 400, "name one instance, or instances, or a tag"),
        ("load", json!({ "instance": ID, "tag": { "role": "web" }, "cpu": 1 }), 400, "one of these alone"),
        ("load", json!({ "instances": [ID, OTHER], "cpu": 1 }), 400, "has no load: it is terminated"),
        ("load", json!({ "instance": ID, "gpu": 1 }), 400, "unknown field `gpu`"),
        ("credits", json!({ "instance": ID }), 400, "neither a balance nor a surplus"),
        (
            "credits",
            json!({ "instance": ID, "balance": 144.1 }),
            400,
            "a balance of 144.1; of i-00000000000000001 it is from 0 to 144",
        ),
        ("credits", json!({ "instance": ID, "surplus": -1 }), 400, "a surplus of -1"),
        ("credits", json!({ "instance": ID, "balance": 1, "surplus": 1 }), 400, "an instance has one or the other"),
        ("credits", json!({ "instance": OTHER, "balance": 1 }), 400, "has no CPU credits: it is of the type m5.large"),
        ("credits", json!({ "instance": "i-0", "balance": 1 }), 404, "there is no instance i-0"),
        ("credits", json!({ "instance": ID, "earned": 1 }), 400, "unknown field `earned`"),
    ] {
        let (answered, json) = twin_api(&twin, "POST", path, body.clone());
        let error = json["error"].as_str().unwrap_or_default();
        assert!(answered == status && error.contains(why), "{body}: {answered} {json}");
    }
    assert_eq!(twin_api(&twin, "GET", &format!("credits?instance={OTHER}"), Value::Null).0, 400);
    assert_eq!(twin_api(&twin, "GET", "credits?instance=i-0", Value::Null).0, 404);
    assert_eq!(twin_api(&twin, "GET", "credits", Value::Null).0, 400);
    assert_eq!(world(&twin), before);
}

#[test]
fn an_id_in_two_accounts_is_to_be_told_apart() {
    let both = format!("{WORLD}\n[[ec2.instance]]\nid = \"{ID}\"\ntype = \"t3.nano\"\naccount = \"210987654321\"");
    let twin = Twin::with(&both);
    let (status, error) = twin_api(&twin, "POST", "load", json!({ "instance": ID, "cpu": 1 }));
    assert_eq!(
        (status, error["error"].as_str().map(|text| text.contains("more than one instance"))),
        (400, Some(true))
    );
    let (status, loads) =
        twin_api(&twin, "POST", "load", json!({ "instance": ID, "account": "210987654321", "cpu": 1 }));
    assert_eq!((status, &loads["loads"][0]["account"]), (200, &json!("210987654321")));
}

#[test]
fn a_balance_is_set_in_place_of_all_there_is() {
    let twin = Twin::with(&WORLD.replace("t3.nano", "t2.nano"));
    assert_eq!(seen(&twin, ID).1, 30.0);
    let (status, now) = twin_api(&twin, "POST", "credits", json!({ "instance": ID, "balance": 3.5 }));
    assert_eq!((status, &now["balance"], &now["launch"]), (200, &json!(3.5), &json!(0.0)));
    let surplus = json!({ "instance": ID, "surplus": 1 });
    let (status, error) = twin_api(&twin, "POST", "credits", surplus);
    assert_eq!(
        (status, error["error"].as_str()),
        (400, Some("a surplus of i-00000000000000001, whose mode is standard"))
    );
    twin.ec2(&format!("StopInstances&InstanceId.1={ID}")).ok();
    let (status, error) = twin_api(&twin, "POST", "credits", json!({ "instance": ID, "balance": 1 }));
    assert_eq!((status, error["error"].as_str()), (400, Some("i-00000000000000001 has no CPU credits: it is stopped")));
}

#[test]
fn a_scenario_gives_loads_and_balances() {
    let twin = Twin::with(&format!(
        "[[ec2.instance]]\nid = \"{ID}\"\ntype = \"t3.nano\"\ncpu = 5\nbalance = 7\n
        [[ec2.instance]]\nid = \"{OTHER}\"\ntype = \"t3.nano\"\nload = [{{ for = \"2h\", cpu = 100 }}, {{ for = \"22h\", cpu = 5 }}]\nrepeat = true\nsurplus = 20\n
        [[ecs.instance]]\nid = \"{ECS}\"\ntype = \"ecs.t6-c1m1.large\"\ncpu = 20\nstate = \"stopped\""
    ));
    twin.advance("1h");
    assert_eq!(seen(&twin, ID).0, 7.0);
    assert_eq!(seen(&twin, OTHER).0, -134.0);
    assert_eq!(seen(&twin, ECS), (24.0, 60.0, 0.0));
    for (keys, line, why) in [
        ("cpu = 101", 1, "a load of 101 %; loads are from 0 to 100, of all vCPUs together"),
        ("cpu = 1\nload = [{ for = \"1h\", cpu = 1 }]", 1, "a load, and the steps of one: it is the one or the other"),
        ("repeat = true", 1, "neither a load nor the steps of one"),
        ("balance = 145", 1, "a balance of 145; of i-00000000000000001 it is from 0 to 144"),
        ("credits = \"standard\"\nsurplus = 1", 1, "a surplus of i-00000000000000001, whose mode is standard"),
    ] {
        let scenario = format!("[[ec2.instance]]\nid = \"{ID}\"\ntype = \"t3.nano\"\n{keys}\n");
        let error = Twin::empty().app.load_scenario(&scenario, false, None).expect_err(keys).to_string();
        assert!(error.ends_with(&format!("line {line}: ec2.instance: {why}")), "{error}");
    }
}

/// A read writes nothing, and a world that is saved and loaded goes on as it would have.
#[test]
fn reads_leave_the_world_alone_and_saved_worlds_go_on() {
    let twin = Twin::with(WORLD);
    let steps = json!([{ "for": "7m", "cpu": 90 }, { "for": "13m", "cpu": 1 }]);
    let body = json!({ "instances": [ID, OTHER, ECS], "steps": steps, "repeat": true });
    assert_eq!(twin_api(&twin, "POST", "load", body).0, 200);
    twin.advance("3h17m");
    let before = world(&twin);
    for id in [ID, ECS] {
        credits(&twin, id);
    }
    twin_api(&twin, "GET", "load", Value::Null);
    assert_eq!(world(&twin), before);
    let scenario = twin.app.save_scenario(None).expect("a scenario");
    let again = Twin::empty();
    again.advance("3h17m");
    again.app.load_scenario(&scenario, true, None).expect("a world");
    for _ in 0..5 {
        for id in [ID, ECS] {
            assert_eq!(credits(&twin, id), credits(&again, id));
        }
        twin.advance("11h59m");
        again.advance("11h59m");
    }
    twin.app.restore_snapshot("one");
    assert_eq!(world(&twin), before);
}
