use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

/// The families that are listed, with their generations.
#[track_caller]
fn families(more: &str) -> Vec<(String, String)> {
    let answer = Twin::empty().ecs(&format!("DescribeInstanceTypeFamilies&RegionId=cn-hangzhou{more}")).json();
    let list = answer["InstanceTypeFamilies"]["InstanceTypeFamily"].as_array().expect("a list").clone();
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let generation = |family: &serde_json::Value| family.get("Generation").map(text).unwrap_or_default();
    list.iter().map(|family| (text(&family["InstanceTypeFamilyId"]), generation(family))).collect()
}

mod reading {
    use super::*;

    #[test]
    fn a_generation_in_every_shape() {
        let body = in_every_shape("", "DescribeInstanceTypeFamilies", "RegionId=cn-hangzhou&Generation=ecs-6");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceTypeFamilies":{"InstanceTypeFamily":[{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.c7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.c7a"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.c7nex"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.c7se"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.c7t"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmc7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmc7a"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmg7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmg7a"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmgn7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmgn7e"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmgn7i"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmhfc7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmhfg7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmhfr7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmr7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.ebmr7a"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7a"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7h"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7ne"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7nex"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7se"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.g7t"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.gn7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.gn7e"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.gn7i"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.gn7s"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.hfc7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.hfg7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.hfr7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.r7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.r7a"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.r7se"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.r7t"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.sccc7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.sccg7"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.sgn7i-vws"},{"Generation":"ecs-6","InstanceTypeFamilyId":"ecs.vgn7i-vws"}]}}"#);
    }

    #[test]
    fn a_generation_in_xml() {
        let answer = Twin::empty().ecs_xml("DescribeInstanceTypeFamilies&RegionId=cn-hangzhou&Generation=ecs-2");
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceTypeFamiliesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceTypeFamilies><InstanceTypeFamily><Generation>ecs-2</Generation><InstanceTypeFamilyId>ecs.e3</InstanceTypeFamilyId></InstanceTypeFamily><InstanceTypeFamily><Generation>ecs-2</Generation><InstanceTypeFamilyId>ecs.n1</InstanceTypeFamilyId></InstanceTypeFamily><InstanceTypeFamily><Generation>ecs-2</Generation><InstanceTypeFamilyId>ecs.n2</InstanceTypeFamilyId></InstanceTypeFamily></InstanceTypeFamilies></DescribeInstanceTypeFamiliesResponse>"#);
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
            [("ecs.g5", "ecs-4"), ("ecs.g6", "ecs-5"), ("ecs.t5", "ecs-4"), ("ecs.hfg7", "ecs-6"), ("ecs.i2", "ecs-3")]
        {
            assert!(sold.contains(&(family.into(), generation.into())), "{family}: {sold:?}");
        }
        assert!(sold.contains(&("ecs.g8i".into(), String::new())), "of the 8th generation it is not known");
        assert_eq!(sold.len(), sold.iter().map(|(family, _)| family).collect::<std::collections::BTreeSet<_>>().len());
    }
}
