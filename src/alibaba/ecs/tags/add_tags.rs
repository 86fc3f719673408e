//! [AddTags](https://api.alibabacloud.com/document/Ecs/2014-05-26/AddTags)

use super::changes::{Additions, Resources};
use super::{kind, refusals};
use crate::alibaba::ecs::common::{AnyCaseTag, Done, any_case_tags};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Adds 1 to 20 tags to one resource. A tag that it already has gets the new value.
pub struct AddTags;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_type: SmolStr,
    resource_id: SmolStr,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
}

impl Operation for AddTags {
    const ACTION: &'static str = "AddTags";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::resource_type(error)
    }
}

impl Change for AddTags {
    type Plan = Additions;

    fn plan(at: Place<'_>, request: Request) -> Result<Additions, Error> {
        if request.tag.is_empty() {
            return Err(Error::invalid("Tag", 0, "1 to 20 tags"));
        }
        let tags = any_case_tags(request.tag)?;
        let kind = kind::parse(&request.resource_type)?;
        Additions::plan(at, Resources::find(at, kind, vec![request.resource_id])?, tags)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Done {
        plan.commit(at)
    }
}
