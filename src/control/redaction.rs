//! What the request log shows of an exchange: all but its secrets.

use super::has_path;
use crate::middleware::request_log::Exchange;
use crate::wire::params::Params;
use crate::wire::redaction::{self, REDACTED, Redacted};
use quick_xml::escape::unescape;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An exchange without its secrets.
pub struct Redaction<'e> {
    exchange: &'e Exchange,
    query: Redacted<'e>,
    body: String,
    /// Whether the body is a form.
    is_form: bool,
    /// Whether what is left out may decide how the call ends.
    pub is_incomplete: bool,
    is_left_out: bool,
}

impl<'e> Redaction<'e> {
    pub fn new(exchange: &'e Exchange) -> Self {
        let is_call = exchange.metadata.call.is_some();
        let query = Redacted::form(exchange.raw.query(), is_call);
        let text = String::from_utf8_lossy(exchange.raw.body());
        let is_form = !redaction::is_document(&text) && !has_path(exchange.raw.path());
        let body = if is_form { Redacted::form(&text, is_call) } else { Redacted::document(&text) };
        let is_incomplete = query.is_incomplete || body.is_incomplete;
        let is_left_out = query.is_left_out() || body.is_left_out();
        let body = body.text.into_owned();
        Self { exchange, query, body, is_form, is_incomplete, is_left_out }
    }

    /// The parameters in the query and in a form, by name.
    pub fn parameters(&self) -> BTreeMap<String, String> {
        let body = if self.is_form { self.body.as_bytes() } else { b"" };
        let params = Params::parse(&self.query.text, body);
        params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The path. If it is an absolute URL, without the user and the password in it.
    pub fn path(&self) -> String {
        let path = self.exchange.raw.path();
        let Some((scheme, rest)) = path.split_once("://") else { return path.to_owned() };
        let (authority, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        format!("{scheme}://{host}{rest}")
    }

    pub fn query(&self) -> String {
        self.query.text.clone().into_owned()
    }

    pub fn headers(&self) -> BTreeMap<String, String> {
        let pairs = self.exchange.raw.headers().lines().filter_map(|line| line.split_once(": "));
        let shown = pairs.map(|(name, value)| match name {
            "authorization" => (name.to_owned(), redaction::authorization(value)),
            _ => (name.to_owned(), value.to_owned()),
        });
        shown.collect()
    }

    pub fn body(&self) -> String {
        self.body.clone()
    }

    /// What an answer says of an error, without its envelope.
    pub fn error_text(&self) -> String {
        let reply = self.reply();
        let in_xml = || {
            let (text, _) = reply.split_once("<Message>")?.1.split_once("</Message>")?;
            unescape(text).ok().map(Cow::into_owned)
        };
        let in_json = || {
            let value: Value = serde_json::from_str(&reply).ok()?;
            ["Message", "message", "error"].iter().find_map(|name| value[name].as_str().map(str::to_owned))
        };
        in_xml().or_else(in_json).unwrap_or_else(|| reply.lines().next().unwrap_or("").to_owned())
    }

    /// The answer. An error may repeat what could not be read of the request.
    pub fn reply(&self) -> String {
        if self.is_left_out && self.exchange.metadata.status >= 400 {
            return REDACTED.to_owned();
        }
        redaction::reply(&String::from_utf8_lossy(self.exchange.raw.reply())).into_owned()
    }
}
