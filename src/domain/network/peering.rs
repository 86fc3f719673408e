//! Peering connections between VPCs of EC2.
//!
//! <https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html>

use super::{AwsVpcError, Vpc};
use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use crate::domain::queue::{Event, after};
use crate::domain::region::Region;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How long a request waits to be accepted.
const EXPIRES: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long a connection is shown that is failed, rejected or deleted.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(2);

/// How long a connection is shown whose request was not accepted in time.
const EXPIRED_REMEMBERED: SignedDuration = SignedDuration::from_hours(2 * 24);

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Peering {
    pub id: SmolStr,
    /// The id of the VPC that asked.
    pub requester: SmolStr,
    /// The id of the VPC that was asked.
    pub accepter: SmolStr,
    pub state: PeeringState,
    /// When the state that it is in ends by itself.
    pub until: Option<Timestamp>,
    /// Whether instances of the requester get private addresses for public DNS names of the accepter.
    pub requester_dns: bool,
    /// The same for instances of the accepter.
    pub accepter_dns: bool,
    pub tags: Tags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PeeringState {
    Pending,
    Active,
    /// The ranges overlap, or the other VPC is not there.
    Failed,
    Rejected,
    Expired,
    Deleted,
}

impl PeeringState {
    /// The code of the status.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending-acceptance",
            Self::Active => "active",
            Self::Failed => "failed",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Deleted => "deleted",
        }
    }

    /// Whether VPCs are connected, or may be.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Pending | Self::Active)
    }
}

impl Peering {
    /// Whether this VPC is one of the two.
    pub fn is_of(&self, vpc: &SmolStr) -> bool {
        self.requester == *vpc || self.accepter == *vpc
    }

    /// Whether the request waits to be accepted. `to` is what the connection is to become.
    pub fn check_pending(&self, to: &'static str) -> Result<(), AwsVpcError> {
        if self.state == PeeringState::Pending {
            return Ok(());
        }
        Err(AwsVpcError::PeeringState { id: self.id.clone(), from: self.state.code(), to })
    }
}

/// The state of a new connection. Fails if there is one between the VPCs.
pub fn new_peering_state(
    region: &Region,
    requester: &Vpc,
    accepter: Option<&Vpc>,
) -> Result<PeeringState, AwsVpcError> {
    let Some(accepter) = accepter.filter(|accepter| accepter.id != requester.id) else {
        return Ok(PeeringState::Failed);
    };
    let mut live = region.peerings.values().filter(|peering| peering.state.is_live());
    if let Some(other) = live.find(|peering| peering.is_of(&requester.id) && peering.is_of(&accepter.id)) {
        return Err(AwsVpcError::PeeringExists(other.id.clone()));
    }
    let ranges = |vpc: &Vpc| [vpc.cidr].into_iter().chain(vpc.more.iter().map(|one| one.range)).collect::<Vec<_>>();
    let theirs = ranges(accepter);
    let overlap = ranges(requester).iter().any(|one| theirs.iter().any(|other| one.overlaps(*other)));
    Ok(if overlap { PeeringState::Failed } else { PeeringState::Pending })
}

/// Creates a connection.
pub fn make_peering(
    at: &mut PlaceMut<'_>,
    requester: SmolStr,
    accepter: SmolStr,
    state: PeeringState,
    tags: Tags,
) -> SmolStr {
    let id = at.new_id("pcx");
    let peering = Peering {
        id: id.clone(),
        requester,
        accepter,
        state,
        until: None,
        requester_dns: false,
        accepter_dns: false,
        tags,
    };
    at.region.peerings.insert(id.clone(), peering);
    set_peering_state(at, &id, state);
    id
}

/// Brings a connection into a state, which may end by itself.
pub fn set_peering_state(at: &mut PlaceMut<'_>, id: &SmolStr, state: PeeringState) {
    let Some(peering) = at.region.peerings.get_mut(id) else { return };
    peering.state = state;
    let lasts = match state {
        PeeringState::Active => None,
        PeeringState::Pending => Some(EXPIRES),
        PeeringState::Expired => Some(EXPIRED_REMEMBERED),
        PeeringState::Failed | PeeringState::Rejected | PeeringState::Deleted => Some(REMEMBERED),
    };
    peering.until = lasts.map(|lasts| after(at.now, lasts));
    if let Some(until) = peering.until {
        at.queue.push(until, at.scope, Event::Peering { id: id.clone() });
    }
}

/// Ends the state that a connection is in, when that is due.
pub fn advance_peering(at: &mut PlaceMut<'_>, id: &SmolStr) {
    let due = at.region.peerings.get(id).filter(|peering| peering.until.is_some_and(|until| until <= at.now));
    match due.map(|peering| peering.state) {
        Some(PeeringState::Pending) => set_peering_state(at, id, PeeringState::Expired),
        Some(_) => {
            at.region.peerings.remove(id);
        }
        // An event of an earlier state.
        None => {}
    }
}
