//! Checks of the network: public bandwidth, the VPC's features, interfaces, addresses and queues.

use super::{Context, refuse_if};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::network::interfaces::network_use;
use crate::domain::region::Region;
use crate::domain::resize::{AlibabaResizeError, NetworkFacts, NetworkRoom, NetworkUse, check_bandwidth, families};

pub(super) fn region_is_public(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    refuse_if(ctx.at.region.spec.dedicated && ctx.out().is_some_and(|out| out > 0), AlibabaResizeError::DedicatedRegion)
}

pub(super) fn bandwidth_is_allowed(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let most = i64::from(ctx.at.region.spec.bandwidth);
    refuse_if(ctx.out().is_some_and(|out| out > most), AlibabaResizeError::BandwidthOutForbidden)
}

/// Bandwidth that does not exceed the instance's own peak is always allowed.
pub(super) fn bandwidth_is_within_the_quota(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let facts = ctx.instance.alibaba();
    let requested = ctx.out().and_then(|out| u64::try_from(out).ok());
    let Some(requested) = requested.filter(|out| *out > u64::from(facts.peak_out())) else { return Ok(()) };
    check_bandwidth(ctx.at, facts.internet_charge, Some(&ctx.instance.id), requested)
}

/// Instances of old families do not support the special features of a VPC.
pub(super) fn vpc_allows(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let vpc = &ctx.instance.nic.vpc;
    let features = ctx.at.region.spec.vpcs.get(vpc);
    let Some(features) =
        features.filter(|_| ctx.instance_type.is_some_and(|instance_type| families::is_basic(instance_type.family)))
    else {
        return Ok(());
    };
    if features.advanced_features {
        return Err(AlibabaResizeError::VpcAdvancedFeature);
    }
    refuse_if(features.senior_features, AlibabaResizeError::VpcSeniorFeature(vpc.to_string()))
}

/// The limits of a type. A scenario can state other limits than the table, and those that the table has not.
pub fn network_room(region: &Region, of: &InstanceType) -> NetworkRoom {
    let stated = region.spec.types.get(of.name).map(|facts| facts.network).unwrap_or_default();
    let Some(figures) = of.ecs() else { return stated };
    NetworkRoom {
        interfaces: stated.interfaces.or(figures.interfaces),
        ipv4: stated.ipv4.or(figures.ipv4_per_interface),
        ipv6: stated.ipv6.or(figures.ipv6_per_interface),
        total_queues: stated.total_queues.or(figures.total_queues()),
        trunking: stated.trunking.or(figures.eni_trunk),
        ..stated
    }
}

/// The limits of the requested type, and the use of the instance; `None` without a requested type.
fn network(ctx: &Context<'_>) -> Option<(NetworkRoom, NetworkUse)> {
    let of = ctx.instance_type?;
    Some((network_room(ctx.at.region, of), network_use(ctx.at.region, ctx.instance, of)))
}

/// The limits of the requested type, and what a scenario says of the instance; `None` without a requested type.
fn stated(ctx: &Context<'_>) -> Option<(NetworkRoom, NetworkFacts)> {
    Some((network_room(ctx.at.region, ctx.instance_type?), ctx.conditions().network))
}

/// The vendor's texts are placeholders; these texts replace them.
fn fits(
    ctx: &Context<'_>,
    used: u32,
    room: Option<u32>,
    what: &str,
    error: fn(String) -> AlibabaResizeError,
) -> Result<(), AlibabaResizeError> {
    let (Some(instance_type), Some(room)) = (ctx.instance_type, room.filter(|room| used > *room)) else {
        return Ok(());
    };
    Err(error(format!("The instance {} has {used} {what}; {} supports {room}.", ctx.instance.id, instance_type.name)))
}

fn supports(
    ctx: &Context<'_>,
    used: bool,
    supported: bool,
    what: &str,
    error: fn(String) -> AlibabaResizeError,
) -> Result<(), AlibabaResizeError> {
    let Some(instance_type) = ctx.instance_type.filter(|_| used && !supported) else { return Ok(()) };
    Err(error(format!("The instance {} uses {what}, which {} does not support.", ctx.instance.id, instance_type.name)))
}

pub(super) fn interfaces_fit(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = network(ctx) else { return Ok(()) };
    fits(ctx, used.interfaces, room.interfaces, "network interfaces", AlibabaResizeError::EniCount)?;
    // The first address of an interface is its primary one.
    let secondary = used.ipv4 > 1;
    let supported = room.ipv4.is_none_or(|most| most > 1);
    supports(ctx, secondary, supported, "secondary private IPv4 addresses", AlibabaResizeError::Ipv4Unsupported)?;
    fits(ctx, used.ipv4, room.ipv4, "private IPv4 addresses on an interface", AlibabaResizeError::Ipv4Count)?;
    supports(ctx, used.ipv6 > 0, room.ipv6 != Some(0), "IPv6 addresses", AlibabaResizeError::Ipv6Unsupported)?;
    fits(ctx, used.ipv6, room.ipv6, "IPv6 addresses on an interface", AlibabaResizeError::Ipv6Count)
}

pub(super) fn features_fit(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = stated(ctx) else { return Ok(()) };
    let trunking = room.trunking != Some(false);
    supports(ctx, used.trunking, trunking, "trunk interfaces", AlibabaResizeError::EniTrunkingUnsupported)?;
    refuse_if(used.rss && room.rss == Some(false), AlibabaResizeError::RssUnsupported)
}

/// Ours: a type with a limit of 0 queues does not support a queue number at all.
pub(super) fn queues_fit(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = network(ctx) else { return Ok(()) };
    let queues = "queue numbers of its own";
    supports(ctx, used.queues > 0, room.queues != Some(0), queues, AlibabaResizeError::EniQueueNumberInvalid)?;
    fits(ctx, used.queues, room.queues, "queues on an interface", AlibabaResizeError::MaxEniQueueNumber)?;
    fits(ctx, used.total_queues, room.total_queues, "queues on all interfaces", AlibabaResizeError::TypeQueueNumber)
}

pub(super) fn queue_pairs_fit(ctx: &Context<'_>) -> Result<(), AlibabaResizeError> {
    let Some((room, used)) = stated(ctx) else { return Ok(()) };
    let (has, most) = (used.high_performance_interfaces, room.high_performance_interfaces);
    let mode = "the high-performance traffic mode";
    supports(ctx, has > 0, most != Some(0), mode, AlibabaResizeError::TrafficModeUnsupported)?;
    fits(ctx, has, most, "high-performance interfaces", AlibabaResizeError::HighPerformanceEniLimit)?;
    fits(
        ctx,
        used.queue_pairs,
        room.queue_pairs,
        "queue pairs on an interface",
        AlibabaResizeError::MaxQueuePairNumber,
    )?;
    let (has, most) = (used.total_queue_pairs, room.total_queue_pairs);
    fits(ctx, has, most, "queue pairs on all interfaces", AlibabaResizeError::QueuePairOverflow)
}
