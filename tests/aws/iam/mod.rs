//! IAM: a file per operation, in it three groups of tests: reading, validation, behaviour.

mod add_role_to_instance_profile;
mod create_instance_profile;
mod create_role;
mod delete_instance_profile;
mod delete_role;
mod get_instance_profile;
mod get_role;
mod list_attached_role_policies;
mod list_instance_profile_tags;
mod list_instance_profiles;
mod list_instance_profiles_for_role;
mod list_role_policies;
mod list_role_tags;
mod list_roles;
mod remove_role_from_instance_profile;
mod tag_instance_profile;
mod tag_role;
mod untag_instance_profile;
mod untag_role;

use crate::support::{Answer, Twin};

/// Who may assume a role, as a form has it.
const TRUST: &str = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%5D%7D";

/// What there is to see of an account.
const LOOK: &[&str] = &["ListRoles", "ListInstanceProfiles"];

/// A call, as the SDKs make it.
fn iam(twin: &Twin, parameters: &str) -> Answer {
    iam_of(twin, "123456789012", parameters)
}

/// A call of another account.
fn iam_of(twin: &Twin, account: &str, parameters: &str) -> Answer {
    let scope = format!("{account}/20261121/us-east-1/iam/aws4_request");
    let authorization = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
    let body = format!("Version=2010-05-08&Action={parameters}");
    twin.request("POST", "", &[("authorization", &authorization)], &body)
}

fn create_role(twin: &Twin, name: &str) -> Answer {
    iam(twin, &format!("CreateRole&RoleName={name}&AssumeRolePolicyDocument={TRUST}"))
}

fn create_profile(twin: &Twin, name: &str) -> Answer {
    iam(twin, &format!("CreateInstanceProfile&InstanceProfileName={name}"))
}

/// A world with the role `r`, in the instance profile `p`.
fn furnished() -> Twin {
    let twin = Twin::empty();
    create_role(&twin, "r").ok();
    create_profile(&twin, "p").ok();
    iam(&twin, "AddRoleToInstanceProfile&InstanceProfileName=p&RoleName=r").ok();
    twin
}

/// Asserts that a call is refused with this status and code, and that nothing changed. Returns the text.
#[track_caller]
fn refused(twin: &Twin, call: &str, status: u16, code: &str) -> String {
    let look = || LOOK.iter().map(|look| iam(twin, look).anonymous()).collect::<Vec<_>>();
    let before = look();
    let answer = iam(twin, call);
    let (got, text) = (answer.one("Code"), answer.one("Message"));
    assert_eq!((answer.0.status, &*got), (status, code), "{call}: {text}");
    assert_eq!(look(), before, "{call}");
    text
}

/// Asserts that calls with names that nothing has are refused.
#[track_caller]
fn refused_without(twin: &Twin, call: &str, is_role: bool) {
    if is_role {
        let text = refused(twin, &format!("{call}&RoleName=none"), 404, "NoSuchEntity");
        assert_eq!(text, "The role with name none cannot be found.");
        let text = refused(twin, &format!("{call}&RoleName=a%20b"), 400, "ValidationError");
        assert!(text.starts_with("The specified value for roleName is invalid."), "{text}");
    } else {
        let text = refused(twin, &format!("{call}&InstanceProfileName=none"), 404, "NoSuchEntity");
        assert_eq!(text, "Instance Profile none cannot be found.");
    }
    assert!(refused(twin, call, 400, "ValidationError").ends_with("Member must not be null"));
}
