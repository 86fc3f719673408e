//! Faults that a test asks for: the next so many calls of an action are refused as the vendor would refuse them.

use crate::operation::{Api, Call, Error};
use serde::{Deserialize, Serialize};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// A fault.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Whose calls: `ec2`, `ecs` or `sts`.
    pub cloud: Api,
    /// The action.
    pub action: String,
    /// What happens.
    pub effect: Effect,
    /// How many calls it still meets.
    #[serde(default = "once")]
    pub times: u32,
}

/// What a fault does.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The vendor's throttling error.
    Throttle,
    /// The vendor's internal error.
    Internal,
}

fn once() -> u32 {
    1
}

/// The faults in force.
#[derive(Debug, Default)]
pub struct Faults {
    any: AtomicBool,
    list: Mutex<Vec<Fault>>,
}

impl Faults {
    fn with<T>(&self, change: impl FnOnce(&mut Vec<Fault>) -> T) -> T {
        let mut list = self.list.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let result = change(&mut list);
        list.retain(|fault| fault.times > 0);
        self.any.store(!list.is_empty(), Ordering::Release);
        result
    }

    /// Adds a fault.
    pub fn add(&self, fault: Fault) {
        self.with(|list| list.push(fault));
    }

    /// Takes all away.
    pub fn clear(&self) {
        self.with(Vec::clear);
    }

    /// The faults in force.
    pub fn list(&self) -> Vec<Fault> {
        self.with(|list| list.clone())
    }

    /// The error that this call meets, if a fault is for it.
    pub fn hit(&self, call: &Call<'_>) -> Option<Error> {
        if !self.any.load(Ordering::Acquire) {
            return None;
        }
        self.with(|list| {
            let is_for = |fault: &&mut Fault| fault.action == call.action && fault.cloud == call.api;
            let fault = list.iter_mut().find(is_for)?;
            fault.times -= 1;
            Some(match fault.effect {
                Effect::Throttle => Error::Throttled,
                Effect::Internal => Error::Internal,
            })
        })
    }
}
