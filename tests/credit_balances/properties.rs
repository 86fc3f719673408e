//! What holds whatever the load is.

use super::{instance_type, name};
use proptest::collection::vec;
use proptest::prelude::*;
use twinstance::domain::credits::{Balance, CREDIT, CreditMode, Load, Mark, Meter, Phase, Rates, Step, samples};

const TYPES: [&str; 6] = ["t2.nano", "t2.2xlarge", "t3.micro", "t8i.small", "ecs.t6-c1m1.large", "m5.large"];

fn any_rates() -> impl Strategy<Value = Rates> {
    (prop::sample::select(&TYPES[..]), prop::bool::ANY).prop_map(|(name, unlimited)| {
        Rates::new(instance_type(name), if unlimited { CreditMode::Unlimited } else { CreditMode::Standard })
    })
}

/// A balance that an instance with these rates can have.
fn balance(rates: &Rates, earned: f64, launch: f64) -> Balance {
    let least = if rates.mode == Some(CreditMode::Unlimited) { -rates.cap } else { 0 };
    let earned = least + ((rates.cap - least) as f64 * earned) as i64;
    Balance { earned, launch: (launch * 60.0 * CREDIT as f64) as i64, ..Balance::default() }
}

fn part() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..1.0, 0.0..0.001]
}

/// A load, and for how many milliseconds.
fn piece() -> impl Strategy<Value = (u32, i64)> {
    (prop_oneof![Just(0), Just(100_000), 0..100_001_u32], prop_oneof![0..20_i64, 0..100_000_000_i64])
}

proptest! {
    #[test]
    fn an_interval_may_be_cut_anywhere(rates in any_rates(), earned in part(), launch in part(),
                                       (load, ms) in piece(), cut in 0.0..1.0) {
        let (demand, first) = (rates.demand(load), (ms as f64 * cut) as i64);
        let mut whole = balance(&rates, earned, launch);
        let mut cut = whole;
        whole.advance(&rates, demand, ms);
        cut.advance(&rates, demand, first);
        cut.advance(&rates, demand, ms - first);
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn an_interval_is_its_milliseconds(rates in any_rates(), earned in part(), launch in 0.0..0.0001, load in 0..100_001_u32,
                                       ms in 0..2000_i64) {
        let demand = rates.demand(load);
        let mut whole = balance(&rates, earned, launch);
        let mut steps = whole;
        whole.advance(&rates, demand, ms);
        (0..ms).for_each(|_| steps.advance(&rates, demand, 1));
        prop_assert_eq!(whole, steps);
    }

    /// What was earned is what is there, was spent, or was discarded, but for what was charged.
    #[test]
    fn credits_are_conserved_and_within_bounds(rates in any_rates(), earned in part(), launch in part(),
                                               pieces in vec(piece(), 1..20)) {
        let mut now = balance(&rates, earned, launch);
        let most = rates.cap.max(now.earned);
        for (load, ms) in pieces {
            let before = now;
            now.advance(&rates, rates.demand(load), ms);
            let held = |balance: &Balance| i128::from(balance.earned + balance.launch);
            let came = i128::from(rates.earn) * i128::from(ms) + i128::from(now.charged - before.charged);
            if rates.mode.is_some() {
                let discarded = came - i128::from(now.used - before.used) - (held(&now) - held(&before));
                prop_assert!(discarded >= 0, "{discarded}");
            }
            let least = if rates.mode == Some(CreditMode::Unlimited) { -rates.cap } else { 0 };
            prop_assert!((least..=most).contains(&now.earned) && now.launch >= 0 && now.launch <= before.launch);
            prop_assert!(now.used >= before.used && now.charged >= before.charged);
        }
    }

    #[test]
    fn more_load_never_leaves_more(rates in any_rates(), earned in part(), launch in part(), (load, ms) in piece(),
                                   more in 0..100_001_u32) {
        let (mut one, mut other) = (balance(&rates, earned, launch), balance(&rates, earned, launch));
        one.advance(&rates, rates.demand(load), ms);
        other.advance(&rates, rates.demand(load.max(more)), ms);
        prop_assert!(other.earned + other.launch <= one.earned + one.launch);
        prop_assert!(other.used >= one.used && other.charged >= one.charged);
    }

    #[test]
    fn both_modes_agree_while_something_is_left(kind in prop::sample::select(&TYPES[..5]), earned in part(), launch in part(),
                                                (load, ms) in piece()) {
        let modes = [CreditMode::Standard, CreditMode::Unlimited].map(|mode| Rates::new(instance_type(kind), mode));
        let start = balance(&modes[0], earned, launch);
        let [standard, unlimited] = modes.map(|rates| {
            let mut after = start;
            after.advance(&rates, rates.demand(load), ms);
            after
        });
        if unlimited.earned >= 0 {
            prop_assert_eq!(standard, unlimited, "{}", name(CreditMode::Standard));
        } else {
            prop_assert_eq!(standard.earned, 0);
        }
    }

    /// Rounds that are counted are as rounds that are gone through.
    #[test]
    fn a_load_that_repeats_is_its_steps(kind in prop::sample::select(&TYPES[..]), unlimited: bool, earned in part(),
                                        launch in part(), steps in vec((1..90_i64, prop_oneof![Just(0.0), Just(100.0), 0.0..40.0]), 1..6),
                                        rounds in 0..400_i64, rest in 0..100_000_i64) {
        let mode = if unlimited { CreditMode::Unlimited } else { CreditMode::Standard };
        let (instance_type, rates) = (instance_type(kind), Rates::new(instance_type(kind), mode));
        let start = balance(&rates, earned, launch);
        let minutes = |n: i64| jiff::SignedDuration::from_mins(n);
        let profile: Vec<Step> = steps.iter().map(|(n, cpu)| Step::new(minutes(*n), *cpu).expect("a step")).collect();
        let load = Load::steps(0, profile, true).expect("a load");
        let mut meter = Meter::default();
        meter.push(Mark { at: 0, instance_type, mode, phase: Phase::Running, load, balance: start });
        let length: i64 = steps.iter().map(|(n, _)| n * 60_000).sum();
        let end = rounds * length + rest;
        let mut walked = start;
        let mut now = 0;
        for (n, cpu) in steps.iter().cycle() {
            let ms = (n * 60_000).min(end - now);
            walked.advance(&rates, rates.demand((cpu * 1000.0).round() as u32), ms);
            now += ms;
            if now == end {
                break;
            }
        }
        prop_assert_eq!(meter.at(end), walked);
    }

    /// The points of a metric add up to what was spent, whatever happened meanwhile.
    #[test]
    fn all_points_add_up_to_what_was_spent(marks in vec((0..40_000_000_i64, 0..4_u8, piece()), 1..20), period in 1..61_i64) {
        let (instance_type, mode) = (instance_type("t3.micro"), CreditMode::Unlimited);
        let mut meter = Meter::default();
        let mut at = 1_700_000_000_000;
        for (wait, phase, (load, _)) in marks {
            at += wait;
            let phase = if phase == 0 { Phase::Kept } else { Phase::Running };
            let load = Load::steady(f64::from(load) / 1000.0).expect("a load");
            meter.push(Mark { at, instance_type, mode, phase, load, balance: meter.at(at) });
        }
        let ms = period * 60_000;
        let (start, end) = (1_700_000_000_000 / ms * ms - ms, (at / ms + 2) * ms);
        let (mut usage, mut charged) = (0.0, 0.0);
        for sample in samples(&meter, start, ms, usize::MAX, end) {
            usage += sample.usage;
            charged += sample.charged;
            prop_assert!((0.0..=100.0).contains(&sample.cpu), "{}", sample.cpu);
        }
        let spent = meter.at(end);
        prop_assert!((usage - spent.used as f64 / CREDIT as f64).abs() < 1e-6);
        prop_assert!((charged - spent.charged as f64 / CREDIT as f64).abs() < 1e-6);
    }
}

/// A century of a load that changes every minute is not gone through step by step: that would be a hundred million steps for
/// each of these.
#[test]
fn a_long_time_takes_no_longer() {
    const CENTURY: i64 = 100 * 366 * 24 * 3_600_000;
    for kind in TYPES {
        for mode in [CreditMode::Standard, CreditMode::Unlimited] {
            for cpus in [[0.0, 100.0], [5.0, 5.001], [0.001, 0.0], [10.001, 10.0], [100.0, 99.0], [20.0, 1.0]] {
                let minute = jiff::SignedDuration::from_mins(1);
                let steps = cpus.map(|cpu| Step::new(minute, cpu).expect("a step")).to_vec();
                let load = Load::steps(0, steps, true).expect("a load");
                let balance = Balance { earned: 9000 * CREDIT, launch: 60 * CREDIT, ..Balance::default() };
                let mut meter = Meter::default();
                let instance_type = instance_type(kind);
                meter.push(Mark { at: 0, instance_type, mode, phase: Phase::Running, load, balance });
                let after = meter.at(CENTURY);
                assert!(after.used > 0, "{kind} {cpus:?}");
                assert!(meter.at(CENTURY + 1).used >= after.used);
            }
        }
    }
}

#[test]
fn there_are_no_more_changes_than_are_kept() {
    let mut meter = Meter::default();
    let (instance_type, mode) = (instance_type("t3.micro"), CreditMode::Unlimited);
    for at in 0..5000 {
        let balance = meter.at(at * 60_000);
        let load = Load::steady(50.0).expect("a load");
        meter.push(Mark { at: at * 60_000, instance_type, mode, phase: Phase::Running, load, balance });
    }
    assert_eq!(meter.marks().len(), twinstance::domain::credits::MAX_MARKS);
    // What was spent before that is no usage of the first point that is left.
    let usages: Vec<f64> = samples(&meter, 0, 60_000, usize::MAX, 5000 * 60_000).map(|sample| sample.usage).collect();
    assert_eq!(usages.len(), twinstance::domain::credits::MAX_MARKS);
    assert!(usages.iter().all(|usage| *usage == 1.0), "{:?}", &usages[..3]);
}

/// What a million instances take: two changes of a burstable one fit in 200 bytes, with what the allocator adds, and an
/// instance without credits has a pointer.
#[test]
fn a_meter_is_small() {
    use twinstance::domain::compute::shared::Shared;
    assert_eq!(size_of::<Option<Shared<Meter>>>(), 8);
    assert!(size_of::<Mark>() <= 72, "{}", size_of::<Mark>());
}
