//! [ModifyVpcAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html)

use super::{Flag, several_attributes, vpc};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsNetworkError, AwsVpcFacts};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes one attribute of a VPC. Instances have public DNS names while the VPC has DNS support and DNS host names.
/// Network Address Usage metrics are stored only.
pub struct ModifyVpcAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    enable_dns_support: Option<Flag>,
    enable_dns_hostnames: Option<Flag>,
    enable_network_address_usage_metrics: Option<Flag>,
}

impl Operation for ModifyVpcAttribute {
    const ACTION: &'static str = "ModifyVpcAttribute";
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyVpcAttribute {
    type Plan = (SmolStr, AwsVpcFacts);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let vpc = vpc(at.region, &request.vpc_id)?;
        let given = [
            (request.enable_dns_hostnames, "enableDnsHostnames"),
            (request.enable_dns_support, "enableDnsSupport"),
            (request.enable_network_address_usage_metrics, "enableNetworkAddressUsageMetrics"),
        ];
        let given: Vec<_> = given.into_iter().filter_map(|(flag, name)| Some((name, flag?.value))).collect();
        let [(name, on)] = given[..] else {
            let names: Vec<_> = given.iter().map(|(name, _)| *name).collect();
            return Err(if names.is_empty() { Error::missing("Attribute") } else { several_attributes(&names) });
        };
        let mut facts = vpc.aws;
        match name {
            "enableDnsHostnames" if on && !vpc.aws.dns_support => {
                return Err(AwsNetworkError::NoDnsSupport(request.vpc_id).into());
            }
            "enableDnsHostnames" => facts.dns_hostnames = Some(on),
            "enableDnsSupport" => facts.dns_support = on,
            _ => facts.usage_metrics = on,
        }
        Ok((request.vpc_id, facts))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, facts): Self::Plan) -> Done {
        if let Some(vpc) = at.region.vpcs.get_mut(&id) {
            vpc.aws = facts;
        }
        Done::YES
    }
}
