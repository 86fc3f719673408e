//! [ModifyInstanceSpec](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceSpec)
//!
//! Changes the type or the public bandwidth of a pay-as-you-go instance.

use super::view::{charge_type, internet_charge_type};
use crate::alibaba::ecs::common::{Done, instance, parse_time};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Instance;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::{self, AlibabaResizeError, DiskChange, Later, Mode, ResizeRequest, Temporary};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes the type of a stopped instance, or the public bandwidth of a running or stopped one. One call cannot change
/// both.
///
/// A new bandwidth takes effect at once. A new type takes effect at the next start, but responses show it at once
/// (ours: clients wait for it before they start the instance). With `Async` the change happens after the response, as a
/// task that DescribeTasks lists. The rules are in [`crate::domain::resize`].
pub struct ModifyInstanceSpec;

/// The most disks in one call.
const MAX_DISKS: usize = 128;

/// Parameters whose invalid values have an error row of their own are read as text.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    instance_type: Option<SmolStr>,
    internet_max_bandwidth_out: Option<SmolStr>,
    internet_max_bandwidth_in: Option<SmolStr>,
    r#async: Option<SmolStr>,
    allow_migrate_across_zone: Option<SmolStr>,
    system_disk: Option<SystemDisk>,
    modify_mode: Option<ModifyMode>,
    temporary: Option<TemporaryRequest>,
    #[serde(default)]
    disk: Vec<DiskRequest>,
    client_token: Option<SmolStr>,
    internet_charge_type: Option<SmolStr>,
    instance_charge_type: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SystemDisk {
    category: Option<SmolStr>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum ModifyMode {
    Online,
    Offline,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TemporaryRequest {
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    internet_max_bandwidth_out: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DiskRequest {
    disk_id: SmolStr,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
}

/// The instance, its change, and whether the change happens after the response.
pub struct Plan {
    id: SmolStr,
    change: resize::Change,
    later: Option<Later>,
}

impl Operation for ModifyInstanceSpec {
    const ACTION: &'static str = "ModifyInstanceSpec";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        let text = "There is a idempotence signature mismatch between this and last request.";
        matches!(error, Error::TokenMismatch(_)).then(|| row(400, "IdempotenceParamNotMatch", text))
    }
}

impl Change for ModifyInstanceSpec {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.instance_id.clone();
        if request.disk.len() > MAX_DISKS {
            return Err(Error::invalid("Disk", request.disk.len(), format!("at most {MAX_DISKS}")));
        }
        let token = request.client_token.clone();
        let (internet_charge, instance_charge) =
            (request.internet_charge_type.clone(), request.instance_charge_type.clone());
        let migrate = boolean(request.allow_migrate_across_zone.as_ref(), AlibabaResizeError::AllowMigrateInvalid)?;
        let is_async = boolean(request.r#async.as_ref(), AlibabaResizeError::AsyncInvalid)?;
        let resize_request = ResizeRequest { migrate, is_async, ..resize_request(request)? };
        let instance = instance(at.region, &id).map_err(|_| AlibabaResizeError::InstanceNotFound)?;
        check_charges(instance, internet_charge.as_deref(), instance_charge.as_deref())?;
        let change = resize::plan(at, instance, resize_request)?;
        let later = is_async.then_some(Later { action: Self::ACTION, token });
        Ok(Plan { id, change, later })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        resize::commit(at, &plan.id, plan.change, plan.later);
        Done {}
    }

    fn repeat(at: Place<'_>, request: &Request, _stored: &str) -> Result<Option<Done>, Error> {
        let pending = at.region.instances.get(&request.instance_id).map(|instance| &instance.alibaba().spec.pending);
        match pending {
            Some(Some(pending)) if pending.token == request.client_token => {
                Err(AlibabaResizeError::LastTokenProcessing.into())
            }
            _ => Ok(None),
        }
    }
}

/// The vendor's table has errors for two parameters that its page no longer lists. Ours: the present values are accepted,
/// and no others, since the operation does not change them.
fn check_charges(
    instance: &Instance,
    internet_charge: Option<&str>,
    instance_charge: Option<&str>,
) -> Result<(), AlibabaResizeError> {
    let facts = instance.alibaba();
    if internet_charge.is_some_and(|charge| charge != internet_charge_type(facts.internet_charge)) {
        return Err(AlibabaResizeError::InternetChargeInvalid);
    }
    match instance_charge {
        Some(charge) if charge == charge_type(facts.charge()) => Ok(()),
        Some("PostPaid" | "PrePaid") => Err(AlibabaResizeError::ChargeTypeUnsupported),
        Some(_) => Err(AlibabaResizeError::InstanceChargeUnknown),
        None => Ok(()),
    }
}

fn resize_request(request: Request) -> Result<ResizeRequest, AlibabaResizeError> {
    let time = |text: Option<SmolStr>| text.map(|text| parse_time(&text));
    let temporary = match request.temporary {
        // Clients send an empty `Temporary.StartTime=` for a parameter that is not set.
        None | Some(TemporaryRequest { start_time: None, end_time: None, internet_max_bandwidth_out: None }) => None,
        Some(temporary) => Some(Temporary {
            start: time(temporary.start_time),
            end: time(temporary.end_time),
            out: number(temporary.internet_max_bandwidth_out, AlibabaResizeError::BandwidthInvalid)?,
        }),
    };
    let disk =
        |disk: DiskRequest| DiskChange { id: disk.disk_id, category: disk.category, level: disk.performance_level };
    Ok(ResizeRequest {
        instance_type: request.instance_type,
        out: number(request.internet_max_bandwidth_out, AlibabaResizeError::BandwidthOutOfRange)?,
        inward: number(request.internet_max_bandwidth_in, AlibabaResizeError::BandwidthInvalid)?,
        temporary,
        system_disk: request.system_disk.and_then(|disk| disk.category),
        mode: match request.modify_mode {
            Some(ModifyMode::Online) => Mode::Online,
            Some(ModifyMode::Offline) | None => Mode::Offline,
        },
        disks: request.disk.into_iter().map(disk).collect(),
        ..ResizeRequest::default()
    })
}

fn boolean(text: Option<&SmolStr>, error: AlibabaResizeError) -> Result<bool, AlibabaResizeError> {
    match text {
        None => Ok(false),
        Some(text) if text.eq_ignore_ascii_case("true") => Ok(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Ok(false),
        Some(_) => Err(error),
    }
}

fn number(text: Option<SmolStr>, error: AlibabaResizeError) -> Result<Option<i64>, AlibabaResizeError> {
    text.map(|text| text.parse().map_err(|_| error)).transpose()
}
