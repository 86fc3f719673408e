//! The instances of a region, with an index for the common filters.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::chunks::Chunks;
use crate::domain::compute::instance::{Instance, State, Tags};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// An indexed attribute: one of the filters that clients use most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    State(State),
    /// The name of the type.
    InstanceType(&'static str),
    Vpc(SmolStr),
    /// A tag's key and value.
    Tag(SmolStr, SmolStr),
}

/// The instances of a region, in the order of their ids.
///
/// Each is behind a pointer, so that copies of a world share the instances that have not changed.
#[derive(Clone, Debug, Default)]
pub struct Instances {
    all: Chunks<Arc<Instance>>,
    index: Index,
}

/// State, type and VPC. There are few combinations, and each instance is in the set of one.
type Class = (State, &'static str, SmolStr);

/// A set of instance ids.
type Set = Chunks<()>;

/// The ids of the instances by class and by tag.
#[derive(Clone, Debug, Default)]
struct Index {
    classes: BTreeMap<Class, Set>,
    tags: BTreeMap<(SmolStr, SmolStr), Set>,
}

impl Index {
    fn add(&mut self, instance: &Instance) {
        self.classes.entry(class(instance)).or_default().insert(instance.id.clone(), ());
        self.add_tags(&instance.id, &instance.tags);
    }

    fn add_tags(&mut self, id: &SmolStr, tags: &Tags) {
        for (key, value) in tags.iter() {
            self.tags.entry((key.clone(), value.clone())).or_default().insert(id.clone(), ());
        }
    }

    fn remove_tags(&mut self, id: &SmolStr, tags: &Tags) {
        for (key, value) in tags.iter() {
            remove_from_set(&mut self.tags, &(key.clone(), value.clone()), id);
        }
    }

    /// The sets of the instances that have any of these facets.
    fn sets(&self, facets: &[Facet]) -> Vec<&Set> {
        let mut sets: Vec<_> = facets
            .iter()
            .filter_map(|facet| match facet {
                Facet::Tag(key, value) => self.tags.get(&(key.clone(), value.clone())),
                Facet::State(_) | Facet::InstanceType(_) | Facet::Vpc(_) => None,
            })
            .collect();
        let has = |(state, instance_type, vpc): &Class, facet: &Facet| match facet {
            Facet::State(requested) => state == requested,
            Facet::InstanceType(requested) => instance_type == requested,
            Facet::Vpc(requested) => vpc == requested,
            Facet::Tag(..) => false,
        };
        let classes = self.classes.iter().filter(|(class, _)| facets.iter().any(|facet| has(class, facet)));
        sets.extend(classes.map(|(_, set)| set));
        sets
    }
}

fn class(instance: &Instance) -> Class {
    (instance.state, instance.instance_type.name, instance.nic.vpc.clone())
}

/// Merges sorted lists of ids; each id is returned once.
fn merged<'a>(mut lists: Vec<impl Iterator<Item = &'a SmolStr>>) -> impl Iterator<Item = &'a SmolStr> {
    let heads = lists.iter_mut().enumerate().filter_map(|(n, list)| Some((list.next()?, n)));
    let mut heads: BTreeSet<(&SmolStr, usize)> = heads.collect();
    let mut last = None;
    let next = move || {
        let (id, n) = heads.pop_first()?;
        heads.extend(lists[n].next().map(|next| (next, n)));
        Some(id)
    };
    std::iter::from_fn(next).filter(move |id| last.replace(*id) != Some(*id))
}

/// Removes an id from a set, and the set when it is empty.
fn remove_from_set<K: Ord>(sets: &mut BTreeMap<K, Set>, key: &K, id: &SmolStr) {
    if let Some(ids) = sets.get_mut(key) {
        ids.remove(id);
        if ids.is_empty() {
            sets.remove(key);
        }
    }
}

impl Instances {
    pub fn get(&self, id: &str) -> Option<&Instance> {
        self.all.get(id).map(|instance| &**instance)
    }

    /// The current version of an instance, which later changes do not affect.
    pub fn share(&self, id: &str) -> Option<Arc<Instance>> {
        self.all.get(id).cloned()
    }

    /// An instance to change. The index is updated when the result is dropped.
    pub fn get_mut(&mut self, id: &str) -> Option<InstanceMut<'_>> {
        let instance = Arc::make_mut(self.all.get_mut(id)?);
        let before = (instance.state, instance.instance_type, instance.tags.clone());
        Some(InstanceMut { instance, index: &mut self.index, before })
    }

    pub fn contains_key(&self, id: &str) -> bool {
        self.all.contains_key(id)
    }

    /// Adds an instance. It shares the memory of values that equal its neighbour's.
    pub fn insert(&mut self, mut instance: Instance) {
        self.index.add(&instance);
        self.all.insert_with_neighbour(instance.id.clone(), |neighbour| {
            if let Some(neighbour) = neighbour {
                instance.share_with(neighbour);
            }
            Arc::new(instance)
        });
    }

    pub fn remove(&mut self, id: &str) {
        if let Some(instance) = self.all.remove(id) {
            remove_from_set(&mut self.index.classes, &class(&instance), &instance.id);
            self.index.remove_tags(&instance.id, &instance.tags);
        }
    }

    /// Adds an offset to all tickets, after their events were appended to another queue.
    pub fn shift_tickets(&mut self, by: u64) {
        for instance in self.all.values_mut().filter(|instance| instance.ticket > 0) {
            Arc::make_mut(instance).ticket += by;
        }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Instance> + Clone {
        self.all.values().map(|instance| &**instance)
    }

    /// Candidates for the instances that have a facet of every list and an id larger than `after`. Only the most
    /// selective list is applied, so the caller must check the others.
    pub fn having<'a>(
        &'a self,
        lists: &[Vec<Facet>],
        after: Option<&'a str>,
    ) -> Box<dyn Iterator<Item = &'a Instance> + 'a> {
        let ids = |set: &'a Set| set.after(after).map(|(id, ())| id);
        let smallest = lists
            .iter()
            .map(|list| self.index.sets(list))
            .min_by_key(|sets| sets.iter().map(|set| set.len()).sum::<usize>());
        match smallest.as_deref() {
            None => Box::new(self.all.after(after).map(|(_, instance)| &**instance)),
            Some([set]) => Box::new(ids(set).filter_map(|id| self.get(id))),
            Some(sets) => {
                let lists = sets.iter().map(|set| ids(set)).collect();
                Box::new(merged(lists).filter_map(|id| self.get(id)))
            }
        }
    }
}

/// A mutable reference to an instance. Dropping it updates the index. The VPC of an instance never changes.
#[derive(Debug)]
pub struct InstanceMut<'a> {
    instance: &'a mut Instance,
    index: &'a mut Index,
    before: (State, &'static InstanceType, Tags),
}

impl Deref for InstanceMut<'_> {
    type Target = Instance;

    fn deref(&self) -> &Instance {
        self.instance
    }
}

impl DerefMut for InstanceMut<'_> {
    fn deref_mut(&mut self) -> &mut Instance {
        self.instance
    }
}

impl Drop for InstanceMut<'_> {
    fn drop(&mut self) {
        let (state, instance_type, tags) = &self.before;
        let instance = &*self.instance;
        if *state != instance.state || !std::ptr::eq(*instance_type, instance.instance_type) {
            remove_from_set(
                &mut self.index.classes,
                &(*state, instance_type.name, instance.nic.vpc.clone()),
                &instance.id,
            );
            self.index.classes.entry(class(instance)).or_default().insert(instance.id.clone(), ());
        }
        if !tags.is_same(&instance.tags) {
            self.index.remove_tags(&instance.id, tags);
            self.index.add_tags(&instance.id, &instance.tags);
        }
    }
}

impl Serialize for Instances {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.values())
    }
}

impl<'de> Deserialize<'de> for Instances {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut instances = Self::default();
        Vec::<Instance>::deserialize(deserializer)?.into_iter().for_each(|instance| instances.insert(instance));
        Ok(instances)
    }
}
