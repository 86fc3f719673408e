//! [DescribeInstanceAutoRenewAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceAutoRenewAttribute)

use crate::alibaba::ecs::common::{instance, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::renewal::RenewalStatus;
use crate::domain::compute::instance::{ChargeType, Cycle, Instance};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes whether subscriptions renew automatically.
pub struct DescribeInstanceAutoRenewAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    /// Ids separated by commas.
    instance_id: Option<SmolStr>,
    renewal_status: Option<RenewalStatus>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    instance_renew_attributes: RenewAttributes,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RenewAttributes {
    instance_renew_attribute: Vec<RenewAttribute>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RenewAttribute {
    instance_id: SmolStr,
    renewal_status: &'static str,
    auto_renew_enabled: bool,
    duration: u32,
    period_unit: &'static str,
    enable_expected_renew_day: bool,
}

impl Operation for DescribeInstanceAutoRenewAttribute {
    const ACTION: &'static str = "DescribeInstanceAutoRenewAttribute";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            // The vendor's text is a placeholder.
            Error::Domain(DomainError::Instance(InstanceError::NotFound(_))) => row(403, "InvalidParameter.InvalidInstanceId", "The specified InstanceId does not exist."),
            _ if error.missing_parameter() == Some("InstanceId") => row(403, "InvalidParameter.RenewalStatusInstanceId", "The parameter RenewalStatus and InstanceId can not be both empty."),
            _ => match error.invalid_parameter()? {
                "InstanceId" => row(403, "InvalidParameter.ToManyInstanceIds", "InstanceId should be less than 100."),
                "RenewalStatus" => row(403, "InvalidParameter.RenewalStatus", "The specified parameter RenewalStatus is not valid."),
                "PageSize" => row(403, "InvalidParameter.PageSize", "The specified parameter PageSize is not valid."),
                "PageNumber" => row(403, "InvalidParameter.PageNumber", "The specified parameter PageNumber is not valid."),
                _ => return None,
            },
        })
    }
}

impl Read for DescribeInstanceAutoRenewAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 100)?;
        let mut all: Vec<&Instance> = match (&request.instance_id, request.renewal_status) {
            (None, None) => return Err(Error::missing("InstanceId")),
            (None, Some(_)) => {
                let is_subscribed = |instance: &&Instance| instance.alibaba().charge() == ChargeType::PrePaid;
                at.region.instances.values().filter(is_subscribed).collect()
            }
            (Some(ids), _) => find_subscriptions(at, ids)?,
        };
        let is_so = |instance: &&Instance| {
            request.renewal_status.is_none_or(|status| status == instance.alibaba().billing.renewal.status)
        };
        all.retain(is_so);
        let total_count = all.len();
        let attributes = page.take(all).into_iter().map(RenewAttribute::new).collect();
        Ok(Response {
            total_count,
            page_number: page.number,
            page_size: page.size,
            instance_renew_attributes: RenewAttributes { instance_renew_attribute: attributes },
        })
    }
}

/// The instances with these ids. Each must be a subscription.
pub(super) fn find_subscriptions<'r>(at: Place<'r>, ids: &SmolStr) -> Result<Vec<&'r Instance>, Error> {
    let ids: Vec<SmolStr> = ids.split(',').map(|id| id.trim().into()).collect();
    if ids.len() > 100 {
        return Err(Error::invalid("InstanceId", ids.len(), "at most 100"));
    }
    let subscribed = |id: &SmolStr| match instance(at.region, id)? {
        found if found.alibaba().charge() == ChargeType::PrePaid => Ok(found),
        _ => Err(AlibabaInstanceError::NotSubscription.into()),
    };
    ids.iter().map(subscribed).collect()
}

impl RenewAttribute {
    fn new(instance: &Instance) -> Self {
        let facts = instance.alibaba();
        let renewal = facts.billing.renewal;
        let auto_renew_enabled = renewal.status == RenewalStatus::AutoRenewal;
        let cycle = facts.subscription.map(|subscription| subscription.cycle);
        Self {
            instance_id: instance.id.clone(),
            renewal_status: match renewal.status {
                RenewalStatus::AutoRenewal => "AutoRenewal",
                RenewalStatus::Normal => "Normal",
                RenewalStatus::NotRenewal => "NotRenewal",
            },
            auto_renew_enabled,
            duration: renewal.duration,
            period_unit: match cycle.map(|cycle| if auto_renew_enabled { renewal.unit } else { cycle }) {
                Some(Cycle::Week) => "Week",
                Some(Cycle::Month) => "Month",
                None => "",
            },
            enable_expected_renew_day: false,
        }
    }
}
