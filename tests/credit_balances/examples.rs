//! The vendors' worked examples: "Key concepts" and "Unlimited mode concepts" of the EC2 User Guide, "CPU credit change
//! examples" of ECS.

use super::{HOUR, instance_type, shown};
use twinstance::domain::compute::catalog::types;
use twinstance::domain::credits::{Balance, CREDIT, CreditMode, Rates};
use twinstance::domain::scope::Cloud;

/// A balance after hours at a load, in per cent.
struct Example {
    rates: Rates,
    balance: Balance,
}

impl Example {
    fn new(name: &str, mode: CreditMode, launch: i64) -> Self {
        let balance = Balance { launch: launch * CREDIT, ..Balance::default() };
        Self { rates: Rates::new(instance_type(name), mode), balance }
    }

    fn run(&mut self, ms: i64, cpu: f64) -> (f64, f64, f64) {
        let demand = self.rates.demand((cpu * 1000.0) as u32);
        self.balance.advance(&self.rates, demand, ms);
        shown(&self.balance)
    }

    /// The balance and what was charged, after each of these: hours, load.
    fn table(&mut self, rows: &[(i64, f64, f64, f64)]) {
        for (hours, cpu, balance, charged) in rows {
            let (earned, launch, so_far) = self.run(hours * HOUR, *cpu);
            assert_eq!((earned + launch, so_far), (*balance, *charged), "{hours} h at {cpu} %");
        }
    }
}

#[test]
fn five_minutes_of_the_guide() {
    let mut example = Example::new("t3.nano", CreditMode::Standard, 0);
    example.balance.earned = 2 * CREDIT;
    // A credit in five minutes is 10 % of two vCPUs.
    assert_eq!(example.run(5 * 60_000, 10.0).0, 1.5);
}

#[test]
fn t3_unlimited() {
    Example::new("t3.nano", CreditMode::Unlimited, 0).table(&[
        (24, 0.0, 144.0, 0.0),
        (12, 2.5, 144.0, 0.0),
        (24, 7.0, 86.4, 0.0),
        (12, 2.5, 122.4, 0.0),
        (5, 100.0, -144.0, 303.6),
        (13, 5.0, -144.0, 303.6),
        (24, 0.0, 0.0, 303.6),
    ]);
}

#[test]
fn t3_standard() {
    let mut example = Example::new("t3.nano", CreditMode::Standard, 0);
    example.table(&[(24, 0.0, 144.0, 0.0), (12, 2.5, 144.0, 0.0), (24, 7.0, 86.4, 0.0), (12, 2.5, 122.4, 0.0)]);
    let mut before = example.balance;
    let rates = example.rates;
    before.advance(&rates, rates.demand(100_000), 3_865_263);
    assert!(before.earned > 0);
    before.advance(&rates, rates.demand(100_000), 1);
    assert_eq!(before.earned, 0);
    example.table(&[(2, 100.0, 0.0, 0.0), (14, 5.0, 0.0, 0.0), (24, 0.0, 144.0, 0.0)]);
}

#[test]
fn t2_standard_with_launch_credits() {
    let mut example = Example::new("t2.nano", CreditMode::Standard, 30);
    example.table(&[(24, 0.0, 102.0, 0.0), (12, 0.0, 102.0, 0.0), (25, 2.0, 72.0, 0.0)]);
    assert_eq!(example.balance.launch, 0);
    example.table(&[(11, 2.0, 72.0, 0.0), (3, 20.0, 45.0, 0.0), (15, 2.0, 72.0, 0.0), (6, 0.0, 72.0, 0.0)]);
    Example::new("t2.micro", CreditMode::Standard, 30).table(&[(24, 0.0, 174.0, 0.0)]);
}

#[test]
fn ecs_standard() {
    let mut example = Example::new("ecs.t6-c2m1.large", CreditMode::Standard, 60);
    example.table(&[
        (24, 0.0, 348.0, 0.0),
        (5, 10.0, 288.0, 0.0),
        (9, 5.0, 288.0, 0.0),
        (10, 10.0, 288.0, 0.0),
        (2, 100.0, 72.0, 0.0),
        (4, 0.0, 120.0, 0.0),
        (8, 5.0, 168.0, 0.0),
        (2, 80.0, 0.0, 0.0),
        (5, 10.0, 0.0, 0.0),
        (3, 0.0, 36.0, 0.0),
    ]);
}

#[test]
fn ecs_unlimited() {
    let mut example = Example::new("ecs.t6-c1m1.large", CreditMode::Unlimited, 60);
    example.table(&[(24, 0.0, 636.0, 0.0)]);
    // 60 initial credits at 20 % of two vCPUs last two and a half hours.
    assert_eq!(example.run(5 * HOUR / 2, 20.0), (576.0, 0.0, 0.0));
    example.table(&[
        (7, 20.0, 576.0, 0.0),
        (6, 100.0, 0.0, 0.0),
        (6, 100.0, -576.0, 0.0),
        (1, 100.0, -576.0, 96.0),
        (3, 100.0, -576.0, 384.0),
        (24, 0.0, 0.0, 384.0),
        (24, 0.0, 576.0, 384.0),
    ]);
}

/// Type, credits per hour, cap, vCPUs, baseline of a vCPU in per cent.
const FIGURES: &[(&str, f64, f64, u32, f64)] = &[
    ("t2.nano", 3.0, 72.0, 1, 5.0),
    ("t2.micro", 6.0, 144.0, 1, 10.0),
    ("t2.small", 12.0, 288.0, 1, 20.0),
    ("t2.medium", 24.0, 576.0, 2, 20.0),
    ("t2.large", 36.0, 864.0, 2, 30.0),
    ("t2.xlarge", 54.0, 1296.0, 4, 22.5),
    ("t2.2xlarge", 81.6, 1958.4, 8, 17.0),
    ("t3.nano", 6.0, 144.0, 2, 5.0),
    ("t3.micro", 12.0, 288.0, 2, 10.0),
    ("t3a.small", 24.0, 576.0, 2, 20.0),
    ("t4g.medium", 24.0, 576.0, 2, 20.0),
    ("t3.large", 36.0, 864.0, 2, 30.0),
    ("t3a.xlarge", 96.0, 2304.0, 4, 40.0),
    ("t4g.2xlarge", 192.0, 4608.0, 8, 40.0),
    ("t8i.nano", 6.0, 144.0, 2, 5.0),
    ("t8i.micro", 12.0, 288.0, 2, 10.0),
    ("t8i.small", 24.0, 576.0, 2, 20.0),
    ("t8i.medium", 24.0, 576.0, 2, 20.0),
];

#[test]
fn the_figures_of_the_guide() {
    for (name, per_hour, cap, vcpus, baseline) in FIGURES {
        let (one, rates) = (instance_type(name), Rates::new(instance_type(name), CreditMode::Standard));
        let hour = (rates.earn * HOUR) as f64 / CREDIT as f64;
        assert_eq!((hour, rates.cap as f64 / CREDIT as f64, one.vcpus), (*per_hour, *cap, *vcpus), "{name}");
        assert_eq!(rates.earn, rates.demand((baseline * 1000.0) as u32), "{name}");
    }
}

/// Every type of both clouds earns a whole number, so that nothing is rounded.
#[test]
fn every_type_earns_what_its_table_says() {
    for cloud in [Cloud::Aws, Cloud::Alibaba] {
        for one in types(cloud).iter().filter(|one| one.burstable && one.family != "t1") {
            let (rates, credits) = (Rates::new(one, CreditMode::Standard), one.credits.expect("credits"));
            assert_eq!(rates.earn as f64 * HOUR as f64 / CREDIT as f64, credits.per_hour, "{}", one.name);
            assert_eq!(rates.cap as f64 / CREDIT as f64, credits.max_balance, "{}", one.name);
        }
    }
}
