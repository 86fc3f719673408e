//! Values that many resources share in memory.

use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A copy-on-write value behind a reference count.
///
/// The instances of a launch agree in most attributes. Stored once per launch, these take a third of the memory. It
/// also makes copies of a whole world cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shared<T>(Arc<T>);

impl<T: Default> Shared<T> {
    pub fn new() -> Self {
        Self::default()
    }
}

impl<T: PartialEq> Shared<T> {
    /// Shares the other's value if both are equal.
    pub fn join(&mut self, other: &Self) {
        if !self.is_same(other) && **self == **other {
            self.0 = other.0.clone();
        }
    }
}

impl<T> Shared<T> {
    /// Whether both share one value in memory.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T: FromIterator<I>, I> FromIterator<I> for Shared<T> {
    fn from_iter<It: IntoIterator<Item = I>>(iter: It) -> Self {
        T::from_iter(iter).into()
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    /// Copies the value first if it is shared.
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_does_not_affect_other_copies() {
        let mut one = Shared::from(vec![1]);
        let mut other = one.clone();
        other.push(2);
        assert_eq!((&*one, &*other), (&vec![1], &vec![1, 2]));
        other.pop();
        assert!(one == other && !one.is_same(&other));
        one.join(&other);
        assert!(one.is_same(&other));
    }
}
