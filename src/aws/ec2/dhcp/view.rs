//! A set of DHCP options in answers.

use crate::aws::ec2::common::{Set, TagView, tag_views};
use crate::domain::network::DhcpOptions;
use crate::domain::scope::Scope;
use serde::Serialize;
use smol_str::SmolStr;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DhcpOptionsView {
    dhcp_options_id: SmolStr,
    owner_id: SmolStr,
    dhcp_configuration_set: Set<Configuration>,
    tag_set: Set<TagView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Configuration {
    key: SmolStr,
    value_set: Set<Value>,
}

#[derive(Serialize)]
struct Value {
    value: SmolStr,
}

impl DhcpOptionsView {
    pub fn new(scope: &Scope, options: &DhcpOptions) -> Self {
        let configuration = |(key, values): &(SmolStr, Vec<SmolStr>)| Configuration {
            key: key.clone(),
            value_set: values.iter().map(|value| Value { value: value.clone() }).collect(),
        };
        Self {
            dhcp_options_id: options.id.clone(),
            owner_id: scope.account.clone(),
            dhcp_configuration_set: options.configurations.iter().map(configuration).collect(),
            tag_set: tag_views(&options.tags),
        }
    }
}
