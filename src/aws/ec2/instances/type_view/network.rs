//! What a type says of the network.

use super::{comma_separated, non_empty, supported};
use crate::aws::ec2::common::Set;
use crate::domain::compute::catalog::Network;
use serde::Serialize;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkView {
    network_performance: &'static str,
    maximum_network_interfaces: u32,
    maximum_network_cards: u32,
    default_network_card_index: u32,
    network_cards: Set<Card>,
    ipv4_addresses_per_interface: u32,
    ipv6_addresses_per_interface: u32,
    ipv6_supported: bool,
    ena_support: &'static str,
    efa_supported: bool,
    efa_info: Option<Efa>,
    encryption_in_transit_supported: bool,
    ena_srd_supported: bool,
    bandwidth_weightings: Option<Set<&'static str>>,
    flexible_ena_queues_support: &'static str,
    connection_tracking_configuration: ConnectionTracking,
    secondary_network_supported: bool,
    ipv4_addresses_per_secondary_interface: Option<u32>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    network_card_index: u32,
    network_performance: &'static str,
    maximum_network_interfaces: u32,
    additional_flexible_network_interfaces: Option<u32>,
    #[serde(serialize_with = "super::double")]
    baseline_bandwidth_in_gbps: f64,
    #[serde(serialize_with = "super::double")]
    peak_bandwidth_in_gbps: f64,
    default_ena_queue_count_per_interface: Option<u32>,
    maximum_ena_queue_count: Option<u32>,
    maximum_ena_queue_count_per_interface: Option<u32>,
    interface_type_set: Set<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Efa {
    maximum_efa_interfaces: u32,
}

/// In seconds.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConnectionTracking {
    default_tcp_established_timeout: u32,
    default_udp_timeout: u32,
    default_udp_stream_timeout: u32,
}

impl Card {
    fn new(network: &Network, index: u32) -> Self {
        let own_bandwidth = network.first_card_gbps.filter(|_| index == 0);
        let efa = network.efa_max_interfaces.is_some() && own_bandwidth.is_none();
        let types: &[&str] = if efa { &["interface", "efa", "efa-only"] } else { &["interface"] };
        let (each, rest) = (network.max_interfaces / network.cards, network.max_interfaces % network.cards);
        Self {
            network_card_index: index,
            network_performance: non_empty(network.card_performance).unwrap_or(network.performance),
            // The first cards have one more where the interfaces cannot be shared out evenly.
            maximum_network_interfaces: each + u32::from(index < rest),
            additional_flexible_network_interfaces: network.additional_flexible_interfaces,
            baseline_bandwidth_in_gbps: own_bandwidth.unwrap_or(network.baseline_gbps),
            peak_bandwidth_in_gbps: own_bandwidth.unwrap_or(network.peak_gbps),
            default_ena_queue_count_per_interface: network.ena_default_queues,
            maximum_ena_queue_count: network.ena_max_queues,
            maximum_ena_queue_count_per_interface: network.ena_max_queues_per_interface,
            interface_type_set: types.iter().copied().collect(),
        }
    }
}

impl From<&Network> for NetworkView {
    fn from(network: &Network) -> Self {
        Self {
            network_performance: network.performance,
            maximum_network_interfaces: network.max_interfaces,
            maximum_network_cards: network.cards,
            default_network_card_index: 0,
            network_cards: (0..network.cards).map(|index| Card::new(network, index)).collect(),
            ipv4_addresses_per_interface: network.ipv4_per_interface,
            ipv6_addresses_per_interface: network.ipv6_per_interface,
            ipv6_supported: network.ipv6_per_interface > 0,
            ena_support: network.ena,
            efa_supported: network.efa_max_interfaces.is_some(),
            efa_info: network.efa_max_interfaces.map(|maximum_efa_interfaces| Efa { maximum_efa_interfaces }),
            encryption_in_transit_supported: network.encryption_in_transit,
            ena_srd_supported: network.ena_srd,
            bandwidth_weightings: non_empty(network.bandwidth_weightings).map(comma_separated),
            flexible_ena_queues_support: supported(network.additional_flexible_interfaces.is_some()),
            connection_tracking_configuration: ConnectionTracking {
                default_tcp_established_timeout: network.tcp_established_timeout,
                default_udp_timeout: 30,
                default_udp_stream_timeout: 180,
            },
            secondary_network_supported: false,
            ipv4_addresses_per_secondary_interface: network.ipv4_per_secondary_interface,
        }
    }
}
