//! [EnableImage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableImage.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::compute::image::{ImageError, ImageState};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Makes a disabled image available again. One that is available stays so.
pub struct EnableImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    image_id: SmolStr,
}

impl Operation for EnableImage {
    const ACTION: &'static str = "EnableImage";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for EnableImage {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        match own(at, &request.image_id)?.state {
            ImageState::Available | ImageState::Disabled => Ok(request.image_id),
            _ => Err(ImageError::Unavailable(request.image_id).into()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        change(at, &id, |image| image.state = ImageState::Available);
        Done::YES
    }
}
