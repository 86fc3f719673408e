//! Temporary public bandwidth. If several are in force, the one that began last is effective; when it ends, the one
//! before it that is still in force becomes effective.

use crate::domain::compute::instance::{AlibabaFacts, Bandwidth};
use crate::domain::place::PlaceMut;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A temporary bandwidth in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryBandwidth {
    /// The outbound bandwidth, in Mbit/s.
    pub out: u32,
    /// When it ends.
    pub until: Timestamp,
}

impl AlibabaFacts {
    /// The permanent bandwidth.
    pub fn permanent_bandwidth(&self) -> Bandwidth {
        if self.spec.temporary.is_empty() { self.bandwidth } else { self.spec.permanent }
    }

    fn update_effective(&mut self, permanent: Bandwidth) {
        self.spec.permanent = permanent;
        self.bandwidth = match self.spec.temporary.last() {
            Some(TemporaryBandwidth { out, .. }) => Bandwidth { out: *out, inward: permanent.inward.max(*out) },
            None => permanent,
        };
    }
}

/// Begins a temporary bandwidth, which replaces earlier ones while it is in force.
pub fn begin_temporary(at: &mut PlaceMut<'_>, id: &SmolStr, out: u32, until: Timestamp) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    let permanent = facts.permanent_bandwidth();
    let planned = facts.spec.planned.iter().position(|planned| planned.out == out && planned.until == until);
    planned.map(|place| facts.spec.planned.remove(place));
    facts.spec.temporary.push(TemporaryBandwidth { out, until });
    facts.update_effective(permanent);
}

/// Ends the temporary bandwidths that are over. A later change of the permanent bandwidth may have ended them before.
pub fn end_temporary(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    let permanent = facts.permanent_bandwidth();
    facts.spec.temporary.retain(|temporary| temporary.until > now);
    facts.update_effective(permanent);
}
