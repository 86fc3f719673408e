//! [AssociateRouteTable](https://api.alibabacloud.com/document/Vpc/2016-04-28/AssociateRouteTable)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::v_switch;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaRouteError, NetworkError, router_table, set_route_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Associates a VSwitch with a custom route table of its VPC. It must use the system's table until then.
pub struct AssociateRouteTable;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
}

impl Operation for AssociateRouteTable {
    const ACTION: &'static str = "AssociateRouteTable";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Network(NetworkError::SubnetNotFound(_))) => row(404, "InvalidVSwitchId.NotFound", "Specified VSwitch does not exist."),
            Error::Domain(DomainError::AlibabaRoute(AlibabaRouteError::SystemTable(_))) => row(400, "OperationDenied.SwitchToSystemRouteTable", "The associated route tables cannot be directly changed to system route tables."),
            _ => return None,
        })
    }
}

impl Change for AssociateRouteTable {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        let table = router_table(at.region, &request.route_table_id)?;
        let v_switch = v_switch(at.region, &request.v_switch_id)?;
        let id = request.v_switch_id.clone();
        if v_switch.vpc != table.vpc {
            return Err(AlibabaRouteError::OtherVpc(id).into());
        }
        if table.system {
            return Err(AlibabaRouteError::SystemTable(table.id.clone()).into());
        }
        if !v_switch.alibaba.route_table.is_empty() {
            return Err(AlibabaRouteError::Associated(id).into());
        }
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        set_route_table(at, &request.v_switch_id, request.route_table_id);
        Done {}
    }
}
