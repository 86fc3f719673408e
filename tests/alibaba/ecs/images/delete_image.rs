use crate::alibaba::ecs::{dry_run, in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"
"#;

fn delete(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DeleteImage&RegionId=cn-hangzhou{more}"))
}

/// Makes an image of the instance.
#[track_caller]
fn made(twin: &Twin) -> String {
    let call = "CreateImage&RegionId=cn-hangzhou&InstanceId=i-1&ImageName=mine&ImageFamily=mine";
    twin.ecs(call).json()["ImageId"].as_str().expect("an id").to_owned()
}

/// The ids of the own images, whatever their status.
#[track_caller]
fn own(twin: &Twin) -> Vec<String> {
    let call = "DescribeImages&RegionId=cn-hangzhou&ImageOwnerAlias=self&Status=Creating,Available,UnAvailable";
    let images = twin.ecs(call).json()["Images"]["Image"].as_array().expect("a list").clone();
    images.iter().map(|image| image["ImageId"].as_str().expect("an id").to_owned()).collect()
}

fn launch(image: &str) -> String {
    format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={image}")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&ImageId=m-bp67acfmxazb4p****&Force=True";
        insta::assert_snapshot!(in_every_shape(WORLD, "DeleteImage", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml("DeleteImage&RegionId=cn-hangzhou&ImageId=m-bp67acfmxazb4p****");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteImageResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></DeleteImageResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_image_is_named_and_the_account_s_own() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DeleteImage&ImageId=m-1").error(), missing("RegionId"));
        assert_eq!(delete(&twin, "").error(), missing("ImageId"));
        let foreign = refusal(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.");
        assert_eq!(delete(&twin, "&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd").error(), foreign);
        let text = "The specified parameter \"Force\" is not valid.";
        assert_eq!(delete(&twin, "&ImageId=m-1&Force=yes").error(), refusal(400, "InvalidParameter", text));
    }

    #[test]
    fn one_that_is_being_made_stays_even_by_force() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let id = made(&twin);
        let making = refusal(403, "ImageIsCreating", "The specified image is being created.");
        assert_eq!(delete(&twin, &format!("&ImageId={id}")).error(), making);
        assert_eq!(delete(&twin, &format!("&ImageId={id}&Force=true")).error(), making);
        assert_eq!(own(&twin), [id.as_str()]);
        twin.advance("1m");
        delete(&twin, &format!("&ImageId={id}")).ok();
    }

    #[test]
    fn one_that_instances_were_made_from_stays_without_force() {
        let twin = Twin::with(WORLD);
        let id = made(&twin);
        twin.ecs(&launch(&id)).ok();
        let text = "The specified image has been used to create instances. You can use the DescribeInstances API to \
                    query these instances, or you can use the force parameter to proceed.";
        let used = refusal(403, "ImageUsingByInstance", text);
        assert_eq!(delete(&twin, &format!("&ImageId={id}")).error(), used);
        assert_eq!(delete(&twin, &format!("&ImageId={id}&Force=false&DryRun=true")).error(), used);
        assert_eq!(own(&twin), [id.as_str()]);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_name_is_free() {
        let twin = Twin::with(WORLD);
        let id = made(&twin);
        delete(&twin, &format!("&ImageId={id}")).ok();
        assert_eq!(own(&twin), Vec::<String>::new());
        let text = "The specified Image is disabled or is deleted.";
        assert_eq!(twin.ecs(&launch(&id)).error(), refusal(403, "OperationDenied.ImageNotValid", text));
        assert_ne!(made(&twin), id);
    }

    #[test]
    fn deleting_again_is_no_error() {
        let twin = Twin::with(WORLD);
        let id = made(&twin);
        twin.advance("1s");
        for _ in 0..2 {
            delete(&twin, &format!("&ImageId={id}")).ok();
        }
    }

    #[test]
    fn instances_outlive_their_image() {
        let twin = Twin::with(WORLD);
        let id = made(&twin);
        let answer = twin.ecs(&launch(&id)).json();
        let instance = answer["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        delete(&twin, &format!("&ImageId={id}&Force=true")).ok();
        twin.ecs(&format!("StopInstance&InstanceId={instance}")).ok();
        twin.ecs(&format!("StartInstance&InstanceId={instance}")).ok();
        assert_eq!(crate::alibaba::ecs::attribute(&twin, &instance)["ImageId"], id);
    }

    #[test]
    fn a_dry_run_keeps_it() {
        let twin = Twin::with(WORLD);
        let id = made(&twin);
        twin.advance("1s");
        assert_eq!(delete(&twin, &format!("&ImageId={id}&DryRun=true")).error(), dry_run());
        assert_eq!(own(&twin), [id]);
    }
}
