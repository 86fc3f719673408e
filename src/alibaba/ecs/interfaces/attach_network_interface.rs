//! [AttachNetworkInterface](https://api.alibabacloud.com/document/Ecs/2014-05-26/AttachNetworkInterface)

use super::Eni;
use super::eni::check_instance;
use super::refusals;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Instance;
use crate::domain::network::interfaces::{
    AlibabaInterfaceError, Interface, InterfaceError, attach, check_addresses, check_count, check_queues,
    next_device_index, others,
};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Attaches an available network interface to a running or stopped instance in the same zone and VPC. It is `Attaching`, and then
/// `InUse`.
pub struct AttachNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    instance_id: SmolStr,
}

impl Operation for AttachNetworkInterface {
    const ACTION: &'static str = "AttachNetworkInterface";
    const REGION_ID: bool = true;
    // The configuration inside of an instance is not modelled.
    const IGNORED: &'static [&'static str] = &["WaitForNetworkConfigurationReady"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("NetworkCardIndex", "0"), ("TrunkNetworkInstanceId", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::group_kinds(error)
    }
}

impl Change for AttachNetworkInterface {
    type Plan = (SmolStr, SmolStr, u32);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let instance = instance(at.region, &request.instance_id)?;
        eni.check_status(&["Available"])?;
        check_instance(instance)?;
        if let Some(interface) = eni.other {
            check(at.region, interface, instance)?;
        }
        Ok((request.network_interface_id, request.instance_id, next_device_index(at.region, instance)))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, instance, device_index): Self::Plan) -> Done {
        attach(at, &id, &instance, device_index, None);
        let Some(interface) = at.region.interfaces.get_mut(&id) else { return Done {} };
        let delete = interface.alibaba().delete_on_release;
        if let Some(attachment) = &mut interface.attachment {
            attachment.delete_on_termination = delete;
        }
        Done {}
    }
}

/// Whether the instance can have the interface beside those that it has.
fn check(region: &Region, interface: &Interface, instance: &Instance) -> Result<(), Error> {
    if interface.nic.vpc != instance.nic.vpc {
        return Err(AlibabaInterfaceError::Vpc.into());
    }
    if interface.zone != instance.zone {
        return Err(InterfaceError::Zone.into());
    }
    let (of, others) = (instance.instance_type, others(region, instance));
    check_count(region, of, others.len() + 2)?;
    let (v4, v6) = interface.nic.counts();
    check_addresses(region, of, v4, v6)?;
    let queues: Vec<_> = others.into_iter().chain([interface]).map(|one| one.alibaba().queues).collect();
    Ok(check_queues(region, of, &queues)?)
}
