//! [GetParameters](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html)

use super::Ssm;
use super::view::ParameterView;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns up to ten public parameters of the public images, sorted by name, and the names that are none.
pub struct GetParameters;

/// The most names of a call.
const MAX_NAMES: usize = 10;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    names: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    parameters: Vec<ParameterView>,
    invalid_parameters: Vec<SmolStr>,
}

impl Operation for GetParameters {
    const ACTION: &'static str = "GetParameters";
    // It has an effect on secure strings alone.
    const IGNORED: &'static [&'static str] = &["WithDecryption"];
    type Protocol = Ssm;
    type Request = Request;
    type Response = Response;
}

impl Read for GetParameters {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = request.names;
        if names.is_empty() {
            return Err(Error::missing("Names"));
        }
        if names.len() > MAX_NAMES {
            let expected = format!("have length less than or equal to {MAX_NAMES}");
            return Err(Error::invalid("Names", format!("[{}]", names.join(", ")), expected));
        }
        let (mut parameters, mut invalid_parameters) = (Vec::new(), Vec::new());
        for name in names {
            match ParameterView::find(at, &name) {
                Ok(parameter) => parameters.push(parameter),
                Err(_) => invalid_parameters.push(name),
            }
        }
        parameters.sort_by_key(|parameter| parameter.name);
        Ok(Response { parameters, invalid_parameters })
    }
}
