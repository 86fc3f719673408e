use crate::support::{Answer, Twin};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Keys that ssh-keygen made; the fingerprints are those that it and openssl print.
const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCv6N1L5gmRgUylf93Msj3xtjqIO1cXTbc3I5Lc9my1ck9HOtH7vlxgt4CBlcgByWYeAP+44CPYC0ds59VuqBVmXl78AUGHAwK6vgTt0VZdgRg8eYOkZ560TIznle7T8fsz/ex8oNJ9Y8CAWK1zDt5qJHiNgkf0DE0GWhpuNO8n4AA1GkdX9QaanRXLBQ/THTZwwHKgEfo48p02Sf6l+aHYqTa3FqoI5mpW/ESJ+RlmdV9u4mYrInlMCf5Z6RkXCki4QXU8ieWl6PK+KW0I2bWwwQ/L6qW5m2sItYnVzTGgOV7lbTCpTdX/npln4chp2Vxy0keooHmtK7BkNYUxF9a7 me@home";
const RSA_FINGERPRINT: &str = "ec:bb:26:99:34:61:07:ac:94:63:9c:13:2d:7c:f3:27";
const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPz/mo0b+IOQjmcVF03xeHz2XUcrjcgKLZGvYM8F7a7v me@home";
const ED25519_FINGERPRINT: &str = "loW0sVZdzsR1I20yzhad57Z37H4Temf4+3ljNkMWqTs";

fn import(twin: &Twin, name: &str, key: &str, more: &str) -> Answer {
    let material = BASE64_STANDARD.encode(key).replace('+', "%2B").replace('=', "%3D");
    twin.ec2(&format!("ImportKeyPair&KeyName={name}&PublicKeyMaterial={material}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_no_private_key() {
        insta::assert_snapshot!(import(&Twin::empty(), "me", RSA, "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ImportKeyPairResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><keyName>me</keyName><keyFingerprint>ec:bb:26:99:34:61:07:ac:94:63:9c:13:2d:7c:f3:27</keyFingerprint><keyPairId>key-01203828746c4d98f</keyPairId></ImportKeyPairResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_key_is_one_that_openssh_writes() {
        let twin = Twin::empty();
        let text = "Key is not in valid OpenSSH public key format";
        let ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHwf2HMM5TRXvo2SQJjsNkiDD5KqiiNjrGVv3UUh+mMT5RHxiRtOnlqvjhQtBq0VpmpCV/PwUdhOig4vkbqAcEc=";
        for key in ["nonsense", &RSA[..90], ecdsa] {
            assert_eq!(import(&twin, "me", key, "").error(), (400, "InvalidKey.Format".into(), text.into()), "{key}");
        }
        assert_eq!(twin.ec2("ImportKeyPair&KeyName=me&PublicKeyMaterial=!").error().1, "InvalidKey.Format");
        assert_eq!(twin.ec2("ImportKeyPair&KeyName=me").error().1, "MissingParameter");
        assert_eq!(twin.ec2("ImportKeyPair&PublicKeyMaterial=AAAA").error().1, "MissingParameter");
        assert_eq!(import(&twin, "me", RSA, "&Colour=red").error().1, "UnknownParameter");
    }

    #[test]
    fn a_name_stands_once() {
        let twin = Twin::empty();
        import(&twin, "me", RSA, "").ok();
        assert_eq!(import(&twin, "me", ED25519, "").error().1, "InvalidKeyPair.Duplicate");
        import(&twin, "ME", ED25519, "").ok();
    }

    #[test]
    fn a_dry_run_takes_nothing_in() {
        let twin = Twin::empty();
        assert_eq!(import(&twin, "me", RSA, "&DryRun=true").error().1, "DryRunOperation");
        assert!(twin.ec2("DescribeKeyPairs").ok().contains("<keySet/>"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_openssl_and_openssh() {
        let twin = Twin::empty();
        assert_eq!(import(&twin, "a", RSA, "").one("keyFingerprint"), RSA_FINGERPRINT);
        assert_eq!(import(&twin, "b", ED25519, "").one("keyFingerprint"), ED25519_FINGERPRINT);
        assert_eq!(twin.ec2("DescribeKeyPairs").all("keyType"), ["rsa", "ed25519"]);
    }

    #[test]
    fn the_key_stays_as_it_was_sent() {
        let twin = Twin::empty();
        import(&twin, "me", &format!("{ED25519}\n"), "").ok();
        assert_eq!(twin.ec2("DescribeKeyPairs&IncludePublicKey=true").one("publicKey"), ED25519);
    }
}
