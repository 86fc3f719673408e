//! What a scenario can say of how specifications change, and what it cannot.

use super::modify;
use crate::support::{START, Twin};
use twinstance::app::scenario::Scenario;
use twinstance::config::Config;

/// Why a scenario cannot be had.
#[track_caller]
fn complaint(text: &str) -> String {
    let mut config = Config::from_toml(&format!("clock = \"{START}\"")).expect("a configuration");
    config.scenarios.push(("scenario".to_owned(), text.to_owned()));
    twinstance::app::App::new(config).err().unwrap_or_else(|| panic!("it can: {text}")).to_string()
}

#[test]
fn unknown_keys_are_refused() {
    for table in ["limits", "type", "image", "vpc"] {
        let needed = match table {
            "type" => "type = \"ecs.g6.large\"\n",
            "image" => "id = \"m-1\"\n",
            _ => "",
        };
        Scenario::parse(&format!("[[ecs.{table}]]\n{needed}"), "scenario").expect("a scenario");
        let text = format!("[[ecs.{table}]]\n{needed}weather = true\n");
        let error = Scenario::parse(&text, "scenario").expect_err("an unknown key").to_string();
        assert!(error.contains("unknown field `weather`"), "{error}");
    }
    let instance = "[[ecs.instance]]\ntype = \"ecs.g6.large\"\n";
    for line in ["facts = { weather = true }", "facts = { network = { weather = 1 } }", "network_type = \"ring\""] {
        assert!(Scenario::parse(&format!("{instance}{line}"), "scenario").is_err(), "{line}");
    }
    let instance_type = "[[ecs.type]]\ntype = \"ecs.g6.large\"\n";
    for line in ["network = { weather = 1 }", "access = \"sometimes\"", "disks = -1"] {
        assert!(Scenario::parse(&format!("{instance_type}{line}"), "scenario").is_err(), "{line}");
    }
}

#[test]
fn what_cannot_be_is_named_with_its_line() {
    for (text, said) in [
        ("[[ecs.limits]]\ninstances = { nope = 1 }", "line 1: ecs.limits: nope is not an instance type"),
        ("[[ecs.type]]\ntype = \"ecs.nope\"", "line 1: ecs.type: ecs.nope is not an instance type"),
        ("[[ecs.type]]\ntype = \"ecs.g6.large\"\nzones = [\"x\"]", "line 1: ecs.type: x is not a zone of cn-hangzhou"),
        ("[[ecs.image]]\nid = \"m-1\"\ntypes = [\"nope\"]", "line 1: ecs.image: nope is not an instance type"),
        ("\n[[ecs.vpc]]\nid = \"vpc-nope\"", "line 2: ecs.vpc: vpc-nope is not a VPC"),
        ("[[ecs.vpc]]\nregion = \"mars\"", "line 1: ecs.vpc: mars is not a region"),
        (
            "[[ecs.instance]]\ntype = \"ecs.g6.large\"\neip = \"eip-1\"\n[[ecs.instance]]\ntype = \"ecs.g6.large\"\neip = \"eip-1\"",
            "line 4: ecs.instance: eip-1 is there already",
        ),
    ] {
        assert_eq!(complaint(text), format!("scenario, {said}"));
    }
}

#[test]
fn facts_are_of_their_account_and_region() {
    let twin = Twin::with(
        "[[ecs.limits]]\nregion = \"cn-shanghai\"\nbandwidth = 5\n\n[[ecs.limits]]\naccount = \"999999999999\"\nbandwidth = 5\n\n\
         [[ecs.limits]]\nbandwidth = 50\n\n[[ecs.limits]]\nvcpus = 100\n\n[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\n\n\
         [[ecs.instance]]\nid = \"i-2\"\ntype = \"ecs.g6.large\"\nregion = \"cn-shanghai\"\n\n\
         [[ecs.instance]]\nid = \"i-3\"\ntype = \"ecs.g6.large\"\naccount = \"999999999999\"\n",
    );
    let code = |call: &str| modify(&twin, call).0.code;
    let refused = Some("InvalidParameter.InternetMaxBandwidthOut");
    assert_eq!(code("InstanceId=i-1&InternetMaxBandwidthOut=51").as_deref(), refused, "what is not said again stays");
    assert_eq!(code("InstanceId=i-1&InternetMaxBandwidthOut=50").as_deref(), None);
    assert_eq!(code("InstanceId=i-2&RegionId=cn-shanghai&InternetMaxBandwidthOut=6").as_deref(), refused);
    assert_eq!(code("InstanceId=i-3&AccessKeyId=999999999999&InternetMaxBandwidthOut=6").as_deref(), refused);
}
