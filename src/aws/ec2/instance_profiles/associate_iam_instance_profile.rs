//! [AssociateIamInstanceProfile](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateIamInstanceProfile.html)

use super::view::{AssociationView, Response};
use super::{ProfileRequest, associate, check_live};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::error::{AwsInstanceError, Error as Domain};
use crate::domain::iam::ProfileAssociation;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives an instance an instance profile. It is associated at the next look (ours: on AWS within a minute). A dry run does not
/// judge whether the instance has one, as recorded from EC2.
pub struct AssociateIamInstanceProfile;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    iam_instance_profile: ProfileRequest,
    dry_run: Option<bool>,
}

impl Operation for AssociateIamInstanceProfile {
    const ACTION: &'static str = "AssociateIamInstanceProfile";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    /// As recorded from EC2: other operations have another text.
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(Domain::AwsInstance(AwsInstanceError::Malformed(id))) => {
                Some(row(400, "InvalidInstanceID.Malformed", format!("The instance ID '{id}' is malformed")))
            }
            _ => None,
        }
    }
}

impl Change for AssociateIamInstanceProfile {
    type Plan = (SmolStr, ProfileAssociation);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let association = request.iam_instance_profile.association(at)?;
        if request.dry_run != Some(true) {
            check_live(instance)?;
            if at.region.profiles.contains_key(&instance.id) {
                let text = format!("There is an existing association for instance {}", instance.id);
                return Err(Error::Own(row(400, "IncorrectState", text)));
            }
        }
        Ok((request.instance_id, association))
    }

    fn commit(at: &mut PlaceMut<'_>, (instance, association): Self::Plan) -> Response {
        let association = associate(at, instance.clone(), association);
        Response { iam_instance_profile_association: AssociationView::new(&instance, &association, "associating") }
    }
}
