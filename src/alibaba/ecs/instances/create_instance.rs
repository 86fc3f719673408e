//! [CreateInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateInstance)

use super::launch_refusals;
use super::making::{self, LaunchOptions, LaunchParameters};
use crate::alibaba::ecs::common::AnyCaseTag;
use crate::alibaba::protocol::Rpc;
use crate::domain::billing::renewal;
use crate::domain::compute::disk::{AlibabaDiskError, SizeError};
use crate::domain::compute::instance::State;
use crate::domain::compute::launch::{self, Launch};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::resize::AlibabaResizeError;
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates one instance. It ends up stopped and without a public address.
pub struct CreateInstance;

#[derive(Debug, Deserialize)]
pub struct Request(LaunchParameters, Fields);

/// The parameters that RunInstances reads otherwise.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_id: SmolStr,
    order_id: &'static str,
    trade_price: f64,
}

impl Operation for CreateInstance {
    const ACTION: &'static str = "CreateInstance";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    // Passwords are not modelled, and there are no VLANs in a VPC. What counts for spot instances only has no effect, since
    // those are refused.
    const IGNORED: &'static [&'static str] = &[
        "Arn",
        "ClusterId",
        "InnerIpAddress",
        "NodeControllerId",
        "Password",
        "PasswordInherit",
        "SecurityEnhancementStrategy",
        "SpotDuration",
        "SpotInterruptionBehavior",
        "SpotPriceLimit",
        "UseAdditionalService",
        "VlanId",
    ];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("Affinity", "default"),
        ("DataDisk.N.Encrypted", "false"),
        ("DataDisk.N", ""),
        ("DedicatedHostId", ""),
        ("DeploymentSetGroupNo", ""),
        ("DeploymentSetId", ""),
        ("HibernationOptions.Configured", "false"),
        ("HpcClusterId", ""),
        ("IoOptimized", "optimized"),
        ("ManagedHostId", ""),
        ("StorageSetId", ""),
        ("StorageSetPartitionNumber", ""),
        ("SystemDisk", ""),
        ("Tenancy", "default"),
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::UserDataMalformed)) => row(403, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid."),
            Error::Domain(DomainError::Instance(InstanceError::TypeUnknown(_))) => row(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range."),
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::InArrears)) => row(400, "Account.Arrearage", "Your account has an outstanding payment."),
            Error::Domain(DomainError::AlibabaDisk(AlibabaDiskError::Size { system: true, why: SizeError::Large })) => row(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified SystemDisk.Size parameter exceeds the maximum size."),
            Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => row(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist."),
            Error::Domain(DomainError::AlibabaResize(AlibabaResizeError::BandwidthQuota(_))) => row(400, "InvalidParameter.Bandwidth", "The specified parameter Bandwidth is not valid."),
            Error::Domain(DomainError::AlibabaResize(AlibabaResizeError::ImageUnsupported)) => row(403, "ImageNotSupportInstanceType", "The specified image don't support the InstanceType instance."),
            _ => match error.invalid_parameter() {
                Some("AutoRenewPeriod") => row(400, "InvalidAutoRenewPeriod.ValueNotSupported", "The specified autoRenewPeriod is not valid."),
                Some("InternetMaxBandwidthIn") => row(400, "InvalidInternetMaxBandwidthIn.Malformed", "The specified parameter InternetMaxBandwidthIn is not valid."),
                Some("PeriodUnit") => row(400, "InvalidPeriodUnit.ValueNotSupported", "The specified parameter PeriodUnit is not valid."),
                Some("RamRoleName") => row(404, "InvalidRamRole.NotFound", "The specified RAMRoleName does not exist."),
                Some(name) if name.ends_with(".DiskName") => row(400, "InvalidDiskName.Malformed", "The specified parameter \"SystemDisk.DiskName or DataDisk.n.DiskName\" is not valid."),
                Some(name) if name.ends_with(".Description") => row(400, "InvalidDiskDescription.Malformed", "The specified parameter \"SystemDisk.DiskDescription\" or \"DataDisk.n.Description\" is not valid."),
                _ => return launch_refusals::refuse(error),
            },
        })
    }
}

impl Change for CreateInstance {
    type Plan = Launch;

    fn plan(at: Place<'_>, Request(parameters, fields): Request) -> Result<Launch, Error> {
        if parameters.instance_type.is_none() {
            return Err(Error::missing("InstanceType"));
        }
        let options = LaunchOptions {
            min: 1,
            max: 1,
            public: false,
            goal: State::Stopped,
            numbering: None,
            security_group_ids: Vec::new(),
            auto_release_time: None,
            tag: fields.tag.into_iter().map(Into::into).collect(),
            network_interface: Vec::new(),
            ipv6: None,
        };
        Ok(making::plan(at, parameters, options)?.0)
    }

    fn commit(at: &mut PlaceMut<'_>, launch: Launch) -> Response {
        let ids = launch::commit(at, launch, |_, _| {});
        ids.iter().for_each(|id| renewal::schedule(at, id));
        Response { instance_id: ids.into_iter().next().unwrap_or_default(), order_id: "", trade_price: 0.0 }
    }
}
