//! [DescribeVSwitchAttributes](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeVSwitchAttributes)

use super::parameters::v_switch;
use super::view::VSwitchView;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::NetworkError;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Describes one VSwitch.
pub struct DescribeVSwitchAttributes;

#[derive(Debug, Deserialize)]
pub struct Request {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
}

impl Operation for DescribeVSwitchAttributes {
    const ACTION: &'static str = "DescribeVSwitchAttributes";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = VSwitchView;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Network(NetworkError::SubnetNotFound(_))) => {
                Some(row(400, "InvalidVSwitchId.NotFound", "Specified VSwitch can not found."))
            }
            _ => None,
        }
    }
}

impl Read for DescribeVSwitchAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<VSwitchView, Error> {
        Ok(VSwitchView::new(at, v_switch(at.region, &request.v_switch_id)?))
    }
}
