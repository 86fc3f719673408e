//! All figures of all types, as DescribeInstanceTypes shows them.

use super::*;
use crate::recorded::element::Element;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// How many figures the 1,395 types have, and the digest of them. Both were computed from the answers of the real service,
/// in us-east-1, in the form that [`figures`] has. What the service says of t8i's `burstablePerformanceSupported` is put
/// right: they have credits.
const FIGURES: usize = 125_733;
const DIGEST: &str = "0c8d8da0a43e267f7b851c5c14e3d9636b416ca2bb0c1888bfbd552c1ce52746";

/// The figures of each type in an answer: `path<TAB>value`, sorted. The path has the number of an item that has elements
/// of its own, and `item` for another; numbers have no zeros at their ends.
fn figures(answer: &Answer) -> Vec<Vec<String>> {
    let root = Element::parse(answer.ok());
    let types = &root.at("instanceTypeSet").expect("types").children;
    let sorted = |of: &Element| {
        let mut figures = Vec::new();
        collect(of, "", &mut figures);
        figures.sort_unstable();
        figures
    };
    types.iter().map(sorted).collect()
}

fn path(figure: &str) -> &str {
    figure.split_once('\t').map_or(figure, |(path, _)| path)
}

fn collect(element: &Element, path: &str, figures: &mut Vec<String>) {
    if element.children.is_empty() {
        let value = element.text.parse::<f64>().map_or(element.text.clone(), |number| number.to_string());
        figures.push(format!("{path}\t{value}"));
    }
    for (n, child) in element.children.iter().enumerate() {
        let is_numbered = child.name == "item" && !child.children.is_empty();
        let name = if is_numbered { n.to_string() } else { child.name.clone() };
        let path = if path.is_empty() { name } else { format!("{path}/{name}") };
        collect(child, &path, figures);
    }
}

#[test]
fn all_figures_of_all_types_are_those_of_the_service() {
    let all = Twin::empty().ec2("DescribeInstanceTypes&IncludeUnsupportedInRegion=true");
    let (names, types) = (all.all("instanceType"), figures(&all));
    assert_eq!((names.len(), types.len()), (1395, 1395));
    let mut text = String::new();
    for (name, figures) in names.iter().zip(&types) {
        for figure in figures {
            writeln!(text, "{name}\t{figure}").expect("a text grows");
        }
    }
    assert_eq!(text.lines().count(), FIGURES);
    assert_eq!(hex::encode(Sha256::digest(&text)), DIGEST);
}

/// One type of each kind. All others are in the digest.
#[test]
fn a_type_of_each_kind() {
    let names = [
        "t8i.nano",
        "p6-b300.48xlarge",
        "g6f.large",
        "inf2.24xlarge",
        "trn2.48xlarge",
        "f2.6xlarge",
        "vt1.3xlarge",
        "mac2.metal",
        "m5d.large",
        "u7i-12tb.224xlarge",
    ];
    let named: String = (1..).zip(names).map(|(n, name)| format!("&InstanceType.{n}={name}")).collect();
    let all = Twin::empty().ec2(&format!("DescribeInstanceTypes&IncludeUnsupportedInRegion=true{named}"));
    let shown = figures(&all).into_iter().map(|figures| {
        // The items of a list on one line.
        let lines = figures.chunk_by(|one, other| path(one) == path(other)).map(|same| {
            let values: Vec<_> =
                same.iter().filter_map(|figure| figure.split_once('\t')).map(|(_, value)| value).collect();
            format!("{} = {}", path(&same[0]), values.join(", "))
        });
        lines.collect::<Vec<_>>().join("\n")
    });
    insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n\n"));
}
