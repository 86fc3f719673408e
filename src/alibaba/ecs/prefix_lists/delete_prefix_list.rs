//! [DeletePrefixList](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeletePrefixList)

use super::list;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{AlibabaListError, referrers};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a prefix list that no rule of a security group refers to.
pub struct DeletePrefixList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
}

impl Operation for DeletePrefixList {
    const ACTION: &'static str = "DeletePrefixList";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeletePrefixList {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let id = list(at.region, &request.prefix_list_id)?.id.clone();
        if referrers(at.region, &id).is_empty() { Ok(id) } else { Err(AlibabaListError::InUse(id).into()) }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.prefix_lists.remove(&id);
        Done {}
    }
}
