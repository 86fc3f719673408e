//! A parameter in answers.

use crate::domain::compute::image::{self, AwsImageError, Image, PUBLISHED};
use crate::domain::geography::partition;
use crate::domain::place::Place;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ParameterView {
    pub name: &'static str,
    r#type: &'static str,
    value: &'static str,
    version: u32,
    /// The part of the requested name from its colon on.
    selector: Option<SmolStr>,
    /// In seconds since 1970.
    last_modified_date: f64,
    #[serde(rename = "ARN")]
    arn: SmolStr,
    /// That of images, without which EC2 does not take a parameter.
    data_type: &'static str,
}

impl ParameterView {
    pub fn new(at: Place<'_>, name: &'static str, image: &'static Image) -> Self {
        let partition = partition(at.scope.region).name;
        Self {
            name,
            r#type: "String",
            value: image.id,
            version: 1,
            selector: None,
            last_modified_date: PUBLISHED.as_duration().as_secs_f64(),
            arn: format_smolstr!("arn:{partition}:ssm:{}::parameter{name}", at.scope.region),
            data_type: "aws:ec2:image",
        }
    }

    /// The parameter of this name or ARN, which may end with `:` and a version.
    pub fn find(at: Place<'_>, requested: &str) -> Result<Self, AwsImageError> {
        let in_arn = requested.strip_prefix("arn:").and_then(|arn| arn.split_once(":parameter"));
        let requested = in_arn.map_or(requested, |(_, name)| name);
        let (name, image) = image::by_parameter(requested)?;
        let selector = requested.strip_prefix(name).filter(|rest| !rest.is_empty()).map(SmolStr::from);
        Ok(Self { selector, ..Self::new(at, name, image) })
    }
}
