//! [CopySnapshot](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html)

use super::{Encryption, source};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagSpecification, TagView, check_length, tag_set, tags};
use crate::domain::compute::ecs_snapshot::EcsFacts;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::snapshot::{NO_VOLUME, NewSnapshot, make};
use crate::domain::geography;
use crate::domain::ids::is_hex_id;
use crate::domain::network::AwsNetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Copies a snapshot of the account from a region to that of the call, encrypted if the request says so.
pub struct CopySnapshot;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    description: Option<SmolStr>,
    destination_region: Option<SmolStr>,
    encrypted: Option<bool>,
    kms_key_id: Option<SmolStr>,
    source_region: SmolStr,
    source_snapshot_id: SmolStr,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    snapshot_id: SmolStr,
    tag_set: Option<Set<TagView>>,
}

impl Operation for CopySnapshot {
    const ACTION: &'static str = "CopySnapshot";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // Signatures between regions are of no use in one server.
    const IGNORED: &'static [&'static str] = &["PresignedUrl"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("CompletionDurationMinutes", ""), ("DestinationAvailabilityZone", ""), ("DestinationOutpostArn", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The account's region of this name, and its contents if something was changed there.
pub fn source_region<'r>(at: Place<'r>, name: &SmolStr) -> Result<(Scope, Option<&'r Region>), Error> {
    let known = geography::regions(at.scope.cloud).iter().find(|region| region.name == name.as_str());
    let region = known.ok_or_else(|| Error::UnknownRegion(name.to_string()))?.name;
    let scope = Scope { region, ..at.scope.clone() };
    let contents = if scope == *at.scope { Some(at.region) } else { at.others.region(&scope) };
    Ok((scope, contents))
}

impl Change for CopySnapshot {
    type Plan = NewSnapshot;

    fn plan(at: Place<'_>, request: Request) -> Result<NewSnapshot, Error> {
        if let Some(region) = request.destination_region.filter(|region| region != at.scope.region) {
            let text = format!("the region of the call, {}", at.scope.region);
            return Err(Error::invalid("destinationRegion", region, text));
        }
        let id = &request.source_snapshot_id;
        if !is_hex_id(id, "snap-") {
            return Err(AwsNetworkError::Malformed("snap-", id.clone()).into());
        }
        let (from, contents) = source_region(at, &request.source_region)?;
        let original = contents.and_then(|region| region.snapshots.get(id));
        let original = original.ok_or_else(|| AwsSnapshotError::NoSnapshot(id.clone()))?;
        let mut source = source(original)?;
        if from != *at.scope {
            // A key is for one region.
            source.kms_key = None;
        }
        let encryption = Encryption::of(at, request.encrypted, request.kms_key_id.as_ref(), Some(&source))?;
        // The console names the source in the description, the API does not.
        let description = request.description.unwrap_or_default();
        check_length("Description", &description)?;
        Ok(NewSnapshot {
            volume: NO_VOLUME,
            size_gib: source.size_gib,
            encrypted: encryption.encrypted,
            kms_key: encryption.kms_key,
            description,
            tags: tags(&request.tag_specification, "snapshot", &[])?,
            ecs: EcsFacts::default(),
        })
    }

    fn commit(at: &mut PlaceMut<'_>, new: NewSnapshot) -> Response {
        let tag_set = tag_set(&new.tags);
        Response { snapshot_id: make(at, new), tag_set }
    }
}
