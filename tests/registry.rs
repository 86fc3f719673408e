//! What must hold for the lists of operations as a whole.

use std::path::Path;
use twinstance::alibaba;
use twinstance::alibaba::ecs;
use twinstance::aws::cloudwatch;
use twinstance::aws::ec2;
use twinstance::aws::iam;
use twinstance::aws::ssm;
use twinstance::aws::sts;
use twinstance::operation::Entry;

/// A service, the folder that it is in, below `src` and below `tests`, and its operations.
type Registry = (&'static str, &'static str, &'static [Entry]);

pub const REGISTRIES: [Registry; 10] = [
    ("AWS EC2", "aws/ec2", ec2::OPERATIONS),
    ("AWS CloudWatch", "aws/cloudwatch", cloudwatch::OPERATIONS),
    ("AWS IAM", "aws/iam", iam::OPERATIONS),
    ("AWS STS", "aws/sts", sts::OPERATIONS),
    ("AWS Systems Manager", "aws/ssm", ssm::OPERATIONS),
    ("Alibaba Cloud ECS", "alibaba/ecs", ecs::OPERATIONS),
    ("Alibaba Cloud STS", "alibaba/sts", alibaba::sts::OPERATIONS),
    ("Alibaba Cloud Location", "alibaba/location", alibaba::location::OPERATIONS),
    ("Alibaba Cloud VPC", "alibaba/vpc", alibaba::vpc::OPERATIONS),
    ("Alibaba Cloud CloudMonitor", "alibaba/cms", alibaba::cms::OPERATIONS),
];

/// The names of all operations.
pub fn actions() -> Vec<&'static str> {
    REGISTRIES.iter().flat_map(|(_, _, operations)| operations.iter().map(|entry| entry.action)).collect()
}

/// `DescribeVSwitches` as `describe_v_switches`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (n, letter) in name.char_indices() {
        if letter.is_uppercase() && n > 0 {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The file of this name in a folder or its folders.
fn find(folder: &Path, name: &str) -> Option<std::path::PathBuf> {
    let folders = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let folders = folders.filter(|path| path.is_dir()).chain([folder.to_owned()]);
    folders.map(|path| path.join(name)).find(|path| path.is_file())
}

/// Asserts that a file of tests is compiled: each `mod.rs` above it names what is below.
fn assert_part(file: &Path, top: &Path) {
    let (mut folder, mut name) = (file.parent().expect("a folder"), file.file_stem().expect("a name"));
    while folder != top {
        let text = std::fs::read_to_string(folder.join("mod.rs")).expect("a mod.rs");
        let line = format!("mod {};", name.to_string_lossy());
        assert!(text.lines().any(|have| have.trim_start_matches("pub ") == line), "{}: {line}", folder.display());
        (folder, name) = (folder.parent().expect("a folder"), folder.file_name().expect("a name"));
    }
}

#[test]
fn lists_are_sorted_and_name_real_actions() {
    for (_, _, operations) in REGISTRIES {
        assert!(operations.windows(2).all(|pair| pair[0].action < pair[1].action));
    }
    assert!(ec2::OPERATIONS.iter().all(|entry| ec2::is_action(entry.action)));
    assert!(cloudwatch::OPERATIONS.iter().all(|entry| cloudwatch::is_action(entry.action)));
    assert!(iam::OPERATIONS.iter().all(|entry| iam::is_action(entry.action)));
    assert!(sts::OPERATIONS.iter().all(|entry| sts::is_action(entry.action)));
    assert!(ssm::OPERATIONS.iter().all(|entry| ssm::is_action(entry.action)));
    assert!(ecs::OPERATIONS.iter().all(|entry| ecs::is_action(entry.action)));
    assert!(alibaba::sts::OPERATIONS.iter().all(|entry| alibaba::sts::is_action(entry.action)));
    assert!(alibaba::location::OPERATIONS.iter().all(|entry| alibaba::location::is_action(entry.action)));
    assert!(alibaba::vpc::OPERATIONS.iter().all(|entry| alibaba::vpc::is_action(entry.action)));
    assert!(alibaba::cms::OPERATIONS.iter().all(|entry| alibaba::cms::is_action(entry.action)));
    assert!(ec2::is_action("DescribeVpcs") && !ec2::is_action("DescribeVpcz"));
}

#[test]
fn each_operation_has_its_file_and_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (_, folder, operations) in REGISTRIES {
        for entry in operations {
            let name = format!("{}.rs", snake(entry.action));
            assert!(find(&root.join("src").join(folder), &name).is_some(), "src/{folder}: {name}");
            let tests =
                find(&root.join("tests").join(folder), &name).unwrap_or_else(|| panic!("tests/{folder}: {name}"));
            assert_part(&tests, &root.join("tests"));
            let text = std::fs::read_to_string(tests).expect("a readable file");
            for group in ["mod reading {", "mod validation {", "mod behaviour {"] {
                assert!(text.contains(group), "{name} lacks {group}");
            }
        }
    }
}

#[test]
fn parameters_can_be_named() {
    for entry in REGISTRIES.iter().flat_map(|(_, _, operations)| operations.iter()) {
        let names = (entry.parameters)();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
    }
}
