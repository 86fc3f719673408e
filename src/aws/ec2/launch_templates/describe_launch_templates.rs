//! [DescribeLaunchTemplates](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplates.html)

use super::view::TemplateView;
use super::{by_id, by_name};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::template::AwsTemplateError;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes launch templates, in the order of their ids.
pub struct DescribeLaunchTemplates;

#[derive(Debug, Deserialize)]
pub struct Request(Names, Listing);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Names {
    #[serde(default)]
    launch_template_id: Vec<SmolStr>,
    #[serde(default)]
    launch_template_name: Vec<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    launch_templates: Set<TemplateView>,
    next_token: Option<String>,
}

impl Operation for DescribeLaunchTemplates {
    const ACTION: &'static str = "DescribeLaunchTemplates";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // No service manages one here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("create-time", Path("createTime")),
    ("launch-template-name", Path("launchTemplateName")),
    ("tag-key", Path("tagSet.key")),
];

impl Read for DescribeLaunchTemplates {
    fn read(at: Place<'_>, Request(names, listing): Request) -> Result<Response, Error> {
        let (ids, names) = (names.launch_template_id, names.launch_template_name);
        ids.iter().try_for_each(|id| by_id(at.region, id).map(|_| ()))?;
        if names.iter().any(|name| by_name(at.region, name).is_none()) {
            return Err(AwsTemplateError::NoNames.into());
        }
        let all = ids.is_empty() && names.is_empty();
        let wanted = at.region.templates.values();
        let wanted = wanted.filter(|one| all || ids.contains(&one.id) || names.contains(&one.name));
        let items = wanted.map(|one| (&one.id, &one.tags, TemplateView::new(at.scope, one)));
        let (launch_templates, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=200, items)?;
        Ok(Response { launch_templates, next_token })
    }
}
