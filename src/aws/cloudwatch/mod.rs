//! CloudWatch: the metrics of EC2, and alarms on them.
//!
//! It has three protocols with the same operations: Query, AWS JSON 1.0, and RPC v2 CBOR. Newer SDKs use one of the two latter
//! and ask, by a header, that errors have the codes of the Query protocol too. See
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/Welcome.html>.

pub mod alarm_view;
pub mod common;
mod data_queries;
pub mod delete_alarms;
pub mod describe_alarm_history;
pub mod describe_alarms;
pub mod describe_alarms_for_metric;
pub mod disable_alarm_actions;
pub mod enable_alarm_actions;
pub mod errors;
pub mod get_metric_data;
pub mod get_metric_statistics;
pub mod list_metrics;
pub mod list_tags_for_resource;
pub mod put_metric_alarm;
pub mod put_metric_data;
pub mod set_alarm_state;
pub mod tag_resource;
mod tagged;
pub mod untag_resource;

use crate::aws::ec2::REQUEST_ID;
use crate::aws::protocol::{self, QueryAnswer, QueryError, Service};
use crate::operation::{Api, Call, Error, ErrorOverride, Format, Incoming, Protocol, Reply, Server, operations};
use crate::wire::cbor;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::xml::{self, Root};
use serde::Serialize;
use serde_json::json;
use smol_str::format_smolstr;
use std::fmt::Display;
use std::sync::LazyLock;

pub const VERSION: &str = "2010-08-01";

/// The part of the header `X-Amz-Target` before the action.
pub const TARGET: &str = "GraniteServiceVersion20100801.";

/// The part of the path before the action, in the protocol of CBOR.
pub const PATH: &str = "/service/GraniteServiceVersion20100801/operation/";

operations! {
    change delete_alarms::DeleteAlarms,
    read describe_alarm_history::DescribeAlarmHistory,
    read describe_alarms::DescribeAlarms,
    read describe_alarms_for_metric::DescribeAlarmsForMetric,
    change disable_alarm_actions::DisableAlarmActions,
    change enable_alarm_actions::EnableAlarmActions,
    compute get_metric_data::GetMetricData,
    compute get_metric_statistics::GetMetricStatistics,
    read list_metrics::ListMetrics,
    read list_tags_for_resource::ListTagsForResource,
    change put_metric_alarm::PutMetricAlarm,
    change put_metric_data::PutMetricData,
    change set_alarm_state::SetAlarmState,
    change tag_resource::TagResource,
    change untag_resource::UntagResource,
}

/// Whether CloudWatch documents an action of this name.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}

/// The three protocols, as CloudWatch uses them.
pub struct CloudWatch;

const JSON: &str = "application/x-amz-json-1.0";

const XMLNS: &str = "http://monitoring.amazonaws.com/doc/2010-08-01/";

const SERVICE: Service = Service { api: Api::CloudWatch, versions: &[VERSION], operations: OPERATIONS, is_action };

fn write_failed(error: impl Display) -> Error {
    tracing::error!(%error, "an answer that cannot be written");
    Error::Internal
}

/// The action, if not a parameter has it.
fn target<'a>(head: &'a Head<'_>) -> Option<&'a str> {
    let in_path = head.path.strip_prefix(PATH);
    in_path.or_else(|| head.amz_target().and_then(|target| target.strip_prefix(TARGET)))
}

impl Protocol for CloudWatch {
    const STRICT: bool = false;

    fn format(_: &Params<'_>, head: &Head<'_>) -> Format {
        match target(head) {
            Some(_) if head.path.starts_with(PATH) => Format::Cbor,
            Some(_) => Format::AmzJson,
            None => Format::Xml,
        }
    }

    fn read<'a>(head: &'a Head<'_>, mut params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        if format == Format::Xml {
            params.without_segment("member");
        }
        protocol::read(&SERVICE, target(head), head, params, format, server)
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.lower();
        let mut headers = vec![(REQUEST_ID, request_id.clone().into())];
        let (mut body, mut binary) = (String::new(), None);
        let content_type = match call.format {
            Format::Cbor => {
                let mut bytes = Vec::new();
                ciborium::into_writer(answer, &mut bytes).map_err(write_failed)?;
                binary = Some(bytes);
                headers.push(cbor::PROTOCOL);
                cbor::CONTENT_TYPE
            }
            Format::AmzJson | Format::Json => {
                body = serde_json::to_string(answer).map_err(write_failed)?;
                JSON
            }
            Format::Xml => {
                let envelope = QueryAnswer { action, answer, request_id: &request_id };
                let root = Root { xmlns: Some(XMLNS), ..Root::default() };
                body = xml::write(&format_smolstr!("{action}Response"), root, &envelope).map_err(write_failed)?;
                "text/xml"
            }
        };
        Ok(Reply { status: 200, content_type, code: None, headers, body, binary })
    }

    fn refuse(call: &Call<'_>, own: ErrorOverride, error: &Error) -> Reply {
        let wire = own(error).unwrap_or_else(|| errors::answer(call, error));
        let request_id = call.request_id.lower();
        let mut headers = vec![(REQUEST_ID, request_id.clone().into())];
        let (status, content_type, body) = if call.format == Format::Xml {
            let root = Root { xmlns: Some(XMLNS), ..Root::default() };
            let body = xml::write(QueryError::ROOT, root, &QueryError::new(&wire, &request_id));
            (wire.status, "text/xml", body.unwrap_or_default())
        } else {
            let shape = errors::shape(&wire.code);
            let body = match &*wire.message {
                "" => json!({ "__type": shape }),
                message => json!({ "__type": shape, "message": message }),
            };
            // It was recorded that without the header the status is 400 whatever the model says.
            let mut status = wire.status;
            if call.query_mode {
                let fault = if wire.status < 500 { "Sender" } else { "Receiver" };
                headers.push(("x-amzn-query-error", format!("{};{fault}", wire.code).into()));
            } else if status < 500 {
                status = 400;
            }
            let content_type = if call.format == Format::Cbor { cbor::CONTENT_TYPE } else { JSON };
            headers.extend((call.format == Format::Cbor).then_some(cbor::PROTOCOL));
            (status, content_type, body.to_string())
        };
        Reply { status, content_type, code: Some(wire.code), headers, body, binary: None }
    }
}
