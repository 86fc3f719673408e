//! What instances really use limits their changes, without a word of a scenario.

use super::{WORLD, attached, code, give_ipv6, made, on, primary};
use crate::support::Twin;

/// A smaller type has no room for what is attached, and has room again once it is detached.
#[test]
fn a_smaller_type_needs_fewer_interfaces() {
    let world = r#"
        [ecs]
        instance = [{ id = "i-1", type = "ecs.g6.2xlarge", state = "stopped" }]
    "#;
    let twin = Twin::with(world);
    let all: Vec<_> = (0..3).map(|_| made(&twin, "")).collect();
    all.iter().for_each(|id| attached(&twin, id, "i-1"));
    let resize = || twin.ecs("ModifyInstanceSpec&InstanceId=i-1&InstanceType=ecs.g6.large");
    assert_eq!(code(&resize()), "InvalidOperation.EniCountExceeded");
    for id in &all[1..] {
        on(&twin, "DetachNetworkInterface", id, "&InstanceId=i-1").ok();
    }
    twin.advance("1m");
    resize().ok();
}

#[test]
fn addresses_of_ipv6_count_too() {
    let twin = Twin::with(&format!("{WORLD}\n[[ecs.type]]\ntype = \"ecs.g6.xlarge\"\nnetwork = {{ ipv6 = 0 }}"));
    give_ipv6(&twin);
    let resize = || twin.ecs("ModifyInstanceSpec&InstanceId=i-2&InstanceType=ecs.g6.xlarge&DryRun=true");
    assert_eq!(code(&resize()), "DryRunOperation");
    on(&twin, "AssignIpv6Addresses", &primary(&twin, "i-2"), "&Ipv6AddressCount=1").ok();
    assert_eq!(code(&resize()), "InvalidOperation.Ipv6NotSupport");
}
