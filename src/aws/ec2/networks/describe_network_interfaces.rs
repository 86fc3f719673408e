//! [DescribeNetworkInterfaces](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, ids_or_page, page, tag_views};
use crate::aws::ec2::filters::FilterSource::{Always, Nothing, Path};
use crate::aws::ec2::filters::{self, Table};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::aws::ec2::instances::interface::{InterfaceView, interface_with_owner, managed_interface, other_interface};
use crate::domain::compute::instance::{Instance, State, Tags};
use crate::domain::network::interfaces::Interface;
use crate::domain::network::{ManagedInterface, NetworkError, managed_interfaces};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::cell::LazyCell;
use std::collections::BTreeMap;

/// Describes network interfaces: those of instances that are not terminated, those that are attached to nothing, and those of NAT
/// gateways and endpoints, which have no tags.
pub struct DescribeNetworkInterfaces;

/// The documented filters, and `group-name`, which AWS documented before.
const FILTERS: &Table = &[
    ("addresses.association.owner-id", Path("privateIpAddressesSet.association.ipOwnerId")),
    ("addresses.association.public-ip", Path("privateIpAddressesSet.association.publicIp")),
    ("addresses.primary", Path("privateIpAddressesSet.primary")),
    ("addresses.private-ip-address", Path("privateIpAddressesSet.privateIpAddress")),
    ("association.allocation-id", Path("association.allocationId")),
    ("association.association-id", Path("association.associationId")),
    ("association.ip-owner-id", Path("association.ipOwnerId")),
    ("association.public-dns-name", Path("association.publicDnsName")),
    ("association.public-ip", Path("association.publicIp")),
    ("attachment.attach-time", Path("attachment.attachTime")),
    ("attachment.attachment-id", Path("attachment.attachmentId")),
    ("attachment.delete-on-termination", Path("attachment.deleteOnTermination")),
    ("attachment.device-index", Path("attachment.deviceIndex")),
    ("attachment.instance-id", Path("attachment.instanceId")),
    ("attachment.instance-owner-id", Path("attachment.instanceOwnerId")),
    ("attachment.status", Path("attachment.status")),
    ("availability-zone", Path("availabilityZone")),
    ("availability-zone-id", Path("availabilityZoneId")),
    ("description", Path("description")),
    ("group-id", Path("groupSet.groupId")),
    ("group-name", Path("groupSet.groupName")),
    ("interface-type", Path("interfaceType")),
    ("ipv6-addresses.ipv6-address", Path("ipv6AddressesSet.ipv6Address")),
    ("mac-address", Path("macAddress")),
    ("network-interface-id", Path("networkInterfaceId")),
    ("operator.managed", Always("false")),
    ("operator.principal", Nothing),
    ("owner-id", Path("ownerId")),
    ("private-dns-name", Path("privateDnsName")),
    ("private-ip-address", Path("privateIpAddress")),
    ("requester-id", Path("requesterId")),
    ("requester-managed", Path("requesterManaged")),
    ("source-dest-check", Path("sourceDestCheck")),
    ("status", Path("status")),
    ("subnet-id", Path("subnetId")),
    ("tag-key", Path("tagSet.key")),
    ("vpc-id", Path("vpcId")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: NetworkInterfaceId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    network_interface_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface_set: Set<NetworkInterfaceView>,
    next_token: Option<String>,
}

/// An interface in the answer: the fields that instances have too, and those of this action only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NetworkInterfaceView {
    #[serde(flatten)]
    interface: InterfaceView,
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    requester_id: SmolStr,
    requester_managed: bool,
    tag_set: Set<TagView>,
}

impl Operation for DescribeNetworkInterfaces {
    const ACTION: &'static str = "DescribeNetworkInterfaces";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no managed resources here.
    const IGNORED: &'static [&'static str] = &["IncludeManagedResources"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeNetworkInterfaces {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let ids = &request.network_interface_id;
        ids_or_page(ids, request.max_results, "networkInterfaceIdSet")?;
        let filters = Filters::of_table(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let instances = at.region.instances.values().filter(|instance| instance.state != State::Terminated);
        let instances = instances.map(|instance| (&instance.nic.id, Owner::Instance(instance)));
        let managed = managed_interfaces(at.region).map(|managed| (managed.id, Owner::Managed(managed)));
        let others = at.region.interfaces.iter().map(|(id, interface)| (id, Owner::Nothing(interface)));
        let by_id: BTreeMap<&SmolStr, Owner<'_>> = instances.chain(managed).chain(others).collect();
        let all: Vec<Owner<'_>> = if ids.is_empty() {
            by_id.into_values().collect()
        } else {
            let owner = |id: &SmolStr| match by_id.get(id) {
                Some(owner) => Ok(owner.clone()),
                // EC2 does not judge the form of these ids.
                None => Err(Error::from(NetworkError::InterfaceNotFound(id.clone()))),
            };
            ids.iter().map(owner).collect::<Result<_, _>>()?
        };
        let none = Tags::new();
        let passing = all.into_iter().filter(|owner| {
            let view = LazyCell::new(|| owner.view(at));
            filters.pass(owner.tags().unwrap_or(&none), |name| filters::values(FILTERS, &*view, name))
        });
        let (shown, next_token) = page.take(passing, Owner::id);
        let view = |owner: Owner<'_>| owner.view(at);
        Ok(Response { network_interface_set: shown.into_iter().map(view).collect(), next_token })
    }
}

/// What an interface belongs to.
#[derive(Clone)]
enum Owner<'r> {
    Instance(&'r Instance),
    Managed(ManagedInterface<'r>),
    /// It is by itself, also if it is attached to an instance as a further one.
    Nothing(&'r Interface),
}

impl Owner<'_> {
    fn id(&self) -> &SmolStr {
        match self {
            Self::Instance(instance) => &instance.nic.id,
            Self::Managed(managed) => managed.id,
            Self::Nothing(interface) => &interface.nic.id,
        }
    }

    fn tags(&self) -> Option<&Tags> {
        match self {
            Self::Instance(instance) => Some(&instance.nic.tags),
            Self::Managed(_) => None,
            Self::Nothing(interface) => Some(&interface.nic.tags),
        }
    }

    fn view(&self, at: Place<'_>) -> NetworkInterfaceView {
        match self {
            Self::Instance(instance) => NetworkInterfaceView::new(at, instance),
            Self::Managed(managed) => NetworkInterfaceView::managed(at, managed),
            Self::Nothing(interface) => NetworkInterfaceView::other(at.scope, at.region, interface),
        }
    }
}

impl NetworkInterfaceView {
    fn managed(at: Place<'_>, managed: &ManagedInterface<'_>) -> Self {
        let zone = at.region.subnets.get(managed.subnet).map_or("", |subnet| subnet.zone);
        Self {
            interface: managed_interface(at, managed),
            availability_zone: zone,
            availability_zone_id: at.scope.zone_id(zone),
            requester_id: at.scope.account.clone(),
            requester_managed: true,
            tag_set: tag_views(&Tags::new()),
        }
    }

    pub fn other(scope: &Scope, region: &Region, interface: &Interface) -> Self {
        Self {
            interface: other_interface(scope, region, interface, true),
            availability_zone: interface.zone,
            availability_zone_id: scope.zone_id(interface.zone),
            requester_id: scope.account.clone(),
            requester_managed: false,
            tag_set: tag_views(&interface.nic.tags),
        }
    }

    /// As the answer to its creation has it.
    pub fn pending(self) -> Self {
        Self { interface: self.interface.pending(), ..self }
    }

    pub fn new(at: Place<'_>, instance: &Instance) -> Self {
        Self {
            interface: interface_with_owner(at, instance),
            availability_zone: instance.zone,
            availability_zone_id: at.scope.zone_id(instance.zone),
            // AWS shows the id of the user or role; here everybody is the account (ours).
            requester_id: at.scope.account.clone(),
            requester_managed: false,
            tag_set: tag_views(&instance.nic.tags),
        }
    }
}
