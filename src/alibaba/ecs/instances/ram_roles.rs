//! Helpers of AttachInstanceRamRole and DetachInstanceRamRole. RAM is another service: a role is a name here, and any name is that of
//! a role (ours).

use crate::alibaba::ecs::common::{instance, json_list};
use crate::domain::compute::instance::Instance;
use crate::domain::place::Place;
use crate::operation::{Error, VendorError, row};
use smol_str::SmolStr;

/// The most instances in one call.
const MAX: usize = 100;

/// The instances of a request, all of which must be there and in a VPC.
pub fn instances<'r>(at: Place<'r>, ids: &SmolStr) -> Result<Vec<&'r Instance>, Error> {
    let ids = json_list("InstanceIds", Some(ids), MAX)?.unwrap_or_default();
    if ids.is_empty() {
        return Err(Error::invalid("InstanceIds", "[]", "at least one id"));
    }
    let instances = ids.iter().map(|id| instance(at.region, id)).collect::<Result<Vec<_>, _>>()?;
    if instances.iter().any(|instance| instance.alibaba().classic) {
        let text = "Ram role cannot be applied to instances of Classic network type.";
        return Err(Error::Own(row(403, "InvalidNetworkType.MismatchRamRole", text)));
    }
    Ok(instances)
}

pub fn refuse(error: &Error) -> Option<VendorError> {
    match error.invalid_parameter()? {
        "InstanceIds" => Some(row(400, "InvalidInstanceIds.Malformed", "The specified instanceIds are not valid.")),
        "RamRoleName" => Some(row(404, "InvalidRamRole.NotFound", "The specified RAMRoleName does not exist.")),
        _ => None,
    }
}
