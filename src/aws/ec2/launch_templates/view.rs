//! Launch templates and their versions in answers.

use super::data::kept;
use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::domain::compute::template::{LaunchTemplate, TemplateVersion};
use crate::domain::geography::partition;
use crate::domain::scope::Scope;
use serde::Serialize;
use serde_json::Value;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateView {
    launch_template_id: SmolStr,
    launch_template_name: SmolStr,
    create_time: String,
    created_by: String,
    default_version_number: u64,
    latest_version_number: u64,
    tag_set: Option<Set<TagView>>,
}

impl TemplateView {
    pub fn id(&self) -> &SmolStr {
        &self.launch_template_id
    }

    pub fn new(scope: &Scope, template: &LaunchTemplate) -> Self {
        Self {
            launch_template_id: template.id.clone(),
            launch_template_name: template.name.clone(),
            create_time: time(template.created),
            created_by: creator(scope),
            default_version_number: template.default,
            latest_version_number: template.latest(),
            tag_set: tag_set(&template.tags),
        }
    }
}

/// The answer of operations that are about one launch template.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OneTemplate {
    pub launch_template: TemplateView,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionView {
    launch_template_id: SmolStr,
    launch_template_name: SmolStr,
    version_number: u64,
    version_description: Option<SmolStr>,
    create_time: String,
    created_by: String,
    default_version: bool,
    launch_template_data: Value,
}

impl VersionView {
    pub fn new(scope: &Scope, template: &LaunchTemplate, number: u64, version: &TemplateVersion) -> Self {
        Self {
            launch_template_id: template.id.clone(),
            launch_template_name: template.name.clone(),
            version_number: number,
            version_description: version.description.clone(),
            create_time: time(version.created),
            created_by: creator(scope),
            default_version: number == template.default,
            launch_template_data: kept(&version.data),
        }
    }
}

/// There are no other users than the root user of the account (ours).
fn creator(scope: &Scope) -> String {
    format!("arn:{}:iam::{}:root", partition(scope.region).name, scope.account)
}
