//! [DeleteKeyPairs](https://api.alibabacloud.com/document/Ecs/2014-05-26/DeleteKeyPairs)

use crate::alibaba::ecs::common::{Done, json_list};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::key_pair::AlibabaKeyPairError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes key pairs. Each must not be attached to an instance. An unknown one is no error (ours).
pub struct DeleteKeyPairs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    key_pair_names: SmolStr,
}

impl Operation for DeleteKeyPairs {
    const ACTION: &'static str = "DeleteKeyPairs";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        let names = error.invalid_parameter()? == "KeyPairNames";
        let text = "The specified parameter \"KeyPairNames\" is not valid.";
        names.then(|| row(400, "InvalidKeyPairNames.ValueNotSupported", text))
    }
}

impl Change for DeleteKeyPairs {
    type Plan = Vec<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Vec<SmolStr>, Error> {
        let names = json_list("KeyPairNames", Some(&request.key_pair_names), 100)?.unwrap_or_default();
        let attached = |name: &SmolStr| at.region.instances.values().any(|one| one.key_name.as_ref() == Some(name));
        if names.iter().any(|name| at.region.key_pairs.contains_key(name) && attached(name)) {
            return Err(AlibabaKeyPairError::Attached.into());
        }
        Ok(names)
    }

    fn commit(at: &mut PlaceMut<'_>, names: Vec<SmolStr>) -> Done {
        at.region.key_pairs.retain(|name, _| !names.contains(name));
        Done {}
    }
}
