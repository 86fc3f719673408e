//! Instance types that a scenario adds.

use crate::support::Twin;
use serde_json::json;
use twinstance::app::scenario::Error;

const X9: &str = "
[[ec2.type]]
type = \"x9.large\"
like = \"m7g.large\"
figures = { vcpus = 6, memory_mib = 12288, credits_per_hour = 30.0, max_interfaces = 7 }

[[ecs.type]]
type = \"ecs.t6-c9m1.large\"
like = \"ecs.g7.large\"
figures = { vcpus = 6, memory_gib = 1.5, interfaces = 7, credits_per_hour = 30.0, baseline_percent = 12.5 }
";

const RUN: &str = "RunInstances&ImageId=ami-0a1b2c3d4e5f60718&InstanceType=x9.large&MinCount=1&MaxCount=1";
const RUN_ECS: &str =
    "RunInstances&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&RegionId=cn-hangzhou&InstanceType=ecs.t6-c9m1.large";

#[test]
fn a_type_of_ec2_is_like_another_but_for_its_figures() {
    let twin = Twin::with(X9);
    let described = twin.ec2("DescribeInstanceTypes&InstanceType.1=x9.large");
    for (field, value) in [
        ("defaultVCpus", "6"),
        ("defaultCores", "6"),
        ("burstablePerformanceSupported", "true"),
        ("maximumNetworkInterfaces", "7"),
        ("sizeInMiB", "12288"),
        ("ipv4AddressesPerInterface", "10"),
        ("networkPerformance", "Up to 12.5 Gigabit"),
    ] {
        assert_eq!(described.all(field)[0], value, "{field}");
    }
    let filter = "Filter.1.Name=vcpu-info.default-vcpus&Filter.1.Value.1=6";
    assert_eq!(twin.ec2(&format!("DescribeInstanceTypes&{filter}")).one("instanceType"), "x9.large");
    let offered = "DescribeInstanceTypeOfferings&Filter.1.Name=instance-type&Filter.1.Value.1=x9.*";
    assert_eq!(twin.ec2(offered).one("location"), "us-east-1");
    let launched = twin.ec2(&format!("{RUN}&CreditSpecification.CpuCredits=unlimited"));
    assert_eq!(launched.one("instanceType"), "x9.large");
    let id = launched.one("instanceId");
    let found = twin.ec2("DescribeInstances&Filter.1.Name=instance-type&Filter.1.Value.1=x9.large");
    assert_eq!(found.one("instanceId"), id);
    let credits = twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}"));
    assert_eq!(credits.one("cpuCredits"), "unlimited");
}

/// Pages are in the order of names, whatever is added.
#[test]
fn a_new_type_is_on_the_page_of_its_name() {
    let twin = Twin::with(X9);
    let (mut names, mut token) = (Vec::new(), String::new());
    loop {
        let page = twin.ec2(&format!("DescribeInstanceTypes&MaxResults=100{token}"));
        names.extend(page.all("instanceType"));
        match page.all("nextToken").first() {
            Some(next) => token = format!("&NextToken={}", next.replace('+', "%2B")),
            None => break,
        }
    }
    assert!(names.is_sorted());
    assert!(names.contains(&"x9.large".to_owned()));
    assert_eq!(names, twin.ec2("DescribeInstanceTypes").all("instanceType"));
}

#[test]
fn a_type_of_ecs_is_like_another_but_for_its_figures() {
    let twin = Twin::with(X9);
    let described = twin.ecs("DescribeInstanceTypes&InstanceTypes.1=ecs.t6-c9m1.large").json();
    let shown = &described["InstanceTypes"]["InstanceType"][0];
    assert_eq!(shown["InstanceTypeFamily"], json!("ecs.t6"));
    assert_eq!((&shown["CpuCoreCount"], &shown["MemorySize"]), (&json!(6), &json!(1.5)));
    assert_eq!((&shown["EniQuantity"], &shown["BaselineCredit"]), (&json!(7), &json!(30)));
    let launched = twin.ecs(&format!("{RUN_ECS}&CreditSpecification=Unlimited")).json();
    let id = launched["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
    twin.ecs(&format!("StopInstance&InstanceId={id}")).ok();
    twin.ecs(&format!("ModifyInstanceSpec&InstanceId={id}&InstanceType=ecs.t6-c1m2.large")).ok();
    twin.ecs(&format!("ModifyInstanceSpec&InstanceId={id}&InstanceType=ecs.t6-c9m1.large")).ok();
    let price =
        twin.ecs("DescribePrice&RegionId=cn-hangzhou&ResourceType=instance&InstanceType=ecs.t6-c9m1.large").json();
    assert!(price["PriceInfo"]["Price"]["TradePrice"].as_f64() > Some(0.0));
}

/// Another world of the same process does not have it.
#[test]
fn a_type_is_of_the_world_that_it_was_added_to() {
    let with = Twin::with(X9);
    with.ec2(RUN).ok();
    let without = Twin::empty();
    assert_eq!(without.ec2(RUN).error().1, "InvalidParameterValue");
    assert_eq!(without.ecs(RUN_ECS).error().1, "InvalidInstanceType.ValueNotSupported");
    let other = Twin::with(&X9.replace("vcpus = 6", "vcpus = 2"));
    let vcpus = |twin: &Twin| twin.ec2("DescribeInstanceTypes&InstanceType.1=x9.large").one("defaultVCpus");
    assert_eq!((vcpus(&with), vcpus(&other)), ("6".into(), "2".into()));
    // A saved world brings its types along.
    let saved = with.app.save_scenario(None).expect("a scenario");
    without.app.load_scenario(&saved, true, None).expect("the world");
    assert_eq!((vcpus(&without), without.ec2("DescribeInstances").all("instanceId").len()), ("6".into(), 1));
    assert_eq!(without.app.save_scenario(None).expect("a scenario"), saved);
}

#[test]
fn the_same_is_added_twice_and_another_is_not() {
    let twin = Twin::with(X9);
    twin.app.load_scenario(X9, false, None).expect("the same types");
    let other = twin.app.load_scenario(&X9.replace("vcpus = 6", "vcpus = 2"), false, None).expect_err("other types");
    assert_eq!(other.to_string(), "scenario, line 2: ec2.type: x9.large was added already, with other figures");
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence() {
    let why = |text: &str| match Twin::empty().app.load_scenario(text, false, None) {
        Err(Error::Impossible { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    let ec2 = |name: &str, like: &str, figures: &str| {
        why(&format!("[[ec2.type]]\ntype = \"{name}\"\nlike = \"{like}\"\nfigures = {{ {figures} }}"))
    };
    let ecs = |figures: &str| {
        why(&format!("[[ecs.type]]\ntype = \"ecs.x9.large\"\nlike = \"ecs.g7.large\"\nfigures = {{ {figures} }}"))
    };
    let cases = [
        (ec2("x9", "m5.large", ""), "x9 is not the name of a type: it has the form x9.large"),
        (
            ec2("t3.micro", "m5.large", ""),
            "t3.micro is an instance type already: `like` and `figures` are for new ones",
        ),
        (ec2("x9.large", "ecs.g6.large", ""), "ecs.g6.large is not an instance type"),
        (ec2("x9.large", "m5.large", "vcpus = 0"), "vcpus is 0, not 1 to 10000"),
        (ec2("x9.large", "m5.large", "vcpus = 3"), "3 vcpus do not make whole cores of 2 threads"),
        (ec2("x9.large", "m5.large", "clock_ghz = 0.0"), "clock_ghz is 0, not 0.1 to 100"),
        (ec2("x9.large", "m5.large", "network_performance = \"\""), "network_performance has 0 bytes, not 1 to 64"),
        (ecs("memory_gib = -1.0"), "memory_gib is -1, not 0.0009765625 to 1000000"),
        (ecs("credits_per_hour = 6.0"), "a burstable type has both credits_per_hour and baseline_percent"),
        (ecs("local_disks = 2"), "a type with local disks is like one that has them"),
        (why("[[ecs.type]]\ntype = \"ecs.x9.large\""), "ecs.x9.large is not an instance type"),
        (
            why("[[ecs.type]]\ntype = \"ecs.g6.large\"\nfigures = { vcpus = 4 }"),
            "figures are for a new type: `like` names the one that it is like",
        ),
    ];
    for (told, expected) in cases {
        assert_eq!(told, expected);
    }
}
