//! [DescribeInstanceTypes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html)

use super::type_view::TypeView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::{self, Table};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::Tags;
use crate::domain::error::AwsInstanceError;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::cell::LazyCell;

/// Describes the instance types that the region offers, or all, in the order of their names. One that no zone of the region
/// offers is unknown (ours), unless all are described.
pub struct DescribeInstanceTypes;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceType", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_type: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    include_unsupported_in_region: Option<bool>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_type_set: Set<TypeView>,
    next_token: Option<String>,
}

/// The documented filters. If the answer has no field for a filter, no type passes it.
const FILTERS: &Table = &[
    ("auto-recovery-supported", Path("autoRecoverySupported")),
    ("bare-metal", Path("bareMetal")),
    ("burstable-performance-supported", Path("burstablePerformanceSupported")),
    ("current-generation", Path("currentGeneration")),
    ("dedicated-hosts-supported", Path("dedicatedHostsSupported")),
    ("ebs-info.attachment-limit-type", Path("ebsInfo.attachmentLimitType")),
    (
        "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
        Path("ebsInfo.ebsOptimizedInfo.baselineBandwidthInMbps"),
    ),
    ("ebs-info.ebs-optimized-info.baseline-iops", Path("ebsInfo.ebsOptimizedInfo.baselineIops")),
    (
        "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
        Path("ebsInfo.ebsOptimizedInfo.baselineThroughputInMBps"),
    ),
    ("ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps", Path("ebsInfo.ebsOptimizedInfo.maximumBandwidthInMbps")),
    ("ebs-info.ebs-optimized-info.maximum-iops", Path("ebsInfo.ebsOptimizedInfo.maximumIops")),
    (
        "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps",
        Path("ebsInfo.ebsOptimizedInfo.maximumThroughputInMBps"),
    ),
    ("ebs-info.ebs-optimized-support", Path("ebsInfo.ebsOptimizedSupport")),
    ("ebs-info.encryption-support", Path("ebsInfo.encryptionSupport")),
    ("ebs-info.maximum-ebs-attachments", Path("ebsInfo.maximumEbsAttachments")),
    ("ebs-info.nvme-support", Path("ebsInfo.nvmeSupport")),
    ("free-tier-eligible", Path("freeTierEligible")),
    ("hibernation-supported", Path("hibernationSupported")),
    ("hypervisor", Path("hypervisor")),
    ("instance-storage-info.disk.count", Path("instanceStorageInfo.disks.count")),
    ("instance-storage-info.disk.size-in-gb", Path("instanceStorageInfo.disks.sizeInGB")),
    ("instance-storage-info.disk.type", Path("instanceStorageInfo.disks.type")),
    ("instance-storage-info.encryption-support", Path("instanceStorageInfo.encryptionSupport")),
    ("instance-storage-info.nvme-support", Path("instanceStorageInfo.nvmeSupport")),
    ("instance-storage-info.total-size-in-gb", Path("instanceStorageInfo.totalSizeInGB")),
    ("instance-storage-supported", Path("instanceStorageSupported")),
    ("instance-type", Path("instanceType")),
    ("memory-info.size-in-mib", Path("memoryInfo.sizeInMiB")),
    ("network-info.bandwidth-weightings", Path("networkInfo.bandwidthWeightings")),
    ("network-info.efa-info.maximum-efa-interfaces", Path("networkInfo.efaInfo.maximumEfaInterfaces")),
    ("network-info.efa-supported", Path("networkInfo.efaSupported")),
    ("network-info.ena-support", Path("networkInfo.enaSupport")),
    ("network-info.encryption-in-transit-supported", Path("networkInfo.encryptionInTransitSupported")),
    ("network-info.flexible-ena-queues-support", Path("networkInfo.flexibleEnaQueuesSupport")),
    ("network-info.ipv4-addresses-per-interface", Path("networkInfo.ipv4AddressesPerInterface")),
    ("network-info.ipv6-addresses-per-interface", Path("networkInfo.ipv6AddressesPerInterface")),
    ("network-info.ipv6-supported", Path("networkInfo.ipv6Supported")),
    ("network-info.maximum-network-cards", Path("networkInfo.maximumNetworkCards")),
    ("network-info.maximum-network-interfaces", Path("networkInfo.maximumNetworkInterfaces")),
    ("network-info.network-performance", Path("networkInfo.networkPerformance")),
    ("nitro-enclaves-support", Path("nitroEnclavesSupport")),
    ("nitro-tpm-info.supported-versions", Path("nitroTpmInfo.supportedVersions")),
    ("nitro-tpm-support", Path("nitroTpmSupport")),
    ("processor-info.supported-architecture", Path("processorInfo.supportedArchitectures")),
    ("processor-info.supported-features", Path("processorInfo.supportedFeatures")),
    ("processor-info.sustained-clock-speed-in-ghz", Path("processorInfo.sustainedClockSpeedInGhz")),
    ("reboot-migration-support", Path("rebootMigrationSupport")),
    ("supported-boot-mode", Path("supportedBootModes")),
    ("supported-root-device-type", Path("supportedRootDeviceTypes")),
    ("supported-usage-class", Path("supportedUsageClasses")),
    ("supported-virtualization-type", Path("supportedVirtualizationTypes")),
    ("vcpu-info.default-cores", Path("vCpuInfo.defaultCores")),
    ("vcpu-info.default-threads-per-core", Path("vCpuInfo.defaultThreadsPerCore")),
    ("vcpu-info.default-vcpus", Path("vCpuInfo.defaultVCpus")),
    ("vcpu-info.valid-cores", Path("vCpuInfo.validCores")),
    ("vcpu-info.valid-threads-per-core", Path("vCpuInfo.validThreadsPerCore")),
];

/// The most instance types that a request can name.
const MAX_NAMES: usize = 100;

impl Operation for DescribeInstanceTypes {
    const ACTION: &'static str = "DescribeInstanceTypes";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceTypes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let names = &request.instance_type;
        ids_or_page(names, request.max_results, "instanceTypes")?;
        if names.len() > MAX_NAMES {
            return Err(Error::invalid("InstanceType", names.len(), format!("at most {MAX_NAMES} instance types")));
        }
        let filters = Filters::of_table(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=100)?;
        let everywhere = request.include_unsupported_in_region == Some(true);
        let is_chosen = |of: &&InstanceType| everywhere || of.is_offered(at.scope);
        let is_unknown = |name: &&SmolStr| at.types.find(name).filter(is_chosen).is_none();
        let unknown: Vec<_> = names.iter().filter(is_unknown).cloned().collect();
        if !unknown.is_empty() {
            return Err(AwsInstanceError::TypesUnknown(unknown).into());
        }
        let all = at.types.all().filter(is_chosen).filter_map(|instance_type| {
            Some((SmolStr::new_static(instance_type.name), instance_type, instance_type.ec2()?))
        });
        let passing = all.filter(|(name, instance_type, figures)| {
            let view = LazyCell::new(|| TypeView::new(at.scope, instance_type, figures));
            (names.is_empty() || names.contains(name))
                && filters.pass(&Tags::new(), |filter| filters::values(FILTERS, &*view, filter))
        });
        let (shown, next_token) = page.take(passing, |(name, ..)| name);
        let views = shown
            .into_iter()
            .map(|(_, instance_type, figures)| TypeView::new(at.scope, instance_type, figures))
            .collect();
        Ok(Response { instance_type_set: views, next_token })
    }
}
