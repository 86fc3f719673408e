//! Errors about networks. The VPC API, which creates and deletes networks, has its own rows for some of them.

use super::{VendorError, missing, row};
use crate::domain::network::{AlibabaNetworkError, NetworkError};

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
        E::VpcHasGroups(_) => row(400, "DependencyViolation.SecurityGroup", "Specified object has dependent resources SecurityGroup."),
    }
}
