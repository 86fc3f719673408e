//! A sorted map with cheap copies: a copy shares all chunks that have not changed since.

use smol_str::SmolStr;
use std::sync::Arc;

/// A map from ids to values, sorted by id. It is a list of chunks behind pointers. A clone copies only the pointers,
/// and a later change copies only the chunk that it touches. So a snapshot of a million instances takes milliseconds.
#[derive(Clone, Debug)]
pub struct Chunks<V> {
    /// Each chunk with a lower bound of its ids, which is larger than all ids of the chunk before. The bound of the
    /// first chunk is not used.
    chunks: Vec<(SmolStr, Arc<Chunk<V>>)>,
    len: usize,
}

type Chunk<V> = Vec<(SmolStr, V)>;

/// The maximum number of ids in a chunk.
const MAX_CHUNK_LEN: usize = 128;

impl<V> Default for Chunks<V> {
    fn default() -> Self {
        Self { chunks: Vec::new(), len: 0 }
    }
}

/// The position of an id in its chunk; `Err` with the insertion position if it is missing.
fn find<V>(chunk: &Chunk<V>, id: &str) -> Result<usize, usize> {
    chunk.binary_search_by(|(other, _)| other.as_str().cmp(id))
}

impl<V> Chunks<V> {
    /// The index of the chunk that an id belongs to.
    fn chunk_index(&self, id: &str) -> usize {
        self.chunks.partition_point(|(first, _)| first.as_str() <= id).saturating_sub(1)
    }

    pub fn get(&self, id: &str) -> Option<&V> {
        let (_, chunk) = self.chunks.get(self.chunk_index(id))?;
        find(chunk, id).ok().map(|at| &chunk[at].1)
    }

    pub fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All entries with larger ids than this; all entries for `None`.
    pub fn after<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a SmolStr, &'a V)> + use<'a, V> {
        let first = id.map_or(0, |id| self.chunk_index(id));
        let entries = self.chunks.iter().skip(first).flat_map(|(_, chunk)| chunk.iter().map(|(id, value)| (id, value)));
        entries.skip_while(move |(other, _)| id.is_some_and(|id| other.as_str() <= id))
    }

    /// All values, in the order of their ids.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + Clone {
        self.chunks.iter().flat_map(|(_, chunk)| chunk.iter().map(|(_, value)| value))
    }
}

impl<V: Clone> Chunks<V> {
    pub fn get_mut(&mut self, id: &str) -> Option<&mut V> {
        let index = self.chunk_index(id);
        let chunk = Arc::make_mut(&mut self.chunks.get_mut(index)?.1);
        find(chunk, id).ok().map(|at| &mut chunk[at].1)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.chunks.iter_mut().flat_map(|(_, chunk)| Arc::make_mut(chunk).iter_mut().map(|(_, value)| value))
    }

    /// Inserts a value, and replaces one with the same id.
    pub fn insert(&mut self, id: SmolStr, value: V) {
        self.insert_with_neighbour(id, |_| value);
    }

    /// Like [`Self::insert`], but computes the value from a neighbour in the same chunk, if there is one, so that it
    /// can share data with it.
    pub fn insert_with_neighbour(&mut self, id: SmolStr, value: impl FnOnce(Option<&V>) -> V) {
        let index = self.chunk_index(&id);
        if self.chunks.is_empty() {
            self.chunks.push(Default::default());
        }
        let chunk = Arc::make_mut(&mut self.chunks[index].1);
        let at = match find(chunk, &id) {
            Ok(at) => {
                chunk[at].1 = value(Some(&chunk[at].1));
                return;
            }
            Err(at) => at,
        };
        let value = value(chunk.get(at.saturating_sub(1)).map(|(_, neighbour)| neighbour));
        self.len += 1;
        if chunk.len() < MAX_CHUNK_LEN {
            chunk.insert(at, (id, value));
            return;
        }
        // Not always split in the middle: ids mostly arrive in order, and then the chunks before stay full.
        let cut = at.clamp(MAX_CHUNK_LEN / 2, MAX_CHUNK_LEN - 1);
        let mut upper = chunk.split_off(cut);
        if at > cut {
            upper.insert(at - cut, (id, value));
        } else {
            chunk.insert(at, (id, value));
        }
        self.chunks.insert(index + 1, (upper[0].0.clone(), Arc::new(upper)));
    }

    /// Removes and returns a value.
    pub fn remove(&mut self, id: &str) -> Option<V> {
        let index = self.chunk_index(id);
        let chunk = Arc::make_mut(&mut self.chunks.get_mut(index)?.1);
        let at = find(chunk, id).ok()?;
        let (_, value) = chunk.remove(at);
        self.len -= 1;
        if chunk.is_empty() {
            self.chunks.remove(index);
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
