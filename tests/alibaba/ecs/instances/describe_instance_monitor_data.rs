use crate::alibaba::ecs::{missing, not_found};
use crate::limits::send;
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.t6-c1m1.large"
    cpu = 35

    [[ecs.instance]]
    id = "i-plain"
    type = "ecs.g6.large"
    cpu = 35
"#;

/// The answer for an instance, from the start of the world; times are of that day.
fn data(twin: &Twin, id: &str, start: &str, end: &str, period: u32) -> Answer {
    let times = format!("StartTime=2026-11-21T{start}Z&EndTime=2026-11-21T{end}Z");
    twin.ecs(&format!("DescribeInstanceMonitorData&InstanceId={id}&{times}&Period={period}"))
}

fn entries(answer: &Answer) -> Vec<Value> {
    answer.json()["MonitorData"]["InstanceMonitorData"].as_array().expect("a list").clone()
}

/// A field of every entry.
fn column(entries: &[Value], field: &str) -> Vec<f64> {
    entries.iter().map(|entry| entry[field].as_f64().unwrap_or_else(|| panic!("{field} of {entry}"))).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = Twin::with(WORLD);
        twin.advance("10m");
        insta::assert_snapshot!(data(&twin, "i-one", "08:00:00", "08:10:00", 600).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","MonitorData":{"InstanceMonitorData":[{"InstanceId":"i-one","TimeStamp":"2026-11-21T08:00:00Z","CPU":35,"CPUCreditBalance":57.0,"CPUCreditUsage":7.0,"CPUAdvanceCreditBalance":0.0,"CPUNotpaidSurplusCreditUsage":0.0,"IntranetRX":0,"IntranetTX":0,"IntranetBandwidth":0,"InternetRX":0,"InternetTX":0,"InternetBandwidth":0,"IOPSRead":0,"IOPSWrite":0,"BPSRead":0,"BPSWrite":0}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::with(WORLD);
        twin.advance("1m");
        let times = "StartTime=2026-11-21T08:00:00Z&EndTime=2026-11-21T08:01:00Z";
        insta::assert_snapshot!(twin.ecs_xml(&format!("DescribeInstanceMonitorData&InstanceId=i-one&{times}")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceMonitorDataResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><MonitorData><InstanceMonitorData><InstanceId>i-one</InstanceId><TimeStamp>2026-11-21T08:00:00Z</TimeStamp><CPU>35</CPU><CPUCreditBalance>59.7</CPUCreditBalance><CPUCreditUsage>0.7</CPUCreditUsage><CPUAdvanceCreditBalance>0</CPUAdvanceCreditBalance><CPUNotpaidSurplusCreditUsage>0</CPUNotpaidSurplusCreditUsage><IntranetRX>0</IntranetRX><IntranetTX>0</IntranetTX><IntranetBandwidth>0</IntranetBandwidth><InternetRX>0</InternetRX><InternetTX>0</InternetTX><InternetBandwidth>0</InternetBandwidth><IOPSRead>0</IOPSRead><IOPSWrite>0</IOPSWrite><BPSRead>0</BPSRead><BPSWrite>0</BPSWrite></InstanceMonitorData></MonitorData></DescribeInstanceMonitorDataResponse>"#);
    }

    #[test]
    fn a_type_without_credits_has_none() {
        let twin = Twin::with(WORLD);
        twin.advance("10m");
        let entries = entries(&data(&twin, "i-plain", "08:00:00", "08:10:00", 600));
        assert_eq!(entries[0]["CPU"], 35);
        let fields = entries[0].as_object().expect("fields");
        assert!(fields.keys().all(|name| !name.contains("Credit")), "{fields:?}");
        assert_eq!(fields.len(), 13);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_missing_or_malformed_is_refused() {
        let twin = Twin::with(WORLD);
        twin.advance("800h");
        let refusal = |call: &str| twin.ecs(&format!("DescribeInstanceMonitorData{call}")).error();
        let one = "&InstanceId=i-one";
        let (start, end) = ("&StartTime=2026-12-20T00:00:00Z", "&EndTime=2026-12-20T01:00:00Z");
        assert_eq!(refusal(&format!("{start}{end}")), missing("InstanceId"));
        assert_eq!(refusal(&format!("{one}{end}")), missing("StartTime"));
        assert_eq!(refusal(&format!("{one}{start}")), missing("EndTime"));
        assert_eq!(refusal(&format!("&InstanceId=i-nowhere{start}{end}")), not_found());
        let is = |call: String, code: &str, text: &str| {
            assert_eq!(refusal(&call), (400, code.to_owned(), text.to_owned()), "{call}");
        };
        for time in ["noon", "", "2026-12-20", "2026-12-20T00:00:00", "2026-13-20T00:00:00Z"] {
            let (code, text) = ("InvalidStartTime.Malformed", "The specified parameter \"StartTime\" is not valid.");
            is(format!("{one}&StartTime={time}x{end}"), code, text);
            let (code, text) = ("InvalidEndTime.Malformed", "The specified parameter \"EndTime\" is not valid.");
            is(format!("{one}{start}&EndTime={time}x"), code, text);
        }
        for period in ["0", "61", "-60", "x", "99999999999999999999"] {
            let (code, text) = ("InvalidPeriod.ValueNotSupported", "The specified parameter \"Period\" is not valid.");
            is(format!("{one}{start}{end}&Period={period}"), code, text);
        }
        let text = "The specified parameter StartTime is later than EndTime.";
        is(format!("{one}&StartTime=2026-12-20T01:01:00Z{end}"), "InvalidStartTime.ValueNotSupported", text);
        // It is 16:00 on 24 December.
        let text = "The specified parameter \"StartTime\" is too early.";
        let early = "&StartTime=2026-11-24T15:59:00Z&EndTime=2026-11-24T16:30:00Z";
        is(format!("{one}{early}"), "InvalidStartTime.TooEarly", text);
        twin.ecs(&format!("DescribeInstanceMonitorData{one}{}", early.replace("15:59", "16:00"))).ok();
    }

    #[test]
    fn there_are_at_most_400_entries() {
        let twin = Twin::with(WORLD);
        twin.advance("24h");
        assert_eq!(entries(&data(&twin, "i-one", "08:00:00", "14:40:00", 60)).len(), 400);
        let refused = data(&twin, "i-one", "08:00:00", "14:41:00", 60).error();
        assert_eq!(refused, (400, "InvalidParameter.TooManyDataQueried".into(), "Too many data queried.".into()));
        assert_eq!(entries(&data(&twin, "i-one", "08:00:00", "14:41:00", 600)).len(), 40);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_stopped_instance_keeps_what_it_did() {
        let twin = Twin::with("[[ecs.instance]]\nid = \"i-plain\"\ntype = \"ecs.g6.large\"");
        twin.advance("10m");
        twin.ecs("StopInstance&InstanceId=i-plain").ok();
        twin.advance("10m");
        assert_eq!(column(&entries(&data(&twin, "i-plain", "08:00:00", "08:20:00", 60)), "CPU"), [0.0; 10]);
    }

    #[test]
    fn seconds_are_rounded_up_to_the_minute() {
        let twin = Twin::with(WORLD);
        twin.advance("1h");
        let entries = entries(&data(&twin, "i-one", "08:00:01", "08:02:59", 60));
        let stamps: Vec<_> = entries.iter().map(|entry| entry["TimeStamp"].clone()).collect();
        assert_eq!(stamps, ["2026-11-21T08:01:00Z", "2026-11-21T08:02:00Z"]);
    }

    #[test]
    fn only_what_is_over_is_shown() {
        let twin = Twin::with(WORLD);
        twin.advance("95m");
        assert_eq!(entries(&data(&twin, "i-one", "07:00:00", "12:00:00", 60)).len(), 95);
        assert_eq!(entries(&data(&twin, "i-one", "08:00:00", "12:00:00", 3600)).len(), 1);
        assert_eq!(entries(&data(&twin, "i-one", "10:00:00", "12:00:00", 60)).len(), 0);
        assert_eq!(entries(&data(&twin, "i-one", "08:00:00", "08:00:00", 60)).len(), 0);
    }

    #[test]
    fn the_load_falls_to_the_baseline_when_the_credits_are_gone() {
        let twin = Twin::with(WORLD);
        twin.advance("5h");
        // 60 initial credits at 42 an hour last till 09:25:42; meanwhile 34.2 are earned, at 24 an hour.
        let entries = entries(&data(&twin, "i-one", "08:00:00", "13:00:00", 600));
        let cpus = column(&entries, "CPU");
        assert_eq!((cpus[0], cpus[20], cpus[29]), (35.0, 20.0, 20.0));
        let balances = column(&entries, "CPUCreditBalance");
        assert_eq!((balances[0], balances[29]), (57.0, 0.0));
        let usage = column(&entries, "CPUCreditUsage");
        assert_eq!((usage[0], usage[29]), (7.0, 4.0));
        assert!((usage.iter().sum::<f64>() - 180.0).abs() < 1e-9, "60 initial credits and 120 earned ones");
        assert!(column(&entries, "CPUAdvanceCreditBalance").iter().all(|advance| *advance == 0.0));
    }

    #[test]
    fn in_unlimited_mode_advance_credits_are_in_use_and_then_charged() {
        let twin = Twin::with(&WORLD.replacen("cpu = 35", "cpu = 100\ncredits = \"unlimited\"", 1));
        twin.advance("9h");
        let entries = entries(&data(&twin, "i-one", "08:00:00", "17:00:00", 3600));
        // 60 initial credits last half an hour, in which 12 are earned; then 96 an hour are missing.
        let advance = column(&entries, "CPUAdvanceCreditBalance");
        assert_eq!(advance, [36.0, 132.0, 228.0, 324.0, 420.0, 516.0, 576.0, 576.0, 576.0]);
        let unbilled = column(&entries, "CPUNotpaidSurplusCreditUsage");
        assert_eq!(unbilled, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 36.0, 96.0, 96.0]);
        assert_eq!(column(&entries, "CPU"), [100.0; 9]);
        let minutes = super::entries(&data(&twin, "i-one", "15:58:00", "16:02:00", 60));
        let unbilled = column(&minutes, "CPUNotpaidSurplusCreditUsage");
        assert_eq!(unbilled, [94.4, 96.0, 1.6, 3.2], "an hour is billed at its end");
    }

    #[test]
    fn there_are_no_data_while_it_is_stopped() {
        let twin = Twin::with(WORLD);
        twin.advance("10m");
        twin.ecs("StopInstance&InstanceId=i-one").ok();
        twin.advance("20m");
        twin.ecs("StartInstance&InstanceId=i-one").ok();
        twin.advance("10m");
        let entries = entries(&data(&twin, "i-one", "08:00:00", "08:40:00", 600));
        let stamps: Vec<_> = entries.iter().map(|entry| entry["TimeStamp"].clone()).collect();
        assert_eq!(stamps, ["2026-11-21T08:00:00Z", "2026-11-21T08:30:00Z"]);
        assert_eq!(column(&entries, "CPUCreditBalance"), [57.0, 62.0], "but it has earned");
    }

    #[test]
    fn it_follows_a_load_that_is_given_meanwhile() {
        let twin = Twin::with(WORLD);
        twin.advance("5m");
        let body = json!({ "instance": "i-one", "steps": [{ "for": "2m", "cpu": 80 }, { "for": "1m", "cpu": 1 }] });
        assert_eq!(send(&twin, "POST", "/_twin/load", body.to_string()).status, 200);
        twin.advance("5m");
        let entries = entries(&data(&twin, "i-one", "08:00:00", "08:10:00", 60));
        assert_eq!(column(&entries, "CPU"), [35.0, 35.0, 35.0, 35.0, 35.0, 80.0, 80.0, 1.0, 0.0, 0.0]);
    }

    #[test]
    fn one_of_another_region_is_found_and_one_of_another_account_is_not() {
        let twin = Twin::with(&WORLD.replacen("id = \"i-one\"", "id = \"i-one\"\nregion = \"cn-shanghai\"", 1));
        twin.advance("10m");
        assert_eq!(entries(&data(&twin, "i-one", "08:00:00", "08:10:00", 600)).len(), 1);
        let twin = Twin::with(&WORLD.replacen("id = \"i-one\"", "id = \"i-one\"\naccount = \"6543210987654321\"", 1));
        assert_eq!(data(&twin, "i-one", "08:00:00", "08:10:00", 600).error(), not_found());
    }
}
