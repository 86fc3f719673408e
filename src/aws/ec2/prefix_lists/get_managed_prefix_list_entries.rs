//! [GetManagedPrefixListEntries](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListEntries.html)

use super::own_list;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::domain::network::{PrefixEntry, aws_prefix_lists};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Lists the entries of a prefix list, in the order of their ranges: of the current version, or of an earlier one.
pub struct GetManagedPrefixListEntries;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    prefix_list_id: SmolStr,
    target_version: Option<i64>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    entry_set: Set<View>,
    next_token: Option<String>,
}

impl Operation for GetManagedPrefixListEntries {
    const ACTION: &'static str = "GetManagedPrefixListEntries";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
struct View {
    cidr: SmolStr,
    description: Option<SmolStr>,
}

impl Read for GetManagedPrefixListEntries {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let (id, token) = (&request.prefix_list_id, request.next_token.as_ref());
        let page = page::<Self>(at, &[], request.max_results, token, 1..=100)?;
        let aws = aws_prefix_lists(at.scope.region).into_iter().find(|(own, ..)| own == id);
        let mut entries = match (aws, request.target_version) {
            (Some((.., range)), _) => vec![PrefixEntry { range, description: None }],
            (None, Some(version)) => own_list(at, id)?.entries_of(version)?.to_vec(),
            (None, None) => own_list(at, id)?.entries().to_vec(),
        };
        entries.sort_by_key(|entry| entry.range.to_string());
        let views = entries.into_iter();
        let views =
            views.map(|entry| View { cidr: format_smolstr!("{}", entry.range), description: entry.description });
        let (entries, next_token) = page.take(views, |view| &view.cidr);
        Ok(Response { entry_set: entries.into_iter().collect(), next_token })
    }
}
