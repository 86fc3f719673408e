//! [ModifyInstanceAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html)

use super::options::check_enclaves;
use super::user_data::user_data;
use super::view::SRIOV;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, instance};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::ebs::check_ebs_optimized;
use crate::domain::compute::ena;
use crate::domain::compute::image;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::compute::launch;
use crate::domain::compute::placement;
use crate::domain::credits::{self, CreditMode};
use crate::domain::error::{AwsInstanceError, Error as DomainError, InstanceAction, InstanceError};
use crate::domain::network::interfaces::{AwsInterfaceError, InterfaceError, check_addresses, check_count, others};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::operation::{Change, DryRun, Error, Operation, VendorError, not_modelled, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes one attribute of an instance. The request has a parameter for the attribute (`InstanceType.Value`), or in
/// the older syntax `Attribute` and `Value`. To change the type, EBS optimisation, enhanced networking or user data, the
/// instance must be stopped.
///
/// If an instance in unlimited mode gets a type without CPU credits, its mode stays unlimited, as on AWS.
pub struct ModifyInstanceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    attribute: Option<SmolStr>,
    value: Option<SmolStr>,
    instance_type: Option<Text>,
    user_data: Option<Text>,
    instance_initiated_shutdown_behavior: Option<Text>,
    disable_api_stop: Option<Flag>,
    disable_api_termination: Option<Flag>,
    ebs_optimized: Option<Flag>,
    source_dest_check: Option<Flag>,
    #[serde(default)]
    group_id: Vec<SmolStr>,
    #[serde(default)]
    block_device_mapping: Vec<Mapping>,
    ena_support: Option<Flag>,
    kernel: Option<Text>,
    ramdisk: Option<Text>,
    sriov_net_support: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    value: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Flag {
    value: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Mapping {
    device_name: SmolStr,
    ebs: Option<Ebs>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Ebs {
    delete_on_termination: Option<bool>,
}

/// The change of one attribute.
pub enum Attribute {
    InstanceType(&'static InstanceType, CreditMode),
    UserData(Option<SmolStr>),
    ShutdownTerminates(bool),
    StopProtection(bool),
    TerminationProtection(bool),
    EbsOptimized(bool),
    RoutesTraffic(bool),
    Groups(Vec<SmolStr>),
    DeleteOnTermination(Vec<(SmolStr, bool)>),
    Ena(bool),
    Sriov,
}

impl Operation for ModifyInstanceAttribute {
    const ACTION: &'static str = "ModifyInstanceAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] =
        &["BlockDeviceMapping.N.Ebs.VolumeId", "BlockDeviceMapping.N.NoDevice", "BlockDeviceMapping.N.VirtualName"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("EnclaveOptions.Enabled", "false")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        let text = match error {
            // As users report it, and as MonitorInstances has it.
            Error::Domain(DomainError::AwsInstance(AwsInstanceError::Malformed(id))) => {
                format!("Value ({id}) for parameter instanceId is invalid. Expected: 'i-...'.")
            }
            // The code is the page's, the text that of a launch.
            Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(name))) => {
                let text = format!("Invalid value '{name}' for InstanceType.");
                return Some(row(400, "InvalidInstanceAttributeValue", text));
            }
            _ => return None,
        };
        Some(row(400, "InvalidParameterValue", text))
    }
}

impl Change for ModifyInstanceAttribute {
    type Plan = (SmolStr, Attribute);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let id = request.instance_id.clone();
        let instance = instance(at.region, &id)?;
        let missing = if request.attribute.is_some() { "Value" } else { "Attribute" };
        let mut requested = attributes(at, instance, request)?;
        let attribute = requested.pop().ok_or_else(|| Error::missing(missing))?;
        if !requested.is_empty() {
            return Err(Error::Conflict("Fields for multiple attribute types specified".to_owned()));
        }
        let needs_stop = matches!(
            attribute,
            Attribute::InstanceType(..)
                | Attribute::UserData(_)
                | Attribute::EbsOptimized(_)
                | Attribute::Ena(_)
                | Attribute::Sriov
        );
        if needs_stop && (instance.state != State::Stopped || instance.is_hibernated()) {
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Modify }.into());
        }
        match attribute {
            Attribute::InstanceType(to, _) => {
                check_type_change(at, instance, to)?;
                check_interfaces(at.region, instance, to)?;
            }
            Attribute::Groups(_) | Attribute::RoutesTraffic(_) if !instance.nic.more().others.is_empty() => {
                return Err(AwsInterfaceError::Several(id).into());
            }
            Attribute::EbsOptimized(on) => check_ebs_optimized(instance.instance_type, Some(on))?,
            _ => {}
        }
        Ok((id, attribute))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, attribute): Self::Plan) -> Done {
        let Some(mut instance) = at.region.instances.get_mut(&id) else { return Done::YES };
        match attribute {
            Attribute::InstanceType(instance_type, mode) => {
                instance.instance_type = instance_type;
                // As on AWS, the CPU options become those of the new type.
                instance.aws.cpu = None;
                instance.credits = mode;
                drop(instance);
                credits::update(at, &id);
            }
            Attribute::UserData(data) => instance.aws.user_data = data,
            Attribute::ShutdownTerminates(on) => instance.aws.shutdown_terminates = on,
            Attribute::StopProtection(on) => instance.aws.stop_protection = on,
            Attribute::TerminationProtection(on) => instance.aws.termination_protection = on,
            Attribute::EbsOptimized(on) => instance.aws.ebs_optimized = on,
            Attribute::Ena(on) => instance.aws.ena = Some(on),
            Attribute::Sriov => instance.aws.sriov = true,
            Attribute::RoutesTraffic(on) => instance.aws.routes_traffic = on,
            Attribute::Groups(groups) => instance.nic.groups = groups,
            Attribute::DeleteOnTermination(changes) => {
                for (device, delete) in changes {
                    let disks = instance.disks.iter_mut().filter(|disk| disk.device == device);
                    disks.for_each(|disk| disk.delete_with_instance = delete);
                }
            }
        }
        Done::YES
    }
}

/// The attributes of a request, in either syntax.
fn attributes(at: Place<'_>, instance: &Instance, request: Request) -> Result<Vec<Attribute>, Error> {
    let mut requested = Vec::new();
    if let Some(name) = &request.attribute
        && let Some(value) = request.value
    {
        requested.push(by_name(at, instance, name, value)?);
    }
    not_modelled(&[(request.kernel.is_some(), "Kernel"), (request.ramdisk.is_some(), "Ramdisk")])?;
    if let Some(Text { value }) = request.instance_type {
        requested.push(instance_type(at, instance, &value.ok_or_else(|| Error::missing("InstanceType.Value"))?)?);
    }
    if let Some(Text { value }) = request.user_data {
        requested.push(Attribute::UserData(user_data(value)?));
    }
    if let Some(Text { value }) = request.instance_initiated_shutdown_behavior {
        let name = "InstanceInitiatedShutdownBehavior.Value";
        requested.push(behavior(name, &value.ok_or_else(|| Error::missing(name))?)?);
    }
    if let Some(Text { value }) = request.sriov_net_support {
        let name = "SriovNetSupport.Value";
        requested.push(sriov(name, &value.ok_or_else(|| Error::missing(name))?)?);
    }
    let flags = [
        request.disable_api_stop.map(|flag| Attribute::StopProtection(flag.value)),
        request.disable_api_termination.map(|flag| Attribute::TerminationProtection(flag.value)),
        request.ebs_optimized.map(|flag| Attribute::EbsOptimized(flag.value)),
        request.ena_support.map(|flag| Attribute::Ena(flag.value)),
        request.source_dest_check.map(|flag| Attribute::RoutesTraffic(!flag.value)),
    ];
    requested.extend(flags.into_iter().flatten());
    if !request.group_id.is_empty() {
        launch::check_groups(at.region, &request.group_id, &instance.nic.subnet, &instance.nic.vpc)?;
        requested.push(Attribute::Groups(request.group_id));
    }
    let changes = mappings(instance, request.block_device_mapping)?;
    if !changes.is_empty() {
        requested.push(Attribute::DeleteOnTermination(changes));
    }
    Ok(requested)
}

/// Reads an attribute in the older syntax.
fn by_name(at: Place<'_>, instance: &Instance, name: &str, value: SmolStr) -> Result<Attribute, Error> {
    let flag = || match &*value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Error::invalid("Value", &value, "true or false")),
    };
    match name {
        "instanceType" => instance_type(at, instance, &value),
        "userData" => Ok(Attribute::UserData(user_data(Some(value))?)),
        "instanceInitiatedShutdownBehavior" => behavior("Value", &value),
        "disableApiStop" => Ok(Attribute::StopProtection(flag()?)),
        "disableApiTermination" => Ok(Attribute::TerminationProtection(flag()?)),
        "ebsOptimized" => Ok(Attribute::EbsOptimized(flag()?)),
        "enaSupport" => Ok(Attribute::Ena(flag()?)),
        "sriovNetSupport" => sriov("Value", &value),
        "sourceDestCheck" => Ok(Attribute::RoutesTraffic(!flag()?)),
        _ => Err(Error::invalid("Attribute", name, "an attribute that can be modified")),
    }
}

fn instance_type(at: Place<'_>, instance: &Instance, name: &SmolStr) -> Result<Attribute, Error> {
    let cloud = at.scope.cloud;
    let instance_type = at.types.find(name).ok_or_else(|| InstanceError::TypeUnknown(name.clone()))?;
    image::check_architecture(at, &instance.image, instance_type)?;
    Ok(Attribute::InstanceType(instance_type, credits::mode_after_resize(cloud, at.region, instance, instance_type)))
}

/// A stopped instance can get a type with as many network cards, with ENA only if that is not switched off, and with what its
/// enclaves and its placement group need.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resize-limitations.html>
fn check_type_change(at: Place<'_>, instance: &Instance, to: &'static InstanceType) -> Result<(), Error> {
    let from = instance.instance_type;
    let cards = |of: &InstanceType| of.ec2().map(|figures| figures.network.cards);
    if cards(from) != cards(to) {
        return Err(AwsInstanceError::TypeChange { from: from.name, to: to.name }.into());
    }
    if instance.aws.rare().enclave {
        check_enclaves(to)?;
    }
    if let Some(group) = placement::group(at.region, instance) {
        placement::check_type(group, to)?;
    }
    Ok(ena::check_type(instance, to)?)
}

/// Whether instances of a type can have the interfaces of this one, and their addresses.
fn check_interfaces(region: &Region, instance: &Instance, to: &InstanceType) -> Result<(), InterfaceError> {
    let others = others(region, instance);
    check_count(region, to, others.len() + 1)?;
    let mut nics = others.into_iter().map(|other| &other.nic).chain([&instance.nic]);
    nics.try_for_each(|nic| {
        let (v4, v6) = nic.counts();
        check_addresses(region, to, v4, v6)
    })
}

fn sriov(name: &str, value: &str) -> Result<Attribute, Error> {
    if value == SRIOV { Ok(Attribute::Sriov) } else { Err(Error::invalid(name, value, SRIOV)) }
}

fn behavior(name: &str, value: &str) -> Result<Attribute, Error> {
    match value {
        "stop" => Ok(Attribute::ShutdownTerminates(false)),
        "terminate" => Ok(Attribute::ShutdownTerminates(true)),
        _ => Err(Error::invalid(name, value, "stop or terminate")),
    }
}

/// The changes of `DeleteOnTermination`, by device. Fails if the instance has no such device.
fn mappings(instance: &Instance, mappings: Vec<Mapping>) -> Result<Vec<(SmolStr, bool)>, Error> {
    let mut changes = Vec::new();
    for mapping in mappings {
        if !instance.disks.iter().any(|disk| disk.device == mapping.device_name) {
            let text = "a device of the instance";
            return Err(Error::invalid("BlockDeviceMapping.DeviceName", mapping.device_name, text));
        }
        if let Some(Ebs { delete_on_termination: Some(delete) }) = mapping.ebs {
            changes.push((mapping.device_name, delete));
        }
    }
    Ok(changes)
}
