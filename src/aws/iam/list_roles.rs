//! [ListRoles](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html)

use super::Iam;
use super::common::{PageView, Paging};
use super::view::RoleView;
use crate::aws::cloudwatch::common::List;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists roles, in the order of their names, without their tags.
pub struct ListRoles;

#[derive(Debug, Deserialize)]
pub struct Request(Fields, Paging);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Fields {
    path_prefix: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    roles: List<RoleView>,
    #[serde(flatten)]
    page: PageView,
}

impl Operation for ListRoles {
    const ACTION: &'static str = "ListRoles";
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

impl Read for ListRoles {
    fn read(at: Place<'_>, Request(fields, paging): Request) -> Result<Response, Error> {
        let prefix = fields.path_prefix.unwrap_or_default();
        let wanted = at.identities.roles.values().filter(|role| role.path.starts_with(prefix.as_str()));
        let (shown, page) = paging.take(wanted, |role| &role.name)?;
        Ok(Response { roles: shown.into_iter().map(|role| RoleView::new(at.scope, role)).collect(), page })
    }
}
