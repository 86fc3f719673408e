//! [DescribeSnapshotAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshotAttribute.html)

use super::permissions::{PermissionView, permission_views};
use super::{Attribute, snapshot};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one attribute of a snapshot. None has product codes.
pub struct DescribeSnapshotAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Attribute,
    snapshot_id: SmolStr,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    snapshot_id: SmolStr,
    create_volume_permission: Option<Set<PermissionView>>,
    product_codes: Option<Set<SmolStr>>,
}

impl Operation for DescribeSnapshotAttribute {
    const ACTION: &'static str = "DescribeSnapshotAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeSnapshotAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let snapshot = snapshot(at.region, &request.snapshot_id)?;
        let (create_volume_permission, product_codes) = match request.attribute {
            Attribute::CreateVolumePermission => (Some(permission_views(&snapshot.permissions)), None),
            Attribute::ProductCodes => (None, Some(Set::from_iter([]))),
        };
        Ok(Response { snapshot_id: request.snapshot_id, create_volume_permission, product_codes })
    }
}
