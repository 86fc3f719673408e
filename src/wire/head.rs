//! A request's line, headers and bytes, as far as the protocols look at them.

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
    /// The method.
    pub method: &'a str,
    /// The path, as it came.
    pub path: &'a str,
    /// The query, as it came.
    pub query: &'a str,
    /// The body.
    pub body: &'a [u8],
    /// The host that was called, without a scheme.
    pub host: &'a str,
    /// The target is a whole address, as clients write it for a proxy.
    pub proxied: bool,
    /// The Authorization header; several with commas between them, which no reader of one takes.
    pub authorization: Cow<'a, str>,
    /// All headers.
    pub headers: Option<&'a HeaderMap>,
}

impl<'a> Head<'a> {
    /// By what name this server was called.
    pub fn endpoint(&self) -> Endpoint<'a> {
        Endpoint { host: self.host, proxied: self.proxied }
    }

    /// Reads the headers.
    pub fn new(parts: &'a Parts, body: &'a [u8]) -> Self {
        let text = |name: &HeaderName| parts.headers.get(name)?.to_str().ok();
        // A client that takes this server for its proxy writes the whole address; then Host does not count.
        let authority = parts.uri.authority().map(|authority| authority.as_str());
        // The tea SDKs send `http://127.0.0.1:4780` as Host when the endpoint is given so.
        let host = authority.or_else(|| text(&HOST)).unwrap_or("");
        let mut head = Self {
            method: parts.method.as_str(),
            path: parts.uri.path(),
            query: parts.uri.query().unwrap_or(""),
            body,
            host: host.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//")).unwrap_or(host),
            proxied: authority.is_some(),
            authorization: Cow::Borrowed(""),
            headers: Some(&parts.headers),
        };
        head.authorization = head.header(AUTHORIZATION.as_str()).unwrap_or_default();
        head
    }

    /// Whether the header Host, which a signature covers, names the host that was called.
    pub fn is_host_called(&self) -> bool {
        let bare = |host: &str| host.split(':').next().unwrap_or("").to_ascii_lowercase();
        !self.proxied || self.header(HOST.as_str()).is_some_and(|host| bare(&host) == bare(self.host))
    }

    fn text(&self, name: &HeaderName) -> Option<&'a str> {
        self.headers?.get(name)?.to_str().ok()
    }

    /// The action, where an SDK of AWS's JSON protocol names it there.
    pub fn amz_target(&self) -> Option<&'a str> {
        self.text(&AMZ_TARGET)
    }

    /// What the caller accepts.
    pub fn accept(&self) -> &'a str {
        self.text(&ACCEPT).unwrap_or("")
    }

    /// The action, where an Alibaba SDK repeats it in a header.
    pub fn acs_action(&self) -> Option<&'a str> {
        self.text(&ACS_ACTION)
    }

    /// The version, likewise.
    pub fn acs_version(&self) -> Option<&'a str> {
        self.text(&ACS_VERSION)
    }

    /// All values of a header, by its name in lower case, each trimmed, with commas between them.
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
