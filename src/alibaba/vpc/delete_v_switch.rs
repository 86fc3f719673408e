//! [DeleteVSwitch](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeleteVSwitch)

use super::parameters::v_switch;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::check_v_switch_unused;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a VSwitch. Fails if it has instances or a NAT gateway, or is in an SNAT entry or a custom route table.
pub struct DeleteVSwitch;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
}

impl Operation for DeleteVSwitch {
    const ACTION: &'static str = "DeleteVSwitch";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeleteVSwitch {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        check_v_switch_unused(at.region, v_switch(at.region, &request.v_switch_id)?)?;
        Ok(request.v_switch_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        at.region.subnets.remove(&id);
        Done {}
    }
}
