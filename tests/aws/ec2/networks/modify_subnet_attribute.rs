use crate::support::{Answer, Twin};

/// The id of a subnet in a VPC of its own.
fn made(twin: &Twin) -> String {
    let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
    twin.ec2(&format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.1.0/24")).one("subnetId")
}

fn modify(twin: &Twin, id: &str, rest: &str) -> Answer {
    twin.ec2(&format!("ModifySubnetAttribute&SubnetId={id}{rest}"))
}

fn is_public(twin: &Twin, id: &str) -> String {
    twin.ec2(&format!("DescribeSubnets&SubnetId.1={id}")).one("mapPublicIpOnLaunch")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let id = made(&twin);
        insta::assert_snapshot!(modify(&twin, &id, "&MapPublicIpOnLaunch.Value=true").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifySubnetAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return></ModifySubnetAttributeResponse>
        "#);
        assert_eq!(is_public(&twin, &id), "true");
        let found = "DescribeSubnets&Filter.1.Name=map-public-ip-on-launch&Filter.1.Value.1=true";
        assert!(twin.ec2(found).all("subnetId").contains(&id));
    }

    #[test]
    fn what_is_so_anyway_may_be_said() {
        let twin = Twin::empty();
        let id = made(&twin);
        for same in [
            "AssignIpv6AddressOnCreation.Value=false",
            "DisableLniAtDeviceIndex.Value=false",
            "EnableDns64.Value=false",
            "EnableResourceNameDnsAAAARecordOnLaunch.Value=false",
            "EnableResourceNameDnsARecordOnLaunch.Value=false",
            "MapCustomerOwnedIpOnLaunch.Value=false",
            "PrivateDnsHostnameTypeOnLaunch=ip-name",
        ] {
            modify(&twin, &id, &format!("&{same}")).ok();
        }
        assert_eq!(is_public(&twin, &id), "false");
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_subnet_and_one_attribute_are_named() {
        let twin = Twin::empty();
        let id = made(&twin);
        assert_eq!(twin.ec2("ModifySubnetAttribute&MapPublicIpOnLaunch.Value=true").error().1, "MissingParameter");
        assert_eq!(modify(&twin, &id, "").error().1, "MissingParameter");
        let nowhere = modify(&twin, "subnet-0", "&MapPublicIpOnLaunch.Value=true");
        assert_eq!(nowhere.error().1, "InvalidSubnetID.NotFound");
        let two = modify(&twin, &id, "&MapPublicIpOnLaunch.Value=true&EnableDns64.Value=false");
        let text = "Fields for multiple attribute types specified: enableDns64, mapPublicIpOnLaunch";
        assert_eq!(two.error(), (400, "InvalidParameterCombination".into(), text.into()));
        let other = modify(&twin, &id, "&PrivateDnsHostnameTypeOnLaunch=other");
        assert_eq!(other.error().1, "InvalidParameterValue");
        assert_eq!(is_public(&twin, &id), "false");
    }

    #[test]
    fn ipv6_addresses_need_a_range() {
        let twin = Twin::empty();
        let id = made(&twin);
        let text = format!(
            "Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to true \
             unless the subnet ({id}) has an IPv6 CIDR block associated with it."
        );
        let answer = modify(&twin, &id, "&AssignIpv6AddressOnCreation.Value=true");
        assert_eq!(answer.error(), (400, "InvalidParameterValue".into(), text));
    }

    #[test]
    fn what_is_not_modelled_is_refused() {
        let twin = Twin::empty();
        let id = made(&twin);
        for other in [
            "CustomerOwnedIpv4Pool=ipv4pool-coip-1",
            "DisableLniAtDeviceIndex.Value=true",
            "EnableDns64.Value=true",
            "EnableLniAtDeviceIndex=1",
            "EnableResourceNameDnsAAAARecordOnLaunch.Value=true",
            "EnableResourceNameDnsARecordOnLaunch.Value=true",
            "MapCustomerOwnedIpOnLaunch.Value=true",
            "PrivateDnsHostnameTypeOnLaunch=resource-name",
        ] {
            assert_eq!(modify(&twin, &id, &format!("&{other}")).error().1, "UnsupportedOperation", "{other}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn launches_get_public_addresses_or_not() {
        let twin = Twin::empty();
        let id = made(&twin);
        let run = || {
            let run = "RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1";
            let instance = twin.ec2(&format!("{run}&SubnetId={id}")).one("instanceId");
            twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}")).all("ipAddress").len()
        };
        assert_eq!(run(), 0);
        modify(&twin, &id, "&MapPublicIpOnLaunch.Value=true").ok();
        assert_eq!(run(), 1);
        modify(&twin, &id, "&MapPublicIpOnLaunch.Value=false").ok();
        assert_eq!(run(), 0);
    }
}
