//! The association of an instance with its profile, in answers.

use super::ProfileView;
use crate::domain::iam::ProfileAssociation;
use serde::Serialize;
use smol_str::SmolStr;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssociationView {
    association_id: SmolStr,
    instance_id: SmolStr,
    iam_instance_profile: ProfileView,
    state: &'static str,
}

impl AssociationView {
    pub fn new(instance: &SmolStr, association: &ProfileAssociation, state: &'static str) -> Self {
        Self {
            association_id: association.id.clone(),
            instance_id: instance.clone(),
            iam_instance_profile: ProfileView::new(association),
            state,
        }
    }

    pub fn id(&self) -> &SmolStr {
        &self.association_id
    }
}

/// The answer of the operations that change an association.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    pub iam_instance_profile_association: AssociationView,
}
