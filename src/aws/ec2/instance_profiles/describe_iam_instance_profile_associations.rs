//! [DescribeIamInstanceProfileAssociations](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeIamInstanceProfileAssociations.html)

use super::view::AssociationView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use crate::wire::params::ParamError;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the instances' associations with their profiles, in the order of the associations' ids.
pub struct DescribeIamInstanceProfileAssociations;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    association_id: Vec<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    iam_instance_profile_association_set: Set<AssociationView>,
    next_token: Option<String>,
}

impl Operation for DescribeIamInstanceProfileAssociations {
    const ACTION: &'static str = "DescribeIamInstanceProfileAssociations";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    /// As recorded from EC2: other operations have other texts.
    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Param(ParamError::Invalid { name, value, .. }) = error else { return None };
        let text = match name.as_str() {
            "filter" => format!("An unknown filter '{value}' was given"),
            "maxResults" => format!("Invalid value '{value}' for 'maxResults'. MaxResult must be a positive integer"),
            "nextToken" => return Some(row(400, "InvalidNextToken", "Pagination token is invalid")),
            _ => return None,
        };
        Some(row(400, "InvalidParameterValue", text))
    }
}

const FILTERS: &Table = &[("instance-id", Path("instanceId")), ("state", Path("state"))];

impl Read for DescribeIamInstanceProfileAssociations {
    fn read(at: Place<'_>, Request(Ids { association_id: ids }, listing): Request) -> Result<Response, Error> {
        let is_there = |id: &SmolStr| at.region.profiles.values().any(|association| association.id == *id);
        if !ids.iter().all(is_there) {
            return Err(Error::Own(row(400, "InvalidParameterValue", "Invalid value for association-id.")));
        }
        let view = |(instance, association)| AssociationView::new(instance, association, "associated");
        let mut all: Vec<_> = at.region.profiles.iter().map(view).collect();
        all.retain(|view| ids.is_empty() || ids.contains(view.id()));
        all.sort_by(|one, other| one.id().cmp(other.id()));
        let order: Vec<SmolStr> = all.iter().map(|view| view.id().clone()).collect();
        let untagged = Tags::new();
        let items = order.iter().zip(all).map(|(id, view)| (id, &untagged, view));
        let (iam_instance_profile_association_set, next_token) =
            listing.take::<Self, _>(at, FILTERS, 1..=i64::MAX, items)?;
        Ok(Response { iam_instance_profile_association_set, next_token })
    }
}
