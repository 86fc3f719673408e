//! [DescribeEndpoints](https://api.alibabacloud.com/document/Location/2015-06-12/DescribeEndpoints)

use crate::alibaba::protocol::Rpc;
use crate::domain::geography;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the endpoint of a service in a region. It is always this server, for any service, so that no client connects
/// to the real cloud (ours). Fails for an unknown region.
pub struct DescribeEndpoints;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    id: SmolStr,
    service_code: SmolStr,
    r#type: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    endpoints: Endpoints,
    success: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Endpoints {
    endpoint: [Endpoint; 1],
}

/// `SerivceCode` is the vendor's spelling.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Endpoint {
    protocols: Protocols,
    r#type: SmolStr,
    namespace: &'static str,
    id: &'static str,
    serivce_code: SmolStr,
    endpoint: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Protocols {
    protocols: [&'static str; 1],
}

impl Operation for DescribeEndpoints {
    const ACTION: &'static str = "DescribeEndpoints";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// SDKs recognise this error by its code and its text. The status is ours.
    fn refuse(error: &Error) -> Option<VendorError> {
        let unknown = matches!(error, Error::UnknownRegion(_));
        unknown.then(|| row(404, "InvalidRegionId", "The specified region does not exist."))
    }
}

impl Read for DescribeEndpoints {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let region = geography::region(at.scope.cloud, &request.id);
        let region = region.ok_or_else(|| Error::UnknownRegion(request.id.to_string()))?.name;
        let endpoint = Endpoint {
            protocols: Protocols { protocols: ["HTTP"] },
            r#type: request.r#type.unwrap_or(SmolStr::new_static("openAPI")),
            namespace: "",
            id: region,
            endpoint: at.endpoint.of(at.scope.cloud, &request.service_code.to_lowercase(), region),
            serivce_code: request.service_code,
        };
        Ok(Response { endpoints: Endpoints { endpoint: [endpoint] }, success: true })
    }
}
