use super::{PUBLIC, call, import};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = format!("RegionId=cn-hangzhou&KeyPairName=mine&PublicKeyBody={PUBLIC}");
        insta::assert_snapshot!(in_every_shape("", "ImportKeyPair", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","KeyPairName":"mine","KeyPairFingerPrint":"2e:3f:c2:63:ba:99:9d:7e:04:0f:21:0d:86:05:5d:23"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("ImportKeyPair&RegionId=cn-hangzhou&KeyPairName=mine&PublicKeyBody={PUBLIC}");
        insta::assert_snapshot!(Twin::empty().ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ImportKeyPairResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><KeyPairName>mine</KeyPairName><KeyPairFingerPrint>2e:3f:c2:63:ba:99:9d:7e:04:0f:21:0d:86:05:5d:23</KeyPairFingerPrint></ImportKeyPairResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_name_and_a_key_are_given_and_good() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("ImportKeyPair").error(), missing("RegionId"));
        assert_eq!(call(&twin, "ImportKeyPair", "&PublicKeyBody=x").error(), missing("KeyPairName"));
        assert_eq!(call(&twin, "ImportKeyPair", "&KeyPairName=mine").error(), missing("PublicKeyBody"));
        let answer = call(&twin, "ImportKeyPair", "&KeyPairName=mine&PublicKeyBody=ssh-rsa+x");
        let text = "The PublicKeyBody format is not supported.";
        assert_eq!(answer.error(), refusal(400, "InvalidPublicKeyBody.Malformed", text));
        let answer = call(&twin, "ImportKeyPair", &format!("&KeyPairName=m&PublicKeyBody={PUBLIC}"));
        let text = "Specified Key Pair name is not valid.";
        assert_eq!(answer.error(), refusal(400, "InvalidKeyPairName.Malformed", text));
    }

    #[test]
    fn there_is_one_of_a_name() {
        let twin = Twin::empty();
        import(&twin, "mine");
        let answer = call(&twin, "ImportKeyPair", &format!("&KeyPairName=mine&PublicKeyBody={PUBLIC}"));
        assert_eq!(answer.error(), refusal(400, "KeyPair.AlreadyExist", "The key pair already exist."));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_there_as_it_was_written() {
        let twin = Twin::empty();
        import(&twin, "mine");
        let pair = call(&twin, "DescribeKeyPairs", "&IncludePublicKey=true").json()["KeyPairs"]["KeyPair"][0].clone();
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMQJsGZliWCngqqmnThHKw85AKMMYK2I8qTAyKfMC4TS me@example";
        assert_eq!((&pair["KeyPairName"], &pair["PublicKey"]), (&"mine".into(), &key.into()));
    }
}
