//! [DeleteImage](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteImage)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::image::{AlibabaImageError, ImageState};
use crate::domain::error::InstanceError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes an image of the account. The image must be complete, and no instance may use it unless `Force` is set. An
/// unknown or deleted custom image is no error.
pub struct DeleteImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    image_id: SmolStr,
    force: Option<bool>,
}

impl Operation for DeleteImage {
    const ACTION: &'static str = "DeleteImage";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteImage {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = request.image_id;
        let Some(image) = at.region.images.get(&id).filter(|image| image.is_shown()) else {
            // Ours: the vendor documents an error for an unknown image, and also that it is no error. Only the ids of
            // custom images begin with `m-`; any other image does not belong to the account.
            return if id.starts_with("m-") { Ok(id) } else { Err(InstanceError::ImageNotFound(id).into()) };
        };
        if image.state == ImageState::Pending {
            return Err(AlibabaImageError::BeingMade(id).into());
        }
        let used = || at.region.instances.values().any(|instance| instance.image == id);
        if request.force != Some(true) && used() {
            return Err(AlibabaImageError::InUse(id).into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        if let Some(image) = at.region.images.get_mut(&id) {
            image.state = ImageState::Deregistered;
        }
        Done {}
    }
}
