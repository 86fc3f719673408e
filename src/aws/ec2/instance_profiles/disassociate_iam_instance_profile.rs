//! [DisassociateIamInstanceProfile](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateIamInstanceProfile.html)

use super::instance_of;
use super::view::{AssociationView, Response};
use crate::aws::ec2::Ec2;
use crate::domain::iam::ProfileAssociation;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Takes the instance profile from an instance, at once (ours: on AWS within a minute).
pub struct DisassociateIamInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
}

impl Operation for DisassociateIamInstanceProfile {
    const ACTION: &'static str = "DisassociateIamInstanceProfile";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DisassociateIamInstanceProfile {
    type Plan = (SmolStr, ProfileAssociation);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let (instance, association) = instance_of(at, &request.association_id)?;
        Ok((instance.clone(), association.clone()))
    }

    fn commit(at: &mut PlaceMut<'_>, (instance, association): Self::Plan) -> Response {
        at.region.profiles.remove(&instance);
        Response { iam_instance_profile_association: AssociationView::new(&instance, &association, "disassociating") }
    }
}
