use super::{call, import};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape_is_one_and_the_same_key() {
        let parameters = "RegionId=cn-hangzhou&KeyPairName=made&Tag.1.Key=a&Tag.1.Value=b&ResourceGroupId=rg-1";
        insta::assert_snapshot!(in_every_shape("", "CreateKeyPair", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","KeyPairId":"ssh-bpgdc5irqtnjwspllcos","KeyPairName":"made","KeyPairFingerPrint":"66:ad:21:a0:15:29:2d:ec:ea:34:8f:44:b6:7d:cc:22","PrivateKeyBody":"-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAwVN2BM+Dd8ceJ+asxT6VB3brXdFmiqRW5bk4hNsNohCa79bP\nqMpQZXXv5T36vb/ivJAsyfFsEkQu3y1URxGxG/RANigKgFm/YA1FQKIU/lTOpv3O\nyzqKJoqKbilIoNBlERtarworYMOJMoxbfFMqd3eCunbVtK4HmuRzRkj2+C7HiQo4\nTPzQGqHmn3kaQD51CidsdOYJ83mwJPbxK9yJiMihQLCGmcKZNtddgt6JC9JI7cR3\npM2ah5j4QhrTRUa70kzgDvJgaz6C9k1aMrHjuTm8R12FZ8vtTuMatOR4Bjtl1ffP\nO85FNuHrHY6tJ9khlvESEi7rRbIG43qvg9C+kwIDAQABAoIBAHgrSePpnX25nqwM\nvf4JTZeLOvhhLk0lpAI9pL0ocIv5qGVG8GOqBlla+thTM2X5PZYaREzurU+ZZE1D\nnuxiOeX3aGaBcy2fG8830IFBfq0syBuTDpTS+YbFfRDGxqd3gislBrRhLN+EC+cI\nyeE4zN/fwLnpHiOmPYHxWRoqRqGzVICThjvoFsBoTnbp5OS4tDx5EZqD7KoZTnxD\ncjHwZ7NM1PI6Jni9cZuAx+ZxZXABrbH58tz5kSNb5BBuqsfQ3MSoRS5RBu074uRr\nmzpUpPJ4C+80ym942EkJjCUUduoazUe8/OdTXpiVUQ87tLpZxNTFoSDbmPywkNnv\nO8GDyikCgYEA9BCiX4FMkx46nXOL3EgV8EMnnKVXo05/DlLu00WoDFkbDhaXttnu\nRZG5yfl0e4VzMCOU7fqnkolMBch5C+S7kYSxEnnilTUxAY1Ht05AmChyrt8IM7Sk\nNRCplm+Bpg7zeHYtbvsjEOSLbDbeS/WmJadtPLZ1KXuIiN+heUpdyW0CgYEAysek\npDtWiIGqhxhHr4inWmuucxb962K/+Lo/E11OU194785SWGtJ1UN017gV04Z9egI8\noPeMa1DZjcTBT8kXDFSaSiG2sdcTB05ZQzWVysnp5VNDl/ffC1cHjljTVsxOFVag\nX+LbN10NkdT+fiDVL0/a+JDQ/Z6w0cL4QGGbp/8CgYEA0lUPidzlQBgaDZ0JWCJr\nfa5yEcZQO3Wne5GvLjXmeBXGgiKoRrWTaTMH+O7ZGqZMOZ1AeMK97UQTVxyIbN6H\nYwYGj9Sol0vK2vqFZoyykC6zfs7Iw76WkQC2FeYsxg42dobp6q3Vb3Z2TSEP/EhM\nEkEym9LmL4S9iq+m+d9D6hUCgYEAjCIPi1deY5OILzf+QjYjwP7tXaej7kkd9Vtw\nP4eZm1A9GSvyCByMt46YboNOwhENIYXuNCceqQMEdU5lcSe8f87vmQ9XW+sPwVrJ\noQKk87E5rDswWRL41rNcC2kjE7a4t1JYHit95vKtb/xLqwoxiTKcVm5tnvdNpogg\nWw2ZLi0CgYA2xfSWgQO+JMXV6z5I+WTxKOg01sX47c1qEgoz0Dzlb/Y9uvhB9rnh\nF8uPJ7ilIliCLdJuqokmXOt7ddHCYVewDiGig07wWgKutJeSxdUNqQRXsBGKajLs\n9nP6Tzre6XdECRtGBnEphNwwus5tuqVsYARlmg3t5f07DRjZh32xwA==\n-----END RSA PRIVATE KEY-----\n"}"#);
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
