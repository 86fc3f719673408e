//! IAM: roles and instance profiles, of which there are names, ARNs and tags alone.
//!
//! Nobody is refused anything here, so there are no policies: what would give a role some is refused. IAM uses the Query protocol,
//! and is the same in all regions. See <https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html>.

pub mod add_role_to_instance_profile;
mod common;
pub mod create_instance_profile;
pub mod create_role;
pub mod delete_instance_profile;
pub mod delete_role;
pub mod errors;
pub mod get_instance_profile;
pub mod get_role;
pub mod list_attached_role_policies;
pub mod list_instance_profile_tags;
pub mod list_instance_profiles;
pub mod list_instance_profiles_for_role;
pub mod list_role_policies;
pub mod list_role_tags;
pub mod list_roles;
pub mod remove_role_from_instance_profile;
pub mod tag_instance_profile;
pub mod tag_role;
pub mod untag_instance_profile;
pub mod untag_role;
mod view;

use crate::aws::ec2::REQUEST_ID;
use crate::aws::protocol::{self, QueryAnswer, QueryError, Service};
use crate::operation::{Api, Call, Error, ErrorOverride, Format, Incoming, Protocol, Reply, Server, operations};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::xml::{self, Root};
use serde::Serialize;
use smol_str::format_smolstr;
use std::sync::LazyLock;

pub const VERSION: &str = "2010-05-08";

operations! {
    change add_role_to_instance_profile::AddRoleToInstanceProfile,
    change create_instance_profile::CreateInstanceProfile,
    change create_role::CreateRole,
    change delete_instance_profile::DeleteInstanceProfile,
    change delete_role::DeleteRole,
    read get_instance_profile::GetInstanceProfile,
    read get_role::GetRole,
    read list_attached_role_policies::ListAttachedRolePolicies,
    read list_instance_profile_tags::ListInstanceProfileTags,
    read list_instance_profiles::ListInstanceProfiles,
    read list_instance_profiles_for_role::ListInstanceProfilesForRole,
    read list_role_policies::ListRolePolicies,
    read list_role_tags::ListRoleTags,
    read list_roles::ListRoles,
    change remove_role_from_instance_profile::RemoveRoleFromInstanceProfile,
    change tag_instance_profile::TagInstanceProfile,
    change tag_role::TagRole,
    change untag_instance_profile::UntagInstanceProfile,
    change untag_role::UntagRole,
}

/// Whether IAM documents an action of this name.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}

/// The Query protocol, as IAM uses it.
pub struct Iam;

const XMLNS: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

const XML: &str = "text/xml";

const SERVICE: Service = Service { api: Api::Iam, versions: &[VERSION], operations: OPERATIONS, is_action };

impl Protocol for Iam {
    const STRICT: bool = false;

    fn format(_: &Params<'_>, _: &Head<'_>) -> Format {
        Format::Xml
    }

    fn read<'a>(head: &'a Head<'_>, mut params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        params.without_segment("member");
        protocol::read(&SERVICE, None, head, params, format, server)
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.lower();
        let envelope = QueryAnswer { action, answer, request_id: &request_id };
        let root = Root { xmlns: Some(XMLNS), ..Root::default() };
        let body = xml::write(&format_smolstr!("{action}Response"), root, &envelope).map_err(|error| {
            tracing::error!(%error, action, "an answer that is not XML");
            Error::Internal
        })?;
        let headers = vec![(REQUEST_ID, request_id.into())];
        Ok(Reply { status: 200, content_type: XML, code: None, headers, body, binary: None })
    }

    fn refuse(call: &Call<'_>, own: ErrorOverride, error: &Error) -> Reply {
        let wire = own(error).unwrap_or_else(|| errors::answer(error));
        let request_id = call.request_id.lower();
        let root = Root { xmlns: Some(XMLNS), ..Root::default() };
        let body = xml::write(QueryError::ROOT, root, &QueryError::new(&wire, &request_id)).unwrap_or_default();
        let headers = vec![(REQUEST_ID, request_id.into())];
        Reply { status: wire.status, content_type: XML, code: Some(wire.code), headers, body, binary: None }
    }
}
