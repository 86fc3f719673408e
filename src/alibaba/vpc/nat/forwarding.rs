//! What DNAT entries forward: parameters, and their form in answers.

use crate::domain::network::{ForwardProtocol, ForwardRule, Ports};
use crate::operation::{Error, row};
use smol_str::{SmolStr, format_smolstr};
use std::net::Ipv4Addr;

/// Reads `ExternalIp`.
pub fn external_ip(text: &SmolStr) -> Result<Ipv4Addr, Error> {
    let malformed = row(400, "InvalidExternalIp.Malformed", "The specified ExternalIp is not a valid IP address.");
    text.parse().map_err(|_| Error::Own(malformed))
}

/// Reads `InternalIp`.
pub fn internal_ip(text: &SmolStr) -> Result<Ipv4Addr, Error> {
    let malformed = row(400, "InvalidInternalIp.Malformed", "The specified InternalIp is not a valid IP address.");
    text.parse().map_err(|_| Error::Own(malformed))
}

/// Reads `ExternalPort`.
pub fn external_ports(text: &SmolStr) -> Result<Ports, Error> {
    let malformed = "The specified ExternalPort is not a valid port.";
    ports(text).ok_or_else(|| Error::Own(row(400, "InvalidExternalPort.Malformed", malformed)))
}

/// Reads `InternalPort`.
pub fn internal_ports(text: &SmolStr) -> Result<Ports, Error> {
    let malformed = "The specified InternalPort is not a valid port.";
    ports(text).ok_or_else(|| Error::Own(row(400, "InvalidInternalPort.Malformed", malformed)))
}

/// Reads `IpProtocol`, in any case.
pub fn protocol(text: &SmolStr) -> Result<ForwardProtocol, Error> {
    let unknown = || row(400, "InvalidProtocal.ValueNotSupported", "The specified IpProtocol does not support.");
    match text.to_ascii_lowercase().as_str() {
        "tcp" => Ok(ForwardProtocol::Tcp),
        "udp" => Ok(ForwardProtocol::Udp),
        "any" => Ok(ForwardProtocol::Any),
        _ => Err(Error::Own(unknown())),
    }
}

/// Reads a port from 1 to 65535, a range of them as in `10/20`, or `Any`.
fn ports(text: &SmolStr) -> Option<Ports> {
    if text.eq_ignore_ascii_case("any") {
        return Some(None);
    }
    let port = |text: &str| text.parse::<u16>().ok().filter(|port| *port > 0);
    let (first, last) = text.split_once('/').unwrap_or((text, text));
    let range = (port(first)?, port(last)?);
    (range.0 <= range.1).then_some(Some(range))
}

/// Ports in the form in which they are given.
pub fn ports_text(ports: Ports) -> SmolStr {
    match ports {
        None => SmolStr::new_static("Any"),
        Some((first, last)) if first == last => format_smolstr!("{first}"),
        Some((first, last)) => format_smolstr!("{first}/{last}"),
    }
}

pub fn protocol_text(protocol: ForwardProtocol) -> &'static str {
    match protocol {
        ForwardProtocol::Tcp => "tcp",
        ForwardProtocol::Udp => "udp",
        ForwardProtocol::Any => "any",
    }
}

/// Whether the parts of a rule go together: all ports with all protocols, and as many ports within as without. A gateway for
/// private networks takes no ranges.
pub fn check_rule(rule: &ForwardRule, internet: bool) -> Result<(), Error> {
    let any = rule.protocol == ForwardProtocol::Any;
    if [rule.external_ports.is_none(), rule.internal_ports.is_none()] != [any, any] {
        let text = "Operation failed because any port correspondence any protocol";
        return Err(Error::Own(row(400, "OperationFailed.AnyPortConfig", text)));
    }
    let count = |ports: Ports| ports.map(|(first, last)| last - first);
    if count(rule.external_ports) != count(rule.internal_ports) {
        let text = "The specified InternalPort is not a valid port.";
        return Err(Error::Own(row(400, "InvalidInternalPort.Malformed", text)));
    }
    if !internet && count(rule.external_ports).is_some_and(|more| more > 0) {
        let text = "The feature of PortSegment is not supported.";
        return Err(Error::Own(row(400, "UnsupportedFeature.PortSegment", text)));
    }
    Ok(())
}
