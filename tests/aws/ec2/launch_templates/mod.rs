mod create_launch_template;
mod create_launch_template_version;
mod delete_launch_template;
mod delete_launch_template_versions;
mod describe_launch_template_versions;
mod describe_launch_templates;
mod get_launch_template_data;
mod launches;
mod modify_launch_template;

use crate::aws::ec2::IMAGE;
use crate::aws::ec2::parts::refused_without_change;
use crate::support::{Answer, Twin};

const LOOK: &[&str] = &["DescribeLaunchTemplates", "DescribeLaunchTemplateVersions&LaunchTemplateVersion.1=$Latest"];

/// A new launch template with these parameters.
fn template(twin: &Twin, name: &str, data: &str) -> Answer {
    let data = data.replace('&', "&LaunchTemplateData.");
    twin.ec2(&format!("CreateLaunchTemplate&LaunchTemplateName={name}{data}"))
}

/// A new version of the launch template of this name.
fn version(twin: &Twin, name: &str, data: &str, more: &str) -> Answer {
    let data = data.replace('&', "&LaunchTemplateData.");
    twin.ec2(&format!("CreateLaunchTemplateVersion&LaunchTemplateName={name}{data}{more}"))
}
