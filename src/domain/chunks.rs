//! A sorted map whose copies share what none of them has changed.

use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// A map from ids, in their order. It is a list of chunks of a few hundred ids, each behind a pointer: a copy copies the
/// pointers, and a change afterwards the one chunk that it is in. So the snapshot of a million instances takes
/// milliseconds.
#[derive(Clone, Debug)]
pub struct Chunks<V> {
    /// Each but the first by an id that none in it comes before, and none in the chunk before comes after or is.
    chunks: Vec<(SmolStr, Arc<BTreeMap<SmolStr, V>>)>,
    len: usize,
}

/// The most ids in a chunk.
const MOST: usize = 512;

impl<V> Default for Chunks<V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

impl<V> Chunks<V> {
    /// Which chunk an id belongs to.
    fn place(&self, id: &str) -> usize {
        self.chunks.partition_point(|(first, _)| first.as_str() <= id).saturating_sub(1)
    }

    /// The value of this id.
    pub fn get(&self, id: &str) -> Option<&V> {
        self.chunks.get(self.place(id))?.1.get(id)
    }

    /// Whether there is this id.
    pub fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All ids and values after this id; without one, all.
    pub fn after<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a SmolStr, &'a V)> + use<'a, V> {
        let first = id.map_or(0, |id| self.place(id));
        let after = id.map_or(Bound::Unbounded, Bound::Excluded);
        self.chunks.iter().skip(first).flat_map(move |(_, chunk)| chunk.range::<str, _>((after, Bound::Unbounded)))
    }

    /// All values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.chunks.iter().flat_map(|(_, chunk)| chunk.values())
    }
}

impl<V: Clone> Chunks<V> {
    /// The value of this id, to change.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        let place = self.place(id);
        Arc::make_mut(&mut self.chunks.get_mut(place)?.1).get_mut(id)
    }

    /// All values, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.chunks.iter_mut().flat_map(|(_, chunk)| Arc::make_mut(chunk).values_mut())
    }

    /// Puts a value in, in place of one of this id.
    pub fn insert(&mut self, id: SmolStr, value: V) {
        let place = self.place(&id);
        let Some((_, chunk)) = self.chunks.get_mut(place) else {
            self.chunks.push((SmolStr::default(), Arc::new(BTreeMap::from([(id, value)]))));
            self.len += 1;
            return;
        };
        let chunk = Arc::make_mut(chunk);
        self.len += usize::from(chunk.insert(id, value).is_none());
        if chunk.len() > MOST
            && let Some(middle) = chunk.keys().nth(MOST / 2).cloned()
        {
            let upper = chunk.split_off(&middle);
            self.chunks.insert(place + 1, (middle, Arc::new(upper)));
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, id: &str) -> Option<V> {
        let place = self.place(id);
        let (_, chunk) = self.chunks.get_mut(place)?;
        let value = Arc::make_mut(chunk).remove(id)?;
        self.len -= 1;
        if chunk.is_empty() {
            self.chunks.remove(place);
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_sorted_map(steps in prop::collection::vec((any::<bool>(), 0u32..3000), 0..4000)) {
            let (mut chunks, mut plain) = (Chunks::default(), BTreeMap::new());
            let mut copy = (chunks.clone(), plain.clone());
            for (n, (put, id)) in steps.into_iter().enumerate() {
                let id = SmolStr::from(id.to_string());
                if put {
                    chunks.insert(id.clone(), n);
                    plain.insert(id, n);
                } else {
                    prop_assert_eq!(chunks.remove(&id), plain.remove(&id));
                }
                if n == 2000 {
                    copy = (chunks.clone(), plain.clone());
                }
            }
            for (chunks, plain) in [(&mut chunks, &mut plain), (&mut copy.0, &mut copy.1)] {
                prop_assert_eq!(chunks.len(), plain.len());
                prop_assert!(chunks.after(None).eq(plain.iter()));
                prop_assert!(chunks.values().rev().eq(plain.values().rev()));
                for after in ["", "1500", "2", "~"] {
                    let rest = plain.range::<str, _>((Bound::Excluded(after), Bound::Unbounded));
                    prop_assert!(chunks.after(Some(after)).eq(rest));
                }
                for id in plain.keys() {
                    prop_assert_eq!(chunks.get(id), plain.get(id));
                }
                chunks.values_mut().for_each(|value| *value += 1);
                plain.values_mut().for_each(|value| *value += 1);
                prop_assert!(chunks.values().eq(plain.values()));
            }
        }
    }
}
