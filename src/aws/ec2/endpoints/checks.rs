//! What holds of a new endpoint, and of one that is changed.

use crate::aws::ec2::networks::subnet;
use crate::aws::ec2::routes::route_table;
use crate::aws::ec2::security_groups::group;
use crate::domain::network::{AwsVpcError, Destination, NetworkError, Vpc, prefix_list_id, service_name};
use crate::domain::place::Place;
use crate::operation::Error;
use smol_str::SmolStr;

/// The texts of requests that cannot be: those of the texts that AWS's users report are AWS's, the others ours.
fn conflict(text: String) -> Error {
    AwsVpcError::Conflict(text).into()
}

/// The most bytes of a policy.
const MAX_POLICY: usize = 20_480;

/// The policy of a request. It is a JSON document, which is stored as it is sent.
pub fn policy(text: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    match text {
        Some(text) if text.len() > MAX_POLICY => {
            Err(Error::TooLong { name: "PolicyDocument".to_owned(), max: MAX_POLICY })
        }
        Some(text) if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text).is_err() => {
            Err(AwsVpcError::Policy.into())
        }
        text => Ok(text),
    }
}

/// Whether these tables can get a route to a service: they are in the VPC, and have none yet.
pub fn check_tables(at: Place<'_>, vpc: &SmolStr, service: &str, tables: &[SmolStr]) -> Result<(), Error> {
    let list = prefix_list_id(at.scope.region, service).unwrap_or_default();
    for (n, id) in tables.iter().enumerate() {
        let table = route_table(at.region, id)?;
        if table.vpc != *vpc {
            return Err(conflict(format!("Route table {id} does not belong to the VPC {vpc}.")));
        }
        if table.route(&Destination::List(list.clone())).is_some() || tables[..n].contains(id) {
            return Err(AwsVpcError::ListRouted { table: id.clone(), list }.into());
        }
    }
    Ok(())
}

/// Whether an endpoint with interfaces in `present` can get some in these subnets: they are in the VPC, each in another
/// zone, and have a free address.
pub fn check_subnets(at: Place<'_>, vpc: &SmolStr, present: &[&SmolStr], subnets: &[SmolStr]) -> Result<(), Error> {
    let mut zones: Vec<&str> =
        present.iter().filter_map(|id| at.region.subnets.get(*id)).map(|subnet| subnet.zone).collect();
    for id in subnets {
        let subnet = subnet(at.region, id)?;
        if subnet.vpc != *vpc {
            return Err(conflict(format!("The subnet {id} does not belong to the VPC {vpc}.")));
        }
        if zones.contains(&subnet.zone) {
            return Err(AwsVpcError::SameZone(id.clone()).into());
        }
        zones.push(subnet.zone);
        if subnet.available() == 0 {
            return Err(NetworkError::AddressesExhausted(id.clone()).into());
        }
    }
    Ok(())
}

/// Whether interfaces in the VPC can have these security groups.
pub fn check_groups(at: Place<'_>, vpc: &SmolStr, groups: &[SmolStr]) -> Result<(), Error> {
    for id in groups {
        if group(at.region, id)?.vpc != *vpc {
            return Err(conflict(format!("The security group {id} does not belong to the VPC {vpc}.")));
        }
    }
    Ok(())
}

/// Whether the service's own name can lead to an endpoint: the VPC has DNS support and DNS host names, and no other endpoint
/// with the name.
pub fn check_private_dns(at: Place<'_>, vpc: &Vpc, service: &str, own: Option<&SmolStr>) -> Result<(), Error> {
    if !vpc.names_instances() {
        return Err(conflict(format!(
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {}",
            vpc.id
        )));
    }
    let mut others = at.region.endpoints.values().filter(|other| Some(&other.id) != own && other.vpc == vpc.id);
    if others.any(|other| other.private_dns && other.service == service) {
        let name = service_name(at.scope.region, service);
        return Err(conflict(format!(
            "private-dns-enabled cannot be set because there is already a conflicting DNS domain for {name} in the VPC {}",
            vpc.id
        )));
    }
    Ok(())
}
