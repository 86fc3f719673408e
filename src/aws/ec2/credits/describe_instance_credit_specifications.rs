//! [DescribeInstanceCreditSpecifications](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceCreditSpecifications.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, instances, page};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::{Instance, Tags};
use crate::domain::credits::{CreditMode, has_modes};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the credit modes of the listed instances. Without a list, describes all instances in unlimited mode,
/// including those with a type that is no longer burstable. A listed instance without CPU credits is shown as
/// `standard`.
pub struct DescribeInstanceCreditSpecifications;

/// The maximum number of listed instances.
const MAX_IDS: usize = 1000;

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
    instance_credit_specification_set: Set<Item>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    instance_id: SmolStr,
    cpu_credits: &'static str,
}

impl Operation for DescribeInstanceCreditSpecifications {
    const ACTION: &'static str = "DescribeInstanceCreditSpecifications";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Read for DescribeInstanceCreditSpecifications {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.instance_id;
        if !ids.is_empty() && request.max_results.is_some() {
            let text = "The parameter InstanceIds cannot be used with the parameter MaxResults. Use one of the parameters and try again.";
            return Err(Error::Conflict(text.to_owned()));
        }
        if ids.len() > MAX_IDS {
            return Err(Error::invalid("InstanceId", ids.len(), format!("at most {MAX_IDS} instance IDs")));
        }
        let filters = Filters::of_names(&request.filter, &["instance-id"])?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let listed = !ids.is_empty();
        let all = if listed { instances(at.region, ids)? } else { at.region.instances.values().collect() };
        let passing = all.into_iter().filter(|instance| {
            (listed || instance.credits == CreditMode::Unlimited)
                && filters.pass(&Tags::new(), |_| vec![instance.id.to_string()])
        });
        let (items, next_token) = page.take(passing, |instance| &instance.id);
        let item = |instance: &Instance| {
            let no_credits = listed && !has_modes(at.scope.cloud, instance.instance_type);
            let mode = if no_credits { CreditMode::Standard } else { instance.credits };
            Item { instance_id: instance.id.clone(), cpu_credits: mode.ec2() }
        };
        Ok(Response { instance_credit_specification_set: items.into_iter().map(item).collect(), next_token })
    }
}
