//! A sorted map whose copies share what none of them has changed.

use smol_str::SmolStr;
use std::sync::Arc;

/// A map from ids, in their order. It is a list of chunks, each a list of some ids behind a pointer: a copy copies the
/// pointers, and a change afterwards the one chunk that it is in. So the snapshot of a million instances takes
/// milliseconds.
#[derive(Clone, Debug)]
pub struct Chunks<V> {
    /// Each but the first by an id that none in it comes before, and none in the chunk before comes after or is.
    chunks: Vec<(SmolStr, Arc<Chunk<V>>)>,
    len: usize,
}

type Chunk<V> = Vec<(SmolStr, V)>;

/// The most ids in a chunk.
const MOST: usize = 128;

impl<V> Default for Chunks<V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

/// Where in its chunk an id is, or would be.
fn find<V>(chunk: &Chunk<V>, id: &str) -> Result<usize, usize> {
    chunk.binary_search_by(|(other, _)| other.as_str().cmp(id))
}

impl<V> Chunks<V> {
    /// Which chunk an id belongs to.
    fn place(&self, id: &str) -> usize {
        self.chunks.partition_point(|(first, _)| first.as_str() <= id).saturating_sub(1)
    }

    /// The value of this id.
    pub fn get(&self, id: &str) -> Option<&V> {
        let (_, chunk) = self.chunks.get(self.place(id))?;
        find(chunk, id).ok().map(|at| &chunk[at].1)
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
        let entries = self.chunks.iter().skip(first).flat_map(|(_, chunk)| chunk.iter().map(|(id, value)| (id, value)));
        entries.skip_while(move |(other, _)| id.is_some_and(|id| other.as_str() <= id))
    }

    /// All values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.chunks.iter().flat_map(|(_, chunk)| chunk.iter().map(|(_, value)| value))
    }
}

impl<V: Clone> Chunks<V> {
    /// The value of this id, to change.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        let place = self.place(id);
        let chunk = Arc::make_mut(&mut self.chunks.get_mut(place)?.1);
        find(chunk, id).ok().map(|at| &mut chunk[at].1)
    }

    /// All values, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.chunks.iter_mut().flat_map(|(_, chunk)| Arc::make_mut(chunk).iter_mut().map(|(_, value)| value))
    }

    /// Puts a value in, in place of one of this id.
    pub fn insert(&mut self, id: SmolStr, value: V) {
        self.insert_beside(id, |_| value);
    }

    /// The same with a value that can have something of a neighbour's: of the one before, if that is in its chunk.
    pub fn insert_beside(&mut self, id: SmolStr, value: impl FnOnce(Option<&V>) -> V) {
        let place = self.place(&id);
        if self.chunks.is_empty() {
            self.chunks.push(Default::default());
        }
        let chunk = Arc::make_mut(&mut self.chunks[place].1);
        let at = match find(chunk, &id) {
            Ok(at) => {
                chunk[at].1 = value(Some(&chunk[at].1));
                return;
            }
            Err(at) => at,
        };
        let value = value(chunk.get(at.saturating_sub(1)).map(|(_, beside)| beside));
        self.len += 1;
        if chunk.len() < MOST {
            chunk.insert(at, (id, value));
            return;
        }
        // Not always in the middle: ids mostly come in order, and what is before them stays full.
        let cut = at.clamp(MOST / 2, MOST - 1);
        let mut upper = chunk.split_off(cut);
        if at > cut {
            upper.insert(at - cut, (id, value));
        } else {
            chunk.insert(at, (id, value));
        }
        self.chunks.insert(place + 1, (upper[0].0.clone(), Arc::new(upper)));
    }

    /// Takes a value out.
    pub fn remove(&mut self, id: &str) -> Option<V> {
        let place = self.place(id);
        let chunk = Arc::make_mut(&mut self.chunks.get_mut(place)?.1);
        let at = find(chunk, id).ok()?;
        let (_, value) = chunk.remove(at);
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
    use std::collections::BTreeMap;
    use std::ops::Bound;

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
