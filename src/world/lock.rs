//! Locks that are taken in one order, so that no two threads can wait for each other.
//!
//! The order has three ranks. [`WHOLE`] is held while the state of the whole server is saved or replaced, so that world
//! and faults belong together. Then each [`PART`] of the server has a lock of its own: the world, the faults, the buckets
//! of throttled callers, the request log, the tallies, the snapshots, the nonces. [`LAST`] is for what is done under any of
//! them and takes no lock itself. A thread that holds a lock may take one of a later rank, and no other: so it never holds
//! two parts at a time. Debug builds, and with them all tests, panic where the order is not kept.

use parking_lot::{Mutex, MutexGuard};
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::panicking;

/// The rank of what is taken first.
pub const WHOLE: u8 = 1;

/// The rank of the parts of the server, of which no thread holds two.
pub const PART: u8 = 2;

/// The rank of what is taken last.
pub const LAST: u8 = 3;

/// A value behind a lock of this rank.
#[derive(Debug, Default)]
pub struct Lock<T, const RANK: u8 = PART> {
    value: Mutex<T>,
    broken: AtomicBool,
}

/// The right to use the value, until it is dropped.
#[derive(Debug)]
pub struct Guard<'a, T> {
    value: MutexGuard<'a, T>,
    broken: &'a AtomicBool,
    #[cfg(debug_assertions)]
    _held: held::Held,
}

impl<T, const RANK: u8> Lock<T, RANK> {
    /// Puts a value behind a lock.
    pub const fn new(value: T) -> Self {
        Self { value: Mutex::new(value), broken: AtomicBool::new(false) }
    }

    /// Waits until nobody else has it. After a panic under the lock the value is as the panic left it.
    pub fn lock(&self) -> Guard<'_, T> {
        #[cfg(debug_assertions)]
        let _held = held::Held::take(RANK);
        Guard {
            value: self.value.lock(),
            broken: &self.broken,
            #[cfg(debug_assertions)]
            _held,
        }
    }

    /// Whether something panicked under the lock, so that nobody knows what the value is.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::Relaxed)
    }
}

impl<T> Guard<'_, T> {
    /// Puts another value in place of this one, which is whole whatever has happened to this one.
    pub fn replace(&mut self, value: T) {
        *self.value = value;
        self.broken.store(false, Ordering::Relaxed);
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        if panicking() {
            self.broken.store(true, Ordering::Relaxed);
        }
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

/// Asserts, in a debug build, that this thread holds no lock: what follows takes long.
#[track_caller]
pub fn assert_none_held() {
    #[cfg(debug_assertions)]
    assert!(held::none(), "a thread that holds a lock does what takes long");
}

/// What this thread holds.
#[cfg(debug_assertions)]
mod held {
    use std::cell::Cell;

    thread_local! {
        static RANK: Cell<u8> = const { Cell::new(0) };
    }

    /// Whether this thread holds no lock.
    pub fn none() -> bool {
        RANK.get() == 0
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
    fn a_panic_breaks_a_value_until_it_is_replaced() {
        let lock = Lock::<_>::new(1);
        let call = || {
            *lock.lock() = 2;
            let _held = lock.lock();
            panic!("a call that fails");
        };
        assert!(!lock.is_broken());
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
        assert_eq!((*lock.lock(), lock.is_broken()), (2, true));
        lock.lock().replace(3);
        assert_eq!((*lock.lock(), lock.is_broken()), (3, false));
    }
}
