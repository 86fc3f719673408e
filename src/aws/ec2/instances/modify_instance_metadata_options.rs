//! [ModifyInstanceMetadataOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html)

use super::metadata::{self, MetadataRequest, MetadataView, Switch, Tokens};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::compute::instance::{MetadataOptions, State};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Changes the metadata options of an instance. If it runs, the answer shows the change as pending; the next call shows
/// it as applied (ours).
pub struct ModifyInstanceMetadataOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    http_tokens: Option<Tokens>,
    http_put_response_hop_limit: Option<i64>,
    http_endpoint: Option<Switch>,
    http_protocol_ipv6: Option<Switch>,
    instance_metadata_tags: Option<Switch>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_id: SmolStr,
    instance_metadata_options: MetadataView,
}

impl Operation for ModifyInstanceMetadataOptions {
    const ACTION: &'static str = "ModifyInstanceMetadataOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        metadata::refuse(error)
    }
}

impl Change for ModifyInstanceMetadataOptions {
    type Plan = (SmolStr, MetadataOptions);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let requested = MetadataRequest {
            http_tokens: request.http_tokens,
            http_put_response_hop_limit: request.http_put_response_hop_limit,
            http_endpoint: request.http_endpoint,
            http_protocol_ipv6: request.http_protocol_ipv6,
            instance_metadata_tags: request.instance_metadata_tags,
        };
        let options = requested.apply(instance.aws.metadata)?;
        metadata::check_tag_keys(options, &instance.tags)?;
        Ok((request.instance_id, options))
    }

    fn commit(at: &mut PlaceMut<'_>, (instance_id, options): Self::Plan) -> Response {
        let mut view = MetadataView::from(options);
        if let Some(mut instance) = at.region.instances.get_mut(&instance_id) {
            instance.aws.metadata = options;
            if instance.state == State::Running {
                view = view.pending();
            }
        }
        Response { instance_id, instance_metadata_options: view }
    }
}
