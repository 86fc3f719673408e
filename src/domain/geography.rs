//! The regions and zones of both clouds, with the marks that appear in ids.
//!
//! Names are the vendors'. On AWS, which zone has which id differs between accounts. Here all accounts have the zones that
//! one account has in the regions of which it is known what their zones offer; elsewhere, ids follow the letters, and the
//! set of zones is general knowledge, as on Alibaba Cloud. AWS's local zones are in [`crate::domain::local_zones`].

use crate::domain::scope::Cloud;
use std::collections::BTreeSet;

/// A region.
#[derive(Debug)]
pub struct Region {
    /// Its id, as in `us-east-1` or `cn-hangzhou`.
    pub name: &'static str,
    /// The display name.
    pub label: &'static str,
    /// AWS: the prefix of zone ids. Alibaba Cloud: the first characters after the hyphen in resource ids.
    pub mark: &'static str,
    /// AWS: the country, and the part of it, where the region is; an empty division if AWS names none.
    pub country: &'static str,
    pub division: &'static str,
    /// Whether an AWS account must opt in to the region.
    pub opt_in: bool,
    /// Zones, each as name and zone id.
    pub zones: &'static [(&'static str, &'static str)],
}

pub fn regions(cloud: Cloud) -> &'static [Region] {
    match cloud {
        Cloud::Aws => AWS,
        Cloud::Alibaba => ALIBABA,
    }
}

pub fn region(cloud: Cloud, name: &str) -> Option<&'static Region> {
    regions(cloud).iter().find(|region| region.name == name)
}

/// A group of AWS's regions that share nothing with others, not even names of hosts.
#[derive(Debug)]
pub struct Partition {
    /// Its name in ARNs.
    pub name: &'static str,
    /// What host names end with.
    pub dns_suffix: &'static str,
}

/// Partitions, by the beginning of their regions' names. The last is that of all others.
const PARTITIONS: &[(&str, Partition)] = &[
    ("cn-", Partition { name: "aws-cn", dns_suffix: "amazonaws.com.cn" }),
    ("us-gov-", Partition { name: "aws-us-gov", dns_suffix: "amazonaws.com" }),
    ("us-iso-", Partition { name: "aws-iso", dns_suffix: "c2s.ic.gov" }),
    ("us-isob-", Partition { name: "aws-iso-b", dns_suffix: "sc2s.sgov.gov" }),
    ("eu-isoe-", Partition { name: "aws-iso-e", dns_suffix: "cloud.adc-e.uk" }),
    ("us-isof-", Partition { name: "aws-iso-f", dns_suffix: "csp.hci.ic.gov" }),
    ("eusc-", Partition { name: "aws-eusc", dns_suffix: "amazonaws.eu" }),
    ("", Partition { name: "aws", dns_suffix: "amazonaws.com" }),
];

/// The partition of a region of AWS.
pub fn partition(region: &str) -> &'static Partition {
    let found = PARTITIONS.iter().find(|(prefix, _)| region.starts_with(prefix));
    found.map_or(&PARTITIONS[PARTITIONS.len() - 1].1, |(_, partition)| partition)
}

/// Whether a host name is one of AWS's.
pub fn is_aws_host(host: &str) -> bool {
    let under = |suffix: &str| host.strip_suffix(suffix).is_some_and(|rest| rest.ends_with('.'));
    PARTITIONS.iter().any(|(_, partition)| under(partition.dns_suffix))
}

/// The domain of Alibaba Cloud's hosts.
const ALIBABA_DOMAIN: &str = "aliyuncs.com";

/// The domains in which the clouds' hosts are.
pub fn cloud_domains() -> impl Iterator<Item = &'static str> {
    let aws: BTreeSet<_> = PARTITIONS.iter().map(|(_, partition)| partition.dns_suffix).collect();
    aws.into_iter().chain([ALIBABA_DOMAIN])
}

/// Whether a host name is one of either cloud's.
pub fn is_cloud_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    cloud_domains().any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
}

impl Region {
    /// The name of the zone with this name or zone id.
    pub fn zone(&self, name_or_id: &str) -> Option<&'static str> {
        self.zones.iter().find(|(name, id)| *name == name_or_id || *id == name_or_id).map(|(name, _)| *name)
    }

    /// The id of the zone with this name; empty if there is none.
    pub fn zone_id(&self, zone: &str) -> &'static str {
        self.zones.iter().find(|(name, _)| *name == zone).map_or("", |(_, id)| *id)
    }
}

/// The regions of all partitions that botocore knows. Countries and divisions are recorded from EC2 for the partition `aws`,
/// and those of `us-west-1`, `us-east-2` and of other partitions are ours. So are the zones of the regions of which no list
/// is at hand: a, b and c.
#[rustfmt::skip]
const AWS: &[Region] = &[
    Region { name: "us-east-1", label: "US East (N. Virginia)", mark: "use1", country: "United States of America", division: "Virginia", opt_in: false, zones: &[("us-east-1a", "use1-az2"), ("us-east-1b", "use1-az4"), ("us-east-1c", "use1-az6"), ("us-east-1d", "use1-az1"), ("us-east-1e", "use1-az3"), ("us-east-1f", "use1-az5")] },
    Region { name: "us-east-2", label: "US East (Ohio)", mark: "use2", country: "United States of America", division: "Ohio", opt_in: false, zones: &[("us-east-2a", "use2-az1"), ("us-east-2b", "use2-az2"), ("us-east-2c", "use2-az3")] },
    Region { name: "us-west-1", label: "US West (N. California)", mark: "usw1", country: "United States of America", division: "California", opt_in: false, zones: &[("us-west-1a", "usw1-az1"), ("us-west-1b", "usw1-az3")] },
    Region { name: "us-west-2", label: "US West (Oregon)", mark: "usw2", country: "United States of America", division: "Oregon", opt_in: false, zones: &[("us-west-2a", "usw2-az2"), ("us-west-2b", "usw2-az1"), ("us-west-2c", "usw2-az3"), ("us-west-2d", "usw2-az4")] },
    Region { name: "af-south-1", label: "Africa (Cape Town)", mark: "afs1", country: "South Africa", division: "", opt_in: true, zones: &[("af-south-1a", "afs1-az1"), ("af-south-1b", "afs1-az2"), ("af-south-1c", "afs1-az3")] },
    Region { name: "ap-east-1", label: "Asia Pacific (Hong Kong)", mark: "ape1", country: "Hong Kong", division: "", opt_in: true, zones: &[("ap-east-1a", "ape1-az1"), ("ap-east-1b", "ape1-az2"), ("ap-east-1c", "ape1-az3")] },
    Region { name: "ap-east-2", label: "Asia Pacific (Taipei)", mark: "ape2", country: "Taiwan", division: "", opt_in: true, zones: &[("ap-east-2a", "ape2-az1"), ("ap-east-2b", "ape2-az2"), ("ap-east-2c", "ape2-az3")] },
    Region { name: "ap-northeast-1", label: "Asia Pacific (Tokyo)", mark: "apne1", country: "Japan", division: "", opt_in: false, zones: &[("ap-northeast-1a", "apne1-az4"), ("ap-northeast-1c", "apne1-az1"), ("ap-northeast-1d", "apne1-az2")] },
    Region { name: "ap-northeast-2", label: "Asia Pacific (Seoul)", mark: "apne2", country: "South Korea", division: "", opt_in: false, zones: &[("ap-northeast-2a", "apne2-az1"), ("ap-northeast-2b", "apne2-az2"), ("ap-northeast-2c", "apne2-az3"), ("ap-northeast-2d", "apne2-az4")] },
    Region { name: "ap-northeast-3", label: "Asia Pacific (Osaka)", mark: "apne3", country: "Japan", division: "", opt_in: false, zones: &[("ap-northeast-3a", "apne3-az3"), ("ap-northeast-3b", "apne3-az1"), ("ap-northeast-3c", "apne3-az2")] },
    Region { name: "ap-south-1", label: "Asia Pacific (Mumbai)", mark: "aps1", country: "India", division: "", opt_in: false, zones: &[("ap-south-1a", "aps1-az1"), ("ap-south-1b", "aps1-az3"), ("ap-south-1c", "aps1-az2")] },
    Region { name: "ap-south-2", label: "Asia Pacific (Hyderabad)", mark: "aps2", country: "India", division: "", opt_in: true, zones: &[("ap-south-2a", "aps2-az1"), ("ap-south-2b", "aps2-az2"), ("ap-south-2c", "aps2-az3")] },
    Region { name: "ap-southeast-1", label: "Asia Pacific (Singapore)", mark: "apse1", country: "Singapore", division: "", opt_in: false, zones: &[("ap-southeast-1a", "apse1-az1"), ("ap-southeast-1b", "apse1-az2"), ("ap-southeast-1c", "apse1-az3")] },
    Region { name: "ap-southeast-2", label: "Asia Pacific (Sydney)", mark: "apse2", country: "Australia", division: "", opt_in: false, zones: &[("ap-southeast-2a", "apse2-az3"), ("ap-southeast-2b", "apse2-az1"), ("ap-southeast-2c", "apse2-az2")] },
    Region { name: "ap-southeast-3", label: "Asia Pacific (Jakarta)", mark: "apse3", country: "Indonesia", division: "", opt_in: true, zones: &[("ap-southeast-3a", "apse3-az1"), ("ap-southeast-3b", "apse3-az2"), ("ap-southeast-3c", "apse3-az3")] },
    Region { name: "ap-southeast-4", label: "Asia Pacific (Melbourne)", mark: "apse4", country: "Australia", division: "", opt_in: true, zones: &[("ap-southeast-4a", "apse4-az1"), ("ap-southeast-4b", "apse4-az2"), ("ap-southeast-4c", "apse4-az3")] },
    Region { name: "ap-southeast-5", label: "Asia Pacific (Malaysia)", mark: "apse5", country: "Malaysia", division: "", opt_in: true, zones: &[("ap-southeast-5a", "apse5-az1"), ("ap-southeast-5b", "apse5-az2"), ("ap-southeast-5c", "apse5-az3")] },
    Region { name: "ap-southeast-6", label: "Asia Pacific (New Zealand)", mark: "apse6", country: "New Zealand", division: "", opt_in: true, zones: &[("ap-southeast-6a", "apse6-az1"), ("ap-southeast-6b", "apse6-az2"), ("ap-southeast-6c", "apse6-az3")] },
    Region { name: "ap-southeast-7", label: "Asia Pacific (Thailand)", mark: "apse7", country: "Thailand", division: "", opt_in: true, zones: &[("ap-southeast-7a", "apse7-az1"), ("ap-southeast-7b", "apse7-az2"), ("ap-southeast-7c", "apse7-az3")] },
    Region { name: "ca-central-1", label: "Canada (Central)", mark: "cac1", country: "Canada", division: "", opt_in: false, zones: &[("ca-central-1a", "cac1-az1"), ("ca-central-1b", "cac1-az2"), ("ca-central-1d", "cac1-az4")] },
    Region { name: "ca-west-1", label: "Canada West (Calgary)", mark: "caw1", country: "Canada", division: "", opt_in: true, zones: &[("ca-west-1a", "caw1-az1"), ("ca-west-1b", "caw1-az2"), ("ca-west-1c", "caw1-az3")] },
    Region { name: "eu-central-1", label: "Europe (Frankfurt)", mark: "euc1", country: "Germany", division: "", opt_in: false, zones: &[("eu-central-1a", "euc1-az2"), ("eu-central-1b", "euc1-az3"), ("eu-central-1c", "euc1-az1")] },
    Region { name: "eu-central-2", label: "Europe (Zurich)", mark: "euc2", country: "Switzerland", division: "", opt_in: true, zones: &[("eu-central-2a", "euc2-az1"), ("eu-central-2b", "euc2-az2"), ("eu-central-2c", "euc2-az3")] },
    Region { name: "eu-north-1", label: "Europe (Stockholm)", mark: "eun1", country: "Sweden", division: "", opt_in: false, zones: &[("eu-north-1a", "eun1-az1"), ("eu-north-1b", "eun1-az2"), ("eu-north-1c", "eun1-az3")] },
    Region { name: "eu-south-1", label: "Europe (Milan)", mark: "eus1", country: "Italy", division: "", opt_in: true, zones: &[("eu-south-1a", "eus1-az1"), ("eu-south-1b", "eus1-az2"), ("eu-south-1c", "eus1-az3")] },
    Region { name: "eu-south-2", label: "Europe (Spain)", mark: "eus2", country: "Spain", division: "", opt_in: true, zones: &[("eu-south-2a", "eus2-az1"), ("eu-south-2b", "eus2-az2"), ("eu-south-2c", "eus2-az3")] },
    Region { name: "eu-west-1", label: "Europe (Ireland)", mark: "euw1", country: "Ireland", division: "", opt_in: false, zones: &[("eu-west-1a", "euw1-az3"), ("eu-west-1b", "euw1-az1"), ("eu-west-1c", "euw1-az2")] },
    Region { name: "eu-west-2", label: "Europe (London)", mark: "euw2", country: "United Kingdom", division: "", opt_in: false, zones: &[("eu-west-2a", "euw2-az2"), ("eu-west-2b", "euw2-az3"), ("eu-west-2c", "euw2-az1"), ("eu-west-2d", "euw2-az4")] },
    Region { name: "eu-west-3", label: "Europe (Paris)", mark: "euw3", country: "France", division: "", opt_in: false, zones: &[("eu-west-3a", "euw3-az1"), ("eu-west-3b", "euw3-az2"), ("eu-west-3c", "euw3-az3")] },
    Region { name: "il-central-1", label: "Israel (Tel Aviv)", mark: "ilc1", country: "Israel", division: "", opt_in: true, zones: &[("il-central-1a", "ilc1-az1"), ("il-central-1b", "ilc1-az2"), ("il-central-1c", "ilc1-az3")] },
    Region { name: "me-central-1", label: "Middle East (UAE)", mark: "mec1", country: "United Arab Emirates", division: "", opt_in: true, zones: &[("me-central-1a", "mec1-az1"), ("me-central-1b", "mec1-az2"), ("me-central-1c", "mec1-az3")] },
    Region { name: "me-south-1", label: "Middle East (Bahrain)", mark: "mes1", country: "Bahrain", division: "", opt_in: true, zones: &[("me-south-1a", "mes1-az1"), ("me-south-1b", "mes1-az2"), ("me-south-1c", "mes1-az3")] },
    Region { name: "mx-central-1", label: "Mexico (Central)", mark: "mxc1", country: "Mexico", division: "", opt_in: true, zones: &[("mx-central-1a", "mxc1-az1"), ("mx-central-1b", "mxc1-az2"), ("mx-central-1c", "mxc1-az3")] },
    Region { name: "sa-east-1", label: "South America (Sao Paulo)", mark: "sae1", country: "Brazil", division: "", opt_in: false, zones: &[("sa-east-1a", "sae1-az1"), ("sa-east-1b", "sae1-az2"), ("sa-east-1c", "sae1-az3")] },
    Region { name: "cn-north-1", label: "China (Beijing)", mark: "cnn1", country: "China", division: "", opt_in: false, zones: &[("cn-north-1a", "cnn1-az1"), ("cn-north-1b", "cnn1-az2"), ("cn-north-1c", "cnn1-az3")] },
    Region { name: "cn-northwest-1", label: "China (Ningxia)", mark: "cnnw1", country: "China", division: "", opt_in: false, zones: &[("cn-northwest-1a", "cnnw1-az1"), ("cn-northwest-1b", "cnnw1-az2"), ("cn-northwest-1c", "cnnw1-az3")] },
    Region { name: "us-gov-east-1", label: "AWS GovCloud (US-East)", mark: "usge1", country: "United States of America", division: "", opt_in: false, zones: &[("us-gov-east-1a", "usge1-az1"), ("us-gov-east-1b", "usge1-az2"), ("us-gov-east-1c", "usge1-az3")] },
    Region { name: "us-gov-west-1", label: "AWS GovCloud (US-West)", mark: "usgw1", country: "United States of America", division: "", opt_in: false, zones: &[("us-gov-west-1a", "usgw1-az1"), ("us-gov-west-1b", "usgw1-az2"), ("us-gov-west-1c", "usgw1-az3")] },
    Region { name: "us-iso-east-1", label: "US ISO East", mark: "usie1", country: "United States of America", division: "", opt_in: false, zones: &[("us-iso-east-1a", "usie1-az1"), ("us-iso-east-1b", "usie1-az2"), ("us-iso-east-1c", "usie1-az3")] },
    Region { name: "us-iso-west-1", label: "US ISO WEST", mark: "usiw1", country: "United States of America", division: "", opt_in: false, zones: &[("us-iso-west-1a", "usiw1-az1"), ("us-iso-west-1b", "usiw1-az2"), ("us-iso-west-1c", "usiw1-az3")] },
    Region { name: "us-isob-east-1", label: "US ISOB East (Ohio)", mark: "usibe1", country: "United States of America", division: "", opt_in: false, zones: &[("us-isob-east-1a", "usibe1-az1"), ("us-isob-east-1b", "usibe1-az2"), ("us-isob-east-1c", "usibe1-az3")] },
    Region { name: "us-isob-west-1", label: "US ISOB West", mark: "usibw1", country: "United States of America", division: "", opt_in: false, zones: &[("us-isob-west-1a", "usibw1-az1"), ("us-isob-west-1b", "usibw1-az2"), ("us-isob-west-1c", "usibw1-az3")] },
    Region { name: "eu-isoe-west-1", label: "EU ISOE West", mark: "euiew1", country: "United Kingdom", division: "", opt_in: false, zones: &[("eu-isoe-west-1a", "euiew1-az1"), ("eu-isoe-west-1b", "euiew1-az2"), ("eu-isoe-west-1c", "euiew1-az3")] },
    Region { name: "us-isof-east-1", label: "US ISOF EAST", mark: "usife1", country: "United States of America", division: "", opt_in: false, zones: &[("us-isof-east-1a", "usife1-az1"), ("us-isof-east-1b", "usife1-az2"), ("us-isof-east-1c", "usife1-az3")] },
    Region { name: "us-isof-south-1", label: "US ISOF SOUTH", mark: "usifs1", country: "United States of America", division: "", opt_in: false, zones: &[("us-isof-south-1a", "usifs1-az1"), ("us-isof-south-1b", "usifs1-az2"), ("us-isof-south-1c", "usifs1-az3")] },
    Region { name: "eusc-de-east-1", label: "AWS European Sovereign Cloud (Germany)", mark: "eusce1", country: "Germany", division: "", opt_in: false, zones: &[("eusc-de-east-1a", "eusce1-az1"), ("eusc-de-east-1b", "eusce1-az2"), ("eusc-de-east-1c", "eusce1-az3")] },
];

#[rustfmt::skip]
const ALIBABA: &[Region] = &[
    Region { name: "cn-qingdao", label: "China (Qingdao)", mark: "m5e", country: "", division: "", opt_in: false, zones: &[("cn-qingdao-b", "cn-qingdao-b"), ("cn-qingdao-c", "cn-qingdao-c")] },
    Region { name: "cn-beijing", label: "China (Beijing)", mark: "2ze", country: "", division: "", opt_in: false, zones: &[("cn-beijing-c", "cn-beijing-c"), ("cn-beijing-d", "cn-beijing-d"), ("cn-beijing-e", "cn-beijing-e"), ("cn-beijing-f", "cn-beijing-f"), ("cn-beijing-g", "cn-beijing-g"), ("cn-beijing-h", "cn-beijing-h"), ("cn-beijing-i", "cn-beijing-i"), ("cn-beijing-j", "cn-beijing-j"), ("cn-beijing-k", "cn-beijing-k"), ("cn-beijing-l", "cn-beijing-l")] },
    Region { name: "cn-zhangjiakou", label: "China (Zhangjiakou)", mark: "8vb", country: "", division: "", opt_in: false, zones: &[("cn-zhangjiakou-a", "cn-zhangjiakou-a"), ("cn-zhangjiakou-b", "cn-zhangjiakou-b"), ("cn-zhangjiakou-c", "cn-zhangjiakou-c")] },
    Region { name: "cn-huhehaote", label: "China (Hohhot)", mark: "hp3", country: "", division: "", opt_in: false, zones: &[("cn-huhehaote-a", "cn-huhehaote-a"), ("cn-huhehaote-b", "cn-huhehaote-b")] },
    Region { name: "cn-wulanchabu", label: "China (Ulanqab)", mark: "0jl", country: "", division: "", opt_in: false, zones: &[("cn-wulanchabu-a", "cn-wulanchabu-a"), ("cn-wulanchabu-b", "cn-wulanchabu-b"), ("cn-wulanchabu-c", "cn-wulanchabu-c")] },
    Region { name: "cn-hangzhou", label: "China (Hangzhou)", mark: "bp", country: "", division: "", opt_in: false, zones: &[("cn-hangzhou-b", "cn-hangzhou-b"), ("cn-hangzhou-f", "cn-hangzhou-f"), ("cn-hangzhou-g", "cn-hangzhou-g"), ("cn-hangzhou-h", "cn-hangzhou-h"), ("cn-hangzhou-i", "cn-hangzhou-i"), ("cn-hangzhou-j", "cn-hangzhou-j"), ("cn-hangzhou-k", "cn-hangzhou-k")] },
    Region { name: "cn-shanghai", label: "China (Shanghai)", mark: "uf6", country: "", division: "", opt_in: false, zones: &[("cn-shanghai-a", "cn-shanghai-a"), ("cn-shanghai-b", "cn-shanghai-b"), ("cn-shanghai-e", "cn-shanghai-e"), ("cn-shanghai-f", "cn-shanghai-f"), ("cn-shanghai-g", "cn-shanghai-g"), ("cn-shanghai-l", "cn-shanghai-l"), ("cn-shanghai-m", "cn-shanghai-m"), ("cn-shanghai-n", "cn-shanghai-n")] },
    Region { name: "cn-nanjing", label: "China (Nanjing)", mark: "gc7", country: "", division: "", opt_in: false, zones: &[("cn-nanjing-a", "cn-nanjing-a")] },
    Region { name: "cn-shenzhen", label: "China (Shenzhen)", mark: "wz9", country: "", division: "", opt_in: false, zones: &[("cn-shenzhen-a", "cn-shenzhen-a"), ("cn-shenzhen-c", "cn-shenzhen-c"), ("cn-shenzhen-d", "cn-shenzhen-d"), ("cn-shenzhen-e", "cn-shenzhen-e"), ("cn-shenzhen-f", "cn-shenzhen-f")] },
    Region { name: "cn-heyuan", label: "China (Heyuan)", mark: "f8z", country: "", division: "", opt_in: false, zones: &[("cn-heyuan-a", "cn-heyuan-a"), ("cn-heyuan-b", "cn-heyuan-b")] },
    Region { name: "cn-guangzhou", label: "China (Guangzhou)", mark: "7xv", country: "", division: "", opt_in: false, zones: &[("cn-guangzhou-a", "cn-guangzhou-a"), ("cn-guangzhou-b", "cn-guangzhou-b")] },
    Region { name: "cn-chengdu", label: "China (Chengdu)", mark: "2vc", country: "", division: "", opt_in: false, zones: &[("cn-chengdu-a", "cn-chengdu-a"), ("cn-chengdu-b", "cn-chengdu-b")] },
    Region { name: "cn-hongkong", label: "China (Hong Kong)", mark: "j6c", country: "", division: "", opt_in: false, zones: &[("cn-hongkong-b", "cn-hongkong-b"), ("cn-hongkong-c", "cn-hongkong-c"), ("cn-hongkong-d", "cn-hongkong-d")] },
    Region { name: "ap-northeast-1", label: "Japan (Tokyo)", mark: "6we", country: "", division: "", opt_in: false, zones: &[("ap-northeast-1-a", "ap-northeast-1-a"), ("ap-northeast-1-b", "ap-northeast-1-b"), ("ap-northeast-1-c", "ap-northeast-1-c")] },
    Region { name: "ap-northeast-2", label: "South Korea (Seoul)", mark: "mj7", country: "", division: "", opt_in: false, zones: &[("ap-northeast-2-a", "ap-northeast-2-a"), ("ap-northeast-2-b", "ap-northeast-2-b")] },
    Region { name: "ap-southeast-1", label: "Singapore", mark: "t4n", country: "", division: "", opt_in: false, zones: &[("ap-southeast-1-a", "ap-southeast-1-a"), ("ap-southeast-1-b", "ap-southeast-1-b"), ("ap-southeast-1-c", "ap-southeast-1-c")] },
    Region { name: "ap-southeast-3", label: "Malaysia (Kuala Lumpur)", mark: "8ps", country: "", division: "", opt_in: false, zones: &[("ap-southeast-3-a", "ap-southeast-3-a"), ("ap-southeast-3-b", "ap-southeast-3-b")] },
    Region { name: "ap-southeast-6", label: "Philippines (Manila)", mark: "5ts", country: "", division: "", opt_in: false, zones: &[("ap-southeast-6-a", "ap-southeast-6-a")] },
    Region { name: "ap-southeast-5", label: "Indonesia (Jakarta)", mark: "k1a", country: "", division: "", opt_in: false, zones: &[("ap-southeast-5-a", "ap-southeast-5-a"), ("ap-southeast-5-b", "ap-southeast-5-b"), ("ap-southeast-5-c", "ap-southeast-5-c")] },
    Region { name: "ap-southeast-7", label: "Thailand (Bangkok)", mark: "0jo", country: "", division: "", opt_in: false, zones: &[("ap-southeast-7-a", "ap-southeast-7-a")] },
    Region { name: "us-east-1", label: "US (Virginia)", mark: "0xi", country: "", division: "", opt_in: false, zones: &[("us-east-1-a", "us-east-1-a"), ("us-east-1-b", "us-east-1-b")] },
    Region { name: "us-west-1", label: "US (Silicon Valley)", mark: "rj9", country: "", division: "", opt_in: false, zones: &[("us-west-1-a", "us-west-1-a"), ("us-west-1-b", "us-west-1-b")] },
    Region { name: "eu-west-1", label: "UK (London)", mark: "d7o", country: "", division: "", opt_in: false, zones: &[("eu-west-1-a", "eu-west-1-a"), ("eu-west-1-b", "eu-west-1-b")] },
    Region { name: "eu-central-1", label: "Germany (Frankfurt)", mark: "gw8", country: "", division: "", opt_in: false, zones: &[("eu-central-1-a", "eu-central-1-a"), ("eu-central-1-b", "eu-central-1-b"), ("eu-central-1-c", "eu-central-1-c")] },
    Region { name: "me-east-1", label: "UAE (Dubai)", mark: "eb3", country: "", division: "", opt_in: false, zones: &[("me-east-1-a", "me-east-1-a")] },
    Region { name: "me-central-1", label: "SAU (Riyadh - Partner Region)", mark: "l4v", country: "", division: "", opt_in: false, zones: &[("me-central-1-a", "me-central-1-a"), ("me-central-1-b", "me-central-1-b")] },
];
