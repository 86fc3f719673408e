//! [CreateManagedPrefixList](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateManagedPrefixList.html)

use super::entries::{EntryRequest, entries, max_entries};
use super::view::PrefixListView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::aws::ec2::networks::listing::{made_before, wrong_arguments};
use crate::domain::compute::instance::Tags;
use crate::domain::network::{
    Counted, PrefixEntry, PrefixList, check_distinct, check_max_entries, check_quota, make_prefix_list,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a prefix list with entries of one address family.
pub struct CreateManagedPrefixList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_name: SmolStr,
    address_family: Family,
    max_entries: i64,
    #[serde(default)]
    entry: Vec<EntryRequest>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list: PrefixListView,
}

impl Operation for CreateManagedPrefixList {
    const ACTION: &'static str = "CreateManagedPrefixList";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
enum Family {
    IPv4,
    IPv6,
}

/// The list to create.
pub struct Plan {
    name: SmolStr,
    v6: bool,
    max: u32,
    entries: Vec<PrefixEntry>,
    tags: Tags,
}

impl Change for CreateManagedPrefixList {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        check_length("PrefixListName", &request.prefix_list_name)?;
        if request.prefix_list_name.starts_with("com.amazonaws") {
            return Err(Error::invalid("PrefixListName", request.prefix_list_name, "not com.amazonaws at its start"));
        }
        let (v6, max) = (request.address_family == Family::IPv6, max_entries(request.max_entries)?);
        let entries = entries(v6, request.entry)?;
        check_distinct(&entries)?;
        check_max_entries(&entries, max)?;
        check_quota(at.region, Counted::PrefixLists, "")?;
        let tags = tags(&request.tag_specification, "prefix-list", &[])?;
        Ok(Plan { name: request.prefix_list_name, v6, max, entries, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_prefix_list(at, plan.name, plan.v6, plan.max, plan.entries, plan.tags);
        Response { prefix_list: PrefixListView::in_state(at.scope, &at.region.prefix_lists[&id], "create-in-progress") }
    }

    fn repeat(at: Place<'_>, request: &Request, stored: &str) -> Result<Option<Response>, Error> {
        let list = made_before(stored, "prefixListId", &at.region.prefix_lists)?;
        let list = PrefixList { tags: tags(&request.tag_specification, "prefix-list", &[])?, ..list.clone() };
        Ok(Some(Response { prefix_list: PrefixListView::new(at.scope, &list) }))
    }
}
