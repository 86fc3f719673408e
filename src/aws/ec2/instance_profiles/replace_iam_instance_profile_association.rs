//! [ReplaceIamInstanceProfileAssociation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceIamInstanceProfileAssociation.html)

use super::view::{AssociationView, Response};
use super::{ProfileRequest, associate, instance_of};
use crate::aws::ec2::Ec2;
use crate::domain::iam::ProfileAssociation;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives an instance another instance profile, at once (ours: on AWS within a minute). The association gets a new id, unless the
/// profile is the one that the instance has, as recorded from EC2.
pub struct ReplaceIamInstanceProfileAssociation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
    iam_instance_profile: ProfileRequest,
}

impl Operation for ReplaceIamInstanceProfileAssociation {
    const ACTION: &'static str = "ReplaceIamInstanceProfileAssociation";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The instance, and the association that it has or is to have.
pub struct Plan {
    instance: SmolStr,
    association: ProfileAssociation,
    is_new: bool,
}

impl Change for ReplaceIamInstanceProfileAssociation {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let (instance, old) = instance_of(at, &request.association_id)?;
        let new = request.iam_instance_profile.association(at)?;
        let is_new = (&new.arn, &new.profile) != (&old.arn, &old.profile);
        Ok(Plan { instance: instance.clone(), association: if is_new { new } else { old.clone() }, is_new })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { instance, association, is_new }: Plan) -> Response {
        let view = if is_new {
            let association = associate(at, instance.clone(), association);
            AssociationView::new(&instance, &association, "associating")
        } else {
            AssociationView::new(&instance, &association, "associated")
        };
        Response { iam_instance_profile_association: view }
    }
}
