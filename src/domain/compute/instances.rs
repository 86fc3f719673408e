//! The instances of a region, and what they are found by.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::chunks::Chunks;
use crate::domain::compute::instance::{Instance, State, Tags};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// What instances are found by without looking at the others: the filters that clients use most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The state.
    State(State),
    /// The type, by name.
    InstanceType(&'static str),
    /// The VPC.
    Vpc(SmolStr),
    /// A tag.
    Tag(SmolStr, SmolStr),
}

/// The instances of a region, in the order of their ids.
///
/// Each is behind a pointer, so that a copy of the world shares those that neither has changed since.
#[derive(Clone, Debug, Default)]
pub struct Instances {
    all: Chunks<Arc<Instance>>,
    index: Index,
}

/// State, type and VPC: there are few combinations, and each instance stands in one of their sets only.
type Class = (State, &'static str, SmolStr);

/// Ids.
type Set = Chunks<()>;

/// Sets of ids.
#[derive(Clone, Debug, Default)]
struct Index {
    classes: BTreeMap<Class, Set>,
    tags: BTreeMap<(SmolStr, SmolStr), Set>,
}

impl Index {
    fn enter(&mut self, instance: &Instance) {
        self.classes.entry(class(instance)).or_default().insert(instance.id.clone(), ());
        self.enter_tags(&instance.id, &instance.tags);
    }

    fn enter_tags(&mut self, id: &SmolStr, tags: &Tags) {
        for (key, value) in tags.iter() {
            self.tags.entry((key.clone(), value.clone())).or_default().insert(id.clone(), ());
        }
    }

    fn leave_tags(&mut self, id: &SmolStr, tags: &Tags) {
        for (key, value) in tags.iter() {
            leave(&mut self.tags, &(key.clone(), value.clone()), id);
        }
    }

    /// The sets of those that have one of these facets.
    fn sets(&self, facets: &[Facet]) -> Vec<&Set> {
        let mut sets: Vec<_> = facets
            .iter()
            .filter_map(|facet| match facet {
                Facet::Tag(key, value) => self.tags.get(&(key.clone(), value.clone())),
                Facet::State(_) | Facet::InstanceType(_) | Facet::Vpc(_) => None,
            })
            .collect();
        let has = |(state, instance_type, vpc): &Class, facet: &Facet| match facet {
            Facet::State(wanted) => state == wanted,
            Facet::InstanceType(wanted) => instance_type == wanted,
            Facet::Vpc(wanted) => vpc == wanted,
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

/// The ids of all lists in order, each once.
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

/// Takes an id out of a set, and the set away when it is empty.
fn leave<K: Ord>(sets: &mut BTreeMap<K, Set>, key: &K, id: &SmolStr) {
    if let Some(ids) = sets.get_mut(key) {
        ids.remove(id);
        if ids.is_empty() {
            sets.remove(key);
        }
    }
}

impl Instances {
    /// The instance of this id.
    pub fn get(&self, id: &str) -> Option<&Instance> {
        self.all.get(id).map(|instance| &**instance)
    }

    /// The same, to be kept as it is now.
    pub fn share(&self, id: &str) -> Option<Arc<Instance>> {
        self.all.get(id).cloned()
    }

    /// The same, to change.
    pub fn get_mut(&mut self, id: &str) -> Option<Changing<'_>> {
        let instance = Arc::make_mut(self.all.get_mut(id)?);
        let before = (instance.state, instance.instance_type, instance.tags.clone());
        Some(Changing { instance, index: &mut self.index, before })
    }

    /// Whether there is an instance of this id.
    pub fn contains_key(&self, id: &str) -> bool {
        self.all.contains_key(id)
    }

    /// Puts an instance in. What it has in common with its neighbour is kept once.
    pub fn insert(&mut self, mut instance: Instance) {
        self.index.enter(&instance);
        self.all.insert_beside(instance.id.clone(), |neighbour| {
            if let Some(neighbour) = neighbour {
                instance.share_with(neighbour);
            }
            Arc::new(instance)
        });
    }

    /// Takes an instance out.
    pub fn remove(&mut self, id: &str) {
        if let Some(instance) = self.all.remove(id) {
            leave(&mut self.index.classes, &class(&instance), &instance.id);
            self.index.leave_tags(&instance.id, &instance.tags);
        }
    }

    /// Makes the tickets larger: the events they are for stand in a queue behind others.
    pub fn shift_tickets(&mut self, by: u64) {
        for instance in self.all.values_mut().filter(|instance| instance.ticket > 0) {
            Arc::make_mut(instance).ticket += by;
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Instance> + Clone {
        self.all.values().map(|instance| &**instance)
    }

    /// Those that can have one facet of each list, the ids after `after` only. It looks at those of one list: whoever
    /// asks for more than one has to look at each.
    pub fn having<'a>(
        &'a self,
        lists: &[Vec<Facet>],
        after: Option<&'a str>,
    ) -> Box<dyn Iterator<Item = &'a Instance> + 'a> {
        let ids = |set: &'a Set| set.after(after).map(|(id, ())| id);
        let fewest = lists
            .iter()
            .map(|list| self.index.sets(list))
            .min_by_key(|sets| sets.iter().map(|set| set.len()).sum::<usize>());
        match fewest.as_deref() {
            None => Box::new(self.all.after(after).map(|(_, instance)| &**instance)),
            Some([set]) => Box::new(ids(set).filter_map(|id| self.get(id))),
            Some(sets) => {
                let lists = sets.iter().map(|set| ids(set)).collect();
                Box::new(merged(lists).filter_map(|id| self.get(id)))
            }
        }
    }
}

/// An instance that is being changed. When that is done, it is found by what it has become. Its VPC never changes.
#[derive(Debug)]
pub struct Changing<'a> {
    instance: &'a mut Instance,
    index: &'a mut Index,
    before: (State, &'static InstanceType, Tags),
}

impl Deref for Changing<'_> {
    type Target = Instance;

    fn deref(&self) -> &Instance {
        self.instance
    }
}

impl DerefMut for Changing<'_> {
    fn deref_mut(&mut self) -> &mut Instance {
        self.instance
    }
}

impl Drop for Changing<'_> {
    fn drop(&mut self) {
        let (state, instance_type, tags) = &self.before;
        let instance = &*self.instance;
        if *state != instance.state || !std::ptr::eq(*instance_type, instance.instance_type) {
            leave(&mut self.index.classes, &(*state, instance_type.name, instance.nic.vpc.clone()), &instance.id);
            self.index.classes.entry(class(instance)).or_default().insert(instance.id.clone(), ());
        }
        if !tags.is_same(&instance.tags) {
            self.index.leave_tags(&instance.id, tags);
            self.index.enter_tags(&instance.id, &instance.tags);
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
