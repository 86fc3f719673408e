//! [ListAttachedRolePolicies](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html)

use super::Iam;
use super::common::{PageView, Paging, role};
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::iter;

/// Lists the policies that are attached to a role: none, since what would attach some is refused.
pub struct ListAttachedRolePolicies;

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
    attached_policies: List<SmolStr>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListAttachedRolePolicies {
    const ACTION: &'static str = "ListAttachedRolePolicies";
    const IGNORED: &'static [&'static str] = &["PathPrefix"];
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListAttachedRolePolicies {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        role(at, &fields.role_name)?;
        let (attached_policies, page) = paging.take(iter::empty(), SmolStr::as_str)?;
        Ok(Response { attached_policies: List(attached_policies), page })
    }
}
