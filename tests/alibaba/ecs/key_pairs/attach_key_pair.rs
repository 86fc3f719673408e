use super::{WORLD, call, import, key_of};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_tells_of_each_instance() {
        let twin = Twin::with(WORLD);
        import(&twin, "mine");
        let ids = "%5B%22i-1%22,%22i-nowhere%22,%22i-windows%22,%22i-locked%22%5D";
        let more = format!("&KeyPairName=mine&InstanceIds={ids}");
        insta::assert_snapshot!(call(&twin, "AttachKeyPair", &more).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","KeyPairName":"mine","TotalCount":"4","FailCount":"3","Results":{"Result":[{"InstanceId":"i-1","Success":"true","Code":"200","Message":"successful"},{"InstanceId":"i-nowhere","Success":"false","Code":"InvalidInstanceId.NotFound","Message":"The specified InstanceId does not exist."},{"InstanceId":"i-windows","Success":"false","Code":"DependencyViolation.WindowsInstance","Message":"The instance creating is windows, cannot use ssh key pair to login."},{"InstanceId":"i-locked","Success":"false","Code":"InstanceLockedForSecurity","Message":"The specified operation is denied as your instance is locked for security reasons."}]}}"#);
        let xml = "AttachKeyPair&RegionId=cn-hangzhou&KeyPairName=mine&InstanceIds=%5B%22i-2%22%5D";
        insta::assert_snapshot!(twin.ecs_xml(xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AttachKeyPairResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><KeyPairName>mine</KeyPairName><TotalCount>1</TotalCount><FailCount>0</FailCount><Results><Result><InstanceId>i-2</InstanceId><Success>true</Success><Code>200</Code><Message>successful</Message></Result></Results></AttachKeyPairResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_key_pair_and_instances_are_named() {
        let twin = Twin::with(WORLD);
        let action = "AttachKeyPair";
        assert_eq!(twin.ecs(action).error(), missing("RegionId"));
        assert_eq!(call(&twin, action, "&InstanceIds=%5B%5D").error(), missing("KeyPairName"));
        assert_eq!(call(&twin, action, "&KeyPairName=mine").error(), missing("InstanceIds"));
        let text = "The specified KeyPairName does not exist in our records.";
        let answer = call(&twin, action, "&KeyPairName=mine&InstanceIds=%5B%22i-1%22%5D");
        assert_eq!(answer.error(), refusal(400, "InvalidKeyPairName.NotFound", text));
        import(&twin, "mine");
        let text = "The specified parameter InstanceIds is not valid.";
        let answer = call(&twin, action, "&KeyPairName=mine&InstanceIds=i-1");
        assert_eq!(answer.error(), refusal(400, "InvalidInstanceIds.ValueNotSupported", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn instances_have_it_in_place_of_another() {
        let twin = Twin::with(WORLD);
        import(&twin, "mine");
        import(&twin, "other");
        call(&twin, "AttachKeyPair", "&KeyPairName=other&InstanceIds=%5B%22i-1%22%5D").ok();
        let answer =
            call(&twin, "AttachKeyPair", "&KeyPairName=mine&InstanceIds=%5B%22i-1%22,%22i-nowhere%22%5D").json();
        assert_eq!((&answer["TotalCount"], &answer["FailCount"]), (&"2".into(), &"1".into()));
        assert_eq!((key_of(&twin, "i-1").as_str(), key_of(&twin, "i-2").as_str()), ("mine", ""));
    }
}
