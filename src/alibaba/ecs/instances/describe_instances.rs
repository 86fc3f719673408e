//! [DescribeInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstances)

use super::interface::network_type;
use super::view::{InstanceView, charge_type, inner_ip, internet_charge_type, io_optimized, lock_reason};
use crate::alibaba::ecs::addresses::view::public_ip;
use crate::alibaba::ecs::common::{
    AnyCaseTag, NEVER, NamePattern, check_tag_count, check_value, first_page, json_list, matches_filter, page,
    parse_time, status,
};
use crate::alibaba::ecs::filters::{CREATION_KEYS, Filter, Filters, TimeRange, is_filter_key, is_filter_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Instance, Lock, State};
use crate::domain::compute::instances::Facet;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Describes the instances of a region that pass all filters. Pages by number or by token. Unknown ids are ignored.
pub struct DescribeInstances;

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_ids: Option<SmolStr>,
    instance_name: Option<NamePattern>,
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
    inner_ip_addresses: Option<SmolStr>,
    rdma_ip_addresses: Option<SmolStr>,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
    hpc_cluster_id: Option<SmolStr>,
    http_endpoint: Option<SmolStr>,
    http_tokens: Option<SmolStr>,
    device_available: Option<bool>,
    io_optimized: Option<bool>,
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
    // The vendor has no effect for the hop limit either.
    const IGNORED: &'static [&'static str] = &["AdditionalAttributes", "HttpPutResponseHopLimit", "NeedSaleCycle"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter()? {
            "InternetChargeType" => Some(row(404, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid.")),
            // The vendor's texts have a placeholder.
            name if is_filter_key(name) => Some(row(404, "InvalidFilterKey.NotFound", format!("Invalid {}.", name.to_lowercase()))),
            name if is_filter_value(name) => Some(row(404, "InvalidFilterValue", format!("Invalid {}.", name.to_lowercase()))),
            _ => None,
        }
    }
}

impl Read for DescribeInstances {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_tag_count(request.tag.iter())?;
        let ids = json_list("InstanceIds", request.instance_ids.as_ref(), 100)?;
        check_value("Status", &request.status, &["Pending", "Starting", "Running", "Stopping", "Stopped"])?;
        check_value("InstanceChargeType", &request.instance_charge_type, &["PostPaid", "PrePaid"])?;
        check_value("InternetChargeType", &request.internet_charge_type, &["PayByTraffic", "PayByBandwidth"])?;
        check_value("InstanceNetworkType", &request.instance_network_type, &["vpc", "classic"])?;
        let locks = [Lock::Financial, Lock::Security, Lock::Recycling, Lock::DedicatedHostFinancial, Lock::Refunded];
        check_value("LockReason", &request.lock_reason, &locks.map(lock_reason))?;
        let private = addresses("PrivateIpAddresses", request.private_ip_addresses.as_ref())?;
        let public = addresses("PublicIpAddresses", request.public_ip_addresses.as_ref())?;
        let elastic = addresses("EipAddresses", request.eip_addresses.as_ref())?;
        let inner = addresses("InnerIpAddresses", request.inner_ip_addresses.as_ref())?;
        let (created, expires) = time_ranges(&request.filter)?;
        let instances = &at.region.instances;
        let Request { page_number, page_size, max_results, next_token, .. } = &request;
        let by_token = max_results.is_some() || next_token.is_some();
        // The vendor reads less than 10 as 10, and more than 100 as 100.
        let size = usize::try_from(max_results.unwrap_or(10)).unwrap_or(10).clamp(10, 100);
        let after = next_token.clone().filter(|_| by_token).unwrap_or_default();
        let (total_count, matching): (_, Box<dyn Iterator<Item = &Instance>>) = if request.has_no_filters() {
            (instances.len(), instances.having(&[], Some(&after)))
        } else {
            let candidates: Box<dyn Iterator<Item = &Instance>> = match &ids {
                Some(ids) => Box::new(ids.iter().filter_map(|id| instances.get(id))),
                None => instances.having(&facets(at, &request), None),
            };
            let passing = candidates.filter(|instance| {
                passes(instance, &request)
                    && created.contains(instance.created)
                    && expires.contains(expiration_time(instance))
                    && private.as_ref().is_none_or(|list| list.contains(&instance.nic.private_ip))
                    && inner.as_ref().is_none_or(|list| inner_ip(instance).is_some_and(|ip| list.contains(&ip)))
                    && elastic.as_ref().is_none_or(|list| has_elastic(instance, list))
                    && public.as_ref().is_none_or(|list| public_ip(instance).is_some_and(|ip| list.contains(&ip)))
            });
            let passing: Vec<&Instance> = passing.collect();
            (passing.len(), Box::new(passing.into_iter().filter(|instance| instance.id > after)))
        };
        let view = |instance: &Instance| InstanceView::new(at, instance);
        if by_token {
            let (on_page, next_token) = first_page(matching, size, |instance| &instance.id);
            let instances = Instances { instance: on_page.into_iter().map(view).collect() };
            return Ok(Response { total_count, page_number: 1, page_size: size, next_token, instances });
        }
        let page = page(*page_number, *page_size, 100)?;
        let instances = Instances { instance: page.take(matching).into_iter().map(view).collect() };
        let next_token = String::new();
        Ok(Response { total_count, page_number: page.number, page_size: page.size, next_token, instances })
    }
}

impl Request {
    /// Whether the request has only paging parameters, so that every instance matches.
    fn has_no_filters(&self) -> bool {
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

/// The filters that the index of instances can answer: state, type, VPC, and tags with key and value.
fn facets(at: Place<'_>, request: &Request) -> Vec<Vec<Facet>> {
    let states = |name: &SmolStr| {
        let states = State::ALL.into_iter().filter(|state| status(*state) == name);
        states.map(Facet::State).collect()
    };
    let instance_type =
        |name: &SmolStr| at.types.find(name).map(|instance_type| Facet::InstanceType(instance_type.name));
    let tag = |tag: &AnyCaseTag| tag.pair().map(|(key, value)| vec![Facet::Tag(key.clone(), value.clone())]);
    let lists = [
        request.status.as_ref().map(states),
        request.instance_type.as_ref().map(|name| instance_type(name).into_iter().collect()),
        request.vpc_id.as_ref().map(|id| vec![Facet::Vpc(id.clone())]),
    ];
    lists.into_iter().flatten().chain(request.tag.iter().filter_map(tag)).collect()
}

/// The ranges of creation and expiration times that the filters select.
fn time_ranges(filters: &[Filter]) -> Result<(TimeRange, TimeRange), Error> {
    let [start, end] = ["ExpiredStartTime", "ExpiredEndTime"];
    let filters = Filters::read(filters, &[CREATION_KEYS[0], CREATION_KEYS[1], start, end])?;
    Ok((filters.creation_range()?, filters.time_range(start, end)?))
}

/// When an instance expires. For pay-as-you-go it is [`NEVER`], as in the response.
fn expiration_time(instance: &Instance) -> Timestamp {
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

/// The text, or what an empty one stands for.
fn or<'t>(text: &'t str, default: &'t str) -> &'t str {
    if text.is_empty() { default } else { text }
}

fn passes(instance: &Instance, request: &Request) -> bool {
    let facts = instance.alibaba();
    let nic = &instance.nic;
    // No instance has one of these.
    let has_none = request.hpc_cluster_id.is_none()
        && request.ipv6_address.is_empty()
        && request.rdma_ip_addresses.is_none()
        && request.device_available != Some(false);
    has_none
        && request.io_optimized.is_none_or(|wanted| wanted == io_optimized(instance))
        && matches_filter(&request.http_endpoint, or(&facts.metadata.endpoint, "enabled"))
        && matches_filter(&request.http_tokens, or(&facts.metadata.tokens, "optional"))
        && matches_filter(&request.status, status(instance.state))
        && matches_filter(&request.vpc_id, if facts.classic { "" } else { &nic.vpc })
        && matches_filter(&request.v_switch_id, if facts.classic { "" } else { &nic.subnet })
        && matches_filter(&request.zone_id, instance.zone)
        && matches_filter(&request.instance_type, instance.instance_type.name)
        && matches_filter(&request.instance_type_family, instance.instance_type.family)
        && matches_filter(&request.instance_charge_type, charge_type(facts.charge()))
        && matches_filter(&request.internet_charge_type, internet_charge_type(facts.internet_charge))
        && matches_filter(&request.resource_group_id, &facts.resource_group)
        && matches_filter(&request.instance_network_type, network_type(instance))
        && matches_filter(&request.image_id, &instance.image)
        && matches_filter(&request.key_pair_name, instance.key_name.as_deref().unwrap_or(""))
        && request.security_group_id.as_ref().is_none_or(|id| nic.groups.contains(id))
        && request.lock_reason.as_ref().is_none_or(|reason| facts.locks.iter().any(|lock| lock_reason(*lock) == reason))
        && request.instance_name.as_ref().is_none_or(|pattern| pattern.matches(instance.name()))
        && request.tag.iter().all(|tag| tag.matches(&instance.tags))
}
