//! [DescribeSnapshots](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSnapshots.html)

use super::snapshot;
use super::view::SnapshotView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::{Always, Nothing, Path};
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::snapshot::Snapshot;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes snapshots of the account, in the order of their ids. Those of public images, and what other accounts share, are not
/// shown.
pub struct DescribeSnapshots;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: SnapshotId Owner RestorableBy", rename_all = "PascalCase")]
struct Ids {
    #[serde(default)]
    owner: Vec<SmolStr>,
    #[serde(default)]
    restorable_by: Vec<SmolStr>,
    #[serde(default)]
    snapshot_id: Vec<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    snapshot_set: Set<SnapshotView>,
    next_token: Option<String>,
}

const FILTERS: &Table = &[
    ("description", Path("description")),
    ("encrypted", Path("encrypted")),
    ("owner-alias", Nothing),
    ("owner-id", Path("ownerId")),
    ("progress", Path("progress")),
    ("snapshot-id", Path("snapshotId")),
    ("start-time", Path("startTime")),
    ("status", Path("status")),
    ("storage-tier", Path("storageTier")),
    ("tag-key", Path("tagSet.key")),
    ("transfer-type", Always("standard")),
    ("volume-id", Path("volumeId")),
    ("volume-size", Path("volumeSize")),
];

impl Operation for DescribeSnapshots {
    const ACTION: &'static str = "DescribeSnapshots";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeSnapshots {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let account = &at.scope.account;
        let is_own = |names: &[SmolStr]| names.is_empty() || names.iter().any(|name| name == "self" || name == account);
        let is_restorable = |snapshot: &Snapshot| {
            let by = &ids.restorable_by;
            let open = by
                .iter()
                .any(|name| if name == "all" { snapshot.permissions.all } else { snapshot.permissions.are_for(name) });
            is_own(by) || open
        };
        let listed =
            listing.listed("snapshotsSet", &at.region.snapshots, &ids.snapshot_id, |id| snapshot(at.region, id))?;
        let mut shown: Vec<_> = listed.into_iter().filter(|one| is_own(&ids.owner) && is_restorable(one)).collect();
        shown.sort_by_key(|one| &one.id);
        let items = shown.into_iter().map(|one| (&one.id, &one.tags, SnapshotView::new(at.scope, one)));
        let (snapshot_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { snapshot_set, next_token })
    }
}
