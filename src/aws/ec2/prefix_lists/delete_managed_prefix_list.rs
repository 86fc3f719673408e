//! [DeleteManagedPrefixList](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteManagedPrefixList.html)

use super::own_list;
use super::view::PrefixListView;
use crate::aws::ec2::Ec2;
use crate::domain::network::check_list_unused;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes a prefix list. Fails if a security group or a route table refers to it.
pub struct DeleteManagedPrefixList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list: Option<PrefixListView>,
}

impl Operation for DeleteManagedPrefixList {
    const ACTION: &'static str = "DeleteManagedPrefixList";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteManagedPrefixList {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_list_unused(at.region, &own_list(at, &request.prefix_list_id)?.id)?;
        Ok(request.prefix_list_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Response {
        let list = at.region.prefix_lists.remove(&id);
        Response { prefix_list: list.map(|list| PrefixListView::in_state(at.scope, &list, "delete-in-progress")) }
    }
}
