//! Launches from a template.

use super::{TemplateName, wanted};
use crate::domain::compute::instance::Tags;
use crate::domain::compute::template::Wanted;
use crate::domain::place::Place;
use crate::operation::Error;
use crate::wire::params::{ParamError, Params};
use serde::Deserialize;
use smol_str::{SmolStr, ToSmolStr};

/// The launch template of a launch.
#[derive(Debug, Deserialize)]
pub struct TemplateOfLaunch(TemplateName, Version);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Version {
    version: Option<SmolStr>,
}

impl TemplateOfLaunch {
    /// The parameters of the version that is meant: the default one, if it is not said. Some may be wrong.
    pub fn parameters(&self, at: Place<'_>) -> Result<Params<'static>, Error> {
        let template = self.0.find(at.region, "launch an instance")?;
        let (_, version) = template.version(self.wanted()?)?;
        Params::parse_json(version.data.as_bytes()).map_err(|_: ParamError| Error::Internal)
    }

    /// The tags that AWS gives to the instances.
    pub fn tag(&self, at: Place<'_>, tags: &mut Tags) -> Result<(), Error> {
        let template = self.0.find(at.region, "launch an instance")?;
        let (number, _) = template.version(self.wanted()?)?;
        tags.insert("aws:ec2launchtemplate:id".into(), template.id.clone());
        tags.insert("aws:ec2launchtemplate:version".into(), number.to_smolstr());
        Ok(())
    }

    fn wanted(&self) -> Result<Wanted, Error> {
        self.1.version.as_ref().map_or(Ok(Wanted::Default), |text| wanted("LaunchTemplate.Version", text))
    }
}
