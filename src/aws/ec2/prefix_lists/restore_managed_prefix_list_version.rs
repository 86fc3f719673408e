//! [RestoreManagedPrefixListVersion](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RestoreManagedPrefixListVersion.html)

use super::own_list;
use super::view::PrefixListView;
use crate::aws::ec2::Ec2;
use crate::domain::network::{AwsVpcError, ListChange, PrefixEntry, check_max_entries};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Makes the entries of an earlier version the current ones, of a new version.
pub struct RestoreManagedPrefixListVersion;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
    current_version: i64,
    previous_version: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list: PrefixListView,
}

impl Operation for RestoreManagedPrefixListVersion {
    const ACTION: &'static str = "RestoreManagedPrefixListVersion";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for RestoreManagedPrefixListVersion {
    type Plan = (SmolStr, Vec<PrefixEntry>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let list = own_list(at, &request.prefix_list_id)?;
        if u64::try_from(request.current_version) != Ok(list.version()) {
            return Err(AwsVpcError::Version.into());
        }
        let entries = list.entries_of(request.previous_version)?.to_vec();
        check_max_entries(&entries, list.max_entries)?;
        Ok((list.id.clone(), entries))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, entries): Self::Plan) -> Response {
        if let Some(list) = at.region.prefix_lists.get_mut(&id) {
            list.set_entries(entries);
            list.last = ListChange::Restore;
        }
        let list = &at.region.prefix_lists[&id];
        Response { prefix_list: PrefixListView::in_state(at.scope, list, "restore-in-progress") }
    }
}
