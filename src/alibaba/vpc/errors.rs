//! What the VPC API says in words of its own.

use crate::alibaba::ecs::errors;
use crate::domain::error::{Error as DomainError, InstanceError};
use crate::domain::network::NetworkError;
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;

const DEPENDENT: &str = "Specified object has dependent resources";

/// The answer to an error of this action: its own, else that of ECS.
pub fn wire(action: &str, error: &Error) -> VendorError {
    own(action, error).unwrap_or_else(|| errors::wire(action, error))
}

fn own(action: &str, error: &Error) -> Option<VendorError> {
    match error {
        Error::Param(ParamError::Missing { name }) if action == "CreateVSwitch" && name == "VpcId" => {
            Some(row(400, "MissingParam.vpcId", "The parameter vpcId is mandatory."))
        }
        Error::Param(ParamError::Invalid { name, .. }) => value(action, name),
        Error::Domain(DomainError::Network(error)) => network(action, error),
        Error::Domain(DomainError::Instance(InstanceError::TagReserved(_))) => {
            Some(row(400, "InvalidTagKey", "The tag keys are not valid."))
        }
        Error::UnknownRegion(_) if !action.contains("Eip") => {
            Some(row(404, "InvalidRegionId.NotFound", "Specified value of \"regionId\" is not supported."))
        }
        _ => None,
    }
}

/// Where an action documents two codes for a VPC or VSwitch that is not there, it is the one that Terraform's provider
/// waits for.
#[rustfmt::skip]
fn network(action: &str, error: &NetworkError) -> Option<VendorError> {
    Some(match (action, error) {
        ("CreateVpc", NetworkError::CidrMalformed(_) | NetworkError::VpcRange(_)) => row(400, "InvalidParameter", "Specified CIDR block is not valid"),
        (_, NetworkError::CidrMalformed(_)) => row(400, "InvalidCidrBlock.Malformed", "Specified CIDR block is not valid."),
        (_, NetworkError::SubnetMask(_)) => row(400, "InvalidCirdrBlock.MaskLength", "Specified CIDR block is not valid ."),
        (_, NetworkError::SubnetRange(_)) => row(400, "InvalidParameter", "Specified CIDR block is not valid in VPC."),
        (_, NetworkError::SubnetConflict(_)) => row(400, "InvalidCidrBlock.Overlapped", "Specified CIDR block overlapped with other subnets."),
        (_, NetworkError::VpcHasSubnets(_)) => row(400, "DependencyViolation.VSwitch", DEPENDENT),
        (_, NetworkError::VpcHasGroups(_)) => row(400, "DependencyViolation.SecurityGroup", "Specified object has dependent resources SecurityGroup."),
        (_, NetworkError::SubnetInUse(_)) => row(400, "DependencyViolation", "Resources deployed in the vSwitch have not been deleted."),
        ("CreateVSwitch", NetworkError::VpcNotFound(_)) => row(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."),
        (_, NetworkError::VpcNotFound(_)) => row(400, "Forbidden.VpcNotFound", "Specified VPC can not found."),
        ("DescribeVSwitchAttributes", NetworkError::SubnetNotFound(_)) => row(400, "InvalidVSwitchId.NotFound", "Specified VSwitch can not found."),
        (_, NetworkError::SubnetNotFound(_)) => row(404, "InvalidVSwitchId.NotFound", "VSwitch not exist."),
        (_, NetworkError::ZoneNotFound(_)) => row(404, "InvalidZoneId.NotFound", "Specified zone does not exist."),
        _ => return None,
    })
}

/// Values that parameters cannot have.
#[rustfmt::skip]
fn value(action: &str, name: &str) -> Option<VendorError> {
    Some(match (action, name) {
        ("CreateVpc", "VpcName") => row(400, "InvalidVpcName.Malformed", "Specified VPC name is not valid."),
        ("CreateVpc", "Description") => row(400, "InvalidVpcDiscription.Malformed", "Specified VPC description is not valid."),
        ("CreateVpc", "UserCidr") => row(400, "IllegalParam.UserCidr", "UserCidr is not a valid or strict address."),
        ("CreateVpc", "UserCidr.Count") => row(400, "InvalidUserCidr.Quota", "Specified  UserCidr number is greater than 3."),
        ("CreateVpc", "UserCidr.Range") => row(400, "InvalidUserCidr.Malformed", "Specified  UserCidr  overlapping in of 100.64.0.0/10."),
        ("CreateVSwitch", "VSwitchName") => row(400, "InvalidVSwitchName.Malformed", "Specified virtual switch name is not valid."),
        ("CreateVSwitch", "Description") => row(400, "InvalidVSwitchDiscription.Malformed", "Specified  virtual switch description is not valid."),
        ("DescribeVpcs", "VpcId") => row(400, "InvalidVpcIdNumber.NotSupported", "The number of vpcIds exceeds the limit."),
        ("DescribeVSwitches", "VpcId") => row(404, "InvalidVpcIdNumber.NotSupported", "The number of vpcIds exceeds the limit."),
        ("DescribeVSwitches", "VSwitchId") => row(404, "InvalidVSwitchIdNumber.NotSupported", "The number of vSwitchIds exceeds the limit."),
        _ => return None,
    })
}
