//! The instance families of ECS between which an instance can change, from the vendor's page "Instance families that
//! support instance type changes", with the seventh-generation targets of its later edition.
//!
//! Ours, for families that are not on the page (g8i and later): an instance can change between the families that differ
//! only in the ratio of memory to vCPUs, such as g8i, c8i and r8i. The vendor's page for them is not completely public.

use crate::domain::compute::catalog::InstanceType;

/// Origins and targets. A family can also change to itself and to the other origins of its row.
#[rustfmt::skip]
const ROWS: &[(&[&str], &[&str])] = &[
    (&["t6"], &["s6", "g6", "c6", "r6", "hfg6", "hfc6", "hfr6"]),
    (&["s6"], &["t6", "g6", "c6", "r6", "hfg6", "hfc6", "hfr6"]),
    (&["t5"], &["sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "n4", "mn4", "xn4", "e4"]),
    (&["n4", "mn4", "xn4", "e4"], &["sn1", "sn2", "se1", "n1", "n2", "e3", "sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "t5"]),
    (&["g7", "c7", "r7"], &[]),
    (&["g7ne"], &["g7", "c7", "r7", "hfc7", "hfg7", "hfr7"]),
    (&["g6", "c6", "r6"], &["g7", "c7", "r7", "hfc7", "hfg7", "hfr7", "g6e", "c6e", "r6e", "re6", "hfg6", "hfc6", "hfr6", "t6", "s6"]),
    (&["g6se"], &["g6e", "c6e", "r6e"]),
    (&["g6a", "c6a", "r6a"], &[]),
    (&["g6t", "c6t"], &[]),
    (&["g6e", "c6e", "r6e"], &["ebmg6e", "ebmc6e", "ebmr6e", "g6se", "g7", "c7", "r7", "hfc7", "hfg7", "hfr7", "g7ne"]),
    (&["ebmg6a", "ebmc6a", "ebmr6a"], &[]),
    (&["ebmg6e", "ebmc6e", "ebmr6e"], &["g6e", "c6e", "r6e"]),
    (&["g5", "g5ne", "r5", "c5", "ic5"], &["sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["sn1ne", "sn2ne", "se1ne"], &["c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "g5ne", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["se1"], &["sn1", "sn2", "n1", "n2", "e3", "sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["re6"], &["g6", "c6", "r6", "hfc6", "hfg6", "hfr6", "re4"]),
    (&["re4"], &["re6", "sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["hfc7", "hfg7", "hfr7"], &["g7", "c7", "r7", "g7ne"]),
    (&["hfc6", "hfg6", "hfr6"], &["hfc7", "hfg7", "hfr7", "g6", "c6", "r6", "re6", "t6", "s6"]),
    (&["hfc5", "hfg5"], &["sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "g5", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["t1", "s1", "s2", "s3", "m1", "m2", "c1", "c2"], &["sn1", "sn2", "se1", "n1", "n2", "e3", "sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["n1", "n2", "e3"], &["sn1", "sn2", "se1", "sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["sn1", "sn2"], &["se1", "n1", "n2", "e3", "sn1ne", "sn2ne", "se1ne", "c4", "cm4", "ce4", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
    (&["c4", "ce4", "cm4"], &["sn1ne", "sn2ne", "se1ne", "hfc5", "hfg5", "g5", "r5", "c5", "ic5", "re4", "t5", "n4", "mn4", "xn4", "e4"]),
];

/// Families without changes of any kind, from the page. Types with local disks and Elastic Bare Metal instances have
/// rules of their own in [`is_fixed`].
const FIXED: &[&str] = &["re6p", "g7t", "c7t", "r7t", "vgn5i", "f1", "f3"];

/// Families that support only enhanced SSDs, from the notes of the page.
const ESSD_ONLY: &[&str] = &["g6e", "c6e", "r6e", "g7", "c7", "r7", "g7ne", "hfc7", "hfg7", "hfr7"];

/// Families that do not support the advanced network features of a VPC, from the VPC pages.
const BASIC: &[&str] = &[
    "c1", "c2", "c4", "ce4", "cm4", "d1", "e3", "e4", "ga1", "gn4", "gn5", "i1", "m1", "m2", "mn4", "n1", "n2", "n4",
    "s1", "s2", "s3", "se1", "sn1", "sn2", "t1", "xn4",
];

fn without_prefix(family: &str) -> &str {
    family.strip_prefix("ecs.").unwrap_or(family)
}

/// Whether the families are on the page.
fn is_listed(family: &str) -> bool {
    ROWS.iter().any(|(origins, targets)| origins.contains(&family) || targets.contains(&family))
}

/// Whether no instance can change from or to this family, not even within it: the page's list, on which are all families
/// of Elastic Bare Metal Instances and Super Computing Clusters but those of its rows.
fn is_fixed(family: &str) -> bool {
    let metal = family.starts_with("ebm") || family.starts_with("scc");
    FIXED.contains(&family) || metal && !is_listed(family)
}

/// The line of a general-purpose, compute-optimized or memory-optimized family, with whether it has a high clock speed:
/// `8i` for g8i, c8i and r8i.
fn line(family: &str) -> Option<(bool, &str)> {
    let (high_clock, rest) = family.strip_prefix("hf").map_or((false, family), |rest| (true, rest));
    let line = rest.strip_prefix(['g', 'c', 'r'])?;
    line.starts_with(|c: char| c.is_ascii_digit()).then_some((high_clock, line))
}

/// Whether an instance can change from one family to another. Families have names such as `ecs.g6`.
pub fn reaches(from: &str, to: &str) -> bool {
    let (from, to) = (without_prefix(from), without_prefix(to));
    let row = |(origins, targets): &(&[&str], &[&str])| {
        origins.contains(&from) && (origins.contains(&to) || targets.contains(&to))
    };
    let of_one_line = || line(from).is_some() && line(from) == line(to) && !is_listed(from) && !is_listed(to);
    !is_fixed(from) && !is_fixed(to) && (from == to || ROWS.iter().any(row) || of_one_line())
}

/// Whether this type supports only enhanced SSDs. Ours, beside the page: types that attach disks by NVMe, which are those of
/// the eighth generation and later.
pub fn essd_only(instance_type: &InstanceType) -> bool {
    let by_nvme = instance_type.ecs().is_some_and(|figures| figures.nvme == "required");
    by_nvme || ESSD_ONLY.contains(&without_prefix(instance_type.family))
}

/// Whether this family does not support the advanced network features of a VPC.
pub fn is_basic(family: &str) -> bool {
    BASIC.contains(&without_prefix(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_origin_is_in_one_row() {
        let mut origins: Vec<_> = ROWS.iter().flat_map(|(origins, _)| origins.iter()).collect();
        let count = origins.len();
        origins.sort();
        origins.dedup();
        assert_eq!(origins.len(), count);
    }

    #[test]
    fn examples_of_the_page_hold() {
        assert!(reaches("ecs.g6", "ecs.c6") && reaches("ecs.g6", "ecs.g7") && reaches("ecs.t6", "ecs.g6"));
        assert!(!reaches("ecs.g7", "ecs.g6"), "there is no way back from the seventh generation");
        assert!(!reaches("ecs.g6", "ecs.g5"));
        assert!(!reaches("ecs.c7t", "ecs.c7t") && !reaches("ecs.ebmg7", "ecs.ebmg7"));
        assert!(reaches("ecs.g6e", "ecs.ebmg6e") && reaches("ecs.ebmg6a", "ecs.ebmr6a"));
    }

    #[test]
    fn families_beside_the_page_change_within_their_line() {
        assert!(reaches("ecs.g8i", "ecs.g8i") && reaches("ecs.g8i", "ecs.c8i") && reaches("ecs.hfg9i", "ecs.hfr9i"));
        assert!(!reaches("ecs.g8i", "ecs.g7") && !reaches("ecs.g8i", "ecs.g8a") && !reaches("ecs.g8i", "ecs.hfg8i"));
        assert!(reaches("ecs.gn7i", "ecs.gn7i") && !reaches("ecs.gn7i", "ecs.gn6i") && !reaches("ecs.re6", "ecs.re8"));
    }
}
