//! Balances of CPU credits: the vendors' worked examples, what changes of an instance do to them, and what holds whatever the
//! load is.

mod changes;
mod control;
mod events;
mod examples;
mod properties;

use crate::support::Twin;
use twinstance::domain::compute::catalog::{self, InstanceType};
use twinstance::domain::credits::{self, Balance, CREDIT, CreditMode, Load};
use twinstance::domain::scope::{Cloud, Scope};

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;

fn instance_type(name: &str) -> &'static InstanceType {
    let cloud = if name.starts_with("ecs.") { Cloud::Alibaba } else { Cloud::Aws };
    catalog::find(cloud, name).unwrap_or_else(|| panic!("{name}"))
}

/// The default account in the region of an instance's id.
pub fn scope(id: &str) -> Scope {
    let (cloud, account, region) = match id.starts_with("i-bp") {
        true => (Cloud::Alibaba, "1234567890123456", "cn-hangzhou"),
        false => (Cloud::Aws, "123456789012", "us-east-1"),
    };
    Scope { cloud, account: account.into(), region }
}

/// Gives an instance a load, in per cent.
fn load(twin: &Twin, id: &str, cpu: f64) {
    let mut simulation = twin.app.simulation.lock();
    let (_, now) = simulation.run_due_events();
    let scope = scope(id);
    let mut at = simulation.place_mut(&scope, now).expect("a region");
    credits::set_load(&mut at, &id.into(), Load::steady(cpu).expect("a load"));
}

/// Sets a balance or a surplus, in credits.
fn set(twin: &Twin, id: &str, balance: f64, surplus: f64) {
    let mut simulation = twin.app.simulation.lock();
    let (_, now) = simulation.run_due_events();
    let scope = scope(id);
    let mut at = simulation.place_mut(&scope, now).expect("a region");
    let instance = at.region.instances.get(id).expect("an instance");
    let new = credits::balance(instance, Some(balance), Some(surplus)).expect("a balance");
    credits::set_balance(&mut at, &id.into(), new);
}

/// Earned credits (below zero: the surplus), launch credits, and what was charged.
fn seen(twin: &Twin, id: &str) -> (f64, f64, f64) {
    let mut simulation = twin.app.simulation.lock();
    let (world, now) = simulation.run_due_events();
    let scope = scope(id);
    let at = world.place(&scope, None, "", now).expect("a region");
    let outlook = credits::outlook(at.region.instances.get(id).expect("an instance"), now);
    shown(&outlook.expect("credits").balance)
}

/// In credits.
fn shown(balance: &Balance) -> (f64, f64, f64) {
    let credits = |amount: i64| amount as f64 / CREDIT as f64;
    (credits(balance.earned), credits(balance.launch), credits(balance.charged))
}

fn name(mode: CreditMode) -> &'static str {
    mode.ec2()
}
