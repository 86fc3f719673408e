use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

/// The families that are listed, with their generations.
#[track_caller]
fn families(more: &str) -> Vec<(String, String)> {
    let answer = Twin::empty().ecs(&format!("DescribeInstanceTypeFamilies&RegionId=cn-hangzhou{more}")).json();
    let list = answer["InstanceTypeFamilies"]["InstanceTypeFamily"].as_array().expect("a list").clone();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    list.iter().map(|family| (text(&family["InstanceTypeFamilyId"]), text(&family["Generation"]))).collect()
}

mod reading {
    use super::*;

    #[test]
    fn a_generation_in_every_shape() {
        let body = in_every_shape("", "DescribeInstanceTypeFamilies", "RegionId=cn-hangzhou&Generation=ecs-6");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceTypeFamilies":{"InstanceTypeFamily":[{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.c7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.hfc7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.hfg7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.r7"}]}}"#);
    }

    #[test]
    fn a_generation_in_xml() {
        let answer = Twin::empty().ecs_xml("DescribeInstanceTypeFamilies&RegionId=cn-hangzhou&Generation=ecs-8");
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceTypeFamiliesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceTypeFamilies><InstanceTypeFamily><Generation>ecs-8</Generation><InstanceTypeFamilyId>ecs.g8i</InstanceTypeFamilyId></InstanceTypeFamily></InstanceTypeFamilies></DescribeInstanceTypeFamiliesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DescribeInstanceTypeFamilies").error(), missing("RegionId"));
        let nowhere = twin.ecs("DescribeInstanceTypeFamilies&RegionId=mars").error();
        let text = "The RegionId provided does not exist in our records.";
        assert_eq!(nowhere, refusal(404, "InvalidRegionId.NotFound", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_retired_family_shows_with_its_generation_only() {
        let names = |more: &str| families(more).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        let sold = names("");
        assert!(sold.windows(2).all(|pair| pair[0] < pair[1]), "{sold:?}");
        assert!(sold.contains(&"ecs.g6".to_owned()) && !sold.contains(&"ecs.t1".to_owned()));
        assert!(names("&Generation=ecs-1").contains(&"ecs.t1".to_owned()));
        assert!(names("&Generation=ecs-99").is_empty());
    }

    #[test]
    fn the_generations_are_the_vendors() {
        let sold = families("");
        for (family, generation) in
            [("ecs.g5", "ecs-4"), ("ecs.g6", "ecs-5"), ("ecs.t5", "ecs-4"), ("ecs.hfg7", "ecs-6")]
        {
            assert!(sold.contains(&(family.into(), generation.into())), "{family}: {sold:?}");
        }
    }
}
