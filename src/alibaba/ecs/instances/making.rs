//! What RunInstances and CreateInstance share: their common parameters, and the launch request made from them.

use super::launch_disks::{DataDisk, SystemDisk, disks};
use super::modify_instance_charge_type::MONTHS;
use super::numbered_name::Numbering;
use super::user_data::check_user_data;
use crate::alibaba::ecs::common::{TagRequest, in_range, parse_time, tags};
use crate::alibaba::ecs::interfaces::launch::{LaunchNetwork, NetworkInterface};
use crate::alibaba::ecs::texts;
use crate::domain::billing::renewal::{Renewal, RenewalStatus};
use crate::domain::billing::{AlibabaBillingError, BillingFacts};
use crate::domain::capacity::reservation::{Attribute, CapacityError};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::image::{self, AlibabaImageError, ImageState, OwnImage};
use crate::domain::compute::instance::{
    AlibabaFacts, AwsFacts, Bandwidth, CapacityChoice, ChargeType, Cycle, InternetCharge, MetadataService, State,
    Subscription, Tags, Tenancy,
};
use crate::domain::compute::key_pair::{AlibabaKeyPairError, KeyPairError};
use crate::domain::compute::launch::{self, Launch, LaunchRequest};
use crate::domain::compute::launch_interfaces::Ipv6Request;
use crate::domain::compute::release;
use crate::domain::credits::CreditMode;
use crate::domain::error::{AlibabaInstanceError, InstanceError};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::domain::resize;
use crate::operation::Error;
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Selects the private pool (reserved capacity) that the instance uses.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PrivatePoolOptions {
    match_criteria: Option<MatchCriteria>,
    id: Option<SmolStr>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum MatchCriteria {
    Open,
    Target,
    #[default]
    None,
}

/// The parameters that both operations have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LaunchParameters {
    pub instance_type: Option<SmolStr>,
    image_id: Option<SmolStr>,
    image_family: Option<SmolStr>,
    security_group_id: Option<SmolStr>,
    v_switch_id: Option<SmolStr>,
    zone_id: Option<SmolStr>,
    private_ip_address: Option<SmolStr>,
    pub instance_name: Option<SmolStr>,
    description: Option<SmolStr>,
    host_name: Option<SmolStr>,
    internet_max_bandwidth_in: Option<i64>,
    internet_max_bandwidth_out: Option<i64>,
    internet_charge_type: Option<InternetCharge>,
    instance_charge_type: Option<ChargeType>,
    period: Option<i32>,
    period_unit: Option<Cycle>,
    auto_renew: Option<bool>,
    auto_renew_period: Option<u32>,
    key_pair_name: Option<SmolStr>,
    credit_specification: Option<SmolStr>,
    deletion_protection: Option<bool>,
    spot_strategy: Option<SmolStr>,
    private_pool_options: Option<PrivatePoolOptions>,
    user_data: Option<SmolStr>,
    ram_role_name: Option<SmolStr>,
    http_endpoint: Option<SmolStr>,
    http_tokens: Option<SmolStr>,
    http_put_response_hop_limit: Option<i64>,
    resource_group_id: Option<SmolStr>,
    system_disk: Option<SystemDisk>,
    #[serde(default)]
    data_disk: Vec<DataDisk>,
}

/// How the two operations differ in a launch.
pub struct LaunchOptions {
    /// The least number of instances; fewer is an error.
    pub min: u32,
    /// The number of instances that are launched if possible.
    pub max: u32,
    /// Whether instances with outbound bandwidth get a public address.
    pub public: bool,
    /// The state that the instances end up in.
    pub goal: State,
    /// How names become those of several instances; without it, names are taken as they are.
    pub numbering: Option<Numbering>,
    /// The security groups in place of `SecurityGroupId`.
    pub security_group_ids: Vec<SmolStr>,
    pub auto_release_time: Option<SmolStr>,
    pub tag: Vec<TagRequest>,
    pub network_interface: Vec<NetworkInterface>,
    /// The addresses of IPv6 of the primary interfaces.
    pub ipv6: Option<Ipv6Request>,
}

/// Plans the launch, and refuses what the account cannot have. Returns the launch, and the patterns of the instance name
/// and of the host name.
pub fn plan(
    at: Place<'_>,
    parameters: LaunchParameters,
    options: LaunchOptions,
) -> Result<(Launch, [SmolStr; 2]), Error> {
    let [name, host_name] =
        [&parameters.instance_name, &parameters.host_name].map(|name| name.clone().unwrap_or_default());
    let launch = launch::plan(at, launch_request(at, parameters, options)?)?;
    resize::check_launch(at, launch.template(), launch.count())?;
    Ok((launch, [name, host_name]))
}

/// Checks the parameters and makes the launch request from them.
fn launch_request(at: Place<'_>, parameters: LaunchParameters, options: LaunchOptions) -> Result<LaunchRequest, Error> {
    check_account(at)?;
    check_spot_strategy(parameters.spot_strategy)?;
    let instance_type = instance_type(at, parameters.instance_type)?;
    let description = parameters.description.unwrap_or_default();
    texts::check_description("Description", &description)?;
    let bandwidth = bandwidth(parameters.internet_max_bandwidth_out, parameters.internet_max_bandwidth_in)?;
    let subscription =
        subscription(at.now, parameters.instance_charge_type, parameters.period, parameters.period_unit)?;
    let deletion_protection = parameters.deletion_protection.unwrap_or(false);
    if deletion_protection && subscription.is_some() {
        return Err(AlibabaInstanceError::ProtectionOfSubscription.into());
    }
    let facts = AlibabaFacts {
        name: parameters.instance_name.unwrap_or_default(),
        description,
        host_name: parameters.host_name.unwrap_or_default(),
        subscription,
        internet_charge: parameters.internet_charge_type.unwrap_or_default(),
        bandwidth,
        deletion_protection,
        user_data: parameters.user_data.map(check_user_data).transpose()?,
        resource_group: texts::resource_group(parameters.resource_group_id)?,
        ram_role: texts::ram_role(parameters.ram_role_name)?,
        auto_release: auto_release_time(at.now, options.auto_release_time, subscription.is_some())?,
        metadata: metadata(parameters.http_endpoint, parameters.http_tokens, parameters.http_put_response_hop_limit)?,
        billing: BillingFacts {
            renewal: renewal(subscription, parameters.auto_renew, parameters.auto_renew_period)?,
            ..BillingFacts::default()
        },
        ..AlibabaFacts::default()
    };
    let image = image_id(at.region, parameters.image_id, parameters.image_family)?;
    let key_name = texts::key_pair(parameters.key_pair_name)?;
    check_for_platform(at, &image, &facts, key_name.as_ref(), options.numbering)?;
    let disks = disks(at, &image, parameters.system_disk.unwrap_or_default(), parameters.data_disk)?;
    let groups = groups(options.security_group_ids, parameters.security_group_id)?;
    let network = LaunchNetwork { subnet: parameters.v_switch_id, groups, ipv6: options.ipv6, ..Default::default() };
    let network = network.at(parameters.private_ip_address)?.with(at, options.network_interface, options.max)?;
    let capacity = capacity_choice(parameters.private_pool_options, subscription.is_some())?;
    let zone = match (parameters.zone_id, &network.subnet) {
        (None, None) => pool_zone(at.region, &capacity),
        (zone, _) => zone,
    };
    Ok(LaunchRequest {
        instance_type,
        image,
        zone,
        subnet: network.subnet,
        groups: network.groups,
        private_ip: network.private_ip,
        public: Some(options.public && bandwidth.out > 0),
        ipv6: network.ipv6,
        tenancy: Tenancy::Default,
        credits: parameters.credit_specification.map(credit_mode).transpose()?,
        capacity,
        min: options.min,
        max: options.max,
        key_name,
        tags: tags(&options.tag)?,
        nic_tags: Tags::new(),
        nic_description: network.description,
        interfaces: network.interfaces,
        disks,
        client_token: None,
        aws: AwsFacts::default(),
        alibaba: Some(Box::new(facts)),
        final_state: options.goal,
    })
}

fn credit_mode(text: SmolStr) -> Result<CreditMode, Error> {
    CreditMode::from_ecs(&text).ok_or_else(|| Error::invalid("CreditSpecification", &text, "Standard or Unlimited"))
}

/// The zone of the private pool. Ours: a launch into a pool that names no place goes there.
fn pool_zone(region: &Region, capacity: &CapacityChoice) -> Option<SmolStr> {
    match capacity {
        CapacityChoice::Reservation(id) => region.reservations.get(id).map(|pool| SmolStr::new_static(pool.zone)),
        _ => None,
    }
}

fn instance_type(at: Place<'_>, name: Option<SmolStr>) -> Result<&'static InstanceType, Error> {
    let name = name.ok_or_else(|| Error::missing("InstanceType"))?;
    let found = at.types.find(&name).ok_or_else(|| InstanceError::TypeUnknown(name.clone()))?;
    if found.ecs().is_some_and(|figures| figures.retired) {
        return Err(AlibabaInstanceError::TypeRetired(name).into());
    }
    Ok(found)
}

fn check_spot_strategy(strategy: Option<SmolStr>) -> Result<(), Error> {
    match strategy {
        None => Ok(()),
        Some(strategy) if strategy == "NoSpot" => Ok(()),
        Some(strategy) if SPOT_STRATEGIES.contains(&&*strategy) => {
            Err(Error::NotModelled(format!("SpotStrategy={strategy}")))
        }
        Some(strategy) => Err(Error::invalid("SpotStrategy", strategy, SPOT_STRATEGIES.join(", "))),
    }
}

/// The spot strategies.
const SPOT_STRATEGIES: &[&str] = &["NoSpot", "SpotAsPriceGo", "SpotWithPriceLimit"];

/// Fails if the account cannot buy anything.
fn check_account(at: Place<'_>) -> Result<(), Error> {
    if at.account.in_arrears {
        return Err(AlibabaInstanceError::InArrears.into());
    }
    if at.account.balance_too_low {
        return Err(AlibabaInstanceError::BalanceTooLow.into());
    }
    if at.account.payment_risk { Err(AlibabaBillingError::PaymentRisk.into()) } else { Ok(()) }
}

/// Checks the longest of the names that instances of the call get. If it is the unique suffix that makes it too long, the
/// error says so.
fn check_longest(
    numbering: Option<Numbering>,
    pattern: &SmolStr,
    parameter: &str,
    check: impl Fn(&str) -> Result<(), Error>,
) -> Result<(), Error> {
    let Some(numbering) = numbering else { return check(pattern) };
    check(&Numbering { unique_suffix: false, ..numbering }.last(pattern)?)?;
    let longest = numbering.last(pattern)?;
    check(&longest).map_err(|_| Error::invalid(&format!("{parameter}.UniqueSuffix"), longest, "room for three digits"))
}

/// Checks the names, and the key pair. What they may be depends on the platform of the image. An unknown key pair is accepted, unless the rules are strict.
fn check_for_platform(
    at: Place<'_>,
    image: &SmolStr,
    facts: &AlibabaFacts,
    key_name: Option<&SmolStr>,
    numbering: Option<Numbering>,
) -> Result<(), Error> {
    let own = at.region.images.get(image);
    let windows = own.map_or_else(|| image::platform(at.scope.cloud, image), |own| own.platform) == "Windows";
    let check_instance = |name: &str| texts::check_name("InstanceName", name);
    check_longest(numbering, &facts.name, "InstanceName", check_instance)?;
    check_longest(numbering, &facts.host_name, "HostName", |name| texts::check_host_name(name, windows))?;
    let Some(key_name) = key_name else { return Ok(()) };
    if at.rules.strict_images && !at.region.key_pairs.contains_key(key_name) {
        return Err(KeyPairError::NotFound(key_name.clone()).into());
    }
    if windows { Err(AlibabaKeyPairError::Windows.into()) } else { Ok(()) }
}

/// The security groups: several, or one.
fn groups(several: Vec<SmolStr>, one: Option<SmolStr>) -> Result<Vec<SmolStr>, Error> {
    match one {
        Some(one) if !several.is_empty() => Err(Error::invalid("SecurityGroupId", one, "none beside SecurityGroupIds")),
        one => {
            let groups: Vec<_> = several.into_iter().chain(one).collect();
            let different = groups.iter().collect::<BTreeSet<_>>().len();
            if different < groups.len() { Err(AlibabaInstanceError::GroupTwice.into()) } else { Ok(groups) }
        }
    }
}

/// Only pay-as-you-go instances use private pools. For a subscription, to name one is an error, and `Open` has no
/// effect.
fn capacity_choice(pool: Option<PrivatePoolOptions>, subscription: bool) -> Result<CapacityChoice, Error> {
    let pool = pool.unwrap_or_default();
    match pool.match_criteria.unwrap_or_default() {
        MatchCriteria::Target if subscription => Err(CapacityError::Unsuitable(Attribute::Charge).into()),
        MatchCriteria::Target => {
            let id = pool.id.ok_or_else(|| Error::missing("PrivatePoolOptions.Id"))?;
            Ok(CapacityChoice::Reservation(id))
        }
        MatchCriteria::Open if !subscription => Ok(CapacityChoice::Open),
        MatchCriteria::Open | MatchCriteria::None => Ok(CapacityChoice::None),
    }
}

/// What a launch says of the metadata service.
fn metadata(
    endpoint: Option<SmolStr>,
    tokens: Option<SmolStr>,
    hop_limit: Option<i64>,
) -> Result<MetadataService, Error> {
    let one_of = |name: &str, value: Option<SmolStr>, values: [&str; 2]| match value {
        Some(value) if !values.contains(&value.as_str()) => Err(Error::invalid(name, value, values.join(" or "))),
        value => Ok(value.unwrap_or_default()),
    };
    Ok(MetadataService {
        endpoint: one_of("HttpEndpoint", endpoint, ["enabled", "disabled"])?,
        tokens: one_of("HttpTokens", tokens, ["optional", "required"])?,
        hop_limit: hop_limit.map_or(Ok(0), |limit| in_range("HttpPutResponseHopLimit", limit, 1..=64))?,
    })
}

/// The subscription; `None` for pay-as-you-go.
fn subscription(
    now: Timestamp,
    charge: Option<ChargeType>,
    periods: Option<i32>,
    cycle: Option<Cycle>,
) -> Result<Option<Subscription>, Error> {
    if charge != Some(ChargeType::PrePaid) {
        return Ok(None);
    }
    let (periods, cycle) = (periods.ok_or_else(|| Error::missing("Period"))?, cycle.unwrap_or_default());
    let is_valid = cycle == Cycle::Week || MONTHS.contains(&periods);
    let subscription = Subscription::new(now, periods, cycle).filter(|_| is_valid);
    let invalid = || Error::invalid("Period", periods, "1 to 9, 12, 24, 36, 48 or 60 months, or 1 to 4 weeks");
    Ok(Some(subscription.ok_or_else(invalid)?))
}

/// Whether the subscription renews automatically: each time for one of its periods, or AutoRenewPeriod of them.
fn renewal(subscription: Option<Subscription>, auto: Option<bool>, periods: Option<u32>) -> Result<Renewal, Error> {
    let Some(Subscription { cycle, .. }) = subscription else { return Ok(Renewal::default()) };
    let duration = periods.unwrap_or(1);
    if !Renewal::durations(cycle).contains(&duration) {
        return Err(Error::invalid("AutoRenewPeriod", duration, format!("one of {:?}", Renewal::durations(cycle))));
    }
    Ok(match auto {
        Some(true) => Renewal { status: RenewalStatus::AutoRenewal, duration, unit: cycle },
        _ => Renewal::default(),
    })
}

/// When a new instance is released automatically, if it is.
fn auto_release_time(now: Timestamp, text: Option<SmolStr>, subscription: bool) -> Result<Option<Timestamp>, Error> {
    match text {
        None => Ok(None),
        // Ours: the vendor says only that the parameter is for pay-as-you-go instances.
        Some(_) if subscription => Err(AlibabaInstanceError::Subscription.into()),
        Some(text) => Ok(Some(parse_release_time(now, &text)?)),
    }
}

/// Parses AutoReleaseTime, which is half an hour to three years from now.
pub fn parse_release_time(now: Timestamp, text: &SmolStr) -> Result<Timestamp, Error> {
    let time = parse_time(text).and_then(|time| release::time(now, time));
    time.ok_or_else(|| Error::invalid("AutoReleaseTime", text, "from half an hour to three years from now"))
}

/// The id of the image: the one in the request, or the newest available image of the family.
fn image_id(region: &Region, id: Option<SmolStr>, family: Option<SmolStr>) -> Result<SmolStr, Error> {
    match (id, family) {
        (Some(_), Some(family)) => Err(Error::invalid("ImageFamily", family, "none beside ImageId")),
        (Some(id), None) => Ok(id),
        (None, Some(family)) => {
            let of_family =
                |image: &&OwnImage| image.state == ImageState::Available && image.family.as_ref() == Some(&family);
            let newest = region.images.values().filter(of_family).max_by_key(|image| (image.created, &image.id));
            Ok(newest.ok_or_else(|| AlibabaImageError::NoneOfFamily(family.clone()))?.id.clone())
        }
        (None, None) => Err(Error::missing("ImageId")),
    }
}

/// The public bandwidth in Mbit/s: outbound 0 to 100, default 0; inbound 1 to the larger of 10 and the outbound
/// bandwidth, default that maximum.
fn bandwidth(out: Option<i64>, inward: Option<i64>) -> Result<Bandwidth, Error> {
    let out = in_range("InternetMaxBandwidthOut", out.unwrap_or(0), 0..=100)?;
    let max_inward = out.max(10);
    let inward = in_range("InternetMaxBandwidthIn", inward.unwrap_or(i64::from(max_inward)), 1..=max_inward)?;
    Ok(Bandwidth { out, inward })
}
