//! A peering connection in answers.

use crate::aws::ec2::common::{Set, TagView, tag_views, time};
use crate::domain::network::{Peering, PeeringState, Vpc};
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PeeringView {
    vpc_peering_connection_id: SmolStr,
    requester_vpc_info: VpcInfo,
    accepter_vpc_info: VpcInfo,
    status: Status,
    expiration_time: Option<String>,
    tag_set: Set<TagView>,
}

/// A side. It has ranges and options while the connection is active.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VpcInfo {
    owner_id: SmolStr,
    vpc_id: SmolStr,
    region: &'static str,
    cidr_block: Option<String>,
    cidr_block_set: Option<Set<Range>>,
    ipv6_cidr_block_set: Option<Set<Range6>>,
    peering_options: Option<Options>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    cidr_block: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range6 {
    ipv6_cidr_block: String,
}

/// The options of a side. Those for ClassicLink, which AWS has retired, are always off.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Options {
    allow_dns_resolution_from_remote_vpc: bool,
    allow_egress_from_local_classic_link_to_remote_vpc: bool,
    allow_egress_from_local_vpc_to_remote_classic_link: bool,
}

#[derive(Serialize)]
pub struct Status {
    code: &'static str,
    message: String,
}

impl Options {
    pub fn new(allow_dns_resolution_from_remote_vpc: bool) -> Self {
        Self {
            allow_dns_resolution_from_remote_vpc,
            allow_egress_from_local_classic_link_to_remote_vpc: false,
            allow_egress_from_local_vpc_to_remote_classic_link: false,
        }
    }
}

impl Status {
    fn new(scope: &Scope, state: PeeringState) -> Self {
        let account = &scope.account;
        let message = match state {
            PeeringState::Pending => format!("Pending Acceptance by {account}"),
            PeeringState::Active => "Active".to_owned(),
            PeeringState::Failed => "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range".to_owned(),
            PeeringState::Rejected => format!("Rejected by {account}"),
            PeeringState::Expired => "Expired".to_owned(),
            PeeringState::Deleted => format!("Deleted by {account}"),
        };
        Self { code: state.code(), message }
    }
}

impl PeeringView {
    /// A connection in the answer that requests it.
    pub fn requested(scope: &Scope, region: &Region, peering: &Peering) -> Self {
        let message = format!("Initiating Request to {}", scope.account);
        Self { status: Status { code: "initiating-request", message }, ..Self::new(scope, region, peering) }
    }

    /// A connection in the answer that accepts it.
    pub fn accepted(scope: &Scope, region: &Region, peering: &Peering) -> Self {
        let status = Status { code: "provisioning", message: "Provisioning".to_owned() };
        Self { status, ..Self::new(scope, region, peering) }
    }

    pub fn new(scope: &Scope, region: &Region, peering: &Peering) -> Self {
        let waits = peering.until.filter(|_| peering.state == PeeringState::Pending);
        let side = |vpc: &SmolStr, dns: bool| VpcInfo::new(scope, region, peering, vpc, dns);
        Self {
            vpc_peering_connection_id: peering.id.clone(),
            requester_vpc_info: side(&peering.requester, peering.requester_dns),
            accepter_vpc_info: side(&peering.accepter, peering.accepter_dns),
            status: Status::new(scope, peering.state),
            expiration_time: waits.map(time),
            tag_set: tag_views(&peering.tags),
        }
    }
}

impl VpcInfo {
    fn new(scope: &Scope, region: &Region, peering: &Peering, id: &SmolStr, dns: bool) -> Self {
        let active = peering.state == PeeringState::Active;
        // The requester's ranges are shown from the beginning, the accepter's when the connection is active.
        let vpc = region.vpcs.get(id).filter(|_| active || peering.requester == *id);
        let ranges = |vpc: &Vpc| {
            let all = [vpc.cidr].into_iter().chain(vpc.more.iter().map(|one| one.range));
            all.map(|range| Range { cidr_block: range.to_string() }).collect()
        };
        let ranges6 = |vpc: &Vpc| {
            let all = vpc.ipv6.iter().map(|one| Range6 { ipv6_cidr_block: one.range.to_string() });
            Set::non_empty(all.collect())
        };
        Self {
            owner_id: scope.account.clone(),
            vpc_id: id.clone(),
            region: scope.region,
            cidr_block: vpc.map(|vpc| vpc.cidr.to_string()),
            cidr_block_set: vpc.map(ranges),
            ipv6_cidr_block_set: vpc.and_then(ranges6),
            peering_options: active.then(|| Options::new(dns)),
        }
    }
}
