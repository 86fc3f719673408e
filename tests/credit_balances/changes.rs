//! What changes of an instance do to its balance.

use super::{load, name, seen, set};
use crate::support::Twin;
use twinstance::domain::credits::CreditMode::{self, Standard, Unlimited};

const ID: &str = "i-00000000000000001";
const ECS: &str = "i-bp100000000000000001";

/// An instance of EC2 that has just been launched.
fn ec2(instance_type: &str, mode: CreditMode) -> Twin {
    let mode = name(mode);
    Twin::with(&format!("[[ec2.instance]]\nid = \"{ID}\"\ntype = \"{instance_type}\"\ncredits = \"{mode}\""))
}

/// An instance of ECS that has just been launched.
fn ecs(instance_type: &str, mode: CreditMode) -> Twin {
    let mode = name(mode);
    Twin::with(&format!("[[ecs.instance]]\nid = \"{ECS}\"\ntype = \"{instance_type}\"\ncredits = \"{mode}\""))
}

fn set_mode(twin: &Twin, mode: CreditMode) {
    let item = "InstanceCreditSpecification.1";
    let answer =
        twin.ec2(&format!("ModifyInstanceCreditSpecification&{item}.InstanceId={ID}&{item}.CpuCredits={}", name(mode)));
    assert_eq!(answer.all("code"), [""; 0]);
}

fn set_ecs_mode(twin: &Twin, mode: &str) {
    twin.ecs(&format!("ModifyInstanceAttribute&InstanceId={ECS}&CreditSpecification={mode}")).ok();
}

fn stop(twin: &Twin) {
    twin.ec2(&format!("StopInstances&InstanceId.1={ID}")).ok();
}

fn start(twin: &Twin) {
    twin.ec2(&format!("StartInstances&InstanceId.1={ID}")).ok();
}

fn resize(twin: &Twin, instance_type: &str) {
    twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={ID}&InstanceType.Value={instance_type}")).ok();
}

fn ecs_mode(twin: &Twin) -> String {
    let answer = twin.ecs(&format!("DescribeInstanceAttribute&InstanceId={ECS}"));
    answer.json()["CreditSpecification"].as_str().expect("a mode").to_owned()
}

fn at_ecs(twin: &Twin, call: &str) {
    twin.ecs(&format!("{call}&InstanceId={ECS}")).ok();
}

#[test]
fn an_instance_earns_from_its_launch_up_to_its_cap() {
    let twin = ec2("t3.nano", Standard);
    assert_eq!(seen(&twin, ID), (0.0, 0.0, 0.0));
    twin.advance("1h");
    assert_eq!(seen(&twin, ID), (6.0, 0.0, 0.0));
    twin.advance("100h");
    assert_eq!(seen(&twin, ID), (144.0, 0.0, 0.0));
    load(&twin, ID, 100.0);
    twin.advance("30m");
    assert_eq!(seen(&twin, ID).0, 144.0 - 57.0);
    load(&twin, ID, 0.0);
    twin.advance("30m");
    assert_eq!(seen(&twin, ID).0, 90.0);
}

#[test]
fn earning_begins_when_the_instance_runs() {
    let twin = Twin::new("transitions = \"realistic\"", "");
    let launch = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
    let id = twin.ec2(launch).one("instanceId");
    // Nobody looks at the 20 seconds of its boot: it runs from when that was due.
    twin.advance("1h20s");
    assert_eq!(seen(&twin, &id).0, 12.0);
}

#[test]
fn unlimited_keeps_what_was_earned_and_loses_launch_credits() {
    let twin = ec2("t2.micro", Standard);
    twin.advance("1h");
    assert_eq!(seen(&twin, ID), (6.0, 30.0, 0.0));
    set_mode(&twin, Standard);
    assert_eq!(seen(&twin, ID), (6.0, 30.0, 0.0), "the same mode changes nothing");
    set_mode(&twin, Unlimited);
    assert_eq!(seen(&twin, ID), (6.0, 0.0, 0.0));
    set_mode(&twin, Standard);
    assert_eq!(seen(&twin, ID), (6.0, 0.0, 0.0), "none are granted");
}

#[test]
fn standard_charges_the_surplus_at_once() {
    let twin = ec2("t3.nano", Unlimited);
    load(&twin, ID, 100.0);
    twin.advance("30m");
    assert_eq!(seen(&twin, ID), (-57.0, 0.0, 0.0));
    set_mode(&twin, Standard);
    assert_eq!(seen(&twin, ID), (0.0, 0.0, 57.0));
    twin.advance("5h");
    assert_eq!(seen(&twin, ID), (0.0, 0.0, 57.0), "it runs at its baseline");
}

#[test]
fn a_stopped_t3_keeps_its_credits_for_seven_days() {
    for (hours, kept) in [(0, 36.0), (24, 36.0), (168, 36.0), (169, 0.0)] {
        let twin = ec2("t3.nano", Unlimited);
        twin.advance("6h");
        stop(&twin);
        twin.advance(&format!("{hours}h"));
        assert_eq!(seen(&twin, ID).0, kept, "{hours} h: none are earned while it is stopped");
        start(&twin);
        assert_eq!(seen(&twin, ID).0, kept, "{hours} h");
        twin.advance("1h");
        assert_eq!(seen(&twin, ID).0, kept + 6.0, "{hours} h");
    }
}

#[test]
fn a_boot_across_the_seven_days_is_in_time() {
    let scenario = format!("[[ec2.instance]]\nid = \"{ID}\"\ntype = \"t3.nano\"");
    let twin = Twin::new("transitions = \"realistic\"", &scenario);
    twin.advance("6h");
    stop(&twin);
    twin.advance("167h59m50s");
    start(&twin);
    twin.advance("20s");
    assert_eq!(seen(&twin, ID).0, 36.0);
}

#[test]
fn a_stop_and_a_termination_charge_the_surplus() {
    for call in ["StopInstances", "TerminateInstances"] {
        let twin = ec2("t3.nano", Unlimited);
        load(&twin, ID, 100.0);
        twin.advance("1h");
        assert_eq!(seen(&twin, ID), (-114.0, 0.0, 0.0));
        twin.ec2(&format!("{call}&InstanceId.1={ID}")).ok();
        assert_eq!(seen(&twin, ID), (0.0, 0.0, 114.0), "{call}");
        twin.advance("30m");
        assert_eq!(seen(&twin, ID), (0.0, 0.0, 114.0), "{call}");
    }
}

#[test]
fn a_stopped_t2_loses_everything_and_gets_launch_credits_again() {
    let twin = ec2("t2.large", Standard);
    twin.advance("2h");
    assert_eq!(seen(&twin, ID), (72.0, 60.0, 0.0));
    stop(&twin);
    assert_eq!(seen(&twin, ID), (0.0, 0.0, 0.0));
    start(&twin);
    assert_eq!(seen(&twin, ID), (0.0, 60.0, 0.0));
    set_mode(&twin, Unlimited);
    stop(&twin);
    start(&twin);
    assert_eq!(seen(&twin, ID), (0.0, 0.0, 0.0), "none in unlimited mode");
}

#[test]
fn a_hundred_launches_and_starts_a_day_get_launch_credits() {
    let twin = ec2("t2.micro", Standard);
    let launch =
        "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t2.micro&CreditSpecification.CpuCredits=standard";
    let launched = |count: u32| {
        let ids = twin.ec2(&format!("{launch}&MinCount={count}&MaxCount={count}")).all("instanceId");
        ids.iter().filter(|id| seen(&twin, id).1 == 30.0).count()
    };
    // What a scenario describes has no history, so that it does not count.
    assert_eq!(launched(60), 60);
    twin.advance("12h");
    assert_eq!(launched(60), 40);
    stop(&twin);
    start(&twin);
    assert_eq!(seen(&twin, ID).1, 0.0, "a start counts as a launch");
    twin.advance("12h");
    assert_eq!(launched(70), 60, "those of the first hour are a day ago");
}

#[test]
fn a_reboot_changes_nothing() {
    let twin = ec2("t2.micro", Standard);
    twin.advance("1h");
    twin.ec2(&format!("RebootInstances&InstanceId.1={ID}")).ok();
    assert_eq!(seen(&twin, ID), (6.0, 30.0, 0.0));
    let twin = ecs("ecs.t6-c1m1.large", Standard);
    twin.advance("1h");
    at_ecs(&twin, "RebootInstance");
    assert_eq!(seen(&twin, ECS), (24.0, 60.0, 0.0));
}

/// As recorded: what is in between does not matter.
#[test]
fn a_balance_outlives_changes_of_the_type() {
    let twin = ec2("t3.micro", Standard);
    twin.advance("1h");
    stop(&twin);
    for instance_type in ["t3a.micro", "m5.large", "t2.micro", "t3.nano"] {
        resize(&twin, instance_type);
    }
    start(&twin);
    assert_eq!(seen(&twin, ID), (12.0, 0.0, 0.0));
    twin.advance("1h");
    assert_eq!(seen(&twin, ID), (18.0, 0.0, 0.0));
}

#[test]
fn what_is_above_a_smaller_cap_only_falls() {
    let twin = ec2("t3.micro", Standard);
    twin.advance("24h");
    stop(&twin);
    resize(&twin, "t3.nano");
    start(&twin);
    twin.advance("1h");
    assert_eq!(seen(&twin, ID).0, 288.0);
    load(&twin, ID, 10.0);
    twin.advance("1h");
    assert_eq!(seen(&twin, ID).0, 282.0);
}

#[test]
fn a_start_as_another_kind_of_type_has_no_balance_to_carry() {
    for (between, launch) in [("t2.micro", 30.0), ("m5.large", 0.0)] {
        let twin = ec2("t3.micro", Standard);
        twin.advance("1h");
        stop(&twin);
        resize(&twin, between);
        start(&twin);
        if launch > 0.0 {
            set_mode(&twin, Standard);
            assert_eq!(seen(&twin, ID), (0.0, launch, 0.0));
        }
        stop(&twin);
        resize(&twin, "t3.micro");
        start(&twin);
        assert_eq!(seen(&twin, ID), (0.0, 0.0, 0.0), "{between}");
    }
}

#[test]
fn ecs_grants_initial_credits_once() {
    let twin = ecs("ecs.t6-c1m1.large", Standard);
    assert_eq!(seen(&twin, ECS), (0.0, 60.0, 0.0));
    twin.advance("48h");
    assert_eq!(seen(&twin, ECS), (576.0, 60.0, 0.0));
    load(&twin, ECS, 100.0);
    twin.advance("1h");
    assert_eq!(
        seen(&twin, ECS),
        (528.0, 0.0, 0.0),
        "half an hour of initial credits, at the cap, and half an hour of earned ones"
    );
}

#[test]
fn ecs_goes_on_earning_while_a_stopped_instance_is_billed() {
    for charge_type in ["PostPaid", "PrePaid"] {
        let twin = Twin::with(&format!(
            "[[ecs.instance]]\nid = \"{ECS}\"\ntype = \"ecs.t6-c1m1.large\"\ncharge_type = \"{charge_type}\""
        ));
        set_ecs_mode(&twin, "Unlimited");
        load(&twin, ECS, 100.0);
        twin.advance("1h");
        assert_eq!(seen(&twin, ECS), (-36.0, 0.0, 0.0), "{charge_type}");
        at_ecs(&twin, "StopInstance");
        twin.advance("2h");
        assert_eq!(seen(&twin, ECS), (12.0, 0.0, 0.0), "{charge_type}");
        at_ecs(&twin, "StartInstance");
        assert_eq!(seen(&twin, ECS), (12.0, 0.0, 0.0), "{charge_type}");
        assert_eq!(
            twin.ecs("DescribeInstances&RegionId=cn-hangzhou").json()["Instances"]["Instance"][0]["CreditSpecification"],
            "Unlimited"
        );
    }
}

#[test]
fn ecs_in_economical_mode_charges_and_begins_anew() {
    let twin = ecs("ecs.t6-c1m1.large", Unlimited);
    load(&twin, ECS, 100.0);
    twin.advance("1h");
    at_ecs(&twin, "StopInstance&StoppedMode=StopCharging");
    assert_eq!(seen(&twin, ECS), (0.0, 0.0, 36.0));
    twin.advance("10h");
    assert_eq!(seen(&twin, ECS), (0.0, 0.0, 36.0));
    at_ecs(&twin, "StartInstance");
    assert_eq!(seen(&twin, ECS), (0.0, 60.0, 36.0));
    assert_eq!(
        twin.ecs("DescribeInstances&RegionId=cn-hangzhou").json()["Instances"]["Instance"][0]["CreditSpecification"],
        "Standard"
    );
}

#[test]
fn ecs_keeps_the_balance_of_an_overdue_instance() {
    let overdue = "state = \"stopped\"\nlocks = [\"financial\"]";
    let twin = Twin::with(&format!("[[ecs.instance]]\nid = \"{ECS}\"\ntype = \"ecs.t6-c1m1.large\"\n{overdue}"));
    twin.advance("10h");
    assert_eq!(seen(&twin, ECS), (0.0, 60.0, 0.0));
    at_ecs(&twin, "ReActivateInstances");
    twin.advance("1h");
    assert_eq!(seen(&twin, ECS), (24.0, 60.0, 0.0));
}

#[test]
fn ecs_has_no_unlimited_mode_while_a_payment_is_overdue() {
    for state in ["running", "stopped"] {
        let overdue = format!("credits = \"unlimited\"\nlocks = [\"financial\"]\nstate = \"{state}\"\ncpu = 100");
        let twin = Twin::with(&format!("[[ecs.instance]]\nid = \"{ECS}\"\ntype = \"ecs.t6-c1m1.large\"\n{overdue}"));
        twin.advance("10h");
        let left = if state == "running" { 0.0 } else { 60.0 };
        assert_eq!(seen(&twin, ECS), (0.0, left, 0.0), "{state}");
        assert_eq!(ecs_mode(&twin), "Standard", "{state}");
        at_ecs(&twin, "ReActivateInstances");
        assert_eq!(ecs_mode(&twin), "Unlimited", "{state}");
        twin.advance("1h");
        assert_eq!(seen(&twin, ECS), (left - 96.0, 0.0, 0.0), "{state}");
    }
}

#[test]
fn ecs_keeps_the_balance_of_a_subscription_that_has_expired() {
    let subscribed = "credits = \"unlimited\"\ncharge_type = \"PrePaid\"";
    let twin = Twin::with(&format!("[[ecs.instance]]\nid = \"{ECS}\"\ntype = \"ecs.t6-c1m1.large\"\n{subscribed}"));
    // The earned credits are at their cap, above which are the initial ones.
    twin.advance("720h");
    set(&twin, ECS, 100.0, 0.0);
    twin.advance("10h");
    assert_eq!(seen(&twin, ECS), (100.0, 0.0, 0.0));
    assert_eq!(ecs_mode(&twin), "Unlimited");
    at_ecs(&twin, "RenewInstance&Period=1");
    twin.advance("10h");
    assert_eq!(seen(&twin, ECS), (100.0, 0.0, 0.0), "until it is started");
    at_ecs(&twin, "StartInstance");
    twin.advance("1h");
    assert_eq!(seen(&twin, ECS), (124.0, 0.0, 0.0));
}

#[test]
fn ecs_goes_on_earning_while_a_subscription_is_stopped() {
    let stopped = "state = \"stopped\"\ncharge_type = \"PrePaid\"";
    let twin = Twin::with(&format!("[[ecs.instance]]\nid = \"{ECS}\"\ntype = \"ecs.t6-c1m1.large\"\n{stopped}"));
    twin.advance("10h");
    assert_eq!(seen(&twin, ECS), (240.0, 60.0, 0.0));
    twin.advance("1000h");
    assert_eq!(seen(&twin, ECS), (576.0, 60.0, 0.0));
}

#[test]
fn ecs_charges_advance_credits_with_a_change_of_mode_or_type() {
    let in_debt = || {
        let twin = ecs("ecs.t6-c1m1.large", Unlimited);
        load(&twin, ECS, 100.0);
        twin.advance("1h");
        twin
    };
    let twin = in_debt();
    set_ecs_mode(&twin, "Standard");
    assert_eq!(seen(&twin, ECS), (0.0, 0.0, 36.0));
    let twin = in_debt();
    at_ecs(&twin, "StopInstance");
    at_ecs(&twin, "ModifyInstanceSpec&InstanceType=ecs.t6-c1m2.large");
    assert_eq!(seen(&twin, ECS), (0.0, 0.0, 36.0));
    set(&twin, ECS, 100.0, 0.0);
    at_ecs(&twin, "ModifyInstanceSpec&InstanceType=ecs.t6-c1m1.large");
    assert_eq!(seen(&twin, ECS), (100.0, 0.0, 36.0));
}

#[test]
fn ecs_keeps_initial_credits_with_a_change_of_mode() {
    let twin = ecs("ecs.t6-c1m1.large", Standard);
    for mode in ["Unlimited", "Standard"] {
        set_ecs_mode(&twin, mode);
        assert_eq!(seen(&twin, ECS), (0.0, 60.0, 0.0), "{mode}");
    }
}

#[test]
fn a_created_instance_of_ecs_has_its_initial_credits() {
    let twin = Twin::empty();
    let created = twin.ecs("CreateInstance&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&InstanceType=ecs.t6-c1m1.large&VSwitchId=");
    let id = created.json()["InstanceId"].as_str().expect("an id").to_owned();
    twin.advance("1h");
    assert_eq!(seen(&twin, &id), (24.0, 60.0, 0.0));
}
