//! A route table in answers.

use super::create_route::CreateRoute;
use super::create_route_table::CreateRouteTable;
use crate::aws::ec2::common::{Set, TagView, tag_views};
use crate::domain::network::interfaces::live_instances;
use crate::domain::network::{Destination, Route, RouteAssociation, RouteTable, Target, is_active};
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use crate::operation::Operation;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteTableView {
    route_table_id: SmolStr,
    vpc_id: SmolStr,
    owner_id: SmolStr,
    route_set: Set<RouteView>,
    association_set: Set<Association>,
    propagating_vgw_set: Set<()>,
    tag_set: Set<TagView>,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct RouteView {
    destination_cidr_block: Option<SmolStr>,
    destination_ipv6_cidr_block: Option<SmolStr>,
    destination_prefix_list_id: Option<SmolStr>,
    egress_only_internet_gateway_id: Option<SmolStr>,
    gateway_id: Option<SmolStr>,
    instance_id: Option<SmolStr>,
    instance_owner_id: Option<SmolStr>,
    nat_gateway_id: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
    vpc_peering_connection_id: Option<SmolStr>,
    state: &'static str,
    origin: &'static str,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    route_table_association_id: SmolStr,
    route_table_id: SmolStr,
    subnet_id: Option<SmolStr>,
    main: bool,
    association_state: AssociationState,
}

/// The state of an association.
#[derive(Clone, Copy, Serialize)]
pub struct AssociationState {
    state: &'static str,
}

impl AssociationState {
    pub const ASSOCIATED: Self = Self { state: "associated" };
}

impl RouteTableView {
    pub fn new(scope: &Scope, region: &Region, table: &RouteTable) -> Self {
        let association = |association: &RouteAssociation| Association {
            route_table_association_id: association.id.clone(),
            route_table_id: table.id.clone(),
            subnet_id: association.subnet.clone(),
            main: association.subnet.is_none(),
            association_state: AssociationState::ASSOCIATED,
        };
        Self {
            route_table_id: table.id.clone(),
            vpc_id: table.vpc.clone(),
            owner_id: scope.account.clone(),
            // Added routes are before the local one, as recorded from EC2.
            route_set: table.routes.iter().rev().map(|route| RouteView::new(scope, region, route)).collect(),
            association_set: table.associations.iter().map(association).collect(),
            propagating_vgw_set: Set::from_iter([]),
            tag_set: tag_views(&table.tags),
        }
    }
}

impl RouteView {
    fn new(scope: &Scope, region: &Region, route: &Route) -> Self {
        let local = route.target == Target::Local;
        let mut view = Self {
            state: if is_active(region, route) { "active" } else { "blackhole" },
            // The origins are the names of actions.
            origin: if local { CreateRouteTable::ACTION } else { CreateRoute::ACTION },
            ..Self::default()
        };
        match &route.destination {
            Destination::V4(range) => view.destination_cidr_block = Some(format_smolstr!("{range}")),
            Destination::V6(range) => view.destination_ipv6_cidr_block = Some(format_smolstr!("{range}")),
            Destination::List(id) => view.destination_prefix_list_id = Some(id.clone()),
        }
        match &route.target {
            Target::Local => view.gateway_id = Some("local".into()),
            Target::Peering(id) => view.vpc_peering_connection_id = Some(id.clone()),
            Target::EgressGateway(id) => view.egress_only_internet_gateway_id = Some(id.clone()),
            Target::NatGateway(id) => view.nat_gateway_id = Some(id.clone()),
            Target::Gateway(id) | Target::Endpoint(id) => view.gateway_id = Some(id.clone()),
            Target::Interface(id) => {
                let attached = region.interfaces.get(id).and_then(|interface| interface.attachment.as_ref());
                let owner = attached.and_then(|attachment| region.instances.get(&attachment.instance));
                let instance = owner.or_else(|| live_instances(region).find(|instance| instance.nic.id == *id));
                view.instance_id = instance.map(|instance| instance.id.clone());
                view.instance_owner_id = instance.map(|_| scope.account.clone());
                view.network_interface_id = Some(id.clone());
            }
        }
        view
    }
}
