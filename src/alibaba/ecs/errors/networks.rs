//! Errors about networks. The VPC API, which creates and deletes networks, has its own rows for some of them.

use super::{VendorError, missing, row};
use crate::domain::network::{
    AlibabaListError, AlibabaNetworkError, AlibabaRouteError, NetworkError, PrefixListError, VpcAclError,
};

#[rustfmt::skip]
pub(super) fn network(error: &NetworkError) -> VendorError {
    use NetworkError as E;
    match error {
        E::SubnetNotFound(_) => row(404, "InvalidVSwitchId.NotFound", "Specified virtual switch does not exist."),
        E::GroupNotFound(_) => row(400, "InvalidSecurityGroupId.NotFound", "The SecurityGroupId provided does not exist in our records."),
        // The vendor's text is a placeholder.
        E::TooManyGroups => row(400, "JoinedGroupLimitExceed", "The number of security groups that the instance joins exceeds the limit."),
        E::Mismatch(_) | E::GroupElsewhere { .. } => row(400, "InvalidParameter.Mismatch", "Specified security group and virtual switch are not in the same VPC."),
        E::ZoneNotFound(_) => row(404, "InvalidZoneId.NotFound", "The ZoneId provided does not exist in our records."),
        E::AddressesExhausted(_) => row(400, "QuotaExceeded.PrivateIpAddress", "Don't have enough private IPs in this switch."),
        // Ours.
        E::AddressUnusable(_) => row(400, "InvalidPrivateIpAddress.Duplicated", "The specified private IP address is already in use."),
        E::SubnetRequired => missing("VSwitchId"),
        // The vendor's text is a placeholder.
        E::InterfaceNotFound(_) => row(404, "InvalidEniId.NotFound", "The specified NetworkInterfaceId does not exist."),
        E::VpcNotFound(_) => row(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."),
        E::CidrMalformed(_) => row(400, "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
        E::VpcRange(_) => row(400, "InvalidParameter", "Specified CIDR block is not valid"),
        E::SubnetRange(_) => row(400, "InvalidParameter", "Specified CIDR block is not valid in VPC."),
        E::SubnetConflict(_) => row(400, "InvalidCidrBlock.Overlapped", "Specified CIDR block overlapped with other subnets."),
        E::SubnetInUse(_) => row(400, "DependencyViolation", "Resources deployed in the vSwitch have not been deleted."),
    }
}

#[rustfmt::skip]
pub(super) fn alibaba_network(error: &AlibabaNetworkError) -> VendorError {
    use AlibabaNetworkError as E;
    match error {
        E::GroupKindsDiffer => row(403, "EnterpriseGroupLimited.MutliGroupType", "The specified instance can't join multi SecurityGroup types."),
        E::GroupRequired => missing("SecurityGroupId"),
        E::SubnetMask(_) => row(400, "InvalidCirdrBlock.MaskLength", "Specified CIDR block is not valid ."),
        E::VpcHasSubnets(_) => row(400, "DependencyViolation.VSwitch", "Specified object has dependent resources"),
        // Ours: no other operation has these.
        E::DefaultVpcExists(_) | E::DefaultVSwitchExists(_) => row(400, "OperationDenied", "The default one is there already."),
        E::NoDefaultVpc => row(400, "Forbidden.VpcNotFound", "Specified VPC can not found."),
        E::VpcHasNats(_) => row(400, "DependencyViolation.NatGateway", "Specified object has dependent resources NatGateway."),
        E::VSwitchHasNat(_) => row(400, "DependencyViolation.EnhancedNatgw", "VSwitch cannot be deleted when natgw exist."),
        E::VSwitchHasSnat(_) => row(400, "DependencyViolation.SnatEntry", "VSwitch cannot be deleted when snat entry exist."),
        E::VSwitchHasTable(_) => row(400, "DependencyViolation.RouteTable", "VSwitch cannot be deleted when associated with route table"),
        E::VSwitchHasAcl(_) => row(400, "DependencyViolation.NetworkAcl", "VSwitch cannot be deleted when network acl exist."),
        E::VpcHasAcls(_) => row(400, "DependencyViolation.NetworkAcl", "Specified object has dependent resources network acl."),
        // The vendor's texts are placeholders.
        E::Ipv6NotReserved(_) => row(400, "OperationFailed.IPv6CidrNotReserved", "The IPv6 CIDR block is not reserved."),
        E::Ipv6InUse(_) => row(400, "OperationFailed.IpV6VSwitchInuse", "VSwitches of the VPC have IPv6 CIDR blocks."),
        E::NoIpv6(_) => row(400, "OperationFailed.VpcIpv6Disabled", "IPv6 is not enabled for the VPC."),
        E::Ipv6Taken(_) => row(400, "OperationFailed.Ipv6CidrBlockExisted", "Another VSwitch has the IPv6 CIDR block."),
        E::Ipv6Stays(_) => row(400, "OperationFailed.Ipv6AlreadyEnabled", "The VSwitch has another IPv6 CIDR block already."),
        E::VpcHasTables(_) => row(400, "DependencyViolation.RouteTable", "Specified object has dependent custom routeTable."),
        E::VpcHasEntries(_) => row(400, "DependencyViolation.RouteEntry", "Specified object has dependent resources"),
        E::VpcHasGroups(_) => row(400, "DependencyViolation.SecurityGroup", "Specified object has dependent resources SecurityGroup."),
    }
}

#[rustfmt::skip]
pub(super) fn alibaba_route(error: &AlibabaRouteError) -> VendorError {
    use AlibabaRouteError as E;
    match error {
        E::TableNotFound(_) => row(404, "InvalidRouteTableId.NotFound", "Specified route table does not exist."),
        E::TooManyTables(_) => row(400, "QuotaExceeded.RouteTable", "VPC RouteTable quota exceeded."),
        E::SystemTable(_) => row(400, "IncorrectRouteTableType", "Route table can be deleted by this action only when it's type is custom."),
        // Ours: no row of the vendor's table says that VSwitches use it.
        E::TableInUse(_) => row(404, "IncorrectRouteTableStatus", "The current status of the route table does not support this operation."),
        E::TableHasEntries(_) => row(400, "IncorrectRouteTableStatus.RouteEntryExist", "You cannot delete the specified route table because it still has custom route entry."),
        E::OtherVpc(_) => row(404, "Forbidden.NotInSameVpc", "The specified virtual switch and route table are not in the same VPC."),
        E::Associated(_) => row(404, "Forbidden.VSwitchAlreadyAssociatedRouteTable", "The specified virtual switch already associates route table."),
        E::NotAssociated(_) => row(404, "InvalidBindingStatus.RouteTable", "The specified virtual switch and route table does not bind"),
        E::TooManyEntries(_) => row(400, "QuotaExceeded", "Route entry quota exceeded in this route table."),
        E::EntryNotFound => row(400, "InvalidRouteEntry.NotFound", "Route entry not exists."),
        E::EntryIdNotFound(_) => row(400, "InvalidRouteEntryId.NotFound", "Specified RouteEntryId does not exist."),
        E::EntryExists(_) => row(400, "InvalidCIDRBlock.Duplicate", "Specified CIDR block is already exists."),
        E::WithinVSwitch(_) => row(400, "InvalidCidrBlock", "Specified CIDR block is not valid."),
        E::Reserved(_) => row(400, "InvalidDestinationCidrBlock", "The specified destinationCidrBlock must not included in black list cidr."),
        E::SystemEntry => row(400, "OperationDenied", "Specified operation is denied as route entry type is system."),
        E::HopNotFound(_) => row(404, "InvalidNextHopId.NotFound", "Specified next hop does not exist."),
        E::NatGatewayNotFound(_) => row(404, "InvalidNatGatewayId.NotFound", "Specified value of NatGatewayId is not found in our record."),
        E::HopElsewhere(_) => row(404, "OperationFailed.InstanceDismatchCurrentVpc", "The specified instance does not exist in current vpc."),
        E::OtherHop(_) => row(400, "InvalidRouteEntry", "Specified routeEntry not exist."),
    }
}

/// Where the vendor's text is a placeholder, the text is ours.
#[rustfmt::skip]
pub(super) fn prefix_list(error: &PrefixListError) -> VendorError {
    use PrefixListError as E;
    match error {
        E::EntryBoth(range) | E::EntryTwice(range) => row(400, "InvalidParameter.CidrDuplicated", format!("The CIDR block {range} is duplicated.")),
        E::TooManyEntries(_) => row(400, "LimitExceed.MaxEntries", "The number of entries exceeds the MaxEntries of the specified prefix list."),
        // Ours: no row is about this.
        E::EntryNotFound(range) => row(400, "InvalidParameter", format!("The prefix list has no entry with the CIDR block {range}.")),
        E::EntryRange(text) => row(400, "InvalidParameter.CidrMalformed", format!("The CIDR block {text} is not valid.")),
    }
}

#[rustfmt::skip]
pub(super) fn alibaba_list(error: &AlibabaListError) -> VendorError {
    use AlibabaListError as E;
    match error {
        E::NotFound(_) => row(404, "InvalidPrefixListId.NotFound", "The specified prefix list was not found."),
        E::InUse(_) => row(400, "NotAllowed.AssociationExist", "The specified prefix list has associated resources."),
        E::TooMany => row(404, "LimitExceed.PrefixListPerRegion", "The number of prefix lists in the region exceeds the limit."),
    }
}

#[rustfmt::skip]
pub(super) fn network_acl(error: &VpcAclError) -> VendorError {
    use VpcAclError as E;
    match error {
        E::NotFound(_) => row(400, "InvalidNetworkAcl.NotFound", "The special Network Acl is not found."),
        E::TooMany(_) => row(400, "QuotaExceed.NetworkAcl", "Network acl is over limit."),
        E::TooManyEntries(_) => row(400, "QuotaExceed.NetworkAclEntry", "Network acl entry is over limit."),
        E::IngressEntryNotFound(_) => row(400, "IllegalParam.IngressAclEntryId", "The specified IngressAclEntryId is invalid."),
        E::EgressEntryNotFound(_) => row(400, "IllegalParam.EgressAclEntryId", "The specified EgressAclEntryId is invalid."),
        E::NoIpv6(_) => row(400, "OperationDenied.VpcIpv6NotEnabled", "IPv6 has not been enabled for the VPC."),
        E::InUse(_) => row(400, "NetworkAclExistBinding", "The Network Acl has bindings."),
        E::ResourceNotFound(_) => row(400, "InvalidResource.NotFound", "The binding instance is not found."),
        E::ResourceElsewhere(_) => row(400, "InvalidResource.VpcError", "The network acl and resource not in same vpc."),
        E::Associated(_) => row(400, "InvalidResource.BindingExist", "The binding instance has been binded."),
        E::NotAssociated(_) => row(400, "InvalidResource.NotBinding", "The resource has not been binded."),
        E::AssociatedElsewhere(_) => row(400, "Mismatch.NetworkAclAndVSwitch", "The specified network ACL and vSwitch are not matched."),
    }
}
