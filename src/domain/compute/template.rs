//! Launch templates of EC2: parameters of launches under a name, in numbered versions.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-launch-templates.html>

use crate::domain::compute::instance::Tags;
use crate::domain::place::PlaceMut;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The most launch templates of a region, and the most versions of one: AWS's quotas.
pub const MAX_TEMPLATES: usize = 5000;
pub const MAX_VERSIONS: usize = 10_000;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LaunchTemplate {
    pub id: SmolStr,
    pub name: SmolStr,
    pub created: Timestamp,
    /// The number of the default version.
    pub default: u64,
    /// The number of the next version. That of a deleted one is not used again.
    pub next: u64,
    /// By number; there is always the default one.
    pub versions: BTreeMap<u64, TemplateVersion>,
    pub tags: Tags,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TemplateVersion {
    pub created: Timestamp,
    pub description: Option<SmolStr>,
    /// The parameters of launches, by their names in requests: a JSON object.
    pub data: Box<str>,
}

/// Which version of a launch template is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Default,
    Latest,
    Number(u64),
}

/// Errors about launch templates.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsTemplateError {
    #[error("no launch template has the id {0}")]
    NoId(SmolStr),
    #[error("no launch template has the name {0}")]
    NoName(SmolStr),
    #[error("one of several names is that of no launch template")]
    NoNames,
    #[error("there is a launch template of this name")]
    NameExists,
    #[error("a launch template cannot have the name {0}")]
    NameMalformed(SmolStr),
    #[error("the launch template {id} has no version {version}")]
    NoVersion { id: SmolStr, version: u64 },
    #[error("the version {0} cannot become the default: there is none")]
    NoDefault(u64),
    #[error("the region has {MAX_TEMPLATES} launch templates, as many as it can have")]
    TooMany,
    #[error("the launch template {0} has {MAX_VERSIONS} versions, as many as it can have")]
    TooManyVersions(SmolStr),
}

impl LaunchTemplate {
    /// The number of the newest version that is there.
    pub fn latest(&self) -> u64 {
        self.versions.keys().next_back().copied().unwrap_or(self.default)
    }

    /// The number of the version that is meant, and the version.
    pub fn version(&self, wanted: Wanted) -> Result<(u64, &TemplateVersion), AwsTemplateError> {
        let number = match wanted {
            Wanted::Default => self.default,
            Wanted::Latest => self.latest(),
            Wanted::Number(number) => number,
        };
        let none = || AwsTemplateError::NoVersion { id: self.id.clone(), version: number };
        self.versions.get(&number).map(|version| (number, version)).ok_or_else(none)
    }

    /// Adds a version, and returns its number.
    pub fn add(&mut self, version: TemplateVersion) -> u64 {
        let number = self.next;
        self.versions.insert(number, version);
        self.next += 1;
        number
    }
}

/// Creates a launch template with its first version, and returns its id.
pub fn make(at: &mut PlaceMut<'_>, name: SmolStr, first: TemplateVersion, tags: Tags) -> SmolStr {
    let id = at.new_id("lt");
    let versions = BTreeMap::from([(1, first)]);
    let template = LaunchTemplate { id: id.clone(), name, created: at.now, default: 1, next: 2, versions, tags };
    at.region.templates.insert(id.clone(), template);
    id
}
