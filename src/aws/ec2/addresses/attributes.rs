//! The attributes of elastic addresses, in requests and answers.

use crate::domain::network::address::Address;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// AWS's only attribute: the name in reverse DNS.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    DomainName,
}

/// Changes take effect at once (ours: at AWS they are pending for some time), so none is on its way.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributeView {
    public_ip: Ipv4Addr,
    allocation_id: SmolStr,
    ptr_record: Option<SmolStr>,
}

/// The answer to a change.
#[derive(Serialize)]
pub struct Changed {
    pub address: AttributeView,
}

impl From<&Address> for AttributeView {
    fn from(address: &Address) -> Self {
        Self { public_ip: address.public_ip, allocation_id: address.id.clone(), ptr_record: address.ptr_record.clone() }
    }
}
