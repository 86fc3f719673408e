//! Certificates of the server's own authority and of files.

use super::{Client, Program, authority};
use crate::process::complaint;
use std::fs;
use std::path::{Path, PathBuf};

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a text")
}

#[test]
fn an_authority_is_kept_in_its_folder() {
    let folder = folder("authority");
    let arguments = ["--tls-dir", text(&folder), "--control-host", "twin.example"];
    let program = Program::start(&arguments);
    // It is there before anybody asks.
    let pem = fs::read_to_string(folder.join("ca.pem")).expect("a certificate");
    assert_eq!(authority(&program), pem);
    let client = Client::trusting(&pem, &[]);
    for program in [program, Program::start(&arguments)] {
        for host in ["localhost", "127.0.0.1", "twin.example"] {
            let answer = client.get(&program, host, "/_twin/health").expect("an answer");
            assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.join("ca-key.pem")).expect("a key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // Another name is not in the certificate, which others may trust by now.
    let said = complaint(&["--tls-dir", text(&folder), "--control-host", "other.example"], &[]);
    assert!(said.contains("ca.pem: ") && said.contains("without this file it is made again"), "{said}");
    fs::remove_file(folder.join("ca-key.pem")).expect("a key");
    let said = complaint(&["--tls-dir", text(&folder)], &[]);
    assert!(said.contains("ca-key.pem: "), "{said}");
}

#[test]
fn without_a_folder_each_start_has_its_own() {
    let [first, second] = [Program::start(&[]), Program::start(&[])].map(|program| authority(&program));
    assert_ne!(first, second);
}

#[test]
fn a_name_without_a_dot_is_in_the_certificate_that_it_is_asked_for() {
    let program = Program::start(&[]);
    let of = |host: &str| {
        let mut stream = program.connect();
        let answer = super::ask(&mut stream, host, "/_twin/ca.pem").expect("an answer");
        answer.split_once("\r\n\r\n").expect("a body").1.to_owned()
    };
    let (local, service) = (Client::trusting(&of("localhost"), &[]), Client::trusting(&of("cloud:4780"), &[]));
    assert!(service.get(&program, "cloud", "/_twin/health").is_ok());
    assert!(service.get(&program, "localhost", "/_twin/health").is_ok());
    assert!(local.get(&program, "cloud", "/_twin/health").is_err());
}

#[test]
fn a_certificate_may_come_from_files() {
    let folder = folder("given");
    fs::create_dir_all(&folder).expect("a folder");
    let key = rcgen::KeyPair::generate().expect("a key");
    let params = rcgen::CertificateParams::new(vec!["twin.example".to_owned()]).expect("a name");
    let pem = params.self_signed(&key).expect("a certificate").pem();
    let (cert_path, key_path) = (folder.join("server.pem"), folder.join("server-key.pem"));
    fs::write(&cert_path, &pem).expect("a file");
    fs::write(&key_path, key.serialize_pem()).expect("a file");
    let (cert_path, key_path) = (text(&cert_path), text(&key_path));
    let program = Program::start(&["--tls-cert", cert_path, "--tls-key", key_path, "--control-host", "twin.example"]);
    let answer = Client::trusting(&pem, &[]).get(&program, "twin.example", "/_twin/health").expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let (status, refusal) = program.twin("GET", "ca.pem", "");
    assert!(status == 404 && refusal["error"].to_string().contains("tls_cert"), "{refusal}");

    for (arguments, said) in [
        (&["--tls-cert", cert_path][..], "tls_cert and tls_key are given together, or neither is"),
        (&["--tls-cert", "/no/file", "--tls-key", key_path], "/no/file: "),
        (&["--tls-cert", cert_path, "--tls-key", cert_path], "server.pem: "),
        (&["--tls-cert", key_path, "--tls-key", key_path], "server-key.pem: it has no certificate in PEM"),
    ] {
        let complaint = complaint(arguments, &[]);
        assert!(complaint.contains(said), "{complaint}");
    }
}
