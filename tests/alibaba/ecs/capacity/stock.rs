//! What stopped instances and private pools take of the stock.

use super::{OPEN, TARGET, WORLD, launch, launched};
use crate::alibaba::ecs::{refusal, status};
use crate::support::Twin;

fn world(count: u32) -> Twin {
    let stock = format!("[[ecs.stock]]\ntype = \"ecs.g6.large\"\nzone = \"cn-hangzhou-b\"\ncount = {count}");
    Twin::with(&format!("{WORLD}{stock}"))
}

#[track_caller]
fn stop(twin: &Twin, id: &str, mode: &str) {
    twin.ecs(&format!("StopInstance&InstanceId={id}&StoppedMode={mode}")).ok();
    assert_eq!(status(twin, id), "Stopped");
}

#[test]
fn pools_have_their_own() {
    let twin = world(4);
    assert_eq!(launch(&twin, "").error().1, "OperationDenied.NoStock");
    launch(&twin, &format!("{OPEN}&Amount=2")).ok();
    assert_eq!(launch(&twin, OPEN).error().1, "OperationDenied.NoStock");
    launch(&twin, &format!("{TARGET}&Amount=2")).ok();
}

#[test]
fn an_instance_that_costs_while_it_is_stopped_keeps_its_own() {
    let twin = world(5);
    let id = launched(&launch(&twin, "")).remove(0);
    stop(&twin, &id, "KeepCharging");
    assert_eq!(launch(&twin, "").error().1, "OperationDenied.NoStock");
    twin.ecs(&format!("StartInstance&InstanceId={id}")).ok();
    assert_eq!(status(&twin, &id), "Running");
}

#[test]
fn an_instance_that_does_not_may_find_it_gone() {
    let twin = world(5);
    let id = launched(&launch(&twin, "")).remove(0);
    stop(&twin, &id, "StopCharging");
    let other = launched(&launch(&twin, "")).remove(0);
    let text = "The requested resource is sold out in the specified zone; try other types of resources or other regions \
                and zones.";
    let refused = twin.ecs(&format!("StartInstance&InstanceId={id}")).error();
    assert_eq!(refused, refusal(403, "OperationDenied.NoStock", text));
    stop(&twin, &other, "StopCharging");
    twin.ecs(&format!("StartInstance&InstanceId={id}")).ok();
}

#[test]
fn an_open_pool_starts_what_the_rest_cannot() {
    let twin = world(4);
    let id = launched(&launch(&twin, OPEN)).remove(0);
    stop(&twin, &id, "StopCharging");
    twin.ecs(&format!("StartInstance&InstanceId={id}")).ok();
    assert_eq!(super::amounts(&twin, "crp-open"), (1, 1, 2));
}

#[test]
fn a_change_that_is_made_later_does_not_count_on_a_pool() {
    let twin = world(4);
    let id = launched(&launch(&twin, &format!("{OPEN}&InstanceType=ecs.c6.large"))).remove(0);
    twin.ecs(&format!("StopInstance&InstanceId={id}")).ok();
    let change = format!("ModifyInstanceSpec&InstanceId={id}&InstanceType=ecs.g6.large");
    let refused = twin.ecs(&format!("{change}&Async=true")).error();
    assert_eq!(refused, refusal(403, "OperationDenied", "The specified instance is out of usage."));
    twin.ecs(&change).ok();
    assert_eq!(super::amounts(&twin, "crp-open"), (1, 1, 2));
}
