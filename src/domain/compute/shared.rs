//! What many things have in common, kept once.

use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A value that is shared by all who have the same, until one of them changes its own.
///
/// The instances of a launch differ in a few facts and agree in most: kept once for each launch, these cost a third
/// of what they cost kept once for each instance. It also makes the copy of a whole world cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shared<T>(Arc<T>);

impl<T: Default> Shared<T> {
    /// A value of its own.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<T: PartialEq> Shared<T> {
    /// Gives up its own value for another's, if they are equal.
    pub fn join(&mut self, other: &Self) {
        if !self.is_same(other) && **self == **other {
            self.0 = other.0.clone();
        }
    }
}

impl<T> Shared<T> {
    /// Whether both are the same one, and so have not changed apart.
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
    /// The value to change: from now on its own.
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_who_changes_its_value_leaves_the_others_theirs() {
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
