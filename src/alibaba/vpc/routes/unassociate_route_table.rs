//! [UnassociateRouteTable](https://api.alibabacloud.com/document/Vpc/2016-04-28/UnassociateRouteTable)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::v_switch;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaRouteError, NetworkError, router_table, set_route_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Ends the association of a VSwitch with a custom route table: it uses the system's again.
pub struct UnassociateRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
}

impl Operation for UnassociateRouteTable {
    const ACTION: &'static str = "UnassociateRouteTable";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Network(NetworkError::SubnetNotFound(_))) => row(404, "InvalidVSwitchId.NotFound", "Specified VSwitch does not exist."),
            Error::Domain(DomainError::AlibabaRoute(AlibabaRouteError::SystemTable(_))) => row(404, "OperationUnsupported.SystemRouteTable", "System route table can not be unassociated."),
            _ => return None,
        })
    }
}

impl Change for UnassociateRouteTable {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let table = router_table(at.region, &request.route_table_id)?;
        let v_switch = v_switch(at.region, &request.v_switch_id)?;
        if table.system {
            return Err(AlibabaRouteError::SystemTable(table.id.clone()).into());
        }
        if v_switch.alibaba.route_table != table.id {
            return Err(AlibabaRouteError::NotAssociated(request.v_switch_id).into());
        }
        Ok(request.v_switch_id)
    }

    fn commit(at: &mut PlaceMut<'_>, v_switch: SmolStr) -> Done {
        set_route_table(at, &v_switch, SmolStr::default());
        Done {}
    }
}
