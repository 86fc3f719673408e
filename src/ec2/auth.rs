//! Who calls EC2, and in which region. Signatures are read, not verified.

use crate::domain::geography;
use crate::domain::scope::Cloud;
use crate::head::Head;
use crate::params::Params;
use crate::signing::field;

/// A caller, as far as its signature says.
#[derive(Debug, PartialEq)]
pub struct Caller<'a> {
    /// The access key; empty for unsigned calls.
    pub access_key: &'a str,
    /// The region of the signature's scope, else of the host, if it is one.
    pub region: Option<&'static str>,
}

/// Reads a Signature Version 4 from the header or the query, or the access key of a Version 2.
pub fn caller<'a>(params: &'a Params<'_>, head: &Head<'a>) -> Caller<'a> {
    let in_header = || field(head.authorization.split_once(' ')?.1, "Credential");
    let credential = in_header().or_else(|| params.get("X-Amz-Credential"));
    let credential = credential.or_else(|| params.get("AWSAccessKeyId")).unwrap_or("");
    // The scope: key, date, region, service, terminator.
    let mut scope = credential.split('/');
    let access_key = scope.next().unwrap_or("");
    let from_scope = scope.nth(1).and_then(|name| geography::region(Cloud::Aws, name));
    let from_host = || head.host.split('.').find_map(|label| geography::region(Cloud::Aws, label));
    Caller { access_key, region: from_scope.or_else(from_host).map(|region| region.name) }
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
        let head = Head { host, authorization, ..Head::default() };
        let params = Params::parse(query, b"");
        let caller = caller(&params, &head);
        (caller.access_key.to_owned(), caller.region)
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
