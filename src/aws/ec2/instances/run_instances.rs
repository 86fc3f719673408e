//! [RunInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html)

use super::cpu_options::CpuOptionsRequest;
use super::launch_network::{self, NetworkParameters};
use super::launch_view::{LaunchView, launches};
use super::metadata::{self, MetadataRequest};
use super::options::OptionsRequest;
use super::user_data::user_data;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::capacity::CapacityReservationSpecification;
use crate::aws::ec2::common::{Set, TagSpecification, check_length, tags};
use crate::aws::ec2::images::{image_disks, resolve};
use crate::aws::ec2::instance_profiles::{ProfileRequest, associate};
use crate::aws::ec2::launch_templates::TemplateOfLaunch;
use crate::aws::ec2::volumes::{BlockDeviceMapping, apply_mappings};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::disk::Disk;
use crate::domain::compute::ebs::check_ebs_optimized;
use crate::domain::compute::image;
use crate::domain::compute::instance::{AwsFacts, CapacityChoice, MetadataOptions, State};
use crate::domain::compute::key_pair::KeyPairError;
use crate::domain::compute::launch::{self, Launch};
use crate::domain::compute::volume::check_attachments;
use crate::domain::credits::CreditMode;
use crate::domain::error::{AwsInstanceError, HibernationError, InstanceError};
use crate::domain::iam::ProfileAssociation;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use crate::wire::params::{ParamError, Params};
use serde::Deserialize;
use smol_str::SmolStr;

/// Launches from MinCount to MaxCount instances, as many as there is capacity for.
pub struct RunInstances;

#[derive(Debug, Deserialize)]
pub struct Request(NetworkParameters, OptionsRequest, Fields);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Fields {
    client_token: Option<SmolStr>,
    image_id: Option<SmolStr>,
    instance_type: Option<SmolStr>,
    min_count: i64,
    max_count: i64,
    key_name: Option<SmolStr>,
    credit_specification: Option<CreditSpecification>,
    capacity_reservation_specification: Option<CapacityReservationSpecification>,
    instance_market_options: Option<MarketOptions>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
    #[serde(default)]
    block_device_mapping: Vec<BlockDeviceMapping>,
    monitoring: Option<Monitoring>,
    ebs_optimized: Option<bool>,
    disable_api_termination: Option<bool>,
    disable_api_stop: Option<bool>,
    instance_initiated_shutdown_behavior: Option<ShutdownBehavior>,
    metadata_options: Option<MetadataRequest>,
    cpu_options: Option<CpuOptionsRequest>,
    user_data: Option<SmolStr>,
    hibernation_options: Option<Hibernation>,
    iam_instance_profile: Option<ProfileRequest>,
    launch_template: Option<TemplateOfLaunch>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Hibernation {
    configured: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CreditSpecification {
    cpu_credits: SmolStr,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MarketOptions {
    market_type: Option<MarketType>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum MarketType {
    Spot,
    CapacityBlock,
    InterruptibleCapacityReservation,
    OnDemand,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Monitoring {
    enabled: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum ShutdownBehavior {
    Stop,
    Terminate,
}

const DEFAULT_TYPE: SmolStr = SmolStr::new_static("m1.small");

impl Operation for RunInstances {
    const ACTION: &'static str = "RunInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const RESOURCE_BUCKET: Option<(f64, f64)> = Some((1000.0, 2.0));
    const CLIENT_TOKEN: bool = true;
    const IGNORED: &'static [&'static str] = &["AdditionalInfo", "Monitoring.MetricCategoryId"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("BlockDeviceMapping.N.Ebs.EbsCardIndex", "0"),
        ("BlockDeviceMapping.N.Ebs", ""),
        ("CpuOptions.AmdSevSnp", "disabled"),
        ("CpuOptions.NestedVirtualization", "disabled"),
        ("ElasticGpuSpecification", ""),
        ("ElasticInferenceAccelerator", ""),
        ("EnablePrimaryIpv6", "false"),
        ("InstanceMarketOptions.SpotOptions", ""),
        ("Ipv6Address.N.IsPrimaryIpv6", "false"),
        ("KernelId", ""),
        ("LicenseSpecification", ""),
        ("NetworkInterface.N.AssociateCarrierIpAddress", "false"),
        ("NetworkInterface.N.InterfaceType", "interface"),
        ("NetworkInterface.N.NetworkCardIndex", "0"),
        ("NetworkInterface.N.PrimaryIpv6", "false"),
        ("NetworkInterface.N", ""),
        ("NetworkPerformanceOptions.BandwidthWeighting", "default"),
        ("Operator", ""),
        ("Placement.Affinity", "default"),
        ("Placement.HostId", ""),
        ("Placement.HostResourceGroupArn", ""),
        ("Placement.SpreadDomain", ""),
        ("RamdiskId", ""),
        ("SecondaryInterface", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = LaunchView;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Param(ParamError::Invalid { name, value, .. }) if value.parse::<i64>().is_ok() => {
                let which = match name.as_str() {
                    "MinCount" => "Minimum",
                    "MaxCount" => "Maximum",
                    _ => return launch_network::refuse(error),
                };
                let text = format!("{which} instance count must be greater than zero");
                Some(row(400, "InvalidParameterValue", text))
            }
            _ => launch_network::refuse(error).or_else(|| metadata::refuse(error)),
        }
    }
}

/// The launch, the profile of its instances, and their partitions in their placement group.
pub struct Plan {
    launch: Launch,
    profile: Option<ProfileAssociation>,
    partitions: Vec<u32>,
}

impl Change for RunInstances {
    type Plan = Plan;

    fn complete(at: Place<'_>, Request(.., request): &Request) -> Result<Option<Params<'static>>, Error> {
        request.launch_template.as_ref().map(|template| template.parameters(at)).transpose()
    }

    fn plan(at: Place<'_>, Request(network, options, mut request): Request) -> Result<Plan, Error> {
        let image = resolve(request.image_id.take().ok_or_else(|| Error::missing("ImageId"))?)?;
        let type_name = request.instance_type.clone().unwrap_or(DEFAULT_TYPE);
        let instance_type = at.types.find(&type_name).ok_or(InstanceError::TypeUnknown(type_name))?;
        let interruptible = interruptible(request.instance_market_options.as_ref())?;
        let (capacity, reservations_only) =
            capacity(request.capacity_reservation_specification.as_ref(), interruptible)?;
        let credits = credits(request.credit_specification.as_ref())?;
        check_key(at, request.key_name.as_ref())?;
        let profile = request.iam_instance_profile.as_ref().map(|profile| profile.association(at)).transpose()?;
        let network = network.read(at, request.max_count)?;
        let disks = disks(at, &image, &request)?;
        check_attachments(instance_type, disks.len(), 1 + network.interfaces.others.len())?;
        let zone = options.zone()?;
        let tenancy = options.placement.as_ref().and_then(|placement| placement.tenancy);
        let hibernation = hibernation(request.hibernation_options.as_ref(), instance_type, &disks)?;
        check_ebs_optimized(instance_type, request.ebs_optimized)?;
        let nic_tags = tags(&request.tag_specification, "network-interface", &["instance", "volume"])?;
        let metadata = request.metadata_options.unwrap_or_default().apply(default_metadata(at, &image))?;
        let mut tags = tags(&request.tag_specification, "instance", &["volume", "network-interface"])?;
        metadata::check_tag_keys(metadata, &tags)?;
        request.launch_template.as_ref().map_or(Ok(()), |template| template.tag(at, &mut tags))?;
        let launch_request = launch::LaunchRequest {
            instance_type,
            image,
            zone,
            subnet: network.subnet,
            groups: network.groups,
            private_ip: network.private_ip,
            public: network.public,
            ipv6: network.ipv6,
            tenancy: tenancy.unwrap_or_default(),
            credits,
            capacity,
            min: count("MinCount", request.min_count)?,
            max: count("MaxCount", request.max_count)?,
            key_name: request.key_name,
            tags,
            interfaces: network.interfaces.tagged(&nic_tags),
            nic_tags,
            nic_description: network.description,
            client_token: request
                .client_token
                .as_deref()
                .map(str::trim)
                .filter(|token| !token.is_empty())
                .map(Into::into),
            aws: AwsFacts {
                interruptible,
                reservations_only,
                monitoring: request.monitoring.is_some_and(|monitoring| monitoring.enabled),
                ebs_optimized: request.ebs_optimized.unwrap_or(false),
                termination_protection: request.disable_api_termination.unwrap_or(false),
                stop_protection: request.disable_api_stop.unwrap_or(false),
                shutdown_terminates: request.instance_initiated_shutdown_behavior == Some(ShutdownBehavior::Terminate),
                user_data: user_data(request.user_data)?,
                cpu: request.cpu_options.map_or(Ok(None), |options| options.check(instance_type))?,
                metadata,
                hibernation,
                rare: options.rare(at, instance_type, hibernation)?,
                ..AwsFacts::default()
            },
            disks,
            alibaba: None,
            final_state: State::Running,
        };
        let launch = launch::plan(at, launch_request)?;
        Ok(Plan { partitions: options.partitions(at, &launch)?, launch, profile })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { launch, profile, partitions }: Plan) -> LaunchView {
        let launch_id = at.new_id("r");
        let launch = launch.with_launch_id(launch_id.clone());
        let ids = launch::commit(at, launch, |place, instance| {
            instance.launch_index = place;
            if let Some(number) = partitions.get(place as usize) {
                instance.aws.change_rare(|rare| rare.partition = Some(*number));
            }
        });
        if let Some(profile) = profile {
            ids.iter().for_each(|id| {
                associate(at, id.clone(), profile.clone());
            });
        }
        let launch = launches(at.scope, at.region, &ids, true).into_iter().next();
        launch.unwrap_or_else(|| LaunchView::empty(at.scope, launch_id))
    }

    fn repeat(at: Place<'_>, _: &Self::Request, stored: &str) -> Result<Option<LaunchView>, Error> {
        let answer: StoredAnswer = serde_json::from_str(stored).map_err(|_| Error::Internal)?;
        let terminated = |id: &SmolStr| {
            let instance = at.region.instances.get(id);
            instance.is_none_or(|instance| matches!(instance.state, State::ShuttingDown | State::Terminated))
        };
        if answer.instances_set.iter().any(|stored| terminated(&stored.instance_id)) {
            return Err(AwsInstanceError::LaunchTerminated.into());
        }
        let ids: Vec<_> = answer.instances_set.into_iter().map(|stored| stored.instance_id).collect();
        let in_launch = ids.iter().filter_map(|id| at.region.instances.get(id)).any(|one| one.state == State::Pending);
        Ok(launches(at.scope, at.region, &ids, in_launch).into_iter().next())
    }
}

/// The part of a stored answer that [`RunInstances::repeat`] reads.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredAnswer {
    instances_set: Set<StoredInstance>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredInstance {
    instance_id: SmolStr,
}

/// Whether there is such a key pair, or may be one if images are not checked either.
fn check_key(at: Place<'_>, name: Option<&SmolStr>) -> Result<(), Error> {
    let Some(name) = name else { return Ok(()) };
    check_length("KeyName", name)?;
    let unknown = at.rules.strict_images && !at.region.key_pairs.contains_key(name);
    if unknown { Err(KeyPairError::NotFound(name.clone()).into()) } else { Ok(()) }
}

fn count(name: &str, count: i64) -> Result<u32, Error> {
    let positive = u32::try_from(count).ok().filter(|count| *count > 0);
    positive.ok_or_else(|| Error::invalid(name, count, "a number from 1"))
}

/// Whether the instances can hibernate. That needs a type that can, and an encrypted root volume.
fn hibernation(request: Option<&Hibernation>, of: &'static InstanceType, disks: &[Disk]) -> Result<bool, Error> {
    if request.and_then(|hibernation| hibernation.configured) != Some(true) {
        return Ok(false);
    }
    let refuse = |error: HibernationError| Err(AwsInstanceError::from(error).into());
    if !of.ec2().is_some_and(|figures| figures.hibernation) {
        return refuse(HibernationError::InstanceType(of.name));
    }
    let encrypted = disks.iter().any(|disk| disk.system && disk.ebs.encrypted);
    if encrypted { Ok(true) } else { refuse(HibernationError::NotEncrypted) }
}

/// The disks of the image, changed by the mappings, with the tags for volumes.
fn disks(at: Place<'_>, image: &SmolStr, request: &Fields) -> Result<Vec<Disk>, Error> {
    let tags = tags(&request.tag_specification, "volume", &["instance", "network-interface"])?;
    let disks = image_disks(at.region, at.now, image);
    let mut disks = apply_mappings(at, disks, &request.block_device_mapping)?;
    for disk in &mut disks {
        disk.tags = tags.clone();
        encrypt(at, disk);
    }
    Ok(disks)
}

/// Encrypts a new volume if the account says so of all. One that is encrypted gets the account's default key, if it has none.
fn encrypt(at: Place<'_>, disk: &mut Disk) {
    let defaults = &at.region.ebs;
    if defaults.encrypted && !disk.ebs.encrypted {
        disk.ebs.encrypted = true;
    }
    if disk.ebs.encrypted && disk.kms_key().is_none() && defaults.kms_key.is_some() {
        disk.change_facts(|facts| facts.kms_key = defaults.kms_key.clone());
    }
}

/// The metadata options of a launch that names none.
fn default_metadata(at: Place<'_>, id: &str) -> MetadataOptions {
    let required = image::requires_sessions(at.region, id);
    if required { MetadataOptions::SESSIONS } else { MetadataOptions::default() }
}

fn credits(specification: Option<&CreditSpecification>) -> Result<Option<CreditMode>, Error> {
    let Some(CreditSpecification { cpu_credits }) = specification else { return Ok(None) };
    let unknown = || Error::invalid("CreditSpecification.CpuCredits", cpu_credits, "standard or unlimited");
    CreditMode::from_ec2(cpu_credits).map(Some).ok_or_else(unknown)
}

/// The reservation that a launch asks for, and whether it runs in reservations only.
fn capacity(
    asked: Option<&CapacityReservationSpecification>,
    interruptible: bool,
) -> Result<(CapacityChoice, bool), Error> {
    let capacity = match asked {
        Some(specification) => (specification.choice()?, specification.reservations_only()),
        None => (CapacityChoice::Open, false),
    };
    if interruptible && !matches!(capacity.0, CapacityChoice::Reservation(_)) {
        let target = "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId";
        return Err(Error::missing(target));
    }
    Ok(capacity)
}

/// Whether the instances can be interrupted. Spot instances and capacity blocks are not modelled.
fn interruptible(options: Option<&MarketOptions>) -> Result<bool, Error> {
    match options.and_then(|options| options.market_type) {
        Some(MarketType::InterruptibleCapacityReservation) => Ok(true),
        None | Some(MarketType::OnDemand) => Ok(false),
        Some(MarketType::Spot) => Err(Error::NotModelled("InstanceMarketOptions.MarketType=spot".to_owned())),
        Some(MarketType::CapacityBlock) => {
            Err(Error::NotModelled("InstanceMarketOptions.MarketType=capacity-block".to_owned()))
        }
    }
}
