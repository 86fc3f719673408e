//! [DetachNetworkInterface](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachNetworkInterface.html)

use super::attached;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::interfaces::{AwsInterfaceError, Changing, detach};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Detaches a further interface from its instance. It is `detaching`, then available.
pub struct DetachNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attachment_id: SmolStr,
}

impl Operation for DetachNetworkInterface {
    const ACTION: &'static str = "DetachNetworkInterface";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // No interface here is busy, so that none needs it.
    const IGNORED: &'static [&'static str] = &["Force"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DetachNetworkInterface {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let (nic, primary) = attached(at.region, &request.attachment_id)?;
        if primary {
            return Err(AwsInterfaceError::Primary.into());
        }
        let attachment = at.region.interfaces.get(&nic.id).and_then(|interface| interface.attachment.as_ref());
        match attachment.and_then(|attachment| attachment.changing) {
            Some((Changing::Detaching, _)) => Err(AwsInterfaceError::NoAttachment(request.attachment_id).into()),
            _ => Ok(nic.id.clone()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        detach(at, &id);
        Done::YES
    }
}
