//! Where the points of a metric come from.

use super::custom::{self, Samples};
use super::datum::Point;
use super::instance::{InstanceMetric, NAMESPACE, Record};
use super::{Bin, Bins, Metric, UNITS, retention};
use crate::domain::compute::instance::Instance;
use crate::domain::region::Region;
use smol_str::SmolStr;

/// The points of a metric, as a copy that needs no lock.
#[derive(Clone, Debug)]
pub enum Source {
    /// Nothing was ever published under that name.
    None,
    Instance(Record, InstanceMetric),
    /// What callers published, and the unit that counts; `None` if that is not settled yet.
    Custom(Samples, Option<&'static str>),
}

/// The record of an instance, shown or no longer.
fn record(region: &Region, id: &str) -> Option<Record> {
    region.instances.get(id).map(Record::of).or_else(|| region.ended.get(id).cloned())
}

impl Source {
    pub fn find(region: &Region, metric: &Metric) -> Self {
        if metric.namespace == NAMESPACE {
            let [(dimension, id)] = &metric.dimensions[..] else { return Self::None };
            let found = InstanceMetric::named(&metric.name).filter(|_| dimension == "InstanceId");
            return found.zip(record(region, id)).map_or(Self::None, |(found, record)| Self::Instance(record, found));
        }
        region.custom.get(metric).map_or(Self::None, |samples| Self::Custom(samples.clone(), None))
    }

    /// The points that have this unit, if one is asked for.
    pub fn in_unit(self, unit: Option<&str>) -> Self {
        match (self, unit) {
            (Self::Custom(samples, _), Some(unit)) => {
                Self::Custom(samples, UNITS.into_iter().find(|known| *known == unit))
            }
            (source, Some(unit)) if source.unit() != Some(unit) => Self::None,
            (source, _) => source,
        }
    }

    /// One for each unit in which there are points, unless one was asked for, in the order of their names.
    pub fn by_unit(self) -> Vec<Self> {
        match self {
            Self::Custom(samples, None) => {
                let units = custom::units(&samples).into_iter();
                units.map(|unit| Self::Custom(samples.clone(), Some(unit))).collect()
            }
            source => vec![source],
        }
    }

    /// Of several units the first, unless one was asked for.
    pub fn settled(self) -> Self {
        self.by_unit().into_iter().next().unwrap_or(Self::None)
    }

    /// The unit of its points.
    pub fn unit(&self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Instance(_, metric) => Some(metric.unit()),
            Self::Custom(_, unit) => *unit,
        }
    }

    /// Its points later than `after` and not later than `until`, in milliseconds since 1970.
    pub fn points(&self, after: i64, until: i64) -> Box<dyn Iterator<Item = Point> + '_> {
        match self {
            Self::None => Box::new(std::iter::empty()),
            Self::Instance(record, metric) => Box::new(record.points(*metric, after, until)),
            Self::Custom(samples, unit) => Box::new(custom::points(samples, unit.unwrap_or_default(), after, until)),
        }
    }

    /// Until when its points, from a time on, grow or fall by the same from each to the next, or there are none; `None` if for
    /// ever.
    pub fn steady_until(&self, time: i64) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Instance(record, _) => record.meter.steady_until(time),
            // Up to the millisecond before the next, there are none.
            Self::Custom(samples, _) => {
                let next = samples.get(samples.partition_point(|sample| sample.at <= time))?.at;
                Some(if next - 1 > time { next - 1 } else { next })
            }
        }
    }

    /// How long a round of what repeats is, in milliseconds.
    pub fn round(&self) -> Option<i64> {
        match self {
            Self::None | Self::Custom(..) => None,
            Self::Instance(record, _) => record.meter.round(),
        }
    }

    /// Whether what repeats goes on from one time as from the other.
    pub fn is_alike(&self, one: i64, other: i64) -> bool {
        match self {
            Self::None | Self::Custom(..) => true,
            Self::Instance(record, _) => {
                let [one, other] = [one, other].map(|time| record.meter.at(time));
                (one.earned, one.launch) == (other.earned, other.launch)
            }
        }
    }

    /// Its points in periods, none of them older than data are retained.
    pub fn bins(&self, bins: &Bins, now: i64, with_values: bool) -> Vec<Bin> {
        let after = (bins.start - 1).max(now - retention(bins.period));
        let until = now.min(bins.end - 1);
        match self {
            Self::Instance(record, metric) => bins.fold(record.points(*metric, after, until), with_values),
            other => bins.fold(other.points(after, until), with_values),
        }
    }
}

/// The metrics of instances that have had a point since then, each with its instance: of one, or of those with ids after
/// `after`.
/// At most `look` instances are looked at; the id of the last of them is returned if there are more.
pub fn listed(
    region: &Region,
    only: Option<&str>,
    after: Option<&str>,
    look: usize,
    since: i64,
    now: i64,
) -> (Vec<(SmolStr, Vec<InstanceMetric>)>, Option<SmolStr>) {
    let wanted = move |id: &SmolStr| only.is_none_or(|only| id == only);
    let one = only.map(|id| region.instances.get(id).into_iter());
    let shown: Box<dyn Iterator<Item = &Instance>> = match one {
        Some(one) => Box::new(one),
        None => region.instances.having(&[], after),
    };
    let shown = shown.map(|instance| (&instance.id, Record::of(instance)));
    let is_later = |id: &SmolStr| after.is_none_or(|after| id.as_str() > after);
    let ended = region
        .ended
        .iter()
        .filter(|(id, _)| wanted(id) && (only.is_some() || is_later(id)))
        .map(|(id, record)| (id, record.clone()));
    let mut all = merged(shown, ended);
    let of = |record: &Record| {
        let has_credits = record.has_credits();
        let is_listed = |metric: &InstanceMetric| {
            (has_credits || !metric.is_of_credits()) && record.latest(*metric, now).is_some_and(|at| at >= since)
        };
        InstanceMetric::ALL.into_iter().filter(is_listed).collect::<Vec<_>>()
    };
    let page: Vec<_> = all.by_ref().take(look).collect();
    let last = all.next().and(page.last()).map(|(id, _)| (*id).clone());
    (
        page.iter()
            .map(|(id, record)| ((*id).clone(), of(record)))
            .filter(|(_, metrics)| !metrics.is_empty())
            .collect(),
        last,
    )
}

/// Both in the order of their ids.
fn merged<'r>(
    one: impl Iterator<Item = (&'r SmolStr, Record)>,
    other: impl Iterator<Item = (&'r SmolStr, Record)>,
) -> impl Iterator<Item = (&'r SmolStr, Record)> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some((a, _)), Some((b, _))) if b < a => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}
