//! [DescribeInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstances)

use super::interface::network_type;
use super::view::{InstanceView, charge_type, internet_charge_type, lock_reason};
use crate::alibaba::ecs::addresses::view::public_ip;
use crate::alibaba::ecs::common::{AnyCaseTag, NEVER, first, fits, is, json_list, known, page, parse_time, status};
use crate::alibaba::ecs::filters::{CREATION, Filter, Filters, Span, is_key, is_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::catalog;
use crate::domain::compute::instance::{Instance, Lock, State};
use crate::domain::compute::instances::Facet;
use crate::domain::place::Place;
use crate::domain::scope::Cloud;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes the instances of a region that pass all filters, by page number or by token. Unknown ids are left out.
pub struct DescribeInstances;

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_ids: Option<SmolStr>,
    instance_name: Option<SmolStr>,
    status: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    v_switch_id: Option<SmolStr>,
    zone_id: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    instance_type: Option<SmolStr>,
    instance_type_family: Option<SmolStr>,
    instance_charge_type: Option<SmolStr>,
    internet_charge_type: Option<SmolStr>,
    instance_network_type: Option<SmolStr>,
    image_id: Option<SmolStr>,
    key_pair_name: Option<SmolStr>,
    lock_reason: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    private_ip_addresses: Option<SmolStr>,
    public_ip_addresses: Option<SmolStr>,
    eip_addresses: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
    page_number: Option<i64>,
    page_size: Option<i64>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    next_token: String,
    instances: Instances,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Instances {
    instance: Vec<InstanceView>,
}

impl Operation for DescribeInstances {
    const ACTION: &'static str = "DescribeInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = &[
        "AdditionalAttributes",
        "DeviceAvailable",
        "HpcClusterId",
        "HttpEndpoint",
        "HttpPutResponseHopLimit",
        "HttpTokens",
        "InnerIpAddresses",
        "IoOptimized",
        "Ipv6Address",
        "NeedSaleCycle",
        "RdmaIpAddresses",
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter()? {
            "InternetChargeType" => Some(row(404, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid.")),
            // The vendor's texts have a placeholder.
            name if is_key(name) => Some(row(404, "InvalidFilterKey.NotFound", format!("Invalid {}.", name.to_lowercase()))),
            name if is_value(name) => Some(row(404, "InvalidFilterValue", format!("Invalid {}.", name.to_lowercase()))),
            _ => None,
        }
    }
}

impl Read for DescribeInstances {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = json_list("InstanceIds", request.instance_ids.as_ref(), 100)?;
        known("Status", &request.status, &["Pending", "Starting", "Running", "Stopping", "Stopped"])?;
        known("InstanceChargeType", &request.instance_charge_type, &["PostPaid", "PrePaid"])?;
        known("InternetChargeType", &request.internet_charge_type, &["PayByTraffic", "PayByBandwidth"])?;
        known("InstanceNetworkType", &request.instance_network_type, &["vpc", "classic"])?;
        let locks = [Lock::Financial, Lock::Security, Lock::Recycling, Lock::DedicatedHostFinancial, Lock::Refunded];
        known("LockReason", &request.lock_reason, &locks.map(lock_reason))?;
        let private = addresses("PrivateIpAddresses", request.private_ip_addresses.as_ref())?;
        let public = addresses("PublicIpAddresses", request.public_ip_addresses.as_ref())?;
        let elastic = addresses("EipAddresses", request.eip_addresses.as_ref())?;
        let times = times(&request.filter)?;
        let instances = &at.region.instances;
        let Request { page_number, page_size, max_results, next_token, .. } = &request;
        let by_token = max_results.is_some() || next_token.is_some();
        // The vendor: fewer than 10 count as 10, more than 100 as 100.
        let size = usize::try_from(max_results.unwrap_or(10)).unwrap_or(10).clamp(10, 100);
        let after = next_token.clone().filter(|_| by_token).unwrap_or_default();
        let (total_count, wanted): (_, Box<dyn Iterator<Item = &Instance>>) = if request.asks_for_all() {
            (instances.len(), instances.having(&[], Some(&after)))
        } else {
            let candidates: Box<dyn Iterator<Item = &Instance>> = match &ids {
                Some(ids) => Box::new(ids.iter().filter_map(|id| instances.get(id))),
                None => instances.having(&facets(&request), None),
            };
            let passing = candidates.filter(|instance| {
                passes(instance, &request)
                    && times.0.has(instance.created)
                    && times.1.has(expiry(instance))
                    && private.as_ref().is_none_or(|list| list.contains(&instance.nic.private_ip))
                    && elastic.as_ref().is_none_or(|list| has_elastic(instance, list))
                    && public.as_ref().is_none_or(|list| public_ip(instance).is_some_and(|ip| list.contains(&ip)))
            });
            let passing: Vec<&Instance> = passing.collect();
            (passing.len(), Box::new(passing.into_iter().filter(|instance| instance.id > after)))
        };
        let view = |instance: &Instance| InstanceView::new(at, instance);
        if by_token {
            let (shown, next_token) = first(wanted, size, |instance| &instance.id);
            let instances = Instances { instance: shown.into_iter().map(view).collect() };
            return Ok(Response { total_count, page_number: 1, page_size: size, next_token, instances });
        }
        let page = page(*page_number, *page_size, 100)?;
        let instances = Instances { instance: page.take(wanted).into_iter().map(view).collect() };
        let next_token = String::new();
        Ok(Response { total_count, page_number: page.number, page_size: page.size, next_token, instances })
    }
}

impl Request {
    /// Whether it asks for all there are, of which it wants a page.
    fn asks_for_all(&self) -> bool {
        let Self { page_number, page_size, max_results, next_token, .. } = self;
        *self
            == Self {
                page_number: *page_number,
                page_size: *page_size,
                max_results: *max_results,
                next_token: next_token.clone(),
                ..Self::default()
            }
    }
}

/// What is asked for, as far as instances are found by it.
fn facets(request: &Request) -> Vec<Vec<Facet>> {
    let states = |asked: &SmolStr| {
        let states = State::ALL.into_iter().filter(|state| status(*state) == asked);
        states.map(Facet::State).collect()
    };
    let instance_type = |asked: &SmolStr| {
        catalog::find(Cloud::Alibaba, asked).map(|instance_type| Facet::InstanceType(instance_type.name))
    };
    let tag = |tag: &AnyCaseTag| tag.whole().map(|(key, value)| vec![Facet::Tag(key.clone(), value.clone())]);
    let lists = [
        request.status.as_ref().map(states),
        request.instance_type.as_ref().map(|asked| instance_type(asked).into_iter().collect()),
        request.vpc_id.as_ref().map(|asked| vec![Facet::Vpc(asked.clone())]),
    ];
    lists.into_iter().flatten().chain(request.tag.iter().filter_map(tag)).collect()
}

/// When instances are to have been made, and when they are to expire.
fn times(filters: &[Filter]) -> Result<(Span, Span), Error> {
    let [start, end] = ["ExpiredStartTime", "ExpiredEndTime"];
    let filters = Filters::read(filters, &[CREATION[0], CREATION[1], start, end])?;
    Ok((filters.created()?, filters.span(start, end)?))
}

/// When an instance expires; one that is paid for as it goes, when the vendor says that it does.
fn expiry(instance: &Instance) -> Timestamp {
    let subscription = instance.alibaba().subscription.map(|subscription| subscription.ends);
    subscription.or_else(|| parse_time(NEVER)).unwrap_or(Timestamp::MAX)
}

fn addresses(name: &str, text: Option<&SmolStr>) -> Result<Option<Vec<Ipv4Addr>>, Error> {
    let list = json_list(name, text, 100)?;
    Ok(list.map(|list| list.iter().filter_map(|text| text.parse().ok()).collect()))
}

fn has_elastic(instance: &Instance, list: &[Ipv4Addr]) -> bool {
    instance.nic.elastic && instance.nic.public_ip.is_some_and(|ip| list.contains(&ip))
}

fn passes(instance: &Instance, request: &Request) -> bool {
    let facts = instance.alibaba();
    let nic = &instance.nic;
    is(&request.status, status(instance.state))
        && is(&request.vpc_id, if facts.classic { "" } else { &nic.vpc })
        && is(&request.v_switch_id, if facts.classic { "" } else { &nic.subnet })
        && is(&request.zone_id, instance.zone)
        && is(&request.instance_type, instance.instance_type.name)
        && is(&request.instance_type_family, instance.instance_type.family)
        && is(&request.instance_charge_type, charge_type(facts.charge()))
        && is(&request.internet_charge_type, internet_charge_type(facts.internet_charge))
        && is(&request.resource_group_id, &facts.resource_group)
        && is(&request.instance_network_type, network_type(instance))
        && is(&request.image_id, &instance.image)
        && is(&request.key_pair_name, instance.key_name.as_deref().unwrap_or(""))
        && request.security_group_id.as_ref().is_none_or(|id| nic.groups.contains(id))
        && request.lock_reason.as_ref().is_none_or(|asked| facts.locks.iter().any(|lock| lock_reason(*lock) == asked))
        && request.instance_name.as_ref().is_none_or(|pattern| fits(pattern, instance.name()))
        && request.tag.iter().all(|tag| tag.is_in(&instance.tags))
}
