//! [DescribeNetworkAcls](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkAcls.html)

use super::network_acl;
use super::view::NetworkAclView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes network ACLs, in the order of their ids.
pub struct DescribeNetworkAcls;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_acl_set: Set<NetworkAclView>,
    next_token: Option<String>,
}

impl Operation for DescribeNetworkAcls {
    const ACTION: &'static str = "DescribeNetworkAcls";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("association.association-id", Path("associationSet.networkAclAssociationId")),
    ("association.network-acl-id", Path("associationSet.networkAclId")),
    ("association.subnet-id", Path("associationSet.subnetId")),
    ("default", Path("default")),
    ("entry.cidr", Path("entrySet.cidrBlock")),
    ("entry.egress", Path("entrySet.egress")),
    ("entry.icmp.code", Path("entrySet.icmpTypeCode.code")),
    ("entry.icmp.type", Path("entrySet.icmpTypeCode.type")),
    ("entry.ipv6-cidr", Path("entrySet.ipv6CidrBlock")),
    ("entry.port-range.from", Path("entrySet.portRange.from")),
    ("entry.port-range.to", Path("entrySet.portRange.to")),
    ("entry.protocol", Path("entrySet.protocol")),
    ("entry.rule-action", Path("entrySet.ruleAction")),
    ("entry.rule-number", Path("entrySet.ruleNumber")),
    ("network-acl-id", Path("networkAclId")),
    ("owner-id", Path("ownerId")),
    ("tag-key", Path("tagSet.key")),
    ("vpc-id", Path("vpcId")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: NetworkAclId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    network_acl_id: Vec<SmolStr>,
}

impl Read for DescribeNetworkAcls {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.acls, &ids.network_acl_id);
        let listed = listing.listed("networkAclSet", all, ids, |id| network_acl(at.region, id))?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, NetworkAclView::new(at.scope, at.region, one)));
        let (network_acl_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { network_acl_set, next_token })
    }
}
