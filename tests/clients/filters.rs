//! Every filter that the vendor's documentation names is accepted where it names it.

use super::model::MODELS;
use crate::support::Twin;

/// The name to ask for: the documentation writes `tag:<key>`, or only `tag`, for a tag's key.
fn asked(name: &str) -> &str {
    if name == "tag" || name.starts_with("tag:") { "tag:Name" } else { name }
}

#[test]
fn documented_filters_are_accepted() {
    let twin = Twin::demo();
    let mut refused = Vec::new();
    let mut names = 0;
    for (action, model) in MODELS.iter() {
        let Some(action) = action.strip_prefix("ec2:") else { continue };
        for name in &model.filters {
            // Those of all launch templates need to be named.
            let more = if action == "DescribeLaunchTemplateVersions" { "&LaunchTemplateVersion.1=$Latest" } else { "" };
            let answer = twin.ec2(&format!("{action}&Filter.1.Name={}&Filter.1.Value.1=x{more}", asked(name)));
            if answer.0.status != 200 {
                refused.push(format!("{action} refuses {name}: {}", answer.0.body));
            }
            names += 1;
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(names > 400, "{names} names: the documentation has been read");
}
