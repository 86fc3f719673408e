//! Who calls ECS, and in which region. Signatures are read, not verified.

use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::head::Head;
use crate::params::Params;
use crate::signing::field;

/// The access key: of a V3 signature in the header, else of a V1 among the parameters; empty for unsigned calls.
pub fn access_key<'a>(params: &'a Params<'_>, head: &'a Head<'_>) -> &'a str {
    let in_header = || field(head.authorization.strip_prefix("ACS3-")?.split_once(' ')?.1, "Credential");
    in_header().or_else(|| params.get("AccessKeyId")).unwrap_or("")
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
        let head = |authorization, host| Head { host, authorization, ..Head::default() };
        let none = Params::default();
        assert_eq!(access_key(&none, &head(v3, "")), "AK");
        let v1 = Params::parse("AccessKeyId=K1&RegionId=cn-shanghai", b"");
        assert_eq!(access_key(&v1, &head("", "")), "K1");
        assert_eq!(region(&v1, &head("", "ecs.cn-beijing.aliyuncs.com")), (Some("cn-shanghai"), None));
        assert_eq!(region(&none, &head("", "ecs.cn-beijing.aliyuncs.com")), (Some("cn-beijing"), None));
        assert_eq!(region(&none, &head("", "ecs-cn-hangzhou.aliyuncs.com")), (Some("cn-hangzhou"), None));
        assert_eq!(region(&none, &head("", "127.0.0.1:4780")), (None, None));
        let odd = Params::parse("RegionId=mars", b"");
        assert_eq!(region(&odd, &head("", "")), (None, Some("mars")));
    }
}
