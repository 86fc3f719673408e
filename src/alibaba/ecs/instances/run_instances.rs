//! [RunInstances](https://api.alibabacloud.com/document/Ecs/2014-05-26/RunInstances)

use super::making::{self, DataDisk, LaunchOptions, LaunchParameters, PrivatePoolOptions, SystemDisk};
use crate::alibaba::ecs::common::TagRequest;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{ChargeType, Cycle, InternetCharge, State};
use crate::domain::compute::launch::{self, Launch};
use crate::domain::error::{AlibabaInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates and starts Amount instances (1 to 100, default 1), or at least MinAmount, which defaults to Amount.
pub struct RunInstances;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    amount: Option<i64>,
    min_amount: Option<i64>,
    instance_type: Option<SmolStr>,
    image_id: Option<SmolStr>,
    image_family: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    #[serde(default)]
    security_group_ids: Vec<SmolStr>,
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
    user_data: Option<SmolStr>,
    ram_role_name: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    auto_release_time: Option<SmolStr>,
    launch_template_id: Option<SmolStr>,
    launch_template_name: Option<SmolStr>,
    private_pool_options: Option<PrivatePoolOptions>,
    system_disk: Option<SystemDisk>,
    #[serde(default)]
    data_disk: Vec<DataDisk>,
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
    const IGNORED: &'static [&'static str] = &[
        "Affinity",
        "Arn",
        "AutoPay",
        "AutoRenew",
        "AutoRenewPeriod",
        "ClockOptions",
        "CpuOptions",
        "DataDisk.N",
        "DedicatedHostId",
        "DeploymentSetGroupNo",
        "DeploymentSetId",
        "HibernationOptions",
        "HostNames",
        "HpcClusterId",
        "HttpEndpoint",
        "HttpPutResponseHopLimit",
        "HttpTokens",
        "ImageOptions",
        "IoOptimized",
        "Ipv6Address",
        "Ipv6AddressCount",
        "Isp",
        "LaunchTemplateVersion",
        "ManagedHostId",
        "NetworkInterface",
        "NetworkInterfaceQueueNumber",
        "NetworkOptions",
        "Password",
        "PasswordInherit",
        "PrivateDnsNameOptions",
        "SchedulerOptions",
        "SecurityEnhancementStrategy",
        "SecurityOptions",
        "SpotDuration",
        "SpotInterruptionBehavior",
        "SpotPriceLimit",
        "StorageSetId",
        "StorageSetPartitionNumber",
        "SystemDisk",
        "Tenancy",
        "UniqueSuffix",
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::AlibabaInstance(AlibabaInstanceError::UserDataMalformed)) => Some(row(400, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid.")),
            _ => match error.invalid_parameter()? {
                "Amount" => Some(row(400, "InvalidMaxAmount.Malformed", "The specified parameter MaxAmount is not valid.")),
                "MinAmount" => Some(row(400, "InvalidMinAmount.Malformed", "The specified parameter MinAmount is not valid.")),
                _ => None,
            },
        }
    }
}

impl Change for RunInstances {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        if request.launch_template_id.or(request.launch_template_name).is_some() {
            return Err(Error::NotModelled("LaunchTemplateId".to_owned()));
        }
        let amount = |name: &str, value: Option<i64>, default: u32| match value {
            None => Ok(default),
            Some(value) => {
                let number = u32::try_from(value).ok().filter(|number| (1..=100).contains(number));
                number.ok_or_else(|| Error::invalid(name, value, "from 1 to 100"))
            }
        };
        let max = amount("Amount", request.amount, 1)?;
        let min = amount("MinAmount", request.min_amount, max)?;
        let pattern = request.instance_name.clone().unwrap_or_default();
        let mut security_groups = request.security_group_ids;
        security_groups.extend(request.security_group_id);
        let parameters = LaunchParameters {
            instance_type: request.instance_type,
            image_id: request.image_id,
            image_family: request.image_family,
            security_groups,
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
            auto_release_time: request.auto_release_time,
            system_disk: request.system_disk,
            data_disk: request.data_disk,
            tag: request.tag,
        };
        let options = LaunchOptions { min, max, public: true, goal: State::Running };
        let launch = launch::plan(at, making::launch_request(at, parameters, &options)?)?;
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
