//! [DeleteImage](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteImage)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::image::{AlibabaImageError, ImageState};
use crate::domain::error::InstanceError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives up an image of the account that is complete, and that no instance was made from unless `Force` says so. A
/// custom image that is not there, or no longer, is no error.
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
            // Ours: the vendor has both an error for an image that is not there and a word that it is none. Only ids of
            // custom images begin so; any other is somebody else's.
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
