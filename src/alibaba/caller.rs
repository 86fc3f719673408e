//! Who calls Alibaba Cloud, and in which region, as the request claims it: read once, for whoever verifies it and whoever
//! believes it.

use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{AuthError, Authorization};

/// Where a request says who calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim<'a> {
    /// In a V3 signature, in the header.
    V3(Authorization<'a>),
    /// In a V1, among the parameters: an access key.
    V1(Option<&'a str>),
}

impl<'a> Claim<'a> {
    /// That of an Authorization header of this kind, else that of the parameters. The headers x-acs-action and
    /// x-acs-version come with both.
    pub fn read(params: &'a Params<'_>, head: &'a Head<'_>) -> Result<Self, AuthError> {
        if is_v3(head) {
            Ok(Self::V3(Authorization::read(&head.authorization)?))
        } else {
            Ok(Self::V1(params.get("AccessKeyId")))
        }
    }

    /// The access key to believe, where nothing is verified; empty if there is none. A header that cannot be read says
    /// nothing.
    pub fn believed(params: &'a Params<'_>, head: &'a Head<'_>) -> &'a str {
        let in_header = || Authorization::read(&head.authorization).ok().filter(|_| is_v3(head))?.credential;
        in_header().or_else(|| params.get("AccessKeyId")).unwrap_or("")
    }
}

/// Whether the request has a V3 signature.
pub fn is_v3(head: &Head<'_>) -> bool {
    head.authorization.starts_with("ACS3-")
}

/// The region: that of RegionId, else that of the host (`ecs.cn-shanghai.aliyuncs.com`, `ecs-cn-hangzhou...`).
/// Beside it, a RegionId that is no region.
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

/// Whether a parameter belongs to the protocol and not to an operation. RegionId is both: most operations require it.
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
    fn callers_are_read_from_wherever_they_stand() {
        let v3 = "ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-action,Signature=0";
        let head =
            |authorization: &'static str, host| Head { host, authorization: authorization.into(), ..Head::default() };
        let none = Params::default();
        assert_eq!(Claim::believed(&none, &head(v3, "")), "AK");
        let v1 = Params::parse("AccessKeyId=K1&RegionId=cn-shanghai", b"");
        assert_eq!(Claim::believed(&v1, &head("", "")), "K1");
        assert_eq!(region(&v1, &head("", "ecs.cn-beijing.aliyuncs.com")), (Some("cn-shanghai"), None));
        assert_eq!(region(&none, &head("", "ecs.cn-beijing.aliyuncs.com")), (Some("cn-beijing"), None));
        assert_eq!(region(&none, &head("", "ecs-cn-hangzhou.aliyuncs.com")), (Some("cn-hangzhou"), None));
        assert_eq!(region(&none, &head("", "127.0.0.1:4780")), (None, None));
        let odd = Params::parse("RegionId=mars", b"");
        assert_eq!(region(&odd, &head("", "")), (None, Some("mars")));
    }
}
