//! Launch templates: parameters of launches under a name, in versions.

pub mod create_launch_template;
pub mod create_launch_template_version;
mod data;
pub mod delete_launch_template;
pub mod delete_launch_template_versions;
pub mod describe_launch_template_versions;
pub mod describe_launch_templates;
pub mod get_launch_template_data;
mod launch;
pub mod modify_launch_template;
mod of_instance;
mod view;

pub use launch::TemplateOfLaunch;

use crate::domain::compute::template::{AwsTemplateError, LaunchTemplate, Wanted};
use crate::domain::network::find;
use crate::domain::region::Region;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// A launch template in a request: by its id or its name, but not both.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct TemplateName {
    launch_template_id: Option<SmolStr>,
    launch_template_name: Option<SmolStr>,
}

impl TemplateName {
    /// Whether the request names none.
    fn is_none(&self) -> bool {
        self.launch_template_id.is_none() && self.launch_template_name.is_none()
    }

    /// `purpose` is for the text of the error, as in "modify the template".
    fn find<'r>(&self, region: &'r Region, purpose: &str) -> Result<&'r LaunchTemplate, Error> {
        match (&self.launch_template_id, &self.launch_template_name) {
            (Some(_), Some(_)) => {
                Err(Error::Conflict(format!("Either provide launch template ID or launch template name to {purpose}.")))
            }
            (Some(id), None) => by_id(region, id),
            (None, Some(name)) => Ok(by_name(region, name).ok_or_else(|| AwsTemplateError::NoName(name.clone()))?),
            (None, None) => Err(Error::missing("launch template ID or launch template name")),
        }
    }
}

fn by_id<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r LaunchTemplate, Error> {
    Ok(find(&region.templates, "lt-", id, AwsTemplateError::NoId)?)
}

fn by_name<'r>(region: &'r Region, name: &SmolStr) -> Option<&'r LaunchTemplate> {
    region.templates.values().find(|template| template.name == *name)
}

/// A version as requests name it: `$Default`, `$Latest` or a number.
fn wanted(parameter: &str, text: &SmolStr) -> Result<Wanted, Error> {
    match text.as_str() {
        "$Default" => Ok(Wanted::Default),
        "$Latest" => Ok(Wanted::Latest),
        number => number.parse().map(Wanted::Number).map_err(|_| number_expected(parameter, text)),
    }
}

fn number_expected(parameter: &str, text: &SmolStr) -> Error {
    Error::invalid(parameter, text, "$Default, $Latest or the number of a version")
}
