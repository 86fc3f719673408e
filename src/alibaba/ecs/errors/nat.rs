//! Errors about NAT gateways and their entries. The vendor's texts with placeholders are filled in.

use super::{VendorError, row};
use crate::domain::network::{AlibabaNatError, NatEntryError};

#[rustfmt::skip]
pub(super) fn gateway(error: &AlibabaNatError) -> VendorError {
    use AlibabaNatError as E;
    match error {
        E::NotFound(_) => row(404, "InvalidNatGatewayId.NotFound", "The specified NatGatewayId does not exist in our records."),
        E::TooMany(_) => row(400, "OperationFailed.EnhancedQuotaExceed", "Enhanced nat gateway per vpc quota is exceeded"),
        E::VSwitchElsewhere(_) => row(400, "OperationFailed.VswNotBelongToVpc", "Operation failed because the specified VSwitch is not bound to the same VPC with NAT gateway."),
        E::NoAddress(_) => row(400, "OperationFailed.VSwitchNoAvailableIp", "Operation failed because the specified vswitch does not have availabe ip."),
        E::Busy(_) => row(400, "IncorrectStatus.NATGW", "NATGW status is invalid."),
        E::Deleting(_) => row(400, "IncorrectStatus.NatGateway", "The NatGateway instance is being deleted and needs to wait until the process is complete."),
        E::Undeletable(_) => row(400, "InvalidOperation.DeletionProtection", "The instance cannnot delete because of deletion protecion."),
        E::HasSnat(_) => row(400, "DependencyViolation.SnatEntry", "The specified resource of NatGateway depends on SnatEntry, so the operation cannot be completed."),
        E::HasForward(_) => row(400, "DependencyViolation.ForwardEntry", "The specified resource of NatGateway depends on ForwardEntry, so the operation cannot be completed."),
        E::HasAddresses(_) => row(400, "DependencyViolation.EIPS", "There are Eips on specified NatGateway, please unbind it first."),
        E::HasRoutes(_) => row(400, "DependencyViolation.RouterEntry", "The specified resource of NatGateway depends on RouterEntry, so the operation cannot be completed."),
        // Ours: the vendor has the code for new gateways alone.
        E::Private(_) => row(400, "UnsupportedFeature.VpcNat", "The feature of VpcNat is not supported."),
        E::BoundAlready(_) => row(400, "OperationDenied.EipBondTypeIsAlreadyNAT", "The EIP bond type is already NAT type."),
        // The codes are those that Terraform's provider waits for. The texts are ours.
        E::AddressInSnat(_) => row(400, "InvalidIpStatus.HasBeenUsedBySnatTable", "The specified elastic IP address is used by a SNAT entry."),
        E::AddressInForward(_) => row(400, "InvalidIpStatus.HasBeenUsedByForwardEntry", "The specified elastic IP address is used by a forward entry."),
    }
}

#[rustfmt::skip]
pub(super) fn entry(error: &NatEntryError) -> VendorError {
    use NatEntryError as E;
    match error {
        E::SnatTableNotFound(_) => row(404, "InvalidSnatTableId.NotFound", "Specified SNAT table does not exist."),
        E::SnatNotFound(_) => row(404, "InvalidSnatEntryId.NotFound", "Specified Snat entry ID does not exist"),
        E::ForwardTableNotFound(_) => row(404, "InvalidForwardTableId.NotFound", "Specified forward table does not exist."),
        E::ForwardNotFound(_) => row(404, "InvalidForwardEntryId.NotFound", "Specified forward entry ID does not exist"),
        E::TooManySnat(_) => row(400, "QuotaExceeded.SnatEntry", "SNAT entry in the specified SNAT table reach it?s limit."),
        E::TooManyForward(_) => row(400, "QuotaExceeded.ForwardEntry", "The quota of forward entries is exceeded, usage 100/100."),
        E::SourceElsewhere(_) => row(400, "OperationFailed.VSwitchNotInVpc", "The specified vswitch and natgateway are not in the same vpc."),
        E::SourceTaken => row(400, "Forbidden.SourceVSwitchId.Duplicated", "The specified SourceCIDRis duplicated."),
        E::SourceConflict(_) => row(400, "OperationUnsupported.CidrConflict", "The specified CIDR block conflicts with an existing SNAT entry."),
        E::AddressElsewhere(_) => row(400, "EIP_NOT_IN_GATEWAY", "The Eip not in nat gateway"),
        E::AddressUnknown(_) => row(404, "InvalidSnatIp.NotFound", "Specified SnatIp does not found on the NAT Gateway"),
        E::AddressMapped(_) => row(400, "Forbidden.IpHasBeenUsedInDnat", "The snat ip can't be used. Because it has been used in dnat"),
        E::AddressInSnat(_) => row(400, "Forbidden.IpHasBeenUsedInSnat", "The source ip can't be used. Because it has been used in snat."),
        E::PortInSnat(_) => row(400, "Forbidden.ExternalIp.UsedInSnatTable", "The specified ExternalIp is already used in SnatTable"),
        E::ExternalElsewhere(_) => row(400, "InvalidIp.NotInNatgw", "The specified Ip not belong to natgateway."),
        E::OutsideVpc(_) => row(400, "Forbidden.InternalIpOutOfVpcCIDR", "The specified Internal Ip is Out of VPC CIDR."),
        E::OutsideVSwitches(_) => row(400, "Forbidden.DestinationIpOutOfVswitchCIDR", "The specified Internal Ip is Out of VSwitch CIDR."),
        E::SameForward => row(400, "ForwardEntry.Duplicated", "The specified ExternalIp, IpProtocol, ExternalPort,InternalIp, InternalPort is duplicated"),
        E::ExternalTaken => row(400, "DuplicatedParam.ExternalPort", "The param of ExternalPort is duplicated."),
        E::InternalTaken => row(400, "OperationUnsupported.ForwardEntry", "Duplicated destination ip port is unsupported."),
    }
}
