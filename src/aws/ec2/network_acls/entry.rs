//! The rule of a network ACL in requests.

use crate::domain::network::{AclEntry, AwsRouteError, Destination, GroupError, LAST_RULE, Protocol};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EntryParameters {
    pub network_acl_id: SmolStr,
    rule_number: i64,
    egress: bool,
    protocol: SmolStr,
    rule_action: Action,
    cidr_block: Option<SmolStr>,
    ipv6_cidr_block: Option<SmolStr>,
    icmp: Option<Icmp>,
    port_range: Option<PortRange>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Action {
    Allow,
    Deny,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Icmp {
    code: Option<i64>,
    r#type: Option<i64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PortRange {
    from: Option<i64>,
    to: Option<i64>,
}

impl EntryParameters {
    /// Reads the rule. TCP and UDP need a range of ports, ICMP a type and a code, as the page says; other protocols have
    /// neither.
    pub fn read(&self) -> Result<AclEntry, Error> {
        let number = rule_number(self.rule_number)?;
        let range = match (&self.cidr_block, &self.ipv6_cidr_block) {
            (Some(text), None) => Destination::V4(text.parse().map_err(|()| malformed("cidrBlock", text))?),
            (None, Some(text)) => Destination::V6(text.parse().map_err(|()| malformed("ipv6CidrBlock", text))?),
            (None, None) => return Err(Error::missing("cidrBlock")),
            (Some(_), Some(_)) => {
                let text = "The parameter cidrBlock cannot be used with the parameter ipv6CidrBlock";
                return Err(Error::Conflict(text.to_owned()));
            }
        };
        let protocol = protocol_number(&self.protocol)?;
        let (mut ports, mut icmp) = (None, None);
        match protocol.as_str() {
            "6" | "17" => {
                let (from, to) = self
                    .port_range
                    .and_then(|ports| ports.from.zip(ports.to))
                    .ok_or_else(|| Error::missing("portRange"))?;
                if !(0 <= from && from <= to && to <= 65_535) {
                    return Err(GroupError::PortsInvalid { from, to }.into());
                }
                ports = Some((from, to));
            }
            "1" | "58" => {
                let sent = self.icmp.and_then(|icmp| icmp.r#type.zip(icmp.code));
                let (kind, code) = sent.ok_or_else(|| Error::missing("icmpTypeCode"))?;
                if !(-1..=255).contains(&kind) || !(-1..=255).contains(&code) {
                    return Err(Error::invalid("Icmp", format!("{kind}, {code}"), "numbers from -1 to 255"));
                }
                icmp = Some((kind, code));
            }
            _ => {}
        }
        let (egress, allow) = (self.egress, self.rule_action == Action::Allow);
        Ok(AclEntry { number, egress, protocol, allow, range, ports, icmp })
    }
}

fn malformed(name: &'static str, text: &SmolStr) -> Error {
    AwsRouteError::Range(name, text.clone()).into()
}

/// The number of a protocol, for its name or number.
fn protocol_number(text: &SmolStr) -> Result<SmolStr, Error> {
    Ok(match Protocol::new(text)?.as_str().as_str() {
        "tcp" => "6".into(),
        "udp" => "17".into(),
        "icmp" => "1".into(),
        "icmpv6" => "58".into(),
        number => number.into(),
    })
}

/// Numbers of rules are from 1 to 32766.
fn rule_number(sent: i64) -> Result<u32, Error> {
    let number = u32::try_from(sent).ok().filter(|number| (1..LAST_RULE).contains(number));
    number.ok_or_else(|| Error::invalid("ruleNumber", sent, "a number from 1 to 32766"))
}
