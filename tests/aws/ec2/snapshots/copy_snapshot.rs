use super::super::elsewhere;
use super::super::parts::*;
use super::{LOOK, encrypted, snapshot};
use crate::support::Twin;

const ACCOUNT: &str = "123456789012";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_id_and_tags() {
        let twin = Twin::empty();
        let copy = format!(
            "CopySnapshot&SourceRegion=us-east-1&SourceSnapshotId={}&TagSpecification.1.ResourceType=snapshot\
             &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x",
            snapshot(&twin)
        );
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&copy)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CopySnapshotResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><snapshotId>snap-0120384800989b7e9</snapshotId>
        <tagSet>
        <item><key>Name</key><value>x</value></item></tagSet></CopySnapshotResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_source_is_there_and_complete() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let volume = super::super::volume(&twin, "");
        twin.advance("20s");
        let id = made(&twin, &format!("CreateSnapshot&VolumeId={volume}"), "snapshotId");
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CopySnapshot{more}"), code);
        let of = format!("&SourceRegion=us-east-1&SourceSnapshotId={id}");
        code(&of, "IncorrectState");
        twin.advance("1m");
        code("&SourceRegion=us-east-1", "MissingParameter");
        code(&format!("&SourceSnapshotId={id}"), "MissingParameter");
        code("&SourceRegion=us-east-1&SourceSnapshotId=snap-0ffffffffffffffff", "InvalidSnapshot.NotFound");
        code("&SourceRegion=us-east-1&SourceSnapshotId=x", "InvalidSnapshotID.Malformed");
        code(&format!("&SourceRegion=us-east-9&SourceSnapshotId={id}"), "InvalidParameterValue");
        code(&format!("&SourceRegion=eu-west-1&SourceSnapshotId={id}"), "InvalidSnapshot.NotFound");
        code(&format!("{of}&DestinationRegion=eu-west-1"), "InvalidParameterValue");
        code(&format!("{of}&KmsKeyId=k"), "InvalidParameterDependency");
        code(&format!("{of}&CompletionDurationMinutes=15"), "UnsupportedOperation");
        code(&format!("{of}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_in_the_other_region() {
        let twin = Twin::empty();
        let id = snapshot(&twin);
        let copy = format!("CopySnapshot&SourceRegion=us-east-1&SourceSnapshotId={id}");
        let made = elsewhere(&twin, ACCOUNT, "eu-west-1", &copy).one("snapshotId");
        let shown = elsewhere(&twin, ACCOUNT, "eu-west-1", "DescribeSnapshots");
        assert_eq!((shown.one("snapshotId"), shown.one("volumeSize").as_str()), (made, "10"));
        assert_eq!(shown.one("description"), "");
        assert_eq!(shown.one("volumeId"), "vol-ffffffff");
        assert_eq!(twin.ec2("DescribeSnapshots").one("snapshotId"), id);
        assert_eq!(elsewhere(&twin, "210987654321", "us-east-1", &copy).error().1, "InvalidSnapshot.NotFound");
    }

    #[test]
    fn it_can_be_encrypted_but_not_the_other_way() {
        let twin = Twin::empty();
        let copy = |id: &str, more: &str| {
            let id =
                made(&twin, &format!("CopySnapshot&SourceRegion=us-east-1&SourceSnapshotId={id}{more}"), "snapshotId");
            let shown = twin.ec2(&format!("DescribeSnapshots&SnapshotId.1={id}"));
            (shown.one("encrypted"), shown.all("kmsKeyId").concat())
        };
        let own = "arn:aws:kms:us-east-1:123456789012:key/mine".to_owned();
        let plain = snapshot(&twin);
        assert_eq!(copy(&plain, ""), ("false".to_owned(), String::new()));
        assert_eq!(copy(&plain, "&Encrypted=true&KmsKeyId=mine"), ("true".to_owned(), own.clone()));
        let secret = encrypted(&twin, "&KmsKeyId=mine");
        assert_eq!(copy(&secret, "&Encrypted=false"), ("true".to_owned(), own));
        twin.ec2("EnableEbsEncryptionByDefault").ok();
        assert_eq!(copy(&plain, "").0, "true");
    }
}
