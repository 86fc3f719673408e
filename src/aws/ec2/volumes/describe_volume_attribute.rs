//! [DescribeVolumeAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVolumeAttribute.html)

use super::volume;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one attribute of a volume. None has product codes.
pub struct DescribeVolumeAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Attribute,
    volume_id: SmolStr,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum Attribute {
    #[serde(rename = "autoEnableIO")]
    AutoEnableIo,
    #[serde(rename = "productCodes")]
    ProductCodes,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    volume_id: SmolStr,
    #[serde(rename = "autoEnableIO")]
    auto_enable_io: Option<Flag>,
    product_codes: Option<Set<SmolStr>>,
}

#[derive(Serialize)]
struct Flag {
    value: bool,
}

impl Operation for DescribeVolumeAttribute {
    const ACTION: &'static str = "DescribeVolumeAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeVolumeAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let facts = volume(at.region, &request.volume_id)?.disk.volume.as_ref();
        let (auto_enable_io, product_codes) = match request.attribute {
            Attribute::AutoEnableIo => (Some(Flag { value: facts.is_some_and(|facts| facts.auto_enable_io) }), None),
            Attribute::ProductCodes => (None, Some(Set::from_iter([]))),
        };
        Ok(Response { volume_id: request.volume_id, auto_enable_io, product_codes })
    }
}
