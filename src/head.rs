//! What the headers of a request say, as far as they matter.

use axum::http::header::{ACCEPT, AUTHORIZATION, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};

/// What the headers say, as far as they matter.
#[derive(Default)]
pub struct Head<'a> {
    /// The host that was called, without a scheme.
    pub host: &'a str,
    /// The Authorization header.
    pub authorization: &'a str,
    /// The action, where an SDK of AWS's JSON protocol names it there.
    pub amz_target: Option<&'a str>,
    /// What the caller accepts.
    pub accept: &'a str,
    /// The action, where an Alibaba SDK repeats it in a header.
    pub acs_action: Option<&'a str>,
    /// The version, likewise.
    pub acs_version: Option<&'a str>,
}

impl<'a> Head<'a> {
    /// Reads the headers.
    pub fn new(parts: &'a Parts) -> Self {
        let text = |name: HeaderName| header(&parts.headers, name);
        // The tea SDKs send `http://127.0.0.1:4780` as Host when the endpoint is given so.
        let host = text(HOST).or_else(|| parts.uri.authority().map(|authority| authority.as_str())).unwrap_or("");
        Self {
            host: host.split_once("://").map_or(host, |(_, host)| host),
            authorization: text(AUTHORIZATION).unwrap_or(""),
            amz_target: text(HeaderName::from_static("x-amz-target")),
            accept: text(ACCEPT).unwrap_or(""),
            acs_action: text(HeaderName::from_static("x-acs-action")),
            acs_version: text(HeaderName::from_static("x-acs-version")),
        }
    }
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}
