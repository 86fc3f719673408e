//! A NAT gateway in answers.

use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::domain::network::address::{Association, Holder};
use crate::domain::network::{NatFailure, NatGateway, NatState};
use crate::domain::region::Region;
use serde::Serialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NatGatewayView {
    subnet_id: SmolStr,
    nat_gateway_address_set: Set<AddressView>,
    create_time: String,
    delete_time: Option<String>,
    failure_code: Option<&'static str>,
    failure_message: Option<String>,
    vpc_id: SmolStr,
    nat_gateway_id: SmolStr,
    state: &'static str,
    connectivity_type: &'static str,
    availability_mode: &'static str,
    tag_set: Option<Set<TagView>>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AddressView {
    allocation_id: Option<SmolStr>,
    association_id: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
    private_ip: Option<Ipv4Addr>,
    public_ip: Option<Ipv4Addr>,
    is_primary: bool,
    status: &'static str,
}

impl NatGatewayView {
    pub fn new(region: &Region, gateway: &NatGateway) -> Self {
        let failed = gateway.failure.as_ref().filter(|_| gateway.state == NatState::Failed);
        let failure = failed.map(|failure| failure_texts(gateway, failure));
        Self {
            subnet_id: gateway.subnet.clone(),
            nat_gateway_address_set: [AddressView::new(region, gateway)].into_iter().collect(),
            create_time: time(gateway.created),
            delete_time: gateway.deleted.map(time),
            failure_code: failure.as_ref().map(|(code, _)| *code),
            failure_message: failure.map(|(_, message)| message),
            vpc_id: gateway.vpc.clone(),
            nat_gateway_id: gateway.id.clone(),
            state: gateway.state.as_str(),
            connectivity_type: if gateway.public { "public" } else { "private" },
            availability_mode: "zonal",
            tag_set: tag_set(&gateway.tags),
        }
    }
}

impl AddressView {
    fn new(region: &Region, gateway: &NatGateway) -> Self {
        let has_it = |association: &&Association| association.holder == Holder::NatGateway(gateway.id.clone());
        let address = gateway.allocation.as_ref().and_then(|id| region.addresses.get(id));
        let association = address.and_then(|address| address.association.as_ref()).filter(has_it);
        Self {
            allocation_id: gateway.allocation.clone(),
            association_id: association.map(|association| association.id.clone()),
            network_interface_id: gateway.interface.as_ref().map(|(id, _)| id.clone()),
            private_ip: gateway.interface.as_ref().map(|(_, address)| *address),
            public_ip: gateway.public_ip,
            is_primary: true,
            // AWS documents these states, and for a gateway that is deleted no other.
            status: match gateway.state {
                NatState::Pending => "associating",
                NatState::Available => "succeeded",
                NatState::Failed => "failed",
                NatState::Deleting | NatState::Deleted => "unassigning",
            },
        }
    }
}

/// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html>
fn failure_texts(gateway: &NatGateway, failure: &NatFailure) -> (&'static str, String) {
    match failure {
        NatFailure::NoGateway => {
            ("Gateway.NotAttached", format!("Network {} has no Internet gateway attached", gateway.vpc))
        }
        NatFailure::AddressTaken => {
            let id = gateway.allocation.clone().unwrap_or_default();
            ("Resource.AlreadyAssociated", format!("Elastic IP address {id} is already associated"))
        }
        NatFailure::NoAddresses => (
            "InsufficientFreeAddressesInSubnet",
            "Subnet has insufficient free addresses to create this NAT gateway".to_owned(),
        ),
    }
}
