//! [RunInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/RunInstances)

use super::launch_refusals;
use super::making::{self, LaunchOptions, LaunchParameters};
use super::numbered_name::Numbering;
use crate::alibaba::ecs::common::{TagRequest, in_range};
use crate::alibaba::ecs::interfaces::launch::{NetworkInterface, ipv6};
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::renewal;
use crate::domain::compute::disk::{AlibabaDiskError, SizeError};
use crate::domain::compute::instance::State;
use crate::domain::compute::launch::{self, Launch};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::AlibabaResizeError;
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
    #[serde(default)]
    network_interface: Vec<NetworkInterface>,
    #[serde(default)]
    ipv6_address: Vec<SmolStr>,
    ipv6_address_count: Option<i64>,
    unique_suffix: Option<bool>,
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

/// The launch, and the instance name and the host name of each of its instances.
pub struct Plan {
    launch: Launch,
    names: Vec<[SmolStr; 2]>,
}

impl Operation for RunInstances {
    const ACTION: &'static str = "RunInstances";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // Passwords and payments are not modelled. What counts for spot instances only has no effect, since those are refused.
    const IGNORED: &'static [&'static str] = &[
        "Arn",
        "AutoPay",
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
        ("LaunchTemplateId", ""),
        ("LaunchTemplateName", ""),
        ("LaunchTemplateVersion", ""),
        ("ManagedHostId", ""),
        ("NetworkInterface.N.NetworkCardIndex", "0"),
        ("NetworkInterface.N.NetworkInterfaceTrafficMode", "Standard"),
        ("NetworkInterface.N.QueuePairNumber", ""),
        ("NetworkInterface.N.RxQueueSize", ""),
        ("NetworkInterface.N.SourceDestCheck", "false"),
        ("NetworkInterface.N.TxQueueSize", ""),
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
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::UserDataMalformed)) => row(400, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid."),
            Error::Domain(DomainError::AlibabaDisk(AlibabaDiskError::Size { system: true, why: SizeError::Large })) => row(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the max size."),
            // The vendor's text is a placeholder.
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::GroupTwice)) => row(400, "InvalidParameter.SecurityGroupIdRepeated", "The specified security group ids has repeated."),
            Error::Domain(DomainError::AlibabaResize(AlibabaResizeError::MarketImageStatus)) => row(400, "IncorrectImageStatus", "The specified image is an Alibaba Cloud Marketplace image. The sale of this image has ended. For more information, contact the image service provider."),
            Error::Domain(DomainError::AlibabaResize(AlibabaResizeError::ImageUnsupported)) => row(403, "ImageNotSupportInstanceType", "The specified image does not support the specified InstanceType."),
            _ => match error.invalid_parameter() {
                Some("Amount") => row(400, "InvalidMaxAmount.Malformed", "The specified parameter MaxAmount is not valid."),
                Some("AutoRenewPeriod") => row(400, "InvalidAutoRenewPeriod.ValueNotSupported", "The specified autoRenewPeriod is invalid."),
                Some("InternetMaxBandwidthIn") => row(400, "InvalidInternetMaxBandwidthIn.Malformed", "The specified parameter internetMaxBandwidthIn is not valid."),
                Some("InstanceName.UniqueSuffix") => row(403, "InvalidParams.InstanceNameExceed", "The uniqueSuffix takes three naming places, please shorten your InstanceName."),
                Some("HostName.UniqueSuffix") => row(403, "InvalidParams.HostnameExceed", "The uniqueSuffix takes three naming places, please shorten your Hostname."),
                Some("MinAmount") => row(400, "InvalidMinAmount.Malformed", "The specified parameter MinAmount is not valid."),
                // The vendor's text is a placeholder.
                Some("SecurityGroupId") => row(400, "InvalidSecurityGroupId.SingleIdAndMultiIdConflict", "SecurityGroupId and SecurityGroupIds cannot be specified at the same time."),
                Some(name) if name.ends_with(".DiskName") => row(400, "InvalidDiskName.Malformed", "The specified parameter \"SyatemDisk.DiskName or DataDisk.n.DiskName\" is not valid."),
                Some(name) if name.ends_with(".Description") => row(400, "InvalidDiskDescription.Malformed", "The specified parameter \"SyatemDisk.DiskDescription\" or \"DataDisk.n.Description\" is not valid."),
                _ => return launch_refusals::refuse(error),
            },
        })
    }
}

impl Change for RunInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, Request(parameters, fields): Request) -> Result<Plan, Error> {
        let amount =
            |name: &str, value: Option<i64>, default| value.map_or(Ok(default), |value| in_range(name, value, 1..=100));
        let max = amount("Amount", fields.amount, 1)?;
        let min = amount("MinAmount", fields.min_amount, max)?;
        let numbering = Numbering { amount: max, unique_suffix: fields.unique_suffix.unwrap_or(false) };
        let options = LaunchOptions {
            min,
            max,
            public: true,
            goal: State::Running,
            numbering: Some(numbering),
            security_group_ids: fields.security_group_ids,
            auto_release_time: fields.auto_release_time,
            tag: fields.tag,
            network_interface: fields.network_interface,
            ipv6: ipv6(&fields.ipv6_address, fields.ipv6_address_count, max)?,
        };
        let (launch, [name, host_name]) = making::plan(at, parameters, options)?;
        let of = |n: u32| Ok([numbering.name(&name, n)?, numbering.name(&host_name, n)?]);
        let names = (0..max).map(of).collect::<Result<_, Error>>()?;
        Ok(Plan { launch, names })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let ids = launch::commit(at, plan.launch, |n, instance| {
            let facts = instance.alibaba_mut();
            [facts.name, facts.host_name] = plan.names.get(n as usize).cloned().unwrap_or_default();
        });
        ids.iter().for_each(|id| renewal::schedule(at, id));
        Response { instance_id_sets: InstanceIdSets { instance_id_set: ids }, order_id: "", trade_price: 0.0 }
    }
}
