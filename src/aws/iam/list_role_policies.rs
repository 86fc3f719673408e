//! [ListRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html)

use super::Iam;
use super::common::{PageView, Paging, role};
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::iter;

/// Lists the policies within a role: none, since what would give it some is refused.
pub struct ListRolePolicies;

#[derive(Debug, Deserialize)]
pub struct Request(Fields, Paging);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fields {
    role_name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    policy_names: List<SmolStr>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListRolePolicies {
    const ACTION: &'static str = "ListRolePolicies";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListRolePolicies {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        role(at, &fields.role_name)?;
        let (policy_names, page) = paging.take(iter::empty(), SmolStr::as_str)?;
        Ok(Response { policy_names: List(policy_names), page })
    }
}
