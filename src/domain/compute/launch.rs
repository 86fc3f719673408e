//! Launching instances: the checks and effects that both clouds share.

use crate::domain::capacity::quota;
use crate::domain::capacity::reservation::{self, Attributes, CapacityError};
use crate::domain::compute::catalog::{self, InstanceType};
use crate::domain::compute::disk::{self, Disk};
use crate::domain::compute::image;
use crate::domain::compute::image::{ImageError, ImageState};
use crate::domain::compute::instance::{
    AlibabaFacts, AwsFacts, CapacityChoice, Common, Instance, LaunchFacts, Nic, NicCommon, State, Tags, Tenancy,
};
use crate::domain::compute::launch_interfaces::LaunchInterfaces;
pub use crate::domain::compute::launch_interfaces::{Ipv6Request, check_groups, default_group};
use crate::domain::compute::lifecycle;
use crate::domain::compute::shared::Shared;
use crate::domain::credits::{self, CreditMode};
use crate::domain::error::{CreditError, Error, InstanceError};
use crate::domain::ids::is_hex_id;
use crate::domain::network::interfaces::InterfaceError;
use crate::domain::network::{
    AlibabaNetworkError, AwsNetworkError, NetworkError, Subnet, check_address6, free_addresses6,
};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::domain::scope::Cloud;
use smol_str::SmolStr;
use std::net::Ipv4Addr;
use uuid::Uuid;

/// The parameters of a launch.
#[derive(Debug)]
pub struct LaunchRequest {
    pub instance_type: &'static InstanceType,
    pub image: SmolStr,
    /// The zone, by name or id; by default that of the subnet.
    pub zone: Option<SmolStr>,
    /// The id of the subnet; by default the default one.
    pub subnet: Option<SmolStr>,
    /// The ids of the security groups; by default the default one.
    pub groups: Vec<SmolStr>,
    /// The private address; by default the next free one.
    pub private_ip: Option<Ipv4Addr>,
    /// Whether to assign a public address; by default as the subnet says.
    pub public: Option<bool>,
    /// Addresses of IPv6 for each instance; by default as the subnet says.
    pub ipv6: Option<Ipv6Request>,
    pub tenancy: Tenancy,
    /// The credit mode; by default that of the family.
    pub credits: Option<CreditMode>,
    pub capacity: CapacityChoice,
    /// The minimum number of instances.
    pub min: u32,
    /// The maximum number of instances; the launch makes as many of them as capacity allows.
    pub max: u32,
    pub key_name: Option<SmolStr>,
    pub tags: Tags,
    pub nic_tags: Tags,
    pub nic_description: SmolStr,
    /// What it asks for interfaces beside that.
    pub interfaces: LaunchInterfaces,
    /// Disks without ids, the system disk first.
    pub disks: Vec<Disk>,
    /// The idempotency token, where describe operations show it.
    pub client_token: Option<SmolStr>,
    /// Attributes of EC2 only.
    pub aws: AwsFacts,
    /// Attributes of ECS only.
    pub alibaba: Option<Box<AlibabaFacts>>,
    /// The final state: running, or stopped for ECS CreateInstance.
    pub final_state: State,
}

/// A launch that has passed all checks.
#[derive(Debug)]
pub struct Launch {
    template: Instance,
    count: u32,
    private_ip: Option<Ipv4Addr>,
    ipv6: Ipv6Request,
    public: bool,
    interfaces: LaunchInterfaces,
    final_state: State,
}

/// Checks the request. Nothing changes yet.
pub fn plan(at: Place<'_>, request: LaunchRequest) -> Result<Launch, Error> {
    let cloud = at.scope.cloud;
    if request.min > request.max {
        return Err(InstanceError::CountsDisagree { min: request.min, max: request.max }.into());
    }
    let platform = platform(at, &request.image)?;
    image::check_architecture(at, &request.image, request.instance_type)?;
    if let Some(mode) = request.credits {
        credits::check_launch(cloud, request.instance_type, request.tenancy, mode)
            .map_err(|refusal| CreditError::Refused { id: None, instance_type: request.instance_type.name, refusal })?;
    }
    let subnet = subnet(at, &request, platform)?;
    catalog::check_zone(at.scope, request.instance_type, subnet.zone)?;
    let groups = groups(at, &request, subnet)?;
    let tenancy = tenancy(at.region, &request, subnet);
    let mut disks = request.disks;
    disks.extend(disk::local_disks(at.now, request.instance_type, &disks));
    let template = Instance {
        id: SmolStr::default(),
        instance_type: request.instance_type,
        state: State::Pending,
        ticket: 0,
        created: at.now,
        launched: at.now,
        credits: request
            .credits
            .unwrap_or_else(|| credits::default_mode(cloud, at.region, request.instance_type, tenancy)),
        meter: None,
        nic: Nic::without_address(NicCommon {
            vpc: subnet.vpc.clone(),
            subnet: subnet.id.clone(),
            groups,
            description: request.nic_description,
            tags: request.nic_tags,
        }),
        disks,
        tags: request.tags,
        reservation: None,
        launch: LaunchFacts { id: SmolStr::default(), client_token: request.client_token }.into(),
        launch_index: 0,
        reason: None,
        interruption: None,
        serial: Uuid::default(),
        common: Shared::from(Common {
            image: request.image,
            platform,
            zone: subnet.zone,
            tenancy,
            key_name: request.key_name,
            capacity: request.capacity,
            aws: request.aws,
            alibaba: request.alibaba,
        }),
    };
    let count = count(at.region, &template, request.min, request.max)?;
    if request.interfaces.primary.is_none() {
        check_address(cloud, subnet, request.private_ip, count)?;
    }
    let (public, ipv6) = (request.public.unwrap_or(subnet.public), ipv6(at.region, subnet, request.ipv6)?);
    let (mut interfaces, final_state) = (request.interfaces, request.final_state);
    interfaces.settle(at.region, subnet)?;
    interfaces.check(at.region, template.instance_type, subnet, (request.private_ip, &ipv6), count)?;
    Ok(Launch { template, count, private_ip: request.private_ip, ipv6, public, interfaces, final_state })
}

/// Whether the subnet has this address, or one for each instance.
fn check_address(cloud: Cloud, subnet: &Subnet, requested: Option<Ipv4Addr>, count: u32) -> Result<(), Error> {
    if let Some(address) = requested.filter(|_| cloud == Cloud::Aws) {
        subnet.check_host(address)?;
    }
    match requested {
        Some(address) if count > 1 || !subnet.is_free(address) => Err(NetworkError::AddressUnusable(address).into()),
        None if subnet.available() < count => Err(NetworkError::AddressesExhausted(subnet.id.clone()).into()),
        _ => Ok(()),
    }
}

/// The addresses of IPv6 of each instance. Fails if the subnet cannot give them.
fn ipv6(region: &Region, subnet: &Subnet, request: Option<Ipv6Request>) -> Result<Ipv6Request, Error> {
    let request = request.unwrap_or(Ipv6Request::Count(usize::from(subnet.aws.assigns_ipv6)));
    match &request {
        Ipv6Request::Count(count) if *count > 0 && subnet.range6().is_none() => {
            return Err(InterfaceError::SubnetWithoutRange6(subnet.id.clone()).into());
        }
        Ipv6Request::Count(_) => {}
        Ipv6Request::These(addresses) => {
            addresses.iter().try_for_each(|address| check_address6(region, subnet, *address))?;
        }
    }
    Ok(request)
}

/// How many instances, from `min` to `max`, find capacity: reserved capacity first, then within the on-demand limits.
fn count(region: &Region, template: &Instance, min: u32, max: u32) -> Result<u32, Error> {
    let room = reservation::room(&region.reservations, template)?;
    let reserved = room.unwrap_or_else(|| reservation::open_room(&region.reservations, template)).min(max);
    let (more, limit) = match room {
        Some(_) => (0, None),
        None => quota::grant(region, &[], template.instance_type, template.zone, max - reserved),
    };
    let count = reserved + more;
    if count < min { Err(limit.unwrap_or(CapacityError::Exceeded.into())) } else { Ok(count) }
}

/// Creates the instances and returns their ids. `each` can adjust every instance; it gets its index in the launch, from
/// 0.
pub fn commit(at: &mut PlaceMut<'_>, launch: Launch, mut each: impl FnMut(u32, &mut Instance)) -> Vec<SmolStr> {
    let scope = at.scope;
    let (disk_prefix, serial) = match scope.cloud {
        Cloud::Aws => ("vol", false),
        Cloud::Alibaba => ("d", true),
    };
    let mut ids = Vec::with_capacity(launch.count as usize);
    for index in 0..launch.count {
        let mut instance = launch.template.clone();
        if instance.id.is_empty() {
            instance.id = at.new_id("i");
        }
        if !launch.interfaces.give_primary(at.region, &mut instance) {
            make_interface(at, &launch, &mut instance);
        }
        for disk in instance.disks.iter_mut().filter(|disk| disk.id.is_empty()) {
            disk.id = at.ids.new_id(scope, disk_prefix);
        }
        if serial {
            instance.serial = at.ids.uuid();
        }
        each(index, &mut instance);
        ids.push(instance.id.clone());
        let id = instance.id.clone();
        lifecycle::launch(at, instance, launch.final_state);
        launch.interfaces.attach_others(at, &id);
    }
    ids
}

/// Gives an instance its primary interface, with its addresses.
fn make_interface(at: &mut PlaceMut<'_>, launch: &Launch, instance: &mut Instance) {
    instance.nic.id = at.new_id("eni");
    if let Some(subnet) = at.region.subnets.get_mut(&instance.nic.subnet) {
        instance.nic.private_ip = match launch.private_ip {
            Some(address) => {
                subnet.allocate_address(address);
                address
            }
            None => subnet.allocate().unwrap_or(Ipv4Addr::UNSPECIFIED),
        };
    }
    instance.nic.ipv6 = match &launch.ipv6 {
        Ipv6Request::Count(0) => Vec::new(),
        Ipv6Request::Count(count) => {
            let subnet = at.region.subnets.get(&instance.nic.subnet);
            subnet.map(|subnet| free_addresses6(at.region, subnet, *count)).unwrap_or_default()
        }
        Ipv6Request::These(addresses) => addresses.clone(),
    };
    instance.nic.public_ip = launch.public.then(|| at.region.new_public_address());
    launch.interfaces.extend_primary(at.region, &mut instance.nic);
}

impl Launch {
    /// What its instances will be like, but for ids and addresses.
    pub fn template(&self) -> &Instance {
        &self.template
    }

    /// How many instances it makes.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Sets the id of the launch.
    pub fn with_launch_id(mut self, id: SmolStr) -> Self {
        self.template.launch.id = id;
        self
    }

    /// Sets the instance's id, for a launch of one instance.
    pub fn with_id(mut self, id: SmolStr) -> Self {
        self.template.id = id;
        self
    }
}

/// The platform of the requested image. An unknown but well-formed id is accepted, unless the rules are strict.
fn platform(at: Place<'_>, id: &SmolStr) -> Result<&'static str, Error> {
    let cloud = at.scope.cloud;
    if let Some(own) = at.region.images.get(id) {
        return match own.state {
            ImageState::Available => Ok(own.platform),
            ImageState::Pending => Err(ImageError::Unavailable(id.clone()).into()),
            ImageState::Deregistered | ImageState::Disabled => Err(ImageError::Deregistered(id.clone()).into()),
        };
    }
    let known = image::find(cloud, id).is_some();
    if !known && !is_image_id(cloud, id) {
        return Err(InstanceError::ImageMalformed(id.clone()).into());
    }
    if !known && at.rules.strict_images {
        return Err(InstanceError::ImageNotFound(id.clone()).into());
    }
    Ok(image::platform(cloud, id))
}

/// The subnet of the instances.
fn subnet<'r>(at: Place<'r>, request: &LaunchRequest, platform: &'static str) -> Result<&'r Subnet, Error> {
    let zone = match &request.zone {
        None => None,
        Some(name) => {
            let zone = at.scope.zone(name);
            Some(zone.ok_or_else(|| NetworkError::ZoneNotFound(name.clone()))?)
        }
    };
    if let Some(id) = &request.subnet {
        let subnet = at.region.subnets.get(id).ok_or_else(|| NetworkError::SubnetNotFound(id.clone()))?;
        if zone.is_some_and(|zone| zone != subnet.zone) {
            let text = format!("The subnet '{id}' is in {}, not in {}.", subnet.zone, zone.unwrap_or_default());
            return Err(NetworkError::Mismatch(text).into());
        }
        return Ok(subnet);
    }
    let default = at.rules.default_network.then(|| default_subnet(at, request, platform, zone)).flatten();
    default.ok_or_else(|| no_default_subnet(at, zone))
}

/// Why a launch that names no subnet finds none.
fn no_default_subnet(at: Place<'_>, zone: Option<&str>) -> Error {
    match (at.scope.cloud, at.region.default_vpc(), zone) {
        (Cloud::Alibaba, ..) => NetworkError::SubnetRequired.into(),
        (Cloud::Aws, None, _) => AwsNetworkError::NoDefaultVpc.into(),
        (Cloud::Aws, Some(vpc), None) => AwsNetworkError::NoDefaultSubnets(vpc.id.clone()).into(),
        (Cloud::Aws, Some(_), Some(zone)) => AwsNetworkError::NoDefaultSubnet(zone.into()).into(),
    }
}

/// The default subnet of the zone. Without a zone, that of the first zone that offers the type and has enough capacity, or
/// else of the first that offers it, or of the first.
fn default_subnet<'r>(
    at: Place<'r>,
    request: &LaunchRequest,
    platform: &'static str,
    zone: Option<&str>,
) -> Option<&'r Subnet> {
    let mut candidates: Vec<_> = at.region.default_subnets(zone).collect();
    candidates.sort_by_key(|subnet| (!request.instance_type.is_offered_in(at.scope, subnet.zone), subnet.zone));
    let with_capacity = candidates.iter().find(|subnet| has_capacity(at.region, request, platform, subnet));
    with_capacity.or(candidates.first()).copied()
}

/// Whether the subnet's zone is that of the targeted reservation, or has room and stock for a launch without a target.
fn has_capacity(region: &Region, request: &LaunchRequest, platform: &'static str, subnet: &Subnet) -> bool {
    let (instance_type, zone, min) = (request.instance_type, subnet.zone, request.min);
    let attributes = Attributes { instance_type, zone, platform, tenancy: tenancy(region, request, subnet) };
    let reserved = || reservation::open_capacity(&region.reservations, &attributes);
    match &request.capacity {
        CapacityChoice::Reservation(id) => region.reservations.get(id).is_some_and(|target| target.zone == zone),
        CapacityChoice::ReservationsOnly => reserved() >= min,
        CapacityChoice::None => quota::in_stock(region, instance_type, zone, min),
        CapacityChoice::Open => quota::in_stock(region, instance_type, zone, min.saturating_sub(reserved())),
    }
}

/// The requested tenancy, or that of the VPC if the request has the default.
fn tenancy(region: &Region, request: &LaunchRequest, subnet: &Subnet) -> Tenancy {
    match region.vpcs.get(&subnet.vpc) {
        Some(vpc) if request.tenancy == Tenancy::Default => vpc.tenancy,
        _ => request.tenancy,
    }
}

/// The ids of the security groups of the instances.
fn groups(at: Place<'_>, request: &LaunchRequest, subnet: &Subnet) -> Result<Vec<SmolStr>, Error> {
    if request.groups.is_empty() {
        let default = default_group(at.region, &subnet.vpc);
        return Ok(vec![default.ok_or(AlibabaNetworkError::GroupRequired)?]);
    }
    check_groups(at.region, &request.groups, &subnet.id, &subnet.vpc)?;
    Ok(request.groups.clone())
}

/// Whether this text has the form of an image id. On ECS any name of up to 128 characters has it.
fn is_image_id(cloud: Cloud, text: &str) -> bool {
    match cloud {
        Cloud::Aws => is_hex_id(text, "ami-"),
        Cloud::Alibaba => {
            !text.is_empty()
                && text.len() <= 128
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-*".contains(&b))
        }
    }
}
