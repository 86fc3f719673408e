//! [ModifySubnetAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html)

use super::{Flag, several_attributes, subnet};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsNetworkError, Subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, not_modelled};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes one attribute of a subnet: whether instances get public addresses, or addresses of IPv6. The other attributes can only be set to what
/// they are in every subnet here.
pub struct ModifySubnetAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    subnet_id: SmolStr,
    map_public_ip_on_launch: Option<Flag>,
    #[serde(rename = "AssignIpv6AddressOnCreation")]
    assign_ipv6: Option<Flag>,
    map_customer_owned_ip_on_launch: Option<Flag>,
    #[serde(rename = "EnableDns64")]
    dns64: Option<Flag>,
    private_dns_hostname_type_on_launch: Option<HostnameType>,
    #[serde(rename = "EnableResourceNameDnsARecordOnLaunch")]
    a_record: Option<Flag>,
    #[serde(rename = "EnableResourceNameDnsAAAARecordOnLaunch")]
    aaaa_record: Option<Flag>,
    #[serde(rename = "DisableLniAtDeviceIndex")]
    disable_lni: Option<Flag>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum HostnameType {
    IpName,
    ResourceName,
}

impl Operation for ModifySubnetAttribute {
    const ACTION: &'static str = "ModifySubnetAttribute";
    // Those that the request has are refused by [`Request::check`], which counts them first.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("CustomerOwnedIpv4Pool", ""),
        ("DisableLniAtDeviceIndex.Value", "false"),
        ("EnableDns64.Value", "false"),
        ("EnableLniAtDeviceIndex", ""),
        ("EnableResourceNameDnsAAAARecordOnLaunch.Value", "false"),
        ("EnableResourceNameDnsARecordOnLaunch.Value", "false"),
        ("MapCustomerOwnedIpOnLaunch.Value", "false"),
        ("PrivateDnsHostnameTypeOnLaunch", "ip-name"),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifySubnetAttribute {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let subnet = subnet(at.region, &request.subnet_id)?;
        request.check(subnet)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if let Some(subnet) = at.region.subnets.get_mut(&request.subnet_id) {
            subnet.public = request.map_public_ip_on_launch.map_or(subnet.public, |flag| flag.value);
            subnet.aws.assigns_ipv6 = request.assign_ipv6.map_or(subnet.aws.assigns_ipv6, |flag| flag.value);
        }
        Done::YES
    }
}

impl Request {
    /// Fails unless exactly one attribute is given, with a value that is modelled.
    fn check(&self, subnet: &Subnet) -> Result<(), Error> {
        let is_on = |flag: Option<Flag>| flag.is_some_and(|flag| flag.value);
        let resource_name = self.private_dns_hostname_type_on_launch == Some(HostnameType::ResourceName);
        let given = [
            (self.assign_ipv6.is_some(), "assignIpv6AddressOnCreation"),
            (self.disable_lni.is_some(), "disableLniAtDeviceIndex"),
            (self.dns64.is_some(), "enableDns64"),
            (self.a_record.is_some(), "enableResourceNameDnsARecordOnLaunch"),
            (self.aaaa_record.is_some(), "enableResourceNameDnsAAAARecordOnLaunch"),
            (self.map_customer_owned_ip_on_launch.is_some(), "mapCustomerOwnedIpOnLaunch"),
            (self.map_public_ip_on_launch.is_some(), "mapPublicIpOnLaunch"),
            (self.private_dns_hostname_type_on_launch.is_some(), "privateDnsHostnameTypeOnLaunch"),
        ];
        let names: Vec<_> = given.into_iter().filter(|(is_given, _)| *is_given).map(|(_, name)| name).collect();
        match names.len() {
            0 => return Err(Error::missing("Attribute")),
            1 => {}
            _ => return Err(several_attributes(&names)),
        }
        if is_on(self.assign_ipv6) && subnet.aws.ipv6.is_none() {
            return Err(AwsNetworkError::NoIpv6Range(subnet.id.clone()).into());
        }
        not_modelled(&[
            (is_on(self.map_customer_owned_ip_on_launch), "MapCustomerOwnedIpOnLaunch.Value"),
            (is_on(self.dns64), "EnableDns64.Value"),
            (resource_name, "PrivateDnsHostnameTypeOnLaunch"),
            (is_on(self.a_record), "EnableResourceNameDnsARecordOnLaunch.Value"),
            (is_on(self.aaaa_record), "EnableResourceNameDnsAAAARecordOnLaunch.Value"),
            (is_on(self.disable_lni), "DisableLniAtDeviceIndex.Value"),
        ])
    }
}
