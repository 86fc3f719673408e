//! [CreateInstance](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateInstance)

use super::making::{self, DataDisk, LaunchOptions, LaunchParameters, PrivatePoolOptions, SystemDisk};
use crate::alibaba::ecs::common::AnyCaseTag;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{ChargeType, Cycle, InternetCharge, State};
use crate::domain::compute::launch::{self, Launch};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates one instance. It ends up stopped and without a public address.
pub struct CreateInstance;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_type: SmolStr,
    image_id: Option<SmolStr>,
    image_family: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    v_switch_id: Option<SmolStr>,
    zone_id: Option<SmolStr>,
    private_ip_address: Option<SmolStr>,
    instance_name: Option<SmolStr>,
    description: Option<SmolStr>,
    host_name: Option<SmolStr>,
    internet_max_bandwidth_in: Option<i64>,
    internet_max_bandwidth_out: Option<i64>,
    internet_charge_type: Option<InternetCharge>,
    instance_charge_type: Option<ChargeType>,
    period: Option<i32>,
    period_unit: Option<Cycle>,
    key_pair_name: Option<SmolStr>,
    credit_specification: Option<SmolStr>,
    deletion_protection: Option<bool>,
    spot_strategy: Option<SmolStr>,
    private_pool_options: Option<PrivatePoolOptions>,
    user_data: Option<SmolStr>,
    ram_role_name: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    system_disk: Option<SystemDisk>,
    #[serde(default)]
    data_disk: Vec<DataDisk>,
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
    // Passwords, deployment sets, spot prices and the like have no visible effect here.
    const IGNORED: &'static [&'static str] = &[
        "Affinity",
        "Arn",
        "AutoRenew",
        "AutoRenewPeriod",
        "ClusterId",
        "DataDisk.N",
        "DedicatedHostId",
        "DeploymentSetGroupNo",
        "DeploymentSetId",
        "HibernationOptions",
        "HpcClusterId",
        "HttpEndpoint",
        "HttpPutResponseHopLimit",
        "HttpTokens",
        "InnerIpAddress",
        "IoOptimized",
        "ManagedHostId",
        "NodeControllerId",
        "Password",
        "PasswordInherit",
        "SecurityEnhancementStrategy",
        "SpotDuration",
        "SpotInterruptionBehavior",
        "SpotPriceLimit",
        "StorageSetId",
        "StorageSetPartitionNumber",
        "SystemDisk",
        "Tenancy",
        "UseAdditionalService",
        "VlanId",
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
            Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => row(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist."),
            _ => return None,
        })
    }
}

impl Change for CreateInstance {
    type Plan = (Launch, SmolStr);

    fn plan(at: Place<'_>, request: Request) -> Result<(Launch, SmolStr), Error> {
        let name = request.instance_name.clone().unwrap_or_default();
        let parameters = LaunchParameters {
            instance_type: Some(request.instance_type),
            image_id: request.image_id,
            image_family: request.image_family,
            security_groups: request.security_group_id.into_iter().collect(),
            v_switch_id: request.v_switch_id,
            zone_id: request.zone_id,
            private_ip_address: request.private_ip_address,
            instance_name: request.instance_name,
            description: request.description,
            host_name: request.host_name,
            bandwidth_in: request.internet_max_bandwidth_in,
            bandwidth_out: request.internet_max_bandwidth_out,
            internet_charge_type: request.internet_charge_type,
            instance_charge_type: request.instance_charge_type,
            period: request.period,
            period_unit: request.period_unit,
            key_pair_name: request.key_pair_name,
            credit_specification: request.credit_specification,
            deletion_protection: request.deletion_protection,
            spot_strategy: request.spot_strategy,
            private_pool_options: request.private_pool_options,
            user_data: request.user_data,
            ram_role_name: request.ram_role_name,
            resource_group_id: request.resource_group_id,
            auto_release_time: None,
            system_disk: request.system_disk,
            data_disk: request.data_disk,
            tag: request.tag.into_iter().map(Into::into).collect(),
        };
        let options = LaunchOptions { min: 1, max: 1, public: false, goal: State::Stopped };
        Ok((launch::plan(at, making::launch_request(at, parameters, &options)?)?, name))
    }

    fn commit(at: &mut PlaceMut<'_>, (launch, name): (Launch, SmolStr)) -> Response {
        let ids = launch::commit(at, launch, |_, instance| instance.alibaba_mut().name = name.clone());
        Response { instance_id: ids.into_iter().next().unwrap_or_default(), order_id: "", trade_price: 0.0 }
    }
}
