//! Instance profiles of instances. The profiles themselves are IAM's.

pub mod associate_iam_instance_profile;
pub mod describe_iam_instance_profile_associations;
pub mod disassociate_iam_instance_profile;
pub mod replace_iam_instance_profile_association;
mod view;

use crate::domain::compute::instance::{Instance, State};
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::iam::{InstanceProfile, ProfileAssociation};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Error, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// An instance profile, as requests name it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProfileRequest {
    arn: Option<SmolStr>,
    name: Option<SmolStr>,
}

/// An instance profile, as answers about instances name it.
#[derive(Clone, Serialize)]
pub struct ProfileView {
    arn: SmolStr,
    id: SmolStr,
}

impl ProfileView {
    pub fn new(association: &ProfileAssociation) -> Self {
        Self { arn: association.arn.clone(), id: association.profile.clone() }
    }
}

/// A new association with a profile, without an id.
fn to_profile(at: Place<'_>, profile: &InstanceProfile) -> ProfileAssociation {
    ProfileAssociation { id: SmolStr::default(), arn: profile.arn(at.scope).into(), profile: profile.id.clone() }
}

impl ProfileRequest {
    /// The association with the profile that is named, without an id. If there is an ARN beside the name, the ARN counts (ours: a
    /// request whose ARN and name are of different profiles was recorded as good).
    pub fn association(&self, at: Place<'_>) -> Result<ProfileAssociation, Error> {
        let (found, value, field, what) = match (&self.arn, &self.name) {
            (Some(arn), _) => (at.identities.profile_by_arn(at.scope, arn), arn, "arn", "ARN"),
            (None, Some(name)) => (at.identities.profiles.get(name), name, "name", "name"),
            (None, None) => return Err(Error::missing("IamInstanceProfile")),
        };
        let invalid = || {
            let text = format!(
                "Value ({value}) for parameter iamInstanceProfile.{field} is invalid. Invalid IAM Instance Profile {what}"
            );
            Error::Own(row(400, "InvalidParameterValue", text))
        };
        found.map(|profile| to_profile(at, profile)).ok_or_else(invalid)
    }
}

/// Gives an instance this profile, under a new id. Returns the association.
pub fn associate(at: &mut PlaceMut<'_>, instance: SmolStr, association: ProfileAssociation) -> ProfileAssociation {
    let association = ProfileAssociation { id: at.new_id("iip-assoc"), ..association };
    at.region.profiles.insert(instance, association.clone());
    association
}

/// The instance with the association of this id.
fn instance_of<'r>(at: Place<'r>, id: &SmolStr) -> Result<(&'r SmolStr, &'r ProfileAssociation), Error> {
    let unknown = || {
        Error::Own(row(400, "InvalidAssociationID.NotFound", format!("An invalid association-id of '{id}' was given")))
    };
    at.region.profiles.iter().find(|(_, association)| association.id == *id).ok_or_else(unknown)
}

/// Fails if an instance is terminated, or about to be.
fn check_live(instance: &Instance) -> Result<(), InstanceError> {
    match instance.state {
        State::ShuttingDown | State::Terminated => {
            let (id, state, action) = (instance.id.clone(), instance.state, InstanceAction::Modify);
            Err(InstanceError::WrongState { id, state, action })
        }
        _ => Ok(()),
    }
}
