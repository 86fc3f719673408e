//! [DescribeLaunchTemplateVersions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html)

use super::view::VersionView;
use super::{TemplateName, wanted};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::{Nothing, Path};
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::instance::Tags;
use crate::domain::compute::template::{LaunchTemplate, Wanted};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use crate::wire::params::ParamError;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::ops::RangeInclusive;

/// Describes versions of a launch template, the newest first; or the latest or default versions of all.
pub struct DescribeLaunchTemplateVersions;

#[derive(Debug, Deserialize)]
pub struct Request(TemplateName, Versions, Listing);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Versions {
    #[serde(default)]
    launch_template_version: Vec<SmolStr>,
    min_version: Option<SmolStr>,
    max_version: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    launch_template_version_set: Set<VersionView>,
    next_token: Option<String>,
}

/// As AWS was seen to answer.
const USAGE: &str = "To describe the launch template data for all your launch templates, for ‘--versions’ specify ‘$Latest’, \
    ‘$Default’, or both, and omit ‘--launch-template-id’, ‘--launch-template-name’, and version numbers. To describe the launch \
    template data for a specific launch template, specify ‘--launch-template-id’ or ‘--launch-template-name’, and for \
    ‘--versions’ specify one or more of the following values: ‘$Latest’, ‘$Default’, or one or more version numbers.";

impl Operation for DescribeLaunchTemplateVersions {
    const ACTION: &'static str = "DescribeLaunchTemplateVersions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // No service manages one here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("ResolveAlias", "false")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let code = match error {
            Error::Param(ParamError::Missing { name }) if name == ALL => "MissingParameter",
            Error::Param(ParamError::Invalid { name, .. }) if name == ALL => "InvalidParameterValue",
            _ => return None,
        };
        Some(row(400, code, USAGE))
    }
}

const FILTERS: &Table = &[
    ("create-time", Path("createTime")),
    ("ebs-optimized", Path("launchTemplateData.ebsOptimized")),
    ("host-resource-group-arn", Path("launchTemplateData.placement.hostResourceGroupArn")),
    ("http-endpoint", Path("launchTemplateData.metadataOptions.httpEndpoint")),
    ("http-protocol-ipv4", Nothing),
    ("http-tokens", Path("launchTemplateData.metadataOptions.httpTokens")),
    ("iam-instance-profile", Path("launchTemplateData.iamInstanceProfile.arn")),
    ("image-id", Path("launchTemplateData.imageId")),
    ("instance-type", Path("launchTemplateData.instanceType")),
    ("is-default-version", Path("defaultVersion")),
    ("kernel-id", Path("launchTemplateData.kernelId")),
    ("license-configuration-arn", Nothing),
    ("network-card-index", Path("launchTemplateData.networkInterfaceSet.networkCardIndex")),
    ("ram-disk-id", Path("launchTemplateData.ramDiskId")),
];

/// The name under which a request for all templates is refused.
const ALL: &str = "Versions";

impl Read for DescribeLaunchTemplateVersions {
    fn read(at: Place<'_>, Request(name, versions, listing): Request) -> Result<Response, Error> {
        let parse = |text| wanted("LaunchTemplateVersion", text);
        let wanted = versions.launch_template_version.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let range = versions.range()?;
        let found: Vec<_> = if name.is_none() {
            of_all(at, &wanted)?
        } else {
            let template = name.find(at.region, "describe versions")?;
            numbers(template, &wanted, range)?.into_iter().map(|number| (template, number)).collect()
        };
        let none = Tags::new();
        let mut items: Vec<_> =
            found.iter().map(|(template, number)| (order(template, *number), template, *number)).collect();
        items.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        items.dedup_by(|(a, ..), (b, ..)| a == b);
        let items = items.iter().map(|(order, template, number)| {
            (order, &none, VersionView::new(at.scope, template, *number, &template.versions[number]))
        });
        let (launch_template_version_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=200, items)?;
        Ok(Response { launch_template_version_set, next_token })
    }
}

impl Versions {
    /// The numbers from MinVersion to MaxVersion. Fails if both these and versions are named (ours).
    fn range(&self) -> Result<RangeInclusive<u64>, Error> {
        let number = |name: &str, text: &Option<SmolStr>, default: u64| {
            let expected = |text| Error::invalid(name, text, "the number of a version");
            text.as_ref().map_or(Ok(default), |text| text.parse().map_err(|_| expected(text)))
        };
        if !self.launch_template_version.is_empty() && (self.min_version.is_some() || self.max_version.is_some()) {
            let text =
                "The parameter LaunchTemplateVersion cannot be used with the parameters MinVersion and MaxVersion";
            return Err(Error::Conflict(text.to_owned()));
        }
        Ok(number("MinVersion", &self.min_version, 1)?..=number("MaxVersion", &self.max_version, u64::MAX)?)
    }
}

/// The latest or default versions of all templates, or both.
fn of_all<'r>(at: Place<'r>, wanted: &[Wanted]) -> Result<Vec<(&'r LaunchTemplate, u64)>, Error> {
    if wanted.is_empty() {
        return Err(Error::missing(ALL));
    }
    if let Some(Wanted::Number(number)) = wanted.iter().find(|one| matches!(one, Wanted::Number(_))) {
        return Err(Error::invalid(ALL, number, "$Latest or $Default"));
    }
    let all = at.region.templates.values();
    let found = all.flat_map(|template| wanted.iter().map(move |one| Ok((template, template.version(*one)?.0))));
    found.collect()
}

/// The numbers of the versions that are meant: all in the range, unless some are named.
fn numbers(template: &LaunchTemplate, wanted: &[Wanted], range: RangeInclusive<u64>) -> Result<Vec<u64>, Error> {
    if wanted.is_empty() {
        return Ok(template.versions.keys().copied().filter(|number| range.contains(number)).collect());
    }
    wanted.iter().map(|one| Ok(template.version(*one)?.0)).collect()
}

/// Orders versions by template, the newest first.
fn order(template: &LaunchTemplate, number: u64) -> SmolStr {
    format_smolstr!("{} {:020}", template.id, u64::MAX - number)
}
