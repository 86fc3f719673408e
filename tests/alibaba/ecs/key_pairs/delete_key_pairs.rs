use super::{WORLD, call, import};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&KeyPairNames=%5B%22one%22,%22two%22%5D";
        insta::assert_snapshot!(in_every_shape("", "DeleteKeyPairs", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::empty().ecs_xml("DeleteKeyPairs&RegionId=cn-hangzhou&KeyPairNames=%5B%22one%22%5D");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeleteKeyPairsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></DeleteKeyPairsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_given_as_a_list() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DeleteKeyPairs").error(), missing("RegionId"));
        assert_eq!(call(&twin, "DeleteKeyPairs", "").error(), missing("KeyPairNames"));
        let text = "The specified parameter \"KeyPairNames\" is not valid.";
        let answer = call(&twin, "DeleteKeyPairs", "&KeyPairNames=one");
        assert_eq!(answer.error(), refusal(400, "InvalidKeyPairNames.ValueNotSupported", text));
    }

    #[test]
    fn no_instance_has_it() {
        let twin = Twin::with(WORLD);
        import(&twin, "mine");
        import(&twin, "other");
        call(&twin, "AttachKeyPair", "&KeyPairName=mine&InstanceIds=%5B%22i-1%22%5D").ok();
        let text = "The specified parameter \"KeyPairNames\" attached to instances can not be deleted.";
        let answer = call(&twin, "DeleteKeyPairs", "&KeyPairNames=%5B%22mine%22,%22other%22%5D");
        assert_eq!(answer.error(), refusal(400, "InvalidParameter.KeypairAlreadyAttachedInstance", text));
        assert_eq!(call(&twin, "DescribeKeyPairs", "").json()["TotalCount"], 2);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_gone_and_can_be_made_anew() {
        let twin = Twin::empty();
        import(&twin, "mine");
        import(&twin, "other");
        call(&twin, "DeleteKeyPairs", "&KeyPairNames=%5B%22mine%22,%22nowhere%22%5D").ok();
        let left = call(&twin, "DescribeKeyPairs", "").json();
        assert_eq!((&left["TotalCount"], &left["KeyPairs"]["KeyPair"][0]["KeyPairName"]), (&1.into(), &"other".into()));
        import(&twin, "mine");
    }
}
