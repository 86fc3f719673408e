//! [DescribeVpcEndpointServices](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpointServices.html)

use super::service_view::ServiceView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::{Nothing, Path};
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{AwsVpcError, SERVICES, service, service_name};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;

/// Describes the services that endpoints can lead to, in the order of their names. Of AWS's more than 200 services these are the
/// ones that VPCs most often have; those of other accounts are not modelled.
pub struct DescribeVpcEndpointServices;

#[derive(Debug, Deserialize)]
pub struct Request(Names, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    service_name_set: Set<SmolStr>,
    service_detail_set: Set<ServiceView>,
    next_token: Option<String>,
}

impl Operation for DescribeVpcEndpointServices {
    const ACTION: &'static str = "DescribeVpcEndpointServices";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("owner", Path("owner")),
    ("service-name", Path("serviceName")),
    ("service-region", Path("serviceRegion")),
    ("service-type", Path("serviceType.serviceType")),
    ("supported-ip-address-types", Path("supportedIpAddressTypeSet")),
    ("tag-key", Nothing),
];

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Names {
    #[serde(default)]
    service_name: Vec<SmolStr>,
    #[serde(default)]
    service_region: Vec<SmolStr>,
}

impl Read for DescribeVpcEndpointServices {
    fn read(at: Place<'_>, Request(names, listing): Request) -> Result<Response, Error> {
        let region = at.scope.region;
        for name in &names.service_name {
            service(region, name).ok_or_else(|| AwsVpcError::ServiceNotFound(name.clone()))?;
        }
        let here = names.service_region.is_empty() || names.service_region.iter().any(|one| one == region);
        let is_asked = |name: &SmolStr| names.service_name.is_empty() || names.service_name.contains(name);
        // A service with both kinds of endpoints is there twice.
        let mut all = BTreeMap::new();
        for one in SERVICES.iter().filter(|one| here && is_asked(&service_name(region, one.name))) {
            for kind in ["Gateway", "Interface"].into_iter().filter(|kind| *kind == "Interface" || one.gateway) {
                let key = format_smolstr!("{} {kind}", service_name(region, one.name));
                all.insert(key, ServiceView::new(at.scope, *one, kind));
            }
        }
        let none = Tags::new();
        let items = all.iter().map(|(key, view)| (key, &none, view.clone()));
        let (service_detail_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=1000, items)?;
        let mut names: Vec<SmolStr> = service_detail_set.iter().map(|view| view.service_name.clone()).collect();
        names.dedup();
        Ok(Response { service_name_set: names.into_iter().collect(), service_detail_set, next_token })
    }
}
