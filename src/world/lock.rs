//! Locks that are taken in one order, so that no two threads can wait for each other.
//!
//! There are two ranks. A [`SERVER`] lock is held while the state of the whole server is saved or replaced, so that the
//! world and the faults stay consistent. Each [`PART`] of the server has a lock: the world, the faults, the throttling
//! buckets, the request log, the coverage, the snapshots, the nonces. A thread that holds a lock may only take one of a
//! later rank, so it never holds two parts. Debug builds, and so all tests, panic if the order is not kept.

use parking_lot::{Mutex, MutexGuard};
use std::mem;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::panicking;

/// The rank of the lock that is taken first.
pub const SERVER: u8 = 1;

/// The rank of the parts of the server. No thread holds two of them.
pub const PART: u8 = 2;

/// A value behind a lock of this rank.
#[derive(Debug, Default)]
pub struct Lock<T, const RANK: u8 = PART> {
    value: Mutex<T>,
    poisoned: AtomicBool,
}

/// Access to the value. Dropping it releases the lock.
#[derive(Debug)]
pub struct Guard<'a, T> {
    value: MutexGuard<'a, T>,
    poisoned: &'a AtomicBool,
    #[cfg(debug_assertions)]
    _held: held::Held,
}

impl<T, const RANK: u8> Lock<T, RANK> {
    /// Puts a value behind a lock.
    pub const fn new(value: T) -> Self {
        Self { value: Mutex::new(value), poisoned: AtomicBool::new(false) }
    }

    /// Waits for the lock. A value whose lock was held during a panic is returned as the panic left it.
    pub fn lock(&self) -> Guard<'_, T> {
        #[cfg(debug_assertions)]
        let _held = held::Held::take(RANK);
        Guard {
            value: self.value.lock(),
            poisoned: &self.poisoned,
            #[cfg(debug_assertions)]
            _held,
        }
    }

    /// Whether a thread panicked while it held the lock, so that the value may be inconsistent.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::Relaxed)
    }
}

impl<T> Guard<'_, T> {
    /// Replaces the value by a consistent one, and returns the old one. The lock is no longer poisoned.
    pub fn replace(&mut self, value: T) -> T {
        self.poisoned.store(false, Ordering::Relaxed);
        mem::replace(&mut self.value, value)
    }
}

impl<T> Drop for Guard<'_, T> {
    fn drop(&mut self) {
        if panicking() {
            self.poisoned.store(true, Ordering::Relaxed);
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

/// Asserts, in a debug build, that this thread holds no lock. To be called before long work.
#[track_caller]
pub fn assert_none_held() {
    #[cfg(debug_assertions)]
    assert!(held::none(), "a thread that holds a lock does what takes long");
}

/// The rank of the lock that this thread took last.
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
        let (server, part) = (Lock::<_, SERVER>::new(1), Lock::<_>::new(2));
        let (one, two) = (server.lock(), part.lock());
        assert_eq!((*one, *two), (1, 2));
    }

    #[test]
    fn neither_the_whole_nor_a_part_may_be_taken_under_a_part() {
        let (server, part, other) = (Lock::<_, SERVER>::new(1), Lock::<_>::new(2), Lock::<_>::new(3));
        let held = part.lock();
        for taken in [
            catch_unwind(AssertUnwindSafe(|| drop(server.lock()))),
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
        assert!(!lock.is_poisoned());
        assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
        assert_eq!((*lock.lock(), lock.is_poisoned()), (2, true));
        lock.lock().replace(3);
        assert_eq!((*lock.lock(), lock.is_poisoned()), (3, false));
    }
}
