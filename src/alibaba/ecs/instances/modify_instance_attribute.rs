//! [ModifyInstanceAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceAttribute)

use super::user_data::check_user_data;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::ecs::texts;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{ChargeType, Instance, Lock, State};
use crate::domain::compute::launch;
use crate::domain::credits::{self, CreditMode, CreditRefusal};
use crate::domain::error::{AlibabaInstanceError, CreditError, Error as DomainError, InstanceAction, InstanceError};
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Changes attributes of an instance, such as its names, security groups and credit mode. Attributes that the request
/// leaves out stay the same. An empty description removes the old one (ours: the SDKs send `Description=` only if their
/// user sets it).
pub struct ModifyInstanceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: Description", rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    instance_name: Option<SmolStr>,
    description: Option<SmolStr>,
    host_name: Option<SmolStr>,
    user_data: Option<SmolStr>,
    credit_specification: Option<SmolStr>,
    deletion_protection: Option<bool>,
    enable_jumbo_frame: Option<bool>,
    #[serde(default)]
    security_group_ids: Vec<SmolStr>,
}

/// The instance and its new attributes. `None`, and an empty list of groups, leave an attribute as it is.
pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    host_name: Option<SmolStr>,
    user_data: Option<SmolStr>,
    credits: Option<CreditMode>,
    deletion_protection: Option<bool>,
    jumbo_frame: Option<bool>,
    groups: Vec<SmolStr>,
}

impl Operation for ModifyInstanceAttribute {
    const ACTION: &'static str = "ModifyInstanceAttribute";
    // Passwords are not modelled.
    const IGNORED: &'static [&'static str] = &["Password", "RemoteConnectionOptions"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("CpuOptions", ""),
        ("EnableNetworkEncryption", "false"),
        ("NetworkInterfaceQueueNumber", ""),
        ("PrivateDnsNameOptions", ""),
        ("Recyclable", "false"),
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => row(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist."),
            Error::Domain(DomainError::Network(NetworkError::Mismatch(_))) => row(404, "InvalidSecurityGroupVpc.NotBelongToOneVpc", "The specified SecurityGroupIds are belong to different vpc."),
            _ => match error.invalid_parameter()? {
                "InstanceName" => row(400, "InvalidInstanceName.Malformed", "The specified parameter \"InstanceName\" is not valid."),
                "Description" => row(400, "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid."),
                "HostName" => row(400, "InvalidHostName.Malformed", "The specified parameter \"HostName\" is not valid."),
                "SecurityGroupIds" => row(400, "InvalidParameter", "The specified parameter is not valid."),
                _ => return None,
            },
        })
    }
}

impl Change for ModifyInstanceAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        if instance.alibaba().locks.contains(&Lock::Security) {
            return Err(AlibabaInstanceError::LockedForSecurity.into());
        }
        check_texts(&request, instance)?;
        let user_data = request.user_data.map(check_user_data).transpose()?;
        let credits = request.credit_specification.map(|text| credit_mode(at, instance, &text)).transpose()?;
        if request.deletion_protection == Some(true) && instance.alibaba().charge() == ChargeType::PrePaid {
            return Err(AlibabaInstanceError::ProtectionOfSubscription.into());
        }
        if request.enable_jumbo_frame.is_some() && !matches!(instance.state, State::Running | State::Stopped) {
            return Err(AlibabaInstanceError::Frames.into());
        }
        check_groups(at, instance, &request.security_group_ids)?;
        Ok(Plan {
            id: request.instance_id,
            name: request.instance_name,
            description: request.description,
            host_name: request.host_name,
            user_data,
            credits,
            deletion_protection: request.deletion_protection,
            jumbo_frame: request.enable_jumbo_frame,
            groups: request.security_group_ids,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let Some(mut instance) = at.region.instances.get_mut(&plan.id) else { return Done {} };
        if !plan.groups.is_empty() {
            instance.nic.groups = plan.groups;
        }
        let facts = instance.alibaba_mut();
        let set = |field: &mut SmolStr, value: Option<SmolStr>| value.into_iter().for_each(|value| *field = value);
        set(&mut facts.name, plan.name);
        set(&mut facts.description, plan.description);
        // Ours: the change is visible at once, not only after the next start.
        set(&mut facts.host_name, plan.host_name);
        facts.user_data = plan.user_data.or(facts.user_data.take());
        facts.deletion_protection = plan.deletion_protection.unwrap_or(facts.deletion_protection);
        facts.jumbo_frame = plan.jumbo_frame.unwrap_or(facts.jumbo_frame);
        drop(instance);
        if let Some(mode) = plan.credits {
            credits::set_mode(at, &plan.id, mode);
        }
        Done {}
    }
}

/// Fails unless the new name, description and host name are valid and the instance can have them now.
fn check_texts(request: &Request, instance: &Instance) -> Result<(), Error> {
    texts::check_name("InstanceName", request.instance_name.as_deref().unwrap_or_default())?;
    texts::check_description("Description", request.description.as_deref().unwrap_or_default())?;
    if let Some(name) = &request.host_name {
        texts::check_host_name(name, instance.platform == "Windows")?;
        let (id, state) = (instance.id.clone(), instance.state);
        if matches!(state, State::Pending | State::Starting) {
            return Err(InstanceError::WrongState { id, state, action: InstanceAction::Modify }.into());
        }
    }
    Ok(())
}

/// Parses the credit mode, and fails if the instance cannot have it now: the instance must be running, and for the
/// unlimited mode its account must not be in arrears.
fn credit_mode(at: Place<'_>, instance: &Instance, text: &SmolStr) -> Result<CreditMode, Error> {
    let invalid = || Error::invalid("CreditSpecification", text, "Standard or Unlimited");
    let mode = CreditMode::from_ecs(text).ok_or_else(invalid)?;
    let refused = |refusal: CreditRefusal| CreditError::Refused {
        id: Some(instance.id.clone()),
        instance_type: instance.instance_type.name,
        refusal,
    };
    credits::check_launch(at.scope.cloud, instance.instance_type, instance.tenancy, mode).map_err(refused)?;
    let overdue = at.account.in_arrears || instance.alibaba().locks.contains(&Lock::Financial);
    match instance.state {
        State::Running if mode == CreditMode::Unlimited && overdue => {
            Err(AlibabaInstanceError::CreditsRestricted.into())
        }
        State::Running => Ok(mode),
        State::Stopped => Err(AlibabaInstanceError::CreditsOfStopped.into()),
        _ => Err(AlibabaInstanceError::CreditsRestricted.into()),
    }
}

/// The most security groups in one request.
const MAX_GROUPS: usize = 51;

fn check_groups(at: Place<'_>, instance: &Instance, groups: &[SmolStr]) -> Result<(), Error> {
    if groups.len() > MAX_GROUPS {
        return Err(Error::invalid("SecurityGroupIds", groups.len(), format!("at most {MAX_GROUPS}")));
    }
    if groups.iter().collect::<BTreeSet<_>>().len() < groups.len() {
        return Err(AlibabaInstanceError::GroupTwice.into());
    }
    Ok(launch::check_groups(at.region, groups, &instance.nic.subnet, &instance.nic.vpc)?)
}
