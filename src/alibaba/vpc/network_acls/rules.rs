//! Rules of network ACLs in requests.

use super::parameters::{description, name};
use crate::alibaba::vpc::parameters::range;
use crate::domain::network::{VpcAclRange, VpcAclRule, WantedEntry};
use crate::operation::{Error, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// An inbound rule.
#[derive(Debug, Deserialize)]
pub struct IngressRequest(Given, Source);

/// An outbound rule.
#[derive(Debug, Deserialize)]
pub struct EgressRequest(Given, Destination);

/// What rules of both directions have.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Given {
    network_acl_entry_id: Option<SmolStr>,
    network_acl_entry_name: Option<SmolStr>,
    entry_type: Option<SmolStr>,
    description: Option<SmolStr>,
    policy: Option<SmolStr>,
    protocol: Option<SmolStr>,
    port: Option<SmolStr>,
    ip_version: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Source {
    source_cidr_ip: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Destination {
    destination_cidr_ip: Option<SmolStr>,
}

/// The text of a rule's range, and the codes if there is none or it is not one. The texts of the vendor's errors are their codes.
struct RangeText {
    text: Option<SmolStr>,
    missing: &'static str,
    illegal: &'static str,
}

impl IngressRequest {
    /// Reads inbound rules.
    pub fn read(requests: Vec<Self>) -> Result<Vec<WantedEntry>, Error> {
        let entry = |Self(given, Source { source_cidr_ip: text })| {
            let (missing, illegal) = ("ParameterMissing.SourceCidrIp", "ParameterIllegal.SourceCidrIp");
            given.entry(&RangeText { text, missing, illegal })
        };
        requests.into_iter().map(entry).collect()
    }
}

impl EgressRequest {
    /// Reads outbound rules.
    pub fn read(requests: Vec<Self>) -> Result<Vec<WantedEntry>, Error> {
        let entry = |Self(given, Destination { destination_cidr_ip: text })| {
            let (missing, illegal) = ("ParameterMissing.DestinationCidrIp", "ParameterIllegal.DestinationCidrIp");
            given.entry(&RangeText { text, missing, illegal })
        };
        requests.into_iter().map(entry).collect()
    }
}

const PROTOCOLS: [&str; 6] = ["icmp", "gre", "tcp", "udp", "all", "icmpv6"];

/// An error whose text is its code.
fn own(code: &'static str) -> Error {
    Error::Own(row(400, code, code))
}

impl Given {
    fn entry(self, range: &RangeText) -> Result<WantedEntry, Error> {
        if let Some(other) = self.entry_type.as_ref().filter(|kind| *kind != "custom") {
            return Err(Error::invalid("EntryType", other, "custom"));
        }
        let range = range.read(self.ip_version.as_deref())?;
        let accept = match self.policy.as_deref() {
            None => return Err(own("ParameterMissing.Policy")),
            Some("accept") => true,
            Some("drop") => false,
            Some(_) => return Err(own("ParameterIllegal.Policy")),
        };
        let protocol = self.protocol.ok_or_else(|| own("ParameterMissing.Protocol"))?;
        if !PROTOCOLS.contains(&protocol.as_str()) {
            return Err(own("ParameterIllegal.Protocol"));
        }
        let port = self.port.ok_or_else(|| own("ParameterMissing.Port"))?;
        let ports = ports(&protocol, &port).ok_or_else(|| own("ParameterIllegal.Port"))?;
        let rule = VpcAclRule {
            name: name(self.network_acl_entry_name)?.unwrap_or_default(),
            description: description(self.description)?.unwrap_or_default(),
            accept,
            protocol,
            ports,
            range,
        };
        Ok((self.network_acl_entry_id, rule))
    }
}

impl RangeText {
    /// Prefix lists in place of a range are not modelled.
    fn read(&self, ip_version: Option<&str>) -> Result<VpcAclRange, Error> {
        let text = self.text.as_ref().ok_or_else(|| own(self.missing))?;
        let is_ipv6 = match ip_version.map(str::to_ascii_lowercase).as_deref() {
            None => text.contains(':'),
            Some("ipv4") => false,
            Some("ipv6") => true,
            Some(_) => return Err(Error::Own(row(400, "IllegalParam.IpVersion", "Param IpVersion illegal."))),
        };
        if is_ipv6 {
            text.parse().map(VpcAclRange::V6).map_err(|()| own(self.illegal))
        } else {
            range(text).map(VpcAclRange::V4).map_err(|_| own(self.illegal))
        }
    }
}

/// Reads a range of ports, as in `80/80`, which TCP and UDP have. Others have `-1/-1`.
fn ports(protocol: &str, text: &str) -> Option<Option<(u16, u16)>> {
    if !matches!(protocol, "tcp" | "udp") {
        return (text == "-1/-1").then_some(None);
    }
    let port = |text: &str| text.parse::<u16>().ok().filter(|port| *port > 0);
    let (first, last) = text.split_once('/')?;
    let range = (port(first)?, port(last)?);
    (range.0 <= range.1).then_some(Some(range))
}
