//! [RunInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/RunInstances)

use super::making::{self, LaunchOptions, LaunchParameters};
use crate::alibaba::ecs::common::TagRequest;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::disk::{AlibabaDiskError, SizeError};
use crate::domain::compute::instance::State;
use crate::domain::compute::launch::{self, Launch};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates and starts Amount instances (1 to 100, default 1), or at least MinAmount, which defaults to Amount.
pub struct RunInstances;

#[derive(Debug, Deserialize)]
pub struct Request(LaunchParameters, Fields);

/// The parameters that CreateInstance does not have, or reads otherwise.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    amount: Option<i64>,
    min_amount: Option<i64>,
    #[serde(default)]
    security_group_ids: Vec<SmolStr>,
    auto_release_time: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_id_sets: InstanceIdSets,
    order_id: &'static str,
    trade_price: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct InstanceIdSets {
    instance_id_set: Vec<SmolStr>,
}

/// The launch and the names of its instances.
pub struct Plan {
    launch: Launch,
    names: Vec<SmolStr>,
}

impl Operation for RunInstances {
    const ACTION: &'static str = "RunInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // Passwords, deployment sets, spot prices and the like have no visible effect here.
    // Passwords and payments are not modelled. What counts for spot instances only has no effect, since those are refused.
    const IGNORED: &'static [&'static str] = &[
        "Arn",
        "AutoPay",
        "AutoRenew",
        "AutoRenewPeriod",
        "Isp",
        "Password",
        "PasswordInherit",
        "SecurityEnhancementStrategy",
        "SpotDuration",
        "SpotInterruptionBehavior",
        "SpotPriceLimit",
    ];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("Affinity", "default"),
        ("ClockOptions.PtpStatus", "disabled"),
        ("CpuOptions", ""),
        ("DataDisk.N.BurstingEnabled", "false"),
        ("DataDisk.N.Encrypted", "false"),
        ("DataDisk.N", ""),
        ("DedicatedHostId", ""),
        ("DeploymentSetGroupNo", ""),
        ("DeploymentSetId", ""),
        ("HibernationOptions.Configured", "false"),
        ("HostNames", ""),
        ("HpcClusterId", ""),
        ("ImageOptions.LoginAsNonRoot", "false"),
        ("IoOptimized", "optimized"),
        ("Ipv6Address", ""),
        ("Ipv6AddressCount", "0"),
        ("LaunchTemplateId", ""),
        ("LaunchTemplateName", ""),
        ("LaunchTemplateVersion", ""),
        ("ManagedHostId", ""),
        ("NetworkInterface", ""),
        ("NetworkInterfaceQueueNumber", ""),
        ("NetworkOptions.EnableJumboFrame", "false"),
        ("NetworkOptions.EnableNetworkEncryption", "false"),
        ("NetworkOptions", ""),
        ("PrivateDnsNameOptions", ""),
        ("SchedulerOptions", ""),
        ("SecurityOptions", ""),
        ("StorageSetId", ""),
        ("StorageSetPartitionNumber", ""),
        ("SystemDisk.BurstingEnabled", "false"),
        ("SystemDisk.Encrypted", "false"),
        ("SystemDisk", ""),
        ("Tenancy", "default"),
        ("UniqueSuffix", "false"),
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::UserDataMalformed)) => Some(row(400, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid.")),
            Error::Domain(DomainError::AlibabaDisk(AlibabaDiskError::Size { system: true, why: SizeError::Large })) => Some(row(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the max size.")),
            Error::Domain(DomainError::AlibabaDisk(AlibabaDiskError::Size { system: true, .. })) => Some(row(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the min size.")),
            _ => match error.invalid_parameter()? {
                "Amount" => Some(row(400, "InvalidMaxAmount.Malformed", "The specified parameter MaxAmount is not valid.")),
                "MinAmount" => Some(row(400, "InvalidMinAmount.Malformed", "The specified parameter MinAmount is not valid.")),
                name if name.ends_with(".DiskName") => Some(row(400, "InvalidDiskName.Malformed", "The specified parameter \"SyatemDisk.DiskName or DataDisk.n.DiskName\" is not valid.")),
                name if name.ends_with(".Description") => Some(row(400, "InvalidDiskDescription.Malformed", "The specified parameter \"SyatemDisk.DiskDescription\" or \"DataDisk.n.Description\" is not valid.")),
                _ => making::refuse_text(error),
            },
        }
    }
}

impl Change for RunInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, Request(parameters, fields): Request) -> Result<Plan, Error> {
        let amount = |name: &str, value: Option<i64>, default: u32| match value {
            None => Ok(default),
            Some(value) => {
                let number = u32::try_from(value).ok().filter(|number| (1..=100).contains(number));
                number.ok_or_else(|| Error::invalid(name, value, "from 1 to 100"))
            }
        };
        let max = amount("Amount", fields.amount, 1)?;
        let min = amount("MinAmount", fields.min_amount, max)?;
        let pattern = parameters.instance_name.clone().unwrap_or_default();
        let options = LaunchOptions {
            min,
            max,
            public: true,
            goal: State::Running,
            security_group_ids: fields.security_group_ids,
            auto_release_time: fields.auto_release_time,
            tag: fields.tag,
        };
        let launch = launch::plan(at, making::launch_request(at, parameters, options)?)?;
        let names = (0..max).map(|n| making::numbered_name(&pattern, n)).collect::<Result<_, _>>()?;
        Ok(Plan { launch, names })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let ids = launch::commit(at, plan.launch, |n, instance| {
            instance.alibaba_mut().name = plan.names.get(n as usize).cloned().unwrap_or_default();
        });
        Response { instance_id_sets: InstanceIdSets { instance_id_set: ids }, order_id: "", trade_price: 0.0 }
    }
}
