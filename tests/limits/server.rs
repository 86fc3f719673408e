//! What the server keeps beside the world.

use super::send;
use crate::registry::REGISTRIES;
use crate::support::Twin;
use jiff::Timestamp;
use std::net::Ipv4Addr;
use std::sync::Arc;
use twinstance::alibaba::nonces::Nonces;
use twinstance::app::App;
use twinstance::app::tls::{HOSTS, Tls};
use twinstance::config::Config;
use twinstance::middleware::call_log::MAX_FIRST;
use twinstance::middleware::throttle::MAX_BUCKETS;
use twinstance::operation;

/// The number of lines of the metrics.
fn metrics(twin: &Twin) -> usize {
    send(twin, "GET", "/_twin/metrics", "").text().lines().count()
}

#[test]
fn what_is_told_once_is_so_much() {
    let twin = Twin::empty();
    for n in 0..3 * MAX_FIRST {
        let path = format!("/?Version=2014-05-26&Action=DescribeRegions&P{n}x=1&Q.{n}.Name=2");
        assert_eq!(send(&twin, "GET", &path, "").status, 200);
    }
    assert_eq!(twin.app.call_log.first_count(), MAX_FIRST + 1);
}

#[test]
fn statistics_have_known_names_alone() {
    let twin = Twin::empty();
    let calls = |round: usize| {
        for n in (round * 300..).take(300) {
            twin.ec2(&format!("Unknown{n}&Parameter{n}=1"));
            twin.ec2(&format!("CreateFleet&Parameter{n}=1"));
            twin.ec2(&format!("RunInstances&Parameter{n}=1"));
            twin.ecs(&format!("DescribeRegions&Parameter{n}=1&Other.1.Name{n}=2&RegionId=cn-hangzhou"));
            twin.vpc(&format!("Unknown{n}&Parameter{n}=1"));
        }
        // An entry of the parameters without effect covers all that is below it.
        for (_, _, operations) in REGISTRIES {
            for entry in operations {
                for ignored in entry.ignored {
                    let call = format!("{}&{}.X{round}=1", entry.action, ignored.replace(".N", ".1"));
                    drop([twin.ec2(&call), twin.ecs(&call), twin.vpc(&call)]);
                }
            }
        }
    };
    calls(0);
    let (before, lines) = (twin.app.coverage.actions(), metrics(&twin));
    calls(1);
    let after = twin.app.coverage.actions();
    assert_eq!(metrics(&twin), lines);
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let known = |action: &str| {
        let found = REGISTRIES.iter().find_map(|(_, _, operations)| operation::find(operations, action));
        found.is_some() || ["other", "CreateFleet"].contains(&action)
    };
    for ((api, action), stats) in &after {
        assert!(known(action), "{action}");
        assert_eq!(before[&(*api, action.clone())].parameters, stats.parameters, "{action}");
        assert!(!stats.parameters.iter().any(|name| name.contains(".X")), "{action}: {:?}", stats.parameters);
    }
    let actions = after.iter().filter(|((_, action), _)| action == "DescribeRegions");
    let parameters: Vec<_> = actions.flat_map(|(_, stats)| &stats.parameters).map(|name| name.as_str()).collect();
    assert!(parameters.contains(&"RegionId") && parameters.contains(&"other"), "{parameters:?}");
}

#[test]
fn statistics_have_so_many_codes() {
    let twin = Twin::empty();
    for n in 0..400 {
        let fault = format!(r#"{{"effect":{{"error":{{"code":"Code{n}","status":400,"message":"x"}}}}}}"#);
        assert_eq!(send(&twin, "POST", "/_twin/faults", fault).status, 200);
        twin.ec2("DescribeRegions");
    }
    let long = "C".repeat(200);
    let fault = format!(r#"{{"effect":{{"error":{{"code":"{long}","status":400,"message":"x"}}}}}}"#);
    assert_eq!(send(&twin, "POST", "/_twin/faults", fault).status, 200);
    twin.ec2("DescribeRegions");
    twin.ec2("DescribeRegions").ok();
    let actions = twin.app.coverage.actions();
    let [stats] = &actions.values().collect::<Vec<_>>()[..] else { panic!("one action") };
    assert_eq!((stats.codes.len(), stats.codes["other"], stats.codes[""]), (258, 400 + 1 - 256, 1));
}

#[test]
fn faults_are_so_many_and_so_large() {
    let twin = Twin::new("limits.faults = 3", "");
    let add = |fault: &str| send(&twin, "POST", "/_twin/faults", fault.to_owned());
    for action in ["DescribeRegions", "RunInstances", "StopInstances"] {
        assert_eq!(add(&format!(r#"{{"action":"{action}","effect":"throttle"}}"#)).status, 200);
    }
    let why = "there would be more than 3 faults, which is what limits.faults allows: remove some first";
    assert_eq!(add(r#"{"effect":"throttle"}"#).error(), (409, why.to_owned()));
    let scenario = "[[fault]]\neffect = \"throttle\"\n";
    assert_eq!(send(&twin, "POST", "/_twin/scenario", scenario).error(), (400, why.to_owned()));
    let replacing = scenario.repeat(4);
    assert_eq!(send(&twin, "POST", "/_twin/scenario?replace=true", replacing).error(), (400, why.to_owned()));
    assert_eq!(twin.app.faults.list().len(), 3);
    // One that has done all it could makes room.
    twin.ec2("DescribeRegions").error();
    assert_eq!(add(r#"{"effect":"throttle"}"#).status, 200);
    let ids: Vec<_> = twin.app.faults.list().into_iter().map(|active| active.id).collect();
    assert_eq!(ids, ["f-2", "f-3", "f-4"]);
    assert_eq!(send(&twin, "POST", "/_twin/scenario?replace=true", scenario).status, 200);

    let large = format!(r#"{{"action":"{}","effect":"throttle"}}"#, "a".repeat(20_000));
    assert_eq!(add(&large).error(), (400, "a fault has at most 16384 bytes, as JSON".to_owned()));
    let config = Config::from_toml("limits.faults = 1\n[[fault]]\neffect = \"lose\"\n[[fault]]\neffect = \"lose\"\n");
    let error = App::new(config.expect("a configuration")).map(drop).expect_err("two faults").to_string();
    assert!(error.starts_with("there would be more than 1 faults"), "{error}");
}

#[test]
fn snapshots_are_so_many() {
    let twin = Twin::new("limits.snapshots = 2", "");
    let put = |name: &str, body: String| send(&twin, "PUT", &format!("/_twin/snapshots/{name}"), body);
    assert_eq!((put("a", String::new()).status, put("b", String::new()).status), (200, 200));
    let why = (409, "there are 2 snapshots, as many as limits.snapshots allows: delete one first".to_owned());
    let content = send(&twin, "GET", "/_twin/snapshots/a", "").text();
    assert_eq!((put("c", String::new()).error(), put("c", content.clone()).error()), (why.clone(), why));
    assert_eq!((put("a", String::new()).status, put("b", content.clone()).status), (200, 200), "they are replaced");
    assert_eq!(send(&twin, "DELETE", "/_twin/snapshots/a", "").status, 200);
    assert_eq!(put("c", content).status, 200);
}

#[test]
fn the_header_of_ignored_parameters_is_short() {
    let twin = Twin::empty();
    let names: String = (0..19_990).map(|n| format!("&Parameter{n}=1")).collect();
    let many = send(&twin, "POST", "/", format!("Version=2014-05-26&Format=JSON&Action=DescribeRegions{names}"));
    let header = |sent: &super::Sent| sent.headers["x-twinstance-ignored"].to_str().expect("a text").to_owned();
    let text = header(&many);
    assert!(many.status == 200 && text.len() < 2200, "{}", text.len());
    assert!(text.starts_with("Parameter0, Parameter1, "), "{text}");
    let named = text.split(", ").count() - 1;
    assert!(text.ends_with(&format!(", ... and {} more", 19_990 - named)), "{text}");
    let shown = send(&twin, "GET", "/_twin/requests", "").json();
    let ignored = shown["requests"][0]["ignored"].as_array().expect("a list").len();
    assert_eq!(ignored, named, "so are the names that the log keeps");

    let long = "P".repeat(100_000);
    let one = send(&twin, "POST", "/", format!("Version=2014-05-26&Format=JSON&Action=DescribeRegions&{long}=1"));
    assert_eq!(header(&one), format!("{}...", &long[..256]));
}

#[test]
fn buckets_are_so_many() {
    let twin = Twin::new("throttling = true", "");
    for account in 100_000_000_000_u64..100_000_000_000 + MAX_BUCKETS as u64 + 500 {
        let credential = format!("AWS4-HMAC-SHA256 Credential={account}/20261121/us-east-1/ec2/aws4_request");
        let header = format!("{credential}, SignedHeaders=host, Signature=0");
        let call = "Version=2016-11-15&Action=DescribeRegions";
        twin.get(call, &[("authorization", &header)]).ok();
    }
    let count = twin.app.throttle.as_ref().expect("throttling").len();
    assert!((MAX_BUCKETS / 2..=MAX_BUCKETS).contains(&count), "{count}");
}

#[test]
fn nonces_are_so_many() {
    let nonces = Nonces::new(100);
    for n in 0..250 {
        nonces.record("key", &n.to_string(), Timestamp::from_second(n).expect("a time")).expect("a new nonce");
    }
    assert_eq!(nonces.len(), 100);
    assert!(nonces.record("key", "0", Timestamp::UNIX_EPOCH).is_err(), "none can be used again");
}

#[test]
fn certificates_are_so_many() {
    let tls = Tls::new(&Config::from_toml("").expect("a configuration"));
    let ask = |number: usize| {
        let host = format!("ecs.{number}.aliyuncs.com");
        tls.config(Some(&host), Ipv4Addr::LOCALHOST.into()).expect("a certificate")
    };
    let first = ask(0);
    (1..HOSTS).for_each(|number| drop(ask(number)));
    assert!(Arc::ptr_eq(&first, &ask(0)), "it is kept");
    ask(HOSTS);
    assert!(!Arc::ptr_eq(&first, &ask(0)), "it was the earliest");
}
