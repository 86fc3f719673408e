//! [DescribeInstanceStatus](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html)

use super::view::StateView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{OperatorView, Set, ids_or_page, instances, page};
use crate::aws::ec2::filters::FilterSource::{Always, Nothing, Path};
use crate::aws::ec2::filters::{self, Table};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::instance::{Instance, State};
use crate::domain::compute::instances::Facet;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use crate::wire::params::ParamError;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::cell::LazyCell;

/// Describes the status of running instances, or with `IncludeAllInstances` of all. A running instance always passes
/// its status checks.
pub struct DescribeInstanceStatus;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    include_all_instances: Option<bool>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_status_set: Set<View>,
    next_token: Option<String>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    instance_id: SmolStr,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    instance_state: StateView,
    system_status: Status,
    instance_status: Status,
    attached_ebs_status: Option<Status>,
    operator: OperatorView,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
struct Status {
    status: &'static str,
    details: Option<Set<Detail>>,
}

#[derive(Serialize)]
struct Detail {
    name: &'static str,
    status: &'static str,
}

/// The documented filters. Instances have no events here, and applications have no status.
const FILTERS: &Table = &[
    ("application-status.status", Nothing),
    ("attached-ebs-status.status", Path("attachedEbsStatus.status")),
    ("availability-zone", Path("availabilityZone")),
    ("availability-zone-id", Path("availabilityZoneId")),
    ("event.code", Nothing),
    ("event.description", Nothing),
    ("event.instance-event-id", Nothing),
    ("event.not-after", Nothing),
    ("event.not-before", Nothing),
    ("event.not-before-deadline", Nothing),
    ("instance-state-code", Path("instanceState.code")),
    ("instance-state-name", Path("instanceState.name")),
    ("instance-status.reachability", Path("instanceStatus.details.status")),
    ("instance-status.status", Path("instanceStatus.status")),
    ("operator.managed", Always("false")),
    ("operator.principal", Nothing),
    ("system-status.reachability", Path("systemStatus.details.status")),
    ("system-status.status", Path("systemStatus.status")),
];

/// The most instance ids that a request can have.
const MAX_IDS: usize = 100;

impl Operation for DescribeInstanceStatus {
    const ACTION: &'static str = "DescribeInstanceStatus";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            // The text, with its misspelling, is that of another emulator.
            Error::Param(ParamError::Invalid { name, value, .. }) if name == "InstanceId" => {
                let text = format!(
                    "{value} exceeds the maximum number of instance IDs that can be specificied ({MAX_IDS}). Please \
                     specify fewer than {MAX_IDS} instance IDs."
                );
                Some(row(400, "InvalidRequest", text))
            }
            _ => None,
        }
    }
}

impl Read for DescribeInstanceStatus {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.instance_id;
        ids_or_page(ids, request.max_results, "instanceIdsSet")?;
        if ids.len() > MAX_IDS {
            return Err(Error::invalid("InstanceId", ids.len(), format!("at most {MAX_IDS} ids")));
        }
        let filters = Filters::of_table(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..)?;
        let all = request.include_all_instances == Some(true);
        let all_or_listed: Box<dyn Iterator<Item = &Instance>> = if ids.is_empty() {
            let running = (!all).then(|| vec![Facet::State(State::Running)]);
            at.region.instances.having(running.as_slice(), page.after())
        } else {
            Box::new(instances(at.region, ids)?.into_iter())
        };
        let passing = all_or_listed.filter(|instance| {
            let view = LazyCell::new(|| View::new(at, instance));
            (all || instance.state == State::Running)
                && filters.pass(&instance.tags, |name| filters::values(FILTERS, &*view, name))
        });
        let (shown, next_token) = page.take(passing, |instance| &instance.id);
        let views = shown.into_iter().map(|instance| View::new(at, instance));
        Ok(Response { instance_status_set: views.collect(), next_token })
    }
}

impl View {
    fn new(at: Place<'_>, instance: &Instance) -> Self {
        Self {
            instance_id: instance.id.clone(),
            availability_zone: instance.zone,
            availability_zone_id: at.scope.zone_id(instance.zone),
            instance_state: instance.state.into(),
            system_status: status(instance),
            instance_status: status(instance),
            attached_ebs_status: (instance.state == State::Running).then(|| status(instance)),
            operator: OperatorView::FULL,
        }
    }
}

/// The status and the reachability of an instance.
fn health(instance: &Instance) -> (&'static str, &'static str) {
    match instance.state {
        State::Running => ("ok", "passed"),
        State::Pending | State::Starting => ("initializing", "initializing"),
        _ => ("not-applicable", ""),
    }
}

fn status(instance: &Instance) -> Status {
    let (status, reachability) = health(instance);
    let detail = (!reachability.is_empty()).then_some(Detail { name: "reachability", status: reachability });
    Status { status, details: Set::non_empty(detail.into_iter().collect()) }
}
