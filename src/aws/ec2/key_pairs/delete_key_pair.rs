//! [DeleteKeyPair](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteKeyPair.html)

use crate::aws::ec2::Ec2;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes a key pair, by id or name. A key pair that does not exist is no error. The name beside an id is ignored, as
/// recorded from EC2.
pub struct DeleteKeyPair;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_name: Option<SmolStr>,
    key_pair_id: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    r#return: bool,
    key_pair_id: Option<SmolStr>,
}

impl Operation for DeleteKeyPair {
    const ACTION: &'static str = "DeleteKeyPair";
    // Ours: as its neighbours.
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteKeyPair {
    /// The name of the key pair. `None` if the given id does not exist.
    type Plan = Option<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Option<SmolStr>, Error> {
        match (request.key_name, request.key_pair_id) {
            (_, Some(id)) => {
                let found = at.region.key_pairs.values().find(|pair| pair.id == id);
                Ok(found.map(|pair| pair.name.clone()))
            }
            (Some(name), None) => Ok(Some(name)),
            (None, None) => Err(Error::missing("KeyName")),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, name: Option<SmolStr>) -> Response {
        let removed = name.and_then(|name| at.region.key_pairs.remove(&name));
        Response { r#return: true, key_pair_id: removed.map(|pair| pair.id) }
    }
}
