//! [DeletionProtection](https://api.alibabacloud.com/document/Vpc/2016-04-28/DeletionProtection)

use crate::alibaba::ecs::common::{Done, check_value};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{alibaba_nat, eip};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Protects an elastic address or a NAT gateway from being deleted, or lets it be. Bandwidth packages, which can be protected at
/// the vendor, are not modelled and refused.
pub struct DeletionProtection;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    r#type: SmolStr,
    protection_enable: bool,
}

impl Operation for DeletionProtection {
    const ACTION: &'static str = "DeletionProtection";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for DeletionProtection {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        check_value("Type", &Some(request.r#type.clone()), &["EIP", "CBWP", "NATGW"])?;
        match request.r#type.as_str() {
            "EIP" => {
                eip::find(at.region, &request.instance_id)?;
            }
            "NATGW" => alibaba_nat(at.region, &request.instance_id)?.check_available()?,
            _ => return Err(Error::NotModelled("Type".to_owned())),
        }
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if request.r#type == "EIP" {
            if let Some(address) = at.region.addresses.get_mut(&request.instance_id) {
                address.eip.undeletable = request.protection_enable;
            }
        } else if let Some(gateway) = at.region.alibaba_nats.get_mut(&request.instance_id) {
            gateway.undeletable = request.protection_enable;
        }
        Done {}
    }
}
