//! Locks that are taken in one order, so that no two threads can wait for each other.
//!
//! The order has three ranks. [`WHOLE`] is held while the state of the whole server is saved or replaced, so that world
//! and faults belong together. Then each [`PART`] of the server has a lock of its own: the world, the faults, the buckets
//! of throttled callers, the request log, the tallies, the snapshots, the nonces. [`LAST`] is for what is done under any of
//! them and takes no lock itself. A thread that holds a lock may take one of a later rank, and no other: so it never holds
//! two parts at a time. Debug builds, and with them all tests, panic where the order is not kept.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

/// The rank of what is taken first.
pub const WHOLE: u8 = 1;

/// The rank of the parts of the server, of which no thread holds two.
pub const PART: u8 = 2;

/// The rank of what is taken last.
pub const LAST: u8 = 3;

/// A value behind a lock of this rank.
#[derive(Debug, Default)]
pub struct Lock<T, const RANK: u8 = PART>(Mutex<T>);

/// The right to use the value, until it is dropped.
#[derive(Debug)]
pub struct Guard<'a, T> {
    value: MutexGuard<'a, T>,
    #[cfg(debug_assertions)]
    _held: held::Held,
}

impl<T, const RANK: u8> Lock<T, RANK> {
    /// Puts a value behind a lock.
    pub const fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    /// Waits until nobody else has it. After a panic under the lock the value is as the panic left it.
    #[inline]
    pub fn lock(&self) -> Guard<'_, T> {
        #[cfg(debug_assertions)]
        let _held = held::Held::take(RANK);
        let value = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Guard {
            value,
            #[cfg(debug_assertions)]
            _held,
        }
    }

    /// The same, if nobody has it now.
    #[inline]
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        let value = match self.0.try_lock() {
            Ok(value) => value,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        Some(Guard {
            value,
            #[cfg(debug_assertions)]
            _held: held::Held::take(RANK),
        })
    }
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Guard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

/// What this thread holds.
#[cfg(debug_assertions)]
mod held {
    use std::cell::Cell;

    thread_local! {
        static RANK: Cell<u8> = const { Cell::new(0) };
    }

    /// A lock that this thread holds, and the rank of the one it held before.
    #[derive(Debug)]
    pub struct Held(u8);

    impl Held {
        #[track_caller]
        pub fn take(rank: u8) -> Self {
            let before = RANK.get();
            assert!(before < rank, "a lock of rank {rank} is taken by a thread that holds one of rank {before}");
            RANK.set(rank);
            Self(before)
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            RANK.set(self.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    #[test]
    fn they_may_be_taken_in_their_order() {
        let (whole, part, last) = (Lock::<_, WHOLE>::new(1), Lock::<_>::new(2), Lock::<_, LAST>::new(3));
        let (one, two, three) = (whole.lock(), part.lock(), last.lock());
        assert_eq!((*one, *two, *three), (1, 2, 3));
    }

    #[test]
    fn neither_the_whole_nor_a_part_may_be_taken_under_a_part() {
        let (whole, part, other) = (Lock::<_, WHOLE>::new(1), Lock::<_>::new(2), Lock::<_>::new(3));
        let held = part.lock();
        for taken in [
            catch_unwind(AssertUnwindSafe(|| drop(whole.lock()))),
            catch_unwind(AssertUnwindSafe(|| drop(other.lock()))),
            catch_unwind(AssertUnwindSafe(|| drop(part.lock()))),
        ] {
            assert!(taken.is_err());
        }
        drop(held);
        drop(other.lock());
    }

    #[test]
    fn a_panic_leaves_the_value_to_the_next() {
        let lock = Lock::<_>::new(1);
        let call = || {
            *lock.lock() = 2;
            let _held = lock.lock();
            panic!("a call that fails");
        };
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
        assert_eq!(*lock.lock(), 2);
    }
}
