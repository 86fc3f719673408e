use crate::support::{Answer, Twin};

/// A world with the key pairs `a` and `b`: what made them answered.
fn world() -> (Twin, [Answer; 2]) {
    let twin = Twin::empty();
    let tags = "&TagSpecification.1.ResourceType=key-pair&TagSpecification.1.Tag.1.Key=team\
                &TagSpecification.1.Tag.1.Value=blue";
    let b = twin.ec2("CreateKeyPair&KeyName=b&KeyType=ed25519");
    let a = twin.ec2(&format!("CreateKeyPair&KeyName=a&KeyType=ed25519{tags}"));
    (twin, [a, b])
}

fn names(twin: &Twin, more: &str) -> Vec<String> {
    let answer = twin.ec2(&format!("DescribeKeyPairs{more}"));
    answer.ok();
    answer.all("keyName")
}

mod reading {
    use super::*;

    #[test]
    fn key_pairs_stand_in_the_order_of_their_names() {
        insta::assert_snapshot!(world().0.ec2("DescribeKeyPairs").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeKeyPairsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><keySet><item><keyName>a</keyName><keyPairId>key-0120383713bf7a801</keyPairId><keyFingerprint>gM06EPaHX3km8M0rngVrlGJJdw9m54dR+OeRFzsJIRs=</keyFingerprint><keyType>ed25519</keyType><createTime>2026-11-21T08:00:00.000Z</createTime><tagSet><item><key>team</key><value>blue</value></item></tagSet></item><item><keyName>b</keyName><keyPairId>key-01203828746c4d98f</keyPairId><keyFingerprint>9rYTTuUaH9uH7ygOazFKyBC7k1uUUaxe43+dnJwlPBY=</keyFingerprint><keyType>ed25519</keyType><createTime>2026-11-21T08:00:00.000Z</createTime><tagSet/></item></keySet></DescribeKeyPairsResponse>
        "#);
    }

    #[test]
    fn the_public_key_is_shown_if_asked_for() {
        let answer = world().0.ec2("DescribeKeyPairs&KeyName.1=a&IncludePublicKey=true");
        insta::assert_snapshot!(answer.one("publicKey"), @"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB3NigBo3sOrg1zciTzc2UHShlx39v6Q5T2VfuZhE+B+ a");
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_and_ids_are_known() {
        let (twin, _) = world();
        let error = |more: &str| twin.ec2(&format!("DescribeKeyPairs{more}")).error();
        let text = "The key pair 'c' does not exist";
        assert_eq!(error("&KeyName.1=a&KeyName.2=c"), (400, "InvalidKeyPair.NotFound".into(), text.into()));
        assert_eq!(error("&KeyPairId.1=key-0ffffffffffffffff").1, "InvalidKeyPair.NotFound");
        for id in ["bad", "key-12345678", "key-123456789abcdef01", "key-fffffffffffffffff"] {
            let text = format!("Invalid value '{id}' for keyPairId.");
            assert_eq!(error(&format!("&KeyPairId.1={id}")), (400, "InvalidParameterValue".into(), text));
        }
        let text = "The parameter 'keyPairId' may not be used in combination with 'keyName'";
        let both = error("&KeyName.1=a&KeyPairId.1=key-0ffffffffffffffff");
        assert_eq!(both, (400, "InvalidParameterCombination".into(), text.into()));
        assert_eq!(error("&Filter.1.Name=colour&Filter.1.Value.1=red").1, "InvalidParameterValue");
        assert_eq!(error("&Colour=red").1, "UnknownParameter");
        assert_eq!(error("&DryRun=true").1, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn names_ids_and_filters_choose() {
        let (twin, [a, b]) = world();
        assert_eq!(names(&twin, "&KeyName.1=b"), ["b"]);
        assert_eq!(names(&twin, &format!("&KeyPairId.1={}", a.one("keyPairId"))), ["a"]);
        let fingerprint = b.one("keyFingerprint").replace('+', "%2B").replace('=', "%3D");
        for (name, value, chosen) in [
            ("key-name", "?", vec!["a", "b"]),
            ("key-pair-id", &a.one("keyPairId"), vec!["a"]),
            ("fingerprint", &fingerprint, vec!["b"]),
            ("tag:team", "blue", vec!["a"]),
            ("tag-key", "team", vec!["a"]),
        ] {
            assert_eq!(names(&twin, &format!("&Filter.1.Name={name}&Filter.1.Value.1={value}")), chosen, "{name}");
        }
    }
}
