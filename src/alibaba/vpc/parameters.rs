//! What the VPC API's operations read alike.

use crate::domain::network::{NetworkError, Subnet, Vpc};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// Refuses the first of these that is given: neglecting it would change what is made.
pub fn not_modelled(given: &[(bool, &str)]) -> Result<(), Error> {
    match given.iter().find(|(given, _)| *given) {
        Some((_, name)) => Err(Error::NotModelled((*name).to_owned())),
        None => Ok(()),
    }
}

/// A name or description, of at most so many characters; it does not begin as a link does.
pub fn text(parameter: &str, text: Option<SmolStr>, most: usize) -> Result<SmolStr, Error> {
    let text = text.unwrap_or_default();
    let is_link = text.starts_with("http://") || text.starts_with("https://");
    if is_link || text.chars().count() > most {
        return Err(Error::invalid(parameter, text, format!("up to {most} characters")));
    }
    Ok(text)
}

/// Ids with commas between them, of which there may be so many.
pub fn ids(parameter: &str, text: Option<&SmolStr>, most: usize) -> Result<Option<Vec<SmolStr>>, Error> {
    let Some(text) = text else { return Ok(None) };
    let ids: Vec<SmolStr> = text.split(',').map(|id| id.trim().into()).collect();
    if ids.len() <= most { Ok(Some(ids)) } else { Err(Error::invalid(parameter, text, format!("at most {most}"))) }
}

/// Whether this is one of the ids that are asked for.
pub fn is_one_of(asked: Option<&Vec<SmolStr>>, id: &SmolStr) -> bool {
    asked.is_none_or(|asked| asked.contains(id))
}

/// The VPC of this id.
pub fn vpc<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Vpc, NetworkError> {
    region.vpcs.get(id).ok_or_else(|| NetworkError::VpcNotFound(id.clone()))
}

/// The VSwitch of this id.
pub fn v_switch<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Subnet, NetworkError> {
    region.subnets.get(id).ok_or_else(|| NetworkError::SubnetNotFound(id.clone()))
}

/// Whether the account is the one that is asked for.
pub fn is_owner(asked: Option<i64>, account: &str) -> bool {
    asked.is_none_or(|asked| asked.to_string() == account)
}
