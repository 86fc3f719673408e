//! Parameters that operations on network ACLs share.

use crate::operation::{Error, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// A resource in a request.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct ResourceRequest {
    resource_type: Option<SmolStr>,
    resource_id: Option<SmolStr>,
}

/// The most resources of a request.
const MAX_RESOURCES: usize = 100;

/// Reads the ids of VSwitches, of which there must be one. The vendor has no other resources with network ACLs.
pub fn v_switches(requests: &[ResourceRequest]) -> Result<Vec<SmolStr>, Error> {
    let missing = || Error::Own(row(400, "ParameterMissing.Resources", "ParameterMissing.Resources"));
    if requests.is_empty() {
        return Err(missing());
    }
    if requests.len() > MAX_RESOURCES {
        return Err(Error::invalid("Resource", requests.len(), format!("at most {MAX_RESOURCES}")));
    }
    let read = |request: &ResourceRequest| match (&request.resource_type, &request.resource_id) {
        (Some(kind), Some(id)) if kind == "VSwitch" => Ok(id.clone()),
        (Some(_), Some(_)) => {
            let text = "The specified resource type is illegal.";
            Err(Error::Own(row(400, "ParameterIllegal.ResourceType", text)))
        }
        _ => Err(missing()),
    };
    requests.iter().map(read).collect()
}

/// Checks the name of an ACL or a rule: 1 to 128 characters, and no `http://` or `https://` at the start.
pub fn name(text: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    let too_long = row(400, "ParameterLengthIllegal.Name", "ParameterLengthIllegal.Name");
    checked(text, 128, too_long, row(400, "ParameterIllegal.Name", "ParameterIllegal.Name"))
}

/// Checks a description in the same way: 1 to 256 characters.
pub fn description(text: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    let too_long = row(400, "ParameterLengthIllegal.Description", "ParameterLengthIllegal.Description");
    checked(text, 256, too_long, row(400, "ParameterIllegal.Description", "ParameterIllegal.Description"))
}

fn checked(
    text: Option<SmolStr>,
    max: usize,
    too_long: VendorError,
    is_link: VendorError,
) -> Result<Option<SmolStr>, Error> {
    let Some(text) = text else { return Ok(None) };
    if text.starts_with("http://") || text.starts_with("https://") {
        return Err(Error::Own(is_link));
    }
    if text.chars().nth(max).is_some() { Err(Error::Own(too_long)) } else { Ok(Some(text)) }
}

/// The rows that all operations on network ACLs share.
pub fn refuse(error: &Error) -> Option<VendorError> {
    Some(match error.missing_parameter()? {
        "RegionId" => row(400, "ParameterMissing.RegionId", "ParameterMissing.RegionId"),
        "NetworkAclId" => row(400, "ParameterMissing.NetworkAclId", "ParameterMissing.NetworkAclId"),
        "VpcId" => row(400, "ParameterMissing.VpcId", "ParameterMissing.VpcId"),
        _ => return None,
    })
}
