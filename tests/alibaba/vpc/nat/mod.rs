mod create_forward_entry;
mod create_nat_gateway;
mod create_snat_entry;
mod delete_forward_entry;
mod delete_nat_gateway;
mod delete_snat_entry;
mod describe_forward_table_entries;
mod describe_nat_gateways;
mod describe_snat_table_entries;
mod get_nat_gateway_attribute;
mod modify_forward_entry;
mod modify_nat_gateway_attribute;
mod modify_snat_entry;

use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::Value;

/// A NAT gateway and what it is made of.
struct Nat {
    twin: Twin,
    vpc: String,
    v_switch: String,
    id: String,
    snat_table: String,
    forward_table: String,
}

/// A call in the region of the tests.
fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.vpc(&format!("{parameters}&RegionId=cn-hangzhou"))
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

impl Nat {
    /// A gateway in a VSwitch of 10.0.1.0/24.
    #[track_caller]
    fn new(more: &str) -> Self {
        Self::within(Twin::empty(), more)
    }

    #[track_caller]
    fn within(twin: Twin, more: &str) -> Self {
        let vpc = make_vpc(&twin, "");
        let v_switch = make_v_switch(&twin, &vpc, "");
        let made = call(&twin, &format!("CreateNatGateway&VpcId={vpc}&VSwitchId={v_switch}{more}")).json();
        let id = text(&made["NatGatewayId"]);
        let snat_table = text(&made["SnatTableIds"]["SnatTableId"][0]);
        let forward_table = text(&made["ForwardTableIds"]["ForwardTableId"][0]);
        Self { twin, vpc, v_switch, id, snat_table, forward_table }
    }

    fn call(&self, parameters: &str) -> Answer {
        call(&self.twin, parameters)
    }

    /// What DescribeNatGateways says of it.
    #[track_caller]
    fn shown(&self) -> Value {
        let answer = self.call(&format!("DescribeNatGateways&NatGatewayId={}", self.id)).json();
        answer["NatGateways"]["NatGateway"][0].clone()
    }

    /// An elastic address that nothing has: its id and its address.
    #[track_caller]
    fn free_address(&self) -> (String, String) {
        let made = self.call("AllocateEipAddress").json();
        (text(&made["AllocationId"]), text(&made["EipAddress"]))
    }

    /// An elastic address of the gateway: its id and its address.
    #[track_caller]
    fn address(&self) -> (String, String) {
        let (id, address) = self.free_address();
        self.associate(&id).ok();
        (id, address)
    }

    fn associate(&self, address: &str) -> Answer {
        self.call(&format!("AssociateEipAddress&AllocationId={address}&InstanceId={}&InstanceType=Nat", self.id))
    }

    fn create_snat(&self, more: &str) -> Answer {
        self.call(&format!("CreateSnatEntry&SnatTableId={}{more}", self.snat_table))
    }

    /// Adds an SNAT entry and tells its id.
    #[track_caller]
    fn snat(&self, more: &str) -> String {
        text(&self.create_snat(more).json()["SnatEntryId"])
    }

    fn create_forward(&self, more: &str) -> Answer {
        self.call(&format!("CreateForwardEntry&ForwardTableId={}{more}", self.forward_table))
    }

    /// Adds a DNAT entry from a port of an address to a host of the VSwitch, and tells its id.
    #[track_caller]
    fn forward(&self, address: &str, port: &str) -> String {
        text(&self.create_forward(&rule(address, port, "10.0.1.9", port)).json()["ForwardEntryId"])
    }

    /// The SNAT entries.
    #[track_caller]
    fn snat_entries(&self, more: &str) -> Vec<Value> {
        let answer = self.call(&format!("DescribeSnatTableEntries&SnatTableId={}{more}", self.snat_table)).json();
        answer["SnatTableEntries"]["SnatTableEntry"].as_array().expect("a list").clone()
    }

    /// The DNAT entries.
    #[track_caller]
    fn forward_entries(&self, more: &str) -> Vec<Value> {
        let call = format!("DescribeForwardTableEntries&ForwardTableId={}{more}", self.forward_table);
        self.call(&call).json()["ForwardTableEntries"]["ForwardTableEntry"].as_array().expect("a list").clone()
    }

    /// The custom entries of the system's route table: destination and next hop.
    #[track_caller]
    fn routes(&self) -> Vec<(String, String)> {
        let tables = self.call(&format!("DescribeRouteTableList&VpcId={}", self.vpc)).json();
        let table = text(&tables["RouterTableList"]["RouterTableListType"][0]["RouteTableId"]);
        let answer = self.call(&format!("DescribeRouteEntryList&RouteTableId={table}&RouteEntryType=Custom")).json();
        let read = |entry: &Value| {
            let hop = &entry["NextHops"]["NextHop"][0];
            (text(&entry["DestinationCidrBlock"]), format!("{} {}", text(&hop["NextHopType"]), text(&hop["NextHopId"])))
        };
        answer["RouteEntrys"]["RouteEntry"].as_array().expect("a list").iter().map(read).collect()
    }
}

/// The parameters of a DNAT entry for TCP.
fn rule(external: &str, external_port: &str, internal: &str, internal_port: &str) -> String {
    format!(
        "&ExternalIp={external}&ExternalPort={external_port}&InternalIp={internal}&InternalPort={internal_port}\
         &IpProtocol=TCP"
    )
}

/// A world in which a new gateway takes a while to be available.
fn slow() -> Twin {
    Twin::new("transitions = \"realistic\"", "")
}

fn no_gateway() -> (u16, String, String) {
    refusal(404, "InvalidNatGatewayId.NotFound", "The specified NatGatewayId does not exist in our records.")
}

fn busy() -> (u16, String, String) {
    refusal(400, "IncorrectStatus.NATGW", "NATGW status is invalid.")
}

fn no_snat_table() -> (u16, String, String) {
    refusal(404, "InvalidSnatTableId.NotFound", "Specified SNAT table does not exist.")
}

fn no_forward_table() -> (u16, String, String) {
    refusal(404, "InvalidForwardTableId.NotFound", "Specified forward table does not exist.")
}

fn bad_name() -> (u16, String, String) {
    refusal(400, "InvalidParameter.Name.Malformed", "The specified Name is not valid.")
}
