//! Who calls AWS, and in which region, as the request claims it: read once, for whoever verifies it and whoever believes it.

use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{AuthError, Authorization, AwsAuthError, Verified};

/// A caller.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Caller<'a> {
    /// Its access key.
    pub verified: Verified<'a>,
    /// The region of the signature's scope, else of the host, if it is one.
    pub region: Option<&'static str>,
}

/// A credential: an access key and, of Signature Version 4, the scope `DAY/REGION/SERVICE/aws4_request`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Credential<'a> {
    /// As it came.
    pub text: &'a str,
    /// The access key.
    pub access_key: &'a str,
    /// What follows it.
    pub scope: &'a str,
}

impl<'a> Credential<'a> {
    fn read(text: &'a str) -> Self {
        let (access_key, scope) = text.split_once('/').unwrap_or((text, ""));
        Self { text, access_key, scope }
    }

    /// The region of the scope, else of the host, if it is one.
    pub fn region(&self, host: &str) -> Option<&'static str> {
        let named = self.scope.split('/').nth(1).and_then(|name| geography::region(Cloud::Aws, name));
        named.map(|region| region.name).or_else(|| region_of(host))
    }
}

/// The region that a host names, as in `ec2.eu-west-1.amazonaws.com`.
pub fn region_of(host: &str) -> Option<&'static str> {
    host.split('.').find_map(|label| geography::region(Cloud::Aws, label)).map(|region| region.name)
}

/// Where a request says who calls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Claim<'a> {
    /// In a Signature Version 4 in the header.
    Header(Authorization<'a>, Credential<'a>),
    /// In one in the query.
    Query(Credential<'a>),
    /// In a Signature Version 2, among the parameters.
    V2(Credential<'a>),
}

impl<'a> Claim<'a> {
    /// The claim of the Authorization header, else that of the parameters.
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

    /// What there is to believe, where nothing is verified: a header that cannot be read says nothing.
    pub fn believed(params: &'a Params<'_>, head: &'a Head<'_>) -> Credential<'a> {
        let claim = Self::read(params, head).ok().or_else(|| Self::in_params(params));
        claim.map_or(Credential::default(), |claim| claim.credential())
    }

    fn credential(&self) -> Credential<'a> {
        match self {
            Self::Header(_, credential) | Self::Query(credential) | Self::V2(credential) => *credential,
        }
    }
}

/// The Authorization header has no such field.
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
        let believed = Claim::believed(&params, &head);
        (believed.access_key.to_owned(), believed.region(host))
    }

    #[test]
    fn callers_are_read_from_wherever_they_stand() {
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
}
