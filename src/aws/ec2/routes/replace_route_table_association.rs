//! [ReplaceRouteTableAssociation](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html)

use super::route_table;
use super::view::AssociationState;
use crate::aws::ec2::Ec2;
use crate::domain::network::{AwsRouteError, associate_table, disassociate_table, table_of};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Associates a subnet with another route table, or makes another table the main one of its VPC. The association gets a new
/// id, unless the table has it already.
pub struct ReplaceRouteTableAssociation;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
    route_table_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    new_association_id: SmolStr,
    association_state: AssociationState,
}

impl Operation for ReplaceRouteTableAssociation {
    const ACTION: &'static str = "ReplaceRouteTableAssociation";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

/// The association that there is, or is to be.
pub enum Plan {
    Unchanged { association: SmolStr },
    Replace { old: SmolStr, table: SmolStr, subnet: Option<SmolStr> },
}

impl Change for ReplaceRouteTableAssociation {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let (from, association) = table_of(at.region, &request.association_id)?;
        let table = route_table(at.region, &request.route_table_id)?;
        if table.id == from.id {
            return Ok(Plan::Unchanged { association: request.association_id });
        }
        if table.vpc != from.vpc {
            let (kind, id) = match &association.subnet {
                Some(subnet) => ("subnet", subnet.clone()),
                None => ("route table", from.id.clone()),
            };
            return Err(AwsRouteError::TargetElsewhere { table: table.id.clone(), kind, id }.into());
        }
        let subnet = association.subnet.clone();
        Ok(Plan::Replace { old: request.association_id, table: request.route_table_id, subnet })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let new_association_id = match plan {
            Plan::Unchanged { association } => association,
            Plan::Replace { old, table, subnet } => {
                disassociate_table(at.region, &old);
                associate_table(at, &table, subnet)
            }
        };
        Response { new_association_id, association_state: AssociationState::ASSOCIATED }
    }
}
