//! [DeleteDhcpOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteDhcpOptions.html)

use super::dhcp_options;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::error::Error as Domain;
use crate::domain::network::{AwsNetworkError, check_dhcp_unused, delete_dhcp_options};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Deletes a set of DHCP options. Fails if a VPC has it; a dry run is answered before that, as recorded from EC2.
pub struct DeleteDhcpOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    dhcp_options_id: SmolStr,
    dry_run: Option<bool>,
}

impl Operation for DeleteDhcpOptions {
    const ACTION: &'static str = "DeleteDhcpOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;

    /// As recorded from EC2: other operations have another text.
    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(Domain::AwsNetwork(AwsNetworkError::Malformed(_, id))) => {
                Some(row(400, "InvalidDhcpOptionsId.Malformed", format!("The dhcp-options ID '{id}' is malformed")))
            }
            _ => None,
        }
    }
}

impl Change for DeleteDhcpOptions {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let options = dhcp_options(at.region, &request.dhcp_options_id)?;
        if request.dry_run != Some(true) {
            check_dhcp_unused(at.region, &options.id)?;
        }
        Ok(request.dhcp_options_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Done {
        delete_dhcp_options(at.region, &id);
        Done::YES
    }
}
