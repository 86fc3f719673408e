//! Whether the network goes with the change: public bandwidth, the VPC's features, interfaces, addresses and queues.

use super::{Facts, refuse_if};
use crate::domain::compute::instance::{Instance, InternetCharge, State};
use crate::domain::resize::families;
use crate::domain::resize::{AlibabaResizeError, NetworkRoom, NetworkUse};

pub(super) fn region_is_public(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(
        facts.at.region.spec.dedicated && facts.out().is_some_and(|out| out > 0),
        AlibabaResizeError::DedicatedRegion,
    )
}

pub(super) fn bandwidth_is_granted(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let most = i64::from(facts.at.region.spec.bandwidth);
    refuse_if(facts.out().is_some_and(|out| out > most), AlibabaResizeError::BandwidthOutForbidden)
}

/// The sum counts what each instance has now. Who gives bandwidth back is not stopped.
pub(super) fn bandwidth_is_within_the_quota(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let (instance, region) = (facts.instance, facts.at.region);
    let present = u64::from(instance.alibaba().bandwidth.out);
    let wished = facts.out().and_then(|out| u64::try_from(out).ok());
    let Some(wished) = wished.filter(|out| *out > present) else { return Ok(()) };
    let charge = instance.alibaba().internet_charge;
    let (quota, how) = match charge {
        InternetCharge::PayByTraffic => (region.spec.bandwidth_by_traffic, "traffic"),
        InternetCharge::PayByBandwidth => (region.spec.bandwidth_by_bandwidth, "bandwidth"),
    };
    let counts = |other: &&Instance| {
        other.id != instance.id && other.state != State::Terminated && other.alibaba().internet_charge == charge
    };
    let others = region.instances.values().filter(counts);
    let sum = others.map(|other| u64::from(other.alibaba().bandwidth.out)).sum::<u64>() + wished;
    if sum <= u64::from(quota) {
        return Ok(());
    }
    let scope = facts.at.scope.region;
    let text = format!("The instances in {scope} that pay by {how} would have {sum} of {quota} Mbit/s");
    Err(AlibabaResizeError::BandwidthQuota(text))
}

/// Instances of old families do not go with the features of a VPC.
pub(super) fn vpc_allows(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let vpc = &facts.instance.nic.vpc;
    let features = facts.at.region.spec.vpcs.get(vpc);
    let Some(features) =
        features.filter(|_| facts.instance_type.is_some_and(|instance_type| families::is_basic(instance_type.family)))
    else {
        return Ok(());
    };
    if features.advanced_features {
        return Err(AlibabaResizeError::VpcAdvancedFeature);
    }
    refuse_if(features.senior_features, AlibabaResizeError::VpcSeniorFeature(vpc.to_string()))
}

/// What the type has room for, and what the instance uses; `None` where no type is wished for of which anything is
/// known.
fn network(facts: &Facts<'_>) -> Option<(NetworkRoom, NetworkUse)> {
    Some((facts.of_type()?.network, facts.own().network))
}

/// The vendor's texts are placeholders; these are the facts.
fn fits(
    facts: &Facts<'_>,
    used: u32,
    room: Option<u32>,
    what: &str,
    error: fn(String) -> AlibabaResizeError,
) -> Result<(), AlibabaResizeError> {
    let (Some(instance_type), Some(room)) = (facts.instance_type, room.filter(|room| used > *room)) else {
        return Ok(());
    };
    Err(error(format!("The instance {} has {used} {what}; {} supports {room}.", facts.instance.id, instance_type.name)))
}

fn supports(
    facts: &Facts<'_>,
    used: bool,
    supported: bool,
    what: &str,
    error: fn(String) -> AlibabaResizeError,
) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = facts.instance_type.filter(|_| used && !supported) else { return Ok(()) };
    Err(error(format!(
        "The instance {} uses {what}, which {} does not support.",
        facts.instance.id, instance_type.name
    )))
}

pub(super) fn interfaces_fit(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = network(facts) else { return Ok(()) };
    fits(facts, used.interfaces, room.interfaces, "network interfaces", AlibabaResizeError::EniCount)?;
    // An interface has its first address anyway.
    let secondary = used.ipv4 > 1;
    let supported = room.ipv4.is_none_or(|most| most > 1);
    supports(facts, secondary, supported, "secondary private IPv4 addresses", AlibabaResizeError::Ipv4Unsupported)?;
    fits(facts, used.ipv4, room.ipv4, "private IPv4 addresses on an interface", AlibabaResizeError::Ipv4Count)?;
    supports(facts, used.ipv6 > 0, room.ipv6 != Some(0), "IPv6 addresses", AlibabaResizeError::Ipv6Unsupported)?;
    fits(facts, used.ipv6, room.ipv6, "IPv6 addresses on an interface", AlibabaResizeError::Ipv6Count)
}

pub(super) fn features_fit(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = network(facts) else { return Ok(()) };
    let trunking = room.trunking != Some(false);
    supports(facts, used.trunking, trunking, "trunk interfaces", AlibabaResizeError::EniTrunkingUnsupported)?;
    refuse_if(used.rss && room.rss == Some(false), AlibabaResizeError::RssUnsupported)
}

/// Ours: a type that lets an interface have no queues of its own takes no number of them.
pub(super) fn queues_fit(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = network(facts) else { return Ok(()) };
    let queues = "queue numbers of its own";
    supports(facts, used.queues > 0, room.queues != Some(0), queues, AlibabaResizeError::EniQueueNumberInvalid)?;
    fits(facts, used.queues, room.queues, "queues on an interface", AlibabaResizeError::MaxEniQueueNumber)?;
    fits(facts, used.total_queues, room.total_queues, "queues on all interfaces", AlibabaResizeError::TypeQueueNumber)
}

pub(super) fn queue_pairs_fit(facts: &Facts<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = network(facts) else { return Ok(()) };
    let (has, most) = (used.high_performance_interfaces, room.high_performance_interfaces);
    let mode = "the high-performance traffic mode";
    supports(facts, has > 0, most != Some(0), mode, AlibabaResizeError::TrafficModeUnsupported)?;
    fits(facts, has, most, "high-performance interfaces", AlibabaResizeError::HighPerformanceEniLimit)?;
    fits(
        facts,
        used.queue_pairs,
        room.queue_pairs,
        "queue pairs on an interface",
        AlibabaResizeError::MaxQueuePairNumber,
    )?;
    let (has, most) = (used.total_queue_pairs, room.total_queue_pairs);
    fits(facts, has, most, "queue pairs on all interfaces", AlibabaResizeError::QueuePairOverflow)
}
