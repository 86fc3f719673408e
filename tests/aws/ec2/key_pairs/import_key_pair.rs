use crate::support::{Answer, Twin};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Keys that ssh-keygen made; the fingerprints are those that it and openssl print, that of the Ed25519 key padded.
const RSA: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCv6N1L5gmRgUylf93Msj3xtjqIO1cXTbc3I5Lc9my1ck9HOtH7vlxgt4CBlcgByWYeAP+44CPYC0ds59VuqBVmXl78AUGHAwK6vgTt0VZdgRg8eYOkZ560TIznle7T8fsz/ex8oNJ9Y8CAWK1zDt5qJHiNgkf0DE0GWhpuNO8n4AA1GkdX9QaanRXLBQ/THTZwwHKgEfo48p02Sf6l+aHYqTa3FqoI5mpW/ESJ+RlmdV9u4mYrInlMCf5Z6RkXCki4QXU8ieWl6PK+KW0I2bWwwQ/L6qW5m2sItYnVzTGgOV7lbTCpTdX/npln4chp2Vxy0keooHmtK7BkNYUxF9a7 me@home";
const RSA_FINGERPRINT: &str = "ec:bb:26:99:34:61:07:ac:94:63:9c:13:2d:7c:f3:27";
/// The same key as the base 64 of its DER.
const SPKI: &str = "\
    MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr+jdS+YJkYFMpX/dzLI98bY6iDtXF023NyOS3PZstXJPRzrR+75c\n\
    YLeAgZXIAclmHgD/uOAj2AtHbOfVbqgVZl5e/AFBhwMCur4E7dFWXYEYPHmDpGeetEyM55Xu0/H7M/3sfKDSfWPAgFitcw7e\n\
    aiR4jYJH9AxNBloabjTvJ+AANRpHV/UGmp0VywUP0x02cMByoBH6OPKdNkn+pfmh2Kk2txaqCOZqVvxEifkZZnVfbuJmKyJ5\n\
    TAn+WekZFwpIuEF1PInlpejyviltCNm1sMEPy+qluZtrCLWJ1c0xoDle5W0wqU3V/56ZZ+HIadlcctJHqKB5rSuwZDWFMRfW\n\
    uwIDAQAB";
const ED25519: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPz/mo0b+IOQjmcVF03xeHz2XUcrjcgKLZGvYM8F7a7v me@home";
const ED25519_FINGERPRINT: &str = "loW0sVZdzsR1I20yzhad57Z37H4Temf4+3ljNkMWqTs=";

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
        <ImportKeyPairResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><keyName>me</keyName><keyPairId>key-01203828746c4d98f</keyPairId><keyFingerprint>ec:bb:26:99:34:61:07:ac:94:63:9c:13:2d:7c:f3:27</keyFingerprint></ImportKeyPairResponse>
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
    fn pem_and_pkcs1_are_none_of_the_formats() {
        let twin = Twin::empty();
        let spki = SPKI.replace('\n', "");
        let pkcs1 = BASE64_STANDARD.encode(&BASE64_STANDARD.decode(&spki).unwrap()[24..]);
        let pem = |label: &str, body: &str| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
        for key in [
            pem("PUBLIC KEY", SPKI),
            pem("RSA PUBLIC KEY", &pkcs1),
            pkcs1,
            format!("no-pty {RSA}"),
            format!("---- BEGIN SSH2 PUBLIC KEY ----\n{}\n", &RSA[8..380]),
        ] {
            assert_eq!(import(&twin, "me", &key, "").error().1, "InvalidKey.Format", "{key}");
        }
        let material = spki.replace('+', "%2B").replace('=', "%3D");
        let error = twin.ec2(&format!("ImportKeyPair&KeyName=me&PublicKeyMaterial={material}")).error();
        let text = "Value for parameter PublicKeyMaterial is invalid. Character sets beyond ASCII are not supported.";
        assert_eq!(error, (400, "InvalidParameterValue".into(), text.into()), "DER that is not in base 64");
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
    fn the_name_takes_the_place_of_the_comment() {
        let twin = Twin::empty();
        import(&twin, "mine", &format!("{ED25519}\n"), "").ok();
        let shown = twin.ec2("DescribeKeyPairs&IncludePublicKey=true").one("publicKey");
        assert_eq!(shown, ED25519.replace("me@home", "mine\n"));
    }

    #[test]
    fn a_key_is_the_same_in_each_format() {
        let twin = Twin::empty();
        let body = RSA.split(' ').nth(1).unwrap();
        let (start, rest) = body.split_at(70);
        let ssh2 = format!(
            "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"a key: \\\nof two lines\"\nx-mine: 1\n{start}\n{rest}\n\
             ---- END SSH2 PUBLIC KEY ----\n"
        );
        for (name, key) in [("line", RSA), ("ssh2", &ssh2), ("spki", SPKI)] {
            assert_eq!(import(&twin, name, key, "").one("keyFingerprint"), RSA_FINGERPRINT, "{name}");
        }
        let shown = twin.ec2("DescribeKeyPairs&IncludePublicKey=true").all("publicKey");
        let line = |name: &str| format!("ssh-rsa {body} {name}\n");
        assert_eq!(shown, ["line", "spki", "ssh2"].map(line));
    }

    /// The numbers are of the form 2^(bits - 1) + 65537. The fingerprints are recorded from EC2, but for that of 3072 bits.
    #[test]
    fn rsa_keys_have_any_length_that_was_recorded() {
        let twin = Twin::empty();
        for (bits, fingerprint) in [
            (512, "34:38:83:18:89:df:de:bc:68:7a:99:4b:28:1b:de:e7"),
            (768, "d9:eb:cb:73:87:09:fe:26:ec:a5:e7:5f:aa:7e:03:23"),
            (1023, "f0:b9:59:ef:6a:85:75:61:57:12:f8:5a:0b:2f:5c:d5"),
            (1025, "6d:20:e0:e4:0f:08:d8:3c:2a:b8:bf:5c:12:7f:f8:51"),
            (1536, "f3:16:4d:fb:e1:db:e8:53:37:f7:91:8c:5c:fb:37:8b"),
            (3072, "aa:d8:21:24:af:b1:41:48:08:55:b6:ae:ac:47:97:07"),
            (4096, "7c:b6:6b:17:cb:82:ad:5a:57:26:1d:c0:f3:d0:75:58"),
        ] {
            let answer = import(&twin, &bits.to_string(), &rsa_key(bits), "");
            assert_eq!(answer.one("keyFingerprint"), fingerprint, "{bits}");
        }
        for bits in [511, 4097] {
            assert_eq!(import(&twin, "me", &rsa_key(bits), "").error().1, "InvalidKey.Format", "{bits}");
        }
    }

    /// The OpenSSH line of a public key with the number 2^(bits - 1) + 65537, and the exponent 65537.
    fn rsa_key(bits: u32) -> String {
        let mut number = vec![0u8; bits as usize / 8 + 1];
        number[0] = if bits.is_multiple_of(8) { 0 } else { 1 << ((bits - 1) % 8) };
        if bits.is_multiple_of(8) {
            number[1] = 0x80;
        }
        let end = number.len() - 3;
        number[end..].copy_from_slice(&[1, 0, 1]);
        let strings = [b"ssh-rsa".as_slice(), &[1, 0, 1], &number];
        let string = |part: &[u8]| [&(part.len() as u32).to_be_bytes(), part].concat();
        format!("ssh-rsa {}", BASE64_STANDARD.encode(strings.map(string).concat()))
    }
}
