//! [GetParametersByPath](https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html)

use super::Ssm;
use super::view::ParameterView;
use crate::domain::compute::image::parameters;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the public parameters of the public images under a path, sorted by name: those directly under it, or all.
pub struct GetParametersByPath;

/// The most parameters of an answer.
const MAX_RESULTS: i64 = 10;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    path: SmolStr,
    recursive: Option<bool>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    parameters: Vec<ParameterView>,
    /// The name of the last parameter of this answer (ours).
    next_token: Option<&'static str>,
}

impl Operation for GetParametersByPath {
    const ACTION: &'static str = "GetParametersByPath";
    // It has an effect on secure strings alone.
    const IGNORED: &'static [&'static str] = &["WithDecryption"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("ParameterFilters", "")];
    type Protocol = Ssm;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter()? {
            "NextToken" => Some(row(400, "InvalidNextToken", "The specified token isn't valid.")),
            _ => None,
        }
    }
}

impl Read for GetParametersByPath {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let Request { path, recursive, max_results, next_token } = request;
        if !path.starts_with('/') {
            return Err(Error::invalid("Path", path, "start with a slash"));
        }
        let most = max_results.unwrap_or(MAX_RESULTS);
        let most = usize::try_from(most)
            .ok()
            .filter(|most| *most > 0 && *most <= 10)
            .ok_or_else(|| Error::invalid("MaxResults", most, format!("have value between 1 and {MAX_RESULTS}")))?;
        let is_below = |name: &str| {
            let below = name.strip_prefix(path.trim_end_matches('/')).and_then(|rest| rest.strip_prefix('/'));
            below.is_some_and(|below| recursive == Some(true) || !below.contains('/'))
        };
        let all: Vec<_> = parameters().into_iter().filter(|(name, _)| is_below(name)).collect();
        let start = match next_token {
            None => 0,
            Some(token) => {
                let last = all.iter().position(|(name, _)| *name == token);
                last.ok_or_else(|| Error::invalid("NextToken", token, "be a token"))? + 1
            }
        };
        let shown = all.iter().skip(start).take(most);
        let parameters: Vec<_> = shown.map(|(name, image)| ParameterView::new(at, name, image)).collect();
        let is_last = start + parameters.len() >= all.len();
        let next_token = parameters.last().filter(|_| !is_last).map(|last| last.name);
        Ok(Response { parameters, next_token })
    }
}
