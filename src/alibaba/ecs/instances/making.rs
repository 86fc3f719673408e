//! What RunInstances and CreateInstance share: their common parameters, and the launch request made from them.

use super::user_data::check_user_data;
use crate::alibaba::ecs::common::{TagRequest, parse_time, tags};
use crate::alibaba::ecs::disks::checks::{check_category, check_level};
use crate::alibaba::ecs::texts;
use crate::domain::capacity::reservation::{Attribute, CapacityError};
use crate::domain::compute::catalog;
use crate::domain::compute::disk::{Disk, DiskCommon, EbsFacts, check_size, is_essd};
use crate::domain::compute::image::{self, AlibabaImageError, ImageState, OwnImage};
use crate::domain::compute::instance::{
    AlibabaFacts, AwsFacts, Bandwidth, CapacityChoice, ChargeType, Cycle, InternetCharge, MetadataService, State,
    Subscription, Tags, Tenancy,
};
use crate::domain::compute::launch::LaunchRequest;
use crate::domain::compute::release;
use crate::domain::credits::CreditMode;
use crate::domain::error::{AlibabaInstanceError, InstanceError};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::domain::resize::AlibabaResizeError;
use crate::domain::resize::families::essd_only;
use crate::operation::{Error, VendorError, row};
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// The `SystemDisk` parameters.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SystemDisk {
    size: Option<u32>,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
    disk_name: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// The parameters of one `DataDisk`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DataDisk {
    size: Option<u32>,
    category: Option<SmolStr>,
    performance_level: Option<SmolStr>,
    disk_name: Option<SmolStr>,
    description: Option<SmolStr>,
    device: Option<SmolStr>,
    delete_with_instance: Option<bool>,
}

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

/// The most data disks in one request.
const MAX_DATA_DISKS: usize = 16;

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
    /// The security groups beside `SecurityGroupId`.
    pub security_group_ids: Vec<SmolStr>,
    pub auto_release_time: Option<SmolStr>,
    pub tag: Vec<TagRequest>,
}

/// Checks the parameters and makes the launch request from them.
pub fn launch_request(
    at: Place<'_>,
    parameters: LaunchParameters,
    options: LaunchOptions,
) -> Result<LaunchRequest, Error> {
    if at.account.in_arrears {
        return Err(AlibabaInstanceError::InArrears.into());
    }
    if let Some(strategy) = parameters.spot_strategy.filter(|strategy| strategy != "NoSpot") {
        return Err(Error::NotModelled(format!("SpotStrategy={strategy}")));
    }
    let type_name = parameters.instance_type.ok_or_else(|| Error::missing("InstanceType"))?;
    let instance_type =
        catalog::find(at.scope.cloud, &type_name).ok_or_else(|| InstanceError::TypeUnknown(type_name.clone()))?;
    if instance_type.ecs().is_some_and(|figures| figures.retired) {
        return Err(AlibabaInstanceError::TypeRetired(type_name).into());
    }
    let description = parameters.description.unwrap_or_default();
    texts::check_description("Description", &description)?;
    let bandwidth = bandwidth(parameters.internet_max_bandwidth_out, parameters.internet_max_bandwidth_in)?;
    let subscription =
        subscription(at.now, parameters.instance_charge_type, parameters.period, parameters.period_unit)?;
    let facts = AlibabaFacts {
        name: parameters.instance_name.unwrap_or_default(),
        description,
        host_name: parameters.host_name.unwrap_or_default(),
        subscription,
        internet_charge: parameters.internet_charge_type.unwrap_or_default(),
        bandwidth,
        deletion_protection: parameters.deletion_protection.unwrap_or(false),
        user_data: parameters.user_data.map(check_user_data).transpose()?,
        resource_group: texts::resource_group(parameters.resource_group_id)?,
        ram_role: texts::ram_role(parameters.ram_role_name)?,
        auto_release: auto_release_time(at.now, options.auto_release_time, subscription.is_some())?,
        metadata: metadata(parameters.http_endpoint, parameters.http_tokens, parameters.http_put_response_hop_limit)?,
        ..AlibabaFacts::default()
    };
    let image = image_id(at.region, parameters.image_id, parameters.image_family)?;
    check_names(at, &image, &facts.name, &facts.host_name, options.max)?;
    let disks = disks(at, &image, parameters.system_disk.unwrap_or_default(), parameters.data_disk)?;
    if essd_only(instance_type.family) && !disks.iter().all(|disk| is_essd(&disk.category)) {
        return Err(AlibabaResizeError::TypeLacksDiskCategory.into());
    }
    Ok(LaunchRequest {
        instance_type,
        image,
        zone: parameters.zone_id,
        subnet: parameters.v_switch_id,
        groups: options.security_group_ids.into_iter().chain(parameters.security_group_id).collect(),
        private_ip: match parameters.private_ip_address {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| Error::invalid("PrivateIpAddress", &text, "an IPv4 address"))?),
        },
        public: Some(options.public && bandwidth.out > 0),
        tenancy: Tenancy::Default,
        credits: match parameters.credit_specification {
            None => None,
            Some(text) => {
                let invalid = || Error::invalid("CreditSpecification", &text, "Standard or Unlimited");
                Some(CreditMode::from_ecs(&text).ok_or_else(invalid)?)
            }
        },
        capacity: capacity_choice(parameters.private_pool_options, subscription.is_some())?,
        min: options.min,
        max: options.max,
        key_name: texts::key_pair(parameters.key_pair_name)?,
        tags: tags(&options.tag)?,
        nic_tags: Tags::new(),
        nic_description: SmolStr::default(),
        disks,
        client_token: None,
        aws: AwsFacts::default(),
        alibaba: Some(Box::new(facts)),
        final_state: options.goal,
    })
}

/// Checks the instance name and the host name. Both may be patterns for `count` instances, see [`numbered_name`].
fn check_names(at: Place<'_>, image: &SmolStr, name: &str, host_name: &str, count: u32) -> Result<(), Error> {
    let last = count.saturating_sub(1);
    texts::check_name("InstanceName", &numbered_name(name, last)?)?;
    let own = at.region.images.get(image);
    let platform = own.map_or_else(|| image::platform(at.scope.cloud, image), |own| own.platform);
    texts::check_host_name(&numbered_name(host_name, last)?, platform == "Windows")
}

/// The errors of both operations about texts.
#[rustfmt::skip]
pub fn refuse_text(error: &Error) -> Option<VendorError> {
    Some(match error.invalid_parameter()? {
        "Description" => row(400, "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid."),
        "HostName" => row(400, "InvalidHostName.Malformed", "The specified parameter \"HostName\" is not valid."),
        "HttpEndpoint" => row(400, "InvalidHttpEndpoint.NotSupported", "The specified HttpEndpoint not supported, you can use enabled(default) or disabled."),
        "HttpPutResponseHopLimit" => row(400, "InvalidHttpPutResponseHopLimit.NotSupported", "The specified HttpPutResponseHopLimit not supported, more than 1 and less than 64 is reasonable."),
        "HttpTokens" => row(400, "InvalidHttpTokens.NotSupported", "The specified HttpTokens not supported, you can use optional(default) or required."),
        "KeyPairName" => row(404, "InvalidKeyPairName.NotFound", "The specified parameter KeyPairName does not exist in our records."),
        _ => return None,
    })
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
    let hop_limit = match hop_limit {
        None => 0,
        Some(limit) => {
            let number = u32::try_from(limit).ok().filter(|limit| (1..=64).contains(limit));
            number.ok_or_else(|| Error::invalid("HttpPutResponseHopLimit", limit, "from 1 to 64"))?
        }
    };
    Ok(MetadataService {
        endpoint: one_of("HttpEndpoint", endpoint, ["enabled", "disabled"])?,
        tokens: one_of("HttpTokens", tokens, ["optional", "required"])?,
        hop_limit,
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
    let (periods, cycle) = (periods.unwrap_or(1), cycle.unwrap_or_default());
    let subscription = Subscription::new(now, periods, cycle);
    let invalid = || Error::invalid("Period", periods, "1 to 60 months, or 1 to 4 weeks");
    Ok(Some(subscription.ok_or_else(invalid)?))
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
        (Some(id), _) => Ok(id),
        (None, Some(family)) => {
            let of_family =
                |image: &&OwnImage| image.state == ImageState::Available && image.family.as_ref() == Some(&family);
            let newest = region.images.values().filter(of_family).max_by_key(|image| (image.created, &image.id));
            Ok(newest.ok_or_else(|| InstanceError::ImageNotFound(family.clone()))?.id.clone())
        }
        (None, None) => Err(Error::missing("ImageId")),
    }
}

/// The public bandwidth in Mbit/s: outbound 0 to 100, default 0; inbound 1 to the larger of 10 and the outbound
/// bandwidth, default that maximum.
fn bandwidth(out: Option<i64>, inward: Option<i64>) -> Result<Bandwidth, Error> {
    let range = |name: &str, value: i64, from: i64, to: i64| {
        let number = u32::try_from(value).ok().filter(|_| (from..=to).contains(&value));
        number.ok_or_else(|| Error::invalid(name, value, format!("from {from} to {to}")))
    };
    let out = range("InternetMaxBandwidthOut", out.unwrap_or(0), 0, 100)?;
    let max_inward = out.max(10);
    let inward = range("InternetMaxBandwidthIn", inward.unwrap_or(i64::from(max_inward)), 1, i64::from(max_inward))?;
    Ok(Bandwidth { out, inward })
}

/// The disks of a new instance: the system disk, the data disks of the image, and the data disks of the request.
fn disks(at: Place<'_>, image: &str, system: SystemDisk, data: Vec<DataDisk>) -> Result<Vec<Disk>, Error> {
    let now = at.now;
    let templates = at.region.images.get(image).map_or(&[][..], |image| &image.disks);
    if data.len() > MAX_DATA_DISKS {
        return Err(Error::invalid("DataDisk", data.len(), format!("at most {MAX_DATA_DISKS}")));
    }
    let image_size = templates.first().map(|disk| disk.size_gib);
    if let (Some(size), Some(image_size)) = (system.size, image_size)
        && size < image_size
    {
        return Err(AlibabaImageError::Larger.into());
    }
    let category = |name: &str, category: Option<SmolStr>| {
        category.map_or(Ok(SmolStr::new_static("cloud_essd")), |category| check_category(name, category))
    };
    let system_category = category("SystemDisk.Category", system.category)?;
    let size = system.size.or(image_size).unwrap_or(40);
    let system_level = check_level("SystemDisk.PerformanceLevel", &system_category, system.performance_level)?;
    check_size(&system_category, system_level.as_deref(), true, size.into())?;
    let (name, description) = disk_texts("SystemDisk", system.disk_name, system.description)?;
    let root = DiskCommon {
        name,
        description,
        device: SmolStr::new_static("/dev/xvda"),
        size_gib: size,
        performance_level: system_level,
        snapshot: templates.first().and_then(|disk| disk.snapshot.clone()),
        category: system_category,
        system: true,
        delete_with_instance: true,
        ebs: EbsFacts::default(),
    };
    let mut disks = vec![Disk::new(now, root)];
    disks.extend(templates.iter().skip(1).map(|disk| Disk { attached: now, ..disk.clone() }));
    for (n, disk) in (1u8..).zip(data) {
        let category = category(&format!("DataDisk.{n}.Category"), disk.category)?;
        let device = smol_str::format_smolstr!("/dev/xvd{}", char::from(b'a' + (disks.len() % 26) as u8));
        let size = disk.size.ok_or_else(|| Error::missing(&format!("DataDisk.{n}.Size")))?;
        let level = check_level(&format!("DataDisk.{n}.PerformanceLevel"), &category, disk.performance_level)?;
        check_size(&category, level.as_deref(), false, size.into())?;
        let (name, description) = disk_texts(&format!("DataDisk.{n}"), disk.disk_name, disk.description)?;
        let device = disk.device.unwrap_or(device);
        texts::check_device(&format!("DataDisk.{n}.Device"), &device)?;
        let facts = DiskCommon {
            name,
            description,
            device,
            size_gib: size,
            performance_level: level,
            snapshot: None,
            category,
            system: false,
            delete_with_instance: disk.delete_with_instance.unwrap_or(true),
            ebs: EbsFacts::default(),
        };
        disks.push(Disk::new(now, facts));
    }
    Ok(disks)
}

/// The name and the description of a disk. `parameter` is the name of the structure that has them.
fn disk_texts(
    parameter: &str,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
) -> Result<(SmolStr, SmolStr), Error> {
    let (name, description) = (name.unwrap_or_default(), description.unwrap_or_default());
    texts::check_name(&format!("{parameter}.DiskName"), &name)?;
    texts::check_description(&format!("{parameter}.Description"), &description)?;
    Ok((name, description))
}

/// The name of instance `n` of a call, counted from 0. In a pattern like `web[1,4]-test` numbers start at 1 and have 4
/// digits: `web0001-test`. Without brackets, all instances have the same name.
pub fn numbered_name(pattern: &str, n: u32) -> Result<SmolStr, Error> {
    let malformed = || Error::invalid("InstanceName[]", pattern, "a name, or prefix[begin,digits]suffix");
    let Some((prefix, rest)) = pattern.split_once('[') else { return Ok(pattern.into()) };
    let (inside, suffix) = rest.split_once(']').ok_or_else(malformed)?;
    let (begin, digits) = inside.split_once(',').unwrap_or(("", ""));
    let number = |text: &str, default: u32| if text.is_empty() { Some(default) } else { text.trim().parse().ok() };
    let begin = number(begin, 0).filter(|begin| *begin <= 999_999).ok_or_else(malformed)?;
    let digits = number(digits, 6).filter(|digits| (1..=6).contains(digits)).ok_or_else(malformed)?;
    let (value, width) = (begin + n, digits as usize);
    Ok(smol_str::format_smolstr!("{prefix}{value:0width$}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered() {
        let name = |pattern, n| numbered_name(pattern, n).map(|name| name.to_string()).ok();
        assert_eq!(name("web[1,4]-test", 1).as_deref(), Some("web0002-test"));
        assert_eq!(name("web[]", 0).as_deref(), Some("web000000"));
        assert_eq!(name("web[,2]", 3).as_deref(), Some("web03"));
        assert_eq!(name("web", 3).as_deref(), Some("web"));
        assert_eq!(name("web[1,4", 0), None);
        assert_eq!(name("web[x,4]", 0), None);
    }
}
