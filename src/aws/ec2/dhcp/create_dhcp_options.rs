//! [CreateDhcpOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDhcpOptions.html)

use super::view::DhcpOptionsView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Counted, check_quota, dhcp_configurations, make_dhcp_options};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a set of DHCP options. The options are shown, and have no other effect here.
pub struct CreateDhcpOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    dhcp_configuration: Vec<Configuration>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    dhcp_options: DhcpOptionsView,
}

impl Operation for CreateDhcpOptions {
    const ACTION: &'static str = "CreateDhcpOptions";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: Value", rename_all = "PascalCase")]
pub struct Configuration {
    key: SmolStr,
    #[serde(default)]
    value: Vec<SmolStr>,
}

impl Change for CreateDhcpOptions {
    type Plan = (Vec<(SmolStr, Vec<SmolStr>)>, Tags);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.dhcp_configuration.is_empty() {
            return Err(Error::missing("dhcpConfigurations"));
        }
        let sent = request.dhcp_configuration.into_iter().map(|one| (one.key, one.value));
        let configurations = dhcp_configurations(sent.collect())?;
        check_quota(at.region, Counted::DhcpOptions, "")?;
        Ok((configurations, tags(&request.tag_specification, "dhcp-options", &[])?))
    }

    fn commit(at: &mut PlaceMut<'_>, (configurations, tags): Self::Plan) -> Response {
        let id = make_dhcp_options(at, configurations, tags);
        Response { dhcp_options: DhcpOptionsView::new(at.scope, &at.region.dhcp_sets[&id]) }
    }
}
