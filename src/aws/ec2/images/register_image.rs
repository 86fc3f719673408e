//! [RegisterImage](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html)

use super::check_texts;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::volumes::{BlockDeviceMapping, ROOT, apply_mappings, refuse_keys};
use crate::domain::compute::disk::{Disk, check_device};
use crate::domain::compute::image::{
    ARCHITECTURES, AwsImageError, BOOT_MODES, ImageFacts, ImageState, OwnImage, register,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Registers an image of Linux whose root device is a snapshot of the account. It is available at once, and of the
/// virtualization type `hvm`, also if the request names none (ours: on AWS it is then paravirtual, and no type here boots it).
pub struct RegisterImage;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    architecture: Option<SmolStr>,
    #[serde(default)]
    block_device_mapping: Vec<BlockDeviceMapping>,
    boot_mode: Option<SmolStr>,
    description: Option<SmolStr>,
    ena_support: Option<bool>,
    imds_support: Option<SmolStr>,
    name: SmolStr,
    root_device_name: Option<SmolStr>,
    sriov_net_support: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    image_id: SmolStr,
}

/// The architecture of an image that is registered without one.
const DEFAULT_ARCHITECTURE: &str = "i386";

impl Operation for RegisterImage {
    const ACTION: &'static str = "RegisterImage";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("BillingProduct", ""),
        ("BlockDeviceMapping.N.Ebs.EbsCardIndex", "0"),
        ("BlockDeviceMapping.N.Ebs", ""),
        ("ImageLocation", ""),
        ("KernelId", ""),
        ("RamdiskId", ""),
        ("TpmSupport", ""),
        ("UefiData", ""),
        ("VirtualizationType", "hvm"),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for RegisterImage {
    type Plan = OwnImage;

    fn plan(at: Place<'_>, request: Request) -> Result<OwnImage, Error> {
        refuse_keys(&request.block_device_mapping)?;
        check_texts(at.region, &request.name, request.description.as_deref())?;
        let architecture = request.architecture.as_deref().unwrap_or(DEFAULT_ARCHITECTURE);
        let known = ARCHITECTURES.iter().find(|known| **known == architecture);
        let architecture = known.ok_or_else(|| one_of("architecture", architecture, ARCHITECTURES))?;
        if let Some(mode) = request.boot_mode.as_ref().filter(|mode| !BOOT_MODES.contains(&mode.as_str())) {
            return Err(one_of("BootMode", mode, BOOT_MODES));
        }
        if let Some(support) = request.imds_support.as_ref().filter(|support| *support != "v2.0") {
            return Err(Error::invalid("ImdsSupport", support, "v2.0"));
        }
        if let Some(support) = request.sriov_net_support.as_ref().filter(|support| *support != "simple") {
            return Err(Error::invalid("SriovNetSupport", support, "simple"));
        }
        let root = request.root_device_name.unwrap_or(SmolStr::new_static(ROOT));
        check_device(&root)?;
        let mut disks = apply_mappings(at, Vec::new(), &request.block_device_mapping)?;
        disks.iter_mut().for_each(|disk| disk.system = disk.device == root);
        disks.sort_by_key(|disk| !disk.system);
        if !disks.first().is_some_and(|disk| disk.system && disk.snapshot.is_some()) {
            return Err(AwsImageError::NoRoot.into());
        }
        Ok(OwnImage {
            id: SmolStr::default(),
            name: request.name,
            description: request.description,
            family: None,
            version: None,
            state: ImageState::Available,
            created: at.now,
            instance: SmolStr::default(),
            source: SmolStr::default(),
            platform: "Linux/UNIX",
            architecture,
            disks: disks.iter().map(Disk::template).collect(),
            resource_group: SmolStr::default(),
            tags: tags(&request.tag_specification, "image", &[])?,
            aws: ImageFacts {
                boot_mode: request.boot_mode,
                imds_v2: request.imds_support.is_some(),
                without_ena: request.ena_support != Some(true),
                sriov: request.sriov_net_support.is_some(),
                ..ImageFacts::default()
            },
        })
    }

    fn commit(at: &mut PlaceMut<'_>, image: OwnImage) -> Response {
        Response { image_id: register(at, image) }
    }
}

fn one_of(name: &str, value: &str, known: &[&str]) -> Error {
    Error::invalid(name, value, known.join(", "))
}
