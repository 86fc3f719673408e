//! [DescribeSecurityGroupReferences](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeSecurityGroupReferences)

use super::group;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NetworkError, Peer, SecurityGroup};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Tells which security groups have rules about these. A group to which none refers is left out (ours).
pub struct DescribeSecurityGroupReferences;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    security_group_references: References,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct References {
    security_group_reference: Vec<Reference>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Reference {
    security_group_id: SmolStr,
    referencing_security_groups: ReferencingGroups,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ReferencingGroups {
    referencing_security_group: Vec<ReferencingGroup>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ReferencingGroup {
    security_group_id: SmolStr,
    ali_uid: SmolStr,
}

impl Operation for DescribeSecurityGroupReferences {
    const ACTION: &'static str = "DescribeSecurityGroupReferences";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        let named = error.missing_parameter().or(error.invalid_parameter()) == Some("SecurityGroupId");
        if named {
            return Some(row(400, "InvalidSecurityGroupId.Malformed", "The specified parameter SecurityGroupId is essential and size should less than 10"));
        }
        match error {
            Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => {
                Some(row(404, "InvalidSecurityGroupId.NotFound", "The SecurityGroupId provided does not exist in our records."))
            }
            _ => None,
        }
    }
}

impl Read for DescribeSecurityGroupReferences {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = request.security_group_id;
        if ids.is_empty() {
            return Err(Error::missing("SecurityGroupId"));
        }
        if ids.len() > 10 {
            return Err(Error::invalid("SecurityGroupId", ids.len(), "at most 10"));
        }
        ids.iter().try_for_each(|id| group(at.region, id).map(drop))?;
        let refers = |group: &SecurityGroup, id: &SmolStr| {
            group.rules.iter().any(|rule| matches!(&rule.permission.peer, Peer::Group(peer) if peer == id))
        };
        let reference = |id: SmolStr| {
            let groups = at.region.groups.values().filter(|group| group.id != id && refers(group, &id));
            let view = |group: &SecurityGroup| ReferencingGroup {
                security_group_id: group.id.clone(),
                ali_uid: at.scope.account.clone(),
            };
            let referencing_security_group: Vec<_> = groups.map(view).collect();
            let referencing_security_groups = ReferencingGroups { referencing_security_group };
            Reference { security_group_id: id, referencing_security_groups }
        };
        let mut references: Vec<_> = ids.into_iter().map(reference).collect();
        references.retain(|one| !one.referencing_security_groups.referencing_security_group.is_empty());
        Ok(Response { security_group_references: References { security_group_reference: references } })
    }
}
