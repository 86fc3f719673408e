//! [CreateSnapshot](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateSnapshot)

use super::{check_snapshot_name, retention, source_disk};
use crate::alibaba::ecs::common::{AnyCaseTag, any_case_tags, in_range};
use crate::alibaba::ecs::texts::{check_description, resource_group};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::ecs_snapshot::EcsFacts;
use crate::domain::compute::snapshot::{NewSnapshot, make};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Begins a snapshot of a disk that is in use, or available and was in use before. It is `progressing`, then `accomplished`.
pub struct CreateSnapshot;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    disk_id: SmolStr,
    snapshot_name: Option<SmolStr>,
    description: Option<SmolStr>,
    retention_days: Option<i64>,
    instant_access_retention_days: Option<i64>,
    category: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    snapshot_id: SmolStr,
}

impl Operation for CreateSnapshot {
    const ACTION: &'static str = "CreateSnapshot";
    const CLIENT_TOKEN: bool = true;
    // Deprecated: all snapshots of enhanced SSDs have it.
    const IGNORED: &'static [&'static str] = &["InstantAccess"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("StorageLocationArn", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::LockedForSecurity)) => row(403, "InstanceLockedForSecurity", "The disk attached instance is locked due to security."),
            _ => match error.invalid_parameter()? {
                "Category" => row(403, "InvalidSnapshotCategory.Malformed", "The specified Category is not valid."),
                "InstantAccessRetentionDays" => row(403, "InvalidInstantAccessRetentionDays.Malformed", "The specified InstantAccessRetentionDays is not valid."),
                _ => return super::modify_snapshot_attribute::texts(error),
            },
        })
    }
}

impl Change for CreateSnapshot {
    type Plan = NewSnapshot;

    fn plan(at: Place<'_>, request: Request) -> Result<NewSnapshot, Error> {
        let name = request.snapshot_name.unwrap_or_default();
        check_snapshot_name("SnapshotName", &name)?;
        let description = request.description.unwrap_or_default();
        check_description("Description", &description)?;
        let retention_days = retention(request.retention_days)?;
        if let Some(days) = request.instant_access_retention_days {
            in_range("InstantAccessRetentionDays", days, 1..=65_535)?;
        }
        match request.category.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None | Some("standard") => {}
            // For accounts that had local snapshots before 2020-12-14.
            Some("flash") => return Err(Error::NotModelled("Category".to_owned())),
            Some(other) => return Err(Error::invalid("Category", other, "Standard")),
        }
        let resource_group = resource_group(request.resource_group_id)?;
        let tags = any_case_tags(request.tag)?;
        let volume = source_disk(at.region, &request.disk_id)?;
        let mut new = NewSnapshot::of(volume.disk, description, tags);
        new.ecs = EcsFacts { name, retention_days, resource_group, ..new.ecs };
        Ok(new)
    }

    fn commit(at: &mut PlaceMut<'_>, new: NewSnapshot) -> Response {
        Response { snapshot_id: make(at, new) }
    }
}
