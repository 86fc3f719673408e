//! [DescribeInstanceTypeFamilies](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceTypeFamilies)

use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Describes the instance families, sorted by name. Without a Generation, only those that are sold; with one, all
/// families of that generation, retired ones included.
pub struct DescribeInstanceTypeFamilies;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    generation: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_type_families: Families,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Families {
    instance_type_family: Vec<Family>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Family {
    /// Not of every family is it known.
    #[serde(skip_serializing_if = "Option::is_none")]
    generation: Option<&'static str>,
    instance_type_family_id: &'static str,
}

impl Operation for DescribeInstanceTypeFamilies {
    const ACTION: &'static str = "DescribeInstanceTypeFamilies";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypeFamilies {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let mut families: BTreeMap<&str, &str> = BTreeMap::new();
        for instance_type in at.types.all() {
            let Some(figures) = instance_type.ecs() else { continue };
            let matches = match &request.generation {
                Some(generation) => generation == figures.generation,
                None => instance_type.is_sold(),
            };
            if matches {
                // The table knows it of some types of a family alone.
                let generation = families.entry(instance_type.family).or_default();
                *generation = if generation.is_empty() { figures.generation } else { generation };
            }
        }
        let known = |generation: &'static str| (!generation.is_empty()).then_some(generation);
        let view = |(family, generation)| Family { generation: known(generation), instance_type_family_id: family };
        let instance_type_family = families.into_iter().map(view).collect();
        Ok(Response { instance_type_families: Families { instance_type_family } })
    }
}
