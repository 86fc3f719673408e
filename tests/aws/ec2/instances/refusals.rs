//! Refusals that many operations share: status, code and text.

use crate::support::Answer;

/// What [`Answer::error`] returns.
type Refusal = (u16, String, String);

/// A refusal with status 400.
pub fn refused(code: &str, text: &str) -> Refusal {
    (400, code.to_owned(), text.to_owned())
}

/// A required parameter is missing.
pub fn missing(name: &str) -> Refusal {
    refused("MissingParameter", &format!("The request must contain the parameter {name}"))
}

/// A parameter is unknown.
pub fn unknown(name: &str) -> Refusal {
    refused("UnknownParameter", &format!("The parameter {name} is not recognized"))
}

/// A parameter cannot be this.
pub fn invalid(name: &str, value: &str, expected: &str) -> Refusal {
    let text = format!("Value ({value}) for parameter {name} is invalid. Expected: {expected}.");
    refused("InvalidParameterValue", &text)
}

/// The call would have succeeded.
pub fn dry_run() -> Refusal {
    (412, "DryRunOperation".to_owned(), "Request would have succeeded, but DryRun flag is set.".to_owned())
}

/// Asserts that a call refuses an instance that is malformed and one that is not there. `call` makes it for an id.
#[track_caller]
pub fn refuses_strangers(call: impl Fn(&str) -> Answer) {
    assert_eq!(call("i-g").error(), refused("InvalidInstanceID.Malformed", "Invalid id: \"i-g\""));
    let text = "The instance ID 'i-0ffffffffffffffff' does not exist";
    assert_eq!(call("i-0ffffffffffffffff").error(), refused("InvalidInstanceID.NotFound", text));
}
