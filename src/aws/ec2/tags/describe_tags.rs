//! [DescribeTags](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTags.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::Tags;
use crate::domain::place::Place;
use crate::domain::tagging::KINDS;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Describes the tags of all resources, sorted by resource id and key.
pub struct DescribeTags;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    tag_set: Set<View>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    resource_id: SmolStr,
    resource_type: &'static str,
    key: SmolStr,
    value: SmolStr,
}

impl Operation for DescribeTags {
    const ACTION: &'static str = "DescribeTags";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeTags {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let filters = Filters::of_names(&request.filter, &["key", "resource-id", "resource-type", "value", "tag-key"])?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let mut all: Vec<(SmolStr, View)> = Vec::new();
        let kinds = KINDS.iter().filter_map(|kind| Some((kind, kind.ec2?.1)));
        let resources =
            kinds.flat_map(|(kind, name)| kind.all(at.region).into_iter().map(move |resource| (name, resource)));
        for (resource_type, (id, tags)) in resources {
            for (key, value) in tags.iter() {
                let view = View { resource_id: id.clone(), resource_type, key: key.clone(), value: value.clone() };
                all.push((format_smolstr!("{id} {key}"), view));
            }
        }
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        let passing = all.into_iter().filter(|(_, view)| {
            let own = Tags::from_iter([(view.key.clone(), view.value.clone())]);
            filters.pass(&own, |name| {
                vec![match name {
                    "key" => view.key.to_string(),
                    "value" => view.value.to_string(),
                    "resource-type" => view.resource_type.to_owned(),
                    _ => view.resource_id.to_string(),
                }]
            })
        });
        let (shown, next_token) = page.take(passing, |(sort_key, _)| sort_key);
        Ok(Response { tag_set: shown.into_iter().map(|(_, view)| view).collect(), next_token })
    }
}
