//! [DescribeAccountAttributes](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeAccountAttributes)

use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, ToSmolStr};

/// Describes the attributes of the account in the region, or those that the request names.
///
/// Only the attributes that the emulator models are in the response. It has no limits on vCPUs, interfaces, groups or
/// commands (ours).
pub struct DescribeAccountAttributes;

/// The attributes that the response can have.
const NAMES: [&str; 6] = [
    "instance-network-type",
    "max-dedicated-hosts",
    "real-name-authentication",
    "supported-postpaid-instance-types",
    "used-postpaid-instance-vcpu-count",
    "used-spot-instance-vcpu-count",
];

/// The most attribute names in one call.
const MAX_NAMES: usize = 30;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    zone_id: Option<SmolStr>,
    #[serde(default)]
    attribute_name: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    account_attribute_items: Items,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Items {
    account_attribute_item: Vec<Item>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Item {
    attribute_name: &'static str,
    attribute_values: Values,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Values {
    value_item: Vec<Value>,
}

/// All fields but `value` are empty: none of the attributes is split by disk, type, charge type or zone.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Value {
    disk_category: &'static str,
    value: SmolStr,
    expired_time: &'static str,
    zone_id: &'static str,
    instance_type: &'static str,
    count: u32,
    instance_charge_type: &'static str,
}

impl Operation for DescribeAccountAttributes {
    const ACTION: &'static str = "DescribeAccountAttributes";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let text = "The required parameter regionId must be not null.";
        (error.missing_parameter() == Some("RegionId")).then(|| row(403, "Invalid.Parameter", text))
    }
}

impl Read for DescribeAccountAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = &request.attribute_name;
        if names.len() > MAX_NAMES {
            return Err(Error::invalid("AttributeName", names.len(), format!("at most {MAX_NAMES}")));
        }
        let is_requested = |name: &&str| names.is_empty() || names.iter().any(|requested| requested == name);
        let item = |attribute_name| Item {
            attribute_name,
            attribute_values: Values {
                value_item: values(at, attribute_name, request.zone_id.as_deref()).into_iter().map(view).collect(),
            },
        };
        let account_attribute_item = NAMES.into_iter().filter(is_requested).map(item).collect();
        Ok(Response { account_attribute_items: Items { account_attribute_item } })
    }
}

fn view(value: SmolStr) -> Value {
    Value {
        disk_category: "",
        value,
        expired_time: "",
        zone_id: "",
        instance_type: "",
        count: 0,
        instance_charge_type: "",
    }
}

fn values(at: Place<'_>, name: &str, zone: Option<&str>) -> Vec<SmolStr> {
    match name {
        "instance-network-type" => vec!["vpc".into()],
        "real-name-authentication" => vec!["yes".into()],
        "supported-postpaid-instance-types" => {
            let sold = at.types.all().filter(|instance_type| instance_type.is_sold());
            sold.map(|instance_type| SmolStr::new_static(instance_type.name)).collect()
        }
        "used-postpaid-instance-vcpu-count" => {
            let in_zone = |place: &str| zone.is_none_or(|zone| zone == place);
            let pay_as_you_go = at.region.instances.values().filter(|instance| {
                instance.alibaba().subscription.is_none() && instance.holds_capacity() && in_zone(instance.zone)
            });
            vec![pay_as_you_go.map(|instance| instance.instance_type.vcpus).sum::<u32>().to_smolstr()]
        }
        // There are neither dedicated hosts nor spot instances.
        _ => vec!["0".into()],
    }
}
