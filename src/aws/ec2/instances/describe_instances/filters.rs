//! The filters of DescribeInstances.

use crate::aws::ec2::filters::FilterSource::{Always, Nothing, Path};
use crate::aws::ec2::filters::{Filter, Filters, Patterns, Table, contains, values};
use crate::aws::ec2::instances::launch_view::Surroundings;
use crate::aws::ec2::instances::view::InstanceView;
use crate::aws::ec2::networks::NetworkInterfaceView;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::compute::instances::Facet;
use crate::domain::place::Place;
use crate::operation::Error;
use std::cell::LazyCell;

/// The documented filters, with their place in [`InstanceView`].
const INSTANCE_FILTERS: &Table = &[
    ("affinity", Nothing),
    ("architecture", Path("architecture")),
    ("availability-zone", Path("placement.availabilityZone")),
    ("availability-zone-id", Path("placement.availabilityZoneId")),
    ("block-device-mapping.attach-time", Path("blockDeviceMapping.ebs.attachTime")),
    ("block-device-mapping.delete-on-termination", Path("blockDeviceMapping.ebs.deleteOnTermination")),
    ("block-device-mapping.device-name", Path("blockDeviceMapping.deviceName")),
    ("block-device-mapping.status", Path("blockDeviceMapping.ebs.status")),
    ("block-device-mapping.volume-id", Path("blockDeviceMapping.ebs.volumeId")),
    ("boot-mode", Path("bootMode")),
    ("capacity-reservation-id", Path("capacityReservationId")),
    (
        "capacity-reservation-specification.capacity-reservation-preference",
        Path("capacityReservationSpecification.capacityReservationPreference"),
    ),
    (
        "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id",
        Path("capacityReservationSpecification.capacityReservationTarget.capacityReservationId"),
    ),
    ("capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn", Nothing),
    ("client-token", Path("clientToken")),
    ("current-instance-boot-mode", Path("currentInstanceBootMode")),
    ("dns-name", Path("dnsName")),
    ("ebs-optimized", Path("ebsOptimized")),
    ("ena-support", Path("enaSupport")),
    ("enclave-options.enabled", Path("enclaveOptions.enabled")),
    ("hibernation-options.configured", Path("hibernationOptions.configured")),
    ("host-id", Nothing),
    ("hypervisor", Path("hypervisor")),
    ("iam-instance-profile.arn", Path("iamInstanceProfile.arn")),
    ("iam-instance-profile.id", Path("iamInstanceProfile.id")),
    ("image-id", Path("imageId")),
    ("instance-id", Path("instanceId")),
    ("instance-lifecycle", Path("instanceLifecycle")),
    ("instance-state-code", Path("instanceState.code")),
    ("instance-state-name", Path("instanceState.name")),
    ("instance-type", Path("instanceType")),
    ("instance.group-id", Path("groupSet.groupId")),
    ("instance.group-name", Path("groupSet.groupName")),
    ("ip-address", Path("ipAddress")),
    ("ipv6-address", Path("networkInterfaceSet.ipv6AddressesSet.ipv6Address")),
    ("kernel-id", Nothing),
    ("key-name", Path("keyName")),
    ("launch-index", Path("amiLaunchIndex")),
    ("launch-time", Path("launchTime")),
    ("maintenance-options.auto-recovery", Path("maintenanceOptions.autoRecovery")),
    ("metadata-options.http-endpoint", Path("metadataOptions.httpEndpoint")),
    ("metadata-options.http-protocol-ipv4", Path("metadataOptions.httpEndpoint")),
    ("metadata-options.http-protocol-ipv6", Path("metadataOptions.httpProtocolIpv6")),
    ("metadata-options.http-put-response-hop-limit", Path("metadataOptions.httpPutResponseHopLimit")),
    ("metadata-options.http-tokens", Path("metadataOptions.httpTokens")),
    ("metadata-options.instance-metadata-tags", Path("metadataOptions.instanceMetadataTags")),
    ("metadata-options.state", Path("metadataOptions.state")),
    ("monitoring-state", Path("monitoring.state")),
    ("network-performance-options.bandwidth-weighting", Path("networkPerformanceOptions.bandwidthWeighting")),
    ("operator.managed", Always("false")),
    ("operator.principal", Nothing),
    ("outpost-arn", Nothing),
    ("placement-group-name", Path("placement.groupName")),
    ("placement-partition-number", Path("placement.partitionNumber")),
    ("platform", Path("platform")),
    ("platform-details", Path("platformDetails")),
    ("private-dns-name", Path("privateDnsName")),
    (
        "private-dns-name-options.enable-resource-name-dns-a-record",
        Path("privateDnsNameOptions.enableResourceNameDnsARecord"),
    ),
    (
        "private-dns-name-options.enable-resource-name-dns-aaaa-record",
        Path("privateDnsNameOptions.enableResourceNameDnsAAAARecord"),
    ),
    ("private-dns-name-options.hostname-type", Path("privateDnsNameOptions.hostnameType")),
    ("private-ip-address", Path("privateIpAddress")),
    ("product-code", Nothing),
    ("product-code.type", Nothing),
    ("ramdisk-id", Nothing),
    ("reason", Path("reason")),
    ("requester-id", Nothing),
    ("root-device-name", Path("rootDeviceName")),
    ("root-device-type", Path("rootDeviceType")),
    ("source-dest-check", Path("sourceDestCheck")),
    ("spot-instance-request-id", Nothing),
    ("state-reason-code", Path("stateReason.code")),
    ("state-reason-message", Path("stateReason.message")),
    ("subnet-id", Path("subnetId")),
    ("tag-key", Path("tagSet.key")),
    ("tenancy", Path("placement.tenancy")),
    ("tpm-support", Nothing),
    ("usage-operation", Path("usageOperation")),
    ("usage-operation-update-time", Path("usageOperationUpdateTime")),
    ("virtualization-type", Path("virtualizationType")),
    ("vpc-id", Path("vpcId")),
];

/// The filters whose names begin with `network-interface.`, with their place in [`NetworkInterfaceView`].
const INTERFACE_FILTERS: &Table = &[
    ("addresses.association.allocation-id", Path("privateIpAddressesSet.association.allocationId")),
    ("addresses.association.association-id", Path("privateIpAddressesSet.association.associationId")),
    ("addresses.association.carrier-ip", Nothing),
    ("addresses.association.customer-owned-ip", Nothing),
    ("addresses.association.ip-owner-id", Path("privateIpAddressesSet.association.ipOwnerId")),
    ("addresses.association.public-dns-name", Path("privateIpAddressesSet.association.publicDnsName")),
    ("addresses.association.public-ip", Path("privateIpAddressesSet.association.publicIp")),
    ("addresses.primary", Path("privateIpAddressesSet.primary")),
    ("addresses.private-dns-name", Path("privateIpAddressesSet.privateDnsName")),
    ("addresses.private-ip-address", Path("privateIpAddressesSet.privateIpAddress")),
    ("association.allocation-id", Path("association.allocationId")),
    ("association.association-id", Path("association.associationId")),
    ("association.carrier-ip", Nothing),
    ("association.customer-owned-ip", Nothing),
    ("association.ip-owner-id", Path("association.ipOwnerId")),
    ("association.public-dns-name", Path("association.publicDnsName")),
    ("association.public-ip", Path("association.publicIp")),
    ("attachment.attach-time", Path("attachment.attachTime")),
    ("attachment.attachment-id", Path("attachment.attachmentId")),
    ("attachment.delete-on-termination", Path("attachment.deleteOnTermination")),
    ("attachment.device-index", Path("attachment.deviceIndex")),
    ("attachment.instance-id", Path("attachment.instanceId")),
    ("attachment.instance-owner-id", Path("attachment.instanceOwnerId")),
    ("attachment.network-card-index", Path("attachment.networkCardIndex")),
    ("attachment.status", Path("attachment.status")),
    ("availability-zone", Path("availabilityZone")),
    ("deny-all-igw-traffic", Nothing),
    ("description", Path("description")),
    ("group-id", Path("groupSet.groupId")),
    ("group-name", Path("groupSet.groupName")),
    ("ipv4-prefixes.ipv4-prefix", Nothing),
    ("ipv6-address", Path("ipv6AddressesSet.ipv6Address")),
    ("ipv6-addresses.ipv6-address", Path("ipv6AddressesSet.ipv6Address")),
    ("ipv6-addresses.is-primary-ipv6", Path("ipv6AddressesSet.isPrimaryIpv6")),
    ("ipv6-native", Always("false")),
    ("ipv6-prefixes.ipv6-prefix", Nothing),
    ("mac-address", Path("macAddress")),
    ("network-interface-id", Path("networkInterfaceId")),
    ("operator.managed", Always("false")),
    ("operator.principal", Nothing),
    ("outpost-arn", Nothing),
    ("owner-id", Path("ownerId")),
    ("private-dns-name", Path("privateDnsName")),
    ("private-ip-address", Path("privateIpAddress")),
    ("public-dns-name", Path("association.publicDnsName")),
    ("requester-id", Nothing),
    ("requester-managed", Path("requesterManaged")),
    ("source-dest-check", Path("sourceDestCheck")),
    ("status", Path("status")),
    ("subnet-id", Path("subnetId")),
    ("tag-key", Path("tagSet.key")),
    ("tag-value", Path("tagSet.value")),
    ("vpc-id", Path("vpcId")),
];

/// Reads the filters, and refuses those that are not documented.
pub fn parse(filters: &[Filter]) -> Result<Filters, Error> {
    Filters::parse(filters, |name| match name.strip_prefix("network-interface.") {
        Some(name) => contains(INTERFACE_FILTERS, name),
        None => matches!(name, "owner-id" | "reservation-id") || contains(INSTANCE_FILTERS, name),
    })
}

/// The filters for which the region has an index. An instance must match one facet of each list. Filters without an
/// index, or with patterns, are left out.
pub fn facets(at: Place<'_>, filters: &Filters) -> Vec<Vec<Facet>> {
    let facet =
        |filter: &Patterns| filter.literals()?.into_iter().map(|value| facet(at, filter.name(), value)).collect();
    filters.iter().filter_map(facet).collect()
}

/// The facet for a value of a filter, or `None` if there is no index for it.
fn facet(at: Place<'_>, name: &str, value: &str) -> Option<Facet> {
    match name {
        "instance-state-name" => State::ALL.into_iter().find(|state| state.as_str() == value).map(Facet::State),
        "instance-type" => at.types.find(value).map(|instance_type| Facet::InstanceType(instance_type.name)),
        "vpc-id" => Some(Facet::Vpc(value.into())),
        _ => name.strip_prefix("tag:").map(|key| Facet::Tag(key.into(), value.into())),
    }
}

/// Whether an instance passes all filters.
pub fn pass(at: Place<'_>, instance: &Instance, filters: &Filters) -> bool {
    let view =
        LazyCell::new(|| InstanceView::new(at.scope, &Surroundings::of(at.scope, at.region, instance), instance));
    let interface =
        LazyCell::new(|| (instance.state != State::Terminated).then(|| NetworkInterfaceView::new(at, instance)));
    filters.pass(&instance.tags, |name| match (name, name.strip_prefix("network-interface.")) {
        (_, Some(name)) => values(INTERFACE_FILTERS, &*interface, name),
        // The answer has these two in the launch, not in the instance.
        ("owner-id", _) => vec![at.scope.account.to_string()],
        ("reservation-id", _) => vec![instance.launch.id.to_string()],
        _ => values(INSTANCE_FILTERS, &*view, name),
    })
}
