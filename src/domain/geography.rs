//! The regions and zones of both clouds, with the marks that appear in ids.
//!
//! Names are the vendors'. The set of zones is general knowledge, not from a vendor's list. On AWS, zone ids differ
//! between accounts; here they follow the letters of the zones in every account.

use crate::domain::scope::Cloud;

/// A region.
#[derive(Debug)]
pub struct Region {
    /// Its id, as in `us-east-1` or `cn-hangzhou`.
    pub name: &'static str,
    /// The display name.
    pub label: &'static str,
    /// AWS: the prefix of zone ids. Alibaba Cloud: the first characters after the hyphen in resource ids.
    pub mark: &'static str,
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

#[rustfmt::skip]
const AWS: &[Region] = &[
    Region { name: "us-east-1", label: "US East (N. Virginia)", mark: "use1", opt_in: false, zones: &[("us-east-1a", "use1-az1"), ("us-east-1b", "use1-az2"), ("us-east-1c", "use1-az3"), ("us-east-1d", "use1-az4"), ("us-east-1e", "use1-az5"), ("us-east-1f", "use1-az6")] },
    Region { name: "us-east-2", label: "US East (Ohio)", mark: "use2", opt_in: false, zones: &[("us-east-2a", "use2-az1"), ("us-east-2b", "use2-az2"), ("us-east-2c", "use2-az3")] },
    Region { name: "us-west-1", label: "US West (N. California)", mark: "usw1", opt_in: false, zones: &[("us-west-1a", "usw1-az1"), ("us-west-1c", "usw1-az3")] },
    Region { name: "us-west-2", label: "US West (Oregon)", mark: "usw2", opt_in: false, zones: &[("us-west-2a", "usw2-az1"), ("us-west-2b", "usw2-az2"), ("us-west-2c", "usw2-az3"), ("us-west-2d", "usw2-az4")] },
    Region { name: "af-south-1", label: "Africa (Cape Town)", mark: "afs1", opt_in: true, zones: &[("af-south-1a", "afs1-az1"), ("af-south-1b", "afs1-az2"), ("af-south-1c", "afs1-az3")] },
    Region { name: "ap-east-1", label: "Asia Pacific (Hong Kong)", mark: "ape1", opt_in: true, zones: &[("ap-east-1a", "ape1-az1"), ("ap-east-1b", "ape1-az2"), ("ap-east-1c", "ape1-az3")] },
    Region { name: "ap-northeast-1", label: "Asia Pacific (Tokyo)", mark: "apne1", opt_in: false, zones: &[("ap-northeast-1a", "apne1-az1"), ("ap-northeast-1c", "apne1-az3"), ("ap-northeast-1d", "apne1-az4")] },
    Region { name: "ap-northeast-2", label: "Asia Pacific (Seoul)", mark: "apne2", opt_in: false, zones: &[("ap-northeast-2a", "apne2-az1"), ("ap-northeast-2b", "apne2-az2"), ("ap-northeast-2c", "apne2-az3"), ("ap-northeast-2d", "apne2-az4")] },
    Region { name: "ap-northeast-3", label: "Asia Pacific (Osaka)", mark: "apne3", opt_in: false, zones: &[("ap-northeast-3a", "apne3-az1"), ("ap-northeast-3b", "apne3-az2"), ("ap-northeast-3c", "apne3-az3")] },
    Region { name: "ap-south-1", label: "Asia Pacific (Mumbai)", mark: "aps1", opt_in: false, zones: &[("ap-south-1a", "aps1-az1"), ("ap-south-1b", "aps1-az2"), ("ap-south-1c", "aps1-az3")] },
    Region { name: "ap-south-2", label: "Asia Pacific (Hyderabad)", mark: "aps2", opt_in: true, zones: &[("ap-south-2a", "aps2-az1"), ("ap-south-2b", "aps2-az2"), ("ap-south-2c", "aps2-az3")] },
    Region { name: "ap-southeast-1", label: "Asia Pacific (Singapore)", mark: "apse1", opt_in: false, zones: &[("ap-southeast-1a", "apse1-az1"), ("ap-southeast-1b", "apse1-az2"), ("ap-southeast-1c", "apse1-az3")] },
    Region { name: "ap-southeast-2", label: "Asia Pacific (Sydney)", mark: "apse2", opt_in: false, zones: &[("ap-southeast-2a", "apse2-az1"), ("ap-southeast-2b", "apse2-az2"), ("ap-southeast-2c", "apse2-az3")] },
    Region { name: "ap-southeast-3", label: "Asia Pacific (Jakarta)", mark: "apse3", opt_in: true, zones: &[("ap-southeast-3a", "apse3-az1"), ("ap-southeast-3b", "apse3-az2"), ("ap-southeast-3c", "apse3-az3")] },
    Region { name: "ap-southeast-4", label: "Asia Pacific (Melbourne)", mark: "apse4", opt_in: true, zones: &[("ap-southeast-4a", "apse4-az1"), ("ap-southeast-4b", "apse4-az2"), ("ap-southeast-4c", "apse4-az3")] },
    Region { name: "ca-central-1", label: "Canada (Central)", mark: "cac1", opt_in: false, zones: &[("ca-central-1a", "cac1-az1"), ("ca-central-1b", "cac1-az2"), ("ca-central-1d", "cac1-az4")] },
    Region { name: "ca-west-1", label: "Canada West (Calgary)", mark: "caw1", opt_in: true, zones: &[("ca-west-1a", "caw1-az1"), ("ca-west-1b", "caw1-az2"), ("ca-west-1c", "caw1-az3")] },
    Region { name: "eu-central-1", label: "Europe (Frankfurt)", mark: "euc1", opt_in: false, zones: &[("eu-central-1a", "euc1-az1"), ("eu-central-1b", "euc1-az2"), ("eu-central-1c", "euc1-az3")] },
    Region { name: "eu-central-2", label: "Europe (Zurich)", mark: "euc2", opt_in: true, zones: &[("eu-central-2a", "euc2-az1"), ("eu-central-2b", "euc2-az2"), ("eu-central-2c", "euc2-az3")] },
    Region { name: "eu-north-1", label: "Europe (Stockholm)", mark: "eun1", opt_in: false, zones: &[("eu-north-1a", "eun1-az1"), ("eu-north-1b", "eun1-az2"), ("eu-north-1c", "eun1-az3")] },
    Region { name: "eu-south-1", label: "Europe (Milan)", mark: "eus1", opt_in: true, zones: &[("eu-south-1a", "eus1-az1"), ("eu-south-1b", "eus1-az2"), ("eu-south-1c", "eus1-az3")] },
    Region { name: "eu-south-2", label: "Europe (Spain)", mark: "eus2", opt_in: true, zones: &[("eu-south-2a", "eus2-az1"), ("eu-south-2b", "eus2-az2"), ("eu-south-2c", "eus2-az3")] },
    Region { name: "eu-west-1", label: "Europe (Ireland)", mark: "euw1", opt_in: false, zones: &[("eu-west-1a", "euw1-az1"), ("eu-west-1b", "euw1-az2"), ("eu-west-1c", "euw1-az3")] },
    Region { name: "eu-west-2", label: "Europe (London)", mark: "euw2", opt_in: false, zones: &[("eu-west-2a", "euw2-az1"), ("eu-west-2b", "euw2-az2"), ("eu-west-2c", "euw2-az3")] },
    Region { name: "eu-west-3", label: "Europe (Paris)", mark: "euw3", opt_in: false, zones: &[("eu-west-3a", "euw3-az1"), ("eu-west-3b", "euw3-az2"), ("eu-west-3c", "euw3-az3")] },
    Region { name: "il-central-1", label: "Israel (Tel Aviv)", mark: "ilc1", opt_in: true, zones: &[("il-central-1a", "ilc1-az1"), ("il-central-1b", "ilc1-az2"), ("il-central-1c", "ilc1-az3")] },
    Region { name: "me-central-1", label: "Middle East (UAE)", mark: "mec1", opt_in: true, zones: &[("me-central-1a", "mec1-az1"), ("me-central-1b", "mec1-az2"), ("me-central-1c", "mec1-az3")] },
    Region { name: "me-south-1", label: "Middle East (Bahrain)", mark: "mes1", opt_in: true, zones: &[("me-south-1a", "mes1-az1"), ("me-south-1b", "mes1-az2"), ("me-south-1c", "mes1-az3")] },
    Region { name: "sa-east-1", label: "South America (Sao Paulo)", mark: "sae1", opt_in: false, zones: &[("sa-east-1a", "sae1-az1"), ("sa-east-1b", "sae1-az2"), ("sa-east-1c", "sae1-az3")] },
];

#[rustfmt::skip]
const ALIBABA: &[Region] = &[
    Region { name: "cn-qingdao", label: "China (Qingdao)", mark: "m5e", opt_in: false, zones: &[("cn-qingdao-b", "cn-qingdao-b"), ("cn-qingdao-c", "cn-qingdao-c")] },
    Region { name: "cn-beijing", label: "China (Beijing)", mark: "2ze", opt_in: false, zones: &[("cn-beijing-c", "cn-beijing-c"), ("cn-beijing-d", "cn-beijing-d"), ("cn-beijing-e", "cn-beijing-e"), ("cn-beijing-f", "cn-beijing-f"), ("cn-beijing-g", "cn-beijing-g"), ("cn-beijing-h", "cn-beijing-h"), ("cn-beijing-i", "cn-beijing-i"), ("cn-beijing-j", "cn-beijing-j"), ("cn-beijing-k", "cn-beijing-k"), ("cn-beijing-l", "cn-beijing-l")] },
    Region { name: "cn-zhangjiakou", label: "China (Zhangjiakou)", mark: "8vb", opt_in: false, zones: &[("cn-zhangjiakou-a", "cn-zhangjiakou-a"), ("cn-zhangjiakou-b", "cn-zhangjiakou-b"), ("cn-zhangjiakou-c", "cn-zhangjiakou-c")] },
    Region { name: "cn-huhehaote", label: "China (Hohhot)", mark: "hp3", opt_in: false, zones: &[("cn-huhehaote-a", "cn-huhehaote-a"), ("cn-huhehaote-b", "cn-huhehaote-b")] },
    Region { name: "cn-wulanchabu", label: "China (Ulanqab)", mark: "0jl", opt_in: false, zones: &[("cn-wulanchabu-a", "cn-wulanchabu-a"), ("cn-wulanchabu-b", "cn-wulanchabu-b"), ("cn-wulanchabu-c", "cn-wulanchabu-c")] },
    Region { name: "cn-hangzhou", label: "China (Hangzhou)", mark: "bp", opt_in: false, zones: &[("cn-hangzhou-b", "cn-hangzhou-b"), ("cn-hangzhou-f", "cn-hangzhou-f"), ("cn-hangzhou-g", "cn-hangzhou-g"), ("cn-hangzhou-h", "cn-hangzhou-h"), ("cn-hangzhou-i", "cn-hangzhou-i"), ("cn-hangzhou-j", "cn-hangzhou-j"), ("cn-hangzhou-k", "cn-hangzhou-k")] },
    Region { name: "cn-shanghai", label: "China (Shanghai)", mark: "uf6", opt_in: false, zones: &[("cn-shanghai-a", "cn-shanghai-a"), ("cn-shanghai-b", "cn-shanghai-b"), ("cn-shanghai-e", "cn-shanghai-e"), ("cn-shanghai-f", "cn-shanghai-f"), ("cn-shanghai-g", "cn-shanghai-g"), ("cn-shanghai-l", "cn-shanghai-l"), ("cn-shanghai-m", "cn-shanghai-m"), ("cn-shanghai-n", "cn-shanghai-n")] },
    Region { name: "cn-nanjing", label: "China (Nanjing)", mark: "gc7", opt_in: false, zones: &[("cn-nanjing-a", "cn-nanjing-a")] },
    Region { name: "cn-shenzhen", label: "China (Shenzhen)", mark: "wz9", opt_in: false, zones: &[("cn-shenzhen-a", "cn-shenzhen-a"), ("cn-shenzhen-c", "cn-shenzhen-c"), ("cn-shenzhen-d", "cn-shenzhen-d"), ("cn-shenzhen-e", "cn-shenzhen-e"), ("cn-shenzhen-f", "cn-shenzhen-f")] },
    Region { name: "cn-heyuan", label: "China (Heyuan)", mark: "f8z", opt_in: false, zones: &[("cn-heyuan-a", "cn-heyuan-a"), ("cn-heyuan-b", "cn-heyuan-b")] },
    Region { name: "cn-guangzhou", label: "China (Guangzhou)", mark: "7xv", opt_in: false, zones: &[("cn-guangzhou-a", "cn-guangzhou-a"), ("cn-guangzhou-b", "cn-guangzhou-b")] },
    Region { name: "cn-chengdu", label: "China (Chengdu)", mark: "2vc", opt_in: false, zones: &[("cn-chengdu-a", "cn-chengdu-a"), ("cn-chengdu-b", "cn-chengdu-b")] },
    Region { name: "cn-hongkong", label: "China (Hong Kong)", mark: "j6c", opt_in: false, zones: &[("cn-hongkong-b", "cn-hongkong-b"), ("cn-hongkong-c", "cn-hongkong-c"), ("cn-hongkong-d", "cn-hongkong-d")] },
    Region { name: "ap-northeast-1", label: "Japan (Tokyo)", mark: "6we", opt_in: false, zones: &[("ap-northeast-1-a", "ap-northeast-1-a"), ("ap-northeast-1-b", "ap-northeast-1-b"), ("ap-northeast-1-c", "ap-northeast-1-c")] },
    Region { name: "ap-northeast-2", label: "South Korea (Seoul)", mark: "mj7", opt_in: false, zones: &[("ap-northeast-2-a", "ap-northeast-2-a"), ("ap-northeast-2-b", "ap-northeast-2-b")] },
    Region { name: "ap-southeast-1", label: "Singapore", mark: "t4n", opt_in: false, zones: &[("ap-southeast-1-a", "ap-southeast-1-a"), ("ap-southeast-1-b", "ap-southeast-1-b"), ("ap-southeast-1-c", "ap-southeast-1-c")] },
    Region { name: "ap-southeast-3", label: "Malaysia (Kuala Lumpur)", mark: "8ps", opt_in: false, zones: &[("ap-southeast-3-a", "ap-southeast-3-a"), ("ap-southeast-3-b", "ap-southeast-3-b")] },
    Region { name: "ap-southeast-6", label: "Philippines (Manila)", mark: "5ts", opt_in: false, zones: &[("ap-southeast-6-a", "ap-southeast-6-a")] },
    Region { name: "ap-southeast-5", label: "Indonesia (Jakarta)", mark: "k1a", opt_in: false, zones: &[("ap-southeast-5-a", "ap-southeast-5-a"), ("ap-southeast-5-b", "ap-southeast-5-b"), ("ap-southeast-5-c", "ap-southeast-5-c")] },
    Region { name: "ap-southeast-7", label: "Thailand (Bangkok)", mark: "0jo", opt_in: false, zones: &[("ap-southeast-7-a", "ap-southeast-7-a")] },
    Region { name: "us-east-1", label: "US (Virginia)", mark: "0xi", opt_in: false, zones: &[("us-east-1-a", "us-east-1-a"), ("us-east-1-b", "us-east-1-b")] },
    Region { name: "us-west-1", label: "US (Silicon Valley)", mark: "rj9", opt_in: false, zones: &[("us-west-1-a", "us-west-1-a"), ("us-west-1-b", "us-west-1-b")] },
    Region { name: "eu-west-1", label: "UK (London)", mark: "d7o", opt_in: false, zones: &[("eu-west-1-a", "eu-west-1-a"), ("eu-west-1-b", "eu-west-1-b")] },
    Region { name: "eu-central-1", label: "Germany (Frankfurt)", mark: "gw8", opt_in: false, zones: &[("eu-central-1-a", "eu-central-1-a"), ("eu-central-1-b", "eu-central-1-b"), ("eu-central-1-c", "eu-central-1-c")] },
    Region { name: "me-east-1", label: "UAE (Dubai)", mark: "eb3", opt_in: false, zones: &[("me-east-1-a", "me-east-1-a")] },
    Region { name: "me-central-1", label: "SAU (Riyadh - Partner Region)", mark: "l4v", opt_in: false, zones: &[("me-central-1-a", "me-central-1-a"), ("me-central-1-b", "me-central-1-b")] },
];
