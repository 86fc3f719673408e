//! [AttachNetworkInterface](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html)

use super::available;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::aws::ec2::instances::interface::attachment_id;
use crate::domain::compute::instance::State;
use crate::domain::compute::volume::{AwsVolumeError, check_attachments};
use crate::domain::network::interfaces::{
    AwsInterfaceError, InterfaceError, attach, check_addresses, check_count, others,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Attaches an available interface to a running or stopped instance of its zone, as a further one. It is `attaching`, then
/// `attached`, and stays when the instance is terminated.
pub struct AttachNetworkInterface;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    device_index: i64,
    instance_id: SmolStr,
    network_interface_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    attachment_id: String,
    network_card_index: u32,
}

#[derive(Debug)]
pub struct Plan {
    interface: SmolStr,
    instance: SmolStr,
    device_index: u32,
    attachment: String,
}

impl Operation for AttachNetworkInterface {
    const ACTION: &'static str = "AttachNetworkInterface";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("EnaQueueCount", ""), ("EnaSrdSpecification", ""), ("NetworkCardIndex", "0")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for AttachNetworkInterface {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let interface = available(at.region, &request.network_interface_id)?;
        let instance = instance(at.region, &request.instance_id)?;
        if !matches!(instance.state, State::Running | State::Stopped) {
            return Err(AwsVolumeError::InstanceState(instance.id.clone()).into());
        }
        if interface.zone != instance.zone {
            return Err(InterfaceError::Zone.into());
        }
        let index = request.device_index;
        let invalid = |_| Error::invalid("deviceIndex", index, "a number from 1");
        let device_index = u32::try_from(index).map_err(invalid)?;
        let others = others(at.region, instance);
        let mut used = others.iter().filter_map(|other| other.attachment.as_ref());
        if device_index == 0 || used.any(|attachment| attachment.device_index == device_index) {
            return Err(AwsInterfaceError::IndexTaken { instance: instance.id.clone(), index: device_index }.into());
        }
        let of = instance.instance_type;
        check_count(at.region, of, others.len() + 2)?;
        check_attachments(of, instance.disks.len(), others.len() + 2)?;
        let (v4, v6) = interface.nic.counts();
        check_addresses(at.region, of, v4, v6)?;
        let attachment = attachment_id(&interface.nic);
        Ok(Plan { interface: request.network_interface_id, instance: request.instance_id, device_index, attachment })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        attach(at, &plan.interface, &plan.instance, plan.device_index, None);
        Response { attachment_id: plan.attachment, network_card_index: 0 }
    }
}
