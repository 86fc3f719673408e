//! [GetManagedPrefixListAssociations](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListAssociations.html)

use super::any_list;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::domain::network::referrers;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the security groups and route tables that refer to a prefix list, in the order of their ids.
pub struct GetManagedPrefixListAssociations;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list_association_set: Set<View>,
    next_token: Option<String>,
}

impl Operation for GetManagedPrefixListAssociations {
    const ACTION: &'static str = "GetManagedPrefixListAssociations";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    resource_id: SmolStr,
    resource_owner: SmolStr,
}

impl Read for GetManagedPrefixListAssociations {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        any_list(at, &request.prefix_list_id)?;
        let page = page::<Self>(at, &[], request.max_results, request.next_token.as_ref(), 5..=255)?;
        let all = referrers(at.region, &request.prefix_list_id).into_iter();
        let (ids, next_token) = page.take(all, |id| *id);
        let view = |id: &SmolStr| View { resource_id: id.clone(), resource_owner: at.scope.account.clone() };
        Ok(Response { prefix_list_association_set: ids.into_iter().map(view).collect(), next_token })
    }
}
