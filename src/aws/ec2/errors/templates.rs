//! EC2's errors for launch templates.

use super::{VendorError, row};
use crate::domain::compute::template::{AwsTemplateError, MAX_TEMPLATES, MAX_VERSIONS};

pub(super) fn template(error: &AwsTemplateError) -> VendorError {
    match error {
        AwsTemplateError::NoId(id) => row(
            400,
            "InvalidLaunchTemplateId.NotFound",
            format!("The specified launch template, with template ID {id}, does not exist."),
        ),
        AwsTemplateError::NoName(name) => row(
            400,
            "InvalidLaunchTemplateName.NotFoundException",
            format!("The specified launch template, with template name {name}, does not exist."),
        ),
        AwsTemplateError::NoNames => row(
            400,
            "InvalidLaunchTemplateName.NotFoundException",
            "At least one of the launch templates specified in the request does not exist.",
        ),
        AwsTemplateError::NameExists => {
            row(400, "InvalidLaunchTemplateName.AlreadyExistsException", "Launch template name already in use.")
        }
        // Ours.
        AwsTemplateError::NameMalformed(name) => {
            let text = format!(
                "The launch template name {name} is not valid. A name must be between 3 and 128 characters, and may \
                 contain letters, numbers, and the following characters: - ( ) . / _"
            );
            row(400, "InvalidLaunchTemplateName.MalformedException", text)
        }
        AwsTemplateError::NoVersion { id, version } => row(
            400,
            "InvalidLaunchTemplateId.VersionNotFound",
            format!("Could not find the specified version {version} for the launch template with ID {id}."),
        ),
        AwsTemplateError::NoDefault(version) => row(
            400,
            "InvalidLaunchTemplateId.VersionNotFound",
            format!("The launch template version {version} is not found for the specified launch template."),
        ),
        // Ours, with the text below.
        AwsTemplateError::TooMany => {
            let text = format!("The maximum number of launch templates is {MAX_TEMPLATES}.");
            row(400, "ResourceLimitExceeded", text)
        }
        AwsTemplateError::TooManyVersions(id) => {
            let text = format!("The maximum number of versions of the launch template {id} is {MAX_VERSIONS}.");
            row(400, "ResourceLimitExceeded", text)
        }
    }
}
