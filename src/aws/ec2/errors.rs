//! EC2's errors: status, code and text of each.
//!
//! The texts are AWS's if its documents or published answers show them. The others are marked as ours.

mod capacity;
mod common;
mod instances;
mod interfaces;
mod network;
mod placement;
mod resources;
mod routes;
mod tags;
mod templates;
mod volumes;
mod vpc;

pub use common::documented;

use super::filters::LIMIT as FILTER_LIMIT;
use crate::domain::error::Error as DomainError;
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;

fn internal() -> VendorError {
    row(500, "InternalError", "An internal error has occurred")
}

const LIMIT_EXCEEDED: &str = "RequestLimitExceeded";

/// The error of a call that comes too soon after others, as EC2 has it since 2026.
pub fn throttled(account: &str, action: &str) -> VendorError {
    let text = format!(
        "Request limit exceeded. Account {account} has been throttled on ec2:{action} because it exceeded its request rate \
         limit."
    );
    row(503, LIMIT_EXCEEDED, text)
}

/// The vendor's error for an error that the operation does not override.
pub fn answer(error: &Error) -> VendorError {
    match error {
        Error::Param(error) => param(error),
        Error::TooLong { name, max } => {
            let text = format!("Value for parameter {name} is invalid. Length exceeds maximum of {max}.");
            row(400, "InvalidParameterValue", text)
        }
        Error::Conflict(text) => row(400, "InvalidParameterCombination", text.clone()),
        Error::DryRun => row(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set."),
        Error::TokenMismatch(_) => row(
            400,
            "IdempotentParameterMismatch",
            "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).",
        ),
        Error::TokenMalformed(token) => {
            row(400, "InvalidParameterValue", format!("Value ({token}) for parameter clientToken is invalid"))
        }
        // Ours.
        Error::MissingAction => row(400, "MissingAction", "The request must contain the parameter Action"),
        Error::UnknownAction(action) => {
            row(400, "InvalidAction", format!("The action {action} is not valid for this web service."))
        }
        // Ours: AWS implements all of its actions.
        Error::NotImplemented(action) => {
            row(400, "UnsupportedOperation", format!("The action {action} is not implemented by Twinstance."))
        }
        // Ours.
        Error::NotModelled(parameter) => {
            row(400, "UnsupportedOperation", format!("The parameter {parameter} is not implemented by Twinstance."))
        }
        // Ours.
        Error::UnknownVersion(version) => {
            row(400, "NoSuchVersion", format!("The requested version ({version}) of service AmazonEC2 does not exist"))
        }
        Error::UnknownRegion(region) => row(400, "InvalidParameterValue", format!("Invalid region: {region}")),
        Error::UnknownFormat(format) => row(400, "InvalidParameterValue", format!("Invalid format: {format}")),
        Error::Auth(error) => common::auth(error),
        Error::Throttled => row(503, LIMIT_EXCEEDED, "Request limit exceeded."),
        Error::Overloaded => row(503, "Unavailable", "The server is overloaded and can't handle the request."),
        Error::Injected(wire) | Error::Own(wire) => wire.clone(),
        Error::Internal => internal(),
        Error::Domain(error) => domain(error),
    }
}

fn param(error: &ParamError) -> VendorError {
    match error {
        ParamError::Missing { name } => {
            row(400, "MissingParameter", format!("The request must contain the parameter {name}"))
        }
        ParamError::Invalid { name, value, expected } => {
            let text = match name.as_str() {
                // For these, `expected` is the whole text.
                FILTER_LIMIT => return row(400, "FilterLimitExceeded", expected.clone()),
                "filter" | "maxResults" | "nextToken" | "Tag" => expected.clone(),
                _ if expected.is_empty() => format!("Invalid value '{value}' for {name}."),
                _ => format!("Value ({value}) for parameter {name} is invalid. Expected: {expected}."),
            };
            row(400, "InvalidParameterValue", text)
        }
        ParamError::Unknown { name } => {
            // The name of a list, without the index.
            let list = name.rsplit_once('.').filter(|(_, index)| index.bytes().all(|byte| byte.is_ascii_digit()));
            let name = list.map_or(name.as_str(), |(list, _)| list);
            row(400, "UnknownParameter", format!("The parameter {name} is not recognized"))
        }
    }
}

/// The vendor's error for an error of the domain. Also used for a single item that fails in a call that succeeds.
pub fn domain(error: &DomainError) -> VendorError {
    match error {
        DomainError::Instance(error) => instances::instance(error),
        DomainError::AwsInstance(error) => instances::aws_instance(error),
        DomainError::Credit(error) => instances::credit(error),
        DomainError::AwsCredit(error) => instances::aws_credit(error),
        DomainError::Capacity(error) => capacity::capacity(error),
        DomainError::AwsCapacity(error) => capacity::aws_capacity(error),
        DomainError::AwsLending(error) => capacity::lending(error),
        DomainError::Network(error) => network::network(error),
        DomainError::AwsNetwork(error) => network::aws_network(error),
        DomainError::AwsRoute(error) => routes::route(error),
        DomainError::AwsVpc(error) => vpc::part(error),
        DomainError::PrefixList(error) => vpc::prefix_list(error),
        DomainError::AwsPlacement(error) => placement::placement(error),
        DomainError::AwsTemplate(error) => templates::template(error),
        DomainError::Group(error) => network::group(error),
        DomainError::AwsGroup(error) => network::aws_group(error),
        DomainError::AwsDisk(error) => resources::disk(error),
        DomainError::AwsVolume(error) => volumes::volume(error),
        DomainError::AwsSnapshot(error) => volumes::snapshot(error),
        DomainError::Interface(error) => interfaces::interface(error),
        DomainError::AwsInterface(error) => interfaces::aws_interface(error),
        DomainError::Image(error) => resources::image(error),
        DomainError::AwsImage(error) => resources::aws_image(error),
        DomainError::Address(error) => resources::address(error),
        DomainError::AwsAddress(error) => resources::aws_address(error),
        DomainError::KeyPair(error) => resources::key_pair(error),
        DomainError::AwsKeyPair(error) => resources::aws_key_pair(error),
        DomainError::Tag(error) => tags::tag(error),
        DomainError::AlibabaInstance(_)
        | DomainError::AlibabaCapacity(_)
        | DomainError::AlibabaNetwork(_)
        | DomainError::AlibabaRoute(_)
        | DomainError::AlibabaAcl(_)
        | DomainError::AlibabaNat(_)
        | DomainError::AlibabaNatEntry(_)
        | DomainError::AlibabaGroup(_)
        | DomainError::AlibabaImage(_)
        | DomainError::AlibabaAddress(_)
        | DomainError::AlibabaInterface(_)
        | DomainError::AlibabaList(_)
        | DomainError::AlibabaKeyPair(_)
        | DomainError::AlibabaMonitor(_)
        | DomainError::AlibabaResize(_)
        | DomainError::AlibabaBilling(_)
        | DomainError::AlibabaDisk(_)
        | DomainError::AlibabaSnapshot(_) => common::alibaba_only(error),
    }
}
