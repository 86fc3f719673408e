//! Elastic Compute Cloud: the Query protocol, form in, XML out.

pub mod addresses;
pub mod capacity;
pub mod common;
pub mod credits;
pub mod errors;
pub mod events;
pub mod filters;
pub mod images;
pub mod instances;
pub mod key_pairs;
pub mod networks;
pub mod regions;
pub mod security_groups;
pub mod shown;
pub mod tags;
pub mod volumes;

use crate::aws::protocol::{self, Service};
use crate::operation::{Api, Call, Error, Format, Incoming, OwnWords, Protocol, Reply, Server, operations};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::xml::{self, Root};
use serde::Serialize;
use std::sync::LazyLock;

/// The versions of the API that clients ask for, the newest first. The answers are those of the newest.
#[rustfmt::skip]
pub const VERSIONS: &[&str] = &[
    "2016-11-15", "2016-09-15", "2016-04-01", "2015-10-01", "2015-04-15", "2015-03-01", "2014-10-01", "2014-09-01",
    "2014-06-15", "2014-05-01", "2014-02-01", "2013-10-15", "2013-10-01", "2013-08-15", "2013-07-15", "2013-06-15",
    "2013-02-01", "2012-12-01", "2012-10-01", "2012-08-15", "2012-07-20", "2012-06-15", "2012-06-01", "2012-05-01",
    "2012-04-01", "2012-03-01", "2011-12-15", "2011-12-01", "2011-11-01", "2011-07-15", "2011-05-15", "2011-02-28",
    "2011-01-01", "2010-11-15", "2010-08-31", "2010-06-15", "2009-11-30", "2009-10-31", "2009-08-15", "2009-07-15",
    "2009-04-04", "2009-03-01", "2008-12-01", "2008-08-08", "2008-05-05", "2008-02-01", "2007-08-29", "2007-03-01",
    "2007-01-19", "2007-01-03", "2006-10-01", "2006-06-26",
];

operations! {
    change addresses::AllocateAddress,
    change addresses::AssociateAddress,
    change security_groups::AuthorizeSecurityGroupEgress,
    change security_groups::AuthorizeSecurityGroupIngress,
    change capacity::CancelCapacityReservation,
    change capacity::CreateCapacityReservation,
    change capacity::CreateCapacityReservationBySplitting,
    change images::CreateImage,
    change capacity::CreateInterruptibleCapacityReservationAllocation,
    prepare key_pairs::CreateKeyPair,
    change security_groups::CreateSecurityGroup,
    change networks::CreateSubnet,
    change tags::CreateTags,
    change networks::CreateVpc,
    change key_pairs::DeleteKeyPair,
    change security_groups::DeleteSecurityGroup,
    change networks::DeleteSubnet,
    change tags::DeleteTags,
    change networks::DeleteVpc,
    change images::DeregisterImage,
    read regions::DescribeAccountAttributes,
    read addresses::DescribeAddresses,
    read regions::DescribeAvailabilityZones,
    read capacity::DescribeCapacityReservations,
    read images::DescribeImages,
    read instances::DescribeInstanceAttribute,
    read credits::DescribeInstanceCreditSpecifications,
    read instances::DescribeInstanceStatus,
    read instances::DescribeInstanceTypeOfferings,
    read instances::DescribeInstanceTypes,
    read instances::DescribeInstances,
    read networks::DescribeInternetGateways,
    read key_pairs::DescribeKeyPairs,
    read networks::DescribeNetworkInterfaces,
    read regions::DescribeRegions,
    read networks::DescribeRouteTables,
    read security_groups::DescribeSecurityGroups,
    read networks::DescribeSubnets,
    read tags::DescribeTags,
    read volumes::DescribeVolumes,
    read networks::DescribeVpcAttribute,
    read networks::DescribeVpcs,
    change addresses::DisassociateAddress,
    read capacity::GetCapacityReservationUsage,
    read instances::GetConsoleOutput,
    read credits::GetDefaultCreditSpecification,
    read capacity::GetGroupsForCapacityReservation,
    change key_pairs::ImportKeyPair,
    change capacity::ModifyCapacityReservation,
    change credits::ModifyDefaultCreditSpecification,
    change instances::ModifyInstanceAttribute,
    change instances::ModifyInstanceCapacityReservationAttributes,
    change credits::ModifyInstanceCreditSpecification,
    change instances::ModifyInstanceMetadataOptions,
    change instances::ModifyInstancePlacement,
    change instances::MonitorInstances,
    change capacity::MoveCapacityReservationInstances,
    change instances::RebootInstances,
    change addresses::ReleaseAddress,
    change security_groups::RevokeSecurityGroupEgress,
    change security_groups::RevokeSecurityGroupIngress,
    change instances::RunInstances,
    change instances::StartInstances,
    change instances::StopInstances,
    change instances::TerminateInstances,
    change instances::UnmonitorInstances,
    change capacity::UpdateInterruptibleCapacityReservationAllocation,
}

/// Whether EC2 has this action.
pub fn is_action(name: &str) -> bool {
    static ACTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| include_str!("actions.txt").lines().collect());
    ACTIONS.binary_search(&name).is_ok()
}

/// EC2's form of the Query protocol.
pub struct Ec2;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const XML: &str = "text/xml;charset=UTF-8";

/// An error's envelope. `Error` has these two children in this order, and no more: libcloud counts them.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Refusal<'a> {
    errors: Errors<'a>,
    #[serde(rename = "RequestID")]
    request_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Errors<'a> {
    error: ErrorItem<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorItem<'a> {
    code: &'a str,
    message: &'a str,
}

const SERVICE: Service = Service { api: Api::Ec2, versions: VERSIONS, operations: OPERATIONS, is_action };

impl Protocol for Ec2 {
    const STRICT: bool = true;

    fn format(_: &Params<'_>, _: &Head<'_>) -> Format {
        Format::Xml
    }

    fn read<'a>(head: &'a Head<'_>, params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a> {
        protocol::read(&SERVICE, None, head, params, format, server)
    }

    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error> {
        let request_id = call.request_id.lower();
        // With the slash at the end, without which libcloud finds nothing.
        let xmlns = ["http://ec2.amazonaws.com/doc/", &*call.version, "/"].concat();
        let first = Some(("requestId", &*request_id));
        let root = Root { declaration: DECLARATION, xmlns: Some(&xmlns), first };
        let body = xml::write(&[action, "Response"].concat(), root, answer).map_err(|error| {
            tracing::error!(%error, action, "an answer that is not XML");
            Error::Internal
        })?;
        let headers = vec![(REQUEST_ID, request_id.into())];
        Ok(Reply { status: 200, content_type: XML, code: None, headers, body })
    }

    fn refuse(call: &Call<'_>, own: OwnWords, error: &Error) -> Reply {
        let wire = own(error).unwrap_or_else(|| errors::answer(error));
        let request_id = call.request_id.lower();
        let item = ErrorItem { code: wire.code, message: &wire.message };
        let refusal = Refusal { errors: Errors { error: item }, request_id: &request_id };
        let root = Root { declaration: DECLARATION, ..Root::default() };
        // Text with control characters never gets here; anything else can be written.
        let body = xml::write("Response", root, &refusal).unwrap_or_default();
        let headers = vec![(REQUEST_ID, request_id.into())];
        Reply { status: wire.status, content_type: XML, code: Some(wire.code), headers, body }
    }
}

/// The header that the SDKs read the request id from.
pub const REQUEST_ID: &str = "x-amzn-requestid";
