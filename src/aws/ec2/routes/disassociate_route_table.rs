//! [DisassociateRouteTable](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateRouteTable.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsRouteError, disassociate_table, table_of};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Ends the association of a subnet with a route table. The main route table of the VPC is for the subnet from then on.
pub struct DisassociateRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: SmolStr,
}

impl Operation for DisassociateRouteTable {
    const ACTION: &'static str = "DisassociateRouteTable";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DisassociateRouteTable {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let (_, association) = table_of(at.region, &request.association_id)?;
        match association.subnet {
            Some(_) => Ok(request.association_id),
            None => Err(AwsRouteError::MainAssociation(request.association_id).into()),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        disassociate_table(at.region, &id);
        Done::YES
    }
}
