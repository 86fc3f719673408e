//! [CreateNetworkInterface](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html)

use super::addresses::AddressParameters;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, check_length, tags};
use crate::aws::ec2::networks::listing::{shown_token, wrong_arguments};
use crate::aws::ec2::networks::{NetworkInterfaceView, subnet};
use crate::domain::compute::instance::{Nic, NicCommon};
use crate::domain::compute::launch::{check_groups, default_group};
use crate::domain::error::Error as DomainError;
use crate::domain::network::interfaces::make;
use crate::domain::network::wanted::Taken;
use crate::domain::network::{NetworkError, Subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a network interface in a subnet, with addresses and prefixes. It is `pending`, and available by the next call.
pub struct CreateNetworkInterface;

#[derive(Debug, Deserialize)]
pub struct Request(AddressParameters, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    client_token: Option<SmolStr>,
    description: Option<SmolStr>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    subnet_id: SmolStr,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface: Option<NetworkInterfaceView>,
    client_token: Option<SmolStr>,
}

#[derive(Debug)]
pub struct Plan {
    nic: Nic,
    taken: Taken,
    /// The subnet, without the addresses.
    subnet: Subnet,
    client_token: Option<SmolStr>,
}

impl Operation for CreateNetworkInterface {
    const ACTION: &'static str = "CreateNetworkInterface";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("ConnectionTrackingSpecification", ""),
        ("EnablePrimaryIpv6", "false"),
        ("InterfaceType", ""),
        ("Ipv6Addresses.N.IsPrimaryIpv6", "false"),
        ("Operator", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            // As recorded: RunInstances has another code.
            Error::Domain(DomainError::Network(NetworkError::GroupElsewhere { group, subnet })) => {
                let text = format!("Security group {group} and subnet {subnet} belong to different networks.");
                Some(row(400, "InvalidParameterValue", text))
            }
            _ => wrong_arguments(error),
        }
    }
}

impl Change for CreateNetworkInterface {
    type Plan = Plan;

    fn plan(at: Place<'_>, Request(addresses, request): Request) -> Result<Plan, Error> {
        let mut subnet = subnet(at.region, &request.subnet_id)?.clone();
        let description = request.description.unwrap_or_default();
        check_length("Description", &description)?;
        let mut groups = request.security_group_id;
        if groups.is_empty() {
            groups.extend(default_group(at.region, &subnet.vpc));
        }
        check_groups(at.region, &groups, &subnet.id, &subnet.vpc)?;
        let mut wanted = addresses.read()?;
        let assigns = subnet.aws.assigns_ipv6 && wanted.ipv6.is_empty() && addresses.ipv6_address_count.is_none();
        wanted.ipv6_count += usize::from(assigns);
        let taken = wanted.take(at.region, &mut subnet, true)?;
        let (vpc, subnet_id) = (subnet.vpc.clone(), subnet.id.clone());
        let tags = tags(&request.tag_specification, "network-interface", &[])?;
        let nic = Nic::without_address(NicCommon { vpc, subnet: subnet_id, groups, description, tags });
        Ok(Plan { nic, taken, subnet, client_token: shown_token(request.client_token) })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let Plan { nic, taken, subnet, client_token } = plan;
        let zone = subnet.zone;
        at.region.subnets.insert(subnet.id.clone(), subnet);
        let id = make(at, nic, taken, zone, None);
        let made = at.region.interfaces.get(&id);
        let view = made.map(|made| NetworkInterfaceView::other(at.scope, at.region, made).pending());
        Response { network_interface: view, client_token }
    }
}
