//! [DescribeZones](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeZones)

use super::zone_view::{Contents, ZoneView};
use crate::alibaba::protocol::Rpc;
use crate::domain::capacity::quota;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};

/// Describes the zones of a region and, unless `Verbose` is false, the resources that each offers. A type that is sold
/// out in a zone is not listed there.
pub struct DescribeZones;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "the charge type only has to be one")]
pub struct Request {
    verbose: Option<bool>,
    instance_charge_type: Option<ChargeType>,
    spot_strategy: Option<SpotStrategy>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum ChargeType {
    PostPaid,
    PrePaid,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum SpotStrategy {
    NoSpot,
    SpotWithPriceLimit,
    SpotAsPriceGo,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    zones: Zones,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Zones {
    zone: Vec<ZoneView>,
}

impl Operation for DescribeZones {
    const ACTION: &'static str = "DescribeZones";
    const REGION_ID: bool = true;
    // Names are in English.
    const IGNORED: &'static [&'static str] = &["AcceptLanguage"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::UnknownRegion(_) => Some(row(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.")),
            _ => match error.invalid_parameter()? {
                "InstanceChargeType" => Some(row(404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records")),
                "SpotStrategy" => Some(row(400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid.")),
                _ => None,
            },
        }
    }
}

impl Read for DescribeZones {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        if request.spot_strategy.is_some_and(|strategy| strategy != SpotStrategy::NoSpot) {
            return Err(Error::NotModelled("SpotStrategy".to_owned()));
        }
        let region = at.scope.facts().ok_or(Error::Internal)?;
        let contents = |zone: &'static str| {
            let sold = at.types.all().filter(|instance_type| instance_type.is_sold());
            Contents::new(sold.filter(|instance_type| quota::in_stock(at.region, instance_type, zone, 1)))
        };
        let view = |zone: &'static str| {
            let contents = if request.verbose == Some(false) { Contents::default() } else { contents(zone) };
            ZoneView::new(region.label, zone, contents)
        };
        Ok(Response { zones: Zones { zone: region.zones.iter().map(|(zone, _)| view(zone)).collect() } })
    }
}
