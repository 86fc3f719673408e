//! DescribeEipAddresses.

use super::refusals;
use super::search::Search;
use super::view::EipView;
use crate::alibaba::ecs::filters::Filter;
use crate::alibaba::protocol::Rpc;
use crate::domain::estate::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes elastic addresses, in the order of their ids. Unknown ids are left out.
pub struct DescribeEipAddresses;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: Option<SmolStr>,
    eip_address: Option<SmolStr>,
    status: Option<SmolStr>,
    #[serde(rename = "ISP")]
    isp: Option<SmolStr>,
    lock_reason: Option<SmolStr>,
    charge_type: Option<SmolStr>,
    associated_instance_type: Option<SmolStr>,
    associated_instance_id: Option<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    eip_addresses: EipAddresses,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct EipAddresses {
    eip_address: Vec<EipView>,
}

impl Operation for DescribeEipAddresses {
    const ACTION: &'static str = "DescribeEipAddresses";
    const REGION_ID: bool = true;
    type Dialect = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter() {
            Some("AllocationId" | "EipAddress") => row(400, "InstanceIdLength.Exceed", "InstanceId length is exceed"),
            Some("AssociatedInstanceType") => row(400, "InvalidIAssociatedInstanceType.ValueNotSupported", "The specified value of AssociatedInstanceType is not supported."),
            Some("ChargeType") => row(400, "InvalidChargeType.ValueNotSupported", "The specified ChargeType is not supported."),
            Some("LockReason") => row(404, "InvalidLockReason.NotFound", "The specified LockReason is not found"),
            Some(name) if name.starts_with("Filter.") && name.ends_with(".Key") => row(404, "InvalidFilterKey.NotFound", "The specified Filterkey is not supported."),
            Some(name) if name.starts_with("Filter.") => row(404, "InvalidFilterValue", "The specified FilterValue is not supported."),
            _ => return refusals::region(error),
        })
    }
}

impl Read for DescribeEipAddresses {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let search = Search {
            allocation_id: request.allocation_id,
            eip_address: request.eip_address,
            status: request.status,
            isp: request.isp,
            lock_reason: request.lock_reason,
            charge_type: request.charge_type,
            associated_instance_type: request.associated_instance_type,
            associated_instance_id: request.associated_instance_id,
            filter: request.filter,
            page_number: request.page_number,
            page_size: request.page_size,
        };
        let (wanted, page) = search.find(at)?;
        let total_count = wanted.len();
        let eip_address = page.take(wanted).into_iter().map(|address| EipView::new(at, address)).collect();
        let eip_addresses = EipAddresses { eip_address };
        Ok(Response { total_count, page_number: page.number, page_size: page.size, eip_addresses })
    }
}
