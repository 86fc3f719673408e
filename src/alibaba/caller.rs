//! The caller's access key and region, as an Alibaba Cloud request gives them. They are read in one place, with and
//! without verification.

use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{AuthError, Authorization};

/// The place in a request that has the caller's access key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim<'a> {
    /// A V3 signature in the Authorization header.
    V3(Authorization<'a>),
    /// A V1 signature in the parameters, with the access key.
    V1(Option<&'a str>),
}

impl<'a> Claim<'a> {
    /// Reads the Authorization header if it is for V3, otherwise the parameters. The headers x-acs-action and
    /// x-acs-version cannot be used for this: clients send them with both.
    pub fn read(params: &'a Params<'_>, head: &'a Head<'_>) -> Result<Self, AuthError> {
        if is_v3(head) {
            Ok(Self::V3(Authorization::read(&head.authorization)?))
        } else {
            Ok(Self::V1(params.get("AccessKeyId")))
        }
    }

    /// The access key when signatures are not verified, or an empty text if there is none. A header that cannot be read
    /// is ignored.
    pub fn unverified(params: &'a Params<'_>, head: &'a Head<'_>) -> &'a str {
        let in_header = || Authorization::read(&head.authorization).ok().filter(|_| is_v3(head))?.credential;
        in_header().or_else(|| params.get("AccessKeyId")).unwrap_or("")
    }
}

/// Whether the request has a V3 signature.
pub fn is_v3(head: &Head<'_>) -> bool {
    head.authorization.starts_with("ACS3-")
}

/// The region in RegionId. If there is no RegionId, the region in the host name (`ecs.cn-shanghai.aliyuncs.com`,
/// `ecs-cn-hangzhou...`). Also returns a RegionId that is not a known region.
pub fn region<'p>(params: &'p Params<'_>, head: &Head<'_>) -> (Option<&'static str>, Option<&'p str>) {
    if let Some(name) = params.get("RegionId") {
        return match geography::region(Cloud::Alibaba, name) {
            Some(region) => (Some(region.name), None),
            None => (None, Some(name)),
        };
    }
    let labels = head.host.split('.').map(|label| label.strip_prefix("ecs-").unwrap_or(label));
    let from_host = labels.into_iter().find_map(|label| geography::region(Cloud::Alibaba, label));
    (from_host.map(|region| region.name), None)
}

/// Whether a parameter belongs to the protocol and not to an operation. RegionId belongs to both: most operations
/// require it.
pub fn is_common(name: &str) -> bool {
    matches!(
        name,
        "Action"
            | "Version"
            | "Format"
            | "AccessKeyId"
            | "Signature"
            | "SignatureMethod"
            | "SignatureVersion"
            | "SignatureNonce"
            | "SignatureType"
            | "Timestamp"
            | "TimeStamp"
            | "SecurityToken"
            | "BearerToken"
            | "OwnerId"
            | "OwnerAccount"
            | "ResourceOwnerId"
            | "ResourceOwnerAccount"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_are_read_from_header_parameters_and_host() {
        let v3 = "ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-action,Signature=0";
        let head =
            |authorization: &'static str, host| Head { host, authorization: authorization.into(), ..Head::default() };
        let none = Params::default();
        assert_eq!(Claim::unverified(&none, &head(v3, "")), "AK");
        let v1 = Params::parse("AccessKeyId=K1&RegionId=cn-shanghai", b"");
        assert_eq!(Claim::unverified(&v1, &head("", "")), "K1");
        assert_eq!(region(&v1, &head("", "ecs.cn-beijing.aliyuncs.com")), (Some("cn-shanghai"), None));
        assert_eq!(region(&none, &head("", "ecs.cn-beijing.aliyuncs.com")), (Some("cn-beijing"), None));
        assert_eq!(region(&none, &head("", "ecs-cn-hangzhou.aliyuncs.com")), (Some("cn-hangzhou"), None));
        assert_eq!(region(&none, &head("", "127.0.0.1:4780")), (None, None));
        let odd = Params::parse("RegionId=mars", b"");
        assert_eq!(region(&odd, &head("", "")), (None, Some("mars")));
    }
}
