//! What things cost on ECS: a price list of our own, the same in all regions and zones. It is not the vendor's.
//!
//! Ours, all of it, made to be simple and to be different for what is different. By the hour, pay-as-you-go, in yuan:
//!
//! | what | an hour |
//! |---|---|
//! | a vCPU | 0.1, of a burstable type 0.05 |
//! | a GiB of memory | 0.05 |
//! | a local disk's GiB | 0.0002 |
//! | a vCPU's Windows licence | 0.02 |
//! | a disk's GiB | 0.0004 to 0.0056, by category and performance level |
//! | an IOPS beyond those that come with an ESSD AutoPL disk | 0.0002 |
//! | a Mbit/s out, where bandwidth is paid for | 0.08 |
//!
//! A GB of traffic, where traffic is paid for, is 0.8. A subscription is half of the hourly price, for weeks of 168
//! hours and months of 720; from a year of 12 months on, 15 % less. A spot instance's type is 80 % less. What changes
//! within a subscription is paid for, or paid back, by the hour that is left of it, begun ones included.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::{Instance, InternetCharge};
use jiff::Timestamp;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};

/// An amount of money, in ten-thousandths of a yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

/// The currency of all prices.
pub const CURRENCY: &str = "CNY";

/// A GB of traffic.
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

/// What a price is made up of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The instance type.
    Type,
    /// The image's licence.
    Image,
    /// The system disk.
    SystemDisk,
    /// A data disk.
    DataDisk,
    /// The public bandwidth, or the traffic.
    Bandwidth,
    /// Operations per second beyond those that come with a disk.
    Performance,
}

/// A part of a price: what, and how much it is for an hour, or for a GB.
pub type Part = (Resource, Money);

/// For how long something is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Pay-as-you-go, for an hour.
    Hour,
    /// Weeks.
    Weeks(u32),
    /// Months.
    Months(u32),
    /// Years.
    Years(u32),
}

/// What makes a price less than it is in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// A year or more is bought.
    Year,
    /// It is a spot instance.
    Spot,
}

/// A price: what the list says, and what of it need not be paid, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// As the list says.
    pub original: Money,
    /// How much less it is.
    pub off: Money,
    /// Why.
    pub why: Option<Discount>,
}

impl Price {
    /// What is paid.
    pub fn trade(self) -> Money {
        self.original - self.off
    }
}

impl Term {
    /// The price of so much an hour. A spot price is one for the hour.
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

/// So many hours of a subscription.
fn subscribed(hourly: Money, hours: i64) -> Money {
    (hourly * hours).percent(50)
}

/// What so much an hour is worth for the rest of a subscription.
pub fn remaining(hourly: Money, from: Timestamp, ends: Timestamp) -> Money {
    let seconds = (ends.as_second() - from.as_second()).max(0);
    subscribed(hourly, (seconds + 3_599) / 3_600)
}

/// An instance type.
pub fn instance_type(instance_type: &InstanceType) -> Money {
    let vcpu = Money(if instance_type.burstable { 500 } else { 1_000 });
    let local = instance_type.ecs().map_or(0, |figures| i64::from(figures.local_disks) * figures.local_gib_each as i64);
    vcpu * i64::from(instance_type.vcpus) + Money(500 * i64::from(instance_type.memory_mib) / 1024) + Money(2) * local
}

/// The licence of an image on a type.
pub fn licence(instance_type: &InstanceType, platform: &str) -> Money {
    if platform == "Windows" { Money(200) * i64::from(instance_type.vcpus) } else { Money(0) }
}

/// A disk of this category, level and size in GiB.
pub fn disk(category: &str, level: Option<&str>, gib: i64) -> Money {
    let each = match (category, level) {
        ("cloud", _) => 4,
        ("cloud_efficiency" | "cloud_essd_entry", _) => 6,
        ("cloud_essd", Some("PL0")) => 8,
        ("cloud_essd", Some("PL2")) => 28,
        ("cloud_essd", Some("PL3")) => 56,
        _ => 14,
    };
    Money(each) * gib
}

/// Public bandwidth in Mbit/s; nothing where the traffic is paid for.
pub fn bandwidth(charge: InternetCharge, mbits: u32) -> Money {
    match charge {
        InternetCharge::PayByBandwidth => Money(800) * i64::from(mbits),
        InternetCharge::PayByTraffic => Money(0),
    }
}

/// So many operations per second beyond those that come with a disk.
pub fn performance(iops: i64) -> Money {
    Money(2) * iops
}

/// The part of a price that is a disk.
pub fn disk_part(disk: &Disk) -> Part {
    let resource = if disk.system { Resource::SystemDisk } else { Resource::DataDisk };
    (resource, self::disk(&disk.category, disk.performance_level.as_deref(), i64::from(disk.size_gib)))
}

/// What an instance is made up of, but for its data disks.
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

/// What parts come to together.
pub fn total(parts: &[Part]) -> Money {
    parts.iter().map(|(_, money)| *money).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::compute::catalog;
    use crate::domain::scope::Cloud;

    #[test]
    fn the_list_is_what_its_table_says() {
        let g6 = catalog::find(Cloud::Alibaba, "ecs.g6.large").unwrap();
        let t6 = catalog::find(Cloud::Alibaba, "ecs.t6-c1m1.large").unwrap();
        assert_eq!((instance_type(g6), instance_type(t6)), (Money(6_000), Money(2_000)));
        assert_eq!((licence(g6, "Windows"), licence(g6, "Linux/UNIX")), (Money(400), Money(0)));
        assert_eq!((disk("cloud_essd", Some("PL3"), 100), disk("cloud", None, 20)), (Money(5_600), Money(80)));
        assert_eq!(bandwidth(InternetCharge::PayByBandwidth, 5), Money(4_000));
        assert_eq!(bandwidth(InternetCharge::PayByTraffic, 5), Money(0));
    }

    #[test]
    fn types_that_are_larger_cost_more() {
        for (small, large) in [("ecs.g6.large", "ecs.g6.xlarge"), ("ecs.c6.large", "ecs.g6.large")] {
            let [small, large] = [small, large].map(|name| instance_type(catalog::find(Cloud::Alibaba, name).unwrap()));
            assert!(small < large);
        }
    }

    #[test]
    fn terms_have_their_discounts() {
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
    fn what_is_left_is_counted_in_begun_hours() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let (noon, later) = (at("2026-11-21T12:00:00Z"), at("2026-11-21T14:00:01Z"));
        assert_eq!(remaining(Money(100), noon, later), Money(150));
        assert_eq!(remaining(Money(100), later, noon), Money(0));
    }
}
