//! The Query protocol: form in, XML out.

use super::caller::{Caller, Claim, is_common};
use super::signature;
use crate::domain::scope::{Cloud, Scope};
use crate::operation::{Api, Call, Entry, Error, Format, Incoming, Server, check_allowed};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{Signatures, Verified};
use std::borrow::Cow;
use std::cell::Cell;

/// A service that speaks it.
pub struct Service {
    /// Which API it is.
    pub api: Api,
    /// The versions of the API, the newest first.
    pub versions: &'static [&'static str],
    /// The operations that Twinstance has, sorted by name.
    pub operations: &'static [Entry],
    /// Whether the service has an action of this name.
    pub is_action: fn(&str) -> bool,
}

/// Reads a call to a service. `target` is the action where a header of the JSON protocol names it: then nothing of the
/// body has to be read.
pub fn read<'a>(
    service: &Service,
    target: Option<&'a str>,
    head: &'a Head<'_>,
    mut params: Params<'a>,
    format: Format,
    server: &dyn Server,
) -> Incoming<'a> {
    let (caller, auth) = caller(service, head, &params, server);
    let auth = auth.and_then(|()| {
        let action = target.or(params.get("Action")).unwrap_or("");
        check_allowed(server, caller.verified, action)
    });
    let account = server.account(Cloud::Aws, caller.verified);
    let region = caller.region.unwrap_or_else(|| server.region(Cloud::Aws));
    let named = params.take("Action").unwrap_or_default();
    let version = params.take("Version").unwrap_or(service.versions[0].into());
    params.retain(|name| target.is_none() && !is_common(name));
    let refusal = if service.versions.contains(&&*version) {
        auth.err()
    } else {
        Some(Error::UnknownVersion(version.to_string()))
    };
    let call = Call {
        api: service.api,
        scope: Scope { cloud: Cloud::Aws, account, region },
        region_is_default: false,
        action: target.map_or(named, Cow::Borrowed),
        version,
        format,
        endpoint: head.endpoint(),
        request_id: server.request_id(),
        params,
        executed: Cell::default(),
    };
    Incoming { call, refusal, operations: service.operations, is_action: service.is_action }
}

/// Who calls. Nobody does with a signature that does not stand.
fn caller<'a>(
    service: &Service,
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    server: &dyn Server,
) -> (Caller<'a>, Result<(), Error>) {
    let caller = match server.signatures() {
        Signatures::Check => {
            signature::verify(head, params, service.api.name(), server.machine_time(), |key| server.access_key(key))
        }
        Signatures::Off => {
            let believed = Claim::believed(params, head);
            let verified = Verified::by_claim(Signatures::Off, believed.access_key);
            Ok(Caller { verified, region: believed.region(head.host) })
        }
    };
    match caller {
        Ok(caller) => (caller, Ok(())),
        Err(error) => (Caller::default(), Err(error.into())),
    }
}
