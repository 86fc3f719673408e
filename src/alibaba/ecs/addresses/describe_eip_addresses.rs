//! [DescribeEipAddresses](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeEipAddresses)

use super::refusals;
use super::search::{EipPage, Search};
use super::view::EipView;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};

/// Describes elastic addresses, sorted by id. Unknown ids are ignored.
pub struct DescribeEipAddresses;

impl Operation for DescribeEipAddresses {
    const ACTION: &'static str = "DescribeEipAddresses";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Search;
    type Response = EipPage<EipView>;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter() {
            Some("AllocationId" | "EipAddress") => row(400, "InstanceIdLength.Exceed", "InstanceId length is exceed"),
            Some("AssociatedInstanceType") => row(400, "InvalidIAssociatedInstanceType.ValueNotSupported", "The specified value of AssociatedInstanceType is not supported."),
            Some("ChargeType") => row(400, "InvalidChargeType.ValueNotSupported", "The specified ChargeType is not supported."),
            Some("LockReason") => row(404, "InvalidLockReason.NotFound", "The specified LockReason is not found"),
            Some(name) if name.starts_with("Filter.") && name.ends_with(".Key") => row(404, "InvalidFilterKey.NotFound", "The specified Filterkey is not supported."),
            Some(name) if name.starts_with("Filter.") => row(404, "InvalidFilterValue", "The specified FilterValue is not supported."),
            _ => return refusals::unknown_region(error),
        })
    }
}

impl Read for DescribeEipAddresses {
    fn read(at: Place<'_>, search: Search) -> Result<EipPage<EipView>, Error> {
        search.find(at, |_| true, EipView::new)
    }
}
