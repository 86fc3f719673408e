//! [ModifyPrivateDnsNameOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyPrivateDnsNameOptions.html)

use super::options::{HostnameType, NamesRequest};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, instance};
use crate::domain::compute::instance::{PrivateNames, State};
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the private DNS names of an instance. Its host name changes only while it is stopped.
pub struct ModifyPrivateDnsNameOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    private_dns_hostname_type: Option<HostnameType>,
    enable_resource_name_dns_a_record: Option<bool>,
    #[serde(rename = "EnableResourceNameDnsAAAARecord")]
    enable_resource_name_dns_aaaa_record: Option<bool>,
}

impl Operation for ModifyPrivateDnsNameOptions {
    const ACTION: &'static str = "ModifyPrivateDnsNameOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyPrivateDnsNameOptions {
    type Plan = (SmolStr, PrivateNames);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let before = instance.aws.rare().names;
        let names = NamesRequest::new(
            request.private_dns_hostname_type,
            request.enable_resource_name_dns_a_record,
            request.enable_resource_name_dns_aaaa_record,
        );
        let names = names.apply(before);
        if names.by_resource != before.by_resource && instance.state != State::Stopped {
            let (id, state, action) = (request.instance_id, instance.state, InstanceAction::Modify);
            return Err(InstanceError::WrongState { id, state, action }.into());
        }
        Ok((request.instance_id, names))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, names): Self::Plan) -> Done {
        if let Some(mut instance) = at.region.instances.get_mut(&id) {
            instance.aws.change_rare(|rare| rare.names = names);
        }
        Done::YES
    }
}
