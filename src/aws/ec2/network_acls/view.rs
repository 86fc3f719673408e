//! A network ACL in answers.

use crate::aws::ec2::common::{Set, TagView, tag_views};
use crate::domain::network::{AclEntry, Destination, NetworkAcl, Subnet};
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkAclView {
    network_acl_id: SmolStr,
    vpc_id: SmolStr,
    owner_id: SmolStr,
    default: bool,
    entry_set: Set<EntryView>,
    association_set: Set<Association>,
    tag_set: Set<TagView>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EntryView {
    rule_number: u32,
    protocol: SmolStr,
    rule_action: &'static str,
    egress: bool,
    cidr_block: Option<SmolStr>,
    ipv6_cidr_block: Option<SmolStr>,
    icmp_type_code: Option<IcmpTypeCode>,
    port_range: Option<PortRange>,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
struct IcmpTypeCode {
    code: Option<i64>,
    r#type: Option<i64>,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
struct PortRange {
    from: Option<i64>,
    to: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    network_acl_association_id: SmolStr,
    network_acl_id: SmolStr,
    subnet_id: SmolStr,
}

impl NetworkAclView {
    /// An ACL in the answer that creates it: rules have empty elements for what they are not about, as recorded from EC2.
    pub fn created(scope: &Scope, region: &Region, acl: &NetworkAcl) -> Self {
        let mut view = Self::new(scope, region, acl);
        let entries = std::mem::replace(&mut view.entry_set, Set::from_iter([])).into_iter();
        let filled = entries.map(|entry| EntryView {
            icmp_type_code: Some(entry.icmp_type_code.unwrap_or_default()),
            port_range: Some(entry.port_range.unwrap_or_default()),
            ..entry
        });
        view.entry_set = filled.collect();
        view
    }

    pub fn new(scope: &Scope, region: &Region, acl: &NetworkAcl) -> Self {
        let association = |(id, subnet): (SmolStr, &Subnet)| Association {
            network_acl_association_id: id,
            network_acl_id: acl.id.clone(),
            subnet_id: subnet.id.clone(),
        };
        Self {
            network_acl_id: acl.id.clone(),
            vpc_id: acl.vpc.clone(),
            owner_id: scope.account.clone(),
            default: acl.default,
            entry_set: acl.entries.iter().map(EntryView::new).collect(),
            association_set: acl.subnets(region).map(association).collect(),
            tag_set: tag_views(&acl.tags),
        }
    }
}

impl EntryView {
    fn new(entry: &AclEntry) -> Self {
        let text = Some(format_smolstr!("{}", entry.range));
        let (cidr_block, ipv6_cidr_block) = match &entry.range {
            Destination::V6(_) => (None, text),
            Destination::V4(_) | Destination::List(_) => (text, None),
        };
        Self {
            rule_number: entry.number,
            protocol: entry.protocol.clone(),
            rule_action: if entry.allow { "allow" } else { "deny" },
            egress: entry.egress,
            cidr_block,
            ipv6_cidr_block,
            icmp_type_code: entry.icmp.map(|(r#type, code)| IcmpTypeCode { code: Some(code), r#type: Some(r#type) }),
            port_range: entry.ports.map(|(from, to)| PortRange { from: Some(from), to: Some(to) }),
        }
    }
}
