//! [ModifyImageAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html)

use super::{change, own};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, check_length};
use crate::aws::ec2::snapshots::permissions::{OperationType, PermissionChanges, older};
use crate::domain::compute::image::OwnImage;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::snapshot::Permissions;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes one attribute of an image: its description, who may launch from it, or that instances from it require session tokens
/// of the metadata service. Launch permissions are kept and shown; the other accounts do not see the image here.
pub struct ModifyImageAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Option<SmolStr>,
    description: Option<Text>,
    image_id: SmolStr,
    imds_support: Option<Text>,
    launch_permission: Option<PermissionChanges>,
    operation_type: Option<OperationType>,
    #[serde(default)]
    user_group: Vec<SmolStr>,
    #[serde(default)]
    user_id: Vec<SmolStr>,
    value: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    value: Option<SmolStr>,
}

/// The change of one attribute.
pub enum Attribute {
    Description(Option<SmolStr>),
    Permissions(Permissions),
    ImdsV2,
}

impl Operation for ModifyImageAttribute {
    const ACTION: &'static str = "ModifyImageAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("LaunchPermission.Add.N.OrganizationArn", ""),
        ("LaunchPermission.Add.N.OrganizationalUnitArn", ""),
        ("LaunchPermission.Remove.N.OrganizationArn", ""),
        ("LaunchPermission.Remove.N.OrganizationalUnitArn", ""),
        ("OrganizationArn", ""),
        ("OrganizationalUnitArn", ""),
        ("ProductCode", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyImageAttribute {
    type Plan = (SmolStr, Attribute);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let id = request.image_id.clone();
        let image = own(at, &id)?;
        let mut requested = attributes(image, request)?;
        let attribute = requested.pop().ok_or_else(|| Error::missing("Attribute"))?;
        if !requested.is_empty() {
            return Err(Error::Conflict("Fields for multiple attribute types specified".to_owned()));
        }
        Ok((id, attribute))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, attribute): Self::Plan) -> Done {
        change(at, &id, |image| match attribute {
            Attribute::Description(text) => image.description = text,
            Attribute::Permissions(permissions) => image.aws.permissions = permissions,
            Attribute::ImdsV2 => image.aws.imds_v2 = true,
        });
        Done::YES
    }
}

/// The attributes of a request, in either syntax.
fn attributes(image: &OwnImage, request: Request) -> Result<Vec<Attribute>, Error> {
    let mut requested = Vec::new();
    match request.attribute.as_deref() {
        None => {}
        Some("description") => requested.push(description(request.value)?),
        Some("imdsSupport") => requested.push(imds("Value", request.value)?),
        Some("launchPermission") if request.operation_type.is_none() => {
            return Err(Error::missing("OperationType"));
        }
        Some("launchPermission") => {}
        Some(other) => return Err(Error::invalid("Attribute", other, "description, imdsSupport or launchPermission")),
    }
    if let Some(Text { value }) = request.description {
        requested.push(description(value)?);
    }
    if let Some(Text { value }) = request.imds_support {
        requested.push(imds("ImdsSupport.Value", value)?);
    }
    let named = !request.user_id.is_empty() || !request.user_group.is_empty();
    let older = request.operation_type.filter(|_| named).map(|kind| older(kind, request.user_id, request.user_group));
    for changes in request.launch_permission.into_iter().chain(older) {
        let permissions = changes.apply(image.aws.permissions.clone())?;
        if permissions.all && image.disks.iter().any(|disk| disk.ebs.encrypted) {
            return Err(AwsSnapshotError::EncryptedShared.into());
        }
        requested.push(Attribute::Permissions(permissions));
    }
    Ok(requested)
}

fn description(value: Option<SmolStr>) -> Result<Attribute, Error> {
    check_length("Description", value.as_deref().unwrap_or_default())?;
    Ok(Attribute::Description(value.filter(|text| !text.is_empty())))
}

/// It cannot be taken back.
fn imds(name: &str, value: Option<SmolStr>) -> Result<Attribute, Error> {
    match value.ok_or_else(|| Error::missing(name))?.as_str() {
        "v2.0" => Ok(Attribute::ImdsV2),
        other => Err(Error::invalid(name, other, "v2.0")),
    }
}
