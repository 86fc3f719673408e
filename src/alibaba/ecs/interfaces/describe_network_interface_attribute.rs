//! [DescribeNetworkInterfaceAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeNetworkInterfaceAttribute)

use super::Eni;
use super::refusals;
use super::view::{Attachment, DescribedEni, Detail, queues};
use crate::alibaba::ecs::common::check_value;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes a network interface. All attributes are shown, whichever the request names (ours).
pub struct DescribeNetworkInterfaceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    attribute: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    #[serde(flatten)]
    eni: DescribedEni<WithMembers>,
    tcp_option_address_enabled: &'static str,
    network_interface_traffic_config: TrafficConfig,
    connection_tracking_configuration: ConnectionTracking,
}

/// The attachment. Trunk interfaces, which have members, are not modelled.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct WithMembers {
    #[serde(flatten)]
    attachment: Attachment,
    member_network_interface_ids: Members,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Members {
    member_network_interface_id: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TrafficConfig {
    network_interface_traffic_mode: &'static str,
    queue_number: u32,
    queue_pair_number: u32,
}

/// Timeouts, in seconds.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ConnectionTracking {
    tcp_established_timeout: u32,
    tcp_closed_and_time_wait_timeout: u32,
    udp_timeout: u32,
}

/// The vendor's defaults. What would change them is refused.
const TRACKING: ConnectionTracking =
    ConnectionTracking { tcp_established_timeout: 910, tcp_closed_and_time_wait_timeout: 3, udp_timeout: 30 };

impl Operation for DescribeNetworkInterfaceAttribute {
    const ACTION: &'static str = "DescribeNetworkInterfaceAttribute";
    const REGION_ID: bool = true;
    // Not public, says the vendor: the id is enough.
    const IGNORED: &'static [&'static str] = &["Tag.N"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::refuse(error)
    }
}

impl Read for DescribeNetworkInterfaceAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_value("Attribute", &request.attribute, &["attachment", "connectionTrackingConfiguration"])?;
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let attachment =
            WithMembers { attachment: Attachment::new(&eni), member_network_interface_ids: Members::default() };
        Ok(Response {
            network_interface_traffic_config: TrafficConfig {
                network_interface_traffic_mode: "Standard",
                queue_number: queues(&eni),
                queue_pair_number: 0,
            },
            eni: DescribedEni::new(at, &eni, Detail::Public, attachment),
            tcp_option_address_enabled: "false",
            connection_tracking_configuration: TRACKING,
        })
    }
}
