//! The instance families of ECS between which an instance can change, from the vendor's page "Instance families that
//! support instance type changes", with the seventh-generation targets of its later edition.
//!
//! Families that are not on the page (g8i and later) only allow changes within the family. Ours: the vendor's page for
//! them is not completely public.

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

/// Families that support only enhanced SSDs, from the notes of the page.
const ESSD_ONLY: &[&str] = &["g6e", "c6e", "r6e", "g7", "c7", "r7", "g7ne", "hfc7", "hfg7", "hfr7", "g8i"];

/// Families that do not support the advanced network features of a VPC, from the VPC pages.
const BASIC: &[&str] = &[
    "c1", "c2", "c4", "ce4", "cm4", "d1", "e3", "e4", "ga1", "gn4", "gn5", "i1", "m1", "m2", "mn4", "n1", "n2", "n4",
    "s1", "s2", "s3", "se1", "sn1", "sn2", "t1", "xn4",
];

fn without_prefix(family: &str) -> &str {
    family.strip_prefix("ecs.").unwrap_or(family)
}

/// Whether an instance can change from one family to another. Families have names such as `ecs.g6`.
pub fn reaches(from: &str, to: &str) -> bool {
    let (from, to) = (without_prefix(from), without_prefix(to));
    from == to
        || ROWS
            .iter()
            .any(|(origins, targets)| origins.contains(&from) && (origins.contains(&to) || targets.contains(&to)))
}

/// Whether this family supports only enhanced SSDs.
pub fn essd_only(family: &str) -> bool {
    ESSD_ONLY.contains(&without_prefix(family))
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
        assert!(reaches("ecs.g8i", "ecs.g8i") && !reaches("ecs.g8i", "ecs.g7"));
    }
}
