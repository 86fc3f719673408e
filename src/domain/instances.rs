//! The instances of a region, and what they are found by.

use super::instance::{Instance, State, Tags};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::collections::btree_map::BTreeMap;
use std::ops::{Bound, Deref, DerefMut};
use std::sync::Arc;

/// What instances are found by without looking at the others: the filters that clients use most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// The state.
    State(State),
    /// The type, by name.
    Kind(&'static str),
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
    all: BTreeMap<SmolStr, Arc<Instance>>,
    facets: BTreeMap<Facet, BTreeSet<SmolStr>>,
    newest: SmolStr,
}

impl Instances {
    /// The instance of this id.
    pub fn get(&self, id: &str) -> Option<&Instance> {
        self.all.get(id).map(|instance| &**instance)
    }

    /// The same, to change.
    pub fn get_mut(&mut self, id: &str) -> Option<Changing<'_>> {
        let instance = Arc::make_mut(self.all.get_mut(id)?);
        let before = (instance.state, instance.kind.name, instance.tags.clone());
        Some(Changing { instance, facets: &mut self.facets, before })
    }

    /// Whether there is an instance of this id.
    pub fn contains_key(&self, id: &str) -> bool {
        self.all.contains_key(id)
    }

    /// Puts an instance in. What it has in common with the one before is kept once.
    pub fn insert(&mut self, mut instance: Instance) {
        if let Some(newest) = self.all.get(&self.newest) {
            instance.share_with(newest);
        }
        self.newest = instance.id.clone();
        facets(&instance, |facet| {
            self.facets.entry(facet).or_default().insert(instance.id.clone());
        });
        self.all.insert(instance.id.clone(), Arc::new(instance));
    }

    /// Takes an instance out.
    pub fn remove(&mut self, id: &str) {
        if let Some(instance) = self.all.remove(id) {
            facets(&instance, |facet| leave(&mut self.facets, &facet, &instance.id));
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
    pub fn having(&self, lists: &[Vec<Facet>], after: Option<&str>) -> Box<dyn Iterator<Item = &Instance> + '_> {
        let from = (after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded);
        let sets = |list: &Vec<Facet>| list.iter().filter_map(|facet| self.facets.get(facet)).collect::<Vec<_>>();
        let fewest = lists.iter().map(sets).min_by_key(|sets| sets.iter().map(|set| set.len()).sum::<usize>());
        match fewest.as_deref() {
            None => Box::new(self.all.range::<str, _>(from).map(|(_, instance)| &**instance)),
            Some([set]) => Box::new(set.range::<str, _>(from).filter_map(|id| self.get(id))),
            Some(sets) => {
                let ids: BTreeSet<&SmolStr> = sets.iter().flat_map(|set| set.range::<str, _>(from)).collect();
                Box::new(ids.into_iter().filter_map(|id| self.get(id)))
            }
        }
    }
}

/// Calls `each` with every facet of an instance.
fn facets(instance: &Instance, mut each: impl FnMut(Facet)) {
    each(Facet::State(instance.state));
    each(Facet::Kind(instance.kind.name));
    each(Facet::Vpc(instance.nic.vpc.clone()));
    for (key, value) in instance.tags.iter() {
        each(Facet::Tag(key.clone(), value.clone()));
    }
}

fn leave(facets: &mut BTreeMap<Facet, BTreeSet<SmolStr>>, facet: &Facet, id: &SmolStr) {
    if let Some(ids) = facets.get_mut(facet) {
        ids.remove(id);
        if ids.is_empty() {
            facets.remove(facet);
        }
    }
}

/// An instance that is being changed. When that is done, it is found by what it has become. Its VPC never changes.
#[derive(Debug)]
pub struct Changing<'a> {
    instance: &'a mut Instance,
    facets: &'a mut BTreeMap<Facet, BTreeSet<SmolStr>>,
    before: (State, &'static str, Tags),
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
        let (state, kind, tags) = &self.before;
        let id = &self.instance.id;
        if *state != self.instance.state {
            leave(self.facets, &Facet::State(*state), id);
            self.facets.entry(Facet::State(self.instance.state)).or_default().insert(id.clone());
        }
        if *kind != self.instance.kind.name {
            leave(self.facets, &Facet::Kind(kind), id);
            self.facets.entry(Facet::Kind(self.instance.kind.name)).or_default().insert(id.clone());
        }
        if !tags.is_same(&self.instance.tags) {
            for (key, value) in tags.iter() {
                leave(self.facets, &Facet::Tag(key.clone(), value.clone()), id);
            }
            for (key, value) in self.instance.tags.iter() {
                self.facets.entry(Facet::Tag(key.clone(), value.clone())).or_default().insert(id.clone());
            }
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
