//! [DescribeImageAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageAttribute.html)

use super::own;
use super::view::{MappingView, mapping, protection};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::snapshots::permissions::{PermissionView, permission_views};
use crate::domain::compute::image::{boot_mode, has_sriov, requires_sessions};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one attribute of an image of the account. None has product codes, a kernel, a RAM disk, UEFI data or a TPM. When it
/// was launched from is not kept.
pub struct DescribeImageAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Attribute,
    image_id: SmolStr,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Attribute {
    BlockDeviceMapping,
    BootMode,
    DeregistrationProtection,
    Description,
    ImdsSupport,
    Kernel,
    LastLaunchedTime,
    LaunchPermission,
    ProductCodes,
    Ramdisk,
    SriovNetSupport,
    TpmSupport,
    UefiData,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    image_id: SmolStr,
    launch_permission: Option<Set<PermissionView>>,
    product_codes: Option<Set<SmolStr>>,
    kernel: Option<Text>,
    ramdisk: Option<Text>,
    description: Option<Text>,
    block_device_mapping: Option<Set<MappingView>>,
    sriov_net_support: Option<Text>,
    boot_mode: Option<Text>,
    imds_support: Option<Text>,
    deregistration_protection: Option<Text>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
struct Text {
    value: Option<SmolStr>,
}

impl Operation for DescribeImageAttribute {
    const ACTION: &'static str = "DescribeImageAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeImageAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let image = own(at, &request.image_id)?;
        let mut response = Response { image_id: image.id.clone(), ..Response::default() };
        let text = |value: Option<&str>| Some(Text { value: value.map(SmolStr::from) });
        match request.attribute {
            Attribute::BlockDeviceMapping => {
                response.block_device_mapping = Some(image.disks.iter().map(mapping).collect());
            }
            Attribute::BootMode => response.boot_mode = text(boot_mode(at.region, &image.id)),
            Attribute::DeregistrationProtection => {
                response.deregistration_protection = text(Some(protection(image.aws.protection, at.now)));
            }
            Attribute::Description => response.description = text(image.description.as_deref()),
            Attribute::ImdsSupport => {
                response.imds_support = text(requires_sessions(at.region, &image.id).then_some("v2.0"));
            }
            Attribute::Kernel => response.kernel = text(None),
            Attribute::LastLaunchedTime => return Err(Error::NotModelled("Attribute=lastLaunchedTime".to_owned())),
            Attribute::LaunchPermission => response.launch_permission = Some(permission_views(&image.aws.permissions)),
            Attribute::ProductCodes => response.product_codes = Some(Set::from_iter([])),
            Attribute::Ramdisk => response.ramdisk = text(None),
            Attribute::SriovNetSupport => {
                response.sriov_net_support = text(has_sriov(at.region, &image.id).then_some("simple"));
            }
            Attribute::TpmSupport | Attribute::UefiData => {}
        }
        Ok(response)
    }
}
