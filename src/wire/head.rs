//! The request line, the headers and the raw body of a request.

use crate::domain::endpoint::Endpoint;
use http::header::{ACCEPT, AUTHORIZATION, HOST};
use http::request::Parts;
use http::{HeaderMap, HeaderName};
use std::borrow::Cow;

static AMZ_TARGET: HeaderName = HeaderName::from_static("x-amz-target");
static ACS_ACTION: HeaderName = HeaderName::from_static("x-acs-action");
static ACS_VERSION: HeaderName = HeaderName::from_static("x-acs-version");

/// A request before its parameters are read.
#[derive(Default)]
pub struct Head<'a> {
    pub method: &'a str,
    /// The path, not decoded.
    pub path: &'a str,
    /// The query, not decoded.
    pub query: &'a str,
    pub body: &'a [u8],
    /// The host that the client called, without a scheme; with a port if the client gives one.
    pub host: &'a str,
    /// Whether the request target is an absolute URL, as clients send it to a proxy.
    pub proxied: bool,
    /// The Authorization header. Several are joined with commas, which no parser of the header accepts.
    pub authorization: Cow<'a, str>,
    pub headers: Option<&'a HeaderMap>,
}

impl<'a> Head<'a> {
    /// The name by which the client called this server.
    pub fn endpoint(&self) -> Endpoint<'a> {
        Endpoint { host: self.host, proxied: self.proxied }
    }

    /// Reads the headers.
    pub fn new(parts: &'a Parts, body: &'a [u8]) -> Self {
        let text = |name: &HeaderName| parts.headers.get(name)?.to_str().ok();
        // A client that uses this server as a proxy sends an absolute URL. Then the Host header is ignored.
        let authority = parts.uri.authority().map(|authority| authority.as_str());
        // If the endpoint has a scheme, Alibaba's Tea SDKs send it in Host: `http://127.0.0.1:4780`.
        let host = authority.or_else(|| text(&HOST)).unwrap_or("");
        let host = host.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//")).unwrap_or(host);
        let mut head = Self {
            method: parts.method.as_str(),
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or(""),
            body,
            // A URL may have a user and a password before the host.
            host: host.rsplit_once('@').map_or(host, |(_, host)| host),
            proxied: authority.is_some(),
            authorization: Cow::Borrowed(""),
            headers: Some(&parts.headers),
        };
        head.authorization = head.header(AUTHORIZATION.as_str()).unwrap_or_default();
        head
    }

    /// Whether the Host header, which signatures cover, names the host that was called.
    pub fn is_host_consistent(&self) -> bool {
        let bare = |host: &str| host.split(':').next().unwrap_or("").to_ascii_lowercase();
        !self.proxied || self.header(HOST.as_str()).is_some_and(|host| bare(&host) == bare(self.host))
    }

    fn text(&self, name: &HeaderName) -> Option<&'a str> {
        self.headers?.get(name)?.to_str().ok()
    }

    /// The X-Amz-Target header, which names the action in AWS's JSON protocol.
    pub fn amz_target(&self) -> Option<&'a str> {
        self.text(&AMZ_TARGET)
    }

    /// The Accept header.
    pub fn accept(&self) -> &'a str {
        self.text(&ACCEPT).unwrap_or("")
    }

    /// The action, which some Alibaba SDKs send in a header.
    pub fn acs_action(&self) -> Option<&'a str> {
        self.text(&ACS_ACTION)
    }

    /// The API version, which some Alibaba SDKs send in a header.
    pub fn acs_version(&self) -> Option<&'a str> {
        self.text(&ACS_VERSION)
    }

    /// All values of a header, trimmed and joined with commas. `name` is in lower case.
    pub fn header(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut values =
            self.headers?.get_all(name).iter().map(|value| match String::from_utf8_lossy(value.as_bytes()) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            });
        let first = values.next()?;
        Some(values.fold(first, |all, next| all + "," + next))
    }
}
