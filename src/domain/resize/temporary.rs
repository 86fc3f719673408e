//! Public bandwidth for a time. Of several that are in force the one that began last stands, and when it ends, the one
//! before it that is still in force.

use crate::domain::compute::instance::{AlibabaFacts, Bandwidth};
use crate::domain::place::PlaceMut;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A bandwidth that is in force for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporaryBandwidth {
    /// The outbound bandwidth, in Mbit/s.
    pub out: u32,
    /// When it ends.
    pub until: Timestamp,
}

impl AlibabaFacts {
    /// The bandwidth that stands when no temporary one does.
    pub fn lasting(&self) -> Bandwidth {
        if self.spec.temporary.is_empty() { self.bandwidth } else { self.spec.lasting }
    }

    fn put_in_force(&mut self, lasting: Bandwidth) {
        self.spec.lasting = lasting;
        self.bandwidth = match self.spec.temporary.last() {
            Some(TemporaryBandwidth { out, .. }) => Bandwidth { out: *out, inward: lasting.inward.max(*out) },
            None => lasting,
        };
    }
}

/// A temporary bandwidth begins; one that is in force gives way to it.
pub fn begin_temporary(at: &mut PlaceMut<'_>, id: &SmolStr, out: u32, until: Timestamp) {
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    let lasting = facts.lasting();
    facts.spec.temporary.push(TemporaryBandwidth { out, until });
    facts.put_in_force(lasting);
}

/// A temporary bandwidth ends, unless it gave way to a lasting one.
pub fn end_temporary(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let now = at.now;
    let Some(mut instance) = at.region.instances.get_mut(id) else { return };
    let facts = instance.alibaba_mut();
    let lasting = facts.lasting();
    facts.spec.temporary.retain(|temporary| temporary.until > now);
    facts.put_in_force(lasting);
}
