//! [AllocatePublicIpAddress](https://api.alibabacloud.com/document/Ecs/2014-05-26/AllocatePublicIpAddress)

use crate::alibaba::ecs::common::instance;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Lock, State};
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::AlibabaResizeError;
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Gives a public address to an instance that has outbound bandwidth and no public address.
pub struct AllocatePublicIpAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    ip_address: Ipv4Addr,
}

impl Operation for AllocatePublicIpAddress {
    const ACTION: &'static str = "AllocatePublicIpAddress";
    // There are no VLANs in a VPC.
    const IGNORED: &'static [&'static str] = &["VlanId"];
    // The vendor lets only some of its users choose the address.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("IpAddress", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let text = "This operation is denied, because the specified ECS instance which is in the dedicated region dose not support \
                    PublicIp or Eip.";
        let dedicated = *error == Error::from(AlibabaResizeError::DedicatedRegion);
        dedicated.then(|| row(400, "OperationDenied.DedicatedRegionNotSupported", text))
    }
}

impl Change for AllocatePublicIpAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        if at.region.spec.dedicated {
            return Err(AlibabaResizeError::DedicatedRegion.into());
        }
        let id = request.instance_id;
        let instance = instance(at.region, &id)?;
        let facts = instance.alibaba();
        if facts.locks.contains(&Lock::Security) {
            return Err(AlibabaInstanceError::LockedForSecurity.into());
        }
        if facts.locks.contains(&Lock::Financial) {
            return Err(AlibabaInstanceError::Overdue.into());
        }
        // Ours: an instance stopped in the mode StopCharging has no public address until it starts.
        let stopped_without_charge = instance.state == State::Stopped && facts.stop_charging;
        if stopped_without_charge || !matches!(instance.state, State::Running | State::Stopped) {
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Modify }.into());
        }
        if instance.nic.public_ip.is_some() {
            return Err(AlibabaInstanceError::HasAddress.into());
        }
        if facts.bandwidth.out == 0 {
            return Err(AlibabaInstanceError::NoBandwidth.into());
        }
        Ok(id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Response {
        let ip_address = at.region.new_public_address();
        if let Some(mut instance) = at.region.instances.get_mut(&id) {
            instance.nic.public_ip = Some(ip_address);
        }
        Response { ip_address }
    }
}
