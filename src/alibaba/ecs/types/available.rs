//! The resources that a zone offers, in the responses of DescribeAvailableResource and DescribeResourcesModification.

use crate::domain::compute::disk;
use crate::operation::Error;
use serde::Serialize;
use smol_str::SmolStr;

/// The zones of a response.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct AvailableZones {
    available_zone: Vec<Zone>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Zone {
    zone_id: &'static str,
    status: &'static str,
    status_category: &'static str,
    region_id: &'static str,
    available_resources: AvailableResources,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AvailableResources {
    available_resource: Vec<Resource>,
}

/// Resources of one kind.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Resource {
    r#type: &'static str,
    supported_resources: SupportedResources,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition_supported_resources: Option<ConditionSupportedResources>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SupportedResources {
    supported_resource: Vec<Supported>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ConditionSupportedResources {
    condition_supported_resource: Vec<ConditionSupported>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ConditionSupported {
    conditions: Conditions,
    #[serde(flatten)]
    resource: Supported,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Conditions {
    condition: Vec<Condition>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Condition {
    key: &'static str,
}

/// One resource of an offer. Only disks have sizes, in GiB.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Supported {
    status: &'static str,
    value: &'static str,
    max: u32,
    unit: &'static str,
    status_category: &'static str,
    min: u32,
}

/// The status, and the status category, of a resource.
fn status(in_stock: bool) -> (&'static str, &'static str) {
    if in_stock { ("Available", "WithStock") } else { ("SoldOut", "WithoutStock") }
}

impl Supported {
    /// A resource without a size.
    pub fn new(value: &'static str, in_stock: bool) -> Self {
        let (status, status_category) = status(in_stock);
        Self { status, value, max: 0, unit: "", status_category, min: 0 }
    }

    /// A disk category. Disks are always in stock.
    pub fn disk(category: &'static str, system: bool) -> Self {
        let (min, max) = disk::sizes(category, system);
        Self { max, unit: "GiB", min, ..Self::new(category, true) }
    }

    pub fn in_stock(&self) -> bool {
        self.status == "Available"
    }
}

/// The resources of one kind that a zone offers.
pub struct Offer {
    pub zone: &'static str,
    pub resource_type: &'static str,
    pub supported: Vec<Supported>,
    /// The resources that are available only after a change of disks; `None` if the response has no such list.
    pub after_disks: Option<Vec<Supported>>,
}

impl AvailableZones {
    pub fn none() -> Self {
        Self { available_zone: Vec::new() }
    }

    /// The zones of a region with their offers. A zone with an empty offer is left out. A zone is sold out if nothing
    /// in its offer is in stock.
    pub fn new(region: &'static str, offers: impl IntoIterator<Item = Offer>) -> Self {
        let is_not_empty = |offer: &Offer| {
            !offer.supported.is_empty() || offer.after_disks.as_ref().is_some_and(|list| !list.is_empty())
        };
        Self { available_zone: offers.into_iter().filter(is_not_empty).map(|offer| zone(region, offer)).collect() }
    }
}

fn zone(region: &'static str, offer: Offer) -> Zone {
    let all = offer.supported.iter().chain(offer.after_disks.iter().flatten());
    let (status, status_category) = status(all.into_iter().any(Supported::in_stock));
    let conditional = |resource: Supported| ConditionSupported {
        conditions: Conditions { condition: vec![Condition { key: "DiskCategory" }] },
        resource,
    };
    let resource = Resource {
        r#type: offer.resource_type,
        supported_resources: SupportedResources { supported_resource: offer.supported },
        condition_supported_resources: offer.after_disks.map(|list| ConditionSupportedResources {
            condition_supported_resource: list.into_iter().map(conditional).collect(),
        }),
    };
    // If the requested resource is the zone itself, its list of resources is empty.
    let available_resource = if offer.resource_type == "Zone" { Vec::new() } else { vec![resource] };
    let available_resources = AvailableResources { available_resource };
    Zone { zone_id: offer.zone, status, status_category, region_id: region, available_resources }
}

/// A filter on instance types: by name, or by vCPUs and memory.
pub struct TypeFilter {
    instance_type: Option<SmolStr>,
    cores: Option<u32>,
    memory_gib: Option<f64>,
}

impl TypeFilter {
    /// Fails if the request has both a name and figures. `memory_gib` is in GiB.
    pub fn new(instance_type: Option<SmolStr>, cores: Option<u32>, memory_gib: Option<f64>) -> Result<Self, Error> {
        if instance_type.is_some() && (cores.is_some() || memory_gib.is_some()) {
            return Err(Error::Conflict("InstanceType excludes Cores and Memory.".to_owned()));
        }
        Ok(Self { instance_type, cores, memory_gib })
    }

    pub fn matches(&self, instance_type: &crate::domain::compute::catalog::InstanceType) -> bool {
        self.instance_type.as_ref().is_none_or(|name| name == instance_type.name)
            && self.cores.is_none_or(|cores| cores == instance_type.vcpus)
            && self.memory_gib.is_none_or(|memory| memory * 1024.0 == f64::from(instance_type.memory_mib))
    }
}
