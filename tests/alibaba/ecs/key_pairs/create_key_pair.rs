use super::{call, import};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape_is_one_and_the_same_key() {
        let parameters = "RegionId=cn-hangzhou&KeyPairName=made&Tag.1.Key=a&Tag.1.Value=b&ResourceGroupId=rg-1";
        insta::assert_snapshot!(in_every_shape("", "CreateKeyPair", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","KeyPairId":"ssh-bpgdc5irqtnjwspllcos","KeyPairName":"made","KeyPairFingerPrint":"6e:6c:33:c6:d7:fd:90:85:6e:bf:07:84:25:a4:9b:8d","PrivateKeyBody":"-----BEGIN RSA PRIVATE KEY-----\nMIIEpQIBAAKCAQEA1hITqHMxCQecSD4109KC/6wiYD4l1PFdZlHVzm+YZUn0PEmY\nK8lrE9GGso9mF0asOQGSfWH47gnb2v3rFLfZQyomoVx/o73KQFFFrtlUDqlugxkK\nVc+XlBo7xWuW/Mwg6qdCoOvalroX8RUlCyG06ckbKj8gQUSfOb2Uo0CA5pJeIGNi\nvnLGZI0quC1ldYymLBd8F5xJrPnG3dg5QHKlMZ4KHPSHIkXIqWqQjVb9x0uplJMf\nGUMMKoFOFZ21lav0S8/h3b92ua8H0DaHp6JqNTlW3VkWQZMevQXQHeMwkKPmbuP9\npFcatFv4kZb67qW2bHPDOiIxRQEwfw1rPAXdvQIDAQABAoIBAQCSA9aAycGipRxG\ncpiImUhdWG5CM2Hes5u/lQY/PwM145HCJXi0NTjiVcKIvSMnsT77y0S+XTtMMlFS\nOGxGv3hkRbX/znYJnAT+hfD/6KFbNtp4dXYFPgnoLVSjvlVIrXuuUtQxq2537Qsz\nl/aidyVNaa0rzc8UddgdrGBcUj0aB3A5WB0Dw4PKWS5xCXwk0Zq1tP2hkue5Rca4\n6wwkbCC6baWtazAgA2eH3SSLQtGJS/0hhExwRDqjQqXIlLGMtdmUuAKgPah8G7ha\nOWc0We9YYbLsm+MWLKutRVexOJYGimH6DkmbQEXlr3l7qQNGV3YKY0NsrFxw943n\nJK1ZrS9JAoGBAPopWjpdF0oi21r6Hy6vDmuH61KDVWLr5FpaAoRCNh0OVhWQn8d1\n6M97N2zqLdEy3Bwr8oPWHIjxpjT0sbeOwiKNQ9wi2Zq6uTiIP7BoTUP6Ib7PPgLL\nW63R5X+U7e3gMuXLuUWJQzy2AradejWchGoZHyxsVjUKA1IT7ZamD3nnAoGBANsR\nF0FN2UtoXi8dkVb7MVIXP7HUDDSgXRD8Leqw1NAHb2akoXTONho0mTYqwKTO0U5/\nK98TdCbLVDPsTRhraTGEK5BOWamudoLuensJIKXMrFifhx6srhEwe8oIJiMvb9e7\n5Mv1IecZc5gitt+8kHzd6W4WLGsd6TOVaGXTw167AoGALJxJOdU1/QOASJYID4Qq\nNyTS4zEGfhCA9VfN0RYZnk7bLRdQVvqA3NclSCfuqbq/I8r2gWoiRo2JTTJBqvEr\nT4wPiOcyFPStaRZq/SNse+3ULLm6Xjczjyi6G2lMkLoFeZM949eZhO8URsqIa50Q\nw/bc50gei3DQrMde/Bl68wsCgYEAxiKYIPWTYnO8M+sPSFebjT7/2gwLGhIs+q7L\nrOhRIvKGnJSsf2P/ZQZLyMU0RhvVDaVR/cqvlGL0/p1sQXjsxN9hM3zZ9fGYuOWP\nG/buc2dCPknTQTg3m855OArUy6AdDUehMaO+DTJk7aYANy5qlLV1ap9df2inQoOQ\n0ACPRP8CgYEAuParZj+NwVBEljokfdvih0iNoIPTYwhbntRflL5FqVVZTj6XOJnG\n2IdL2B01whtIfCn8si5zAZRghCmq0ExU2aiKz8SLf7IN4bCKF+UAryd1lmKIxAIt\nxnW3g4p0G6pN4l4q7JXFOGSgqUhYld4iJwo17tmfZ4cTBj+ES70phhs=\n-----END RSA PRIVATE KEY-----\n"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::empty().ecs_xml("CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=made");
        assert!(xml.ok().contains("<KeyPairName>made</KeyPairName>"));
        assert!(xml.one("PrivateKeyBody").starts_with("-----BEGIN RSA PRIVATE KEY-----\n"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_name_is_given_and_good() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("CreateKeyPair").error(), missing("RegionId"));
        assert_eq!(call(&twin, "CreateKeyPair", "").error(), missing("KeyPairName"));
        let text = "Specified Key Pair name is not valid.";
        for name in ["x", "1x", "http://x"] {
            let answer = call(&twin, "CreateKeyPair", &format!("&KeyPairName={name}"));
            assert_eq!(answer.error(), refusal(400, "InvalidKeyPairName.Malformed", text), "{name}");
        }
    }

    #[test]
    fn there_is_one_of_a_name() {
        let twin = Twin::empty();
        import(&twin, "taken");
        let answer = call(&twin, "CreateKeyPair", "&KeyPairName=taken");
        assert_eq!(answer.error(), refusal(400, "KeyPair.AlreadyExist", "The key pair already exist."));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_there_without_its_private_half() {
        let twin = Twin::empty();
        let made = call(&twin, "CreateKeyPair", "&KeyPairName=made&Tag.1.Key=a").json();
        let seen = call(&twin, "DescribeKeyPairs", "&IncludePublicKey=true").json();
        let pair = &seen["KeyPairs"]["KeyPair"][0];
        assert_eq!(pair["KeyPairFingerPrint"], made["KeyPairFingerPrint"]);
        assert_eq!(pair["Tags"]["Tag"][0]["TagKey"], "a");
        assert!(pair["PublicKey"].as_str().expect("a key").starts_with("ssh-rsa "));
        assert_eq!(made["KeyPairFingerPrint"].as_str().map(str::len), Some(47), "16 bytes, as RFC 4716 says");
    }
}
