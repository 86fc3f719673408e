//! Prices on ECS: a price list of our own, the same in all regions and zones. It is not the vendor's.
//!
//! All prices are ours. They are simple, and differ for different resources. Pay-as-you-go prices per hour, in yuan:
//!
//! | resource | price per hour |
//! |---|---|
//! | a vCPU | 0.1, of a burstable type 0.05 |
//! | a GiB of memory | 0.05 |
//! | a local disk's GiB | 0.0002 |
//! | a vCPU's Windows licence | 0.02 |
//! | a disk's GiB | 0.0004 to 0.0056, by category and performance level |
//! | an IOPS beyond those included with an ESSD AutoPL disk | 0.0002 |
//! | an outbound Mbit/s, with billing by bandwidth | 0.08 |
//!
//! With billing by traffic, a GB costs 0.8. A subscription costs half of the hourly price, for weeks of 168 hours and
//! months of 720 hours; from 12 months on it costs 15 % less. The type of a spot instance costs 80 % less. A change
//! within a subscription is charged or refunded for its remaining hours, rounded up.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::{Disk, is_local};
use crate::domain::compute::instance::{Instance, InternetCharge};
use jiff::Timestamp;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

/// An amount of money, in ten-thousandths of a yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

/// The currency of all prices.
pub const CURRENCY: &str = "CNY";

/// The price of a GB of traffic.
pub const TRAFFIC: Money = Money(8_000);

impl Money {
    /// In yuan.
    pub fn yuan(self) -> f64 {
        self.0 as f64 / 10_000.0
    }

    fn percent(self, percent: i64) -> Self {
        Self(self.0 * percent / 100)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<i64> for Money {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// The resource that a part of a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    Type,
    Image,
    SystemDisk,
    DataDisk,
    /// Public bandwidth or traffic.
    Bandwidth,
    /// Operations per second beyond those included with a disk.
    Performance,
}

/// A part of a price: the resource, and its price per hour or per GB.
pub type Part = (Resource, Money);

/// The duration of a purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// One hour of pay-as-you-go.
    Hour,
    Weeks(u32),
    Months(u32),
    Years(u32),
}

/// The reason for a discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// A subscription of a year or more.
    Year,
    /// A spot instance.
    Spot,
}

/// A price with its discount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// The list price.
    pub original: Money,
    /// The amount of the discount.
    pub off: Money,
    pub why: Option<Discount>,
}

impl Price {
    /// The price to pay.
    pub fn trade(self) -> Money {
        self.original - self.off
    }
}

impl Term {
    /// The price for this term at an hourly price. Only the hourly term has a spot discount.
    pub fn price(self, hourly: Money, spot: bool) -> Price {
        let (original, why) = match self {
            Self::Hour => (hourly, spot.then_some(Discount::Spot)),
            Self::Weeks(weeks) => (subscribed(hourly, 168 * i64::from(weeks)), None),
            Self::Months(months) => months_of(hourly, months),
            Self::Years(years) => months_of(hourly, 12 * years),
        };
        let percent = match why {
            None => 0,
            Some(Discount::Year) => 15,
            Some(Discount::Spot) => 80,
        };
        Price { original, off: original.percent(percent), why }
    }
}

fn months_of(hourly: Money, months: u32) -> (Money, Option<Discount>) {
    (subscribed(hourly, 720 * i64::from(months)), (months >= 12).then_some(Discount::Year))
}

/// The subscription price of this many hours.
fn subscribed(hourly: Money, hours: i64) -> Money {
    (hourly * hours).percent(50)
}

/// The value of the rest of a subscription at an hourly price, in started hours.
pub fn remaining(hourly: Money, from: Timestamp, ends: Timestamp) -> Money {
    let seconds = (ends.as_second() - from.as_second()).max(0);
    subscribed(hourly, (seconds + 3_599) / 3_600)
}

/// The hourly price of an instance type.
pub fn instance_type(instance_type: &InstanceType) -> Money {
    let vcpu = Money(if instance_type.burstable { 500 } else { 1_000 });
    let local = instance_type.ecs().map_or(0, |figures| i64::from(figures.local_disks) * figures.local_gib_each as i64);
    vcpu * i64::from(instance_type.vcpus) + Money(500 * i64::from(instance_type.memory_mib) / 1024) + Money(2) * local
}

/// The hourly price of an image's licence on a type.
pub fn licence(instance_type: &InstanceType, platform: &str) -> Money {
    if platform == "Windows" { Money(200) * i64::from(instance_type.vcpus) } else { Money(0) }
}

/// The hourly price of a disk with this category, performance level and size. A local disk is in the price of its type.
pub fn disk(category: &str, level: Option<&str>, gib: i64) -> Money {
    let per_gib = match (category, level) {
        ("cloud", _) => 4,
        ("cloud_efficiency" | "cloud_essd_entry", _) => 6,
        ("cloud_essd", Some("PL0")) => 8,
        ("cloud_essd", Some("PL2")) => 28,
        ("cloud_essd", Some("PL3")) => 56,
        _ if is_local(category) => 0,
        _ => 14,
    };
    Money(per_gib) * gib
}

/// The hourly price of public bandwidth; 0 for billing by traffic.
pub fn bandwidth(charge: InternetCharge, mbits: u32) -> Money {
    match charge {
        InternetCharge::PayByBandwidth => Money(800) * i64::from(mbits),
        InternetCharge::PayByTraffic => Money(0),
    }
}

/// The hourly price of operations per second beyond those included with a disk.
pub fn performance(iops: i64) -> Money {
    Money(2) * iops
}

/// The part of a price for a disk.
pub fn disk_part(disk: &Disk) -> Part {
    let resource = if disk.system { Resource::SystemDisk } else { Resource::DataDisk };
    (resource, self::disk(&disk.category, disk.performance_level.as_deref(), i64::from(disk.size_gib)))
}

/// The parts of an instance's price, without its data disks.
pub fn parts(instance: &Instance) -> Vec<Part> {
    let facts = instance.alibaba();
    let mut parts = vec![
        (Resource::Type, instance_type(instance.instance_type)),
        (Resource::Image, licence(instance.instance_type, instance.platform)),
        (Resource::Bandwidth, bandwidth(facts.internet_charge, facts.bandwidth.out)),
    ];
    parts.extend(instance.system_disk().map(disk_part));
    parts
}

/// The sum of the parts.
pub fn total(parts: &[Part]) -> Money {
    parts.iter().map(|(_, money)| *money).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::compute::catalog;
    use crate::domain::scope::Cloud;

    #[test]
    fn prices_match_the_table() {
        let g6 = catalog::find(Cloud::Alibaba, "ecs.g6.large").unwrap();
        let t6 = catalog::find(Cloud::Alibaba, "ecs.t6-c1m1.large").unwrap();
        assert_eq!((instance_type(g6), instance_type(t6)), (Money(6_000), Money(2_000)));
        assert_eq!((licence(g6, "Windows"), licence(g6, "Linux/UNIX")), (Money(400), Money(0)));
        assert_eq!((disk("cloud_essd", Some("PL3"), 100), disk("cloud", None, 20)), (Money(5_600), Money(80)));
        assert_eq!(bandwidth(InternetCharge::PayByBandwidth, 5), Money(4_000));
        assert_eq!(bandwidth(InternetCharge::PayByTraffic, 5), Money(0));
    }

    #[test]
    fn larger_types_cost_more() {
        for (small, large) in [("ecs.g6.large", "ecs.g6.xlarge"), ("ecs.c6.large", "ecs.g6.large")] {
            let [small, large] = [small, large].map(|name| instance_type(catalog::find(Cloud::Alibaba, name).unwrap()));
            assert!(small < large);
        }
    }

    #[test]
    fn terms_have_discounts() {
        let price = |term: Term, spot| term.price(Money(6_000), spot);
        assert_eq!(price(Term::Hour, false), Price { original: Money(6_000), off: Money(0), why: None });
        assert_eq!(price(Term::Hour, true).trade(), Money(1_200));
        assert_eq!(price(Term::Weeks(2), true), price(Term::Weeks(2), false));
        assert_eq!(price(Term::Weeks(1), false).trade(), Money(168 * 3_000));
        assert_eq!(price(Term::Months(11), false).off, Money(0));
        assert_eq!(price(Term::Months(12), false), price(Term::Years(1), false));
        assert_eq!(price(Term::Years(1), false).original, Money(12 * 720 * 3_000));
        assert_eq!(price(Term::Years(1), false).why, Some(Discount::Year));
        assert_eq!(price(Term::Years(1), false).trade(), Money(12 * 720 * 2_550));
    }

    #[test]
    fn the_rest_is_counted_in_started_hours() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (noon, later) = (at("2026-11-21T12:00:00Z"), at("2026-11-21T14:00:01Z"));
        assert_eq!(remaining(Money(100), noon, later), Money(150));
        assert_eq!(remaining(Money(100), later, noon), Money(0));
    }
}
