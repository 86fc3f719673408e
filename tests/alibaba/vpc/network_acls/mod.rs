mod associate_network_acl;
mod copy_network_acl_entries;
mod create_network_acl;
mod delete_network_acl;
mod describe_network_acl_attributes;
mod describe_network_acls;
mod modify_network_acl_attributes;
mod unassociate_network_acl;
mod update_network_acl_entries;

use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::{dry_run, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

/// A network ACL and its VPC.
struct Acl {
    twin: Twin,
    vpc: String,
    id: String,
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

impl Acl {
    #[track_caller]
    fn new(more: &str) -> Self {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let made = twin.vpc(&format!("CreateNetworkAcl&RegionId=cn-hangzhou&VpcId={vpc}{more}")).json();
        Self { vpc, id: text(&made["NetworkAclId"]), twin }
    }

    fn call(&self, parameters: &str) -> Answer {
        self.twin.vpc(&format!("{parameters}&RegionId=cn-hangzhou"))
    }

    /// A call about the ACL.
    fn of(&self, action: &str, more: &str) -> Answer {
        self.call(&format!("{action}&NetworkAclId={}{more}", self.id))
    }

    /// What DescribeNetworkAclAttributes says of it.
    #[track_caller]
    fn shown(&self) -> Value {
        self.of("DescribeNetworkAclAttributes", "").json()["NetworkAclAttribute"].clone()
    }

    #[track_caller]
    fn v_switch(&self) -> String {
        make_v_switch(&self.twin, &self.vpc, "")
    }

    fn associate(&self, v_switch: &str) -> Answer {
        self.of("AssociateNetworkAcl", &resource(v_switch))
    }

    /// The ids of its rules in one direction.
    #[track_caller]
    fn entries(&self, direction: &str) -> Vec<Value> {
        let shown = self.shown();
        shown[format!("{direction}AclEntries")][format!("{direction}AclEntry")].as_array().expect("a list").clone()
    }
}

fn resource(v_switch: &str) -> String {
    format!("&Resource.1.ResourceType=VSwitch&Resource.1.ResourceId={v_switch}")
}

fn no_acl() -> (u16, String, String) {
    refusal(400, "InvalidNetworkAcl.NotFound", "The special Network Acl is not found.")
}

/// A refusal whose text is its code.
fn plain(code: &str) -> (u16, String, String) {
    refusal(400, code, code)
}
