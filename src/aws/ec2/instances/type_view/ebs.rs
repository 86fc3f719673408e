//! What a type says of volumes.

use super::non_empty;
use crate::aws::ec2::common::Set;
use crate::domain::compute::catalog::Ebs;
use serde::Serialize;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EbsView {
    ebs_optimized_support: &'static str,
    encryption_support: &'static str,
    ebs_optimized_info: Option<Bandwidth>,
    nvme_support: &'static str,
    maximum_ebs_attachments: Option<u32>,
    attachment_limit_type: Option<&'static str>,
    maximum_ebs_cards: Option<u32>,
    ebs_card_set: Option<Set<Card>>,
}

/// Of a type, or of one of its cards.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bandwidth {
    baseline_bandwidth_in_mbps: Option<u32>,
    #[serde(rename = "baselineThroughputInMBps")]
    #[serde(serialize_with = "super::double")]
    baseline_throughput_in_mbps: Option<f64>,
    baseline_iops: Option<u32>,
    maximum_bandwidth_in_mbps: u32,
    #[serde(rename = "maximumThroughputInMBps")]
    #[serde(serialize_with = "super::double")]
    maximum_throughput_in_mbps: f64,
    maximum_iops: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Card {
    ebs_card_index: u32,
    #[serde(flatten)]
    bandwidth: Bandwidth,
}

impl Bandwidth {
    /// The share of one of so many cards.
    fn new(ebs: &Ebs, cards: u32) -> Option<Self> {
        let throughput = |mbps: u32| f64::from(mbps) / 8.0;
        let maximum = ebs.max_mbps?;
        let baseline = ebs.baseline_throughput.or(ebs.baseline_mbps.map(throughput));
        Some(Self {
            baseline_bandwidth_in_mbps: ebs.baseline_mbps.map(|mbps| mbps / cards),
            baseline_throughput_in_mbps: baseline.map(|rate| rate / f64::from(cards)),
            baseline_iops: ebs.baseline_iops.map(|iops| iops / cards),
            maximum_bandwidth_in_mbps: maximum / cards,
            maximum_throughput_in_mbps: throughput(maximum) / f64::from(cards),
            maximum_iops: ebs.max_iops.map(|iops| iops / cards),
        })
    }
}

impl From<&Ebs> for EbsView {
    fn from(ebs: &Ebs) -> Self {
        let cards = |count: u32| {
            let card = |index| Some(Card { ebs_card_index: index, bandwidth: Bandwidth::new(ebs, count)? });
            (0..count).filter_map(card).collect()
        };
        Self {
            ebs_optimized_support: ebs.optimized,
            encryption_support: "supported",
            ebs_optimized_info: Bandwidth::new(ebs, 1),
            nvme_support: ebs.nvme,
            maximum_ebs_attachments: ebs.max_attachments,
            attachment_limit_type: non_empty(ebs.attachment_limit),
            maximum_ebs_cards: ebs.cards,
            ebs_card_set: ebs.cards.map(cards),
        }
    }
}
