//! The metrics of instances that are no longer shown: past points stay readable.

use super::instance::Record;
use crate::domain::compute::instance::Instance;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::{BTreeMap, VecDeque};

/// Of how many terminated instances a region keeps the metrics. Beyond that the oldest go.
pub const MAX_ENDED: usize = 10_000;

/// The records of terminated instances.
#[derive(Clone, Debug, Default)]
pub struct EndedMeters {
    by_id: BTreeMap<SmolStr, Record>,
    /// Their ids, that which ended first at the front.
    order: VecDeque<SmolStr>,
}

impl EndedMeters {
    /// Keeps the record of an instance.
    pub fn add(&mut self, instance: &Instance) {
        self.insert(instance.id.clone(), Record::of(instance));
    }

    fn insert(&mut self, id: SmolStr, record: Record) {
        if self.by_id.insert(id.clone(), record).is_none() {
            self.order.push_back(id);
        }
        while self.order.len() > MAX_ENDED
            && let Some(oldest) = self.order.pop_front()
        {
            self.by_id.remove(&oldest);
        }
    }

    pub fn get(&self, id: &str) -> Option<&Record> {
        self.by_id.get(id)
    }

    /// In the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&SmolStr, &Record)> {
        self.by_id.iter()
    }

    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// The first thing that does not hold of records from outside.
    pub fn check(&self) -> Result<(), String> {
        let check = |(id, record): (&SmolStr, &Record)| record.meter.check().map_err(|error| format!("{id}: {error}"));
        self.by_id.iter().try_for_each(check)
    }
}

impl Serialize for EndedMeters {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.order.iter().filter_map(|id| Some((id, self.by_id.get(id)?))))
    }
}

impl<'de> Deserialize<'de> for EndedMeters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut ended = Self::default();
        for (id, record) in Vec::<(SmolStr, Record)>::deserialize(deserializer)? {
            ended.insert(id, record);
        }
        Ok(ended)
    }
}
