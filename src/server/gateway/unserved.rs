//! Services that Twinstance does not have: what tells them from those that it has, and the answer to their calls, each in
//! the protocol in which its clients read errors. So no client takes such a call for one that was done, or tries it again.

use super::choose::AWS;
use crate::alibaba::protocol::{Rpc, error_reply};
use crate::alibaba::services;
use crate::aws::caller::Claim;
use crate::aws::ec2::REQUEST_ID;
use crate::aws::protocol::{QueryError, json_error};
use crate::domain::geography::is_aws_host;
use crate::operation::{Format, Protocol, Reply, VendorError, row};
use crate::wire::cbor;
use crate::wire::head::Head;
use crate::wire::params::{Params, is_name};
use crate::wire::xml::{self, Root};
use crate::world::ids::RequestId;
use serde::Serialize;

/// A service that Twinstance does not have.
#[derive(Debug)]
pub(super) struct Unserved {
    /// Its name, in the words of the request.
    pub(super) name: String,
    wire: Wire,
}

/// How its clients read an error.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wire {
    /// [AWS Query](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html); so have Route 53 and CloudFront, whose
    /// protocol is REST-XML.
    Query,
    /// [AWS JSON 1.0 and 1.1](https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html) and REST-JSON, with their
    /// Content-Type.
    Json(&'static str),
    /// [RPC v2 CBOR](https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html).
    Cbor,
    /// [S3](https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html)'s XML, without an envelope.
    S3,
    /// Alibaba Cloud's [RPC](https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism), in XML or JSON, and its
    /// [ROA](https://www.alibabacloud.com/help/en/sdk/product-overview/roa-mechanism), which is JSON.
    Alibaba(Format),
    /// [OSS](https://www.alibabacloud.com/help/en/oss/developer-reference/error-responses-1)'s XML.
    Oss,
}

/// The services of AWS with REST-XML, by their names in scopes. What is no form, has no target and is not one of these has
/// REST-JSON.
const REST_XML: [(&str, Wire); 6] = [
    ("cloudfront", Wire::Query),
    ("route53", Wire::Query),
    ("s3", Wire::S3),
    ("s3-object-lambda", Wire::S3),
    ("s3-outposts", Wire::S3),
    ("s3express", Wire::S3),
];

/// The versions of APIs of Alibaba Cloud, by which their calls are known, and the products.
#[rustfmt::skip]
const PRODUCTS: [(&str, &str); 29] = [
    ("2014-05-15", "slb"), ("2014-08-15", "rds"), ("2014-08-28", "ess"), ("2015-01-01", "r-kvstore"),
    ("2015-01-09", "alidns"), ("2015-05-01", "ram"), ("2015-12-01", "dds"), ("2015-12-15", "cs"), ("2016-01-20", "kms"),
    ("2017-06-26", "nas"), ("2017-08-01", "polardb"), ("2017-09-08", "hbr"), ("2017-09-12", "cbn"),
    ("2017-12-14", "bssopenapi"), ("2018-01-01", "pvtz"), ("2018-05-10", "cdn"), ("2018-08-08", "eci"),
    ("2018-08-28", "tag"), ("2018-12-01", "cr"), ("2019-06-01", "oos"), ("2019-08-15", "ims"),
    ("2019-09-10", "ros"), ("2020-03-31", "resourcemanager"), ("2020-06-16", "alb"), ("2020-07-06", "actiontrail"),
    ("2021-03-20", "emr"), ("2022-02-22", "ess"), ("2022-04-30", "nlb"), ("2023-03-30", "fc"),
];

/// The longest name of a service that an answer repeats.
const MAX_NAME: usize = 64;

impl Unserved {
    /// The service of a request, if the request names one that is not served.
    pub(super) fn find(params: &Params<'_>, head: &Head<'_>) -> Option<Self> {
        let (name, wire) = of_aws(params, head).or_else(|| of_alibaba(params, head))?;
        let is_harmless = name.len() <= MAX_NAME && name.bytes().all(|byte| byte == b' ' || is_name_byte(byte));
        Some(Self { name: if is_harmless { name } else { "of that name".to_owned() }, wire })
    }

    /// The answer: 501 `NotImplemented`, which S3 and OSS document, and which no SDK tries again.
    pub(super) fn refuse(&self, head: &Head<'_>, id: RequestId) -> Reply {
        let error = row(501, "NotImplemented", self.message());
        match self.wire {
            Wire::Query => {
                xml_error(QueryError::ROOT, REQUEST_ID, &id.lower(), &error, |id| QueryError::new(&error, id))
            }
            Wire::Json(content_type) => json_error(content_type, id, error),
            Wire::Cbor => {
                let mut reply = json_error(cbor::CONTENT_TYPE, id, error);
                reply.headers.push(cbor::PROTOCOL);
                reply
            }
            Wire::S3 => {
                xml_error("Error", "x-amz-request-id", &id.upper(), &error, |id| StorageError::new(&error, id, head))
            }
            Wire::Alibaba(format) => error_reply(format, id, &self.name, head.host.to_owned(), error),
            Wire::Oss => {
                xml_error("Error", "x-oss-request-id", &id.upper(), &error, |id| StorageError::new(&error, id, head))
            }
        }
    }

    fn message(&self) -> String {
        let name = &self.name;
        if matches!(self.wire, Wire::Alibaba(_) | Wire::Oss) {
            let served: Vec<_> = services::names().collect();
            return format!(
                "Twinstance does not have the service {name}. Of Alibaba Cloud it has {}.",
                served.join(", ")
            );
        }
        let served = AWS.map(|api| api.name());
        let variables = served.map(|name| format!("AWS_ENDPOINT_URL_{}", name.to_ascii_uppercase()));
        format!(
            "Twinstance does not have the service {name}. Of AWS it has {}. To send only their calls here, set {} instead of \
             AWS_ENDPOINT_URL.",
            served.join(", "),
            variables.join(", ")
        )
    }
}

fn is_name_byte(byte: u8) -> bool {
    is_name(std::str::from_utf8(&[byte]).unwrap_or(" "))
}

/// A service of AWS: by the scope of the signature, else the host, else the target of the JSON protocols or the path of
/// that of CBOR.
fn of_aws(params: &Params<'_>, head: &Head<'_>) -> Option<(String, Wire)> {
    let credential = Claim::unverified(params, head);
    let target = head.amz_target();
    let is_cbor = head.header("smithy-protocol").is_some_and(|protocol| protocol == "rpc-v2-cbor");
    let in_path = || head.path.split_once("/service/")?.1.split('/').next().filter(|_| is_cbor);
    let signed_v2 = || (scheme(head) == "AWS").then_some("s3");
    let named = credential.service().or_else(|| host(head)).or_else(signed_v2);
    let name = match named {
        Some(name) if AWS.iter().any(|api| api.scope() == name) => return None,
        Some(name) => name,
        None => target.and_then(|target| target.split('.').next()).or_else(in_path)?,
    };
    let rest_xml = || REST_XML.iter().find(|(service, _)| *service == name).map(|(_, wire)| *wire);
    let wire = match target {
        _ if is_cbor => Wire::Cbor,
        Some(_) if head.header("content-type").is_some_and(|text| text.contains("json-1.0")) => {
            Wire::Json("application/x-amz-json-1.0")
        }
        Some(_) => Wire::Json("application/x-amz-json-1.1"),
        None if params.get("Action").is_some() => Wire::Query,
        None => rest_xml().unwrap_or(Wire::Json("application/json")),
    };
    Some((name.to_owned(), wire))
}

/// The first word of the Authorization header. A recording has no more of it where a secret could follow.
fn scheme<'a>(head: &'a Head<'_>) -> &'a str {
    head.authorization.split(' ').next().unwrap_or("")
}

/// The service in one of AWS's host names, as in `dynamodb.us-east-1.amazonaws.com`; a bucket stands before `s3`.
fn host<'a>(head: &Head<'a>) -> Option<&'a str> {
    let host = head.host.split(':').next().filter(|host| is_aws_host(host))?;
    let is_known = |label: &&str| *label == "s3" || AWS.iter().any(|api| api.scope() == *label);
    host.split('.').find(is_known).or_else(|| host.split('.').next())
}

/// A service of Alibaba Cloud: by its signature if that is OSS's, else by the version, else by the host.
fn of_alibaba(params: &Params<'_>, head: &Head<'_>) -> Option<(String, Wire)> {
    let scheme = scheme(head);
    let aliyun = head.host.split(':').next().filter(|host| host.ends_with(".aliyuncs.com"));
    let is_oss = scheme == "OSS"
        || scheme.starts_with("OSS4-")
        || ["OSSAccessKeyId", "x-oss-credential"].iter().any(|name| params.get(name).is_some())
        || aliyun.is_some_and(|host| host.split('.').any(|label| label.starts_with("oss-")));
    if is_oss {
        return Some(("oss".to_owned(), Wire::Oss));
    }
    let version = params.get("Version").or(head.acs_version());
    let product = version.and_then(|version| PRODUCTS.iter().find(|(known, _)| *known == version));
    let by_host = || aliyun.filter(|host| services::by_host(host).is_none())?.split('.').next();
    let action = params.get("Action").or(head.acs_action());
    let is_signed = params.get("AccessKeyId").is_some() || scheme == "acs" || scheme.starts_with("ACS3-");
    let name = match (product.map(|(_, name)| *name).or_else(by_host), version) {
        (Some(name), _) => name.to_owned(),
        (None, Some(version)) if is_signed && !action.is_some_and(services::is_action) => {
            format!("with the API version {version}")
        }
        _ => return None,
    };
    let format = if head.path == "/" { Rpc::format(params, head) } else { Format::Json };
    Some((name, Wire::Alibaba(format)))
}

/// An error of S3 or OSS.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct StorageError<'a> {
    code: &'a str,
    message: &'a str,
    request_id: &'a str,
    host_id: &'a str,
}

impl<'a> StorageError<'a> {
    fn new(error: &'a VendorError, request_id: &'a str, head: &Head<'a>) -> Self {
        Self { code: &error.code, message: &error.message, request_id, host_id: head.host }
    }
}

/// An error in XML, with its request id in this header too.
fn xml_error<'a, T: Serialize>(
    root: &str,
    header: &'static str,
    id: &'a str,
    error: &VendorError,
    body: impl FnOnce(&'a str) -> T,
) -> Reply {
    let declared = Root { declaration: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ..Root::default() };
    // It has no control characters, which XML cannot have: a header has none, and a name that could is left out.
    let body = xml::write(root, declared, &body(id)).unwrap_or_default();
    let headers = vec![(header, id.to_owned().into())];
    Reply {
        status: error.status,
        content_type: "application/xml",
        code: Some(error.code.clone()),
        headers,
        body,
        binary: None,
    }
}
