use crate::support::{Answer, Twin};
use rsa::pkcs1::DecodeRsaPrivateKey;
use ssh_key::{PrivateKey, PublicKey};

fn create(twin: &Twin, name: &str, more: &str) -> Answer {
    twin.ec2(&format!("CreateKeyPair&KeyName={name}{more}"))
}

fn public_key(twin: &Twin, name: &str) -> String {
    twin.ec2(&format!("DescribeKeyPairs&KeyName.1={name}&IncludePublicKey=true")).one("publicKey")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_private_key() {
        let tags = "&TagSpecification.1.ResourceType=key-pair&TagSpecification.1.Tag.1.Key=team\
                    &TagSpecification.1.Tag.1.Value=blue";
        let answer = create(&Twin::empty(), "me", &format!("&KeyType=ed25519&KeyFormat=pem{tags}"));
        let key = answer.one("keyMaterial");
        assert!(key.starts_with("-----BEGIN OPENSSH PRIVATE KEY-----\n"), "{key}");
        assert!(key.ends_with("\n-----END OPENSSH PRIVATE KEY-----\n"), "{key}");
        insta::assert_snapshot!(answer.ok().replace(&key, "..."), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateKeyPairResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><keyName>me</keyName><keyFingerprint>8ZkNtkNa8OJ7SoaX1i8oyz6XVxQbjlerL0G9MUP/WQA=</keyFingerprint><keyMaterial>...</keyMaterial><keyPairId>key-01203828746c4d98f</keyPairId><tagSet><item><key>team</key><value>blue</value></item></tagSet></CreateKeyPairResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_key_pair_has_a_name_of_its_own() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("CreateKeyPair").error().1, "MissingParameter");
        create(&twin, "me", "&KeyType=ed25519").ok();
        let error = create(&twin, "me", "").error();
        assert_eq!(error, (400, "InvalidKeyPair.Duplicate".into(), "The keypair already exists".into()));
        for (name, text) in [
            (&*"x".repeat(256), "Value for parameter KeyName is invalid. Length exceeds maximum of 255."),
            ("%C3%A9", "Value for parameter KeyName is invalid. Character sets beyond ASCII are not supported."),
            ("+me", "Invalid value ' me' for keyName. It should be trimmed"),
            ("m%0Ae", "Value for parameter m\ne is invalid. KeyName"),
        ] {
            assert_eq!(create(&twin, name, "").error(), (400, "InvalidParameterValue".into(), text.into()), "{name}");
        }
    }

    #[test]
    fn types_and_formats_are_known() {
        let twin = Twin::empty();
        for (parameter, text) in [
            (
                "&KeyType=ecdsa",
                "1 validation error detected: Value 'ecdsa' at 'keyType' failed to satisfy constraint: \
                 Member must satisfy enum value set: [rsa, ed25519]",
            ),
            (
                "&KeyFormat=bad",
                "1 validation error detected: Value 'bad' at 'keyFormat' failed to satisfy constraint: \
                 Member must satisfy enum value set: [ppk, pem]",
            ),
        ] {
            let error = create(&twin, "me", parameter).error();
            assert_eq!(error, (400, "InvalidParameterValue".into(), text.into()), "{parameter}");
        }
        assert_eq!(create(&twin, "me", "&Colour=red").error().1, "UnknownParameter");
        let tags = "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a";
        assert_eq!(create(&twin, "me", tags).error().1, "InvalidParameterValue");
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(create(&twin, "me", "&KeyType=ed25519&DryRun=true").error().1, "DryRunOperation");
        assert!(twin.ec2("DescribeKeyPairs").ok().contains("<keySet/>"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_rsa_key_is_real_and_the_default() {
        let twin = Twin::empty();
        let made = create(&twin, "me", "");
        let key = rsa::RsaPrivateKey::from_pkcs1_pem(&made.one("keyMaterial")).expect("a private key");
        key.validate().expect("a key that fits together");
        let public = ssh_key::public::RsaPublicKey::try_from(key.to_public_key()).expect("a public key");
        let shown = PublicKey::from_openssh(&public_key(&twin, "me")).expect("a public key");
        assert_eq!((shown.key_data().rsa(), shown.comment()), (Some(&public), "me"));
        assert!(public_key(&twin, "me").ends_with(" me\n"), "a newline, as recorded from EC2");
        assert_eq!(made.one("keyFingerprint").len(), 59, "a SHA-1 digest");
        assert_eq!(twin.ec2("DescribeKeyPairs").one("keyType"), "rsa");
    }

    #[test]
    fn an_ed25519_key_is_real() {
        let twin = Twin::empty();
        let made = create(&twin, "me", "&KeyType=ed25519");
        let key = PrivateKey::from_openssh(made.one("keyMaterial")).expect("a private key");
        let shown = PublicKey::from_openssh(&public_key(&twin, "me")).expect("a public key");
        assert_eq!(shown.key_data(), key.public_key().key_data());
        let fingerprint = key.fingerprint(ssh_key::HashAlg::Sha256).to_string();
        assert_eq!(format!("{fingerprint}="), format!("SHA256:{}", made.one("keyFingerprint")), "EC2 pads it");
    }

    #[test]
    fn a_key_has_the_same_parts_in_either_format() {
        for key_type in ["rsa", "ed25519"] {
            let (pem, putty) = (Twin::empty(), Twin::empty());
            let (more, ppk) = (format!("&KeyType={key_type}"), format!("&KeyType={key_type}&KeyFormat=ppk"));
            let (pem, made) = (create(&pem, "me", &more), create(&putty, "me", &ppk));
            assert_eq!(made.one("keyFingerprint"), pem.one("keyFingerprint"));
            let text = made.one("keyMaterial");
            assert!(text.starts_with("PuTTY-User-Key-File-2: ssh-"), "{text}");
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines[1..3], ["Encryption: none", "Comment: me"]);
            let count: usize = lines[3].strip_prefix("Public-Lines: ").unwrap().parse().unwrap();
            let shown = public_key(&putty, "me");
            assert_eq!(lines[4..4 + count].concat(), shown.split(' ').nth(1).unwrap());
        }
    }

    #[test]
    fn a_key_in_putty_s_format_is_whole() {
        let twin = Twin::empty();
        insta::assert_snapshot!(create(&twin, "me", "&KeyType=ed25519&KeyFormat=ppk").one("keyMaterial"), @"
        PuTTY-User-Key-File-2: ssh-ed25519
        Encryption: none
        Comment: me
        Public-Lines: 2
        AAAAC3NzaC1lZDI1NTE5AAAAIId/nyz3uopq0chZ1ucQonjppatN1QACsByTF0R1
        fMzS
        Private-Lines: 1
        AAAAIElonjAoKE7HnZIZGcsNSeIveoKXxmtN5x+IJMP7EfXf
        Private-MAC: aa6b51b5e2cac18234fdcf75cbf320f888f19393
        ");
    }

    #[test]
    fn no_two_are_the_same_but_every_world_has_the_same() {
        let made = |twin: &Twin, name: &str| create(twin, name, "&KeyType=ed25519").one("keyMaterial");
        let (here, there) = (Twin::empty(), Twin::empty());
        let first = made(&here, "a");
        assert_ne!(first, made(&here, "b"));
        assert_eq!(first, made(&there, "a"));
    }

    #[test]
    fn a_key_follows_from_its_name_its_place_and_how_many_of_that_name_there_were() {
        let made = |twin: &Twin, name: &str| create(twin, name, "&KeyType=ed25519").one("keyMaterial");
        let (here, there) = (Twin::empty(), Twin::empty());
        let (a, b) = (made(&here, "a"), made(&here, "b"));
        there.ec2("AllocateAddress").ok();
        assert_eq!((made(&there, "b"), made(&there, "a")), (b, a.clone()), "whatever happens before");
        let again = |twin: &Twin| {
            twin.ec2("DeleteKeyPair&KeyName=a").ok();
            made(twin, "a")
        };
        let second = again(&here);
        assert_ne!(second, a);
        assert_eq!(second, again(&there));
        let elsewhere = [("authorization", "AWS4-HMAC-SHA256 Credential=AK/20260101/eu-west-1/ec2/aws4_request")];
        let query = "Action=CreateKeyPair&Version=2016-11-15&KeyName=a&KeyType=ed25519";
        assert_ne!(Twin::empty().get(query, &elsewhere).one("keyMaterial"), a);
    }

    #[test]
    fn an_instance_is_launched_with_any_name_unless_the_rules_are_strict() {
        let twin = Twin::empty();
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1&KeyName=mine";
        assert_eq!(twin.ec2(run).one("keyName"), "mine");
        let strict = Twin::new("strict_images = true", "");
        let text = "The key pair 'mine' does not exist";
        assert_eq!(strict.ec2(run).error(), (400, "InvalidKeyPair.NotFound".into(), text.into()));
        strict.ec2("CreateKeyPair&KeyName=mine").ok();
        assert_eq!(strict.ec2(run).one("keyName"), "mine");
    }
}
