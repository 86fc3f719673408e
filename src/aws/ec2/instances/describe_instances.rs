//! [DescribeInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html)

mod filters;

use super::launch_view::{LaunchView, launches};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, instances, page};
use crate::aws::ec2::filters::Filter;
use crate::domain::compute::instance::Instance;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the listed instances, or all, in the order of their ids. Instances of one launch are grouped.
pub struct DescribeInstances;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    reservation_set: Set<LaunchView>,
    next_token: Option<String>,
}

impl Operation for DescribeInstances {
    const ACTION: &'static str = "DescribeInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstances {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.instance_id;
        ids_or_page(ids, request.max_results, "instancesSet")?;
        let filters = filters::parse(&request.filter)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let all: Box<dyn Iterator<Item = &Instance>> = if ids.is_empty() {
            at.region.instances.having(&filters::facets(at, &filters), page.after())
        } else {
            Box::new(instances(at.region, ids)?.into_iter())
        };
        let passing = all.filter(|instance| filters::pass(at, instance, &filters));
        let (shown, next_token) = page.take(passing, |instance| &instance.id);
        let reservation_set =
            launches(at.scope, at.region, shown.iter().map(|instance| &instance.id), false).into_iter().collect();
        Ok(Response { reservation_set, next_token })
    }
}
