//! Options that few instances have, as requests and answers name them: placement groups, enclaves, maintenance, private names.

use crate::aws::ec2::placement_groups::requested;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, PrivateNames, RareOptions, Tenancy};
use crate::domain::compute::launch::Launch;
use crate::domain::compute::placement::{check_room, partitions};
use crate::domain::error::AwsInstanceError;
use crate::domain::place::Place;
use crate::domain::scope::Scope;
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PlacementRequest {
    pub availability_zone: Option<SmolStr>,
    pub availability_zone_id: Option<SmolStr>,
    pub tenancy: Option<Tenancy>,
    group_name: Option<SmolStr>,
    group_id: Option<SmolStr>,
    partition_number: Option<i64>,
}

/// The options of a launch, read beside its other parameters.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct OptionsRequest {
    pub placement: Option<PlacementRequest>,
    enclave_options: Option<Enclaves>,
    maintenance_options: Option<MaintenanceRequest>,
    private_dns_name_options: Option<NamesRequest>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Enclaves {
    enabled: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct MaintenanceRequest {
    auto_recovery: Option<Setting>,
}

/// Whether AWS does something by itself.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    Default,
    Disabled,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct NamesRequest {
    hostname_type: Option<HostnameType>,
    enable_resource_name_dns_a_record: Option<bool>,
    #[serde(rename = "EnableResourceNameDnsAAAARecord")]
    enable_resource_name_dns_aaaa_record: Option<bool>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum HostnameType {
    IpName,
    ResourceName,
}

impl NamesRequest {
    pub fn new(hostname_type: Option<HostnameType>, a_record: Option<bool>, aaaa_record: Option<bool>) -> Self {
        Self {
            hostname_type,
            enable_resource_name_dns_a_record: a_record,
            enable_resource_name_dns_aaaa_record: aaaa_record,
        }
    }

    /// The names after the change.
    pub fn apply(&self, names: PrivateNames) -> PrivateNames {
        let by_resource = self.hostname_type.map(|hostname_type| hostname_type == HostnameType::ResourceName);
        PrivateNames {
            by_resource: by_resource.unwrap_or(names.by_resource),
            a_record: self.enable_resource_name_dns_a_record.unwrap_or(names.a_record),
            aaaa_record: self.enable_resource_name_dns_aaaa_record.unwrap_or(names.aaaa_record),
        }
    }
}

impl OptionsRequest {
    /// The zone, by its name or its id, but not both. The text for that is ours.
    pub fn zone(&self) -> Result<Option<SmolStr>, Error> {
        let Some(placement) = &self.placement else { return Ok(None) };
        if placement.availability_zone.is_some() && placement.availability_zone_id.is_some() {
            let text = "The parameter availabilityZone cannot be used with the parameter availabilityZoneId";
            return Err(Error::Conflict(text.to_owned()));
        }
        Ok(placement.availability_zone.clone().or_else(|| placement.availability_zone_id.clone()))
    }

    /// The options of the new instances, but for their partitions. Enclaves need a type that can have them, and no hibernation.
    pub fn rare(&self, at: Place<'_>, of: &InstanceType, hibernates: bool) -> Result<Option<Box<RareOptions>>, Error> {
        let enclave = self.enclave_options.as_ref().and_then(|options| options.enabled) == Some(true);
        if enclave {
            check_enclaves(of)?;
        }
        if enclave && hibernates {
            return Err(AwsInstanceError::EnclaveHibernates.into());
        }
        let recovery = self.maintenance_options.as_ref().and_then(|options| options.auto_recovery);
        let names = self.private_dns_name_options.as_ref().map(|names| names.apply(PrivateNames::default()));
        let named =
            self.placement.as_ref().map(|one| requested(at.region, one.group_name.as_ref(), one.group_id.as_ref()));
        let rare = RareOptions {
            group: named.transpose()?.flatten().map(|group| group.id.clone()),
            enclave,
            no_recovery: recovery == Some(Setting::Disabled),
            names: names.unwrap_or_default(),
            ..RareOptions::NONE
        };
        Ok(Some(rare).filter(|rare| *rare != RareOptions::NONE).map(Box::new))
    }

    /// The partitions of the instances of a launch. Fails if their placement group has no room for them, or not the partition that
    /// is asked for.
    pub fn partitions(&self, at: Place<'_>, launch: &Launch) -> Result<Vec<u32>, Error> {
        let template = launch.template();
        let number = self.placement.as_ref().and_then(|placement| placement.partition_number);
        let Some(group) = template.aws.rare().group.as_ref().and_then(|id| at.region.placement_groups.get(id)) else {
            return match number {
                Some(number) => Err(Error::invalid("PartitionNumber", number, "a partition of a placement group")),
                None => Ok(Vec::new()),
            };
        };
        check_room(at.region, group, template.instance_type, template.zone, launch.count() as usize)?;
        let number = number.map(|number| u32::try_from(number).unwrap_or(0));
        Ok(partitions(at.region, group, template.zone, number, launch.count())?)
    }
}

/// Whether instances of a type can have enclaves.
pub fn check_enclaves(of: &InstanceType) -> Result<(), AwsInstanceError> {
    let can = of.ec2().is_some_and(|figures| figures.nitro_enclaves);
    if can { Ok(()) } else { Err(AwsInstanceError::EnclaveUnsupported(of.name)) }
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlacementView {
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    group_name: SmolStr,
    group_id: Option<SmolStr>,
    partition_number: Option<u32>,
    tenancy: &'static str,
}

impl PlacementView {
    /// `group` is the name of its placement group; a terminated instance may outlive its group.
    pub fn new(scope: &Scope, instance: &Instance, group: Option<&SmolStr>) -> Self {
        let rare = instance.aws.rare();
        Self {
            availability_zone: instance.zone,
            availability_zone_id: scope.zone_id(instance.zone),
            group_name: group.cloned().unwrap_or_default(),
            group_id: rare.group.clone().filter(|_| group.is_some()),
            partition_number: rare.partition,
            tenancy: instance.tenancy.as_str(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MaintenanceView {
    auto_recovery: &'static str,
    reboot_migration: &'static str,
}

impl MaintenanceView {
    pub fn new(rare: &RareOptions) -> Self {
        let text = |off: bool| if off { "disabled" } else { "default" };
        Self { auto_recovery: text(rare.no_recovery), reboot_migration: text(rare.no_migration) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DnsOptionsView {
    hostname_type: &'static str,
    enable_resource_name_dns_a_record: bool,
    #[serde(rename = "enableResourceNameDnsAAAARecord")]
    enable_resource_name_dns_aaaa_record: bool,
}

impl DnsOptionsView {
    pub fn new(names: PrivateNames) -> Self {
        Self {
            hostname_type: if names.by_resource { "resource-name" } else { "ip-name" },
            enable_resource_name_dns_a_record: names.a_record,
            enable_resource_name_dns_aaaa_record: names.aaaa_record,
        }
    }
}

/// The private DNS name of an instance: `by_address`, or one that is made of its id.
pub fn private_name(instance: &Instance, by_address: SmolStr) -> SmolStr {
    match by_address.split_once('.') {
        Some((_, domain)) if instance.aws.rare().names.by_resource => format_smolstr!("{}.{domain}", instance.id),
        _ => by_address,
    }
}
