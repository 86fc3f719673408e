//! MetadataOptions in requests and answers.

use crate::domain::compute::instance::{Instance, MetadataOptions, State, Tags};
use crate::domain::error::AwsInstanceError;
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;
use serde::{Deserialize, Serialize};

/// The metadata options of a request. Options that are not given do not change.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetadataRequest {
    pub http_tokens: Option<Tokens>,
    pub http_put_response_hop_limit: Option<i64>,
    pub http_endpoint: Option<Switch>,
    pub http_protocol_ipv6: Option<Switch>,
    pub instance_metadata_tags: Option<Switch>,
}

/// Whether the metadata service requires a session token.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Tokens {
    Optional,
    Required,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    Disabled,
    Enabled,
}

impl MetadataRequest {
    /// Applies the request to the options. Fails if the hop limit is not from 1 to 64.
    pub fn apply(&self, mut options: MetadataOptions) -> Result<MetadataOptions, Error> {
        let set = |option: &mut bool, switch: Option<Switch>| {
            *option = switch.map_or(*option, |switch| switch == Switch::Enabled);
        };
        options.tokens_required = self.http_tokens.map_or(options.tokens_required, |tokens| tokens == Tokens::Required);
        if let Some(limit) = self.http_put_response_hop_limit {
            let hops = u8::try_from(limit).ok().filter(|hops| (1..=64).contains(hops));
            options.hop_limit = hops.ok_or_else(|| Error::invalid("HttpPutResponseHopLimit", limit, "from 1 to 64"))?;
        }
        set(&mut options.endpoint, self.http_endpoint);
        set(&mut options.ipv6, self.http_protocol_ipv6);
        set(&mut options.tags, self.instance_metadata_tags);
        Ok(options)
    }
}

/// Tags that the instance's metadata show have keys that can be part of a path.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html>
pub fn check_tag_keys(options: MetadataOptions, tags: &Tags) -> Result<(), AwsInstanceError> {
    let is_valid = |key: &str| {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+=,.@:".contains(&byte);
        key.bytes().all(allowed) && !matches!(key, "" | "." | ".." | "_index")
    };
    match tags.keys().find(|key| options.tags && !is_valid(key)) {
        Some(key) => Err(AwsInstanceError::MetadataTagKey(key.clone())),
        None => Ok(()),
    }
}

/// The error for an unknown value of an option. Recorded for HttpTokens; ours for the others.
pub fn refuse(error: &Error) -> Option<VendorError> {
    let Error::Param(ParamError::Invalid { name, value, .. }) = error else { return None };
    let option = name.rsplit('.').next()?;
    let (first, second) = match option {
        "HttpTokens" => ("optional", "required"),
        "HttpEndpoint" | "HttpProtocolIpv6" | "InstanceMetadataTags" => ("enabled", "disabled"),
        _ => return None,
    };
    let text = format!(
        "A value of '{value}' is not valid for {option}. Specify either '{first}' or '{second}' and try again."
    );
    Some(row(400, "InvalidParameterValue", text))
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MetadataView {
    state: &'static str,
    http_tokens: &'static str,
    http_put_response_hop_limit: u8,
    http_endpoint: &'static str,
    http_protocol_ipv6: &'static str,
    instance_metadata_tags: &'static str,
}

impl MetadataView {
    /// The options of an instance. It has applied them while it is running or stopped.
    pub fn of(instance: &Instance) -> Self {
        let view = Self::from(instance.aws.metadata);
        if matches!(instance.state, State::Running | State::Stopped) { view } else { view.pending() }
    }

    /// The options just after a change, before the instance has applied them.
    pub fn pending(self) -> Self {
        Self { state: "pending", ..self }
    }
}

impl From<MetadataOptions> for MetadataView {
    fn from(options: MetadataOptions) -> Self {
        let switch = |on| if on { "enabled" } else { "disabled" };
        Self {
            state: "applied",
            http_tokens: if options.tokens_required { "required" } else { "optional" },
            http_put_response_hop_limit: options.hop_limit,
            http_endpoint: switch(options.endpoint),
            http_protocol_ipv6: switch(options.ipv6),
            instance_metadata_tags: switch(options.tags),
        }
    }
}
