//! The caller's access key and region, as an AWS request gives them. They are read in one place, with and without
//! verification.

use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{AuthError, Authorization, AwsAuthError, Verified};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Caller<'a> {
    pub verified: Verified<'a>,
    /// The region of the signature's scope. If it has none, the region in the host name.
    pub region: Option<&'static str>,
}

/// A credential: an access key, followed in Signature Version 4 by the scope `DAY/REGION/SERVICE/aws4_request`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Credential<'a> {
    /// The credential as sent: access key and scope.
    pub text: &'a str,
    pub access_key: &'a str,
    /// Everything after the first slash.
    pub scope: &'a str,
}

impl<'a> Credential<'a> {
    fn read(text: &'a str) -> Self {
        let (access_key, scope) = text.split_once('/').unwrap_or((text, ""));
        Self { text, access_key, scope }
    }

    /// The service of the scope. `None` if there is none. Signature Version 4A has a scope without a region.
    pub fn service(&self) -> Option<&'a str> {
        let (scope, end) = self.scope.rsplit_once('/')?;
        let service = scope.rsplit('/').next().filter(|name| !name.is_empty() && !is_part_of_address(name))?;
        (end == "aws4_request").then_some(service)
    }

    /// The region of the scope. If it has none, the region in the host name. Fails if AWS has no region of that name.
    pub fn region(&self, host: &str) -> Result<Option<&'static str>, AuthError> {
        match self.scope.split('/').nth(1) {
            Some(name) if !is_part_of_address(name) => known(name).map(Some),
            _ => region_of(host),
        }
    }
}

/// boto 2 takes the service and the region of its scope from the host, and so `127` and `0` from `127.0.0.1`.
fn is_part_of_address(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// The region of this name. Fails if AWS has none.
pub fn known(name: &str) -> Result<&'static str, AuthError> {
    let unknown = || AwsAuthError::UnknownRegion(name.to_owned());
    Ok(geography::region(Cloud::Aws, name).ok_or_else(unknown)?.name)
}

/// The region in a host name such as `ec2.eu-west-1.amazonaws.com`. Fails if one of AWS's host names has a label that looks
/// like a region, as in `eu-west-9`, and none that is one.
pub fn region_of(host: &str) -> Result<Option<&'static str>, AuthError> {
    let host = host.split(':').next().unwrap_or("");
    if let Some(region) = host.split('.').find_map(|label| geography::region(Cloud::Aws, label)) {
        return Ok(Some(region.name));
    }
    let looks = |label: &&str| {
        label.split('-').count() > 2
            && label.rsplit('-').next().is_some_and(|end| !end.is_empty() && is_part_of_address(end))
    };
    match host.split('.').find(looks) {
        Some(label) if geography::is_aws_host(host) => known(label).map(Some),
        _ => Ok(None),
    }
}

/// The place in a request that has the caller's credential.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim<'a> {
    /// Signature Version 4 in the Authorization header.
    Header(Authorization<'a>, Credential<'a>),
    /// Signature Version 4 in the query string.
    Query(Credential<'a>),
    /// Signature Version 2 in the parameters.
    V2(Credential<'a>),
}

impl<'a> Claim<'a> {
    /// Reads the Authorization header. If there is none, reads the parameters.
    pub fn read(params: &'a Params<'_>, head: &'a Head<'_>) -> Result<Self, AuthError> {
        if head.authorization.is_empty() {
            return Self::in_params(params).ok_or(AwsAuthError::Unsigned.into());
        }
        let authorization = Authorization::read(&head.authorization)?;
        if !authorization.algorithm.starts_with("AWS4-") {
            return Err(AuthError::Method);
        }
        let credential = authorization.credential.ok_or_else(|| incomplete("Credential"))?;
        Ok(Self::Header(authorization, Credential::read(credential)))
    }

    fn in_params(params: &'a Params<'_>) -> Option<Self> {
        let presigned = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature"];
        if presigned.iter().any(|name| params.get(name).is_some()) {
            return Some(Self::Query(Credential::read(params.get("X-Amz-Credential").unwrap_or(""))));
        }
        params.get("AWSAccessKeyId").map(|access_key| Self::V2(Credential { access_key, ..Credential::default() }))
    }

    /// The credential when signatures are not verified. A header that cannot be read is ignored.
    pub fn unverified(params: &'a Params<'_>, head: &'a Head<'_>) -> Credential<'a> {
        let claim = Self::read(params, head).ok().or_else(|| Self::in_params(params));
        claim.map_or(Credential::default(), |claim| claim.credential())
    }

    fn credential(&self) -> Credential<'a> {
        match self {
            Self::Header(_, credential) | Self::Query(credential) | Self::V2(credential) => *credential,
        }
    }
}

/// The error for a missing field of the Authorization header.
pub fn incomplete(field: &str) -> AuthError {
    AuthError::Incomplete(format!("Authorization header requires '{field}'."))
}

/// Whether a parameter belongs to the protocol and not to an operation.
pub fn is_common(name: &str) -> bool {
    matches!(
        name,
        "Action"
            | "Version"
            | "AWSAccessKeyId"
            | "Signature"
            | "SignatureMethod"
            | "SignatureVersion"
            | "Timestamp"
            | "Expires"
            | "SecurityToken"
    ) || name.starts_with("X-Amz-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str, authorization: &str, host: &str) -> (String, Option<&'static str>) {
        let head = Head { host, authorization: authorization.into(), ..Head::default() };
        let params = Params::parse(query, b"");
        let unverified = Claim::unverified(&params, &head);
        (unverified.access_key.to_owned(), unverified.region(host).unwrap())
    }

    #[test]
    fn callers_are_read_from_header_query_and_host() {
        let v4 =
            "AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/ec2/aws4_request, SignedHeaders=host, Signature=0";
        assert_eq!(read("", v4, ""), ("AKID".into(), Some("eu-west-1")));
        assert_eq!(read("", &v4.replace(", ", ","), ""), ("AKID".into(), Some("eu-west-1")));
        assert_eq!(
            read("X-Amz-Credential=K%2F1%2Fus-west-2%2Fec2%2Faws4_request", "", ""),
            ("K".into(), Some("us-west-2"))
        );
        assert_eq!(read("AWSAccessKeyId=K", "", "ec2.sa-east-1.amazonaws.com"), ("K".into(), Some("sa-east-1")));
        // boto 2 takes the region of its scope from the host 127.0.0.1.
        assert_eq!(read("", &v4.replace("eu-west-1", "0"), "127.0.0.1:4780"), ("AKID".into(), None));
    }

    #[test]
    fn regions_that_aws_does_not_have_are_refused() {
        let credential = |scope| Credential { scope, ..Credential::default() };
        for (scope, host, region) in [
            ("20261121/eu-west-1/ec2/aws4_request", "localhost:4780", Some(Some("eu-west-1"))),
            ("20261121/eu-west-9/ec2/aws4_request", "localhost:4780", None),
            ("20261121/eu-west1/ec2/aws4_request", "localhost:4780", None),
            ("20261121/local/ec2/aws4_request", "localhost:4780", None),
            ("", "ec2.eu-west-9.amazonaws.com", None),
            ("", "ec2.cn-north-1.amazonaws.com.cn:80", Some(Some("cn-north-1"))),
            ("", "ec2.amazonaws.com", Some(None)),
            ("", "my-test-host-1:4780", Some(None)),
            ("", "10.0.0.1:4780", Some(None)),
        ] {
            assert_eq!(credential(scope).region(host).ok(), region, "{scope} {host}");
        }
    }
}
