//! [DescribeRouteEntryList](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeRouteEntryList)

use super::view::{Entry, EntryView, HOPS, TYPES};
use crate::alibaba::ecs::common::{check_value, matches_filter};
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaRouteError, router_table};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the entries of a route table: those of the system first, then the custom ones, the oldest first.
pub struct DescribeRouteEntryList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    route_table_id: SmolStr,
    route_entry_id: Option<SmolStr>,
    destination_cidr_block: Option<SmolStr>,
    #[serde(default)]
    dest_cidr_block_list: Vec<SmolStr>,
    route_entry_name: Option<SmolStr>,
    ip_version: Option<SmolStr>,
    route_entry_type: Option<SmolStr>,
    next_hop_id: Option<SmolStr>,
    next_hop_type: Option<SmolStr>,
    service_type: Option<SmolStr>,
    max_result: Option<i64>,
    next_token: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    next_token: String,
    route_entrys: Entries,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Entries {
    route_entry: Vec<EntryView>,
}

/// The most entries of an answer, and how many there are if nothing is said.
const MAX: usize = 500;
const DEFAULT: i64 = 100;

impl Operation for DescribeRouteEntryList {
    const ACTION: &'static str = "DescribeRouteEntryList";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// Where the vendor's texts are placeholders, they are ours.
    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.invalid_parameter()) {
            (Error::Domain(DomainError::AlibabaRoute(AlibabaRouteError::TableNotFound(_))), _) => row(400, "InvalidRouteTable.NotFound", "Specified route table does not exist."),
            (_, Some("RouteEntryType")) => row(400, "IllegalParam.RouteEntryType", "The specified RouteEntryType is not valid."),
            (_, Some("IpVersion")) => row(400, "IllegalParam.IpVersion", "The specified IpVersion is not valid."),
            (_, Some("NextToken")) => row(400, "IllegalParam.NextToken", "User nextToken is illegal."),
            _ => return None,
        })
    }
}

impl Read for DescribeRouteEntryList {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        check_value("RouteEntryType", &request.route_entry_type, &TYPES)?;
        check_value("IpVersion", &request.ip_version, &["ipv4", "ipv6"])?;
        check_value("NextHopType", &request.next_hop_type, &[&HOPS[..], &["local", "service"]].concat())?;
        let asked = request.max_result.unwrap_or(DEFAULT);
        let size = usize::try_from(asked).ok().filter(|size| (1..=MAX).contains(size));
        let size = size.ok_or_else(|| Error::invalid("MaxResult", asked, format!("1 to {MAX}")))?;
        let first = match request.next_token.as_deref() {
            None | Some("") => 0,
            Some(token) => {
                token.parse::<usize>().map_err(|_| Error::invalid("NextToken", token, "a token of an answer"))?
            }
        };
        let table = router_table(at.region, &request.route_table_id)?;
        let passing: Vec<_> = Entry::all(at, table).filter(|entry| request.passes(entry)).collect();
        let next: usize = size.saturating_add(first);
        Ok(Response {
            total_count: passing.len(),
            next_token: if next < passing.len() { next.to_string() } else { String::new() },
            route_entrys: Entries { route_entry: passing.iter().skip(first).take(size).map(EntryView::new).collect() },
        })
    }
}

impl Request {
    fn passes(&self, entry: &Entry<'_>) -> bool {
        let destination = entry.destination.to_string();
        matches_filter(&self.route_entry_id, entry.id())
            && matches_filter(&self.destination_cidr_block, &destination)
            && (self.dest_cidr_block_list.is_empty() || self.dest_cidr_block_list.iter().any(|one| *one == destination))
            && matches_filter(&self.route_entry_name, entry.name())
            && matches_filter(&self.ip_version, "ipv4")
            && matches_filter(&self.route_entry_type, entry.entry_type())
            && matches_filter(&self.next_hop_id, entry.hop_id())
            && matches_filter(&self.next_hop_type, entry.hop_type())
            && matches_filter(&self.service_type, "")
    }
}
