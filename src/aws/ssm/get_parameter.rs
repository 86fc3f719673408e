//! [GetParameter](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html)

use super::Ssm;
use super::view::ParameterView;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns a public parameter of one of the public images. No account has parameters of its own here.
pub struct GetParameter;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    name: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    parameter: ParameterView,
}

impl Operation for GetParameter {
    const ACTION: &'static str = "GetParameter";
    // It has an effect on secure strings alone.
    const IGNORED: &'static [&'static str] = &["WithDecryption"];
    type Protocol = Ssm;
    type Request = Request;
    type Response = Response;
}

impl Read for GetParameter {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        Ok(Response { parameter: ParameterView::find(at, &request.name)? })
    }
}
