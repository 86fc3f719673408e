//! [AssociateRouteTable](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html)

use super::route_table;
use super::view::AssociationState;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::networks::subnet;
use crate::domain::network::{AwsRouteError, RouteAssociation, associate_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Associates a subnet with a route table, in place of the main one. A subnet that is associated with the table already keeps
/// that association. Tables for gateways are not modelled and refused.
pub struct AssociateRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
    subnet_id: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    association_id: SmolStr,
    association_state: AssociationState,
}

impl Operation for AssociateRouteTable {
    const ACTION: &'static str = "AssociateRouteTable";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("GatewayId", ""), ("PublicIpv4Pool", "")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The association that there is, or is to be.
pub enum Plan {
    Unchanged { association: SmolStr },
    Associate { table: SmolStr, subnet: SmolStr },
}

impl Change for AssociateRouteTable {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let table = route_table(at.region, &request.route_table_id)?;
        let id = request.subnet_id.ok_or_else(|| Error::missing("SubnetId"))?;
        let subnet = subnet(at.region, &id)?;
        if subnet.vpc != table.vpc {
            return Err(AwsRouteError::TargetElsewhere { table: table.id.clone(), kind: "subnet", id }.into());
        }
        let of_subnet = |one: &&RouteAssociation| one.subnet.as_ref() == Some(&id);
        if let Some(own) = table.associations.iter().find(of_subnet) {
            return Ok(Plan::Unchanged { association: own.id.clone() });
        }
        let mut all = at.region.route_tables.values().flat_map(|table| &table.associations);
        if all.any(|one| of_subnet(&one)) {
            return Err(AwsRouteError::SubnetAssociated(table.id.clone()).into());
        }
        Ok(Plan::Associate { table: table.id.clone(), subnet: id })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let association_id = match plan {
            Plan::Unchanged { association } => association,
            Plan::Associate { table, subnet } => associate_table(at, &table, Some(subnet)),
        };
        Response { association_id, association_state: AssociationState::ASSOCIATED }
    }
}
