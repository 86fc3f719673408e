//! Systems Manager: the operations that read parameters, for the public parameters that have the ids of public images.
//!
//! It uses the AWS JSON protocol, in which a header names the action. See
//! <https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html>.

pub mod get_parameter;
pub mod get_parameters;
pub mod get_parameters_by_path;
mod view;

use crate::aws::ec2::{REQUEST_ID, errors};
use crate::aws::protocol::{self, Service};
use crate::domain::compute::image::AwsImageError;
use crate::domain::error::Error as DomainError;
use crate::operation::{
    Api, Call, Error, ErrorOverride, Format, Incoming, Protocol, Reply, Server, VendorError, operations, row,
};
use crate::wire::head::Head;
use crate::wire::params::{ParamError, Params};
use serde::Serialize;
use std::sync::LazyLock;

/// The version of the API. The protocol does not send it.
pub const VERSION: &str = "2014-11-06";

/// The part of the header `X-Amz-Target` before the action.
pub const TARGET: &str = "AmazonSSM.";

operations! {
    read get_parameter::GetParameter,
    read get_parameters::GetParameters,
    read get_parameters_by_path::GetParametersByPath,
}

/// Whether Systems Manager documents an action of this name.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}

/// The AWS JSON protocol, version 1.1.
pub struct Ssm;

const JSON: &str = "application/x-amz-json-1.1";

const SERVICE: Service = Service { api: Api::Ssm, versions: &[VERSION], operations: OPERATIONS, is_action };

/// The vendor's error for an error that the operation does not override.
fn answer(error: &Error) -> VendorError {
    match error {
        Error::Param(ParamError::Missing { name }) => {
            invalid(format!("Value null at '{}'", camel(name)), "not be null")
        }
        Error::Param(ParamError::Invalid { name, expected, .. }) if name.is_empty() => {
            row(400, "SerializationException", format!("The body is not JSON: {expected}"))
        }
        Error::Param(ParamError::Invalid { name, value, expected }) => {
            invalid(format!("Value '{value}' at '{}'", camel(name)), expected)
        }
        // AWS leaves out both texts, or says the same.
        Error::Domain(DomainError::AwsImage(AwsImageError::NoParameter(name))) => {
            let text =
                format!("Parameter {name} not found. Twinstance has the public parameters of its own images alone.");
            row(400, "ParameterNotFound", text)
        }
        Error::Domain(DomainError::AwsImage(AwsImageError::NoParameterVersion(name))) => {
            let text = format!(
                "Systems Manager could not find version of parameter {name}. Verify the version and try again."
            );
            row(400, "ParameterVersionNotFound", text)
        }
        Error::UnknownAction(_) | Error::MissingAction => row(400, "UnknownOperationException", ""),
        _ => errors::answer(error),
    }
}

/// The text of AWS's check of a request against its model.
fn invalid(what: String, must: &str) -> VendorError {
    let text = format!("1 validation error detected: {what} failed to satisfy constraint: Member must {must}");
    row(400, "ValidationException", text)
}

/// The name of a parameter, as these texts have it: its first letter is small.
fn camel(name: &str) -> String {
    name.chars().take(1).map(|letter| letter.to_ascii_lowercase()).chain(name.chars().skip(1)).collect()
}

impl Protocol for Ssm {
    const STRICT: bool = false;

    fn format(_: &Params<'_>, _: &Head<'_>) -> Format {
        Format::AmzJson
    }

    fn read<'a>(head: &'a Head<'_>, params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        let target = head.amz_target().and_then(|target| target.strip_prefix(TARGET));
        protocol::read(&SERVICE, Some(target.unwrap_or("")), head, params, format, server)
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let body = serde_json::to_string(answer).map_err(|error| {
            tracing::error!(%error, action, "an answer that is not JSON");
            Error::Internal
        })?;
        let headers = vec![(REQUEST_ID, call.request_id.lower().into())];
        Ok(Reply { status: 200, content_type: JSON, code: None, headers, body, binary: None })
    }

    fn refuse(call: &Call<'_>, own: ErrorOverride, error: &Error) -> Reply {
        protocol::json_error(JSON, call.request_id, own(error).unwrap_or_else(|| answer(error)))
    }
}
