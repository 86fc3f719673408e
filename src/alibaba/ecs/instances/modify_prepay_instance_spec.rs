//! [ModifyPrepayInstanceSpec](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyPrepayInstanceSpec)
//!
//! Changes the type of a subscription instance.

use crate::alibaba::ecs::common::{instance, parse_time};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::AlibabaBillingError;
use crate::domain::billing::prepaid::{self, Direction, Plan, PrepaidRequest, Reboot};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::{self, AlibabaResizeError, DiskChange, Mode};
use crate::operation::{Change, Error, Operation, VendorError, row};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Changes the type of a subscription instance. An upgrade works while the instance is running or stopped, a downgrade
/// only while it is stopped. At `EndTime`, if given, the instance returns to its present type.
///
/// The prices of [`crate::domain::billing::price`] decide whether a change is an upgrade. The other rules are in
/// [`crate::domain::billing::prepaid`].
pub struct ModifyPrepayInstanceSpec;

/// The most disks in one call.
const MAX_DISKS: usize = 128;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    instance_type: SmolStr,
    operator_type: Option<OperatorType>,
    auto_pay: Option<bool>,
    migrate_across_zone: Option<bool>,
    reboot_when_finished: Option<bool>,
    reboot_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    modify_mode: Option<ModifyMode>,
    system_disk: Option<SystemDisk>,
    #[serde(default)]
    disk: Vec<Disk>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OperatorType {
    Upgrade,
    Downgrade,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum ModifyMode {
    Online,
    Offline,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SystemDisk {
    category: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Disk {
    disk_id: SmolStr,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    order_id: SmolStr,
}

impl Operation for ModifyPrepayInstanceSpec {
    const ACTION: &'static str = "ModifyPrepayInstanceSpec";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// Where the vendor's text is a placeholder, the text is ours.
    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::TokenMismatch(_) => Some(row(400, "IdempotenceParamNotMatch", "Request uses a client token in a previous request but is not identical to that request.")),
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::Overdue)) => Some(row(400, "Account.Arrearage", "Your account has an outstanding payment.")),
            Error::Domain(DomainError::AlibabaBilling(error)) => billing(error),
            Error::Domain(DomainError::AlibabaResize(error)) => spec(error),
            _ if error.invalid_parameter() == Some("RebootTime") => Some(row(400, "InvalidRebootTime.MalFormed", "The specified rebootTime is not valid.")),
            _ => None,
        }
    }
}

#[rustfmt::skip]
fn billing(error: &AlibabaBillingError) -> Option<VendorError> {
    use AlibabaBillingError as E;
    Some(match error {
        E::ChargeType => row(400, "InvalidBillingMethod.ValueNotSupported", "The operation is not permitted due to an invalid billing method of the instance."),
        E::Expired => row(403, "InvalidInstance.PreInstanceExpired", "Instance business status is not Expired."),
        E::End | E::EndBeyond => row(400, "InvalidParameter", "The specified parameter \"EndTime\" is not valid."),
        _ => return None,
    })
}

/// The errors whose rows differ from those of ModifyInstanceSpec.
#[rustfmt::skip]
fn spec(error: &AlibabaResizeError) -> Option<VendorError> {
    use AlibabaResizeError as E;
    Some(match error {
        E::BalanceTooLow => row(400, "OrderCreationFailed", "Order creation failed, please check your params and try it again later."),
        E::NotStopped => row(400, "InvalidStatus.NotStopped", "Instance status must be stopped."),
        E::TypeChangeNotAllowed => row(400, "InvalidInstanceType.NotSupported", "The specified InstanceType is not Supported."),
        E::LocalDisks => row(403, "OperationDenied.LocalDiskUnsupported", "The configuration change is not allowed when the specified instance has local disks mounted."),
        E::OnDedicatedHost => row(403, "OperationDenied", "The specified instance is on a dedicated host."),
        E::InTargetPrivatePool => row(403, "OperationDenied", "The specified instance is bound to a private pool."),
        E::SystemDiskCategoryInvalid => row(400, "InvalidParameter", "The specified parameter \"SystemDisk.Category\" is not valid."),
        E::DiskCategoryNotUpgradable => row(403, "InvalidInstanceType.NotSupportDiskCategory", "The instanceType of the specified instance does not support this disk category."),
        E::ParametersDisagree(facts) => row(400, "InvalidParameter", facts.clone()),
        E::NoStock | E::OutOfUsage => row(403, "OperationDenied.NoStock", "The specified instance is out of usage."),
        _ => return None,
    })
}

impl Change for ModifyPrepayInstanceSpec {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        if request.disk.len() > MAX_DISKS {
            return Err(Error::invalid("Disk", request.disk.len(), format!("at most {MAX_DISKS}")));
        }
        let instance = instance(at.region, &request.instance_id)?;
        Ok(prepaid::plan(at, instance, prepaid_request(request)?)?)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        Response { order_id: prepaid::commit(at, plan) }
    }
}

fn prepaid_request(request: Request) -> Result<PrepaidRequest, Error> {
    // Ours: RebootWhenFinished takes precedence over RebootTime.
    let reboot = match parse_optional_time("RebootTime", request.reboot_time)? {
        _ if request.reboot_when_finished == Some(true) => Reboot::Now,
        Some(time) => Reboot::At(time),
        None => Reboot::Never,
    };
    let disk = |disk: Disk| DiskChange { id: disk.disk_id, category: disk.category, level: disk.performance_level };
    Ok(PrepaidRequest {
        spec: resize::ResizeRequest {
            instance_type: Some(request.instance_type),
            system_disk: request.system_disk.and_then(|disk| disk.category),
            mode: match request.modify_mode {
                Some(ModifyMode::Online) => Mode::Online,
                Some(ModifyMode::Offline) | None => Mode::Offline,
            },
            disks: request.disk.into_iter().map(disk).collect(),
            migrate: request.migrate_across_zone.unwrap_or(false),
            ..resize::ResizeRequest::default()
        },
        direction: request.operator_type.map(|operator_type| match operator_type {
            OperatorType::Upgrade => Direction::Up,
            OperatorType::Downgrade => Direction::Down,
        }),
        auto_pay: request.auto_pay.unwrap_or(true),
        reboot,
        until: parse_optional_time("EndTime", request.end_time)?,
    })
}

fn parse_optional_time(name: &str, text: Option<SmolStr>) -> Result<Option<Timestamp>, Error> {
    let Some(text) = text else { return Ok(None) };
    parse_time(&text).map(Some).ok_or_else(|| Error::invalid(name, &text, "a time in UTC"))
}
